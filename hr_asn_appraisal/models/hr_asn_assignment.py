from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..law import codes
from .hr_employee import ASN_KINDS
from .hr_version import POST_KINDS

STATUSES = [
    (codes.DEFINITIF, "Definitive"),
    (codes.PLT, "Acting (Plt.)"),
    (codes.PLH, "Daily Acting (Plh.)"),
    (codes.PJB, "Caretaker (Pj.)"),
]
PREFIXES = {codes.PLT: "Plt. ", codes.PLH: "Plh. ", codes.PJB: "Pj. "}
# What an open document of a person has been set to when he gets another appraiser.
PARTIES = ("appraiser_id", "superior_id")


class HrAsnAssignment(models.Model):
    """A person in a post. SKP, rights and previews hang on it."""

    _name = "hr.asn.assignment"
    _description = "ASN assignment"
    _inherit = ["hr.asn.guard.mixin", "hr.asn.scope.mixin"]
    _order = "name, date_from desc"
    _rec_names_search = ["name", "nip", "post"]
    _check_company_auto = True

    employee_id = fields.Many2one(
        "hr.employee", "Employee", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        "res.company",
        "Agency",
        required=True,
        default=lambda self: self.env.company,
        index=True,
    )
    name = fields.Char(
        compute="_compute_person", store=True, compute_sudo=True, index="trigram"
    )
    nip = fields.Char(
        "NIP", compute="_compute_person", store=True, compute_sudo=True, index=True
    )
    asn_kind = fields.Selection(
        ASN_KINDS,
        "Kind of ASN",
        compute="_compute_person",
        store=True,
        compute_sudo=True,
    )
    job_id = fields.Many2one("hr.job", "Job")
    post = fields.Char(required=True)
    post_kind = fields.Selection(POST_KINDS, "Kind of Post")
    duty = fields.Char("Assigned Duty", help="Kepala Sekolah …")
    status = fields.Selection(STATUSES, default=codes.DEFINITIF, required=True)
    department_id = fields.Many2one("hr.department", "Unit", required=True, index=True)
    date_from = fields.Date("From", required=True)
    date_to = fields.Date("To")
    appraiser_id = fields.Many2one("hr.employee", "Appraiser", index=True)
    superior_id = fields.Many2one("hr.employee", "Appraiser's Superior", index=True)
    skp_ids = fields.One2many("hr.asn.skp", "assignment_id", "Plans")

    _one_definitive = models.Constraint(
        "EXCLUDE USING gist (int4range(employee_id, employee_id, '[]') WITH &&, "
        "daterange(date_from, date_to, '[]') WITH &&) WHERE (status = 'definitif')",
        "This employee has a definitive post in that time already. "
        "End the former assignment first.",
    )
    _dates_ordered = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)",
        "An assignment ends after it has begun.",
    )
    _not_own_appraiser = models.Constraint(
        "CHECK(appraiser_id IS NULL OR appraiser_id != employee_id)",
        "Nobody appraises himself.",
    )

    @api.depends(
        "employee_id.name",
        "employee_id.asn_nip",
        "employee_id.asn_kind",
        "employee_id.asn_front_title",
        "employee_id.asn_back_title",
    )
    def _compute_person(self):
        for assignment in self:
            employee = assignment.employee_id
            assignment.name = employee._asn_full_name() if employee else False
            assignment.nip = employee.asn_nip
            assignment.asn_kind = employee.asn_kind

    @api.depends("name", "post", "status")
    def _compute_display_name(self):
        for assignment in self:
            assignment.display_name = f"{assignment.name}, {assignment._asn_post()}"

    @api.constrains("employee_id", "appraiser_id", "date_from", "date_to")
    def _check_loop(self):
        """Two people do not appraise each other at the same time."""
        mirrored = self.sudo().search(
            [
                ("employee_id", "in", self.appraiser_id.ids),
                ("appraiser_id", "in", self.employee_id.ids),
            ]
        )
        back = {(one.appraiser_id, one.employee_id): one for one in mirrored}
        for assignment in self:
            other = back.get((assignment.employee_id, assignment.appraiser_id))
            if other and assignment._asn_overlaps(other):
                raise ValidationError(
                    self.env._(
                        "%(one)s and %(other)s would appraise each other.",
                        one=assignment.name,
                        other=other.name,
                    )
                )

    def _asn_overlaps(self, other):
        """Say whether two assignments have a day in common."""
        starts_before_end = not self.date_to or other.date_from <= self.date_to
        ends_after_start = not other.date_to or other.date_to >= self.date_from
        return starts_before_end and ends_after_start

    def write(self, vals):
        """A corrected appraiser takes what is not yet rated along, with history."""
        self._asn_check_identity(vals)
        changed = [party for party in PARTIES if party in vals]
        before = {one.id: one._asn_party_names() for one in self} if changed else {}
        result = super().write(vals)
        if changed:
            self.env["hr.asn.event"]._asn_log(
                self,
                "change_appraiser",
                lambda one: f"{before[one.id]} → {one._asn_party_names()}",
            )
            self.env["hr.asn.evaluation"].sudo()._asn_follow(self)
        return result

    def _asn_check_identity(self, vals):
        """Refuse to hand the documents of one person over to another."""
        if {"employee_id", "company_id"} & vals.keys() and self.sudo().skp_ids:
            raise UserError(
                self.env._(
                    "This assignment has a plan and stays with its employee. "
                    "End it and make another one."
                )
            )

    def _asn_party_names(self):
        # sudo: hr.employee - names of parties, kept in the history
        parties = self.sudo().appraiser_id, self.sudo().superior_id
        return ", ".join(party.name or "–" for party in parties)

    def _asn_post(self):
        """Return the post as papers print it: "Plt. Kepala Bidang …"."""
        self.ensure_one()
        return f"{PREFIXES.get(self.status, '')}{self.post}"

    def _asn_parent_unit(self):
        """Return the name of the OPD: the unit right under the agency."""
        self.ensure_one()
        unit = self.department_id.sudo()
        while unit.parent_id.parent_id:
            unit = unit.parent_id
        return unit.name

    def _asn_party(self, on):
        """Return this person as a sealed document keeps him on date ``on``."""
        self.ensure_one()
        # sudo: hr.employee - rank and NIP are for the paper, not for the one who signs
        employee = self.employee_id.sudo()
        return employee._asn_party(on) | {
            "assignment": self.id,
            "post": self._asn_post(),
            "duty": self.duty or "",
            "unit": self.department_id.sudo().name,
            "parent_unit": self._asn_parent_unit(),
        }

    @api.model
    def _asn_held_by(self, employees, on):
        """Return {employee: assignment held on a date}, definitive ones first."""
        held = self.sudo().search(
            [
                ("employee_id", "in", employees.ids),
                ("date_from", "<=", on),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", on),
            ],
            order="employee_id, status",
        )
        first = {}
        for assignment in held:
            first.setdefault(assignment.employee_id, assignment)
        return first
