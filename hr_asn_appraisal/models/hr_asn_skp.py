from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..days import in_words
from ..dialogs import dialog
from ..domains import IN_OPEN_CYCLE
from ..exchange import ekinerja
from ..law import codes
from ..law.codes import HERE
from ..law.states import (
    APPROVED,
    CANCELLED,
    CHECKED,
    CLOSED,
    DRAFT,
    PENDING,
    RETURNED,
    REVISING,
    SUBMITTED,
)
from .hr_asn_agreed_line_mixin import DROPPING, DROPPING_ONLY
from .hr_asn_assignment import titled_post
from .hr_asn_change_mixin import PARTIES
from .hr_asn_delegation import APPROVE_TYPE, PLANS
from .hr_asn_skp_content_mixin import AGREED_ONCE, DROP
from .hr_asn_workflow_mixin import (
    APPRAISER,
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
    (CHECKED, "Checked"),
    (RETURNED, "Returned"),
    (APPROVED, "Approved"),
    (REVISING, "Under Revision"),
    (CLOSED, "Closed"),
    (CANCELLED, "Taken Back"),
]
EDITABLE = (DRAFT, RETURNED, REVISING)
AGREED = (APPROVED, REVISING, CLOSED)
# States of another system in which a plan has not been agreed there.
UNAGREED_THERE = (
    False,
    ekinerja.NOT_STARTED,
    ekinerja.DRAFT,
    ekinerja.SUBMITTED,
    ekinerja.RETURNED,
)
IMPORT = "import"

EXTERNAL_STATES = [
    (ekinerja.NOT_STARTED, "Not Begun"),
    (ekinerja.DRAFT, "Draft"),
    (ekinerja.SUBMITTED, "Submitted"),
    (ekinerja.RETURNED, "Returned"),
    (ekinerja.APPROVED, "Approved"),
    (ekinerja.CLOSED, "Closed"),
    (ekinerja.ARCHIVED, "Archived"),
]
# The state there that each state here is the same as.
SAME_STATES = {
    DRAFT: (ekinerja.NOT_STARTED, ekinerja.DRAFT),
    SUBMITTED: (ekinerja.SUBMITTED,),
    CHECKED: (ekinerja.SUBMITTED,),
    RETURNED: (ekinerja.RETURNED,),
    APPROVED: (ekinerja.APPROVED,),
    REVISING: (ekinerja.APPROVED,),
    CLOSED: (ekinerja.CLOSED, ekinerja.ARCHIVED),
    CANCELLED: (ekinerja.NOT_STARTED,),
}


def _parties(document):
    """Return the appraiser and the superior of a post, plan or evaluation."""
    return [document[party] for party in PARTIES]


def _beneath(lines):
    """Return what the head of a work result on a screen says of its indicators."""
    return {
        "indicators": [iki._origin.id for iki in lines],
        "measured": any(not iki.is_cancelled for iki in lines),
    }


# Rows that a screen writes together with the plan.
ROWS = {"rhk_ids", "iki_ids", "behavior_ids", "annex_ids"}


