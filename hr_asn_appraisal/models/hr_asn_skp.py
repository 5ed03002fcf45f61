from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain

from .. import seal
from ..exchange import ekinerja
from ..law import codes, exemptions, monitor, periods
from .hr_asn_assignment import titled_post
from .hr_asn_policy import HERE
from .hr_asn_workflow_mixin import (
    APPRAISER,
    DELEGATE,
    EMPLOYEE,
    OFFICER,
    SUBSTITUTE,
    SYSTEM,
    Transition,
)

DRAFT = "draft"
SUBMITTED = "submitted"
CHECKED = "checked"
RETURNED = "returned"
APPROVED = "approved"
REVISING = "revising"
CLOSED = "closed"
# Opened by mistake and never agreed: kept, so that opening again does not renew it.
CANCELLED = "cancelled"

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
# Handed in and not yet answered: somebody above the employee is waited for.
PENDING = (SUBMITTED, CHECKED)
AGREED = (APPROVED, REVISING, CLOSED)
# States of another system in which a plan has not been agreed there.
UNAGREED_THERE = (
    False,
    ekinerja.NOT_STARTED,
    ekinerja.DRAFT,
    ekinerja.SUBMITTED,
    ekinerja.RETURNED,
)
DROP = "drop"
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

# What the steps before an agreement leave in a plan.
STEPS_TAKEN = (
    "submitted_on",
    "checked_on",
    "returned_on",
    "returned_by_id",
    "return_note",
)

SCHEMA = "skp/1"


