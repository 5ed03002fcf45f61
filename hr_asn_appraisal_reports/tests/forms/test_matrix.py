"""Layout 7: a leader's results and his people."""

import pytest
from forms import matrix
from test_forms import DEWI

PLAN = {
    "id": 1,
    "name": "Aisyah Kurniawan",
    "post": "Kepala Puskesmas",
    "year": 2026,
    "unit": "Puskesmas Melati",
}


def result(number, kind="utama", **changes):
    own = {"id": number, "number": number, "kind": kind, "text": f"Hasil {number}"}
    return own | {"count": 1, "columns": 1} | changes


def column(number, indicator=1, text="Cakupan", target="95 %", baseline=""):
    return {
        "result": number,
        "indicator": indicator,
        "text": text,
        "target": target,
        "baseline": baseline,
    }


def row(key, name="Dewi Lestari"):
    return {"id": key, "name": name, "post": "Perawat Terampil"}


def cell(key, number, text="Vaksinasi", **changes):
    own = {"row": key, "result": number, "indicator": 0, "text": text}
    return own | {"kind": "utama", "direct": True, "role": 0} | changes


def build(**changes):
    data = {
        "plan": PLAN,
        "results": [result(1), result(2, count=0), result(1, "tambahan", id=3)],
        "columns": [
            column(1),
            column(1, 2, "Mutu", "", "92 (2025)"),
            column(2, 0, "", ""),
        ],
        "rows": [row(7), row(8, "Laila")],
        "cells": [],
        "total": 12,
    } | changes
    return matrix.build(data, DEWI, "Kota Contoh", "Kota Contoh", "2026-01-12")


def test_titles_signature_and_name():
    form = build()
    assert form.titles == ("MATRIKS PERAN HASIL", "PUSKESMAS MELATI", "TAHUN 2026")
    assert form.agency == "KOTA CONTOH"
    assert form.place_date == "Kota Contoh, 12 Januari 2026"
    assert form.leader.name == "DEWI LESTARI, A.Md.Kep."
    assert form.file_name == "MATRIKS_2026_199409262019032001.pdf"


def test_the_leader_comes_first_with_his_indicators():
    [part] = build().parts
    assert [(one.heading, one.coverage) for one in part.columns] == [
        ("1. Hasil 1", "1 dari 12 pegawai"),
        ("2. Hasil 2", "0 dari 12 pegawai"),
        ("Tambahan 1. Hasil 1", "1 dari 12 pegawai"),
    ]
    leader, first, second = part.rows
    assert (leader.number, leader.name) == ("", "Aisyah Kurniawan")
    assert leader.cells == (
        ("Cakupan: 95 %", "Mutu: kondisi awal 92 (2025)"),
        (),
        (),
    )
    assert (first.number, first.name, first.post) == (
        "1",
        "Dewi Lestari",
        "Perawat Terampil",
    )
    assert (second.number, second.cells) == ("2", ((), (), ()))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "(U) Vaksinasi"),
        ({"kind": "tambahan"}, "(T) Vaksinasi"),
        ({"direct": False}, "(U) ↗ Vaksinasi"),
        ({"role": 5}, "(U) Vaksinasi*"),
    ],
)
def test_what_a_person_carries(changes, expected):
    [part] = build(cells=[cell(7, 1, **changes)]).parts
    assert part.rows[1].cells == ((expected,), (), ())
    assert part.rows[2].cells == ((), (), ())


def test_of_two_indicators_the_same_result_is_said_once():
    cells = [cell(7, 1, indicator=1), cell(7, 1, indicator=2), cell(7, 1, "Edukasi")]
    [part] = build(cells=cells).parts
    assert part.rows[1].cells[0] == ("(U) Vaksinasi", "(U) Edukasi")


def test_more_than_six_results_go_on_with_the_first_column_again():
    results = [result(number) for number in range(1, 9)]
    first, second = build(results=results, cells=[cell(8, 8)]).parts
    assert [len(first.columns), len(second.columns)] == [6, 2]
    assert [one.name for one in second.rows] == [one.name for one in first.rows]
    assert second.rows[2].cells == ((), ("(U) Vaksinasi",))
    assert first.widths == (3, 19, 13, 13, 13, 13, 13, 13)
    assert second.widths == (3, 19, 39, 39)


def test_nobody_and_nothing():
    [part] = build(results=[], rows=[], total=0).parts
    assert part.columns == ()
    assert [one.name for one in part.rows] == ["Aisyah Kurniawan"]
