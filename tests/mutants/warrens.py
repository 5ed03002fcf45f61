"""An Odoo on a database of its own that drops things: what tests ask it."""

import contextlib
import json
import os
import subprocess
from pathlib import Path

import server
from machine import ADDONS, ROOT, ending_with_us, free_port, log_path

PROGRAM = Path(__file__).with_name("warren.py")


class Warren:
    """The process; ``left`` asks it."""

    def __init__(self, process, log):
        self.process = process
        self.log = log

    def left(self, kind, *names):
        """Return (keys that no test noticed, how many were dropped)."""
        question = json.dumps({"kind": kind, "names": names})
        self.process.stdin.write(f"{question}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"it ended: {self.log}")
        answer = json.loads(line)
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer["left"], answer["dropped"]


@contextlib.contextmanager
def opened():
    """Yield a Warren; its database goes with it."""
    database = f"asn_warren_{os.getpid()}"
    server.drop_orphans("asn_warren")
    server.create_database(database, server.build_template())
    try:
        # Tests that share a database share no folder of files.
        server.set_parameter(database, "ir_attachment.location", "db")
        with _process(database) as warren:
            yield warren
    finally:
        server.drop_database(database)


@contextlib.contextmanager
def _process(database):
    path = log_path("warren")
    with path.open("w") as log:
        process = subprocess.Popen(
            ending_with_us(_command(database)),
            cwd=ROOT,
            env=server.environment() | {"ASN_WARREN_PORT": str(free_port())},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        yield Warren(process, path)
    finally:
        process.kill()
        process.communicate()


def _command(database):
    return [server.python(), PROGRAM, server.TEST_CONF, database, *ADDONS]
