"""A list of appointments (pelantikan): who leaves which post for which, and when.

Plain Python: no ORM, no I/O, no wording. Each row is held against the posts, units
and people as they are; exchange.succession works out what follows for others.
"""

from datetime import date, timedelta
from typing import NamedTuple

from ..law import codes, jf, nip
from .cells import (
    EMPTY,
    FUNGSIONAL,
    NO_SUPERIOR,
    NOTE,
    PELAKSANA,
    POST_KIND_UNKNOWN,
    POST_KINDS,
    STATUS_UNKNOWN,
    STATUSES,
    SUPERIOR_SELF,
    SUPERIOR_UNKNOWN,
    Problem,
    RowReader,
    as_found,
    plain,
    read_number,
)
from .posts import (
    ACT,
    BEGINS,
    END,
    MOVE,
    NAMED,
    PROLONG,
    Known,
    Transfer,
    acting,
    bare,
    is_called,
    leads,
)
from .succession import Succession

# Codes of problems beside those of exchange.cells and law.nip.
NIP_UNKNOWN = "nip_unknown"
PERSON_ELSEWHERE = "person_elsewhere"
OLD_POST_OTHER = "old_post_other"
NO_OLD_POST = "no_old_post"
POST_HELD = "post_held"
POST_OR_REASON = "post_or_reason"
POST_KIND_EMPTY = "post_kind_empty"
UNIT_EMPTY = "unit_empty"
UNIT_UNKNOWN = "unit_unknown"
UNIT_SEVERAL = "unit_several"
UNIT_ELSEWHERE = "unit_elsewhere"
END_BEFORE_START = "end_before_start"
TOO_EARLY = "too_early"
OVERLAP = "overlap"
COLLISION = "collision"
NO_APPRAISER = "no_appraiser"


class Checked(NamedTuple):
    """The outcome: transfers by row, who follows, {unit: (new head, ISO date)}."""

    transfers: tuple
    followers: tuple
    heads: dict
    problems: tuple


def check(rows, references):
    """Hold the rows of a list (readers.Row) against what is known; return Checked."""
    known = Known(references)
    transfers, problems = [], []
    for row in rows:
        transfer, refused = _Reader(row, known).transfer()
        refused = refused or _collisions(row, transfer, transfers)
        problems += refused
        if not refused:
            transfers.append(transfer)
    after = Succession(known, transfers)
    cells = {row.number: row.cells for row in rows}
    problems += [
        _without(one, cells[one.row]) for one in after.transfers if _lacks(one)
    ]
    ended = {post for one in after.transfers for post in one.closes}
    problems += [
        _problem_held(one, holder)
        for one in after.transfers
        if (holder := _holder(one, known, ended))
    ]
    return Checked(
        tuple(after.transfers),
        tuple(after.followers),
        after.heads,
        tuple(sorted(problems, key=lambda problem: problem.row)),
    )


# -- one row --------------------------------------------------------------------


