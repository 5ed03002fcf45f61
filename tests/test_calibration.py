"""A unit is calibrated by mouse: opened, changed with reason, locked, delivered, read.

A fresh agency, a live server, a real browser in Indonesian; clicks are counted and what
came of it is asked of the database. The tests are one story: each goes on where the one
before it stopped.
"""

import os

import appraiser
import calibration
import database
import pytest
import story
from browser import CONFIRM, DIALOG
from calibration import (
    ALERT,
    BAR,
    CALIBRATED,
    CALIBRATED_LOGIN,
    CALIBRATED_PASSWORD,
    CLOSE,
    DOT,
    FIELD,
    GROUP,
    GUEST_NAME,
    LOCK,
    LOCK_SO,
    LOCKED,
    MEMBER,
    MEMBER_NAME,
    MEMBER_PASSWORD,
    MINE,
    NEXT,
    PARTICIPANTS,
    REASON,
    REPLAY,
    ROW,
    SAVE,
    SESSIONS,
    START,
    STEPS,
    TENDENCIES,
    TENDENCY,
    WARNING,
    WHY,
    Team,
)

NAME = f"asn_calibration_{os.getpid()}"

# Clicks at most, from the screens' own table.
CHANGE_ONE = 1
LOCK_ALL = 2

CONSIDERATION = "Loket baru; target layanan tercapai oleh seluruh tim."
SENTENCE = "Capaian tim loket, bukan perseorangan."
OUTCOME = """
    SELECT rating.kind, rating.predikat, rating.reason, rating.is_published
      FROM hr_asn_rating rating
      JOIN hr_asn_evaluation evaluation ON evaluation.id = rating.evaluation_id
     WHERE evaluation.name = %s AND rating.kind IN ('given', 'calibrated')
  ORDER BY rating.id
"""


def ratings(name):
    """{kind: (predikat, reason)} of what the database holds of somebody."""
    return {
        row["kind"]: (row["predikat"], row["reason"])
        for row in database.rows(NAME, OUTCOME, name)
    }


@pytest.fixture(scope="module")
def room():
    """A fresh agency with a server, and a browser."""
    with story.room(NAME, calibration.preparation(), Team) as desk:
        yield desk


def test_a_session_is_opened_for_a_unit_and_a_period(desk):
    desk.sign_in(MEMBER, MEMBER_PASSWORD, SESSIONS)
    desk.click(".o_list_button_add")
    desk.pick(FIELD % "period_id", "Triwulan I 2026")
    desk.pick(FIELD % "department_id", "Bidang Dafduk")
    desk.pick(PARTICIPANTS, GUEST_NAME)
    assert "20" in desk.see(FIELD % "rated_count", "20")
    desk.click(SAVE)
    desk.click(START)
    desk.click(CONFIRM)
    desk.counts(ROW % "Pegawai", 20)
    desk.counts(f"{ROW % 'Pegawai'} {DOT % ('result', 'sesuai')}", 20)
    assert "Baik 20 (100%)" in desk.see(BAR, "Baik 20")
    told = desk.see(WARNING)
    assert "Baik 100%, seharusnya paling banyak 70%" in told
    assert "Butuh Perbaikan dan Kurang: 0 orang" in told
    desk.click(TENDENCIES)
    assert desk.see(TENDENCY, appraiser.NAME).split()[2:] == [
        "20",
        *["3,00"] * 3,
        "0,00",
    ]


def test_one_is_changed_with_a_reason_and_the_distribution_follows(desk):
    with desk.steps(CHANGE_ONE):
        desk.calibrate(CALIBRATED, "result", "di_bawah", SENTENCE)
    assert "Butuh Perbaikan 1 (5%)" in desk.see(BAR, "Butuh Perbaikan 1")
    told = desk.see(WARNING, "Baik 95%, seharusnya paling banyak 70%")
    assert "Butuh Perbaikan dan Kurang" not in told
    assert "2,95" in desk.see(TENDENCY, appraiser.NAME)
    assert ratings(CALIBRATED) == {
        "given": ("baik", None),
        "calibrated": ("butuh_perbaikan", SENTENCE),
    }
    assert set(ratings("Pegawai 05")) == {"given"}


def test_a_choice_without_reason_is_not_kept(desk):
    desk.click(f"{ROW % 'Pegawai 05'} [name=behavior] [data-value=di_atas]")
    desk.page.wait_for_selector(f"{REASON}:focus")
    desk.press("Enter")
    desk.see(f"{ROW % 'Pegawai 05'}", "belum disimpan")
    assert set(ratings("Pegawai 05")) == {"given"}
    desk.page.reload()
    desk.counts(GROUP, 1)
    assert CALIBRATED in desk.see(GROUP)


def test_the_head_cannot_deliver_meanwhile(desk):
    desk.sign_in(appraiser.LOGIN, appraiser.PASSWORD, appraiser.LIST)
    desk.click(appraiser.DELIVER)
    desk.click(CONFIRM)
    told = desk.see(f"{DIALOG} tr:has-text('Pegawai 01')", "sedang dikalibrasi")
    assert "setelah hasil rapat kalibrasi dikunci" in told
    desk.counts(f"{DIALOG} tr:has-text('sedang dikalibrasi')", 20)
    assert "calibrated" in ratings(CALIBRATED)


def test_it_is_replayed_and_locked(desk):
    desk.sign_in(MEMBER, MEMBER_PASSWORD, SESSIONS)
    desk.click(".o_data_row")
    desk.click(REPLAY)
    desk.counts(STEPS, 1)
    assert SENTENCE in desk.see(STEPS)
    desk.click(NEXT)
    desk.see(".modal .o_asn_distribution", "Butuh Perbaikan 1")
    desk.click(CLOSE)
    desk.gone(".modal")
    with desk.steps(LOCK_ALL):
        desk.click(LOCK)
        assert "Baik 95%" in desk.see(".modal", "paling banyak 70%")
        desk.find(WHY).fill(CONSIDERATION)
        desk.click(LOCK_SO)
        desk.see(LOCKED)
    [kept] = database.rows(NAME, "SELECT text FROM hr_asn_consideration")
    assert kept["text"] == CONSIDERATION
    desk.see(f"{ROW % CALIBRATED} [name=result] [data-value=sesuai][disabled]")


def test_the_head_delivers_what_was_agreed(desk):
    desk.sign_in(appraiser.LOGIN, appraiser.PASSWORD, appraiser.LIST)
    assert "Butuh Perbaikan 1 (5%)" in desk.see(appraiser.DISTRIBUTION)
    desk.click(appraiser.DELIVER)
    desk.click(CONFIRM)
    desk.gone(appraiser.DELIVER)
    [delivered] = database.rows(
        NAME,
        "SELECT state, predikat FROM hr_asn_evaluation"
        " WHERE name = %s AND state = 'delivered'",
        CALIBRATED,
    )
    assert delivered["predikat"] == "butuh_perbaikan"


def test_the_employee_reads_what_was_changed_and_not_who_took_part(desk):
    desk.sign_in(CALIBRATED_LOGIN, CALIBRATED_PASSWORD, MINE)
    desk.click(".o_data_row", "Triwulan I 2026")
    told = desk.see(ALERT, "Rapat kalibrasi mengubah")
    for words in ("Baik", "Butuh Perbaikan", SENTENCE):
        assert words in told
    page = desk.page.content()
    assert MEMBER_NAME not in page
    assert GUEST_NAME not in page
