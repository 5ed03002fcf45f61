from odoo import fields, models


class HrAsnHistoryMixin(models.AbstractModel):
    """What happened to a record, newest first, for its own page."""

    _name = "hr.asn.history.mixin"
    _description = "ASN record with history"

    asn_event_ids = fields.Many2many(
        "hr.asn.event", string="History", compute="_compute_asn_event_ids"
    )

    def _compute_asn_event_ids(self):
        # Nothing but these documents is asked about: the others' rules cost queries.
        own = self.env["hr.asn.event"].with_context(asn_history_of=self._name)
        events = own.search_fetch(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        )
        by_record = events.grouped("res_id")
        # sudo: hr.asn.event - found with the rights of who asks, not asked once more
        for record in self.sudo():
            record.asn_event_ids = by_record.get(record.id, events.browse())
