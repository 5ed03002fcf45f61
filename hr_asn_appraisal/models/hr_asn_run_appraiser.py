from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools.misc import format_date

from .hr_asn_run_line import OK, SKIPPED


class HrAsnRunAppraiser(models.AbstractModel):
    """Gives many people other appraisers, each from his day on.

    Its ``params``: ``changes``, a list of {assignment, appraiser, since}; ``heads``, a
    list of (unit, employee) who become heads of units that have none; ``decree``.
    """

    _name = "hr.asn.run.appraiser"
    _description = "ASN change of appraisers"
    _inherit = ["hr.asn.run.handler"]

    @api.model
    def _asn_launch(self, changes, decree=None, heads=(), start_on=None):
        """Make the run of these changes and start it; return it.

        ``changes``: list of (assignment, appraiser, day). ``start_on``: the day on
        which it is to start by itself, None: now.
        """
        run = self.env["hr.asn.run"].create(
            {
                "kind": "appraiser",
                "name": self._asn_name(changes),
                "start_on": start_on,
                "params": {
                    "changes": [
                        {
                            "assignment": assignment.id,
                            "appraiser": appraiser.id,
                            "since": fields.Date.to_string(since),
                        }
                        for assignment, appraiser, since in changes
                    ],
                    "heads": [(unit.id, person.id) for unit, person in heads],
                    "decree": decree,
                },
            }
        )
        if not start_on:
            run.action_start()
        return run

    @api.model
    def _asn_name(self, changes):
        people = {appraiser for _assignment, appraiser, _since in changes}
        if len(people) == 1:
            return self.env._("Change of appraiser: to %s", people.pop().name)
        return self.env._("Change of appraiser: %s people", len(changes))

    @api.model
    def _asn_lines(self, run):
        changes = run.params["changes"]
        ids = [change["assignment"] for change in changes]
        assignments = self.env["hr.asn.assignment"].browse(ids)
        names = {one.id: one.display_name for one in assignments.exists()}
        return [
            {
                "key": f"assignment {change['assignment']}",
                "name": names.get(change["assignment"]),
                "res_model": "hr.asn.assignment",
                "res_id": change["assignment"],
                "payload": change,
            }
            for change in changes
        ]

    @api.model
    def _asn_process(self, run, lines):
        results, groups = {}, defaultdict(lines.browse)
        for line in lines:
            groups[line.payload["appraiser"], line.payload["since"]] |= line
        for (appraiser, since), some in groups.items():
            appraiser = self.env["hr.employee"].browse(appraiser)
            results |= self._asn_change(run, some, appraiser, since)
        return results

    @api.model
    def _asn_change(self, run, lines, appraiser, since):
        """Change the appraiser of some lines; return {line: result}."""
        since = fields.Date.to_date(since)
        assignments = self.env["hr.asn.assignment"].browse(lines.mapped("res_id"))
        fresh = assignments.filtered(lambda one: one.appraiser_id != appraiser)
        fresh._asn_change_appraiser(appraiser, since, run.params.get("decree"))
        done = self.env._("from %s", format_date(self.env, since))
        kept = self.env._("Is the appraiser already.")
        moved = set(fresh.ids)
        return {
            line: (OK, done, None) if line.res_id in moved else (SKIPPED, kept, None)
            for line in lines
        }

    @api.model
    def _asn_finish(self, run):
        """Let the new appraisers head the units that had no head."""
        heads = dict(run.params.get("heads") or ())
        if heads:
            self._asn_check_heads(heads)
            self.env["hr.department"]._asn_name_heads(heads)

    @api.model
    def _asn_check_heads(self, heads):
        """Raise where somebody names the head of a unit that is not his to run."""
        self.env["hr.asn.assignment"]._asn_check_not_self(set(heads.values()))
        mine = [("id", "in", list(heads)), ("company_id", "=", self.env.company.id)]
        # sudo: res.users - the officer is asked about himself
        units = self.env.user.sudo().asn_unit_ids
        if units:
            mine.append(("id", "child_of", units.ids))
        if self.env["hr.department"].search_count(mine) != len(heads):
            raise AccessError(
                self.env._("A unit of which you name the head is not one of yours.")
            )
