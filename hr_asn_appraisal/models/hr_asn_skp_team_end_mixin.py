from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from ..days import in_words
from .hr_asn_iki_team_mixin import OPEN

ENDED_TYPE = "hr_asn_appraisal.mail_act_asn_team_ended"


class HrAsnSkpTeamEndMixin(models.AbstractModel):
    """Who is in a team learns that its lead leaves, and his plan follows.

    An open plan does at once, an agreed one with its next change.
    """

    _name = "hr.asn.skp.team.end.mixin"
    _description = "ASN plan whose team loses its lead"
    _inherit = ["hr.asn.skp.team.mixin"]

    team_ends = fields.Text(
        "Teams without a Lead", compute="_compute_team_ends", compute_sudo=True
    )

    @api.depends("state", "iki_ids.lead_iki_id", "iki_ids.left_on", "date_to")
    @api.depends_context("lang")
    def _compute_team_ends(self):
        """Return a line for each team that is recorded for no more."""
        taken_up = self._origin.iki_ids.filtered("lead_iki_id")
        lines = self._asn_members_lines(Domain("id", "in", taken_up.ids))
        told = self._asn_ends_in_words(lines._asn_outlasting())
        for plan in self:
            plan.team_ends = told.get(plan._origin, "")

    @api.model
    def _asn_ends_in_words(self, ending):
        """Return {plan: a line for each of its ends}; ``ending``: {line: last day}."""
        told = defaultdict(list)
        for line, day in ending.items():
            words = self._asn_end_in_words(line.name, line.lead_name, day)
            told[line.skp_id].append(words)
        return {plan: "\n".join(words) for plan, words in told.items()}

    @api.model
    def _asn_end_in_words(self, iki, lead, day):
        return self.env._(
            "“%(iki)s”: led by %(lead)s until %(day)s",
            iki=iki,
            lead=lead,
            day=in_words(self.env, day),
        )

    # -- told by what a lead does --------------------------------------------

    def _asn_activity_types(self):
        return [*super()._asn_activity_types(), ENDED_TYPE]

    def action_approve(self):
        """Agree plans; whose team is led no more is told."""
        result = super().action_approve()
        self._asn_tell_members()
        return result

    def action_cancel(self, reason):
        """Take back plans; whose team is led no more is told."""
        result = super().action_cancel(reason)
        self._asn_tell_members()
        return result

    def action_revise(self, reason):
        """Open agreed plans for a change; lines without a lead end first."""
        result = super().action_revise(reason)
        self._asn_end_own_lines()
        return result

    def _asn_give_back(self, move, note):
        """Open plans that were handed in; lines without a lead end first."""
        result = super()._asn_give_back(move, note)
        self._asn_end_own_lines()
        return result

    def _asn_end_own_lines(self):
        own = Domain("skp_id", "in", self.ids)
        self._asn_members_lines(own)._asn_end_with_lead()

    def action_restore(self):
        """Give plans back as drafts; what is no team's any more is not in them."""
        result = super().action_restore()
        lines = self._asn_members_lines(Domain("skp_id", "in", self.ids))
        gone = lines.filtered(lambda one: not one.lead_iki_id.is_team)
        gone.unlink()
        (lines - gone)._asn_end_with_lead()
        self._asn_undo_ends()
        return result

    def action_drop(self):
        """Give up a change; a line that ended with it goes on, and that is told."""
        result = super().action_drop()
        self._asn_tell_members()
        return result

    def _asn_follow_dates(self):
        """Let plans end with their assignments; whose team is led no more is told."""
        result = super()._asn_follow_dates()
        self.exists()._asn_tell_members()
        return result

    def _asn_tell_members(self):
        """Tell whose lines go on without a lead, of these plans and of their teams.

        The lines of open plans end at once; who has agreed his gets a to-do.
        """
        self._asn_undo_ends()
        ours = Domain("skp_id", "in", self.ids)
        ours |= Domain("lead_iki_id.skp_id", "in", self.ids)
        ending = self._asn_members_lines(ours)._asn_outlasting()
        if not ending:
            return
        lines = next(iter(ending)).union(*ending)
        fresh, ends = self._asn_fresh_ends(ending)
        self.env["hr.asn.event"]._asn_log(fresh, "team_ended", changes=ends)
        fresh._asn_hand_over(ENDED_TYPE, "employee_id")
        lines.filtered(lambda one: one.skp_id.state in OPEN)._asn_end_with_lead()

    def _asn_fresh_ends(self, ending):
        """Return the plans that are to be told, and {plan id: what is kept of it}.

        A move of one's own has settled the to-do; what others do tells it once.
        ``ending``: {line: last day of its lead}; kept: lead, day, the line's own end,
        and the names of the line and its lead, as each reader is told them.
        """
        ends = defaultdict(list)
        for line, day in ending.items():
            kept = [line.lead_iki_id.id, str(day), str(line.left_on or "")]
            kept += [line.name, line.lead_name]
            ends[line.skp_id.id].append(kept)
        # sudo: hr.asn.skp - of the team, whoever may read them
        plans = self.sudo().browse(ends)
        known = plans._asn_ends_told()
        return plans.filtered(
            lambda plan: (
                plan.id in self._ids
                or {(lead, day) for lead, day, *_kept in ends[plan.id]}
                - known[plan.id].keys()
            )
        ), ends

    def _asn_ends_told(self):
        """Return {plan id: {(lead, day): the line's own end}} told and not undone."""
        # sudo: hr.asn.event - what was told before, not shown
        events = self.env["hr.asn.event"].sudo()
        found = events.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("name", "in", ("team_ended", "team_end_undone")),
            ],
            order="id",
        )
        known = defaultdict(dict)
        for one in found:
            for lead, day, left, *_names in one.changes or ():
                known[one.res_id].pop((lead, day), None)
                if one.name == "team_ended":
                    known[one.res_id][lead, day] = left
        return known

    # -- undone --------------------------------------------------------------

    def _asn_undo_ends(self):
        """Take back what was told of leads who go on, or leave on another day."""
        # sudo: hr.asn.iki - of the teams of these leads, whoever may read them
        indicators = self.env["hr.asn.iki"].sudo()
        leads = indicators.search(
            [("skp_id", "in", self.ids), ("is_team", "=", True)], order="id"
        )
        gone = self._asn_ends_undone(leads) if leads else {}
        if not gone:
            return
        plans = self.sudo().browse(gone)
        self.env["hr.asn.event"]._asn_log(plans, "team_end_undone", changes=gone)
        leads.member_ids._asn_go_on(gone)
        own = self._asn_members_lines(Domain("skp_id", "in", plans.ids))
        ending = self.browse(line.skp_id.id for line in own._asn_outlasting())
        (plans - ending).activity_unlink([ENDED_TYPE])

    def _asn_ends_undone(self, leads):
        """Return {plan id: [lead, day, own end] of each end that holds no more}."""
        known = (leads.member_ids.skp_id | self._asn_with_todo())._asn_ends_told()
        until = {lead.id: str(day) for lead, day in leads._asn_led_until().items()}
        gone = {
            plan: [
                [lead, day, left]
                for (lead, day), left in ends.items()
                if until.get(lead, day) != day
            ]
            for plan, ends in known.items()
        }
        return {plan: ends for plan, ends in gone.items() if ends}

    def _asn_with_todo(self):
        """Return the plans of these years whose owners have to look at their teams."""
        key = self.env["ir.model.data"]._xmlid_to_res_id(ENDED_TYPE, True)
        # sudo: hr.asn.skp, mail.activity - the task of somebody else
        return self.sudo().search(
            Domain("cycle_id", "in", self.cycle_id.ids)
            & Domain("activity_ids", "any", [("activity_type_id", "=", key)])
        )
