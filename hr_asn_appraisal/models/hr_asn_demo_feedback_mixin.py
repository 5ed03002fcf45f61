from datetime import timedelta
from typing import NamedTuple

from odoo import models

from ..law.codes import IMPROVE, NOTE, PRAISE

NURSE = "199409262019032001"  # Dewi Anggraini
MIDWIFE = "197906032006042001"  # Laila Husna, of the same health centre
DOCTOR = "198305112010122001"  # Aisyah Kurniawan, heads the health centre
HEAD = "197402192002121001"  # the doctor's own appraiser
# So many days before a quarter ends it was said.
DAYS_BEFORE = 20

SERVICE = "behavior_berorientasi_pelayanan"
ACCOUNTABLE = "behavior_akuntabel"
TOGETHER = "behavior_kolaboratif"
ADAPTIVE = "behavior_adaptif"
HARMONY = "behavior_harmonis"


class Said(NamedTuple):
    """Who said what to whom in which quarter; no value: about the first result."""

    quarter: int
    giver: str
    person: str
    value: str
    tone: str
    text: str


SAID = (
    Said(
        *(1, DOCTOR, NURSE, SERVICE, PRAISE),
        "Pasien lansia didampingi sampai selesai. Keluarga mereka berterima kasih.",
    ),
    Said(
        *(1, MIDWIFE, NURSE, TOGETHER, PRAISE),
        "Selalu mau menggantikan jaga saat posyandu padat.",
    ),
    Said(
        *(2, DOCTOR, NURSE, "", NOTE),
        "Cakupan kunjungan sudah sesuai rencana. Unggah rekapnya setiap akhir bulan.",
    ),
    Said(
        *(2, HEAD, NURSE, ADAPTIVE, PRAISE),
        "Cepat menguasai pencatatan digital dan mengajari rekan yang lain.",
    ),
    Said(
        *(2, NURSE, DOCTOR, HARMONY, PRAISE),
        "Pembagian tugas terbuka, dan setiap keluhan didengar sampai selesai.",
    ),
    Said(
        *(2, MIDWIFE, NURSE, ACCOUNTABLE, IMPROVE),
        "Serah terima jaga sebaiknya ditulis, tidak hanya lisan.",
    ),
)
# To the people of the appraiser whose quarter is still to be rated, one after another.
TO_TEAM = (
    (SERVICE, PRAISE, "Antrean tetap tertib saat sistem terganggu. Terima kasih."),
    ("", NOTE, "Sesuai rencana. Lengkapi bukti dukung selagi masih mudah dicari."),
    (ACCOUNTABLE, IMPROVE, "Periksa kembali berkas sebelum diserahkan ke loket."),
    (TOGETHER, PRAISE, "Membantu loket sebelah tanpa diminta."),
    ("", IMPROVE, "Masih tertinggal dari target. Mari sepakati mana yang didahulukan."),
    (ADAPTIVE, PRAISE, "Menemukan cara yang lebih cepat untuk mencocokkan data."),
)
QUESTION = "Apakah catatan serah terima saya sekarang sudah cukup jelas?"


class HrAsnDemoFeedbackMixin(models.AbstractModel):
    """The feedback of the demo year, given by those who would give it."""

    _name = "hr.asn.demo.feedback.mixin"
    _description = "ASN demo feedback"

    def _asn_say(self, evaluations):
        """Give what was said in the quarter of these evaluations, before it ends."""
        by_person = evaluations.grouped(lambda one: one.employee_id.asn_nip)
        for said in SAID:
            evaluation = by_person.get(said.person)
            if evaluation and evaluation.period_id.number == said.quarter:
                giver = self._asn_user(said.giver)
                self._asn_say_to(evaluation, giver, said.value, said.tone, said.text)

    def _asn_say_to_team(self, evaluations):
        """Give what an appraiser said to his people in the quarter that he rates."""
        people = evaluations.sorted("name")[: len(TO_TEAM)]
        for evaluation, said in zip(people, TO_TEAM, strict=False):
            self._asn_say_to(evaluation, evaluation.appraiser_id.user_id, *said)

    def _asn_say_to(self, evaluation, giver, value, tone, text):
        plan = evaluation.skp_id
        # A demo is built on one day: what was said is dated where it belongs.
        day = evaluation.date_to - timedelta(days=DAYS_BEFORE)
        given = (
            self.env["hr.asn.feedback"]
            .with_user(giver)
            .create(
                {
                    "skp_id": plan.id,
                    "behavior_id": value
                    and self.env.ref(f"hr_asn_appraisal.{value}").id,
                    "rhk_id": not value and plan.rhk_ids[:1].id,
                    "tone": tone,
                    "text": text,
                }
            )
        )
        given.sudo()._asn_put({"given_on": day})

    def _asn_ask(self, evaluation):
        """Let the nurse ask a colleague: one question that waits for its answer."""
        midwife = self._asn_user(MIDWIFE).employee_id
        own = self.env["hr.asn.feedback.request"]
        own.with_user(self._asn_user(NURSE)).create(
            {
                "skp_id": evaluation.skp_id.id,
                "asked_id": midwife.id,
                "behavior_id": self.env.ref(f"hr_asn_appraisal.{ACCOUNTABLE}").id,
                "question": QUESTION,
            }
        )
