"""The staff list: from rows of a file to people, units and named problems.

Plain Python: no ORM, no I/O, no wording. A problem has one of three consequences:
the row is skipped, it is taken without its superior, or it is taken as it is and
the officer is told to look at it. No row stops another.
"""

from collections import Counter
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import NamedTuple

from ..law import codes, hierarchy, nip, rank
from .cells import (
    ADMINISTRATOR,
    DATE_TO_COME,
    DATE_TOO_EARLY,
    DUPLICATE,
    JPT,
    NIP_EMPTY,
    NO_SUPERIOR,
    NOTE,
    PENGAWAS,
    POST_KIND_UNKNOWN,
    POST_KINDS,
    SECOND_DEFINITIVE,
    STATUS_UNKNOWN,
    STATUSES,
    SUPERIOR_SELF,
    SUPERIOR_UNKNOWN,
    Problem,
    RowReader,
    Similar,
    as_found,
    plain,
    read_number,
)

# Codes of problems beside those of exchange.cells and law.nip.
KIND_UNKNOWN = "kind_unknown"
RANK_EMPTY = "rank_empty"
RANK_UNKNOWN = "rank_unknown"
UNIT_AMBIGUOUS = "unit_ambiguous"
UNIT_LOOP = "unit_loop"
SUPERIOR_EMPTY = "superior_empty"
SUPERIOR_SKIPPED = "superior_skipped"
SUPERIOR_CIRCLE = "superior_circle"
SUPERIOR_NOT_HEAD = "superior_not_head"
SUPERIOR_IMPORTS = "superior_imports"
SECOND_IMPORTS = "second_imports"

# The superior of who has none in the list: the head of the agency.
HEAD = ""

KINDS = {
    "pns": codes.PNS,
    "cpns": codes.CPNS,
    "pppk": codes.PPPK,
    "p3k": codes.PPPK,
    "pppk penuh waktu": codes.PPPK,
    "pppk paruh waktu": codes.PPPK_PARUH_WAKTU,
    "p3k paruh waktu": codes.PPPK_PARUH_WAKTU,
    "non asn": codes.NON_ASN,
}
# Teachers, and the duty of who heads a school beside his post of teacher.
TEACHER = "guru "
SCHOOL_HEAD = "kepala sekolah"

# Who heads a unit when several could: a duty first, then the higher kind of post.
HEADSHIP = (JPT, ADMINISTRATOR, PENGAWAS)
ACTING_WORDS = ("plt ", "plh ", "pj ", "pjs ")


class Seat(NamedTuple):
    """A post that somebody known holds: where, which, under whom (as of a row).

    ``unit`` is its key (parent unit, unit), None where it is none of the list.
    """

    unit: tuple | None
    status: str
    superior: str | None
    post_kind: str
    duty: str
    post: str


class Person(NamedTuple):
    """Somebody known already: name, number of the superior (HEAD, None: unknown).

    ``seats``: the posts (Seat) held on the day of the list, none of who has left.
    """

    name: str
    superior: str | None
    seats: tuple = ()


class References(NamedTuple):
    """What the rows are held against.

    ``people`` {number: Person}; ``units`` keys (parent unit, unit) that exist;
    ``agency`` the name of the agency's own unit, "" if it is not known yet;
    ``company`` the name of the agency as Odoo knows it; ``barred`` the numbers of
    whom the list may put over nobody: who imports it does not appoint himself;
    ``today`` the day after which no rank can have been given.
    """

    people: dict
    units: tuple
    agency: str
    company: str
    barred: frozenset = frozenset()
    today: date = date.max


@dataclass(frozen=True)
class StaffRow:
    """A person of the list, in codes. ``rank_date`` is ISO text or "".

    Titles, duty and e-mail are None where the file has no such column.
    ``superior`` and ``second`` (his superior) are numbers, HEAD, or None where
    nobody is known. ``unit`` is the key (parent unit, unit). ``main`` is False in
    the rows of acting posts beside another row of the same person.
    """

    row: int
    nip: str
    name: str
    front: str | None
    back: str | None
    kind: str
    rank: str
    rank_date: str
    post_kind: str
    level: str
    post: str
    status: str
    duty: str | None
    unit: tuple
    superior: str | None
    second: str | None
    email: str | None
    main: bool = True

    def as_dict(self):
        """Return the row as plain values for a JSON field."""
        return asdict(self)


