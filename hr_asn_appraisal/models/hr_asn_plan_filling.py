from odoo.fields import Command

from ..exchange import plans
from ..exchange.cells import plain
from ..exchange.plan_measure import MONTHS
from ..law.split import MANUAL
from .hr_asn_run_import import Writes


class PlanFilling:
    """Collects what lines make of plans, so that alike rows are made all at once.

    With the rights of none: who may fill which plan was asked before.
    """

    def __init__(self, env, results, indicators):
        """In: what plans have, {plan id: {key: plans.Known}}, as of `plans.Plan`."""
        # sudo: hr.asn.rhk, … - see above
        self.env = env(su=True)
        self.results, self.indicators = results, indicators
        self.fresh, self.added, self.links = {}, [], {}
        self.writes = Writes()

    def add(self, plan, lines):
        """Note what the lines (plans.Line) of one plan bring."""
        last = max(plan.rhk_ids.mapped("sequence"), default=0)
        for line in lines:
            known = self.results[plan.id].get(line.result_key)
            if known:
                self._add_to(plan, known, line)
            else:
                made = len([one for one in self.fresh if one[0] == plan])
                values = _result(plan, line, last + 10 * (made + 1))
                values = self.fresh.setdefault((plan, line.result_key), values)
                values["iki_ids"].append(Command.create(self._indicator(line)))
            if line.above:
                self.links[plan, line.result_key] = line.above

    def _add_to(self, plan, result, line):
        """Note what a line changes of a result that the plan has."""
        changed = plans.result_values(line, result.values)
        self.writes.add(self.env["hr.asn.rhk"].browse(result.id), changed)
        key = (result.id, line.aspect, plain(line.name))
        indicator = self.indicators[plan.id].get(key)
        if indicator:
            changed = plans.different(line.values, indicator.values)
            if changed.get("split") == MANUAL:
                # Months of another split do not stay beside those that are given.
                months = MONTHS.values() & line.values.keys()
                changed |= {key: line.values[key] for key in months}
            own = self.env["hr.asn.iki"].browse(indicator.id)
            own._asn_check_follows(changed)
            self.writes.add(own, changed)
        else:
            self.added.append(self._indicator(line) | {"rhk_id": result.id})

    def write(self):
        """Make and change all that was noted."""
        made = self.env["hr.asn.rhk"].create(list(self.fresh.values()))
        added = self.env["hr.asn.iki"].create(self.added)
        lines = (made.iki_ids | added).filtered("service_target_id")
        lines.service_target_id._asn_give_months(lines)
        self.writes.write()
        results = dict(zip(self.fresh, made, strict=True))
        self._link(
            {
                results.get(key) or self._known(*key): above
                for key, above in self.links.items()
            }
        )

    def _indicator(self, line):
        """Return the values of a new indicator; what a service measures it says."""
        values = {"name": line.name, "aspect_id": line.aspect, **line.values}
        if values.get("lead_iki_id"):
            lead = self.env["hr.asn.iki"].browse(values["lead_iki_id"])
            return {"dimension_id": lead.dimension_id.id} | values
        if "service_target_id" not in values:
            return values
        target = self.env["hr.asn.service.target"].browse(values["service_target_id"])
        return values | target._asn_own_values()

    def _known(self, plan, key):
        return self.env["hr.asn.rhk"].browse(self.results[plan.id][key].id)

    def _link(self, links):
        """Take up what rows name, where a result does not do so already.

        ``links``: {result: (model, id, words)}.
        """
        rows = self.env["hr.asn.rhk.link"]
        there = rows.search([("rhk_id", "in", [rhk.id for rhk in links])])
        there = {(one.rhk_id, one.superior_rhk_id or one.objective_id) for one in there}
        rows.create(
            [
                {
                    "rhk_id": rhk.id,
                    "superior_rhk_id": key if model == "hr.asn.rhk" else False,
                    "objective_id": key if model == "hr.asn.objective" else False,
                    "text": words,
                }
                for rhk, (model, key, words) in links.items()
                if (rhk, self.env[model].browse(key)) not in there
            ]
        )


def _result(plan, line, sequence):
    """Return the values of a new result, without its indicators."""
    return {
        "skp_id": plan.id,
        "sequence": sequence,
        "name": line.result,
        "kind": line.kind,
        "weight_bp": line.weight_bp or 0,
        "iki_ids": [],
    }
