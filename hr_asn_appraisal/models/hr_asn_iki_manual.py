from odoo import fields, models

# The rows of the manual in the order of the paper.
TEXTS = ("purpose", "definition", "formula", "control", "source", "reporting")


class HrAsnIkiManual(models.Model):
    """How an indicator is to be read; a row only where it is written.

    The regulation asks for it of high leaders; some agencies do of everybody.
    """

    _name = "hr.asn.iki.manual"
    _description = "Manual of an indicator"
    _inherit = ["hr.asn.iki.line.mixin"]
    _rec_name = "iki_id"

    skp_can = fields.Char(related="skp_id.asn_can", export_string_translation=False)
    purpose = fields.Text(help="Why this is measured.")
    definition = fields.Text(help="What counts and what does not.")
    formula = fields.Text(help="How the figure is worked out.")
    control = fields.Text(
        "Quality and Degree of Control",
        help="Outcome or output; how far the owner himself decides it.",
    )
    source = fields.Text("Source of Data")
    reporting = fields.Char("Reporting Period")

    _iki_uniq = models.Constraint(
        "UNIQUE(iki_id)", "This indicator has a manual already."
    )

    def _asn_content(self):
        """Return the manual as a seal keeps it."""
        self.ensure_one()
        return {name: self[name] or "" for name in TEXTS}

    def _asn_restore(self, indicators):
        """Make these manuals what a version keeps of them.

        ``indicators``: the sealed dicts of those that the version knows.
        """
        kept = {one["id"]: one["manual"] for one in indicators if one.get("manual")}
        self.filtered(lambda manual: manual.iki_id.id not in kept).unlink()
        there = self.exists().grouped(lambda manual: manual.iki_id.id)
        for iki, texts in kept.items():
            if iki in there:
                there[iki].write(texts)
        self.create(
            [{"iki_id": iki, **kept[iki]} for iki in kept.keys() - there.keys()]
        )
