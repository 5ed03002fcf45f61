from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..law.states import CLOSED, RATED, SUBMITTED
from .hr_asn_evaluation_rating_mixin import lack_again
from .hr_asn_exempt_mixin import REMIND_PROOF

REFUSED_TYPE = "hr_asn_appraisal.mail_act_asn_evidence"
MISSING_TYPE = "hr_asn_appraisal.mail_act_asn_evidence_missing"


class HrAsnEvaluationEvidenceMixin(models.AbstractModel):
    """What somebody proves his results with, reviewed by who rates them."""

    _name = "hr.asn.evaluation.evidence.mixin"
    _description = "ASN evaluation with reviewed evidence"

    # Whether evidence of what was reported without may still be added by the user.
    can_prove = fields.Boolean(
        compute="_compute_can_prove", export_string_translation=False
    )

    @api.depends("state", "evidence_ids")
    @api.depends_context("uid")
    def _compute_can_prove(self):
        mine = self._asn_role_employee() | self._asn_role_substitute()
        missing = mine.filtered(lambda one: one.cycle_id.state != CLOSED)._asn_missing()
        for evaluation in self:
            evaluation.can_prove = bool(missing.get(evaluation))

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

    # -- asked for -----------------------------------------------------------

    def _asn_missing(self, added=()):
        """Return {evaluation: results of which there is no evidence at all}.

        Of what is reported and not delivered, rated or not: the person knows as much.
        What was refused is there: it is replaced. ``added``: evidence to leave out.
        """
        waiting = self.filtered(
            lambda one: one.submitted_on and one.state in (SUBMITTED, RATED)
        )
        if not waiting:
            return {}
        # sudo: hr.asn.evidence - whether there is some, whoever asks
        own = waiting.sudo()
        domain = Domain("skp_id", "in", own.skp_id.ids)
        domain &= Domain("period_id", "in", own.period_id.ids)
        lines = own.env["hr.asn.evidence"].search(domain)
        if added:
            lines -= added
        by_place = lines.grouped(lambda line: (line.skp_id, line.period_id))
        versions, team = own.skp_id._asn_versions(), own._asn_team_proof_ids()
        missing = {}
        for one in own:
            there = by_place.get((one.skp_id, one.period_id), lines[:0]).rhk_id.ids
            proven = {rhk for rhk, ids in team.get(one, {}).items() if ids}
            left = one._asn_to_prove(versions) - set(there) - proven
            missing[one] = self.env["hr.asn.rhk"].browse(sorted(left))
        return missing

    def _asn_to_prove(self, versions):
        """Return the ids of the results that are to be proven here; none of a year."""
        if self._asn_is_annual():
            return set()
        return {rhk["id"] for rhk in self._asn_agreed(versions)}

    def _asn_remind_of_evidence(self):
        """Ask the employees for what lacks; return whom just now, as `_asn_remind`.

        Where all that lacks was refused, it is asked for as that is.
        """
        missing = self._asn_missing()
        without = self.filtered(lambda one: missing.get(one))
        asked = without._asn_remind(MISSING_TYPE, REMIND_PROOF)
        return asked | (self - without)._asn_remind(REFUSED_TYPE, REMIND_PROOF)

    @api.model
    def _asn_asked(self):
        """Return the domain of those whose employees were asked for evidence."""
        kind = self.env["ir.model.data"]._xmlid_to_res_id(MISSING_TYPE, True)
        # sudo: mail.activity - whether it was asked for, whoever looks
        waiting = self.env["mail.activity"].sudo()
        found = waiting._search(
            Domain("res_model", "=", self._name) & Domain("activity_type_id", "=", kind)
        )
        return Domain("id", "in", found.subselect("res_id"))

    @api.model
    def _asn_settle_asked(self, domain):
        """Drop the to-do where nothing can be added any more, of those that match.

        What was refused is none of it: its replacement has a to-do of its own.
        """
        asked = self.search(domain & self._asn_asked())
        asked.invalidate_recordset(["evidence_ids", "proven_count", "result_count"])
        missing = asked._asn_missing()
        settled = asked.filtered(
            lambda one: not (missing.get(one) and one._asn_is_unproven())
        )
        if settled:
            settled.activity_unlink([MISSING_TYPE])

    # -- a sentence instead --------------------------------------------------

    def _asn_unreasoned(self, ratings):
        """Return {evaluation: its lack} of those rated without a sentence they need.

        They were not reported, or evidence was refused since. What a session has
        agreed on is delivered as it was agreed. ``ratings``: {id: the row that counts},
        as far as the user may see it.
        """
        rated = self.filtered(lambda one: one.state == RATED)
        bare = (rated - rated._asn_on_table()).filtered(
            lambda one: not (one.id in ratings and ratings[one.id].reason)
        )
        before = bare._asn_delivered_before()
        lacks = {
            one: one._asn_lack_anyway()
            or (one.id in ratings and lack_again(ratings[one.id], before.get(one.id)))
            for one in bare
        }
        return {one: lack for one, lack in lacks.items() if lack}

    def _asn_lacking_nothing(self):
        """Return those that are rated and may be handed over so."""
        rated = self.filtered(lambda one: one.state == RATED)
        ratings = self.env["hr.asn.rating"]._asn_effective(rated)
        return rated - self.browse().union(*rated._asn_unreasoned(ratings))

    def _asn_check_reasoned(self, ratings):
        """Refuse to hand over a rating without the sentence that it needs.

        ``ratings``: {id: the row that counts}. The state says nothing of it: whoever is
        rated reads it, and a sentence is written where a rating is special.
        """
        for one, lack in self._asn_unreasoned(ratings).items():
            raise UserError(one._asn_lack_error(lack))
