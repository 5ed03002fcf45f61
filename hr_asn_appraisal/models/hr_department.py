from odoo import api, fields, models
from odoo.tools import SQL


class HrDepartment(models.Model):
    _inherit = "hr.department"

    asn_unor = fields.Char("Unor")
    asn_unor_parent = fields.Char("Unor Induk")

    _asn_unor_uniq = models.Constraint(
        "UNIQUE(company_id, asn_unor_parent, asn_unor)",
        "This unit exists already under the same parent unit.",
    )

    def _asn_path(self):
        """Return a unit with its parents, without the agency at the top.

        "Dinas Kesehatan / Puskesmas Contoh Barat": names of units repeat, paths not.
        """
        names = []
        # sudo: hr.department - the name of a unit is no secret
        unit = self.sudo()
        while unit:
            names.append(unit.name)
            unit = unit.parent_id
        return " / ".join(reversed(names[:-1] or names))

    @api.model
    def _asn_name_heads(self, heads):
        """Set the heads of units, {unit id: employee id or None}, in one statement.

        Odoo's own write would also hang everybody without a superior under them.
        Who may do it is for the caller to ask.
        """
        units = self.browse(heads)
        units.flush_recordset()
        self.env.cr.execute(
            SQL(
                "UPDATE hr_department SET manager_id = head.employee "
                "FROM unnest(%s::int[], %s::int[]) AS head(unit, employee) "
                "WHERE id = head.unit",
                list(heads),
                list(heads.values()),
            )
        )
        units.invalidate_recordset(["manager_id"])
