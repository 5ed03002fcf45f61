from datetime import UTC, datetime, time, timedelta

import pytz

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.misc import format_datetime

from ..days import IN_WORDS, in_words
from ..law import deadlines
from ..memo import forget, remembered

# Whose users read the agencies below their own: leadership and audit.
OVERSEERS = "hr_asn_appraisal.group_asn_team,hr_asn_appraisal.group_asn_auditor"

# The zones of the country as people write them behind a time.
DEFAULT_ZONE = "Asia/Jakarta"
ZONES = {DEFAULT_ZONE: "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}

# On which days an agency works whose calendar does not say, and when a day counts.
OFFICE_WEEK = range(5)
NOON = time(12)

# A password on paper is not lying about for longer.
MOST_SLIP_DAYS = 90

# Those whose accounts are looked after every day.
AGENCIES = [("active", "=", True)]

# What a request knows of the agencies that are read by those above.
OVERSEEN = "asn_overseen"


class ResCompany(models.Model):
    _inherit = "res.company"

    asn_tz = fields.Selection(
        [
            ("Asia/Jakarta", "WIB (Jakarta)"),
            ("Asia/Makassar", "WITA (Makassar)"),
            ("Asia/Jayapura", "WIT (Jayapura)"),
        ],
        "Time Zone of the Agency",
        default=DEFAULT_ZONE,
        required=True,
    )
    asn_place = fields.Char("Place of Signature")
    asn_head_id = fields.Many2one("hr.employee", "Head of the Agency")

    asn_slip_days = fields.Integer(
        "Days a One-Time Password Is Valid", default=14, required=True
    )
    asn_lock_days = fields.Integer(
        "Days until an Account Is Locked after the Last Post",
        default=30,
        required=True,
    )

    asn_digest = fields.Selection(
        [
            ("off", "Off"),
            (deadlines.DAILY, "Daily"),
            (deadlines.WEEKLY, "Weekly, on Monday"),
        ],
        "Digest by E-mail",
        default=deadlines.WEEKLY,
        required=True,
        help="One e-mail to each person for whom something waits, never with a rating.",
    )

    _asn_slip_days_positive = models.Constraint(
        f"CHECK(asn_slip_days BETWEEN 1 AND {MOST_SLIP_DAYS})",
        f"A one-time password is valid for 1 to {MOST_SLIP_DAYS} days.",
    )
    _asn_lock_days_not_negative = models.Constraint(
        "CHECK(asn_lock_days >= 0)", "Days are not fewer than none."
    )

    asn_read_by_parent = fields.Boolean(
        "Read by the Parent Agency",
        help="Performance team and auditors of the agencies above read the plans and "
        "evaluations of this one; ratings once they are delivered. They change "
        "nothing.",
    )
    asn_is_overseen = fields.Boolean(
        compute="_compute_asn_is_overseen",
        search="_search_asn_is_overseen",
        export_string_translation=False,
    )

    @api.model_create_multi
    def create(self, vals_list):
        forget(self.env, OVERSEEN)
        return super().create(vals_list)

    def write(self, vals):
        forget(self.env, OVERSEEN)
        return super().write(vals)

    @api.depends("asn_read_by_parent", "parent_path")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_asn_is_overseen(self):
        overseen = self._asn_overseen()
        for company in self:
            company.asn_is_overseen = company in overseen

    def _search_asn_is_overseen(self, operator, value):
        if operator != "in":
            return NotImplemented
        overseen = self._asn_overseen()
        return Domain("id", "in", overseen.ids) if overseen else Domain.FALSE

    @api.model
    def _asn_overseen(self):
        """Return the agencies that the user reads because they are below his own.

        Who is neither of the performance team nor an auditor is told so without a
        query; the superuser works in every agency and oversees none.
        """
        user = self.env.user
        if self.env.uid == SUPERUSER_ID or not user.has_groups(OVERSEERS):
            return self.browse()
        own = self.env.companies._ids
        ids = remembered(self.env, OVERSEEN, own, lambda: self._asn_below(own))
        return self.browse(ids)

    @api.model
    def _asn_below(self, own):
        """Return the ids of the agencies below some that let themselves be read."""
        # sudo: res.company - agencies below are not the user's to choose
        below = self.sudo().search(
            [
                ("id", "child_of", own),
                ("id", "not in", own),
                ("asn_read_by_parent", "=", True),
            ]
        )
        return below.ids

    def _asn_local(self, moment):
        """Return a moment (naive, UTC) as the agency's clocks show it, without zone."""
        zone = pytz.timezone(self.asn_tz or DEFAULT_ZONE)
        return pytz.utc.localize(moment).astimezone(zone).replace(tzinfo=None)

    def _asn_days_of(self, start, end):
        """Return (first, last) day of a span of moments (naive, UTC), None for none.

        A day belongs to it whose noon at the agency lies in it.
        """
        noons = [self._asn_local(one) for one in (start, end)]
        first, last = (one.date() for one in noons)
        first += timedelta(days=noons[0].time() > NOON)
        last -= timedelta(days=noons[1].time() < NOON)
        return (first, last) if first <= last else None

    def _asn_now(self):
        """Return the agency's local time, without zone."""
        return self._asn_local(datetime.now(UTC).replace(tzinfo=None))

    def _asn_clock(self):
        """Return the time now with its zone: "09.12 WIB"."""
        return f"{self._asn_now():%H.%M} {ZONES.get(self.asn_tz, '')}".strip()

    def _asn_local_text(self, moment):
        """Return a moment (naive, UTC) at the agency: "3 Februari 2026, 09.12 WIB".

        Everybody reads the same hour, whatever zone his own account has.
        """
        tz = self.asn_tz or DEFAULT_ZONE
        text = format_datetime(self.env, moment, tz, "d MMMM y, HH.mm")
        return f"{text} {ZONES.get(tz, '')}".strip()

    def _asn_local_day(self, moment, date_format=IN_WORDS):
        """Return the day of a moment (naive, UTC) at the agency: "3 Februari 2026"."""
        return in_words(self.env, self._asn_local(moment).date(), date_format)

    def _asn_today(self):
        """Return today in the agency's zone: deadlines end 23:59 there."""
        return self._asn_now().date()

    def _asn_seat_head(self, head, since, unit, **values):
        """Let a person head this agency from a day on: the one way to it.

        The posts as head of who heads it now end the day before. ``unit``: id of the
        unit of the new post; ``values``: what else it has, at least its ``post``.
        Raises UserError as `_asn_check_seat`.
        """
        self._asn_check_seat(since)
        posts, former = self.env["hr.asn.assignment"], self._asn_head_posts(since)
        former.write({"date_to": since - timedelta(days=1)})
        # The database refuses two definitive posts at a time: end the old one first.
        former.flush_recordset()
        posts.create(
            {
                "employee_id": head.id,
                "company_id": self.id,
                "department_id": unit,
                "date_from": since,
                **values,
            }
        )
        # sudo: res.company - who heads the agency is all that is set
        self.sudo().asn_head_id = head

    def _asn_check_seat(self, since):
        """Refuse a day on which the posts of the present head had not begun before.

        They could not end the day before it. Raises UserError.
        """
        begun = self._asn_head_posts(since).filtered(lambda one: one.date_from >= since)
        if begun:
            raise UserError(
                self.env._(
                    "%(name)s is head since %(day)s only. Choose a later day. If only "
                    "the name is wrong, correct it on the form of that employee.",
                    # sudo: hr.employee - the name of the head
                    name=begun[0].sudo().employee_id.name,
                    day=in_words(self.env, begun[0].date_from),
                )
            )

    def _asn_head_posts(self, since):
        """Return the posts as head that the present head holds on or after a day.

        None that is dated for after that day and today. Who has them in the unit at
        the top has others beside: who acts as head keeps the post that is his own.
        """
        self.ensure_one()
        # sudo: res.company - the head of one's own agency
        head = Domain("employee_id", "=", self.sudo().asn_head_id.id)
        begun = Domain("date_from", "<=", max(since, self._asn_today()))
        posts = self.env["hr.asn.assignment"].search(head & begun, order="date_from")
        posts = posts.filtered(lambda one: not one.department_id.parent_id) or posts
        return posts.filtered(lambda one: not one.date_to or one.date_to >= since)

    def _asn_is_working(self, since):
        """Return a function date -> bool of the agency's calendar, for law.deadlines.

        In: the first day that it will be asked of. It reads the calendar once.
        Days off are what the calendar leaves out of the week and the closing days of
        all (public holidays) that hold noon. Monday to Friday where no calendar says
        otherwise.
        """
        self.ensure_one()
        # sudo: resource.calendar - on which days one's own agency works
        calendar = self.sudo().resource_calendar_id
        week = {int(one.dayofweek) for one in calendar.attendance_ids}
        # Of this calendar, or of all: what has none holds for everybody.
        closed = (
            self.env["resource.calendar.leaves"]
            .sudo()
            .search(
                [
                    ("resource_id", "=", False),
                    ("calendar_id", "in", (False, calendar.id)),
                    ("company_id", "in", (False, self.id)),
                    # A zone ahead of that of the agency may keep it a day before.
                    ("date_to", ">=", since - timedelta(days=1)),
                ]
            )
        )
        spans = [
            (self._asn_local(one.date_from), self._asn_local(one.date_to))
            for one in closed
        ]
        return lambda day: (
            day.weekday() in (week or OFFICE_WEEK)
            and not any(
                start <= datetime.combine(day, NOON) <= end for start, end in spans
            )
        )

    def _asn_slip_expiry(self):
        """Return the last day of a one-time password that is given today."""
        self.ensure_one()
        return self._asn_today() + timedelta(days=self.asn_slip_days)
