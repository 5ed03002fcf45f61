"""Databases and servers of the prepared Odoo: what scripts and tests build on.

A script or a test puts `setup/` on `sys.path` and imports this module. Everything
here runs Odoo as a process of its own; nothing imports it. `scripts/run` or
`scripts/test` must have prepared `.local/` before. PostgreSQL is started when
needed and stopped by the last process of this checkout that used it.

    name = "asn_probe"
    create_database(name, build_template())
    with Server(name) as server:
        urllib.request.urlopen(server.url + "/web/login")
    drop_database(name)

Test-only addons in `tests/addons/` can be used in all databases made here, but are
installed only where asked for: `build_template(("asn_test_clock",))`.
"""

import ast
import os
import re
import shutil
import signal
import string
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import fetch_odoo
import postgres
import python_env
from machine import (
    ADDONS,
    LOCAL,
    ROOT,
    SETUP,
    TEST_ADDONS,
    StepError,
    digest,
    ending_with_us,
    free_port,
    log_path,
    path_key,
    port_is_free,
    tail,
)
from steps import lock

CONF_TEMPLATE = SETUP / "odoo.conf"
CONF = LOCAL / "odoo.conf"  # the product alone
TEST_CONF = LOCAL / "odoo-test.conf"  # with the addons of tests/addons
DATA_DIR = LOCAL / "data"
LANGUAGE = "id_ID"
START_SECONDS = 180
STOP_SECONDS = 20
BUSY_TRIES = 40
BUSY = ("being accessed by other users", "process is being terminated")
# Parts of an addon that a database is not made from.
NOT_IN_DATABASE = {"tests", "__pycache__", "readme", "description"}
EXTENSION = "pg_trgm"
NOT_A_NAME = re.compile(r"[^a-z0-9_-]")
SET_PARAMETER = """
INSERT INTO ir_config_parameter (key, value, create_date, write_date)
VALUES (%s, %s, now(), now())
ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""
ASSETS = """
env["ir.qweb"]._pregenerate_assets_bundles()
env.cr.commit()
"""


def python():
    """The path of the Python that Odoo and the tests run with, as text."""
    return str(python_env.PYTHON)


def environment():
    """The environment variables for a process that uses Odoo or its databases."""
    return postgres.environment()


def write_conf():
    """Write `.local/odoo.conf` and `.local/odoo-test.conf` for this machine."""
    has_test_addons = any(TEST_ADDONS.glob("*/__manifest__.py"))
    extra = [TEST_ADDONS] if has_test_addons else []
    _write_conf(CONF, [ROOT])
    _write_conf(TEST_CONF, [ROOT, *extra])


def _write_conf(path, addons_path):
    reached = postgres.connection()
    filled = string.Template(CONF_TEMPLATE.read_text()).substitute(
        addons_path=",".join(map(str, addons_path)),
        data_dir=DATA_DIR,
        db_host=reached["PGHOST"],
        db_port=reached["PGPORT"],
        db_user=reached["PGUSER"],
    )
    if not path.exists() or path.read_text() != filled:
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(filled)
        draft.replace(path)


def odoo_command(*args, conf=TEST_CONF):
    """The command line of Odoo: a list of texts for `subprocess`.

    :param args: what follows `odoo`; a first word like `shell` stays first
    :param conf: the configuration file
    """
    sub, rest = [], [str(arg) for arg in args]
    if rest and not rest[0].startswith("-"):
        sub, rest = rest[:1], rest[1:]
    return [python(), "-m", "odoo", *sub, "-c", str(conf), *rest]


def run_odoo(*args, log, conf=TEST_CONF):
    """Run Odoo to its end with its output in `.local/log/<log>.log`.

    :raises StepError: when it fails
    """
    path = log_path(log)
    with path.open("w") as out:
        code = subprocess.call(
            ending_with_us(odoo_command(*args, conf=conf)),
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    if code:
        raise StepError(*_odoo_failure(code, path))


def _odoo_failure(code, path):
    shown = path.relative_to(ROOT)
    return (
        f"Odoo ended with {code}. The last lines of {shown}:\n{tail(path, 25)}",
        f"read {shown}, mend what it says and start this again.",
    )


# Databases


def database_exists(name):
    """Whether there is a database of this name."""
    postgres.ensure()
    return bool(postgres.query("SELECT 1 FROM pg_database WHERE datname = %s", name))


def create_database(name, template=None):
    """Make a database and its file store, as a copy of another or empty.

    :param name: small letters, digits, `_` and `-`
    :param template: the database to copy; nobody may be connected to it
    :raises StepError: when the name is taken or the template stays in use
    """
    postgres.ensure()
    target, source = _quoted(name), _quoted(template or "template0")
    statement = f"CREATE DATABASE {target} TEMPLATE {source}"
    if not template:
        statement += " ENCODING 'UTF8' LC_COLLATE 'C'"
    _while_in_use(statement)
    if not template:
        _add_extension(name)
    shutil.rmtree(_filestore(name), ignore_errors=True)
    if template and _filestore(template).exists():
        # Odoo never changes a stored file, so the copies may share it.
        shutil.copytree(_filestore(template), _filestore(name), copy_function=_link)


def _add_extension(name):
    """Let Odoo make indexes for parts of a word, as in a database that it makes."""
    offered = "SELECT 1 FROM pg_available_extensions WHERE name = %s"
    if postgres.query(offered, EXTENSION, database=name):
        statement = f"CREATE EXTENSION IF NOT EXISTS {EXTENSION}"
        postgres.query(statement, database=name)


def drop_database(name):
    """Remove a database and its file store, also when somebody is connected."""
    postgres.ensure()
    _while_in_use(f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)")
    shutil.rmtree(_filestore(name), ignore_errors=True)


def drop_orphans(prefix):
    """Drop the databases `<prefix>_<process id>` that killed scripts left behind.

    Only in a private cluster: elsewhere the number may be another machine's.
    """
    postgres.ensure()
    if not postgres.is_private():
        return
    for (name,) in postgres.query("SELECT datname FROM pg_database"):
        maker = re.fullmatch(re.escape(prefix) + r"_(\d+)", name)
        if maker and not Path("/proc", maker[1]).exists():
            drop_database(name)


def rename_database(old, new):
    """Give a database and its file store another name."""
    _while_in_use(f"ALTER DATABASE {_quoted(old)} RENAME TO {_quoted(new)}")
    shutil.rmtree(_filestore(new), ignore_errors=True)
    if _filestore(old).exists():
        _filestore(old).rename(_filestore(new))


def write_note(name, text):
    """Leave a short text on a database; a copy of the database has none."""
    quoted = text.replace("'", "''")
    postgres.query(f"COMMENT ON DATABASE {_quoted(name)} IS '{quoted}'")


def read_note(name):
    """The text left on a database, or None."""
    rows = postgres.query(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
        " WHERE datname = %s",
        name,
    )
    return rows[0][0] if rows else None


def set_parameter(database, key, value):
    """Set a system parameter of a database that no server has open."""
    postgres.query(SET_PARAMETER, key, value, database=database)


def _quoted(name):
    if NOT_A_NAME.search(name):
        raise ValueError(f"not a database name: {name!r}")
    return f'"{name}"'


def _filestore(name):
    return DATA_DIR / "filestore" / name


def _link(source, target):
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _while_in_use(statement):
    """Run a statement on whole databases again while one is still in use.

    In use is also what PostgreSQL itself tidies up just now: nobody else may end that.
    """
    for left in reversed(range(BUSY_TRIES)):
        try:
            postgres.query(statement)
            return
        except StepError as error:
            if not left or not any(words in error.what for words in BUSY):
                raise
            time.sleep(0.5)


def build_template(extra=()):
    """Have a database with both addons to copy from; returns its name.

    It has Indonesian loaded and active, the web assets built, no demo data and no
    agency. It is built again when a file of an addon changes.

    :param extra: names of addons in `tests/addons/` to install on top
    """
    postgres.ensure()
    write_conf()
    with lock("template", "Another script is building the template database"):
        base = _have(_name("base", _base_key()), _build_base)
        key = digest(base, *_addon_parts(ADDONS))
        full = _name("template", key)
        if not database_exists(full):
            _have(full, lambda name: _build_full(name, base))
            _drop_outdated(base, full)
        if not extra:
            return full
        key = digest(full, *_addon_parts(extra))
        return _have(_name("extra", key), lambda name: _add(name, full, extra))


def template_is_ready():
    """Whether `build_template()` has nothing to do."""
    base = _name("base", _base_key())
    return database_exists(_name("template", digest(base, *_addon_parts(ADDONS))))


def _name(kind, key):
    return f"asn_{kind}_{path_key(6)}_{key[:10]}"


def _base_key():
    version = fetch_odoo.version(fetch_odoo.odoo_path())
    return digest(version, LANGUAGE, EXTENSION, *_foreign_addons())


def _addon_folder(addon):
    inside = ROOT / addon
    return inside if inside.exists() else TEST_ADDONS / addon


def _foreign_addons():
    """The addons of Odoo that ours depend on."""
    named = set()
    for addon in ADDONS:
        manifest = (_addon_folder(addon) / "__manifest__.py").read_text()
        named.update(ast.literal_eval(manifest).get("depends", []))
    return sorted(named - set(ADDONS))


def _addon_parts(addons):
    """Names and files that a database with these addons is made from."""
    for addon in sorted(addons):
        folder = _addon_folder(addon)
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            if path.is_file() and not NOT_IN_DATABASE & set(inside.parts):
                yield f"{addon}/{inside}"
                yield path


def _have(name, build):
    """Build a database under another name first, so that half a one is never used."""
    if not database_exists(name):
        draft = f"{name}_draft"
        drop_database(draft)
        build(draft)
        rename_database(draft, name)
    return name


def _build_base(name):
    create_database(name)
    addons = ",".join(_foreign_addons())
    _install(name, addons, "--load-language", LANGUAGE)


def _build_full(name, base):
    create_database(name, base)
    _install(name, ",".join(ADDONS))
    odoo_shell(name, ASSETS)


def _add(name, full, extra):
    create_database(name, full)
    _install(name, ",".join(extra))


def _install(name, addons, *options):
    run_odoo(
        *("-d", name, "-i", addons, "--stop-after-init", "--no-http", *options),
        log="template",
    )


def _drop_outdated(*kept):
    """Drop this checkout's templates of earlier states of the addons."""
    mine = f"asn\\_(base|template|extra)\\_{path_key(6)}\\_%"
    listing = "SELECT datname FROM pg_database WHERE datname SIMILAR TO %s"
    for (name,) in postgres.query(listing, mine):
        if name not in kept:
            drop_database(name)