class _Reader(RowReader):
    """Reads one row of the list and holds it against what is known."""

    def __init__(self, row, known):
        super().__init__(row)
        self.known = known

    def refuse_saying(self, column, code, **details):
        value = as_found(self.row.cells.get(column, ""))
        self.problems.append(
            Problem(self.row.number, column, value, code, details=details)
        )

    def transfer(self):
        """Return (Transfer or None, problems) of the row."""
        person = self._person()
        since = self._since()
        status = self._status()
        if not self.problems:
            read = self._ends if self._is_end() else self._begins
            found = read(person, since, status)
            if not self.problems:
                return found, []
        return None, self.problems

    def _person(self):
        number, code = read_number(self.row.cells.get("nip", ""), codes.PPPK)
        if code and number not in self.known.people:
            return self.refuse("nip", code)
        person = self.known.people.get(number)
        if not person:
            self.refuse_saying("nip", NIP_UNKNOWN, like=self.known.similar.find(number))
        elif not person.in_scope:
            self.refuse("nip", PERSON_ELSEWHERE)
        self.number = number
        return person

    def _since(self):
        if not self.optional("tmt"):
            return self.refuse("tmt", EMPTY)
        text = self.date("tmt")
        return date.fromisoformat(text) if text else None

    def _status(self):
        text = self.optional("status_jabatan")
        if not text:
            ends = "jabatan_lama" if self._is_end() else "jabatan_baru"
            return acting(self.optional(ends)) or codes.DEFINITIF
        found = STATUSES.get(plain(text))
        return found or self.refuse("status_jabatan", STATUS_UNKNOWN)

    def _is_end(self):
        return not self.optional("jabatan_baru")

    def _values(self, person, since, status):
        return {
            "row": self.row.number,
            "nip": self.number,
            "employee": person.id,
            "name": person.name,
            "status": status,
            "since": since.isoformat(),
            "decree": self.optional("nomor_sk"),
            "reason": self.optional("alasan"),
        }

    # -- a post that only ends

    def _ends(self, person, since, status):
        if not self.optional("alasan"):
            return self.refuse("jabatan_baru", POST_OR_REASON)
        wanted = self.optional("jabatan_lama")
        posts = [
            post
            for post in self.known.of(person.id, status)
            if not wanted or is_called(post, wanted)
        ]
        last = since - timedelta(days=1)
        running = [post for post in posts if post.holds(last)]
        closes = [post for post in running if post.until != last]
        if not running:
            return self.refuse("jabatan_lama", NO_OLD_POST)
        self._check_nothing_later(posts, since)
        old = running[-1]
        return Transfer(
            **self._values(person, since, status),
            do=END,
            post=old.post,
            kind=old.kind,
            level=old.level,
            unit=old.unit,
            duty=old.duty,
            until="",
            closes=tuple(post.id for post in closes),
            same=None if closes else old.id,
        )

    def _check_nothing_later(self, posts, since):
        for post in posts:
            if post.since >= since:
                code = OVERLAP if post.since > self.known.today else TOO_EARLY
                self.refuse_saying("tmt", code, post=post.post, day=post.since)

    # -- a post that begins

    def _begins(self, person, since, status):
        old = self._old(person, since)
        title = bare(self.text("jabatan_baru"))
        kind, level = self._kind_and_level(title)
        unit = self._unit(title, kind, old)
        until = self._until(since)
        if self.problems:
            return None
        values = self._values(person, since, status) | {
            "do": MOVE if status == codes.DEFINITIF else ACT,
            "post": title,
            "kind": kind,
            "level": level,
            "unit": unit,
            "duty": self._duty(unit, old, status),
            "until": until,
        }
        running = self._running(values, since)
        if running:
            return self._goes_on(values, running)
        same = self._same(values)
        if same:
            return Transfer(**values, same=same.id, appraiser=same.appraiser)
        closes = self._closes(person, since, status, values)
        return Transfer(**values, closes=closes, appraiser=self._given(person))

    def _old(self, person, since):
        """Return the definitive post held until then; check the name in the list."""
        posts = self.known.of(person.id, codes.DEFINITIF)
        before = [post for post in posts if post.since < since]
        old = before[-1] if before else None
        wanted = self.optional("jabatan_lama")
        if wanted and old and not is_called(old, wanted):
            self.refuse_saying("jabatan_lama", OLD_POST_OTHER, post=old.post)
        return old

    def _kind_and_level(self, title):
        """Return kind and level: as written, else as of other posts of that name."""
        alike = self.known.named.get(plain(title), [])
        text = self.optional("jenis_jabatan")
        kind = POST_KINDS.get(plain(text))
        if text and not kind:
            self.refuse("jenis_jabatan", POST_KIND_UNKNOWN)
        kind = kind or next((post.kind for post in alike if post.kind), "")
        # Only functional posts bear the name of a level.
        kind = kind or (FUNGSIONAL if _level_in(title) else "")
        if not kind and not text:
            self.refuse("jenis_jabatan", POST_KIND_EMPTY)
        if kind != FUNGSIONAL:
            return kind, ""
        return kind, self._level_of(title, alike)

    def _level_of(self, title, alike):
        text = self.optional("jenjang")
        known = next((post.level for post in alike if post.level), "")
        if text:
            return self._functional_level(text)
        return _level_in(title) or known or self._functional_level("")

    def _unit(self, title, kind, old):
        """Return the id of the unit: as written, else where such a post stands."""
        name = self.optional("unor_baru")
        parent = self.optional("unor_induk_baru")
        if name:
            found = self.known.find_units(name, parent)
            return self._only(found, self.known.similar_units(name), UNIT_UNKNOWN)
        if parent:
            found = self.known.find_units(parent, "")
            return self._only(found, [], UNIT_UNKNOWN)
        if kind in (FUNGSIONAL, PELAKSANA) and old:
            return old.unit
        if not kind:
            return None
        alike = {post.unit for post in self.known.named.get(plain(title), ())}
        found = [self.known.units[unit] for unit in alike if unit in self.known.units]
        return self._only(found, [], UNIT_EMPTY)

    def _only(self, found, candidates, missing):
        """Return the id of the only unit found; else name those that could be meant."""
        column = "unor_baru" if self.optional("unor_baru") else "unor_induk_baru"
        column = column if self.optional(column) else "unor_baru"
        if len(found) == 1:
            unit = found[0]
            return unit.id if unit.in_scope else self.refuse(column, UNIT_ELSEWHERE)
        code = UNIT_SEVERAL if found else missing
        named = sorted(self.known.path(unit) for unit in found or candidates)
        left = len(named) - NAMED
        more = [f"… (+{left})"] if left > 0 else []
        return self.refuse_saying(column, code, names=[*named[:NAMED], *more])

    def _until(self, since):
        """Return the end as ISO text; only who acts in a post has one."""
        text = self.date("sampai")
        if text and date.fromisoformat(text) < since:
            self.refuse("sampai", END_BEFORE_START)
        return text

    def _duty(self, unit, old, status):
        """Return the duty: as written; who stays in the unit keeps the one he has."""
        written = self.optional("penugasan")
        stays = old and old.unit == unit and status == codes.DEFINITIF
        return written or (old.duty if stays else "")

    def _running(self, values, since):
        """Return the acting post which a row gives another end, or None.

        That is the same one, held on that day or until the day before; two without
        end are an overlap.
        """
        if values["status"] == codes.DEFINITIF:
            return None
        eve = since - timedelta(days=1)
        found = [
            post
            for post in self._alike(values)
            if (post.until or values["until"])
            and post.since <= since
            and (post.holds(since) or post.until == eve)
        ]
        return found[-1] if found else None

    def _alike(self, values):
        """Return the posts of the same person, status, unit and name as a row's."""
        return [
            post
            for post in self.known.of(values["employee"], values["status"])
            if plain(post.post) == plain(values["post"]) and post.unit == values["unit"]
        ]

    def _goes_on(self, values, post):
        """Return the row that prolongs or shortens an acting post, if it changes."""
        until = post.until.isoformat() if post.until else ""
        done = {"same": post.id} if values["until"] == until else {}
        return Transfer(
            **values | {"do": PROLONG, "kind": post.kind, "level": post.level},
            prolongs=post.id,
            appraiser=post.appraiser,
            **done,
        )

    def _same(self, values):
        """Return the post that has been made from this row before, if any."""
        found = (
            post
            for post in self._alike(values)
            if post.since.isoformat() == values["since"]
        )
        return next(found, None)

    def _closes(self, person, since, status, values):
        """Return the ids of the posts that end the day before; check the dates."""
        posts = self.known.of(person.id, status)
        if status != codes.DEFINITIF:
            alike = self._alike(values)
            if running := [post for post in alike if post.holds(since)]:
                day = running[-1].since
                self.refuse_saying("tmt", OVERLAP, post=running[-1].post, day=day)
            return ()
        self._check_nothing_later(posts, since)
        return tuple(post.id for post in posts if post.holds(since))

    def _given(self, person):
        """Return the appraiser whom the row names; None where it names nobody."""
        cell = self.row.cells.get("nip_penilai", "")
        if cell == "":
            return None
        number, code = read_number(cell, codes.NON_ASN)
        known = self.known.people.get(number)
        if code or not known:
            code = code or self._wrong(number)
            self.refuse_saying(
                "nip_penilai", code, like=self.known.similar.find(number)
            )
        elif known.id == person.id:
            self.refuse("nip_penilai", SUPERIOR_SELF)
        return known.id if known else None

    def _wrong(self, number):
        problems = nip.parse(number, codes.PPPK).problems
        return problems[0] if problems else SUPERIOR_UNKNOWN


