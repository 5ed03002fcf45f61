"""Every transition, guard and record rule, dropped, must turn a test red."""

import contextlib
import csv
import re
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import hunt
import pytest
import warrens
from machine import ADDONS, ROOT

# What is only doubly kept: "key  # reason", a line each.
SAME = Path(__file__).with_name("same_drops.txt")
NAME = re.compile(r'_name = "([^"]+)"')
OWNER = re.compile(r'^    _(?:name|inherit) = "([^"]+)"', re.M)
GUARD = re.compile(
    r" _asn_(protected|fixed|authors) = |@api\.(constrains|ondelete)\("
    r"|def _(asn_)?((check|mind)_\w+|(refuse|require)(_\w+)?)\("
)


def models():
    """Return the names of the models that hold a map of transitions."""
    texts = [path.read_text("utf-8") for path in ROOT.glob("hr_asn_*/models/*.py")]
    maps = [
        text
        for text in texts
        if re.search(r"_transitions = \(.*Transition", text, re.S)
    ]
    return sorted(NAME.search(text)[1] for text in maps)


def guarded():
    """Return the names of the models in whose file something is guarded."""
    paths = (*ROOT.glob("hr_asn_*/models/*.py"), *ROOT.glob("hr_asn_*/wizards/*.py"))
    texts = [path.read_text("utf-8") for path in paths]
    found = (OWNER.findall(text) for text in texts if GUARD.search(text))
    return sorted({name for names in found for name in names})


def rules():
    """Return {file of record rules: external ids}."""
    found = {}
    for path in sorted(ROOT.glob("hr_asn_*/security/*_rules.xml")):
        rows = ElementTree.parse(path).iterfind(".//record[@model='ir.rule']")
        addon = path.parent.parent.name
        found[path.stem] = [f"{addon}.{row.get('id')}" for row in rows]
    return {name: ids for name, ids in found.items() if ids}


def accesses():
    """Return {addon: external ids of the lines of its access list}."""
    found = {}
    for addon in ADDONS:
        path = ROOT / addon / "security/ir.model.access.csv"
        with path.open(encoding="utf-8") as file:
            found[addon] = [f"{addon}.{row['id']}" for row in csv.DictReader(file)]
    return found


class Shelf:
    """Things of which some are dropped, and tests that ask for them."""

    def __init__(self, *things):
        self.things = set(things)
        self.log = []

    def drop(self, thing):
        @contextlib.contextmanager
        def dropped(_pack):
            self.things.remove(thing)
            try:
                yield
            finally:
                self.things.add(thing)

        return SimpleNamespace(key=thing, model="shelf", dropped=dropped)

    def pack(self, name, *needed):
        """Return a pack whose test is red where something that it needs is missing."""

        @contextlib.contextmanager
        def opened():
            self.log.append(name)
            yield

        def again(_drop, _test):
            return bool(set(needed) - self.things)

        return SimpleNamespace(
            covers=lambda drop: True,
            opened=opened,
            red=lambda drop: name if again(drop, name) else None,
            again=again,
        )


def test_what_no_test_notices_is_left_and_all_is_put_back():
    shelf = Shelf("a", "b", "c")
    packs = [shelf.pack("near", "a"), shelf.pack("far", "a", "c")]
    left = hunt.survivors([*map(shelf.drop, "abc")], packs)
    assert [one.key for one in left] == ["b"]
    assert shelf.things == {"a", "b", "c"}
    assert shelf.log == ["near", "far"]


def test_no_pack_is_opened_for_nothing():
    shelf = Shelf("a")
    deaf = shelf.pack("deaf", "a")
    deaf.covers = lambda drop: False
    packs = [deaf, shelf.pack("near", "a"), shelf.pack("far")]
    assert hunt.survivors([shelf.drop("a")], packs) == []
    assert shelf.log == ["near"]


def test_a_test_that_is_always_red_notices_nothing():
    shelf = Shelf("a")
    with pytest.raises(hunt.UnsoundError, match="near fails, nothing is dropped: a"):
        hunt.survivors([shelf.drop("a")], [shelf.pack("near", "a", "never there")])
    assert shelf.things == {"a"}


def test_everything_is_found():
    assert len(models()) > 15
    assert "hr.asn.skp" in models()
    assert {"hr.asn.evaluation", "hr.asn.lock.mixin", "res.users"} < {*guarded()}
    assert "hr_asn_appraisal.rule_cycle_company" in rules()["hr_asn_rules"]
    assert all(len(names) > 5 for names in accesses().values())


@pytest.fixture(scope="module")
def warren():
    with warrens.opened() as one:
        yield one


def unnoticed(warren, kind, names):
    """Return the keys left of which the file does not say why, and how many dropped."""
    lines = SAME.read_text("utf-8").splitlines()
    known = {line.split("  #")[0] for line in lines}
    left, dropped = warren.left(kind, names, known)
    return [one for one in left if one not in known], dropped


@pytest.mark.long
@pytest.mark.parametrize("model", models())
def test_no_transition_can_be_dropped_unnoticed(model, warren):
    left, dropped = unnoticed(warren, "transitions", [model])
    assert dropped
    assert left == []


@pytest.mark.long
@pytest.mark.parametrize("model", guarded())
def test_no_guard_can_be_dropped_unnoticed(model, warren):
    left, _dropped = unnoticed(warren, "guards", [model])
    assert left == []


@pytest.mark.long
@pytest.mark.parametrize("place", rules())
def test_no_record_rule_can_be_dropped_unnoticed(place, warren):
    names = rules()[place]
    assert unnoticed(warren, "records", names) == ([], len(names))


@pytest.mark.long
@pytest.mark.parametrize("addon", ADDONS)
def test_no_access_can_be_dropped_unnoticed(addon, warren):
    names = accesses()[addon]
    assert unnoticed(warren, "records", names) == ([], len(names))
