from odoo import api, fields, models

from ..dialogs import dialog


class HrAsnServiceReport(models.TransientModel):
    """The report of a service or program in a year, as a screen and for papers."""

    _name = "hr.asn.service.report"
    _description = "Report of a service or program"
    _rec_name = "service_id"

    service_id = fields.Many2one(
        "hr.asn.service", "Service", required=True, ondelete="cascade"
    )
    cycle_id = fields.Many2one("hr.asn.cycle", "Year", ondelete="cascade")
    # Of these a year is chosen.
    cycle_ids = fields.Many2many(
        "hr.asn.cycle", compute="_compute_cycle_ids", export_string_translation=False
    )
    report = fields.Json(compute="_compute_report", export_string_translation=False)

    @api.depends("service_id")
    def _compute_cycle_ids(self):
        for one in self:
            one.cycle_ids = one.service_id._asn_reported_cycles()

    @api.depends("service_id", "cycle_id")
    @api.depends_context("lang", "uid")
    def _compute_report(self):
        for one in self:
            one.report = one.service_id and one.service_id._asn_report(one.cycle_id)

    def _asn_open(self):
        """Return the action that opens this report."""
        name = self.env._("Report: %s", self.service_id.name)
        return dialog(self, name, {"dialog_size": "extra-large"})
