from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .. import seal
from ..law import periods
from .hr_asn_agreed_line_mixin import DROPPING, DROPPING_ONLY

SCHEMA = "skp/2"
DROP = "drop"
# What an agreement settles for the whole year.
AGREED_ONCE = ("approach", "model")


class HrAsnSkpContentMixin(models.AbstractModel):
    """What of a plan is sealed with each agreement, and brought back from it."""

    _name = "hr.asn.skp.content.mixin"
    _description = "ASN plan sealed and brought back"

    # -- sealing ------------------------------------------------------------

    def _asn_contents(self, today):
        """Return the values of the version that each plan would be sealed as."""
        # sudo: hr.employee - rank and NIP are for the paper, not for the one who signs
        people = self.assignment_id.sudo()._asn_people(today)
        parties = self.env["hr.employee"]._asn_parties(self, today)
        behaviors = self._asn_behaviors()
        results = self.env["hr.asn.rhk"]._asn_contents(self)
        signers = self._asn_signers(today)
        return [
            {
                "skp_id": skp.id,
                "company_id": skp.company_id.id,
                "number": skp.version_number + 1,
                "valid_from": today if skp.version_number else skp.date_from,
                "reason": skp.revision_reason,
                "submitted_on": skp.submitted_on,
                "checked_on": skp.checked_on,
                "content": seal.canonical(
                    skp._asn_content(
                        parties[skp.id] | {"employee": people[skp.assignment_id.id]},
                        behaviors[skp]._asn_content(),
                        results[skp.id],
                        today,
                    )
                    | signers.get(skp.id, {})
                ),
            }
            for skp in self
        ]

    def _asn_content(self, parties, behaviors, results, today):
        """Return the plan as it will be sealed; row ids are kept for comparing.

        ``parties``: who is in it, by role.
        """
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
            **parties,
            "results": results,
            "annexes": self.annex_ids._asn_content(),
            "behaviors": [
                value | {"expectation": expectations.get(value["id"], "")}
                for value in behaviors
            ],
            "agreed_on": str(today),
            "reason": self.revision_reason or "",
        }

    # -- versions -----------------------------------------------------------

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

    def _asn_due_spans(self, kind, version, versions):
        """Return {indicator id: spans of a kind that share its target of the year}.

        Those in which the plan is evaluated, until the end that ``version`` has or the
        plan got since: a post that ends earlier makes no quarter answer for more than
        it did. What a revision brought in answers for no period that was before it.
        """
        agreed = version and fields.Date.to_date(version._content()["date_to"])
        until = max(filter(None, [agreed, self.date_to]))
        due = self.cycle_id.period_ids.filtered(
            lambda one: one.kind == kind and self._asn_is_due(one, until=until)
        )
        spans = due._asn_spans()
        # An older version is unsealed once a period, not for each indicator too.
        known = {}
        for period in due:
            older = self._asn_version_in(period, versions)
            if older.number < version.number:
                known[period.id] = set(older._asn_indicator_ids())
        own = {
            iki: [
                span
                for key, span in spans.items()
                if key not in known or iki in known[key]
            ]
            for iki in version._asn_indicator_ids()
        }
        return own | self._asn_team_spans(kind, version)

    def _asn_team_spans(self, kind, version):
        """Return {indicator id: spans} of a member whose lead's plan has other days.

        The target of a team is spread over the time of its lead, whoever came later.
        """
        over = {
            iki["id"]: map(fields.Date.to_date, iki["team"]["over"])
            for result in (version._asn_results() if version._asn_has_team() else ())
            for iki in result["indicators"]
            if "over" in iki.get("team", {})
        }
        return {iki: self._asn_spans_between(kind, *days) for iki, days in over.items()}

    def _asn_spans_between(self, kind, first, last):
        """Return the spans of a kind in which a plan of these days is evaluated."""
        least = self.policy_id.minimum_days
        found = self.cycle_id.period_ids.filtered(
            lambda one: (
                one.kind == kind
                and periods.in_force(first, last, one.date_from, one.date_to, least)
            )
        )
        return list(found._asn_spans().values())

    def _asn_versions(self):
        """Return {plan: its versions, oldest first}, one query for all."""
        versions = self.env["hr.asn.skp.version"].search_fetch(
            [("skp_id", "in", self.ids)],
            ["skp_id", "number", "valid_from", "content", "sha256"],
            order="skp_id, number",
        )
        return versions.grouped("skp_id")

    # -- bringing back ------------------------------------------------------

    def action_drop(self):
        """Give up a revision: the rows become again what is in force."""
        self._asn_refuse(self._asn_move(DROP))
        # sudo: hr.asn.rhk … - what comes back was agreed, whoever drops the change
        own = self.sudo().with_context(**{DROPPING: DROPPING_ONLY})
        found = own._asn_version()
        for plan, version in found.items():
            plan._asn_check_whole(version._content())
            plan._asn_restore(version._content())
        settled = {"return_note": False, "revision_reason": False}
        self._transition(DROP, values=lambda plan: settled | found[plan]._asn_days())

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
        self.annex_ids._asn_restore(self, content.get("annexes", ()))
        self.iki_ids.manual_ids._asn_restore(indicators)
        self.iki_ids.month_ids._asn_restore(indicators)

    def _asn_restore_model(self, content, indicators):
        """Bring back approach and model, with the aspects that belong to it."""
        vals = {name: content[name] for name in AGREED_ONCE}
        if self.model != content["model"]:
            vals["iki_ids"] = [
                Command.update(one["id"], {"aspect_id": one["aspect_id"]})
                for one in indicators
            ]
        # What is agreed comes back, also where it could not be changed any more.
        self._asn_put(vals)

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
