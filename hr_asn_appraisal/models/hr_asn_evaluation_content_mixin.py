from collections import defaultdict

from odoo import models
from odoo.fields import Domain

from .. import seal

SCHEMA = "evaluation/1"
RECEIPT_SCHEMA = "receipt/1"


class HrAsnEvaluationContentMixin(models.AbstractModel):
    """What of an evaluation is sealed with its delivery, and with its receipt."""

    _name = "hr.asn.evaluation.content.mixin"
    _description = "ASN evaluation sealed"

    def _asn_contents(self, effective, today):
        """Return the values of the document that each evaluation is sealed as."""
        parties = self.env["hr.employee"]._asn_parties(self, today)
        versions = self.skp_id._asn_versions()
        realizations = self._asn_entries("hr.asn.realization")
        evidence = self._asn_entries("hr.asn.evidence")
        return [
            {
                "evaluation_id": evaluation.id,
                "kind": "evaluation",
                "revision": evaluation.revision,
                "content": seal.canonical(
                    evaluation._asn_content(
                        effective.get(evaluation.id),
                        parties,
                        versions,
                        realizations[evaluation.id],
                        evidence[evaluation.id],
                        today,
                    )
                ),
            }
            for evaluation in self
        ]

    def _asn_content(self, rating, parties, versions, realizations, evidence, today):
        """Return the evaluation as it will be sealed."""
        self.ensure_one()
        version = self._asn_version(versions)
        return {
            "schema": SCHEMA,
            "evaluation": self.id,
            "kind": self.kind,
            "period": self._asn_period_content(),
            "agency": self.company_id.name,
            "place": self.company_id.asn_place or "",
            "skp": self.skp_id.id,
            "skp_version": version.number if version else 0,
            "skp_sha256": version.sha256 if version else "",
            **self._asn_kind_content(version),
            "employee": self.skp_id.assignment_id._asn_party(today),
            **parties[self.id],
            "unit_rating": "",
            "ratings": rating._asn_figures() if rating else {},
            "reason": (rating and rating.reason) or "",
            "results": self._asn_result_content(
                version, versions, realizations, evidence
            ),
            "note": self.note or "",
            "delivered_on": str(today),
        }

    def _asn_version(self, versions):
        """Return the version that was reported on; before that the one in force.

        That is the one at the end of the period, or of the plan if it ended before.
        ``versions``: {plan: its versions}, as of hr.asn.skp._asn_versions.
        """
        self.ensure_one()
        if self.version_id:
            return versions[self.skp_id] & self.version_id
        return self.skp_id._asn_version_in(self.period_id, versions)

    def _asn_settled_versions(self):
        """Return {evaluation: {"version_id": …}} where it is settled by this step."""
        # sudo: hr.asn.skp.version - settled by the step, whoever may read versions
        versions = self.sudo().skp_id._asn_versions()
        return {
            one: {}
            if one.version_id
            else {"version_id": one.sudo()._asn_version(versions).id}
            for one in self
        }

    def _asn_agreed(self, versions):
        """Return the results agreed for the period, as the seal keeps them."""
        return self._asn_version(versions)._asn_results()

    def _asn_kind_content(self, version):
        """Return model and approach as agreed: the plan's may be under revision."""
        agreed = version._content() if version else self.skp_id
        return {name: agreed[name] for name in ("model", "approach")}

    def _asn_period_content(self):
        period = self.period_id
        return {
            "id": period.id,
            "kind": period.kind,
            "number": period.number,
            "year": self.cycle_id.year,
            "date_from": str(period.date_from),
            "date_to": str(period.date_to),
        }

    def _asn_entries(self, model):
        """Return {evaluation id: entries of its period; for the year, of them all}."""
        domain = Domain("skp_id", "in", self.skp_id.ids)
        if not any(evaluation._asn_is_annual() for evaluation in self):
            domain &= Domain("period_id", "in", self.period_id.ids)
        by_plan = self.env[model].search(domain).grouped("skp_id")
        return {
            evaluation.id: by_plan.get(evaluation.skp_id, self.env[model]).filtered(
                lambda entry, evaluation=evaluation: (
                    evaluation._asn_is_annual()
                    or entry.period_id == evaluation.period_id
                )
            )
            for evaluation in self
        }

    def _asn_result_content(self, version, versions, realizations, evidence):
        """Return the agreed results with what was reached and what proves it."""
        reached = realizations.grouped(lambda line: line.iki_id.id)
        proof = evidence.grouped(lambda line: line.rhk_id.id)
        nothing = (realizations.browse(), evidence.browse())
        results = version._asn_results()
        measured = self._asn_measured_periods(version, results, versions)
        return [
            rhk
            | {
                "evidence": proof.get(rhk["id"], nothing[1])._asn_content(),
                "indicators": [
                    iki
                    | reached.get(iki["id"], nothing[0])._asn_reached(
                        iki, measured[iki["id"]]
                    )
                    for iki in rhk["indicators"]
                ],
            }
            for rhk in results
        ]

    def _asn_results_reached(self):
        """Return {evaluation: its agreed results with what was reached}, as sealed."""
        versions = self.skp_id._asn_versions()
        realizations = self._asn_entries("hr.asn.realization")
        nothing = self.env["hr.asn.evidence"].browse()
        return {
            one: one._asn_result_content(
                one._asn_version(versions), versions, realizations[one.id], nothing
            )
            for one in self
        }

    def _asn_due_periods(self):
        """Return the periods of this kind in which the plan is evaluated."""
        return self.cycle_id.period_ids.filtered(
            lambda one: one.kind == self.period_id.kind and self.skp_id._asn_is_due(one)
        )

    def _asn_measured_periods(self, version, results, versions):
        """Return {indicator id: periods whose figures make up this evaluation}.

        Those in which the indicator is in force, recorded or not. ``results``: the
        sealed ones of ``version``, its own.
        """
        measured = defaultdict(self.env["hr.asn.period"].browse)
        for other, periods in self._asn_parts(version, versions).items():
            for result in results if other == version else other._asn_results():
                for iki in result["indicators"]:
                    measured[iki["id"]] |= periods
        return measured

    def _asn_parts(self, version, versions):
        """Return {version: periods in which it is in force}: its own, or those due."""
        if not self._asn_is_annual():
            return {version: self.period_id}
        plan = self.skp_id
        known = {one.period_id: one for one in plan.evaluation_ids if one != self}
        due = self.cycle_id.period_ids.filtered(
            lambda one: one.kind == plan.policy_id.cadence and plan._asn_is_due(one)
        )
        periods = due | self.env["hr.asn.period"].union(*known)
        return periods.grouped(
            lambda one: (
                known[one]._asn_version(versions)
                if one in known
                else plan._asn_version_in(one, versions)
            )
        )

    def _asn_receipt(self):
        """Return the values of the sealed receipt of one document."""
        self.ensure_one()
        document = self.document_ids.filtered(lambda one: one.kind == "evaluation")[:1]
        return {
            "evaluation_id": self.id,
            "kind": "receipt",
            "revision": self.revision,
            "content": seal.canonical(
                {
                    "schema": RECEIPT_SCHEMA,
                    "evaluation": self.id,
                    "document_sha256": document.sha256,
                    "employee": document._content()["employee"],
                    "received_on": str(self.received_on),
                    "deemed": self.is_deemed_received,
                }
            ),
        }
