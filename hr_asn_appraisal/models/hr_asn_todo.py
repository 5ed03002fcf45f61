from collections import defaultdict
from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain

from ..domains import IN_OPEN_CYCLE
from ..law import deadlines
from ..law.codes import HERE
from ..law.states import (
    CANCELLED,
    CLOSED,
    DELIVERED,
    DRAFT,
    RATED,
    RETURNED,
    SUBMITTED,
)
from .hr_asn_delegation import PLANS, RATINGS
from .hr_asn_dialogue import TOLD
from .hr_asn_evaluation import PERIODIC
from .hr_asn_feedback_request import OPEN
from .hr_asn_inquiry import ASKED as WAITING
from .hr_asn_objection import FILED, HEARD
from .hr_asn_objection_question_mixin import OF_APPRAISER, OF_EMPLOYEE
from .hr_asn_skp import EDITABLE
from .hr_asn_skp_drift_mixin import NEW

DOCUMENT = "document"
PLAN = "plan"
REPORT = "report"
PROVE = "prove"
APPROVE = "approve"
RATE = "rate"
DELIVER = "deliver"
FEEDBACK = "feedback"
EXPECT = "expect"
DRIFT = "drift"
ARGUE = "argue"
EXPLAIN = "explain"
STATE = "state"
DECIDE = "decide"
ANSWER = "answer"

EMPLOYEE, APPRAISER, ASKED = "employee_id", "appraiser_id", "asked_id"
SUPERIOR = "superior_id"


class Kind(NamedTuple):
    """One kind of what waits for a person: where, and as which party he has it."""

    model: str
    party: str


KINDS = {
    DOCUMENT: Kind("hr.asn.evaluation", EMPLOYEE),
    PLAN: Kind("hr.asn.skp", EMPLOYEE),
    DRIFT: Kind("hr.asn.skp", EMPLOYEE),
    ARGUE: Kind("hr.asn.skp", EMPLOYEE),
    REPORT: Kind("hr.asn.evaluation", EMPLOYEE),
    PROVE: Kind("hr.asn.evaluation", EMPLOYEE),
    APPROVE: Kind("hr.asn.skp", APPRAISER),
    RATE: Kind("hr.asn.evaluation", APPRAISER),
    DELIVER: Kind("hr.asn.evaluation", APPRAISER),
    FEEDBACK: Kind("hr.asn.feedback.request", ASKED),
    EXPECT: Kind("hr.asn.dialogue", EMPLOYEE),
    STATE: Kind("hr.asn.objection", EMPLOYEE),
    EXPLAIN: Kind("hr.asn.objection", APPRAISER),
    DECIDE: Kind("hr.asn.objection", SUPERIOR),
    ANSWER: Kind("hr.asn.inquiry", APPRAISER),
}
# {what waits for an appraiser: what a delegation must cover}
COVERED = {
    APPROVE: PLANS,
    RATE: RATINGS,
    DELIVER: RATINGS,
    EXPLAIN: RATINGS,
    ANSWER: RATINGS,
}
# Of these it waits only for who has rated himself for the appraiser.
OF_RATER = (EXPLAIN, ANSWER)
# Of a delivered evaluation: also asked for in a year that was closed meanwhile.
ALWAYS = (DOCUMENT, STATE, EXPLAIN, DECIDE, ANSWER)
# By which day what has no deadline is put in order.
ORDERS = {
    FEEDBACK: "asked_on",
    EXPECT: "held_on",
    STATE: "hear_until",
    EXPLAIN: "hear_until",
    DECIDE: "decide_until",
    ANSWER: "asked_on",
}


