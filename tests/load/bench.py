"""scripts/bench: what bulk work costs, against writing its rows barely."""

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
    """What an action may cost: times bare, and queries per 1,000 where it says."""

    ratio: float | None = None
    queries: int | None = None

    def __str__(self):
        parts = [f"≤ {self.ratio} ×"] if self.ratio else []
        parts += [f"≤ {self.queries} queries"] if self.queries else []
        return ", ".join(parts) or "none"

    def allows(self, found):
        """Whether the figures of an action keep to it."""
        slow = self.ratio and found["ratio"] > self.ratio
        many = self.queries and found["queries"] > self.queries
        return not (slow or many)


BUDGETS = {
    "opening": Budget(1.4, 65),
    "approving": Budget(2.0),
    "evaluations": Budget(),
    "delivering": Budget(2.0, 140),
    "import": Budget(1.3),
}
# The plans that each action finds: the year of a cycle and the state of its plans.
CYCLES = {
    "approving": (2025, seed.SUBMITTED),
    "evaluations": (2024, seed.APPROVED),
    "delivering": (2023, seed.RATED),
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
    database = f"asn_bench_{os.getpid()}"
    try:
        server.create_database(database, server.build_template())
        try:
            return _judge(_measure(database, asked), asked.check)
        finally:
            server.drop_database(database)
    except (StepError, KeyboardInterrupt) as error:
        print(f"\n{error or 'Stopped.'}", file=sys.stderr)
        return 1


def _parser():
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description="Measure bulk actions against writing the same rows barely.",
        epilog="Ratios of time, taken in turns, are what counts: seconds are not"
        " comparable between machines.",
    )
    parser.add_argument("--size", type=int, default=1000, help="people (%(default)s)")
    parser.add_argument(
        "--only", action="append", choices=BUDGETS, help="one action; may be repeated"
    )
    parser.add_argument(
        "--check", action="store_true", help="fail when a budget is exceeded"
    )
    return parser


def _measure(database, asked):
    """Seed and measure; returns the figures of each action."""
    only = asked.only or list(BUDGETS)
    connection = seed.connect(database)
    seed.people(connection, asked.size)
    for name in only:
        if name in CYCLES:
            seed.cycle(connection, *CYCLES[name])
    connection.close()
    request = {"folder": str(HERE), "only": only, "repeat": REPEAT}
    told = server.odoo_shell(
        database, HERE / "measure.py", {"BENCH": json.dumps(request)}
    )
    lines = (line.partition(MARK) for line in told.splitlines())
    return [json.loads(rest) for _prompt, mark, rest in lines if mark]


def _judge(figures, check):
    """Print the table; returns the exit code."""
    rows = [HEADINGS, ["---"] * len(HEADINGS), *map(_row, figures)]
    print("\n".join(f"| {' | '.join(row)} |" for row in rows))
    over = [one for one in figures if not BUDGETS[one["name"]].allows(one)]
    return 1 if check and over else 0


def _row(found):
    budget = BUDGETS[found["name"]]
    return (
        found["title"],
        f"{found['n']:,}",
        f"{found['queries']:,.0f}",
        f"{found['bare_queries']:,.0f}",
        f"{found['ratio']:.2f} ({', '.join(f'{one:.2f}' for one in found['ratios'])})",
        str(budget),
        "ok" if budget.allows(found) else "over",
    )


if __name__ == "__main__":
    sys.exit(main())
