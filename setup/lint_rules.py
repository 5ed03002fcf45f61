"""What no ready-made linter knows: which part may depend on which.

Dependencies point one way: reports → appraisal → Odoo; the rules in `law/` are
plain Python; nothing imports tests. Each rule is a function in `RULES` that takes
a `Source` and yields its findings as (line, message).
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

DOMAIN = "hr_asn_appraisal"
REPORTS = "hr_asn_appraisal_reports"
ADDONS = (DOMAIN, REPORTS)
LAW = "law"
TESTS = "tests"
# A rule of law works on what it is given: it neither reads, asks nor looks at a clock.
LAW_LIBRARY = {
    "bisect",
    "calendar",
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "hashlib",
    "itertools",
    "json",
    "math",
    "operator",
    "re",
    "typing",
    "unicodedata",
}
LAW_CALLS = {"open", "print", "input", "eval", "exec", "__import__"}
CLOCKS = {"today", "now", "utcnow"}
UNSAFE = {"safe_eval", "eval", "exec"}
# Folders that show, move and keep ratings, and draw no conclusion from them.
KEEP_NO_RULE = {"models", "wizards", "exchange", "controllers"}
# Ratings and predikat; "baik" and "kurang" are too common as words elsewhere.
CODES = {"di_atas", "di_bawah", "sangat_baik", "butuh_perbaikan", "sangat_kurang"}
CONDITION = re.compile(r'\b(invisible|readonly|required|domain)="([^"]*)"')
QUOTED = re.compile(r"'([a-z_]+)'")


@dataclass
class Source:
    """One Python file: its place in the checkout and its syntax tree."""

    path: Path
    tree: ast.Module

    @property
    def addon(self):
        """The addon it belongs to, or an empty text."""
        return self.path.parts[0] if self.path.parts[0] in ADDONS else ""

    @property
    def in_tests(self):
        """Whether it is a test or helps one."""
        return TESTS in self.path.parts

    @property
    def in_law(self):
        """Whether it holds rules of the regulations."""
        return self.path.parts[:2] == (DOMAIN, LAW)


def imports(source):
    """Yield (line, dotted name) of every import, relative ones made absolute."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(filter(None, [_package(source, node.level), node.module]))
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def _package(source, level):
    """The package that a relative import of this level starts from."""
    if not level:
        return ""
    parts = ("odoo", "addons", *source.path.parts[:-1])
    return ".".join(parts[: len(parts) - level + 1])


def _calls(source):
    """Yield (line, last part of the name) of every call."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
            yield node.lineno, name


def law_is_plain(source):
    """The rules import only each other and the plain part of Python's library."""
    if not source.in_law:
        return
    own = f"odoo.addons.{DOMAIN}.{LAW}"
    for line, name in imports(source):
        if name.split(".")[0] not in LAW_LIBRARY and not name.startswith(own):
            yield line, f"law/ imports {name}: a rule is plain Python"
    for line, name in _calls(source):
        if name in LAW_CALLS:
            yield line, f"law/ calls {name}(): a rule works on what it is given"
        if name in CLOCKS:
            yield line, f"law/ calls {name}(): dates come as arguments"


def law_names_its_source(source):
    """Every rule that others may call says in its words where it comes from."""
    if not source.in_law:
        return
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            if "source:" not in (ast.get_docstring(node) or "").lower():
                yield node.lineno, f"{node.name}() names no source of its rule"


def dependencies_point_one_way(source):
    """The domain knows nothing of the reports, and nobody of the tests."""
    for line, name in imports(source):
        parts = name.split(".")
        if source.addon == DOMAIN and REPORTS in parts:
            yield line, f"{DOMAIN} imports {REPORTS}: dependencies point one way"
        own_tests = TESTS in parts and parts[:2] != ["odoo", TESTS]
        if source.addon and not source.in_tests and own_tests:
            yield line, f"imports {name}: nothing depends on tests"


def no_odoo_tests_in_product(source):
    """Odoo's test helpers stay in tests."""
    if source.addon and not source.in_tests:
        for line, name in imports(source):
            if name.startswith("odoo.tests"):
                yield line, f"imports {name} outside of tests"


def black_box_stays_outside(source):
    """The top-level tests import nothing from the addons."""
    if source.path.parts[0] != TESTS or source.path.parts[1:2] == ("addons",):
        return
    for line, name in imports(source):
        if set(name.split(".")) & {*ADDONS, "addons"}:
            yield line, f"imports {name}: tests/ is a black box"


def nothing_is_evaluated(source):
    """No text is ever run as code."""
    if source.in_tests or not source.addon:
        return
    for line, name in (*imports(source), *_calls(source)):
        if name.split(".")[-1] in UNSAFE or "safe_eval" in name:
            yield line, f"{name}: text is not run as code"


def models_hold_no_rule(source):
    """What follows from a rating or predikat is decided in law/, by name."""
    if source.in_tests or not KEEP_NO_RULE & set(source.path.parts):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and node.value in CODES:
            yield node.lineno, f"{node.value!r} as text: rules on it stand in law/"


def views_hold_no_rule(text):
    """Yield (line, message): a view shows a rating, it concludes nothing from it."""
    for number, line in enumerate(text.splitlines(), 1):
        for name, value in CONDITION.findall(line):
            if CODES & set(QUOTED.findall(value)):
                yield number, f"{name} asks for a rating: rules on it stand in law/"


RULES = (
    law_is_plain,
    law_names_its_source,
    dependencies_point_one_way,
    no_odoo_tests_in_product,
    black_box_stays_outside,
    nothing_is_evaluated,
    models_hold_no_rule,
)


def read(root, path):
    """Parse a Python file of the checkout at `root`."""
    return Source(path.relative_to(root), ast.parse(path.read_text(), str(path)))


def view_findings(root, paths):
    """All findings in views as texts `file:line: message`, sorted."""
    return sorted(
        f"{path.relative_to(root)}:{line}: {message}"
        for path in paths
        for line, message in views_hold_no_rule(path.read_text())
    )


def findings(sources, rules=RULES):
    """All findings as texts `file:line: message`, sorted."""
    return sorted(
        f"{source.path}:{line}: {message}"
        for source in sources
        for rule in rules
        for line, message in rule(source)
    )
