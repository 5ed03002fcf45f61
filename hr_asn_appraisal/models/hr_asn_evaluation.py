import logging
from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..days import in_words
from ..domains import IN_OPEN_CYCLE
from ..law import codes, deadlines, monitor
from .hr_asn_change_mixin import PARTIES
from .hr_asn_rating import GIVEN, PREDIKATS, RATINGS
from .hr_asn_workflow_mixin import (
    APPRAISER,
    CLERK,
    EMPLOYEE,
    OFFICER,
    SUBSTITUTE,
    SYSTEM,
    Transition,
)

_logger = logging.getLogger(__name__)

DRAFT = "draft"
SUBMITTED = "submitted"
RATED = "rated"
DELIVERED = "delivered"
RECEIVED = "received"
FINAL = "final"

STATES = [
    (DRAFT, "Draft"),
    (SUBMITTED, "Submitted"),
    (RATED, "Rated"),
    (DELIVERED, "Delivered"),
    (RECEIVED, "Received"),
    (FINAL, "Final"),
]
UNRATED = (DRAFT, SUBMITTED)
PUBLISHED = (DELIVERED, RECEIVED, FINAL)

# What is kept of the person as he was when the evaluation was delivered.
PERSON = ("name", "nip", "post", "department_id")

IMPORT = "import"
FIGURES = ("result", "behavior", "predikat")

PERIODIC = "periodic"
ANNUAL = "annual"


