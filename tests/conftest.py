"""What all black-box tests share: `setup/` with servers and databases, and SQL."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT / "setup", ROOT / "tests"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))


@pytest.fixture
def desk(room):
    """The browser of a story, as the test before left it; none of its errors passes.

    ``room`` is the module's own: who sits at the browser, in which agency.
    """
    assert not room.left, f"the story broke off before: {room.left}"
    yield room
    assert room.errors == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where a test at the browser fails, keep what it showed then."""
    report = yield
    if report.failed and "desk" in getattr(item, "funcargs", {}):
        left = item.funcargs["desk"].leave(item.name)
        report.sections.append(("browser", f"{left}.png, {left}.txt"))
    return report
