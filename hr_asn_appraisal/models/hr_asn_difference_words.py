from datetime import date
from decimal import Decimal

from .. import differences
from ..days import in_words
from ..exchange import numbers
from ..law import split

# The field of a model whose label and choices say what a sealed field is.
FIELDS = {
    (differences.PLAN, "approach"): ("hr.asn.skp", "approach"),
    (differences.PLAN, "model"): ("hr.asn.skp", "model"),
    (differences.PLAN, "date_from"): ("hr.asn.skp", "date_from"),
    (differences.PLAN, "date_to"): ("hr.asn.skp", "date_to"),
    (differences.RESULT, "text"): ("hr.asn.rhk", "name"),
    (differences.RESULT, "kind"): ("hr.asn.rhk", "kind"),
    (differences.RESULT, "classification"): ("hr.asn.rhk", "classification"),
    (differences.RESULT, "assigned_by"): ("hr.asn.rhk", "assigned_by"),
    (differences.RESULT, "assigned_by_id"): ("hr.asn.rhk", "assigned_by_id"),
    (differences.RESULT, "weight_bp"): ("hr.asn.rhk", "weight"),
    (differences.LINK, "text"): ("hr.asn.rhk.link", "text"),
    (differences.INDICATOR, "text"): ("hr.asn.iki", "name"),
    (differences.INDICATOR, "result"): ("hr.asn.iki", "rhk_id"),
    (differences.INDICATOR, "aspect"): ("hr.asn.iki", "aspect_id"),
    (differences.INDICATOR, "low"): ("hr.asn.iki", "target_low"),
    (differences.INDICATOR, "high"): ("hr.asn.iki", "target_high"),
    (differences.INDICATOR, "dimension"): ("hr.asn.iki", "dimension_id"),
    (differences.EXPECTATION, "text"): ("hr.asn.skp.behavior", "expectation"),
    (differences.ANNEX, "kind"): ("hr.asn.skp.annex", "kind"),
    (differences.ANNEX, "text"): ("hr.asn.skp.annex", "text"),
}
# Where a field is not named above: the model whose field it is by its own name.
MODELS = {
    differences.INDICATOR: "hr.asn.iki",
    "manual": "hr.asn.iki.manual",
}
DATES = ("date_from", "date_to", "baseline_date", "team.from", "team.to")
# Of any year: only the name of a month is told.
YEAR = 2000


