import json
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..days import in_words
from ..law import codes, hierarchy, nip
from ..law.hierarchy import (
    ACTING,
    GONE,
    HEADLESS,
    LOOP,
    LOWER,
    NONE,
    OTHER_UNIT,
    OWN,
    SPAN,
)
from .hr_asn_assignment import PREFIXES
from .hr_asn_run import DRAFT, RUNNING
from .hr_asn_run_line import FAILED
from .hr_department import CHANGE_HEAD
from .hr_version import POST_KINDS

PROBLEMS = [
    (NONE, "No appraiser"),
    (GONE, "Appraiser has left"),
    (OWN, "Appraises himself"),
    (LOOP, "Appraise each other"),
    (LOWER, "Appraiser is lower"),
    (OTHER_UNIT, "Appraiser of another unit"),
    (HEADLESS, "Unit without a head"),
    (ACTING, "Acting post ends soon"),
    (SPAN, "Appraises too many"),
]
# A row's id is that of the post, or of the unit, times this, plus the problem's place.
KINDS = 16
PLACES = {problem: place for place, (problem, _label) in enumerate(PROBLEMS)}
# What is not mended by another appraiser of the person himself.
NOT_MENDED = (SPAN,)
# What a row takes from its user; all else is found by the query.
ENTERED = {"new_appraiser_id", "since"}


class Mended(NamedTuple):
    """What came of a mending: ``told`` to the user, ``undo``, ``run``; or False.

    ``run``: the id of the run that says it of each person.
    """

    told: str | bool
    undo: str | bool
    run: int | bool


