from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from ..days import in_words
from .hr_asn_run_line import FAILED, OK, SKIPPED


class HrAsnRunAppraiser(models.AbstractModel):
    """Gives many people other appraisers, each from his day on.

    Its ``params``: ``changes``, a list of {assignment, appraiser, since, was}, with
    the appraiser who was seen when it was entered; ``whom``, where all of a unit or of
    an appraiser were meant, not those there on the day of planning; ``heads``, those
    who come to head units, as of hr.asn.run.heads; ``decree``. What has changed since
    is not done.
    """

    _name = "hr.asn.run.appraiser"
    _description = "ASN change of appraisers"
    _inherit = ["hr.asn.run.heads"]

    @api.model
    def _asn_launch(self, changes, decree=None, heads=(), start_on=None, whom=None):
        """Make the run of these changes and start it; return it.

        ``changes``: list of (assignment, appraiser, day). ``heads``: list of (unit,
        employee). ``start_on``: the day on which it is to start by itself, None: now.
        ``whom``: as of ``_asn_found``, with ``appraiser`` and ``since``: who is meant
        is looked for when it starts. None: the people of ``changes``, nobody else.
        """
        day = start_on or self.env.company._asn_today()
        run = self.env["hr.asn.run"].create(
            {
                "kind": "appraiser",
                "name": self._asn_name(changes, heads),
                "start_on": start_on,
                "params": {
                    "changes": [self._asn_wanted(*change) for change in changes],
                    "heads": [self._asn_head(*head, day, decree) for head in heads],
                    "decree": decree,
                    "whom": whom,
                },
            }
        )
        if not start_on:
            run.action_start()
        return run

    @api.model
    def _asn_wanted(self, assignment, appraiser, since):
        """Return a change as the params of a run keep it, with who is there now."""
        return {
            "assignment": assignment.id,
            "appraiser": appraiser.id,
            "since": fields.Date.to_string(fields.Date.to_date(since)),
            # sudo: hr.asn.assignment - to tell later whether somebody changed it
            "was": assignment.sudo().appraiser_id.id,
        }

    @api.model
    def _asn_head(self, unit, person, since, decree):
        """Return who comes to head a unit, as of hr.asn.run.heads."""
        return {
            "unit": unit.id,
            # sudo: hr.department - who heads a unit is no secret
            "was": unit.sudo().manager_id.id,
            "becomes": person.id,
            "since": fields.Date.to_string(since),
            "decree": decree,
        }

    @api.model
    def _asn_name(self, changes, heads):
        people = {appraiser for _assignment, appraiser, _since in changes}
        people |= {person for _unit, person in heads}
        if len(people) == 1:
            return self.env._("Change of appraiser: to %s", people.pop().name)
        return self.env._("Change of appraiser: %s people", len(changes))

    @api.model
    def _asn_found(self, whom, on):
        """Return the posts held on a day of a unit or of one appraiser.

        ``whom``: a dict of ``unit`` and ``subunits``, or of ``former``, ids.
        """
        posts = self.env["hr.asn.assignment"]
        if "unit" in whom:
            operator = "child_of" if whom["subunits"] else "="
            domain = Domain("department_id", operator, whom["unit"])
        else:
            domain = Domain("appraiser_id", "=", whom["former"])
        domain &= Domain("company_id", "=", self.env.company.id)
        return posts.search(domain & posts._asn_held_domain(on))

    @api.model
    def _asn_changes(self, run):
        """Return the changes of a run, with those who have joined whom it means.

        Who is meant no longer, nor has the wanted appraiser, is marked as ``left``.
        """
        changes, whom = run.params.get("changes", ()), run.params.get("whom")
        if not whom:
            return changes
        day = max(fields.Date.to_date(whom["since"]), self.env.company._asn_today())
        meant = self._asn_found(whom, day)
        known = {change["assignment"] for change in changes}
        appraiser = self.env["hr.employee"].browse(whom["appraiser"])
        joined = meant.filtered(
            lambda one: one.id not in known and one.employee_id != appraiser
        )
        # sudo: hr.asn.assignment - who has him already, out of whichever unit
        seen = meant.sudo().browse(known).exists()
        done = seen.filtered(lambda one: one.appraiser_id == appraiser)
        still = {*meant.ids, *done.ids}
        return [
            *(one | {"left": one["assignment"] not in still} for one in changes),
            *(self._asn_wanted(one, appraiser, whom["since"]) for one in joined),
        ]

    @api.model
    def _asn_lines(self, run):
        changes = self._asn_changes(run)
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
        ] + self._asn_head_lines(run.params.get("heads", ()))

    @api.model
    def _asn_process(self, run, lines):
        heads = lines.filtered(lambda line: "head" in line.payload)
        results, groups = self._asn_refused(lines - heads), defaultdict(lines.browse)
        for line in lines - heads - lines.browse(line.id for line in results):
            groups[line.payload["appraiser"], line.payload["since"]] |= line
        for (appraiser, since), some in groups.items():
            appraiser = self.env["hr.employee"].browse(appraiser)
            results |= self._asn_change(run, some, appraiser, since)
        return results | self._asn_do_heads(heads)

    @api.model
    def _asn_refused(self, lines):
        """Return {line: result} of the changes that no longer fit what is now."""
        changes = {line: line.payload | {"post": line.res_id} for line in lines}
        reasons = self.env["hr.asn.assignment"]._asn_outdated(list(changes.values()))
        left = self.env._("Is no longer of those whom this change means.")
        for line in lines:
            if line.payload.get("left"):
                reasons.setdefault(line.res_id, left)
        return {
            line: (FAILED, reasons[line.res_id], None)
            for line in lines
            if line.res_id in reasons
        }

    @api.model
    def _asn_change(self, run, lines, appraiser, since):
        """Change the appraiser of some lines; return {line: result}."""
        since = fields.Date.to_date(since)
        assignments = self.env["hr.asn.assignment"].browse(lines.mapped("res_id"))
        fresh = assignments.filtered(lambda one: one.appraiser_id != appraiser)
        fresh._asn_change_appraiser(appraiser, since, run.params.get("decree"))
        done = self.env._("from %s", in_words(self.env, since))
        kept = self.env._("Is the appraiser already.")
        moved = set(fresh.ids)
        return {
            line: (OK, done, None) if line.res_id in moved else (SKIPPED, kept, None)
            for line in lines
        }
