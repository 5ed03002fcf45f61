from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..law.states import APPROVED, CLOSED


class HrAsnRhkLeadMixin(models.AbstractModel):
    """Who leads the team in which a result is reached: he gives input, rates nobody.

    Printed and sealed is the text beside it, so that it stays as it was agreed.
    """

    _name = "hr.asn.rhk.lead.mixin"
    _description = "ASN result of a team"
    _inherit = ["hr.asn.agreed.line.mixin"]
    _check_company_auto = True

    assigned_by_id = fields.Many2one(
        "hr.employee",
        "Team Lead",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        help="Reads this result once it is agreed and gives feedback on it.",
    )
    owner = fields.Char("Employee", related="skp_id.name")
    is_led_by_me = fields.Boolean(
        compute="_compute_is_led_by_me",
        search="_search_is_led_by_me",
        export_string_translation=False,
    )

    @api.depends("assigned_by_id")
    @api.depends_context("uid")
    def _compute_is_led_by_me(self):
        # sudo: hr.employee - a user is asked about himself
        own = self.env.user.sudo().employee_ids
        for rhk in self:
            rhk.is_led_by_me = rhk.sudo().assigned_by_id in own

    def _search_is_led_by_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: hr.employee - a user is asked about himself
        return Domain("assigned_by_id", "in", self.env.user.sudo().employee_ids.ids)

    @api.constrains("assigned_by_id", "skp_id")
    def _check_lead(self):
        # sudo: hr.asn.skp - whose the plan is
        for rhk in self.sudo():
            if rhk.assigned_by_id == rhk.skp_id.employee_id:
                raise ValidationError(
                    self.env._("Nobody gives input on his own work as its team lead.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._asn_with_lead(vals) for vals in vals_list])

    def write(self, vals):
        """Name a lead in the text, too, where it is empty or names the one before."""
        result = True
        for rhks, own in self._asn_by_lead(vals):
            result = super(HrAsnRhkLeadMixin, rhks).write(own)
        return result

    def _asn_by_lead(self, vals):
        """Return [(results, values)]: whose text is kept, and whose follows."""
        if not vals.get("assigned_by_id") or "assigned_by" in vals:
            return [(self, vals)]
        told = {rhk: rhk._asn_lead_words(rhk.assigned_by_id) for rhk in self}
        follow = self.filtered(lambda rhk: (rhk.assigned_by or "") == told[rhk])
        rest = self - follow
        both = ((rest, vals), (follow, self._asn_with_lead(vals)))
        return [(rhks, own) for rhks, own in both if rhks]

    @api.model
    def _asn_with_lead(self, vals):
        """Return the values with the name and post of a lead as text, unless given."""
        if not vals.get("assigned_by_id") or vals.get("assigned_by"):
            return vals
        lead = self.env["hr.employee"].browse(vals["assigned_by_id"])
        return {**vals, "assigned_by": self._asn_lead_words(lead)}

    @api.model
    def _asn_lead_words(self, lead):
        """Return "dr. Nadia Putri, Kepala Puskesmas" as of today; "" for nobody."""
        if not lead:
            return ""
        # sudo: hr.employee, hr.asn.assignment - name and post of who leads
        lead = lead.sudo()
        today = lead.company_id._asn_today()
        held = self.env["hr.asn.assignment"]._asn_held_by(lead, today)
        post = held[lead][0]._asn_post() if lead in held else ""
        return ", ".join(filter(None, (lead._asn_full_name(), post)))

    @api.model
    def _asn_led_by(self, people):
        """Return the agreed results in which one of people leads."""
        # sudo: hr.asn.rhk - who leads is asked, not shown
        return self.sudo().search(
            Domain("assigned_by_id", "in", people.ids)
            & Domain("is_agreed", "=", True)
            & Domain("skp_id.state", "in", (APPROVED, CLOSED))
        )

    def action_give_feedback(self):
        """Open the dialog in which the lead writes about this result."""
        self.ensure_one()
        return self.env["hr.asn.feedback"]._asn_dialog(
            {"default_skp_id": self.skp_id.id, "default_rhk_id": self.id}
        )
