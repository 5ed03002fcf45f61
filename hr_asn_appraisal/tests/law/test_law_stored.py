"""Codes that stand in databases: renamed, what was written before would be lost."""

from importlib import import_module

import pytest

STORED = {
    "actions": {"DONE": "done", "PARTLY": "partly", "NOT_DONE": "not_done"},
    "behavior": {
        **{"BERAKHLAK": "berakhlak", "PP30": "pp30", "VALUE": "berakhlak"},
        **{"BERAKHLAK_LEADING": "berakhlak_leading"},
        **{"ASPECT": "pp30", "LEADING": "leading"},
    },
    "hierarchy": {
        **{"NONE": "none", "GONE": "gone", "OWN": "own", "LOOP": "loop"},
        **{"LOWER": "lower", "OTHER_UNIT": "other_unit", "HEADLESS": "headless"},
        **{"ACTING": "acting", "SPAN": "span"},
    },
    "objection": {
        **{"RESULT": "result", "BEHAVIOR": "behavior", "GRANTED": "dikabulkan"},
        **{"PARTLY": "dikabulkan_sebagian", "REFUSED": "ditolak"},
    },
    "scoring": {
        **{"QUALITATIVE": "qualitative", "PP30": "pp30_numeric"},
        **{"DIMENSIONS": "weighted_dimensions", "BLENDED": "organisation_blended"},
        **{"SKP": "skp", "BEHAVIOR": "behavior", "OWN": "own"},
        **{"SUPERIOR": "superior", "OTHERS": "others", "NEAR": "near", "FAR": "far"},
        **{"ORGANISATION": "organisation", "METHOD": "method", "PLACE": "place"},
        **{"CAP": "cap", "DISCIPLINE": "discipline", "IMPACT": "impact"},
        **{"CORRECTION": "correction", "OTHERS_BP": "others_bp"},
        "KURANG_FROM": "kurang_from",
    },
    "split": {"EVEN": "even", "SEASONAL": "seasonal", "MANUAL": "manual"},
    "states": {
        **{"DRAFT": "draft", "SUBMITTED": "submitted", "CHECKED": "checked"},
        **{"RETURNED": "returned", "APPROVED": "approved", "REVISING": "revising"},
        **{"CANCELLED": "cancelled", "RATED": "rated", "DELIVERED": "delivered"},
        **{"RECEIVED": "received", "FINAL": "final", "PLANNING": "planning"},
        **{"RUNNING": "running", "CLOSING": "closing", "CLOSED": "closed"},
        "OBJECTED": "objected",
    },
    "survey": {
        "ELEMENTS": (
            *("persyaratan", "prosedur", "waktu", "biaya", "produk"),
            *("kompetensi", "perilaku", "pengaduan", "sarana"),
        ),
    },
}


@pytest.mark.parametrize("name", STORED)
def test_codes_do_not_change(name):
    module = import_module(f"law.{name}")
    assert {code: getattr(module, code) for code in STORED[name]} == STORED[name]
