"""What has changed of a leader's result for those who take it up."""

import pytest
from law import drift


def indicator(key, text, target, unit=""):
    return {"id": key, "text": text, "target": target, "unit": unit}


def result(text, *indicators):
    return {"text": text, "indicators": list(indicators)}


KTP = indicator(1, "Perekaman KTP-el", "99,5", "%")
KTP_MORE = indicator(1, "Perekaman KTP-el", "99,9", "%")
SKM = indicator(2, "Nilai SKM", "90")
OWNED = result("Kepemilikan dokumen", KTP, SKM)

# Result, indicator that is carried, the words.
WORDS = [
    (OWNED, 0, "Kepemilikan dokumen\nPerekaman KTP-el: 99,5 %\nNilai SKM: 90"),
    (OWNED, 2, "Kepemilikan dokumen\nNilai SKM: 90"),
    # An indicator that is no more in it.
    (OWNED, 9, "Kepemilikan dokumen"),
    # Qualitative: the target stands in the sentence.
    (result("Mutu", indicator(3, "Layanan ramah", "")), 0, "Mutu\nLayanan ramah"),
    (result("Mutu"), 0, "Mutu"),
    (None, 0, ""),
    ({}, 0, ""),
    # From where it starts stands beside the target, with its year where it is known.
    (
        result("Cakupan", KTP | {"baseline": "97,8", "baseline_date": "2025-12-31"}),
        0,
        "Cakupan\nPerekaman KTP-el: 97,8 (2025) → 99,5 %",
    ),
    (
        result("Cakupan", KTP | {"baseline": "97,8", "baseline_date": ""}),
        0,
        "Cakupan\nPerekaman KTP-el: 97,8 → 99,5 %",
    ),
    (
        result("Cakupan", KTP | {"baseline": "", "baseline_date": "2025-12-31"}),
        0,
        "Cakupan\nPerekaman KTP-el: 99,5 %",
    ),
    # Qualitative, with a baseline.
    (
        result("Mutu", indicator(3, "Layanan ramah", "") | {"baseline": "88"}),
        0,
        "Mutu\nLayanan ramah: 88 → –",
    ),
]


@pytest.mark.parametrize(("sealed", "carried", "expected"), WORDS)
def test_words(sealed, carried, expected):
    assert drift.words(sealed, carried) == expected


# Before, after, indicator, known words, (before, after, text) or None.
CHANGES = [
    (OWNED, OWNED, 0, None, None),
    (
        OWNED,
        result("Kepemilikan dokumen", KTP_MORE, SKM),
        0,
        None,
        (
            "Kepemilikan dokumen\nPerekaman KTP-el: 99,5 %\nNilai SKM: 90",
            "Kepemilikan dokumen\nPerekaman KTP-el: 99,9 %\nNilai SKM: 90",
            "Kepemilikan dokumen",
        ),
    ),
    # Who carries one indicator is told nothing of another's target,
    (OWNED, result("Kepemilikan dokumen", KTP_MORE, SKM), 2, None, None),
    # but of his own and of the words of the result.
    (
        OWNED,
        result("Kepemilikan dokumen digital", KTP_MORE, SKM),
        2,
        None,
        (
            "Kepemilikan dokumen\nNilai SKM: 90",
            "Kepemilikan dokumen digital\nNilai SKM: 90",
            "Kepemilikan dokumen digital",
        ),
    ),
    # His indicator was cancelled.
    (
        OWNED,
        result("Kepemilikan dokumen", KTP),
        2,
        None,
        ("Kepemilikan dokumen\nNilai SKM: 90", "Kepemilikan dokumen", OWNED["text"]),
    ),
    # The result was cancelled.
    (result("Mutu"), None, 0, None, ("Mutu", "", "")),
    # It was only drafted when it was taken up.
    (None, OWNED, 0, None, None),
    ({}, OWNED, 0, None, None),
    # He had not answered an earlier change: it is told from where he stands.
    (result("B"), result("C"), 0, "A", ("A", "C", "C")),
    (result("B"), result("A"), 0, "A", None),
    (result("B"), result("B"), 0, "A", ("A", "B", "B")),
    ({}, result("A"), 0, "A", None),
]


@pytest.mark.parametrize(("before", "after", "carried", "known", "expected"), CHANGES)
def test_change(before, after, carried, known, expected):
    assert drift.change(before, after, carried, known) == expected


# Own words, noted words, before, is it gone, in which words it is known.
KNOWN = [
    # It was agreed before it was taken up.
    ("B", "", result("A"), False, "A"),
    # Only drafted: in the words of the draft, whatever stands in the own plan.
    ("A", "A\nSKM: 90", None, False, "A\nSKM: 90"),
    ("Sendiri", "A\nSKM: 90", None, False, "A\nSKM: 90"),
    # Agreed and under change: the draft is known to who has its words in his plan.
    ("A", "B\nSKM: 90", result("A"), False, "A"),
    ("B", "B\nSKM: 90", result("A"), False, "B\nSKM: 90"),
    ("A", "A\nSKM: 91", result("A", SKM), False, "A\nNilai SKM: 90"),
    # A word that begins alike is another one.
    ("B", "B dan C", result("A"), False, "A"),
    # Nobody noted it: nothing is known of it, but that what one has taken up is gone.
    ("A", "", None, False, ""),
    ("A", "", None, True, "A"),
    ("A", "A\nSKM: 90", None, True, "A\nSKM: 90"),
]


@pytest.mark.parametrize(("text", "noted", "before", "is_gone", "expected"), KNOWN)
def test_known(text, noted, before, is_gone, expected):
    assert drift.known(text, noted, before, 0, is_gone) == expected


def test_the_indicator_that_is_carried_is_known_alone():
    assert drift.known("A", "", OWNED, 2) == "Kepemilikan dokumen\nNilai SKM: 90"


def test_without_an_indicator_all_of_a_result_is_meant():
    before = {
        "text": "Layanan",
        "indicators": [
            {"id": 1, "text": "Pasien", "target": "10", "unit": "orang"},
            {"id": 2, "text": "Waktu", "target": "5", "unit": "menit"},
        ],
    }
    assert len(drift.words(before).splitlines()) == 3
    after = before | {"indicators": before["indicators"][:1]}
    assert drift.change(before, after) is not None
