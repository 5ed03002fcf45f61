from odoo import api, fields, models
from odoo.exceptions import UserError

TARGET = "target"
INDICATOR = "indicator"
CASCADE = "cascade"
EVIDENCE = "period"


class HrAsnSkpReturn(models.TransientModel):
    """Asks for the note with which plans go back to their owners."""

    _name = "hr.asn.skp.return"
    _description = "Return of plans"

    skp_ids = fields.Many2many(
        "hr.asn.skp", string="Plans", default=lambda self: self._default_skp_ids()
    )
    # Ids as they were chosen: meanwhile one may be gone, or be read no more.
    asked = fields.Json(
        readonly=True,
        default=lambda self: self.env.context.get("active_ids"),
        export_string_translation=False,
    )
    ready_note = fields.Selection(
        [
            (INDICATOR, "Make the indicators measurable."),
            (TARGET, "Raise the targets to last year's achievement at least."),
            (CASCADE, "Take up the results of your leader."),
            (EVIDENCE, "Say when each target is to be reached."),
        ],
        "Ready Notes",
    )
    note = fields.Text("Note for Improvement", required=True)

    def _default_skp_ids(self):
        chosen = self.env["hr.asn.skp"].browse(self.env.context.get("active_ids"))
        return chosen.exists()._filtered_access("read")

    @api.onchange("ready_note")
    def _onchange_ready_note(self):
        """Put the chosen sentence below what is written already, once."""
        field = self._fields["ready_note"]
        sentence = dict(field._description_selection(self.env)).get(self.ready_note)
        if sentence and sentence not in (self.note or ""):
            self.note = "\n".join(filter(None, (self.note, sentence)))

    def action_return(self):
        """Return the plans with the note, each by the right one has on it.

        Who acts for somebody else reads no draft: he goes back to what waits.
        """
        plans = self._asn_chosen()
        outcome = plans._asn_give_back_each(self.note)
        if outcome:
            return outcome
        if plans.has_access("read"):
            return {"type": "ir.actions.act_window_close"}
        waiting = "hr_asn_appraisal.hr_asn_skp_team_action"
        action = self.env["ir.actions.act_window"]._for_xml_id(waiting)
        return action | {"target": "main"}

    def _asn_chosen(self):
        """Return the plans that were chosen, also those that the user reads no more.

        Raises UserError where none of them is left.
        """
        # sudo: hr.asn.skp - by their ids alone: the step asks for the right
        plans = self.sudo().skp_ids.sudo(False)
        plans |= plans.browse(self.asked or ())
        if not plans.exists():
            raise UserError(
                self.env._("It was deleted meanwhile. Reload to see what is left.")
            )
        return plans
