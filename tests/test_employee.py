"""An employee's July by mouse and by thumb: read, sign, print, report.

A fresh agency, a live server, a real browser in Indonesian. Each job may take as many
clicks as the screens promise; what came of it is asked of the database. The tests are
one story: each goes on where the one before it stopped.
"""

import os

import database
import employee
import pytest
import story
from browser import CONFIRM
from employee import (
    ACTUAL,
    ACTUAL_INPUT,
    BUTTON,
    FILLED,
    FIRST_BUTTON,
    PAPER,
    PLACES,
    PREDIKAT,
    PRINT,
    PROGRESS,
    SEEN,
    STATE,
    STEP,
    TASK,
    TOUCHED,
    WHO,
    Employee,
)

NAME = f"asn_employee_{os.getpid()}"
PHONE = {"width": 375, "height": 812}

# Clicks at most, from the screens' own table.
READ_AND_SIGN = 2
PRINTED = 2
WHO_SEES = 1
REPORTED = 4  # open, the cell, submit, confirm; typing is not counted

STATES = """
    SELECT period.number, evaluation.state, evaluation.received_on::text AS received
    FROM hr_asn_evaluation evaluation
    JOIN hr_asn_period period ON period.id = evaluation.period_id
    JOIN hr_employee person ON person.id = evaluation.employee_id
    WHERE person.asn_nip = %s AND period.kind = 'triwulan' ORDER BY period.number
"""
ACTUALS = """
    SELECT period.number, line.actual
    FROM hr_asn_realization line JOIN hr_asn_period period ON period.id = line.period_id
    ORDER BY period.number
"""


def states():
    """{quarter: state} of the nurse."""
    rows = database.rows(NAME, STATES, employee.LOGIN)
    return {row["number"]: row["state"] for row in rows}


@pytest.fixture(scope="module")
def room():
    """A fresh agency with a server, the nurse and her browser."""
    with story.room(NAME, employee.preparation(), Employee) as desk:
        yield desk


def test_first_page_says_what_is_next_and_shows_no_unread_predikat(desk):
    desk.sign_in()
    first, *others = desk.texts(TASK)
    assert "Dokumen evaluasi kinerja Triwulan II 2026 telah disampaikan" in first
    assert "Sampai 27 Juli 2026" in first
    assert any("Triwulan III 2026" in one for one in others)
    desk.counts(FILLED, 1)
    received, unread, running, *coming = desk.texts(STEP)
    assert "Diterima 2 April 2026" in received
    assert received.endswith("Baik")
    assert unread.endswith("Belum dibuka")
    assert running.endswith("Pelaksanaan")
    assert all(one.endswith("Belum Jatuh Tempo") for one in coming)
    (progress,) = desk.texts(PROGRESS)
    assert "210 / 420 orang" in progress
    assert progress.endswith("Sesuai Rencana")


def test_who_sees_this_is_told_by_name(desk):
    with desk.steps(WHO_SEES):
        desk.click(WHO)
        told = desk.see(SEEN)
    for words in ("Hanya Anda", "Pejabat Penilai Aisyah Kurniawan", employee.NAME):
        assert words in told
    desk.press("Escape")


def test_document_is_read_and_signed(desk):
    with desk.steps(READ_AND_SIGN):
        desk.click(FIRST_BUTTON, "Baca Dokumen")
        assert desk.see(PREDIKAT) == "Baik"
        desk.click(BUTTON % "action_receive")
        desk.see(STATE % "received")
    assert states()[2] == "received"


def test_course_shows_once_there_are_two_results(desk):
    desk.home()
    desk.see(".o_asn_trend canvas")
    assert desk.texts(f"{STEP}:nth-child(2)")[0].endswith("Baik")


def test_paper_is_printed(desk):
    desk.home()
    with desk.steps(PRINTED):
        desk.click(PRINT)
        paper = desk.download(f"{PAPER}:has-text('Triwulan II 2026')")
    assert paper.read_bytes().startswith(b"%PDF")


def test_actuals_of_the_quarter_are_filled_in_and_submitted(desk):
    desk.home()
    with desk.steps(REPORTED):
        desk.click(f"{TASK}:has-text('Triwulan III') button")
        desk.click(ACTUAL)
        desk.type(ACTUAL_INPUT, "105")
        desk.click(BUTTON % "action_submit")
        desk.click(CONFIRM)
        desk.see(STATE % "submitted")
    assert states()[3] == "submitted"
    actuals = {row["number"]: row["actual"] for row in database.rows(NAME, ACTUALS)}
    assert actuals == {1: "100", 2: "110", 3: "105"}


def test_phone_needs_no_scrolling_aside_and_fits_a_thumb(desk):
    desk.page.set_viewport_size(PHONE)
    desk.home()
    desk.see(WHO)
    assert desk.misfits(PLACES, TOUCHED) == []
    left = desk.page.locator(STEP).evaluate_all(
        "steps => steps.map(one => one.getBoundingClientRect().left)"
    )
    assert len(set(left)) == 1, "the year runs from top to bottom"
