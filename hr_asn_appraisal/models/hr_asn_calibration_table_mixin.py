from collections import Counter

from odoo import api, models
from odoo.tools import groupby

from .hr_asn_evaluation_proposal_mixin import AXES

CHANGED = "changed"


class HrAsnCalibrationTableMixin(models.AbstractModel):
    """What the screens of a calibration session show."""

    _name = "hr.asn.calibration.table.mixin"
    _description = "ASN calibration session on the screen"

    def table(self):
        """Return what is on the table, as the screen shows it.

        Out: {"before", "after": figures of a distribution, the latter with the
        "patterns" they are held against, "tendencies": of who rated, "can_change",
        "can_take": whether more has been rated since, "changes": number of steps,
        "words": {code: word} of ratings and predicates, "groups": [{"key", "label",
        "rows"}], what was changed first, then by what the appraisers gave, "boxes": the
        nine boxes as of `_asn_grid`}. Nothing of the user himself.
        """
        self.ensure_one()
        self.check_access("read")
        lines = self._asn_lines()
        rows = self._asn_table_rows(lines)
        patterns, tendencies = self._asn_standing(lines.evaluation_id)
        can_change = "lock" in (self.asn_can or "").split()
        return {
            "before": self._asn_figures_before(rows),
            "after": self._asn_figures_after(rows) | {"patterns": patterns},
            "tendencies": tendencies,
            "can_change": can_change,
            "can_take": can_change and bool(self.rated_count),
            "changes": len(self._asn_changes(lines)),
            "words": self._asn_words("result") | self._asn_words("predikat"),
            "groups": self._asn_groups(rows),
            "boxes": self._asn_boxes(rows),
        }

    # -- rows ----------------------------------------------------------------

    @api.model
    def _asn_table_rows(self, lines):
        given, calibrated = lines._asn_given(), lines._asn_calibrated()
        headed = lines.evaluation_id._asn_headed()
        rows = {
            line.evaluation_id.id: line._asn_table_row(
                given[line], calibrated.get(line), headed
            )
            for line in lines
        }
        self._asn_add_boxes(lines, rows)
        return list(rows.values())

    def _asn_groups(self, rows):
        """Return rows in groups, each by name; one without rows is left out."""
        words = self._asn_words("predikat")
        labels = {CHANGED: self.env._("Changed")} | {
            code: self.env._("Given %s, unchanged", word)
            for code, word in words.items()
        }
        ordered = sorted(rows, key=lambda row: row["name"])
        found = dict(groupby(ordered, key=_group_of))
        return [
            {"key": key, "label": label, "rows": found[key]}
            for key, label in labels.items()
            if key in found
        ]

    def _asn_words(self, name):
        """Return {code: word} of a field of a rating."""
        field = self.env["hr.asn.rating"]._fields[name]
        return dict(field._description_selection(self.env))

    # -- figures -------------------------------------------------------------

    def _asn_figures_before(self, rows):
        counts = Counter(row["before"] for row in rows)
        sentence = self.env._("Before the session: %(n)s employees", n=len(rows))
        return self._asn_figures(counts, sentence)

    def _asn_figures_after(self, rows):
        moves = Counter(row["move"] for row in rows)
        changed = sum(_group_of(row) == CHANGED for row in rows)
        sentence = self.env._(
            "After: %(n)s changed, %(down)s of them lower and %(up)s higher",
            n=changed,
            down=moves[-1],
            up=moves[1],
        )
        note = self.env._("Only differences are kept; what is unchanged is not copied.")
        counts = Counter(row["after"] for row in rows)
        return self._asn_figures(counts, sentence, note)

    def _asn_figures(self, counts, sentence="", note=""):
        total = sum(counts.values())
        parts = self.env["hr.asn.evaluation"]._asn_parts_of(counts, total)
        return {"parts": parts, "sentence": sentence, "note": note}

    # -- replay --------------------------------------------------------------

    def replay(self):
        """Return the changes of a session in their order, with what each led to.

        Out: {"start": figures of a distribution, "steps": [{"id", "who", "when",
        "name", "before", "after": words of both ratings and the predikat, "reason":
        False where it was taken back, "figures"}]}. Nothing of the user himself.
        """
        self.ensure_one()
        self.check_access("read")
        lines = self._asn_lines()
        # As it was given: in numbers the bands say it, not the matrix.
        now = {line: row.predikat for line, row in lines._asn_given().items()}
        start, steps = self._asn_figures(Counter(now.values())), []
        # As they are read together: what a step asks of one is asked of all at once.
        by_id = {line.id: line for line in lines}
        for event in self._asn_changes(lines):
            line = by_id[event.res_id]
            step = line._asn_step(event)
            now[line] = step["after"]["predikat"]
            steps.append(step | {"figures": self._asn_figures(Counter(now.values()))})
        return {"start": start, "steps": steps}

    @api.model
    def _asn_changes(self, lines):
        """Return the events of what was changed here, as the user may read them."""
        return lines._asn_events().sorted("id")


def _group_of(row):
    is_changed = any(row[axis] != row["given"][axis] for axis in AXES)
    return CHANGED if is_changed else row["before"]
