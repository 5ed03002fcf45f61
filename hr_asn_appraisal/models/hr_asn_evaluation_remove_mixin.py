from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..law.states import DRAFT
from .hr_asn_event import REMOVE_EVALUATION
from .hr_asn_workflow_mixin import OFFICER


class HrAsnEvaluationRemoveMixin(models.AbstractModel):
    """How an evaluation that was opened by mistake goes again.

    Only while nothing stands in it: no state is needed for what never began. The plan
    remembers it: what opens by itself leaves it out, who opens by hand makes it anew.
    """

    _name = "hr.asn.evaluation.remove.mixin"
    _description = "ASN evaluation opened by mistake"

    can_remove = fields.Boolean(
        compute="_compute_can_remove", export_string_translation=False
    )

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_remove(self):
        drafts = self.filtered(lambda one: one.state == DRAFT)
        removable = drafts._asn_role_officer()._asn_untouched()
        for one in self:
            one.can_remove = one in removable

    def _asn_untouched(self):
        """Return those in which nobody has entered, said or rated anything."""
        # sudo: hr.asn.survey - whether colleagues are asked, not what they say
        surveys = self.env["hr.asn.survey"].sudo()
        asked = surveys.search(Domain("evaluation_id", "in", self.ids)).evaluation_id
        # sudo: hr.asn.evaluation - whether something stands in it, not what
        return self.filtered(lambda one: not one.sudo()._asn_traces()) - asked.sudo(
            False
        )

    def _asn_traces(self):
        """Return whatever of this one would be lost, or would lose its place.

        Feedback is none of it: it hangs on the plan, and the year has all of it.
        """
        own = self.evidence_ids.filtered(lambda line: line.skp_id == self.skp_id)
        entered = (self.realization_ids, own, self.action_ids)
        kept = (self.rating_ids, self.document_ids, self.segment_ids)
        said = (self.self_report, self.note_kept)
        return [one for one in (*entered, *kept, *said) if one]

    def action_ask_remove(self):
        """Open the dialog that asks for the reason."""
        title = self.env._("Take the Evaluation Back")
        return self.env["hr.asn.say"]._asn_open("remove", self, title)

    def action_remove(self, reason):
        """Take back what was opened by mistake; returns the action of its plan.

        Raises AccessError for who is not the officer, UserError without a reason or
        once something stands in it.
        """
        self.ensure_one()
        self.check_access("read")
        self._asn_check_cycle_open()
        if not self._asn_role_officer():
            raise AccessError(self._asn_no_right((OFFICER,)))
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Write why the evaluation is taken back."))
        if not self.can_remove:
            raise UserError(
                self.env._(
                    "%s stays: something has been entered, said or rated in it.",
                    self.display_name,
                )
            )
        plan = self.skp_id
        told = f"{self.period_id.display_name}: {reason}"
        gone = {plan.id: [["period_id", self.period_id.id, False]]}
        self.env["hr.asn.event"]._asn_log(plan, REMOVE_EVALUATION, told, changes=gone)
        # sudo: hr.asn.evaluation - nobody deletes by hand; this step has asked
        self.sudo().unlink()
        return plan.get_formview_action()

    @api.model
    def _asn_removed(self, plans):
        """Return {plan id: ids of periods of what was taken back}; one query."""
        # sudo: hr.asn.event - that it was, for who may not read the history
        events = self.env["hr.asn.event"].sudo()
        found = events.search_fetch(
            Domain("res_model", "=", plans._name)
            & Domain("res_id", "in", plans.ids)
            & Domain("name", "=", REMOVE_EVALUATION),
            ["res_id", "changes"],
        )
        removed = defaultdict(set)
        for event in found:
            for _name, period, _none in event.changes or ():
                removed[event.res_id].add(period)
        return removed
