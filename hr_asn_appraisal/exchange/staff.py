"""The staff list: from rows of a file to people, units and named problems.

Plain Python: no ORM, no I/O, no wording. A problem has one of two consequences:
the row is skipped, or it is taken without its superior. No row stops another.
"""

import re
from collections import Counter
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import NamedTuple

from ..law import codes, jf, nip, rank

SKIP = "skip"
NO_SUPERIOR = "no_superior"

# Codes of problems beside those of law.nip, which are passed on as they are.
NIP_EMPTY = "nip_empty"
DUPLICATE = "duplicate"
EMPTY = "empty"
KIND_UNKNOWN = "kind_unknown"
RANK_EMPTY = "rank_empty"
RANK_UNKNOWN = "rank_unknown"
DATE_IMPOSSIBLE = "date_impossible"
POST_KIND_UNKNOWN = "post_kind_unknown"
LEVEL_EMPTY = "level_empty"
LEVEL_UNKNOWN = "level_unknown"
STATUS_UNKNOWN = "status_unknown"
UNIT_AMBIGUOUS = "unit_ambiguous"
UNIT_LOOP = "unit_loop"
SUPERIOR_UNKNOWN = "superior_unknown"
SUPERIOR_SKIPPED = "superior_skipped"
SUPERIOR_SELF = "superior_self"
SUPERIOR_CIRCLE = "superior_circle"

# The superior of who has none in the list: the head of the agency.
HEAD = ""

JPT = "jpt"
ADMINISTRATOR = "administrator"
PENGAWAS = "pengawas"
FUNGSIONAL = "fungsional"
PELAKSANA = "pelaksana"

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
POST_KINDS = {
    "jpt": JPT,
    "jpt utama": JPT,
    "jpt madya": JPT,
    "jpt pratama": JPT,
    "jabatan pimpinan tinggi": JPT,
    "pimpinan tinggi": JPT,
    "administrator": ADMINISTRATOR,
    "pengawas": PENGAWAS,
    "fungsional": FUNGSIONAL,
    "jf": FUNGSIONAL,
    "jabatan fungsional": FUNGSIONAL,
    "fungsional tertentu": FUNGSIONAL,
    "pelaksana": PELAKSANA,
    "fungsional umum": PELAKSANA,
    "jfu": PELAKSANA,
}
# What may stand in the column of the level for posts that have no functional one.
LEVELS = {
    JPT: ("", "jpt", "utama", "madya", "pratama", "jpt utama", "jpt madya"),
    ADMINISTRATOR: ("", "administrator"),
    PENGAWAS: ("", "pengawas"),
    PELAKSANA: ("", "pelaksana"),
}
LEVELS[JPT] += ("jpt pratama",)
STATUSES = {
    "": codes.DEFINITIF,
    "definitif": codes.DEFINITIF,
    "plt": codes.PLT,
    "pelaksana tugas": codes.PLT,
    "plh": codes.PLH,
    "pelaksana harian": codes.PLH,
    "pj": codes.PJB,
    "pjb": codes.PJB,
    "penjabat": codes.PJB,
}
MONTHS = {
    name: number
    for number, names in enumerate(
        "januari jan|februari feb|maret mar|april apr|mei|juni jun|juli jul|"
        "agustus agu|september sep|oktober okt|november nov|desember des".split("|"),
        1,
    )
    for name in names.split()
}
ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00(?::00)?)?")
DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
IN_WORDS = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})")

# Who heads a unit when several could: a duty first, then the higher kind of post.
HEADSHIP = (JPT, ADMINISTRATOR, PENGAWAS)


class Problem(NamedTuple):
    """What is wrong in a row: column key, value as found, code, consequence."""

    row: int
    column: str
    value: str
    code: str
    consequence: str = SKIP
    details: dict = {}


class Person(NamedTuple):
    """Somebody known already: name, number of the superior (HEAD, None: unknown)."""

    name: str
    superior: str | None


class References(NamedTuple):
    """What the rows are held against.

    ``people`` {number: Person}; ``units`` keys (parent unit, unit) that exist;
    ``agency`` the name of the agency's own unit, "" if it is not known yet;
    ``company`` the name of the agency as Odoo knows it.
    """

    people: dict
    units: tuple
    agency: str
    company: str


