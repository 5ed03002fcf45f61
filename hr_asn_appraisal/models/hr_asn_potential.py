from odoo import api, fields, models

from ..law import codes
from ..law.ninebox import HIGH, LOW, MIDDLE

POTENTIALS = [(LOW, "Low"), (MIDDLE, "Medium"), (HIGH, "High")]


class HrAsnPotential(models.Model):
    """The potential of a person in a cycle, as the performance team has entered it.

    Who it is about never finds it here; what became of it is his box, once he is rated.
    """

    _name = "hr.asn.potential"
    _description = "ASN potential"
    _inherit = ["hr.asn.guard.mixin", "hr.asn.person.search.mixin"]
    _order = "cycle_id desc, name, id"
    _rec_names_search = ["name", "nip"]
    _check_company_auto = True

    employee_id = fields.Many2one(
        "hr.employee",
        "Employee",
        required=True,
        ondelete="restrict",
        check_company=True,
    )
    cycle_id = fields.Many2one(
        "hr.asn.cycle",
        "Cycle",
        required=True,
        ondelete="restrict",
        index=True,
        default=lambda self: self.env["hr.asn.monitor"]._asn_cycle(),
    )
    company_id = fields.Many2one(
        related="cycle_id.company_id",
        store=True,
        precompute=True,
        index=True,
        string="Agency",
    )
    name = fields.Char(
        "Employee Name",
        compute="_compute_person",
        store=True,
        precompute=True,
        compute_sudo=True,
        index="trigram",
    )
    nip = fields.Char(
        "NIP",
        compute="_compute_person",
        store=True,
        precompute=True,
        compute_sudo=True,
        index="trigram",
    )
    # By the post that the person has or had last.
    department_id = fields.Many2one(
        "hr.department",
        "Unit",
        compute="_compute_person",
        store=True,
        precompute=True,
        compute_sudo=True,
        ondelete="restrict",
        index=True,
    )
    potential = fields.Selection(POTENTIALS, required=True)
    source = fields.Char(
        "Source",
        required=True,
        help="For example the assessment center and its report.",
    )
    assessed_on = fields.Date("Assessed On", required=True)
    valid_until = fields.Date(
        "Valid Until", help="Empty: until the next assessment of the person."
    )

    _person_uniq = models.Constraint(
        "UNIQUE(employee_id, cycle_id)",
        "The potential of this employee is entered already for the cycle.",
    )
    _dates_ordered = models.Constraint(
        "CHECK(valid_until >= assessed_on)", "It is valid after it has been assessed."
    )

    @api.depends("employee_id")
    def _compute_person(self):
        for one in self:
            person = one.employee_id
            posts = person.asn_assignment_ids.sorted(
                lambda post: (post.status == codes.DEFINITIF, post.date_from)
            )
            one.name = person._asn_full_name() if person else False
            one.nip = person.asn_nip
            one.department_id = posts[-1:].department_id

    @api.depends("name", "cycle_id")
    def _compute_display_name(self):
        for one in self:
            one.display_name = f"{one.name}, {one.cycle_id.name}"
