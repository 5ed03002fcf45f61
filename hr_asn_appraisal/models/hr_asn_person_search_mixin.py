from odoo import api, fields, models
from odoo.fields import Domain


class HrAsnPersonSearchMixin(models.AbstractModel):
    """One search for people: NIP with or without blanks, name, unit with sub-units."""

    _name = "hr.asn.person.search.mixin"
    _description = "ASN search for people"

    person = fields.Char(
        "NIP, Name or Unit",
        compute="_compute_person_text",
        search="_search_person",
    )

    @api.depends("name")
    def _compute_person_text(self):
        for one in self:
            one.person = one.name

    def _search_person(self, operator, value):
        if operator not in ("ilike", "like", "=ilike", "="):
            return NotImplemented
        text = (value or "").strip()
        digits = "".join(text.split())
        if digits.isdigit():
            return Domain("nip", "like", digits)
        named = Domain("name", "ilike", text)
        units = self.env["hr.department"].sudo().search([("name", "ilike", text)])
        return named | Domain("department_id", "child_of", units.ids)
