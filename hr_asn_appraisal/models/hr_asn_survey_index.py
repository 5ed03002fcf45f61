from decimal import Decimal

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..exchange import numbers
from ..law import survey as law

BANDS = [
    (law.A, "A, Very Good"),
    (law.B, "B, Good"),
    (law.C, "C, Less Good"),
    (law.D, "D, Not Good"),
]
# An index's id holds both of its keys: survey in front, period behind.
PERIOD_SPAN = 1 << 26


class HrAsnSurveyIndex(models.Model):
    """What users said of a service in a period: the index, and of how many it is.

    Counted by the database at each look, of answers whose day is in the period.
    """

    _name = "hr.asn.survey.index"
    _description = "ASN index of satisfaction"
    _inherit = ["hr.asn.view.mixin"]
    _auto = False
    _order = "date_to desc, survey_id"
    _rec_name = "service_id"
    _depends = {
        "hr.asn.survey": ["service_id", "date_from", "date_to", "state"],
        "hr.asn.survey.answer": ["survey_id", "answered_on", "steps"],
        "hr.asn.period": ["cycle_id", "date_from", "date_to"],
        "hr.asn.cycle": ["company_id", "year"],
    }

    survey_id = fields.Many2one("hr.asn.survey", "Survey", readonly=True)
    service_id = fields.Many2one("hr.asn.service", "Service", readonly=True)
    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    department_id = fields.Many2one(related="service_id.department_id", string="Unit")
    period_id = fields.Many2one("hr.asn.period", "Period", readonly=True)
    date_to = fields.Date("Until", readonly=True)
    year = fields.Integer(readonly=True, aggregator=None)
    number = fields.Integer("Respondents", readonly=True, aggregator="sum")
    # For code only: of few answers nothing is told.
    leaves_kept = fields.Json(
        readonly=True, groups=".", export_string_translation=False
    )
    value = fields.Float("Index (IKM)", compute="_compute_index", digits=(5, 2))
    value_told = fields.Char("IKM", compute="_compute_index")
    band = fields.Selection(BANDS, "Quality", compute="_compute_index")
    elements_told = fields.Text("Mean of Each Element", compute="_compute_index")

    @property
    def _table_query(self):
        return SQL(INDEX, span=PERIOD_SPAN)

    @api.model
    def _asn_place_of(self, ids):
        return Domain("survey_id", "in", {key // PERIOD_SPAN for key in ids})

    @api.depends("number")
    @api.depends_context("lang")
    def _compute_index(self):
        names = self._asn_element_names()
        for one in self:
            tree = one._asn_tree()
            one.value = tree["value"] / 100 if tree else 0.0
            one.band = tree["band"] if tree else False
            one.value_told = told(tree["value"]) if tree else one._asn_few()
            one.elements_told = tree and " · ".join(
                f"{name} {told(law.mean(leaf))}"
                for ref, name in names.items()
                for leaf in tree["leaves"]
                if leaf["ref"] == ref
            )

    @api.model
    def _asn_element_names(self):
        elements = self.env["hr.asn.survey.element"].with_context(active_test=False)
        return {one.code: one.name for one in elements.search(Domain.TRUE)}

    def _asn_few(self):
        least = self.sudo().period_id.cycle_id.policy_id.least_answers
        return self.env._("too few answers (at least %s)", least)

    def _asn_leaves(self):
        """Return the leaves as law.survey has them; none that too few have answered."""
        # sudo: hr.asn.policy - a number; the counts are for code only
        own = self.sudo()
        least = own.period_id.cycle_id.policy_id.least_answers
        if not law.may_show(self.number, least):
            return []
        leaves = [
            {"ref": ref, "count": count, "total": total}
            for ref, (count, total) in sorted((own.leaves_kept or {}).items())
        ]
        return law.told_leaves(leaves, least)

    def _asn_tree(self):
        return law.index_of(self._asn_leaves(), self._asn_starts())

    def _asn_starts(self):
        """Return where the bands begin, by the policy of the year."""
        # sudo: hr.asn.policy - numbers that all may know
        return self[:1].sudo().period_id.cycle_id.policy_id._asn_index_starts()

    def _asn_whole(self):
        """Return the tree of these together, with a branch for each; None without any.

        Branches name their survey and period as [model, id], leaves their elements.
        """
        shown = [(one, one._asn_leaves()) for one in self]
        shown = [(one, leaves) for one, leaves in shown if leaves]
        if not shown:
            return None
        merged = law.merged(leaves for _one, leaves in shown)
        tree = law.index_of(merged, self._asn_starts())
        return tree | {
            "number": sum(one.number for one, _leaves in shown),
            "branches": [one._asn_branch(leaves) for one, leaves in shown],
        }

    def _asn_branch(self, leaves):
        return {
            "ref": ["hr.asn.survey", self.survey_id.id],
            "period": ["hr.asn.period", self.period_id.id],
            "label": self.survey_id.display_name,
            "number": self.number,
            "leaves": leaves,
        }

    def explain(self):
        """Return how the index comes about: a tree that re-adds to it, or None.

        Raises AccessError for who may not read it.
        """
        self.check_access("read")
        return self._asn_whole()

    def action_answers(self):
        """Open the answers of the period."""
        self.ensure_one()
        action = self.survey_id.action_answers()
        first = self.period_id.date_from
        return action | {
            "domain": [
                ("survey_id", "=", self.survey_id.id),
                ("answered_on", ">=", first),
                ("answered_on", "<=", self.date_to),
            ]
        }


def told(hundredths):
    """Return hundredths as they are printed: 8425 becomes "84,25"."""
    return numbers.write(Decimal(hundredths) / 100)


INDEX = """
    SELECT survey.id::bigint * %(span)s + period.id AS id,
           survey.id AS survey_id,
           survey.service_id,
           survey.company_id,
           period.id AS period_id,
           period.date_to,
           cycle.year,
           told.number,
           told.leaves_kept
      FROM hr_asn_survey survey
      JOIN hr_asn_cycle cycle ON cycle.company_id = survey.company_id
      JOIN hr_asn_period period
        ON period.cycle_id = cycle.id
       AND period.date_to >= survey.date_from
       AND period.date_from <= COALESCE(survey.date_to, period.date_from)
CROSS JOIN LATERAL (
               SELECT count(DISTINCT answer.id)::int AS number,
                      (
                          SELECT COALESCE(jsonb_object_agg(key, sums), '{}'::jsonb)
                            FROM (
                                SELECT step.key, jsonb_build_array(
                                           count(*), sum(step.value::int)) AS sums
                                  FROM hr_asn_survey_answer one
                            CROSS JOIN LATERAL jsonb_each_text(one.steps) AS step
                                 WHERE one.survey_id = survey.id
                                   AND one.answered_on
                                       BETWEEN period.date_from AND period.date_to
                              GROUP BY step.key
                            ) AS counted
                      ) AS leaves_kept
                 FROM hr_asn_survey_answer answer
                WHERE answer.survey_id = survey.id
                  AND answer.answered_on BETWEEN period.date_from AND period.date_to
           ) AS told
     WHERE survey.kind = 'service' AND survey.state <> 'draft' AND told.number > 0
"""
