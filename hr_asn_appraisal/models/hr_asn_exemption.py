from collections import defaultdict
from datetime import date, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..days import in_words
from ..domains import IN_OPEN_CYCLE
from ..law import codes, exemptions, states
from .hr_asn_exempt_mixin import REMINDERS
from .hr_asn_workflow_mixin import APPRAISER, EMPLOYEE, OFFICER, Transition

PROPOSED = "proposed"
CONFIRMED = "confirmed"
REVOKED = "revoked"
STATES = [
    (PROPOSED, "Waiting for Confirmation"),
    (CONFIRMED, "Confirmed"),
    (REVOKED, "Revoked"),
]

KINDS = [
    (codes.TUGAS_BELAJAR, "Study Assignment"),
    (codes.CLTN, "Unpaid Leave (CLTN)"),
    (codes.CUTI_BESAR, "Long Leave"),
    (codes.CUTI_SAKIT, "Sick Leave"),
    (codes.CUTI_MELAHIRKAN, "Maternity Leave"),
    (codes.PEMBERHENTIAN_SEMENTARA, "Suspension"),
    (codes.MPP, "Preparation for Retirement (MPP)"),
    (codes.PENSIUN, "Retirement"),
    (codes.MENINGGAL, "Death"),
    (codes.PINDAH_INSTANSI, "Transfer to Another Agency"),
    (codes.LAINNYA, "Other"),
]

# What others rely on once it is confirmed; the last day and the papers may follow.
SETTLED = frozenset({"kind", "date_from"})


