"""Debian's packages: unpacked privately without root, or installed as root.

The mirror is the one this machine's own apt is set up with; apt checks Debian's
signature on what comes from it. Nothing of the system's apt is touched.
"""

import os
import subprocess
from pathlib import Path

from machine import (
    LOCAL,
    StepError,
    clean_environment,
    find_program,
    is_root,
    log_path,
    run,
)

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
DEBS = LOCAL / "debs"
APT = LOCAL / "apt"
TARGET_FORMAT = "$(CREATED_BY)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(LABEL)"
SIDE_SUITES = ("-security", "-updates", "-backports", "-proposed")
NO_MIRROR = (
    "apt has no Debian archive set up on this machine.",
    "add Debian's main archive to apt's sources, or set ODOO_HOME to an Odoo 19"
    " that is already there.",
)


def mirrors():
    """Addresses of Debian's main archive in apt's own sources, likely ones first.

    :raises StepError: without apt or without such a source
    """
    if not find_program("apt-get") or not KEYRING.exists():
        raise StepError(*NO_MIRROR)
    found = list(dict.fromkeys(filter(None, map(_archive, _index_targets()))))
    if not found:
        raise StepError(*NO_MIRROR)
    return found


def _index_targets():
    listing = subprocess.run(
        ["apt-get", "indextargets", "--format", TARGET_FORMAT],
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return listing.stdout.splitlines()


def _archive(line):
    """The address in one line of `_index_targets`, or None if not Debian's main."""
    kind, address, release, component, label = (line.split("|") + [""] * 5)[:5]
    # The label is known only after `apt-get update`: unset, it stays a pattern.
    labelled = not label or label.startswith("$") or label == "Debian"
    plain = "/" not in release and not release.endswith(SIDE_SUITES)
    ours = kind == "Packages" and component == "main" and plain and labelled
    return address.rstrip("/") if ours else None


def fetch(suite, packages):
    """Download packages of a suite to `.local/debs/`; returns their paths.

    :param suite: Debian's name, such as `sid`
    :raises StepError: when no mirror of this machine has them
    """
    error = None
    for mirror in mirrors():
        try:
            return _fetch_from(mirror, suite, packages)
        except StepError as failed:
            error = failed
    raise error


def _fetch_from(mirror, suite, packages):
    options = _private_apt(mirror, suite)
    mend = "look at apt's sources and the network, then start this again."
    run(["apt-get", *options, "update"], f"apt-{suite}", mend)
    DEBS.mkdir(parents=True, exist_ok=True)
    command = ["apt-get", *options, "download", *packages]
    run(command, f"apt-{suite}-download", mend, cwd=DEBS)
    return [_newest(package) for package in packages]


def _newest(package):
    """The .deb of a package that was downloaded last (apt sets older file times)."""
    return max(DEBS.glob(f"{package}_*.deb"), key=lambda path: path.stat().st_ctime)


def _private_apt(mirror, suite):
    """Options that give apt its own sources, lists and cache under `.local/apt/`."""
    home = APT / suite
    for part in ("sources", "lists/partial", "cache/archives/partial"):
        (home / part).mkdir(parents=True, exist_ok=True)
    (home / "sources" / "debian.sources").write_text(
        f"Types: deb\nURIs: {mirror}\nSuites: {suite}\nComponents: main\n"
        f"Targets: Packages\nSigned-By: {KEYRING}\n"
    )
    settings = {
        "Dir::Etc::sourceparts": home / "sources",
        "Dir::Etc::sourcelist": "/dev/null",
        "Dir::State::Lists": home / "lists",
        "Dir::Cache": home / "cache",
        "Acquire::Languages": "none",
        "Acquire::Retries": "3",
        "APT::Sandbox::User": "",
    }
    return [f"-o{key}={value}" for key, value in settings.items()]


def unpack(archives, target):
    """Unpack .deb files into a folder, without installing anything."""
    target.mkdir(parents=True, exist_ok=True)
    mend = "remove .local/debs and start this again."
    for archive in archives:
        run(["dpkg-deb", "-x", str(archive), str(target)], "dpkg-deb", mend)


def version_of(archive):
    """The version of a .deb file, from its name."""
    return archive.name.split("_")[1].replace("%3a", ":")


def install(packages):
    """Install packages on the system when root; returns whether that worked."""
    if not is_root() or not find_program("apt-get"):
        return False
    settings = clean_environment(DEBIAN_FRONTEND="noninteractive")
    with log_path("apt-install").open("w") as log:
        for command in (["update"], ["install", "-y", *packages]):
            full = ["apt-get", "-q", "--no-install-recommends", *command]
            code = subprocess.call(
                full, env=settings, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
    return code == os.EX_OK
