from odoo import api, models
from odoo.fields import Domain

from ..law import monitor
from .hr_asn_run_line import OK, SKIPPED


class HrAsnRunReminder(models.AbstractModel):
    """Reminds who is late: one activity per person, no mail, once a day.

    Only whose turn it is and who can log in is reminded; asked again at each batch, as
    somebody may have submitted meanwhile.
    """

    _name = "hr.asn.run.reminder"
    _description = "ASN reminder"
    _inherit = ["hr.asn.run.handler"]

    _asn_batch_size = 1000

    @api.model
    def _asn_lines(self, run):
        """One line per person, of the first of his plans that waits for him."""
        rows = self.env["hr.asn.monitor"].search(self._asn_domain(run))
        people = {}
        for row in rows:
            people.setdefault(row.employee_id.id, row)
        return [
            {
                "key": f"employee {employee}",
                "name": f"{row.name}, {row.unit_path}",
                "res_model": (row.evaluation_id or row.skp_id)._name,
                "res_id": (row.evaluation_id or row.skp_id).id,
                "payload": {"monitor": row.id},
            }
            for employee, row in people.items()
        ]

    @api.model
    def _asn_domain(self, run):
        """Return who is reminded: of what was filtered, those who can do something."""
        asked = Domain((run.params or {}).get("domain") or Domain.TRUE)
        return asked & Domain("bucket", "in", monitor.REMINDABLE)

    @api.model
    def _asn_process(self, run, lines):
        rows = {line: line.payload["monitor"] for line in lines}
        waiting = self.env["hr.asn.monitor"].search(
            [("id", "in", list(rows.values())), ("bucket", "in", monitor.REMINDABLE)]
        )
        results = {
            line: (SKIPPED, self.env._("Nothing is waited for any more."), None)
            for line in lines
            if rows[line] not in waiting._ids
        }
        due = lines.filtered(lambda line: line not in results)
        for model, some in due.grouped("res_model").items():
            results |= self._asn_remind(model, some)
        return results

    @api.model
    def _asn_remind(self, model, lines):
        """Remind the people of documents of one model, whom nobody has today."""
        # sudo: the officer reminds of documents that are not his
        documents = self.env[model].sudo().browse(lines.mapped("res_id"))
        fresh = documents._asn_remind()
        known = self.env._("Reminded today already.")
        return {
            line: (OK, False, None)
            if line.res_id in fresh._ids
            else (SKIPPED, known, None)
            for line in lines
        }
