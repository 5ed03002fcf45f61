"""Levels of functional posts (jenjang jabatan fungsional)."""

import re
from decimal import Decimal
from typing import NamedTuple

KEAHLIAN = "keahlian"
KETERAMPILAN = "keterampilan"


class JfLevel(NamedTuple):
    """A level of functional posts.

    ``coefficient`` is credit points per year at predikat Baik, exact;
    ``siasn_id`` the ``koefisienId`` of SIASN; ``ranks`` the codes of the
    golongan ruang that belong to the level, lowest first.
    """

    code: str
    name: str
    category: str
    coefficient: Decimal
    siasn_id: int
    ranks: tuple[str, ...]


# Source: PermenPANRB 1/2023 and PerBKN 3/2023, koefisienId of SIASN [B]. A post
# (lecturers) may have a coefficient of its own, so callers let it override.
# What a next rank or level needs is not here: it depends on the starting rank.
JF_LEVELS = (
    JfLevel("PM", "Pemula", KETERAMPILAN, Decimal("3.75"), 52, ("II/a",)),
    JfLevel("TR", "Terampil", KETERAMPILAN, Decimal("5"), 62, ("II/b", "II/c", "II/d")),
    JfLevel("MH", "Mahir", KETERAMPILAN, Decimal("12.5"), 72, ("III/a", "III/b")),
    JfLevel("PY", "Penyelia", KETERAMPILAN, Decimal("25"), 82, ("III/c", "III/d")),
    JfLevel("PT", "Ahli Pertama", KEAHLIAN, Decimal("12.5"), 12, ("III/a", "III/b")),
    JfLevel("MU", "Ahli Muda", KEAHLIAN, Decimal("25"), 22, ("III/c", "III/d")),
    JfLevel(
        "MA", "Ahli Madya", KEAHLIAN, Decimal("37.5"), 32, ("IV/a", "IV/b", "IV/c")
    ),
    JfLevel("UT", "Ahli Utama", KEAHLIAN, Decimal("50"), 42, ("IV/d", "IV/e")),
)

_LEVEL_AT_END = re.compile(
    r"^(?P<function>.+?) (?:Ahli )?(?P<level>"
    + "|".join(level.name.removeprefix("Ahli ") for level in JF_LEVELS)
    + ")$"
)
_BY_LAST_WORD = {level.name.removeprefix("Ahli "): level for level in JF_LEVELS}
_BY_TEXT = {text.lower(): level for level in JF_LEVELS for text in level[:2]}


def parse_level(text):
    """Find a level by its code or its name.

    In: text in any case ("MU", "Ahli Muda", "ahli  muda"). Out: a JfLevel.
    Errors: ValueError for anything else, the levels of structural posts
    ("Administrator") included. Source: PermenPANRB 1/2023 [B].
    """
    key = " ".join(text.lower().split()) if isinstance(text, str) else ""
    if key not in _BY_TEXT:
        raise ValueError(f"unknown level of a functional post: {text!r}")
    return _BY_TEXT[key]


def split_post(post):
    """Divide the name of a functional post into function and level.

    In: "Perawat Ahli Muda". Out: ("Perawat", its JfLevel); of a post without a
    level at its end (post, None). Errors: none. Source: PermenPANRB 1/2023 [B].
    """
    match = _LEVEL_AT_END.match(post or "")
    if not match:
        return post or "", None
    return match["function"], _BY_LAST_WORD[match["level"]]


def nearest_levels(post, others):
    """Return the posts of the same function at other levels, the nearest first.

    In: the name of a post, names of posts. Out: a list; of two at the same distance
    the lower one comes first. Errors: none. Levels are counted on the one ladder
    from Pemula to Ahli Utama, as a post of skill is promoted to one of expertise.
    Source: levels PermenPANRB 1/2023 [B]; one ladder of both: this program.
    """
    function, level = split_post(post)
    if level is None:
        return []
    place = JF_LEVELS.index(level)
    found = []
    for other in sorted(set(others) - {post}):
        same, its_level = split_post(other)
        if its_level and same == function:
            its_place = JF_LEVELS.index(its_level)
            found.append((abs(its_place - place), its_place, other))
    return [other for _distance, _place, other in sorted(found)]
