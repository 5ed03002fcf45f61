from odoo import api, models
from odoo.fields import Domain

from ..days import in_words
from ..law import deadlines
from .hr_asn_todo import (
    ANSWER,
    APPROVE,
    ARGUE,
    DECIDE,
    DELIVER,
    DOCUMENT,
    DRIFT,
    EXPECT,
    EXPLAIN,
    FEEDBACK,
    KINDS,
    PLAN,
    PROVE,
    RATE,
    REPORT,
    STATE,
)

PAGE = "/odoo/my-performance"


class HrAsnDigest(models.AbstractModel):
    """One e-mail for all that waits for a person, instead of one for each document.

    Counts and deadlines only, in the language of who gets it. Nothing to who cannot
    sign in, has no e-mail address, is exempt today or does not want it.
    """

    _name = "hr.asn.digest"
    _description = "ASN digest by e-mail"

    @api.model
    def _cron_asn_digest(self, batch_size=100):
        """Send the digests that are due today; each batch is committed."""
        # sudo: res.company, res.users - the system tells everybody what is his
        agencies = self.env["res.company"].sudo()
        for company in agencies.search([("asn_digest", "!=", "off")]):
            self.sudo().with_company(company)._asn_send_due(batch_size)

    @api.model
    def _asn_send_due(self, batch_size):
        today = self.env.company._asn_today()
        due = self._asn_due_domain(today)
        users = self.env["res.users"]
        while batch := users.search(due, order="id", limit=batch_size):
            self._asn_send(batch, today)
            self.env["ir.cron"]._commit_progress(len(batch))

    @api.model
    def _asn_due_domain(self, today):
        """Return whose turn it is: looked through for the last time before this span.

        Who has come within a week waits for its next first day.
        """
        company = self.env.company
        since = deadlines.digest_since(today, company.asn_digest)
        before = Domain("asn_digest_on", "<", since)
        if since == today:
            before |= Domain("asn_digest_on", "=", False)
        return (
            before
            & Domain("company_id", "=", company.id)
            & Domain("share", "=", False)
            & Domain("employee_ids", "!=", False)
        )

    @api.model
    def _asn_send(self, users, today):
        """Put the e-mails of these users into the queue, and note the day at once."""
        reached = self._asn_reached(users, today)
        waiting = self.env["hr.asn.todo"]._asn_of_many(reached, today)
        mails = [
            self._asn_mail(user, waiting[user]) for user in reached if user in waiting
        ]
        self.env["mail.mail"].create(mails)
        # The day is kept of everybody, so that nobody is asked twice.
        users.write({"asn_digest_on": today})

    @api.model
    def _asn_reached(self, users, today):
        """Return those of these users who get an e-mail if something waits for them."""
        wanting = users.filtered(lambda user: user.asn_digest and user.email)
        exempt = self.env["hr.asn.exemption"]._asn_confirmed(
            wanting.employee_ids, today, today
        )
        away = wanting.filtered(
            lambda user: any(person in exempt for person in user.employee_ids)
        )
        return (wanting - away)._asn_able()

    @api.model
    def _asn_mail(self, user, kinds):
        """Return the values of an e-mail; ``kinds``: of hr.asn.todo._asn_of_many."""
        told = self.with_context(lang=user.lang)
        company = self.env.company
        count = sum(len(days) for days in kinds.values())
        values = {
            "user": user,
            "agency": company.name,
            "lines": told._asn_lines(kinds),
            "url": company.get_base_url() + PAGE,
        }
        view = "hr_asn_appraisal.digest_mail"
        return {
            "subject": told.env._("ASN Performance: %s things wait for you", count),
            "body_html": told.env["ir.qweb"]._render(view, values),
            "email_to": user.email_formatted,
            "email_from": company.email_formatted or self.env.user.email_formatted,
            "auto_delete": True,
        }

    @api.model
    def _asn_lines(self, kinds):
        """Return a dict of words, count and deadline for each kind that waits."""
        labels = {
            DOCUMENT: self.env._("Evaluation documents to read and sign"),
            PLAN: self.env._("Plans (SKP) to complete and submit"),
            DRIFT: self.env._("Plans whose leader has changed results"),
            ARGUE: self.env._("Changes of your results that somebody argues with"),
            PROVE: self.env._("Evidence to add or to replace"),
            REPORT: self.env._("Periods whose actuals are to be reported"),
            APPROVE: self.env._("Plans waiting for your approval"),
            RATE: self.env._("Evaluations waiting for your rating"),
            DELIVER: self.env._("Rated evaluations to deliver"),
            EXPECT: self.env._("Expectations to read and confirm"),
            FEEDBACK: self.env._("Colleagues who ask for your feedback"),
            STATE: self.env._("Statements on your objections"),
            EXPLAIN: self.env._("Objections to explain"),
            DECIDE: self.env._("Objections to decide"),
            ANSWER: self.env._("Questions on evaluations to answer"),
        }
        return [
            {
                "label": labels[kind],
                "count": len(kinds[kind]),
                "until": self._asn_until(kinds[kind]),
            }
            for kind in KINDS
            if kind in kinds
        ]

    @api.model
    def _asn_until(self, days):
        """Say until when the first of them is to be done, "" where no day is set."""
        first = min((day for day in days if day), default=None)
        if first is None:
            return ""
        day = in_words(self.env, first)
        if first < self.env.company._asn_today():
            return self.env._("late since %s", day)
        return self.env._("the first until %s", day)
