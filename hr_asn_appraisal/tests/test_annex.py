from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import codes
from .common import YEAR, AsnCommon

DAY = f"{YEAR}-01-05"


@tagged("post_install", "-at_install")
class TestAnnex(AsnCommon):
    """What a plan says beside its results: annex, manuals."""

    def setUp(self):
        super().setUp()
        self.set_day(DAY)
        self.skp = self.plan(self.staff)
        self.rhk = self.fill(self.skp)

    def _lines(self, *texts):
        own = self.by(self.skp, self.staff)
        return own.annex_ids.create(
            [
                {"skp_id": self.skp.id, "kind": kind, "text": text}
                for kind, text in texts
            ]
        )

    def _agree(self):
        self.by(self.skp, self.staff).action_submit()
        self.by(self.skp, self.boss).action_approve()

    def _sealed(self):
        return self.skp.version_ids[0]._content()

    def test_the_annex_is_sealed_in_the_order_of_the_paper(self):
        lines = self._lines(
            ("consequence", "Apresiasi"),
            ("resource", "Mobil"),
            ("accountability", "Laporan triwulan"),
            ("resource", "Lemari pendingin"),
        )
        self._agree()
        sealed = self._sealed()
        self.assertEqual(sealed["schema"], "skp/2")
        told = {(one["kind"], one["text"]) for one in sealed["annexes"]}
        self.assertEqual(
            told,
            {
                ("resource", "Mobil"),
                ("resource", "Lemari pendingin"),
                ("accountability", "Laporan triwulan"),
                ("consequence", "Apresiasi"),
            },
        )
        resources = [one for one in sealed["annexes"] if one["kind"] == "resource"]
        self.assertEqual([one["id"] for one in resources], (lines[1] + lines[3]).ids)

    def test_who_agreed_it_says_what_came_of_a_resource(self):
        line = self._lines(("resource", "Mobil"))
        with self.assertRaisesRegex(UserError, "not agreed yet"):
            self.by(line, self.boss).action_fulfilled()
        self._agree()
        self.set_day(f"{YEAR}-03-02")
        with self.assertRaises(AccessError):
            self.by(line, self.staff).action_fulfilled()
        with self.assertRaises(AccessError):
            self.by(line, self.peer).action_fulfilled()
        self.by(line, self.boss).action_partly()
        self.env.invalidate_all()
        self.assertEqual((line.state, str(line.state_on)), ("partly", f"{YEAR}-03-02"))
        self.by(line, self.officer).action_unmet()
        self.env.invalidate_all()
        self.assertEqual(line.state, "unmet")
        self.assertIn("Mobil", self.events(self.skp)[-1].note)

    def test_no_other_way_leads_to_the_state(self):
        own = self.by(self.skp, self.staff).annex_ids
        line = own.create(
            {
                "skp_id": self.skp.id,
                "kind": "resource",
                "text": "Mobil",
                "state": "fulfilled",
            }
        )
        self.assertFalse(line.state)
        line = own.with_context(default_state="fulfilled").create(
            {"skp_id": self.skp.id, "kind": "resource", "text": "Motor"}
        )
        self.assertFalse(line.state)
        with self.assertRaises(AccessError):
            line.state = "fulfilled"

    def test_what_only_resources_have(self):
        line = self._lines(("consequence", "Apresiasi"))
        self._agree()
        with self.assertRaises(AccessError):
            self.by(line, self.boss).action_fulfilled()

    def test_an_agreed_annex_is_changed_in_a_revision_only(self):
        line = self._lines(("resource", "Mobil"))
        self._agree()
        with self.assertRaisesRegex(UserError, "Revise Plan"):
            line.with_env(self.by(self.skp, self.staff).env).sudo().text = "Motor"

    def test_a_dropped_change_brings_the_annex_back(self):
        kept, gone = self._lines(("resource", "Mobil"), ("consequence", "Apresiasi"))
        self._agree()
        before = self._sealed()["annexes"]
        own = self.by(self.skp, self.staff)
        own.action_revise("Ubah")
        own.annex_ids.browse(kept.id).text = "Motor"
        own.annex_ids.browse(gone.id).unlink()
        own.annex_ids.create(
            {"skp_id": self.skp.id, "kind": "resource", "text": "Laptop"}
        )
        own.action_drop()
        self.env.invalidate_all()
        told = [(one.kind, one.text) for one in self.skp.annex_ids]
        self.assertEqual(told, [(one["kind"], one["text"]) for one in before])
        self.assertEqual(kept.text, "Mobil")

    def test_in_a_closed_year_nothing_is_told_any_more(self):
        line = self._lines(("resource", "Mobil"))
        self._agree()
        self.cycle.sudo()._asn_put({"state": "closed"})
        with self.assertRaisesRegex(UserError, "closed"):
            self.by(line, self.boss).action_unmet()

    def test_what_came_of_a_resource_is_not_lost_with_it(self):
        line = self._lines(("resource", "Mobil"))
        self._agree()
        self.by(line, self.boss).action_unmet()
        own = self.by(self.skp, self.staff)
        own.action_revise("Ubah")
        with self.assertRaisesRegex(UserError, "what came of it"):
            own.annex_ids.unlink()
        own.action_drop()
        self.env.invalidate_all()
        self.assertEqual(self.skp.annex_ids.mapped("state"), ["unmet"])

    def test_of_what_is_not_agreed_yet_nothing_has_come(self):
        self._lines(("resource", "Mobil"))
        self._agree()
        own = self.by(self.skp, self.staff)
        own.action_revise("Ubah")
        new = own.annex_ids.create(
            {"skp_id": self.skp.id, "kind": "resource", "text": "Laptop"}
        )
        with self.assertRaisesRegex(UserError, "not agreed yet"):
            self.by(new, self.boss).action_fulfilled()
        self.assertFalse(new.sudo().state)

    def test_the_manual_is_sealed_with_its_indicator_and_comes_back(self):
        iki = self.rhk.iki_ids
        action = self.by(iki, self.staff).action_open_manual()
        self.assertEqual(action["context"], {"default_iki_id": iki.id})
        manual = iki.manual_ids.create({"iki_id": iki.id, "formula": "a / b × 100"})
        self._agree()
        sealed = self._sealed()["results"][0]["indicators"][0]["manual"]
        self.assertEqual(sealed["formula"], "a / b × 100")
        self.assertEqual(sealed["purpose"], "")
        self.assertEqual(
            set(sealed),
            {"purpose", "definition", "formula", "control", "source", "reporting"},
        )
        own = self.by(self.skp, self.staff)
        own.action_revise("Ubah")
        own.iki_ids.manual_ids.unlink()
        own.action_drop()
        self.env.invalidate_all()
        self.assertFalse(manual.exists())
        self.assertEqual(iki.manual_ids.formula, "a / b × 100")


