from fractions import Fraction

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command

from ..exchange import numbers
from ..law import progress
from ..law import split as law
from ..law.realization import exact
from ..reached import bounds

SPLITS = [
    (law.EVEN, "Evenly"),
    (law.SEASONAL, "By Season"),
    (law.MANUAL, "By Hand"),
]
# The fields with the figures of the twelve months, in order.
MONTHS = [f"month_{month}" for month in range(1, law.MONTHS + 1)]
MONTH = {
    "compute": "_compute_months",
    "readonly": False,
    "digits": (16, 4),
}


class HrAsnIkiSplitMixin(models.AbstractModel):
    """How the target of a year is split over its months: evenly, by season, by hand.

    Of a target that is a range the figures of the months make up its lower number:
    so much is to be reached at least.
    """

    _name = "hr.asn.iki.split.mixin"
    _description = "ASN indicator with a target that is split"

    split = fields.Selection(
        SPLITS, "Split of the Target", default=law.EVEN, required=True
    )
    curve_id = fields.Many2one(
        "hr.asn.curve", "Season", ondelete="restrict", index="btree_not_null"
    )
    month_ids = fields.One2many("hr.asn.iki.month", "iki_id", "Target of the Months")
    month_1 = fields.Float("January", **MONTH)
    month_2 = fields.Float("February", **MONTH)
    month_3 = fields.Float("March", **MONTH)
    month_4 = fields.Float("April", **MONTH)
    month_5 = fields.Float("May", **MONTH)
    month_6 = fields.Float("June", **MONTH)
    month_7 = fields.Float("July", **MONTH)
    month_8 = fields.Float("August", **MONTH)
    month_9 = fields.Float("September", **MONTH)
    month_10 = fields.Float("October", **MONTH)
    month_11 = fields.Float("November", **MONTH)
    month_12 = fields.Float("December", **MONTH)
    split_note = fields.Char(
        compute="_compute_split_note", export_string_translation=False
    )
    can_split = fields.Boolean(
        compute="_compute_can_split", export_string_translation=False
    )

    # -- figures of the months -------------------------------------------------

    @api.depends("pattern")
    def _compute_can_split(self):
        for iki in self:
            iki.can_split = iki.pattern in progress.GROWING

    @api.depends("split", "curve_id", "month_ids.month", "month_ids.figure")
    def _compute_months(self):
        for iki in self:
            figures = iki._asn_month_figures()
            for month, name in enumerate(MONTHS, 1):
                iki[name] = figures.get(month, 0)

    def _asn_month_figures(self):
        """Return {month: figure} as a season or a hand splits the target."""
        if self.split == law.SEASONAL:
            return self._asn_spread(self.curve_id)
        if self.split != law.MANUAL:
            return {}
        return {line.month: line.figure for line in self.month_ids}

    def _asn_spread(self, curve):
        """Return {month: figure} of the target as a season spreads it."""
        target = self._asn_least()
        if target is None or not curve:
            return {}
        shares = enumerate(curve._asn_shares(), 1)
        return {
            month: float(Fraction(target) * share / law.FULL_BP)
            for month, share in shares
        }

    def _asn_least(self):
        """Return what the months are to make up, None where the target is words."""
        return bounds(self._asn_bounded())[0]

    @api.model_create_multi
    def create(self, vals_list):
        """Keep the figures that are typed; a month without one has no row."""
        taken = [_taken_out(vals) for vals in vals_list]
        lines = super().create([rest for _figures, rest in taken])
        for line, (figures, _rest) in zip(lines, taken, strict=True):
            line._asn_set_months(figures)
        return lines

    def write(self, vals):
        figures, rest = _taken_out(vals)
        before = self._asn_months_before(vals)
        result = super().write(rest)
        for iki in self:
            iki._asn_set_months(before.get(iki, {}) | figures)
        return result

    def _asn_months_before(self, vals):
        """Return {indicator: figures of its season}, where a hand goes on from them."""
        if vals.get("split") != law.MANUAL:
            return {}
        seasonal = self.filtered(lambda one: one.split == law.SEASONAL)
        return {iki: iki._asn_month_figures() for iki in seasonal if not iki.month_ids}

    def _asn_set_months(self, figures):
        """Write {month: figure}; months that are not in it stay."""
        if not figures:
            return
        there = {line.month: line for line in self.month_ids}
        gone = [
            line.id
            for month, line in there.items()
            if month in figures and not figures[month]
        ]
        self.month_ids = [
            *(Command.delete(line) for line in gone),
            *(
                Command.update(there[month].id, {"figure": figure})
                if month in there
                else Command.create({"month": month, "figure": figure})
                for month, figure in figures.items()
                if figure
            ),
        ]

    @api.onchange("split")
    def _onchange_split(self):
        """Begin by hand with figures that make up the target: one changes them."""
        if self.split != law.MANUAL or self.month_ids:
            return
        figures = self._asn_spread(self.curve_id) or self._asn_even()
        for month, name in enumerate(MONTHS, 1):
            self[name] = figures.get(month, 0)

    def _asn_even(self):
        """Return {month: figure}: whole ones, of which the last month has the rest."""
        target = self._asn_least()
        if not target or target < 0:
            return {}
        each = target // law.MONTHS
        first = dict.fromkeys(range(1, law.MONTHS), float(each))
        return first | {law.MONTHS: float(target - each * (law.MONTHS - 1))}

    # -- what is wrong with it ---------------------------------------------------

    @api.depends("split", "target", "target_low", "target_high", *MONTHS)
    def _compute_split_note(self):
        for iki in self:
            iki.split_note = iki.split == law.MANUAL and iki._asn_split_note()

    def _asn_split_note(self):
        """Say how the figures typed compare with the target, while they are typed."""
        target, figures = self._asn_least(), [exact(self[name]) for name in MONTHS]
        if target is None:
            return self.env._("Write the target as a number first.")
        if min(figures) < 0:
            return self.env._("The figure of a month is from zero.")
        missing = law.missing(target, figures)
        words = {"n": _written(abs(missing)), "target": numbers.write(target)}
        if not missing:
            return self.env._("The months make up the target of %(target)s.", **words)
        if missing < 0:
            return self.env._("%(n)s more than the target of %(target)s.", **words)
        return self.env._("%(n)s short of the target of %(target)s.", **words)

    def _asn_split_gaps(self):
        """Return what is wrong with a split by hand, as sentences for its plan."""
        if self.split != law.MANUAL:
            return []
        target = self._asn_least()
        if target is None:
            return [
                self.env._(
                    "the target of the indicator “%s” is split by hand: write it as a "
                    "number.",
                    self.name,
                )
            ]
        by_month = self._asn_month_figures()
        figures = [exact(by_month.get(n, 0)) for n in range(1, law.MONTHS + 1)]
        missing = law.missing(target, figures)
        return [self._asn_split_gap(target, missing)] if missing else []

    def _asn_split_gap(self, target, missing):
        words = {
            "iki": self.name,
            "n": _written(abs(missing)),
            "target": numbers.write(target),
        }
        if missing > 0:
            return self.env._(
                "the months of the indicator “%(iki)s” are %(n)s short of its target "
                "of %(target)s.",
                **words,
            )
        return self.env._(
            "the months of the indicator “%(iki)s” have %(n)s more than its target of "
            "%(target)s.",
            **words,
        )

    @api.constrains("split", "curve_id", "pattern")
    def _check_split(self):
        for iki in self.filtered(lambda one: one.split in (law.SEASONAL, law.MANUAL)):
            if iki.pattern not in progress.GROWING:
                raise ValidationError(
                    self.env._(
                        "“%s” holds whenever it is measured: only the target of a sum "
                        "or an increase is split over the months. Split it evenly.",
                        iki.name,
                    )
                )
            if iki.split == law.SEASONAL and not iki.curve_id:
                raise ValidationError(
                    self.env._("“%s”: choose the season of its target.", iki.name)
                )

    # -- content -----------------------------------------------------------------

    @api.model
    def _asn_splits(self, rows):
        """Return {indicator id: what a seal keeps of its split}, given as rows.

        Nothing of those that share evenly: they are sealed as ever.
        """
        curves = self.env["hr.asn.curve"].browse(
            {row["curve_id"] for row in rows if row["split"] == law.SEASONAL}
        )
        seasons = {curve.id: curve._asn_content() for curve in curves}
        by_hand = self.env["hr.asn.iki.month"]._asn_content
        return {
            row["id"]: {
                "split": seasons[row["curve_id"]]
                if row["split"] == law.SEASONAL
                else by_hand(row["figures"] or {})
            }
            for row in rows
            if row["split"] in (law.SEASONAL, law.MANUAL)
        }

    @api.model
    def _asn_split_row(self, content):
        """Return the values of the split as a version keeps them, without figures."""
        told = content.get("split") or {}
        return {
            "split": told.get("kind", law.EVEN),
            "curve_id": told.get("curve_id", False),
        }

    @api.model
    def _asn_split_months(self, content):
        """Return the figures by hand of a sealed indicator for a new one."""
        figures = self.env["hr.asn.iki.month"]._asn_figures(content)
        return [Command.create(values) for values in figures]

    def action_split(self):
        """Open the dialog in which the target is split over the months."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Split of the Target"),
            "res_model": "hr.asn.iki",
            "res_id": self.id,
            "views": [
                (self.env.ref("hr_asn_appraisal.hr_asn_iki_view_form_split").id, "form")
            ],
            "target": "new",
        }


def _taken_out(vals):
    """Return ({month: figure}, the other values) of values that are written."""
    figures = {n: vals[name] for n, name in enumerate(MONTHS, 1) if name in vals}
    rest = {name: value for name, value in vals.items() if name not in MONTHS}
    return figures, rest


def _written(number):
    """Return a Fraction of figures, which are decimal, as people write it."""
    return numbers.write(exact(number.numerator) / number.denominator)
