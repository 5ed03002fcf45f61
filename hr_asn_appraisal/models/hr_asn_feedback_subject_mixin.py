from odoo import api, fields, models
from odoo.exceptions import UserError

from ..law.states import CANCELLED

RHK = "rhk"
BEHAVIOR = "behavior"
# What is chosen on a screen, and the field that it is kept in.
KEPT_IN = {RHK: "rhk_id", BEHAVIOR: "behavior_id"}


class HrAsnFeedbackSubjectMixin(models.AbstractModel):
    """Whose plan, and what of it: one agreed result, or one behaviour.

    Feedback and the request for it share this. A giver reads little of the plan of a
    colleague: he chooses among what is open to him, and that by its agreed words.
    """

    _name = "hr.asn.feedback.subject.mixin"
    _description = "ASN subject of feedback"
    _inherit = ["hr.asn.of.plan.mixin"]

    cycle_id = fields.Many2one(
        related="skp_id.cycle_id", store=True, precompute=True, index=True
    )
    name = fields.Char(
        "Employee Name", related="skp_id.name", store=True, precompute=True
    )
    rhk_id = fields.Many2one(
        "hr.asn.rhk", "Work Result", ondelete="restrict", index="btree_not_null"
    )
    behavior_id = fields.Many2one(
        "hr.asn.behavior", "Behaviour", ondelete="restrict", index="btree_not_null"
    )
    # The agreed words: the row of a result may be under revision.
    subject = fields.Text(
        "About", compute="_compute_subject", store=True, compute_sudo=True
    )
    # What a screen offers and what is chosen there: "rhk-12", "behavior-3".
    about = fields.Char("Result or Behaviour", compute="_compute_about", readonly=False)
    about_choices = fields.Json(
        compute="_compute_about_choices", export_string_translation=False
    )

    _one_subject = models.Constraint(
        "CHECK(num_nonnulls(rhk_id, behavior_id) = 1)",
        "Choose one work result, or one behaviour.",
    )

    @api.depends("rhk_id", "behavior_id")
    def _compute_subject(self):
        results = self.skp_id._asn_agreed_results()
        for one in self:
            agreed = results.get(one.skp_id, {})
            one.subject = agreed.get(one.rhk_id.id) or one.behavior_id.name

    @api.depends("rhk_id", "behavior_id")
    def _compute_about(self):
        for one in self:
            chosen = ((kind, one[name].id) for kind, name in KEPT_IN.items())
            keys = (f"{kind}-{key}" for kind, key in chosen if key)
            one.about = next(keys, False)

    @api.depends("skp_id")
    @api.depends_context("uid", "lang")
    def _compute_about_choices(self):
        expected = self._asn_open_behaviors()
        for one in self:
            results = one._asn_open_results()
            choices = [[f"{RHK}-{key}", text] for key, text in results.items()]
            values = [
                [f"{BEHAVIOR}-{value.id}", value.name]
                for value in expected.get(one.skp_id._origin, ())
            ]
            one.about_choices = [
                {"label": self.env._("Work Results"), "choices": choices},
                {"label": self.env._("Behaviour"), "choices": values},
            ]

    def _asn_open_results(self):
        """Return {id: agreed words} of the results that the current user may name."""
        # sudo: hr.asn.skp - what of it is open is decided here
        plan = self.skp_id._origin.sudo()
        agreed = plan._asn_agreed_results().get(plan, {})
        is_open = (
            self.env.su
            or plan.sudo(False).has_access("read")
            or (plan.is_leader and plan.company_id in self.env.companies)
        )
        told = set() if is_open else self._asn_asked_about(plan)
        if not is_open:
            # sudo: hr.employee - a user is asked about himself
            told |= set(plan._asn_led_by(self.env.user.sudo().employee_ids).ids)
        return {key: text for key, text in agreed.items() if is_open or key in told}

    def _asn_open_behaviors(self):
        """Return {plan: the behaviours that the current user may name}.

        Those that are expected, and those on which he was asked while they were.
        """
        plans = self.skp_id._origin
        found = plans._asn_agreed_behaviors()
        for asked in self.env["hr.asn.feedback.request"]._asn_unanswered(plans):
            found[asked.skp_id] |= asked.behavior_id
        return found

    @api.model
    def _asn_asked_about(self, plan):
        """Return the ids of the results on which the current user was asked."""
        return set(self.env["hr.asn.feedback.request"]._asn_to_me(plan).rhk_id.ids)

    @api.model
    def _asn_chosen(self, vals):
        """Return the values with what was chosen as the result or the behaviour."""
        vals = dict(vals)
        if "about" in vals:
            kind, _dash, key = (vals.pop("about") or "").partition("-")
            vals |= dict.fromkeys(KEPT_IN.values(), False)
            if kind in KEPT_IN and key.isdigit():
                vals[KEPT_IN[kind]] = int(key)
        return vals

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._asn_chosen(vals) for vals in vals_list])

    def write(self, vals):
        vals = self._asn_chosen(vals)
        result = super().write(vals)
        if vals.keys() & KEPT_IN.values():
            self._asn_check_subject()
        return result

    def _asn_check_subject(self):
        """Refuse what is not agreed, not open to the giver, or of a plan put away."""
        about = self.filtered("behavior_id")
        expected = about._asn_open_behaviors() if about else {}
        for one in self:
            if one.skp_id.sudo().state == CANCELLED:
                raise UserError(self.env._("%s was taken back.", one.skp_id.name))
            is_unknown = one.behavior_id and one.behavior_id not in expected[one.skp_id]
            if is_unknown or (
                one.rhk_id and one.rhk_id.id not in one._asn_open_results()
            ):
                raise UserError(
                    self.env._(
                        "Choose a work result that is agreed in the plan of %s and "
                        "open to you, or a behaviour that is expected in it.",
                        one.sudo().name,
                    )
                )
