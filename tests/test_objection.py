"""An objection by mouse: asked, filed, heard, decided, read; a question stops no clock.

A fresh agency, a live server, a real browser in Indonesian; clicks are counted and what
came of it is asked of the database. The tests are one story: each goes on where the one
before it stopped.
"""

import os
import re

import appraiser
import database
import objection
import pytest
import story
from browser import CONFIRM, DIALOG
from objection import (
    ALL_CASES,
    AXIS,
    BUTTON,
    CASES,
    CHOICE,
    COLLEAGUE,
    DIALOG_PLACES,
    DIALOG_TOUCHED,
    EMPLOYEE,
    EMPLOYEE_NAME,
    EMPTY,
    FACTS,
    FIELD,
    FILES,
    GIVEN_REASON,
    MINE,
    OUTCOME,
    PAPER,
    PASSWORD,
    PHONE_ORDER,
    PLACES,
    PRINT,
    QUESTIONS,
    REASON,
    ROW,
    SEND,
    STATE,
    STEPS,
    SUPERIOR,
    SUPERIOR_NAME,
    TOUCHED,
    Party,
)

NAME = f"asn_objection_{os.getpid()}"

PHONE = {"width": 375, "height": 812}
DEADLINE = "[name=deadline_below]"

# Clicks at most, from the screens' and the users' own tables.
SIGNED = 1
ASKED = 2
SPOKEN = 2
FILED = 6
DECIDED = 4

QUESTION = "Mengapa hasil kerja saya dinilai di bawah ekspektasi?"
ANSWER = "Target loket dihitung setahun, bukan triwulan."
OBJECTION = "Realisasi 1.200 pemohon adalah seperempat target setahun."
EXPLANATION = "Saya membandingkan dengan target setahun."
STATEMENT = "Rekap loket Januari sampai Maret terlampir."
DECISION = "Target setahun dibagi empat; realisasi triwulan memenuhinya."

EVALUATION = """
    SELECT evaluation.id, evaluation.state, evaluation.due_on::text AS due,
           evaluation.predikat
      FROM hr_asn_evaluation evaluation
      JOIN hr_asn_period period ON period.id = evaluation.period_id
     WHERE evaluation.name = %s AND period.kind = 'triwulan' AND period.number = 1
"""
CASE = "SELECT id, state, text, explanation, statement FROM hr_asn_objection"
INQUIRY = "SELECT state, answer FROM hr_asn_inquiry"
RESULTS = """
    SELECT rating.kind, rating.predikat, rating.reason
      FROM hr_asn_rating rating
      JOIN hr_asn_evaluation evaluation ON evaluation.id = rating.evaluation_id
     WHERE evaluation.name = %s AND rating.kind IN ('given', 'decided')
  ORDER BY rating.id
"""
PAPERS = """
    SELECT document.kind, length(document.sha256) AS digits
      FROM hr_asn_document document
     WHERE document.evaluation_id = %s ORDER BY document.id
"""


def evaluation():
    """The quarter that is objected to, as the database holds it."""
    [row] = database.rows(NAME, EVALUATION, EMPLOYEE_NAME)
    return row


def case():
    """The only objection there is."""
    [row] = database.rows(NAME, CASE)
    return row


@pytest.fixture(scope="module")
def room():
    """A fresh agency with a server, and a browser."""
    with story.room(NAME, objection.preparation(), Party) as desk:
        yield desk


def test_the_employee_reads_how_it_came_about_and_acknowledges(desk):
    desk.sign_in(EMPLOYEE, PASSWORD, MINE)
    desk.open_basis()
    told = desk.see(STEPS)
    for words in ("Di Bawah Ekspektasi", GIVEN_REASON, appraiser.NAME):
        assert words in told
    with desk.steps(SIGNED):
        desk.click(BUTTON % "action_receive")
        desk.see(STATE % "received")
    assert "16 April 2026" in desk.see(FIELD % "objection_note")
    assert evaluation()["due"] == "2026-04-16"


def test_how_it_came_about_is_read_on_a_phone(desk):
    with desk.at(PHONE):
        assert "16 April 2026" in desk.see(DEADLINE)
        assert desk.misfits(PLACES, TOUCHED) == []
        tops = desk.tops(*PHONE_ORDER)
        assert tops == sorted(tops)


def test_a_question_is_asked_and_stops_no_clock(desk):
    with desk.steps(ASKED):
        desk.click(BUTTON % "action_ask_inquiry")
        assert "tidak menghentikan" in desk.see(DIALOG)
        desk.say(QUESTION)
    desk.see(FIELD % "inquiry_ids", QUESTION)
    assert (evaluation()["state"], evaluation()["due"]) == ("received", "2026-04-16")


def test_the_appraiser_answers_in_writing(desk):
    desk.sign_in(appraiser.LOGIN, appraiser.PASSWORD, QUESTIONS)
    desk.rest()
    desk.click(ROW, EMPLOYEE_NAME)
    with desk.steps(ASKED):
        desk.click(BUTTON % "action_open_answer")
        desk.say(ANSWER)
        desk.see(STATE % "answered")
    assert database.rows(NAME, INQUIRY) == [{"state": "answered", "answer": ANSWER}]
    assert (evaluation()["state"], evaluation()["due"]) == ("received", "2026-04-16")


