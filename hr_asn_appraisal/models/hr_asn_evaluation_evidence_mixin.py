from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..law.states import RATED
from .hr_asn_evaluation_rating_mixin import EVIDENCE

REFUSED_TYPE = "hr_asn_appraisal.mail_act_asn_evidence"


class HrAsnEvaluationEvidenceMixin(models.AbstractModel):
    """What somebody proves his results with, reviewed by who rates them."""

    _name = "hr.asn.evaluation.evidence.mixin"
    _description = "ASN evaluation with reviewed evidence"

    def panel_evidence(self):
        """Return what somebody proves results with, as the viewer takes it.

        Out: [{"id", "name", "result": proven, "url", "mimetype": "" of a link, "link":
        what stands beside a file, "seen": when it was changed, "state", "state_label",
        "note": why it was refused, "can": names of what the user may do}], as far as
        he may read it.
        """
        self.check_access("read")
        lines = self.evidence_ids
        opened = lines._asn_opened()
        # sudo: hr.asn.rhk - who may read the evidence may know what it proves
        return [
            {
                "id": line.id,
                "name": line.name,
                "result": line.sudo().rhk_id.name,
                "url": opened[line.id][0],
                "mimetype": opened[line.id][1],
                "link": line.url or "",
                "seen": line.shown_at,
                "state": line.state,
                "state_label": line._asn_state_label(),
                "note": line.review_note or "",
                "can": line.asn_can.split(),
            }
            for line in lines
        ]

    def _asn_refused_waiting(self):
        """Return those of which evidence was refused that is not replaced yet."""
        refused = self.env["hr.asn.evidence"]._asn_refused_somewhere()
        # sudo: hr.asn.evaluation - whether there is some, whoever asks
        waiting = Domain("id", "in", self.ids) & Domain("id", "in", refused)
        return self & self.sudo().search(waiting)

    def _asn_tell_refused(self):
        """Give each owner one to-do, however much of his evidence was refused."""
        self._asn_hand_over(REFUSED_TYPE, "employee_id")

    def _asn_settle_refused(self):
        """Drop the to-do where no refused evidence is left."""
        settled = self - self._asn_refused_waiting()
        if settled:
            # sudo: mail.activity - what is settled may be another's task
            settled.sudo().activity_unlink([REFUSED_TYPE])

    def _asn_unproven(self, reason):
        """Return those rated without a reason whose results lack evidence.

        It was refused since. What a session has agreed on is delivered as it was
        agreed. ``reason``: function of one -> the sentence of its rating.
        """
        return self.filtered(
            lambda one: (
                one.state == RATED
                and not reason(one)
                and not one.is_on_table
                and one._asn_is_unproven()
            )
        )

    def _asn_lacking_nothing(self):
        """Return those that are rated and may be handed over so."""
        rated = self.filtered(lambda one: one.state == RATED)
        return rated - rated._asn_unproven(lambda one: one.draft_reason)

    def _asn_check_proven(self, ratings):
        """Refuse to hand over a rating without evidence and without a reason.

        ``ratings``: {id: the row that counts}. The state says nothing of it: whoever is
        rated reads it, and a sentence is written where a rating is special.
        """
        for one in self._asn_unproven(lambda one: ratings[one.id].reason):
            raise UserError(one._asn_lack_error(EVIDENCE))