class HrAsnExemption(models.Model):
    """A time in which nobody waits for a person: "exempt" is never "late".

    Only what is confirmed counts. No two confirmed ones of a person overlap.
    """

    _name = "hr.asn.exemption"
    _description = "ASN exemption"
    _inherit = [
        "hr.asn.workflow.mixin",
        "hr.asn.scope.mixin",
        "hr.asn.person.search.mixin",
        "mail.activity.mixin",
    ]
    _order = "date_from desc, id desc"
    _rec_names_search = ["name", "nip", "decree"]

    _transitions = (
        Transition("confirm", (PROPOSED,), CONFIRMED, (OFFICER,), "_check_alone"),
        Transition("withdraw", (PROPOSED,), REVOKED, (EMPLOYEE, APPRAISER, OFFICER)),
        Transition("revoke", (CONFIRMED,), REVOKED, (OFFICER,)),
    )
    _asn_protected = {"state": PROPOSED, "ended": False, "dropped": False}
    _asn_fixed = frozenset({"employee_id"})

    employee_id = fields.Many2one(
        "hr.employee",
        "Employee",
        required=True,
        ondelete="cascade",
        index=True,
        default=lambda self: self._default_employee_id(),
    )
    company_id = fields.Many2one(
        "res.company",
        "Agency",
        compute="_compute_person",
        store=True,
        precompute=True,
        compute_sudo=True,
        index=True,
    )
    name = fields.Char(
        "Employee Name",
        compute="_compute_person",
        store=True,
        precompute=True,
        compute_sudo=True,
        index="trigram",
    )
    nip = fields.Char(
        "NIP",
        compute="_compute_person",
        store=True,
        precompute=True,
        compute_sudo=True,
        index="trigram",
    )
    # Whose it is to confirm and to read: by the post that the person has or had last.
    assignment_id = fields.Many2one(
        "hr.asn.assignment",
        "Assignment",
        compute="_compute_assignment_id",
        store=True,
        compute_sudo=True,
        ondelete="set null",
        index=True,
    )
    department_id = fields.Many2one(
        related="assignment_id.department_id", store=True, index=True, string="Unit"
    )
    appraiser_id = fields.Many2one(
        related="assignment_id.appraiser_id", store=True, index=True
    )
    post = fields.Char(related="assignment_id.post")
    kind = fields.Selection(KINDS, "Reason for Exemption", required=True)
    date_from = fields.Date("From", required=True)
    date_to = fields.Date("To", help="Empty: until further notice.")
    decree = fields.Char("Decree Number")
    reason = fields.Text("Explanation")
    state = fields.Selection(
        STATES, default=PROPOSED, required=True, copy=False, index=True
    )
    # The posts that it has ended, with the last day each had before.
    ended = fields.Json(copy=False, export_string_translation=False)
    # What was dropped with them: {plan id: period ids} of evaluations not begun, and
    # [post id, cycle id] of plans not begun.
    dropped = fields.Json(copy=False, export_string_translation=False)
    note = fields.Char("In Words", compute="_compute_note")
    effect = fields.Text(compute="_compute_effect")

    _one_at_a_time = models.Constraint(
        "EXCLUDE USING gist (int4range(employee_id, employee_id, '[]') WITH &&, "
        f"daterange(date_from, date_to, '[]') WITH &&) WHERE (state = '{CONFIRMED}')",
        "This employee has a confirmed exemption in that time already.",
    )
    _dates_ordered = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)",
        "An exemption ends after it has begun.",
    )

    def _default_employee_id(self):
        """Whoever is no officer means himself."""
        user = self.env.user
        officer = user.has_group("hr_asn_appraisal.group_asn_officer")
        return False if officer else user.employee_id

    @api.depends(
        "employee_id.name",
        "employee_id.asn_nip",
        "employee_id.asn_front_title",
        "employee_id.asn_back_title",
        "employee_id.company_id",
    )
    def _compute_person(self):
        for one in self:
            employee = one.employee_id
            one.company_id = employee.company_id
            one.name = employee._asn_full_name() if employee else False
            one.nip = employee.asn_nip

    @api.depends(
        "employee_id",
        "employee_id.asn_assignment_ids.status",
        "employee_id.asn_assignment_ids.date_from",
    )
    def _compute_assignment_id(self):
        for one in self:
            posts = one.employee_id.asn_assignment_ids.sorted(
                lambda post: (post.status == codes.DEFINITIF, post.date_from)
            )
            one.assignment_id = posts[-1:]

    @api.depends("name", "kind")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            parts = (one.name, one._asn_kind_label())
            one.display_name = ", ".join(part for part in parts if part)

    @api.depends("name", "kind", "date_from", "date_to")
    @api.depends_context("lang")
    def _compute_note(self):
        for one in self:
            one.note = one.date_from and one._asn_sentence()

    @api.depends("employee_id", "kind", "date_from", "date_to", "state")
    @api.depends_context("lang", "uid")
    def _compute_effect(self):
        """Say what is no longer awaited, before it is saved; and which posts end."""
        for one in self:
            known = one.employee_id and one.kind and one.date_from
            waits = known and one.state != REVOKED
            one.effect = "\n".join(one._asn_effects()) if waits else False

    def _asn_effects(self):
        counts = {
            name: len(self._asn_no_longer_awaited(model))
            for name, model in (
                ("plans", "hr.asn.skp"),
                ("evaluations", "hr.asn.evaluation"),
            )
        }
        sentence = self.env._(
            "%(plans)s plans and %(evaluations)s evaluations are not awaited.", **counts
        )
        return [sentence, *self._asn_ending_sentences()]

    def _asn_no_longer_awaited(self, model):
        """Return the documents of the person that nobody would wait for."""
        documents = self.env[model]
        mine = documents.search(
            Domain("employee_id", "=", self.employee_id.id)
            & Domain("state", "in", documents._asn_awaited)
            & IN_OPEN_CYCLE
        )
        return mine._asn_excuses(self)

    def _asn_ending_sentences(self):
        """Name the posts that end, or have ended, by this exemption."""
        posts = self._asn_ending().get(self, self.assignment_id.browse())
        posts |= posts.browse(int(key) for key in self.ended or {})
        last = self.date_from - timedelta(days=1)
        return [
            self.env._(
                "The post %(post)s ends on %(day)s.",
                post=post._asn_post(),
                day=in_words(self.env, last),
            )
            for post in posts
        ]

    def _asn_kind_label(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        return labels.get(self.kind, "")

    def _asn_sentence(self):
        """Return who is exempt, when and why, M45."""
        values = {
            "name": self.name or "",
            "start": in_words(self.env, self.date_from),
            "reason": self._asn_kind_label(),
        }
        if not self.date_to:
            return self.env._(
                "%(name)s is exempt from %(start)s on: %(reason)s. "
                "Not counted as late.",
                **values,
            )
        return self.env._(
            "%(name)s is exempt %(start)s–%(end)s: %(reason)s. Not counted as late.",
            end=in_words(self.env, self.date_to),
            **values,
        )

    def _check_alone(self):
        """Name the exemption that is in the way of one that is to be confirmed.

        A confirmed one, or another one that is to be confirmed at the same time.
        """
        for one, other in self._asn_in_the_way(self):
            raise UserError(
                self.env._(
                    "%(taken)s This one waits as a proposal.",
                    taken=one._asn_taken(other),
                )
            )

    def _asn_in_the_way(self, more, **values):
        """Yield (one of these, another exemption of that person with a day in common).

        ``more``: what is not confirmed yet and counts as well; ``values``: "date_to"
        where it is to be written anew.
        """
        # sudo: hr.asn.exemption - of the same people, whoever confirmed it
        own = self.sudo()
        confirmed = own.search(
            [("employee_id", "in", own.employee_id.ids), ("state", "=", CONFIRMED)]
        )
        others = (confirmed | more.sudo()).grouped("employee_id")
        for one in own:
            last = values.get("date_to", one.date_to)
            for other in others.get(one.employee_id, own.browse()) - one:
                if other._asn_shares(one.date_from, last):
                    yield one, other

    def _asn_shares(self, first, last):
        """Say whether this has a day in common with a time; no last day: open."""
        ends = [self.date_to or date.max, last or date.max]
        return max(self.date_from, first) <= min(ends)

    def _asn_taken(self, other):
        return self.env._(
            "There is an exemption in that time already: %(other)s Change its end or "
            "revoke it first.",
            other=other.note,
        )

    # -- steps ---------------------------------------------------------------

    def action_confirm(self):
        """Confirm; the posts of those who do not come back end on the day before."""
        self._transition("confirm", note=lambda one: one.note)
        self._asn_end_posts()
        self._asn_take_reminders()

    def action_withdraw(self):
        """Take a proposal back, or refuse it."""
        self._transition("withdraw")

    def action_revoke(self, reason):
        """Take back what was confirmed, with the posts that it had ended."""
        if not (reason or "").strip():
            raise UserError(self.env._("Write why the exemption is revoked."))
        self._transition("revoke", note=reason)
        self._asn_restore_posts()

    def write(self, vals):
        """What was confirmed keeps its kind and first day; the end may follow."""
        answered = self.filtered(lambda one: one.state != PROPOSED)
        if answered and SETTLED & vals.keys():
            raise UserError(
                self.env._(
                    "%(document)s is “%(state)s”. Revoke it and make another one.",
                    document=answered[0].display_name,
                    state=answered[0]._asn_state_label(),
                )
            )
        if "date_to" in vals:
            # Before it is written: afterwards the database says so in its own words.
            answered._asn_check_end(fields.Date.to_date(vals["date_to"]))
        result = super().write(vals)
        if "date_to" in vals:
            self.env["hr.asn.event"]._asn_log(
                answered, "change_dates", lambda one: one.note
            )
        return result

    def _asn_check_end(self, last):
        """Raise where one that counts would reach into another one; revoked none does.

        ``last``: the day on which these are to end, False: open.
        """
        counting = self.filtered(lambda one: one.state == CONFIRMED)
        for one, other in counting._asn_in_the_way(self.browse(), date_to=last):
            raise UserError(one._asn_taken(other))

    def _asn_take_reminders(self):
        """Take back the reminders of what nobody waits for any more."""
        for model, kind in REMINDERS.items():
            # sudo: hr.asn.skp, … - the reminder of somebody else is taken back
            documents = self.env[model].sudo()
            waiting = documents.search(
                Domain("employee_id", "in", self.employee_id.ids)
                & Domain("state", "in", documents._asn_awaited)
                & IN_OPEN_CYCLE
            )
            excused = documents.union(*waiting._asn_excuses())
            excused.activity_unlink([kind])

    # -- posts ---------------------------------------------------------------

    def _asn_ending(self):
        """Return {exemption: the posts that it ends}, one query for all."""
        final = self.filtered(lambda one: one.kind in codes.ENDING_KINDS)
        # sudo: hr.asn.assignment - he leaves every post, in whatever unit
        posts = self.env["hr.asn.assignment"].sudo()
        held = posts.search([("employee_id", "in", final.employee_id.ids)])
        return {
            one: held.filtered(
                lambda post, one=one: (
                    post.employee_id == one.employee_id
                    and post.date_from < one.date_from
                    and (not post.date_to or post.date_to >= one.date_from)
                )
            )
            for one in final
        }

    def _asn_end_posts(self):
        for one, posts in self._asn_ending().items():
            former = {
                str(post.id): fields.Date.to_string(post.date_to) for post in posts
            }
            plans, evaluations = one._asn_documents(posts)
            posts.write({"date_to": one.date_from - timedelta(days=1)})
            dropped = one._asn_dropped(posts, plans, evaluations)
            # sudo: hr.asn.exemption - settled by the confirmation
            one.sudo()._asn_put({"ended": former or False, "dropped": dropped})

    @api.model
    def _asn_documents(self, posts):
        """Return the keys of the plans and of the evaluations of these posts."""
        plans = {(plan.assignment_id.id, plan.cycle_id.id) for plan in posts.skp_ids}
        evaluations = {
            (one.skp_id.id, one.period_id.id) for one in posts.skp_ids.evaluation_ids
        }
        return plans, evaluations

    def _asn_dropped(self, posts, plans, evaluations):
        """Return what is left of these keys no longer; False where all is."""
        left_plans, left_evaluations = self._asn_documents(posts)
        periods = defaultdict(list)
        for plan, period in sorted(evaluations - left_evaluations):
            periods[str(plan)].append(period)
        gone = {
            "plans": [list(key) for key in sorted(plans - left_plans)],
            "evaluations": dict(periods),
        }
        return gone if any(gone.values()) else False

    def _asn_restore_posts(self):
        """Give posts back the last day they had, unless it was changed since.

        What was dropped with them is opened again.
        """
        for one in self:
            # sudo: hr.asn.assignment - as above
            posts = self.env["hr.asn.assignment"].sudo()
            restored = posts.browse()
            for post_id, date_to in (one.ended or {}).items():
                post = posts.browse(int(post_id)).exists()
                if post and post.date_to == one.date_from - timedelta(days=1):
                    post.date_to = date_to
                    restored |= post
            one._asn_reopen(restored)

    def _asn_reopen(self, posts):
        """Open again what was dropped with these posts, as an opening makes it."""
        dropped = self.dropped or {}
        opening = self.env["hr.asn.run.opening"].sudo()
        by_cycle = defaultdict(posts.browse)
        for post, cycle in dropped.get("plans", ()):
            by_cycle[cycle] |= posts.filtered(lambda one, post=post: one.id == post)
        # sudo: hr.asn.cycle, … - the officer of a unit opens what he had closed
        for cycle in self.env["hr.asn.cycle"].sudo().browse(by_cycle).exists():
            if cycle.state != states.CLOSED:
                opening._asn_open_due(cycle, by_cycle[cycle.id])
        periods = {int(key): ids for key, ids in dropped.get("evaluations", {}).items()}
        plans = posts.skp_ids.filtered(
            lambda plan: plan.id in periods and plan.cycle_id.state != states.CLOSED
        )
        self.env["hr.asn.run.evaluation"].sudo()._asn_open(plans, periods)

    # -- who is exempt -------------------------------------------------------

    @api.model
    def _asn_confirmed_domain(self):
        return Domain("state", "=", CONFIRMED)

    @api.model
    def _asn_confirmed(self, employees, date_from, date_to):
        """Return {employee: confirmed exemptions that touch a span}, one query."""
        # sudo: hr.asn.exemption - who is exempt is so for everybody who asks
        found = self.sudo().search(
            [
                ("employee_id", "in", employees.ids),
                ("state", "=", CONFIRMED),
                ("date_from", "<=", date_to),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", date_from),
            ]
        )
        return defaultdict(self.sudo().browse, found.grouped("employee_id"))

    @api.model
    def _asn_exempt_on(self, employees, date_from, date_to):
        """Return {employee: his exemptions} of who is exempt on every day of a span.

        Several exemptions may cover it together. One query for all employees.
        """
        confirmed = self._asn_confirmed(employees, date_from, date_to)
        return {
            employee: found
            for employee, found in confirmed.items()
            if exemptions.covers(found._asn_spans(), date_from, date_to)
        }

    def _asn_spans(self):
        """Return first and last day of each, as law/exemptions.py takes them."""
        return [(one.date_from, one.date_to or None) for one in self]
