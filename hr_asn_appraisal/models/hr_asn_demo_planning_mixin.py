from odoo import models

from .hr_asn_demo_feedback_mixin import DOCTOR, MIDWIFE, NURSE

# What stands in the annex of a plan: kind, words.
ANNEX = {
    NURSE: (
        ("resource", "Satu kotak vaksin berpendingin untuk posyandu keliling"),
        ("accountability", "Laporan cakupan kepada kepala puskesmas setiap triwulan"),
        ("consequence", "Diusulkan mengikuti pelatihan manajemen imunisasi"),
    ),
    DOCTOR: (
        ("resource", "Anggaran operasional posyandu sesuai DPA tahun berjalan"),
        ("accountability", "Pemaparan capaian dalam lokakarya mini puskesmas"),
        ("consequence", "Capaian menjadi dasar usulan penghargaan puskesmas"),
    ),
}
# Where the nurse stood at the end of the year before: start of the indicator, figure.
BASELINES = {
    NURSE: {
        "Jumlah sasaran yang divaksinasi": "392",
        "Persentase kejadian ikutan": "100",
        "Nilai umpan balik penerima": "3,28",
        "Pencatatan vaksinasi": "71",
        "Jumlah pasien yang diberi asuhan": "1.842",
        "Kelengkapan dokumentasi": "88",
        "Waktu tanggap triase": "6,5",
    }
}
# What the nurse's chief expects where it is more than a target says.
BEYOND = "Cakupan melampaui target, dan keluarga memahami jadwal imunisasi berikutnya"
UNDERSTOOD = {
    "name": "Persentase keluarga yang memahami jadwal imunisasi berikutnya",
    "target": "90",
    "unit": "%",
    "benefit": "Keluarga datang tepat waktu tanpa perlu dijemput kader.",
}
WAITING_TIME = {
    "name": "Rata-rata waktu tunggu ibu hamil di ruang KIA",
    "target": "15",
    "unit": "menit",
    "direction": "turun",
    "pattern": "posisi",
    "benefit": "Ibu hamil menunggu lebih singkat; angkanya ada di buku antrean.",
}
TAKEN = "Menunjukkan dampak bagi keluarga, dan datanya ada di buku KIA."


class HrAsnDemoPlanningMixin(models.AbstractModel):
    """What goes with the plans of the demo year: annexes, expectations, ideas."""

    _name = "hr.asn.demo.planning.mixin"
    _description = "ASN demo planning"

    def _asn_annex(self, plan):
        """Let an employee write what he needs and answers for, before it is agreed."""
        plan.env["hr.asn.skp.annex"].create(
            [
                {"skp_id": plan.id, "kind": kind, "text": text}
                for kind, text in ANNEX.get(plan.nip, ())
            ]
        )

    def _asn_start(self, plan):
        """Let an employee write down from where he starts."""
        for words, figure in BASELINES.get(plan.nip, {}).items():
            plan.iki_ids.filtered(lambda one, w=words: one.name.startswith(w)).write(
                {"baseline": figure, "baseline_date": f"{plan.year - 1}-12-31"}
            )

    def _asn_expect(self, plans):
        """Let the doctor tell the nurse what is expected, and the nurse confirm it."""
        plan = plans.filtered(lambda one: one.nip == NURSE)
        as_doctor = plan.with_user(self._asn_user(DOCTOR))
        as_doctor.action_open_dialogue()
        dialogue = as_doctor.dialogue_ids
        dialogue.line_ids[:1].above = BEYOND
        dialogue.action_tell()
        plan.with_user(self._asn_user(NURSE)).action_understand()

    def _asn_ideas(self, plans, librarian):
        """Let two propose indicators: one is taken, the other is talked about."""
        answered = self._asn_idea(plans, NURSE, UNDERSTOOD).with_user(librarian)
        answered.action_discuss()
        answered.action_accept(TAKEN)
        self._asn_idea(plans, MIDWIFE, WAITING_TIME).with_user(
            self._asn_user(DOCTOR)
        ).action_discuss()

    def _asn_idea(self, plans, number, idea):
        plan = plans.filtered(lambda one: one.nip == number)
        own = plan.with_user(self._asn_user(number))
        return own.env["hr.asn.goal.proposal"].create(
            {
                "skp_id": plan.id,
                "goal_id": own.rhk_ids.goal_id[:1].id,
                "aspect_id": own.iki_ids.aspect_id[:1].id,
                **idea,
            }
        )
