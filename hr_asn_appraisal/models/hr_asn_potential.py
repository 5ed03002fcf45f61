from odoo import api, fields, models
from odoo.tools import SQL

from ..law import codes
from ..law.ninebox import HIGH, LOW, MIDDLE

POTENTIALS = [(LOW, "Low"), (MIDDLE, "Medium"), (HIGH, "High")]


def assessed_sql():
    """Return the SQL of the potential that counts for an evaluation of that alias.

    The newest of its cycle or an earlier one that is valid at the end of its period.
    """
    return SQL(
        """
        SELECT potential.potential
          FROM hr_asn_potential potential
          JOIN hr_asn_cycle own ON own.id = potential.cycle_id
          JOIN hr_asn_cycle rated ON rated.id = evaluation.cycle_id
         WHERE potential.employee_id = evaluation.employee_id
           AND own.year <= rated.year
           AND COALESCE(potential.valid_until, 'infinity') >= evaluation.date_to
         ORDER BY own.year DESC
         LIMIT 1
        """
    )


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

    @api.model
    def _asn_of(self, evaluations):
        """Return {evaluation: potential that counts for it}; of the user himself none.

        Raises AccessError for who may not read potentials.
        """
        self.check_access("read")
        self.flush_model()
        evaluations.flush_recordset(["employee_id", "cycle_id", "date_to"])
        own = evaluations._asn_mine("employee_id")
        query = SQL(
            "SELECT evaluation.id, assessed.potential FROM hr_asn_evaluation evaluation"
            " JOIN LATERAL (%s) assessed ON TRUE WHERE evaluation.id IN %s",
            assessed_sql(),
            tuple((evaluations - own).ids) or (None,),
        )
        found = self.env.execute_query(query)
        return {evaluations.browse(one): potential for one, potential in found}
