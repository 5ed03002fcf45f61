"""scripts/bench: what bulk work costs, against doing the least that it needs."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "setup")]

import seed  # noqa: E402
import server  # noqa: E402
from machine import StepError  # noqa: E402

MARK = "BENCH "
REPEAT = 3


class Budget(NamedTuple):
    """What an action may cost: times bare, and queries per 1,000 where it says.

    ``growth``: a record of many may cost so much more than one of a tenth as many;
    ``total``: queries in all, where their number does not grow with the agency.
    """

    ratio: float | None = None
    queries: int | None = None
    growth: float | None = None
    total: int | None = None

    def __str__(self):
        parts = [f"≤ {self.ratio} ×"] if self.ratio else []
        parts += [f"≤ {self.queries} queries"] if self.queries else []
        parts += [f"≤ {self.total} queries in all"] if self.total else []
        return ", ".join(parts) or "none"

    def allows(self, found):
        """Whether the figures of an action keep to it."""
        slow = self.ratio and found["ratio"] > self.ratio
        many = self.queries and found["queries"] > self.queries
        over = self.total and found["total"] > self.total
        return not (slow or many or over)


BUDGETS = {
    "opening": Budget(1.4, 65, 1.15),
    "approving": Budget(2.0),
    "evaluations": Budget(),
    "delivering": Budget(2.0, 140),
    "calibrate": Budget(2.0),
    "calibrate_values": Budget(2.0),
    "import": Budget(1.3),
    "plan": Budget(total=60),
    "question": Budget(total=15),
    "matrix": Budget(total=25),
    "gaps": Budget(total=3),
    "comparison": Budget(total=12),
    "distribution": Budget(total=3),
    "papers": Budget(1.5),
    "recap": Budget(1.3),
    "recap_whole": Budget(1.3),
}
# The plans that each action finds: the year of a cycle and the state of its plans.
CYCLES = {
    "approving": (2025, seed.SUBMITTED),
    "evaluations": (2024, seed.APPROVED),
    "delivering": (2023, seed.RATED),
    "calibrate": (2027, seed.RATED),
    "calibrate_values": (2028, seed.RATED),
    "matrix": (2024, seed.APPROVED),
    "gaps": (2024, seed.APPROVED),
    "comparison": (2023, seed.RATED),
    "distribution": (2023, seed.RATED),
    "papers": (2022, seed.RATED),
    "recap": (2022, seed.RATED),
    "recap_whole": (2022, seed.RATED),
}
HEADINGS = (
    "action",
    "n",
    "queries per 1,000",
    "bare",
    f"ratio of time (median of {REPEAT})",
    "budget",
    "",
)


def main(arguments=None):
    """Run the bench; returns the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        figures = _measure(asked.size, asked.only or list(BUDGETS))
        code = _judge(figures)
        if asked.growth:
            code |= _judge_growth(figures)
    except (StepError, KeyboardInterrupt) as error:
        print(f"\n{error or 'Stopped.'}", file=sys.stderr)
        return 1
    return code if asked.check else 0


def _parser():
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description="Measure bulk actions against writing the same rows, cells or"
        " pages barely.",
        epilog="Ratios of time, taken in turns, are what counts: seconds are not"
        " comparable between machines.",
    )
    parser.add_argument("--size", type=int, default=1000, help="people (%(default)s)")
    parser.add_argument(
        "--only", action="append", choices=BUDGETS, help="one action; may be repeated"
    )
    parser.add_argument(
        "--growth",
        action="store_true",
        help="also with a tenth of the people: what a record of many costs more",
    )
    parser.add_argument(
        "--check", action="store_true", help="fail when a budget is exceeded"
    )
    return parser


def _measure(size, only):
    """Measure actions on an agency of so many people; returns their figures."""
    database = f"asn_bench_{os.getpid()}"
    server.create_database(database, server.build_template())
    try:
        return _figures(database, size, only)
    finally:
        server.drop_database(database)


def _figures(database, size, only):
    """Seed and measure; returns the figures of each action."""
    connection = seed.connect(database)
    seed.people(connection, size)
    for year, state in {CYCLES[name] for name in only if name in CYCLES}:
        seed.cycle(connection, year, state)
    connection.close()
    request = {"folder": str(HERE), "only": only, "repeat": REPEAT}
    told = server.odoo_shell(
        database, HERE / "measure.py", {"BENCH": json.dumps(request)}
    )
    lines = (line.partition(MARK) for line in told.splitlines())
    return [json.loads(rest) for _prompt, mark, rest in lines if mark]


def _judge(figures):
    """Print the table; returns 1 when a budget is exceeded, else 0."""
    _print_table(HEADINGS, map(_row, figures))
    return int(any(not BUDGETS[one["name"]].allows(one) for one in figures))


def _judge_growth(figures):
    """Measure a tenth of each action that has a budget for it; as `_judge`."""
    large = {one["name"]: one for one in figures if BUDGETS[one["name"]].growth}
    size = max(one["n"] for one in figures) // 10
    small = {one["name"]: one for one in _measure(size, list(large))}
    growths = {name: _each(large[name]) / _each(small[name]) for name in large}
    _print_table(
        ("action", "a record of", "costs, times one of", "budget"),
        [
            (
                one["title"],
                f"{one['n']:,}",
                f"{small[name]['n']:,}: {growths[name]:.2f}",
                f"≤ {BUDGETS[name].growth} ×",
            )
            for name, one in large.items()
        ],
    )
    return int(any(growths[name] > BUDGETS[name].growth for name in large))


def _each(found):
    """Seconds for each record."""
    return found["seconds"] / found["n"]


def _print_table(headings, rows):
    rows = [headings, ["---"] * len(headings), *rows]
    print("\n".join(f"| {' | '.join(row)} |" for row in rows))


def _row(found):
    budget = BUDGETS[found["name"]]
    return (
        found["title"],
        f"{found['n']:,}",
        _queries(found, budget),
        f"{found['bare_queries']:,.0f}",
        f"{found['ratio']:.2f} ({', '.join(f'{one:.2f}' for one in found['ratios'])})",
        str(budget),
        "ok" if budget.allows(found) else "over",
    )


def _queries(found, budget):
    """Queries per 1,000, or all of them where that is the budget."""
    if budget.total:
        return f"{found['total']:,} in all"
    return f"{found['queries']:,.0f}"


if __name__ == "__main__":
    sys.exit(main())
