from collections import defaultdict
from typing import NamedTuple

from odoo import api, models

from .. import seal
from ..reached import counting, reached
from .hr_asn_document import EVALUATION, RECEIPT
from .hr_asn_rating import EFFECTIVE, GIVEN, PROPOSED

SCHEMA = "evaluation/2"
# Until 19.0.1.2.0: neither proposal nor feedback, behaviours or the unit's rating.
EARLY = "evaluation/1"
VALUES = "hr.asn.behavior"
# Before the first agreement a plan holds nothing to be evaluated.
NOT_AGREED = {"results": [], "behaviors": []}
RECEIPT_SCHEMA = "receipt/1"


class Facts(NamedTuple):
    """What an evaluation has: what was reached, by indicator; its proof, by result;
    what the leads of its team indicators proved, by their indicator, with the period;
    what was said, by (model, id) of what it is about."""

    actuals: dict
    proofs: dict
    team_proofs: dict
    said: dict


class Reached(NamedTuple):
    """Agreed results with what was reached, behaviours with what was said of them, and
    for each indicator the spans among which its target is spread."""

    results: list
    behaviors: list
    due: dict


class HrAsnEvaluationContentMixin(models.AbstractModel):
    """What of an evaluation is sealed with its delivery, and with its receipt."""

    _name = "hr.asn.evaluation.content.mixin"
    _description = "ASN evaluation sealed"

    def _asn_contents(self, ratings, today):
        """Return the values of the document that each evaluation is sealed as.

        ``ratings``: all rows of their ratings.
        """
        frames = self._asn_frames(today)
        versions = self.skp_id._asn_versions()
        facts = self._asn_facts(versions)
        effective = ratings._asn_last(EFFECTIVE)
        proposed = ratings._asn_last((PROPOSED,))
        given = ratings._asn_last((GIVEN,))
        return [
            {
                "evaluation_id": evaluation.id,
                "company_id": evaluation.company_id.id,
                "kind": EVALUATION,
                "revision": evaluation.revision,
                "content": seal.canonical(
                    frames[evaluation.id]
                    | evaluation._asn_rated(
                        effective.get(evaluation.id), proposed.get(evaluation.id)
                    )
                    | evaluation._asn_departed(effective.get(evaluation.id), given)
                    | evaluation._asn_agreed_content(versions, facts[evaluation.id])
                ),
            }
            for evaluation in self
        ]

    def _asn_frames(self, today):
        """Return {id: what is sealed of the evaluation itself and who is in it}."""
        # sudo: hr.employee - rank and NIP are for the paper, not for the one who signs
        people = self.skp_id.assignment_id.sudo()._asn_people(today)
        parties = self.env["hr.employee"]._asn_parties(self, today)
        periods = {one.id: one._asn_content() for one in self.period_id}
        agencies = {
            one.id: {"agency": one.name, "place": one.asn_place or ""}
            for one in self.company_id
        }
        return {
            one.id: {
                "schema": SCHEMA,
                "evaluation": one.id,
                "kind": one.kind,
                "period": periods[one.period_id.id],
                "skp": one.skp_id.id,
                "employee": people[one.skp_id.assignment_id.id],
                "unit_rating": "",
                "note": one.note or "",
                "delivered_on": str(today),
            }
            | agencies[one.company_id.id]
            | parties[one.id]
            for one in self
        }

    def _asn_rated(self, rating, proposed):
        """Return what is sealed of the ratings; each may be missing."""
        return self._asn_points_sealed(rating) | {
            "ratings": rating._asn_figures() if rating else {},
            "reason": (rating and rating.reason) or "",
            "proposal": {
                axis: (proposed and proposed[axis]) or ""
                for axis in ("result", "behavior")
            },
        }

    @api.model
    def _asn_points_sealed(self, rating):
        """Return the values of a rating with the sum that they are, if it has any."""
        if not (rating and rating.points):
            return {}
        return {"points": rating.points | {"sum": self._asn_sum(rating.points) or ""}}

    @api.model
    def _asn_departed(self, effective, given):
        """Return what the appraiser gave, where something else was delivered.

        ``effective``: the row that counts; ``given``: {evaluation id: the appraiser's}.
        """
        if not effective or effective.kind == GIVEN:
            return {}
        row = given[effective.evaluation_id.id]
        told = row._asn_figures() | {"reason": row.reason or ""}
        return {"given": told | self._asn_points_sealed(row)}

    def _asn_agreed_content(self, versions, facts):
        """Return what is sealed of the plan, with what was reached and said."""
        version = self._asn_version(versions)
        # Unsealed once: it is the larger part of what this costs.
        agreed = version._content() if version else NOT_AGREED
        return {
            "skp_version": version.number if version else 0,
            "skp_sha256": version.sha256 if version else "",
            **self._asn_kind_content(agreed),
            "results": self._asn_result_content(
                version, agreed["results"], versions, facts
            ),
            "behaviors": self._asn_behavior_content(agreed, facts),
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
        fresh = self.filtered(lambda one: not one.version_id).sudo()
        versions = fresh.skp_id._asn_versions()
        settled = {
            one.id: {"version_id": one._asn_version(versions).id} for one in fresh
        }
        return {one: settled.get(one.id, {}) for one in self}

    def _asn_agreed(self, versions):
        """Return the results agreed for the period, as the seal keeps them."""
        return self._asn_version(versions)._asn_results()

    def _asn_kind_content(self, agreed):
        """Return model and approach as agreed: the plan's may be under revision."""
        source = agreed if "model" in agreed else self.skp_id
        return {name: source[name] for name in ("model", "approach")}

    def _asn_facts(self, versions):
        """Return {evaluation id: Facts} of its period; the year has those of all.

        ``versions``: {plan: its versions}; what leads recorded is looked for where one
        of them is a member's.
        """
        annual = any(evaluation._asn_is_annual() for evaluation in self)
        periods = None if annual else self.period_id
        members = self.skp_id.filtered(
            lambda plan: plan in versions and versions[plan]._asn_has_team()
        )
        evidence = self.env["hr.asn.evidence"]
        actuals = self.env["hr.asn.realization"]._asn_actuals(
            self.skp_id, periods, members
        )
        proofs = evidence._asn_proofs(self.skp_id, periods)
        team_proofs = evidence._asn_team_proofs(members, periods)
        said = self.env["hr.asn.feedback"]._asn_in(self)
        return {
            one.id: one._asn_own_facts(
                actuals.get(one.skp_id.id, ()),
                proofs.get(one.skp_id.id, ()),
                team_proofs.get(one.skp_id.id, ()),
                said[one],
            )
            for one in self
        }

    def _asn_own_facts(self, actuals, proofs, team_proofs, said):
        """Sort what a plan has by what it is about, and leave out other periods."""
        period = None if self._asn_is_annual() else self.period_id.id
        facts = Facts(*(defaultdict(list) for _ in range(3)), said._asn_said())
        for iki, actual in actuals:
            if period in (None, actual.span.id):
                facts.actuals[iki].append(actual)
        for rhk, of_period, sealed in proofs:
            if period in (None, of_period):
                facts.proofs[rhk].append(sealed)
        for lead, of_period, sealed in team_proofs:
            if period in (None, of_period):
                facts.team_proofs[lead].append((of_period, sealed))
        return facts

    def _asn_behavior_content(self, agreed, facts):
        """Return the agreed behaviours with the feedback on each.

        Behind them what else was said something about, marked: it was expected in
        another version of the plan, and not in this one.
        """
        said = {
            key: words for (model, key), words in facts.said.items() if model == VALUES
        }
        known = {value["id"] for value in agreed["behaviors"]}
        others = self.env[VALUES].browse(said.keys() - known if known else ())
        more = [one | {"expected": False} for one in others.sorted()._asn_content()]
        return [
            value | {"feedback": said.get(value["id"], [])}
            for value in agreed["behaviors"] + more
        ]

    def _asn_result_content(self, version, results, versions, facts):
        """Return the agreed ``results``: what was reached, its proof and feedback."""
        measured = self._asn_measured_spans(version, results, versions)
        return [
            rhk
            | {
                "evidence": facts.proofs.get(rhk["id"], [])
                + self._asn_team_evidence(rhk, facts.team_proofs),
                "feedback": facts.said.get(("hr.asn.rhk", rhk["id"]), []),
                "indicators": [
                    iki
                    | reached(counting(facts.actuals, iki), iki, measured[iki["id"]])
                    for iki in rhk["indicators"]
                ],
            }
            for rhk in results
        ]

    def _asn_results_reached(self):
        """Return {evaluation: Reached} as it would be sealed now."""
        if not self:
            return {}
        versions = self.skp_id._asn_versions()
        facts = self._asn_facts(versions)
        contents = {
            one: one._asn_agreed_content(versions, facts[one.id]) for one in self
        }
        return {
            one: Reached(
                content["results"],
                content["behaviors"],
                one.skp_id._asn_due_spans(
                    one.period_id.kind, one._asn_version(versions), versions
                ),
            )
            for one, content in contents.items()
        }

    def _asn_measured_spans(self, version, results, versions):
        """Return {indicator id: spans whose figures make up this evaluation}.

        Those in which the indicator is in force, recorded or not. ``results``: the
        sealed ones of ``version``, its own.
        """
        if not self._asn_is_annual():
            spans = list(self.period_id._asn_spans().values())
            ids = (iki["id"] for result in results for iki in result["indicators"])
            return dict.fromkeys(ids, spans)
        measured = defaultdict(list)
        for other, periods in self._asn_parts(versions).items():
            spans = list(periods._asn_spans().values())
            for result in results if other == version else other._asn_results():
                for iki in result["indicators"]:
                    measured[iki["id"]] += spans
        plan = self.skp_id
        return measured | plan._asn_team_spans(plan.policy_id.cadence, version)

    def _asn_parts(self, versions):
        """Return {version: periods of the year in which it is in force}."""
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
        document = self.document_ids.filtered(lambda one: one.kind == EVALUATION)[:1]
        return {
            "evaluation_id": self.id,
            "company_id": self.company_id.id,
            "kind": RECEIPT,
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
