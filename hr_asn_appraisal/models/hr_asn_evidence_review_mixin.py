from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..dialogs import dialog
from ..law.states import ACCEPTED, PUBLISHED, REFUSED, SENT
from .hr_asn_workflow_mixin import APPRAISER, DELEGATE, SYSTEM, Transition

STATES = [(SENT, "Sent"), (ACCEPTED, "Accepted"), (REFUSED, "Refused")]
ACCEPT = "accept"
REFUSE = "refuse"
RENEW = "renew"
NOT_REVIEWED = {"reviewed_on": False, "reviewed_by": False}


class HrAsnEvidenceReviewMixin(models.AbstractModel):
    """Who rates accepts or refuses what a result is proven with, until delivery."""

    _name = "hr.asn.evidence.review.mixin"
    _description = "ASN evidence reviewed"
    _inherit = ["hr.asn.workflow.mixin"]

    _transitions = (
        Transition(
            ACCEPT,
            (SENT, REFUSED),
            ACCEPTED,
            (APPRAISER, DELEGATE),
            "_asn_check_cycle_open",
            needs="is_reviewable",
        ),
        Transition(
            REFUSE,
            (SENT, ACCEPTED),
            REFUSED,
            (APPRAISER, DELEGATE),
            "_asn_check_cycle_open",
            needs="is_reviewable",
        ),
        # Its owner has replaced it: what was judged is not what stands there now.
        Transition(
            RENEW,
            (ACCEPTED, REFUSED),
            SENT,
            (SYSTEM,),
            "_asn_check_cycle_open",
            needs="is_undelivered",
        ),
    )
    _asn_protected = {
        "state": SENT,
        **NOT_REVIEWED,
    }

    state = fields.Selection(
        STATES, default=SENT, required=True, readonly=True, copy=False
    )
    # Members of a team read what its lead proved, and not what was said to him of it.
    review_note = fields.Text("Reason", compute="_compute_review_note")
    reviewed_on = fields.Date("Reviewed On", readonly=True, copy=False)
    reviewed_by = fields.Char("Reviewed By", readonly=True, copy=False)
    evaluation_id = fields.Many2one(
        "hr.asn.evaluation", compute="_compute_evaluation_id", compute_sudo=True
    )
    is_undelivered = fields.Boolean(
        compute="_compute_is_reviewable",
        compute_sudo=True,
        export_string_translation=False,
    )
    is_reviewable = fields.Boolean(
        compute="_compute_is_reviewable",
        compute_sudo=True,
        export_string_translation=False,
    )
    can_replace = fields.Boolean(
        compute="_compute_can_replace", export_string_translation=False
    )

    @api.depends("skp_id", "period_id")
    def _compute_evaluation_id(self):
        found = self._asn_evaluations()
        known = {(one.skp_id.id, one.period_id.id): one for one in found}
        for line in self:
            line.evaluation_id = known.get((line.skp_id.id, line.period_id.id))

    # Asked afresh: an evaluation is delivered without a write to its evidence.
    @api.depends_context("uid")
    def _compute_is_reviewable(self):
        held = self._asn_held()
        for line in self:
            evaluation = line.evaluation_id
            line.is_undelivered = evaluation.state not in PUBLISHED
            here = evaluation.is_rated_here and line not in held
            line.is_reviewable = line.is_undelivered and here

    def _asn_held(self):
        """Return what a session judges or has judged: nobody pulls it from under it.

        Told to who rates only: it would say what is known of a rating.
        """
        held = self._asn_of_evaluations(self.evaluation_id._asn_on_table())
        return held._asn_role_appraiser() | held._asn_role_delegate()

    @api.depends("state")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_review_note(self):
        """Say it to who may read the evaluation; to others the state is enough."""
        readable = self.evaluation_id._filtered_access("read")
        refused = self.filtered(lambda line: line.state == REFUSED)
        notes = refused._asn_of_evaluations(readable)._asn_reasons()
        for line in self:
            line.review_note = notes.get(line.id)

    @api.model
    def _asn_reviews_told(self):
        """Return the domain of those of which the user is told how they were judged.

        He reads their evaluation; what a lead shares with his team is the proof alone.
        """
        keys, evaluations = ["skp_id", "period_id"], self.env["hr.asn.evaluation"]
        for model in (self, evaluations):
            model.flush_model(keys)
        columns = [SQL.identifier(evaluations._table, name) for name in keys]
        told = SQL(
            """(SELECT proof.id FROM %(proofs)s proof
                 WHERE (proof.skp_id, proof.period_id) IN %(readable)s)""",
            proofs=SQL.identifier(self._table),
            readable=evaluations._search(Domain.TRUE).subselect(*columns),
        )
        return Domain("id", "in", told)

    def _asn_reasons(self):
        """Return {id: why it was refused last}, as the history keeps it."""
        domain = Domain("res_model", "=", self._name) & Domain("name", "=", REFUSE)
        domain &= Domain("res_id", "in", self.ids)
        # sudo: hr.asn.event - the reason is for who may read the evaluation
        events = self.env["hr.asn.event"].sudo()
        told = events.search_fetch(domain, ["res_id", "note"], order="id")
        return {event.res_id: event.note for event in told}

    @api.depends("state")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_can_replace(self):
        writable = self._filtered_access("write")
        for line in self:
            line.can_replace = line in writable

    # -- who -----------------------------------------------------------------

    def _asn_role_appraiser(self):
        return self._asn_of_evaluations(self.evaluation_id._asn_role_appraiser())

    def _asn_role_delegate(self):
        return self._asn_of_evaluations(self.evaluation_id._asn_role_delegate())

    def _asn_of_evaluations(self, evaluations):
        return self.filtered(lambda line: line.evaluation_id in evaluations)

    def _asn_on_behalf(self, transition):
        """A delegate reviews on behalf of the appraiser."""
        delegated = self.evaluation_id.filtered("asn_is_delegated")
        acting = self._asn_of_evaluations(delegated)
        # sudo: hr.asn.evaluation - for whom the user acts
        acted = {line: line.evaluation_id.sudo().appraiser_id for line in acting}
        return super()._asn_on_behalf(transition) | acted

    # -- reviewing -----------------------------------------------------------

    def action_accept(self):
        """Accept what proves results, as the screen shows it.

        Raises AccessError for who does not rate them, UserError after delivery and for
        what was replaced meanwhile, as of `_asn_unseen`.
        """
        self._asn_look(ACCEPT)
        self._asn_review(ACCEPT)
        self.evaluation_id._asn_settle_refused()
        self._asn_settle_missing()

    def action_refuse(self, reason):
        """Refuse what does not prove a result; its owner is told, and may replace it.

        Raises as `action_accept`, and UserError without a reason.
        """
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Write why you refuse the evidence."))
        self._asn_look(REFUSE)
        self._asn_review(REFUSE, reason)
        self.evaluation_id._asn_tell_refused()

    def action_open_refuse(self):
        """Open the dialog in which it is said why. Raises as `action_accept`."""
        self.ensure_one()
        self._asn_look_afresh()
        self._asn_refuse(self._asn_move(REFUSE))
        self._asn_check_seen()
        title = self.env._("Refuse Evidence")
        return self.env["hr.asn.say"]._asn_open("refuse_evidence", self, title)

    def action_replace(self):
        """Open the form in which its owner replaces it. Raises where it is locked."""
        self.ensure_one()
        self.check_access("write")
        return dialog(self, self.env._("Replace Evidence"))

    def _asn_look(self, name):
        """Ask for the right to a step, and take what is judged as it is now."""
        self._asn_look_afresh()
        self._asn_refuse(self._asn_move(name))
        self._asn_check_seen()
        # sudo: hr.asn.evidence - a file may have been exchanged behind it
        self.sudo()._asn_take_digest()

    def _asn_review(self, name, reason=False):
        """Move by a transition; the history of the evaluation tells of it, too."""
        today, names = self._asn_today(), self._asn_reviewer_names()
        self._transition(
            name,
            reason,
            lambda line: {"reviewed_on": today, "reviewed_by": names[line.company_id]},
        )
        self.invalidate_recordset(["review_note"])
        for evaluation, lines in self.grouped("evaluation_id").items():
            told = ", ".join(lines.mapped("name"))
            lines._asn_log_on(evaluation, name, f"{told}: {reason}" if reason else told)

    def _asn_reviewer_names(self):
        """Return {agency: the name of who reviews now, as its papers write it}."""
        # sudo: hr.employee - his own name
        user = self.env.user.sudo()
        people = user.employee_ids.grouped("company_id")
        return {
            agency: people[agency]._asn_full_name() if agency in people else user.name
            for agency in self.company_id
        }

    def _asn_log_on(self, evaluation, name, told):
        delegated = evaluation.filtered("asn_is_delegated")
        # sudo: hr.asn.evaluation - for whom the user acts
        acted = {one: one.sudo().appraiser_id for one in delegated}
        events = self.env["hr.asn.event"]
        events._asn_log(evaluation, f"{name}_evidence", told, on_behalf=acted)

    def _asn_renew(self):
        """Let a review begin anew of what has one: it is not what was judged."""
        # The system: its owner may not judge it, neither by taking a judgment back.
        judged = self.filtered(lambda line: line.state != SENT)
        judged = judged.with_user(SUPERUSER_ID)
        if judged:
            judged._asn_look_afresh()
            judged._transition(RENEW, values=NOT_REVIEWED)
            judged.evaluation_id._asn_settle_refused()
            judged._asn_settle_missing()

    def _asn_settle_missing(self):
        """Drop the to-dos for evidence where these leave none lacking.

        Also those of a team whose lead proves with them. One query where none is asked.
        """
        led = "skp_id.iki_ids.lead_iki_id.rhk_id"
        proven = Domain("skp_id", "in", self.skp_id.ids)
        proven |= Domain(led, "in", self.rhk_id.ids)
        # sudo: hr.asn.evaluation - what is settled may be another's task
        asked = self.env["hr.asn.evaluation"].sudo()
        asked._asn_settle_asked(proven & Domain("period_id", "in", self.period_id.ids))

    def _asn_changer(self):
        """What waits for a review is from its owner; the system takes a review back."""
        if self.state == SENT:
            # sudo: hr.employee - whose evidence it is
            return self.evaluation_id.sudo().employee_id
        return super()._asn_changer()

    def _asn_look_afresh(self):
        self.invalidate_recordset(
            ["evaluation_id", "is_undelivered", "is_reviewable", "asn_can", "shown_at"]
        )

    def unlink(self):
        """Settle what waited for a replacement; raises where it is locked."""
        refused = self.filtered(lambda line: line.state == REFUSED).evaluation_id
        result = super().unlink()
        refused._asn_settle_refused()
        return result

    # -- conditions ----------------------------------------------------------

    def _asn_check_cycle_open(self):
        self.period_id.cycle_id._asn_check_open()

    def _asn_lack(self, transition):
        """Say why it is not reviewed: delivered, in a session, not rated here."""
        # sudo: hr.asn.evaluation - what it is called, and whether a session has it
        evaluation = self.evaluation_id.sudo()
        if not self.is_undelivered:
            return self.env._(
                "%s has been delivered: its evidence is not reviewed any more.",
                evaluation.display_name,
            )
        if self._asn_held():
            return evaluation._asn_calibration_note()
        return self.env._("“%s” is of no evaluation that is rated here.", self.name)
