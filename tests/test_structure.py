"""The house keeps its shape: who may depend on whom, and what no file may hold."""

import ast
import csv
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOMAIN, REPORTS = "hr_asn_appraisal", "hr_asn_appraisal_reports"
ADDONS = (DOMAIN, REPORTS)
TABLES = {"Model", "TransientModel"}  # what needs rights; abstract models do not
TEXT = {".py", ".xml", ".csv", ".js", ".scss", ".css", ".md", ".rst", ".html", ".txt"}
TEXT |= {".toml", ".ini", ".cfg", ".conf", ".po", ".pot", ".json", ".in", ".yml", ""}
# Homes of this kind of machine; a web address such as example.com/work is not one.
MACHINE_PATH = re.compile(r"(?<![\w./:-])/(?:work|farm|root|home|opt|Users)/\w")
REGISTRY = re.compile(
    r"\b(?:pypi\.org|pythonhosted\.org|registry\.npmjs\.org|proxy\.golang\.org)\b"
    r"|\b(?:artifactory|nexus|devpi|mirror)s?\.[\w.-]+\.\w{2,}\b"
    r"|--(?:extra-)?index-url|\b_authToken\b"
)


def python_files(*folders):
    for folder in folders:
        found = [folder] if folder.is_file() else folder.rglob("*.py")
        yield from (path for path in sorted(found) if path.stat().st_size)


def imported(path):
    """Names of all modules that a file imports, relative ones made absolute."""
    package = path.relative_to(ROOT).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = node.module.split(".") if node.module else []
            yield from (".".join([*base, *module, a.name]) for a in node.names)


def importers(folders, wrong):
    """Texts `file: module` of every import that is wrong."""
    return [
        f"{path.relative_to(ROOT)}: {name}"
        for path in python_files(*folders)
        for name in imported(path)
        if wrong(path, name)
    ]


def tracked():
    """Files that are in the repository, or are new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name.decode() for name in listed.stdout.split(b"\0") if name)
    return [path for path in paths if path.is_file()]


def manifest(addon):
    return ast.literal_eval((ROOT / addon / "__manifest__.py").read_text())


def in_tests(path):
    return "tests" in path.relative_to(ROOT).parts


def test_domain_knows_nothing_of_reports():
    def wrong(_path, name):
        return REPORTS in name.split(".")

    assert importers([ROOT / DOMAIN], wrong) == []
    assert REPORTS not in manifest(DOMAIN)["depends"]
    assert DOMAIN in manifest(REPORTS)["depends"]


def test_product_depends_on_odoo_alone():
    ours = {*ADDONS}
    for addon in ADDONS:
        for needed in manifest(addon)["depends"]:
            assert needed in ours or not (ROOT / needed).exists(), needed
            assert not (ROOT / "tests" / "addons" / needed).exists(), needed


def test_law_imports_no_odoo():
    law = ROOT / DOMAIN / "law"

    def wrong(_path, name):
        parts = name.split(".")
        own = parts[:2] == [DOMAIN, "law"]
        return parts[0] in {"odoo", *ADDONS} and not own

    assert list(python_files(law))
    assert importers([law], wrong) == []


def test_nothing_in_the_product_imports_tests():
    def wrong(path, name):
        parts = name.split(".")
        return not in_tests(path) and "tests" in parts

    assert importers([ROOT / addon for addon in ADDONS], wrong) == []


def test_scripts_and_setup_import_no_odoo():
    scripts = [path for path in (ROOT / "scripts").iterdir() if is_python(path)]

    def wrong(_path, name):
        return name.split(".")[0] in {"odoo", *ADDONS}

    assert scripts
    assert importers([ROOT / "setup", *scripts], wrong) == []


def is_python(path):
    return path.is_file() and "python" in path.read_text().partition("\n")[0]


def test_black_box_imports_nothing_from_the_addons():
    files = (ROOT / "tests").glob("*.py")

    def wrong(_path, name):
        return bool({"odoo", *ADDONS} & set(name.split(".")))

    assert importers(files, wrong) == []


@pytest.mark.parametrize("addon", ADDONS)
def test_every_table_has_rights(addon):
    path = ROOT / addon / "security" / "ir.model.access.csv"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    rows = list(csv.DictReader(text.splitlines()))
    named = {row["model_id:id"].rpartition(".")[2] for row in rows}
    tables = {name for file in python_files(ROOT / addon) for name in _tables(file)}
    wanted = {"model_" + name.replace(".", "_") for name in tables}
    assert wanted - named == set()
    assert all(row["group_id:id"] for row in rows), "rights for everybody"


def _tables(path):
    """Names of the models with a table that a file defines."""
    if in_tests(path):
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            bases = {getattr(base, "attr", "") for base in node.bases}
            if bases & TABLES:
                yield from _names(node)


def _names(node):
    """Names of new models: one that keeps the name of what it extends is none."""
    given = {
        line.targets[0].id: ast.literal_eval(line.value)
        for line in node.body
        if isinstance(line, ast.Assign)
        and getattr(line.targets[0], "id", "") in ("_name", "_inherit")
    }
    if "_name" in given and given["_name"] not in given.get("_inherit", ()):
        yield given["_name"]


def test_no_file_holds_a_path_of_a_machine():
    assert _lines_with(MACHINE_PATH) == []


def test_no_file_names_a_package_registry():
    assert _lines_with(REGISTRY) == []


def _lines_with(pattern):
    own = Path(__file__).resolve()
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        if path.suffix in TEXT and path != own
        for number, line in enumerate(_text(path).splitlines(), 1)
        if pattern.search(line)
    ]


def _text(path):
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_what_belongs_to_a_closed_cycle_is_said_once():
    """Who asks for it takes `domains.IN_OPEN_CYCLE`; who forgot it was a defect."""
    spelled = [
        str(path.relative_to(ROOT))
        for path in python_files(*(ROOT / addon for addon in ADDONS))
        if not in_tests(path) and '"cycle_id.state"' in path.read_text()
    ]
    assert spelled == [f"{DOMAIN}/domains.py"]
