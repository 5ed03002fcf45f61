"""Who gives feedback in which role: a table."""

import pytest
from law import feedback
from law.feedback import Post

DEWI, BOSS, CHIEF, LAILA, FAR = "dewi", "boss", "chief", "laila", "far"
CLINIC, SCHOOL = "clinic", "school"
HERS = [Post(CLINIC, BOSS)]


@pytest.mark.parametrize(
    ("giver", "posts", "role"),
    [
        (BOSS, [Post(CLINIC, CHIEF)], "appraiser"),
        # Also of another unit: the plan says who appraises.
        (BOSS, [], "appraiser"),
        (CHIEF, [Post(SCHOOL, None)], "superior"),
        (LAILA, [Post(CLINIC, BOSS)], "peer"),
        (LAILA, [Post(CLINIC, FAR)], "peer"),
        (LAILA, [Post(SCHOOL, BOSS)], "peer"),
        (LAILA, [Post(SCHOOL, DEWI)], "subordinate"),
        # Nearer than being of the same unit.
        (LAILA, [Post(CLINIC, DEWI)], "subordinate"),
        (LAILA, [Post(SCHOOL, FAR), Post(CLINIC, FAR)], "peer"),
        (FAR, [Post(SCHOOL, FAR)], None),
        (FAR, [], None),
        (DEWI, HERS, None),
    ],
)
def test_role(giver, posts, role):
    assert feedback.role_of(giver, DEWI, (BOSS, CHIEF), posts, HERS) == role


def test_nobody_is_beside_by_having_no_appraiser_both():
    posts = [Post(SCHOOL, None)]
    role = feedback.role_of(FAR, DEWI, (None, None), posts, [Post(CLINIC, None)])
    assert role is None


@pytest.mark.parametrize(
    ("giver", "posts", "role"),
    [
        # who leads the team of a result is that, wherever his post is
        (FAR, [], "lead"),
        (LAILA, [Post(CLINIC, DEWI)], "lead"),
        # but the appraiser stays the appraiser, and nobody leads himself
        (BOSS, [], "appraiser"),
        (CHIEF, [], "superior"),
        (DEWI, HERS, None),
    ],
)
def test_who_leads_a_team(giver, posts, role):
    parties = (BOSS, CHIEF)
    found = feedback.role_of(giver, DEWI, parties, posts, HERS, leads=True)
    assert found == role


def test_one_who_appraises_and_stands_above_gives_it_as_appraiser():
    assert feedback.role_of(BOSS, DEWI, (BOSS, BOSS), [], HERS) == "appraiser"


@pytest.mark.parametrize(
    ("role", "is_open"),
    [
        ("appraiser", True),
        ("superior", True),
        ("lead", True),
        ("peer", False),
        ("subordinate", False),
        (False, False),
    ],
)
def test_who_leads_tells_at_once_and_by_name(role, is_open):
    assert feedback.may_tell_at_once(role) is is_open
    assert feedback.is_named(role) is is_open
