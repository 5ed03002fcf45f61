from odoo import api, fields, models
from odoo.fields import Domain

from ..days import in_words
from ..exchange import numbers
from ..law import codes, scoring
from ..law.predikat import MATRIX
from ..law.realization import FULL_BP
from ..law.states import DELIVERED, PUBLISHED
from .hr_asn_document import EVALUATION
from .hr_asn_evaluation_content_mixin import EARLY
from .hr_asn_event import TAKEN_BACK
from .hr_asn_rating import CALIBRATED, DECIDED, GIVEN, PROPOSED

PAST = "past"


class HrAsnEvaluationBasisMixin(models.AbstractModel):
    """*Dasar Penilaian*: how the result came about, from the sealed document.

    For everybody who reads what was delivered; before delivery there is nothing.
    """

    _name = "hr.asn.evaluation.basis.mixin"
    _description = "ASN evaluation retraced"

    basis = fields.Json(compute="_compute_basis", export_string_translation=False)
    basis_steps = fields.Json(
        compute="_compute_basis_steps", export_string_translation=False
    )
    basis_cell = fields.Json(
        compute="_compute_basis_cell", export_string_translation=False
    )
    unit_result = fields.Char("Unit's Result", compute="_compute_basis")
    receipt_note = fields.Char(
        "Receipt", compute="_compute_receipt_note", compute_sudo=True
    )

    def action_open_basis(self):
        """Open the page that says how the result came about."""
        self.ensure_one()
        view = self.env.ref("hr_asn_appraisal.hr_asn_evaluation_view_form_basis")
        return self.get_formview_action() | {"views": [(view.id, "form")]}

    @api.depends("state", "delivered_on", "is_deemed_received")
    @api.depends_context("lang")
    def _compute_receipt_note(self):
        """Say by when it is to be signed, or that silence counted as receipt: M20."""
        for one in self:
            one.receipt_note = one._asn_receipt_note()

    def _asn_receipt_note(self):
        if self.is_deemed_received and self.due_on:
            return self._asn_silence_words()
        if self.state != DELIVERED or not self.deemed_on:
            return False
        return self.env._(
            "Not signed, it counts as received on %s. Days of leave do not count.",
            in_words(self.env, self.deemed_on),
        )

    def _asn_silence_words(self):
        """Say why silence counted as receipt, and until when one can object: M20."""
        policy = self.skp_id.policy_id
        told = {
            "day": in_words(self.env, self.received_on),
            "n": policy.receipt_days,
            "due": in_words(self.env, self.due_on),
        }
        if policy.receipt_working:
            return self.env._(
                "The document counts as received since %(day)s because it was not "
                "signed for %(n)s working days. The time to object: until %(due)s.",
                **told,
            )
        return self.env._(
            "The document counts as received since %(day)s because it was not "
            "signed for %(n)s days. The time to object: until %(due)s.",
            **told,
        )

    # -- what was sealed -----------------------------------------------------

    @api.depends("state", "revision")
    @api.depends_context("uid", "lang")
    def _compute_basis(self):
        """Return results and behaviours as they were delivered, with what was said."""
        papers = self._asn_delivered_papers()
        for one in self:
            paper = papers.get(one.id)
            content = paper and paper._content()
            one.basis = content and one._asn_basis(content)
            one.unit_result = content and one._asn_unit_words(content)

    def _asn_delivered_papers(self):
        """Return {id: the document that was delivered last}, of what is delivered."""
        return {one.evaluation_id.id: one for one in self._asn_all_delivered()}

    def _asn_all_delivered(self):
        """Return all documents that were delivered of what is delivered, in order."""
        told = self.filtered(lambda one: one.state in PUBLISHED)
        return self.env["hr.asn.document"].search(
            Domain("evaluation_id", "in", told.ids) & Domain("kind", "=", EVALUATION),
            order="revision, id",
        )

    def _asn_unit_words(self, content):
        """Return what the unit was rated, since when, and on what that stands."""
        if content["schema"] == EARLY:
            return self._asn_not_kept()
        ratings = self.env["hr.asn.unit.rating"]._fields["rating"]
        labels = dict(ratings._description_selection(self.env))
        said = labels.get(content.get("unit_rating"))
        # sudo: hr.asn.unit.rating - what a person was measured by is told to him
        rating = self.sudo().unit_rating_id
        if not (said and rating):
            return said or self.env._("not set yet")
        told = self.env._(
            "%(rating)s, decided on %(day)s. Source: %(stands_on)s",
            rating=said,
            day=in_words(self.env, rating.decided_on),
            stands_on=", ".join(filter(None, (rating.source, rating.decree))),
        )
        return " ".join(filter(None, (told, rating._asn_told_proposal())))

    @api.model
    def _asn_not_kept(self):
        """Say of what an early release did not seal that nothing is known of it."""
        return self.env._("not kept in documents of that time")

    def _asn_basis(self, content):
        """Return what the page shows of a sealed content, in words.

        What was not kept is None, and never as if there had been none.
        """
        reached = self._asn_reached_words(content)
        return {
            "not_kept": self._asn_not_kept(),
            "results": [
                {
                    "key": result["id"],
                    "name": result["text"],
                    "indicators": [
                        self._asn_basis_indicator(iki, reached)
                        for iki in result["indicators"]
                    ],
                    "evidence": self._asn_basis_evidence(result["evidence"]),
                    "feedback": self._asn_basis_said(result.get("feedback")),
                }
                for result in content["results"]
            ],
            "behaviors": self._asn_basis_values(content.get("behaviors")),
        }

    @api.model
    def _asn_basis_values(self, sealed):
        """Return behaviours with what was said; None where they were not kept."""
        if sealed is None:
            return None
        return [
            {
                "key": value["id"],
                "name": self._asn_basis_value_name(value),
                "expectation": value.get("expectation") or "",
                "feedback": self._asn_basis_said(value["feedback"]),
            }
            for value in sealed
        ]

    @api.model
    def _asn_basis_value_name(self, value):
        """Return what a sealed behaviour is called, and whether it still counts."""
        if value.get("expected", True):
            return value["name"]
        return self.env._("%s (no longer expected in the plan)", value["name"])

    @api.model
    def _asn_basis_indicator(self, iki, reached):
        words, tone = reached.get(iki["id"], ("", ""))
        return {
            "key": iki["id"],
            "name": iki["text"],
            "baseline": iki.get("baseline") or "",
            "target": " ".join(filter(None, (iki.get("target"), iki.get("unit")))),
            "actual": iki["actual"] or self.env._("not filled in"),
            "reached": words,
            "tone": tone,
        }

    def _asn_reached_words(self, content):
        """Return {indicator id: (words, tone)} of a sealed content."""
        found = self._asn_achieved(content)
        if found is None:
            lost = (self._asn_not_kept(), "")
            return dict.fromkeys((iki["id"] for iki in _indicators(content)), lost)
        return {key: self._asn_reached_word(one) for key, one in found.items()}

    def _asn_achieved(self, content):
        """Return {indicator id: basis points or None} by the proposal that was kept.

        A year is proposed from its periods: what was sealed of it is held against its
        targets by the same rule. None where no proposal was kept: an early seal does
        not even say how many periods a sum holds.
        """
        if content["schema"] == EARLY or self._asn_lost_proposal():
            return None
        sealed = _indicators(content)
        if self._asn_is_annual():
            return {iki["id"]: self._asn_achievement(iki, ()) for iki in sealed}
        tree = self._asn_kept_trees()[self]["result"]
        rhks = (tree or {}).get("leaves", ())
        leaves = [leaf for rhk in rhks for leaf in rhk.get("leaves", ())]
        found = {leaf["ref"][1]: leaf.get("achievement_bp") for leaf in leaves}
        return {iki["id"]: found.get(iki["id"]) for iki in sealed}

    @api.model
    def _asn_reached_word(self, found):
        if found is None:
            return self.env._("not measured"), "plain"
        if found >= FULL_BP:
            return self.env._("Reached"), "good"
        return self.env._("Not reached"), "risk"

    @api.model
    def _asn_basis_evidence(self, sealed):
        """Return what was proven with, as the viewer takes it where it may be opened.

        Out: [{"id", "name"}], with "url", "mimetype" ("" of a link), "state",
        "state_label" and "note" (why it was refused) for who may still open it.
        """
        proofs = self.env["hr.asn.evidence"].browse(one["id"] for one in sealed)
        # Not with the rights of the system: a link is given to who may follow it.
        readable = proofs.exists()._filtered_access("read")
        opened = readable._asn_opened()
        shown = {
            line.id: {
                "url": opened[line.id][0],
                "mimetype": opened[line.id][1],
                "state": line.state,
                "state_label": line._asn_state_label(),
                "note": line.review_note or "",
            }
            for line in readable
        }
        return [
            {"id": one["id"], "name": one["name"]} | shown.get(one["id"], {})
            for one in sealed
        ]

    @api.model
    def _asn_basis_said(self, sealed):
        """Return what was said with who and when; None where it was not kept."""
        if sealed is None:
            return None
        field = self.env["hr.asn.feedback"]._fields["role"]
        roles = dict(field._description_selection(self.env))
        return [
            {
                "key": one["id"],
                "text": one["text"],
                "role": roles.get(one["role"], ""),
                "on": in_words(self.env, one["on"]),
            }
            for one in sealed
        ]

    # -- the matrix ----------------------------------------------------------

    @api.depends("state", "result", "behavior")
    @api.depends_context("uid", "lang")
    def _compute_basis_cell(self):
        """Return the matrix with the cell that was reached, or the bands of values."""
        points = self._asn_points()
        for one in self:
            banded = scoring.predikat(points[one])
            shown = one._asn_bands(points[one]) if banded else one._asn_cells()
            one.basis_cell = one.predikat and shown

    def _asn_bands(self, points):
        """Return values, their sum and the bands, with the one that was reached."""
        predikats = dict(self._fields["predikat"]._description_selection(self.env))
        return {
            "sum": self._asn_sum(points),
            "bands": [
                {
                    "key": code,
                    "name": predikats[code],
                    "least": numbers.hundredths(least),
                    "is_lit": code == self.predikat,
                }
                for least, code in scoring.pp30_bands(
                    points.get(scoring.KURANG_FROM, scoring.PP30_KURANG)
                )
            ],
            "note": self.env._("From 110 on only who has a new idea is Very Good."),
        }

    def _asn_cells(self):
        words = dict(self._fields["result"]._description_selection(self.env))
        predikats = dict(self._fields["predikat"]._description_selection(self.env))
        # sudo: hr.asn.policy - which version of the matrix counts
        matrix = MATRIX[self.sudo().skp_id.policy_id.matrix_version]
        return {
            "columns": [
                {"key": one, "name": words[one]} for one in codes.RATINGS[::-1]
            ],
            "rows": [{"key": one, "name": words[one]} for one in codes.RATINGS],
            "cells": {
                f"{result}/{behavior}": {"name": predikats[found], "tone": found}
                for (result, behavior), found in matrix.items()
            },
            "lit": f"{self.result}/{self.behavior}",
        }

    # -- how it came about ---------------------------------------------------

    @api.depends("state", "rating_ids", "submitted_on", "received_on")
    @api.depends_context("uid", "lang")
    def _compute_basis_steps(self):
        """Return the steps of `asn_steps`: each with who, when and what he said."""
        rows = self.env["hr.asn.rating"]._asn_of(self)
        before = self._asn_basis_reopened()
        for one in self:
            own = rows.filtered(
                lambda row, one=one: (
                    row.evaluation_id == one and row.revision == one.revision
                )
            )
            told = one.state in PUBLISHED and not one.is_rated_elsewhere
            steps = told and one._asn_basis_steps(own.grouped("kind"))
            one.basis_steps = told and before.get(one, []) + steps

    def _asn_basis_reopened(self):
        """Return {evaluation: steps of what was delivered before and opened again}.

        What was taken back undelivered was never told, and is not told here.
        """
        again = self.filtered("revision")
        papers = {
            (one.evaluation_id, one.revision): one for one in again._asn_all_delivered()
        }
        # sudo: hr.asn.event - why it was taken back, for who reads what was delivered
        events = self.env["hr.asn.event"].sudo()
        taken_back = events.search(
            Domain("res_model", "=", self._name)
            & Domain("res_id", "in", again.ids)
            & Domain("name", "in", TAKEN_BACK),
            order="id",
        ).grouped("res_id")
        # Each time it gets the next revision.
        return {
            one: [
                one._asn_basis_taken_back(event, papers[one, number])
                for number, event in enumerate(taken_back.get(one.id, ()))
                if (one, number) in papers
            ]
            for one in again
        }

    def _asn_basis_taken_back(self, event, paper):
        """Return the step of one time: what had been delivered, and why it went."""
        content = paper._content()
        predikat = content["ratings"].get("predikat")
        labels = dict(self._fields["predikat"]._description_selection(self.env))
        day = self.company_id._asn_local(event.happened_at).date()
        what = self.env._("Delivered and opened again")
        told = self._asn_basis_step("", what, day, self._asn_actor(event))
        return told | {
            "key": f"reopened/{paper.revision}",
            "where": self.env._(
                "delivered on %s", in_words(self.env, content["delivered_on"])
            ),
            "note": event.note or "",
            "badge": labels.get(predikat, ""),
            "tone": predikat or "",
        }

    def _asn_basis_steps(self, rows):
        """Return the steps of one; ``rows``: {kind: its rating} of this revision."""
        given = rows.get(GIVEN)
        return [
            self._asn_basis_reported(),
            self._asn_basis_step(
                PROPOSED, self.env._("Proposed by the system"), self.rated_on, ""
            )
            | self._asn_basis_figures(rows.get(PROPOSED)),
            self._asn_basis_step(
                GIVEN,
                self.env._("Rated by the appraiser"),
                self.rated_on,
                self._asn_actor(given),
            )
            | self._asn_basis_change(given, rows.get(PROPOSED)),
            # Who took part in a calibration is not told.
            self._asn_basis_step(CALIBRATED, self.env._("Calibrated"), False, "")
            | self._asn_basis_change(rows.get(CALIBRATED), given),
            *self._asn_basis_decided(rows),
        ]

    def _asn_basis_decided(self, rows):
        """Return the step of a decision on an objection, where there was one."""
        row = rows.get(DECIDED)
        if not row:
            return []
        step = self._asn_basis_step(
            DECIDED,
            self.env._("Decided on the objection"),
            self.sudo()._asn_objection().decided_on,
            self._asn_actor(row),
        )
        before = rows.get(CALIBRATED) or rows.get(GIVEN)
        return [step | self._asn_basis_change(row, before)]

    def _asn_basis_reported(self):
        step = self._asn_basis_step(
            "reported", self.env._("Self-report"), self.submitted_on, self.name
        )
        if self.self_report or self.self_view:
            said = {"note": self.self_report or "", "where": self.self_view or ""}
            return step | said
        if not self.submitted_on:
            return step | {"where": self.env._("not reported")}
        return step | {"where": self.env._("nothing was written")}

    def _asn_basis_step(self, key, what, day, who):
        return {
            "key": key,
            "kind": PAST,
            "what": what,
            "when": in_words(self.env, day) if day else "",
            "who": who,
        }

    @api.model
    def _asn_actor(self, row):
        if not row:
            return ""
        # sudo: hr.employee - the name of who has rated
        actor = row.sudo().actor_id
        person = actor.employee_id
        return person._asn_full_name() if person else actor.name

    @api.model
    def _asn_basis_figures(self, row):
        """Return what a row says, as a line and the badge of its predikat."""
        if not row:
            return {"where": self._asn_not_kept()}
        if not (row.result or row.behavior):
            return {"where": self.env._("no proposal, nothing was measured")}
        words = dict(self._fields["result"]._description_selection(self.env))
        labels = dict(self._fields["predikat"]._description_selection(self.env))
        return {
            "where": self._asn_sum(row.points or {})
            or self.env._(
                "results: %(result)s, behaviour: %(behavior)s",
                result=words.get(row.result, "–"),
                behavior=words.get(row.behavior, "–"),
            ),
            "badge": labels.get(row.predikat, ""),
            "tone": row.predikat or "",
        }

    @api.model
    def _asn_basis_change(self, row, before):
        """Return what a step made of the one before it, also where it is nothing."""
        if not row:
            return {"where": self.env._("nothing was changed by it")}
        said = ("points",) if row.points else ("result", "behavior")
        same = before and all(row[name] == before[name] for name in said)
        told = self._asn_basis_figures(row) | {"note": row.reason or ""}
        if same:
            told["where"] = self.env._("changed nothing")
        return told


def _indicators(content):
    """Return the indicators of all results of a sealed content."""
    return [iki for result in content["results"] for iki in result["indicators"]]
