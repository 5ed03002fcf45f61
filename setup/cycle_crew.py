"""The people of a rehearsed cycle, and steps that many of them do side by side."""

import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field

from cycle_client import Api, ApiError

AT_ONCE = 4  # people who act at the same time
BEAT = 10  # seconds between signs of progress


@dataclass(eq=False)
class Plan:
    """An SKP with its owner and his key; `boss` is the appraiser's employee id."""

    id: int
    employee: int
    name: str
    nip: str
    boss: int
    api: Api
    indicators: list = field(default_factory=list)
    results: list = field(default_factory=list)
    evaluations: list = field(default_factory=list)

    def periodic(self):
        """The evaluations of parts of the year, in order."""
        return [one for one in self.evaluations if one["kind"] == "periodic"]

    def annual(self):
        """The evaluations of the year: one, or none for a second post."""
        return [one for one in self.evaluations if one["kind"] == "annual"]


@dataclass
class Crew:
    """Who acts: plans with their owners, and appraisers by employee id."""

    officer: Api
    plans: list = field(default_factory=list)
    bosses: dict = field(default_factory=dict)
    lost: set = field(default_factory=set)
    failures: list = field(default_factory=list)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def active(self):
        """The plans whose owners have come through so far."""
        return [plan for plan in self.plans if plan not in self.lost]

    def by_boss(self, plans):
        """Plans of the same appraiser, as (his employee id, plans)."""
        groups = {}
        for plan in plans:
            groups.setdefault(plan.boss, []).append(plan)
        return list(groups.items())

    def each(self, title, plans, act):
        """Let every owner act on his own plan.

        :param act: function of a plan; what it raises ends this plan's way
        """
        self._side_by_side(title, [(plan, [plan]) for plan in plans], act)

    def each_boss(self, title, plans, act):
        """Let every appraiser act on all his people's plans together.

        :param act: function of the appraiser's Api and plans; where it fails, it is
            tried plan by plan, so that one refusal holds up nobody else
        """

        def act_on(group):
            boss, own = group
            self._together(title, own, lambda part: act(self.bosses[boss], part))

        groups = self.by_boss(plans)
        self._side_by_side(title, [(group, group[1]) for group in groups], act_on)

    def fail(self, plans, step, error):
        """Write down who did not come through, where and why."""
        with self._guard:
            for plan in plans:
                self.lost.add(plan)
                self.failures.append(f"{plan.name} ({plan.nip}), {step}: {error}")

    def _together(self, title, plans, act):
        try:
            act(plans)
        except ApiError as error:
            if len(plans) == 1:
                self.fail(plans, title, error)
                return
            for plan in plans:
                self._together(title, [plan], act)

    def _side_by_side(self, title, jobs, act):
        """Do jobs, each with the plans it is for, on a few threads."""
        line = Line(title, sum(len(plans) for _, plans in jobs))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            running = {pool.submit(act, job): plans for job, plans in jobs}
            try:
                for done in as_completed(running):
                    self._account(title, done, running[done])
                    line.add(len(running[done]))
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
        line.end(sum(plan not in self.lost for _, plans in jobs for plan in plans))

    def _account(self, title, done, plans):
        try:
            done.result()
        except ApiError as error:
            self.fail(plans, title, error)


class Line:
    """Progress of one step on stderr: at its start, now and then, at its end."""

    def __init__(self, title, total):
        self.title = title
        self.total = total
        self.done = 0
        self.start = self.last = time.monotonic()

    def add(self, count):
        """Count what is done; say so when the last word was long ago."""
        self.done += count
        if time.monotonic() - self.last > BEAT:
            self.last = time.monotonic()
            self.say(f"{self.done}/{self.total} …")

    def end(self, passed):
        """Say how many came through and how long it took."""
        self.say(f"{passed}/{self.total} ({time.monotonic() - self.start:.1f} s)")

    def say(self, text):
        """Print one line at once."""
        print(f"{self.title}: {text}", file=sys.stderr, flush=True)
