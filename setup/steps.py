"""Preparation as a list of steps that are done once and can be resumed.

A step leaves a stamp, the hash of what it was made from, under `.local/stamps/`.
It is done again only when that hash changes or its result is gone.
"""

import contextlib
import fcntl
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from machine import LOCAL, StepError, digest

STAMPS = LOCAL / "stamps"
QUIET_BEAT = 20  # seconds between signs of life when the output is a file


def _nothing():
    return ()


def _always():
    return True


@dataclass
class Step:
    """One step: `do` is called unless the stamp fits and `intact` says yes.

    `inputs` returns texts and `Path`s; `do` may return a short text to print.
    """

    key: str
    title: str
    do: Callable
    inputs: Callable = field(default=_nothing)
    intact: Callable = field(default=_always)
    every_time: bool = False

    def stamp(self):
        """The hash of all inputs."""
        return digest(self.key, *self.inputs())

    def is_done(self):
        """Whether nothing is left to do."""
        if self.every_time:
            return False
        return read_stamp(self.key) == self.stamp() and self.intact()

    def run(self):
        """Do the step and leave the stamp; returns the text to print, if any."""
        forget_stamp(self.key)
        said = self.do()
        write_stamp(self.key, self.stamp())
        return said


def read_stamp(key):
    """The stamp that was left, or None."""
    try:
        return (STAMPS / key).read_text()
    except OSError:
        return None


def write_stamp(key, value):
    """Leave a stamp in one move, so that a killed process leaves none."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    draft = STAMPS / f"{key}.{os.getpid()}"
    draft.write_text(value)
    draft.replace(STAMPS / key)


def forget_stamp(key):
    """Remove a stamp."""
    (STAMPS / key).unlink(missing_ok=True)


def run_all(steps):
    """Run the steps in order under one lock, printing each.

    :raises StepError: from the first step that fails
    """
    with lock("prepare", "Another preparation of this checkout is running"):
        for number, step in enumerate(steps, 1):
            _run_one(step, f"[{number}/{len(steps)}] {step.title}")


def _run_one(step, label):
    if step.is_done():
        say(f"{label} … ready")
        return
    with progress(label) as ended:
        ended(step.run())


class Progress:
    """A line that shows a long step is alive, and how long it took."""

    def __init__(self, label):
        self.label = label
        self.said = None
        self.start = time.monotonic()
        self.over = threading.Event()
        self.live = sys.stdout.isatty()

    def seconds(self):
        """Whole seconds since the start."""
        return round(time.monotonic() - self.start)

    def beat(self):
        """Show the time until told to stop."""
        while not self.over.wait(1 if self.live else QUIET_BEAT):
            mark = "\r" + self.label if self.live else ""
            print(f"{mark} … {self.seconds()} s", end="", flush=True)

    def finish(self, word):
        """End the line."""
        self.over.set()
        mark = "\r" + self.label if self.live else ""
        said = f" ({self.said})" if self.said else ""
        print(f"{mark} … {word}{said}", flush=True)


@contextlib.contextmanager
def progress(label):
    """Print a label now and the seconds it took at the end.

    Yields a function that takes a short text to print behind the time.
    """
    line = Progress(label)
    print(label, end="", flush=True)
    threading.Thread(target=line.beat, daemon=True).start()
    try:
        yield lambda said: setattr(line, "said", said)
    except BaseException:
        line.finish("failed")
        raise
    line.finish(f"{line.seconds()} s")


@contextlib.contextmanager
def lock(name, busy=None):
    """Hold `.local/<name>.lock`; says `busy`, if any, when it has to wait."""
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / f"{name}.lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if busy:
                say(f"{busy}; waiting for it.")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def say(text):
    """Print at once, also into a pipe."""
    print(text, flush=True)


def report(error):
    """Print what failed and how to mend it; returns the exit code 1."""
    if isinstance(error, StepError):
        say(f"\nStopped: {error.what}\nTo mend it: {error.mend}")
    elif isinstance(error, OSError):
        say(f"\nStopped: {error}.\nTo mend it: look at the disk and at file rights.")
    else:
        say("\nStopped on request. Start it again to go on from here.")
    return 1
