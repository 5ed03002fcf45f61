"""What one request asks again and again, and knows after the first time.

Kept with the cursor: another request asks anew, and what is rolled back is forgotten.
"""


def remembered(env, name, key, ask):
    """Return what ``ask()`` returned when it was asked first under this key.

    ``name``: of what is remembered together and forgotten together. Plain values only:
    ids, not records, which would carry the rights of who asked first.
    """
    known = env.cr.cache.setdefault(name, {})
    if key not in known:
        known[key] = ask()
    return known[key]


def forget(env, name):
    """Ask anew from now on: what is remembered under a name has changed."""
    env.cr.cache.pop(name, None)
