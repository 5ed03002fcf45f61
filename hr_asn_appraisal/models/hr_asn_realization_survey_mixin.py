from odoo import api, fields, models


class HrAsnRealizationSurveyMixin(models.AbstractModel):
    """An actual that was taken from what users of a service have said."""

    _name = "hr.asn.realization.survey.mixin"
    _description = "ASN realization taken from a survey"

    # The tree of the index as it was when it was taken; of what is typed there is none.
    index_basis = fields.Json(
        readonly=True, copy=False, export_string_translation=False
    )

    @api.model_create_multi
    def create(self, vals_list):
        """What the index was is for code to say."""
        if not self.env.su:
            # Set, not left out: a default of the context would be taken else.
            vals_list = [{**vals, "index_basis": False} for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        """What a person types is no index any more."""
        if "actual" in vals or not self.env.su:
            vals = {name: told for name, told in vals.items() if name != "index_basis"}
        if "actual" in vals:
            vals["index_basis"] = False
        return super().write(vals)

    def explain(self):
        """Return how an actual that was taken from surveys re-adds; None for others.

        Raises AccessError for who may not read it.
        """
        self.ensure_one()
        self.check_access("read")
        return self.index_basis or None