@tagged("post_install", "-at_install")
class TestApproach(AsnCommon):
    """What differs between the two ways of writing a plan, and when it is settled."""

    def setUp(self):
        super().setUp()
        self.set_day(DAY)
        self.skp = self.plan(self.staff)
        self.rhk = self.fill(self.skp)

    def test_a_quantitative_plan_needs_targets(self):
        own = self.by(self.skp, self.staff)
        own.iki_ids.target = " "
        with self.assertRaisesRegex(UserError, "“Jumlah” has no target"):
            own.action_submit()

    def test_a_qualitative_one_says_them_in_its_sentences(self):
        own = self.by(self.skp, self.staff)
        own.approach = codes.KUALITATIF
        own.iki_ids.write({"target": False, "name": "Semua pasien terlayani ramah"})
        own.action_submit()
        self.by(self.skp, self.boss).action_approve()
        sealed = self.skp.version_ids._content()
        self.assertEqual(sealed["results"][0]["indicators"][0]["target"], "")
        agreed = self.env["hr.asn.rhk.agreed"].browse(self.rhk.id)
        self.assertEqual(agreed.indicators, "Semua pasien terlayani ramah")

    def test_it_is_changed_in_a_revision_before_anything_is_reported(self):
        self.by(self.skp, self.staff).action_submit()
        self.by(self.skp, self.boss).action_approve()
        own = self.by(self.skp, self.staff)
        with self.assertRaises(AccessError):
            own.approach = codes.KUALITATIF
        own.action_revise("Cara lain")
        own.approach = codes.KUALITATIF
        self.assertEqual(self.skp.approach, codes.KUALITATIF)

    def test_once_reported_on_it_is_settled(self):
        quarter = self.quarter(self.staff, 1)
        self.prove(quarter)
        self.by(quarter, self.staff).action_submit()
        own = self.by(self.skp, self.staff)
        own.action_revise("Cara lain")
        for name, value in (("approach", codes.KUALITATIF), ("model", codes.JPT_UKM)):
            with self.assertRaisesRegex(UserError, "reported on already"):
                self.by(self.skp, self.staff).write({name: value})
        own.write({"approach": codes.KUANTITATIF})
        own.action_drop()


