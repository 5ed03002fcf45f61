from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain

from ..days import in_words
from ..memo import forget, remembered
from .hr_asn_workflow_mixin import APPRAISER, OFFICER, SYSTEM, Transition

ACTIVE = "active"
ENDED = "ended"
STATES = [(ACTIVE, "In Force"), (ENDED, "Ended")]

PLANS = "plan"
RATINGS = "rating"
SCOPES = [(PLANS, "Approval of Plans"), (RATINGS, "Rating")]
# {what is covered: the documents that it is about}
MODELS = {PLANS: "hr.asn.skp", RATINGS: "hr.asn.evaluation"}
APPROVE_TYPE = "hr_asn_appraisal.mail_act_asn_skp_approve"
RATE_TYPE = "hr_asn_appraisal.mail_act_asn_rate"
# What may be asked of who has rated for another, and what tells him.
CASES = {
    "hr.asn.inquiry": "hr_asn_appraisal.mail_act_asn_inquiry",
    "hr.asn.objection": "hr_asn_appraisal.mail_act_asn_objection_explain",
}

# Who is away for longer is replaced by an acting official with an assignment.
MOST_DAYS = 92

END = "end"

# What a request knows of the delegations of its user.
GIVEN = "asn_delegations_given"


class HrAsnDelegation(models.Model):
    """An appraiser lets somebody else approve plans or rate for him, for some time.

    Rights follow the dates at once; the appraiser keeps his own. It is never passed
    on, and nobody approves his own plan or rates himself by it.
    """

    _name = "hr.asn.delegation"
    _description = "ASN delegation"
    _inherit = [
        "hr.asn.company.mixin",
        "hr.asn.workflow.mixin",
        "hr.asn.scope.mixin",
        "mail.activity.mixin",
    ]
    _order = "date_from desc, id desc"
    _check_company_auto = True

    _transitions = (Transition(END, (ACTIVE,), ENDED, (APPRAISER, OFFICER, SYSTEM)),)
    _asn_protected = {"state": ACTIVE, "ended_on": False}
    _asn_fixed = frozenset(
        {"appraiser_id", "delegate_id", "scope", "company_id", "date_from", "date_to"}
    )

    appraiser_id = fields.Many2one(
        "hr.employee",
        "Appraiser",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        default=lambda self: self.env.user.employee_id,
    )
    delegate_id = fields.Many2one(
        "hr.employee",
        "Acts for Him",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    scope = fields.Selection(SCOPES, "Covers", required=True, default=PLANS)
    date_from = fields.Date(
        "From",
        required=True,
        default=lambda self: self.env.company._asn_today(),
    )
    date_to = fields.Date("Until", required=True)
    reason = fields.Char(required=True, help="Training, leave, duty journey …")
    decree = fields.Char("Number of the Order")
    state = fields.Selection(
        STATES, default=ACTIVE, required=True, readonly=True, copy=False
    )
    ended_on = fields.Date(readonly=True, copy=False)
    company_id = fields.Many2one(readonly=True)
    department_id = fields.Many2one(
        "hr.department",
        "Unit",
        compute="_compute_department_id",
        store=True,
        precompute=True,
        compute_sudo=True,
        index=True,
    )
    appraiser_name = fields.Char(compute="_compute_names", compute_sudo=True)
    delegate_name = fields.Char(compute="_compute_names", compute_sudo=True)

    _not_himself = models.Constraint(
        "CHECK(appraiser_id != delegate_id)", "Nobody acts for himself."
    )
    _dates_ordered = models.Constraint(
        "CHECK(date_to >= date_from)", "A delegation ends after it has begun."
    )
    _not_for_ever = models.Constraint(
        f"CHECK(date_to - date_from < {MOST_DAYS})",
        f"A delegation lasts {MOST_DAYS} days at most. For a longer absence, give the "
        "post to an acting official.",
    )
    _one_at_a_time = models.Constraint(
        "EXCLUDE USING gist (int4range(appraiser_id, appraiser_id, '[]') WITH &&, "
        "daterange(date_from, date_to, '[]') WITH &&) "
        f"WHERE (state = '{ACTIVE}' AND scope = '{PLANS}')",
        "Somebody acts for this appraiser in that time already. "
        "End that delegation first.",
    )
    # One for each scope: text has no place in an index of this kind.
    _one_rates_at_a_time = models.Constraint(
        "EXCLUDE USING gist (int4range(appraiser_id, appraiser_id, '[]') WITH &&, "
        "daterange(date_from, date_to, '[]') WITH &&) "
        f"WHERE (state = '{ACTIVE}' AND scope = '{RATINGS}')",
        "Somebody rates for this appraiser in that time already. "
        "End that delegation first.",
    )

    @api.depends("appraiser_id")
    def _compute_department_id(self):
        """Take the unit of the post held now: its officers look after it."""
        assignments = self.env["hr.asn.assignment"]
        for delegation in self:
            held = assignments._asn_held_by(
                delegation.appraiser_id, delegation._asn_today()
            )
            posts = held.get(delegation.appraiser_id, assignments)
            delegation.department_id = posts[:1].department_id

    @api.depends("appraiser_id", "delegate_id")
    def _compute_names(self):
        for delegation in self:
            for party in ("appraiser", "delegate"):
                person = delegation[f"{party}_id"]
                name = person._asn_full_name() if person else False
                delegation[f"{party}_name"] = name

    @api.depends("appraiser_name", "delegate_name")
    def _compute_display_name(self):
        for delegation in self:
            names = filter(None, (delegation.appraiser_name, delegation.delegate_name))
            delegation.display_name = " → ".join(names)

    @api.constrains("appraiser_id", "delegate_id")
    def _check_parties(self):
        """Only who appraises delegates, and only to who can sign in."""
        # sudo: hr.employee, hr.asn.assignment - asked, not shown
        for delegation in self.sudo():
            appraised = [("appraiser_id", "=", delegation.appraiser_id.id)]
            if not self.env["hr.asn.assignment"].sudo().search_count(appraised, 1):
                raise ValidationError(
                    self.env._(
                        "%s appraises nobody and has nothing to delegate.",
                        delegation.appraiser_name,
                    )
                )
            if not delegation.delegate_id.user_id._asn_able():
                raise ValidationError(
                    self.env._(
                        "%s has no login and cannot approve. Choose somebody else.",
                        delegation.delegate_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Begin delegations: history tells, waiting plans are put to the delegates."""
        delegations = super().create(vals_list)
        forget(self.env, GIVEN)
        delegations._asn_check_not_self()
        delegations._asn_check_not_over()
        self.env["hr.asn.event"]._asn_log(delegations, "delegate")
        delegations._asn_tell()
        return delegations

    def _asn_check_not_over(self):
        """Refuse what would never take effect: nobody acts for the past."""
        for one in self:
            if one.date_to < one._asn_today():
                raise ValidationError(
                    self.env._(
                        "The delegation would be over already. Choose a last day from "
                        "today on."
                    )
                )

    def _asn_check_not_self(self):
        """Refuse who takes over the work of others by his own hand."""
        mine = self._asn_mine("delegate_id") - self._asn_mine("appraiser_id")
        if mine and not self.env.su:
            raise AccessError(
                self.env._(
                    "Nobody makes himself the one who acts for others. "
                    "Ask the appraiser or another officer to do it."
                )
            )

    def action_end(self):
        """End delegations before their time: from now on they give no right."""
        self._transition(END, values={"ended_on": self._asn_today()})
        self._asn_untell()

    def _asn_role_appraiser(self):
        return self._asn_mine("appraiser_id")

    def _asn_role_officer(self):
        """Also for himself: an officer may be an appraiser who goes on leave."""
        return self.filtered("asn_in_officer_scope")

    # -- in force --------------------------------------------------------------

    @api.model
    def _asn_in_force(self, companies, *scopes):
        """Return the domain of what gives rights today, by the clock of each agency."""
        days = Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("date_from", "<=", company._asn_today())
            & Domain("date_to", ">=", company._asn_today())
            for company in companies
        )
        return days & Domain("state", "=", ACTIVE) & Domain("scope", "in", scopes)

    @api.model
    def _asn_given_to_user(self, *scopes):
        """Return what is in force for the user who asks, as rules ask it.

        One query in a request, however often it is asked and for which scopes: until
        a delegation changes.
        """
        companies = self.env.companies
        days = tuple(company._asn_today() for company in companies)
        key = (self.env.uid, companies._ids, days)
        # sudo: hr.asn.delegation - a rule asks, as whoever it is for
        mine = self.sudo()
        domain = Domain("delegate_id.user_id", "=", self.env.uid)
        domain &= mine._asn_in_force(companies, *dict(SCOPES))
        found = remembered(
            self.env,
            GIVEN,
            key,
            lambda: {one.id: one.scope for one in mine.search_fetch(domain, ["scope"])},
        )
        return mine.browse(key for key, scope in found.items() if scope in scopes)

    def write(self, vals):
        forget(self.env, GIVEN)
        return super().write(vals)

    def _asn_put(self, vals):
        forget(self.env, GIVEN)
        return super()._asn_put(vals)

    @api.model
    @api.readonly
    def bands(self, scope=PLANS):
        """Return for whom the user acts today in a scope, a sentence for each."""
        return [one._asn_band() for one in self._asn_given_to_user(scope)]

    def _asn_band(self):
        told = {
            "name": self.appraiser_name,
            "date": in_words(self.env, self.date_to),
        }
        if self.scope == RATINGS:
            return self.env._("You rate on behalf of %(name)s until %(date)s.", **told)
        return self.env._(
            "You approve plans on behalf of %(name)s until %(date)s.", **told
        )

    @api.model
    def _asn_given_by(self, appraisers, scope):
        """Return {appraiser: his delegation in force}; one query for all."""
        # sudo: hr.asn.delegation - who acts for whom is asked for somebody else
        given = self.sudo()._asn_in_force(appraisers.company_id, scope)
        found = self.sudo().search(given & Domain("appraiser_id", "in", appraisers.ids))
        return found.grouped("appraiser_id")

    def _asn_signer(self, today):
        """Return the delegate as a seal keeps who signed for an appraiser."""
        self.ensure_one()
        posts = self.env["hr.asn.assignment"]
        held = posts._asn_held_by(self.delegate_id, today)
        post = held.get(self.delegate_id, posts)[:1]
        return self.delegate_id._asn_party_as(post, today) | {
            "delegation": self.id,
            "decree": self.decree or "",
            "delegated_from": str(self.date_from),
            "delegated_to": str(self.date_to),
        }

    # -- what waits --------------------------------------------------------------

    def _asn_waiting(self):
        """Return what waits for the appraisers of these delegations, by model."""
        # sudo: hr.asn.skp, hr.asn.evaluation - told to the delegate, whoever begins it
        return [
            self.env[MODELS[scope]].sudo()._asn_waiting_for(some.sudo().appraiser_id)
            for scope, some in self.grouped("scope").items()
        ]

    def _asn_tell(self):
        """Put what waits to the delegates in force who have not been told yet."""
        now = self.browse()
        for scope, some in self.grouped("scope").items():
            now |= some.filtered_domain(self._asn_in_force(some.company_id, scope))
        for waiting in now._asn_waiting():
            waiting._asn_tell_delegates()
        now.filtered(lambda one: one.scope == RATINGS)._asn_tell_cases()

    def _asn_tell_cases(self):
        """Put to these delegates what is asked of what they have rated earlier."""
        # sudo: hr.asn.inquiry, hr.asn.objection - told to the delegate, whoever begins
        own = self.sudo()
        theirs = Domain("appraiser_id", "in", own.appraiser_id.ids)
        for model, activity_type in CASES.items() if own else ():
            cases = own.env[model]
            waiting = cases.search(theirs & cases._asn_unanswered())
            waiting._asn_tell_raters(activity_type)

    def _asn_untell(self):
        """Take back what was put to the delegates; the appraisers keep theirs."""
        for delegation in self.sudo():
            user = delegation.delegate_id.user_id
            (waiting,) = delegation._asn_waiting()
            own = waiting.filtered(
                lambda one, user=user: one.appraiser_id.user_id != user
            )
            own._asn_untell(user)
            if delegation.scope == RATINGS:
                delegation._asn_untell_cases(user)

    def _asn_untell_cases(self, user):
        """Take back what was put to a delegate of cases on what he has rated."""
        for model, activity_type in CASES.items():
            cases = self.env[model].search(
                [("appraiser_id", "=", self.appraiser_id.id)]
            )
            others = cases.filtered(lambda one: one.employee_id.user_id != user)
            others.activity_unlink([activity_type], user_id=user.id)

    @api.model
    def _cron_asn_delegations(self):
        """Put what waits to delegates whose time has begun; end what is over."""
        active = self.search([("state", "=", ACTIVE)])
        over = active.filtered(lambda one: one.date_to < one.company_id._asn_today())
        over._transition(END, values=lambda one: {"ended_on": one.date_to})
        over._asn_untell()
        (active - over)._asn_tell()

    @api.onchange("date_from")
    def _onchange_date_from(self):
        if self.date_from and self.date_to and self.date_to < self.date_from:
            self.date_to = self.date_from + timedelta(days=1)
