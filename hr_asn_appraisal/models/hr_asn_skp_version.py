from odoo import fields, models


class HrAsnSkpVersion(models.Model):
    """What was agreed: appended by each approval, never written again."""

    _name = "hr.asn.skp.version"
    _description = "SKP version"
    _inherit = ["hr.asn.skp.version.compare.mixin", "hr.asn.sealed.mixin"]
    _order = "skp_id, number desc"
    _rec_name = "number"

    skp_id = fields.Many2one(
        "hr.asn.skp",
        "SKP",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    # Given by who seals: computing it would cost more than writing it.
    company_id = fields.Many2one("res.company", "Agency", readonly=True, index=True)
    number = fields.Integer("Version", required=True, readonly=True, aggregator=None)
    valid_from = fields.Date(required=True, readonly=True)
    reason = fields.Text(readonly=True)
    # What a change that is dropped gives back to the plan.
    submitted_on = fields.Date(readonly=True, export_string_translation=False)
    checked_on = fields.Date(readonly=True, export_string_translation=False)

    _number_uniq = models.Constraint(
        "UNIQUE(skp_id, number)", "This version exists already."
    )

    def _asn_in_force(self, on):
        """Return of the versions of one plan the one in force on a day.

        What was agreed after that day does not change what is measured on it; before
        the first agreement there is only the first version.
        """
        held = self.filtered(lambda version: version.valid_from <= on)
        return held.sorted("number")[-1:] or self.sorted("number")[:1]

    def _asn_days(self):
        """Return when it was handed in and checked, as its plan keeps that."""
        # An older version may not know; its plan keeps what it has then.
        known = ("submitted_on", "checked_on") if self.submitted_on else ()
        return {name: self[name] for name in known}

    def _asn_results(self):
        """Return the agreed results with their indicators; no version has none."""
        return self._content()["results"] if self else []

    def _asn_behaviors(self, every):
        """Return those of ``every`` behaviour that were agreed, in order."""
        ids = {one["id"] for one in self._content()["behaviors"]}
        return every.filtered(lambda one: one.id in ids)

    def _asn_behavior_names(self):
        """Return what the agreed behaviours were called then, in order."""
        return [one["name"] for one in self._content()["behaviors"]]

    def _asn_behavior_words(self):
        """Return {behaviour id: name and guides as they were agreed}, in order."""
        values = self._content()["behaviors"]
        return {one["id"]: (one["name"], *one["guides"]) for one in values}

    def _asn_has_team(self):
        """Say whether one of these has an indicator of a team, without reading it."""
        return any('"team":{' in version.content for version in self)

    def _asn_indicator_ids(self):
        """Return the ids of the agreed indicators, in order."""
        return [iki["id"] for one in self._asn_results() for iki in one["indicators"]]

    def _asn_indicator(self, key):
        """Return the agreed indicator of an id, None where this version has none."""
        every = (iki for one in self._asn_results() for iki in one["indicators"])
        return next((iki for iki in every if iki["id"] == key), None)

    def _asn_heads(self):
        """Return what stands above the indicators of each result on a screen."""
        return [
            {
                "id": result["id"],
                "number": result["number"],
                "kind": result["kind"],
                "name": result["text"],
                "cancelled": False,
                "weight": result.get("weight_bp", 0) / 100 or False,
                # The form of a result shows its row, which may be under revision.
                "opens": False,
                "links": [
                    {name: link[name] for name in ("text", "owner", "direct")}
                    for link in result["links"]
                ],
            }
            for result in self._asn_results()
        ]
