"""Measures actions against bare; prints a line `BENCH {json}` for each.

Runs in Odoo's shell, with `BENCH` (JSON: folder, only, repeat) in the environment.
What an action finds is committed once; each repetition is rolled back.
"""

import contextlib
import gc
import json
import os
import statistics
import sys

env = globals()["env"]
asked = json.loads(os.environ["BENCH"])
sys.path.insert(0, asked["folder"])

import actions  # noqa: E402
import papers  # noqa: E402
import planning  # noqa: E402
from bare import Bare, Catcher, Meter  # noqa: E402

ACTIONS = (*actions.ACTIONS, *planning.ACTIONS, *papers.ACTIONS)


@contextlib.contextmanager
def undone():
    """Undo what is done inside, and begin with empty caches."""
    env.cr.execute("SAVEPOINT bench")
    fresh()
    try:
        yield
    finally:
        env.transaction.clear()
        env.cr.execute("ROLLBACK TO SAVEPOINT bench")
        fresh()


def fresh():
    """Drop the caches of records, and the garbage of what ran before."""
    env.flush_all()
    env.transaction.clear()
    gc.collect()


def sweep():
    """Drop the rows that were rolled back: no later action is to read past them."""
    with env.registry.cursor() as cursor:
        cursor.connection.autocommit = True
        cursor.execute("VACUUM ANALYZE")
        cursor.connection.autocommit = False


def run_action(action, meter, after=lambda: None):
    """Run all phases; `after` each of them, outside the meter."""
    for phase in action.phases():
        action.begin()
        with meter:
            phase()
            env.flush_all()
        after()
        env.transaction.clear()


def catch(action):
    """Return what the phases of an action write."""
    caught = []
    with undone():
        catcher = Catcher(env)
        catcher.before()
        run_action(action, Meter(env), lambda: caught.append(catcher.look()))
    return caught


def measure_action(action):
    """Return the meter of one run of an action."""
    meter = Meter(env)
    with undone():
        run_action(action, meter)
    return meter


def measure_bare(action, caught):
    """Return the meter of writing the same rows barely."""
    with undone():
        if hasattr(action, "bare"):
            return action.bare(caught)
        return Bare(env, caught).run()


def measure(kind, repeat):
    """Return the figures of an action, the two sides taking turns."""
    action = kind(env)
    action.prepare()
    env.cr.commit()
    caught = catch(action)
    ratios, seconds = [], []
    for turn in range(repeat):
        sides = [lambda: measure_bare(action, caught), lambda: measure_action(action)]
        if turn % 2:
            ours, bare = sides[1](), sides[0]()
        else:
            bare, ours = sides[0](), sides[1]()
        ratios.append(ours.seconds / bare.seconds)
        seconds.append(ours.seconds)
    return {
        "name": kind.name,
        "title": kind.title,
        "n": action.count,
        "total": ours.queries,
        "queries": ours.queries * 1000 / action.count,
        "bare_queries": bare.queries * 1000 / action.count,
        "ratio": statistics.median(ratios),
        "ratios": ratios,
        "seconds": statistics.median(seconds),
    }


def main():
    for kind in ACTIONS:
        if kind.name in asked["only"]:
            found = measure(kind, asked["repeat"])
            env.cr.rollback()
            sweep()
            print("BENCH", json.dumps(found), flush=True)


main()
