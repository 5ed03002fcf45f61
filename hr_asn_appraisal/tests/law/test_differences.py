"""Two contents of a plan, compared line by line by the ids of their rows."""

from copy import deepcopy

import pytest
from differences import compare


def content(**changes):
    """Return a small sealed plan of schema skp/2."""
    return {
        "schema": "skp/2",
        "approach": "kuantitatif",
        "model": "ja_jf",
        "date_from": "2026-01-01",
        "date_to": "2026-12-31",
        "results": [
            {
                "id": 10,
                "number": 1,
                "text": "Vaksinasi aman",
                "kind": "utama",
                "classification": "individu",
                "assigned_by": "",
                "weight_bp": 6000,
                "links": [
                    {
                        "id": 7,
                        "text": "Program kesehatan",
                        "direct": True,
                        "owner": "Aisyah",
                        "indicators": ["Cakupan: 95 %"],
                    }
                ],
                "indicators": [
                    {
                        "id": 100,
                        "aspect": "Kuantitas",
                        "text": "Sasaran divaksin",
                        "target": "420",
                        "low": "420",
                        "high": "420",
                        "unit": "orang",
                        "direction": "naik",
                        "pattern": "hitungan",
                        "months": "",
                        "baseline": "392",
                        "baseline_date": "2025-12-31",
                        "baseline_source": "SKP 2025",
                        "dimension": "individu",
                    },
                    {
                        "id": 101,
                        "aspect": "Waktu",
                        "text": "Pencatatan",
                        "target": "95",
                    },
                ],
            },
            {"id": 11, "number": 2, "text": "Asuhan", "kind": "utama"},
        ],
        "annexes": [{"id": 1, "kind": "resource", "text": "Lemari pendingin"}],
        "behaviors": [
            {"id": 1, "name": "Akuntabel", "expectation": ""},
            {"id": 2, "name": "Kolaboratif", "expectation": "Bantu tim"},
        ],
    } | changes


def changed(*path, **values):
    """Return the content with the row at a path of keys changed."""
    new = deepcopy(content())
    row = new
    for step in path:
        row = row[step]
    row.update(values)
    return new


FIRST = ("results", 0)
TARGET = (*FIRST, "indicators", 0)


def told(found):
    """Return of each difference (kind, id, what, fields)."""
    return [(one.kind, one.id, one.what, list(map(tuple, one.fields))) for one in found]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (content(), []),
        (
            changed(*TARGET, target="436"),
            [("indicator", 100, "changed", [("target", "420", "436")])],
        ),
        # The figures go with the words of a target; alone they are told.
        (
            changed(*TARGET, target="436", low="436", high="436"),
            [("indicator", 100, "changed", [("target", "420", "436")])],
        ),
        (
            changed(*TARGET, high="450"),
            [("indicator", 100, "changed", [("high", "420", "450")])],
        ),
        (
            changed(*TARGET, unit="", baseline="400", pattern="posisi"),
            [
                (
                    "indicator",
                    100,
                    "changed",
                    [
                        ("baseline", "392", "400"),
                        ("unit", "orang", ""),
                        ("pattern", "hitungan", "posisi"),
                    ],
                )
            ],
        ),
        (
            changed(*FIRST, text="Vaksinasi ramah", weight_bp=5000),
            [
                (
                    "result",
                    10,
                    "changed",
                    [
                        ("text", "Vaksinasi aman", "Vaksinasi ramah"),
                        ("weight_bp", 6000, 5000),
                    ],
                )
            ],
        ),
        # Where it stands is no change of what it says.
        (changed(*FIRST, number=2), []),
        (
            changed(*FIRST, "links", 0, direct=False),
            [("link", 7, "changed", [("direct", True, "")])],
        ),
        # What the superior's indicators say now is drift, not a change of this plan.
        (changed(*FIRST, "links", 0, indicators=["Cakupan: 97 %"]), []),
        (changed(*FIRST, links=[]), [("link", 7, "cancelled", [])]),
        (
            changed(approach="kualitatif", date_to="2026-06-30"),
            [
                (
                    "plan",
                    0,
                    "changed",
                    [
                        ("approach", "kuantitatif", "kualitatif"),
                        ("date_to", "2026-12-31", "2026-06-30"),
                    ],
                )
            ],
        ),
        (
            content(
                behaviors=[
                    {"id": 1, "name": "Akuntabel", "expectation": "Lapor"},
                    {"id": 2, "name": "Kolaboratif", "expectation": ""},
                ]
            ),
            [("expectation", 1, "added", []), ("expectation", 2, "cancelled", [])],
        ),
        (
            content(annexes=[{"id": 1, "kind": "resource", "text": "Dua lemari"}]),
            [("annex", 1, "changed", [("text", "Lemari pendingin", "Dua lemari")])],
        ),
        (
            content(annexes=[{"id": 2, "kind": "consequence", "text": "Bimbingan"}]),
            [("annex", 2, "added", []), ("annex", 1, "cancelled", [])],
        ),
    ],
)
def test_what_differs(new, expected):
    assert told(compare(content(), new)) == expected


