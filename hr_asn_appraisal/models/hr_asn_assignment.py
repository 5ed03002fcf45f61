import json
from datetime import date

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ..days import in_words
from ..law import behavior, codes, contracts
from ..law.states import CLOSED
from .hr_asn_change_mixin import CHANGE_APPRAISER, PARTIES
from .hr_asn_rating import PREDIKATS
from .hr_asn_scope_mixin import BY_RUN, BY_RUN_ONLY
from .hr_employee import ASN_KINDS
from .hr_version import POST_KINDS

ADMIN_GROUP = "hr_asn_appraisal.group_asn_admin"

STATUSES = [
    (codes.DEFINITIF, "Definitive"),
    (codes.PLT, "Acting (Plt.)"),
    (codes.PLH, "Daily Acting (Plh.)"),
    (codes.PJB, "Caretaker (Pj.)"),
]
PREFIXES = {codes.PLT: "Plt. ", codes.PLH: "Plh. ", codes.PJB: "Pj. "}
# So many appraisers above a person are looked at for a circle.
LONGEST_LINE = 12
# What else of a post leaves a trace when it is changed.
LOGGED = (
    *("post", "duty", "status", "department_id", "date_from", "date_to"),
    "contract_end",
)


def titled_post(status, post, duty=None):
    """Return a post with its duty, its status before it: "Plt. Kepala Bidang"."""
    return f"{PREFIXES.get(status, '')}{', '.join(filter(None, (post, duty)))}"


def titled_post_sql():
    """Return the SQL of the same, duty included, for a plan whose alias is skp."""
    return SQL(
        "concat(%s::jsonb ->> skp.status,"
        " concat_ws(', ', skp.post, NULLIF(skp.duty, '')))",
        json.dumps(PREFIXES),
    )


def _kept(value):
    """Return the value of a field as the history keeps it: a text, or False."""
    if isinstance(value, models.BaseModel):
        return value._asn_path() if value else False
    return value.isoformat() if isinstance(value, date) else value or False


