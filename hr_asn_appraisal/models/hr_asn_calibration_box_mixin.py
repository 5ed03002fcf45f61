from collections import Counter

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..law.ninebox import box


class HrAsnCalibrationBoxMixin(models.AbstractModel):
    """In which of the nine boxes stands who is on the table, as the session goes on.

    Of the predikat as it is now, delivered or not; nothing is kept.
    """

    _name = "hr.asn.calibration.box.mixin"
    _description = "ASN calibration session: nine boxes"

    def _asn_add_boxes(self, lines, rows):
        """Write into rows of the table, given as {id: row}, in which box they stand."""
        potentials = self.env["hr.asn.potential"]._asn_of(lines.evaluation_id)
        for one in lines.evaluation_id:
            row = rows[one.id]
            row["box"] = box(row["after"], potentials.get(one)) or False

    def _asn_boxes(self, rows):
        """Return the grid of the boxes with how many of these rows stand in each."""
        counts = Counter(row["box"] or None for row in rows)
        return self.env["hr.asn.talent"]._asn_grid(counts)

    def action_box(self, box):
        """Open the list of who on the table stands in a box; False: in none."""
        self.ensure_one()
        rows = self._asn_table_rows(self._asn_lines())
        found = [row["id"] for row in rows if row["box"] == box]
        title = self.env["hr.asn.talent"]._asn_box_title(box)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_asn_appraisal.hr_asn_evaluation_action"
        )
        return action | {
            "name": title,
            "display_name": title,
            "domain": [("id", "in", found)],
            "context": {},
        }

    def action_profile(self, evaluation_id):
        """Open the page of somebody on the table; who did so stands in the history."""
        self.ensure_one()
        line = self._asn_lines(Domain("evaluation_id", "=", evaluation_id))
        if not line:
            raise UserError(self.env._("Not on the table of this session."))
        return self.env["hr.asn.timeline"]._asn_profile(line.evaluation_id)