class Checked(NamedTuple):
    """The outcome: people (superiors first), problems by row, units, heads.

    ``units`` are pairs (unit key, key of its parent; None above the agency), parents
    first; ``heads`` {unit key: number of who heads it by this list}; ``agency`` the
    name of its own unit.
    """

    people: tuple
    problems: tuple
    units: tuple
    heads: dict
    agency: str


def check(rows, references):
    """Hold the rows of a list (readers.Row) against what is known; return Checked."""
    people, problems, left = _read_all(rows, references.today)
    tree = _Tree(people, references)
    people, found = _place(people, tree)
    problems += found
    skipped = {person.nip: person.row for person in reversed(left)}
    skipped.update({number: person.row for number, person in tree.refused.items()})
    people = _with_main(people)
    top = _top(people, tree, _led_by_jpt(people, left, tree, references.people))
    people, found = _superiors(people, skipped, references, top)
    problems += found + _teachers_elsewhere(people)
    ordered = _superiors_first(people)
    return Checked(
        tuple(ordered),
        tuple(sorted(problems, key=lambda problem: problem.row)),
        tuple(tree.ordered(person.unit for person in ordered)),
        _heads(people, references.people),
        tree.agency,
    )


def _read_all(rows, today):
    """Return (the good rows, problems, the rows that are skipped)."""
    people, problems, left = {}, [], []
    for row in rows:
        person, found = _read(row, today)
        other = people.get(_post_key(person))
        if not found and other:
            found = [_duplicate(row, person, other)]
        problems += found
        if found:
            left.append(person)
        else:
            people[_post_key(person)] = person
    return list(people.values()), problems, left


def _post_key(person):
    """Return what may stand in one row only: a definitive post, each acting post."""
    if person.status == codes.DEFINITIF:
        return person.nip, person.status
    return person.nip, person.status, unit_key(*person.unit), plain(person.post)


def _with_main(people):
    """Mark which row says most of a person: the definitive post, else the first."""
    main = {}
    for person in people:
        first = main.setdefault(person.nip, person)
        if first.status != codes.DEFINITIF and person.status == codes.DEFINITIF:
            main[person.nip] = person
    return [replace(one, main=main[one.nip] is one) for one in people]


# -- one row --------------------------------------------------------------------


def _read(row, today):
    """Return (StaffRow, problems) of one row; the superior is as it was found."""
    reader = _RowReader(row)
    person = StaffRow(
        row=row.number,
        kind=reader.kind(),
        nip=reader.number(),
        name=reader.text("nama"),
        front=reader.silent("gelar_depan"),
        back=reader.silent("gelar_belakang"),
        rank=reader.rank(),
        rank_date=reader.rank_date(today),
        post_kind=reader.choice("jenis_jabatan", POST_KINDS, POST_KIND_UNKNOWN),
        level=reader.level(),
        post=reader.text("jabatan"),
        status=reader.choice("status_jabatan", STATUSES, STATUS_UNKNOWN),
        duty=reader.silent("penugasan"),
        unit=(reader.text("unor_induk"), reader.text("unor")),
        superior=row.cells.get("nip_atasan", ""),
        second=None,
        email=reader.silent("email"),
    )
    return person, reader.problems


def _duplicate(row, person, other):
    value = as_found(row.cells["nip"])
    details = {"row": other.row, "name": other.name}
    places = [(unit_key(*one.unit), plain(one.post)) for one in (person, other)]
    code = DUPLICATE if places[0] == places[1] else SECOND_DEFINITIVE
    return Problem(row.number, "nip", value, code, details=details)


