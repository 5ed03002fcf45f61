from odoo import api, fields, models


class HrAsnRank(models.Model):
    _name = "hr.asn.rank"
    _description = "ASN rank"
    _order = "kind, sequence"
    _rec_names_search = ["code", "name"]

    code = fields.Char("Grade", required=True)
    name = fields.Char("Rank")
    kind = fields.Selection(
        [("pns", "PNS"), ("pppk", "PPPK")], required=True, default="pns"
    )
    sequence = fields.Integer(default=10)
    siasn_id = fields.Char("SIASN Id")

    _code_uniq = models.Constraint(
        "UNIQUE(kind, code)", "This grade exists already for that kind of ASN."
    )

    @api.depends("code", "name")
    def _compute_display_name(self):
        for rank in self:
            rank.display_name = rank._asn_paper()

    def _asn_paper(self):
        """Return the rank as papers print it: "Penata (III/c)"; PPPK: "IX"."""
        self.ensure_one()
        return f"{self.name} ({self.code})" if self.name else self.code or ""
