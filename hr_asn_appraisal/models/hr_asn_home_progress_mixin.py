from odoo import api, fields, models

from ..days import in_words
from ..exchange import numbers
from ..law import codes, progress
from ..law.realization import Periods, accumulate, reported, used_months
from ..reached import bounds, measured

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
            rows = home._asn_progress()
            home.progress_rows = rows
            home.progress_title = self.env._(
                "My progress until %s", in_words(self.env, self._asn_progress_day(home))
            )

    @api.model
    def _asn_progress_day(self, home):
        """Return today, or the end of a year that is over."""
        return min(home.today, home.skp_id.date_to or home.today)

    def _asn_progress(self):
        """Return a row for each indicator of the version in force.

        As dicts of ``key``, ``name``, ``hint``, ``actual``, ``target``, ``bar`` and
        ``tick`` (percent or None), ``state`` and ``tone``. What was not measured has
        words in place of a figure, never a zero.
        """
        self.ensure_one()
        version = self.skp_id._asn_version().get(self.skp_id) if self.skp_id else None
        results = version._asn_results() if version else []
        lines = self.env["hr.asn.realization"].search(
            [("skp_id", "=", self.skp_id.id)], order="period_id"
        )
        reached = lines.grouped(lambda line: line.iki_id.id)
        periods = self._asn_periods().filtered(lambda one: not one._asn_is_annual())
        return [
            self._asn_progress_row(iki, reached.get(iki["id"], lines.browse()), periods)
            for result in results
            for iki in result["indicators"]
        ]

    def _asn_progress_row(self, iki, lines, periods):
        due_in = measured(periods._asn_spans().values(), iki["months"] or "")
        due = [one for one in due_in if one.until < self.today]
        words = lines.filtered(lambda line: not line.is_number)[-1:]
        values = {
            line.period_id.date_to.month: line.value
            for line in lines
            if line.is_number and not line.period_id._asn_is_annual()
        }
        months = {one.last for one in due_in}
        baseline = numbers.parse(iki["baseline"])
        figure = accumulate(iki["pattern"], values, months, baseline)
        row = {
            "key": iki["id"],
            "name": iki["text"],
            "target": f"{iki['target']} {iki['unit']}".strip(),
            "hint": self._asn_progress_hint(iki, values, months, due),
        }
        if words or figure is None:
            return row | self._asn_unmeasured(iki, words)
        return row | self._asn_measured(iki, figure, values, due, due_in)

    def _asn_unmeasured(self, iki, words):
        """Return what stands for a figure: what was written, or that nothing is yet."""
        waits = iki["pattern"] == codes.RILIS
        none = (
            self.env._("Waiting for release") if waits else self.env._("Not measured")
        )
        return {
            "actual": words.actual or "",
            "bar": None,
            "tick": None,
            "state": "" if words else none,
            "tone": "plain",
        }

    def _asn_measured(self, iki, figure, values, due, due_in):
        target = bounds(iki)
        pattern, direction = iki["pattern"], iki["direction"]
        passed = {one.last for one in due}
        # A sum is held against the periods that it has, not against what is missing.
        held = passed & set(values) if pattern == codes.HITUNGAN else passed
        whole = len(due_in)
        standing = progress.standing(
            pattern, figure, target, direction, Periods(len(held), len(held), whole)
        )
        mark = Periods(len(passed), len(passed), whole)
        tick = progress.expected_bp(pattern, target[1], mark)
        bar = progress.bar_bp(figure, target[1])
        return {
            "actual": numbers.write(figure),
            "bar": None if bar is None else bar / 100,
            "tick": tick / 100 if tick and bar is not None else None,
            "state": self._asn_standing_label(standing),
            "tone": TONES.get(standing, "plain"),
        }

    @api.model
    def _asn_standing_label(self, standing):
        return {
            progress.ON_TRACK: self.env._("On Track"),
            progress.AT_RISK: self.env._("At Risk"),
            progress.OFF_TRACK: self.env._("Off Track"),
            None: "",
        }[standing]

    def _asn_progress_hint(self, iki, values, months, due):
        """Say how the figure comes about, of which month it is and what it lacks."""
        used = used_months(iki["pattern"], values, months)
        hints = [self._asn_pattern_hint(iki, used)]
        if iki["direction"] == codes.TURUN:
            hints.append(self.env._("lower is better"))
        if iki["direction"] == codes.RENTANG:
            hints.append(self.env._("within a range"))
        missing = reported(
            iki["pattern"],
            {month: one for month, one in values.items() if month in months},
            [one.last for one in due],
        )
        if missing and missing[0] < missing[1]:
            hints.append(
                self.env._(
                    "%(n)s of %(total)s periods reported",
                    n=missing[0],
                    total=missing[1],
                )
            )
        return ", ".join(hint for hint in hints if hint)

    def _asn_pattern_hint(self, iki, used):
        last = self._asn_month(used[-1]) if used else ""
        start = iki["baseline"]
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