class _RowReader(RowReader):
    """Reads what a staff list says of a person beside his post."""

    def kind(self):
        return self.choice("jenis_asn", KINDS, KIND_UNKNOWN)

    def number(self):
        kind = KINDS.get(plain(self.optional("jenis_asn")), codes.PPPK)
        number, code = read_number(self.row.cells.get("nip", ""), kind)
        if code:
            self.refuse("nip", code)
        return number

    def rank(self):
        text = self.optional("golongan")
        kind = KINDS.get(plain(self.optional("jenis_asn")))
        if not kind or kind == codes.NON_ASN:
            return ""
        if not text:
            may_be_empty = kind == codes.PPPK_PARUH_WAKTU
            return "" if may_be_empty else self.refuse("golongan", RANK_EMPTY)
        try:
            return rank.parse_rank(text, kind).code
        except ValueError:
            return self.refuse("golongan", RANK_UNKNOWN)

    def rank_date(self, today):
        """Return the ISO day of a rank: none after today or before the service."""
        text = self.date("tmt_golongan")
        if text and date.fromisoformat(text) > today:
            return self.refuse("tmt_golongan", DATE_TO_COME)
        if text and date.fromisoformat(text) < self._began():
            return self.refuse("tmt_golongan", DATE_TOO_EARLY)
        return text

    def _began(self):
        """Return the first day in service that the NIP allows; date.min: unknown."""
        kind = KINDS.get(plain(self.optional("jenis_asn")), codes.NON_ASN)
        number, code = read_number(self.row.cells.get("nip", ""), kind)
        if code or kind == codes.NON_ASN:
            return date.min
        # Lists date a rank to April or October of the year of appointment.
        return date(nip.parse(number, kind).appointed_year, 1, 1)


# -- units ----------------------------------------------------------------------


def unit_key(parent, unit):
    """Return the form in which two units are compared: without case."""
    return parent.casefold(), unit.casefold()


class _Tree:
    """The units of a list under the agency; names repeat, so a key has two parts.

    The parent of (Dinas X, Bidang Y) is the unit named Dinas X; what is found
    neither in the list nor before hangs under the agency.
    """

    def __init__(self, people, references):
        self.refused = {}
        keys = [*references.units, *(person.unit for person in people)]
        self.agency = references.agency or _agency(keys, references.company)
        self.spelling = {}
        for key in keys:
            key = self._normal(key)
            self.spelling.setdefault(unit_key(*key), key)
        self.by_name = {}
        for folded in self.spelling:
            self.by_name.setdefault(folded[1], []).append(folded)

    def _normal(self, key):
        """An OPD is often written as its own parent: it hangs under the agency."""
        parent, unit = key
        if unit.casefold() == self.agency.casefold():
            return ("", self.agency)
        if parent.casefold() == unit.casefold() or not parent:
            return (self.agency, unit)
        return key

    def find(self, key):
        """Return a key of the list in the spelling that came first."""
        key = self._normal(key)
        return self.spelling.get(unit_key(*key), key)

    def parent(self, key):
        """Return the key of the unit above; None above the agency.

        Raises LookupError if several units bear the parent's name.
        """
        name = key[0]
        if not name:
            return None
        if name.casefold() == self.agency.casefold():
            return ("", self.agency)
        found = self.by_name.get(name.casefold(), [])
        top = unit_key(self.agency, name)
        if top in found or not found:
            return self.spelling.get(top, (self.agency, name))
        if len(found) > 1:
            raise LookupError(UNIT_AMBIGUOUS)
        return self.spelling[found[0]]

    def chain(self, key):
        """Return a unit and all above it, the agency last; LookupError with a code."""
        chain = []
        while key is not None:
            if key in chain:
                raise LookupError(UNIT_LOOP)
            chain.append(key)
            key = self.parent(key)
        return chain

    def ordered(self, keys):
        """Return (key, key of the parent) of units and all above, parents first."""
        chains = [self.chain(key) for key in dict.fromkeys(keys)]
        depth = {key: len(chain) - i for chain in chains for i, key in enumerate(chain)}
        return [(key, self.parent(key)) for key in sorted(depth, key=depth.get)]


def _agency(keys, company):
    """Return which of the parent units is the agency: it is below no other.

    Where several could be, the company's name decides, then who has most units
    below that have units themselves, then who has most rows.
    """
    parents = Counter(parent for parent, _unit in keys if parent)
    own = {unit for parent, unit in keys if parent == unit}
    subordinate = {unit for parent, unit in keys if parent != unit}
    tops = [parent for parent in parents if parent not in subordinate]
    if named := [top for top in tops if top.casefold() == company.casefold()]:
        return named[0]
    below = Counter(
        parent for parent, unit in set(keys) if unit in parents and unit != parent
    )
    best = max(tops, key=lambda top: (below[top], parents[top]), default=None)
    # An OPD written as its own parent says nothing about what is above it.
    is_opd = best is None or (best in own and not below[best])
    return company if is_opd else best