@dataclass(frozen=True)
class StaffRow:
    """A person of the list, in codes. ``rank_date`` is ISO text or "".

    Titles, duty and e-mail are None where the file has no such column.
    ``superior`` and ``second`` (his superior) are numbers, HEAD, or None where
    nobody is known. ``unit`` is the key (parent unit, unit).
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

    def as_dict(self):
        """Return the row as plain values for a JSON field."""
        return asdict(self)


class Checked(NamedTuple):
    """The outcome: people (superiors first), problems by row, units, heads.

    ``units`` are pairs (unit key, key of its parent; None above the agency), parents
    first; ``heads`` {unit key: number of the person who heads it}; ``agency`` the
    name of its own unit.
    """

    people: tuple
    problems: tuple
    units: tuple
    heads: dict
    agency: str


def check(rows, references):
    """Hold the rows of a list (readers.Row) against what is known; return Checked."""
    problems, people, skipped = [], {}, {}
    for row in rows:
        person, found = _read(row)
        if not found and person.nip in people:
            found = [_duplicate(row, people[person.nip])]
        problems += found
        if found:
            skipped.setdefault(person.nip, row.number)
        else:
            people[person.nip] = person
    tree = _Tree(people.values(), references)
    people, found = _place(people, tree)
    problems += found
    skipped.update({number: person.row for number, person in tree.refused.items()})
    people, found = _superiors(people, skipped, references.people)
    problems += found
    ordered = _superiors_first(people)
    return Checked(
        tuple(ordered),
        tuple(sorted(problems, key=lambda problem: problem.row)),
        tuple(tree.ordered(person.unit for person in ordered)),
        _heads(people),
        tree.agency,
    )


# -- one row --------------------------------------------------------------------


def _read(row):
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
        rank_date=reader.date("tmt_golongan"),
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


def _duplicate(row, other):
    value = _found(row.cells["nip"])
    details = {"row": other.row, "name": other.name}
    return Problem(row.number, "nip", value, DUPLICATE, details=details)


class _RowReader:
    """Reads cells of one row and collects what is wrong with them."""

    def __init__(self, row):
        self.row = row
        self.problems = []

    def refuse(self, column, code):
        value = _found(self.row.cells.get(column, ""))
        self.problems.append(Problem(self.row.number, column, value, code))
        return ""

    def optional(self, column):
        return " ".join(_found(self.row.cells.get(column, "")).split())

    def silent(self, column):
        """Return None where the file has no such column: it says nothing."""
        return self.optional(column) if column in self.row.cells else None

    def text(self, column):
        return self.optional(column) or self.refuse(column, EMPTY)

    def choice(self, column, choices, code):
        return choices.get(_plain(self.optional(column))) or self.refuse(column, code)

    def kind(self):
        return self.choice("jenis_asn", KINDS, KIND_UNKNOWN)

    def number(self):
        kind = KINDS.get(_plain(self.optional("jenis_asn")), codes.PPPK)
        number, code = read_number(self.row.cells.get("nip", ""), kind)
        if code:
            self.refuse("nip", code)
        return number

    def rank(self):
        text = self.optional("golongan")
        kind = KINDS.get(_plain(self.optional("jenis_asn")))
        if not kind or kind == codes.NON_ASN:
            return ""
        if not text:
            may_be_empty = kind == codes.PPPK_PARUH_WAKTU
            return "" if may_be_empty else self.refuse("golongan", RANK_EMPTY)
        try:
            return rank.parse_rank(text, kind).code
        except ValueError:
            return self.refuse("golongan", RANK_UNKNOWN)

    def date(self, column):
        text = self.optional(column)
        day = read_date(text)
        if text and not day:
            return self.refuse(column, DATE_IMPOSSIBLE)
        return day.isoformat() if day else ""

    def level(self):
        text = self.optional("jenjang")
        kind = POST_KINDS.get(_plain(self.optional("jenis_jabatan")))
        if kind == FUNGSIONAL:
            return self._functional_level(text)
        if kind and _plain(text) not in LEVELS[kind]:
            self.refuse("jenjang", LEVEL_UNKNOWN)
        return ""

    def _functional_level(self, text):
        if not text:
            return self.refuse("jenjang", LEVEL_EMPTY)
        for candidate in (text, f"Ahli {text}"):
            try:
                return jf.parse_level(candidate).code
            except ValueError:
                continue
        return self.refuse("jenjang", LEVEL_UNKNOWN)


def read_number(cell, kind):
    """Return (number, problem code or None) of a cell that should hold a NIP.

    A cell that is a number is refused, never converted: its last digits are lost.
    The apostrophe that keeps a spreadsheet from converting is dropped.
    """
    if not isinstance(cell, str):
        return "", nip.CHANGED_BY_SPREADSHEET
    parsed = nip.parse(cell.strip().lstrip("'’`"), kind)
    if not parsed.number:
        return "", NIP_EMPTY
    return parsed.number, parsed.problems[0] if parsed.problems else None


def read_date(text):
    """Return the date of "2024-04-30", "30/04/2024", "30 April 2024"; None otherwise.

    The day comes before the month: nobody here writes it the other way.
    """
    text = " ".join(text.lower().split())
    if match := ISO_DATE.fullmatch(text):
        year, month, day = match.groups()
    elif match := DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    elif match := IN_WORDS.fullmatch(text):
        day, month, year = match[1], MONTHS.get(match[2], 0), match[3]
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _plain(text):
    """Return a text in the form in which it is compared: no case, no punctuation."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def _found(cell):
    """Return a cell as text; a whole number without the ".0" of a spreadsheet."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell)


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
    placed, problems = {}, []
    for person in people.values():
        unit = tree.find(person.unit)
        try:
            tree.chain(unit)
        except LookupError as error:
            tree.refused[person.nip] = person
            problems.append(_unplaced(person, str(error)))
        else:
            placed[person.nip] = replace(person, unit=unit)
    return placed, problems


def _unplaced(person, code):
    return Problem(person.row, "unor_induk", person.unit[0], code)


# -- superiors ------------------------------------------------------------------


def _superiors(people, skipped, known):
    """Return (people with superiors as numbers, problems)."""
    problems, placed = [], {}
    for person in people.values():
        superior, problem = _superior(person, people, skipped, known)
        problems += [problem] if problem else []
        placed[person.nip] = replace(person, superior=superior)
    problems += _break_circles(placed, known)
    above = {number: person.superior for number, person in known.items()}
    above.update({number: person.superior for number, person in placed.items()})
    for number, person in placed.items():
        second = above.get(person.superior) if person.superior else None
        placed[number] = replace(person, second=second)
    return placed, problems


def _superior(person, people, skipped, known):
    """Return (number, HEAD or None; problem or None) of the superior's cell."""
    number, code = read_number(person.superior, codes.NON_ASN)
    if code == NIP_EMPTY:
        return HEAD, None
    details = {}
    if not code and number == person.nip:
        code = SUPERIOR_SELF
    elif not code and number not in people and number not in known:
        if number in skipped:
            code, details = SUPERIOR_SKIPPED, {"row": skipped[number]}
        else:
            code, details = _unknown_superior(number, people, known)
    if not code:
        return number, None
    value = _found(person.superior)
    row = person.row
    return None, Problem(row, "nip_atasan", value, code, NO_SUPERIOR, details)