@tagged("post_install", "-at_install")
class TestWeights(AsnCommon):
    def setUp(self):
        super().setUp()
        self.set_day(DAY)
        self.policy.weighs_results = True
        self.skp = self.plan(self.staff)
        self.rows = self.fill(self.skp, results=3)

    def _weigh(self, *weights):
        for rhk, weight in zip(self.rows, weights, strict=True):
            rhk.weight = weight

    def test_they_are_kept_as_basis_points(self):
        self._weigh(33.33, 33.33, 33.34)
        self.assertEqual(self.rows.mapped("weight_bp"), [3333, 3333, 3334])
        self._weigh(0.29, 0.57, 1.13)
        self.assertEqual(self.rows.mapped("weight_bp"), [29, 57, 113])

    def test_thirds_are_a_whole(self):
        self._weigh(33.33, 33.33, 33.33)
        self.by(self.skp, self.staff).action_submit()
        self.by(self.skp, self.boss).action_approve()
        sealed = self.skp.version_ids._content()["results"]
        self.assertEqual([one["weight_bp"] for one in sealed], [3333, 3333, 3333])

    def test_what_is_missing_is_named(self):
        self._weigh(50, 30, 19.5)
        with self.assertRaisesRegex(UserError, "add up to 99,5 %, not to 100 %"):
            self.by(self.skp, self.staff).action_submit()

    def test_what_is_cancelled_weighs_nothing(self):
        self._weigh(50, 50, 10)
        self.rows[2].is_cancelled = True
        self.by(self.skp, self.staff).action_submit()
        self.assertEqual(self.skp.state, "submitted")

    def test_more_than_all_is_refused(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.rows[0].weight = 100.01
            self.env.flush_all()

    def test_the_proposal_follows_them(self):
        """One result of three that weighs most decides, whatever its kind."""
        self._weigh(20, 20, 60)
        self.rows[2].kind = codes.TAMBAHAN
        quarter = self.quarter(self.staff, 1)
        own = self.by(quarter, self.staff)
        for rhk, actual in zip(self.rows, ("394", "394", "10"), strict=True):
            own.env["hr.asn.realization"].create(
                {
                    "iki_id": rhk.iki_ids.id,
                    "period_id": quarter.period_id.id,
                    "actual": actual,
                }
            )
        tree = self.by(quarter, self.boss).explain()["result"]
        weights = [leaf["weight"] for leaf in tree["leaves"]]
        self.assertEqual(sorted(weights), [2000, 2000, 6000])
        self.assertEqual(tree["value"], codes.DI_BAWAH)
        # Of 98 that are due: 402.04 % twice by a fifth, 10.20 % by three fifths.
        self.assertEqual(tree["achievement_bp"], 16693)
        self.assertEqual(self.by(quarter, self.boss).achievement, "166%")
