"""Odoo 19 Community: the one named by ODOO_HOME, or Debian's package, unpacked.

Debian's `odoo-19` (suite sid) is unpacked, not installed: installing it would
bring sid's Python along. It links by relative path to fonts and scripts of other
packages; they are unpacked into the same tree.
"""

import os
import re
import shutil
from pathlib import Path

import debian
from machine import LOCAL, StepError

TREE = LOCAL / "odoo"
PACKAGES = Path("usr/lib/python3/dist-packages")
SERIES = "19.0"
SUITE = "sid"
ODOO_PACKAGE = "odoo-19"
LINKED = {
    SUITE: (
        "fonts-glyphicons-halflings",
        "fonts-montserrat",
        "fonts-ocr-b",
        "fonts-roboto-unhinted",
        "libjs-jquery",
        "libjs-jquery-form",
        "libjs-underscore",
    ),
    # Later releases of these two have other file names than Odoo links to.
    "bookworm": ("fonts-font-awesome", "fonts-inconsolata"),
}
# Debian leaves this file out (it blurs a webcam's background), yet Odoo's manifest
# names it: without it every page logs an error and every tour fails.
LEFT_OUT = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"
STUB = "/* Left out of Debian's package: it blurs a webcam's background. */\n"
# The package's own files that are of use; the rest has names that clash.
WANTED = ("odoo", "odoo-19.0.egg-info")


def given_home():
    """The Odoo that ODOO_HOME names, or None.

    :raises StepError: when there is no Odoo 19 in it
    """
    home = os.environ.get("ODOO_HOME")
    if not home:
        return None
    for folder in (Path(home), Path(home) / PACKAGES):
        if _series(folder) == SERIES:
            return folder.resolve()
    raise StepError(
        f"ODOO_HOME is {home}, and there is no Odoo {SERIES} in it.",
        "set it to the folder that holds `odoo/release.py` of an Odoo 19.0,"
        " or unset it to have one fetched.",
    )


def odoo_path():
    """The folder that has to be on Python's path to `import odoo`."""
    return given_home() or TREE / PACKAGES


def inputs():
    """What the fetched tree depends on, for the step's stamp."""
    return (os.environ.get("ODOO_HOME", ""), repr(LINKED), LEFT_OUT, ODOO_PACKAGE)


def intact():
    """Whether an Odoo 19 is there."""
    return _series(odoo_path()) == SERIES


def prepare():
    """Have an Odoo 19; returns what to tell about it."""
    home = given_home()
    if home:
        return f"{version(home)}, from ODOO_HOME"
    draft = LOCAL / "odoo.new"
    shutil.rmtree(draft, ignore_errors=True)
    archive = _unpack_odoo(draft)
    _unpack_linked(draft)
    _check_links(draft)
    _swap(draft)
    return f"{version(odoo_path())}, Debian's {debian.version_of(archive)}"


def version(folder):
    """Odoo's version, such as `19.0.0`, read from its `release.py`."""
    text = (folder / "odoo" / "release.py").read_text()
    numbers = re.search(r"^version_info = \((\d+), (\d+), (\d+)", text, re.M)
    return ".".join(numbers.groups()) if numbers else ""


def _series(folder):
    try:
        return version(folder).rpartition(".")[0]
    except OSError:
        return ""


def _unpack_odoo(draft):
    """Unpack the wanted parts of the package; returns the .deb."""
    (archive,) = debian.fetch(SUITE, [ODOO_PACKAGE])
    whole = LOCAL / "odoo.whole"
    shutil.rmtree(whole, ignore_errors=True)
    debian.unpack([archive], whole)
    (draft / PACKAGES).mkdir(parents=True)
    for name in WANTED:
        (whole / PACKAGES / name).rename(draft / PACKAGES / name)
    (whole / "usr" / "share").rename(draft / "usr" / "share")
    shutil.rmtree(whole)
    _require_series(draft / PACKAGES, archive)
    stub = draft / PACKAGES / LEFT_OUT
    if not stub.exists():
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text(STUB)
    return archive


def _require_series(folder, archive):
    if _series(folder) != SERIES:
        raise StepError(
            f"{archive.name} holds Odoo {version(folder)}, not {SERIES}.",
            f"set ODOO_HOME to an Odoo {SERIES} that is already there.",
        )


def _unpack_linked(draft):
    for suite, packages in LINKED.items():
        debian.unpack(debian.fetch(suite, list(packages)), draft)


def _check_links(draft):
    """Without jQuery every page answers 500, so a dangling link is an error."""
    dangling = [path for path in draft.rglob("*") if _dangles(path)]
    if dangling:
        names = ", ".join(str(path.relative_to(draft)) for path in dangling[:5])
        raise StepError(
            f"{len(dangling)} links of Odoo lead nowhere ({names}).",
            "a package has moved its files: name the package that holds them in"
            " LINKED of setup/fetch_odoo.py.",
        )


def _dangles(path):
    return path.is_symlink() and not path.exists()


def _swap(draft):
    """Put the new tree in the old one's place with two renames."""
    old = LOCAL / "odoo.old"
    shutil.rmtree(old, ignore_errors=True)
    if TREE.exists():
        TREE.rename(old)
    draft.rename(TREE)
    shutil.rmtree(old, ignore_errors=True)
