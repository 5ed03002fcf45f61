"""Among whom a distribution of predikat is judged: the rule of small units."""

from typing import NamedTuple

# Of fewer people a pattern in per cent says nothing.
LEAST_PEOPLE = 10


class Unit(NamedTuple):
    """A unit: its id, that of its parent or None, whether it is an OPD, and how many of
    its own people, without sub-units, are rated."""

    id: int
    parent: int | None
    is_opd: bool
    rated: int


def judged_at(units, least=LEAST_PEOPLE):
    """Return at which unit the people of each are judged.

    At the smallest unit with so many rated people; what has fewer is added to its
    parent, at most up to the OPD, which is judged however few it has. Who is judged in
    a sub-unit is not counted again above it.
    In: Units, in any order; the least number of the policy. Out: {unit: unit}.
    Errors: ValueError for a parent that is not among them, and for a circle.
    Source: the law leaves small units open; default of this program [R].
    """
    known = {unit.id: unit for unit in units}
    counts = {unit.id: unit.rated for unit in units}
    order = sorted(known, key=lambda one: len(_path(one, known)), reverse=True)
    above = {}
    for one in order:
        unit = known[one]
        if counts[one] < least and unit.parent is not None and not unit.is_opd:
            counts[unit.parent] += counts[one]
            above[one] = unit.parent
    return {one: _end(one, above) for one in known}


def _path(one, known):
    """Return the ids from a unit to the top."""
    path = [one]
    while (parent := known[path[-1]].parent) is not None:
        if parent not in known or parent in path:
            raise ValueError(f"unit {path[-1]} stands below {parent}, which cannot be")
        path.append(parent)
    return path


def _end(one, above):
    while one in above:
        one = above[one]
    return one
