"""scripts/test itself: a run that hangs is stopped, one that is slow is not."""

import subprocess
import sys

import testing

QUIET, LIMIT = 1.0, 30.0
SLOW = "import time\nfor n in range(4): print(n, flush=True); time.sleep(0.5)"
HANGS = "import time\nprint('begun', flush=True); time.sleep(60)"


def _shown(program, limit=LIMIT):
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE
    ) as process:
        try:
            return testing.show(process.stdout.fileno(), QUIET, limit)
        finally:
            process.kill()


def test_what_goes_on_saying_something_comes_to_its_end(capfdbinary):
    assert _shown(SLOW)
    assert capfdbinary.readouterr().out.split() == [b"0", b"1", b"2", b"3"]


def test_what_says_nothing_any_more_is_not_waited_for(capfdbinary):
    assert not _shown(HANGS)
    assert capfdbinary.readouterr().out.split() == [b"begun"]


def test_what_does_not_end_is_stopped_whatever_it_says(capfdbinary):
    assert not _shown(SLOW, limit=0.7)
    assert capfdbinary.readouterr().out.split() == [b"0", b"1"]
