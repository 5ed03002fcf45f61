"""The project's own lint rules find what they are there to find."""

import ast
from pathlib import Path

import lint_rules
import pytest

MODEL = "hr_asn_appraisal/models/hr_asn_rating.py"


def found(path, text):
    source = lint_rules.Source(Path(path), ast.parse(text))
    return [message for _line, message in _all(source)]


def _all(source):
    return [hit for rule in lint_rules.RULES for hit in rule(source)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (MODEL, 'if rating.result == "di_atas":\n    pass'),
        ("hr_asn_appraisal/wizards/rate.py", 'WORST = ("sangat_kurang",)'),
        ("hr_asn_appraisal/law/merge.py", "import odoo"),
        ("hr_asn_appraisal/law/merge.py", "from datetime import date\ndate.today()"),
        ("hr_asn_appraisal/law/merge.py", "def mean(values):\n    return 0"),
        ("hr_asn_appraisal/law/merge.py", 'def mean(values):\n    """Mean."""'),
        (MODEL, "from odoo.tools.safe_eval import safe_eval"),
        (MODEL, "from odoo.addons.hr_asn_appraisal_reports import forms"),
    ],
)
def test_a_fault_is_found(path, text):
    assert found(path, text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (MODEL, "from ..law import codes\nTOP = codes.DI_ATAS"),
        ("hr_asn_appraisal/law/codes.py", 'DI_ATAS = "di_atas"'),
        (
            "hr_asn_appraisal/law/merge.py",
            'def mean(v):\n    """Source: PP 30/2019."""',
        ),
        (
            "hr_asn_appraisal/law/merge.py",
            'def mean(v):\n    """Mean. Source: design."""',
        ),
        ("hr_asn_appraisal/law/merge.py", "def _mean(values):\n    return 0"),
        (MODEL, "def mean(values):\n    return 0"),
        ("hr_asn_appraisal/tests/test_rating.py", 'X = "di_atas"'),
    ],
)
def test_what_is_right_passes(path, text):
    assert found(path, text) == []


def test_a_rule_in_a_view_is_found():
    bad = """<field name="a"/>\n<field name="b" invisible="result == 'di_bawah'"/>"""
    assert [line for line, _message in lint_rules.views_hold_no_rule(bad)] == [2]


def test_a_colour_in_a_view_is_no_rule():
    good = """<field name="b" decoration-danger="predikat == 'sangat_kurang'"/>"""
    assert list(lint_rules.views_hold_no_rule(good)) == []
