"""What a row of a plan says of how an indicator is measured, split and shared.

Plain Python: no ORM, no I/O, no wording. Columns that a file does not have say nothing:
what was filled in before they were known comes in as ever.
"""

from decimal import Decimal

from ..law import codes, progress, split
from ..law.realization import exact
from . import numbers
from .cells import RowReader, plain, read_number

SPLIT_UNKNOWN = "plan_split_unknown"
SEASON_UNKNOWN = "plan_season_unknown"
SEASON_EMPTY = "plan_season_empty"
FIGURE_UNKNOWN = "plan_figure_unknown"
SPLIT_LEVEL = "plan_split_level"
SPLIT_WORDS = "plan_split_words"
SPLIT_DIFFERS = "plan_split_differs"
TEAM_UNKNOWN = "plan_team_unknown"
LEAD_UNKNOWN = "plan_lead_unknown"
SERVICE_UNKNOWN = "plan_service_unknown"
SERVICE_FAULTY = "plan_service_faulty"
MEASURE_FOLLOWED = "plan_measure_followed"
STAYS_FOLLOWED = "plan_stays_followed"
THERE_ALREADY = "plan_there_already"

SPLITS = {
    "merata": split.EVEN,
    "musim": split.SEASONAL,
    "musiman": split.SEASONAL,
    "menurut musim": split.SEASONAL,
    "manual": split.MANUAL,
    "per bulan": split.MANUAL,
}
TEAM = {"ya": True, "tidak": False}
TWELVE = range(1, split.MONTHS + 1)
# Column of a month and the field of its figure.
MONTHS = {f"target_{month}": f"month_{month}" for month in TWELVE}
# What is said by the lead of a team or by a service, never by the row.
FOLLOWED = (
    *("target", "satuan", "arah", "pola_ukur", "bulan", "kondisi_awal"),
    *("tanggal_kondisi_awal", "sumber_kondisi_awal", "pembagian", "musim", "tim"),
    *MONTHS,
)
# Whose indicator a row stands for, by the field that keeps it.
SHARED = ("lead_iki_id", "service_target_id")


class MeasureReader(RowReader):
    """Reads these cells of one row; ``references``: plans.References."""

    references = None
    plan = None

    def shared(self):
        """Return the values of what is a service's or a team's, None for neither."""
        if self.optional("layanan"):
            found = self._service()
        elif self.optional("ketua_tim"):
            found = self._lead()
        else:
            return None
        said = [column for column in FOLLOWED if self.optional(column)]
        if said:
            self.note(said[0], MEASURE_FOLLOWED)
        return found

    def _service(self):
        """Return the target of a service that the owner of the plan answers for."""
        words = (plain(self.optional("layanan")), plain(self.optional("indikator")))
        target, fault = self.references.services.get(
            (self.plan.nip, *words), (None, "")
        )
        if not target:
            return self.refuse("layanan", SERVICE_UNKNOWN) or {}
        if fault:
            self.refuse_saying("layanan", SERVICE_FAULTY, why=fault)
        return {"service_target_id": target}

    def _lead(self):
        """Return the agreed team indicator of a lead with these words."""
        number, code = read_number(self.row.cells.get("ketua_tim", ""), codes.PPPK)
        lead = self.references.teams.get((number, plain(self.optional("indikator"))))
        if not lead:
            return self.refuse("ketua_tim", code or LEAD_UNKNOWN) or {}
        part = self.optional("peran")
        return {"lead_iki_id": lead} | ({"part": part} if part else {})

    def baseline(self):
        """Return as of when a baseline is, and who says so."""
        found = {
            "baseline_date": self.date("tanggal_kondisi_awal"),
            "baseline_source": self.optional("sumber_kondisi_awal"),
        }
        return {name: value for name, value in found.items() if value}

    def team(self):
        """Return whether it is the indicator of a team that its owner leads."""
        text = plain(self.optional("tim"))
        if not text:
            return {}
        if text not in TEAM:
            return self.refuse("tim", TEAM_UNKNOWN) or {}
        return {"is_team": TEAM[text]}

    def split(self):
        """Return how the target is split: what the cells say, all or none of it."""
        figures = {field: self._figure(column) for column, field in MONTHS.items()}
        kind = self._kind(any(figures.values()))
        if kind == split.SEASONAL:
            return {"split": kind, "curve_id": self._season()}
        if kind == split.MANUAL:
            return {"split": kind} | figures
        return {"split": kind} if kind else {}

    def _kind(self, has_figures):
        """Return the kind of the split; what else is filled in says it, too."""
        text = plain(self.optional("pembagian"))
        if text:
            return SPLITS.get(text) or self.refuse("pembagian", SPLIT_UNKNOWN)
        if has_figures:
            return split.MANUAL
        return split.SEASONAL if self.optional("musim") else ""

    def _season(self):
        text = self.optional("musim")
        if not text:
            return self.refuse("musim", SEASON_EMPTY)
        found = self.references.seasons.get(plain(text))
        return found or self.refuse("musim", SEASON_UNKNOWN)

    def _figure(self, column):
        """Return the figure of a month, 0 where there is none."""
        text = self.optional(column)
        figure = numbers.parse(text) if text else Decimal(0)
        if figure is None or figure < 0:
            return self.refuse(column, FIGURE_UNKNOWN) or 0
        return float(figure)


def split_fault(values):
    """Return (column, code, details) of what is wrong with a split, None for nothing.

    In: the values of an indicator as it will be. Errors: none.
    """
    kind = values.get("split") or split.EVEN
    if kind == split.EVEN:
        return None
    if (values.get("pattern") or codes.HITUNGAN) not in progress.GROWING:
        return "pembagian", SPLIT_LEVEL, {}
    return _figures_fault(values) if kind == split.MANUAL else None


def _figures_fault(values):
    low, high = numbers.parse_target(values.get("target") or "")
    target = high if values.get("direction") == codes.TURUN else low
    if target is None:
        return "target", SPLIT_WORDS, {}
    figures = [exact(values.get(field) or 0) for field in MONTHS.values()]
    missing = split.missing(target, figures)
    if not missing:
        return None
    written = numbers.write(exact(missing.numerator) / missing.denominator)
    details = {"n": written, "target": numbers.write(target)}
    return "pembagian", SPLIT_DIFFERS, details


def is_shared(values):
    """Say whether an indicator stands for that of a service or a team."""
    return any(values.get(name) for name in SHARED)
