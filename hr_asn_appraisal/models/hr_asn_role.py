from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import groupby

from ..law import codes
from ..law.states import APPROVED, CANCELLED, CLOSED
from .hr_asn_rhk import KINDS
from .hr_asn_skp import EDITABLE

# What becomes of a role when it is given.
ADD = "add"
SAME = "same"
AGREED = "agreed"
WAITS = "waits"
NO_PLAN = "no_plan"
EXEMPT = "exempt"
ELSEWHERE = "elsewhere"
LOCKED = "locked"
DONE = (ADD, SAME)
ROLE_TYPE = "hr_asn_appraisal.mail_act_asn_role"


class HrAsnRole(models.Model):
    """A cell of the matrix that its leader has filled in and not given yet.

    Which of his results, or of its indicators, somebody is to carry, in which words.
    Given, it becomes a draft result in the plan of that person and is no more here.
    """

    _name = "hr.asn.role"
    _description = "ASN role not given yet"
    _inherit = ["hr.asn.guard.mixin"]
    _order = "skp_id, superior_rhk_id, id"
    _rec_name = "text"

    superior_rhk_id = fields.Many2one(
        "hr.asn.rhk", "Leader's Result", required=True, ondelete="cascade", index=True
    )
    superior_iki_id = fields.Many2one(
        "hr.asn.iki", "Indicator Carried", ondelete="cascade", index="btree_not_null"
    )
    skp_id = fields.Many2one(
        related="superior_rhk_id.skp_id",
        store=True,
        precompute=True,
        index=True,
        string="Leader's Plan",
    )
    company_id = fields.Many2one(
        related="skp_id.company_id",
        store=True,
        precompute=True,
        index=True,
        string="Agency",
    )
    assignment_id = fields.Many2one(
        "hr.asn.assignment", "Given To", required=True, ondelete="cascade", index=True
    )
    text = fields.Text("Work Result", required=True)
    kind = fields.Selection(KINDS, required=True, default=codes.UTAMA)
    goal_id = fields.Many2one(
        "hr.asn.goal", "From the Library", ondelete="set null", index="btree_not_null"
    )

    _cell_uniq = models.UniqueIndex(
        "(superior_rhk_id, COALESCE(superior_iki_id, 0), assignment_id)",
        "This cell is filled in already.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        self._asn_check_stands(vals_list)
        roles = super().create(vals_list)
        roles._asn_check_matrix_open()
        return roles

    def write(self, vals):
        self._asn_check_matrix_open()
        self._asn_check_stands([vals])
        done = super().write(vals)
        if vals.keys() & {"superior_rhk_id", "superior_iki_id"}:
            # Into whose matrix it has gone.
            self.invalidate_recordset(["skp_id"])
            self.check_access("write")
            self._asn_check_matrix_open()
        return done

    @api.model
    def _asn_check_stands(self, vals_list):
        """Refuse roles of what is cancelled: nobody would see them in a matrix."""
        for model, name in (
            ("hr.asn.rhk", "superior_rhk_id"),
            ("hr.asn.iki", "superior_iki_id"),
        ):
            ids = {vals.get(name) for vals in vals_list} - {None, False}
            # sudo: hr.asn.rhk, hr.asn.iki - that it is cancelled, none of its words
            lines = self.env[model].sudo().browse(ids).exists()
            if lines.filtered("is_cancelled"):
                raise UserError(
                    self.env._("What is cancelled has no roles. Reload the page.")
                )

    def _asn_check_matrix_open(self):
        """Refuse roles of a year that is over or of a plan that was taken back."""
        # sudo: hr.asn.skp - the state of one's own plan
        plans = self.sudo().skp_id
        plans._asn_check_cycle_open()
        if plans.filtered(lambda plan: plan.state in (CLOSED, CANCELLED)):
            raise UserError(self.env._("This plan is closed: no role is given of it."))

    @api.constrains("superior_rhk_id", "superior_iki_id", "assignment_id")
    def _check_cell(self):
        """A leader gives what is his, to those who work below him."""
        # sudo: hr.asn.role - compared only
        for plan, roles in self.sudo().grouped("skp_id").items():
            line = self.env["hr.asn.matrix"]._asn_line(plan)
            for role in roles:
                carried = role.superior_iki_id.rhk_id or role.superior_rhk_id
                if role.assignment_id.id not in line or carried != role.superior_rhk_id:
                    raise ValidationError(
                        self.env._(
                            "A leader gives his own results, to those who work below "
                            "him today."
                        )
                    )

    # -- before it is given --------------------------------------------------

    def _asn_outcomes(self):
        """Return {role: what becomes of it when it is given}; the dry run.

        The queries are the same for any number of roles.
        """
        plans = self._asn_plans()
        there = self._asn_there(self._asn_all(plans))
        return {role: role._asn_outcome(plans.get(role), there) for role in self}

    def _asn_plans(self):
        """Return {role: the plan of the person in the cycle}, where there is one."""
        # sudo: hr.asn.skp - the leader gives, whether he may read the plan or not
        plans = self.env["hr.asn.skp"].sudo()
        found = plans.search(
            [
                ("assignment_id", "in", self.assignment_id.ids),
                ("cycle_id", "in", self.skp_id.cycle_id.ids),
                ("state", "!=", CANCELLED),
            ]
        )
        known = {(one.assignment_id.id, one.cycle_id.id): one for one in found}
        keys = {
            role: (role.assignment_id.id, role.sudo().skp_id.cycle_id.id)
            for role in self
        }
        return {role: known[key] for role, key in keys.items() if key in known}

    @api.model
    def _asn_all(self, plans):
        """Return the plans of `_asn_plans` together, with all rights as there."""
        return self.env["hr.asn.skp"].sudo().union(*plans.values())

    @api.model
    def _asn_there(self, plans):
        """Return {(plan id, words): result} of what stands in plans already."""
        return {
            (rhk.skp_id.id, _same(rhk.name)): rhk
            for rhk in plans.rhk_ids
            if not rhk.is_cancelled
        }

    def _asn_outcome(self, plan, there):
        if not plan:
            return NO_PLAN
        result = there.get((plan.id, _same(self.text)))
        if result and self._asn_is_linked(result):
            return SAME
        if plan.is_rated_elsewhere:
            return ELSEWHERE
        if plan.is_exempt:
            return EXEMPT
        if plan.state in EDITABLE:
            return LOCKED if plan.is_locked else ADD
        return AGREED if plan.state in (APPROVED, CLOSED) else WAITS

    def _asn_is_linked(self, result):
        """Say whether a result carries this already, or all of which it is part."""
        return any(
            link.superior_rhk_id == self.superior_rhk_id
            and link.superior_iki_id in (self.superior_iki_id, link.superior_iki_id[:0])
            for link in result.link_ids
        )

    @api.model
    def _asn_outcome_words(self):
        """Return {outcome: (label, what to do)} for people."""
        return {
            ADD: (self.env._("Will be added"), ""),
            SAME: (self.env._("Stands there already"), ""),
            AGREED: (
                self.env._("Plan is agreed"),
                self.env._("Open the plan and choose “Revise Plan” first."),
            ),
            WAITS: (
                self.env._("Plan waits for approval"),
                self.env._("Return it, then give the role again."),
            ),
            NO_PLAN: (
                self.env._("No plan"),
                self.env._("The performance officer opens the plan in the cycle."),
            ),
            EXEMPT: (
                self.env._("Exempt"),
                self.env._("Give it to somebody else, or after the exemption."),
            ),
            ELSEWHERE: (
                self.env._("Other system"),
                self.env._("The plan is written there, not here."),
            ),
            LOCKED: (
                self.env._("Locked"),
                self.env._("Ask the performance officer to unlock the plan."),
            ),
        }

    # -- giving --------------------------------------------------------------

    def _asn_give(self):
        """Turn roles into draft results of their people; return {role: outcome}.

        What is given is no more here; what cannot be given stays. Of two at once
        the second is refused. Raises AccessError for who is not the
        leader, UserError for a plan that is over or was taken back.
        """
        self.check_access("unlink")
        self._asn_check_matrix_open()
        # Who gives the same at the same moment is refused here, and tries again.
        self.lock_for_update()
        outcomes = self._asn_outcomes()
        added = self.filtered(lambda role: outcomes[role] == ADD)
        plans = added._asn_plans()
        added._asn_add_links(added._asn_add_results(plans))
        given = self._asn_all(plans)
        if given:
            self.env["hr.asn.event"]._asn_log(given, "give_role")
            given._asn_hand_over(ROLE_TYPE, "employee_id")
        done = self.filtered(lambda role: outcomes[role] in DONE)
        told = {role.id: outcome for role, outcome in outcomes.items()}
        done.unlink()
        return told

    def _asn_add_results(self, plans):
        """Return {role: the draft result it became}, made where it is not there yet."""
        there = self._asn_there(self._asn_all(plans))
        fresh = {}
        for key, roles in groupby(
            self, lambda role: (plans[role].id, _same(role.text))
        ):
            if key not in there:
                fresh[key] = self.browse().union(*roles)
        values = [roles._asn_result(plans[roles[0]]) for roles in fresh.values()]
        # sudo: hr.asn.rhk - a draft for its owner, given by his leader
        made = self.env["hr.asn.rhk"].sudo().create(values)
        there |= dict(zip(fresh, made, strict=True))
        return {role: there[plans[role].id, _same(role.text)] for role in self}

    def _asn_result(self, plan):
        """Return the values of the draft that roles in the same words become."""
        first = self[0]
        goal = self.goal_id.filtered(lambda goal: goal.model == plan.model)[:1]
        return {
            "skp_id": plan.id,
            "sequence": 10 * (len(plan.rhk_ids) + 1),
            "name": first.text.strip(),
            "kind": first.kind,
            "classification": goal.classification,
            "goal_id": goal.id,
            "iki_ids": [
                fields.Command.create(values | {"skp_id": plan.id})
                for values in goal.indicator_ids._asn_iki_values()
            ],
        }

    def _asn_add_links(self, results):
        """Let the drafts take up what they were given for; ``results``: {role: it}."""
        # sudo: hr.asn.rhk.link - of a draft that the leader gives, to what is his own
        links = self.env["hr.asn.rhk.link"].sudo()
        links.create(
            [
                {
                    "rhk_id": results[role].id,
                    "superior_rhk_id": role.superior_rhk_id.id,
                    "superior_iki_id": role.superior_iki_id.id,
                    "is_direct": role.assignment_id.sudo().appraiser_id
                    == role.sudo().skp_id.employee_id,
                    # The leader tells his own words by giving them.
                    "text": role.superior_rhk_id.name,
                }
                for role in self
            ]
        )


def _same(text):
    """Return words as they are compared: neither case nor spaces make a difference."""
    return " ".join((text or "").split()).casefold()
