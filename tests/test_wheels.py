"""Both addons as wheels, in an environment of their own, loaded by Odoo."""

import subprocess
import venv
from pathlib import Path

import process
import pytest
import server
from machine import ADDONS, ROOT

DATABASE = "asn_wheels"
SHOW = """
for addon in ("hr_asn_appraisal", "hr_asn_appraisal_reports"):
    module = __import__(f"odoo.addons.{addon}", fromlist=["models"])
    state = env["ir.module.module"].search([("name", "=", addon)]).state
    print("LOADED", addon, state, module.__file__)
"""


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """The two wheels, built from what stands in the folders now."""
    folder = tmp_path_factory.mktemp("wheels")
    for addon in ADDONS:
        command = [server.python(), "-m", "pip", "wheel", "--no-deps", "--quiet"]
        subprocess.run(
            [*command, "--wheel-dir", folder, ROOT / addon], check=True, cwd=folder
        )
    return sorted(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def own_python(wheels, tmp_path_factory):
    """A Python of its own with the wheels and, beside them, Odoo's packages."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "--no-deps", "--quiet", *wheels], check=True
    )
    packages = next((folder / "lib").glob("python*/site-packages"))
    (packages / "odoo_beside.pth").write_text("\n".join(_odoo_paths()) + "\n")
    return python


def _odoo_paths():
    """Where the prepared Python finds Odoo and the packages that it needs."""
    show = "import odoo, psycopg2; print(list(odoo.__path__)[0], psycopg2.__file__)"
    said = subprocess.run(
        [server.python(), "-c", show], check=True, capture_output=True, text=True
    )
    odoo, psycopg2 = said.stdout.split()
    return [str(Path(odoo).parent), str(Path(psycopg2).parent.parent)]


def test_wheels_are_named_after_the_addons(wheels):
    names = {wheel.name.split("-")[0] for wheel in wheels}
    assert names == {f"odoo_addon_{addon}" for addon in ADDONS}
    assert all("-19.0." in wheel.name for wheel in wheels)


def test_odoo_loads_the_wheels_and_not_the_folders(own_python, tmp_path):
    server.drop_database(DATABASE)
    server.create_database(DATABASE)
    try:
        log = _odoo(own_python, tmp_path, "-i", ",".join(ADDONS), "--stop-after-init")
        assert " ERROR " not in log and " WARNING " not in log, log
        said = _odoo(own_python, tmp_path, code=SHOW)
    finally:
        server.drop_database(DATABASE)
    loaded = [line.split() for line in said.splitlines() if "LOADED" in line]
    assert [line[1:3] for line in loaded] == [[addon, "installed"] for addon in ADDONS]
    assert all(str(own_python.parent.parent) in line[3] for line in loaded)


def _odoo(python, folder, *options, code=None):
    """Run Odoo of the given Python without our addons' folder; returns its output."""
    shell = ["shell"] if code else []
    command = [python, "-m", "odoo", *shell, "-d", DATABASE, "--no-http"]
    paths = ["--data-dir", folder / "data", "--addons-path", ""]
    return process.said([*command, *paths, *options], folder, code or "")