class HrAsnEvaluation(models.Model):
    """The evaluation of a plan in a period, or of a person over the year."""

    _name = "hr.asn.evaluation"
    _description = "ASN evaluation"
    _inherit = [
        "hr.asn.evaluation.content.mixin",
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
            (APPRAISER,),
            "_asn_check_calendar",
            needs="is_rated_here",
        ),
        Transition(
            "deliver",
            (RATED,),
            DELIVERED,
            (APPRAISER,),
            "_asn_check_cycle_open",
            needs="is_rated_here",
        ),
        # On paper the officer enters the receipt: who rated does not sign it, too.
        Transition("receive", (DELIVERED,), RECEIVED, (EMPLOYEE, CLERK, SYSTEM)),
        Transition("finalize", (RECEIVED,), FINAL, (SYSTEM,)),
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
    }
    _asn_fixed = frozenset({"skp_id", "period_id", "appraiser_id", "superior_id"})
    _asn_authors = {"self_report": (EMPLOYEE, SUBSTITUTE), "note": (APPRAISER,)}
    # Rights are those of the unit where the person is now: who was put into a wrong
    # unit does not stay readable there because something was delivered meanwhile.
    _asn_unit_path = "skp_id.department_id"
    _asn_awaited = (DRAFT,)

    skp_id = fields.Many2one(
        "hr.asn.skp", "SKP", required=True, ondelete="restrict", index=True
    )
    period_id = fields.Many2one(
        "hr.asn.period", "Period", required=True, ondelete="restrict", index=True
    )
    source = fields.Selection(related="skp_id.source", string="Source")
    kind = fields.Selection(
        [(PERIODIC, "Periodic"), (ANNUAL, "Annual")],
        compute="_compute_kind",
        store=True,
        precompute=True,
    )
    cycle_id = fields.Many2one(
        related="skp_id.cycle_id", store=True, precompute=True, index=True
    )
    company_id = fields.Many2one(
        related="skp_id.company_id",
        store=True,
        precompute=True,
        index=True,
        string="Agency",
    )
    employee_id = fields.Many2one(
        related="skp_id.employee_id", store=True, precompute=True, index=True
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
    rated_on = fields.Date(copy=False)
    delivered_on = fields.Date(copy=False)
    received_on = fields.Date(copy=False)
    is_deemed_received = fields.Boolean("Deemed Received", copy=False)
    due_on = fields.Date("Objection Possible Until", copy=False)

    # NULL until delivery: reports, awards and credit read only these.
    result = fields.Selection(RATINGS, "Result Rating", copy=False)
    behavior = fields.Selection(RATINGS, "Behaviour Rating", copy=False)
    predikat = fields.Selection(PREDIKATS, "Predicate", copy=False, index=True)

    rating_ids = fields.One2many("hr.asn.rating", "evaluation_id", "Ratings")
    # What the current user may see of the rating now, delivered or not.
    current_result = fields.Selection(
        RATINGS, "Result", compute="_compute_current", compute_sudo=False
    )
    current_behavior = fields.Selection(
        RATINGS, "Behaviour", compute="_compute_current", compute_sudo=False
    )
    current_predikat = fields.Selection(
        PREDIKATS, "Predicate Now", compute="_compute_current", compute_sudo=False
    )
    # What the appraiser chooses in a list or form; both together are a rating.
    draft_result = fields.Selection(
        RATINGS,
        "Chosen Result Rating",
        compute="_compute_draft_result",
        inverse="_inverse_draft",
        compute_sudo=False,
    )
    draft_behavior = fields.Selection(
        RATINGS,
        "Chosen Behaviour Rating",
        compute="_compute_draft_behavior",
        inverse="_inverse_draft",
        compute_sudo=False,
    )
    draft_reason = fields.Text(
        "Reason",
        compute="_compute_draft_reason",
        inverse="_inverse_draft",
        compute_sudo=False,
    )
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
            one.appraiser_name = one.appraiser_id and one.appraiser_id._asn_full_name()
            one.superior_name = one.superior_id and one.superior_id._asn_full_name()

    @api.depends("name", "period_id")
    def _compute_display_name(self):
        for evaluation in self:
            evaluation.display_name = self.env._(
                "Evaluation %(period)s, %(name)s",
                period=evaluation.period_id.display_name,
                name=evaluation.name,
            )

    @api.depends("rating_ids.result", "rating_ids.behavior", "state", *FIGURES)
    @api.depends_context("uid")
    def _compute_current(self):
        effective = self.env["hr.asn.rating"]._asn_effective(self)
        for evaluation in self:
            rating = effective.get(evaluation.id)
            if evaluation.is_rated_elsewhere:
                # No rating sheet is made here: what was imported is what counts.
                rating = evaluation
            evaluation.current_result = rating and rating.result
            evaluation.current_behavior = rating and rating.behavior
            evaluation.current_predikat = rating and rating.predikat

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
        for evaluation in self:
            own = (evaluation.skp_id, evaluation.period_id)
            evaluation.realization_ids = realizations.get(own, False)
            evaluation.evidence_ids = evidence.get(own, False)
            evaluation.evidence_count = len(evaluation.evidence_ids)

    @api.depends("version_id", "skp_id.version_ids", "date_to", "skp_id.date_to")
    def _compute_rhk_heads(self):
        """Show what was in force in the period, whatever is under revision now."""
        versions = self.skp_id._asn_versions()
        for evaluation in self:
            evaluation.rhk_heads = evaluation._asn_version(versions)._asn_heads()

    # One method per field: writing one axis must not compute the other over it.
    @api.depends("current_result")
    @api.depends_context("uid")
    def _compute_draft_result(self):
        for evaluation in self:
            evaluation.draft_result = evaluation.current_result

    @api.depends("current_behavior")
    @api.depends_context("uid")
    def _compute_draft_behavior(self):
        for evaluation in self:
            evaluation.draft_behavior = evaluation.current_behavior

    @api.depends("current_result", "current_behavior")
    @api.depends_context("uid")
    def _compute_draft_reason(self):
        effective = self.env["hr.asn.rating"]._asn_effective(self)
        for evaluation in self:
            rating = effective.get(evaluation.id)
            evaluation.draft_reason = rating and rating.reason

    def _inverse_draft(self):
        """Rate where both axes are chosen; one alone is no rating yet."""
        for evaluation in self:
            if evaluation.draft_result and evaluation.draft_behavior:
                evaluation.action_rate(
                    evaluation.draft_result,
                    evaluation.draft_behavior,
                    evaluation.draft_reason,
                )

    # -- buttons -------------------------------------------------------------

    def action_submit(self):
        today = self._asn_today()
        self.evidence_ids._asn_take_digest()
        # The year goes on after its report: it is settled when it is rated.
        parts = self.filtered(lambda one: one.kind == PERIODIC)
        settled = defaultdict(dict, parts._asn_settled_versions())
        self._transition(
            "submit", values=lambda one: {"submitted_on": today, **settled[one]}
        )
        self._asn_notify("hr_asn_appraisal.mail_act_asn_rate", "appraiser_id")

    def action_all_as_expected(self):
        """Rate the selected, else all that wait for me, as expected on both axes.

        What has a rating already keeps it; what is refused is named with its reason.
        """
        waiting = self or self.search(self._asn_waiting_domain(SUBMITTED))
        empty = waiting - waiting.exists().filtered("current_result")
        done, reasons = empty._asn_try_each(
            lambda some: some.action_rate(codes.SESUAI, codes.SESUAI), "rate"
        )
        return self._asn_told(
            self.env._("%(n)s rated as expected.", n=len(done)), reasons
        )

    def action_deliver_all(self):
        """Deliver the selected, else all that I have rated."""
        rated = self or self.search(self._asn_waiting_domain(RATED))
        done, reasons = rated._asn_try_each(
            lambda some: some.action_deliver(), "deliver"
        )
        return self._asn_told(
            self.env._("%(n)s evaluation documents delivered.", n=len(done)), reasons
        )

    def _asn_waiting_domain(self, state):
        """Return what waits for the current user as appraiser in a state."""
        return [("appraiser_id.user_id", "=", self.env.uid), ("state", "=", state)]

    def action_add_evidence(self):
        """Open the form in which evidence of this period is added."""
        self.ensure_one()
        results = self.entry_ids.rhk_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Add Evidence"),
            "res_model": "hr.asn.evidence",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_period_id": self.period_id.id,
                "default_rhk_id": results.id if len(results) == 1 else False,
                "asn_rhk_ids": results.ids,
            },
        }

    def action_rate(self, result, behavior, reason=None):
        """Rate both axes (codes of law.codes); a reason where the policy asks one.

        Rating again before delivery replaces the appraiser's own draft row.
        """
        reason = (reason or "").strip() or False
        self._asn_check_evidence(reason)
        self._asn_check_report(reason)
        ratings = {"result": result, "behavior": behavior, "reason": reason}
        today, settled = self._asn_today(), self._asn_settled_versions()
        self._transition("rate", values=lambda one: {"rated_on": today, **settled[one]})
        # sudo: hr.asn.rating - written by this transition only, by nobody's own right
        self.env["hr.asn.rating"].sudo()._asn_rate(self, GIVEN, ratings)

    def action_deliver(self):
        """Hand over: copy the effective rating, seal the document, tell the person."""
        today = self._asn_today()
        # A name that was corrected just now is still taken over.
        self.flush_recordset(PERSON)
        # sudo: hr.asn.rating - published here only, by nobody's own right
        ratings = self.env["hr.asn.rating"].sudo()
        effective = ratings._asn_effective(self)
        self._transition(
            "deliver",
            values=lambda evaluation: {
                "delivered_on": today,
                **effective[evaluation.id]._asn_figures(),
            },
        )
        ratings._asn_publish(self)
        # sudo: who rated delivers, also after the plan has got another appraiser
        contents = self.sudo()._asn_contents(effective, today)
        self.env["hr.asn.document"]._asn_seal(contents)
        self._asn_notify("hr_asn_appraisal.mail_act_asn_receive", "employee_id")

    def action_receive(self):
        """Sign what was delivered; from today the time to object runs."""
        self._asn_receive(is_deemed=False)

    def _asn_receive(self, is_deemed):
        self._transition(
            "receive", values=lambda evaluation: evaluation._asn_clock(is_deemed)
        )
        # sudo: hr.asn.evaluation - a receipt names what the paper names
        receipts = [evaluation._asn_receipt() for evaluation in self.sudo()]
        self.env["hr.asn.document"]._asn_seal(receipts)

    def _asn_import(self, figures, day):
        """Take over ratings and predikat that another system has on a day.

        ``figures``: {evaluation: dict of FIGURES and rated_on}. What is the same
        already is only known to be newer; a correction is kept in the history.
        Raises AccessError for who is no officer of it, or the person concerned.
        """
        changed = self.filtered(lambda one: one._asn_differs(figures[one]))
        before = {one.id: one._asn_in_words() for one in changed}
        days = {"delivered_on": day, "external_on": day}
        if changed:
            changed._transition(
                IMPORT,
                lambda one: before[one.id],
                lambda one: figures[one] | days,
            )
        # sudo: hr.asn.evaluation - of the import alone, whose right was checked
        (self - changed).sudo()._asn_put({"external_on": day})

    def _asn_differs(self, figures):
        """Say whether figures are others than those taken over, or the first."""
        self.ensure_one()
        same = all(self[name] == figures[name] for name in FIGURES)
        return self.state != FINAL or not same

    def _asn_in_words(self):
        """Return the figures as the history keeps them; False where there are none."""
        self.ensure_one()
        words = [
            dict(self._fields[name]._description_selection(self.env)).get(self[name])
            for name in FIGURES
        ]
        told = " / ".join(word or "–" for word in words)
        return any(words) and self.env._("Before: %(figures)s", figures=told)

    def _asn_clock(self, is_deemed):
        """Return the day of receipt and the last day to object, as the law counts.

        Silence counts from the day the policy names, however late it is noticed.
        """
        self.ensure_one()
        policy = self.skp_id.policy_id
        received_on = (
            deadlines.deemed_received_on(self.delivered_on, policy.receipt_days)
            if is_deemed
            else self._asn_today()
        )
        return {
            "received_on": received_on,
            "is_deemed_received": is_deemed,
            "due_on": deadlines.objection_due(received_on, policy.objection_days),
        }

    # -- conditions ----------------------------------------------------------

    def _asn_activity_types(self):
        return [
            "hr_asn_appraisal.mail_act_asn_rate",
            "hr_asn_appraisal.mail_act_asn_receive",
            "hr_asn_appraisal.mail_act_asn_remind_report",
        ]

    def _asn_check_authors(self, vals):
        """A report that was handed in stays as it is, whoever writes it on paper."""
        result = super()._asn_check_authors(vals)
        if "self_report" not in vals:
            return result
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

    def _asn_check_evidence(self, reason):
        """Refuse results without evidence where the policy asks for it, M9."""
        gated = self.filtered(
            lambda one: one.skp_id.policy_id.evidence_gate and one.kind == PERIODIC
        )
        # sudo: what proves a result is counted, whoever rates
        gated = gated.sudo() if not reason else self.browse()
        versions = gated.skp_id._asn_versions()
        for evaluation in gated:
            proven = set(evaluation.evidence_ids.rhk_id.ids)
            agreed = evaluation._asn_agreed(versions)
            bare = [rhk for rhk in agreed if rhk["id"] not in proven]
            if bare:
                raise UserError(
                    self.env._(
                        "%(document)s cannot be rated yet: %(n)s work results have "
                        "no evidence. Ask the employee to complete it, "
                        "or rate with a reason.",
                        document=evaluation.display_name,
                        n=len(bare),
                    )
                )

    def _asn_check_report(self, reason):
        """Who did not report is rated after the deadline only, and with a note."""
        today = self._asn_today()
        for evaluation in self.filtered(lambda one: one.state == DRAFT):
            last = evaluation.fill_until
            if not reason or today <= last:
                raise UserError(
                    self.env._(
                        "%(document)s has not been reported. "
                        "After %(day)s it can be rated with a reason.",
                        document=evaluation.display_name,
                        day=in_words(self.env, last),
                    )
                )

    def _asn_check_calendar(self):
        """Refuse to rate a period that is not over, unless it was opened before."""
        self._asn_check_cycle_open()
        today = self._asn_today()
        for evaluation in self:
            first = evaluation.period_id.open_on or evaluation.date_to
            if today < first:
                raise UserError(
                    self.env._(
                        "%(document)s can be rated from %(day)s on.",
                        document=evaluation.display_name,
                        day=in_words(self.env, first),
                    )
                )

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

    @api.model
    def _asn_unrated_domain(self):
        """Return the domain of what goes along with a new appraiser."""
        return Domain("state", "in", UNRATED) & IN_OPEN_CYCLE

    @api.model
    def _asn_staying_domain(self, since):
        """Return the domain of what a change from a day on leaves with who was there.

        That is of periods that had ended before. Where nobody was there it goes along,
        too: no screen could give it anybody afterwards.
        """
        return Domain("date_to", "<", since) & Domain("appraiser_id", "!=", False)

    @api.model
    def _asn_follow(self, assignments, parties, since=None):
        """Give unrated evaluations of these assignments their present parties.

        ``parties``: the fields that changed. ``since``: without what stays, see
        ``_asn_staying_domain``; None: all.
        """
        domain = Domain("skp_id.assignment_id", "in", assignments.ids)
        domain &= self._asn_unrated_domain()
        if since:
            domain &= ~self._asn_staying_domain(since)
        self.search(domain)._asn_take_parties(parties)

    def _asn_take_parties(self, parties):
        """Give these evaluations the present parties of their plans, with to-dos."""
        moving = self.filtered(
            lambda one: (
                "appraiser_id" in parties
                and one.appraiser_id != one.skp_id.appraiser_id
            )
        )
        groups = self.grouped(lambda one: tuple(one.skp_id[p] for p in parties))
        for people, evaluations in groups.items():
            ids = [person.id for person in people]
            evaluations.write(dict(zip(parties, ids, strict=True)))
        moving._asn_hand_on()

    def _asn_parties_after(self, changes):
        """Return [appraiser id, superior id] after changes of the post.

        ``changes``: of ``_asn_party_changes``. One from a day on is of what does not
        stay, as in ``_asn_follow``.
        """
        kept = {party: self[party].id for party in PARTIES}
        for since, parties in changes:
            stays = since and since > self.date_to and kept["appraiser_id"]
            if not stays:
                kept |= parties
        return list(kept.values())

    def _asn_put_parties(self, parties_of):
        """Give evaluations exactly these parties, {id: [appraiser id, superior id]}."""
        astray = self.filtered(
            lambda one: [one[party].id for party in PARTIES] != parties_of[one.id]
        )
        groups = astray.grouped(lambda one: tuple(parties_of[one.id]))
        for parties, some in groups.items():
            some.write(dict(zip(PARTIES, parties, strict=True)))
        astray._asn_hand_on()

    def _asn_hand_on(self):
        """Tell the new appraisers of these evaluations which wait for a rating."""
        waiting = self.filtered(lambda one: one.state == SUBMITTED)
        waiting._asn_hand_over("hr_asn_appraisal.mail_act_asn_rate", "appraiser_id")

    # -- by deadline ---------------------------------------------------------

    @api.model
    def _cron_asn_deadlines(self, batch_size=200):
        """Deem received what was not signed in time; make final what nobody objects."""
        delivered = self._read_group(
            [("state", "=", DELIVERED)], ["company_id", "skp_id.policy_id"]
        )
        for company, policy in delivered:
            self.with_company(company)._asn_in_batches(
                self._asn_overdue_domain(company, policy, company._asn_today()),
                batch_size,
                lambda batch: batch._asn_receive(is_deemed=True),
            )
        for (company,) in self._read_group([("state", "=", RECEIVED)], ["company_id"]):
            self.with_company(company)._asn_in_batches(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", RECEIVED),
                    ("due_on", "<", company._asn_today()),
                ],
                batch_size,
                lambda batch: batch._transition("finalize"),
            )

    @api.model
    def _asn_overdue_domain(self, company, policy, today):
        """Return what was delivered so long ago that silence counts as receipt."""
        last = deadlines.silent_since(today, policy.receipt_days)
        return [
            ("company_id", "=", company.id),
            ("skp_id.policy_id", "=", policy.id),
            ("state", "=", DELIVERED),
            ("delivered_on", "<=", last),
        ]

    @api.model
    def _asn_in_batches(self, domain, size, move):
        """Move all that match, batch by batch; each batch is committed by the cron."""
        last = 0
        while batch := self.search(
            [*domain, ("id", ">", last)], order="id", limit=size
        ):
            done, reasons = batch._asn_try_each(move)
            for reason in reasons:
                _logger.warning("ASN deadlines: %s", reason)
            last = batch[-1].id
            self.env["ir.cron"]._commit_progress(len(done))

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        if any(evaluation.state != DRAFT for evaluation in self):
            raise UserError(self.env._("Only a draft evaluation can be deleted."))
