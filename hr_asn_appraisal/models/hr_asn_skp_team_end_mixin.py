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
        lines = self._asn_members_lines(Domain("skp_id", "in", self._origin.ids))
        told = {plan: [] for plan in self._origin}
        for line, day in lines._asn_outlasting().items():
            told[line.skp_id].append(
                self.env._(
                    "“%(iki)s”: led by %(lead)s until %(day)s",
                    iki=line.name,
                    lead=line.lead_name,
                    day=in_words(self.env, day),
                )
            )
        for plan in self:
            plan.team_ends = "\n".join(told.get(plan._origin, ()))

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
        own = Domain("skp_id", "in", self.ids)
        self._asn_members_lines(own)._asn_end_with_lead()
        return result

    def action_restore(self):
        """Give plans back as drafts; what is no team's any more is not in them."""
        result = super().action_restore()
        lines = self._asn_members_lines(Domain("skp_id", "in", self.ids))
        gone = lines.filtered(lambda one: not one.lead_iki_id.is_team)
        gone.unlink()
        (lines - gone)._asn_end_with_lead()
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
        ours = Domain("skp_id", "in", self.ids)
        ours |= Domain("lead_iki_id.skp_id", "in", self.ids)
        ending = [*self._asn_members_lines(ours)._asn_outlasting()]
        if not ending:
            return
        lines = ending[0].union(*ending)
        told = {plan: plan.team_ends for plan in lines.skp_id}
        known = lines.skp_id._asn_ends_told()
        # A move of one's own has settled the to-do; what others do tells it once.
        fresh = lines.skp_id.filtered(
            lambda plan: plan.id in self._ids or (plan.id, told[plan]) not in known
        )
        self.env["hr.asn.event"]._asn_log(fresh, "team_ended", told.get)
        fresh._asn_hand_over(ENDED_TYPE, "employee_id")
        lines.filtered(lambda one: one.skp_id.state in OPEN)._asn_end_with_lead()

    def _asn_ends_told(self):
        """Return {(plan id, words)} of the ends that these plans were told of."""
        # sudo: hr.asn.event - what was told before, not shown
        events = self.env["hr.asn.event"].sudo()
        found = events.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("name", "=", "team_ended"),
            ]
        )
        return {(one.res_id, one.note) for one in found}
