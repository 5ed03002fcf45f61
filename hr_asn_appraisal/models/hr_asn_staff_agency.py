from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from odoo import fields
from odoo.tools.misc import format_date

from ..exchange import staff
from ..exchange.cells import plain
from ..law import codes, contracts

# What a person of the list is called in the fields of an employee and his version.
EMPLOYEE_FIELDS = {
    "name": "name",
    "front": "asn_front_title",
    "back": "asn_back_title",
    "kind": "asn_kind",
    "email": "work_email",
}
VERSION_FIELDS = {
    "rank": "asn_rank_id",
    "rank_date": "asn_rank_date",
    "post_kind": "asn_post_kind",
    "level": "asn_jf_level_id",
    "post": "job_id",
    "unit": "department_id",
}
# What a version has of the definitive post, and no acting post beside it changes.
OF_POST = ("post_kind", "level", "post", "unit")
OF_RANK = ("rank", "rank_date")
COLUMN_OF = {
    "active": "nip",
    "name": "nama",
    "front": "gelar_depan",
    "back": "gelar_belakang",
    "kind": "jenis_asn",
    "rank": "golongan",
    "rank_date": "tmt_golongan",
    "post_kind": "jenis_jabatan",
    "level": "jenjang",
    "post": "jabatan",
    "status": "status_jabatan",
    "duty": "penugasan",
    "unit": "unor",
    "superior": "nip_atasan",
    "second": "nip_atasan",
    "email": "email",
}

# What a list keeps as a code of a selection: its model and field.
LABELLED = {
    "kind": ("hr.employee", "asn_kind"),
    "post_kind": ("hr.version", "asn_post_kind"),
    "status": ("hr.asn.assignment", "status"),
}

# Parties of a post, by what the list calls them.
SUPERIORS = {"superior": "appraiser_id", "second": "superior_id"}
HEAD_POST = "Kepala Daerah"


class NamedHead(NamedTuple):
    """Who heads a unit by a list: key of the unit, number (HEAD: of the agency).

    ``was``: id of who heads it (None: nobody); ``takes``: whether that changes.
    """

    unit: tuple
    number: str
    was: int | None
    takes: bool


