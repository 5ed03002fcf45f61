"""What of last year's plan was reached, so that the rest goes into this year's.

Read from what was sealed: the agreed results of a plan and its delivered evaluations.
No ORM. What was not measured is not reached, and is never counted as zero.
"""

from datetime import date
from typing import NamedTuple

from .exchange import numbers
from .exchange.cells import plain
from .law import codes
from .law.realization import FULL_BP, achievement_bp
from .reached import Actual, Span, bounds, reached

YEAR_KIND = "tahun"


class Outcome(NamedTuple):
    """What an indicator came to: text, "" for nothing; basis points; its day (ISO).

    ``bp`` is None where the target is words, or nothing was recorded; ``level`` is
    from where the next year starts: of an increase what it led to.
    """

    actual: str
    bp: int | None
    day: str
    level: str = ""


class Offered(NamedTuple):
    """A sealed result, the Outcomes of its indicators by id, and whose it was."""

    result: dict
    outcomes: dict
    year: int
    post: str

    @property
    def words(self):
        """Return what tells it from others: its kind and its text, plain."""
        return self.result["kind"], plain(self.result["text"])

    @property
    def is_unfinished(self):
        """Say whether an indicator stayed below a target of figures."""
        return any(
            (outcome.bp or 0) < FULL_BP
            for iki in self.result["indicators"]
            for outcome in [self.outcomes[iki["id"]]]
            if bounds(iki)[0] is not None
        )


def offer(content, evaluations):
    """Return the Offered of the results of a sealed plan, in their order.

    In: its content; the contents of its delivered evaluations. The year says
    what was reached; where there is none, its periods are put together by the pattern
    of the indicator. Errors: none. Source: design of this program (user story U3).
    """
    year = [one for one in evaluations if one["period"]["kind"] == YEAR_KIND]
    told = sorted(year or evaluations, key=lambda one: one["period"]["date_to"])
    recorded = {}
    for sealed in told:
        for iki in (one for line in sealed["results"] for one in line["indicators"]):
            recorded.setdefault(iki["id"], []).append((sealed["period"], iki))
    return [
        Offered(
            result,
            {
                iki["id"]: _outcome(iki, recorded.get(iki["id"], ()))
                for iki in result["indicators"]
            },
            content["year"],
            content["employee"].get("post") or "",
        )
        for result in content["results"]
    ]


def _outcome(iki, recorded):
    """Return the Outcome of an indicator; ``recorded``: [(period, as sealed then)]."""
    found = [(period, one["actual"]) for period, one in recorded if one.get("actual")]
    if not found:
        return Outcome("", None, "")
    actual = _together(iki, recorded, found)
    low, high = bounds(iki)
    figure = numbers.parse(actual)
    day, level = found[-1][0]["date_to"], _level(iki, actual, figure)
    if low is None or figure is None:
        return Outcome(actual, None, day, level)
    bp = achievement_bp(figure, low, high, iki["direction"])
    return Outcome(actual, bp, day, level)


def _level(iki, actual, figure):
    """Return from where the next year starts; an increase was told from a baseline."""
    start = numbers.parse(iki["baseline"])
    if iki["pattern"] != codes.KENAIKAN or figure is None or start is None:
        return actual
    return numbers.write(start + figure)


def _together(iki, recorded, found):
    """Return what several periods come to; one says it itself."""
    # Each increase is told from the same baseline: the last one is that of all.
    if len(found) == 1 or iki["pattern"] == codes.KENAIKAN:
        return found[-1][1]
    spans = {period["date_to"]: _span(period) for period, _iki in recorded}
    actuals = []
    for period, text in found:
        figure = numbers.parse(text)
        is_number = figure is not None
        value = float(figure) if is_number else 0.0
        actuals.append(Actual(spans[period["date_to"]], text, value, is_number))
    return reached(actuals, iki, list(spans.values()))["actual"]


def _span(period):
    start, end = (date.fromisoformat(period[key]) for key in ("date_from", "date_to"))
    return Span(period["date_to"], False, start.month, end.month, end)
