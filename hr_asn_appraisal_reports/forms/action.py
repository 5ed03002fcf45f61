"""Rencana Aksi (layout 8): what is done for each agreed result in a period.

Read from what a sealed evaluation keeps, or would keep now, of the agreed results, and
from the actions of its period, which are no part of a seal.
"""

from dataclasses import dataclass, replace
from datetime import date

from . import evaluation, skp, wording

TITLE = "RENCANA AKSI"
COLUMNS = (
    ("NO", 4),
    ("RENCANA HASIL KERJA", 22),
    ("RENCANA AKSI", 26),
    ("TARGET", 10),
    ("SATUAN", 8),
    ("WAKTU", 10),
    ("REALISASI", 10),
    ("BUKTI DUKUNG", 10),
)
FOOTNOTES = ("Bukti dukung disebut dengan namanya; berkasnya ada di aplikasi.",)

# Characters on a line of a cell at 9 pt.
RESULT_CHARS = 38
ACTION_CHARS = 45
SHORT_CHARS = 15
UNIT_CHARS = 12
# A name that is longer, often that of a file or a link, ends with "…".
NAME_CHARS = 36


@dataclass(frozen=True)
class Action:
    """One action; ``remark`` says where it comes from and what came of it."""

    text: str
    target: str = ""
    unit: str = ""
    when: str = ""
    remark: str = ""

    @property
    def lines(self):
        """Return about how many lines its row takes."""
        cells = (
            (filter(None, (self.text, self.remark)), ACTION_CHARS),
            ((self.target,), SHORT_CHARS),
            ((self.unit,), UNIT_CHARS),
            ((self.when,), SHORT_CHARS),
        )
        return skp.highest(cells)


NO_ACTION = Action(wording.MISSING)


@dataclass(frozen=True)
class Result(skp.Result):
    """One work result; its ``indicators`` are the rows of its actions."""

    actual: tuple = ()
    proofs: tuple = ()

    @property
    def cells(self):
        own = filter(None, (self.text, self.continued))
        return (
            (own, RESULT_CHARS),
            (self.actual, SHORT_CHARS),
            (self.proofs, SHORT_CHARS),
        )

    def in_parts(self):
        """Say what was reached in the first part only."""
        first, *later = super().in_parts()
        return [first, *(replace(one, actual=(), proofs=()) for one in later)]


@dataclass(frozen=True, kw_only=True)
class ActionForm(skp.SkpForm):
    """The whole paper, signed by both."""

    results: tuple

    layout = "action"
    columns = COLUMNS


def build(content, actions, today):
    """Return the ActionForm of a period.

    In: agency, place, period, model, employee, appraiser and results with what was
    reached, as a sealed evaluation has them; actions as dicts of ``rhk`` (id of the
    result), ``result`` (its words where it has ended), ``text``, ``target``, ``unit``,
    ``from`` and ``until`` (ISO, "" for none), ``state`` ("" for none), ``note`` and
    ``continued`` (sealed period, or None); the day (ISO) of printing. A result that has
    ended before the period did stands behind the others if it had actions.
    """
    period = content["period"]
    ended = _ended(content["results"], actions)
    results = (
        part
        for number, line in enumerate([*content["results"], *ended], 1)
        for part in _result(number, line, actions).in_parts()
    )
    return ActionForm(
        titles=(TITLE, f"PERIODE {_period_title(period)}"),
        agency=content["agency"].upper(),
        period=wording.span(period["date_from"], period["date_to"]),
        employee=wording.party(content["employee"]),
        appraiser=wording.party(content["appraiser"]),
        for_leaders=content["model"] == skp.JPT_UKM,
        bands=(),
        behaviors=(),
        results=tuple(results),
        place_date=wording.place_and_date(content["place"], today),
        footnotes=FOOTNOTES,
        file_name=_file_name(content),
    )


def _period_title(period):
    """Return "TRIWULAN I TAHUN 2026"; a month has its year, the year is one."""
    title, year = wording.period_title(period), period["year"]
    if period["kind"] == wording.YEAR_KIND:
        return f"TAHUN {year}"
    return title if title.endswith(str(year)) else f"{title} TAHUN {year}"


def _ended(results, actions):
    """Return the results that only actions are left of, as sealed ones."""
    known = {line["id"] for line in results}
    return [
        {"id": rhk, "text": text, "indicators": ()}
        for rhk, text in {one["rhk"]: one["result"] for one in actions}.items()
        if rhk not in known
    ]


def _result(number, line, actions):
    own = tuple(_action(one) for one in actions if one["rhk"] == line["id"])
    return Result(
        number=str(number),
        text=line["text"],
        indicators=own or (NO_ACTION,),
        actual=tuple(_reached(line["indicators"])),
        proofs=tuple(_proofs(line.get("evidence", ()))),
    )


def _action(line):
    return Action(
        text=line["text"],
        target=line["target"],
        unit=line["unit"],
        when=when(line["from"], line["until"]),
        remark=_remark(line),
    )


def when(start, end):
    """Return the days of an action: "2 – 14 April", "s.d. 30 Juni", "" for none.

    In: ISO dates of one year, "" where one is not known.
    """
    first, last = (one and date.fromisoformat(one) for one in (start, end))
    if not (first and last):
        known = f"mulai {_day(first)}" if first else ""
        return f"s.d. {_day(last)}" if last else known
    if first == last:
        return _day(first)
    same = first.month == last.month
    return f"{first.day if same else _day(first)} – {_day(last)}"


def _day(day):
    return f"{day.day} {wording.MONTHS[day.month - 1]}"


def _remark(line):
    """Return "lanjutan dari Triwulan I; Sebagian: alat rusak", "" for nothing."""
    former = line["continued"]
    label = former and wording.period_label(former["kind"], former["number"])
    came = ": ".join(
        filter(None, (wording.ACTION_STATES.get(line["state"]), line["note"]))
    )
    return "; ".join(filter(None, (label and f"lanjutan dari {label}", came)))


def _reached(indicators):
    """Return what was reached of each indicator, by its aspect where there are more."""
    for iki in indicators:
        if iki.get("actual"):
            words = evaluation.reached(iki["actual"], iki["unit"])
            aspect = f"{iki['aspect']}: " if len(indicators) > 1 else ""
            yield f"{aspect}{words}"


def _proofs(evidence):
    """Name and count what proves a result: "1. Rekap", "dan 4 lainnya"."""
    named = evidence[: evaluation.PROOFS_NAMED]
    for number, one in enumerate(named, 1):
        yield f"{number}. {_short(one['name'])}"
    if len(evidence) > len(named):
        yield f"dan {len(evidence) - len(named)} lainnya"


def _short(name):
    return name if len(name) <= NAME_CHARS else f"{name[: NAME_CHARS - 1]}…"


def _file_name(content):
    period = content["period"]
    words = wording.period_file(period)
    number = content["employee"]["number"]
    return f"RENCANA_AKSI_{period['year']}_{words}_{number}.pdf"
