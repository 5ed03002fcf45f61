"""What was reached in periods, as plain rows: those of thousands are put together.

Core owns this; seals, screens and proposals all call it, so that an indicator has the
same figure wherever it is shown.
"""

from datetime import date
from typing import NamedTuple

from .exchange import numbers
from .law import codes
from .law.realization import accumulate, is_measured, reported, used_months


class Span(NamedTuple):
    """A period: its key, whether it is the year, its months 1..12 and its last day."""

    id: int
    is_year: bool
    first: int
    last: int
    until: date


class Actual(NamedTuple):
    """What was recorded of an indicator in a period, as text and as number."""

    span: Span
    text: str
    value: float
    is_number: bool


def measured(spans, months):
    """Return those spans in which an indicator is measured: "6,12"; "": in all."""
    wanted = [int(month) for month in months.split(",") if month.strip()]
    return [one for one in spans if is_measured(wanted, one.first, one.last)]


def bounds(iki):
    """Return (low, high) of the target of a sealed indicator as Decimals.

    (None, None) where it is words alone: neither as text nor beside it a number.
    """
    low, high = numbers.parse_target(iki["target"])
    if low is not None:
        return low, high
    low, high = numbers.parse(iki.get("low")), numbers.parse(iki.get("high"))
    return tuple(sorted((low, high or low))) if low or high else (None, None)


def reached(actuals, iki, spans):
    """Return what an indicator reached in ``spans``, for a seal.

    ``actuals``: what was recorded; ``iki``: the agreed indicator of a seal. Returns
    {"actual": text as it is printed, "" for nothing}. Several periods are put
    together by the measuring pattern, unless the year itself was recorded; where
    one of them says words, the last one stands. "recorded": [3, 4] is added to a
    sum that holds three of the four periods in which the indicator is measured.
    """
    of_year = [one for one in actuals if one.span.is_year]
    lines = sorted(of_year or actuals, key=lambda one: one.span.until)
    if not all(one.is_number for one in lines):
        return {"actual": lines[-1].text}
    due = measured([of_year[0].span] if of_year else spans, iki["months"] or "")
    is_difference = iki["pattern"] == codes.KENAIKAN
    # Most often: one period and its figure.
    if len(due) == 1 and [one.span for one in lines] == due and not is_difference:
        return {"actual": lines[0].text}
    return _figure(lines, iki, {one.last for one in due})


def _figure(lines, iki, months):
    """Return the above for numbers; ``months``: the last ones of what is measured."""
    by_month = {one.span.last: one for one in lines}
    values = {month: one.value for month, one in by_month.items()}
    used = used_months(iki["pattern"], values, months)
    if len(used) == 1 and iki["pattern"] != codes.KENAIKAN:
        # As it was typed: 2,50 stays 2,50.
        actual = by_month[used[0]].text
    else:
        figure = accumulate(
            iki["pattern"], values, months, numbers.parse(iki["baseline"])
        )
        actual = "" if figure is None else numbers.write(figure)
    counted = reported(iki["pattern"], values, months)
    return {"actual": actual} | ({"recorded": list(counted)} if counted else {})
