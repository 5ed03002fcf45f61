from odoo import fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    asn_unit_ids = fields.Many2many(
        "hr.department",
        "res_users_asn_unit_rel",
        "user_id",
        "department_id",
        "Units of the Performance Officer",
        help="Empty: the whole agency.",
    )
