"""An Odoo that drops what it is told and says what its tests did not notice.

Run with Odoo's own Python: ``warren.py CONF DATABASE PORT ADDON…``. Each line of input
is one question in JSON, {"kind": "transitions" or "guards", "names": [model…]} or
{"kind": "records", "names": [external id…]}, with "known": [key…] of which the tables
alone are asked. Each line that it prints is the answer, {"left": [key…], "dropped":
number} or {"error": text}. The database is for nobody else.
"""

import itertools
import json
import os
import sys
import threading
import traceback

import drops
import hunt
import packs

from odoo import api, http
from odoo.modules.registry import Registry
from odoo.service import server
from odoo.tools import config

# The tables, of access and of transitions: whole, they are too long for a single drop.
MATRICES = ("TestAccessMatrix", "TestReportsAccess")
MAP = "TestTransitions"
FILE = "TestNoWayIn"


def main(conf, database, port, addons):
    """Answer each question of the input."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    start(conf, database, int(port))
    kept = packs.of_addons(addons)
    listening = [packs.GuardPack(one.kind) for one in kept]
    for line in sys.stdin:
        answers.write(f"{json.dumps(_answer((kept, listening), json.loads(line)))}\n")
        answers.flush()
    server.server.stop()


def start(conf, database, port):
    """Load the registry and serve it, as a run of tests does."""
    config.parse_config(["-c", conf, "-d", database, "--log-level", "error"])
    threading.current_thread().testing = True
    config["http_port"] = port
    Registry(database)
    server.load_server_wide_modules()
    server.server = server.ThreadedServer(http.root)
    server.server.start(stop=False)
    config["test_enable"] = True


def _answer(kept, question):
    try:
        return _hunted(kept, **question)
    except Exception:
        return {"error": traceback.format_exc()}


def _say(line):
    sys.stderr.write(f"== {line}\n")
    sys.stderr.flush()


def _hunted(kept, kind, names, known):
    found = _drops(kind, names)
    near, far = _tables(kept, kind, names)
    left = hunt.survivors(found, near, _say)
    open_ = [one for one in left if one.key not in known]
    missed = hunt.survivors(open_, far, _say)
    left = [one.key for one in left if one in missed or one not in open_]
    return {"left": left, "dropped": len(found)}


def _drops(kind, names):
    registry = Registry(config["db_name"][0])
    with registry.cursor() as cursor:
        env = api.Environment(cursor, api.SUPERUSER_ID, {})
        if kind == "records":
            return drops.of_records(env, names)
        of_model = {"transitions": drops.of_transitions, "guards": drops.of_guards}[
            kind
        ]
        found = (of_model(env, model) for model in names)
        return [*itertools.chain.from_iterable(found)]


def _tables(kept, kind, names):
    """Return (packs of the tables that notice most, all others but the tables)."""
    all_, listening = kept
    kinds = {pack.kind.__name__: pack.kind for pack in all_}
    if kind == "guards":
        return [packs.FilePack(kinds[FILE])], _likeliest_first(listening, names)
    if kind == "records":
        near = [packs.MatrixPack(kinds[name]) for name in MATRICES]
    else:
        near = [packs.MapPack(kinds[MAP])]
    far = [pack for pack in all_ if pack.kind.__name__ not in (*MATRICES, MAP)]
    return near, far


def _likeliest_first(kept, models):
    """Return the packs, first those that name these models or what inherits them."""
    registry = Registry(config["db_name"][0])
    named = {*models, *registry.descendants(models, "_inherit")}

    def times(pack):
        return sum(pack.text.count(f'"{model}"') for model in named)

    return sorted(kept, key=times, reverse=True)


if __name__ == "__main__":
    main(*sys.argv[1:4], sys.argv[4:])
