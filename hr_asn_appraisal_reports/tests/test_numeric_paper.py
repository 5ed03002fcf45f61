from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hr_asn_appraisal.law import scoring
from odoo.addons.hr_asn_appraisal.tests.test_scoring import MOST, ScoringFixture

from ..forms import numeric
from ..models.hr_asn_paper import D11, NUMERIC
from .common import PaperCase, texts


class NumericCase(ScoringFixture, PaperCase):
    def deliver_given(self, **values):
        self.report(MOST)
        self.choose(behavior_points="98", **values).action_deliver()

    def _print(self, kind, who):
        paper = self.papers_of(who)
        pdf = paper._render(kind, self.by(self.q1, who))[self.q1.id]
        return " ".join(texts(pdf))


@tagged("post_install", "-at_install")
class TestNumericPaper(NumericCase):
    """The numeric document has the values that the database has."""

    def test_values_are_those_of_the_database(self):
        self.deliver_given()
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT (points ->> 'skp')::int, (points ->> 'behavior')::int,"
            "       (points ->> 'value')::int, evaluation.score"
            "  FROM hr_asn_rating rating"
            "  JOIN hr_asn_evaluation evaluation ON evaluation.id = evaluation_id"
            " WHERE rating.kind = 'given' AND evaluation_id = %s",
            [self.q1.id],
        )
        # 0.7 x 95 + 0.3 x 98 = 95.9
        self.assertEqual(self.env.cr.fetchall(), [(9500, 9800, 9590, 9590)])
        page = self._print(NUMERIC, self.staff)
        for said in (
            numeric.TITLE,
            "Nilai SKP : 95",
            "Nilai Perilaku Kerja : 98",
            "0,7 × 95 + 0,3 × 98 = 95,9",
            "Nilai Kinerja Pegawai : 95,9",
            "Predikat Kinerja Pegawai : BAIK",
            "Atasan Pejabat Penilai Kinerja",
        ):
            self.assertIn(said, page)
        self.assertIn("Nilai kinerja: 0,7 × 95", self._print(D11, self.staff))

    def test_what_a_session_changed_is_what_is_printed(self):
        self.report(MOST)
        self.choose(behavior_points="98")
        values = {"period_id": self.q1.period_id.id, "department_id": self.clinic.id}
        session = self.by(self.env["hr.asn.calibration"], self.team).create(values)
        session.action_start()
        points = {"skp": "92,5", "behavior": "90"}
        change = {"id": self.q1.id, "points": points, "reason": "Capaian tim."}
        session.calibrate([change])
        session.action_lock()
        self.by(self.q1, self.boss).action_deliver()
        page = self._print(NUMERIC, self.staff)
        # 0.7 x 92.5 + 0.3 x 90 = 91.75
        total = "0,7 × 92,5 + 0,3 × 90 = 91,75"
        for said in ("Nilai SKP : 92,5", total, "Nilai Kinerja Pegawai : 91,75"):
            self.assertIn(said, page)
        self.assertNotIn("95,9", page)
        self.assertIn(f"Nilai kinerja: {total}", self._print(D11, self.staff))

    def test_it_comes_over_the_wire_by_its_name(self):
        self.deliver_given()
        found = self.by(self.q1, self.staff).numeric_pdf()
        self.assertTrue(found[0]["name"].startswith("PENILAIAN_"))

    def test_nothing_is_printed_before_delivery(self):
        self.report(MOST)
        self.choose(behavior_points="98")
        with self.assertRaisesRegex(UserError, "not been delivered"):
            self._print(NUMERIC, self.staff)

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_who_may_not_read_it_prints_nothing(self):
        self.deliver_given()
        with self.assertRaises(AccessError):
            self._print(NUMERIC, self.peer)


@tagged("post_install", "-at_install")
class TestNoNumericPaper(NumericCase):
    method = scoring.QUALITATIVE

    def test_what_was_rated_in_words_has_none(self):
        self.report(MOST)
        self.by(self.q1, self.boss).action_rate("sesuai", "sesuai")
        self.by(self.q1, self.boss).action_deliver()
        with self.assertRaisesRegex(UserError, "not rated in numbers"):
            self._print(NUMERIC, self.staff)
