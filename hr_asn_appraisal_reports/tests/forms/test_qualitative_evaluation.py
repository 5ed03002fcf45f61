"""Layout 5 as prose: the same results, figures and words as the quantitative one."""

import pytest
from forms import evaluation, qualitative, qualitative_evaluation, skp
from test_forms import SHEET, changed

COMMENT = {"role": "appraiser", "on": "2026-06-30", "text": "Baik.", "tone": "note"}


def sheet(**values):
    return changed(SHEET, approach="kualitatif", **values)


def test_titles_and_size():
    form = qualitative_evaluation.build(sheet())
    assert form.titles[:3] == (
        "EVALUASI KINERJA PEGAWAI",
        "PENDEKATAN HASIL KERJA KUALITATIF",
        "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
    )
    assert form.titles[3].startswith("PERIODE: ")
    assert form.sheets(True) == (form,)
    assert form.sheets(False) == ()


@pytest.mark.parametrize("widths", ["COLUMNS", "BEHAVIOR_COLUMNS"])
def test_widths_fill_the_page(widths):
    assert sum(getattr(qualitative_evaluation, widths)) == 100


def test_each_sentence_has_what_was_reached():
    line = changed(SHEET["results"][0])
    line["indicators"] = [
        {"aspect": "Kuantitas", "text": "Pasien", "target": "20", "unit": "orang"}
        | {"actual": "21", "recorded": [1, 3]},
        {"aspect": "Kualitas", "text": "Puas semua", "target": "", "unit": ""},
    ]
    line["feedback"] = [COMMENT]
    form = qualitative_evaluation.build(sheet(results=[line]))
    (result,) = form.bands[0].results
    assert result.sentences == ("Pasien: 20 orang", "Puas semua")
    assert result.reached == ("21 orang (1 dari 3 periode)", "-")
    assert [one.words for one in result.comments] == ["Pejabat Penilai Kinerja: Baik."]
    assert result.heading == qualitative.FOR_STAFF


def test_the_same_choices_as_the_quantitative_sheet():
    told, prose = evaluation.build(SHEET), qualitative_evaluation.build(sheet())
    for name in ("achievement", "curve", "result", "behavior", "predikat", "agency"):
        assert getattr(told, name) == getattr(prose, name)
    assert told.place_date == prose.place_date
    assert told.file_name == prose.file_name


def test_a_long_result_goes_on_over_the_page():
    iki = {"aspect": "Kuantitas", "text": "Kata " * 60, "target": "1", "unit": "kali"}
    line = changed(SHEET["results"][0], indicators=[iki | {"actual": "1"}] * 9)
    parts = qualitative_evaluation.build(sheet(results=[line])).bands[0].results
    assert len(parts) > 1
    assert [one.continued for one in parts[:2]] == ["", skp.CONTINUED]
    assert sum(len(one.sentences) for one in parts) == 9
    assert all(len(one.sentences) == len(one.reached) for one in parts)
    assert [one.above for one in parts[1:]] == [()] * (len(parts) - 1)


def test_no_result_is_a_dash():
    form = qualitative_evaluation.build(sheet(results=[]))
    (nothing,) = form.bands[0].results
    assert (nothing.text, nothing.reached, nothing.sentences) == ("-", (), ())
