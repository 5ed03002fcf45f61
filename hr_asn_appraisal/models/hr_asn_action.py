from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..days import in_words
from ..dialogs import dialog
from ..law import actions

STATES = [
    (actions.DONE, "Done"),
    (actions.PARTLY, "Partly Done"),
    (actions.NOT_DONE, "Not Yet Done"),
]
# What the continuation takes over; its days and what came of it are its own.
CONTINUED = ("name", "target", "unit", "sequence")
SHORT_DAY = "d MMM"


class HrAsnAction(models.Model):
    """What is done for a result in a period; it is not part of the agreed plan."""

    _name = "hr.asn.action"
    _description = "ASN action of a period"
    _inherit = ["hr.asn.period.line.mixin"]
    _order = "period_id, rhk_id, sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Text("Planned Action", required=True)
    rhk_id = fields.Many2one(required=True, ondelete="restrict")
    skp_id = fields.Many2one(related="rhk_id.skp_id", store=True, index=True)
    # Empty while the evaluation of the period has not been opened.
    evaluation_id = fields.Many2one(
        "hr.asn.evaluation",
        "Evaluation",
        compute="_compute_evaluation_id",
        store=True,
        index=True,
        ondelete="set null",
    )
    person = fields.Char("Employee", related="skp_id.name")
    department_id = fields.Many2one(related="skp_id.department_id", string="Unit")
    target = fields.Char(help="What is to come of it in this period, in short.")
    unit = fields.Char("Unit of Measure")
    date_from = fields.Date("From")
    date_to = fields.Date("Until")
    when = fields.Char(compute="_compute_when")
    # The same, and below it what it continues, for a narrow column.
    when_lines = fields.Text(
        compute="_compute_when_lines", export_string_translation=False
    )
    state = fields.Selection(STATES, "Outcome")
    note = fields.Text()
    copied_from_id = fields.Many2one(
        "hr.asn.action",
        "Continues",
        ondelete="restrict",
        copy=False,
        index="btree_not_null",
    )
    continuation_ids = fields.One2many(
        "hr.asn.action", "copied_from_id", "Continued By"
    )
    continued_from = fields.Char("Continuation", compute="_compute_continued_from")

    _continued_once = models.UniqueIndex(
        "(copied_from_id, period_id) WHERE copied_from_id IS NOT NULL",
        "This action is continued in the period already.",
    )

    @api.depends("skp_id.evaluation_ids", "period_id")
    def _compute_evaluation_id(self):
        found = self._asn_evaluations()
        known = {(one.skp_id, one.period_id): one for one in found}
        for action in self:
            action.evaluation_id = known.get((action.skp_id, action.period_id))

    @api.depends("date_from", "date_to")
    @api.depends_context("lang")
    def _compute_when(self):
        """Say the days in short; one that is not known leaves its side open."""
        for action in self:
            days = (action.date_from, action.date_to)
            said = [in_words(self.env, day, SHORT_DAY) for day in days]
            action.when = " – ".join(said).strip() if any(days) else False

    @api.depends("copied_from_id")
    @api.depends_context("lang")
    def _compute_continued_from(self):
        for action in self:
            period = action.copied_from_id.period_id.display_name
            told = period and self.env._("continued from %s", period)
            action.continued_from = told or False

    @api.depends("when", "continued_from")
    @api.depends_context("lang")
    def _compute_when_lines(self):
        for action in self:
            told = (action.when or "", action.continued_from or "")
            action.when_lines = "\n".join(told) if any(told) else False

    # -- rules -----------------------------------------------------------------

    @api.constrains("period_id", "rhk_id")
    def _check_cadence(self):
        """The year has no actions beside those of its periods."""
        for action in self:
            # sudo: hr.asn.policy - how often one is evaluated is no secret
            cadence = action.sudo().skp_id.policy_id.cadence
            if action.period_id.kind != cadence:
                raise ValidationError(
                    self.env._(
                        "%(plan)s has no action plan in %(period)s.",
                        plan=action.skp_id.display_name,
                        period=action.period_id.display_name,
                    )
                )

    @api.constrains("date_from", "date_to", "period_id")
    def _check_days(self):
        for action in self:
            period = action.period_id
            if not actions.is_within(
                action.date_from, action.date_to, period.date_from, period.date_to
            ):
                raise ValidationError(
                    self.env._(
                        "The days of “%(action)s” are in order and lie in %(period)s.",
                        action=action.name,
                        period=period.display_name,
                    )
                )

    @api.constrains("copied_from_id", "rhk_id", "period_id")
    def _check_continues(self):
        """An action continues one of the same result in an earlier period."""
        for action in (self | self.continuation_ids).filtered("copied_from_id"):
            former = action.copied_from_id
            later = action.period_id.date_from > former.period_id.date_to
            if former.rhk_id != action.rhk_id or not later:
                raise ValidationError(
                    self.env._(
                        "“%s” continues an action of the same work result in an "
                        "earlier period.",
                        action.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_continued(self):
        for later in (self.continuation_ids - self)[:1]:
            raise UserError(
                self.env._(
                    "“%(action)s” goes on in %(period)s: delete it there first.",
                    action=later.copied_from_id.name,
                    period=later.period_id.display_name,
                )
            )

    # -- going on --------------------------------------------------------------

    @api.model
    def _asn_left(self, evaluations):
        """Return {evaluation: actions of an earlier period that are to go on in it}.

        Those of the last period before it in which the plan has any, as one may have
        been away, that are not done, of results in force in the new period, and not
        continued yet. So many queries for all.
        """
        left = defaultdict(self.browse)
        found = self.search([("skp_id", "in", evaluations.skp_id.ids)])
        before = found._asn_before(evaluations)
        found = found.filtered(lambda one: actions.goes_on(one.state))
        if not found:
            return left
        by_place = found.grouped(lambda one: (one.skp_id, one.period_id))
        # sudo: hr.asn.skp.version - of whoever may read the actions of a plan
        versions = found.skp_id.sudo()._asn_versions()
        for one in evaluations:
            former = by_place.get((one.skp_id, before[one]), found[:0])
            left[one] = former._asn_going_on(one, versions)
        return left

    def _asn_before(self, evaluations):
        """Return {evaluation: the last period before it with any of these actions}."""
        none = self.env["hr.asn.period"]
        acted = {plan: some.period_id for plan, some in self.grouped("skp_id").items()}
        return {
            one: acted.get(one.skp_id, none)._asn_last_before(one.period_id)
            for one in evaluations
        }

    def _asn_going_on(self, evaluation, versions):
        """Return of these actions those that are to go on in an evaluation's period."""
        if not self:
            return self
        agreed = {rhk["id"] for rhk in evaluation.sudo()._asn_agreed(versions)}
        return self.filtered(
            lambda one: one.rhk_id.id in agreed and not one.continuation_ids
        )

    def _asn_continue(self, period):
        """Return the values of the continuations of these actions in a period."""
        return [
            {name: one[name] for name in CONTINUED}
            | {
                "rhk_id": one.rhk_id.id,
                "period_id": period.id,
                "copied_from_id": one.id,
            }
            for one in self
        ]

    def action_edit(self):
        """Open all of an action in a dialog: its days have no room in a row."""
        self.ensure_one()
        return dialog(
            self, self.env._("Planned Action"), {"asn_rhk_ids": self.rhk_id.ids}
        )

    def action_evaluation(self):
        """Open the evaluation on which an action stands, else the plan it is of."""
        self.ensure_one()
        return (self.evaluation_id or self.skp_id).get_formview_action()
