"""Every constant and comparison of the rules, turned around, must turn a test red."""

import textwrap
from pathlib import Path

import mutants
import nursery
import pytest
from machine import ADDONS, ROOT

# What says the same as the right one: "module: key", a line each, with its reason.
SAME = Path(__file__).with_name("same.txt")
RULES = sorted(
    path.stem for addon in ADDONS for path in (ROOT / addon / "law").glob("[a-z]*.py")
)
ADDON = ROOT / ADDONS[0]


def keys(source):
    return [one.key for one in mutants.mutants(textwrap.dedent(source))]


def test_what_is_turned_around():
    source = '''
    """A rule."""

    LEAST = 3
    NAMES = ("few",)

    def may(count, is_open=False):
        """Say whether."""
        if count < 0:
            raise ValueError(f"not {count}" if count == 1 else "")
        return not is_open or count >= LEAST

    def told(leaf):
        return f"{leaf}" if leaf["kind"] else None
    '''
    assert keys(source) == [
        "module: LEAST = 3 [3 -> 4]",
        """module: NAMES = ("few",) ['few' -> 'fewx']""",
        "may: def may(count, is_open=False): [False -> True]",
        "may: if count < 0: [0 -> 1]",
        "may: if count < 0: [count < 0 -> count <= 0]",
        "may: if count < 0: [count < 0 -> count >= 0]",
        "may: return not is_open or count >= LEAST [count >= LEAST -> count < LEAST]",
        "may: return not is_open or count >= LEAST [count >= LEAST -> count > LEAST]",
        "may: return not is_open or count >= LEAST [not is_open -> +bool(is_open)]",
        "may: return not is_open or count >= LEAST "
        "[not is_open or count >= LEAST -> not is_open and count >= LEAST]",
        """told: return f"{leaf}" if leaf["kind"] else None ['kind' -> 'kindx']""",
    ]


def test_each_differs_from_the_right_one_in_one_place():
    source = "def f(a, b):\n    return a < b < 10\n"
    found = [one.source.splitlines()[1].strip() for one in mutants.mutants(source)]
    assert found == [
        "return a < b < 11",
        "return a < b <= 10",
        "return a < b >= 10",
        "return a <= b < 10",
        "return a >= b < 10",
    ]


@pytest.fixture
def small(tmp_path):
    """A nursery with one rule of which a boundary is not tested."""
    addon = tmp_path / "addon"
    (addon / "law").mkdir(parents=True)
    (addon / "law/__init__.py").touch()
    (addon / "law/age.py").write_text("def of_age(n):\n    return n >= 17\n", "utf-8")
    tests = addon / "tests/law"
    tests.mkdir(parents=True)
    (tests / "conftest.py").write_text(
        "import sys\nfrom pathlib import Path\n"
        "sys.path.insert(0, str(Path(__file__).resolve().parents[2]))\n",
        "utf-8",
    )
    return addon, tests / "test_law_age.py", tmp_path / "nursery"


@pytest.mark.parametrize(
    ("ages", "left"),
    [
        ((16, 17), []),
        ((16, 18), ["n >= 17 -> n > 17", "17 -> 18"]),
        ((3, 17), []),
    ],
)
def test_what_no_test_notices_is_found(small, ages, left):
    addon, test, folder = small
    young, old = ages
    test.write_text(
        "from law.age import of_age\n\n\ndef test():\n"
        f"    assert not of_age({young})\n    assert of_age({old})\n",
        "utf-8",
    )
    nest = nursery.Nursery(addon, folder)
    [module] = nest.modules()
    found = [f"{one.before} -> {one.after}" for one in nest.survivors(module)]
    assert sorted(found) == sorted(left)
    assert module.read_text("utf-8") == "def of_age(n):\n    return n >= 17\n"


def test_what_goes_round_in_circles_is_noticed(small, monkeypatch):
    monkeypatch.setattr(nursery, "PATIENCE", 2)
    addon, test, folder = small
    (addon / "law/age.py").write_text(
        "def of_age(n):\n    while n > 0:\n        n -= 1\n    return n\n", "utf-8"
    )
    test.write_text(
        "from law.age import of_age\n\n\ndef test():\n    assert of_age(1) == 0\n",
        "utf-8",
    )
    nest = nursery.Nursery(addon, folder)
    [module] = nest.modules()
    # One that subtracts nothing would never end.
    assert "n -= 1" not in [one.text for one in nest.survivors(module)]


@pytest.mark.long
@pytest.mark.parametrize("rule", RULES)
def test_no_rule_can_be_turned_around_unnoticed(rule, tmp_path):
    same = {
        line.split("  #")[0]
        for line in SAME.read_text("utf-8").splitlines()
        if line.startswith(f"{rule}: ")
    }
    nest = nursery.Nursery(ADDON, tmp_path / "nursery")
    [module] = [one for one in nest.modules() if one.stem == rule]
    left = [f"{rule}: {one.key}" for one in nest.survivors(module)]
    assert [one for one in left if one not in same] == []
