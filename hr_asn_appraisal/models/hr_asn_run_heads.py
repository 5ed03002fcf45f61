from odoo import api, models
from odoo.fields import Domain

from ..days import in_words
from .hr_asn_run_line import FAILED, OK, SKIPPED


class HrAsnRunHeads(models.AbstractModel):
    """What runs that name heads of units have in common: each unit is a line.

    Its payload has ``head``: ``unit``, ``was`` (the head who was seen, None: nobody),
    ``becomes`` (None: nobody), ``since`` (ISO text), ``decree``; people by their id.
    """

    _name = "hr.asn.run.heads"
    _description = "ASN heads of units by a run"
    _inherit = ["hr.asn.run.handler"]

    @api.model
    def _asn_head_lines(self, heads):
        """Return the lines of dicts as of ``head`` above, with a sentence on each."""
        units = self.env["hr.department"].browse(one["unit"] for one in heads)
        there = set(units.exists().ids)
        people = {head for one in heads for head in (one["was"], one["becomes"])}
        names = self.env["hr.employee"]._asn_names(people - {None, False})
        return [
            {
                "key": f"head {unit.id}",
                "name": unit._asn_path(),
                "res_model": unit._name,
                "res_id": unit.id,
                "message": self.env._(
                    "Head of the unit from %(day)s: %(after)s instead of %(before)s.",
                    day=in_words(self.env, one["since"]),
                    before=names.get(one["was"], "–"),
                    after=names.get(one["becomes"], "–"),
                ),
                "payload": {"head": one},
            }
            for unit, one in zip(units, heads, strict=True)
            if unit.id in there
        ]

    @api.model
    def _asn_do_heads(self, lines):
        """Name heads, with history; return {line: result}.

        Refused is who is not the user's to name, and what has changed since it was
        looked at: the run says of each unit why.
        """
        results, groups = self._asn_refused_heads(lines), {}
        for line in lines.filtered(lambda one: one not in results):
            one = line.payload["head"]
            group = groups.setdefault((one["since"], one["decree"]), {})
            group[one["unit"]] = one["becomes"]
            results[line] = OK, line.message, None
        for (since, decree), heads in groups.items():
            self.env["hr.department"]._asn_name_heads(heads, since, decree)
        return results

    @api.model
    def _asn_refused_heads(self, lines):
        """Return {line: result} of the heads that cannot, or need not, be named."""
        heads = [line.payload["head"] for line in lines]
        units = self.env["hr.department"].browse(one["unit"] for one in heads)
        units = units.search(self._asn_own_units() & Domain("id", "in", units.ids))
        barred = self.env["hr.asn.assignment"]._asn_barred()
        present = {unit.id: unit.sudo().manager_id.id for unit in units}
        seen = {person for one in heads for person in (one["was"], one["becomes"])}
        names = self.env["hr.employee"]._asn_names(
            {*seen, *present.values()} - {None, False}
        )
        there = self._asn_there(seen - {None, False})
        results = {}
        for line, one in zip(lines, heads, strict=True):
            reason = self._asn_head_barred(one, units, barred)
            reason = reason or self._asn_head_outdated(
                one, present[one["unit"]], there, names
            )
            if reason:
                results[line] = FAILED, reason, None
            elif present[one["unit"]] == (one["becomes"] or False):
                done = self.env._("Is the head already.")
                results[line] = SKIPPED, done, None
        return results

    @api.model
    def _asn_own_units(self):
        """Return the domain of the units whose head the user may name."""
        own = Domain("company_id", "=", self.env.company.id)
        return own & self.env.user._asn_units_domain("id")

    @api.model
    def _asn_head_barred(self, one, units, barred):
        """Return why the user may not name this head, or None."""
        if one["unit"] not in units.ids:
            return self.env._("This unit is not one of yours, or is there no longer.")
        if one["becomes"] in barred:
            return self.env._(
                "Nobody makes himself the head of a unit. "
                "Ask another officer or the administrator to do it."
            )
        return None

    @api.model
    def _asn_head_outdated(self, one, present, there, names):
        """Return what has changed since a head was chosen, or None.

        ``present``: id of who heads the unit now, False: nobody; ``there``: ids of
        those who work in the agency; ``names``: {employee id: name}.
        """
        if one["becomes"] and one["becomes"] not in there:
            return self.env._("The new head has left. Choose another one.")
        if present in (one["was"] or False, one["becomes"] or False):
            return None
        return self.env._(
            "The head of this unit is %(now)s by now, no longer %(seen)s, "
            "as when this was entered. Nothing was changed.",
            now=names.get(present, "–"),
            seen=names.get(one["was"], "–"),
        )

    @api.model
    def _asn_there(self, people):
        """Return those of these employees (ids) who work in the agency."""
        own = [("id", "in", list(people)), ("company_id", "=", self.env.company.id)]
        # sudo: hr.employee - whether they are there, nothing else of them
        found = self.env["hr.employee"].sudo().with_context(active_test=False)
        found = found.search(own)
        return set(found.ids) - self.env["hr.asn.assignment"]._asn_gone(found)
