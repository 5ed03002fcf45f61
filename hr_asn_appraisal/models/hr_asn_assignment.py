from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..law import codes
from .hr_employee import ASN_KINDS
from .hr_version import POST_KINDS

ADMIN_GROUP = "hr_asn_appraisal.group_asn_admin"

STATUSES = [
    (codes.DEFINITIF, "Definitive"),
    (codes.PLT, "Acting (Plt.)"),
    (codes.PLH, "Daily Acting (Plh.)"),
    (codes.PJB, "Caretaker (Pj.)"),
]
PREFIXES = {codes.PLT: "Plt. ", codes.PLH: "Plh. ", codes.PJB: "Pj. "}
# What an open document of a person has been set to when he gets another appraiser.
PARTIES = ("appraiser_id", "superior_id")
# So many appraisers above a person are looked at for a circle.
LONGEST_LINE = 12
# What else of a post leaves a trace when it is changed.
LOGGED = {"post", "department_id", "status", "duty", "date_from", "date_to"}


def titled_post(status, post):
    """Return a post with the word for its status before it: "Plt. Kepala Bidang"."""
    return f"{PREFIXES.get(status, '')}{post}"


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
    appraiser_id = fields.Many2one(
        "hr.employee", "Appraiser", index=True, check_company=True
    )
    superior_id = fields.Many2one(
        "hr.employee", "Appraiser's Superior", index=True, check_company=True
    )
    # Kept so that a list that still says the same does not undo what was corrected.
    listed_appraiser_id = fields.Many2one(
        "hr.employee",
        "Appraiser in the Staff List",
        index="btree_not_null",
        readonly=True,
        copy=False,
    )
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
    _not_own_superior = models.Constraint(
        "CHECK(superior_id IS NULL OR superior_id != employee_id)",
        "Nobody is the superior of his own appraiser.",
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
        """People do not appraise each other, nor in a circle, on the same day."""
        # sudo: hr.asn.assignment - a circle is one, whoever may see its members
        lines = [one for one in self.sudo() if one.appraiser_id]
        for _level in range(LONGEST_LINE):
            lines = self._asn_lines_above(lines)
            for line in lines:
                if line[-1].appraiser_id == line[0].employee_id:
                    raise ValidationError(self._asn_circle(line))
            if not lines:
                return

    @api.model
    def _asn_lines_above(self, lines):
        """Return the lines of assignments one appraiser longer: one query for all.

        A line goes on only by assignments that are held on a day all have in common.
        """
        bosses = [line[-1].appraiser_id.id for line in lines]
        held = self.sudo().search(
            [("employee_id", "in", bosses), ("appraiser_id", "!=", False)], order="id"
        )
        above = held.grouped("employee_id")
        return [
            line + one
            for line in lines
            for one in above.get(line[-1].appraiser_id, ())
            if one not in line and (line + one)._asn_share_a_day()
        ]

    def _asn_share_a_day(self):
        """Say whether all these assignments are held on some day."""
        ends = [one.date_to for one in self if one.date_to]
        return not ends or max(self.mapped("date_from")) <= min(ends)

    def _asn_circle(self, line):
        names = line.mapped("name")
        if len(line) == 2:
            return self.env._(
                "%(one)s and %(other)s would appraise each other.",
                one=names[0],
                other=names[1],
            )
        return self.env._(
            "These people would appraise each other in a circle: %(names)s.",
            names=" → ".join([*names, names[0]]),
        )

    def write(self, vals):
        """A corrected appraiser takes what is not yet rated along, with history."""
        self._asn_check_identity(vals)
        self._asn_check_not_self(vals)
        changed = [party for party in PARTIES if party in vals]
        before = {one.id: one._asn_party_names() for one in self} if changed else {}
        bosses = {one.id: one.appraiser_id for one in self} if changed else {}
        result = super().write(vals)
        if changed:
            self.env["hr.asn.event"]._asn_log(
                self,
                "change_appraiser",
                lambda one: f"{before[one.id]} → {one._asn_party_names()}",
            )
            self.env["hr.asn.evaluation"].sudo()._asn_follow(self)
            # sudo: hr.asn.skp - the plan goes over, whoever corrects the appraiser
            moved = self.sudo().filtered(
                lambda one: one.appraiser_id != bosses[one.id].sudo()
            )
            moved.skp_ids._asn_follow()
        if LOGGED & vals.keys():
            changes = ", ".join(sorted(LOGGED & vals.keys()))
            self.env["hr.asn.event"]._asn_log(self, "change_assignment", changes)
        if "date_to" in vals:
            # sudo: hr.asn.skp - the plan follows the post, whoever ends it
            self.sudo().skp_ids._asn_follow_dates()
        self._asn_check_kept()
        return result

    def _asn_check_kept(self):
        """Refuse to move an assignment out of what one may change."""
        if not self.env.su:
            # Whose units it was in is remembered from the check before the change.
            self.invalidate_recordset(["asn_in_officer_scope"])
            self.check_access("write")

    def _asn_check_identity(self, vals):
        """Refuse to hand the documents of one person over to another."""
        if {"employee_id", "company_id"} & vals.keys() and self.sudo().skp_ids:
            raise UserError(
                self.env._(
                    "This assignment has a plan and stays with its employee. "
                    "End it and make another one."
                )
            )

    def _asn_check_not_self(self, vals):
        """Refuse an officer who puts himself over people: he would rate them."""
        if self.env.su or self.env.user.has_group(ADMIN_GROUP):
            return
        people = {vals.get(party) for party in PARTIES} - {None, False}
        if people & set(self.env.user.employee_ids.ids):
            raise AccessError(
                self.env._(
                    "Nobody makes himself the appraiser or superior of others. "
                    "Ask another officer or the administrator to do it."
                )
            )

    def _asn_party_names(self):
        # sudo: hr.employee - names of parties, kept in the history
        parties = self.sudo().appraiser_id, self.sudo().superior_id
        return ", ".join(party.name or "–" for party in parties)

    def _asn_post(self):
        """Return the post as papers print it: "Plt. Kepala Bidang …"."""
        self.ensure_one()
        return titled_post(self.status, self.post)

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

    def _asn_nearest(self, unit):
        """Return the one of these posts of a person from which he stands over a unit.

        That is his post in the unit itself, else in the next unit above it. Where none
        of them is there, or two in the same unit: the first.
        """
        path = (unit.sudo().parent_path or "").split("/")[:-1]
        depth = {int(part): level for level, part in enumerate(path)}
        return max(
            self, key=lambda one: depth.get(one.department_id.id, -1), default=self
        )

    @api.model
    def _asn_held_by(self, employees, on):
        """Return {employee: assignments held on a date}, definitive ones first."""
        held = self.sudo().search(
            [
                ("employee_id", "in", employees.ids),
                ("date_from", "<=", on),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", on),
            ],
            order="employee_id, status, id",
        )
        return held.grouped("employee_id")
