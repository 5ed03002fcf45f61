from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..dialogs import dialog
from ..law import codes, monitor
from ..law.states import (
    ANNUAL,
    DELIVERED,
    DRAFT,
    FINAL,
    OBJECTED,
    PERIODIC,
    PUBLISHED,
    RATED,
    RECEIVED,
    REFUSED,
    SUBMITTED,
)
from .hr_asn_delegation import RATE_TYPE
from .hr_asn_evaluation_delivery_mixin import PERSON
from .hr_asn_evaluation_evidence_mixin import MISSING_TYPE, REFUSED_TYPE
from .hr_asn_evaluation_import_mixin import IMPORT
from .hr_asn_evaluation_objection_mixin import OBJECTING
from .hr_asn_evaluation_reopen_mixin import REOPENED_TYPES, REOPENING
from .hr_asn_evaluation_self_mixin import OWN_VIEW
from .hr_asn_evaluation_unit_mixin import OTHER_TYPE
from .hr_asn_rating import PREDIKATS, RATINGS
from .hr_asn_workflow_mixin import (
    APPRAISER,
    CLERK,
    DELEGATE,
    EMPLOYEE,
    OFFICER,
    SUBSTITUTE,
    SYSTEM,
    Transition,
)

STATES = [
    (DRAFT, "Draft"),
    (SUBMITTED, "Submitted"),
    (RATED, "Rated"),
    (DELIVERED, "Delivered"),
    (RECEIVED, "Received"),
    (OBJECTED, "Objected"),
    (FINAL, "Final"),
]

# What people write of themselves before they submit.
REPORT = {"self_report", *OWN_VIEW}


