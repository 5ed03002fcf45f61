"""Posts, units and people of an agency as they are, and what a list does to them.

Plain Python: no ORM, no I/O. Employees, units and posts stand here by their ids.
"""

from dataclasses import asdict, dataclass
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from .cells import ADMINISTRATOR, JPT, PENGAWAS, STATUSES, Similar, plain

# What becomes of a row.
MOVE = "move"
ACT = "act"
PROLONG = "prolong"
END = "end"
BEGINS = (MOVE, ACT)

MANAGERIAL = (JPT, ADMINISTRATOR, PENGAWAS)

# So many units are named where one is meant and several could be.
NAMED = 4


class Person(NamedTuple):
    """Somebody known: his id, name, whether the officer may move him."""

    id: int
    name: str
    in_scope: bool


class Unit(NamedTuple):
    """A unit: name, id of the unit above and of its head (None: none), scope."""

    id: int
    name: str
    parent: int | None
    head: int | None
    in_scope: bool


@dataclass(frozen=True)
class Post:
    """An assignment as it is; employees, units and posts by id, dates as dates."""

    id: int
    employee: int
    post: str
    kind: str
    level: str
    status: str
    duty: str
    unit: int
    since: date
    until: date | None
    appraiser: int | None
    superior: int | None

    def holds(self, day):
        """Say whether the post is held on a day."""
        return self.since <= day and (self.until is None or self.until >= day)


class References(NamedTuple):
    """What the rows are held against.

    ``people`` {number: Person}; ``posts`` all of the
    agency; ``units`` {id: Unit}; ``head`` the employee who heads the agency or None.
    """

    people: dict

    posts: tuple
    units: dict
    head: int | None
    today: date


@dataclass(frozen=True)
class Transfer:
    """What a row does: a post begins (MOVE, ACT), only ends (END) or goes on (PROLONG).

    ``closes`` are ids of posts that end the day before ``since``, ``relieves`` those
    of others who have acted in it till then, ``prolongs`` the id of the acting post
    that gets another end; ``same`` is the id of the post where all this has been done
    before. ``since`` and ``until`` are ISO texts ("" without end). ``place`` tells
    how many stand above the post at the end: who stands higher is moved first.
    ``needs``: the rows without which this one would be wrong.
    """

    row: int
    nip: str
    employee: int
    name: str
    do: str
    post: str
    kind: str
    level: str
    status: str
    unit: int | None
    duty: str
    since: str
    until: str
    decree: str
    reason: str
    appraiser: int | None = None
    superior: int | None = None
    closes: tuple = ()
    relieves: tuple = ()
    prolongs: int | None = None
    same: int | None = None
    place: int = 0
    needs: tuple = ()

    def as_dict(self):
        """Return the row as plain values for a JSON field."""
        return asdict(self)


@dataclass(frozen=True)
class Follower:
    """A post that goes on, whose appraiser or superior changes with the list.

    ``left`` is the employee whose move is the reason; ``was`` and ``was_superior``
    are the parties as they were seen. ``place`` and ``needs``: as of Transfer.
    """

    post: int
    employee: int
    since: str
    appraiser: int | None
    superior: int | None
    left: int
    decree: str
    was: int | None = None
    was_superior: int | None = None
    place: int = 0
    needs: tuple = ()

    def as_dict(self):
        """Return the change as plain values for a JSON field."""
        return asdict(self)


class Known:
    """The agency as it is, found by dict."""

    def __init__(self, references):
        self.people = references.people
        self.similar = Similar(references.people)
        self.units = references.units
        self.head = references.head
        self.today = references.today
        self.posts = {post.id: post for post in references.posts}
        self.held, self.named, self.led, self.inside = {}, {}, {}, {}
        for post in references.posts:
            self.held.setdefault(post.employee, []).append(post)
            self.named.setdefault(plain(post.post), []).append(post)
            self.led.setdefault(post.appraiser, []).append(post)
            self.inside.setdefault(post.unit, []).append(post)
        self.called, self.children = {}, {}
        for unit in self.units.values():
            self.called.setdefault(plain(unit.name), []).append(unit)
            self.children.setdefault(unit.parent, []).append(unit.id)

    def of(self, employee, *statuses):
        """Return the posts of a person with one of these statuses, oldest first."""
        found = [
            post for post in self.held.get(employee, ()) if post.status in statuses
        ]
        return sorted(found, key=lambda post: post.since)

    def chain(self, unit):
        """Return the ids of a unit and of all above it."""
        found = []
        while unit in self.units and unit not in found:
            found.append(unit)
            unit = self.units[unit].parent
        return found

    def below(self, unit):
        """Return the ids of a unit and of all beneath it."""
        found = [unit]
        for one in found:
            found += [each for each in self.children.get(one, ()) if each not in found]
        return found

    def path(self, unit):
        """Return a unit with the one above it: "Sekretariat (Dinas Sosial)"."""
        above = self.units.get(unit.parent)
        return f"{unit.name} ({above.name})" if above else unit.name

    def find_units(self, name, parent):
        """Return the units of a name, below a unit of the name ``parent`` if given."""
        found = self.called.get(plain(name), [])
        if not parent:
            return found
        wanted = plain(parent)
        return [unit for unit in found if wanted in self._above(unit)]

    def _above(self, unit):
        return {plain(self.units[one].name) for one in self.chain(unit.id)}

    def similar_units(self, name):
        """Return units whose names resemble one that is not known."""
        close = get_close_matches(plain(name), list(self.called), NAMED, 0.6)
        return [unit for one in close for unit in self.called[one]]


def leads(post):
    """Say whether people are led from a post: a managerial one, or a head's duty.

    Who acts for the head of a school or a Puskesmas has the duty for his post.
    """
    named = plain(post.duty).startswith("kepala") or plain(post.post).startswith(
        "kepala "
    )
    return post.kind in MANAGERIAL or named


def acting(title):
    """Return the status that the first word of a post tells: "Plt. Camat"; else ""."""
    first = plain(title.partition(" ")[0])
    return STATUSES[first] if first in ("plt", "plh", "pj", "pjb") else ""


def bare(title):
    """Return a post without the word for an acting one before it."""
    return title.partition(" ")[2].strip() if acting(title) else title


def is_called(post, text):
    """Say whether a list means this post: "Camat", "Camat pada Kecamatan X"."""
    words, name = plain(bare(text)), plain(post.post)
    begins = any(words.startswith(f"{name} {then} ") for then in ("pada", "di"))
    return words == name or begins
