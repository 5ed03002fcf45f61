from odoo import fields, models


class HrAsnHistoryMixin(models.AbstractModel):
    """What happened to a record, newest first, for its own page."""

    _name = "hr.asn.history.mixin"
    _description = "ASN record with history"

    asn_event_ids = fields.Many2many(
        "hr.asn.event", string="History", compute="_compute_asn_event_ids"
    )

    def _compute_asn_event_ids(self):
        events, told = self.env["hr.asn.event"], self._asn_told_events()
        # sudo: hr.asn.event - found with the rights of who asks, not asked once more
        for record in self.sudo():
            record.asn_event_ids = told.get(record.id, events.browse())

    def _asn_told_events(self):
        """Return {id: what happened to it, as the user may read it}, newest first."""
        # Nothing but these documents is asked about: the others' rules cost queries.
        own = self.env["hr.asn.event"].with_context(asn_history_of=self._name)
        events = own.search_fetch(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        )
        return events.grouped("res_id")
