"""Names of files: parts of them, and names that differ."""

from os.path import splitext

# Longer names of offices are cut: a path on a shared disk takes 255 signs.
NAME_LENGTH = 80


def safe(name):
    """Return a name as a part of a file name: letters and digits, "_" between."""
    words = "".join(sign if sign.isalnum() else " " for sign in name)
    return "_".join(words.split())[:NAME_LENGTH].rstrip("_")


def free(name, taken):
    """Return a file name, or a part of one, numbered where it is taken already.

    In: the name; a set of what is taken, to which the answer is added. Names that
    differ in their case only are the same on many machines.
    """
    stem, ending = splitext(name)
    number, found = 1, name
    while found.casefold() in taken:
        number += 1
        found = f"{stem}_{number}{ending}"
    taken.add(found.casefold())
    return found
