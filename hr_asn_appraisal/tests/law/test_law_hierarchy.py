"""Levels of posts, and the limits by which a superior is doubtful."""

import pytest
from law import hierarchy


@pytest.mark.parametrize(
    ("post_kind", "has_duty", "expected"),
    [
        ("jpt", False, 4),
        ("administrator", False, 3),
        ("pengawas", False, 2),
        ("pelaksana", False, 1),
        ("fungsional", False, 1),
        # A head of a school is a teacher and appraises whoever works there.
        ("fungsional", True, None),
        ("administrator", True, 3),
        (False, False, None),
        ("", True, None),
    ],
)
def test_level(post_kind, has_duty, expected):
    assert hierarchy.level(post_kind, has_duty) == expected


def test_limits():
    assert hierarchy.SPAN_LIMIT == 40
    assert hierarchy.ENDING_DAYS == 30
    assert hierarchy.OFFICE_DEPTH == 2
