from odoo import api, fields, models

from ..exchange import numbers


class HrAsnEvaluationYearMixin(models.AbstractModel):
    """The year beside its periods: what was delivered of each, side by side."""

    _name = "hr.asn.evaluation.year.mixin"
    _description = "ASN evaluation of a year beside its periods"

    # {"periods": [{"key", "name", "post"}], "rows": [{"key", "name", "cells"}]}
    year_periods = fields.Json(
        "Results of the Periods",
        compute="_compute_year_periods",
        compute_sudo=True,
        export_string_translation=False,
    )

    @api.depends("kind", "state")
    @api.depends_context("lang")
    def _compute_year_periods(self):
        """Read what an evaluation keeps: before delivery it keeps nothing.

        With all rights: who is to decide on the year reads what former appraisers
        delivered, of whom he may not read the rest.
        """
        years = self.filtered(lambda one: one._asn_is_annual())
        parts = years._asn_year_parts()
        for one in self:
            found = parts.get(one)
            one.year_periods = found and one._asn_side_by_side(found)

    def _asn_side_by_side(self, parts):
        """Return the table of a year; ``parts``: its periods, in order of time."""
        several = len(parts.skp_id) > 1
        rows = {
            "result": self.env._("Work Results"),
            "behavior": self.env._("Behaviour"),
            "score": self.env._("Value"),
            "predikat": self.env._("Predicate"),
        }
        return {
            "periods": [
                {
                    "key": one.id,
                    "name": one.period_id.display_name,
                    "post": several and one.post or "",
                }
                for one in parts
            ],
            "rows": [
                {"key": key, "name": name, "cells": parts._asn_period_cells(key)}
                for key, name in rows.items()
                if key != "score" or any(parts.mapped("score"))
            ],
        }

    def _asn_period_cells(self, name):
        """Return a row of the table: {"key", "words", "tone"} for each of these."""
        if name == "score":
            words = {
                kept: numbers.hundredths(kept) for kept in self.mapped(name) if kept
            }
        else:
            words = dict(self._fields[name]._description_selection(self.env))
        return [
            {
                "key": one.id,
                "words": words.get(one[name], "–"),
                "tone": (name == "predikat" and one[name]) or "",
            }
            for one in self
        ]
