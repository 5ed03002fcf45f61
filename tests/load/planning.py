"""Planning, as the bench measures it: one plan, one leader's matrix, all gaps.

These cost few queries in all, however large the agency is; their bare side reads or
writes the same rows.
"""

from actions import Action
from bare import Meter
from lxml import etree
from specification import specification

RESULTS, INDICATORS, TEAM = 10, 4, 30
# What the web client sends along with a list: rows of a page, and how far it counts.
PAGE, COUNTED = 80, 10001
# What units are rated, in turn: each has its own pattern.
RATED = ("istimewa", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
OF_ONE_LEADER = """
WITH team AS (
    UPDATE hr_asn_skp SET appraiser_id = %(boss)s
     WHERE id IN (SELECT id FROM hr_asn_skp
                   WHERE cycle_id = %(cycle)s AND employee_id <> %(boss)s
                ORDER BY id LIMIT %(team)s)
 RETURNING assignment_id
)
UPDATE hr_asn_assignment SET appraiser_id = %(boss)s
 WHERE id IN (SELECT assignment_id FROM team);
"""
PLAN_ROWS = """
SELECT skp.name, rhk.name, iki.name, iki.target
  FROM hr_asn_skp skp
  JOIN hr_asn_rhk rhk ON rhk.skp_id = skp.id
  JOIN hr_asn_iki iki ON iki.rhk_id = rhk.id
 WHERE skp.id = %s
"""
MATRIX_ROWS = """
SELECT skp.id, skp.name, skp.post, rhk.id, rhk.name, link.superior_rhk_id, iki.name
  FROM hr_asn_skp skp
  LEFT JOIN hr_asn_rhk rhk ON rhk.skp_id = skp.id
  LEFT JOIN hr_asn_rhk_link link ON link.rhk_id = rhk.id
  LEFT JOIN hr_asn_iki iki ON iki.rhk_id = rhk.id
 WHERE skp.cycle_id = %(cycle)s
   AND (skp.appraiser_id = %(boss)s OR skp.employee_id = %(boss)s)
"""


class Plan(Action):
    """An employee saves a plan of ten results and hands it in: two calls."""

    name, title = "plan", "save and submit a plan of 10 × 4"
    year = 2029  # no year of the seeds

    def _user(self):
        return self.env["res.users"].search([("login", "=", "asn000002")])

    def prepare(self):
        self._open()
        self._warm()

    def _open(self):
        policy = self.env.ref("hr_asn_appraisal.policy_quarterly")
        cycle = self.env["hr.asn.cycle"].create(
            {"year": self.year, "policy_id": policy.id}
        )
        post = self.env["hr.asn.assignment"].search(
            [("employee_id", "=", self.user.employee_id.id)], limit=1
        )
        plan = self.env["hr.asn.skp"].create(
            {
                "assignment_id": post.id,
                "cycle_id": cycle.id,
                "policy_id": policy.id,
                "date_from": cycle.date_from,
                "date_to": cycle.date_to,
            }
        )
        self.aspect = self.env["hr.asn.aspect"].search(
            [("model", "=", plan.model)], limit=1
        )
        self.plan = self._as(plan)
        self.asked = specification(self.plan)
        self.count = 1

    def _warm(self):
        """Let be there what a server reads once; a first plan is not measured."""
        self.env.cr.execute("SAVEPOINT warm")
        for phase in self.phases():
            phase()
            self.env.flush_all()
            self.env.transaction.clear()
        self.env.cr.execute("ROLLBACK TO SAVEPOINT warm")
        self.env.transaction.clear()

    def phases(self):
        yield self._save
        yield self.plan.action_submit

    def _save(self):
        self.plan.web_save({"rhk_ids": self._lines()}, self.asked)

    def _lines(self):
        return [
            (
                0,
                0,
                {
                    "name": f"Hasil {number}",
                    "iki_ids": [
                        (
                            0,
                            0,
                            {
                                "name": f"Ukuran {place}",
                                "aspect_id": self.aspect.id,
                                "target": "95",
                                "unit": "%",
                            },
                        )
                        for place in range(INDICATORS)
                    ],
                },
            )
            for number in range(RESULTS)
        ]


class Question(Plan):
    """What is asked between the two calls: who gets the plan, what deserves a look."""

    name, title = "question", "ask before a plan of 10 × 4 is submitted"
    year = 2030

    def prepare(self):
        self._open()
        self._save()
        self._warm()

    def phases(self):
        yield self.plan.action_ask_submit

    def bare(self, _phases):
        meter = Meter(self.env)
        with meter:
            self.env.cr.execute(PLAN_ROWS, [self.plan.id])
            self.env.cr.fetchall()
        return meter


class Reading(Action):
    """Something read of approved plans; bare is plain SQL for the same rows."""

    year = 2024
    statement = None

    def _values(self):
        return {"cycle": self.cycle.id, "boss": self.user.employee_id.id, "team": TEAM}

    def prepare(self):
        self.cycle = self._cycle(self.year)

    def bare(self, _phases):
        meter = Meter(self.env)
        with meter:
            self.env.cr.execute(self.statement, self._values())
            self.env.cr.fetchall()
        return meter


class Matrix(Reading):
    """A leader opens the matrix of thirty people."""

    name, title = "matrix", f"open the matrix of {TEAM} people"
    statement = MATRIX_ROWS

    def prepare(self):
        super().prepare()
        plans = self.env["hr.asn.skp"].search([("cycle_id", "=", self.cycle.id)])
        self.plan = plans.filtered("employee_id.user_id").sorted("id")[:1]
        self.user = self.plan.employee_id.user_id
        self.env.cr.execute(OF_ONE_LEADER, self._values())
        self.env.invalidate_all()
        rows = self._read()["rows"]
        self.count = len(rows)
        assert self.count >= TEAM, f"{self.count} people in the matrix"

    def phases(self):
        yield self._read

    def _read(self):
        # As the menu opens it: his own newest plan, the direct team.
        return self._as(self.env["hr.asn.matrix"]).read_matrix(False, False)


class Gaps(Reading):
    """The officer opens the gap report of all plans of the agency, as the client does.

    Counted is the call of data with all columns of the list; its views are kept by the
    browser.
    """

    name, title = "gaps", "open the gap report"

    def prepare(self):
        super().prepare()
        self.count = len(self.cycle.sudo().skp_ids)
        views = self._as(self.env["hr.asn.gap"]).get_views([(False, "list")])["views"]
        arch = etree.fromstring(views["list"]["arch"])
        self.columns = {
            field.get("name"): {"fields": {}} if field.get("column_invisible") else {}
            for field in arch.iter("field")
        }
        self._read()

    def begin(self):
        """Read who asks and of which agency, as every request has before."""
        self.user.mapped("company_id.name")

    def phases(self):
        yield self._read

    def _read(self):
        return self._as(self.env["hr.asn.gap"]).web_search_read(
            [("cycle_id", "=", self.cycle.id)],
            self.columns,
            limit=PAGE,
            count_limit=COUNTED,
        )

    def bare(self, _phases):
        gaps = self.env["hr.asn.gap"]
        meter = Meter(self.env)
        with meter:
            self.env.execute_query(gaps._table_query)
        return meter


class Comparison(Reading):
    """The officer compares what was given with the patterns, of the whole agency."""

    name, title = "comparison", "compare the distributions of a period"
    year = 2023

    def prepare(self):
        super().prepare()
        found = self.env["hr.asn.evaluation"].search(
            [("cycle_id", "=", self.cycle.id)], order="date_to, id", limit=1
        )
        self.period = found.period_id
        self.count = len(self.cycle.sudo().skp_ids)
        self._rate_units()
        self._read()

    def _rate_units(self):
        """Let each leader rate the units below him: by that patterns are judged."""
        set_ = self.env["hr.asn.unit.rating"].search(
            [("period_id", "=", self.period.id)]
        )
        units = self.env["hr.department"].search([("manager_id", "!=", False)])
        units -= set_.department_id
        leaders = units._asn_leaders()
        for leader, own in units.filtered(leaders.get).grouped(leaders.get).items():
            ratings = self.env["hr.asn.unit.rating"].with_user(leader.user_id)
            ratings.create([self._rating(one) for one in own]).action_set()

    def _rating(self, unit):
        return {
            "department_id": unit.id,
            "period_id": self.period.id,
            "rating": RATED[unit.id % len(RATED)],
            "source": "Perjanjian kinerja dan rencana aksi",
            "reason": "Rekomendasi perencana dan Inspektorat",
            "decided_on": self.period.date_to,
        }

    def begin(self):
        """Read who asks and of which agency, as every request has before."""
        self.user.mapped("company_id.name")

    def phases(self):
        yield self._read

    def _read(self):
        return self._as(self.env["hr.asn.comparison"]).read_comparison(self.period.id)

    def bare(self, _phases):
        meter = Meter(self.env)
        with meter:
            self._count()
        return meter

    def _count(self):
        return self._as(self.env["hr.asn.comparison"])._asn_cells(self.period.id)


class Distribution(Comparison):
    """The same once who may read what, rules and names are known: what people cost.

    A request that knows nothing yet is what "comparison" measures.
    """

    name, title = "distribution", "compare them again, rights and rules known"
    statement = """
        SELECT plan.department_id, plan.appraiser_id, plan.policy_id,
               coalesce(one.predikat, rating.predikat), count(*)
          FROM hr_asn_evaluation one
          JOIN hr_asn_skp plan ON plan.id = one.skp_id
          LEFT JOIN hr_asn_rating rating
                 ON rating.evaluation_id = one.id AND rating.kind = 'given'
         WHERE one.period_id = %(period)s
         GROUP BY 1, 2, 3, 4
    """

    def begin(self):
        """Call it once; what was read of people and their ratings is forgotten."""
        super().begin()
        self._read()
        self.env.flush_all()
        for model in ("hr.asn.evaluation", "hr.asn.rating", "hr.asn.skp"):
            self.env[model].invalidate_model()

    def _values(self):
        return {"period": self.period.id}

    def bare(self, phases):
        return Reading.bare(self, phases)


ACTIONS = (Plan, Question, Matrix, Gaps, Comparison, Distribution)
