"""Both addons are translated into Indonesian completely.

Plain pytest on the PO files; neither Odoo nor a database is needed.
"""

import ast
import re
from collections import Counter
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[3]
ADDONS = ("hr_asn_appraisal", "hr_asn_appraisal_reports")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdf]")
TAG = re.compile(r"</?([a-z]+)")
# Of a script: what it gives to _t(), wherever the export may overlook it.
SCRIPT = re.compile(r'\b_t\(\s*"((?:[^"\\]|\\.)*)"')
FORBIDDEN = re.compile(r"\b(submit|error|save|delete|employee)\b", re.IGNORECASE)


@pytest.fixture(scope="module", params=ADDONS)
def folder(request):
    return ROOT / request.param / "i18n"


@pytest.fixture(scope="module")
def template(folder):
    return polib.pofile(str(folder / f"{folder.parent.name}.pot"))


@pytest.fixture(scope="module")
def indonesian(folder):
    return polib.pofile(str(folder / "id.po"))


def names(pattern, text):
    """Return how often each placeholder or tag stands in a text."""
    return Counter(pattern.findall(text))


def blanks(text):
    """Return the blanks before and behind a text, which join it to a field."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def differing(entries, measure):
    """Return the terms whose translation measures otherwise than they do."""
    return [
        entry.msgid
        for entry in entries
        if measure(entry.msgid) != measure(entry.msgstr)
    ]


def test_every_term_is_translated(indonesian):
    assert len(indonesian) > 30
    assert [entry.msgid for entry in indonesian if not entry.msgstr.strip()] == []


def test_no_term_is_fuzzy_or_obsolete(indonesian):
    assert indonesian.fuzzy_entries() == []
    assert indonesian.obsolete_entries() == []


def test_template_and_translation_hold_the_same_terms(template, indonesian):
    expected = [entry.msgid for entry in template]
    assert sorted(entry.msgid for entry in indonesian) == sorted(expected)


def test_no_term_stands_twice(indonesian):
    counts = Counter(entry.msgid for entry in indonesian)
    assert [term for term, count in counts.items() if count > 1] == []


def test_placeholders_are_kept(indonesian):
    assert differing(indonesian, lambda text: names(PLACEHOLDER, text)) == []


def test_tags_are_kept(indonesian):
    assert differing(indonesian, lambda text: names(TAG, text)) == []


def test_blanks_at_the_ends_are_kept(indonesian):
    assert differing(indonesian, blanks) == []


def test_no_english_is_left(indonesian):
    texts = [re.sub(r"<[^>]+>", "", entry.msgstr) for entry in indonesian]
    assert [text for text in texts if FORBIDDEN.search(text)] == []


def messages(source):
    """Return the constant texts that a Python source gives to _() or _lt()."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            text = node.args[0]
            if name in ("_", "_lt") and isinstance(text, ast.Constant):
                yield text.value


def test_template_holds_every_message_of_the_source(folder, template):
    known = {entry.msgid for entry in template}
    sources = [
        path
        for path in sorted(folder.parent.rglob("*.py"))
        if "tests" not in path.relative_to(folder.parent).parts
    ]
    found = {text for path in sources for text in messages(path.read_text("utf-8"))}
    assert found
    assert found - known == set()


def test_template_holds_every_message_of_the_scripts(folder, template):
    """The export finds none within a template literal: it would stay English."""
    known = {entry.msgid for entry in template}
    scripts = (folder.parent / "static/src").rglob("*.js")
    texts = "\n".join(path.read_text("utf-8") for path in scripts)
    found = {text.replace('\\"', '"') for text in SCRIPT.findall(texts)}
    assert found or not texts
    assert found - known == set()
