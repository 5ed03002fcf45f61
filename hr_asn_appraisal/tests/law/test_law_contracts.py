"""Contracts of PPPK, by a table typed by hand."""

from datetime import date

import pytest
from law import codes, contracts


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [
        (codes.PPPK_PARUH_WAKTU, date(2026, 1, 1), date(2026, 12, 31)),
        (codes.PPPK_PARUH_WAKTU, date(2025, 10, 1), date(2026, 9, 30)),
        (codes.PPPK_PARUH_WAKTU, date(2027, 3, 1), date(2028, 2, 29)),
        (codes.PPPK_PARUH_WAKTU, date(2028, 2, 29), date(2029, 2, 28)),
        (codes.PPPK, date(2026, 1, 1), None),
        (codes.PNS, date(2026, 1, 1), None),
        (codes.CPNS, date(2026, 1, 1), None),
    ],
)
def test_only_the_contract_of_part_time_pppk_lasts_a_year(kind, start, end):
    assert contracts.one_year_contract_end(kind, start) == end


def test_ends_within_ninety_days_are_looked_at():
    first, last = contracts.notice_span(date(2026, 10, 2))
    assert (first, last) == (date(2026, 10, 2), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("end", "since", "expected"),
    [
        (date(2026, 12, 31), date(2026, 7, 1), date(2026, 12, 31)),
        (date(2026, 7, 1), date(2026, 7, 1), date(2026, 7, 1)),
        (date(2026, 6, 30), date(2026, 7, 1), None),
        (None, date(2026, 7, 1), None),
        (False, date(2026, 7, 1), None),
    ],
)
def test_a_contract_goes_on_in_another_post_as_long_as_it_lasts(end, since, expected):
    assert contracts.carried_over(end, since) == expected
