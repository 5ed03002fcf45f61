"""Plans of a spreadsheet, one row per indicator, held against the plans as they are.

Plain Python: no ORM, no I/O, no wording. A row that is wrong stops its own plan and no
other: half a plan is none. What a plan has already is not made twice.
"""

from decimal import Decimal
from typing import NamedTuple

from ..law import codes
from ..law import target as law
from . import numbers
from .cells import (
    EMPTY,
    NOTE,
    Problem,
    as_found,
    plain,
    read_months,
    read_number,
)
from .plan_measure import (
    MONTHS,
    SHARED,
    STAYS_FOLLOWED,
    THERE_ALREADY,
    MeasureReader,
    is_shared,
    split_fault,
)
from .posts import is_called
from .readers import Shown

# Codes of problems beside those of exchange.cells and law.nip.
PERSON_UNKNOWN = "plan_person_unknown"
PLAN_NONE = "plan_none"
PLAN_ELSEWHERE = "plan_elsewhere"
PLAN_SHUT = "plan_shut"
PLAN_SEVERAL = "plan_several"
POST_OTHER = "plan_post_other"
KIND_UNKNOWN = "plan_kind_unknown"
ASPECT_UNKNOWN = "plan_aspect_unknown"
DIRECTION_UNKNOWN = "plan_direction_unknown"
PATTERN_UNKNOWN = "plan_pattern_unknown"
MONTH_UNKNOWN = "plan_month_unknown"
DIMENSION_UNKNOWN = "plan_dimension_unknown"
WEIGHT_UNKNOWN = "plan_weight_unknown"
WEIGHT_DIFFERS = "plan_weight_differs"
LINE_TWICE = "plan_line_twice"
PLAN_STOPPED = "plan_stopped"
ABOVE_UNKNOWN = "plan_above_unknown"
TARGET_EMPTY = "plan_target_empty"

KINDS = {"": codes.UTAMA, "utama": codes.UTAMA, "tambahan": codes.TAMBAHAN}
DIRECTIONS = {
    "": codes.NAIK,
    "naik": codes.NAIK,
    "makin tinggi makin baik": codes.NAIK,
    "turun": codes.TURUN,
    "makin rendah makin baik": codes.TURUN,
    "rentang": codes.RENTANG,
    "dalam rentang": codes.RENTANG,
}
PATTERNS = {
    "": codes.HITUNGAN,
    "hitungan": codes.HITUNGAN,
    "akumulasi": codes.HITUNGAN,
    "posisi": codes.POSISI,
    "posisi terakhir": codes.POSISI,
    "rilis": codes.RILIS,
    "kenaikan": codes.KENAIKAN,
}
# What a cell says of an indicator, by the field that keeps it.
TEXTS = {"kondisi_awal": "baseline", "satuan": "unit"}
# The column of each field that a row may change.
COLUMN_OF = {
    "baseline": "kondisi_awal",
    "baseline_date": "tanggal_kondisi_awal",
    "baseline_source": "sumber_kondisi_awal",
    "target": "target",
    "unit": "satuan",
    "direction": "arah",
    "pattern": "pola_ukur",
    "months": "bulan",
    "dimension_id": "dimensi",
    "weight_bp": "bobot",
    "split": "pembagian",
    "curve_id": "musim",
    "is_team": "tim",
    "part": "peran",
    **{field: column for column, field in MONTHS.items()},
}
FULL_BP = 10000


class Known(NamedTuple):
    """A result or indicator that a plan has: its id and the values of its fields."""

    id: int
    values: dict


class Plan(NamedTuple):
    """A plan that a row may mean.

    ``results``: {(kind, plain text): Known}; ``indicators``: {(id of the result,
    aspect id, plain text): Known}; ``above``: {number or plain text: (model, id,
    words)} of what may be taken up; ``refusal``: why it cannot be filled, "";
    ``nip``: whose it is; ``shared``: (field, id) of what of services and teams its
    indicators stand for, cancelled or not; ``links``: (id of a result, model, id) of
    what its results take up.
    """

    id: int
    post: str
    is_main: bool
    model: str
    is_text: bool
    is_weighed: bool
    in_scope: bool
    refusal: str
    results: dict
    indicators: dict
    above: dict
    nip: str = ""
    shared: frozenset = frozenset()
    links: frozenset = frozenset()


class References(NamedTuple):
    """What rows are held against.

    ``plans``: {NIP: Plans}; ``people``: NIPs of the agency, also without a plan;
    ``aspects``: {(model, plain name): id}; ``dimensions``: {plain code or name: id};
    ``own``: NIP of who fills in his own plan only, "" for an officer; ``seasons``:
    {plain name: id}; ``teams``: {(NIP of the lead, plain name): id} of agreed team
    indicators; ``services``: {(NIP of who answers, plain name of the service and of
    its target): (id, what is wrong with it)}.
    """

    plans: dict
    people: frozenset
    aspects: dict
    dimensions: dict
    own: str = ""
    seasons: dict = {}
    teams: dict = {}
    services: dict = {}


