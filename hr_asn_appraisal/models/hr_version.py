from odoo import fields, models

POST_KINDS = [
    ("jpt", "High Leadership (JPT)"),
    ("administrator", "Administrator"),
    ("pengawas", "Supervisor"),
    ("fungsional", "Functional (JF)"),
    ("pelaksana", "Executor"),
]


class HrVersion(models.Model):
    _inherit = "hr.version"

    asn_rank_id = fields.Many2one(
        "hr.asn.rank", "ASN Rank", groups="hr.group_hr_user", tracking=True
    )
    asn_rank_date = fields.Date("Rank Since (TMT)", groups="hr.group_hr_user")
    asn_jf_level_id = fields.Many2one(
        "hr.asn.jf.level", "Functional Level", groups="hr.group_hr_user"
    )
    asn_post_kind = fields.Selection(
        POST_KINDS, "Kind of Post", groups="hr.group_hr_user"
    )
