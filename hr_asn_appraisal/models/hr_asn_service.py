from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ..days import in_words
from ..exchange import numbers
from ..law import codes, service
from .hr_asn_scope_mixin import OFFICER_GROUP

KINDS = [(codes.LAYANAN, "Service"), (codes.PROGRAM, "Program")]
# Whose a record is: who may write it is asked again once one of these has changed.
PLACES = {"owner_id", "department_id", "company_id"}
OWNER = {"owner_id", "owner_since"}
# Remembered for the unit and the owner that it had.
SCOPES = ["asn_in_headed_units", "asn_in_officer_scope"]
RIGHTS = [*SCOPES, "asn_answers"]


class HrAsnService(models.Model):
    """A service to the public or a program: who answers for it, with what targets.

    Its targets are reached by the team indicators of its owner, and recorded there.
    """

    _name = "hr.asn.service"
    _description = "ASN service or program"
    _inherit = [
        "hr.asn.service.report.mixin",
        "hr.asn.company.mixin",
        "hr.asn.scope.mixin",
    ]
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True, index="trigram")
    kind = fields.Selection(KINDS, required=True, default=codes.LAYANAN)
    department_id = fields.Many2one(
        "hr.department",
        "Unit",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        default=lambda self: self._default_department_id(),
    )
    owner_id = fields.Many2one(
        "hr.employee",
        "Responsible",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    owner_since = fields.Date(
        "Responsible From",
        copy=False,
        help="Periods that end from this day on count by the indicators of this "
        "person, earlier ones by those of who was responsible before.",
    )
    # [employee, first day] of all owners, oldest first, once it has changed.
    owner_terms = fields.Json(
        readonly=True, copy=False, export_string_translation=False
    )
    owner_name = fields.Char(
        "Responsible Person", compute="_compute_owner_name", compute_sudo=True
    )
    former_owners = fields.Text(
        "Responsible Before", compute="_compute_owner_name", compute_sudo=True
    )
    asn_answers = fields.Boolean(
        compute="_compute_asn_answers",
        search="_search_asn_answers",
        export_string_translation=False,
    )
    description = fields.Text()
    standard_value = fields.Char("Service Standard", help="As a number: 3, 0,5.")
    standard_unit = fields.Char("Unit of the Standard", help="Hari kerja, menit …")
    standard = fields.Char("Standard", compute="_compute_standard")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(readonly=True)
    target_ids = fields.One2many("hr.asn.service.target", "service_id", "Targets")
    member_ids = fields.One2many("hr.asn.service.member", "service_id", "Members")
    member_count = fields.Integer("Members Today", compute="_compute_member_count")
    year = fields.Integer(
        "Year of the Targets",
        compute="_compute_year",
        search="_search_year",
        aggregator=None,
    )
    progress = fields.Text("Targets and Progress", compute="_compute_progress")
    can_edit = fields.Boolean(
        compute="_compute_can_edit", export_string_translation=False
    )

    def _default_department_id(self):
        """Whoever heads one unit means that one."""
        units = self.env["hr.department"].search(
            Domain("manager_id.user_id", "=", self.env.uid)
            & Domain("company_id", "=", self.env.company.id)
        )
        return units if len(units) == 1 else False

    @api.depends("owner_id", "owner_terms")
    @api.depends_context("lang")
    def _compute_owner_name(self):
        owners = {term[0] for one in self for term in one._asn_terms() if term[0]}
        names = {
            person.id: person._asn_full_name()
            for person in self.env["hr.employee"].browse(owners).exists()
        }
        for one in self:
            one.owner_name = names.get(one._asn_answering())
            one.former_owners = "\n".join(one._asn_others_told(names))

    @api.depends("owner_id", "owner_terms")
    @api.depends_context("uid")
    def _compute_asn_answers(self):
        mine = self._asn_own_employees()
        for one in self:
            one.asn_answers = one._asn_answering() in mine

    def _search_asn_answers(self, operator, value):
        """Rules ask this: who is named for later writes nothing before his day."""
        if operator != "in":
            return NotImplemented
        self.flush_model(["owner_id", "owner_terms"])
        today = str(self.env.company._asn_today())
        mine = [*self._asn_own_employees()]
        rows = self.env.execute_query(SQL(ANSWERING, today, mine))
        return Domain("id", "in", [key for (key,) in rows])

    @api.model
    def _asn_own_employees(self):
        """Return the ids of the user as an employee, of whatever agency."""
        # sudo: hr.employee - of oneself
        people = self.env["hr.employee"].sudo().with_context(active_test=False)
        return {*people._search([("user_id", "=", self.env.uid)])}

    def _asn_answering(self):
        """Return the id of who is responsible today; another may be named for later."""
        return service.owner_on(self._asn_terms(), self.company_id._asn_today())

    def _asn_others_told(self, names):
        """Return a sentence for each who was responsible before, or will be."""
        today = str(self.company_id._asn_today())
        for owner, since, end in service.spans(self._asn_terms()):
            if since > today:
                day = in_words(self.env, fields.Date.to_date(since))
                yield self.env._(
                    "%(name)s, from %(day)s", name=names.get(owner, "–"), day=day
                )
            elif end and end <= today:
                last = fields.Date.to_date(end) - timedelta(days=1)
                day = in_words(self.env, last)
                told = {"name": names.get(owner, "–"), "day": day}
                yield self.env._("%(name)s, until %(day)s", **told)

    @api.depends("standard_value", "standard_unit")
    def _compute_standard(self):
        for one in self:
            parts = (one.standard_value, one.standard_unit)
            one.standard = " ".join(filter(None, parts))

    @api.depends("member_ids.date_from", "member_ids.date_to")
    def _compute_member_count(self):
        for one in self:
            today = one.company_id._asn_today()
            members = one.member_ids.filtered(lambda who, day=today: who._asn_in(day))
            one.member_count = len(members)

    @api.depends("target_ids.year")
    @api.depends_context("asn_year")
    def _compute_year(self):
        """Return the year whose targets are shown: the one asked for, or the newest."""
        # A search in the field gives a list of what was asked for.
        asked = self.env.context.get("asn_year")
        asked = {*asked} if isinstance(asked, list) else {asked}
        for one in self:
            years = {*one.target_ids.mapped("year")}
            one.year = max(years & asked or years, default=0)

    def _search_year(self, operator, value):
        return Domain("target_ids.year", operator, value)

    @api.depends("target_ids")
    @api.depends_context("lang", "asn_year")
    def _compute_progress(self):
        shown = self.target_ids.filtered(lambda line: line.year == line.service_id.year)
        # Each list has a group of its own: together they are asked for once.
        sentences = dict(zip(shown, shown.mapped("sentence"), strict=True))
        for one in self:
            lines = [sentences[line] for line in one.target_ids if line in sentences]
            one.progress = "\n".join(lines)

    @api.depends("owner_id", "department_id")
    @api.depends_context("uid")
    def _compute_can_edit(self):
        able = self._origin._filtered_access("write")
        for one in self:
            one.can_edit = not one._origin or one._origin in able

    @api.constrains("standard_value", "standard_unit")
    def _check_standard(self):
        for one in self.filtered("standard_value"):
            number = numbers.parse(one.standard_value)
            if number is None or number <= 0 or not one.standard_unit:
                raise ValidationError(
                    self.env._(
                        "Service standard of “%s”: write a number above zero and its "
                        "unit beside it, as in 3 hari kerja.",
                        one.name,
                    )
                )

    @api.onchange("owner_id")
    def _onchange_owner_id(self):
        """Another person is responsible from today on, unless another day is set."""
        before = self._origin.owner_id
        if before and self.owner_id != before:
            self.owner_since = self.company_id._asn_today()
        elif before:
            self.owner_since = self._origin.owner_since

    @api.model
    def _asn_mine(self):
        """Return the domain of what is the user's: as owner, next one, or member.

        Today; who is named for later finds what he is to take into his plan.
        """
        today = self.env.company._asn_today()
        own = Domain("asn_answers", "=", True)
        own |= Domain("owner_id.user_id", "=", self.env.uid)
        member = Domain("employee_id.user_id", "=", self.env.uid)
        member &= Domain("date_from", "=", False) | Domain("date_from", "<=", today)
        member &= Domain("date_to", "=", False) | Domain("date_to", ">=", today)
        return own | Domain("member_ids", "any", member)

    def _check_access(self, operation):
        """Refuse a new one to who could save none, before he fills it in."""
        refused = super()._check_access(operation)
        if refused or operation != "create" or self or self._asn_begins():
            return refused
        return self, self._asn_begin_error

    @api.model
    def _asn_begins(self):
        """Say whether the user is an officer or heads a unit."""
        if self.env.su or self.env.user.has_group(OFFICER_GROUP):
            return True
        # sudo: hr.department - whether the user heads one
        units = self.env["hr.department"].sudo()
        return bool(units.search_count([("manager_id.user_id", "=", self.env.uid)]))

    def _asn_begin_error(self):
        return AccessError(
            self.env._(
                "Services and programs are added by the head of their unit or by a "
                "performance officer."
            )
        )

    # -- who answers for it --------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([vals | {"owner_terms": False} for vals in vals_list])

    def write(self, vals):
        """Another owner follows from his day on; what was reached before stays."""
        if "owner_terms" in vals:
            raise AccessError(
                self.env._("Name another person and the day: the rest follows.")
            )
        placed = self.filtered(lambda one: one._asn_is_placed_anew(vals))
        placed._asn_check_places()
        if not vals.keys() & OWNER:
            return self._asn_write(vals)
        self._asn_check_terms_open(vals)
        before = {one: one._asn_terms_before(vals) for one in self}
        moved = self.filtered(lambda one: one._asn_is_another(vals))
        since = vals.get("owner_since") or self.company_id[:1]._asn_today()
        moved._asn_write(vals | {"owner_since": since})
        done = (self - moved)._asn_write(vals)
        for one, terms in before.items():
            one._asn_follow(terms)
        # sudo: hr.asn.iki - who is in the former owner's team is told, whoever he is
        self.sudo().target_ids.iki_ids.skp_id._asn_tell_members()
        return done

    def _asn_write(self, vals):
        """Write, and ask again whether one may where the record has gone elsewhere."""
        done = super().write(vals)
        if vals.keys() & PLACES:
            self._asn_check_kept()
        return done

    def _asn_is_placed_anew(self, vals):
        """Say whether these values change whose it is, or from when on."""
        return any(
            (self[name].id if name in PLACES else self[name]) != told
            for name, told in vals.items()
            if name in PLACES
        ) or self._asn_is_redated(vals)

    def _asn_is_redated(self, vals):
        """Say whether these values name another day on which the owner began."""
        told = fields.Date.to_date(vals.get("owner_since"))
        return "owner_since" in vals and (self.owner_since or None) != told

    def _asn_check_places(self):
        """Who answers for a service does not give it away, nor date his own time."""
        self.invalidate_recordset(SCOPES)
        ours = self.sudo(False).with_user(self.env.user)
        placing = ours.filtered(lambda one: any(one[name] for name in SCOPES))
        if not self.env.su and self - placing:
            raise AccessError(self._asn_places_note())

    def _asn_places_note(self):
        return self.env._(
            "Another person or unit is named by the head of the unit or by a "
            "performance officer, each for the units that are theirs."
        )

    def _asn_check_terms_open(self, vals):
        """A year that is closed keeps who answered for its targets."""
        for one in self:
            since = service.changed_from(one._asn_terms(), one._asn_terms_after(vals))
            if since is not None:
                one.target_ids.cycle_id.filtered(
                    lambda cycle, since=since: since <= str(cycle.date_to)
                )._asn_check_open()

    def _asn_terms_after(self, vals):
        """Return the terms that these values lead to."""
        since = fields.Date.to_date(vals.get("owner_since", self.owner_since))
        if self._asn_is_another(vals):
            since = vals.get("owner_since") or self.company_id._asn_today()
        return service.hand_over(
            self._asn_terms_before(vals),
            vals.get("owner_id", self.owner_id.id),
            str(since or ""),
        )

    def _asn_is_another(self, vals):
        """Say whether these values name another owner than the present one."""
        return vals.get("owner_id", self.owner_id.id) != self.owner_id.id

    def _asn_terms(self):
        """Return [employee, first day as ISO text] of all owners, oldest first."""
        return self.owner_terms or [[self.owner_id.id, ""]]

    def _asn_terms_before(self, vals):
        """Return the terms before the one that these values begin, or date anew."""
        return (
            self._asn_terms() if self._asn_is_another(vals) else self._asn_terms()[:-1]
        )

    def _asn_follow(self, terms):
        """Let the owner follow after these terms on his day."""
        since = str(self.owner_since or "")
        told = service.hand_over(terms, self.owner_id.id, since)
        values = {"owner_terms": told if len(told) > 1 else False}
        if terms:
            values["owner_since"] = told[-1].since or False
        return super().write(values)

    def _asn_check_kept(self):
        """Refuse to give a service where one may not write it oneself."""
        self.invalidate_recordset(RIGHTS)
        if not self.env.su and not self.has_access("write"):
            raise AccessError(self._asn_places_note())

    @api.ondelete(at_uninstall=False)
    def _unlink_not_taken(self):
        self.target_ids.cycle_id._asn_check_open()
        self.target_ids._asn_check_not_taken()

    def copy_data(self, default=None):
        return [
            vals | {"name": self.env._("%s (copy)", one.name)}
            for one, vals in zip(self, super().copy_data(default), strict=True)
        ]

    # -- its surveys ---------------------------------------------------------

    def _asn_of_person(self, person):
        """Return those that a person answers for, else those of units that he heads."""
        owned = self.filtered(lambda one: one.owner_id == person)
        return owned or self.filtered(
            lambda one: person in one._asn_units_up().manager_id
        )

    def _asn_units_up(self):
        """Return the unit of this service and all above it."""
        path = (self.department_id.parent_path or "").split("/")[:-1]
        return self.department_id.browse(int(key) for key in path)

    def action_surveys(self):
        """Open the surveys of this service."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Surveys (SKM)"),
            "res_model": "hr.asn.survey",
            "view_mode": "list,kanban,form",
            "domain": [("service_id", "=", self.id)],
            "context": {"default_service_id": self.id, "default_kind": "service"},
        }


# Whose term of a service a day is in, of those of some employees.
ANSWERING = """
    SELECT one.id
      FROM hr_asn_service one
CROSS JOIN LATERAL (
           SELECT term ->> 0 AS employee
             FROM jsonb_array_elements(
                  COALESCE(one.owner_terms,
                           jsonb_build_array(jsonb_build_array(one.owner_id, ''))))
                  WITH ORDINALITY AS terms (term, number)
            WHERE term ->> 1 <= %s
         ORDER BY number DESC
            LIMIT 1) AS present
     WHERE present.employee::int = ANY(%s)
"""
