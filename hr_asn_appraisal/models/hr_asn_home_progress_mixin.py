from collections import defaultdict

from odoo import api, fields, models

from ..days import in_words
from ..law import codes, progress
from ..law.realization import used_months
from ..reached import baseline, counting, course, mark, measured, shares
from ..reached import due as due_of
from .hr_asn_iki_service_mixin import service_mark

TONES = {
    progress.ON_TRACK: "good",
    progress.AT_RISK: "risk",
    progress.OFF_TRACK: "off",
}


class HrAsnHomeProgressMixin(models.AbstractModel):
    """What was reached so far of each indicator of the plan shown."""

    _name = "hr.asn.home.progress.mixin"
    _description = "First page: what was reached"

    progress_rows = fields.Json(
        compute="_compute_progress", export_string_translation=False
    )
    progress_title = fields.Char(
        compute="_compute_progress", export_string_translation=False
    )

    @api.depends_context("uid", "lang", "asn_year", "asn_skp")
    def _compute_progress(self):
        for home in self:
            spans = home._asn_progress_spans()
            until = in_words(self.env, home._asn_progress_day(spans))
            home.progress_rows = home._asn_progress(spans)
            home.progress_title = self.env._("My progress until %s", until)

    def _asn_progress_spans(self):
        """Return the periods of the plan shown but the year itself, as plain rows."""
        periods = self._asn_periods().filtered(lambda one: not one._asn_is_annual())
        return list(periods._asn_spans().values())

    def _asn_away(self, spans):
        """Return the ids of those in which the owner is exempt: nothing is due then."""
        periods = self.env["hr.asn.period"].browse([one.id for one in spans])
        plan, known = self.skp_id, self.evaluation_ids.grouped("period_id")
        found = self.env["hr.asn.exemption"]._asn_confirmed(
            plan.employee_id, plan.date_from, plan.date_to
        )
        away = found[plan.employee_id]._asn_spans()
        return periods.filtered(
            lambda one: (
                known[one].is_exempt
                if one in known
                else plan._asn_is_exempt_in(one, away)
            )
        ).ids

    def _asn_present(self, spans):
        """Return the spans in which the owner is present, and those with what is over.

        An absence is over once a period has passed in which he was present again.
        """
        away = self._asn_away(spans)
        here = [one for one in spans if one.id not in away]
        passed = [one.until for one in here if self._asn_has_passed(one)]
        back = max(passed, default=None)
        return here, [one for one in spans if one in here or back and one.until < back]

    def _asn_has_passed(self, span):
        return span.until < self.today

    def _asn_progress_day(self, spans):
        """Return the end of the last period that has passed, today before the first.

        A running period would flatter: its figures are no whole ones yet.
        """
        passed = [one.until for one in spans if self._asn_has_passed(one)]
        day = max(passed, default=self.today)
        return min(day, self.skp_id.date_to or day)

    def _asn_progress(self, spans):
        """Return a row for each indicator of the version in force.

        As dicts of ``key``, ``name``, ``hint``, ``actual``, ``target``, ``bar`` and
        ``tick`` (percent or None), ``state`` and ``tone``. What was not measured has
        words in place of a figure, never a zero.
        """
        self.ensure_one()
        plan = self.skp_id
        versions = plan._asn_versions()
        version = versions.get(plan, self.env["hr.asn.skp.version"])[-1:]
        if not version:
            return []
        due = plan._asn_due_spans(plan.policy_id.cadence, version, versions)
        members = plan if version._asn_has_team() else plan.browse()
        found = self.env["hr.asn.realization"]._asn_actuals(plan, None, members)
        recorded = defaultdict(list)
        for iki, actual in found[plan.id]:
            recorded[iki].append(actual)
        here, over = self._asn_present(spans)
        return [
            self._asn_progress_row(
                iki,
                counting(recorded, iki),
                # An increase is one since the beginning, also over an absence that
                # has ended; until he is back nothing more is due.
                over if iki["pattern"] == codes.KENAIKAN else here,
                due[iki["id"]],
            )
            for result in version._asn_results()
            for iki in result["indicators"]
        ]

    def _asn_progress_row(self, iki, actuals, spans, due):
        """Return the row of an indicator: the figure is the one that is sealed.

        ``due``: the spans that share its target, also those after the plan has ended.
        """
        shown = [one for one in spans if one in due]
        gone = course(actuals, iki, shown, self.today)
        row = {
            "key": iki["id"],
            "name": iki["text"],
            "target": f"{iki['target']} {iki['unit']}".strip(),
            "hint": self._asn_progress_hint(iki, gone)
            + self._asn_split_hint(iki, gone.passed, due),
        }
        if gone.figure is None:
            found = gone.found["actual"]
            return row | self._asn_unmeasured(iki, found, gone.running)
        standing = self._asn_measured(iki, gone, due)
        return row | {"actual": gone.found["actual"]} | standing

    def _asn_unmeasured(self, iki, words, running):
        """Return what stands for a figure: what was written, or that nothing is yet."""
        waits = iki["pattern"] == codes.RILIS
        none = (
            self.env._("Waiting for release") if waits else self.env._("Not measured")
        )
        return {
            "actual": words,
            "bar": None,
            "tick": None,
            "state": "" if words or running else none,
            "tone": "plain",
        }

    def _asn_measured(self, iki, gone, due):
        """Return bar, mark and standing of a figure, as of the periods passed."""
        meets = self.skp_id.policy_id._asn_thresholds().meets_bp
        found = mark(iki, gone, due, meets)
        shown = found.bar is not None
        return {
            "bar": found.bar / 100 if shown else None,
            "tick": found.tick / 100 if found.tick and shown else None,
            "state": self._asn_standing_label(found.standing),
            "tone": TONES.get(found.standing, "plain"),
        }

    @api.model
    def _asn_standing_label(self, standing):
        return {
            progress.ON_TRACK: self.env._("On Track"),
            progress.AT_RISK: self.env._("At Risk"),
            progress.OFF_TRACK: self.env._("Off Track"),
            None: "",
        }[standing]

    def _asn_progress_hint(self, iki, gone):
        """Say how the figure comes about, of which month it is and what it lacks."""
        values = {one.span.last: one.value for one in gone.counted if one.is_number}
        months = {one.last for one in measured(gone.passed, iki["months"] or "")}
        used = used_months(iki["pattern"], values, months)
        hints = [service_mark(self.env, iki), self._asn_pattern_hint(iki, used)]
        if iki["direction"] == codes.TURUN:
            hints.append(self.env._("lower is better"))
        if iki["direction"] == codes.RENTANG:
            hints.append(self.env._("within a range"))
        if "recorded" in gone.found:
            some, total = gone.found["recorded"]
            hints.append(
                self.env._("%(n)s of %(total)s periods reported", n=some, total=total)
            )
        if gone.running:
            last = max(gone.running, key=lambda one: one.span.until)
            hints.append(self.env._("%s in the running period", last.text))
        return ", ".join(hint for hint in hints if hint)

    def _asn_split_hint(self, iki, passed, due):
        """Say what of a target that is split was due by now; "" of any other."""
        found = due_of(iki, shares(iki, passed, passed, due))
        return found and ", " + self.env._("due by now %s", found)

    def _asn_pattern_hint(self, iki, used):
        last = self._asn_month(used[-1]) if used else ""
        start = baseline(iki)
        sentences = {
            codes.HITUNGAN: self.env._("Sum of the periods"),
            codes.POSISI: self.env._("Latest position"),
            codes.RILIS: self.env._("Release"),
            codes.KENAIKAN: self.env._("Increase from the baseline"),
        }
        text = sentences[iki["pattern"]]
        if last and iki["pattern"] in (codes.POSISI, codes.RILIS):
            text = f"{text} {last}"
        since = self.env._("baseline %s", start)
        return f"{text}, {since}" if start else text

    def _asn_month(self, month):
        day = self.today.replace(month=month, day=1)
        return in_words(self.env, day, "MMMM")