class HrAsnEvaluation(models.Model):
    """The evaluation of a plan in a period, or of a person over the year."""

    _name = "hr.asn.evaluation"
    _description = "ASN evaluation"
    _inherit = [
        "hr.asn.of.plan.mixin",
        "hr.asn.evaluation.delegation.mixin",
        "hr.asn.evaluation.segment.mixin",
        "hr.asn.evaluation.year.mixin",
        "hr.asn.evaluation.shared.mixin",
        "hr.asn.evaluation.unit.mixin",
        "hr.asn.evaluation.pattern.mixin",
        "hr.asn.evaluation.behaviors.mixin",
        "hr.asn.evaluation.content.mixin",
        "hr.asn.evaluation.action.mixin",
        "hr.asn.evaluation.blended.mixin",
        "hr.asn.evaluation.surveyed.mixin",
        "hr.asn.evaluation.scoring.mixin",
        "hr.asn.evaluation.proposal.mixin",
        "hr.asn.evaluation.rating.mixin",
        "hr.asn.evaluation.evidence.mixin",
        "hr.asn.evaluation.self.mixin",
        "hr.asn.evaluation.team.mixin",
        "hr.asn.evaluation.delivery.mixin",
        "hr.asn.evaluation.reopen.mixin",
        "hr.asn.evaluation.remove.mixin",
        "hr.asn.evaluation.objection.mixin",
        "hr.asn.evaluation.basis.mixin",
        "hr.asn.evaluation.parties.mixin",
        "hr.asn.evaluation.import.mixin",
        "hr.asn.evaluation.feedback.mixin",
        "hr.asn.evaluation.calibration.mixin",
        "hr.asn.evaluation.survey.mixin",
        "hr.asn.source.mixin",
        "hr.asn.lock.mixin",
        "hr.asn.workflow.mixin",
        "hr.asn.scope.mixin",
        "hr.asn.exempt.mixin",
        "hr.asn.person.search.mixin",
        "mail.activity.mixin",
    ]
    _order = "date_to desc, name"
    _rec_names_search = ["name", "nip"]
    _check_company_auto = True

    _transitions = (
        Transition(
            "submit",
            (DRAFT,),
            SUBMITTED,
            (EMPLOYEE, SUBSTITUTE),
            "_asn_check_cycle_open",
            needs="is_fillable",
        ),
        Transition(
            "rate",
            (DRAFT, SUBMITTED, RATED),
            RATED,
            (APPRAISER, DELEGATE),
            "_asn_check_calendar",
            needs="is_rated_here",
        ),
        # Chosen anew and not whole yet, or taken back: it waits for a rating again.
        Transition(
            "unrate",
            (RATED,),
            SUBMITTED,
            (APPRAISER, DELEGATE),
            "_asn_check_cycle_open",
            needs="is_reported",
        ),
        Transition(
            "unrate_unreported",
            (RATED,),
            DRAFT,
            (APPRAISER, DELEGATE),
            "_asn_check_cycle_open",
            needs="is_unreported",
        ),
        Transition(
            "deliver",
            (RATED,),
            DELIVERED,
            (APPRAISER, DELEGATE),
            "_asn_check_cycle_open",
            needs="is_rated_here",
        ),
        # On paper the officer enters the receipt: who rated does not sign it, too.
        Transition("receive", (DELIVERED,), RECEIVED, (EMPLOYEE, CLERK, SYSTEM)),
        Transition("finalize", (RECEIVED,), FINAL, (SYSTEM,)),
        *REOPENING,
        *OBJECTING,
        # Rated and delivered in another system: taken over, also a later correction.
        Transition(
            IMPORT,
            (DRAFT, FINAL),
            FINAL,
            (OFFICER, SYSTEM),
            "_asn_check_cycle_open",
            needs="is_rated_elsewhere",
        ),
    )
    _asn_protected = {
        "state": DRAFT,
        "result": False,
        "behavior": False,
        "predikat": False,
        "score": 0,
        "revision": 0,
        "opened_on": False,
        "submitted_on": False,
        "rated_on": False,
        "delivered_on": False,
        "received_on": False,
        "due_on": False,
        "is_deemed_received": False,
        "version_id": False,
        "external_on": False,
        "calibration_line_id": False,
        "unit_rating_id": False,
    }
    _asn_fixed = frozenset({"skp_id", "period_id", "appraiser_id", "superior_id"})
    _asn_authors = {
        **dict.fromkeys(REPORT, (EMPLOYEE, SUBSTITUTE)),
        "note": (APPRAISER, DELEGATE),
    }
    # Rights are those of the unit where the person is now: who was put into a wrong
    # unit does not stay readable there because something was delivered meanwhile.
    _asn_unit_path = "skp_id.department_id"
    _asn_awaited = (DRAFT,)

    period_id = fields.Many2one(
        "hr.asn.period", "Period", required=True, ondelete="restrict", index=True
    )
    source = fields.Selection(related="skp_id.source", string="Source")
    scoring = fields.Selection(related="skp_id.policy_id.scoring", string="Scoring")
    plan_state = fields.Selection(related="skp_id.state", string="Plan")
    kind = fields.Selection(
        [(PERIODIC, "Periodic"), (ANNUAL, "Annual")],
        compute="_compute_kind",
        store=True,
        precompute=True,
    )
    cycle_id = fields.Many2one(
        related="skp_id.cycle_id", store=True, precompute=True, index=True
    )
    # The person as he was when it was delivered; until then as he is.
    name = fields.Char(
        "Employee Name", compute="_compute_person", store=True, precompute=True
    )
    nip = fields.Char(
        "NIP", compute="_compute_person", store=True, precompute=True, index="trigram"
    )
    post = fields.Char(compute="_compute_person", store=True, precompute=True)
    department_id = fields.Many2one(
        "hr.department",
        "Unit",
        compute="_compute_person",
        store=True,
        precompute=True,
        ondelete="restrict",
        index=True,
    )
    date_from = fields.Date(related="period_id.date_from", store=True, precompute=True)
    date_to = fields.Date(related="period_id.date_to", store=True, precompute=True)
    report_until = fields.Date(related="period_id.report_until")
    locks_late = fields.Boolean(related="skp_id.locks_late")
    # Own columns: a rated evaluation keeps its parties when the post gets others.
    appraiser_id = fields.Many2one(
        "hr.employee", "Appraiser", ondelete="restrict", readonly=True, index=True
    )
    superior_id = fields.Many2one(
        "hr.employee",
        "Appraiser's Superior",
        ondelete="restrict",
        readonly=True,
        index=True,
    )
    appraiser_name = fields.Char(
        "Appraiser Name", compute="_compute_party_names", compute_sudo=True
    )
    superior_name = fields.Char(
        "Superior Name", compute="_compute_party_names", compute_sudo=True
    )

    # What is reported on is rated on and sealed, whatever is agreed afterwards.
    version_id = fields.Many2one(
        "hr.asn.skp.version",
        "Version Reported On",
        ondelete="restrict",
        copy=False,
        index=True,
    )
    state = fields.Selection(
        STATES, default=DRAFT, required=True, copy=False, index=True
    )
    self_report = fields.Text("Self-report")
    # A draft paper is hidden as its rating is: the column itself is for code only.
    note = fields.Text(
        "Note or Recommendation", compute="_compute_note", inverse="_inverse_note"
    )
    note_kept = fields.Text(groups=".", copy=False, export_string_translation=False)
    revision = fields.Integer("Rating Revision", copy=False, aggregator=None)
    submitted_on = fields.Date(copy=False)
    # What the two ways back from a rating need: one of them, where it is rated here.
    is_reported = fields.Boolean(
        compute="_compute_is_reported", export_string_translation=False
    )
    is_unreported = fields.Boolean(
        compute="_compute_is_reported", export_string_translation=False
    )
    rated_on = fields.Date(copy=False)
    delivered_on = fields.Date(copy=False)
    received_on = fields.Date(copy=False)
    is_deemed_received = fields.Boolean("Deemed Received", copy=False)
    due_on = fields.Date("Objection Possible Until", copy=False)

    # NULL until delivery: reports, awards and credit read only these.
    result = fields.Selection(RATINGS, "Result Rating", copy=False)
    behavior = fields.Selection(RATINGS, "Behaviour Rating", copy=False)
    predikat = fields.Selection(PREDIKATS, "Predicate", copy=False, index=True)

    entry_ids = fields.One2many(
        "hr.asn.evaluation.entry", "evaluation_id", "Indicators and Actuals"
    )
    rhk_heads = fields.Json(
        compute="_compute_rhk_heads",
        compute_sudo=True,
        export_string_translation=False,
    )
    document_ids = fields.One2many("hr.asn.document", "evaluation_id", "Documents")
    realization_ids = fields.One2many(
        "hr.asn.realization", compute="_compute_entries", string="Actuals"
    )
    evidence_ids = fields.One2many(
        "hr.asn.evidence", compute="_compute_entries", string="Evidence"
    )
    evidence_count = fields.Integer("Evidence Count", compute="_compute_entries")
    has_refused = fields.Boolean(
        compute="_compute_entries", export_string_translation=False
    )
    # Of the results that are to be proven in the period; none of the year.
    result_count = fields.Integer(
        "Results to Prove", compute="_compute_proof", compute_sudo=True
    )
    proven_count = fields.Integer(
        "Results with Evidence", compute="_compute_proof", compute_sudo=True
    )
    proof = fields.Char(
        "Proven",
        compute="_compute_proof",
        compute_sudo=True,
        help="Results with evidence, of those that are to be proven. Evidence counts "
        "unless it was refused: nobody has to accept it before.",
    )

    _period_uniq = models.Constraint(
        "UNIQUE(skp_id, period_id)", "This plan is evaluated in the period already."
    )
    _year_uniq = models.UniqueIndex(
        "(employee_id, cycle_id) WHERE kind = 'annual'",
        "This employee has an annual evaluation in the cycle already.",
    )

    @api.depends("period_id.kind")
    def _compute_kind(self):
        for evaluation in self:
            annual = evaluation.period_id.kind == codes.TAHUN
            evaluation.kind = ANNUAL if annual else PERIODIC

    @api.depends(
        "skp_id.name",
        "skp_id.nip",
        "skp_id.post",
        "skp_id.status",
        "skp_id.department_id",
    )
    def _compute_person(self):
        """Follow the plan until delivery: what was delivered is not told anew."""
        delivered = self.filtered(lambda one: one.state in PUBLISHED)
        for one in delivered:
            # The unsaved copy behind a form has nothing yet: it takes what is stored.
            for name in PERSON:
                one[name] = one._origin[name]
        for one in self - delivered:
            one.name = one.skp_id.name
            one.nip = one.skp_id.nip
            one.post = one.skp_id.post and one.skp_id._asn_post()
            one.department_id = one.skp_id.department_id

    @api.depends("appraiser_id", "superior_id")
    def _compute_party_names(self):
        for one in self:
            for party in ("appraiser", "superior"):
                person = one[f"{party}_id"]
                name = person._asn_full_name() if person else False
                one[f"{party}_name"] = name

    @api.depends("name", "period_id")
    def _compute_display_name(self):
        for evaluation in self:
            evaluation.display_name = self.env._(
                "Evaluation %(period)s, %(name)s",
                period=evaluation.period_id.display_name,
                name=evaluation.name,
            )

    @api.depends("submitted_on", "is_rated_here")
    def _compute_is_reported(self):
        for evaluation in self:
            here, on = evaluation.is_rated_here, evaluation.submitted_on
            evaluation.is_reported = here and bool(on)
            evaluation.is_unreported = here and not on

    @api.depends("note_kept", "state")
    @api.depends_context("uid")
    def _compute_note(self):
        """Show the note; to the person concerned from delivery on."""
        hidden = self.filtered(lambda one: one.state not in PUBLISHED)
        hidden = hidden._asn_mine("employee_id")
        hidden.note = False
        for evaluation in self - hidden:
            # sudo: hr.asn.evaluation - just decided who may see it
            evaluation.note = evaluation.sudo().note_kept

    def _inverse_note(self):
        for evaluation in self:
            # sudo: hr.asn.evaluation - `write` has checked that the author may
            evaluation.sudo().note_kept = evaluation.note

    @api.depends("skp_id", "period_id")
    def _compute_entries(self):
        domain = [
            ("skp_id", "in", self.skp_id.ids),
            ("period_id", "in", self.period_id.ids),
        ]
        key = lambda line: (line.skp_id, line.period_id)  # noqa: E731
        realizations = self.env["hr.asn.realization"].search(domain).grouped(key)
        evidence = self.env["hr.asn.evidence"].search(domain).grouped(key)
        team = self._asn_team_proof_ids(with_refused=True)
        for evaluation in self:
            own = (evaluation.skp_id, evaluation.period_id)
            evaluation.realization_ids = realizations.get(own, False)
            ids = [key for some in team.get(evaluation, {}).values() for key in some]
            shared = self.env["hr.asn.evidence"].browse(ids)._filtered_access("read")
            evaluation.evidence_ids = evidence.get(own, shared) | shared
            evaluation.evidence_count = len(evaluation.evidence_ids)
            states = evaluation.evidence_ids.mapped("state")
            evaluation.has_refused = REFUSED in states

    @api.depends("version_id", "skp_id.version_ids", "evidence_ids")
    def _compute_proof(self):
        """Count what proves results, whoever looks: not what was refused."""
        versions = self.skp_id._asn_versions()
        team = self._asn_team_proof_ids()
        for evaluation in self:
            agreed = evaluation._asn_to_prove(versions)
            shared = team.get(evaluation, {})
            counted = evaluation.evidence_ids.filtered(
                lambda line: line.state != REFUSED
            )
            proven = agreed & set(counted.rhk_id.ids)
            proven |= {rhk for rhk in agreed if shared.get(rhk)}
            evaluation.result_count = len(agreed)
            evaluation.proven_count = len(proven)
            evaluation.proof = agreed and f"{len(proven)}/{len(agreed)}"

    @api.depends("version_id", "skp_id.version_ids", "date_to", "skp_id.date_to")
    def _compute_rhk_heads(self):
        """Show what was in force in the period, whatever is under revision now."""
        versions = self.skp_id._asn_versions()
        for evaluation in self:
            evaluation.rhk_heads = evaluation._asn_version(versions)._asn_heads()

    # -- buttons -------------------------------------------------------------

    def action_submit(self):
        today = self._asn_today()
        own = self.evidence_ids.filtered(lambda line: line.skp_id in self.skp_id)
        own._asn_take_digest()
        # The year goes on after its report: it is settled when it is rated.
        parts = self.filtered(lambda one: one.kind == PERIODIC)
        settled = defaultdict(dict, parts._asn_settled_versions())
        self._transition(
            "submit", values=lambda one: {"submitted_on": today, **settled[one]}
        )
        self._asn_notify(RATE_TYPE, "appraiser_id")
        self._asn_tell_delegates()

    def action_add_evidence(self):
        """Open the form in which evidence of this period is added.

        Of what was reported only for results without any. Raises UserError where it is
        locked: not after it has been typed.
        """
        self._asn_check_cycle_open()
        missing = self._asn_missing().get(self)
        title = self.env._("Add Evidence")
        return self._asn_add_line("hr.asn.evidence", title, missing)

    def _asn_add_line(self, model, title, results=None):
        """Return the form in which a line of this period is added, while it takes any.

        ``model``: of what is recorded for a result in a period; ``results``: those that
        still take one though nothing else does. Raises UserError.
        """
        self.ensure_one()
        if not results:
            self._asn_check_takes_entries()
            results = self.entry_ids.rhk_id
        return dialog(
            self.env[model],
            title,
            {
                "default_period_id": self.period_id.id,
                "default_rhk_id": results.id if len(results) == 1 else False,
                "asn_rhk_ids": results.ids,
            },
        )

    def _asn_check_takes_entries(self):
        self._asn_check_cycle_open()
        closed = self.filtered(lambda one: not one._asn_takes_entries())
        if closed:
            raise UserError(closed[0]._asn_locked_note())

    def _asn_takes_entries(self):
        """Say whether realisation and evidence can still be recorded here."""
        return self.state == DRAFT and not self.is_locked

    def _asn_locked_note(self):
        """Say why nothing can be recorded here any more."""
        self.ensure_one()
        return self.lock_note or self.env._(
            "%(period)s of %(plan)s has been submitted and is locked.",
            period=self.period_id.display_name,
            plan=self.skp_id.display_name,
        )

    # -- conditions ----------------------------------------------------------

    def _asn_activity_types(self):
        # Until delivery evidence is added and replaced, whatever moves.
        proof = [REFUSED_TYPE, MISSING_TYPE]
        over = proof if self[:1].state in PUBLISHED else []
        return [
            *over,
            RATE_TYPE,
            "hr_asn_appraisal.mail_act_asn_receive",
            "hr_asn_appraisal.mail_act_asn_remind_report",
            *REOPENED_TYPES,
            OTHER_TYPE,
        ]

    def _asn_check_authors(self, vals):
        """A report that was handed in stays as it is, whoever writes it on paper."""
        result = super()._asn_check_authors(vals)
        if not REPORT & vals.keys():
            return result
        self._asn_check_cycle_open()
        self._asn_check_unlocked()
        locked = self.filtered(lambda one: one.state != DRAFT)
        if locked:
            raise UserError(
                self.env._(
                    "%(period)s of %(plan)s has been submitted and is locked.",
                    period=locked[0].period_id.display_name,
                    plan=locked[0].skp_id.display_name,
                )
            )
        return result

    def _asn_is_annual(self):
        return self.kind == ANNUAL

    # -- deadline ------------------------------------------------------------

    def _asn_is_filling(self):
        return self.state == DRAFT

    def _asn_fill_due(self):
        appraised_on = self.skp_id.appraised_on
        return monitor.due_since(self.report_until, self.opened_on, appraised_on)

    def _asn_fill_label(self):
        return self.period_id.display_name

    def _asn_is_excused(self, spans):
        return self.skp_id._asn_is_exempt_in(self.period_id, spans)

    @api.model
    def _asn_of(self, keys):
        """Return {(plan, period): evaluation} of those of ``keys`` that are there.

        The year is one for each person: it is found for whichever plan it hangs on.
        """
        keys = set(keys)
        plans = self.env["hr.asn.skp"].union(*(plan for plan, _period in keys))
        # sudo: hr.asn.evaluation - whether it is there, whoever may read it
        found = self.sudo().search(
            [
                ("employee_id", "in", plans.employee_id.ids),
                ("cycle_id", "in", plans.cycle_id.ids),
            ]
        )
        found = found.sudo(False)
        exact = {(one.skp_id, one.period_id): one for one in found}
        years = {
            (one.employee_id, one.period_id): one
            for one in found
            if one._asn_is_annual()
        }
        known = {
            (plan, period): exact.get((plan, period))
            or years.get((plan.employee_id, period))
            for plan, period in keys
        }
        return {key: one for key, one in known.items() if one}

    # -- by deadline ---------------------------------------------------------

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        if any(evaluation.state != DRAFT for evaluation in self):
            raise UserError(self.env._("Only a draft evaluation can be deleted."))