class Line(NamedTuple):
    """An indicator as a row gives it, with its result; ``values`` only what it says."""

    row: int
    kind: str
    result: str
    aspect: int
    name: str
    values: dict
    weight_bp: int | None
    above: tuple | None

    @property
    def result_key(self):
        return self.kind, plain(self.result)


class Change(NamedTuple):
    """A value that a row overwrites: row, words of what has it, field, was and will be.

    The values are as they are kept.
    """

    row: int
    name: str
    field: str
    before: object
    after: object


class Filled(NamedTuple):
    """What a file makes of one plan: its rows, and which of them bring something.

    ``added``: rows of new indicators; ``changes``: a Change for each value that is
    overwritten; ``linked``: a row for each result that takes up something more.
    """

    plan: int
    lines: tuple
    new_results: int
    added: tuple
    changes: tuple
    linked: tuple

    @property
    def rows(self):
        return tuple(line.row for line in self.lines)

    @property
    def changed(self):
        """Return the rows that overwrite something."""
        return tuple(dict.fromkeys(one.row for one in self.changes))

    @property
    def bringing(self):
        """Return the rows that bring something, in whatever way."""
        return frozenset((*self.added, *self.changed, *self.linked))

    @property
    def is_same(self):
        return not self.bringing


class Checked(NamedTuple):
    """The outcome: Filled by plan in the order of the file, problems by row."""

    plans: tuple
    problems: tuple


def check(rows, references):
    """Hold the rows of a file (readers.Row) against what is known; return Checked.

    A row without NIP and RHK goes on with those of the row above it: spreadsheets
    join such cells. Errors: none; what is wrong is a cells.Problem of its row.
    """
    found, problems, above = {}, [], {}
    for row in rows:
        row = row._replace(cells=_carried(row.cells, above, references.own))
        above = row.cells
        reader = _Reader(row, references)
        line = reader.line()
        problems += reader.problems
        # Rows of which nobody can tell whose they are stop nobody else.
        for plan in reader.touched:
            found.setdefault(plan.id, (plan, []))[1].append((row, line))
    filled = []
    for plan, own in found.values():
        wrong = _wrong(own, problems) or [*_conflicts(own), *_unsound(plan, own)]
        problems += [one for one in wrong if one not in problems]
        problems += _stopped(own, wrong)
        if not wrong:
            filled.append(_filled(plan, [line for _row, line in own]))
    return Checked(tuple(filled), tuple(sorted(problems, key=lambda one: one.row)))


def _carried(cells, above, own):
    """Return the cells of a row, with what joined cells of the rows above say."""
    cells = dict(cells)
    if own and not cells.get("nip"):
        cells["nip"] = own
    goes_on = not cells.get("rhk") and cells.get("nip") in ("", own, above.get("nip"))
    if above and goes_on:
        for key in ("nip", "jabatan", "jenis", "rhk", "intervensi", "bobot"):
            cells[key] = cells.get(key) or above.get(key, "")
    elif above and not cells.get("nip"):
        cells["nip"] = above.get("nip", "")
    return cells


# -- one row --------------------------------------------------------------------


