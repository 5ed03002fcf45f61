from odoo import models

from ..law import codes

SOURCE = "Laporan kinerja {period}: 9 dari 10 sasaran perjanjian kinerja tercapai."
# What who sets another rating than is proposed says.
REASON = (
    "Usulan dihitung dari realisasi yang sudah diisi; capaian lain dibuktikan dalam "
    "laporan kinerja unit."
)
# What who delivers says where the pattern is not kept.
CONSIDERATION = (
    "Target layanan tercapai merata karena jadwal posyandu dan sekolah ditata ulang; "
    "bukti dukung tiap pegawai sudah diperiksa."
)


class HrAsnDemoUnitMixin(models.AbstractModel):
    """What the units of the demo agency achieved, as the leaders above them set it."""

    _name = "hr.asn.demo.unit.mixin"
    _description = "ASN demo agency: unit ratings"

    def _asn_rate_units(self, evaluations, officer):
        """Set what the units of these evaluations achieved in their period.

        By the leader above each; on paper by the officer where he has no login.
        """
        period = evaluations.period_id
        today = self.env.company._asn_today()
        for unit in evaluations.department_id:
            made = self.env["hr.asn.unit.rating"].create(
                {
                    "department_id": unit.id,
                    "period_id": period.id,
                    "rating": codes.BAIK,
                    "reason": REASON,
                    "source": SOURCE.format(period=period.display_name),
                    "decided_on": min(period.date_to, today),
                }
            )
            if not made.needs_reason:
                made.reason = False
            made.with_user(made.appraiser_id.user_id or officer).action_set()
