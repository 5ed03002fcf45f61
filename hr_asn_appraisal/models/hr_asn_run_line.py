from odoo import api, fields, models

WAITING = "todo"
OK = "ok"
SKIPPED = "skipped"
FAILED = "failed"
STATES = [
    (WAITING, "Waiting"),
    (OK, "Succeeded"),
    (SKIPPED, "Skipped"),
    (FAILED, "Failed"),
]


class HrAsnRunLine(models.Model):
    _name = "hr.asn.run.line"
    _description = "ASN bulk run line"
    _inherit = ["hr.asn.guard.mixin"]
    _order = "run_id, id"

    run_id = fields.Many2one(
        "hr.asn.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    company_id = fields.Many2one(
        related="run_id.company_id", store=True, precompute=True
    )
    key = fields.Char("Key of the Row", required=True, readonly=True)
    name = fields.Char(readonly=True)
    res_model = fields.Char(readonly=True, export_string_translation=False)
    res_id = fields.Many2oneReference(
        "Record", model_field="res_model", readonly=True, aggregator=None
    )
    state = fields.Selection(STATES, default=WAITING, required=True, readonly=True)
    message = fields.Text(readonly=True)
    payload = fields.Json(readonly=True, export_string_translation=False)

    _key_uniq = models.Constraint(
        "UNIQUE(run_id, key)", "This line stands in the run already."
    )
    _todo_idx = models.Index("(run_id, id) WHERE state = 'todo'")

    @api.depends("name", "key")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.name or line.key

    def _asn_mark(self, results):
        """Write results {line: (state, message, res_id)}: one write per outcome."""
        outcomes = {}
        for line in self:
            state, message, res_id = results[line]
            if res_id:
                line.res_id = res_id
            outcomes.setdefault((state, message), self.browse())
            outcomes[state, message] |= line
        for (state, message), lines in outcomes.items():
            lines.write({"state": state, "message": message})

    def _asn_row(self):
        """Return a failed line as a row of hr.asn.run.rejected_rows."""
        self.ensure_one()
        payload = self.payload or {}
        return {
            "row": payload.get("row") or 0,
            "nip": payload.get("staff", {}).get("nip", ""),
            "nama": self.name or "",
            "column": "",
            "value": "",
            "problem": self.message or "",
            "action": "",
            "consequence": "skip",
        }