def _unknown_superior(number, people, known):
    """Say whether a number is mistyped or unknown, and which one is like it."""
    problems = nip.parse(number, codes.PPPK).problems
    if problems:
        return problems[0], {}
    like = next((one for one in (*people, *known) if _is_like(one, number)), "")
    return SUPERIOR_UNKNOWN, {"like": like}


def _is_like(one, other):
    differing = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) and differing <= 2


def _break_circles(people, known):
    """Take superiors that point back at their people out; return the problems."""
    problems = []
    for circle in _circles(people, known):
        names = [(people.get(number) or known[number]).name for number in circle]
        for number in circle:
            if number in people:
                person = people[number]
                problems.append(_circular(person, names))
                people[number] = replace(person, superior=None)
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


def _superiors_first(people):
    """Return the people so that nobody comes before his superior; file order else."""
    depth = {}
    for number in people:
        path = []
        while number in people and number not in depth:
            path.append(number)
            number = people[number].superior
        start = depth.get(number, 0)
        for distance, one in enumerate(reversed(path), 1):
            depth[one] = start + distance
    return sorted(people.values(), key=lambda person: (depth[person.nip], person.row))


# -- heads of units -------------------------------------------------------------


def _heads(people):
    """Return {unit key: number}: the person of a unit whose superior is outside it.

    He holds a duty of its head (Kepala Sekolah), a managerial post, or is the
    superior of somebody in it; a unit without such a person has no head here.
    """
    followed = {
        (person.superior, person.unit) for person in people.values() if person.superior
    }
    candidates = {}
    for person in people.values():
        if _may_head(person, people, followed):
            candidates.setdefault(person.unit, []).append(person)
    return {unit: min(ones, key=_headship).nip for unit, ones in candidates.items()}


def _may_head(person, people, followed):
    superior = people.get(person.superior)
    if superior and superior.unit == person.unit:
        return False
    leads = (person.nip, person.unit) in followed
    return leads or _has_head_duty(person) or person.post_kind in HEADSHIP


def _has_head_duty(person):
    return _plain(person.duty or "").startswith("kepala")


def _headship(person):
    """Order of who heads a unit: JPT, duty of a head, Administrator, … then row."""
    if _has_head_duty(person):
        place = 1
    elif person.post_kind in HEADSHIP:
        place = 2 * HEADSHIP.index(person.post_kind)
    else:
        place = 2 * len(HEADSHIP)
    return place, person.superior is None, person.row


# -- what a list changes --------------------------------------------------------

# Where the list is silent, what is known stays.
KEEP_IF_EMPTY = ("email", "rank", "rank_date")
SUPERIORS = ("superior", "second")
COMPARED = (
    "name front back kind rank rank_date post_kind level post status duty unit "
    "superior second email"
).split()


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
        listed and listed == new["superior"] and old["superior"] not in (None, listed)
    )


def _changes(name, old, new):
    if new is None or (name in KEEP_IF_EMPTY and not new):
        return False
    if name == "unit":
        return old is None or unit_key(*old) != unit_key(*new)
    return old != new