class DifferenceWords:
    """Says in the language of the user what differs; reads no more than once."""

    def __init__(self, env, before, after):
        self.env = env
        self.results = {
            result["id"]: result
            for content in (before, after)
            for result in content.get("results", ())
        }
        self.dimensions = None
        # What is sealed of other records than the row itself.
        self.own = {
            "owner": env._("Owner"),
            "direct": env._("Takes Up"),
            "split": env._("Split of the Target"),
            "team.part": env._("Part in the Team"),
            "team.from": env._("In the Team From"),
            "team.to": env._("In the Team Until"),
        }

    def rows(self, found):
        """Return the Differences as a screen shows them side by side: list of dicts."""
        return [self.row(one) for one in found]

    def row(self, one):
        """Return one row: of what, where it stands, and its lines before | after."""
        return {
            "id": f"{one.kind} {one.id}",
            "what": one.what,
            "told": self.what(one.what),
            "kind": self.kind(one.kind),
            "where": self.where(one),
            "title": self.title(one),
            "lines": self.lines(one),
        }

    def what(self, what):
        words = {
            differences.ADDED: self.env._("Added"),
            differences.CHANGED: self.env._("Changed"),
            differences.CANCELLED: self.env._("Cancelled"),
        }
        return words[what]

    def kind(self, kind):
        words = {
            differences.PLAN: self.env._("Plan"),
            differences.RESULT: self.env._("Work Result"),
            differences.LINK: self.env._("Result Taken Up"),
            differences.INDICATOR: self.env._("Individual Indicator (IKI)"),
            differences.EXPECTATION: self.env._("Leader's Special Expectation"),
            differences.ANNEX: self.env._("Annex"),
        }
        return words[kind]

    def where(self, one):
        """Return under which result a row stands, "" where it is one itself."""
        if one.kind not in (differences.LINK, differences.INDICATOR):
            return ""
        return self.result(one.result)

    def result(self, key):
        result = self.results[key]
        return f"{result['number']}. {result['text']}"

    def title(self, one):
        row = one.after or one.before
        if one.kind == differences.EXPECTATION:
            return row["name"]
        if one.kind == differences.ANNEX:
            return self.value(one.kind, "kind", row["kind"])
        return row.get("text", "")

    def lines(self, one):
        """Return the changed fields; of a row that is new or gone all in one line."""
        if one.what == differences.CHANGED:
            return [self.line(one.kind, *field) for field in one.fields]
        told = [row and self.summary(one.kind, row) for row in (one.before, one.after)]
        return [{"label": "", "before": told[0] or "", "after": told[1] or ""}]

    def line(self, kind, name, before, after):
        return {
            "label": self.label(kind, name),
            "before": self.value(kind, name, before),
            "after": self.value(kind, name, after),
        }

    def summary(self, kind, row):
        """Return a whole row in one sentence."""
        parts = [row["text"]]
        if kind == differences.INDICATOR:
            target = " ".join(filter(None, (row.get("target"), row.get("unit"))))
            parts += [row["aspect"], target and self.env._("target %s", target)]
        if kind == differences.LINK:
            parts += [row["owner"], self.value(kind, "direct", row["direct"])]
        return " · ".join(filter(None, parts))

    # -- fields ---------------------------------------------------------------

    def label(self, kind, name):
        """Return the name of a sealed field as the forms have it."""
        own = self.own.get(name)
        return own or self.field(kind, name)._description_string(self.env)

    def field(self, kind, name):
        whole, _point, part = name.rpartition(".")
        model, field = FIELDS.get((kind, name)) or (MODELS[whole or kind], part)
        return self.env[model]._fields[field]

    def value(self, kind, name, value):
        """Return a sealed value as people write it."""
        if name == "split":
            return self.split(value)
        if name == "direct":
            return self.env._("directly") if value else self.env._("indirectly")
        if not value:
            return ""
        if name == "result":
            return self.result(value)
        if name == "is_team":
            return self.env._("Team")
        if name == "assigned_by_id":
            # sudo: hr.employee - who reads a plan may know who leads its teams
            return self.env["hr.employee"].sudo().browse(value)._asn_full_name()
        if name == "weight_bp":
            return f"{numbers.write(Decimal(value) / 100)} %"
        if name in DATES:
            return in_words(self.env, value)
        return self.chosen(kind, name, value)

    def split(self, told):
        """Return how a target is split; nothing is said of it where it is even."""
        if not told:
            return self.env._("Evenly")
        months = sorted((int(month), part) for month, part in told["months"].items())
        if told["kind"] != split.SEASONAL:
            return ", ".join(f"{self.month(n)} {part}" for n, part in months)
        parts = ", ".join(
            f"{self.month(n)} {numbers.write(numbers.parse(part) / 100)} %"
            for n, part in months
        )
        return f"{told['curve']} ({parts})"

    def month(self, month):
        return in_words(self.env, date(YEAR, month, 1), "MMM")

    def chosen(self, kind, name, value):
        """Return the words of a code, and any other value as it is."""
        if name == "dimension":
            return self.dimension(value)
        if name in self.own:
            return str(value)
        field = self.field(kind, name)
        if field.type != "selection":
            return str(value)
        return dict(field._description_selection(self.env)).get(value, value)

    def dimension(self, code):
        if self.dimensions is None:
            found = self.env["hr.asn.dimension"].with_context(active_test=False)
            found = found.search_fetch([], ["code", "name"])
            self.dimensions = {one.code: one.name for one in found}
        return self.dimensions.get(code, code)