class StaffAgency:
    """The agency as it is: people, posts, units, ranks, found by dict.

    ``numbers`` limits the people that are read (None: all, for a check).
    Each of its tables is read in one query, however many rows a batch has.
    """

    def __init__(self, env, params, numbers):
        self.env = env
        self.company = env.company
        self.date_from = fields.Date.to_date(params["date_from"])
        # The day of which the list is held against what is known.
        self.day = max(self.date_from, self.company._asn_today())
        # sudo: res.company - who heads the agency is no secret to who imports
        self.head = self.company.sudo().asn_head_id.with_env(env)
        self.head_name = params.get("head_name") or self.head.name
        self.gets_head = self._gets_head(params)
        self.contracts = {}
        self.units, self.spelling, self.headed = {}, {}, {}
        self._read_units()
        self.jobs = self._read("hr.job", "name", [("department_id", "=", False)])
        self.ranks = {
            (one.kind, one.code): one.id for one in env["hr.asn.rank"].search([])
        }
        self.levels = {one.code: one.id for one in env["hr.asn.jf.level"].search([])}
        self._read_people(numbers)

    def _gets_head(self, params):
        """Say whether the list makes somebody else the head of the agency.

        Another name than before is another head, unless the former name was only
        the name of the post.
        """
        former = self.head.name
        names = (self.head_name, HEAD_POST, params.get("head_post"))
        return bool(former) and former not in names

    def _read(self, model, field, domain):
        """Return {value of field: id} of the agency's records."""
        domain = [("company_id", "=", self.company.id), *domain]
        records = self.env[model].search_fetch(domain, [field])
        return {record[field]: record.id for record in records}

    def _read_units(self):
        # An archived unit keeps its key: it is found, not made a second time.
        units = self.env["hr.department"].with_context(active_test=False)
        found = units.search_fetch(
            [("company_id", "=", self.company.id), ("asn_unor", "!=", False)],
            ["asn_unor", "asn_unor_parent", "manager_id", "asn_listed_head_id"],
        )
        self.add_units(found)

    def add_units(self, departments):
        for one in departments:
            key = (one.asn_unor_parent or "", one.asn_unor)
            self.units[staff.unit_key(*key)] = one.id
            # sudo: hr.department - who heads a unit is no secret
            self.headed[one.id] = one.sudo()
            self.spelling[staff.unit_key(*key)] = key

    def unit(self, key):
        """Return the id of the unit with a key (parent unit, unit); None if missing."""
        return self.units.get(staff.unit_key(*key))

    def unit_values(self, key, above):
        parent, unit = key
        return {
            "name": unit,
            "asn_unor": unit,
            "asn_unor_parent": parent or False,
            "parent_id": above and self.unit(above),
            "company_id": self.company.id,
        }

    # -- people as they are -----------------------------------------------------

    def _read_people(self, numbers):
        wanted = [("asn_nip", "!=", False)]
        if numbers is not None:
            wanted = [("asn_nip", "in", list(numbers))]
        employees = self.env["hr.employee"].with_context(active_test=False)
        found = employees.search_fetch(
            [("company_id", "=", self.company.id), *wanted], ["asn_nip", "name"]
        )
        # Archived people are wanted, archived versions of theirs are not.
        found = found.with_env(self.env)
        self.employees = {one.asn_nip: one for one in found}
        self.posts = {}
        # A post that begins later is there already: the list speaks of that day's.
        posts = self._read_posts(found).sorted(lambda post: post.date_from > self.day)
        for post in posts:
            self.hold(post)

    def hold(self, post):
        """Note a post that somebody holds; of one status, the likeliest come first."""
        held = self.posts.setdefault((post.employee_id.id, post.status), [])
        held.append(post)

    def _read_posts(self, employees):
        """Return what they hold on or after the day of the list, the latest first."""
        return self.env["hr.asn.assignment"].search(
            [
                ("employee_id", "in", employees.ids),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", self.date_from),
            ],
            order="date_from desc, id desc",
        )

    def people(self):
        """Return {NIP: staff.Person} of those who are known."""
        superiors, seats = {}, defaultdict(list)
        for (employee, status), posts in self.posts.items():
            held = [post for post in posts if self._is_held(post)]
            seats[employee] += map(self._seat, held)
            if status == codes.DEFINITIF or employee not in superiors:
                superiors[employee] = self._number((held or posts)[0].appraiser_id)
        return {
            number: staff.Person(
                one.name,
                superiors.get(one.id),
                tuple(seats[one.id]) if one.active else (),
            )
            for number, one in self.employees.items()
        }

    def _is_held(self, post):
        """Say whether a post is held on the day of the list: some have ended since."""
        ended = post.date_to and post.date_to < self.day
        return post.date_from <= self.day and not ended

    def _seat(self, post):
        unit = self._unit_key(post.department_id)
        superior = self._number(post.appraiser_id)
        kind, duty = post.post_kind, post.duty or ""
        if not kind and post.status == codes.DEFINITIF:
            kind = post.employee_id._asn_version_on(self.day).asn_post_kind
        values = post.status, superior, kind or "", duty, post.post or ""
        return staff.Seat(unit, *values)

    def _unit_key(self, unit):
        """Return the key (parent unit, unit) of a unit; None where it is none."""
        return (unit.asn_unor_parent or "", unit.asn_unor or "") if unit else None

    def _number(self, employee):
        """Return the number of a superior, HEAD, or None where nobody is known.

        Who is head of the agency no longer by this list is not meant by HEAD.
        """
        if employee and employee == self.head and not self.gets_head:
            return staff.HEAD
        return employee.asn_nip or None

    def _listed_number(self, employee):
        """Return whom a list named as superior: who has no number was the head."""
        if employee and not employee.asn_nip:
            return staff.HEAD
        return self._number(employee)

    # -- heads of units -----------------------------------------------------------

    def head_of(self, key):
        """Return (id of who heads a unit, id of whom the last list named), or None."""
        unit = self.headed.get(self.unit(key))
        return (unit.manager_id.id, unit.asn_listed_head_id.id) if unit else (None,) * 2

    def head_person(self, number):
        """Return the id of who is to head a unit; the number of who is to come."""
        if number == staff.HEAD:
            return (not self.gets_head and self.head.id) or number
        return self.employees[number].id if number in self.employees else number

    def named_head(self, key, number):
        """Return what a list says of the head of a unit: who heads it, is it taken."""
        present, listed = (one or None for one in self.head_of(key))
        if number == staff.HEAD and self.gets_head:
            listed = listed or self.head.id
        takes = staff.takes_head(present, listed, self.head_person(number))
        return NamedHead(key, number, present, takes)

    def post(self, one):
        """Return the post that a person of the list holds already, maybe none.

        There may be several acting posts: one is known by its unit and its name, or
        by its unit where that is the only one there.
        """
        none = self.env["hr.asn.assignment"]
        held = self.posts.get((self._employee(one).id, one["status"]), [none])
        if one["status"] == codes.DEFINITIF:
            return held[0]
        unit = self.unit(one["unit"])
        there = [post for post in held if unit and post.department_id.id == unit]
        same = [post for post in there if plain(post.post) == plain(one["post"])]
        return (same or (there if len(there) == 1 else []) or [none])[0]

    def _employee(self, one):
        return self.employees.get(one["nip"], self.env["hr.employee"])

    def is_beside(self, one):
        """Say whether a row is of an acting post beside a definitive one."""
        acting = one["status"] != codes.DEFINITIF
        key = self._employee(one).id, codes.DEFINITIF
        return not one["main"] or (acting and key in self.posts)

    def changes(self, one):
        """Return the names of what the list changes; None for somebody new."""
        employee = self._employee(one)
        if not employee and one["main"]:
            return None
        names = staff.changes(self._as_listed(employee, self.post(one), one), one)
        if not one["main"]:
            return [name for name in names if name in staff.POST_NAMES]
        return names if employee.active else ["active", *names]

    def _as_listed(self, employee, post, one):
        """Return a known person in the words of the list, as a row speaks of him."""
        version = employee._asn_version_on(self.day)
        beside = self.is_beside(one)
        kind = post.post_kind if beside else version.asn_post_kind
        level = one["level"] if beside else version.asn_jf_level_id.code
        return {
            "name": employee.name,
            "front": employee.asn_front_title or "",
            "back": employee.asn_back_title or "",
            "kind": employee.asn_kind or "",
            "email": employee.work_email or "",
            "rank": version.asn_rank_id.code or "",
            "rank_date": fields.Date.to_string(version.asn_rank_date) or "",
            "post_kind": kind or "",
            "level": level or "",
            "post": post.post or "",
            "status": post.status or "",
            "duty": post.duty or "",
            "unit": self._unit_key(post.department_id),
            "superior": self._number(post.appraiser_id),
            "second": self._number(post.superior_id),
            "listed": self._listed_number(post.listed_appraiser_id),
        }

    # -- people in words ----------------------------------------------------------

    def compared(self, one, changed, people):
        """Yield (name, before, after) in words of what a list changes.

        ``changed``: names of `changes`; ``people``: {NIP: name} of all.
        """
        if not changed:
            return
        employee = self._employee(one)
        old = self._as_listed(employee, self.post(one), one)
        old |= {"active": employee.active}
        new = one | {"active": True}
        shown = set()
        for name in changed:
            words = [self.word(name, values[name], people) for values in (old, new)]
            if name in SUPERIORS and old[name] is None:
                # Somebody without a number: the former head of the agency.
                words[0] = self.post(one)[SUPERIORS[name]].name or ""
            # The superior's superior follows him: it is not a column of its own.
            if COLUMN_OF[name] not in shown:
                yield name, *words
            shown.add(COLUMN_OF[name])

    def word(self, name, value, people):
        """Return a value of a list as people read it."""
        if name in ("superior", "second"):
            return self._superior_word(value, people)
        if name == "active":
            return self.env._("Active") if value else self.env._("Archived")
        if name == "unit":
            return " / ".join(part for part in value or () if part)
        if name == "rank_date" and value:
            return format_date(self.env, value)
        return self._labels.get(name, {}).get(value) or value or ""

    def _superior_word(self, number, people):
        if number == staff.HEAD:
            return self.head_name or self.env._("Head of the agency")
        return f"{people.get(number, '')} ({number})" if number else ""

    @cached_property
    def _labels(self):
        """Return {name: {code: label}} of what the list keeps as a code."""
        labels = {
            name: dict(self.env[model]._fields[field]._description_selection(self.env))
            for name, (model, field) in LABELLED.items()
        }
        levels = self.env["hr.asn.jf.level"].search([])
        return labels | {"level": {level.code: level.name for level in levels}}

    def parties_since(self, post, fields_of):
        """Return the day from which the list gives a post other parties, as its rank.

        None: it replaces nobody; who was missing was so from the first.
        """
        first = next((name for name in SUPERIORS.values() if name in fields_of), None)
        return self.date_from if first and post[first] else None

    def is_move(self, post, names):
        """Say whether a change is another post held since the day of the list."""
        return bool({"post", "unit"} & set(names)) and post.date_from < self.date_from

    # -- people as the list says --------------------------------------------------

    def rank(self, one):
        kind = "pppk" if one["kind"] in codes.PPPK_KINDS else "pns"
        return self.ranks.get((kind, one["rank"]), False)

    def superior(self, number):
        """Return the id of a superior: a NIP, HEAD, or None where nobody is known."""
        if number is None:
            return False
        if number == staff.HEAD:
            return self.head.id
        # A superior whose own line has failed is missing here, and is not waited for.
        return self.employees[number].id if number in self.employees else False

    def lacking_parties(self, one):
        """Return the parties of the list that a post has not got so far.

        Whom the list names is kept in mind also where another one is there.
        """
        post, values = self.post(one), {}
        if not post:
            return values
        appraiser = self.superior(one["superior"])
        if appraiser and post.listed_appraiser_id.id != appraiser:
            values["listed_appraiser_id"] = appraiser
        if appraiser and not post.appraiser_id:
            values["appraiser_id"] = appraiser
        second = self.superior(one["second"])
        same = appraiser in (post.appraiser_id.id, values.get("appraiser_id"))
        if second and appraiser and same and not post.superior_id:
            values["superior_id"] = second
        return values

    def user(self, number):
        known = self.employees.get(number)
        return known.user_id if known else None

    def version_values(self, one):
        return {
            "asn_rank_id": self.rank(one),
            "asn_rank_date": one["rank_date"] or False,
            "asn_post_kind": one["post_kind"],
            "asn_jf_level_id": self.levels.get(one["level"], False),
            "job_id": self.jobs[one["post"]],
            "department_id": self.unit(one["unit"]),
        }

    def employee_values(self, one):
        """Return the creation values of somebody new."""
        own = {field: one[name] or False for name, field in EMPLOYEE_FIELDS.items()}
        return {
            **own,
            **self.version_values(one),
            "asn_nip": one["nip"],
            "company_id": self.company.id,
            "date_version": self.date_from,
            "parent_id": self.superior(one["superior"]),
        }

    def changed(self, one, names):
        """Return what is to be written on an employee, from no day on, for names."""
        values = {} if self._ranked_since(one, names) else self._of(one, names, OF_RANK)
        for name, field in EMPLOYEE_FIELDS.items():
            if name in names:
                values[field] = one[name] or False
        if "superior" in names and not self.is_beside(one):
            values["parent_id"] = self.superior(one["superior"])
        if "active" in names:
            values["active"] = True
        return values

    def ranked(self, one, names):
        """Return [(employee, day, values)] of a new rank that counts from a day on."""
        since = self._ranked_since(one, names)
        return self._dated(one, since, self._of(one, names, OF_RANK)) if since else []

    def _ranked_since(self, one, names):
        """Return the day from which a new rank counts; None: of no known day."""
        since = fields.Date.to_date(one["rank_date"]) if "rank" in names else None
        return since if since and since <= self.company._asn_today() else None

    def placed(self, one, names):
        """Return [(employee, day, values)] of what changes with the definitive post.

        It counts from the day of the list, a post that began later from its own.
        """
        if self.is_beside(one):
            return []
        since = max(self.date_from, self.post(one).date_from or self.date_from)
        return self._dated(one, since, self._of(one, names, OF_POST))

    def _of(self, one, names, wanted):
        """Return the values of a version for those of the wanted names that change."""
        version = self.version_values(one)
        return {
            VERSION_FIELDS[name]: version[VERSION_FIELDS[name]]
            for name in wanted
            if name in names
        }

    def _dated(self, one, since, values):
        """Return [(employee, day, values)], the day not before his first version.

        What was so before anything is known of him makes no history.
        """
        employee = self._employee(one)
        first = min(employee.version_ids.mapped("date_version"), default=since)
        return [(employee, max(first, since), values)] if values else []

    def read_contracts(self, people):
        """Read the contracts that these people of the list take along."""
        ids = [self.employees[one["nip"]].id for one in people]
        posts = self.env["hr.asn.assignment"]
        self.contracts = posts._asn_contract_ends(ids) if ids else {}

    def contract(self, one):
        """Return the contract of a new post: of who moves, the one he has."""
        if one["status"] != codes.DEFINITIF:
            return {}
        end = self.contracts.get(self.employees[one["nip"]].id)
        end = contracts.carried_over(end, self.date_from)
        return {"contract_end": end} if end else {}

    def assignment_values(self, one):
        """Return the creation values of a post as the list has it."""
        return {
            "employee_id": self.employees[one["nip"]].id,
            "company_id": self.company.id,
            "post": one["post"],
            "post_kind": one["post_kind"],
            "job_id": self.jobs[one["post"]],
            "duty": one["duty"] or False,
            "status": one["status"],
            "department_id": self.unit(one["unit"]),
            "date_from": self.date_from,
            "appraiser_id": self.superior(one["superior"]),
            "listed_appraiser_id": self.superior(one["superior"]),
            "superior_id": self.superior(one["second"]),
        }
