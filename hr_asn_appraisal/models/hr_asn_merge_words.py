from datetime import date

from odoo.tools.misc import format_date

from ..days import span
from ..law import merge

# Of any year: only the name of a month is told.
YEAR = 2000


class MergeWords:
    """Tells in the language of who looks how the posts of a year make it.

    What is told is what `hr.asn.evaluation.segment` has merged; papers tell the same in
    their own words.
    """

    def __init__(self, env, merged):
        self.env = env
        self.merged = merged

    def lines(self):
        """Yield the sentences, none for a year in one post."""
        if not self.merged:
            return
        yield from self._sums()
        yield from self._decided()
        yield from self._missing()
        yield from self._shared()

    def _sums(self):
        """Yield the sum of each axis, where months make the year."""
        names = {
            "result": self.env._("Work Results"),
            "behavior": self.env._("Behaviour"),
        }
        if self.merged["points"]:
            yield f"{self.env._('Value of Results')}: {self.merged['points']}."
        for axis, name in names.items():
            if self.merged[axis]:
                yield f"{name}: {self._sum(self.merged[axis])}."

    def _sum(self, axis):
        parts = [
            f"{self._rating(value)} {self._count(n)}" for value, n in axis["terms"]
        ]
        whole = self._count(axis["months"])
        told = f"{' + '.join(parts)} = {whole} → {self._rating(axis['value'])}"
        if axis["is_tie"]:
            return self.env._("%s (as many months: the later one counts)", told)
        return told

    def _decided(self):
        """Yield which post makes the year and why, where one does."""
        one = self.merged["decided"]
        if not one:
            return
        days = span(
            self.env,
            date.fromisoformat(one["date_from"]),
            date.fromisoformat(one["date_to"]),
        )
        given = {"post": one["post"], "days": days, "rating": self._given(one)}
        if self.merged["rule"] == merge.LAST_UNIT:
            yield self.env._(
                "The post held last makes the year: %(post)s, %(days)s → %(rating)s.",
                **given,
            )
        else:
            yield self.env._(
                "The post held longest makes the year: %(post)s, %(days)s "
                "(%(count)s days) → %(rating)s.",
                **given,
                count=one["days"],
            )

    def _given(self, one):
        """Return what the deciding post was given: ratings, a value, or nothing."""
        told = [self._rating(one[axis]) for axis in ("result", "behavior") if one[axis]]
        told += [one["value"]] if one["value"] else []
        return " · ".join(told) or self.env._("not rated")

    def _missing(self):
        months = self.merged["missing"]
        if months:
            yield self.env._(
                "Not rated and therefore not counted: %(names)s (%(count)s).",
                count=self._count(len(months)),
                names=self._names(months),
            )

    def _shared(self):
        """Yield what was held at once, and why months are more than twelve."""
        for one in self.merged["shared"]:
            yield self.env._(
                "%(names)s: %(posts)s held at once, counted for each.",
                names=self._names(one["months"]),
                posts=", ".join(one["posts"]),
            )
        # Held at once in a part of the year, they may still be no more than twelve.
        if self.merged["shared"] and self.merged["months"] > len(merge.YEAR):
            yield self.env._(
                "So the months add up to %s, not to 12.", self.merged["months"]
            )

    def _count(self, months):
        if months == 1:
            return self.env._("1 month")
        return self.env._("%s months", months)

    def _rating(self, code):
        field = self.env["hr.asn.rating"]._fields["result"]
        return dict(field._description_selection(self.env))[code]

    def _names(self, months):
        """Return months in words, those that follow each other as a stretch."""
        return ", ".join(
            self._stretch(first, last) for first, last in merge.stretches(months)
        )

    def _stretch(self, first, last):
        names = [
            format_date(self.env, date(YEAR, one, 1), date_format="MMMM")
            for one in (first, last)
        ]
        if first == last:
            return names[0]
        return self.env._("%(start)s to %(end)s", start=names[0], end=names[1])
