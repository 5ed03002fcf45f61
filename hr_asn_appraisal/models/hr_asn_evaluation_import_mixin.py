from odoo import models

from ..law.states import FINAL

# The transition, and the figures it writes.
IMPORT = "import"
FIGURES = ("result", "behavior", "predikat")


class HrAsnEvaluationImportMixin(models.AbstractModel):
    """Figures that another system has, taken over."""

    _name = "hr.asn.evaluation.import.mixin"
    _description = "ASN evaluation imported"

    def _asn_import(self, figures, day):
        """Take over ratings and predikat that another system has on a day.

        ``figures``: {evaluation: dict of FIGURES and rated_on}. What is the same
        already is only known to be newer; a correction is kept in the history.
        Raises AccessError for who is no officer of it, or the person concerned.
        """
        changed = self.filtered(lambda one: one._asn_differs(figures[one]))
        before = {one.id: one._asn_in_words() for one in changed}
        days = {"delivered_on": day, "external_on": day}
        if changed:
            changed._transition(
                IMPORT,
                lambda one: before[one.id],
                lambda one: figures[one] | days,
            )
            self.env["hr.asn.feedback"]._asn_publish(changed)
        # sudo: hr.asn.evaluation - of the import alone, whose right was checked
        (self - changed).sudo()._asn_put({"external_on": day})

    def _asn_differs(self, figures):
        """Say whether figures are others than those taken over, or the first."""
        self.ensure_one()
        same = all(self[name] == figures[name] for name in FIGURES)
        return self.state != FINAL or not same

    def _asn_in_words(self):
        """Return the figures as the history keeps them; False where there are none."""
        self.ensure_one()
        words = [
            dict(self._fields[name]._description_selection(self.env)).get(self[name])
            for name in FIGURES
        ]
        told = " / ".join(word or "–" for word in words)
        return any(words) and self.env._("Before: %(figures)s", figures=told)
