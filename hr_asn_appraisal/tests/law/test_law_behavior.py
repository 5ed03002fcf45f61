"""Which aspects of behaviour are asked of whom, by tables."""

import pytest
from law import behavior, hierarchy

SEVEN = [behavior.VALUE] * 7
FIVE = [behavior.ASPECT] * 4 + [behavior.LEADING]
ALL = SEVEN + FIVE


@pytest.mark.parametrize(
    ("scheme", "leads", "expected"),
    [
        (behavior.BERAKHLAK, False, SEVEN),
        (behavior.BERAKHLAK, True, SEVEN),
        (behavior.PP30, False, FIVE[:4]),
        (behavior.PP30, True, FIVE),
        (behavior.BERAKHLAK_LEADING, False, SEVEN),
        (behavior.BERAKHLAK_LEADING, True, [*SEVEN, behavior.LEADING]),
    ],
)
def test_what_a_scheme_asks(scheme, leads, expected):
    assert [one for one in ALL if behavior.applies(scheme, one, leads)] == expected


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        (behavior.BERAKHLAK, False),
        (behavior.PP30, True),
        (behavior.BERAKHLAK_LEADING, True),
    ],
)
def test_of_whom_more_is_asked(scheme, expected):
    assert behavior.asks_leaders(scheme) is expected


def test_every_scheme_says_what_it_asks():
    assert tuple(behavior.ASKED) == behavior.SCHEMES


def test_what_is_unknown_is_refused():
    with pytest.raises(KeyError):
        behavior.applies("pp46", behavior.VALUE, False)
    with pytest.raises(KeyError):
        behavior.asks_leaders("pp46")
    with pytest.raises(ValueError, match="unknown kind"):
        behavior.applies(behavior.PP30, "value", False)


@pytest.mark.parametrize(
    ("post_kind", "duty", "heads_unit", "expected"),
    [
        ("jpt", "", False, True),
        ("administrator", "", False, True),
        ("pengawas", "", False, True),
        ("fungsional", "", False, False),
        ("pelaksana", "", False, False),
        ("fungsional", "Kepala Puskesmas", False, True),
        ("fungsional", " kepala SDN 1", False, True),
        ("pelaksana", "Kepala Puskesmas", False, True),
        ("fungsional", "Pendamping Satuan Pendidikan", False, False),
        ("fungsional", "Wakil Kepala Sekolah", False, False),
        ("fungsional", None, True, True),
        ("pelaksana", "", True, True),
        (False, None, False, False),
        ("", "", True, True),
    ],
)
def test_who_leads(post_kind, duty, heads_unit, expected):
    assert behavior.leads(post_kind, duty, heads_unit) is expected


def test_every_kind_of_post_is_told():
    told = {kind: behavior.leads(kind) for kind in hierarchy.LEVELS}
    assert sum(told.values()) == 3