class HrAsnHierarchy(models.Model):
    """Who has no or a doubtful appraiser today: one row per post or unit and problem.

    A row is mended by writing the new appraiser on it: then the query finds it no
    longer. Nothing is stored here.
    """

    _name = "hr.asn.hierarchy"
    _description = "ASN hierarchy problem"
    _inherit = [
        "hr.asn.scope.mixin",
        "hr.asn.person.search.mixin",
        "hr.asn.hierarchy.rows.mixin",
        "hr.asn.hierarchy.panel.mixin",
        "hr.asn.hierarchy.undo.mixin",
    ]
    _auto = False
    _order = "place, unit_name, name, id"
    _rec_name = "name"
    _rec_names_search = ["name", "nip", "post", "unit_name"]
    _depends = {
        "hr.asn.assignment": [
            "employee_id",
            "company_id",
            "name",
            "nip",
            "asn_kind",
            "post",
            "post_kind",
            "duty",
            "status",
            "department_id",
            "date_from",
            "date_to",
            "appraiser_id",
            "superior_id",
        ],
        "hr.employee": ["active", "asn_kind", "company_id", "name"],
        "hr.department": ["name", "manager_id", "parent_path", "active", "company_id"],
        "hr.asn.event": ["res_model", "res_id", "name", "changes"],
    }

    problem = fields.Selection(PROBLEMS, readonly=True)
    place = fields.Integer(readonly=True, aggregator=None)
    assignment_id = fields.Many2one("hr.asn.assignment", "Assignment", readonly=True)
    employee_id = fields.Many2one("hr.employee", "Person", readonly=True)
    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    department_id = fields.Many2one("hr.department", "Unit", readonly=True)
    name = fields.Char("Employee Name", readonly=True)
    nip = fields.Char("NIP", readonly=True)
    post = fields.Char(readonly=True)
    unit_name = fields.Char("Name of the Unit", readonly=True)
    office_id = fields.Many2one("hr.department", "Office", readonly=True)
    appraiser_id = fields.Many2one("hr.employee", "Present Appraiser", readonly=True)
    proposal_id = fields.Many2one("hr.employee", "Proposal", readonly=True)
    people = fields.Integer("Number of People", readonly=True, aggregator=None)
    # Of a unit without head the posts that wait for one.
    waiting = fields.Json(readonly=True, export_string_translation=False)
    until = fields.Date("Acting Until", readonly=True)
    since = fields.Date("From Date")
    new_appraiser_id = fields.Many2one(
        "hr.employee",
        "New Appraiser",
        compute="_compute_entered",
        readonly=False,
    )
    person = fields.Text("Employee", compute="_compute_texts", search="_search_person")
    where = fields.Text("Post and Unit", compute="_compute_texts")
    present = fields.Text("Appraiser Now", compute="_compute_detail")
    detail = fields.Char("Note", compute="_compute_detail")
    message = fields.Char(compute="_compute_entered", export_string_translation=False)
    undo = fields.Char(compute="_compute_entered", export_string_translation=False)
    run = fields.Integer(compute="_compute_entered", export_string_translation=False)

    def _asn_rows_query(self):
        days = [
            SQL("(%s, %s::date)", one.id, one._asn_today())
            for one in self.env.companies
        ]
        levels = {
            f"{kind}{duty}": hierarchy.level(kind, bool(duty))
            for kind, _label in POST_KINDS
            for duty in ("", "+")
        }
        return SQL(
            QUERY,
            days=SQL(", ").join(days),
            levels=json.dumps(levels),
            prefixes=json.dumps(PREFIXES),
            outside=codes.NON_ASN,
            definitive=codes.DEFINITIF,
            span=hierarchy.SPAN_LIMIT,
            depth=hierarchy.OFFICE_DEPTH,
            ending=hierarchy.ENDING_DAYS,
            kinds=KINDS,
            places=json.dumps(PLACES),
            lang=self.env.lang or "en_US",
            change_head=CHANGE_HEAD,
        )

    @api.model
    def _get_read_group_order(self, dict_order, groupby, aggregates):
        """Put the groups of problems in their order: the most pressing first."""
        if list(groupby) == ["problem"] and not dict_order:
            return "place:min"
        return super()._get_read_group_order(dict_order, groupby, aggregates)

    @api.model
    def search_panel_select_range(self, field_name, **kwargs):
        with self._asn_found_once():
            result = super().search_panel_select_range(field_name, **kwargs)
        if field_name == "problem":
            result["values"].sort(key=lambda one: PLACES.get(one["id"], KINDS))
        return result

    # -- what is shown -------------------------------------------------------

    def _compute_entered(self):
        self.update(dict.fromkeys(("new_appraiser_id", "message", "undo", "run")))

    @api.depends("name", "nip", "post", "unit_name", "problem", "people")
    @api.depends_context("lang")
    def _compute_texts(self):
        for row in self:
            is_unit = row.problem == HEADLESS
            below = row._asn_detail() if is_unit else nip.format_nip(row.nip or "")
            row.person = "\n".join(filter(None, (row.name, below)))
            row.where = "\n".join(filter(None, (row.post, row.unit_name)))

    @api.depends("problem", "people", "until", "appraiser_id")
    @api.depends_context("lang")
    def _compute_detail(self):
        planned = self._asn_planned()
        for row in self:
            plan = planned.get(row.assignment_id.id)
            row.detail = plan or row._asn_detail()
            row.present = "\n".join(filter(None, (row._asn_present(), plan)))

    def _asn_present(self):
        """Return what stands where the appraiser of today would: what is wrong."""
        if self.problem in (ACTING, SPAN):
            return self._asn_detail()
        # sudo: hr.employee - the name of a party, also of one who is archived
        return self.sudo().appraiser_id.name or self.env._("empty")

    def _asn_detail(self):
        """Return what a row's problem is about: how many people, until when."""
        if self.problem == ACTING:
            return self.env._("until %s", in_words(self.env, self.until))
        if self.problem in (SPAN, HEADLESS):
            return self.env._("%s people", self.people)
        return False

    def _asn_planned(self):
        """Return {assignment id: who appraises from when}, of changes yet to come.

        Only of the posts of these rows, however many the planned runs are about; of
        several changes the next one.
        """
        wanted = self.env["hr.asn.run"]._search(
            [
                ("kind", "=", "appraiser"),
                ("state", "=", DRAFT),
                ("start_on", "!=", False),
            ]
        )
        self.env["hr.asn.run"].flush_model(["params", "start_on"])
        changes = self.env.execute_query(
            SQL(PLANNED, runs=wanted.subselect(), posts=self.assignment_id.ids)
        )
        names = self._asn_own_names([appraiser for _post, appraiser, _day in changes])
        return {
            post: self.env._(
                "planned: %(name)s from %(day)s",
                name=names.get(appraiser, "–"),
                day=in_words(self.env, day),
            )
            for post, appraiser, day in changes
        }

    @api.model
    def _asn_own_names(self, ids):
        """Return {employee id: name} of those of the agencies one works in."""
        people = Domain("id", "in", ids)
        own = Domain("company_id", "in", self.env.companies.ids)
        # sudo: hr.employee - the name of a party of one's own agency
        employees = self.env["hr.employee"].sudo()
        return {one.id: one.name for one in employees.search(people & own)}

    # -- mending -------------------------------------------------------------

    def write(self, vals):
        """Take the new appraiser of rows from their day on; nothing else is written."""
        refused = vals.keys() - ENTERED
        if refused:
            raise UserError(
                self.env._(
                    "Here only the new appraiser and the day are entered, not: %s.",
                    ", ".join(sorted(refused)),
                )
            )
        self._asn_check_there()
        self._asn_mend(vals)
        return True

    def web_save(self, vals, specification, next_id=None):
        """Save for the list; a row that is mended is answered as it was.

        Its message says what came of it; after that the list is read anew.
        """
        with self._asn_found_once():
            self._asn_check_there()
            before = self.web_read(specification)
            told = self._asn_mended(vals)
        mended = self._asn_mend({key: vals[key] for key in vals.keys() & ENTERED})
        self.env.invalidate_all()
        with self._asn_found_once():
            still = self.search([("id", "in", self.ids)])
            there = {row["id"]: row for row in still.web_read(specification)}
        for row in before:
            row.update(there.get(row["id"], {}))
            row["message"] = mended.told or told
            row["undo"], row["run"] = mended.undo, mended.run
        return before

    def _asn_check_there(self):
        """Raise where a row is mended meanwhile, or not the user's to mend."""
        if self - self.exists():
            raise UserError(
                self.env._("This is mended already. Reload to see what is left.")
            )
        self.check_access("write")

    def _asn_mended(self, vals):
        if not vals.get("new_appraiser_id"):
            return False
        return self._asn_named(self.env["hr.employee"].browse(vals["new_appraiser_id"]))

    def _asn_named(self, person):
        """Return what is told of who comes; where nobody waited, he heads a unit."""
        is_unit = set(self.mapped("problem")) == {HEADLESS}
        # sudo: hr.employee - the name of a party
        name = person.sudo().name
        if is_unit and not self._asn_people(person):
            return self.env._("Head of the unit from now on: %s.", name)
        return self.env._("Appraiser from now on: %s.", name)

    def _asn_mend(self, vals):
        """Change the appraiser of these rows' people: one at once, many by a run.

        Raises where one alone is refused; returns what came of it as Mended.
        """
        if not vals.get("new_appraiser_id"):
            raise UserError(
                self.env._(
                    "Choose the new appraiser first. For many people with another day "
                    "use “Change Appraiser”."
                )
            )
        person = self.env["hr.employee"].browse(vals["new_appraiser_id"])
        since = fields.Date.to_date(vals.get("since"))
        return self._asn_change([(row, person, since or row.since) for row in self])

    def _asn_change(self, wanted):
        """Do wanted changes (row, appraiser, day); return what came of it as Mended.

        A day to come makes a run that waits for it; one person is done at once. What
        would make a circle again is not offered to be taken back.
        """
        changes, heads = self._asn_wanted_of(wanted)
        if not (changes or heads):
            raise UserError(self.env._("There is nobody here whom this would change."))
        is_kept = not {OWN, LOOP} & set(self.mapped("problem"))
        former = {unit: unit.manager_id for unit, _person in heads}
        posts = self.env["hr.asn.assignment"].union(*(one for one, *_ in changes))
        posts = posts._asn_with_those_below()
        before = posts._asn_parties_kept()
        days = [since for _row, _person, since in wanted]
        run = self._asn_do(changes, heads, max(days))
        self.env.flush_all()
        is_named = any(unit.manager_id != head for unit, head in former.items())
        trace = posts._asn_trace(before, min(days), is_named)
        undo = is_kept and trace and self._asn_token(trace, former, run)
        told = self._asn_run_told(run)
        if is_kept and trace and not undo:
            told = " ".join(filter(None, (told, self._asn_too_many(trace))))
        return Mended(told, undo, run.id)

    def _asn_wanted_of(self, wanted):
        """Return (changes, heads) of wanted changes, as of ``_asn_do``."""
        changes, heads = [], []
        # Read at once: of each row alone it would be a query per person or unit.
        waiting = {post for row in self for post in row.waiting or ()}
        posts = self.assignment_id | self.assignment_id.browse(waiting)
        posts.fetch(["employee_id"])
        for row, person, since in wanted:
            changes += [(one, person, since) for one in row._asn_people(person)]
            if row.problem == HEADLESS:
                heads.append((row.department_id, person))
        return changes, heads

    def _asn_do(self, changes, heads, later):
        """Do changes (post, appraiser, day), name heads (unit, person); return the run.

        ``later``: the last of the days. One person alone needs no run.
        """
        today = self.env.company._asn_today()
        if len(changes) == 1 and not heads and later <= today:
            assignment, person, since = changes[0]
            assignment._asn_change_appraiser(person, since)
            return self.env["hr.asn.run"]
        return self.env["hr.asn.run.appraiser"]._asn_launch(
            changes, heads=heads, start_on=later if later > today else None
        )

    def _asn_run_told(self, run):
        """Return what of a run's work its starter has to know, or False."""
        if run.start_on:
            return self.env._(
                "Planned for %s; it is done by itself on that day.",
                in_words(self.env, run.start_on),
            )
        if run.state == RUNNING:
            return self.env._("In progress: see “Bulk Runs”.")
        failed = run.line_ids.filtered(lambda line: line.state == FAILED)
        if not failed:
            return False
        return self.env._(
            "%(done)s done, %(failed)s not. %(reasons)s",
            done=len(run.line_ids - failed),
            failed=len(failed),
            reasons=" ".join(f"{line.name}: {line.message}" for line in failed[:3]),
        )

    def _asn_people(self, person=None):
        """Return the posts whose appraiser is changed by a row; ``person`` never his.

        That is the post itself; of a unit without head those in it who wait: without
        an appraiser, with one who is gone, or with the former head; of an acting head
        all whom he appraises there.
        """
        people = self.env["hr.asn.assignment"]
        for row in self.filtered(lambda row: row.problem not in NOT_MENDED):
            people |= row._asn_concerned()
        return people.filtered(lambda one: not person or one.employee_id != person)

    def _asn_concerned(self):
        if self.problem == HEADLESS:
            return self.assignment_id.browse(self.waiting or ())
        if self.problem != ACTING:
            return self.assignment_id
        return self.assignment_id.search(
            Domain("department_id", "child_of", self.department_id.id)
            & Domain("appraiser_id", "=", self.assignment_id.employee_id.id)
            & self.assignment_id._asn_held_domain(self.env.company._asn_today())
        )

    def action_accept(self):
        """Take the proposals of these rows; rows without one are left as they are."""
        self._asn_check_there()
        rows = self.filtered("proposal_id")
        if not rows:
            raise UserError(self.env._("There is no proposal for what you chose."))
        taken = rows._asn_taken()
        mended = rows._asn_change([(row, row.proposal_id, row.since) for row in rows])
        params = {
            "type": "warning" if mended.told else "success",
            "message": mended.told or taken,
            "undo": mended.undo
            and {
                "model": self._name,
                "method": "take_back",
                "args": [mended.undo],
            },
            "run": mended.run,
        }
        return {"type": "ir.actions.client", "tag": "asn_told", "params": params}

    def _asn_taken(self):
        """Return what is told of proposals that were all taken; of one, who it was."""
        if len(self) == 1:
            return self._asn_named(self.proposal_id)
        return self.env._("%s proposals taken.", len(self))

    def action_open_people(self):
        """Open the posts of the people whom this row's problem concerns."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_asn_appraisal.hr_asn_assignment_action"
        )
        people = self._asn_people()
        if self.problem == SPAN:
            boss = self.assignment_id.employee_id
            people = people.search([("appraiser_id", "=", boss.id)])
        return action | {"domain": [("id", "in", people.ids)]}


# What planned runs are going to change of some posts; the next change of each last.
PLANNED = """
    SELECT (change ->> 'assignment')::int, (change ->> 'appraiser')::int, run.start_on
      FROM hr_asn_run run
