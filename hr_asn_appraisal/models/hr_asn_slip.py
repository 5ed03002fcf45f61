from urllib.parse import quote

from odoo import api, fields, models

from .res_company import AGENCIES


class HrAsnSlip(models.Model):
    """A file of slips with one-time passwords of one office, for its maker only.

    Where the plain passwords are: nowhere but in this file. It is made in the same
    transaction that stores the hashes, batch by batch, so that a run that is killed
    has either both or none, and its resumption gives nobody a second password. It is
    a column and no attachment: no copy stays in the file store, and deletion is one
    with the row. It is gone at once on request, or with the last day on which its
    passwords are taken.
    """

    _name = "hr.asn.slip"
    _description = "ASN account slips"
    _order = "id desc"

    name = fields.Char("File", required=True, readonly=True)
    run_id = fields.Many2one(
        "hr.asn.run", "Run", ondelete="cascade", index=True, readonly=True
    )
    user_id = fields.Many2one(
        "res.users", "Made By", required=True, index=True, readonly=True
    )
    company_id = fields.Many2one(
        "res.company", "Agency", required=True, index=True, readonly=True
    )
    department_id = fields.Many2one(
        "hr.department", "Office", ondelete="set null", readonly=True
    )
    count = fields.Integer("Slips", readonly=True)
    expires_on = fields.Date("Valid Until", required=True, index=True, readonly=True)
    file = fields.Binary("Content", attachment=False, readonly=True)

    def action_open(self):
        """Return the action that downloads the file, for who made it."""
        self.ensure_one()
        self.check_access("read")
        path = f"/web/content/{self._name}/{self.id}/file/{quote(self.name)}"
        return {
            "type": "ir.actions.act_url",
            "url": f"{path}?download=true",
            "target": "download",
        }

    def action_wipe(self):
        """Delete the files: what is printed is printed, nothing of it stays."""
        self.unlink()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.model
    def _asn_wipe(self):
        """Delete the files whose passwords are taken no longer."""
        # sudo: hr.asn.slip - made by others, and of no use to anybody now
        slips = self.sudo()
        for company in self.env["res.company"].search(AGENCIES):
            slips.search(
                [
                    ("company_id", "=", company.id),
                    ("expires_on", "<", company._asn_today()),
                ]
            ).unlink()