class HrAsnTodo(models.AbstractModel):
    """What waits for people, and until when: asked by the first page and the digest.

    Nothing is kept. Asked under the rights of who asks: the page as the user himself,
    the digest as the system, for many people at once.
    """

    _name = "hr.asn.todo"
    _description = "ASN to-dos"

    @api.model
    def _asn_domain(self, kind, today):
        """Return the domain of what waits of a kind, whoever it waits for.

        A cycle that was closed asks for nothing; what was delivered is still read.
        """
        unheard = Domain("state", "=", FILED)
        asked = self.env["hr.asn.objection"]._asn_asked_domain
        waiting = {
            DOCUMENT: lambda: Domain("state", "=", DELIVERED),
            PLAN: self._asn_plan_domain,
            DRIFT: self._asn_drift_domain,
            ARGUE: self._asn_argue_domain,
            REPORT: lambda: self._asn_report_domain(today),
            PROVE: self._asn_prove_domain,
            APPROVE: self.env["hr.asn.skp"]._asn_awaiting_appraiser,
            RATE: lambda: Domain("state", "=", SUBMITTED),
            DELIVER: self.env["hr.asn.evaluation"]._asn_undelivered,
            FEEDBACK: lambda: Domain("state", "=", OPEN),
            EXPECT: lambda: Domain("state", "=", TOLD),
            STATE: lambda: (
                (unheard & Domain("stated_on", "=", False)) | asked(OF_EMPLOYEE)
            ),
            EXPLAIN: lambda: (
                (unheard & Domain("explained_on", "=", False)) | asked(OF_APPRAISER)
            ),
            DECIDE: lambda: Domain("state", "=", HEARD),
            ANSWER: lambda: Domain("state", "=", WAITING),
        }[kind]()
        return waiting if kind in ALWAYS else waiting & IN_OPEN_CYCLE

    @api.model
    def _asn_plan_domain(self):
        return (
            Domain("state", "in", EDITABLE)
            & Domain("source", "=", HERE)
            & Domain("is_exempt", "=", False)
        )

    @api.model
    def _asn_drift_domain(self):
        """Of a plan that is at work its own to-do leads to the changes, too."""
        counting = Domain("is_cancelled", "=", False)
        changed = counting & Domain("link_ids.drift", "=", NEW)
        return Domain("state", "not in", (*EDITABLE, CLOSED, CANCELLED)) & Domain(
            "rhk_ids", "any", changed
        )

    @api.model
    def _asn_argue_domain(self):
        """Somebody argues with their changes; a plan at work tells it itself."""
        # sudo: hr.asn.rhk.link - whether somebody argues, not who
        links = self.env["hr.asn.rhk.link"].sudo()
        links = links._search(links._asn_arguing())
        argued = Domain("rhk_ids", "in", links.subselect("superior_rhk_id"))
        return Domain("state", "not in", (*EDITABLE, CLOSED, CANCELLED)) & argued

    @api.model
    def _asn_report_domain(self, today):
        return (
            Domain("state", "=", DRAFT)
            & Domain("kind", "=", PERIODIC)
            & Domain("date_from", "<=", today)
            & Domain("is_exempt", "=", False)
        )

    @api.model
    def _asn_prove_domain(self):
        """Evidence of what was reported was refused, or is asked for.

        A report at work tells it itself.
        """
        refused = self.env["hr.asn.evidence"]._asn_refused_somewhere()
        proof = Domain("id", "in", refused) | self.env["hr.asn.evaluation"]._asn_asked()
        return Domain("state", "in", (SUBMITTED, RATED)) & proof

    @api.model
    def _asn_of_user(self, kind, today):
        """Return what waits of a kind for the user who asks, as records."""
        model, party = KINDS[kind]
        own = Domain(f"{party}.user_id", "=", self.env.uid)
        if kind in COVERED:
            own |= Domain("asn_is_delegated", "=", True)
        found = self.env[model].search(own & self._asn_domain(kind, today))
        found = self._asn_possible(kind, found)
        return found.sorted(ORDERS.get(kind, "date_to"))

    @api.model
    def _asn_of_many(self, users, today):
        """Return {user: {kind: [deadline or None of each]}} of the agency worked in.

        The queries are the same for any number of users.
        """
        found = defaultdict(dict)
        acted = self._asn_acted_for(users)
        for kind, (model, party) in KINDS.items():
            people = users.employee_ids.filtered(
                lambda one: one.company_id == self.env.company
            )
            people |= self.env["hr.employee"].union(*acted.get(COVERED.get(kind), ()))
            waiting = self.env[model].search(
                Domain(party, "in", people.ids) & self._asn_domain(kind, today)
            )
            for person, some in waiting.grouped(party).items():
                for user in self._asn_whose(kind, person, users, acted):
                    his = self._asn_his(kind, some, user)
                    if his:
                        days = [self._asn_due(kind, one) for one in his]
                        found[user].setdefault(kind, []).extend(days)
        return found

    @api.model
    def _asn_his(self, kind, records, user):
        """Return those of records that wait for a user: nobody appraises himself."""
        records = self._asn_possible(kind, records)
        if KINDS[kind].party == EMPLOYEE:
            return records
        records = records.filtered(lambda one: one.employee_id.user_id != user)
        return self._asn_rated_by(user, records) if kind in OF_RATER else records

    @api.model
    def _asn_rated_by(self, user, cases):
        """Return those of cases whose appraiser a user is, or for whom he has rated."""
        raters = cases.evaluation_id._asn_raters()
        return cases.filtered(
            lambda one: (
                one.appraiser_id.user_id == user
                or user in raters.get(one._asn_rating_key(), user.browse())
            )
        )

    @api.model
    def _asn_possible(self, kind, records):
        """Return those of records that whose it is can do: who rated judges nothing."""
        return records._asn_with_judge() if kind == DECIDE else records

    @api.model
    def _asn_whose(self, kind, person, users, acted):
        """Return the users for whom it waits what waits for a person."""
        covered = acted.get(COVERED.get(kind), {})
        return (person.user_id & users) | covered.get(person, users.browse())

    @api.model
    def _asn_acted_for(self, users):
        """Return {scope: {appraiser: users who act for him today}}."""
        delegations = self.env["hr.asn.delegation"]
        given = delegations.search(
            delegations._asn_in_force(self.env.company, *set(COVERED.values()))
            & Domain("delegate_id.user_id", "in", users.ids)
        )
        return {
            scope: {
                appraiser: some.delegate_id.user_id & users
                for appraiser, some in covered.grouped("appraiser_id").items()
            }
            for scope, covered in given.grouped("scope").items()
        }

    @api.model
    def _asn_due(self, kind, record):
        """Return until when something is to be done, None where no day is set."""
        if kind == DOCUMENT:
            counts = record.deemed_on
            return counts - deadlines.ONE_DAY if counts else None
        if kind == REPORT:
            return record.fill_until
        if kind == DELIVER:
            return record.deliver_until or None
        if kind in (STATE, EXPLAIN, DECIDE):
            return record.next_until
        if kind == PLAN and (record._asn_is_filling() or record.state == RETURNED):
            return record.fill_until
        return None
