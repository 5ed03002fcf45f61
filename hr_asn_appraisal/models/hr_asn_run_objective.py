from collections import Counter

from odoo import api, models

from ..exchange import objectives
from ..exchange.layouts import OBJECTIVES
from .hr_asn_run_line import BAD, CHANGED, NEW, OK, SKIPPED, UNCHANGED

# What a list says of an objective: field -> attribute of objectives.Objective.
TAKEN = {
    "name": "name",
    "indicators": "indicators",
    "source": "source",
    "document": "document",
}


class HrAsnRunObjective(models.AbstractModel):
    """Takes a list of agency objectives into a cycle: what is known is not doubled.

    A code is an objective; of one that is there already the list has the newer words.
    What a list leaves empty, and an indicator that it does not name, stay as they are.
    """

    _name = "hr.asn.run.objective"
    _description = "ASN objectives import"
    _inherit = ["hr.asn.run.file"]

    _asn_tables = (OBJECTIVES,)
    _asn_headings = "Kode, Sasaran, Indikator"

    @api.model
    def _asn_require(self, params):
        """Refuse who may not change the objectives of the agency."""
        self.env["hr.asn.objective"].check_access("create")

    # -- checking ------------------------------------------------------------

    @api.model
    def _asn_look(self, run, rows):
        """Return the values of the lines of rows; note problems and counts."""
        self._asn_forget(run)
        found, problems = objectives.check(rows)
        cells = {row.number: _named(row.cells) for row in rows}
        skipped = self._asn_note_problems(run, problems, cells)
        known = self._asn_known(run.cycle_id)
        looks = [
            (one, aim, self._asn_fresh(_values(one), aim))
            for one in found
            for aim in [known.get(one.code)]
        ]
        lines = [self._asn_line(*look, row) for look in looks for row in look[0].rows]
        self._asn_note_changes(run, looks)
        counts = Counter(line["outcome"] for line in lines)
        counts = {key: counts[key] for key in (NEW, CHANGED, UNCHANGED)}
        counts |= {"rows": len(rows), "skipped": len(skipped)}
        run._asn_put({"params": run.params | {"counts": counts}})
        return lines + [
            {
                "key": f"row {number}",
                "name": cells[number]["nama"],
                "state": SKIPPED,
                "outcome": BAD,
                "message": message,
            }
            for number, message in skipped.items()
        ]

    @api.model
    def _asn_known(self, cycle):
        """Return {code: objective} of a cycle; one query."""
        found = self.env["hr.asn.objective"].search_fetch([("cycle_id", "=", cycle.id)])
        return {one.code: one for one in found}

    @api.model
    def _asn_line(self, one, known, fresh, number):
        outcome = UNCHANGED if not fresh else CHANGED if known else NEW
        return {
            "key": f"row {number}",
            "name": f"{one.code} {one.name}",
            "res_model": "hr.asn.objective",
            "res_id": known.id if known else False,
            "outcome": outcome,
            "message": self._asn_told(fresh, known),
            "payload": {"row": number, "code": one.code, "values": _values(one)},
        }

    @api.model
    def _asn_fresh(self, values, known):
        """Return the values of a list that an objective does not have yet.

        In: what a list says, see `_values`; the objective, none for a new one.
        """
        if "indicators" in values:
            kept = known.indicators if known else ""
            told = objectives.merged(kept or "", values["indicators"])
            values = values | {"indicators": told}
        if not known:
            return values
        return {
            name: value
            for name, value in values.items()
            if (known[name] or "") != value
        }

    @api.model
    def _asn_told(self, fresh, known):
        """Say of what is known what would change."""
        return known and ", ".join(map(self._asn_label, fresh))

    @api.model
    def _asn_label(self, name):
        field = self.env["hr.asn.objective"]._fields[name]
        return field._description_string(self.env)

    @api.model
    def _asn_note_changes(self, run, looks):
        """Write what of known objectives would change, before and after."""
        self.env["hr.asn.run.change"]._asn_note(
            run,
            [
                {
                    "row": one.rows[0],
                    "name": f"{one.code} {one.name}",
                    "column": self._asn_label(name),
                    "before": self._asn_words(name, aim[name]),
                    "after": self._asn_words(name, value),
                }
                for one, aim, fresh in looks
                if aim
                for name, value in fresh.items()
            ],
        )

    @api.model
    def _asn_words(self, name, value):
        """Return a value of an objective as people read it."""
        field = self.env["hr.asn.objective"]._fields[name]
        if field.type != "selection":
            return value
        return dict(field._description_selection(self.env)).get(value, "")

    # -- doing ---------------------------------------------------------------

    @api.model
    def _asn_process(self, run, lines):
        """Make or change each objective once, whichever of its rows comes first."""
        known = self._asn_known(run.cycle_id)
        wanted = {line.payload["code"]: line.payload["values"] for line in lines}
        fresh = [
            self._asn_fresh(values, None) | {"code": code, "cycle_id": run.cycle_id.id}
            for code, values in wanted.items()
            if code not in known
        ]
        for code, values in wanted.items():
            changed = code in known and self._asn_fresh(values, known[code])
            if changed:
                known[code].write(changed)
        made = self.env["hr.asn.objective"].create(fresh)
        known |= {one.code: one for one in made}
        return {
            line: (OK, line.message, known[line.payload["code"]].id) for line in lines
        }


def _values(one):
    """Return what a list says of an objective; what it leaves empty it does not say."""
    values = {field: getattr(one, name) for field, name in TAKEN.items()}
    return {field: value for field, value in values.items() if value}


def _named(cells):
    """Return the cells of a row with the name that its problems are told under."""
    return cells | {"nama": str(cells.get("sasaran") or cells.get("kode") or "")}
