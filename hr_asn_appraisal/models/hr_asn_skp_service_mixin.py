from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..law.states import CANCELLED, CLOSED
from .hr_asn_workflow_mixin import EMPLOYEE, SUBSTITUTE

SERVICE_TYPE = "hr_asn_appraisal.mail_act_asn_service"


class HrAsnSkpServiceMixin(models.AbstractModel):
    """What of a plan no longer says what the services say whose targets it has."""

    _name = "hr.asn.skp.service.mixin"
    _description = "ASN plan with targets of services"

    service_changes = fields.Text(
        "Changes of Services", compute="_compute_service_changes", compute_sudo=True
    )

    def _asn_activity_types(self):
        return [*super()._asn_activity_types(), SERVICE_TYPE]

    @api.depends("state", "iki_ids.service_target_id")
    @api.depends_context("lang")
    def _compute_service_changes(self):
        """Return what has changed of services, a line for each indicator."""
        served = self._origin.iki_ids.filtered("service_target_id").skp_id
        found = served._asn_service_differing().grouped("skp_id")
        for plan in self:
            lines = found.get(plan._origin, self.env["hr.asn.iki"])
            told = [line._asn_service_change() for line in lines]
            plan.service_changes = "\n".join(told)

    def _asn_service_differing(self):
        """Return the indicators of plans that say something else than their service.

        Nothing is compared where the year is over.
        """
        lines = self.env["hr.asn.iki"].search(
            [
                ("skp_id", "in", self.ids),
                ("skp_id.state", "not in", (CLOSED, CANCELLED)),
                ("service_target_id", "!=", False),
                ("is_cancelled", "=", False),
                ("rhk_id.is_cancelled", "=", False),
            ]
        )
        return lines.filtered(lambda one: one._asn_service_fields())

    def _asn_result_of(self, target):
        """Return the result to which a target of a service belongs, or none.

        Where another target of the service is, else where its objective is taken up.
        """
        results = self.rhk_ids._asn_uncancelled()
        service = target.service_id
        same = results.filtered(
            lambda one: service in one.iki_ids.service_target_id.service_id
        )
        objective = target.objective_id
        linked = results.filtered(
            lambda one: objective and objective in one.link_ids.objective_id
        )
        return (same or linked)[:1]

    def _asn_tell_service(self):
        """Give each owner one to-do, however many of his indicators are concerned."""
        self.env["hr.asn.event"]._asn_log(self, "service_changed")
        self._asn_hand_over(SERVICE_TYPE, "employee_id")

    def action_approve(self):
        """Agree plans; what of services is not taken over yet is asked again."""
        result = super().action_approve()
        self._asn_ask_service_again()
        return result

    def action_drop(self):
        """Give up a change; what of services is not taken over yet is asked again."""
        result = super().action_drop()
        self._asn_ask_service_again()
        return result

    def _asn_ask_service_again(self):
        """Give the to-do anew that a move has settled: the service still differs."""
        # sudo: hr.asn.iki - asked by the move, whoever may read who is asked
        lines = self.sudo()._asn_service_differing()
        asked = lines.filtered(
            lambda one: one.service_target_id._asn_answers_yet(one.skp_id.employee_id)
        )
        asked.skp_id._asn_hand_over(SERVICE_TYPE, "employee_id")

    def _asn_settle_service(self):
        """Drop the to-do of plans that say again what their services do."""
        if self:
            # sudo: mail.activity - settled by what happened, whoever did it
            self.sudo().activity_unlink([SERVICE_TYPE])

    def action_take_service(self):
        """Take over into open plans what services have changed.

        Raises AccessError for whose plans they are not, UserError where it is not
        open: what is agreed changes by “Revise Plan” only.
        """
        self.check_access("read")
        if self - self._asn_role_employee() - self._asn_role_substitute():
            raise AccessError(self._asn_no_right((EMPLOYEE, SUBSTITUTE)))
        self._asn_check_editable()
        # sudo: hr.asn.iki - by the owner, who may not change these one by one
        lines = self.sudo()._asn_service_differing()
        lines.service_target_id._asn_check_split()
        for line in lines:
            line.write(line.service_target_id._asn_measure())
        lines.service_target_id._asn_give_months(lines)
        self.env["hr.asn.event"]._asn_log(lines.skp_id, "service_taken")
        self._asn_settle_service()