def test_the_employee_objects_with_reason_and_a_file(desk, tmp_path):
    proof = tmp_path / "rekap.txt"
    proof.write_text("1.200 pemohon")
    desk.sign_in(EMPLOYEE, PASSWORD, MINE)
    desk.open_basis()
    assert ANSWER in desk.see(FIELD % "inquiry_ids")
    assert "16 April 2026" in desk.see(FIELD % "objection_note")
    with desk.steps(FILED):
        desk.click(BUTTON % "action_ask_objection")
        desk.click(AXIS % "result")
        desk.type(objection.SAID, OBJECTION)
        desk.upload(FILES, proof)
        desk.see(DIALOG, "rekap.txt")
        desk.click(SEND % "action_file")
        desk.click(CONFIRM, "Ajukan Keberatan")
        desk.see(STATE % "filed")
    assert (case()["state"], case()["text"]) == ("filed", OBJECTION)
    assert (evaluation()["state"], evaluation()["predikat"]) == (
        "objected",
        "butuh_perbaikan",
    )


def test_both_sides_are_heard(desk):
    with desk.steps(SPOKEN):
        desk.click(BUTTON % "action_open_state")
        desk.say(STATEMENT)
    desk.see(FIELD % "statement", STATEMENT)
    assert case()["state"] == "filed"
    desk.sign_in(appraiser.LOGIN, appraiser.PASSWORD, CASES)
    desk.rest()
    desk.click(ROW, EMPLOYEE_NAME)
    assert OBJECTION in desk.see(FIELD % "text")
    with desk.steps(SPOKEN):
        desk.click(BUTTON % "action_open_explain")
        desk.say(EXPLANATION)
        desk.see(STATE % "heard")
    desk.gone(BUTTON % "action_open_decide")
    assert (case()["explanation"], case()["statement"]) == (EXPLANATION, STATEMENT)


def test_who_is_no_party_sees_nothing(desk):
    desk.sign_in(COLLEAGUE, PASSWORD, MINE)
    desk.see(ROW, "Disampaikan")
    for path in (CASES, ALL_CASES, QUESTIONS):
        desk.go(path)
        desk.see(EMPTY)
        assert EMPLOYEE_NAME not in desk.page.content()
    assert desk.status(f"/asn/paper/decision/{case()['id']}") == 403


def test_the_superior_weighs_it_on_a_phone(desk):
    """What it is about stands beside it; the dialog in which he decides fits, too."""
    desk.sign_in(SUPERIOR, PASSWORD, CASES)
    desk.rest()
    desk.click(ROW, EMPLOYEE_NAME)
    desk.see(FIELD % "statement", STATEMENT)
    # The quarter's share of the target was reached: of the one indicator there is.
    assert re.findall(r"\d+", desk.see(FACTS)) == ["1", "1"]
    with desk.at(PHONE):
        desk.see(FACTS)
        assert desk.misfits(PLACES, TOUCHED) == []
        desk.click(BUTTON % "action_open_decide")
        desk.click(OUTCOME % "dikabulkan_sebagian")
        desk.see(CHOICE % ("result", "sesuai"))
        assert desk.misfits(DIALOG_PLACES, DIALOG_TOUCHED) == []
        desk.press("Escape")
        desk.gone(DIALOG)
    desk.click(BUTTON % "action_open_basis")
    desk.see(STEPS)


def test_the_superior_decides_with_reason(desk):
    desk.sign_in(SUPERIOR, PASSWORD, CASES)
    desk.rest()
    desk.click(ROW, EMPLOYEE_NAME)
    desk.see(FIELD % "statement", STATEMENT)
    desk.see(FIELD % "explanation", EXPLANATION)
    with desk.steps(DECIDED):
        desk.click(BUTTON % "action_open_decide")
        desk.click(OUTCOME % "dikabulkan")
        desk.click(CHOICE % ("result", "sesuai"))
        desk.type(REASON, DECISION)
        desk.see(f"{DIALOG} {FIELD % 'predikat'}", "Baik")
        assert "bersifat final" in desk.see(DIALOG)
        desk.click(SEND % "action_decide")
        desk.see(STATE % "decided")
    assert (evaluation()["state"], evaluation()["predikat"]) == ("final", "baik")


def test_both_results_are_kept(desk):
    assert database.rows(NAME, RESULTS, EMPLOYEE_NAME) == [
        {"kind": "given", "predikat": "butuh_perbaikan", "reason": GIVEN_REASON},
        {"kind": "decided", "predikat": "baik", "reason": DECISION},
    ]
    papers = database.rows(NAME, PAPERS, evaluation()["id"])
    assert [one["kind"] for one in papers] == ["evaluation", "receipt", "decision"]
    assert {one["digits"] for one in papers} == {64}


def test_the_employee_reads_the_decision_and_both_results(desk):
    desk.sign_in(EMPLOYEE, PASSWORD, MINE)
    desk.open_basis()
    note = desk.see(FIELD % "objection_note")
    for words in ("Dikabulkan", DECISION, "bersifat final"):
        assert words in note
    told = desk.see(STEPS)
    for words in ("Di Bawah Ekspektasi", GIVEN_REASON, "Sesuai Ekspektasi", DECISION):
        assert words in told
    assert SUPERIOR_NAME in told
    desk.gone(BUTTON % "action_ask_objection")


def test_the_decision_is_fetched_on_paper(desk):
    desk.click(BUTTON % "action_open_objection")
    desk.see(STATE % "decided")
    desk.click(PRINT)
    paper = desk.download(f":is({PAPER}):has-text('Keputusan')")
    assert paper.read_bytes().startswith(b"%PDF")
    desk.sign_in(COLLEAGUE, PASSWORD, MINE)
    assert desk.status(f"/asn/paper/decision/{case()['id']}") == 403
