from odoo import api, fields, models

from ..law.objection import RESULT, disputed


class HrAsnObjectionFactsMixin(models.AbstractModel):
    """What the dispute is about, beside what both sides say: nothing is kept."""

    _name = "hr.asn.objection.facts.mixin"
    _description = "ASN objection with its facts"

    facts = fields.Json(compute="_compute_facts", export_string_translation=False)

    @api.depends("revision", "on_result", "on_behavior")
    @api.depends_context("uid", "lang")
    def _compute_facts(self):
        """Tell them to who may read the document that is objected to."""
        papers = self.evaluation_id._filtered_access("read")._asn_delivered_papers()
        for one in self:
            paper = papers.get(one.evaluation_id.id)
            one.facts = paper and one._asn_facts(paper._content())

    def _asn_facts(self, content):
        """Return {"missed": indicators, "lines": label and value of other facts}."""
        own = self.evaluation_id
        found = disputed(content, self._asn_axes(), own._asn_achieved(content))
        return {
            "missed": [own._asn_basis_indicator(iki, {}) for iki in found.missed],
            "lines": [
                *self._asn_reached_line(found),
                self._asn_tones_line(found),
                *self._asn_unmet_lines(),
            ],
        }

    @api.model
    def _asn_reached_line(self, found):
        """Yield how many indicators were reached, and of how many."""
        if found.total is None:
            return
        if found.measured is None:
            yield self._asn_reached_told(self.evaluation_id._asn_not_kept())
            return
        told = {"n": found.reached, "measured": found.measured, "total": found.total}
        if found.measured == found.total:
            words = self.env._("%(n)s of %(total)s", **told)
        else:
            words = self.env._(
                "%(n)s of %(measured)s measured (%(total)s in all)", **told
            )
        yield self._asn_reached_told(words)

    @api.model
    def _asn_reached_told(self, words):
        label = self.env._("Indicators reached")
        return {"key": "reached", "label": label, "value": words}

    @api.model
    def _asn_tones_line(self, found):
        """Return how much was said in which tone; an early seal kept nothing of it."""
        return {
            "key": "feedback",
            "label": self.env._("Feedback"),
            "value": self.evaluation_id._asn_not_kept()
            if found.tones is None
            else self._asn_tones_words(found),
        }

    @api.model
    def _asn_tones_words(self, found):
        tones = self.env["hr.asn.feedback"]._fields["tone"]
        told = [
            f"{label}: {found.tones[tone]}"
            for tone, label in tones._description_selection(self.env)
            if tone in found.tones
        ]
        return " · ".join(told) or self.env._("none")

    def _asn_unmet_lines(self):
        """Return the promised resources that were lacking: results stand on them."""
        if RESULT not in self._asn_axes():
            return []
        return [
            {"key": f"unmet/{one['id']}", "label": one["text"], "value": one["state"]}
            for one in self.evaluation_id._asn_panel_unmet()
        ]
