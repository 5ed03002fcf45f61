from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from .. import seal
from ..days import in_words
from ..exchange import numbers
from ..law.codes import HERE
from ..law.scoring import MOST
from ..law.states import DRAFT, PUBLISHED
from ..law.unit import nearest
from ..memo import forget, remembered
from .hr_asn_unit_rating_proposal_mixin import ORG_RATINGS
from .hr_asn_workflow_mixin import APPRAISER, CLERK, Transition

SET = "set"
STATES = [(DRAFT, "Draft"), (SET, "Set")]
SCHEMA = "unit_rating/2"
SET_TYPE = "hr_asn_appraisal.mail_act_asn_unit_rated"
# What a request knows of the units that are rated.
RATED = "asn_units_rated"
# What a set rating says; it changes by reopening only.
SAID = (
    *("rating", "value", "source", "decided_on", "decree", "file", "file_name"),
    *("agreement_result", "expectation_result", "reason", "recommendation"),
)


class HrAsnUnitRating(models.Model):
    """What a unit achieved in a period, as the leader above it has set it.

    It gives the pattern of distribution of its people and the result of its head.
    """

    _name = "hr.asn.unit.rating"
    _description = "ASN rating of a unit"
    _inherit = [
        "hr.asn.company.mixin",
        "hr.asn.unit.rating.proposal.mixin",
        "hr.asn.workflow.mixin",
        "hr.asn.scope.mixin",
        "mail.activity.mixin",
    ]
    _order = "date_to desc, department_id"
    _check_company_auto = True

    _transitions = (
        Transition("set", (DRAFT,), SET, (APPRAISER, CLERK), "_asn_check_whole"),
        Transition("reopen", (SET,), DRAFT, (APPRAISER, CLERK), "_asn_check_unused"),
    )
    _asn_protected = {
        "state": DRAFT,
        "head_id": False,
        "leader_id": False,
        "set_on": False,
        "content": False,
        "sha256": False,
        "proposed_rating": False,
    }
    _asn_fixed = frozenset({"company_id", "department_id", "period_id"})

    department_id = fields.Many2one(
        "hr.department",
        "Unit",
        required=True,
        ondelete="restrict",
        check_company=True,
        index=True,
    )
    period_id = fields.Many2one(
        "hr.asn.period",
        "Period",
        required=True,
        ondelete="restrict",
        check_company=True,
        index=True,
    )
    cycle_id = fields.Many2one(related="period_id.cycle_id", store=True, index=True)
    date_to = fields.Date(related="period_id.date_to", store=True)
    state = fields.Selection(
        STATES, default=DRAFT, required=True, copy=False, index=True
    )
    rating = fields.Selection(ORG_RATINGS, "Unit Rating", index=True)
    value = fields.Char(
        "Value in Numbers",
        help="From 0 to 120, where the policy rates in numbers: the value of the "
        "organisation in that of its people, and what is proposed for its head.",
    )
    source = fields.Text(
        help="What it stands on: performance agreement, action plan, measured targets."
    )
    decided_on = fields.Date("Decided On")
    decree = fields.Char("Decree Number")
    file = fields.Binary("Decree", attachment=True, copy=False)
    file_name = fields.Char(copy=False)
    unit_path = fields.Char("Unit and Its Parents", compute="_compute_unit_path")
    # Whose result it is, and who sets it: as things are now, below as they were.
    employee_id = fields.Many2one(
        "hr.employee", "Head of the Unit", compute="_compute_parties", compute_sudo=True
    )
    appraiser_id = fields.Many2one(
        "hr.employee", "Leader above It", compute="_compute_parties", compute_sudo=True
    )
    head_name = fields.Char(compute="_compute_parties", compute_sudo=True)
    leader_name = fields.Char(compute="_compute_parties", compute_sudo=True)
    asn_is_led = fields.Boolean(
        compute="_compute_asn_is_led",
        search="_search_asn_is_led",
        export_string_translation=False,
    )
    head_id = fields.Many2one(
        "hr.employee",
        "Head When It Was Set",
        ondelete="restrict",
        copy=False,
        index="btree_not_null",
    )
    leader_id = fields.Many2one(
        "hr.employee", "Set By", ondelete="restrict", copy=False
    )
    set_on = fields.Date("Set On", copy=False)
    content = fields.Text(copy=False, export_string_translation=False)
    sha256 = fields.Char("Digest", size=64, copy=False)
    is_intact = fields.Boolean("Intact", compute="_compute_is_intact")
    # Whose results were locked minding the pattern that it gives.
    calibration_ids = fields.Many2many(
        "hr.asn.calibration",
        "hr_asn_unit_rating_calibration_rel",
        "rating_id",
        "calibration_id",
        "Calibration Sessions",
        copy=False,
        groups=".",
        export_string_translation=False,
    )

    _unit_uniq = models.Constraint(
        "UNIQUE(department_id, period_id)",
        "This unit has a rating in the period already.",
    )
    _whole = models.Constraint(
        "CHECK(state = 'draft' OR (rating IS NOT NULL AND source IS NOT NULL"
        " AND decided_on IS NOT NULL))",
        "What is set has a rating, a source and a day.",
    )

    @api.constrains("value")
    def _check_value(self):
        for one in self.filtered("value"):
            if one._asn_value() is None:
                raise ValidationError(
                    self.env._(
                        "“%s” is no value. Type a number from 0 to 120 with at most "
                        "two decimals, such as 95 or 88,35.",
                        one.value,
                    )
                )

    def _asn_value(self):
        """Return the value in hundredths; None without one."""
        value = numbers.parse_hundredths(self.value)
        return value if value is not None and 0 <= value <= MOST else None

    def _asn_told_value(self):
        """Return the value with the day and the source that it has."""
        return self.env._(
            "%(unit)s: %(value)s (%(day)s; %(basis)s)",
            unit=self.display_name,
            value=self.value,
            day=in_words(self.env, self.decided_on),
            basis=self.source,
        )

    @api.depends("content", "sha256")
    def _compute_is_intact(self):
        for one in self:
            one.is_intact = bool(one.sha256) and seal.is_intact(
                one.content or "", one.sha256
            )

    @api.depends("department_id")
    @api.depends_context("lang")
    def _compute_unit_path(self):
        for one in self:
            one.unit_path = one.department_id._asn_path() if one.department_id else ""

    @api.depends("department_id", "period_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """Name unit and period; not the rating, as names are shown to anybody."""
        for one in self:
            # sudo: hr.department - the name of a unit is no secret
            told = (one.sudo().department_id.name, one.period_id.display_name)
            one.display_name = ", ".join(part for part in told if part)

    def _asn_leaf_label(self):
        """Return what an explanation calls it: with the rating."""
        words = dict(self._fields["rating"]._description_selection(self.env))
        told = [words.get(self.rating), self.value]
        return f"{self.display_name}: {', '.join(filter(None, told))}"

    @api.depends("department_id.manager_id", "state")
    def _compute_parties(self):
        """Who heads the unit and who stands above it now; named is who did when set."""
        leaders = self.department_id._asn_leaders()
        for one in self:
            head = one.department_id.manager_id
            leader = leaders.get(one.department_id, head.browse())
            one.employee_id, one.appraiser_id = head, leader
            if one.state == SET:
                head, leader = one.head_id, one.leader_id
            one.head_name = head._asn_full_name() if head else False
            one.leader_name = leader._asn_full_name() if leader else False

    @api.depends_context("uid")
    def _compute_asn_is_led(self):
        for one in self:
            # sudo: hr.employee - whose login it is, compared only
            leaders = one.sudo().appraiser_id | one.sudo().leader_id
            one.asn_is_led = self.env.user in leaders.user_id

    def _search_asn_is_led(self, operator, value):
        """Find what the user sets or has set."""
        if operator != "in":
            return NotImplemented
        units = self.env["hr.department"]._asn_led_units()
        led = Domain("leader_id.user_id", "=", self.env.uid)
        return led | Domain("department_id", "in", units)

    # -- steps ---------------------------------------------------------------

    def action_set(self):
        """Set and seal; from now on it counts and its head sees it."""
        today = self._asn_today()
        # sudo: hr.asn.unit.rating - names and numbers are for the seal
        contents = {one.id: one._asn_content(today) for one in self.sudo()}
        self._transition(
            "set",
            values=lambda one: {
                "set_on": today,
                "head_id": one.sudo().employee_id.id,
                "leader_id": one.sudo().appraiser_id.id,
                "proposed_rating": contents[one.id]["proposed"] or False,
                **seal.seal(contents[one.id]),
            },
        )
        self._asn_notify(SET_TYPE, "head_id")
        # sudo: hr.asn.unit.rating - heads are told on, whoever rates their units
        self.sudo()._asn_tell_of_heads()

    def _asn_activity_types(self):
        return [SET_TYPE]

    def _asn_tell_of_heads(self):
        """Tell who may open it again of heads that were delivered another result."""
        delivered = Domain("state", "in", PUBLISHED) & Domain("source", "=", HERE)
        heads = Domain.OR(
            Domain("period_id", "=", one.period_id.id)
            & Domain("department_id", "=", one.department_id.id)
            & Domain("employee_id", "in", one.head_id.ids)
            for one in self
        )
        found = self.env["hr.asn.evaluation"].search(delivered & heads)
        if found:
            found._asn_other_than_unit()._asn_tell_other_than_unit()

    def action_ask_reopen(self):
        """Open the dialog that asks for the reason."""
        title = self.env._("Correct")
        return self.env["hr.asn.say"]._asn_open("correct", self, title)

    def action_reopen(self, reason):
        """Take a set rating back to correct it, while nobody was rated by it."""
        if not (reason or "").strip():
            raise UserError(self.env._("Write why it is corrected."))
        words = dict(self._fields["rating"]._description_selection(self.env))
        # What was sealed goes with the reason into the history, which nobody changes.
        before = {one.id: f"{words.get(one.rating, '')}, {one.sha256}" for one in self}
        gone = {name: False for name in self._asn_protected if name != "state"}
        self._transition(
            "reopen",
            lambda one: f"{reason.strip()} ({before[one.id]})",
            # No session has minded what is set next.
            gone | {"calibration_ids": False},
        )

    def _asn_content(self, today):
        """Return what is sealed: the rating, what it stands on, and the parties."""
        people = {"head": self.employee_id, "leader": self.appraiser_id}
        return {
            "schema": SCHEMA,
            "unit": {
                "id": self.department_id.id,
                "path": self.department_id._asn_path(),
            },
            "period": self.period_id._asn_content(),
            "rating": self.rating,
            **({"value": self.value} if self.value else {}),
            **self._asn_proposal_content(),
            "source": self.source,
            "decided_on": str(self.decided_on or ""),
            "decree": self.decree or "",
            "file": self._asn_file_digest(),
            "set_on": str(today),
            **{
                role: {"id": one.id, "name": one._asn_full_name(), "nip": one.asn_nip}
                for role, one in people.items()
                if one
            },
        }

    def _asn_file_digest(self):
        """Return the checksum of the attached decree, "" without one."""
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", self._name),
                ("res_field", "=", "file"),
                ("res_id", "=", self.id),
            ]
        )
        return attachment.checksum or ""

    def _asn_check_whole(self):
        """Refuse to set what says nothing, or by a decision of a later day."""
        self._asn_check_cycle_open()
        today = self._asn_today()
        for one in self:
            if not (one.rating and (one.source or "").strip() and one.decided_on):
                raise UserError(
                    self.env._(
                        "%s: enter the rating, what it stands on and the day of the "
                        "decision first.",
                        one.display_name,
                    )
                )
            if one.decided_on > today:
                raise UserError(
                    self.env._("%s: the decision is of a later day.", one.display_name)
                )
        self._asn_check_parts()
        self._asn_check_departure()

    def _asn_check_unused(self):
        """Refuse to correct what a delivered evaluation stands on."""
        self._asn_check_cycle_open()
        for one in self:
            # sudo: hr.asn.evaluation - whether there is one, not whose
            evaluations = self.env["hr.asn.evaluation"].sudo()
            if evaluations.search_count([("unit_rating_id", "=", one.id)], limit=1):
                raise UserError(
                    self.env._(
                        "Evaluations that stand on %s were delivered. It cannot be "
                        "corrected any more.",
                        one.display_name,
                    )
                )

    def _asn_governed(self):
        """Return the domain of the evaluations that this rating is for."""
        self.ensure_one()
        # sudo: hr.asn.unit.rating - which units are rated by themselves
        others = self.sudo().search(
            [("period_id", "=", self.period_id.id), ("state", "=", SET)]
        )
        own = self.sudo().department_id
        below = (others.department_id - own).filtered(
            lambda one: one.parent_path.startswith(own.parent_path)
        )
        inside = Domain("department_id", "child_of", own.ids)
        nearer = Domain("department_id", "child_of", below.ids)
        domain = Domain("period_id", "=", self.period_id.id) & inside
        return domain & ~nearer if below else domain

    def _asn_put(self, vals):
        forget(self.env, RATED)
        return super()._asn_put(vals)

    def write(self, vals):
        """What is set stays as it was set."""
        if not self.env.su and vals.keys() & set(SAID):
            closed = self.filtered(lambda one: one.state != DRAFT)
            if closed:
                raise UserError(
                    self.env._("%s is set. Reopen it first.", closed[0].display_name)
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        if any(one.state != DRAFT for one in self):
            raise UserError(self.env._("Only a draft can be deleted."))

    # -- who may -------------------------------------------------------------

    def _asn_role_substitute(self):
        """The officer, on paper, where the leader has no login or none is known."""
        # sudo: hr.employee - whether somebody can log in is not for plain users to read
        without = self.sudo().filtered(lambda one: not one.appraiser_id.asn_has_login)
        return self.browse(without.ids)._asn_role_officer()

    def _asn_on_behalf(self, transition):
        return {
            # sudo: hr.asn.unit.rating - for whom it is entered
            one: one.sudo().appraiser_id
            for one in self._asn_substituted(transition)
        }

    def _asn_role_label(self, role):
        return {
            APPRAISER: self.env._("the leader above the unit"),
            CLERK: self.env._("the performance officer, for a leader without a login"),
        }.get(role) or super()._asn_role_label(role)

    # -- what is measured by it ----------------------------------------------

    @api.model
    def _asn_set_in(self, periods):
        """Return {period: {unit id: rating}} of what is set; one query a request."""
        if not periods:
            return {}
        # sudo: hr.asn.unit.rating - what counts, counts for all it is for
        all_units = self.sudo()
        domain = [("period_id", "in", periods.ids), ("state", "=", SET)]
        key = tuple(sorted(periods.ids))
        ids = remembered(self.env, RATED, key, lambda: all_units.search(domain)._ids)
        ratings = defaultdict(dict)
        for one in all_units.browse(ids):
            ratings[one.period_id][one.department_id.id] = one
        return ratings

    @api.model
    def _asn_nearest_of(self, department, rated):
        """Return which of {unit id: rating} a unit is measured by; none: empty."""
        path = (department.parent_path or "").split("/")[:-1]
        found = nearest([int(part) for part in path], rated)
        return rated[found] if found else self.browse()
