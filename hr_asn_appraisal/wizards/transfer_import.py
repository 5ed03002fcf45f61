from odoo import fields, models


class HrAsnTransferImport(models.TransientModel):
    """Takes a list of appointments (pelantikan): a look first, then the run."""

    _name = "hr.asn.transfer.import"
    _description = "Import of an appointment list"
    _inherit = ["hr.asn.import.mixin"]

    _asn_kind = "transfer"

    file = fields.Binary("Appointment List", required=True)

    def _asn_run_name(self, params):
        return self.env._("Appointment list %(file)s", file=params["filename"])
