"""What the paper of a unit (5.11) says of its rating: proposed, given and why."""

import pytest
from forms import predikat
from test_forms import DEWI

RATED = {"result": "sesuai", "behavior": "sesuai"}
SEALED = {
    "schema": "unit_rating/2",
    "period": {"kind": "triwulan", "number": 1, "year": 2026}
    | {"date_from": "2026-01-01", "date_to": "2026-03-31"},
    "agency": "Pemerintah Kota Contoh",
    "place": "Kota Contoh",
    "unit": {"id": 7, "name": "Puskesmas Contoh Barat"},
    "leader": None,
    "rating": "baik",
    "source": "PK 2026",
    "decree": "",
    "decided_on": "2026-04-02",
    "people": [DEWI | {"predikat": "baik"} | RATED],
    **{"rules": [], "judged": [], "considerations": []},
    **{"apart": "off", "least": 1, "waiting": 0, "printed_on": "2026-04-05"},
}
WHY = {"reason": "Survei belum masuk", "recommendation": ""}
DEPARTS = ("Alasan berbeda dari usulan", "Survei belum masuk")


def basis(**values):
    """Return the lines between the rating and its source."""
    lines = predikat.build(SEALED | WHY | values).basis
    assert lines[0] == ("Capaian kinerja organisasi", "BAIK")
    return list(lines[1 : lines.index(("Dasar", "PK 2026"))])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"proposed": ""}, []),
        ({"proposed": "baik"}, [("Usulan sistem", "BAIK")]),
        ({"proposed": "kurang"}, [("Usulan sistem", "KURANG"), DEPARTS]),
        (
            {"proposed": "", "recommendation": "Inspektorat"},
            [("Rekomendasi", "Inspektorat")],
        ),
    ],
)
def test_what_was_proposed_and_why_it_was_left(values, expected):
    assert basis(**values) == expected


@pytest.mark.parametrize(
    ("agreement", "expected"),
    [
        ("sesuai", []),
        ("di_atas", [DEPARTS]),
        ("", []),
    ],
)
def test_a_year_says_its_two_parts(agreement, expected):
    parts = {"agreement": "sesuai", "expectation": "di_atas"}
    told = basis(parts=parts, proposed="baik", proposed_agreement=agreement)
    proposed = "Usulan sistem, perjanjian kinerja"
    words = {"sesuai": "SESUAI EKSPEKTASI", "di_atas": "DI ATAS EKSPEKTASI"}
    assert told == [
        ("Capaian perjanjian kinerja", "SESUAI EKSPEKTASI"),
        ("Ekspektasi pimpinan", "DI ATAS EKSPEKTASI"),
        *([(proposed, words[agreement])] if agreement else []),
        ("Usulan sistem", "BAIK"),
        *expected,
    ]


def test_of_what_was_set_before_proposals_were_made_there_is_nothing():
    lines = predikat.build(SEALED).basis
    assert lines[1] == ("Dasar", "PK 2026")
