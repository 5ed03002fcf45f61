from odoo import api, fields, models

from ..dialogs import dialog
from ..law.states import CLOSED
from .hr_asn_dialogue import STATES


class HrAsnSkpDialogueMixin(models.AbstractModel):
    """The dialogue on expectations as the plan shows it."""

    _name = "hr.asn.skp.dialogue.mixin"
    _description = "ASN plan with its dialogue"

    dialogue_ids = fields.One2many("hr.asn.dialogue", "skp_id", "Dialogue")
    expectation_ids = fields.One2many(
        "hr.asn.dialogue.line", "skp_id", "What Is Expected"
    )
    dialogue_state = fields.Selection(
        STATES, "Dialogue on Expectations", compute="_compute_dialogue"
    )
    dialogue_held_on = fields.Date("Held On", compute="_compute_dialogue")
    dialogue_note = fields.Text("Further Agreements", compute="_compute_dialogue")
    dialogue_can = fields.Char(
        compute="_compute_dialogue", export_string_translation=False
    )
    can_set_expectations = fields.Boolean(
        compute="_compute_can_set_expectations", export_string_translation=False
    )

    @api.depends("dialogue_ids.state", "dialogue_ids.held_on", "dialogue_ids.note")
    @api.depends_context("uid")
    def _compute_dialogue(self):
        for skp in self:
            dialogue = skp.dialogue_ids[:1]
            skp.dialogue_state = dialogue.state
            skp.dialogue_held_on = dialogue.held_on
            skp.dialogue_note = dialogue.note
            skp.dialogue_can = dialogue.asn_can

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_can_set_expectations(self):
        able = self._asn_role_appraiser() | self._asn_role_delegate()
        for skp in self:
            is_open = skp.is_rated_here and skp.cycle_id.state != CLOSED
            skp.can_set_expectations = skp in able and is_open and bool(skp.rhk_ids)

    def action_open_dialogue(self):
        """Open the dialogue of a plan; who may begin one begins it."""
        self.ensure_one()
        dialogue = self.dialogue_ids
        if not dialogue:
            dialogue = dialogue.create({"skp_id": self.id})
        return dialog(dialogue, dialogue.display_name)

    def action_understand(self):
        """Confirm on the plan what is expected: "Saya Memahami"."""
        self.dialogue_ids.action_understand()
