"""The 18-digit numbers of civil servants: NIP (PNS, CPNS) and NI PPPK.

The number is text. A spreadsheet that takes it for a number keeps 15 digits and
destroys the rest, so numbers are refused instead of converted.
Problems come back as codes; the caller words them for people.
"""

import re
from dataclasses import dataclass
from datetime import date

from . import codes

LENGTH = 18
# A sanity limit of this program: nobody in service was born before.
EARLIEST_BIRTH_YEAR = 1900

MALE = "male"
FEMALE = "female"
_SEXES = {"1": MALE, "2": FEMALE}

NOT_DIGITS = "not_digits"
CHANGED_BY_SPREADSHEET = "changed_by_spreadsheet"
BAD_LENGTH = "bad_length"
BAD_BIRTH = "bad_birth"
BAD_APPOINTMENT = "bad_appointment"
APPOINTED_TOO_EARLY = "appointed_too_early"
BAD_SEX = "bad_sex"
BAD_SERIAL = "bad_serial"
PROBLEMS = (
    NOT_DIGITS,
    CHANGED_BY_SPREADSHEET,
    BAD_LENGTH,
    BAD_BIRTH,
    BAD_APPOINTMENT,
    APPOINTED_TOO_EARLY,
    BAD_SEX,
    BAD_SERIAL,
)

# Blanks, and the marks without width that come along when text is copied.
_BLANKS = re.compile(r"[\s\u200b\u200e\u200f\u2060\ufeff]+")
_SPREADSHEET_NUMBER = re.compile(r"[0-9]+([.,][0-9]+)?E\+?[0-9]+|[0-9]+[.,]0+", re.I)


class NipError(ValueError):
    """A text that cannot be a number at all; ``code`` is one of PROBLEMS."""

    def __init__(self, code, text):
        super().__init__(f"{code}: {text!r}")
        self.code = code


@dataclass(frozen=True)
class Nip:
    """What a number says, as far as it could be read.

    ``appointed`` is the first day of the month of appointment (PNS, CPNS only);
    ``contract`` the two digits that stand there for a PPPK. ``problems`` holds
    codes of PROBLEMS in the order of the digits; it is empty for a good number.
    """

    number: str
    birth: date | None = None
    appointed: date | None = None
    appointed_year: int | None = None
    contract: str | None = None
    sex: str | None = None
    serial: str | None = None
    problems: tuple[str, ...] = ()


def normalize(text):
    """Return the digits of a number, without blanks.

    In: text, blanks anywhere. Out: text of digits, of any length.
    Errors: TypeError for anything but text (a number has lost digits already);
    NipError with a code when other characters than digits are left.
    Source: NIP is text, print form with blanks [C].
    """
    number = _without_blanks(text)
    if _SPREADSHEET_NUMBER.fullmatch(number):
        raise NipError(CHANGED_BY_SPREADSHEET, text)
    if not re.fullmatch("[0-9]+", number):
        raise NipError(NOT_DIGITS, text)
    return number


def parse(nip, kind):
    """Read a number and report what is wrong with it.

    In: the number as text; a code of ASN_KINDS. Out: a Nip, whose ``problems``
    is empty when all is well. The number of a NON_ASN (NRP of the forces, or
    none) has no structure that is known: it is kept as it is and not checked.
    Errors: TypeError for anything but text, ValueError for an unknown kind.
    Source: digits 1-8 birth, 9-14 month of appointment, 15 sex, 16-18 serial
    from 001 [C]; for a PPPK 9-12 year and 13-14 contract code [R], which is
    why these two digits are not checked.
    """
    if kind not in codes.ASN_KINDS:
        raise ValueError(f"unknown kind of ASN: {kind!r}")
    if kind == codes.NON_ASN:
        return Nip(_without_blanks(nip))
    try:
        number = normalize(nip)
    except NipError as error:
        return Nip(_without_blanks(nip), problems=(error.code,))
    if len(number) != LENGTH:
        return Nip(number, problems=(BAD_LENGTH,))
    return _read(number, kind)


def format_nip(nip):
    """Return a number as it is printed: ``19860926 201505 1 001``.

    In: text, blanks anywhere. Out: text; what has not 18 digits (an NRP, a NIP
    of the old kind) comes back without blanks and ungrouped.
    Errors: TypeError for anything but text. Source: print form [C].
    """
    number = _without_blanks(nip)
    if len(number) != LENGTH:
        return number
    return f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}"


def _without_blanks(text):
    if not isinstance(text, str):
        raise TypeError(
            f"a NIP is text, not {type(text).__name__}: spreadsheets change long "
            "numbers, set the column to text and type the 18 digits again"
        )
    return _BLANKS.sub("", text)


def _read(number, kind):
    birth = _date(number[:4], number[4:6], number[6:8])
    if birth and birth.year < EARLIEST_BIRTH_YEAR:
        birth = None
    is_pns = kind in codes.PNS_KINDS
    appointed = _date(number[8:12], number[12:14], "1") if is_pns else None
    read = {
        "birth": birth,
        "appointed": appointed,
        "appointed_year": int(number[8:12]),
        "contract": None if is_pns else number[12:14],
        "sex": _SEXES.get(number[14]),
        "serial": number[15:],
    }
    return Nip(number, **read, problems=_problems(is_pns=is_pns, **read))


def _problems(birth, appointed, appointed_year, contract, sex, serial, is_pns):
    checks = (
        (BAD_BIRTH, birth is None),
        (BAD_APPOINTMENT, is_pns and appointed is None),
        (APPOINTED_TOO_EARLY, birth is not None and appointed_year <= birth.year),
        (BAD_SEX, sex is None),
        (BAD_SERIAL, serial == "000"),
    )
    return tuple(code for code, found in checks if found)


def _date(year, month, day):
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
