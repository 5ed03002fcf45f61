import base64
from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import NO_ACCESS
from odoo.tools.misc import format_date

from odoo.addons.hr_asn_appraisal.models.hr_asn_run import DONE, STOPPED

from ..forms import month as month_form
from ..forms import recap as recap_form
from ..report import tpp_xlsx
from .hr_asn_run import MONTH

AUDITOR_GROUP = "hr_asn_appraisal.group_asn_auditor"

CLOSING = "closing"
CLOSED = "closed"
STATES = [(CLOSING, "Being Closed"), (CLOSED, "Closed")]

COUNTS = {
    "rated_count": tuple(month_form.wording.PREDIKATS),
    "not_rated_count": (recap_form.NOT_RATED,),
    "not_delivered_count": (recap_form.NOT_DELIVERED,),
    "exempt_count": (recap_form.EXEMPT,),
    "elsewhere_count": (recap_form.ELSEWHERE,),
    "not_due_count": (recap_form.NOT_DUE,),
}


class HrAsnMonthKeptMixin(models.AbstractModel):
    """Rows that closing a month writes once, and nobody ever again."""

    _name = "hr.asn.month.kept.mixin"
    _description = "ASN row of a closed month"

    @api.model_create_multi
    def create(self, vals_list):
        raise AccessError(self.env._("Only the closing of a month writes this."))

    @api.model
    def _asn_add(self, vals_list):
        """Append rows; called by the run that closes a month, by nothing else."""
        # sudo: hr.asn.month… - written by the run, by nobody's own right
        return super(HrAsnMonthKeptMixin, self.sudo()).create(vals_list)

    def write(self, vals):
        raise AccessError(self.env._("A closed month is not changed."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AccessError(self.env._("A closed month is not deleted."))


class HrAsnMonthCountMixin(models.AbstractModel):
    """The boxes of a month: disjoint, they add up to all its people."""

    _name = "hr.asn.month.count.mixin"
    _description = "ASN figures of a month"

    total = fields.Integer("Employees", compute="_compute_counts", compute_sudo=False)
    rated_count = fields.Integer(
        "With Predicate", compute="_compute_counts", compute_sudo=False
    )
    not_rated_count = fields.Integer(
        "Not Rated Yet", compute="_compute_counts", compute_sudo=False
    )
    not_delivered_count = fields.Integer(
        "Not Delivered Yet", compute="_compute_counts", compute_sudo=False
    )
    exempt_count = fields.Integer(
        "Exempt", compute="_compute_counts", compute_sudo=False
    )
    elsewhere_count = fields.Integer(
        "Rated in Another System", compute="_compute_counts", compute_sudo=False
    )
    not_due_count = fields.Integer(
        "No Evaluation", compute="_compute_counts", compute_sudo=False
    )
    changed_count = fields.Integer(
        "Changed since Last Month", compute="_compute_counts", compute_sudo=False
    )

    def _asn_show(self, counts, changed):
        """Fill the boxes from {outcome: how many} and how many have changed."""
        for name, outcomes in COUNTS.items():
            self[name] = sum(counts.get(outcome, 0) for outcome in outcomes)
        self.total = sum(counts.values())
        self.changed_count = changed


class HrAsnMonth(models.Model):
    """A month whose figures for the allowance (TPP) are frozen, with who froze them."""

    _name = "hr.asn.month"
    _description = "ASN month"
    _inherit = ["hr.asn.month.kept.mixin", "hr.asn.month.count.mixin"]
    _order = "date_from desc, id desc"
    _rec_name = "date_from"

    company_id = fields.Many2one(
        "res.company", "Agency", required=True, readonly=True, ondelete="restrict"
    )
    date_from = fields.Date("Month", required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, default=CLOSING)
    closed_by_id = fields.Many2one(
        "res.users", "Closed By", required=True, readonly=True, ondelete="restrict"
    )
    drawn_at = fields.Datetime("Data Drawn At", required=True, readonly=True)
    drawn_on = fields.Char("Data Drawn", required=True, readonly=True)
    run_id = fields.Many2one(
        "hr.asn.run", "Bulk Run", readonly=True, ondelete="restrict", index=True
    )
    line_ids = fields.One2many("hr.asn.month.line", "month_id", "Employees of the List")
    # Nobody reads it as a field: an officer of units may read the month, not the ZIP.
    archive = fields.Binary(
        "ZIP",
        attachment=True,
        readonly=True,
        groups=NO_ACCESS,
        export_string_translation=False,
    )
    failed_count = fields.Integer(
        related="run_id.failed_count", export_string_translation=False
    )
    # Its run works no more: somebody has to continue it.
    is_stuck = fields.Boolean(
        compute="_compute_is_stuck",
        compute_sudo=True,
        export_string_translation=False,
    )
    can_continue = fields.Boolean(
        compute="_compute_can_continue", export_string_translation=False
    )
    is_whole = fields.Boolean(
        compute="_compute_is_whole", export_string_translation=False
    )

    only_units = fields.Char(
        compute="_compute_is_whole", export_string_translation=False
    )
    reads_run = fields.Boolean(
        compute="_compute_reads_run", export_string_translation=False
    )

    _month_uniq = models.Constraint(
        "UNIQUE(company_id, date_from)", "This month is closed already."
    )
    _first_day = models.Constraint(
        "CHECK(EXTRACT(DAY FROM date_from) = 1)", "A month is named by its first day."
    )

    @api.depends("date_from")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for month in self:
            month.display_name = self._asn_name(month.date_from)

    @api.model
    def _asn_name(self, first):
        """Return a month in the user's words: "May 2026"."""
        return format_date(self.env, first, date_format="MMMM y") if first else ""

    @api.depends("line_ids")
    @api.depends_context("uid")
    def _compute_counts(self):
        for month, (counts, changed) in self._asn_tally().items():
            month._asn_show(counts, changed)

    def _asn_tally(self):
        """Return {month: ({outcome: how many}, how many have changed)}."""
        own = [("month_id", "in", self.ids)]
        lines = self.env["hr.asn.month.line"]
        changed = lines._read_group(
            [*own, ("change", "!=", False)], ["month_id"], ["__count"]
        )
        changed, counts = dict(changed), {month: {} for month in self}
        groups = lines._read_group(own, ["month_id", "outcome"], ["__count"])
        for month, outcome, count in groups:
            counts[month][outcome] = count
        return {
            month: (found, changed.get(month, 0)) for month, found in counts.items()
        }

    @api.depends("state", "run_id.state")
    def _compute_is_stuck(self):
        for month in self:
            ended = month.run_id.state in (STOPPED, DONE)
            month.is_stuck = month.state == CLOSING and ended

    @api.depends("is_stuck")
    @api.depends_context("uid")
    def _compute_can_continue(self):
        runs_agency = self.env.user._asn_runs_agency()
        for month in self:
            month.can_continue = month.is_stuck and runs_agency

    @api.depends_context("uid")
    def _compute_is_whole(self):
        """Say whether the user reads all of a month, or what units of it."""
        self.is_whole = self._asn_reads_all()
        for month in self:
            names = [] if month.is_whole else month._asn_unit_names()
            month.only_units = ", ".join(names)

    @api.depends_context("uid")
    def _compute_reads_run(self):
        """A run is read by who has started it, the team and auditors."""
        runs = self.env["hr.asn.run"].search([("month_ids", "in", self.ids)])
        for month in self:
            month.reads_run = month.sudo().run_id in runs.sudo()

    @api.model
    def _asn_reads_all(self):
        user = self.env.user
        return user._asn_runs_agency() or user.has_group(AUDITOR_GROUP)

    # -- closing -------------------------------------------------------------

    def action_open_close(self):
        """Open the dialog that closes a month; who closes none is told so."""
        self._asn_check_closer()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "hr_asn_appraisal_reports.hr_asn_month_close_action"
        )

    @api.model
    def _asn_check_closer(self):
        if not self.env.user._asn_runs_agency():
            raise AccessError(
                self.env._(
                    "A month is closed for the whole agency. "
                    "Ask a performance officer of the agency."
                )
            )

    @api.model
    def _asn_start(self, first):
        """Close the month of the agency that begins on a day; return what to show.

        Raises AccessError (not yours), UserError (not over yet, closed already).
        """
        run = self.env["hr.asn.run"].create(
            {
                "kind": MONTH,
                "name": self.env._("Close month %s", self._asn_name(first)),
                "params": {"month": first.isoformat()},
            }
        )
        form = run.action_start()
        month = self.search([("run_id", "=", run.id)])
        return month._get_records_action() if month.state == CLOSED else form

    def action_continue(self):
        """Go on with a closing that has stopped; who does takes it over.

        What it had read at its start stays; its rows that have failed are tried again.
        Returns the run where it still works, False once the month is closed.
        Raises AccessError (not yours), UserError (closed, or still at work).
        """
        self.ensure_one()
        self.check_access("read")
        self._asn_check_closer()
        # sudo: hr.asn.run - that of another, who may be gone: the month is the agency's
        locked = self.sudo().run_id.try_lock_for_update()
        if not (locked and self.is_stuck):
            raise UserError(self._asn_closed_already())
        self._asn_take_over()
        run = self.run_id
        form = run.action_retry() if run.state == DONE else run.action_start()
        # The month is what the user looks at: it needs no second page of itself.
        return False if self.state == CLOSED else form

    def _asn_take_over(self):
        """Let the user be who closes this month: its run works with his rights."""
        if self.closed_by_id != self.env.user:
            # sudo: hr.asn.run - that of another: who may close a month has been checked
            self.sudo().run_id._asn_put({"user_id": self.env.uid})
            self._asn_change({"closed_by_id": self.env.uid})

    @api.model
    def _asn_begin(self, run, first):
        """Make the month that a run closes, once."""
        self._asn_check_closer()
        self._asn_check_open(run.company_id, first)
        return self._asn_add(
            [
                {
                    "company_id": run.company_id.id,
                    "date_from": first,
                    "closed_by_id": self.env.uid,
                    "drawn_at": fields.Datetime.now(),
                    "drawn_on": run.company_id.sudo()._asn_drawn_on(),
                    "run_id": run.id,
                }
            ]
        )

    @api.model
    def _asn_check_open(self, company, first):
        """Refuse a month that is not over, or that somebody has closed."""
        if first != month_form.first_day(first):
            raise UserError(self.env._("A month is named by its first day."))
        if month_form.last_day(first) >= company.sudo()._asn_today():
            raise UserError(
                self.env._(
                    "%s is not over yet. It can be closed from the first day of the "
                    "next month.",
                    self._asn_name(first),
                )
            )
        there = self._asn_of(company, first)
        if there:
            raise UserError(there._asn_closed_already())

    @api.model
    def _asn_of(self, company, first):
        return self.search(
            [("company_id", "=", company.id), ("date_from", "=", first)], limit=1
        )

    def _asn_closed_already(self):
        """Say who closes this month, and when its data were drawn.

        By whom they were drawn is not said: another may have continued.
        """
        # sudo: res.users - the name of who has closed it
        who = self.sudo().closed_by_id.name
        when = self.company_id.sudo()._asn_local_text(self.drawn_at)
        if self.state == CLOSED:
            return self.env._(
                "%(month)s was closed by %(who)s, with data drawn on %(when)s. A "
                "closed month stays as it is; what is corrected later stands in the "
                "next one as a change.",
                month=self.display_name,
                who=who,
                when=when,
            )
        if self.is_stuck:
            return self.env._(
                "The closing of %(month)s by %(who)s, with data drawn on %(when)s, has "
                "stopped. "
                "Open the month and choose Continue.",
                month=self.display_name,
                who=who,
                when=when,
            )
        return self.env._(
            "%(month)s is being closed by %(who)s, with data drawn on %(when)s. "
            "Look at the bulk run for how far it is.",
            month=self.display_name,
            who=who,
            when=when,
        )

    def _asn_settle(self, archive):
        """Mark as closed, with its ZIP (bytes): now not even the run changes it."""
        return self._asn_change({"state": CLOSED, "archive": base64.b64encode(archive)})

    def _asn_change(self, vals):
        """Write what the closing itself settles, as long as it lasts."""
        if self.state != CLOSING:
            raise AccessError(self.env._("A closed month is not changed."))
        # sudo: hr.asn.month - written by the closing, by nobody's own right
        return super(HrAsnMonthKeptMixin, self.sudo()).write(vals)

    # -- showing and downloading ---------------------------------------------

    def action_lines(self):
        """Open the list of people, with search, filters and groups."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_asn_appraisal_reports.hr_asn_month_line_action"
        )
        return action | {
            "name": self.display_name,
            "domain": [("month_id", "=", self.id)],
            "context": {},
        }

    def action_run(self):
        """Open the run that closes this month: how far it is, what has failed."""
        self.ensure_one()
        return self.run_id._asn_form()

    def action_download(self):
        """Download the ZIP of all offices; an officer of units the list of his."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/asn/month/{self.id}",
            "target": "download",
        }

    def month_file(self):
        """Return (file name, bytes) of what the user may read of a closed month.

        The ZIP made when it was closed; for who has some units the list of these.
        Raises UserError while it is being closed, and where all these units are gone.
        """
        self.ensure_one()
        self.check_access("read")
        if self.state != CLOSED:
            raise UserError(self._asn_closed_already())
        if not self._asn_reads_all():
            mine = replace(self._asn_list(self.line_ids), units=self._asn_units())
            return mine.file_name, tpp_xlsx.write(mine)
        # sudo: hr.asn.month - the ZIP is for who reads the whole agency
        archive = base64.b64decode(self.sudo().archive)
        return f"Tutup_Bulan_{self.date_from:%Y_%m}.zip", archive

    def _asn_units(self):
        """Return the names of the user's units in the agency, in order; refuse none."""
        names = self._asn_unit_names()
        if not names:
            raise UserError(self.env.user._asn_lost_units() or self._asn_other_units())
        return names

    def _asn_other_units(self):
        return self.env._(
            "None of your units is of %s. Open the months of the agency of your units.",
            self.company_id.sudo().name,
        )

    def _asn_unit_names(self):
        """Return the names of the user's units in the agency of this month."""
        # sudo: res.users - a user is asked about himself
        units = self.env.user.sudo().asn_unit_ids
        here = units.filtered(
            lambda one: not one.company_id or one.company_id == self.company_id
        )
        return tuple(sorted(here.mapped("name")))

    def _asn_list(self, lines):
        """Return the forms.month.MonthList of some lines of this month."""
        rows = sorted((line._asn_row() for line in lines), key=lambda one: one.order)
        return month_form.MonthList(
            self.company_id.sudo().name, self.date_from, self.drawn_on, tuple(rows)
        )
