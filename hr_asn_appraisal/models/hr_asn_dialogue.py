from odoo import api, fields, models
from odoo.exceptions import UserError

from ..law import codes
from .hr_asn_workflow_mixin import (
    APPRAISER,
    DELEGATE,
    EMPLOYEE,
    SUBSTITUTE,
    Transition,
)

DRAFT = "draft"
TOLD = "told"
UNDERSTOOD = "understood"
STATES = [
    (DRAFT, "Being Written"),
    (TOLD, "Waiting for the Employee"),
    (UNDERSTOOD, "Understood"),
]
# What is said of a result, best first.
LEVELS = ("above", "meets", "below")

TOLD_TYPE = "hr_asn_appraisal.mail_act_asn_dialogue"


class HrAsnDialogue(models.Model):
    """The dialogue that sets expectations: what is above, as and below them.

    Written by the appraiser; the employee says that he has understood. What was
    understood changes only by talking again, and the history keeps both.
    """

    _name = "hr.asn.dialogue"
    _description = "ASN dialogue on expectations"
    _inherit = [
        "hr.asn.of.plan.mixin",
        "hr.asn.workflow.mixin",
        "hr.asn.scope.mixin",
        "mail.activity.mixin",
    ]
    _order = "id desc"
    _rec_name = "name"
    _asn_unit_path = "skp_id.department_id"

    _transitions = (
        Transition("tell", (DRAFT,), TOLD, (APPRAISER, DELEGATE), "_check_written"),
        Transition(
            "understand",
            (TOLD,),
            UNDERSTOOD,
            (EMPLOYEE, SUBSTITUTE),
            "_asn_check_cycle_open",
        ),
        Transition(
            "talk_again",
            (TOLD, UNDERSTOOD),
            DRAFT,
            (APPRAISER, DELEGATE),
            "_asn_check_cycle_open",
        ),
    )
    _asn_protected = {"state": DRAFT, "understood_on": False}
    _asn_fixed = frozenset({"skp_id"})

    skp_id = fields.Many2one(ondelete="cascade")
    cycle_id = fields.Many2one(related="skp_id.cycle_id")
    appraiser_id = fields.Many2one(related="skp_id.appraiser_id")
    name = fields.Char(related="skp_id.name", string="Employee Name")
    appraiser_name = fields.Char(related="skp_id.appraiser_name")
    held_on = fields.Date(
        "Held On", required=True, default=lambda self: self._asn_today()
    )
    note = fields.Text("Further Agreements")
    line_ids = fields.One2many("hr.asn.dialogue.line", "dialogue_id", "Expectations")
    state = fields.Selection(
        STATES, default=DRAFT, required=True, readonly=True, copy=False, index=True
    )
    understood_on = fields.Date("Understood On", readonly=True, copy=False)

    _skp_uniq = models.Constraint(
        "UNIQUE(skp_id)", "The expectations of this plan are written down already."
    )

    @api.depends("name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._("Expectations of %s", one.name)

    def _asn_role_delegate(self):
        return self.filtered(lambda one: one.skp_id._asn_role_delegate())

    @api.model_create_multi
    def create(self, vals_list):
        """Begin dialogues, with a proposal for each main result of their plans."""
        made = super().create(vals_list)
        made._asn_check_writer()
        made.filtered(lambda one: not one.line_ids)._asn_propose()
        return made

    def write(self, vals):
        self._asn_check_writer()
        return super().write(vals)

    def _asn_check_writer(self):
        """Raise unless the user may write down what he expects, now."""
        if not self.env.su:
            self._asn_refuse(self._asn_move("tell"))
            self._asn_check_cycle_open()

    @api.ondelete(at_uninstall=False)
    def _unlink_never_told(self):
        self._asn_check_writer()
        if any(one.state != DRAFT for one in self):
            raise UserError(self.env._("What was told is not deleted: talk again."))

    def _asn_propose(self):
        """Begin with a line for each main result, from its first indicator."""
        # sudo: hr.asn.dialogue.line - the right to write the dialogue is asked above
        self.env["hr.asn.dialogue.line"].sudo().create(
            [
                {"dialogue_id": one.id, "rhk_id": rhk.id, **rhk._asn_expectation()}
                for one in self
                for rhk in one.skp_id.rhk_ids
                if rhk.kind == codes.UTAMA and not rhk.is_cancelled
            ]
        )

    # -- moving --------------------------------------------------------------

    def _check_written(self):
        """Refuse to tell what says nothing."""
        self._asn_check_cycle_open()
        for one in self:
            if not one.line_ids:
                raise UserError(
                    self.env._(
                        "%s: write for one result at least what is above, as and "
                        "below expectation.",
                        one.display_name,
                    )
                )

    def action_tell(self):
        """Give the employee to read what is expected; he confirms it."""
        self._transition("tell", note=self._asn_told_note)
        self._asn_notify(TOLD_TYPE, "employee_id")

    def action_understand(self):
        """Confirm one's own expectations: "Saya Memahami"."""
        values = {"understood_on": self._asn_today()}
        self._transition("understand", note=self._asn_told_note, values=values)

    def action_talk_again(self):
        """Open what was told for another talk; until then nothing is confirmed."""
        self._transition("talk_again", values={"understood_on": False})

    def _asn_told_note(self, one):
        """Return all that is expected, for the history: lines may change later."""
        return "\n".join(one.line_ids.mapped(lambda line: line._asn_sentence()))

    def _asn_activity_types(self):
        return [TOLD_TYPE]


class HrAsnDialogueLine(models.Model):
    """What above, as and below expectation mean for one result of one person."""

    _name = "hr.asn.dialogue.line"
    _description = "ASN expectation of a result"
    _inherit = ["hr.asn.guard.mixin"]
    _order = "dialogue_id, rhk_id"

    dialogue_id = fields.Many2one(
        "hr.asn.dialogue", required=True, ondelete="cascade", index=True
    )
    skp_id = fields.Many2one(related="dialogue_id.skp_id", store=True, index=True)
    company_id = fields.Many2one(related="dialogue_id.company_id", store=True)
    state = fields.Selection(related="dialogue_id.state")
    rhk_id = fields.Many2one(
        "hr.asn.rhk", "Work Result", required=True, ondelete="cascade", index=True
    )
    above = fields.Text("Above Expectation", required=True)
    meets = fields.Text("As Expected", required=True)
    below = fields.Text("Below Expectation", required=True)

    _rhk_uniq = models.Constraint(
        "UNIQUE(dialogue_id, rhk_id)", "This result has its expectations already."
    )

    @api.constrains("dialogue_id", "rhk_id")
    def _check_plan(self):
        if any(line.rhk_id.skp_id != line.dialogue_id.skp_id for line in self):
            raise UserError(self.env._("Choose a work result of the same plan."))

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.dialogue_id._asn_check_writer()
        return lines

    def write(self, vals):
        self.dialogue_id._asn_check_writer()
        result = super().write(vals)
        self.dialogue_id._asn_check_writer()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_while_written(self):
        self.dialogue_id._asn_check_writer()

    def _asn_sentence(self):
        """Return the line in one sentence, as the history keeps it."""
        labels = [self._fields[name]._description_string(self.env) for name in LEVELS]
        told = [
            f"{label}: {self[name]}" for label, name in zip(labels, LEVELS, strict=True)
        ]
        return f"{self.rhk_id.name}. {'; '.join(told)}."