CROSS JOIN LATERAL jsonb_array_elements(run.params -> 'changes') AS change
     WHERE run.id IN %(runs)s
       AND (change ->> 'assignment')::int = ANY(%(posts)s)
  ORDER BY run.start_on DESC, run.id
"""

# held: posts that are held today, with the path of their unit from the top.
# present: who can appraise today; somebody outside the ASN needs no post.
# line: of each unit the heads of it and of the units above, nearest first.
# boss: what is known of each appraiser: his units, the highest level of his posts.
# walk: from each appraiser to all whom he stands beneath; ends, as pairs are unique.
# circle: who stands beneath each other.
# former: who headed a unit before it had no head, as the history keeps it: the last
#     time that somebody went and nobody came, not by a naming that was taken back.
# waits: whom in a unit without head nobody appraises who is there, or the former head.
QUERY = """
WITH RECURSIVE day (company_id, today) AS (
    VALUES %(days)s
), held AS MATERIALIZED (
    SELECT post.id, post.employee_id, post.company_id, post.name, post.nip,
           post.asn_kind, post.status, post.department_id, post.appraiser_id,
           post.superior_id, post.date_from, post.date_to, day.today,
           concat(%(prefixes)s::jsonb ->> post.status, post.post) AS post,
           string_to_array(trim(trailing '/' FROM unit.parent_path), '/')::int[]
               AS path,
           unit.parent_path,
           unit.manager_id IS NOT DISTINCT FROM post.employee_id AS is_head,
           (%(levels)s::jsonb ->> concat(
               post.post_kind, CASE WHEN post.duty <> '' THEN '+' END))::int AS level
      FROM hr_asn_assignment post
      JOIN day ON day.company_id = post.company_id
      JOIN hr_employee person ON person.id = post.employee_id AND person.active
      JOIN hr_department unit ON unit.id = post.department_id
     WHERE post.date_from <= day.today
       AND (post.date_to IS NULL OR post.date_to >= day.today)
), present AS MATERIALIZED (
    SELECT person.id, person.asn_kind = %(outside)s AS is_outside
      FROM hr_employee person
     WHERE person.id IN (SELECT employee_id FROM held)
        OR (person.active AND person.asn_kind = %(outside)s
            AND NOT EXISTS (SELECT FROM hr_asn_assignment post
                             WHERE post.employee_id = person.id))
), line AS MATERIALIZED (
    SELECT unit.id, array_agg(present.id ORDER BY step.place DESC) AS heads
      FROM hr_department unit
CROSS JOIN LATERAL unnest(
               string_to_array(trim(trailing '/' FROM unit.parent_path), '/')::int[]
           ) WITH ORDINALITY AS step (id, place)
      JOIN hr_department above ON above.id = step.id
      JOIN present ON present.id = above.manager_id
  GROUP BY unit.id
), span AS MATERIALIZED (
    SELECT appraiser_id, count(*) AS people FROM held
     WHERE appraiser_id IS NOT NULL GROUP BY appraiser_id
), boss AS MATERIALIZED (
    SELECT held.employee_id, array_agg(held.department_id) AS units,
           CASE WHEN bool_and(held.level IS NOT NULL) THEN max(held.level) END AS level
      FROM held JOIN span ON span.appraiser_id = held.employee_id
  GROUP BY held.employee_id
), walk AS (
    SELECT DISTINCT held.employee_id AS start, held.appraiser_id AS at
      FROM held JOIN span ON span.appraiser_id = held.employee_id
     WHERE held.appraiser_id IS NOT NULL
     UNION
    SELECT walk.start, held.appraiser_id
      FROM walk JOIN held ON held.employee_id = walk.at
     WHERE held.appraiser_id IS NOT NULL
), circle AS MATERIALIZED (
    SELECT up.start, up.at
      FROM walk up JOIN walk back ON back.start = up.at AND back.at = up.start
), judged AS MATERIALIZED (
    SELECT held.*, line.heads,
           held.appraiser_id IS NULL AS is_none,
           held.appraiser_id IS NOT NULL AND present.id IS NULL AS is_gone,
           held.employee_id IN (held.appraiser_id, held.superior_id) AS is_own,
           circle.start IS NOT NULL AND held.appraiser_id <> held.employee_id
               AS is_loop,
           present.id IS NOT NULL AND NOT present.is_outside
               AND boss.level < held.level AS is_lower,
           present.id IS NOT NULL AND NOT present.is_outside
               AND NOT boss.units && held.path
               AND NOT held.appraiser_id = ANY (coalesce(line.heads, '{}'))
               AND NOT (held.is_head AND cardinality(held.path) <= %(depth)s
                        AND boss.level >= held.level) AS is_other_unit
      FROM held
 LEFT JOIN present ON present.id = held.appraiser_id
 LEFT JOIN boss ON boss.employee_id = held.appraiser_id
 LEFT JOIN circle ON circle.start = held.appraiser_id
                 AND circle.at = held.employee_id
 LEFT JOIN line ON line.id = held.department_id
     WHERE held.asn_kind <> %(outside)s
), wide AS (
    SELECT DISTINCT ON (held.employee_id) held.*, span.people
      FROM held JOIN span ON span.appraiser_id = held.employee_id
     WHERE span.people > %(span)s
  ORDER BY held.employee_id, held.status <> %(definitive)s, held.id
), former AS (
    SELECT DISTINCT ON (res_id) res_id AS unit, (changes #>> '{0,1}')::int AS head
      FROM hr_asn_event
     WHERE res_model = 'hr.department' AND name = %(change_head)s
       AND changes #>> '{0,2}' IS NULL
  ORDER BY res_id, id DESC
), found AS (
    SELECT problem.code, judged.id AS assignment_id, judged.company_id,
           judged.department_id, judged.name, judged.nip, judged.post,
           judged.appraiser_id, judged.heads, judged.employee_id,
           NULL::bigint AS people, NULL::int[] AS waiting, NULL::date AS until,
           judged.path,
           CASE WHEN judged.is_none THEN greatest(
                    judged.date_from, date_trunc('year', judged.today)::date)
                ELSE judged.today END AS since
      FROM judged
CROSS JOIN LATERAL (VALUES
               ('none', is_none), ('gone', is_gone), ('own', is_own),
               ('loop', is_loop), ('lower', is_lower), ('other_unit', is_other_unit)
           ) AS problem (code, is_so)
     WHERE problem.is_so
 UNION ALL
    SELECT 'acting', held.id, held.company_id, held.department_id, held.name,
           held.nip, held.post, held.appraiser_id, NULL, held.employee_id,
           NULL, NULL, held.date_to, held.path, held.today
      FROM held WHERE held.status <> %(definitive)s AND held.asn_kind <> %(outside)s
       AND held.date_to <= held.today + %(ending)s
 UNION ALL
    SELECT 'span', wide.id, wide.company_id, wide.department_id, wide.name, wide.nip,
           wide.post, wide.appraiser_id, NULL, wide.employee_id, wide.people, NULL,
           NULL, wide.path, wide.today
      FROM wide
 UNION ALL
    SELECT 'headless', NULL, unit.company_id, unit.id, unit.name, NULL, NULL, NULL,
           line.heads, NULL,
           count(*) FILTER (WHERE waits.is_so),
           array_agg(held.id ORDER BY held.id) FILTER (WHERE waits.is_so), NULL,
           string_to_array(trim(trailing '/' FROM unit.parent_path), '/')::int[],
           held.today
      FROM held
      JOIN (SELECT id, company_id, manager_id, parent_path,
                   coalesce(name ->> %(lang)s, name ->> 'en_US') AS name
              FROM hr_department) unit ON unit.id = held.department_id
 LEFT JOIN line ON line.id = unit.id
 LEFT JOIN former ON former.unit = unit.id AND unit.manager_id IS NULL
 LEFT JOIN present ON present.id = held.appraiser_id
CROSS JOIN LATERAL (VALUES
               (present.id IS NULL
                OR held.appraiser_id IS NOT DISTINCT FROM former.head)
           ) AS waits (is_so)
     WHERE held.asn_kind <> %(outside)s
       AND NOT EXISTS (SELECT FROM present WHERE present.id = unit.manager_id)
  GROUP BY unit.id, unit.company_id, unit.name, unit.parent_path, line.heads,
           held.today
)
SELECT coalesce(found.assignment_id, found.department_id) * %(kinds)s
           + (%(places)s::jsonb ->> found.code)::int AS id,
       found.code AS problem,
       (%(places)s::jsonb ->> found.code)::int AS place,
       found.assignment_id, found.employee_id, found.company_id,
       found.department_id, found.name,
       found.nip, found.post, found.appraiser_id, found.people::int AS people,
       to_jsonb(found.waiting) AS waiting, found.until, found.since,
       coalesce(found.path[2], found.path[1]) AS office_id,
       (SELECT string_agg(coalesce(unit.name ->> %(lang)s, unit.name ->> 'en_US'), ' / '
                          ORDER BY step.place DESC)
          FROM unnest(found.path[2:]) WITH ORDINALITY AS step (id, place)
          JOIN hr_department unit ON unit.id = step.id) AS unit_name,
       (SELECT head FROM unnest(found.heads) AS head
         WHERE head IS DISTINCT FROM found.employee_id
           AND head IS DISTINCT FROM found.appraiser_id LIMIT 1) AS proposal_id
  FROM found
"""
