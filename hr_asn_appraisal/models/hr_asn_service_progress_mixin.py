from collections import defaultdict

from odoo import api, fields, models

from ..law import progress
from ..law.service import between
from ..law.states import CANCELLED
from ..reached import course, mark

MISSING, WAITING, AGREED = "missing", "waiting", "agreed"
IN_PLANS = [
    (MISSING, "Not in the SKP"),
    (WAITING, "SKP Not Agreed"),
    (AGREED, "In the SKP"),
]
EMPTY = {
    "actual": False,
    "bar": 0,
    "expected": 0,
    "standing": False,
    "agreed_told": False,
}
STANDINGS = [
    (progress.ON_TRACK, "On Track"),
    (progress.AT_RISK, "At Risk"),
    (progress.OFF_TRACK, "Off Track"),
]


class HrAsnServiceProgressMixin(models.AbstractModel):
    """How far the targets of services are: what the indicators of owners reached.

    Open to all who read the service. Of several owners each answers for his time.
    """

    _name = "hr.asn.service.progress.mixin"
    _description = "ASN progress of a service"

    place = fields.Selection(
        IN_PLANS, "In the SKP of the Responsible", compute="_compute_progress"
    )
    actual = fields.Char("So Far", compute="_compute_progress")
    is_measured = fields.Boolean(
        compute="_compute_progress", export_string_translation=False
    )
    bar = fields.Integer("Reached (%)", compute="_compute_progress", aggregator=None)
    expected = fields.Integer(
        "Expected by Now (%)", compute="_compute_progress", aggregator=None
    )
    standing = fields.Selection(STANDINGS, compute="_compute_progress")
    agreed_told = fields.Char(
        "Still in the SKP",
        compute="_compute_progress",
        help="Where it is another than that of the service: not agreed anew yet.",
    )
    target_told = fields.Char("Target with Unit", compute="_compute_target_told")
    sentence = fields.Char("In Words", compute="_compute_sentence")
    member_count = fields.Integer(
        "Members", compute="_compute_member_count", aggregator=None
    )

    @api.depends("target", "unit")
    def _compute_target_told(self):
        for one in self:
            one.target_told = one._asn_target()

    @api.depends("year", "service_id.member_ids")
    def _compute_member_count(self):
        """Count the people who are members on any day of the year."""
        for one in self:
            one.member_count = len(one._asn_members().employee_id)

    def _asn_members(self):
        """Return the members of the service in the year of the target."""
        if not self.year:
            return self.service_id.member_ids[:0]
        first, last = (
            fields.Date.to_date(f"{self.year}-{day}") for day in ("01-01", "12-31")
        )
        return self.service_id.member_ids.filtered(lambda who: who._asn_in(first, last))

    def _asn_agreed_told(self, iki):
        """Return the target of a sealed indicator, False where it is the service's."""
        agreed = " ".join(filter(None, (iki["target"], iki["unit"])))
        return agreed != self._asn_target() and agreed

    @api.depends(
        *("name", "target_told", "agreed_told", "is_measured", "actual"),
        *("baseline", "baseline_date"),
    )
    @api.depends_context("lang")
    def _compute_sentence(self):
        """Say of each target how far it is, as a list of services shows it."""
        standings = dict(self._fields["standing"]._description_selection(self.env))
        for one in self:
            changed = one.agreed_told and self.env._("becomes %s", one.target_told)
            figures = (one.bar and f"{one.bar} %", standings.get(one.standing))
            notes = figures if one.is_measured else (one.actual,)
            more = ", ".join(filter(None, (one._asn_since(), *notes, changed)))
            one.sentence = one._asn_told_figure() + (more and f" ({more})")

    def _asn_since(self):
        """Return from where it comes, "" where that is not known."""
        start = self._asn_baseline()
        return start and self.env._("baseline %s", start)

    def _asn_told_figure(self):
        """Return what was reached of which target, or the target alone."""
        told = {
            "indicator": self.name,
            "actual": self.actual,
            "target": self.agreed_told or self.target_told or "–",
        }
        if not self.is_measured:
            return self.env._("%(indicator)s: target %(target)s", **told)
        return self.env._("%(indicator)s: %(actual)s of %(target)s", **told)

    @api.depends("service_id")
    @api.depends_context("lang")
    def _compute_progress(self):
        """Take the figures from the seals of owners; a fixed number of queries."""
        # sudo: hr.asn.iki, … - of an owner's plan only what the service itself says
        found = self._origin.sudo()._asn_courses()
        labels = dict(self._fields["place"]._description_selection(self.env))
        for one in self:
            told = found.get(one._origin.id, {"place": MISSING})
            one.update(EMPTY | told | {"is_measured": bool(told.get("actual"))})
            if not one.is_measured:
                none = self.env._("Not measured")
                one.actual = none if one.place == AGREED else labels[one.place]

    def _asn_courses(self):
        """Return {target id: values of its progress} of those that are in a plan."""
        return {
            target.id: target._asn_course(parts, lines)
            for target, (parts, lines) in self._asn_found().items()
        }

    def _asn_found(self):
        """Return {target: (Parts of its owners, its indicators)}, as _asn_courses."""
        lines = self.env["hr.asn.iki"].search([("service_target_id", "in", self.ids)])
        versions = lines.skp_id._asn_versions()
        recorded = self._asn_recorded(lines.skp_id)
        parts = {line: line._asn_service_part(versions, recorded) for line in lines}
        return {
            target: ([*filter(None, map(parts.get, some))], some)
            for target, some in lines.grouped("service_target_id").items()
        }

    def _asn_recorded(self, plans):
        """Return {indicator id: Actuals} of plans."""
        found = self.env["hr.asn.realization"]._asn_actuals(plans, None, None)
        recorded = defaultdict(list)
        for iki, actual in (row for plan in plans for row in found[plan.id]):
            recorded[iki].append(actual)
        return recorded

    def _asn_answering(self):
        """Return the id of who is responsible today, or on its nearest day to it."""
        return self._asn_ahead()[0][0]

    def _asn_ahead(self):
        """Return (owner, since, until) of who answers from today on within its year."""
        cycle, service = self.cycle_id, self.service_id
        today = min(service.company_id._asn_today(), cycle.date_to)
        first = max(today, cycle.date_from)
        return between(service._asn_terms(), first, cycle.date_to)

    def _asn_place(self, parts, lines):
        """Return whether the present owner has it in his plan, and whether agreed."""
        if any(one.is_present and one.is_in_force for one in parts):
            return AGREED
        answering = self._asn_answering()
        own = lines.filtered(
            lambda one: (
                one.skp_id.employee_id.id == answering
                and one.skp_id.state != CANCELLED
                and one._asn_counts()
            )
        )
        return WAITING if own else MISSING

    def _asn_course(self, parts, lines):
        """Return the values of the progress of a target from the Parts of its owners.

        Measured as the present owner's indicator says; no period counts twice.
        ``lines``: all its indicators, agreed or not.
        """
        place = self._asn_place(parts, lines)
        if not parts:
            return {"place": place}
        iki, plan, spans, gone = self._asn_gone(parts)
        values = {
            "place": place,
            "actual": gone.found["actual"] or False,
            "agreed_told": self._asn_agreed_told(iki),
        }
        if gone.figure is None:
            return values
        meets = plan.policy_id._asn_thresholds().meets_bp
        found = mark(iki, gone, spans, meets)
        return values | {
            "bar": (found.bar or 0) // 100,
            "expected": (found.tick or 0) // 100,
            "standing": found.standing or False,
        }

    def _asn_gone(self, parts):
        """Return (sealed indicator, its plan, all its spans, Course) of Parts."""
        parts = sorted(parts, key=lambda one: (one.is_present, one.plan.id))
        iki, plan = _of_all(parts), parts[-1].plan
        due = {span.id: span for part in parts for span in part.spans}
        spans = sorted(due.values(), key=lambda one: one.until)
        actuals = {one.span.id: one for part in parts for one in part.actuals}
        gone = course([*actuals.values()], iki, spans, plan._asn_today())
        return iki, plan, spans, gone


def _of_all(parts):
    """Return the present owner's indicator with the months of each in his own time.

    ``parts``: the present one last. The plan of who follows in July is split over its
    own months only; where somebody had it evenly, so it is.
    """
    iki = parts[-1].iki
    if not all("split" in one.iki for one in parts):
        return iki
    months = {}
    for part in parts:
        own = part.iki["split"]["months"]
        times = [one for one in part.spans if not one.is_year]
        held = {str(n) for one in times for n in range(one.first, one.last + 1)}
        months = {n: share for n, share in months.items() if n not in held}
        months |= {n: share for n, share in own.items() if n in held}
    return iki | {"split": iki["split"] | {"months": months}}
