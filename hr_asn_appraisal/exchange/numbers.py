"""Numbers as Indonesians write them: 1.180,5 is one thousand one hundred eighty."""

import re
from decimal import ROUND_HALF_UP, Decimal

# A point groups thousands only where three digits follow it, and a comma is decimal.
GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
PLAIN = re.compile(r"-?\d+(,\d+)?")
RANGE = re.compile(r"\s*(?:–|—|-|s\.d\.|sampai)\s*")


def parse(text):
    """Return a text like "1.180", "98,5" or "98,5%" as Decimal; None for anything else.

    "1.5" is None, not 1.5 and not 15: nobody can tell which was meant.
    """
    text = (text or "").strip().removesuffix("%").strip()
    if GROUPED.fullmatch(text) or PLAIN.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return None


def parse_target(text):
    """Return (low, high) of "95" or "86,00–90,00" as Decimals; (None, None) if text."""
    number = parse(text)
    if number is not None:
        return number, number
    found = parse_range(text)
    return found if found and found[0] <= found[1] else (None, None)


def parse_range(text):
    """Return both numbers of "86,00–90,00" as typed, in either order; else None."""
    if parse(text) is not None:
        return None
    parts = RANGE.split((text or "").strip(), maxsplit=1)
    found = tuple(parse(part) for part in parts)
    return found if len(found) == 2 and None not in found else None


def write(number):
    """Return a Decimal as people write it: 1180.5 becomes "1.180,5"."""
    text = f"{number:,f}"
    whole, _point, rest = text.partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def parse_hundredths(text):
    """Return "88,35" as 8835; None for anything that is no such number."""
    number = parse(text)
    if number is None or number != round(number, 2):
        return None
    return int(number * 100)


def hundredths(value):
    """Return whole hundredths as people write them: 8835 becomes "88,35"."""
    return write(Decimal(value) / 100)


def two_places(value):
    """Return whole hundredths with both places: 9500 becomes "95,00"."""
    whole, _comma, rest = hundredths(value).partition(",")
    return f"{whole},{rest:0<2}"


def added(tree):
    """Return a tree of law.scoring as the sum that it is.

    "0,7 × 95 + 0,3 × 98 = 95,9"; what was worked out itself stands in brackets: what is
    below it, and what was taken off or corrected. Where a bound cut it, both are said:
    "0,75 × 120 + 0,25 × 110 = 117,5; maks. 115".
    """
    parts = [
        f"{write(Decimal(leaf['weight_bp']) / 10000)} × {_part(leaf)}"
        for leaf in tree["leaves"]
    ]
    text, mean, changes = " + ".join(parts), _mean(tree["leaves"]), _changes(tree)
    cap = tree.get("cap")
    if cap is not None and mean > cap:
        text, mean = f"{text} = {_bound(mean, cap)}", cap
        if not any(changes):
            return text
        text = f"({text})"
    text += "".join(_change(one) for one in changes if one)
    total, value = mean + sum(changes), tree["value"]
    return f"{text} = {hundredths(value) if total == value else _bound(total, value)}"


def _mean(leaves):
    """Return the mean of leaves in whole hundredths, as law.scoring rounds it."""
    exact = sum(leaf["weight_bp"] * Decimal(leaf["value"]) for leaf in leaves) / 10000
    return int(exact.to_integral_value(ROUND_HALF_UP))


def _part(leaf):
    return f"({added(leaf)})" if "leaves" in leaf else hundredths(leaf["value"])


def _bound(value, bound):
    """Return what came out and the bound that counts instead."""
    word = "maks." if value > bound else "min."
    return f"{hundredths(value)}; {word} {hundredths(bound)}"


def _changes(tree):
    """Return what a tree says was taken off and corrected, in hundredths."""
    off = (-tree.get("discipline", 0), -tree.get("impact", 0))
    return (*off, tree.get("correction", 0))


def _change(value):
    return f" {'−' if value < 0 else '+'} {hundredths(abs(value))}"


def by_months(tree):
    """Return a tree of law.merge.merge_values() as the mean by months that it is.

    "(9 × 95,00 + 3 × 88,00) ÷ 12 = 93,25"; what counts no month is left out.
    """
    had = [one for one in tree["leaves"] if one["months"] and one["points"] is not None]
    parts = [f"{one['months']} × {two_places(one['points'])}" for one in had]
    months = sum(one["months"] for one in had)
    return f"({' + '.join(parts)}) ÷ {months} = {two_places(tree['points'])}"