# Processes


def odoo_shell(db, code, env=None, conf=TEST_CONF):
    """Run Python in Odoo's shell (`env` is there); returns what it printed.

    :param code: Python as text, or the `Path` of a file with it
    :param env: further environment variables
    :raises StepError: with the end of the log when the code raises
    """
    postgres.ensure()
    text = code.read_text() if isinstance(code, Path) else code
    path = log_path(f"shell-{db}")
    command = odoo_command("shell", "-d", db, "--no-http", conf=conf)
    with path.open("w") as log:
        done = subprocess.run(
            ending_with_us(command),
            input=text,
            cwd=ROOT,
            env=environment() | (env or {}),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            check=False,
        )
    if done.returncode:
        raise StepError(*_odoo_failure(done.returncode, path))
    return done.stdout


class Server:
    """A real Odoo server for one database, as a context manager.

    :param db: the database it serves
    :param port: the port on 127.0.0.1; 0 takes a free one
    :param workers: 0 for one process with threads, else that many processes
    :param cron: how many threads or processes run scheduled work
    :param conf: the configuration file
    :param options: further options of Odoo
    :raises StepError: when it does not answer in time

    `url` is its address without a slash at the end, `log` the path of its log,
    `process` its `subprocess.Popen`.
    """

    def __init__(self, db, port=0, workers=0, cron=0, conf=TEST_CONF, options=()):
        self.db = db
        self.wanted_port = port
        self.port = port
        self.workers = workers
        self.cron = cron
        self.conf = conf
        self.options = options
        self.process = None
        self.log = None

    @property
    def url(self):
        """The address, such as `http://127.0.0.1:8069`."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        postgres.ensure()
        if self.wanted_port and not port_is_free(self.wanted_port):
            raise StepError(
                f"Port {self.wanted_port} of 127.0.0.1 is taken by another program.",
                "stop that program, or name another port with --port.",
            )
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_error):
        self.stop()

    def start(self):
        """Start the process and wait until it answers."""
        self.port = self.wanted_port or free_port()
        self.log = log_path(f"server-{self.db}-{self.port}")
        set_parameter(self.db, "report.url", self.url)
        with self.log.open("w") as out:
            self.process = subprocess.Popen(
                ending_with_us(self._command()),
                cwd=ROOT,
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait()

    def stop(self):
        """Stop the process and all it started."""
        if self.process is None:
            return
        self._signal(signal.SIGTERM, self.process.pid)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            pass
        self._signal(signal.SIGKILL, -self.process.pid)
        self.process.wait()
        self.process = None

    def kill(self):
        """End the process at once, as a power cut would."""
        self._signal(signal.SIGKILL, -self.process.pid)
        self.process.wait()
        self.process = None

    @staticmethod
    def _signal(number, target):
        try:
            os.kill(target, number)
        except ProcessLookupError:
            pass

    def _command(self):
        return odoo_command(
            *("-d", self.db, "--db-filter", f"^{re.escape(self.db)}$"),
            *("--http-port", self.port, "--gevent-port", free_port()),
            *("--workers", self.workers, "--max-cron-threads", self.cron),
            *self.options,
            conf=self.conf,
        )

    def _wait(self):
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise StepError(*_odoo_failure(self.process.returncode, self.log))
            if self._answers():
                return
            time.sleep(0.2)
        raise StepError(*_odoo_failure("no answer", self.log))

    def _answers(self):
        try:
            with urllib.request.urlopen(self.url + "/web/login", timeout=60) as page:
                return page.status == 200
        except urllib.error.HTTPError as error:
            shown = self.log.relative_to(ROOT)
            raise StepError(
                f"The sign-in page answers {error.code}.", f"read {shown}."
            ) from error
        except OSError:
            return False
