"""What only the server knows: a key in a file beside the database, never in it.

With it answers of a group are kept unread until all have come in, and addresses of
visitors are told apart without being known. Who reads the whole database learns
neither.
"""

import base64
import hmac
import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from odoo.tools import config

FOLDER = "hr_asn_keys"
BYTES = 32
# A text of the longest answer and all its steps is shorter; all have this length:
# what colleagues say of one another, and what users say of a service.
PADDED = 4096
PADDED_LONG = 16384
# Fernet writes the time of sealing beside what it seals: of all the same one.
NO_TIME = 0


def key(database):
    """Return the secret of a database; it is made when it is first needed."""
    path = path_of(database)
    if not path.exists():
        _make(path)
    return path.read_bytes()


def path_of(database):
    """Return where the key of a database lies, or will."""
    return Path(config["data_dir"], FOLDER, f"{database}.key")


def mark(database, *parts):
    """Return a text that is the same for the same parts, and tells nothing of them."""
    told = "|".join(str(part) for part in parts).encode()
    return hmac.new(key(database), told, "sha256").hexdigest()


def seal(database, contents, size=PADDED):
    """Return contents, dicts or None, as texts that only ``unseal`` reads.

    Whatever one holds, and whenever it was made, it looks the same from outside.
    ``size``: the length of all of them. Errors: ValueError for more bytes than that.
    """
    own = _fernet(database)
    padded = [_padded(one, size) for one in contents]
    return [own.encrypt_at_time(one, NO_TIME).decode() for one in padded]


def unseal(database, texts):
    """Return the contents; None for what holds nothing or has lost its key."""
    own = _fernet(database)
    return [_unsealed(own, text) for text in texts]


def _padded(content, size):
    told = json.dumps(content).encode()
    if len(told) > size:
        raise ValueError(f"at most {size} bytes are sealed, not {len(told)}")
    return told.ljust(size)


def _unsealed(own, text):
    try:
        return json.loads(own.decrypt(text.encode()))
    except InvalidToken:
        return None


def _fernet(database):
    own = hmac.digest(key(database), b"answers", "sha256")
    return Fernet(base64.urlsafe_b64encode(own))


def _make(path):
    """Write a new key, whole or not at all, for the owner of the process alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(BYTES))
    # Of two processes at once the first one's key stays.
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
