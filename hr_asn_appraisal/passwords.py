"""Passwords: one that can be typed from a slip of paper, and what none may be.

Plain Python: nothing here knows Odoo, and no password is kept or shown.
"""

import re
import secrets
from datetime import date

# Without i, l, o, 0 and 1, which look alike; in one case, for the keys of a phone.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
ONE_TIME_LENGTH = 10
MIN_LENGTH = 8

TOO_SHORT = "too_short"
IS_NUMBER = "is_number"
IS_BIRTH_DATE = "is_birth_date"
NOT_REPEATED = "not_repeated"

_BIRTH_FORMS = ("%d%m%Y", "%d%m%y", "%Y%m%d", "%y%m%d", "%m%d%Y")
_NO_LETTER_OR_DIGIT = re.compile(r"[\W_]+")


def one_time(length=ONE_TIME_LENGTH):
    """Return a random password of ``length`` signs (10: 49 bits, for some days)."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(length))


def problems(password, again, minimum, number, birth=None):
    """Return the codes of what is wrong with a chosen password, [] if nothing is.

    ``again``: the second entry; ``minimum``: signs; ``number``: login or NIP, blanks
    allowed; ``birth``: date of birth, which an 18-digit NIP also begins with.
    """
    bare = _bare(password)
    checks = (
        (TOO_SHORT, len(password) < minimum),
        (IS_NUMBER, bool(bare) and bare == _bare(number)),
        (IS_BIRTH_DATE, bare in _birth_texts(_bare(number), birth)),
        (NOT_REPEATED, password != again),
    )
    return [code for code, found in checks if found]


def _bare(text):
    return _NO_LETTER_OR_DIGIT.sub("", text or "").lower()


def _birth_texts(number, birth):
    days = {day for day in (birth, _birth_in(number)) if day}
    return {day.strftime(form) for day in days for form in _BIRTH_FORMS}


def _birth_in(number):
    """Return the date that a NIP begins with, None where it is no date."""
    try:
        return date(int(number[:4]), int(number[4:6]), int(number[6:8]))
    except ValueError:
        return None
