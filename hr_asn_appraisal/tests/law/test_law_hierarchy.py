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


@pytest.mark.parametrize(
    ("post_kind", "post", "has_duty", "depth", "has_jpt", "expected"),
    [
        # The leadership, and the heads of offices.
        ("jpt", "sekretaris daerah", False, 2, True, True),
        ("jpt", "kepala dinas kesehatan", False, 2, True, True),
        ("jpt", "staf ahli bidang hukum", False, 2, True, True),
        ("jpt", "sekretaris daerah", False, 1, True, True),
        ("jpt", "asisten administrasi umum", False, 2, True, False),
        # Where there is no JPT, who has the post or the duty of a head.
        ("administrator", "camat", False, 2, False, True),
        ("pengawas", "lurah", False, 2, False, True),
        ("pelaksana", "pengadministrasi", True, 2, False, True),
        ("fungsional", "dokter ahli madya", True, 2, False, True),
        ("fungsional", "dokter ahli madya", False, 2, False, False),
        ("administrator", "sekretaris kecamatan", False, 2, False, False),
        ("administrator", "wakil direktur", False, 2, False, False),
        ("pengawas", "kepala seksi trantib", False, 2, False, False),
        ("administrator", "kepala bagian umum", False, 2, False, False),
        ("administrator", "kepala bidang mutu", False, 2, False, False),
        ("pengawas", "kepala subbagian umum", False, 2, False, False),
        ("fungsional", "kepala tata usaha", True, 2, False, False),
        # A JPT in the same unit is who heads it.
        ("administrator", "kepala upt", False, 2, True, False),
        ("pelaksana", "pengadministrasi", True, 2, True, False),
        # Deeper in the tree somebody of the office is above.
        ("administrator", "camat", False, 3, False, False),
        ("jpt", "kepala dinas", False, 3, True, False),
        ("", "", False, 2, False, False),
    ],
)
def test_who_answers_to_the_head(post_kind, post, has_duty, depth, has_jpt, expected):
    found = hierarchy.answers_to_head(post_kind, post, has_duty, depth, has_jpt)
    assert found is expected


@pytest.mark.parametrize(
    ("post", "unit", "expected"),
    [
        ("kepala dinas kesehatan", "dinas kesehatan", True),
        ("sekretaris dinas", "sekretariat", True),
        ("camat", "kecamatan uji", True),
        ("kepala puskesmas", "puskesmas contoh barat", True),
        # The head of that very part of the office, and one of several parts.
        ("kepala bidang mutu", "bidang mutu", True),
        ("kepala bidang", "dinas kesehatan", False),
        ("kepala seksi", "seksi data", True),
        ("kepala seksi data", "bidang mutu", False),
        ("kepala subbagian umum", "subbagian umum", True),
        ("kepala subbagian umum", "sekretariat", False),
        ("kepala bagian hukum", "sekretariat daerah", False),
        ("staf ahli wali kota", "staf ahli", False),
        ("asisten administrasi umum", "sekretariat daerah", False),
        ("wakil direktur", "rsud contoh", False),
        ("", "", True),
    ],
)
def test_which_posts_a_unit_has_once(post, unit, expected):
    assert hierarchy.is_held_by_one(post, unit) is expected


def test_a_functional_post_is_compared_unless_it_has_a_duty():
    assert hierarchy.level("fungsional") == hierarchy.LEVELS["fungsional"]
    assert hierarchy.level("fungsional", has_duty=True) is None
