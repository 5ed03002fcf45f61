"""Numbers of civil servants; the examples are invented people."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from law import nip

GOOD = "198609262015051001"


def problems(text, kind="pns"):
    return nip.parse(text, kind).problems


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "19860926 201505 1 001",
        " 19860926\u00a0201505\t1 001\n",
        "\ufeff19860926 2015\u200b05 1 001",
    ],
)
def test_blanks_of_every_kind_are_taken_out(text):
    assert nip.normalize(text) == GOOD
    assert problems(text) == ()


def test_normalize_keeps_any_length_and_leading_zeros():
    assert nip.normalize("013 2") == "0132"


@pytest.mark.parametrize("value", [198609262015051001, 1.98609262e17, None, False])
def test_numbers_are_refused_because_digits_are_lost(value):
    for function in (nip.normalize, nip.format_nip):
        with pytest.raises(TypeError, match="NIP is text.*spreadsheets change"):
            function(value)
    for kind in ("pns", "non_asn"):
        with pytest.raises(TypeError, match=f"not {type(value).__name__}:"):
            nip.parse(value, kind)


@pytest.mark.parametrize(
    "text",
    ["1.98609E+17", "1,98609E+17", "1.98609e17", "2E+17", "198609262015051000.0"],
)
def test_traces_of_a_spreadsheet_are_told_apart(text):
    with pytest.raises(nip.NipError) as caught:
        nip.normalize(text)
    assert caught.value.code == "changed_by_spreadsheet"
    assert problems(text) == ("changed_by_spreadsheet",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "19860926-201505-1-001",
        "19860926201505100A",
        "'198609262015051001",
        "\u0661\u0669\u0668\u0666",
        "E+17",
        "198609262015051000.5",
    ],
)
def test_what_is_left_must_be_digits(text):
    with pytest.raises(nip.NipError) as caught:
        nip.normalize(text)
    assert caught.value.code == "not_digits"
    assert problems(text) == ("not_digits",)


def test_error_names_the_text():
    with pytest.raises(ValueError, match="not_digits: 'abc'"):
        nip.normalize("abc")


def test_pns_number_is_read():
    assert nip.parse("19860926 201505 1 001", "pns") == nip.Nip(
        number=GOOD,
        birth=date(1986, 9, 26),
        appointed=date(2015, 5, 1),
        appointed_year=2015,
        contract=None,
        sex="male",
        serial="001",
        problems=(),
    )


@pytest.mark.parametrize("kind", ["pppk", "pppk_paruh_waktu"])
def test_pppk_number_is_read_with_its_contract_code(kind):
    assert nip.parse("199508192025212017", kind) == nip.Nip(
        number="199508192025212017",
        birth=date(1995, 8, 19),
        appointed=None,
        appointed_year=2025,
        contract="21",
        sex="female",
        serial="017",
        problems=(),
    )


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("198609262015051001", "pns", ()),
        ("198609262015051001", "cpns", ()),
        ("198609262015011001", "pns", ()),
        ("198609262015121001", "pns", ()),
        ("198609262015001001", "pns", ("bad_appointment",)),
        ("198609262015131001", "pns", ("bad_appointment",)),
        ("198609262015211001", "pns", ("bad_appointment",)),
        ("198609262015211001", "cpns", ("bad_appointment",)),
        ("198609262015211001", "pppk", ()),
        ("198609262015221001", "pppk_paruh_waktu", ()),
        ("198609262015051001", "pppk", ()),
        ("19860926201505100", "pns", ("bad_length",)),
        ("1986092620150510011", "pns", ("bad_length",)),
        ("131234567", "pns", ("bad_length",)),
        ("198613262015051001", "pns", ("bad_birth",)),
        ("198600262015051001", "pns", ("bad_birth",)),
        ("198609312015051001", "pns", ("bad_birth",)),
        ("198609002015051001", "pns", ("bad_birth",)),
        ("199602292015051001", "pns", ()),
        ("199702292015051001", "pns", ("bad_birth",)),
        ("200002292020051001", "pns", ()),
        ("190002292015051001", "pns", ("bad_birth",)),
        ("190001011921051001", "pns", ()),
        ("189912311921051001", "pns", ("bad_birth",)),
        ("000009262015051001", "pns", ("bad_birth",)),
        ("201509262015051001", "pns", ("appointed_too_early",)),
        ("201409262015051001", "pns", ()),
        ("201609262015051001", "pns", ("appointed_too_early",)),
        ("201609262015211001", "pppk", ("appointed_too_early",)),
        ("198609262015050001", "pns", ("bad_sex",)),
        ("198609262015051001", "pns", ()),
        ("198609262015052001", "pns", ()),
        ("198609262015053001", "pns", ("bad_sex",)),
        ("198609262015051000", "pns", ("bad_serial",)),
        ("198609262015051999", "pns", ()),
        (
            "198613262015139000",
            "pns",
            ("bad_birth", "bad_appointment", "bad_sex", "bad_serial"),
        ),
    ],
)
def test_problems(text, kind, expected):
    assert problems(text, kind) == expected


def test_what_can_be_read_is_read_in_spite_of_a_problem():
    read = nip.parse("198613262015052003", "pns")
    assert (read.birth, read.appointed) == (None, date(2015, 5, 1))
    assert (read.sex, read.serial, read.appointed_year) == ("female", "003", 2015)


def test_problem_codes_are_complete_and_in_order():
    assert nip.PROBLEMS == (
        "not_digits",
        "changed_by_spreadsheet",
        "bad_length",
        "bad_birth",
        "bad_appointment",
        "appointed_too_early",
        "bad_sex",
        "bad_serial",
    )


@pytest.mark.parametrize(
    ("text", "number"), [("11020045 670480", "11020045670480"), ("5241/P", "5241/P")]
)
def test_number_of_a_non_asn_is_kept_and_not_checked(text, number):
    assert nip.parse(text, "non_asn") == nip.Nip(number)


def test_what_was_read_does_not_change():
    with pytest.raises(FrozenInstanceError):
        nip.parse(GOOD, "pns").serial = "002"


def test_unknown_kind_is_an_error():
    with pytest.raises(ValueError, match="unknown kind of ASN: 'honorer'"):
        nip.parse(GOOD, "honorer")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (GOOD, "19860926 201505 1 001"),
        ("19860926 201505 1 001", "19860926 201505 1 001"),
        ("131 234 567", "131234567"),
        ("1986092620150510011", "1986092620150510011"),
        ("", ""),
    ],
)
def test_print_form(text, printed):
    assert nip.format_nip(text) == printed