def _place(people, tree):
    """Return (people with the keys of their units, problems); refused ones are out."""
    placed, problems = [], []
    for person in people:
        unit = tree.find(person.unit)
        try:
            tree.chain(unit)
        except LookupError as error:
            tree.refused[person.nip] = person
            problems.append(_unplaced(person, str(error)))
        else:
            placed.append(replace(person, unit=unit))
    return placed, problems


def _unplaced(person, code):
    return Problem(person.row, "unor_induk", person.unit[0], code)


# -- superiors ------------------------------------------------------------------


def _top(people, tree, led):
    """Return the rows of who stands directly under the head of the agency.

    ``led``: the keys of the units in which a JPT sits.
    """
    return {
        one.row
        for one in people
        if hierarchy.answers_to_head(
            one.post_kind,
            _post(one),
            bool(one.duty),
            len(tree.chain(one.unit)),
            unit_key(*one.unit) in led,
        )
    }


def _led_by_jpt(people, left, tree, known):
    """Return the keys of the units in which a JPT sits: by the rows, or known before.

    Also by a row that is skipped (``left``): what is wrong in it makes nobody else
    the head of his unit. A JPT who is neither known nor in the list is not seen.
    """
    seats = [*_known_seats(people, known), *map(_seat, people)]
    led = {seat.unit for _number, seat, _row in seats if seat.post_kind == JPT}
    return led | {unit_key(*tree.find(one.unit)) for one in left if _may_be_jpt(one)}


def _may_be_jpt(person):
    """Say whether a row is of a JPT, or has no kind of post that can be read."""
    return person.post_kind in (JPT, "")


def _post(person):
    """Return the post as it is compared, without Plt. and the like."""
    post = plain(person.post)
    return next((post[len(w) :] for w in ACTING_WORDS if post.startswith(w)), post)


def _superiors(people, skipped, references, top):
    """Return (people with superiors as numbers, problems)."""
    problems, placed, known = [], {}, references.people
    numbers = {person.nip for person in people}
    similar = Similar([*numbers, *known])
    for person in people:
        superior, problem = _superior(person, numbers, skipped, known, similar, top)
        problems += [problem] if problem else []
        placed[person.row] = replace(person, superior=superior)
    problems += _break_circles(placed, known)
    problems += _bar(placed, known, references.barred)
    above = {number: person.superior for number, person in known.items()}
    above |= {number: one.superior for number, one in _mains(placed).items()}
    for person in placed.values():
        second = above.get(person.superior) if person.superior else None
        if second in references.barred:
            problems += [] if person.nip in known else [_barred(person, second)]
            second = None
        placed[person.row] = replace(person, second=second)
    return list(placed.values()), problems


def _mains(placed):
    """Return {number: row that says most of a person} of {row: StaffRow}."""
    return {one.nip: one for one in placed.values() if one.main}


def _bar(people, known, barred):
    """Take out superiors who import the list themselves, unless they are already.

    Changes ``people``, {row: StaffRow}; returns the problems.
    """
    fresh = [
        person
        for person in people.values()
        if person.superior in barred
        and (person.nip not in known or known[person.nip].superior != person.superior)
    ]
    for person in fresh:
        people[person.row] = replace(person, superior=None)
    return [
        Problem(
            person.row, "nip_atasan", person.superior, SUPERIOR_IMPORTS, NO_SUPERIOR
        )
        for person in fresh
    ]


def _barred(person, second):
    return Problem(person.row, "nip_atasan", second, SECOND_IMPORTS, NOTE)


def _superior(person, numbers, skipped, known, similar, top):
    """Return (number, HEAD or None; problem or None) of the superior's cell."""
    number, code = read_number(person.superior, codes.NON_ASN)
    if code == NIP_EMPTY and person.row in top:
        return HEAD, None
    details = {}
    if code == NIP_EMPTY:
        code = SUPERIOR_EMPTY
    elif not code and number == person.nip:
        code = SUPERIOR_SELF
    elif not code and number not in numbers and number not in known:
        if number in skipped:
            code, details = SUPERIOR_SKIPPED, {"row": skipped[number]}
        else:
            code, details = _unknown_superior(number, similar)
    if not code:
        return number, None
    value = as_found(person.superior)
    row = person.row
    return None, Problem(row, "nip_atasan", value, code, NO_SUPERIOR, details)


def _unknown_superior(number, similar):
    """Say whether a number is mistyped or unknown, and which one is like it."""
    problems = nip.parse(number, codes.PPPK).problems
    if problems:
        return problems[0], {}
    return SUPERIOR_UNKNOWN, {"like": similar.find(number)}


