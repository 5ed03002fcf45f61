from odoo import api, models

from ..days import in_words
from ..law import monitor
from ..law.states import RATED, RETURNED
from .hr_asn_monitor import NOT_OPENED, NOTHING, SKP


class HrAsnMonitor(models.Model):
    """The rows in words: what stage it is, what waits for whom since when."""

    _inherit = "hr.asn.monitor"

    @api.depends("department_id")
    @api.depends_context("lang")
    def _compute_unit_path(self):
        for row in self:
            row.unit_path = row.department_id._asn_path()

    @api.depends("name", "stage", "period_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.name}, {row._asn_stage_name()}"

    def _asn_stage_name(self):
        """Return "SKP 2026" or "Evaluation Quarter I 2026"."""
        self.ensure_one()
        return self._asn_key_name(self.period_id or self.cycle_id)

    @api.model
    def _asn_key_name(self, key):
        if key._name == "hr.asn.cycle":
            return self.env._("SKP %s", key.year)
        return self.env._("Evaluation %s", key.display_name)

    @api.depends("bucket", "state", "due_on", "waiting_since", "appraiser_id")
    @api.depends_context("lang")
    def _compute_waits_for(self):
        for row in self:
            row.waits_for = row._asn_waits_for()

    def _asn_waits_for(self):
        """Return in one sentence what waits for whom since when."""
        self.ensure_one()
        sentences = {
            monitor.DONE: self._asn_is_done,
            monitor.EXEMPT: self._asn_is_away,
            monitor.ELSEWHERE: self._asn_is_elsewhere,
            monitor.BLOCKED: self._asn_waits_above,
            monitor.NO_LOGIN: self._asn_waits_for_office,
        }
        return sentences.get(self.bucket, self._asn_waits_for_employee)()

    def _asn_is_done(self):
        return self.env._("Done; nothing is waited for.")

    def _asn_is_away(self):
        return self.env._("Exempt; not counted as late.")

    def _asn_is_elsewhere(self):
        # sudo: hr.asn.skp - by which system a group is rated is no secret
        policy = self.sudo().skp_id.policy_id
        labels = dict(policy._fields["source"]._description_selection(self.env))
        return self.env._(
            "Managed in %s; nothing is filled in here.", labels[policy.source]
        )

    def _asn_waits_above(self):
        if not self.has_appraiser:
            return self.env._(
                "Waiting for the performance officer: the appraiser has not been set."
            )
        wait = {
            # sudo: hr.employee - the name of who is waited for
            "name": self.appraiser_id.sudo()._asn_full_name(),
            "since": self._asn_since(),
        }
        if self.awaits_check:
            return self.env._(
                "Waiting for the performance officer, who checks the plan, %(since)s.",
                **wait,
            )
        if self.stage == SKP or self.state == NOT_OPENED:
            return self.env._("Waiting for approval by %(name)s %(since)s.", **wait)
        if self.state == RATED:
            return self.env._("Waiting for delivery by %(name)s %(since)s.", **wait)
        return self.env._("Waiting for rating by %(name)s %(since)s.", **wait)

    def _asn_since(self):
        """Return "since 3 November 2026 (19 days)"."""
        days = (self.env.company._asn_today() - self.waiting_since).days
        day = in_words(self.env, self.waiting_since)
        if days <= 0:
            return self.env._("since today")
        return self.env._("since %(day)s (%(n)s days)", day=day, n=days)

    def _asn_waits_for_office(self):
        return self.env._(
            "Waiting for the appraiser or the performance officer, "
            "who fill in for %s: no login.",
            self.name,
        )

    def _asn_waits_for_employee(self):
        wait = {"name": self.name, "due": self._asn_due_text()}
        if self.stage != SKP and self.state == NOT_OPENED:
            # sudo: hr.asn.skp - whether the evaluation waits for a plan or its opening
            if self.sudo().skp_id.version_number:
                return self.env._("Waiting for the evaluation to be opened.")
            return self.env._(
                "Waiting for the plan of %(name)s, which is not agreed yet: %(due)s.",
                **wait,
            )
        if self.state == RETURNED:
            return self.env._(
                "Returned %(since)s; waiting for %(name)s: %(due)s.",
                since=self._asn_since(),
                **wait,
            )
        if self.step == NOTHING and self.stage == SKP:
            return self.env._(
                "Waiting for %(name)s, who has not begun: %(due)s.", **wait
            )
        return self.env._(
            "Waiting for %(name)s, who has not submitted yet: %(due)s.", **wait
        )

    def _asn_due_text(self):
        """Return the deadline in words, and by how much it has passed."""
        return self._asn_deadline(self.due_on)

    @api.model
    def _asn_deadline(self, due_on):
        day = in_words(self.env, due_on)
        days = (self.env.company._asn_today() - due_on).days
        if days > 0:
            return self.env._("due %(day)s, %(n)s days late", day=day, n=days)
        return self.env._("due %(day)s", day=day)

    def _asn_step(self):
        """Return this stage as a step to come of hr.asn.timeline."""
        self.ensure_one()
        return {
            "key": f"coming {self.id}",
            "when": in_words(self.env, self.due_on),
            "what": self.env._("Deadline"),
            "where": self._asn_stage_name(),
            "who": "",
            "note": "",
            "kind": "coming",
        }
