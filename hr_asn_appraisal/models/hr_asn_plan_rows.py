from odoo import fields

from ..exchange import numbers, plan_template
from ..exchange.plan_measure import MONTHS
from ..law import codes, split

# What cells call what is stored, in the words of the template.
_CHOICES = plan_template.CHOICES | plan_template.SHARES


def _called(column, *kept):
    """Return {code: what the template calls it} of codes in its order."""
    return dict(zip(kept, _CHOICES[column], strict=True))


KINDS = _called("jenis", codes.UTAMA, codes.TAMBAHAN)
DIRECTIONS = _called("arah", codes.NAIK, codes.TURUN, codes.RENTANG)
PATTERNS = _called(
    "pola_ukur", codes.HITUNGAN, codes.POSISI, codes.RILIS, codes.KENAIKAN
)
SPLITS = _called("pembagian", split.EVEN, split.SEASONAL, split.MANUAL)
TEAM = _called("tim", True, False)
WORDS = {
    "direction": DIRECTIONS,
    "pattern": PATTERNS,
    "split": SPLITS,
    "is_team": TEAM,
}
# What is kept as the id of a row, and the model of that.
NAMED = {"dimension_id": "hr.asn.dimension", "curve_id": "hr.asn.curve"}


def cell_of(env, field, value):
    """Return what is kept in a field of a result or indicator as its cell has it.

    In: a key of `plans.COLUMN_OF`; its value, of a row its id, of a day its ISO text.
    Out: a text, "" of nothing.
    """
    if field in WORDS:
        return WORDS[field].get(value, "")
    if not value:
        return ""
    if field in NAMED:
        # sudo: hr.asn.dimension, hr.asn.curve - their names are no secret
        return env[NAMED[field]].sudo().browse(value).name
    return _figure_or_text(field, value)


def _figure_or_text(field, value):
    if field == "weight_bp":
        return numbers.hundredths(value)
    if field == "baseline_date":
        return _day(fields.Date.to_date(value))
    return numbers.write(value) if field in MONTHS.values() else str(value)


def _day(day):
    return day.strftime("%d/%m/%Y") if day else ""


def rows_of(plan):
    """Return the rows of the template that a plan has already, with its own rights."""
    results = plan.rhk_ids._asn_uncancelled()
    return [
        _of_plan(plan) | _of_result(rhk) | _of_indicator(iki)
        for rhk in results._asn_ordered()
        for iki in rhk._asn_measured()
    ]


def _of_plan(plan):
    return {"nip": plan.nip or "", "jabatan": plan.post or ""}


def _of_result(rhk):
    weight = numbers.hundredths(rhk.weight_bp) if rhk.weight_bp else ""
    return {
        "jenis": KINDS[rhk.kind],
        "rhk": rhk.name,
        "intervensi": rhk.link_ids[:1].text or "",
        "bobot": weight,
    }


def _of_indicator(iki):
    """Return the cells of an indicator; what a team or service says stays empty."""
    own = {
        "aspek": iki.aspect_id.name,
        "indikator": iki.name,
        "dimensi": iki.dimension_id.name or "",
    }
    # sudo: hr.asn.iki - of the lead's his NIP, of the service its name
    shared = iki.sudo()
    if shared.lead_iki_id:
        lead = shared.lead_iki_id.skp_id.nip or ""
        return own | {"ketua_tim": lead, "peran": iki.part or ""}
    if shared.service_target_id:
        return own | {"layanan": shared.service_target_id.service_id.name}
    return own | _measured(iki) | _split(iki)


def _measured(iki):
    return {
        "kondisi_awal": iki.baseline or "",
        "tanggal_kondisi_awal": _day(iki.baseline_date),
        "sumber_kondisi_awal": iki.baseline_source or "",
        "target": iki.target or "",
        "satuan": iki.unit or "",
        "arah": DIRECTIONS[iki.direction],
        "pola_ukur": PATTERNS[iki.pattern],
        "bulan": iki.months or "",
        "tim": "Ya" if iki.is_team else "",
    }


def _split(iki):
    figures = iki._asn_months_kept()
    months = {
        column: numbers.write(figures[number])
        for number, column in enumerate(MONTHS, 1)
        if number in figures
    }
    season = iki.curve_id.name or "" if iki.split == split.SEASONAL else ""
    return {"pembagian": SPLITS[iki.split], "musim": season} | months
