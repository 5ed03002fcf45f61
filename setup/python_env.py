"""The virtual environment in `.local/venv` with the pinned requirements."""

import shutil
import subprocess

import debian
import fetch_odoo
from machine import LOCAL, ROOT, SETUP, VENV, StepError, find_python, run

RUNTIME = SETUP / "requirements.txt"
TEST = SETUP / "requirements-test.txt"
LINT = SETUP / "requirements-lint.txt"
NODE = SETUP / "requirements-node.txt"
POSTGRES = SETUP / "requirements-postgres.txt"
PYTHON = VENV / "bin" / "python"
PIP_PACKAGE = "python3-pip-whl"
NETWORK = "look at pip's index settings and the network, then start this again."


def inputs():
    """What the environment depends on, for the step's stamp.

    Not on the Python that runs this: one that works is kept.
    """
    return (str(ROOT), RUNTIME)


def prepare():
    """Make the environment, install what Odoo needs and let it find Odoo."""
    if not works():
        _create()
    install(RUNTIME)
    link_odoo()


def works():
    """Whether the environment's Python and pip run."""
    try:
        command = [PYTHON, "-m", "pip", "--version"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return done.returncode == 0 and str(VENV) in done.stdout


def link_odoo():
    """Name Odoo's folder in a .pth file of the environment."""
    for site in VENV.glob("lib/python3*/site-packages"):
        (site / "odoo19.pth").write_text(f"{fetch_odoo.odoo_path()}\n")


def odoo_is_linked():
    """Whether the environment finds the Odoo that is to be used."""
    links = VENV.glob("lib/python3*/site-packages/odoo19.pth")
    return [link.read_text().strip() for link in links] == [str(fetch_odoo.odoo_path())]


def install(*files):
    """Install pinned requirements, each checked by its hash."""
    named = [part for file in files for part in ("-r", str(file))]
    command = [PYTHON, "-m", "pip", "install", "--require-hashes", "--no-input"]
    names = "-".join(file.stem.removeprefix("requirements-") for file in files)
    run([*command, *named], f"pip-{names}", NETWORK)


def install_apart(file, folder):
    """Install pinned requirements into a folder of their own."""
    command = [PYTHON, "-m", "pip", "install", "--require-hashes", "--no-input"]
    where = ["--upgrade", "--target", str(folder), "-r", str(file)]
    run([*command, *where], f"pip-{folder.name}", NETWORK)


def _create():
    shutil.rmtree(VENV, ignore_errors=True)
    python = find_python()
    mend = "install Python's venv module (`apt-get install python3-venv`)."
    if _has_pip(python):
        run([python, "-m", "venv", str(VENV)], "venv", mend)
    else:
        run([python, "-m", "venv", "--without-pip", str(VENV)], "venv", mend)
        _bring_pip()


def _has_pip(python):
    """Debian's bare python3 has `venv` without the pip that it should put in."""
    probe = subprocess.run(
        [python, "-c", "import ensurepip; ensurepip.version()"],
        capture_output=True,
        check=False,
    )
    return probe.returncode == 0


def _bring_pip():
    """Put pip into the environment from Debian's wheel of it."""
    unpacked = LOCAL / "pip"
    debian.unpack(debian.fetch("bookworm", [PIP_PACKAGE]), unpacked)
    wheels = sorted(unpacked.rglob("pip-*.whl"))
    if not wheels:
        raise StepError(
            f"Debian's {PIP_PACKAGE} holds no pip.",
            "as root, `apt-get install python3-venv`, then start this again.",
        )
    pip = [PYTHON, wheels[-1] / "pip", "install", "--no-index", wheels[-1]]
    run(list(map(str, pip)), "venv-pip", NETWORK)
