from odoo import api, fields, models


class HrAsnSkpLineMixin(models.AbstractModel):
    """Rows of a plan: changed only while the plan is open for it, by no way else."""

    _name = "hr.asn.skp.line.mixin"
    _description = "SKP line"
    _inherit = ["hr.asn.window.mixin", "hr.asn.guard.mixin"]

    # Fields that say which plan a row belongs to.
    _asn_parents = ("skp_id",)

    skp_id = fields.Many2one(
        "hr.asn.skp", "SKP", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="skp_id.company_id", store=True, index=True)

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.skp_id._asn_check_editable()
        return lines

    @api.model
    def _asn_placed(self, vals_list):
        """A row is in the plan of its result, and in the agency of its plan."""
        of_result = "rhk_id" in self._asn_parents
        parent = "rhk_id" if of_result else "skp_id"
        keys = [vals.get(parent) for vals in vals_list]
        # sudo: hr.asn.rhk, hr.asn.skp - whose they are, as for a related field
        known = self.env[self._fields[parent].comodel_name].sudo()
        known = known.browse(dict.fromkeys(filter(None, keys)))
        placed = super()._asn_placed(vals_list)
        for own, key in zip(placed, keys, strict=True):
            one = known.browse(key).with_prefetch(known.ids)
            plan = one.skp_id if of_result else one
            if plan:
                own |= {"company_id": plan.company_id.id}
                own |= {"skp_id": plan.id} if of_result else {}
        return placed

    def write(self, vals):
        self.skp_id._asn_check_editable()
        result = super().write(vals)
        if any(name in vals for name in self._asn_parents):
            self.skp_id._asn_check_editable()
            self.check_access("write")
        return result

    def _asn_put(self, vals):
        """Write past the guard: what a transition itself does to the rows."""
        return super().write(vals)

    @api.model
    def _asn_add(self, vals_list):
        """Create past the guard: what a transition itself adds to the rows."""
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_while_editable(self):
        self.skp_id._asn_check_editable()