def test_back_again_everything_is_told_the_other_way_round():
    new = changed(*TARGET, target="436")
    [there], [back] = compare(content(), new), compare(new, content())
    assert there.fields[0][1:] == ("420", "436")
    assert back.fields[0][1:] == ("436", "420")


def test_a_result_that_goes_takes_its_lines_along():
    new = content()
    gone = new["results"].pop(0)
    new["results"].append({"id": 12, "text": "Edukasi", "kind": "tambahan"})
    found = compare(content(), new)
    assert told(found) == [
        ("result", 12, "added", []),
        ("result", 10, "cancelled", []),
        ("link", 7, "cancelled", []),
        ("indicator", 100, "cancelled", []),
        ("indicator", 101, "cancelled", []),
    ]
    assert found[1].before["text"] == gone["text"]
    assert found[1].after is None
    assert {one.result for one in found[1:]} == {10}


def test_an_indicator_moves_to_another_result():
    new = content()
    new["results"][1]["indicators"] = [new["results"][0]["indicators"].pop()]
    [found] = compare(content(), new)
    assert (found.id, found.result) == (101, 11)
    assert found.fields == (("result", 10, 11),)


def test_lines_stand_with_their_results_in_the_order_of_the_paper():
    new = changed(*TARGET, target="436")
    new["results"][0]["indicators"].pop()
    new["results"][0]["text"] = "Vaksinasi ramah"
    new["results"][1]["text"] = "Asuhan rawat jalan"
    new["annexes"] = []
    new["model"] = "jpt_ukm"
    found = [(one.kind, one.id) for one in compare(content(), new)]
    assert found == [
        ("plan", 0),
        ("result", 10),
        ("indicator", 100),
        ("indicator", 101),
        ("result", 11),
        ("annex", 1),
    ]


def test_manual_share_of_a_team_and_split_are_fields():
    by_hand = {"kind": "manual", "months": {"10": "20", "2": "16"}}
    new = changed(
        *TARGET,
        manual={"purpose": "Melindungi anak", "formula": ""},
        team={"lead": 5, "part": "Pustu 2", "from": "2026-05-01", "to": ""},
        split=by_hand,
    )
    [found] = compare(content(), new)
    assert list(map(tuple, found.fields)) == [
        ("split", "", by_hand),
        ("team.part", "", "Pustu 2"),
        ("team.from", "", "2026-05-01"),
        ("manual.purpose", "", "Melindungi anak"),
    ]


def test_an_older_seal_that_knows_less_is_no_change():
    old = deepcopy(content())
    old["schema"] = "skp/1"
    del old["annexes"]
    for result in old["results"]:
        result.pop("weight_bp", None)
    new = deepcopy(content(annexes=[]))
    new["results"][0]["weight_bp"] = 0
    new["results"][1]["weight_bp"] = 0
    assert compare(old, new) == []