def _break_circles(placed, known):
    """Take superiors that point back at their people out; return the problems.

    Changes ``placed``, {row: StaffRow}; who is above somebody is told by his main row.
    """
    problems, people = [], _mains(placed)
    for circle in _circles(people, known):
        names = [(people.get(number) or known[number]).name for number in circle]
        for number in circle:
            if number in people:
                person = people[number]
                problems.append(_circular(person, names))
                placed[person.row] = replace(person, superior=None)
    return problems


def _circular(person, names):
    details = {"names": names}
    return Problem(
        person.row,
        "nip_atasan",
        person.superior,
        SUPERIOR_CIRCLE,
        NO_SUPERIOR,
        details,
    )


def _circles(people, known):
    """Return the circles of superiors, each as a list of numbers."""
    circles, done = [], set()
    for start in list(people):
        path, number = [], start
        while number and number not in done and number not in path:
            path.append(number)
            person = people.get(number) or known.get(number)
            number = person.superior if person else None
        if number in path:
            circles.append(path[path.index(number) :])
        done.update(path)
    return circles


def _teachers_elsewhere(people):
    """Name teachers who do not hang under the head of their school.

    The list is taken as it is; the head of the school is proposed.
    Source: the appraiser of a teacher is the head of the school, regulation of
    performance management of teachers since 2026 [C].
    """
    heads = {
        person.unit: person
        for person in people
        if plain(person.duty or "") == SCHOOL_HEAD
    }
    return [
        _not_under_head(person, heads[person.unit])
        for person in people
        if person.unit in heads and _is_misplaced(person, heads[person.unit])
    ]


def _is_misplaced(person, head):
    is_teacher = plain(person.post).startswith(TEACHER) and person.nip != head.nip
    return is_teacher and person.superior not in (None, head.nip)


def _not_under_head(person, head):
    details = {"name": head.name, "like": "", "proposal": head.nip}
    value = person.superior or ""
    return Problem(person.row, "nip_atasan", value, SUPERIOR_NOT_HEAD, NOTE, details)


def _superiors_first(people):
    """Return the people so that nobody comes before his superior; file order else.

    Acting posts beside another row of the same person come last.
    """
    depth, rows = {}, people
    people = {one.nip: one for one in rows if one.main}
    for number in people:
        path = []
        while number in people and number not in depth:
            path.append(number)
            number = people[number].superior
        start = depth.get(number, 0)
        for distance, one in enumerate(reversed(path), 1):
            depth[one] = start + distance
    return sorted(rows, key=lambda one: (not one.main, depth[one.nip], one.row))


# -- heads of units -------------------------------------------------------------


def _heads(people, known):
    """Return {unit key: number}: the person of a unit whose superior is outside it.

    He holds a duty of its head (Kepala Sekolah), a managerial post, or is the
    superior of somebody in it; a unit without such a person has no head here. Rows
    are held against the posts of who is known, so that a part of a list names nobody
    whom the whole list would not name.
    """
    before = _known_chairs(known)
    held = [*_known_seats(people, known), *map(_seat, people)]
    seats = {(number, seat.unit) for number, seat, _row in held}
    followed = {(seat.superior, seat.unit) for _number, seat, _row in held}
    candidates = {}
    for one in held:
        number, seat, _row = one
        leads = (number, seat.unit) in followed
        if (seat.superior, seat.unit) not in seats and _may_head(seat, leads):
            candidates.setdefault(seat.unit, []).append(one)
    heads = {
        unit: min(_successors(ones, before), key=lambda one: _headship(one, before))[0]
        for unit, ones in candidates.items()
    }
    return {
        person.unit: person.nip
        for person in people
        if heads.get(unit_key(*person.unit)) == person.nip
    }


def _known_seats(people, known):
    """Return (number, Seat, row) of the posts about which the rows say nothing."""
    said = {_seat_key(number, seat) for number, seat, _row in map(_seat, people)}
    seats = [
        (number, seat._replace(unit=unit_key(*seat.unit)), 0)
        for number, person in known.items()
        for seat in person.seats
        if seat.unit
    ]
    return [one for one in seats if _seat_key(*one[:2]) not in said]


def _seat_key(number, seat):
    is_definitive = seat.status == codes.DEFINITIF
    return number, seat.status, None if is_definitive else seat.unit


