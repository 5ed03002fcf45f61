from odoo import api, fields, models
from odoo.exceptions import UserError

CHOSEN = "chosen"
UNIT = "unit"
ALL = "all"
# So many refusals are told before the run; the run itself tells all.
TOLD = 10


class HrAsnAppraiserChange(models.TransientModel):
    """Asks who appraises whom from when, and shows first what that moves."""

    _name = "hr.asn.appraiser.change"
    _description = "Change of appraiser"

    way = fields.Selection(
        [
            (CHOSEN, "The people chosen"),
            (UNIT, "A whole unit"),
            (ALL, "All people of one appraiser"),
        ],
        "For Whom",
        required=True,
    )
    assignment_ids = fields.Many2many("hr.asn.assignment", string="People")
    head_unit_ids = fields.Many2many("hr.department", string="Units without a Head")
    department_id = fields.Many2one("hr.department", "Unit")
    with_subunits = fields.Boolean("With Sub-units")
    former_id = fields.Many2one("hr.employee", "Present Appraiser")
    appraiser_id = fields.Many2one("hr.employee", "New Appraiser")
    since = fields.Date(
        "From Date", required=True, default=lambda self: self._default_since()
    )
    decree = fields.Char("Decree or Reason", help="SK 823/77/2026, retirement …")

    people_count = fields.Integer("Number of People", compute="_compute_preview")
    moving_count = fields.Integer("Open Documents Move", compute="_compute_preview")
    staying_count = fields.Integer("Rated Ones Stay", compute="_compute_preview")
    earlier_count = fields.Integer(
        "Of Earlier Periods, Stay", compute="_compute_preview"
    )
    refused_count = fields.Integer("Cannot", compute="_compute_preview")
    refused = fields.Text("Why Not", compute="_compute_preview")
    is_later = fields.Boolean(
        compute="_compute_preview", export_string_translation=False
    )

    def _default_since(self):
        return self.env.company._asn_today()

    @api.model
    def default_get(self, fields):
        """Take the people who were chosen in a list, else ask for whom."""
        values = super().default_get(fields)
        people, units = self._asn_chosen()
        values["way"] = CHOSEN if people or units else ALL
        values["assignment_ids"] = [(6, 0, people.ids)]
        values["head_unit_ids"] = [(6, 0, units.ids)]
        values["since"] = self._asn_day_for(people)
        return values

    @api.model
    def _asn_day_for(self, people):
        """Return the day to propose: today, or since when this year all lack somebody.

        That is the day which the list of problems proposes for people without one.
        """
        today = self._default_since()
        # sudo: hr.employee - asked only whether there is one
        if not people or people.sudo().appraiser_id:
            return today
        begun = max(min(people.mapped("date_from")), today.replace(month=1, day=1))
        return min(begun, today)

    @api.model
    def _asn_chosen(self):
        """Return (posts, units without a head) behind the rows of the list."""
        posts = self.env["hr.asn.assignment"]
        model, ids = self.env.context.get("active_model"), self._asn_active_ids()
        if model == "hr.asn.hierarchy":
            rows = self.env[model].search([("id", "in", ids)])
            headless = rows.filtered(lambda row: row.problem == "headless")
            return rows._asn_people(), headless.department_id
        if model == posts._name:
            return posts.browse(ids), self.env["hr.department"]
        return posts, self.env["hr.department"]

    @api.model
    def _asn_active_ids(self):
        return self.env.context.get("active_ids") or []

    # -- preview -------------------------------------------------------------

    @api.depends(
        "way",
        "assignment_ids",
        "department_id",
        "with_subunits",
        "former_id",
        "appraiser_id",
        "since",
    )
    def _compute_preview(self):
        for wizard in self:
            people = wizard._asn_people()
            reasons = people._asn_refusals(wizard.appraiser_id, wizard.since)
            wizard.people_count = len(people)
            wizard.refused_count = len(reasons)
            wizard.refused = "\n".join(list(reasons.values())[:TOLD])
            wizard.is_later = bool(
                wizard.since and wizard.since > self._default_since()
            )
            wizard._asn_count_documents(people - people.browse(reasons))

    def _asn_people(self):
        """Return the posts of which the appraiser is to be changed."""
        if self.way == CHOSEN:
            return self.env["hr.asn.assignment"].browse(self.assignment_ids.ids)
        whom = self._asn_whom()
        if not whom:
            return self.env["hr.asn.assignment"]
        handler = self.env["hr.asn.run.appraiser"]
        return handler._asn_found(whom, self.since or self._default_since())

    def _asn_whom(self):
        """Return who is meant where it is all of a unit or of an appraiser, or None."""
        if self.way == UNIT and self.department_id:
            unit = self.department_id.id
            return {"unit": unit, "subunits": self.with_subunits}
        if self.way == ALL and self.former_id:
            return {"former": self.former_id.id}
        return None

    def _asn_count_documents(self, people):
        """Count what moves and what stays, whoever may read it.

        Of posts whose appraiser the user may change: any may be named by RPC.
        """
        people = people._filtered_access("write")
        effects = people._asn_effects(self.since or self._default_since())
        self.moving_count = effects.plans + effects.moving
        self.earlier_count = effects.earlier
        self.staying_count = effects.rated

    # -- doing ---------------------------------------------------------------

    def action_process(self):
        """Start the run that changes the appraisers, or plan it; return its form."""
        self.ensure_one()
        people = self._asn_people()
        if not self.appraiser_id or not (people or self.head_unit_ids):
            raise UserError(self.env._("Choose for whom and the new appraiser first."))
        people = people.filtered(lambda one: one.employee_id != self.appraiser_id)
        # At once it is those who were shown; later on, who is there by then.
        whom = self._asn_whom() if self.is_later else None
        since = fields.Date.to_string(self.since)
        run = self.env["hr.asn.run.appraiser"]._asn_launch(
            [(one, self.appraiser_id, self.since) for one in people],
            decree=self.decree,
            heads=[(unit, self.appraiser_id) for unit in self.head_unit_ids],
            start_on=self.since if self.is_later else None,
            whom=whom and whom | {"appraiser": self.appraiser_id.id, "since": since},
        )
        return run._asn_form()
