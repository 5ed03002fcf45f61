from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..law import codes
from ..law.ninebox import BOXES, PERFORMANCE, POTENTIALS, SUCCESSION
from ..law.states import PUBLISHED
from .hr_asn_potential import POTENTIALS as POTENTIAL_WORDS
from .hr_asn_potential import assessed_sql
from .hr_asn_rating import PREDIKATS, RATINGS
from .hr_asn_scope_mixin import AUDITOR_GROUP, TEAM_GROUP


class HrAsnTalent(models.Model):
    """In which of the nine boxes somebody stands, by what has been delivered to him.

    Nothing is kept: the box follows from the evaluation and from the newest potential
    of this or an earlier cycle that is still valid at the end of the period.
    """

    _name = "hr.asn.talent"
    _description = "ASN talent"
    _inherit = ["hr.asn.scope.mixin", "hr.asn.person.search.mixin"]
    _auto = False
    _order = "box desc nulls last, name, id"
    _rec_names_search = ["name", "nip"]
    _depends = {
        "hr.asn.evaluation": ["state", "predikat", "period_id", "name", "nip", "post"],
        "hr.asn.skp": ["department_id"],
        "hr.asn.potential": ["employee_id", "cycle_id", "potential", "valid_until"],
    }

    evaluation_id = fields.Many2one("hr.asn.evaluation", "Evaluation", readonly=True)
    employee_id = fields.Many2one("hr.employee", "Employee", readonly=True)
    name = fields.Char("Employee Name", readonly=True)
    nip = fields.Char("NIP", readonly=True)
    post = fields.Char(readonly=True)
    # Where the person is now, as the rights are.
    department_id = fields.Many2one("hr.department", "Unit", readonly=True)
    period_id = fields.Many2one("hr.asn.period", "Period", readonly=True)
    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    predikat = fields.Selection(PREDIKATS, "Predicate", readonly=True)
    performance = fields.Selection(RATINGS, readonly=True)
    potential = fields.Selection(POTENTIAL_WORDS, readonly=True)
    box = fields.Integer("Box", readonly=True, aggregator=None)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT evaluation.id, evaluation.id AS evaluation_id,
                   evaluation.employee_id, evaluation.name, evaluation.nip,
                   evaluation.post, plan.department_id, evaluation.period_id,
                   evaluation.company_id, evaluation.predikat, step.performance,
                   assessed.potential, place.box
              FROM hr_asn_evaluation evaluation
              JOIN hr_asn_skp plan ON plan.id = evaluation.skp_id
              JOIN (VALUES %(steps)s) step (predikat, performance)
                ON step.predikat = evaluation.predikat
              LEFT JOIN LATERAL (%(assessed)s) assessed ON TRUE
              LEFT JOIN (VALUES %(places)s) place (performance, potential, box)
                ON place.performance = step.performance
               AND place.potential = assessed.potential
             WHERE evaluation.state IN %(delivered)s
            """,
            assessed=assessed_sql(),
            steps=_rows(PERFORMANCE.items()),
            places=_rows((*cell, box) for cell, box in BOXES.items()),
            delivered=PUBLISHED,
        )

    # -- the screen ----------------------------------------------------------

    @api.model
    @api.readonly
    def read_boxes(self, period_id=False):
        """Return the nine boxes of a period with how many people stand in each.

        ``period_id``: none for the newest year with results, else the newest period.
        Out: {"periods": [{"id", "name"}], "period_id", "total", "unknown": people whose
        potential is not known, "columns": words, "rows": [{"code", "cells": [{"box",
        "count", "percent", "is_planned"}]}]}; of whom the user may read alone.
        """
        self.check_access("read")
        periods = self._asn_periods()
        period = periods.filtered(lambda one: one.id == period_id) or periods[:1]
        groups = self._read_group([("period_id", "=", period.id)], ["box"], ["__count"])
        counts = {box or None: count for box, count in groups}
        return {
            "periods": [{"id": one.id, "name": one.display_name} for one in periods],
            "period_id": period.id,
            **self._asn_grid(counts),
        }

    @api.model
    def _asn_grid(self, counts):
        """Return the boxes as the screen draws them.

        ``counts``: {number of a box: people; None: who is in none}. Out: "total",
        "unknown", "columns" and "rows" as of `read_boxes`.
        """
        words = dict(self._fields["potential"]._description_selection(self.env))
        return {
            "total": sum(counts.values()),
            "unknown": counts.get(None, 0),
            "columns": [words[code] for code in POTENTIALS],
            "rows": [self._asn_row(code, counts) for code in codes.RATINGS],
        }

    @api.model
    def _asn_box_title(self, box):
        if not box:
            return self.env._("Potential not entered")
        return self.env._("Box %s", box)

    @api.model
    def _asn_periods(self):
        """Return the periods with results for the user: years first, newest first."""
        found = [period for (period,) in self._read_group([], ["period_id"])]
        periods = self.env["hr.asn.period"].union(*found)
        return periods.sorted(
            lambda one: (one._asn_is_annual(), one.date_to), reverse=True
        )

    @api.model
    def _asn_row(self, performance, counts):
        known = sum(counts.get(box, 0) for box in BOXES.values())
        cells = []
        for potential in POTENTIALS:
            box = BOXES[performance, potential]
            count = counts.get(box, 0)
            cells.append(
                {
                    "box": box,
                    "count": count,
                    "percent": round(100 * count / known) if known else 0,
                    "is_planned": box in SUCCESSION,
                }
            )
        return {"code": performance, "cells": cells}

    @api.model
    def action_box(self, period_id, box):
        """Open the list of who stands in a box; none: whose potential is not known."""
        title = self._asn_box_title(box)
        action = self.env["ir.actions.act_window"]
        action = action._for_xml_id("hr_asn_appraisal.hr_asn_talent_action")
        domain = Domain("period_id", "=", period_id) & Domain("box", "=", box or False)
        return action | {"name": title, "display_name": title, "domain": list(domain)}

    def action_profile(self):
        """Open the page of a person; who did so stands in the history."""
        self.ensure_one()
        return self.env["hr.asn.timeline"]._asn_profile(self.evaluation_id)

    @api.model
    def _asn_is_of_use(self):
        """Say whether the user finds anybody in the boxes: team, auditor, a head."""
        user = self.env.user
        if user.has_group(TEAM_GROUP) or user.has_group(AUDITOR_GROUP):
            return True
        # sudo: hr.department - whether somebody heads a unit
        units = self.env["hr.department"].sudo()
        return bool(units.search_count([("manager_id.user_id", "=", user.id)], limit=1))


def _rows(rows):
    """Return rows of values as SQL."""
    return SQL(", ").join(SQL("%s", tuple(row)) for row in rows)
