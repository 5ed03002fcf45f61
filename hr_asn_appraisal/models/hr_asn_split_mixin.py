from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command

from ..dialogs import dialog
from ..exchange import numbers
from ..law import progress
from ..law import split as law
from ..law.realization import exact
from ..reached import measured_months, split_target

SPLITS = [
    (law.EVEN, "Evenly"),
    (law.SEASONAL, "By Season"),
    (law.MANUAL, "By Hand"),
]
# The fields with the figures of the twelve months, in order.
TWELVE = range(1, law.MONTHS + 1)
MONTHS = [f"month_{month}" for month in TWELVE]
DECIMALS = 4
MONTH = {
    "compute": "_compute_months",
    "readonly": False,
    "digits": (16, DECIMALS),
}


class HrAsnSplitMixin(models.AbstractModel):
    """How the target of a year is split over its months: evenly, by season, by hand.

    Of an indicator in a plan, of a service: over the months of its time, until the
    last in which it is measured. Who inherits names the rows with the figures
    (`month_ids`), its time (`_asn_split_time`) and who splits it. Of a target
    that is a range the figures of the months make up its lower number, so much at
    least; of a ceiling the higher one, so much at most.
    """

    _name = "hr.asn.split.mixin"
    _description = "ASN target that is split"

    split = fields.Selection(
        SPLITS, "Split of the Target", default=law.EVEN, required=True
    )
    curve_id = fields.Many2one(
        "hr.asn.curve", "Season", ondelete="restrict", index="btree_not_null"
    )
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
    can_choose_split = fields.Boolean(
        compute="_compute_can_type_months", export_string_translation=False
    )
    # Who else splits it, where a screen shows it for reading only.
    split_elsewhere = fields.Char(
        compute="_compute_can_type_months", export_string_translation=False
    )
    can_type_months = fields.Boolean(
        compute="_compute_can_type_months", export_string_translation=False
    )
    # "-7-8-9-": what a screen shows of the months.
    counted_months = fields.Char(
        compute="_compute_counted_months", export_string_translation=False
    )

    # -- figures of the months -------------------------------------------------

    @api.depends("pattern")
    def _compute_can_split(self):
        for iki in self:
            iki.can_split = iki.pattern in progress.GROWING

    def _asn_split_time(self):
        """Return first and last day, cadence and minimum of days; () without any.

        What is of no plan or year has none.
        """
        return ()

    def _asn_counted_months(self):
        """Return the months over which the target is split, in order."""
        first, last, *rules = self._asn_split_time() or (None, None)
        return counted_in(first, last, self.months, *rules) if first and last else []

    def _asn_counted_told(self):
        return "-".join(["", *map(str, self._asn_counted_months()), ""])

    @api.depends(
        *("split", "curve_id", "month_ids.month", "month_ids.figure", "months"),
        *("target", "target_low", "target_high", "direction", "counted_months"),
    )
    def _compute_months(self):
        for iki in self:
            figures = iki._asn_month_figures()
            for month, name in enumerate(MONTHS, 1):
                iki[name] = figures.get(month, 0)

    def _asn_month_figures(self):
        """Return {month: figure} as a season or a hand splits the target."""
        if self.split == law.SEASONAL:
            return self._asn_spread(self.curve_id)
        return self._asn_months_kept()

    def _asn_spread(self, curve):
        """Return {month: figure} of the target as a season spreads it."""
        shares = dict(enumerate(curve._asn_shares(), 1)) if curve else {}
        return self._asn_parts(
            {n: shares.get(n, 0) for n in self._asn_counted_months()}
        )

    def _asn_even(self):
        """Return {month: figure}: whole ones, of which the last month has the rest."""
        return self._asn_parts(dict.fromkeys(self._asn_counted_months(), 1), 0)

    def _asn_parts(self, shares, places=DECIMALS):
        target = self._asn_to_split()
        if not target or target < 0:
            return {}
        found = law.spread(target, shares, places)
        return {month: float(part) for month, part in found.items()}

    def _asn_to_split(self):
        """Return what the months are to make up, None where the target is words."""
        return split_target(self._asn_bounded() | {"direction": self.direction})

    @api.model_create_multi
    def create(self, vals_list):
        """Keep the figures that are typed; a month without one has no row."""
        return super().create([_with_months(vals) for vals in vals_list])

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

    # -- what is wrong with it ---------------------------------------------------

    @api.depends("split", "target", "target_low", "target_high", "months", *MONTHS)
    def _compute_split_note(self):
        for iki in self:
            iki.split_note = iki.split == law.MANUAL and iki._asn_split_note()

    def _asn_split_note(self):
        """Say how the figures typed compare with the target, while they are typed."""
        note = self._asn_split_fault([self[name] for name in MONTHS])
        told = {"target": numbers.write(self._asn_to_split() or 0)}
        return note or self.env._(
            "The months make up the target of %(target)s.", **told
        )

    def _asn_split_fault(self, figures):
        """Return what is wrong with the figures of twelve months, or None."""
        target = self._asn_to_split()
        figures = [exact(figure) for figure in figures]
        if target is None:
            return self.env._("Write the target as a number first.")
        if min(figures) < 0:
            return self.env._("The figure of a month is from zero.")
        counting = [figures[month - 1] for month in self._asn_counted_months()]
        missing = law.missing(target, counting)
        words = {"n": _written(abs(missing)), "target": numbers.write(target)}
        if missing < 0:
            return self.env._("%(n)s more than the target of %(target)s.", **words)
        if missing:
            return self.env._("%(n)s short of the target of %(target)s.", **words)
        return None

    def _asn_split_gaps(self):
        """Return what is wrong with a split, as sentences for its plan."""
        figures, fault = self._asn_month_figures(), None
        if self.split == law.MANUAL:
            fault = self._asn_split_fault([figures.get(n, 0) for n in TWELVE])
        if self.split == law.SEASONAL and self._asn_to_split() and not figures:
            fault = self.env._("The season has nothing in the months of this plan.")
        return [self._asn_split_gap(fault)] if fault else []

    def _asn_split_gap(self, fault):
        return self.env._(
            "the split of the target of “%(iki)s”: %(fault)s",
            iki=self.name,
            fault=fault,
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

    def _asn_months_kept(self):
        """Return {month: figure} as typed by hand, {} of any other split."""
        if self.split != law.MANUAL:
            return {}
        return {line.month: line.figure for line in self.month_ids if line.figure}

    def _asn_months_told(self):
        """Return the months with a figure as people write them, "–" for none."""
        figures = sorted(self._asn_months_kept().items())
        names = (self._fields[MONTHS[n - 1]] for n, _figure in figures)
        told = (
            f"{name._description_string(self.env)} {numbers.write(exact(figure))}"
            for name, (_n, figure) in zip(names, figures, strict=True)
        )
        return ", ".join(told) or "–"

    def _asn_split_action(self, view):
        """Return the dialog in which the target is split over the months."""
        self.ensure_one()
        view = self.env.ref(f"hr_asn_appraisal.{view}")
        return dialog(self, self.env._("Split of the Target"), view_id=view.id)


def counted_in(date_from, date_to, months, cadence, minimum_days):
    """Return as `law.split.counted` for months as they are kept."""
    asked = measured_months(months)
    return law.counted(date_from, date_to, cadence, minimum_days, asked)


def _with_months(vals):
    """Return values of a new line with rows for the figures of months in them."""
    figures, rest = _taken_out(vals)
    rows = [
        Command.create({"month": month, "figure": figure})
        for month, figure in figures.items()
        if figure
    ]
    return rest | {"month_ids": [*rest.get("month_ids", ()), *rows]} if rows else rest


def _taken_out(vals):
    """Return ({month: figure}, the other values) of values that are written."""
    figures = {n: vals[name] for n, name in enumerate(MONTHS, 1) if name in vals}
    rest = {name: value for name, value in vals.items() if name not in MONTHS}
    return figures, rest


def _written(number):
    """Return a Fraction of figures, which are decimal, as people write it."""
    return numbers.write(exact(number.numerator) / number.denominator)
