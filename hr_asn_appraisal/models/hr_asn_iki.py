from collections import defaultdict
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..dialogs import dialog
from ..exchange import numbers
from ..law import codes
from ..law.expectation import edges
from ..reached import bounds
from .hr_asn_rhk_taken_mixin import KNOWN

# Whose words stand beside an indicator in a seal.
READ_WITH = (
    *("hr.asn.aspect", "hr.asn.dimension", "hr.asn.iki.month"),
    *("hr.asn.service", "hr.asn.service.target", "hr.asn.skp", "hr.asn.policy"),
)
# What a seal keeps under the name of its field; of texts "" where there is none.
SEALED = ("aspect_id", "direction", "pattern")
SEALED_TEXTS = ("target", "unit", "months", "baseline", "baseline_source")


class HrAsnIki(models.Model):
    _name = "hr.asn.iki"
    _description = "Individual Indicator (IKI)"
    _inherit = [
        "hr.asn.iki.split.mixin",
        "hr.asn.iki.target.mixin",
        "hr.asn.iki.service.mixin",
        "hr.asn.iki.team.mixin",
        "hr.asn.iki.team.end.mixin",
        "hr.asn.open.name.mixin",
        "hr.asn.agreed.line.mixin",
    ]
    _order = "rhk_id, sequence, id"
    _asn_parents = ("rhk_id",)
    _asn_counting = [("is_cancelled", "=", False), ("rhk_id.is_cancelled", "=", False)]

    rhk_id = fields.Many2one(
        "hr.asn.rhk", "Work Result", required=True, ondelete="cascade", index=True
    )
    skp_id = fields.Many2one(
        related="rhk_id.skp_id", store=True, index=True, required=False
    )
    skp_can = fields.Char(related="skp_id.asn_can", export_string_translation=False)
    sequence = fields.Integer(default=10)
    name = fields.Text("Indicator", required=True)
    # Of a qualitative plan it stands in the sentence of the indicator.
    target = fields.Char(required=False)
    is_untouched = fields.Boolean(
        help="The target is still the one of the library.", copy=False
    )
    goal_indicator_id = fields.Many2one(
        "hr.asn.goal.indicator",
        "From the Library",
        ondelete="set null",
        index="btree_not_null",
    )
    manual_ids = fields.One2many("hr.asn.iki.manual", "iki_id", "Manual")
    realization_ids = fields.One2many("hr.asn.realization", "iki_id", "Actuals")

    @api.constrains("aspect_id", "rhk_id", "is_cancelled")
    def _check_aspect_model(self):
        """Aspects belong to JA/JF, perspectives to JPT/UKM: never mixed.

        What is cancelled, itself or with its result, keeps the aspect it had.
        """
        counting = self.filtered(
            lambda iki: not (iki.is_cancelled or iki.rhk_id.is_cancelled)
        )
        for iki in counting:
            if iki.aspect_id.model != iki.skp_id.model:
                raise ValidationError(
                    self.env._(
                        "“%(aspect)s” does not belong to this model of SKP.",
                        aspect=iki.aspect_id.name,
                    )
                )

    def write(self, vals):
        """Whoever sets a target has looked at it."""
        if "target" in vals:
            vals = {"is_untouched": False, **vals}
        return super().write(vals)

    def _asn_wants_figures(self):
        """A qualitative plan says in words what is to be reached."""
        # A line that is being written has no plan of its own yet.
        plan = self.skp_id or self.rhk_id.skp_id
        return plan.approach != codes.KUALITATIF

    def _asn_edges(self):
        """Return the Edges of an indicator as Decimals, None where there are none."""
        self.ensure_one()
        low, high = bounds(self._asn_bounded())
        if low is None or low != high:
            return None
        rules = self.skp_id.policy_id._asn_thresholds()
        found = edges(low, self.direction, rules.above_bp, rules.meets_bp)
        return found and [Decimal(one.numerator) / one.denominator for one in found]

    def action_open_manual(self):
        """Open the manual of an indicator, or the form in which it is begun."""
        self.ensure_one()
        return dialog(
            self.manual_ids,
            self.env._("Manual of the Indicator"),
            {"default_iki_id": self.id},
        )

    @api.model
    def _asn_contents(self, plans):
        """Return {result id: indicators of these plans as a seal keeps them}.

        In the order of their aspects. Read by one statement: a seal of many plans
        costs no more than its rows.
        """
        self.flush_model()
        for model in READ_WITH:
            self.env[model].flush_model()
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT iki.id, iki.rhk_id, iki.name, iki.aspect_id, iki.target,
                       iki.target_low, iki.target_high, iki.unit, iki.direction,
                       iki.pattern, iki.months, iki.baseline, iki.baseline_date,
                       iki.baseline_source, iki.is_team, iki.lead_iki_id, iki.part,
                       iki.joined_on, iki.left_on, iki.split, iki.curve_id,
                       plan.date_from, plan.date_to, policy.cadence,
                       policy.minimum_days, (plan.date_from, plan.date_to)
                           <> (own.date_from, own.date_to) AS is_of_other_days,
                       aspect.name AS aspect,
                       dimension.code AS dimension,
                       target.id AS service_target_id, service.name AS service,
                       CASE iki.split WHEN 'manual' THEN (
                           SELECT jsonb_object_agg(
                                      line.month, trim_scale(line.figure)::text
                                  )
                             FROM hr_asn_iki_month line WHERE line.iki_id = iki.id
                       ) END AS figures
                  FROM hr_asn_iki iki
                  JOIN hr_asn_skp own ON own.id = iki.skp_id
                  JOIN hr_asn_aspect aspect ON aspect.id = iki.aspect_id
             LEFT JOIN hr_asn_dimension dimension ON dimension.id = iki.dimension_id
             LEFT JOIN hr_asn_iki lead ON lead.id = iki.lead_iki_id
                  -- The target of a team is that of its lead's time.
                  JOIN hr_asn_skp plan ON plan.id = COALESCE(lead.skp_id, own.id)
                  JOIN hr_asn_policy policy ON policy.id = plan.policy_id
             LEFT JOIN hr_asn_service_target target
                    ON target.id = COALESCE(iki.service_target_id,
                                            lead.service_target_id)
             LEFT JOIN hr_asn_service service ON service.id = target.service_id
                 WHERE iki.skp_id = ANY(%s) AND iki.is_cancelled IS NOT TRUE
              ORDER BY aspect.sequence, iki.sequence, iki.id
                """,
                list(plans.ids),
            )
        )
        manuals = self.env["hr.asn.iki.manual"].search([("skp_id", "in", plans.ids)])
        texts = {one.iki_id.id: {"manual": one._asn_content()} for one in manuals}
        splits = self._asn_splits(rows)
        contents = defaultdict(list)
        for row in rows:
            more = texts.get(row["id"], {}) | splits.get(row["id"], {})
            content = self._asn_content(row) | more
            contents[row["rhk_id"]].append(content)
        return contents

    @api.model
    def _asn_content(self, row):
        """Return one indicator, given as its row, as a seal keeps it."""
        return {
            "id": row["id"],
            "aspect": row["aspect"],
            "text": row["name"],
            "dimension": row["dimension"] or "",
            "baseline_date": str(row["baseline_date"] or ""),
            "low": numbers.write(row["target_low"] or 0),
            "high": numbers.write(row["target_high"] or 0),
            **{name: row[name] for name in SEALED},
            **{name: row[name] or "" for name in SEALED_TEXTS},
            **self._asn_team_content(row),
            **self._asn_service_content(row),
        }

    def _asn_drafted(self):
        """Return what who takes up the result is told of it, as a seal names it."""
        self.ensure_one()
        return {
            "id": self.id,
            "text": self.name,
            "baseline_date": str(self.baseline_date or ""),
            **{name: self[name] or "" for name in KNOWN},
        }

    def _asn_library_lines(self):
        """Return {line of the library: id of the indicator that came from it}.

        What was taken before its line was remembered is known by its words.
        """
        lines = {one.goal_indicator_id: one.id for one in self if one.goal_indicator_id}
        named = {one.name: one.id for one in self if not one.goal_indicator_id}
        for line in self.rhk_id.goal_id.indicator_ids:
            if line not in lines and line.name in named:
                lines[line] = named[line.name]
        return lines

    def _asn_in_use(self):
        """What was recorded on an indicator holds it, and so does its team."""
        recorded = self.env["hr.asn.realization"].search([("iki_id", "in", self.ids)])
        return recorded.iki_id | self._asn_with_members()

    def _asn_row(self, content):
        """Return the values of an indicator as a version keeps it."""
        return {
            "rhk_id": content["rhk"],
            "name": content["text"],
            "dimension_id": self.env["hr.asn.dimension"]
            ._asn_ids()
            .get(content["dimension"], False),
            "baseline_date": content["baseline_date"] or False,
            "target_low": float(numbers.parse(content["low"])),
            "target_high": float(numbers.parse(content["high"])),
            **{name: content[name] for name in SEALED},
            **{name: content[name] or False for name in SEALED_TEXTS},
            **self._asn_team_row(content),
            **self._asn_split_row(content),
            **self._asn_service_row(content),
        }
