"""What is remembered in a request is asked anew once it has changed.

Nothing here clears a cache: one environment asks, changes and asks again.
"""

from odoo.tests import tagged

from ..memo import forget, remembered
from ..models.hr_asn_delegation import PLANS
from .common import AsnCommon
from .test_delegation import Delegating
from .test_unit_rating import UnitRated


@tagged("post_install", "-at_install")
class TestMemo(AsnCommon):
    def test_what_ends_a_transaction_forgets(self):
        answers = iter(range(9))

        def ask():
            return remembered(self.env, "asn_test", "key", lambda: next(answers))

        for number, ended in enumerate((self.cr.postcommit, self.cr.postrollback)):
            self.assertEqual((ask(), ask()), (number, number))
            ended.run()
        self.assertEqual(ask(), 2)
        forget(self.env, "asn_test")
        self.assertEqual(ask(), 3)


@tagged("post_install", "-at_install")
class TestMemoOfDelegations(Delegating, AsnCommon):
    def test_given_ended_and_given_again(self):
        plan = self.waiting(self.staff)
        self.set_day("2026-01-12")
        env = self.by(self.env["hr.asn.delegation"], self.foreign_boss).env
        asking = env["hr.asn.delegation"]
        mine = plan.with_env(env)
        first = self._given(asking, mine)
        self.assertEqual(first, (0, False))
        values = {
            "appraiser_id": self.boss.id,
            "delegate_id": self.foreign_boss.id,
            "date_from": "2026-01-10",
            "date_to": "2026-01-20",
            "reason": "Diklat",
            "company_id": self.agency.id,
        }
        made = asking.sudo().create(values)
        self.assertEqual(self._given(asking, mine), (1, True))
        made.write({"date_to": "2026-01-11"})
        self.assertEqual(self._given(asking, mine), (0, False))
        made.write({"date_to": "2026-01-12"})
        self.assertEqual(self._given(asking, mine), (1, True))
        made.with_user(self.boss.user_id).action_end()
        self.assertEqual(self._given(asking, mine), (0, False))

    def _given(self, asking, plan):
        """Return how many delegations are in force, and whether they open the plan."""
        found = plan.search_count([("id", "=", plan.id)])
        return len(asking._asn_given_to_user(PLANS)), bool(found)


@tagged("post_install", "-at_install")
class TestMemoOfUnitRatings(UnitRated, AsnCommon):
    def test_set_corrected_and_set_again(self):
        ratings = self.by(self.env["hr.asn.unit.rating"], self.chief)
        known = lambda: ratings._asn_set_in(self.period)  # noqa: E731
        self.assertFalse(known())
        made = ratings.create(self.rated_values(self.clinic, "baik"))
        self.assertFalse(known())
        made.action_set()
        self.assertEqual(known()[self.period], {self.clinic.id: made})
        made.action_reopen("Salah ketik")
        self.assertFalse(known())
        made.write({"rating": "kurang"})
        made.action_set()
        self.assertEqual(known()[self.period][self.clinic.id].rating, "kurang")
