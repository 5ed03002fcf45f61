from odoo import api, fields, models

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
        return self.env["hr.asn.skp"].browse(self.env.context.get("active_ids"))

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
        # Read once: afterwards the wizard shows him only what he may still read.
        plans = self.skp_ids
        outcome = plans._asn_give_back_each(self.note)
        if outcome:
            return outcome
        if plans.has_access("read"):
            return {"type": "ir.actions.act_window_close"}
        waiting = "hr_asn_appraisal.hr_asn_skp_team_action"
        action = self.env["ir.actions.act_window"]._for_xml_id(waiting)
        return action | {"target": "main"}
