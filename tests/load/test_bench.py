"""What is measured with as many people as a province has keeps its budgets."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "setup")]

import bench  # noqa: E402

PROVINCE = 25000


@pytest.mark.long
@pytest.mark.parametrize("action", ["distribution", "comparison"])
def test_the_whole_province_is_compared_within_its_budget(action, capsys):
    asked = ["--size", str(PROVINCE), "--only", action, "--check"]
    assert bench.main(asked) == 0, capsys.readouterr().out
