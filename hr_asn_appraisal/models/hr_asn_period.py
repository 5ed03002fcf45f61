from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.misc import format_date

from ..days import span
from ..law import codes, periods
from ..reached import Span
from .hr_asn_policy import CADENCES

ROMAN = ["I", "II", "III", "IV"]
KEY = {"cycle_id", "kind", "number", "date_from", "date_to"}


class HrAsnPeriod(models.Model):
    _name = "hr.asn.period"
    _description = "ASN evaluation period"
    _inherit = [
        "hr.asn.open.day.mixin",
        "hr.asn.agency.mixin",
        "hr.asn.guard.mixin",
    ]
    _order = "cycle_id, date_to, kind, number"

    cycle_id = fields.Many2one(
        "hr.asn.cycle", "Cycle", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    kind = fields.Selection(CADENCES, required=True)
    number = fields.Integer(required=True, aggregator=None)
    date_from = fields.Date(
        compute="_compute_date_from",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="Follows from the kind, the number and the year.",
    )
    date_to = fields.Date(
        compute="_compute_date_to",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="Follows from the kind, the number and the year.",
    )
    # Of former releases only, which took any days: evaluations stand on them.
    is_off_calendar = fields.Boolean(
        compute="_compute_is_off_calendar",
        store=True,
        precompute=True,
        export_string_translation=False,
    )
    close_on = fields.Date("Closes On")
    extended_to = fields.Date("Extended To")
    report_until = fields.Date(
        "Report Until", compute="_compute_report_until", store=True, precompute=True
    )

    _key_uniq = models.Constraint(
        "UNIQUE(cycle_id, kind, number)", "This period exists already in the cycle."
    )
    # A text has no operator of its own there: its hash stands for it.
    _apart = models.Constraint(
        "EXCLUDE USING gist (int4range(cycle_id, cycle_id, '[]') WITH &&, "
        "numrange(hashtextextended(kind, 0)::numeric, "
        "hashtextextended(kind, 0)::numeric, '[]') WITH &&, "
        "daterange(date_from, date_to, '[]') WITH &&) "
        "WHERE (is_off_calendar IS NOT TRUE)",
        "Another period of this kind has some of these days already.",
    )
    _dates_ordered = models.Constraint(
        "CHECK(date_to >= date_from)", "A period ends after it has begun."
    )
    _window_ordered = models.Constraint(
        "CHECK(open_on <= close_on AND close_on <= extended_to"
        " AND open_on <= extended_to)",
        "A period opens first, closes then, and is extended to a later day.",
    )

    @api.depends("date_to", "close_on", "extended_to")
    def _compute_report_until(self):
        """Until then the employee reports; the extension holds for everybody."""
        for one in self:
            one.report_until = one.extended_to or one.close_on or one.date_to

    @api.depends("kind", "number", "cycle_id.year")
    def _compute_date_from(self):
        for one in self:
            found = one._asn_calendar()
            one.date_from = found and found.start

    # Each on its own: the one that is given is not computed with the other.
    @api.depends("kind", "number", "cycle_id.year")
    def _compute_date_to(self):
        for one in self:
            found = one._asn_calendar()
            one.date_to = found and found.end

    @api.depends("kind", "number", "cycle_id.year", "date_from", "date_to")
    def _compute_is_off_calendar(self):
        for one in self:
            found = one._asn_calendar()
            days = (one.date_from, one.date_to)
            one.is_off_calendar = bool(found) and days != (found.start, found.end)

    def _asn_calendar(self):
        """Return what the calendar gives a period; None while its key is not known."""
        self.ensure_one()
        year = self.cycle_id.year
        if not (year and self.kind):
            return None
        return periods.period(year, self.kind, self.number)

    @api.constrains(*KEY)
    def _check_calendar(self):
        """A year has the periods of a kind and the days that the calendar gives it."""
        for one in self.filtered(lambda period: period.kind and period.cycle_id):
            one._asn_check_number()
            one._asn_check_days()

    def _asn_check_number(self):
        if not self._asn_calendar():
            count = len(periods.periods(self.cycle_id.year, self.kind))
            raise ValidationError(
                self.env._(
                    "A period of this kind has a number from 1 to %(count)s.",
                    count=count,
                )
            )

    def _asn_check_days(self):
        if self.is_off_calendar:
            found = self._asn_calendar()
            raise ValidationError(
                self.env._(
                    "%(period)s lasts from %(days)s. These days follow from the kind, "
                    "the number and the year: leave them empty, or enter these.",
                    period=self._asn_name(),
                    days=span(self.env, found.start, found.end),
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        """Say what is wrong before the keys of the database refuse it in short."""
        usual = self.default_get(list(KEY))
        for vals in vals_list:
            self.new(usual | vals)._check_calendar()
        return super().create(vals_list)

    @api.depends("kind", "number", "cycle_id.year")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for period in self:
            period.display_name = period._asn_name()

    def _asn_name(self):
        """Return the period in words: "Quarter II 2026", "June 2026", "Year 2026"."""
        self.ensure_one()
        year = self.cycle_id.year
        if self.kind == codes.TAHUN:
            return self.env._("Year %s", year)
        if self.kind == codes.BULAN:
            found = self._asn_calendar()
            first = found.start if found else self.date_from
            return format_date(self.env, first, date_format="MMMM y")
        # A form shows the name of what was typed, before it is refused.
        number = dict(enumerate(ROMAN, start=1)).get(self.number, self.number)
        if self.kind == codes.TRIWULAN:
            return self.env._("Quarter %(n)s %(year)s", n=number, year=year)
        return self.env._("Half-year %(n)s %(year)s", n=number, year=year)

    def write(self, vals):
        """What evaluations stand on stays; opening, closing and extension move."""
        if KEY & vals.keys() and self._asn_is_used():
            raise UserError(
                self.env._("The period has evaluations: its dates cannot be changed.")
            )
        return super().write(vals)

    def _asn_is_used(self):
        # sudo: hr.asn.evaluation - used is used, whoever may see it
        evaluations = self.env["hr.asn.evaluation"].sudo()
        return evaluations.search_count([("period_id", "in", self.ids)], limit=1)

    # -- among whom a distribution is judged ---------------------------------

    def _asn_least_people(self):
        """Return of how many people a pattern says something: as the year has it.

        Whatever policy a plan stands on: else the same people were judged twice.
        """
        # sudo: hr.asn.policy - by which rules, no secret
        return self.sudo().cycle_id.policy_id.least_people

    def _asn_places(self, people):
        """Return {period: {unit id: id of the unit at which its people are judged}}.

        The one answer for team lists, comparison, sessions and papers. ``people``:
        {period: {unit id: how many are evaluated there}}.
        """
        # sudo: hr.department - names of units, no secret
        units = self.env["hr.department"].sudo().with_context(active_test=False)
        tree = units.search_fetch(
            [("company_id", "in", self.company_id.ids)],
            ["parent_id", "parent_path", "name"],
        )
        return {
            one: tree._asn_judged_at(people[one], one._asn_least_people())
            for one in self
        }

    def _asn_last_before(self, period):
        """Return the last of these periods before another one of the same kind."""
        earlier = self.filtered(
            lambda one: one.kind == period.kind and one.date_to < period.date_from
        )
        return earlier.sorted("date_to")[-1:]

    def _asn_content(self):
        """Return what a seal keeps of the period."""
        self.ensure_one()
        return {
            "id": self.id,
            "kind": self.kind,
            "number": self.number,
            "year": self.cycle_id.year,
            "date_from": str(self.date_from),
            "date_to": str(self.date_to),
        }

    def _asn_spans(self):
        """Return {id: Span}: these periods as plain rows."""
        return {
            one.id: Span(
                one.id,
                one._asn_is_annual(),
                one.date_from.month,
                one.date_to.month,
                one.date_to,
            )
            for one in self
        }

    def _asn_is_annual(self):
        return self.kind == codes.TAHUN
