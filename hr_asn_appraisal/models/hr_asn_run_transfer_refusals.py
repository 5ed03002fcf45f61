from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models

from ..days import in_words
from .hr_asn_run_line import FAILED
from .hr_asn_run_transfer import what


class HrAsnRunTransfer(models.AbstractModel):
    """What is asked again before a line is done: does it still fit what is now."""

    _inherit = "hr.asn.run.transfer"

    @api.model
    def _asn_refused(self, run, lines):
        """Return {line: why it is not done} of what does not fit what is now."""
        refused = self._asn_outdated_rows(lines) | self._asn_outdated_changes(lines)
        bad = self._asn_failed_rows(run)
        while True:
            bad |= {line.key for line in refused}
            more = {
                line: self._asn_needed(line)
                for line in lines
                if line not in refused
                and any(f"row {row}" in bad for row in _needs(line.payload))
            }
            if not more:
                return refused
            refused |= more

    @api.model
    def _asn_failed_rows(self, run):
        """Return the keys of the rows of this list that have failed, in any batch."""
        # sudo: hr.asn.run.line - which of one's own rows have failed
        found = self.env["hr.asn.run.line"].sudo()
        found = found.search(
            [
                ("run_id", "=", run.id),
                ("state", "=", FAILED),
                ("key", "=like", "row %"),
            ]
        )
        return set(found.mapped("key"))

    @api.model
    def _asn_needed(self, line):
        rows = ", ".join(str(row) for row in _needs(line.payload))
        return self.env._(
            "This would follow from row %(rows)s of the list, which has failed. "
            "See to that row first, then try again.",
            rows=rows,
        )

    # -- rows ---------------------------------------------------------------

    @api.model
    def _asn_outdated_rows(self, lines):
        """Return {line: reason} of rows whose person or posts are no longer as seen."""
        rows = {
            line: line.payload["transfer"]
            for line in lines
            if line.payload.get("transfer") and not line.payload["transfer"]["same"]
        }
        # sudo: hr.asn.assignment - what was decided is held against all there is
        assignments = self.env["hr.asn.assignment"].sudo()
        known = {one["prolongs"] for one in rows.values()}
        known |= {line.payload.get("settle") for line in lines}
        for one in rows.values():
            known |= {*one["closes"], *one["relieves"]}
        found = {one.id: one for one in assignments.browse(known - {None}).exists()}
        gone = self._asn_gone_of(rows.values())
        return {
            line: reason
            for line, one in rows.items()
            if (reason := self._asn_why_outdated(line, one, found, gone))
        }

    @api.model
    def _asn_gone_of(self, transfers):
        """Return {employee id: name} of the people of these rows who have left.

        Who is appointed by a row comes to hold a post: he has left if archived.
        """
        employees, on_day = self.env["hr.employee"], defaultdict(set)
        today = self.env.company._asn_today()
        for one in transfers:
            since = max(fields.Date.to_date(one["since"]), today)
            on_day[since] |= {one["employee"], one["appraiser"]} - {None}
        appointed = employees.browse(one["employee"] for one in transfers)
        # sudo: hr.employee - whether they are there, nothing else of them
        people = employees.sudo().browse(set().union(*on_day.values())).exists()
        gone = set()
        for day, ids in on_day.items():
            there = people.filtered(lambda one, ids=ids: one.id in ids)
            gone |= self.env["hr.asn.assignment"]._asn_gone(there, day, appointed)
        return {one.id: one.name for one in people if one.id in gone}

    @api.model
    def _asn_why_outdated(self, line, one, found, gone):
        """Return why a row is not done any more, or None.

        ``gone``: {employee id: name} of those who have left.
        """
        if one["employee"] in gone:
            return self.env._("%s has left.", one["name"])
        if one["appraiser"] in gone:
            return self.env._(
                "%s has left or holds no post any more. Choose another appraiser.",
                gone[one["appraiser"]],
            )
        if "settle" in line.payload:
            return self._asn_why_not_begun(found.get(line.payload["settle"]))
        last = fields.Date.to_date(one["since"]) - timedelta(days=1)
        wanted = [*one["closes"], *one["relieves"], one["prolongs"]]
        for post in (found.get(post) for post in wanted if post):
            if not post:
                return self.env._("This post is there no longer.")
            if not one["prolongs"] and post.date_to and post.date_to < last:
                return self.env._(
                    "This post has ended on %s.", in_words(self.env, post.date_to)
                )
        return None

    @api.model
    def _asn_why_not_begun(self, post):
        """Return why a post that was to begin today has not, or None."""
        today = self.env.company._asn_today()
        if not post:
            return self.env._("This post is there no longer.")
        if post.date_to and post.date_to < today:
            return self.env._(
                "This post has ended on %s.", in_words(self.env, post.date_to)
            )
        if post.date_from > today:
            return self.env._(
                "This post begins on %s by now.", in_words(self.env, post.date_from)
            )
        return None

    # -- who follows --------------------------------------------------------

    @api.model
    def _asn_outdated_changes(self, lines):
        """Return {line: reason} of followers of whom something else holds by now."""
        due = {
            line: line.payload["follower"]
            for line in lines
            if "follower" in line.payload and self._asn_is_due(line)
        }
        reasons = self.env["hr.asn.assignment"]._asn_outdated(list(due.values()))
        return {
            line: reasons[one["post"]]
            for line, one in due.items()
            if one["post"] in reasons
        }


def _needs(payload):
    """Return the rows of the list without which a line is not done."""
    return what(payload).get("needs", ())
