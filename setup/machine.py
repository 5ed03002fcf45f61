"""This machine: where things lie, what is installed, how commands are run.

Standard library only, like everything in setup/: it runs before anything is
installed. All state is kept under `.local/` of the checkout.
"""

import hashlib
import os
import platform
import pwd
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETUP = ROOT / "setup"
LOCAL = ROOT / ".local"
LOG = LOCAL / "log"
VENV = LOCAL / "venv"
ADDONS = ("hr_asn_appraisal", "hr_asn_appraisal_reports")
TEST_ADDONS = ROOT / "tests" / "addons"

PYTHON_SERIES = ((3, 11), (3, 12), (3, 13))
BROWSERS = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")
# What a bare Debian has at most; also where root's tools may hide from a user.
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# The caller's own settings for Odoo, pytest or PostgreSQL must not leak in.
FOREIGN_VARIABLES = (
    "ODOO_DEV",
    "ODOO_RC",
    "OPENERP_SERVER",
    "PGDATABASE",
    "PGOPTIONS",
    "PGSERVICE",
    "PYTEST_ADDOPTS",
    "PYTEST_DB_USE_ENV_VARS",
    "PYTHONHOME",
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "VIRTUAL_ENV",
)
TAIL_LINES = 15


class StepError(Exception):
    """A step failed: `what` happened and how to `mend` it, both for a person."""

    def __init__(self, what, mend):
        super().__init__(f"{what}\n  To mend it: {mend}")
        self.what = what
        self.mend = mend


def is_root():
    """Whether this process may change the system."""
    return os.geteuid() == 0


def path_key(length=10):
    """A short name for this checkout, the same on every start."""
    return hashlib.sha256(str(ROOT).encode()).hexdigest()[:length]


def digest(*parts):
    """Hash texts and the contents of files (`Path`) to one hexadecimal string."""
    total = hashlib.sha256()
    for part in parts:
        data = part.read_bytes() if isinstance(part, Path) else str(part).encode()
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def clean_environment(**extra):
    """The caller's environment without what would lead Odoo or pytest astray."""
    kept = {k: v for k, v in os.environ.items() if k not in FOREIGN_VARIABLES}
    kept["PATH"] = kept.get("PATH", "") + os.pathsep + SYSTEM_PATH
    kept.update(extra)
    return kept


def find_program(*names):
    """The path of the first of these programs that is installed, or None."""
    path = os.environ.get("PATH", "") + os.pathsep + SYSTEM_PATH
    return next(filter(None, (shutil.which(name, path=path) for name in names)), None)


def find_browser():
    """The path of the Chromium or Chrome that Odoo's tests would use, or None."""
    return find_program(*BROWSERS)


def find_wkhtmltopdf():
    """The path of wkhtmltopdf, which turns the forms into PDF, or None."""
    return find_program("wkhtmltopdf")


def find_python():
    """A Python that Odoo 19 runs on: this one, else one by name.

    :raises StepError: when there is none
    """
    if sys.version_info[:2] in PYTHON_SERIES:
        # A virtual environment the caller happens to be in is not ours.
        return getattr(sys, "_base_executable", None) or sys.executable
    named = find_program(*(f"python{a}.{b}" for a, b in PYTHON_SERIES))
    if named:
        return named
    raise StepError(
        f"Python {platform.python_version()} does not run Odoo 19.",
        "install Python 3.11, 3.12 or 3.13 and start this again with it.",
    )


def free_port(host="127.0.0.1"):
    """A TCP port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


def port_is_free(port, host="127.0.0.1"):
    """Whether a server could listen on this port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def tail(path, lines=TAIL_LINES):
    """The last lines of a log file, indented; empty when there is no file."""
    try:
        text = Path(path).read_text(errors="replace")
    except OSError:
        return ""
    return "".join(f"    {line}\n" for line in text.splitlines()[-lines:])


def log_path(name):
    """The path of `.local/log/<name>.log`; its folder exists afterwards."""
    LOG.mkdir(parents=True, exist_ok=True)
    return LOG / f"{name}.log"


def run(command, log, mend, **options):
    """Run a command with its output in a log file.

    :param command: list of texts
    :param log: name of the log file, without folder and suffix
    :param mend: what a person can do when it fails
    :param options: as for `subprocess.run`
    :raises StepError: when the command fails, takes too long or does not exist
    """
    path = log_path(log)
    options.setdefault("env", clean_environment())
    options.setdefault("stdin", subprocess.DEVNULL)
    with path.open("w") as out:
        try:
            done = subprocess.run(
                command, stdout=out, stderr=subprocess.STDOUT, check=False, **options
            )
        except OSError as error:
            raise StepError(f"{command[0]} does not run: {error}.", mend) from error
        except subprocess.TimeoutExpired as error:
            raise StepError(f"{error}.\n{tail(path)}", mend) from error
    if done.returncode:
        raise StepError(_failure(command, done.returncode, path), mend)


def _failure(command, code, path):
    name = " ".join(str(part) for part in command[:3])
    shown = path.relative_to(ROOT)
    return f"`{name} …` ended with {code}. Its last lines ({shown}):\n{tail(path)}"


def ending_with_us(command):
    """A command line whose process is ended when ours is, even by `kill -9`."""
    setpriv = find_program("setpriv")
    return [*([setpriv, "--pdeathsig", "TERM"] if setpriv else []), *command]


def can_enter(path, account):
    """Whether an account (`pwd` entry) can enter a folder; root asks for others."""
    probe = subprocess.run(
        ["test", "-x", str(path)], cwd="/", **as_account(account), check=False
    )
    return probe.returncode == 0


def as_account(account):
    """Arguments for `subprocess` to run as a `pwd` entry; empty for None."""
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def plain_account():
    """An account without rights to run PostgreSQL as, or None when not root."""
    if not is_root():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise StepError(
        "PostgreSQL does not run as root, and this machine has no plain account.",
        "add an account named postgres (`adduser --system postgres`).",
    )
