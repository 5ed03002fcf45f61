from datetime import date

from odoo import api, fields, models

from ..models.hr_asn_scope_mixin import ACCESS_RIGHTS
from ..models.hr_asn_staff_agency import HEAD_POST


class HrAsnStaffImport(models.TransientModel):
    """Takes a staff list: first a look at what would happen, then the run."""

    _name = "hr.asn.staff.import"
    _description = "Import of the staff list"
    _inherit = ["hr.asn.import.mixin"]

    _asn_kind = "staff"

    file = fields.Binary("Staff List", required=True)
    head_name = fields.Char(
        "Name of the Head of the Agency",
        required=True,
        default=lambda self: self._default_head_name(),
        help="Appraises everybody who has no superior in the list.",
    )
    head_post = fields.Char(
        "Post of the Head of the Agency",
        required=True,
        default=lambda self: self._default_head_post(),
    )
    date_from = fields.Date(
        "Posts Held Since",
        required=True,
        default=lambda self: self._default_date_from(),
    )
    make_accounts = fields.Boolean(
        "Make Accounts (User Name: NIP)", groups=ACCESS_RIGHTS
    )

    @api.model
    def _default_head_name(self):
        # sudo: res.company, hr.employee - the name of the head is public
        return self.env.company.sudo().asn_head_id.name or HEAD_POST

    @api.model
    def _default_head_post(self):
        head = self.env.company.sudo().asn_head_id
        held = self.env["hr.asn.assignment"]._asn_held_by(
            head, self.env.company._asn_today()
        )
        return held[head][0].post if head in held else HEAD_POST

    @api.model
    def _default_date_from(self):
        return date(self.env.company._asn_today().year, 1, 1)

    def _asn_run_name(self, params):
        return self.env._("Staff list %(file)s", file=params["filename"])

    def _asn_params(self):
        may_make_accounts = self.env.user.has_group(ACCESS_RIGHTS)
        return super()._asn_params() | {
            "head_name": " ".join(self.head_name.split()),
            "head_post": " ".join(self.head_post.split()),
            "date_from": fields.Date.to_string(self.date_from),
            "accounts": may_make_accounts and self.make_accounts,
        }

    @api.model
    def _asn_again(self, run):
        names = ("head_name", "head_post", "date_from")
        own = {f"default_{name}": run.params.get(name) for name in names}
        accounts = {"default_make_accounts": run.params.get("accounts", False)}
        may_make_accounts = self.env.user.has_group(ACCESS_RIGHTS)
        return super()._asn_again(run) | own | (accounts if may_make_accounts else {})
