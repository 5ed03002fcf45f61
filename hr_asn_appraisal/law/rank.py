"""Ranks: pangkat/golongan ruang of PNS and golongan of PPPK."""

import re
from typing import NamedTuple

from . import codes


class Rank(NamedTuple):
    """A rank: code on forms, SIASN id (None where unknown), name ("" for PPPK)."""

    code: str
    siasn_id: int | None
    name: str


# Source: reference of SIASN [D]. Lowest first.
PNS_RANKS = (
    Rank("I/a", 11, "Juru Muda"),
    Rank("I/b", 12, "Juru Muda Tk I"),
    Rank("I/c", 13, "Juru"),
    Rank("I/d", 14, "Juru Tk I"),
    Rank("II/a", 21, "Pengatur Muda"),
    Rank("II/b", 22, "Pengatur Muda Tk I"),
    Rank("II/c", 23, "Pengatur"),
    Rank("II/d", 24, "Pengatur Tk I"),
    Rank("III/a", 31, "Penata Muda"),
    Rank("III/b", 32, "Penata Muda Tk I"),
    Rank("III/c", 33, "Penata"),
    Rank("III/d", 34, "Penata Tk I"),
    Rank("IV/a", 41, "Pembina"),
    Rank("IV/b", 42, "Pembina Tk I"),
    Rank("IV/c", 43, "Pembina Utama Muda"),
    Rank("IV/d", 44, "Pembina Utama Madya"),
    Rank("IV/e", 45, "Pembina Utama"),
)

# PPPK have a golongan and no pangkat name [R]. Their SIASN ids are not known
# and stay empty.
PPPK_RANKS = tuple(
    Rank(code, None, "")
    for code in ("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII".split())
)

_PNS_BY_CODE = {rank.code.lower(): rank for rank in PNS_RANKS}
_PPPK_BY_CODE = {rank.code.lower(): rank for rank in PPPK_RANKS}
_PNS_TEXT = re.compile(
    r"(?P<lead>.*?)\(?\b(?P<group>i{1,3}|iv)[/. ]?(?P<room>[a-e])\)?"
)
_PPPK_TEXT = re.compile(r"(?P<lead>.*?)\(?\b(?P<code>[ivx]+)\)?")
_LABELS = ("", "gol", "golongan", "gol ruang", "golongan ruang")


def parse_rank(text, kind):
    """Find the rank that a text of a form or a list means.

    In: text, any case and with or without the name of the rank: "III/c",
    "iii/C", "IIIc", "Penata (III/c)" for PNS and CPNS, "IX" or "Gol. IX" for
    PPPK; a code of ASN_KINDS. Out: a Rank of PNS_RANKS or PPPK_RANKS.
    Errors: ValueError for a text that is no rank of this kind, for a name that
    contradicts the code, for a kind without ranks (NON_ASN).
    Source: SIASN reference [D]; golongan of PPPK [R].
    """
    cleaned = _clean(text)
    if kind in codes.PNS_KINDS:
        rank = _parse_pns(cleaned)
    elif kind in codes.PPPK_KINDS:
        rank = _parse_pppk(cleaned)
    else:
        rank = None
    if rank is None:
        raise ValueError(f"unknown rank for {kind}: {text!r}")
    return rank


def _clean(text):
    """Lower case, single blanks, none around a slash."""
    if not isinstance(text, str):
        return ""
    text = re.sub(r"\s+", " ", text.lower()).strip()
    return re.sub(r" ?/ ?", "/", text)


def _parse_pns(text):
    match = _PNS_TEXT.fullmatch(text)
    if not match:
        return None
    rank = _PNS_BY_CODE.get(f"{match['group']}/{match['room']}")
    if rank and _lead(match) in (*_LABELS, _name_key(rank.name)):
        return rank
    return None


def _parse_pppk(text):
    match = _PPPK_TEXT.fullmatch(text)
    if match and _lead(match) in _LABELS:
        return _PPPK_BY_CODE.get(match["code"])
    return None


def _lead(match):
    return _name_key(match["lead"])


def _name_key(name):
    """A rank's name without the variants of "Tk. I" and without punctuation."""
    words = re.findall("[a-z]+", name.lower())
    return " ".join("tk" if word == "tingkat" else word for word in words)
