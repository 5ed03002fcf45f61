from datetime import date

import pytest
from law import service

A, B, C = 1, 2, 3
JULY, OCTOBER = "2026-07-01", "2026-10-01"


@pytest.mark.parametrize(
    ("terms", "owner", "since", "expected"),
    [
        ([(A, "")], B, JULY, [(A, ""), (B, JULY)]),
        ([(A, ""), (B, JULY)], C, OCTOBER, [(A, ""), (B, JULY), (C, OCTOBER)]),
        # Chosen in error: the one before him goes on, or another follows instead.
        ([(A, ""), (B, JULY)], A, JULY, [(A, "")]),
        ([(A, ""), (B, JULY)], C, JULY, [(A, ""), (C, JULY)]),
        ([(A, ""), (B, OCTOBER)], C, JULY, [(A, ""), (C, JULY)]),
        # Who comes back has a term of his own.
        ([(A, ""), (B, JULY)], A, OCTOBER, [(A, ""), (B, JULY), (A, OCTOBER)]),
        ([], A, JULY, [(A, "")]),
        # As JSON keeps them.
        ([[A, ""]], B, JULY, [(A, ""), (B, JULY)]),
    ],
)
def test_another_owner_follows(terms, owner, since, expected):
    assert service.hand_over(terms, owner, since) == expected


@pytest.mark.parametrize(
    ("day", "owner"),
    [
        (date(2025, 1, 1), A),
        (date(2026, 6, 30), A),
        (date(2026, 7, 1), B),
        (date(2026, 9, 30), B),
        (date(2026, 10, 1), C),
    ],
)
def test_who_answers_on_a_day(day, owner):
    terms = [(A, ""), (B, JULY), (C, OCTOBER)]
    assert service.owner_on(terms, day) == owner


@pytest.mark.parametrize(
    ("terms", "day", "expected"),
    [
        ([(A, "")], date(2026, 1, 1), (A, "")),
        ([(A, ""), (B, JULY)], date(2026, 6, 30), (A, "")),
        ([(A, ""), (B, JULY)], date(2026, 7, 1), (B, JULY)),
        # Before all of them the first does; who comes back has his own first day.
        ([(B, JULY), (C, OCTOBER)], date(2026, 1, 1), (B, JULY)),
        ([(A, ""), (B, JULY), (A, OCTOBER)], date(2026, 12, 31), (A, OCTOBER)),
        # As JSON keeps them.
        ([[A, ""], [B, JULY]], date(2026, 7, 1), (B, JULY)),
    ],
)
def test_the_term_of_a_day(terms, day, expected):
    term = service.term_on(terms, day)
    assert (term, term.owner, term.since) == (expected, *expected)


def test_without_terms_nobody_answers():
    with pytest.raises(IndexError):
        service.term_on([], date(2026, 1, 1))


def test_before_the_first_the_first_answers():
    assert service.owner_on([(B, JULY)], date(2026, 1, 1)) == B


def test_terms_end_when_the_next_begins():
    terms = [(A, ""), (B, JULY)]
    assert service.spans(terms) == [(A, "", JULY), (B, JULY, "")]
    assert service.spans([(A, "")]) == [(A, "", "")]


def test_before_all_of_them_the_first_answers():
    terms = [(7, "2026-03-01"), (8, "2026-07-01")]
    assert service.owner_on(terms, date(2026, 1, 5)) == 7


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([(A, "")], [(A, "")], None),
        ([[A, ""]], [(A, "")], None),
        ([(A, "")], [(B, "")], ""),
        ([(A, "")], [(A, ""), (B, JULY)], JULY),
        ([(A, ""), (B, JULY)], [(A, ""), (B, OCTOBER)], JULY),
        ([(A, ""), (B, JULY)], [(A, ""), (B, JULY), (C, OCTOBER)], OCTOBER),
        ([(A, ""), (B, JULY)], [(B, "")], ""),
    ],
)
def test_from_when_on_other_terms_name_another_person(before, after, expected):
    assert service.changed_from(before, after) == expected


@pytest.mark.parametrize(
    ("first", "last", "owners"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), [A]),
        (date(2026, 6, 30), date(2026, 7, 1), [A, B]),
        (date(2026, 7, 1), date(2026, 12, 31), [B, C]),
        (date(2026, 10, 1), date(2026, 10, 1), [C]),
    ],
)
def test_who_answers_in_a_time(first, last, owners):
    terms = [(A, ""), (B, JULY), (C, OCTOBER)]
    assert [one[0] for one in service.between(terms, first, last)] == owners