def _seat(person):
    """Return (number, Seat, row) of a row."""
    values = person.status, person.superior, person.post_kind, person.duty or ""
    seat = Seat(unit_key(*person.unit), *values, person.post)
    return person.nip, seat, person.row


def _known_chairs(known):
    """Return {(number, unit key, chair, acts)} of who is known: who has sat where.

    Who has acted in a post and gets it for good is new in it.
    """
    return {
        (number, unit_key(*seat.unit), _chair(seat), _acts(seat))
        for number, person in known.items()
        for seat in person.seats
        if seat.unit
    }


def _successors(ones, before):
    """Leave out whoever another one has followed in the same post of a unit.

    The definitive one follows who acts; who is new there follows who is known from it.
    """
    chairs = {}
    for one in ones:
        chairs.setdefault(_chair(one[1]), []).append(one)
    left = chairs.pop("", [])
    for chair, held in chairs.items():
        definitive = [one for one in held if not _acts(one[1])]
        left += _not_followed(chair, definitive or held, before)
    return left


def _not_followed(chair, held, before):
    """Return who holds a post of a unit, without the one whom a new one has followed.

    He is the only one who was known from it, and no row says that he is still there:
    his post may not have been ended yet. Of several in one post, and in a post that a
    unit may have several of, nobody follows another: they are equals.
    """
    new = [one for one in held if _is_new(one, before)]
    known = [one for one in held if one not in new]
    alone = hierarchy.is_held_by_one(chair, plain(held[0][1].unit[1]))
    is_gone = len(known) == 1 and not known[0][2]
    return new if new and alone and is_gone else held


def _is_new(one, before):
    """Say whether somebody was not known from his post: not of ``before``."""
    number, seat, _row = one
    return (number, seat.unit, _chair(seat), _acts(seat)) not in before


def _acts(seat):
    return seat.status != codes.DEFINITIF


def _chair(seat):
    """Return what one person holds at a time: a head's duty, a managerial post."""
    if _has_head_duty(seat):
        return plain(seat.duty)
    return _post(seat) if seat.post_kind in HEADSHIP else ""


def _may_head(seat, leads):
    return leads or _has_head_duty(seat) or seat.post_kind in HEADSHIP


def _has_head_duty(one):
    return plain(one.duty or "").startswith("kepala")


def _headship(one, before):
    """Order of who heads a unit: JPT, duty of a head, Administrator, …

    Of equals who was there ``before`` comes first, then the first row.
    """
    _number, seat, row = one
    if _has_head_duty(seat):
        place = 1
    elif seat.post_kind in HEADSHIP:
        place = 2 * HEADSHIP.index(seat.post_kind)
    else:
        place = 2 * len(HEADSHIP)
    return place, seat.superior is None, _is_new(one, before), row


def takes_head(present, listed, named):
    """Say whether a list gives a unit another head.

    In: who heads it, whom the last list named, whom this one names; None: nobody.
    A head set by hand stays until the list itself says differently than before.
    """
    return named != present and (present is None or listed not in (None, named))


# -- what a list changes --------------------------------------------------------

# Where the list is silent, what is known stays.
KEEP_IF_EMPTY = ("email", "rank", "rank_date")
SUPERIORS = ("superior", "second")
COMPARED = (
    "name front back kind rank rank_date post_kind level post status duty unit "
    "superior second email"
).split()


# What concerns the post alone, where somebody has another row or post beside it.
POST_NAMES = "post_kind post status duty unit superior second".split()


def changes(old, new):
    """Return the names of what a list changes of a known person.

    In: two dicts with the keys COMPARED; ``old`` has None where nothing is known.
    A superior that is None in ``new`` is not known: the old one stays. So does one
    that was corrected since a list said the same (``listed`` in ``old``).
    """
    names = [name for name in COMPARED if _changes(name, old.get(name), new[name])]
    kept = SUPERIORS if _is_corrected(old, new) else ()
    return [name for name in names if name not in kept]


def _is_corrected(old, new):
    listed = old.get("listed")
    return (
        listed is not None
        and listed == new["superior"]
        and old["superior"] not in (None, listed)
    )


def _changes(name, old, new):
    if new is None or (name in KEEP_IF_EMPTY and not new):
        return False
    if name == "unit":
        return old is None or unit_key(*old) != unit_key(*new)
    return old != new
