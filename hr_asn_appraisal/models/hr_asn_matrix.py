from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..domains import IN_OPEN_CYCLE
from ..law import codes
from ..law.codes import HERE
from ..law.states import CANCELLED
from .hr_asn_assignment import titled_post
from .hr_asn_cascade import excused, held, is_idle, is_uncarried, leads_from, runs
from .hr_asn_role import DONE
from .hr_asn_skp import EDITABLE

# Roles are followed so many steps down: more are no chain of command but a circle.
STEPS = 12
# Who takes up a result without standing below its owner.
OTHERS = -1
MATRIX_ACTION = "hr_asn_appraisal.hr_asn_matrix_action"


class HrAsnMatrix(models.AbstractModel):
    """Role-result matrix: who of a leader's people carries which of his results.

    Read with the rights of who asks: a cell of a plan that he may not read is counted
    and not shown. Layout 7 is drawn from the same rows, columns and cells.
    """

    _name = "hr.asn.matrix"
    _description = "ASN role-result matrix"

    # -- for the screen ------------------------------------------------------

    @api.model
    @api.readonly
    def read_matrix(self, plan_id=False, whole=False):
        """Return the matrix of a plan, of one's own newest one by default.

        Out: `_asn_matrix`, with the direct team only unless ``whole``; ``plans``:
        [{"id", "name"}] of one's own among which one may switch; ``can_print``.
        {"plans": []} for who has no plan. Raises AccessError for a plan that one may
        not read.
        """
        plans = self._asn_own_plans()
        plan = self._asn_plan(plan_id) if plan_id else plans[:1].sudo(False)
        if not plan:
            return {"plans": []}
        choices = [
            {"id": one.id, "name": self._asn_choice(one, plans)} for one in plans
        ]
        return self._asn_matrix(plan, None if whole else ()) | {
            "plans": choices,
            "can_print": bool(self._asn_paper(plan)),
        }

    @api.model
    def _asn_choice(self, plan, plans):
        """Return how a plan is called among others: by its year where these differ."""
        several = len(set(plans.mapped("year"))) > 1
        return f"{plan.year} {plan._asn_post()}" if several else plan._asn_post()

    @api.model
    def print_matrix(self, plan_id):
        """Return the action that prints a matrix; raises as `read_matrix`."""
        return self._asn_paper(self._asn_plan(plan_id))

    @api.model
    @api.readonly
    def read_branch(self, plan_id, branch):
        """Return the rows and cells of those below one person of the direct team.

        In: the plan of the leader; the id of that person's post, -1 for who takes up
        results without standing below. Out: {"rows": […], "cells": […]} of
        `_asn_matrix`. Raises as `read_matrix`.
        """
        matrix = self._asn_matrix(self._asn_plan(plan_id), (branch,))
        rows = [row for row in matrix["rows"] if row["branch"] == branch]
        shown = {row["id"] for row in rows}
        cells = [cell for cell in matrix["cells"] if cell["row"] in shown]
        return {"rows": rows, "cells": cells}

    @api.model
    @api.readonly
    def read_proposals(self, plan_id, assignment_id, rhk_id):
        """Return what the library offers a person for a cell, the likeliest first.

        Out: [{"goal": id, "text", "kind", "count": plans of this year that took it,
        "fits": whether it takes up the goal that the leader's result was made from}];
        [] for who has no plan. What fits comes first, then what most have taken.
        """
        plan = self._asn_plan(plan_id)
        # sudo: hr.asn.skp - post and agency of one of the team, for the library
        own = (
            self.env["hr.asn.skp"]
            .sudo()
            .search(
                [
                    ("assignment_id", "=", assignment_id),
                    ("cycle_id", "=", plan.cycle_id.id),
                    ("state", "!=", CANCELLED),
                ],
                limit=1,
            )
        )
        if assignment_id not in self._asn_line(plan) or not own:
            return []
        goals = self.env["hr.asn.goal"]._asn_for(own)[own].sudo(False)
        code = plan.rhk_ids.browse(rhk_id).goal_id.code
        wanted = goals.filtered(
            lambda goal: code and code in (goal.takes_up or "").split("|")
        )
        ordered = wanted.sorted("usage_count", reverse=True)
        ordered += (goals - wanted).sorted("usage_count", reverse=True)
        return [
            {
                "goal": goal.id,
                "text": goal.name,
                "kind": goal.kind,
                "count": goal.usage_count,
                "fits": goal in wanted,
            }
            for goal in ordered
        ]

    @api.model
    def put_cells(self, plan_id, cells):
        """Keep cells as they are left: filled in, changed or emptied.

        In: the leader's plan; dicts of ``row`` (a post), ``result``, ``indicator`` (0
        for none), ``text`` ("" empties), ``kind`` and ``goal`` (0 for none). Nothing is
        given yet. Out: those cells that are filled in, as `_asn_matrix` has them.
        Raises AccessError for who is not the leader, UserError for a row that is not
        his.
        """
        plan = self._asn_plan(plan_id)
        line = self._asn_line(plan)
        known = {_cell_of(role): role for role in self._asn_roles(plan, line)}
        roles = self.env["hr.asn.role"]
        emptied, fresh = roles, []
        for cell in cells:
            role = known.get(_key(cell["row"], cell["result"], cell["indicator"]))
            values = self._asn_role_values(cell)
            if role and values["text"]:
                role.write(values)
                roles |= role
            elif role:
                emptied |= role
            elif values["text"]:
                fresh.append(values)
        emptied.unlink()
        roles |= roles.create(fresh)
        return [self._asn_pending(role, line) for role in roles]

    @api.model
    def check_roles(self, plan_id):
        """Return what giving would do, person by person; nothing is written.

        Out: [{"id", "name", "result", "text", "outcome", "label", "advice"}], what
        will not be given first. Raises as `read_matrix`.
        """
        plan = self._asn_plan(plan_id)
        outcomes = self._asn_roles(plan, self._asn_line(plan))._asn_outcomes()
        rows = [self._asn_told(role, outcome) for role, outcome in outcomes.items()]
        return sorted(rows, key=lambda row: (row["outcome"] in DONE, row["name"]))

    @api.model
    def give_roles(self, plan_id):
        """Give all roles of a plan that can be given: drafts for their owners.

        Out: {"given": n, "left": rows of `check_roles` that were not}. Run twice it
        does nothing the second time. Raises AccessError for who is not the leader.
        """
        plan = self._asn_plan(plan_id)
        roles = self._asn_roles(plan, self._asn_line(plan))
        outcomes = roles._asn_give()
        left = roles.exists()
        return {
            "given": len(outcomes) - len(left),
            "left": [self._asn_told(role, outcomes[role.id]) for role in left],
        }

    @api.model
    def _asn_paper(self, plan):
        """Return the action that prints the matrix of a plan, False for none.

        The paper comes with the addon that prints it.
        """
        return False

    @api.model
    def _asn_action(self, plan):
        """Return the action that opens the matrix of a plan."""
        action = self.env["ir.actions.client"]._for_xml_id(MATRIX_ACTION)
        return action | {"params": {"plan_id": plan.id}}

    # -- whose ---------------------------------------------------------------

    @api.model
    def _asn_own_plans(self):
        """Return one's own plans of open cycles: this year's and main ones first."""
        own = Domain("employee_id.user_id", "=", self.env.uid)
        own &= Domain("state", "!=", CANCELLED) & IN_OPEN_CYCLE
        own &= Domain("company_id", "=", self.env.company.id)
        # sudo: hr.asn.skp - a user is asked about himself; rules would make it dear
        plans = self.env["hr.asn.skp"].sudo().search(own, order="year desc, status, id")
        today = self.env.company._asn_today()
        return plans.sorted(lambda one: one.year != today.year)

    @api.model
    def _asn_plan(self, plan_id):
        """Return a plan that the user may read."""
        # With the rules in the statement; to ask them of a record is dearer.
        plan = self.env["hr.asn.skp"].search([("id", "=", plan_id)])
        if plan:
            return plan
        plan = plan.browse(plan_id).exists()
        if not plan:
            raise UserError(self.env._("This plan is there no more. Reload the page."))
        plan.check_access("read")
        return plan

    @api.model
    def _asn_roles(self, plan, line):
        """Return what is filled in, in cells that the matrix has.

        ``line``: as of `_asn_line`. Who has another leader now, and what is no result
        any more, wait for nobody's button.
        """
        found = self.env["hr.asn.role"].search_fetch([("skp_id", "=", plan.id)])
        return found.filtered(
            lambda role: (
                role.assignment_id.id in line
                and not role.superior_rhk_id.is_cancelled
                and not role.superior_iki_id.is_cancelled
            )
        )

    @api.model
    def _asn_role_values(self, cell):
        return {
            "superior_rhk_id": cell["result"],
            "superior_iki_id": cell["indicator"] or False,
            "assignment_id": cell["row"],
            "text": (cell.get("text") or "").strip(),
            "kind": cell.get("kind") or codes.UTAMA,
            "goal_id": cell.get("goal") or False,
        }

    @api.model
    def _asn_told(self, role, outcome):
        label, advice = role._asn_outcome_words()[outcome]
        return {
            "id": role.id,
            # sudo: hr.asn.assignment - the name of who works below
            "name": role.assignment_id.sudo().name,
            "result": role.superior_rhk_id.name,
            "text": role.text,
            "outcome": outcome,
            "label": label,
            "advice": advice,
        }

    # -- what stands in it ---------------------------------------------------

    @api.model
    def _asn_matrix(self, plan, branches=None):
        """Return the matrix of one plan: rows, columns and cells.

        In: a plan that the user may read; ``branches``: ids of posts of the direct
        team whose people are rows too, None for all, as paper needs them. Out, a dict:

        - ``plan``: {"id", "name", "post", "year", "unit", "state", "is_own"};
        - ``results``: the results of the plan in order, each {"id", "number", "kind",
          "text", "count": people who carry it or part of it, "columns": of them,
          "is_uncarried": whether it is a gap};
        - ``columns``: an indicator each, of a result without one the result itself:
          {"key": "result/indicator", "result", "indicator": id or 0, "text", "target",
          "baseline", "count": people};
        - ``rows``: posts, the direct team first: {"id": of the post, "employee",
          "name", "post", "branch": 0 for the direct team, else the post of it that
          they work below, OTHERS for who works below nobody of it, "plan": id or 0,
          "state": of the plan or "", "is_open": whether a role can become a draft,
          "is_exempt", "lacks_role": as the gap report says};
        - ``branches``: {"id", "unit", "name": through whom, "count": people};
        - ``cells``: what a row carries of a result: {"row", "result", "indicator": 0
          for the whole result, "rhk": id of the person's result, 0 while it is only
          filled in, "role": id of what is only filled in, else 0, "plan", "text",
          "kind", "direct", "team", "goal": id or 0};
        - ``total``: people below; ``pending``: cells not given yet;
        - ``gaps``: {"results": ids that nobody carries, "people": ids of rows of the
          direct team without a role}.

        Costs the same number of queries for any number of people.
        """
        head = self._asn_head(plan)
        # sudo: hr.asn.rhk, hr.asn.role … - who reads a plan reads its results and what
        # is filled in of them, by the same rules; asking again would make it dear
        plan = plan.sudo()
        line = self._asn_line(plan)
        own = plan.env["hr.asn.rhk"].search_fetch([("skp_id", "=", plan.id)])
        day = self._asn_day(plan)
        carried = self._asn_carried(own, day)
        roles = plan.env["hr.asn.matrix"]._asn_roles(plan, line)
        others = {one["row"]: one for one in carried if one["row"] not in line}
        readable = self._asn_readable(carried)
        cells = [self._asn_cell(one) for one in carried if one["plan"] in readable] + [
            self._asn_pending(role, line) for role in roles
        ]
        people = [*line.values(), *self._asn_other_rows(others, readable)]
        # Of thousands below only who is shown is asked for more.
        team = [
            one for one in people if branches is None or one["branch"] in (0, *branches)
        ]
        standings = self._asn_standings(team, day)
        rows = [self._asn_row(one, *standings) for one in team]
        shown = {row["id"] for row in rows}
        results, columns = self._asn_columns(
            own, carried, self._asn_uncarried(plan, day)
        )
        return {
            "plan": head,
            "results": results,
            "columns": columns,
            "rows": rows,
            "branches": self._asn_branches(people),
            "cells": [cell for cell in cells if cell["row"] in shown],
            "total": len({one["employee"] for one in line.values()}),
            "pending": len(roles),
            "gaps": self._asn_gaps(results, roles, rows),
        }

    @api.model
    def _asn_head(self, plan):
        return {
            "id": plan.id,
            "name": plan.name,
            "post": titled_post(plan.status, plan.post, plan.duty),
            "year": plan.year,
            # sudo: hr.department - the name of a unit
            "unit": plan.sudo().department_id.name or "",
            "state": plan.state,
            "is_own": bool(plan._asn_role_employee()),
        }

    @api.model
    def _asn_day(self, plan):
        """Return the day of a matrix as SQL: today, or the day of the plan next to it.

        It is the day of the gap report while the plan runs.
        """
        today = plan._asn_today()
        return SQL("%s::date", min(max(today, plan.date_from), plan.date_to))

    @api.model
    def _asn_line(self, plan):
        """Return {post id: its row} of all who work below the leader of a plan.

        Of whom he leads from the post of this plan, on the day of it. One query; who is
        led by two of the direct team stands with the nearer one.
        """
        plan = plan.sudo()
        for name in ("hr.asn.assignment", "hr.asn.skp", "hr.department"):
            self.env[name].flush_model()
        day, leader, own = (
            self._asn_day(plan),
            plan.employee_id.id,
            plan.assignment_id.id,
        )
        rows = self.env.execute_query_dict(
            SQL(
                """
                WITH RECURSIVE line AS (
                    SELECT post.id, post.employee_id, 0 AS branch,
                           ARRAY[post.employee_id] AS path
                      FROM hr_asn_assignment post
                     WHERE post.appraiser_id = %(leader)s
                       AND post.company_id = %(company)s
                       AND post.employee_id != %(leader)s
                       AND %(held)s AND %(seat)s = %(own)s
                 UNION ALL
                    SELECT post.id, post.employee_id,
                           CASE line.branch WHEN 0 THEN line.id ELSE line.branch END,
                           line.path || post.employee_id
                      FROM line
                      JOIN hr_asn_assignment post
                        ON post.appraiser_id = line.employee_id
                     WHERE post.company_id = %(company)s
                       AND %(held)s
                       AND post.employee_id != %(leader)s
                       AND post.employee_id != ALL(line.path)
                ), nearest AS (
                    SELECT DISTINCT ON (id) id, branch, cardinality(path) AS depth
                      FROM line ORDER BY id, cardinality(path), branch
                )
                SELECT post.id AS row, nearest.branch, post.employee_id AS employee,
                       post.name, post.post, post.duty, post.status,
                       post.department_id AS unit, skp.id AS plan, skp.state,
                       skp.source
                  FROM nearest
                  JOIN hr_asn_assignment post ON post.id = nearest.id
             LEFT JOIN hr_asn_skp skp ON skp.assignment_id = post.id
                   AND skp.cycle_id = %(cycle)s AND skp.state != 'cancelled'
              ORDER BY nearest.depth, post.id
                """,
                leader=leader,
                company=plan.company_id.id,
                cycle=plan.cycle_id.id,
                own=own,
                held=held("post", day),
                seat=leads_from(
                    SQL("%s", leader),
                    SQL("%s", own),
                    SQL("post.department_id"),
                    day,
                    SQL("%s::date", plan._asn_today()),
                ),
            )
        )
        return {one["row"]: one for one in rows}

    @api.model
    def _asn_carried(self, results, day):
        """Return who carries results on a day, themselves or through others: one query.

        A row for each result of a person that takes one up. Through others it is
        indirect, and of the same indicator.
        """
        for name in ("hr.asn.rhk", "hr.asn.rhk.link", "hr.asn.iki", "hr.asn.skp"):
            self.env[name].flush_model()
        return self.env.execute_query_dict(
            SQL(
                """
                WITH RECURSIVE carried AS (
                    SELECT link.rhk_id, link.superior_rhk_id AS result,
                           COALESCE(link.superior_iki_id, 0) AS indicator,
                           COALESCE(link.is_direct, FALSE) AS direct, 1 AS step
                      FROM hr_asn_rhk_link link
                      JOIN hr_asn_rhk own
                        ON own.id = link.rhk_id AND own.is_cancelled IS NOT TRUE
                      JOIN hr_asn_skp plan
                        ON plan.id = own.skp_id AND %(runs)s
                     WHERE link.superior_rhk_id = ANY(%(results)s)
                 UNION
                    SELECT link.rhk_id, carried.result, carried.indicator, FALSE,
                           carried.step + 1
                      FROM carried
                      JOIN hr_asn_rhk_link link
                        ON link.superior_rhk_id = carried.rhk_id
                      JOIN hr_asn_rhk own
                        ON own.id = link.rhk_id AND own.is_cancelled IS NOT TRUE
                      JOIN hr_asn_skp plan
                        ON plan.id = own.skp_id AND %(runs)s
                     WHERE carried.step < %(steps)s
                ), own AS (
                    SELECT rhk_id, result, indicator, bool_or(direct) AS direct
                      FROM carried GROUP BY rhk_id, result, indicator
                )
                SELECT own.rhk_id AS rhk, own.result, own.indicator, own.direct,
                       rhk.name AS text, rhk.kind, rhk.goal_id AS goal,
                       skp.id AS plan, skp.assignment_id AS row,
                       skp.employee_id AS employee, skp.name, skp.post, skp.duty,
                       skp.status, skp.state, skp.source,
                       skp.department_id AS unit,
                       EXISTS (SELECT FROM hr_asn_iki iki
                                WHERE iki.rhk_id = rhk.id
                                  AND iki.is_cancelled IS NOT TRUE
                                  AND (iki.is_team OR iki.lead_iki_id IS NOT NULL)
                       ) AS team
                  FROM own
                  JOIN hr_asn_rhk rhk ON rhk.id = own.rhk_id
                  JOIN hr_asn_skp skp ON skp.id = rhk.skp_id
              ORDER BY skp.id, rhk.kind DESC, rhk.sequence, rhk.id
                """,
                results=list(results.ids),
                steps=STEPS,
                runs=runs("plan", day),
            )
        )

    @api.model
    def _asn_readable(self, carried):
        """Return the ids of the plans that the user may read, of those concerned."""
        ids = {one["plan"] for one in carried}
        plans = self.env["hr.asn.skp"]
        return set(plans.search([("id", "in", [*ids])], order="id").ids)

    @api.model
    def _asn_other_rows(self, others, readable):
        """Return the rows of who takes results up without working below."""
        return [
            one | {"branch": OTHERS}
            for one in others.values()
            if one["plan"] in readable
        ]

    @api.model
    def _asn_standings(self, people, day):
        """Return ids of plans nobody waits for, of those whose owners lack a role."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT skp.id, %(is_exempt)s, %(is_idle)s
                  FROM hr_asn_skp skp WHERE skp.id = ANY(%(plans)s)
                """,
                is_exempt=excused("skp", day),
                is_idle=is_idle(day),
                plans=[one["plan"] for one in people if one["plan"]],
            )
        )
        exempt = {plan for plan, is_exempt, _is_idle in rows if is_exempt}
        return exempt, {plan for plan, _is_exempt, is_idle_ in rows if is_idle_}

    @api.model
    def _asn_row(self, one, exempt, idle):
        return {
            "id": one["row"],
            "employee": one["employee"],
            "name": one["name"],
            "post": titled_post(one["status"], one["post"], one["duty"]),
            "branch": one["branch"],
            "plan": one["plan"] or 0,
            "state": one["state"] or "",
            "is_open": one["state"] in EDITABLE and one["source"] == HERE,
            "is_exempt": one["plan"] in exempt,
            "lacks_role": one["plan"] in idle,
        }

    @api.model
    def _asn_branches(self, people):
        """Return whose people can be opened, in the order of the direct team."""
        counts = defaultdict(set)
        for one in people:
            counts[one["branch"]].add(one["employee"])
        known = {one["row"]: one for one in people if not one["branch"]}
        # sudo: hr.department - the names of units
        units = self.env["hr.department"].sudo()
        ids = {one["unit"] for key, one in known.items() if counts[key] and one["unit"]}
        names = {unit.id: unit.name for unit in units.browse(ids)}
        branches = [
            {
                "id": key,
                "unit": names.get(one["unit"], ""),
                "name": one["name"],
                "count": len(counts[key]),
            }
            for key, one in known.items()
            if counts[key]
        ]
        if counts[OTHERS]:
            other = {"id": OTHERS, "unit": self.env._("Other units"), "name": ""}
            branches.append(other | {"count": len(counts[OTHERS])})
        return branches

    @api.model
    def _asn_columns(self, rhks, carried, uncarried):
        """Return the results of a plan and its columns, with how many carry each."""
        measured = rhks.env["hr.asn.iki"].search_fetch(
            [("rhk_id", "in", rhks.ids), ("is_cancelled", "=", False)]
        )
        measured = measured.grouped("rhk_id")
        people, part = defaultdict(set), defaultdict(set)
        for one in carried:
            people[one["result"]].add(one["employee"])
            part[one["result"], one["indicator"]].add(one["employee"])
        results, columns = [], []
        for rhk in rhks._asn_uncancelled()._asn_ordered():
            own = [
                self._asn_column(rhk, iki, part)
                # A result without an indicator is a column of its own.
                for iki in measured.get(rhk) or (rhks.env["hr.asn.iki"],)
            ]
            columns += own
            results.append(
                {
                    "id": rhk.id,
                    "number": rhk.number,
                    "kind": rhk.kind,
                    "text": rhk.name,
                    "count": len(people[rhk.id]),
                    "columns": len(own),
                    "is_uncarried": rhk.id in uncarried,
                }
            )
        return results, columns

    @api.model
    def _asn_column(self, rhk, iki, part):
        key = iki.id or 0
        carriers = part[rhk.id, 0] | part[rhk.id, key]
        return {
            "key": f"{rhk.id}/{key}",
            "result": rhk.id,
            "indicator": key,
            "text": iki.name or "",
            "target": iki._asn_target() if key else "",
            "baseline": iki._asn_baseline() if key else "",
            "count": len(carriers),
        }

    @api.model
    def _asn_cell(self, one):
        names = ("row", "result", "indicator", "rhk", "plan", "text", "kind", "direct")
        cell = {name: one[name] for name in names}
        return cell | {"team": one["team"], "role": 0, "goal": one["goal"] or 0}

    @api.model
    def _asn_pending(self, role, line):
        """Return the cell of what is filled in and not given yet."""
        row = line.get(role.assignment_id.id)
        return {
            "row": role.assignment_id.id,
            "result": role.superior_rhk_id.id,
            "indicator": role.superior_iki_id.id or 0,
            "rhk": 0,
            "plan": 0,
            "text": role.text,
            "kind": role.kind,
            # The leader appraises the direct team himself.
            "direct": bool(row) and not row["branch"],
            "team": False,
            "role": role.id,
            "goal": role.goal_id.id or 0,
        }

    @api.model
    def _asn_uncarried(self, plan, day):
        """Return the ids of the results of a plan that nobody takes up that day."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT rhk.id
                  FROM hr_asn_rhk rhk
                  JOIN hr_asn_skp skp ON skp.id = rhk.skp_id
                 WHERE skp.id = %s AND %s
                """,
                plan.id,
                is_uncarried(day, SQL("%s::date", plan._asn_today())),
            )
        )
        return {rhk for (rhk,) in rows}

    @api.model
    def _asn_gaps(self, results, roles, rows):
        """Return what the two bands tell, as the gap report has it.

        What is filled in and not given yet closes a gap here, not in the report.
        """
        filled, meant = set(roles.superior_rhk_id.ids), set(roles.assignment_id.ids)
        return {
            "results": [
                one["id"]
                for one in results
                if one["is_uncarried"] and one["id"] not in filled
            ],
            "people": [
                row["id"]
                for row in rows
                if not row["branch"] and row["lacks_role"] and row["id"] not in meant
            ],
        }


def _key(row, result, indicator):
    return row, result, indicator or 0


def _cell_of(role):
    return _key(role.assignment_id.id, role.superior_rhk_id.id, role.superior_iki_id.id)
