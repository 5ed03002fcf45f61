from odoo import models

from ..law import codes
from ..law.objection import AXES, GRANTED
from .hr_asn_demo_feedback_mixin import NURSE
from .hr_asn_demo_talent_mixin import CENTRE_HEAD

# The last quarter that was delivered.
DELIVERED_QUARTER = 2

OBJECTION = (
    "Cakupan kunjungan rumah mencapai 112% dari target triwulan dan dua posyandu baru "
    "dibina. Rekap terlampir pada bukti dukung RHK 1."
)
STATEMENT = "Rekap kunjungan ditandatangani kepala desa; aslinya dapat diperiksa."
EXPLANATION = (
    "Saat menilai saya belum menerima rekap bulan terakhir. Data itu benar adanya."
)
REASON = (
    "Bukti dukung menunjukkan capaian di atas target dan pembinaan di luar rencana; "
    "pejabat penilai membenarkan data tersebut."
)
WAITING = (
    "Penugasan perekaman keliling selama enam minggu belum diperhitungkan dalam hasil "
    "kerja saya."
)
WAITING_STATEMENT = "Surat tugas dan daftar hadir ada pada bukti dukung RHK 2."
QUESTION = "Ukuran apa yang dipakai untuk perilaku kerja Kolaboratif pada triwulan ini?"
ANSWER = (
    "Kehadiran pada serah terima jaga dan dua umpan balik rekan. Keduanya dapat dibaca "
    "pada Dasar Penilaian."
)
OPEN_QUESTION = "Apakah target triwulan berikutnya tetap sama walaupun loket berkurang?"


class HrAsnDemoObjectionMixin(models.AbstractModel):
    """What people of the demo ask about, and object to, after a delivery."""

    _name = "hr.asn.demo.objection.mixin"
    _description = "ASN demo objections"

    def _asn_dispute(self, cycle, appraiser):
        """Two object and two ask: one of each is done, the others wait.

        ``appraiser``: by number, who has to explain and to answer.
        """
        evaluations = self.env["hr.asn.evaluation"].search(
            [
                ("cycle_id", "=", cycle.id),
                ("period_id.number", "=", DELIVERED_QUARTER),
                ("predikat", "=", codes.BAIK),
                ("employee_id.asn_nip", "!=", NURSE),
            ]
        )
        teams = evaluations.sorted("name").grouped(lambda one: one.appraiser_id.asn_nip)
        decided, answered, *_rest = teams[CENTRE_HEAD]
        waiting, asked, *_rest = teams[appraiser]
        self._asn_decide(self._asn_object(decided, OBJECTION, STATEMENT))
        self._asn_object(waiting, WAITING, WAITING_STATEMENT)
        inquiry = self._asn_inquire(answered, QUESTION)
        inquiry.with_user(inquiry.appraiser_id.user_id).action_answer(ANSWER)
        self._asn_inquire(asked, OPEN_QUESTION)

    def _asn_object(self, evaluation, text, statement):
        """Let somebody object to both ratings, and say what he has to say."""
        own = evaluation.with_user(evaluation.employee_id.user_id)
        objection = own.env["hr.asn.objection"].browse(own.action_object(AXES, text))
        objection.action_state(statement)
        return objection.sudo()

    def _asn_decide(self, objection):
        """Let the appraiser explain, and the superior grant it."""
        objection.with_user(objection.appraiser_id.user_id).action_explain(EXPLANATION)
        superior = objection.with_user(objection.superior_id.user_id)
        superior.action_decide(GRANTED, REASON, codes.DI_ATAS, codes.DI_ATAS)

    def _asn_inquire(self, evaluation, question):
        own = evaluation.with_user(evaluation.employee_id.user_id)
        made = own.action_inquire(question)
        return self.env["hr.asn.inquiry"].browse(made)