def _level_in(title):
    """Return the code of the level that ends the name of a functional post, or ""."""
    words = title.split()
    ends = {plain(" ".join(words[-count:])) for count in (1, 2)}
    found = [level.code for level in jf.JF_LEVELS if plain(level.name) in ends]
    return found[0] if found else ""


def _collisions(row, transfer, earlier):
    """Return the problem of a row that another row of the same person contradicts."""
    for other in earlier:
        alike = other.employee == transfer.employee and other.status == transfer.status
        if alike and (other.status == codes.DEFINITIF or other.post == transfer.post):
            value = as_found(row.cells["nip"])
            details = {"row": other.row, "name": other.name}
            return [Problem(row.number, "nip", value, COLLISION, details=details)]
    return []


def _lacks(one):
    """Say whether a post begins that nobody is there to appraise."""
    return one.same is None and one.do in BEGINS and not one.appraiser


def _holder(one, known, ended):
    """Return the post for good in which somebody is to act as Plt., or None.

    Plt. fills what is vacant (Plh. stands in for who is away); ``ended``: posts that
    end with the same list.
    """
    if one.same or one.do != ACT or one.status != codes.PLT:
        return None
    day = date.fromisoformat(one.since)
    for post in known.inside.get(one.unit, ()):
        is_same = plain(post.post) == plain(one.post) and leads(post)
        is_held = post.status == codes.DEFINITIF and post.holds(day)
        if is_same and is_held and post.id not in ended:
            return post
    return None


def _problem_held(one, holder):
    details = {"day": holder.since}
    return Problem(one.row, "jabatan_baru", one.post, POST_HELD, NOTE, details)


def _without(one, cells):
    value = as_found(cells.get("nip_penilai", ""))
    return Problem(one.row, "nip_penilai", value, NO_APPRAISER, NO_SUPERIOR)