class _Reader(MeasureReader):
    """Reads one row and holds it against what is known."""

    def __init__(self, row, references):
        super().__init__(row)
        self.references = references
        # What the plan has of this indicator; the plans of which one may be meant.
        self.kept, self.possible = {}, ()
        self.plan = self._plan()

    @property
    def touched(self):
        """Return the plans that the row stops where something is wrong with it."""
        return (self.plan,) if self.plan else self.possible

    def optional(self, column):
        """Return a cell as text; a spreadsheet keeps a target as a number."""
        cell = self.row.cells.get(column, "")
        if isinstance(cell, float) and not cell.is_integer():
            return numbers.write(Decimal(str(cell)))
        return " ".join(as_found(cell).split())

    def note(self, column, code, **details):
        value = self.optional(column)
        self.problems.append(
            Problem(self.row.number, column, value, code, NOTE, details)
        )

    def refuse_saying(self, column, code, **details):
        value = self.optional(column)
        self.problems.append(
            Problem(self.row.number, column, value, code, details=details)
        )

    def _plan(self):
        """Return the Plan that is meant; None and a problem where there is none."""
        number, code = read_number(self.row.cells.get("nip", ""), codes.PPPK)
        known = self.references
        if code and number not in known.people:
            return self.refuse("nip", code) or None
        if number not in known.people:
            return self.refuse("nip", PERSON_UNKNOWN) or None
        plans = known.plans.get(number, ())
        if known.own and number != known.own:
            return self.refuse("nip", PLAN_ELSEWHERE) or None
        if not plans:
            return self.refuse("nip", PLAN_NONE) or None
        return self._chosen(plans)

    def _chosen(self, plans):
        """Return the plan of the named post; the definitive one where none is.

        Who fills in one plan of his own means that one, where the post fits. A row that
        names none of the plans may belong to any of them.
        """
        post = self.optional("jabatan")
        fitting = [one for one in plans if post and is_called(one, post)]
        if post and not fitting:
            names = sorted(one.post for one in plans)
            self.possible = tuple(plans)
            return self.refuse_saying("jabatan", POST_OTHER, names=names) or None
        meant = [one for one in fitting or plans if one.in_scope]
        if self.references.own and meant:
            fitting = meant
        fitting = fitting or [one for one in plans if one.is_main] or list(plans)
        if len(fitting) > 1:
            self.possible = tuple(fitting)
            return self.refuse("jabatan", PLAN_SEVERAL) or None
        plan = fitting[0]
        if not plan.in_scope:
            return self.refuse("nip", PLAN_ELSEWHERE) or None
        if plan.refusal:
            self.refuse_saying("nip", PLAN_SHUT, why=plan.refusal)
        return plan

    def line(self):
        """Return the Line of the row, None where something is wrong with it."""
        if not self.plan:
            return None
        kind = self._one_of("jenis", KINDS, KIND_UNKNOWN)
        result, name = self.text("rhk"), self.text("indikator")
        aspect = self._aspect()
        known = _indicator(self.plan, (kind, plain(result)), aspect, name)
        self.kept = known.values if known else {}
        values = self._values()
        weight, above = self._weight(), self._above()
        if self._is_refused():
            return None
        self._look_again(values)
        return Line(self.row.number, kind, result, aspect, name, values, weight, above)

    def _is_refused(self):
        return any(one.consequence != NOTE for one in self.problems)

    def _one_of(self, column, choices, code):
        found = choices.get(plain(self.optional(column)))
        return self.refuse(column, code) if found is None else found

    def _aspect(self):
        text = self.optional("aspek")
        if not text:
            return self.refuse("aspek", EMPTY)
        found = self.references.aspects.get((self.plan.model, plain(text)))
        if not found:
            names = [
                name
                for model, name in self.references.aspects
                if model == self.plan.model
            ]
            self.refuse_saying("aspek", ASPECT_UNKNOWN, names=[*map(str.title, names)])
        return found

    def _values(self):
        """Return what the row says, by field."""
        shared = self.shared()
        if shared is not None:
            return shared
        values = {
            field: self.optional(column)
            for column, field in TEXTS.items()
            if self.optional(column) and not self._is_shown_of_known(column, field)
        }
        values |= self._target()
        for column, field, choices, code in (
            ("arah", "direction", DIRECTIONS, DIRECTION_UNKNOWN),
            ("pola_ukur", "pattern", PATTERNS, PATTERN_UNKNOWN),
        ):
            found = self._one_of(column, choices, code)
            if self.optional(column):
                values[field] = found
        values |= self._months() | self._dimension()
        return values | self.baseline() | self.split() | self.team()

    def _is_shown_of_known(self, column, field):
        """Say whether a figure only shows what the plan has in words of its own."""
        cell = self.row.cells.get(column, "")
        return isinstance(cell, Shown) and bool(self.kept.get(field))

    def _target(self):
        target = self.optional("target")
        if not target:
            if not (self.plan.is_text or self.kept.get("target")):
                self.note("target", TARGET_EMPTY)
            return {}
        return {"target": target}

    def _look_again(self, values):
        """Note a target that can be taken and hardly means what it says.

        What the row leaves out is as the plan has it.
        """
        merged = self.kept | values
        if self.plan.is_text or is_shared(merged) or "split" in values:
            return
        target = merged.get("target") or ""
        pattern = merged.get("pattern") or codes.HITUNGAN
        unit = merged.get("unit") or ""
        code = law.doubt(target, numbers.parse_target(target), pattern, unit)
        if code:
            self.note("pola_ukur", code)

    def _months(self):
        """Return "6,12" of "Juni, Desember" or "6, 12"."""
        found = read_months(self.optional("bulan"))
        if found is None:
            return self.refuse("bulan", MONTH_UNKNOWN) or {}
        return {"months": found} if found else {}

    def _dimension(self):
        text = self.optional("dimensi")
        if not text:
            return {}
        found = self.references.dimensions.get(plain(text))
        if not found:
            return self.refuse("dimensi", DIMENSION_UNKNOWN) or {}
        return {"dimension_id": found}

    def _weight(self):
        """Return basis points of "33,33" or "40 %"; None where nothing is said."""
        text = self.optional("bobot")
        if not text or not self.plan.is_weighed:
            return None
        weight = numbers.parse(text)
        if (
            weight is None
            or not 0 <= weight <= 100
            or weight * 100 != int(weight * 100)
        ):
            return self.refuse("bobot", WEIGHT_UNKNOWN) or None
        return int(weight * 100)

    def _above(self):
        """Return what is taken up, by number or words; what is not there is told."""
        text = self.optional("intervensi")
        if not text:
            return None
        found = self.plan.above.get(plain(text.rstrip(".")))
        if not found:
            self.note("intervensi", ABOVE_UNKNOWN)
        return found


