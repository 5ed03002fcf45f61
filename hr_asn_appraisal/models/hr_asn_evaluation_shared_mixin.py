from collections import defaultdict

from odoo import models

from ..reached import is_counted, team_of


class HrAsnEvaluationSharedMixin(models.AbstractModel):
    """What the leads of team indicators proved, as it counts for their members."""

    _name = "hr.asn.evaluation.shared.mixin"
    _description = "ASN evaluation with what a team has proved"

    def _asn_team_evidence(self, rhk, team_proofs):
        """Return what leads proved for a sealed result of a member, each once.

        ``team_proofs``: {lead's indicator id: [(period id, sealed evidence)]}. In the
        member's time with the team only.
        """
        spans = self.cycle_id.period_ids._asn_spans() if team_proofs else {}
        proven = {
            sealed["id"]: sealed
            for iki in rhk["indicators"]
            if team_of(iki)
            for period, sealed in team_proofs.get(team_of(iki).lead, ())
            if is_counted(iki, spans[period])
        }
        return list(proven.values())

    def _asn_team_proof_ids(self, with_refused=False):
        """Return {evaluation: {result id: ids of what leads proved it with}}.

        One query, one more where there is such evidence. ``with_refused``: also what
        does not count.
        """
        found = self.env["hr.asn.evidence"]._asn_team_proofs(
            self.skp_id, self.period_id, with_refused
        )
        if not found:
            return {}
        # sudo: hr.asn.skp.version - who may read the evaluation may know what it is on
        versions = self.skp_id.sudo()._asn_versions()
        return {one: one._asn_proof_ids(versions, found[one.skp_id.id]) for one in self}

    def _asn_proof_ids(self, versions, found):
        """Return the above for one; ``found``: what leads of its plan proved."""
        proofs = defaultdict(list)
        for lead, period, sealed in found:
            if period == self.period_id.id:
                proofs[lead].append((period, sealed))
        return {
            rhk["id"]: [one["id"] for one in self._asn_team_evidence(rhk, proofs)]
            for rhk in (self._asn_agreed(versions) if proofs else ())
        }