class HrAsnSkp(models.Model):
    """The plan of one assignment in one cycle."""

    _name = "hr.asn.skp"
    _description = "SKP"
    _inherit = [
        # Before the approval: what it tells others comes after that.
        "hr.asn.skp.drift.mixin",
        "hr.asn.skp.team.end.mixin",
        "hr.asn.skp.service.mixin",
        "hr.asn.skp.approval.mixin",
        "hr.asn.skp.changes.mixin",
        "hr.asn.skp.behaviors.mixin",
        "hr.asn.skp.copy.mixin",
        "hr.asn.skp.content.mixin",
        "hr.asn.skp.dates.mixin",
        "hr.asn.skp.feedback.mixin",
        "hr.asn.skp.dialogue.mixin",
        "hr.asn.skp.link.mixin",
        "hr.asn.delegated.mixin",
        "hr.asn.source.mixin",
        "hr.asn.lock.mixin",
        "hr.asn.workflow.mixin",
        "hr.asn.scope.mixin",
        "hr.asn.exempt.mixin",
        "hr.asn.person.search.mixin",
        "hr.asn.window.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "year desc, name"
    _rec_names_search = ["name", "nip"]
    _mail_post_access = "read"
    _check_company_auto = True
    _asn_awaited = (DRAFT, RETURNED)
    _asn_covered_by = PLANS
    _asn_delegated_type = APPROVE_TYPE
    _asn_delegated_moves = ("approve",)

    _transitions = (
        Transition(
            "submit",
            (DRAFT, RETURNED, REVISING),
            SUBMITTED,
            (EMPLOYEE, SUBSTITUTE),
            "_check_complete",
            needs="is_fillable",
        ),
        # Nobody has answered yet: a first plan is a draft again, a change goes on, and
        # what was returned before is returned again, with its note and never locked.
        Transition(
            "withdraw_plan",
            (SUBMITTED,),
            DRAFT,
            (EMPLOYEE, SUBSTITUTE),
            "_asn_check_cycle_open",
            needs="is_withdrawable",
        ),
        Transition(
            "withdraw_change",
            (SUBMITTED,),
            REVISING,
            (EMPLOYEE, SUBSTITUTE),
            "_asn_check_cycle_open",
            needs="is_withdrawable_change",
        ),
        Transition(
            "withdraw_again",
            (SUBMITTED,),
            RETURNED,
            (EMPLOYEE, SUBSTITUTE),
            "_asn_check_cycle_open",
            needs="is_withdrawable_return",
        ),
        # Only where the policy has the officer look first.
        Transition(
            "check",
            (SUBMITTED,),
            CHECKED,
            (OFFICER,),
            "_asn_check_cycle_open",
            needs="awaits_check",
        ),
        Transition(
            "send_back", (SUBMITTED,), RETURNED, (OFFICER,), needs="awaits_check"
        ),
        Transition(
            "return",
            (SUBMITTED, CHECKED),
            RETURNED,
            (APPRAISER, DELEGATE),
            needs="is_rated_here",
        ),
        Transition(
            "approve",
            (SUBMITTED, CHECKED),
            APPROVED,
            (APPRAISER, DELEGATE),
            "_asn_check_cycle_open",
            needs="awaits_approval",
        ),
        Transition(
            "revise",
            (APPROVED,),
            REVISING,
            (EMPLOYEE, SUBSTITUTE, APPRAISER),
            "_asn_check_cycle_open",
            needs="is_rated_here",
        ),
        Transition(
            DROP,
            (RETURNED, REVISING),
            APPROVED,
            (EMPLOYEE, SUBSTITUTE, APPRAISER),
            # What was never agreed has nothing to go back to.
            needs="version_number",
        ),
        Transition(
            "close", (APPROVED,), CLOSED, (OFFICER, SYSTEM), needs="is_rated_here"
        ),
        Transition(
            "cancel",
            (DRAFT, SUBMITTED, CHECKED, RETURNED),
            CANCELLED,
            (OFFICER,),
            "_asn_check_cycle_open",
            needs="is_never_agreed",
        ),
        Transition("restore", (CANCELLED,), DRAFT, (OFFICER,), "_asn_check_cycle_open"),
        # What another system says moves nothing here: it is written down.
        Transition(
            IMPORT,
            (DRAFT,),
            DRAFT,
            (OFFICER, SYSTEM),
            "_asn_check_cycle_open",
            needs="is_rated_elsewhere",
        ),
    )
    _asn_protected = {
        "state": DRAFT,
        "external_state": False,
        "external_on": False,
        "opened_on": False,
        "appraised_on": False,
        "submitted_on": False,
        "checked_on": False,
        "approved_on": False,
        "return_note": False,
        "returned_by_id": False,
        "returned_on": False,
        "revision_reason": False,
        "cancel_reason": False,
        "version_number": 0,
    }
    _asn_fixed = frozenset(
        {"assignment_id", "cycle_id", "policy_id", "date_from", "date_to"}
    )

    assignment_id = fields.Many2one(
        "hr.asn.assignment",
        "Assignment",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    cycle_id = fields.Many2one(
        "hr.asn.cycle",
        "Cycle",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    year = fields.Integer(
        related="cycle_id.year", store=True, precompute=True, aggregator=None
    )
    company_id = fields.Many2one(
        related="cycle_id.company_id",
        store=True,
        precompute=True,
        index=True,
        string="Agency",
    )
    employee_id = fields.Many2one(
        related="assignment_id.employee_id", store=True, precompute=True, index=True
    )
    name = fields.Char(
        related="assignment_id.name",
        store=True,
        precompute=True,
        string="Employee Name",
    )
    nip = fields.Char(
        related="assignment_id.nip", store=True, precompute=True, index="trigram"
    )
    asn_kind = fields.Selection(
        related="assignment_id.asn_kind", store=True, precompute=True
    )
    post = fields.Char(related="assignment_id.post", store=True, precompute=True)
    titled_post = fields.Char("Held Post", compute="_compute_titled_post")
    duty = fields.Char(related="assignment_id.duty", store=True, precompute=True)
    status = fields.Selection(
        related="assignment_id.status", store=True, precompute=True
    )
    department_id = fields.Many2one(
        related="assignment_id.department_id",
        store=True,
        precompute=True,
        index=True,
        string="Unit",
    )
    appraiser_id = fields.Many2one(
        "hr.employee",
        "Appraiser",
        compute="_compute_parties",
        store=True,
        precompute=True,
        index=True,
    )
    # When it got an appraiser after it had none: until then it cannot be handed in.
    appraised_on = fields.Date(
        readonly=True, copy=False, export_string_translation=False
    )
    superior_id = fields.Many2one(
        "hr.employee",
        "Appraiser's Superior",
        compute="_compute_parties",
        store=True,
        precompute=True,
        index=True,
    )
    appraiser_name = fields.Char(
        "Appraiser Name", compute="_compute_party_names", compute_sudo=True
    )
    superior_name = fields.Char(
        "Superior Name", compute="_compute_party_names", compute_sudo=True
    )
    policy_id = fields.Many2one("hr.asn.policy", "Policy", required=True)
    # Frozen with the policy, which does not change while a plan stands on it.
    source = fields.Selection(
        related="policy_id.source",
        string="Source",
        store=True,
        precompute=True,
        index=True,
    )
    locks_late = fields.Boolean(
        related="policy_id.locks_late", store=True, precompute=True
    )
    checks_plans = fields.Boolean(
        related="policy_id.checks_plans", store=True, precompute=True
    )
    awaits_check = fields.Boolean(
        compute="_compute_awaits", export_string_translation=False
    )
    awaits_approval = fields.Boolean(
        compute="_compute_awaits", export_string_translation=False
    )
    is_never_agreed = fields.Boolean(
        compute="_compute_is_never_agreed",
        compute_sudo=True,
        export_string_translation=False,
    )
    is_withdrawable = fields.Boolean(
        compute="_compute_is_withdrawable",
        compute_sudo=True,
        export_string_translation=False,
    )
    is_withdrawable_change = fields.Boolean(
        compute="_compute_is_withdrawable",
        compute_sudo=True,
        export_string_translation=False,
    )
    is_withdrawable_return = fields.Boolean(
        compute="_compute_is_withdrawable",
        compute_sudo=True,
        export_string_translation=False,
    )
    external_state = fields.Selection(
        EXTERNAL_STATES, "State There", readonly=True, copy=False
    )
    model = fields.Selection(
        [
            (codes.JA_JF, "Administrator and Functional Posts"),
            (codes.JPT_UKM, "High Leadership and Heads of Independent Units"),
        ],
        string="SKP Model",
        compute="_compute_model",
        store=True,
        readonly=False,
        precompute=True,
    )
    approach = fields.Selection(
        [(codes.KUANTITATIF, "Quantitative"), (codes.KUALITATIF, "Qualitative")],
        default=codes.KUANTITATIF,
        required=True,
    )
    date_from = fields.Date("From", required=True)
    date_to = fields.Date("To", required=True)

    state = fields.Selection(
        STATES, default=DRAFT, required=True, copy=False, index=True
    )
    submitted_on = fields.Date(copy=False)
    checked_on = fields.Date("Checked On", copy=False)
    approved_on = fields.Date("Approved On", copy=False)
    returned_on = fields.Date(copy=False)
    returned_by_id = fields.Many2one("res.users", "Returned By", copy=False)
    return_note = fields.Text("Note for Improvement", copy=False)
    revision_reason = fields.Text("Reason for the Change", copy=False)
    cancel_reason = fields.Text("Why It Was Taken Back", copy=False)
    version_number = fields.Integer("Version in Force", copy=False, aggregator=None)
    is_leader = fields.Boolean(
        compute="_compute_is_leader",
        search="_search_is_leader",
        export_string_translation=False,
    )
    has_superior_plan = fields.Boolean(
        compute="_compute_has_superior_plan",
        compute_sudo=True,
        export_string_translation=False,
    )

    rhk_heads = fields.Json(
        compute="_compute_rhk_heads", export_string_translation=False
    )
    rhk_ids = fields.One2many("hr.asn.rhk", "skp_id", "Work Results")
    iki_ids = fields.One2many("hr.asn.iki", "skp_id", "Indicators")
    behavior_ids = fields.One2many(
        "hr.asn.skp.behavior", "skp_id", "Special Expectations"
    )
    can_propose = fields.Boolean(
        compute="_compute_can_propose", export_string_translation=False
    )
    annex_ids = fields.One2many("hr.asn.skp.annex", "skp_id", "Annex")
    rhk_count = fields.Integer("Number of Results", compute="_compute_rhk_count")
    weighs_results = fields.Boolean(
        related="policy_id.weighs_results", export_string_translation=False
    )
    version_ids = fields.One2many("hr.asn.skp.version", "skp_id", "Versions")
    evaluation_ids = fields.One2many("hr.asn.evaluation", "skp_id", "Evaluations")

    _assignment_uniq = models.Constraint(
        "UNIQUE(assignment_id, cycle_id)",
        "This assignment has a plan in the cycle already.",
    )
    _dates_ordered = models.Constraint(
        "CHECK(date_to >= date_from)", "A plan ends after it has begun."
    )

    @api.depends("assignment_id.post_kind")
    def _compute_model(self):
        """Follow the post until there is an indicator: its aspects are of a model."""
        for skp in self.filtered(lambda skp: not (skp.model and skp.iki_ids)):
            leader = skp.assignment_id.post_kind == "jpt"
            skp.model = codes.JPT_UKM if leader else codes.JA_JF

    @api.constrains("model")
    def _check_aspect_model(self):
        self.iki_ids._check_aspect_model()

    @api.depends("assignment_id.appraiser_id", "assignment_id.superior_id")
    def _compute_parties(self):
        """Follow the post; what belongs to a closed cycle keeps who was there."""
        for skp in self:
            is_kept = skp._origin and skp.cycle_id.state == CLOSED
            source = skp._origin if is_kept else skp.assignment_id
            for party in PARTIES:
                skp[party] = source[party]

    @api.depends("appraiser_id", "superior_id")
    def _compute_party_names(self):
        for skp in self:
            for party in ("appraiser", "superior"):
                person = skp[f"{party}_id"]
                skp[f"{party}_name"] = person._asn_full_name() if person else False

    @api.depends("appraiser_id", "cycle_id")
    def _compute_has_superior_plan(self):
        """A superior outside the ASN has the agency's objectives for a plan."""
        groups = self._read_group(
            [
                ("employee_id", "in", self.appraiser_id.ids),
                ("cycle_id", "in", self.cycle_id.ids),
                ("state", "!=", CANCELLED),
                # A plan of another system is there, though its results are not here.
                "|",
                ("rhk_ids", "!=", False),
                ("source", "!=", HERE),
            ],
            ["employee_id", "cycle_id"],
        )
        planned = set(groups)
        for skp in self:
            outside = skp.appraiser_id.asn_kind == codes.NON_ASN
            skp.has_superior_plan = (
                outside or (skp.appraiser_id, skp.cycle_id) in planned
            )

    def _compute_is_leader(self):
        leaders = self.sudo().filtered_domain(self._search_is_leader("in", [True]))
        for skp in self:
            skp.is_leader = skp in leaders

    def _search_is_leader(self, operator, value):
        """Leaders appraise somebody: their agreed results are open to the agency."""
        if operator != "in":
            return NotImplemented
        led = (
            self.env["hr.asn.assignment"]
            .sudo()
            ._search([("appraiser_id", "!=", False)])
        )
        return Domain("employee_id", "in", led.subselect("appraiser_id"))

    @api.depends("version_number", "external_state", "evaluation_ids.state")
    def _compute_is_never_agreed(self):
        """Say whether a plan was agreed neither here nor in another system."""
        for skp in self:
            begun = skp.evaluation_ids.filtered(lambda one: one.state != DRAFT)
            unagreed = skp.external_state in UNAGREED_THERE
            skp.is_never_agreed = unagreed and not (skp.version_number or begun)

    @api.depends("is_never_agreed", "version_number", "return_note", "state")
    def _compute_is_withdrawable(self):
        """Say where a plan can go back to: a first one if it is not locked then."""
        noted = self.filtered("return_note")
        free = (self - noted).filtered("is_never_agreed")
        free -= free._asn_overdue()
        for skp in self:
            is_noted = skp in noted
            is_known = bool(skp.version_number)
            skp.is_withdrawable = skp in free
            skp.is_withdrawable_change = is_known and not is_noted
            skp.is_withdrawable_return = is_noted and (is_known or skp.is_never_agreed)

    def _asn_post(self):
        """Return the post as papers print it: "Plt. Kepala Bidang …"."""
        self.ensure_one()
        return titled_post(self.status, self.post)

    def _asn_leaf_label(self):
        """Return what it is called where a year is explained: the post and its time."""
        span = [in_words(self.env, day) for day in (self.date_from, self.date_to)]
        return f"{self._asn_post()}, {' – '.join(span)}"

    @api.depends("status", "post")
    def _compute_titled_post(self):
        for skp in self:
            skp.titled_post = skp._asn_post()

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Sort the titled post by the post: who acts stands beside who holds it."""
        sort = super()._order_field_to_sql
        if field_name != "titled_post":
            return sort(alias, field_name, direction, nulls, query)
        terms = [
            sort(alias, name, direction, nulls, query) for name in ("post", "status")
        ]
        return SQL(", ").join(terms)

    @api.depends("name", "year", "status", "post")
    def _compute_display_name(self):
        """Name the post where it is not the definitive one: there is a plan of that."""
        for skp in self:
            acts = skp.status and skp.status != codes.DEFINITIF
            post = f", {skp._asn_post()}" if acts else ""
            skp.display_name = f"SKP {skp.year} {skp.name}{post}"

    @api.depends(
        "rhk_ids.name",
        "rhk_ids.kind",
        "rhk_ids.sequence",
        "rhk_ids.is_cancelled",
        "rhk_ids.weight_bp",
        "rhk_ids.link_ids",
        "iki_ids.rhk_id",
        "iki_ids.is_cancelled",
    )
    def _compute_rhk_heads(self):
        for skp in self:
            # By the ids of the database: also where the client asks while it edits.
            lines = skp.iki_ids.grouped(lambda iki: iki.rhk_id._origin.id)
            skp.rhk_heads = [
                head | _beneath(lines.get(head["id"], ()))
                for head in skp.rhk_ids._asn_heads()
            ]

    @api.depends("rhk_ids.is_cancelled")
    def _compute_rhk_count(self):
        for skp in self:
            skp.rhk_count = len(skp.rhk_ids._asn_uncancelled())

    # -- buttons -------------------------------------------------------------

    def _asn_lack(self, transition):
        if transition.name == DROP:
            return self.env._("%s has no agreed version yet.", self.display_name)
        if transition.needs == "awaits_approval" and self.awaits_check:
            return self.env._(
                "%s has not been checked by the performance officer yet.",
                self.display_name,
            )
        if transition.needs == "is_withdrawable" and self.is_never_agreed:
            return self.env._(
                "%(plan)s was due on %(day)s: taken back it would be locked. Ask "
                "your appraiser to return it.",
                plan=self.display_name,
                day=in_words(self.env, self._asn_fill_due()),
            )
        if transition.needs in ("is_never_agreed", "is_withdrawable"):
            return self.env._(
                "%s was agreed: it cannot be taken back.", self.display_name
            )
        if transition.needs == "awaits_check" and self.is_rated_here:
            return self.env._("The policy of %s asks for no check.", self.display_name)
        return super()._asn_lack(transition)

    def _asn_external_label(self):
        """Return the state in another system in words; False where there is none."""
        labels = self._fields["external_state"]._description_selection(self.env)
        return dict(labels).get(self.external_state, False)

    def _asn_import(self, states, day):
        """Write down what another system says of these plans on a day.

        ``states``: {plan: code of EXTERNAL_STATES}. What has changed gets a line in
        the history; what has not is only known to be newer.
        Raises AccessError for who is no officer of the plan, or its own employee.
        """
        labels = dict(self._fields["external_state"]._description_selection(self.env))
        changed = self.filtered(lambda plan: plan.external_state != states[plan])
        before = {plan.id: labels.get(plan.external_state, "–") for plan in changed}
        if changed:
            changed._transition(
                IMPORT,
                lambda plan: f"{before[plan.id]} → {labels[states[plan]]}",
                lambda plan: {"external_state": states[plan], "external_on": day},
            )
        # sudo: hr.asn.skp - of the import alone, whose right the map has checked
        (self - changed).sudo()._asn_put({"external_on": day})

    def _compute_asn_event_ids(self):
        """Who may read what was said about the appraiser finds it with the plan."""
        result = super()._compute_asn_event_ids()
        found = self.env["hr.asn.notice"].search([("skp_id", "in", self.ids)])
        for plan, notices in found.grouped("skp_id").items():
            told = plan.asn_event_ids | notices.asn_event_ids
            plan.asn_event_ids = told.sorted("id", reverse=True)
        return result

    def action_tell_appraiser(self, text):
        """Tell the officer that the appraiser of one's own plan is the wrong one."""
        self.ensure_one()
        self.check_access("read")
        if not self._asn_role_employee():
            raise AccessError(self._asn_no_right((EMPLOYEE,)))
        self.env["hr.asn.notice"]._asn_tell(self, text)

    def action_add_result(self):
        """Open the form in which a work result is added to this plan."""
        self.ensure_one()
        return dialog(
            self.env["hr.asn.rhk"],
            self.env._("Add Work Result"),
            {"default_skp_id": self.id},
        )

    def action_take_library(self):
        """Fill plans without results from the library of their posts.

        Links go to the superior's results as the library says; what is not there
        yet stays open and can be linked later. Returns how many results were added.
        """
        self._asn_check_editable()
        empty = self.filtered(lambda skp: not skp.rhk_ids)
        return empty._asn_take(self.env["hr.asn.goal"]._asn_for(empty))

    def _asn_take(self, chosen):
        """Put goals of the library into plans, linked; return how many results.

        ``chosen``: {plan: goals}.
        """
        self._asn_check_editable()
        results = self.env["hr.asn.rhk"]._asn_from_goals(chosen)
        results._asn_link_goals()
        return len(results)

    @api.depends_context("uid")
    @api.depends("state")
    def _compute_can_propose(self):
        able = self._asn_role_employee().filtered_domain(self._asn_open_domain())
        for skp in self:
            skp.can_propose = skp in able and skp.is_rated_here

    def action_open_proposals(self):
        """Open the indicators that one has proposed, to look at and to add to."""
        self.ensure_one()
        action = "hr_asn_appraisal.hr_asn_goal_proposal_action"
        action = self.env["ir.actions.act_window"]._for_xml_id(action)
        context = {"default_skp_id": self.id}
        return action | {"domain": [("skp_id", "=", self.id)], "context": context}

    def action_choose_goals(self):
        """Open the dialog in which one chooses from the library of one's post."""
        self.ensure_one()
        self._asn_check_editable()
        return dialog(
            self.env["hr.asn.goal.take"],
            self.env._("Take from Library"),
            {"default_skp_id": self.id},
        )

    def action_prefill(self):
        """Fill the selected drafts from the library, as a run with a line for each."""
        run = self.env["hr.asn.run"].create(
            {
                "kind": "library",
                "name": self.env._("Prefill %s plans", len(self)),
                "params": {"plans": self.ids},
            }
        )
        return run.action_start()

    # -- conditions ----------------------------------------------------------

    def _asn_activity_types(self):
        return [
            *super()._asn_activity_types(),
            APPROVE_TYPE,
            "hr_asn_appraisal.mail_act_asn_skp_improve",
            "hr_asn_appraisal.mail_act_asn_remind_plan",
        ]

    @api.model
    def _asn_open_domain(self):
        """Return the domain of plans that are at work: not closed, not taken back."""
        return Domain("state", "not in", (CLOSED, CANCELLED)) & IN_OPEN_CYCLE

    def _asn_follow(self):
        """Tell the new appraisers of these plans what waits for them."""
        self._asn_lock_moved()
        waiting = self.filtered("awaits_approval")
        kind = APPROVE_TYPE
        waiting._asn_hand_over(kind, "appraiser_id")
        waiting._asn_tell_delegates()
        self.env["hr.asn.notice"]._asn_settle(self)

    def _asn_follow_again(self, mark):
        """Give plans of a cycle that is open again the present parties of their posts.

        What is unrated goes along where it was with the appraiser of its plan, by what
        has changed since the event ``mark``, an id, with which the cycle was closed;
        what had stayed with a former appraiser stays. Also a plan whose appraiser is
        the same again may have evaluations of who came in between.
        """
        changes = self.assignment_id._asn_party_changes(mark)
        astray = self.filtered(lambda one: _parties(one) != _parties(one.assignment_id))
        unrated = self.env["hr.asn.evaluation"]._asn_unrated_domain()
        touched = self.filtered(lambda one: one.assignment_id.id in changes)
        going = touched.evaluation_ids.filtered_domain(unrated).filtered(
            lambda one: one.appraiser_id == one.skp_id.appraiser_id
        )
        former = {one: one.appraiser_id for one in astray}
        for party in PARTIES:
            self.env.add_to_compute(self._fields[party], astray)
        going._asn_put_parties(
            {
                one.id: one._asn_parties_after(changes[one.skp_id.assignment_id.id])
                for one in going
            }
        )
        moved = astray.filtered(lambda one: one.appraiser_id != former[one])
        moved.filtered(lambda one: not former[one])._asn_appraised()
        moved._asn_follow()

    def write(self, vals):
        """Refuse to edit by hand what is written in another system."""
        if not self.env.su:
            self._asn_read_parties()
            self._asn_check_here()
            self._asn_check_unlocked()
            self._asn_check_rows(vals)
        self._asn_check_settled(vals)
        return super().write(vals)

    def _asn_check_rows(self, vals):
        """Say what happened where a plan was handed in meanwhile in another window."""
        if ROWS & vals.keys():
            for skp in self.filtered(lambda one: one.state not in EDITABLE):
                raise UserError(skp._asn_not_now(skp._asn_move("submit")))

    def _asn_refuse(self, transition):
        self._asn_read_parties()
        return super()._asn_refuse(transition)

    def _asn_read_parties(self):
        """Read all who are concerned at once: rules would ask for one after another."""
        # sudo: hr.asn.skp, hr.employee - read for the rules, told to nobody
        own = self.sudo()
        (own.employee_id | own.appraiser_id | own.superior_id).mapped("user_id")

    def _asn_check_here(self):
        """Raise where a plan is written and agreed in another system."""
        for skp in self.filtered("is_rated_elsewhere"):
            raise UserError(skp._asn_elsewhere())

    def _asn_check_settled(self, vals):
        """Refuse another approach or model once something was reported on a plan.

        What was agreed is changed in a revision; from the first report on the year is
        measured, rated and printed as it was agreed.
        """
        for skp in self.filtered("version_number"):
            changed = [
                name for name in AGREED_ONCE if name in vals and skp[name] != vals[name]
            ]
            if changed and skp.evaluation_ids.filtered(lambda one: one.state != DRAFT):
                raise UserError(
                    self.env._(
                        "%(plan)s: “%(field)s” was agreed and is reported on already. "
                        "Change the results, or begin anew in the next year.",
                        plan=skp.display_name,
                        field=skp._fields[changed[0]]._description_string(self.env),
                    )
                )

    def _asn_check_editable(self):
        """Raise unless every plan may be edited in its state and year.

        A closed year does not keep a draft: what was agreed comes back also there.
        """
        self._asn_check_here()
        if self.env.context.get(DROPPING) is not DROPPING_ONLY:
            self._asn_check_cycle_open()
        self._asn_check_unlocked()
        locked = self.filtered(lambda skp: skp.state not in EDITABLE)
        if locked:
            raise UserError(locked[0]._asn_locked_words())

    def _asn_locked_words(self):
        """Say why a plan cannot be changed now, and by which way it could be."""
        said = {"plan": self.display_name, "state": self._asn_state_label()}
        if "withdraw" in (self.asn_can or ""):
            return self.env._(
                "%(plan)s is “%(state)s” and cannot be changed. "
                "Use “Withdraw” to go on with it.",
                **said,
            )
        if self.state in PENDING:
            return self.env._(
                "%(plan)s is “%(state)s” and cannot be changed until it is answered.",
                **said,
            )
        if "revise" in (self.asn_can or "").split():
            return self.env._(
                "%(plan)s is “%(state)s” and cannot be changed. "
                "Use “Revise Plan” to change what was agreed.",
                **said,
            )
        return self.env._("%(plan)s is “%(state)s” and cannot be changed.", **said)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_empty_draft(self):
        if any(skp.state != DRAFT or skp.version_number for skp in self):
            raise UserError(self.env._("A submitted or agreed plan is never deleted."))

    # -- overseen ------------------------------------------------------------------

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Who oversees an agency below reads what is said there and adds nothing."""
        operations = super()._mail_get_operation_for_mail_message_operation(
            message_operation
        )
        if message_operation == "create":
            operations |= dict.fromkeys(self._asn_overseen(), "write")
        return operations