# -- one plan -------------------------------------------------------------------


def _wrong(own, problems):
    """Return the problems that stop a plan, of its own rows."""
    rows = {row.number for row, _line in own}
    return [one for one in problems if one.row in rows and one.consequence != NOTE]


def _conflicts(own):
    """Return the problems of rows that do not go together."""
    seen, weights, found = {}, {}, []
    for row, line in own:
        key = (*line.result_key, line.aspect, plain(line.name))
        if key in seen:
            details = {"row": seen[key], "name": ""}
            found.append(_problem(row, "indikator", LINE_TWICE, details))
        seen.setdefault(key, row.number)
        weight = weights.setdefault(line.result_key, line.weight_bp)
        if line.weight_bp is not None and weight != line.weight_bp:
            found.append(_problem(row, "bobot", WEIGHT_DIFFERS, {}))
    return found


def _unsound(plan, own):
    """Return the problems of rows that do not go with what the plan has."""
    for row, line in own:
        known = _known(plan, line)
        found = _shared_fault(plan, line, known)
        if not found and "split" in line.values:
            found = split_fault((known.values if known else {}) | line.values)
        if found:
            column, code, details = found
            yield _problem(row, column, code, details)


def _shared_fault(plan, line, known):
    """Return what is wrong with an indicator of a team or a service, or None."""
    if known and is_shared(known.values):
        changed = different(line.values, known.values).keys() - {"part"}
        return ("indikator", STAYS_FOLLOWED, {}) if changed else None
    wanted = {(name, line.values.get(name)) for name in SHARED} & plan.shared
    is_own = known and is_shared(line.values)
    return ("indikator", THERE_ALREADY, {}) if wanted or is_own else None


def _stopped(own, wrong):
    """Return a problem for each good row of a plan that another row stops."""
    bad = {one.row for one in wrong}
    if not bad:
        return []
    return [
        _problem(row, "nip", PLAN_STOPPED, {"row": min(bad)})
        for row, _line in own
        if row.number not in bad
    ]


def _problem(row, column, code, details):
    value = as_found(row.cells.get(column, ""))
    return Problem(row.number, column, value, code, details=details)


def _filled(plan, lines):
    """Return what the rows of a plan make of it."""
    fresh = {line.result_key for line in lines if line.result_key not in plan.results}
    added = tuple(line.row for line in lines if not _known(plan, line))
    changes = tuple(_changes(plan, lines))
    return Filled(
        plan.id, tuple(lines), len(fresh), added, changes, _linked(plan, lines)
    )


def _known(plan, line):
    """Return the indicator (Known) that a line is already, None where it is new."""
    return _indicator(plan, line.result_key, line.aspect, line.name)


def _indicator(plan, result_key, aspect, name):
    result = plan.results.get(result_key)
    key = result and (result.id, aspect, plain(name))
    return plan.indicators.get(key) if key else None


def _changes(plan, lines):
    """Yield the Change of each value that lines overwrite; a weight once a result."""
    weighed = set()
    for line in lines:
        result, indicator = plan.results.get(line.result_key), _known(plan, line)
        if result and line.result_key not in weighed:
            weighed.add(line.result_key)
            changed = result_values(line, result.values)
            yield from _compared(line.row, line.result, changed, result.values)
        if indicator:
            changed = different(line.values, indicator.values)
            yield from _compared(line.row, line.name, changed, indicator.values)


def _compared(row, name, changed, known):
    return (
        Change(row, name, field, known.get(field), value)
        for field, value in changed.items()
    )


def _linked(plan, lines):
    """Return a row for each result that takes up more: its last row counts."""
    wanted = {line.result_key: line for line in lines if line.above}
    return tuple(line.row for line in wanted.values() if _takes_up_more(plan, line))


def _takes_up_more(plan, line):
    result, (model, key, _words) = plan.results.get(line.result_key), line.above
    return not result or (result.id, model, key) not in plan.links


def different(values, known):
    """Return those of the values that are not what a row has already."""
    return {
        name: value
        for name, value in values.items()
        if (known.get(name) or "") != (value or "")
    }


def result_values(line, known):
    """Return what a line changes of its result."""
    if line.weight_bp is None or known.get("weight_bp") == line.weight_bp:
        return {}
    return {"weight_bp": line.weight_bp}
