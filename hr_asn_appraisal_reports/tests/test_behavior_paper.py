"""The aspects of PP 30/2019 on paper and on the screen: of a head and of his staff."""

from odoo.tests import tagged

from odoo.addons.hr_asn_appraisal.tests.test_behavior import (
    FIVE,
    FOUR,
    LEADING,
    BehaviorFixture,
)
from odoo.addons.hr_asn_appraisal.tests.test_rating import REASON

from ..models.hr_asn_paper import EVALUATION, NUMERIC, SKP
from .common import texts
from .test_numeric_paper import NumericCase


@tagged("post_install", "-at_install")
class TestBehaviorPaper(BehaviorFixture, NumericCase):
    def printed(self, kind, record, who):
        pdf = self.papers_of(who)._render(kind, self.by(record, who))[record.id]
        return " ".join(texts(pdf))

    def deliver_head(self):
        """Return the first quarter of the clinic's head, rated in numbers."""
        own = self.quarter(self.boss, 1)
        self.prove(own)
        self.by(own, self.boss).action_submit()
        typed = {"draft_skp_points": "100", "draft_behavior_points": "98"}
        self.by(own, self.chief).write(typed | {"draft_reason": REASON})
        self.by(own, self.chief).action_deliver()
        return own

    def test_of_a_head_five_and_of_his_staff_four(self):
        head = self.deliver_head()
        self.deliver_given()
        for person, evaluation, names in (
            (self.boss, head, FIVE),
            (self.staff, self.q1, FOUR),
        ):
            own = self.by(evaluation, person)
            shown = [one["name"] for one in own.basis["behaviors"]]
            self.assertEqual(shown, [*names])
            self.assertEqual(own.expected_behaviors, ", ".join(names))
            page = self.printed(NUMERIC, evaluation, person)
            self.assertIn(f"Aspek Perilaku Kerja : {', '.join(names)} Nilai SKP", page)
            for kind, record in ((EVALUATION, evaluation), (SKP, evaluation.skp_id)):
                page = self.printed(kind, record, person)
                places = [page.index(name) for name in names]
                self.assertEqual(places, sorted(places))
                self.assertNotIn("Akuntabel", page)
                self.assertEqual(LEADING in page, LEADING in names)

    def test_what_was_delivered_stays_as_it_was_sealed(self):
        head = self.deliver_head()
        head.skp_id.assignment_id.duty = False
        aspect = self.value("komitmen")
        aspect.name = "Kesetiaan"
        page = self.printed(NUMERIC, head, self.boss)
        self.assertIn(", ".join(FIVE), page)
        self.assertNotIn("Kesetiaan", page)