class HrAsnAssignment(models.Model):
    """A person in a post. SKP, rights and previews hang on it."""

    _name = "hr.asn.assignment"
    _description = "ASN assignment"
    _inherit = [
        "hr.asn.company.mixin",
        "hr.asn.guard.mixin",
        "hr.asn.change.mixin",
        "hr.asn.scope.mixin",
        "hr.asn.history.mixin",
        "hr.asn.person.search.mixin",
    ]
    _order = "name, date_from desc"
    _rec_names_search = ["name", "nip", "post"]
    _check_company_auto = True

    employee_id = fields.Many2one(
        "hr.employee", "Employee", required=True, ondelete="cascade", index=True
    )
    name = fields.Char(
        compute="_compute_person", store=True, compute_sudo=True, index="trigram"
    )
    nip = fields.Char(
        "NIP", compute="_compute_person", store=True, compute_sudo=True, index="trigram"
    )
    asn_kind = fields.Selection(
        ASN_KINDS,
        "Kind of ASN",
        compute="_compute_person",
        store=True,
        compute_sudo=True,
    )
    job_id = fields.Many2one("hr.job", "Job")
    post = fields.Char(required=True)
    post_kind = fields.Selection(POST_KINDS, "Kind of Post")
    duty = fields.Char("Assigned Duty", help="Kepala Sekolah …")
    status = fields.Selection(STATUSES, default=codes.DEFINITIF, required=True)
    department_id = fields.Many2one("hr.department", "Unit", required=True, index=True)
    date_from = fields.Date("From", required=True)
    date_to = fields.Date("To")
    decree = fields.Char("Decree Number")
    contract_end = fields.Date(
        "Contract Until",
        index="btree_not_null",
        help="Of a PPPK. The post goes on when the contract is extended.",
    )
    contract_is_ending = fields.Boolean(
        compute="_compute_contract_is_ending",
        search="_search_contract_is_ending",
        export_string_translation=False,
    )
    last_predikat = fields.Selection(
        PREDIKATS,
        "Last Predicate",
        compute="_compute_last_predikat",
        compute_sudo=False,
        help="Of the newest evaluation that was delivered.",
    )
    appraiser_id = fields.Many2one(
        "hr.employee", "Appraiser", index=True, check_company=True
    )
    superior_id = fields.Many2one(
        "hr.employee", "Appraiser's Superior", index=True, check_company=True
    )
    # Kept so that a list that still says the same does not undo what was corrected.
    listed_appraiser_id = fields.Many2one(
        "hr.employee",
        "Appraiser in the Staff List",
        index="btree_not_null",
        readonly=True,
        copy=False,
    )
    skp_ids = fields.One2many("hr.asn.skp", "assignment_id", "Plans")
    # The tree of who appraises whom today, as far as one may see it.
    parent_id = fields.Many2one(
        "hr.asn.assignment",
        "Appraiser's Assignment",
        compute="_compute_parent_id",
        search="_search_parent_id",
    )
    child_ids = fields.One2many(
        "hr.asn.assignment", string="Appraises", compute="_compute_child_ids"
    )

    _one_definitive = models.Constraint(
        "EXCLUDE USING gist (int4range(employee_id, employee_id, '[]') WITH &&, "
        "daterange(date_from, date_to, '[]') WITH &&) WHERE (status = 'definitif')",
        "This employee has a definitive post in that time already. "
        "End the former assignment first.",
    )
    # A text has no operator of its own there: its hash stands for it.
    _acting_once = models.Constraint(
        "EXCLUDE USING gist (int4range(employee_id, employee_id, '[]') WITH &&, "
        "int4range(department_id, department_id, '[]') WITH &&, "
        "numrange(hashtextextended(status || ' ' || post, 0)::numeric, "
        "hashtextextended(status || ' ' || post, 0)::numeric, '[]') WITH &&, "
        "daterange(date_from, date_to, '[]') WITH &&) WHERE (status <> 'definitif')",
        "This employee acts in this post in that time already. "
        "End the former assignment first.",
    )
    _dates_ordered = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)",
        "An assignment ends after it has begun.",
    )
    _contract_ordered = models.Constraint(
        "CHECK(contract_end IS NULL OR contract_end >= date_from)",
        "A contract ends after the post has begun.",
    )
    _not_own_appraiser = models.Constraint(
        "CHECK(appraiser_id IS NULL OR appraiser_id != employee_id)",
        "Nobody appraises himself.",
    )
    _not_own_superior = models.Constraint(
        "CHECK(superior_id IS NULL OR superior_id != employee_id)",
        "Nobody is the superior of his own appraiser.",
    )

    @api.depends(
        "employee_id.name",
        "employee_id.asn_nip",
        "employee_id.asn_kind",
        "employee_id.asn_front_title",
        "employee_id.asn_back_title",
    )
    def _compute_person(self):
        for assignment in self:
            employee = assignment.employee_id
            assignment.name = employee._asn_full_name() if employee else False
            assignment.nip = employee.asn_nip
            assignment.asn_kind = employee.asn_kind

    def _compute_contract_is_ending(self):
        ending = self._asn_contracts_ending(self.env.company._asn_today())
        found = self.filtered_domain(ending)
        for assignment in self:
            assignment.contract_is_ending = assignment in found

    def _search_contract_is_ending(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._asn_contracts_ending(self.env.company._asn_today())

    def _compute_last_predikat(self):
        """Take what was delivered and may be read; one query for all."""
        found = self.env["hr.asn.evaluation"].search_fetch(
            [("employee_id", "in", self.employee_id.ids), ("predikat", "!=", False)],
            ["employee_id", "predikat"],
            order="date_to, id",
        )
        last = {one.employee_id: one.predikat for one in found}
        for assignment in self:
            assignment.last_predikat = last.get(assignment.employee_id, False)

    @api.onchange("employee_id", "date_from")
    def _onchange_contract_end(self):
        """Propose the end where the law sets how long the contract lasts."""
        if self.date_from and not self.contract_end:
            # sudo: hr.employee - the kind of ASN of who is chosen
            kind = self.employee_id.sudo().asn_kind
            self.contract_end = contracts.one_year_contract_end(kind, self.date_from)

    @api.model
    def _asn_contracts_ending(self, today):
        """Return the domain of the posts whose contracts end soon."""
        first, last = contracts.notice_span(today)
        return (
            Domain("asn_kind", "in", contracts.CONTRACT_KINDS)
            & Domain("contract_end", ">=", first)
            & Domain("contract_end", "<=", last)
            & self._asn_held_domain(today)
        )

    @api.model
    def _asn_contract_ends(self, people):
        """Return {employee id: end of the contract of his newest definitive post}.

        ``people``: ids of employees. False: he has none. One query for all.
        """
        # sudo: hr.asn.assignment - the contract goes along, out of whichever unit
        found = self.sudo().search_fetch(
            [("employee_id", "in", people), ("status", "=", codes.DEFINITIF)],
            ["employee_id", "contract_end"],
            order="date_from",
        )
        return {one.employee_id.id: one.contract_end for one in found}

    @api.depends("name", "post", "status")
    def _compute_display_name(self):
        for assignment in self:
            assignment.display_name = f"{assignment.name}, {assignment._asn_post()}"

    @api.depends("appraiser_id", "department_id")
    @api.depends_context("uid")
    def _compute_parent_id(self):
        posts = self._asn_visible_today([("employee_id", "in", self.appraiser_id.ids)])
        held = posts.grouped("employee_id")
        for one in self:
            above = held.get(one.appraiser_id, self.browse())
            one.parent_id = above._asn_nearest(one.department_id)[:1]

    def _search_parent_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        ids = [key for key in value if key]
        below = self._asn_visible_today(
            [("appraiser_id", "in", self.browse(ids).employee_id.ids)]
        )
        below = below.filtered(lambda one: one.parent_id.id in ids)
        found = Domain("id", "in", below.ids)
        if len(ids) < len(value):
            seen = self._search(self._asn_held_domain(self.env.company._asn_today()))
            led = Domain("appraiser_id", "in", seen.subselect("employee_id"))
            found |= ~led | Domain("appraiser_id", "=", False)
        return found

    @api.depends_context("uid")
    def _compute_child_ids(self):
        below = self._asn_visible_today([("appraiser_id", "in", self.employee_id.ids)])
        groups = below.grouped("parent_id")
        for one in self:
            one.child_ids = groups.get(one, self.browse())

    @api.model
    def _asn_visible_today(self, domain):
        """Return the posts held today of a domain that the user may read."""
        return self.search(
            Domain(domain) & self._asn_held_domain(self.env.company._asn_today())
        )

    @api.constrains("employee_id", "appraiser_id", "date_from", "date_to")
    def _check_loop(self):
        """People do not appraise each other, nor in a circle, on the same day."""
        # sudo: hr.asn.assignment - a circle is one, whoever may see its members
        lines = [one for one in self.sudo() if one.appraiser_id]
        for _level in range(LONGEST_LINE):
            lines = self._asn_lines_above(lines)
            for line in lines:
                if line[-1].appraiser_id == line[0].employee_id:
                    raise ValidationError(self._asn_circle(line))
            if not lines:
                return

    @api.model
    def _asn_lines_above(self, lines):
        """Return the lines of assignments one appraiser longer: one query for all.

        A line goes on only by assignments that are held on a day all have in common.
        """
        bosses = [line[-1].appraiser_id.id for line in lines]
        held = self.sudo().search(
            [("employee_id", "in", bosses), ("appraiser_id", "!=", False)], order="id"
        )
        above = held.grouped("employee_id")
        return [
            line + one
            for line in lines
            for one in above.get(line[-1].appraiser_id, ())
            if one not in line and (line + one)._asn_share_a_day()
        ]

    def _asn_share_a_day(self):
        """Say whether all these assignments are held on some day from today on.

        Who appraises is said of now, not of days that are over: only of an assignment
        that has ended itself, the first one, its last day counts.
        """
        ends = [one.date_to for one in self if one.date_to]
        if not ends:
            return True
        today = (self[0].company_id or self.env.company)._asn_today()
        day = min(today, self[0].date_to or today)
        return max(day, *self.mapped("date_from")) <= min(ends)

    def _asn_circle(self, line):
        names = line.mapped("name")
        if len(line) == 2:
            return self.env._(
                "%(one)s and %(other)s would appraise each other.",
                one=names[0],
                other=names[1],
            )
        return self.env._(
            "These people would appraise each other in a circle: %(names)s.",
            names=" → ".join([*names, names[0]]),
        )

    @api.model_create_multi
    def create(self, vals_list):
        """What was made is asked, not what was given: a default names people, too."""
        made = super().create(vals_list)
        made._asn_check_not_self(made._asn_parties_of())
        made._asn_check_not_own()
        return made

    def write(self, vals):
        """A corrected appraiser takes what is not yet rated along, with history."""
        return self._asn_write(vals)

    def _asn_write(self, vals, since=None, decree=None):
        """Write; parties that change do so for what ends on ``since`` or later.

        ``since`` None: they were wrong from the first. ``decree`` goes to the history.
        """
        self._asn_check_identity(vals)
        people = {vals.get(party) for party in PARTIES} - {None, False}
        if "employee_id" in vals:
            people |= self._asn_parties_of()
        self._asn_check_not_self(people)
        changed = [party for party in PARTIES if party in vals]
        before = self._asn_parties_now() if changed else {}
        logged = [name for name in LOGGED if name in vals]
        kept = self._asn_logged_now(logged)
        result = super().write(vals)
        if changed:
            self._asn_parties_changed(before, changed, since, decree)
        self._asn_log_changes(kept, logged)
        if "date_to" in vals:
            # sudo: hr.asn.skp - the plan follows the post, whoever ends it
            self.sudo().skp_ids._asn_follow_dates()
        self._asn_check_kept()
        return result

    def _asn_logged_now(self, names):
        """Return {id: values of these fields}, texts as the history keeps them."""
        # sudo: hr.department - the name of a unit is no secret
        posts = self.sudo() if names else self.browse()
        return {one.id: [_kept(one[name]) for name in names] for one in posts}

    def _asn_log_changes(self, before, names):
        """Write into the history what of these fields was and what it is now.

        ``before``: as of ``_asn_logged_now``. What was written as it was is no change.
        """
        after = self._asn_logged_now(names)
        changes = {
            key: [
                [name, *values]
                for name, *values in zip(names, before[key], after[key], strict=True)
                if values[0] != values[1]
            ]
            for key in after
        }
        changed = self.filtered(lambda one: changes.get(one.id))
        self.env["hr.asn.event"]._asn_log(changed, "change_assignment", changes=changes)

    def _asn_parties_now(self):
        """Return {id: (names of the parties, appraiser, ids of the parties)}."""
        return {
            one.id: (
                one._asn_party_names(),
                one.appraiser_id,
                {party: one[party].id or None for party in PARTIES},
            )
            for one in self
        }

    def _asn_parties_changed(self, before, parties, since, decree):
        """Write the history and let the open documents follow, with their to-dos."""
        details = self._asn_change_details(since, decree)
        following = {one.id: one._asn_following(before, parties) for one in self}
        self.env["hr.asn.event"]._asn_log(
            self,
            CHANGE_APPRAISER,
            lambda one: f"{before[one.id][0]} → {one._asn_party_names()}{details}",
            changes={
                one.id: [
                    [party, before[one.id][2][party], one[party].id or None]
                    for party in following[one.id]
                ]
                for one in self
            },
            since=since,
        )
        for names, some in self.grouped(lambda one: following[one.id]).items():
            if names:
                self.env["hr.asn.evaluation"].sudo()._asn_follow(some, names, since)
        # sudo: hr.asn.skp - the plan goes over, whoever corrects the appraiser
        moved = self.sudo().filtered(
            lambda one: one.appraiser_id != before[one.id][1].sudo()
        )
        plans = moved.skp_ids.filtered(lambda plan: plan.cycle_id.state != CLOSED)
        plans.filtered(
            lambda plan: not before[plan.assignment_id.id][1]
        )._asn_appraised()
        plans._asn_follow()

    def _asn_following(self, before, parties):
        """Return which of these parties documents take from a post that had others.

        With another appraiser all of them: an evaluation may have another superior than
        the post had. What was written as it was is no change.
        """
        now = {party: self[party].id or None for party in parties}
        others = {party for party in parties if now[party] != before[self.id][2][party]}
        if "appraiser_id" in others:
            return tuple(parties)
        return tuple(party for party in parties if party in others)

    def _asn_change_details(self, since, decree):
        """Return from when and by which paper, as the history adds it."""
        day = since and self.env._("from %s", in_words(self.env, since))
        return "".join(f"; {detail}" for detail in (day, decree) if detail)

    def _asn_change_appraiser(self, appraiser, since, decree=None):
        """Let somebody else appraise these people from a day on: the one way to it.

        Evaluations of periods that had ended before ``since`` stay with the former
        appraiser, as do those that are rated; the others follow, and so does the plan.
        The superior becomes who appraises the new appraiser, and those whom these
        people appraise get the new appraiser as superior. ``decree``: number of the
        paper or reason, for the history. Raises UserError where somebody would
        appraise himself or people would appraise each other.
        """
        formers = {one: one.appraiser_id for one in self}
        self._asn_check_day_has_come(since)
        for superior, some in self._asn_by_superior(appraiser).items():
            parties = {"appraiser_id": appraiser.id, "superior_id": superior.id}
            some._asn_write(parties, since, decree)
        self._asn_superiors_follow(formers, appraiser, since, decree)

    @api.model
    def _asn_outdated(self, changes):
        """Return {post id: why a change of appraiser no longer fits what is now}.

        ``changes``: dicts of ``post``, ``appraiser`` and ``was`` (ids; the one who was
        seen when it was decided) and ``since`` (date or ISO text).
        """
        posts = self.browse(one["post"] for one in changes).exists()
        missing = self.env._("This post is there no longer.")
        lost = {one["post"] for one in changes} - set(posts.ids)
        # Of a post that is not his the user learns nothing but that he may not.
        # sudo: hr.asn.assignment - parties of posts that he reads
        own = {post.id: post for post in posts._filtered_access("read").sudo()}
        people = {one[who] for one in changes for who in ("appraiser", "was")}
        people |= set(posts.sudo().appraiser_id.ids)
        names = self.env["hr.employee"]._asn_names(people - {None, False})
        owners = posts.sudo().employee_id
        gone = self._asn_gone(owners.browse(names) | owners, seated=owners)
        reasons = {
            one["post"]: own[one["post"]]._asn_why_outdated(one, gone, names)
            for one in changes
            if one["post"] in own
        }
        told = {post: reason for post, reason in reasons.items() if reason}
        return dict.fromkeys(lost, missing) | told

    @api.model
    def _asn_gone(self, people, on=None, seated=()):
        """Return the ids of those who have left: archived, or without a post that day.

        Who never had a post, as an official from outside, is there. ``on`` None: today.
        ``seated``: those of whose post it is asked, or who get one by what is done: of
        them only who is archived has left.
        """
        # sudo: hr.employee - whether they are there, nothing else of them
        people = people.sudo()
        held = self._asn_held_by(people, on or self.env.company._asn_today())
        groups = self.sudo()._read_group(
            [("employee_id", "in", people.ids)], ["employee_id"]
        )
        formers = {one.id for (one,) in groups}
        present = {one.id for one in held} | {one.id for one in seated}
        return {
            one.id
            for one in people
            if not one.active or (one.id in formers and one.id not in present)
        }

    def _asn_why_outdated(self, change, gone, names):
        """Return why one post is not given another appraiser any more, or None."""
        present = self.appraiser_id.id or None
        if self.date_to and self.date_to < fields.Date.to_date(change["since"]):
            return self.env._(
                "This post has ended on %s.", in_words(self.env, self.date_to)
            )
        if self.employee_id.id in gone:
            return self.env._("%s has left.", self.name)
        if change["appraiser"] in gone and change["appraiser"] != present:
            return self.env._(
                "%s has left or holds no post any more. Choose another appraiser.",
                names[change["appraiser"]],
            )
        if present not in (change["was"] or None, change["appraiser"] or None):
            return self.env._(
                "The appraiser is %(now)s by now, no longer %(seen)s, "
                "as when this was entered. Nothing was changed.",
                now=names.get(present, "–"),
                seen=names.get(change["was"], "–"),
            )
        return None

    def _asn_check_day_has_come(self, since):
        if since > (self.company_id[:1] or self.env.company)._asn_today():
            raise UserError(
                self.env._(
                    "This change begins on %s. It is done on that day.",
                    in_words(self.env, since),
                )
            )

    def _asn_by_superior(self, appraiser):
        """Return {who appraises the appraiser: those of self above whom he stands}."""
        today = (self.company_id[:1] or self.env.company)._asn_today()
        posts = self._asn_held_by(appraiser, today).get(appraiser, self.browse())
        groups = {}
        for one in self:
            superior = posts._asn_nearest(one.department_id).appraiser_id
            if superior == one.employee_id:
                superior = superior.browse()
            groups[superior] = groups.get(superior, self.browse()) | one
        return groups

    @api.model
    def _asn_above(self, person):
        """Return everybody who stands above a person today, up to the top."""
        above, level = self.env["hr.employee"], person
        today = self.env.company._asn_today()
        while level:
            # sudo: hr.asn.assignment - a circle is one, whoever may see its members
            held = self._asn_held_by(level, today).values()
            bosses = self.sudo().union(*held).appraiser_id
            level = bosses - above
            above |= bosses
        return above

    def _asn_superiors_follow(self, formers, appraiser, since, decree):
        """Give those whom these people appraise the new appraiser as superior.

        Only where the former appraiser, or nobody, was their superior.
        """
        former_of = {one.employee_id: former for one, former in formers.items()}
        # sudo: hr.asn.assignment - the superior follows, whoever's unit it is
        below = self.sudo().search([("appraiser_id", "in", self.employee_id.ids)])
        below = below.filtered(
            lambda one: (
                (not one.date_to or one.date_to >= since)
                and one.superior_id == former_of[one.appraiser_id]
                and one.superior_id != appraiser
                and one.employee_id != appraiser
            )
        )
        if below:
            below._asn_write({"superior_id": appraiser.id}, since, decree)

    def _asn_check_kept(self):
        """Refuse to move an assignment out of what one may change."""
        if not self.env.su:
            # Whose units it was in is remembered from the check before the change.
            self.invalidate_recordset(["asn_in_officer_scope"])
            self.check_access("write")

    def _asn_check_identity(self, vals):
        """Refuse to hand the documents of one person over to another."""
        if {"employee_id", "company_id"} & vals.keys() and self.sudo().skp_ids:
            raise UserError(
                self.env._(
                    "This assignment has a plan and stays with its employee. "
                    "End it and make another one."
                )
            )

    def _asn_parties_of(self):
        """Return the ids of the appraisers and superiors of these assignments."""
        parties = self.sudo()
        return set((parties.appraiser_id | parties.superior_id).ids)

    @api.model
    def _asn_barred(self):
        """Return the ids of whom the user may put over nobody: himself.

        The administrator may, as he rates nobody by that alone.
        """
        if self.env.su or self.env.user.has_group(ADMIN_GROUP):
            return set()
        # sudo: hr.employee - who has the user's login, archived or elsewhere as well
        people = self.env["hr.employee"].sudo().with_context(active_test=False)
        return set(people.search([("user_id", "=", self.env.uid)]).ids)

    @api.model
    def _asn_check_not_self(self, people):
        """Refuse an officer who puts himself over people: he would rate them.

        ``people``: ids of the employees who come over somebody.
        """
        if people and people & self._asn_barred():
            raise AccessError(
                self.env._(
                    "Nobody makes himself the appraiser or superior of others. "
                    "Ask another officer or the administrator to do it."
                )
            )

    def _asn_check_not_own(self):
        """Refuse an officer who gives himself a post, with an appraiser of his choice.

        He may stand in a list of the whole agency that he takes in: a run keeps it.
        """
        # sudo: hr.employee - whose posts these are
        own = set(self.sudo().employee_id.ids) & self._asn_barred()
        by_run = self.env.context.get(BY_RUN) is BY_RUN_ONLY
        if own and not (by_run and self.env.user._asn_runs_agency()):
            raise AccessError(
                self.env._(
                    "Nobody gives himself a post. "
                    "Ask another officer or the administrator to do it."
                )
            )

    def _asn_party_names(self):
        # sudo: hr.employee - names of parties, kept in the history
        parties = self.sudo().appraiser_id, self.sudo().superior_id
        return ", ".join(party.name or "–" for party in parties)

    def _asn_post(self):
        """Return the post as papers print it: "Plt. Kepala Bidang …"."""
        self.ensure_one()
        return titled_post(self.status, self.post)

    def _asn_leads(self):
        """Say whether it is a post that leads (law.behavior)."""
        # sudo: hr.department - who heads it is no secret
        heads = self.employee_id in self.sudo().department_id.manager_id
        return behavior.leads(self.post_kind, self.duty, heads)

    def _asn_kind_label(self):
        """Return the kind of ASN in words: "PPPK Paruh Waktu"."""
        self.ensure_one()
        return dict(self._fields["asn_kind"]._description_selection(self.env)).get(
            self.asn_kind
        )

    def _asn_parent_unit(self):
        """Return the name of the OPD of this post."""
        self.ensure_one()
        return self.department_id.sudo()._asn_parent_unit()

    def _asn_people(self, on):
        """Return {id: the person in this post as a seal keeps him on date ``on``}.

        As plain rows: to be called with the right to read rank and NIP.
        """
        units = {
            unit.id: {"unit": unit.name, "parent_unit": unit._asn_parent_unit()}
            for unit in self.department_id
        }
        known = self.employee_id._asn_identities(on)
        return {
            post.id: known[post.employee_id.id]
            | {"assignment": post.id, "post": post._asn_post(), "duty": post.duty or ""}
            | units[post.department_id.id]
            for post in self
        }

    def _asn_nearest(self, unit):
        """Return the one of these posts of a person from which he stands over a unit.

        That is his post in the unit itself, else in the next unit above it. Where none
        of them is there, or two in the same unit: the first.
        """
        path = (unit.sudo().parent_path or "").split("/")[:-1]
        depth = {int(part): level for level, part in enumerate(path)}
        return max(
            self, key=lambda one: depth.get(one.department_id.id, -1), default=self
        )

    @api.model
    def _asn_held_by(self, employees, on):
        """Return {employee: assignments held on a date}, definitive ones first."""
        held = self.sudo().search(
            Domain("employee_id", "in", employees.ids) & self._asn_held_domain(on),
            order="employee_id, status, id",
        )
        return held.grouped("employee_id")

    @api.model
    def _asn_held_by_user(self):
        """Return the posts that the user himself holds today in the agency worked in.

        They come without the rights of the user: which posts are his is no secret to
        him, nor are their units.
        """
        # sudo: hr.asn.assignment - a user is asked about himself
        return self.sudo().search_fetch(
            Domain("employee_id.user_id", "=", self.env.uid)
            & Domain("company_id", "=", self.env.company.id)
            & self._asn_held_domain(self.env.company._asn_today()),
            ["department_id", "status", "post", "date_to"],
            order="date_from, id",
        )

    @api.model
    def _asn_held_domain(self, on):
        """Return the domain of the posts that are held on a date."""
        ended = Domain("date_to", "=", False) | Domain("date_to", ">=", on)
        return Domain("date_from", "<=", on) & ended
