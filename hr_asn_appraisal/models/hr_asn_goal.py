from itertools import count

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..exchange import goals, numbers, readers
from ..law import codes, jf
from .hr_asn_measure_mixin import MEASURE, NUMBERS
from .hr_asn_rhk import CLASSIFICATIONS, KINDS

AGENCY = "organisasi"

# Of fewer people a predikat would tell whose it is.
LEAST_PEOPLE = 5

# So many wrong cells are named at once where there is no list to show them in.
TOLD_PROBLEMS = 3


class HrAsnGoal(models.Model):
    """Library of work results by post and level, with their indicators."""

    _name = "hr.asn.goal"
    _description = "ASN goal library"
    _inherit = ["hr.asn.company.mixin", "hr.asn.agency.mixin"]
    _order = "post, kind desc, code"
    _rec_names_search = ["code", "name", "post"]

    code = fields.Char(required=True)
    name = fields.Char("Work Result", required=True)
    post = fields.Char(required=True, index=True)
    duty = fields.Char("Assigned Duty")
    unit = fields.Char("Parent Unit", help="Empty: any parent unit.")
    model = fields.Selection(
        [
            (AGENCY, "Agency"),
            (codes.JPT_UKM, "High Leadership and Heads of Independent Units"),
            (codes.JA_JF, "Administrator and Functional Posts"),
        ],
        required=True,
    )
    kind = fields.Selection(KINDS, required=True, default=codes.UTAMA)
    classification = fields.Selection(CLASSIFICATIONS)
    takes_up = fields.Char(
        "Codes Taken Up", help="Codes of the superior's goals, separated by |."
    )
    takes_up_else = fields.Char(
        "Codes to Fall Back On",
        help="Used where none is found; *atasan = any superior.",
    )
    indicator_ids = fields.One2many(
        "hr.asn.goal.indicator", "goal_id", "Indicators", copy=True
    )
    active = fields.Boolean(default=True)
    level = fields.Char("Post Level", compute="_compute_level", store=True)
    indicators = fields.Text("Indicators and Targets", compute="_compute_indicators")
    last_predikat = fields.Char(
        "Predikat Last Year",
        compute="_compute_last_predikat",
        help="The most frequent predikat of those who had this result in the newest "
        "year that is delivered; of fewer than five people none is told.",
    )
    usage_count = fields.Integer(
        "Plans This Year", compute="_compute_usage_count", aggregator=None
    )

    _code_uniq = models.Constraint(
        "UNIQUE(company_id, code)", "This goal exists already in the library."
    )

    @api.depends("indicator_ids.name", "indicator_ids.target", "indicator_ids.unit")
    def _compute_indicators(self):
        for goal in self:
            goal.indicators = goal.indicator_ids._asn_text()

    @api.depends("post")
    def _compute_level(self):
        """Name the level at the end of a functional post; others have none."""
        for goal in self:
            _function, level = jf.split_post(goal.post)
            goal.level = level.name if level else False

    def _compute_usage_count(self):
        """Count the plans of this year's cycle that took each goal: one query."""
        year = self.env.company._asn_today().year
        # sudo: hr.asn.rhk - counted only
        counts = dict(
            self.env["hr.asn.rhk"]
            .sudo()
            ._read_group(
                [("goal_id", "in", self.ids), ("skp_id.year", "=", year)],
                ["goal_id"],
                ["skp_id:count_distinct"],
            )
        )
        for goal in self:
            goal.usage_count = counts.get(goal.sudo(), 0)

    @api.depends_context("lang")
    def _compute_last_predikat(self):
        """Name the most frequent predikat, of so many that it tells of nobody."""
        labels = self.env["hr.asn.evaluation"]._fields["predikat"]
        words = dict(labels._description_selection(self.env))
        found = self._asn_predikats()
        for goal in self:
            year, code, count = found.get(goal._origin.id, (None, None, 0))
            goal.last_predikat = code and self.env._(
                "%(predikat)s (%(year)s, %(n)s people)",
                predikat=words[code],
                year=year,
                n=count,
            )

    def _asn_predikats(self):
        """Return {goal id: (year, most frequent predikat, of how many people)}.

        Of the newest year with enough people; one query. Whose they are is not told,
        so the rights on evaluations are not asked.
        """
        self.env["hr.asn.evaluation"].flush_model()
        self.env["hr.asn.rhk"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT ON (goal) goal, year, predikat, people
                  FROM (SELECT rhk.goal_id AS goal, skp.year, done.predikat,
                               COUNT(DISTINCT done.employee_id) AS had,
                               SUM(COUNT(DISTINCT done.employee_id)) OVER (
                                   PARTITION BY rhk.goal_id, skp.year) AS people
                          FROM hr_asn_rhk rhk
                          JOIN hr_asn_skp skp ON skp.id = rhk.skp_id
                          JOIN hr_asn_evaluation done ON done.skp_id = skp.id
                         WHERE rhk.goal_id = ANY(%s) AND rhk.is_cancelled IS NOT TRUE
                           AND done.kind = 'annual' AND done.predikat IS NOT NULL
                      GROUP BY rhk.goal_id, skp.year, done.predikat) AS counted
                 WHERE people >= %s
              ORDER BY goal, year DESC, had DESC, predikat
                """,
                self.ids,
                LEAST_PEOPLE,
            )
        )
        return {goal: (year, code, int(n)) for goal, year, code, n in rows}

    def copy_data(self, default=None):
        """A copy gets a code of its own, which people then change as they like."""
        given = default or {}
        copies = super().copy_data(default)
        if "code" in given:
            return copies
        known = set(
            self.with_context(active_test=False)
            .search([("code", "!=", False)])
            .mapped("code")
        )
        for values in copies:
            free = (f"{values['code']}-{number}" for number in count(2))
            values["code"] = next(code for code in free if code not in known)
            known.add(values["code"])
        return copies

    @api.ondelete(at_uninstall=False)
    def _unlink_never_used(self):
        """What plans came from stays, so that it can be told where from."""
        # sudo: hr.asn.rhk - asked only
        used = self.env["hr.asn.rhk"].sudo()
        used = used.search([("goal_id", "in", self.ids)], limit=1).goal_id
        if used:
            raise UserError(
                self.env._(
                    "“%s” stands in plans already. Archive it: then it is offered "
                    "no more.",
                    used.name,
                )
            )

    # -- import ----------------------------------------------------------------

    @api.model
    def import_library(self, results, indicators):
        """Take the texts of rhk.csv and iki.csv into the library.

        Known codes are left as the agency has them. Returns how many were added.
        Raises UserError naming file, row, column and what to do.
        """
        self.check_access("create")
        files = [("rhk.csv", results.encode()), ("iki.csv", indicators.encode())]
        rows, problems = self._asn_read(*files)
        if problems:
            told = [self._asn_problem_text(one) for one in problems[:TOLD_PROBLEMS]]
            told.append(
                self.env._("Correct it and load both files again; nothing was taken.")
            )
            raise UserError(" ".join(told))
        return len(self._asn_take(rows))

    @api.model
    def _asn_read(self, results, indicators):
        """Return the rows and the problems of two files, each (name, bytes).

        Raises UserError for a file that is no such table.
        """
        aspects = self.env["hr.asn.aspect"].search_fetch([], ["name"])
        lines = self.env["hr.asn.goal.indicator"]
        choices = goals.Choices(
            aspects={aspect.name: aspect.id for aspect in aspects},
            kinds=self._asn_keys("kind"),
            classifications=self._asn_keys("classification"),
            directions=lines._asn_keys("direction"),
            patterns=lines._asn_keys("pattern"),
            dimensions=self.env["hr.asn.dimension"]._asn_ids(),
        )
        try:
            return goals.read(results, indicators, choices)
        except readers.ReadError as error:
            raise UserError(self._asn_read_error(error)) from error

    @api.model
    def _asn_keys(self, name):
        return frozenset(self._fields[name].get_values(self.env))

    @api.model
    def _asn_read_error(self, error):
        if error.columns:
            return self.env._(
                "A file lacks the columns %(columns)s. "
                "Take the file with all of them; nothing was taken.",
                columns=", ".join(error.columns),
            )
        return self.env._(
            "A file is not a table of the library: choose rhk.csv for the results and "
            "iki.csv for their indicators, as CSV or XLSX. Nothing was taken."
        )

    @api.model
    def _asn_problem_text(self, problem):
        """Say where a problem is and what it is."""
        return self.env._(
            "%(file)s, row %(row)s, column %(column)s: %(reason)s",
            file=problem.file,
            row=problem.row,
            column=problem.column,
            reason=self._asn_problem_reason(problem),
        )

    @api.model
    def _asn_problem_reason(self, problem):
        if problem.code == goals.CODE_EMPTY:
            return self.env._("It is empty.")
        if problem.code == goals.TWICE:
            return self.env._("“%s” stands there twice.", problem.value)
        return self.env._("“%s” is not known.", problem.value)

    @api.model
    def _asn_take(self, rows):
        """Make the goals that the agency does not have yet; return them."""
        return self.create(self._asn_fresh(rows))

    @api.model
    def _asn_fresh(self, rows):
        """Return those rows whose code the agency does not have, archived or not."""
        own = self.with_context(active_test=False)
        own = own.search([("company_id", "=", self.env.company.id)])
        known = set(own.mapped("code"))
        return [row for row in rows if row["code"] not in known]

    # -- taking ----------------------------------------------------------------

    @api.model
    def _asn_for(self, plans):
        """Return {plan: goals of its own model that the library has for its post}."""
        offered = self.search(
            [
                ("company_id", "in", plans.company_id.ids),
                ("model", "in", plans.mapped("model")),
            ]
        )
        return {plan: offered._asn_fitting(plan) for plan in plans}

    def _asn_fitting(self, plan):
        """Return those of these goals that are for one plan's agency, unit and post."""
        parent_unit = plan.assignment_id._asn_parent_unit()
        fitting = self.filtered(
            lambda goal: (
                goal.company_id == plan.company_id
                and goal.model == plan.model
                and goals.unit_fits(goal.unit, parent_unit)
            )
        )
        return goals.for_post(fitting, plan.post, plan.duty)


class HrAsnGoalIndicator(models.Model):
    """How a result of the library is measured; a plan gets it as an IKI."""

    _name = "hr.asn.goal.indicator"
    _description = "ASN goal library indicator"
    _inherit = [
        "hr.asn.agency.mixin",
        "hr.asn.guard.mixin",
        "hr.asn.measure.mixin",
    ]
    _order = "goal_id, sequence, id"

    goal_id = fields.Many2one(
        "hr.asn.goal", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="goal_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    name = fields.Char("Indicator", required=True)
    proposer_id = fields.Many2one(
        "hr.employee",
        "Proposed By",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    proposer = fields.Char("Proposer", compute="_compute_proposer", compute_sudo=True)
    post = fields.Char(related="goal_id.post", related_sudo=False)
    usage_count = fields.Integer(
        related="goal_id.usage_count", related_sudo=False, aggregator=None
    )

    @api.model
    def _asn_keys(self, name):
        return frozenset(self._fields[name].get_values(self.env))

    @api.depends("proposer_id")
    def _compute_proposer(self):
        for line in self:
            person = line.proposer_id
            line.proposer = person._asn_full_name() if person else False

    def _asn_text(self):
        """Return indicators with targets, one per line, as an objective keeps them."""
        return "\n".join(
            f"{line.name}: {line.target} {line.unit or ''}".rstrip() for line in self
        )

    def _asn_iki_values(self):
        """Return the values of an IKI made from each indicator."""
        return [
            {
                "sequence": line.sequence,
                "name": line.name,
                "aspect_id": line.aspect_id.id,
                "is_untouched": True,
                **{name: line[name] for name in (*MEASURE, *NUMBERS)},
                "dimension_id": line.dimension_id.id,
                "goal_indicator_id": line.id,
            }
            for line in self
        ]

    def _asn_content(self):
        """Return an indicator as a seal would keep what was taken unchanged."""
        self.ensure_one()
        return {
            "text": self.name,
            "aspect": self.aspect_id.name,
            "target": self.target,
            "low": numbers.write(self.target_low),
            "high": numbers.write(self.target_high),
            "unit": self.unit or "",
            "direction": self.direction,
            "pattern": self.pattern,
            "months": self.months or "",
            "dimension": self.dimension_id.code or "",
        }
