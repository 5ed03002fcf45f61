"""What one request asks again and again, and knows after the first time.

Kept with the cursor until it commits or is rolled back: a request that is tried again,
or the next batch of a worker, asks anew. A savepoint forgets nothing: whoever changes
what is remembered calls `forget`.
"""

from functools import partial


def remembered(env, name, key, ask):
    """Return what ``ask()`` returned when it was asked first under this key.

    ``name``: of what is remembered together and forgotten together. Plain values only:
    ids, not records, which would carry the rights of who asked first.
    """
    if name not in env.cr.cache:
        env.cr.cache[name] = {}
        for ended in (env.cr.postcommit, env.cr.postrollback):
            ended.add(partial(env.cr.cache.pop, name, None))
    known = env.cr.cache[name]
    if key not in known:
        known[key] = ask()
    return known[key]


def forget(env, name):
    """Ask anew from now on: what is remembered under a name has changed."""
    env.cr.cache.pop(name, None)
