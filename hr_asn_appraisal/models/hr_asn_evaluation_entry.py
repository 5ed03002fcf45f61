from odoo import api, fields, models
from odoo.tools import SQL

# An entry's id holds both of its keys: evaluation in front, indicator behind.
# 2**26 indicators leave 2**27 evaluations within the integers a browser can hold.
IKI_SPAN = 1 << 26


class HrAsnEvaluationEntry(models.Model):
    """Each indicator of an evaluated plan, with what was reached or an empty cell.

    A screen needs a line for every indicator; a realization exists only when it
    was saved once. These lines are read from both and keep nothing themselves.
    """

    _name = "hr.asn.evaluation.entry"
    _description = "ASN indicator of an evaluation"
    _auto = False
    _order = "rhk_id, iki_id"
    _rec_name = "iki_name"
    _depends = {
        "hr.asn.evaluation": ["skp_id", "period_id"],
        "hr.asn.rhk": ["is_cancelled"],
        "hr.asn.iki": ["skp_id", "rhk_id"],
        "hr.asn.realization": ["iki_id", "period_id"],
    }

    evaluation_id = fields.Many2one("hr.asn.evaluation", "Evaluation", readonly=True)
    period_id = fields.Many2one("hr.asn.period", "Period", readonly=True)
    skp_id = fields.Many2one("hr.asn.skp", "SKP", readonly=True)
    rhk_id = fields.Many2one("hr.asn.rhk", "Work Result", readonly=True)
    iki_id = fields.Many2one("hr.asn.iki", "Indicator", readonly=True)
    realization_id = fields.Many2one(
        "hr.asn.realization", readonly=True, export_string_translation=False
    )
    rhk_name = fields.Text("Work Result Text", related="rhk_id.name")
    iki_name = fields.Text("Individual Indicator (IKI)", related="iki_id.name")
    aspect_id = fields.Many2one(related="iki_id.aspect_id")
    baseline = fields.Char(related="iki_id.baseline")
    target = fields.Char(related="iki_id.target")
    unit = fields.Char(related="iki_id.unit")
    direction = fields.Selection(related="iki_id.direction")
    pattern = fields.Selection(related="iki_id.pattern")
    actual = fields.Char("Actual", compute="_compute_actual", inverse="_inverse_actual")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT evaluation.id::bigint * %s + iki.id AS id,
                   evaluation.id AS evaluation_id,
                   evaluation.period_id,
                   iki.skp_id,
                   iki.rhk_id,
                   iki.id AS iki_id,
                   realization.id AS realization_id
              FROM hr_asn_evaluation evaluation
              JOIN hr_asn_iki iki ON iki.skp_id = evaluation.skp_id
              JOIN hr_asn_rhk rhk ON rhk.id = iki.rhk_id
                                 AND rhk.is_cancelled IS NOT TRUE
         LEFT JOIN hr_asn_realization realization
                ON realization.iki_id = iki.id
               AND realization.period_id = evaluation.period_id
            """,
            IKI_SPAN,
        )

    @api.depends("realization_id.actual")
    def _compute_actual(self):
        for entry in self:
            entry.actual = entry.realization_id.actual

    def _inverse_actual(self):
        """Save, change or remove the realization behind each line that was edited."""
        for entry in self:
            actual = (entry.actual or "").strip()
            if not actual:
                entry.realization_id.unlink()
            elif entry.realization_id:
                entry.realization_id.actual = actual
            else:
                entry._asn_create_realization(actual)
        self.invalidate_recordset(["realization_id"])

    def _asn_create_realization(self, actual):
        self.env["hr.asn.realization"].create(
            {
                "iki_id": self.iki_id.id,
                "period_id": self.period_id.id,
                "actual": actual,
            }
        )
