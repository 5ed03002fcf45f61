from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.hr_asn_appraisal.law import codes
from odoo.addons.hr_asn_appraisal.law.codes import HERE
from odoo.addons.hr_asn_appraisal.law.states import CANCELLED
from odoo.addons.hr_asn_appraisal.models.hr_asn_assignment import STATUSES
from odoo.addons.hr_asn_appraisal.models.hr_asn_evaluation import PUBLISHED, STATES
from odoo.addons.hr_asn_appraisal.models.hr_asn_policy import CADENCES, SOURCES
from odoo.addons.hr_asn_appraisal.models.hr_asn_rating import PREDIKATS, RATINGS
from odoo.addons.hr_asn_appraisal.models.hr_employee import ASN_KINDS
from odoo.addons.hr_asn_appraisal.models.hr_version import POST_KINDS

MODELS = [
    (codes.JA_JF, "Administrator and Functional Posts"),
    (codes.JPT_UKM, "High Leadership and Heads of Independent Units"),
]


class HrAsnAnalysis(models.Model):
    """What was delivered, one row for each evaluation: for pivots and graphs.

    What has not been delivered has no row: nothing can be inferred from it, and the
    cockpit says who is waited for. The rights are those of the evaluations themselves.
    """

    _name = "hr.asn.analysis"
    _description = "ASN analysis of delivered evaluations"
    _inherit = ["hr.asn.scope.mixin", "hr.asn.person.search.mixin"]
    _auto = False
    _order = "date_to desc, department_id, name, id"
    # As of the evaluation: the unit where the person is now.
    _asn_unit_path = "skp_id.department_id"
    _depends = {
        "hr.asn.evaluation": [
            "skp_id",
            "period_id",
            "kind",
            "cycle_id",
            "company_id",
            "employee_id",
            "name",
            "nip",
            "post",
            "department_id",
            "appraiser_id",
            "superior_id",
            "state",
            "result",
            "behavior",
            "predikat",
            "delivered_on",
        ],
        "hr.asn.skp": [
            "assignment_id",
            "asn_kind",
            "model",
            "policy_id",
            "employee_id",
            "cycle_id",
            "status",
            "state",
            "date_from",
            "date_to",
        ],
        "hr.asn.assignment": ["post_kind"],
        "hr.asn.policy": ["source", "cadence", "minimum_days"],
        "hr.asn.cycle": ["year"],
        "hr.asn.period": ["kind", "date_from", "date_to"],
        "hr.department": ["parent_path"],
    }

    evaluation_id = fields.Many2one("hr.asn.evaluation", "Evaluation", readonly=True)
    skp_id = fields.Many2one("hr.asn.skp", "SKP", readonly=True)
    cycle_id = fields.Many2one("hr.asn.cycle", "Cycle", readonly=True)
    period_id = fields.Many2one("hr.asn.period", "Period", readonly=True)
    period_kind = fields.Selection(CADENCES, "Kind of Period", readonly=True)
    is_latest = fields.Boolean(
        "Latest Year Delivered",
        readonly=True,
        help="The newest year of this kind, annual or not, that you may read.",
    )
    date_to = fields.Date("End of the Period", readonly=True)
    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    department_id = fields.Many2one("hr.department", "Unit", readonly=True)
    office_id = fields.Many2one(
        "hr.department",
        "Parent Unit",
        readonly=True,
        help="The unit right under the agency.",
    )
    employee_id = fields.Many2one("hr.employee", "Employee", readonly=True)
    appraiser_id = fields.Many2one("hr.employee", "Appraiser", readonly=True)
    superior_id = fields.Many2one("hr.employee", "Appraiser's Superior", readonly=True)
    name = fields.Char("Employee Name", readonly=True)
    nip = fields.Char("NIP", readonly=True)
    post = fields.Char(readonly=True)
    asn_kind = fields.Selection(ASN_KINDS, "Kind of ASN", readonly=True)
    post_kind = fields.Selection(POST_KINDS, "Kind of Post", readonly=True)
    status = fields.Selection(STATUSES, "Status of the Post", readonly=True)
    is_counted = fields.Boolean(
        "Each Person Once",
        readonly=True,
        help="Of several posts in one period the one that the recap counts.",
    )
    model = fields.Selection(MODELS, "SKP Model", readonly=True)
    source = fields.Selection(SOURCES, readonly=True)
    state = fields.Selection(
        [one for one in STATES if one[0] in PUBLISHED], readonly=True
    )
    result = fields.Selection(RATINGS, "Result Rating", readonly=True)
    behavior = fields.Selection(RATINGS, "Behaviour Rating", readonly=True)
    predikat = fields.Selection(PREDIKATS, "Predicate", readonly=True)
    delivered_on = fields.Date(readonly=True)
    days = fields.Integer(
        "Days until Delivery",
        readonly=True,
        aggregator="avg",
        help="From the end of the period on. Another system's import has none.",
    )

    @property
    def _table_query(self):
        """The office is the second of the path; a unit at the top is its own.

        The latest year is the reader's own: another's tells him nothing, and would
        leave him with nothing. Of several posts counts which comes first in a recap.
        """
        may_read = self.env["hr.asn.evaluation"]._search([("state", "in", PUBLISHED)])
        return SQL(
            """
            SELECT evaluation.id, evaluation.id AS evaluation_id, evaluation.skp_id,
                   evaluation.cycle_id, evaluation.period_id,
                   period.kind AS period_kind, period.date_to, evaluation.company_id,
                   evaluation.department_id,
                   coalesce(nullif(split_part(unit.parent_path, '/', 2), '')::int,
                            evaluation.department_id) AS office_id,
                   evaluation.employee_id, evaluation.appraiser_id,
                   evaluation.superior_id, evaluation.name, evaluation.nip,
                   evaluation.post, mine.asn_kind, held.post_kind, mine.model,
                   mine.status, cycle.year = latest.year AS is_latest,
                   NOT EXISTS (%(before)s) AS is_counted,
                   policy.source, evaluation.state, evaluation.result,
                   evaluation.behavior, evaluation.predikat, evaluation.delivered_on,
                   CASE WHEN policy.source = %(here)s
                        THEN evaluation.delivered_on - period.date_to END AS days
              FROM hr_asn_evaluation evaluation
                   JOIN hr_asn_period period ON period.id = evaluation.period_id
                   JOIN hr_asn_cycle cycle ON cycle.id = evaluation.cycle_id
                   JOIN hr_asn_skp mine ON mine.id = evaluation.skp_id
                   JOIN hr_asn_policy policy ON policy.id = mine.policy_id
                   JOIN hr_asn_assignment held ON held.id = mine.assignment_id
                   LEFT JOIN hr_department unit ON unit.id = evaluation.department_id
                   LEFT JOIN (
                       SELECT given.company_id, given.kind, max(cycle.year) AS year
                         FROM hr_asn_evaluation given
                              JOIN hr_asn_cycle cycle ON cycle.id = given.cycle_id
                        WHERE given.id IN %(may_read)s
                        GROUP BY given.company_id, given.kind
                   ) latest ON latest.company_id = evaluation.company_id
                           AND latest.kind = evaluation.kind
             WHERE evaluation.state IN %(published)s
            """,
            before=self._asn_before(),
            here=HERE,
            published=PUBLISHED,
            may_read=may_read.subselect(),
        )

    def _asn_before(self):
        """Select the other plans of a person that come first in a period.

        As hr.asn.recap ranks them: also what is due and has not been opened, and only
        what the reader may read. Who reads an evaluation reads its plan.
        """
        return SQL(
            """
            SELECT FROM hr_asn_skp plan
                   JOIN hr_asn_policy policy ON policy.id = plan.policy_id
                   LEFT JOIN hr_asn_evaluation other
                          ON other.skp_id = plan.id AND other.period_id = period.id
             WHERE plan.employee_id = evaluation.employee_id
               AND plan.cycle_id = evaluation.cycle_id
               AND plan.id != evaluation.skp_id
               AND plan.state != %(cancelled)s
               AND plan.id IN %(plans)s
               AND (other.id IS NOT NULL
                    OR CASE WHEN policy.source = %(here)s THEN %(due)s
                            ELSE plan.date_from <= period.date_to
                                 AND period.date_from <= plan.date_to END)
               AND (plan.status = %(definitive)s, plan.date_to,
                    coalesce(other.state IN %(published)s, FALSE), plan.id)
                   > (mine.status = %(definitive)s, mine.date_to, TRUE, mine.id)
            """,
            cancelled=CANCELLED,
            plans=self.env["hr.asn.skp"]._search([]).subselect(),
            here=HERE,
            due=self.env["hr.asn.monitor"]._asn_due(),
            definitive=codes.DEFINITIF,
            published=PUBLISHED,
        )

    def action_open(self):
        """Open the evaluation itself."""
        self.ensure_one()
        return self.evaluation_id._get_records_action()