class HrAsnSkp(models.Model):
    """The plan of one assignment in one cycle."""

    _name = "hr.asn.skp"
    _description = "SKP"
    _inherit = [
        "hr.asn.source.mixin",
        "hr.asn.lock.mixin",
        "hr.asn.workflow.mixin",
        "hr.asn.scope.mixin",
        "hr.asn.exempt.mixin",
        "hr.asn.person.search.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "year desc, name"
    _rec_names_search = ["name", "nip"]
    _mail_post_access = "read"
    _check_company_auto = True
    _asn_awaited = (DRAFT, RETURNED)

    _transitions = (
        Transition(
            "submit",
            (DRAFT, RETURNED, REVISING),
            SUBMITTED,
            (EMPLOYEE, SUBSTITUTE),
            "_check_complete",
            needs="is_fillable",
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
        related="assignment_id.nip", store=True, precompute=True, index=True
    )
    asn_kind = fields.Selection(
        related="assignment_id.asn_kind", store=True, precompute=True
    )
    post = fields.Char(related="assignment_id.post", store=True, precompute=True)
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
        related="assignment_id.appraiser_id", store=True, precompute=True, index=True
    )
    # When it got an appraiser after it had none: until then it cannot be handed in.
    appraised_on = fields.Date(
        readonly=True, copy=False, export_string_translation=False
    )
    superior_id = fields.Many2one(
        related="assignment_id.superior_id", store=True, precompute=True, index=True
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
    value_ids = fields.Many2many(
        "hr.asn.behavior", string="Values", compute="_compute_value_ids"
    )
    rhk_ids = fields.One2many("hr.asn.rhk", "skp_id", "Work Results")
    iki_ids = fields.One2many("hr.asn.iki", "skp_id", "Indicators")
    behavior_ids = fields.One2many(
        "hr.asn.skp.behavior", "skp_id", "Special Expectations"
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

    @api.depends("state", "checks_plans", "source")
    def _compute_awaits(self):
        """Say whose answer a plan waits for: the officer's first, by policy."""
        for skp in self:
            pending = skp.is_rated_here and skp.state in PENDING
            skp.awaits_check = pending and skp.checks_plans and skp.state == SUBMITTED
            skp.awaits_approval = pending and not skp.awaits_check

    @api.model
    def _asn_awaiting_check(self):
        """Return the domain of what waits for the officer's check."""
        return Domain("state", "=", SUBMITTED) & Domain("checks_plans", "=", True)

    @api.model
    def _asn_awaiting_approval(self):
        """Return the domain of what waits for its appraiser."""
        unchecked = Domain("state", "=", SUBMITTED) & Domain("checks_plans", "=", False)
        return Domain("state", "=", CHECKED) | unchecked

    @api.model
    def _asn_awaiting_since(self, day):
        """Return the domain of what its appraiser has had since before a day."""
        checked = Domain("state", "=", CHECKED) & Domain("checked_on", "<", day)
        handed = Domain("state", "=", SUBMITTED) & Domain("submitted_on", "<", day)
        return self._asn_awaiting_approval() & (checked | handed)

    def _asn_post(self):
        """Return the post as papers print it: "Plt. Kepala Bidang …"."""
        self.ensure_one()
        return titled_post(self.status, self.post)

    @api.depends("name", "year")
    def _compute_display_name(self):
        for skp in self:
            skp.display_name = f"SKP {skp.year} {skp.name}"

    @api.depends(
        "rhk_ids.name",
        "rhk_ids.kind",
        "rhk_ids.sequence",
        "rhk_ids.is_cancelled",
        "rhk_ids.link_ids",
    )
    def _compute_rhk_heads(self):
        for skp in self:
            skp.rhk_heads = skp.rhk_ids._asn_heads()

    def _compute_value_ids(self):
        self.value_ids = self.env["hr.asn.behavior"].search(Domain.TRUE)

    # -- buttons -------------------------------------------------------------

    def action_submit(self):
        today = self._asn_today()
        values = {"submitted_on": today, "checked_on": False}
        self._transition("submit", values=values)
        self._asn_ask_approval()

    def _asn_ask_approval(self):
        """Tell who approves, and who acts for him; not before the officer's check."""
        waiting = self.filtered("awaits_approval")
        waiting._asn_notify("hr_asn_appraisal.mail_act_asn_skp_approve", "appraiser_id")
        waiting._asn_tell_delegates()

    def action_check(self):
        """Let checked plans go on to their appraisers."""
        self._transition("check", values={"checked_on": self._asn_today()})
        self._asn_ask_approval()

    def action_check_selected(self):
        """Check what can be checked of a selection; list what cannot, and why."""
        done, reasons = self._asn_try_each(lambda some: some.action_check())
        message = self.env._("%(n)s plans checked.", n=len(done))
        refusal = self.env._("could not be checked; the reasons are below.")
        return self._asn_outcome((message, refusal), self - done, reasons)

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

    def action_return(self, note):
        """Give plans back to their owners with what is to be improved."""
        self._asn_give_back("return", note)

    def action_send_back(self, note):
        """Give plans back before their appraisers see them: the officer, by policy."""
        self._asn_give_back("send_back", note)

    def _asn_give_back(self, move, note):
        if not (note or "").strip():
            raise UserError(self.env._("Write what is to be improved."))
        values = {
            "return_note": note,
            "returned_by_id": self.env.uid,
            "returned_on": self._asn_today(),
        }
        self._transition(move, note=note, values=values)
        # sudo: hr.asn.skp - a delegate reads no more what he has returned
        returned = self.sudo()
        returned._asn_notify("hr_asn_appraisal.mail_act_asn_skp_improve", "employee_id")

    def action_approve(self):
        """Agree plans: seal what stands there as the next version of each."""
        # Asked before the content is read, so that a refusal costs little.
        self._asn_refuse(self._asn_move("approve"))
        today = self._asn_today()
        # sudo: a seal is complete, whatever its appraiser may read of others
        contents = self.sudo()._asn_contents(today)
        self._transition(
            "approve",
            values=lambda skp: {
                "approved_on": today,
                "return_note": False,
                "revision_reason": False,
                "version_number": skp.version_number + 1,
            },
        )
        self.env["hr.asn.skp.version"]._asn_seal(contents)
        # sudo: hr.asn.rhk, hr.asn.iki - marked by the approval, by nobody's own right
        for lines in ("hr.asn.rhk", "hr.asn.iki"):
            self.env[lines].sudo()._asn_agree(self)

    def action_revise(self, reason):
        """Open agreed plans for a change; the version in force stays in force."""
        if not (reason or "").strip():
            raise UserError(self.env._("Write the reason for the change."))
        self._transition("revise", note=reason, values={"revision_reason": reason})

    def action_cancel(self, reason):
        """Take back plans that were opened by mistake; the reason stays with them."""
        if not (reason or "").strip():
            raise UserError(self.env._("Write why the plan is taken back."))
        reason = reason.strip()
        self._transition("cancel", reason, {"cancel_reason": reason})
        self.env["hr.asn.notice"]._asn_settle(self)

    def action_restore(self):
        """Give plans that were taken back to their owners again, as drafts.

        As new ones: what was done with them before stands in the history only.
        """
        values = {"cancel_reason": False, "opened_on": self._asn_today()}
        self._transition("restore", values=values | dict.fromkeys(STEPS_TAKEN, False))

    def action_drop(self):
        """Give up a revision: the rows become again what is in force."""
        self._asn_refuse(self._asn_move(DROP))
        # sudo: hr.asn.rhk … - what comes back was agreed, whoever drops the change
        for plan, version in self.sudo()._asn_version().items():
            plan._asn_check_whole(version._content())
            plan._asn_restore(version._content())
        settled = {"return_note": False, "revision_reason": False}
        self._transition(DROP, values=settled)

    def _asn_restore(self, content):
        """Give the plan the rows of a version's ``content``; their ids stay."""
        self.ensure_one()
        results = content["results"]
        indicators = [
            indicator | {"rhk": result["id"]}
            for result in results
            for indicator in result["indicators"]
        ]
        # What belongs to a result that the version has cancelled stays with it.
        known = {result["id"] for result in results}
        cancelled = self.rhk_ids.filtered(
            lambda rhk: rhk.is_agreed and rhk.id not in known
        )
        once = {
            link["id"]
            for version in self.version_ids
            for result in version._asn_results()
            for link in result["links"]
        }
        kept = cancelled.link_ids.filtered(lambda link: link.id in once)
        (self.rhk_ids.link_ids - kept)._asn_restore(results)
        own = {indicator["id"] for indicator in indicators}
        kept = cancelled.iki_ids.filtered(
            lambda iki: iki.is_agreed and iki.id not in own
        )
        (self.iki_ids - kept)._asn_withdraw(indicators)
        self._asn_restore_model(content, indicators)
        self.iki_ids._asn_bring_back(indicators)
        self.rhk_ids._asn_withdraw(results)
        self.rhk_ids._asn_bring_back(results)
        self.behavior_ids._asn_restore(self, content["behaviors"])

    def _asn_restore_model(self, content, indicators):
        """Bring back approach and model, with the aspects that belong to it."""
        self.approach = content["approach"]
        if self.model != content["model"]:
            aspects = [
                Command.update(one["id"], {"aspect_id": one["aspect_id"]})
                for one in indicators
            ]
            self.write({"model": content["model"], "iki_ids": aspects})

    def _asn_check_whole(self, content):
        """Refuse to restore from a version that does not tell everything of a row."""
        whole = all(
            all("aspect_id" in indicator for indicator in result["indicators"])
            and all("target" in link for link in result["links"])
            for result in content["results"]
        )
        if not whole:
            raise UserError(
                self.env._(
                    "Version %(number)s of %(plan)s was agreed with an earlier "
                    "release and cannot be restored. "
                    "Bring the plan back by hand and submit it.",
                    number=content["number"],
                    plan=self.display_name,
                )
            )

    def _asn_lack(self, transition):
        if transition.name == DROP:
            return self.env._("%s has no agreed version yet.", self.display_name)
        if transition.needs == "awaits_approval" and self.awaits_check:
            return self.env._(
                "%s has not been checked by the performance officer yet.",
                self.display_name,
            )
        if transition.needs == "is_never_agreed":
            return self.env._(
                "%s was agreed: it cannot be taken back.", self.display_name
            )
        if transition.needs == "awaits_check" and self.is_rated_here:
            return self.env._("The policy of %s asks for no check.", self.display_name)
        return super()._asn_lack(transition)

    # -- deadline ------------------------------------------------------------

    def _asn_is_filling(self):
        """A plan that came back, or was agreed once, was handed in before."""
        return self.state == DRAFT and not self.version_number

    def _asn_fill_due(self):
        cycle = self.cycle_id
        due = monitor.plan_due(cycle.plan_due_on, cycle.date_from, self.date_from)
        return monitor.due_since(due, self.opened_on, self.appraised_on)

    def _asn_is_late(self):
        return monitor.is_late(super()._asn_is_late(), bool(self.appraiser_id))

    def _asn_appraised(self):
        """These plans have an appraiser from today on: their owners have their days."""
        self._asn_put({"appraised_on": self._asn_today()})

    def _asn_fill_label(self):
        return self.env._("SKP %s", self.year)

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

    def action_close(self):
        self._transition("close")

    def action_approve_selected(self):
        """Approve what can be approved of a selection; list what cannot, and why."""
        done, reasons = self._asn_try_each(lambda some: some.action_approve())
        message = self.env._("%(n)s plans approved.", n=len(done))
        refusal = self.env._("could not be approved; the reasons are below.")
        return self._asn_outcome((message, refusal), self - done, reasons)

    @api.model
    def _asn_outcome(self, words, left, reasons):
        """Return the action that says what was done and, of each left, why not.

        ``words``: what was done; how many of the others were not.
        """
        if not reasons:
            return self._asn_told(words[0])
        refused = list(zip(left, reasons, strict=True))
        return self.env["hr.asn.skp.outcome"]._asn_show(words, refused)

    def action_add_result(self):
        """Open the form in which a work result is added to this plan."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Add Work Result"),
            "res_model": "hr.asn.rhk",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_skp_id": self.id},
        }

    def action_take_library(self):
        """Fill plans without results from the library of their posts.

        Links go to the superior's results as the library says; what is not there
        yet stays open and can be linked later. Returns how many results were added.
        """
        self._asn_check_editable()
        empty = self.filtered(lambda skp: not skp.rhk_ids)
        results = self.env["hr.asn.rhk"]._asn_from_goals(empty)
        results._asn_link_goals()
        return len(results)

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
            "hr_asn_appraisal.mail_act_asn_skp_approve",
            "hr_asn_appraisal.mail_act_asn_skp_improve",
            "hr_asn_appraisal.mail_act_asn_remind_plan",
        ]

    @api.model
    def _asn_open_domain(self):
        """Return the domain of plans that are neither closed nor taken back."""
        return Domain("state", "not in", (CLOSED, CANCELLED))

    def _asn_follow(self):
        """Tell the new appraisers of these plans what waits for them."""
        self._asn_lock_moved()
        waiting = self.filtered("awaits_approval")
        kind = "hr_asn_appraisal.mail_act_asn_skp_approve"
        waiting._asn_hand_over(kind, "appraiser_id")
        waiting._asn_tell_delegates()
        self.env["hr.asn.notice"]._asn_settle(self)

    def write(self, vals):
        """Refuse to edit by hand what is written in another system."""
        if not self.env.su:
            self._asn_check_here()
            self._asn_check_unlocked()
        return super().write(vals)

    def _asn_check_here(self):
        """Raise where a plan is written and agreed in another system."""
        for skp in self.filtered("is_rated_elsewhere"):
            raise UserError(skp._asn_elsewhere())

    def _asn_check_editable(self):
        """Raise unless every plan may be edited in its state."""
        self._asn_check_here()
        self._asn_check_unlocked()
        locked = self.filtered(lambda skp: skp.state not in EDITABLE)
        if locked:
            raise UserError(
                self.env._(
                    "%(plan)s is “%(state)s” and cannot be changed. "
                    "Use “Revise Plan” to change what was agreed.",
                    plan=locked[0].display_name,
                    state=locked[0]._asn_state_label(),
                )
            )

    def _asn_follow_dates(self):
        """Let plans end with their assignments; what is no longer due is dropped.

        Evaluations that were begun stay: they tell what was done until then.
        """
        lasts = {plan: plan._asn_last_day() for plan in self}
        # A post that was left before its plan begins needs none, if none is written.
        self.filtered(
            lambda plan: (
                lasts[plan] < plan.date_from
                and plan.state == DRAFT
                and not plan.version_number
                and not plan.rhk_ids
            )
        ).unlink()
        moved = self.exists().filtered(lambda plan: plan.date_to != lasts[plan])
        moved = moved.filtered(lambda plan: lasts[plan] >= plan.date_from)
        for last, plans in moved.grouped(lasts.get).items():
            plans.write({"date_to": last})
        self.env["hr.asn.event"]._asn_log(
            moved, "change_dates", lambda plan: str(plan.date_to)
        )
        moved._asn_not_due().unlink()

    def _asn_last_day(self):
        """Return the day on which this plan ends with its assignment."""
        self.ensure_one()
        cycle = self.cycle_id
        return min(self.assignment_id.date_to or cycle.date_to, cycle.date_to)

    def _asn_not_due(self, until=None):
        """Return the evaluations, not begun, that these plans no longer have.

        ``until``: the day on which the plans are going to end; None: as they do.
        """
        drafts = self.evaluation_ids.filtered(lambda one: one.state == DRAFT)
        alone = drafts.skp_id._asn_only_posts()
        return drafts.filtered(
            lambda one: not one.skp_id._asn_is_due(one.period_id, alone, until)
        )

    def _asn_is_due(self, period, alone=None, until=None):
        """Say whether this plan is evaluated in a period; the year: at its end only.

        ``alone``: as of `_asn_only_posts`, where it has been asked for many plans;
        ``until``: the day on which the plan is going to end; None: as it does.
        """
        self.ensure_one()
        until = until or self.date_to
        if period.kind == codes.TAHUN:
            return until == period.date_to and (
                self.status == codes.DEFINITIF
                or self in (self._asn_only_posts() if alone is None else alone)
            )
        return periods.in_force(
            self.date_from,
            until,
            period.date_from,
            period.date_to,
            self.policy_id.minimum_days,
        )

    def _asn_is_exempt_in(self, period, spans):
        """Say whether this plan is not evaluated in a period, as its owner is away."""
        self.ensure_one()
        return exemptions.is_exempt_in(
            spans,
            self.date_from,
            self.date_to,
            period.date_from,
            period.date_to,
            self.policy_id.minimum_days,
        )

    def _asn_is_excused(self, spans):
        """A plan waits until its owner is back; who is away throughout needs none."""
        return exemptions.is_exempt_on(spans, self._asn_today()) or exemptions.covers(
            spans, self.date_from, self.date_to
        )

    def _asn_only_posts(self):
        """Return the acting plans whose owners end them without a definitive post.

        One query for all.
        """
        acting = self.filtered(lambda plan: plan.status != codes.DEFINITIF)
        # sudo: hr.asn.skp - counted only
        groups = self.sudo()._read_group(
            [
                ("employee_id", "in", acting.employee_id.ids),
                ("cycle_id", "in", acting.cycle_id.ids),
                ("status", "=", codes.DEFINITIF),
                ("state", "!=", CANCELLED),
            ],
            ["employee_id", "cycle_id", "date_to:day"],
        )
        definitive = set(groups)
        return acting.filtered(
            lambda one: (one.employee_id, one.cycle_id, one.date_to) not in definitive
        )

    def _check_complete(self):
        """Refuse to submit what has gaps, naming each of them."""
        self._asn_check_cycle_open()
        # One query for the indicators of all plans instead of one for each.
        self.rhk_ids.iki_ids.fetch(["rhk_id", "is_cancelled"])
        for skp in self:
            gaps = skp._asn_gaps()
            if gaps:
                raise UserError(
                    self.env._(
                        "%(plan)s cannot be submitted yet: %(gaps)s "
                        "Complete it, then submit again.",
                        plan=skp.display_name,
                        gaps=" ".join(gaps),
                    )
                )

    def _asn_gaps(self):
        """Return what is missing before a plan can be submitted, as sentences."""
        self.ensure_one()
        results = self.rhk_ids.filtered(lambda rhk: not rhk.is_cancelled)
        gaps = []
        if not self.appraiser_id:
            gaps.append(self.env._("the appraiser is not set."))
        if not results.filtered(lambda rhk: rhk.kind == codes.UTAMA):
            gaps.append(self.env._("there is no main work result."))
        bare = [str(rhk.number) for rhk in results if not rhk._asn_measured()]
        if bare:
            gaps.append(
                self.env._("work results number %s have no indicator.", ", ".join(bare))
            )
        return gaps

    # -- content -------------------------------------------------------------

    def _asn_contents(self, today):
        """Return the values of the version that each plan would be sealed as."""
        parties = self.env["hr.employee"]._asn_parties(self, today)
        behaviors = self.env["hr.asn.behavior"].search(Domain.TRUE)._asn_content()
        results = self.env["hr.asn.rhk"]._asn_contents(self)
        signers = self._asn_signers(today)
        return [
            {
                "skp_id": skp.id,
                "number": skp.version_number + 1,
                "valid_from": today if skp.version_number else skp.date_from,
                "reason": skp.revision_reason,
                "content": seal.canonical(
                    skp._asn_content(parties, behaviors, results[skp.id], today)
                    | signers.get(skp.id, {})
                ),
            }
            for skp in self
        ]

    def _asn_content(self, parties, behaviors, results, today):
        """Return the plan as it will be sealed; row ids are kept for comparing."""
        self.ensure_one()
        expectations = {
            line.behavior_id.id: line.expectation for line in self.behavior_ids
        }
        return {
            "schema": SCHEMA,
            "skp": self.id,
            "number": self.version_number + 1,
            "year": self.year,
            "agency": self.company_id.name,
            "place": self.company_id.asn_place or "",
            "model": self.model,
            "approach": self.approach,
            "date_from": str(self.date_from),
            "date_to": str(self.date_to),
            "employee": self.assignment_id._asn_party(today),
            **parties[self.id],
            "results": results,
            "behaviors": [
                value | {"expectation": expectations.get(value["id"], "")}
                for value in behaviors
            ],
            "agreed_on": str(today),
            "reason": self.revision_reason or "",
        }

    def _asn_version(self):
        """Return {plan: its newest version}, one query for all."""
        return {plan: found[-1:] for plan, found in self._asn_versions().items()}

    def _asn_version_in(self, period, versions):
        """Return the version in force at the end of a period, or of the plan in it.

        ``versions``: {plan: its versions}, as of `_asn_versions`.
        """
        self.ensure_one()
        found = versions.get(self, self.env["hr.asn.skp.version"])
        return found._asn_in_force(min(period.date_to, self.date_to))

    def _asn_versions(self):
        """Return {plan: its versions, oldest first}, one query for all."""
        versions = self.env["hr.asn.skp.version"].search(
            [("skp_id", "in", self.ids)], order="skp_id, number"
        )
        return versions.grouped("skp_id")

    @api.ondelete(at_uninstall=False)
    def _unlink_only_empty_draft(self):
        if any(skp.state != DRAFT or skp.version_number for skp in self):
            raise UserError(self.env._("A submitted or agreed plan is never deleted."))


class HrAsnSkpBehavior(models.Model):
    """What a leader expects beyond the guides; a row only where it is written."""

    _name = "hr.asn.skp.behavior"
    _description = "SKP special expectation"
    _inherit = ["hr.asn.skp.line.mixin"]
    _order = "skp_id, behavior_id"

    behavior_id = fields.Many2one("hr.asn.behavior", "Value", required=True)
    expectation = fields.Text("Leader's Special Expectation", required=True)

    _behavior_uniq = models.Constraint(
        "UNIQUE(skp_id, behavior_id)", "This value has an expectation already."
    )

    def _asn_restore(self, plan, values):
        """Make these expectations those that a version keeps with its ``values``."""
        agreed = {one["id"]: one["expectation"] for one in values if one["expectation"]}
        (self.filtered(lambda line: line.behavior_id.id not in agreed)).unlink()
        there = self.exists().grouped(lambda line: line.behavior_id.id)
        for key, line in there.items():
            line.expectation = agreed[key]
        self.create(
            [
                {"skp_id": plan.id, "behavior_id": key, "expectation": text}
                for key, text in agreed.items()
                if key not in there
            ]
        )
