from odoo import fields, models


class HrAsnConcernedMixin(models.AbstractModel):
    """A row of a bulk run that the one it is about may not read.

    What another system says of a person may be a rating that he has not been given
    yet: a global rule hides it from him, whatever else he is. Other runs leave the
    field empty.
    """

    _name = "hr.asn.concerned.mixin"
    _description = "ASN row that is hidden from whom it is about"

    employee_id = fields.Many2one(
        "hr.employee",
        "Person Concerned",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
