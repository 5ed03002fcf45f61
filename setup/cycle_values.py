"""What the people of a rehearsed cycle report and how they are rated.

Invented, but the same on every run: it hangs on the NIP, the period and the
target alone. Numbers are written as Indonesians write them: 1.180,5.
"""

import hashlib
import math
import re
from collections import Counter
from datetime import date
from fractions import Fraction

ABOVE, MEETS, BELOW = "di_atas", "sesuai", "di_bawah"
RESULT, BEHAVIOR = "result", "behavior"
# Of a hundred people: so many above and so many below expectation.
SHARES = {RESULT: (18, 7), BEHAVIOR: (14, 5)}
STRAY = 12  # of a hundred periods differ from the person's usual one
# How much of a target each rating stands for.
REACHED = {ABOVE: Fraction(108, 100), MEETS: Fraction(1), BELOW: Fraction(80, 100)}
SWAY = Fraction(4, 10000)  # per drawn number: levels lie up to 4 % above that
REASONS = {
    (RESULT, ABOVE): "Hasil kerja melampaui target dan buktinya lengkap.",
    (RESULT, BELOW): "Target belum tercapai; hambatannya dibahas bersama.",
    (BEHAVIOR, ABOVE): "Perilakunya menjadi contoh bagi rekan kerja.",
    (BEHAVIOR, BELOW): "Perlu memperbaiki kedisiplinan dan kerja sama.",
}
PERCENT = "%"
NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
LATEST = "paling lambat "


def ratings(nip, period):
    """Both ratings of a person in a period, as {result: code, behavior: code}."""
    return {axis: _rating(nip, period, axis) for axis in (RESULT, BEHAVIOR)}


def year_ratings(periods):
    """Both ratings of the year: the most frequent one, of equals the latest.

    :param periods: {result, behavior} of each period in order, at least one
    """
    return {axis: _mode([one[axis] for one in periods]) for axis in (RESULT, BEHAVIOR)}


def reason(rated):
    """What the appraiser writes where a rating is not as expected, else None."""
    parts = [REASONS.get((axis, rated[axis])) for axis in (RESULT, BEHAVIOR)]
    return " ".join(filter(None, parts)) or None


def is_measured(iki, period):
    """Whether an indicator is measured in a period; no months: in every one."""
    return not iki["months"] or bool(set(_months_of(iki)) & set(_months(period)))


def actual(iki, period, periods, rating):
    """What was reached of an indicator in a period, as text.

    :param iki: dict with name, target, unit, direction, pattern and months
    :param period: dict with date_from and date_to, one of `periods`
    :param periods: all periods of the plan, in order
    :param rating: the result rating that the person will get
    """
    bounds = NUMBER.findall(iki["target"])
    if not bounds or LATEST in iki["target"]:
        return _text(iki["target"], rating)
    if iki["pattern"] == "hitungan":
        return _count(iki, period, periods, rating)
    return _level(iki, bounds, period, rating)


def evidence(rhk, period, nip):
    """Rows of evidence of a work result: a file as text and a link."""
    label = period["label"]
    text = f"Rekap capaian {label}\nNIP {nip}\n{rhk['name']}\n"
    link = f"https://berkas.contoh.go.id/{nip}/{period['date_to']}/{rhk['id']}"
    return (f"Rekap {label}: {rhk['name'][:60]}.txt", text), (f"Dasbor {label}", link)


def _draw(*parts):
    """A number from 0 to 99 that is always the same for the same parts."""
    told = "/".join(map(str, parts)).encode()
    return int.from_bytes(hashlib.sha256(told).digest()[:4]) % 100


def _rating(nip, period, axis):
    strays = _draw(nip, period, axis, "stray") < STRAY
    drawn = _draw(nip, axis, period) if strays else _draw(nip, axis)
    above, below = SHARES[axis]
    if drawn < above:
        return ABOVE
    return BELOW if drawn >= 100 - below else MEETS


def _mode(values):
    counts = Counter(values)
    most = max(counts.values())
    return next(value for value in reversed(values) if counts[value] == most)


def _months(period):
    first, last = (date.fromisoformat(period[key]) for key in ("date_from", "date_to"))
    return range(first.month, last.month + 1)


def _months_of(iki):
    return [int(month) for month in iki["months"].split(",")]


def _text(target, rating):
    if rating == BELOW:
        return "Belum tercapai"
    return target.partition(LATEST)[2] or target


def _count(iki, period, periods, rating):
    """The part of a sum that falls to this period."""
    measured = [one for one in periods if is_measured(iki, one)]
    index = measured.index(period)
    number, decimals = _parse(NUMBER.search(iki["target"])[0])
    scale = 10**decimals
    until = [number * scale * step // len(measured) for step in (index, index + 1)]
    part = (until[1] - until[0]) * REACHED[rating]
    return _write(Fraction(math.floor(part + Fraction(1, 2)), scale), decimals)


def _level(iki, bounds, period, rating):
    """A level that is better or worse than the target, as the rating says."""
    low, decimals = _parse(bounds[0])
    high = _parse(bounds[-1])[0]
    factor = REACHED[rating] + SWAY * _draw(iki["name"], period["date_to"])
    if iki["direction"] == "turun":
        factor = 2 - factor
    value = (low + high) / 2 * factor
    if iki["unit"] == PERCENT:
        value = min(value, 100)
    return _write(value, decimals)


def _parse(text):
    """Return the number in an Indonesian text and how many decimals it shows."""
    whole, _, decimals = text.replace(".", "").partition(",")
    return Fraction(f"{whole}.{decimals or 0}"), len(decimals)


def _write(value, decimals):
    english = f"{round(float(value), decimals):,.{decimals}f}"
    return english.translate(str.maketrans(",.", ".,"))
