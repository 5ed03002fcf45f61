"""Sealing: one canonical text per content, and its sha256.

Core owns this; papers, versions and checks all call it, so that the same content
always has the same digest whoever computes it.
"""

import hashlib
import json


def canonical(content):
    """Return ``content`` (JSON-able) as its one canonical text.

    Keys sorted, no spaces, UTF-8 characters kept, no NaN.
    Raises TypeError for values JSON does not know (dates must be ISO text).
    """
    return json.dumps(
        content,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    )


def digest(text):
    """Return the sha256 of a canonical text, as 64 lower-case hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def seal(content):
    """Return ``{"content": canonical text, "sha256": digest}`` ready to be stored."""
    text = canonical(content)
    return {"content": text, "sha256": digest(text)}


def is_intact(text, sha256):
    """Say whether a stored text still has the digest it was sealed with."""
    return digest(text) == sha256


def unseal(text):
    """Return the content of a canonical text as dicts and lists."""
    return json.loads(text)
