"""The report of a service: who sees the service sees it, within other rules."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import YEAR, AsnCommon
from .test_service import PART, Served


@tagged("post_install", "-at_install")
class TestServiceReport(Served, AsnCommon):
    def report(self, who=None, cycle=None):
        self.env.flush_all()
        self.env.invalidate_all()
        own = self.by(self.service, who or self.foreigner)
        return own._asn_report(self.by(cycle or self.cycle, who or self.foreigner))

    def agreed(self, **values):
        """Return the line of the owner, agreed, with these values of the target."""
        self.target.write(values)
        line = self.take(self.target)
        self.bring_plan(self.owner_plan, "approved")
        return line

    def test_before_it_is_in_a_plan(self):
        told = self.report()
        [target] = told["targets"]
        self.assertEqual((told["year"], told["name"]), (YEAR, "Imunisasi Rutin"))
        self.assertEqual((target["place"], target["periods"]), ("missing", []))
        self.assertEqual((target["actual"], target["due"]), ("", ""))
        self.assertEqual(told["evidence"], {"number": 0, "named": []})
        self.assertEqual(told["public"], [])

    def test_what_was_due_and_reached_in_each_period(self):
        """400 over four quarters: 100 each; 90 in the first, then nothing yet."""
        line = self.agreed(
            baseline="352",
            baseline_date=f"{YEAR - 1}-12-31",
            baseline_source="Kohort bayi",
        )
        self.set_day(f"{YEAR}-04-10")
        self.record(line, 1, "90")
        [target] = self.report()["targets"]
        rows = [(one["due"], one["actual"]) for one in target["periods"]]
        self.assertEqual(rows, [("100", "90"), ("100", ""), ("100", ""), ("100", "")])
        self.assertEqual(
            [one["is_over"] for one in target["periods"]], [True, False, False, False]
        )
        self.assertEqual((target["actual"], target["due"]), ("90", "100"))
        self.assertEqual((target["bar"], target["expected"]), (22, 25))
        self.assertEqual(
            (target["baseline"], target["baseline_date"], target["baseline_source"]),
            ("352", f"{YEAR - 1}-12-31", "Kohort bayi"),
        )

    def test_what_is_due_follows_the_split(self):
        self.by(self.target, self.peer).write(
            {"split": "manual", "month_2": 40, "month_8": 360}
        )
        line = self.agreed()
        self.set_day(f"{YEAR}-10-05")
        self.record(line, 1, "40")
        self.record(line, 3, "300")
        [target] = self.report()["targets"]
        rows = [(one["due"], one["actual"]) for one in target["periods"]]
        self.assertEqual(rows, [("40", "40"), ("0", ""), ("360", "300"), ("0", "")])
        self.assertEqual((target["actual"], target["due"]), ("340", "400"))

    def test_a_level_is_due_in_each_period(self):
        self.agreed(target="90", unit="%", pattern="posisi")
        [target] = self.report()["targets"]
        self.assertEqual([one["due"] for one in target["periods"]], ["90"] * 4)

    def test_quarters_stay_told_once_the_year_is_recorded(self):
        line = self.agreed()
        for number, actual in enumerate(("90", "110", "100", "95"), 1):
            self.set_day(f"{YEAR}-{3 * number:02}-20")
            self.record(line, number, actual)
        year = self.owner_plan.evaluation_ids.filtered(lambda one: one.kind == "annual")
        self.reach(year.date_to)
        lines = self.by(year, self.peer).realization_ids
        lines.filtered(lambda one: one.iki_id == line).actual = "395"
        self.set_day(f"{YEAR + 1}-01-05")
        [target] = self.report()["targets"]
        told = [one["actual"] for one in target["periods"]]
        self.assertEqual(told, ["90", "110", "100", "95"])
        self.assertEqual(target["actual"], "395")

    def test_an_increase_is_told_as_it_is_due(self):
        """From 392 to 412: five more in each quarter; 398 are six more."""
        line = self.agreed(baseline="392", target="20", pattern="kenaikan", unit="anak")
        self.set_day(f"{YEAR}-04-10")
        self.record(line, 1, "398")
        [target] = self.report()["targets"]
        first = target["periods"][0]
        self.assertEqual((first["due"], first["actual"]), ("5", "6"))

    def test_members_of_the_year(self):
        self.member(date_from=f"{YEAR}-03-01")
        self.member(self.boss, date_to=f"{YEAR - 1}-12-31")
        [told] = self.report()["members"]
        self.assertEqual((told["name"], told["part"]), (self.staff.name, PART))
        self.assertEqual((told["from"], told["until"]), (f"{YEAR}-03-01", ""))

    def test_all_see_the_report_and_who_may_read_them_its_proofs(self):
        line = self.agreed()
        quarter = self.quarter(self.peer, 1)
        self.env["hr.asn.evidence"].create(
            {
                "name": "Rekap kohort",
                "url": "https://contoh.go.id/rekap",
                "rhk_id": line.rhk_id.id,
                "period_id": quarter.period_id.id,
            }
        )
        for who, named in (
            (self.peer, ["Rekap kohort"]),
            (self.boss, ["Rekap kohort"]),
            (self.auditor, ["Rekap kohort"]),
            (self.staff, []),
            (self.foreigner, []),
        ):
            with self.subTest(who=who.name):
                told = self.report(who)["evidence"]
                self.assertEqual(told["number"], 1)
                self.assertEqual([one["name"] for one in told["named"]], named)

    def test_the_dialog_shows_the_year_that_is_chosen(self):
        self.agreed()
        own = self.by(self.service, self.staff)
        action = own.action_report()
        dialog = own.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(dialog.report["year"], YEAR)
        self.assertEqual(dialog.cycle_ids, self.by(self.cycle, self.staff))
        with self.assertRaises(AccessError):
            self.by(dialog, self.boss).read(["report"])

    def test_as_many_queries_for_two_targets_as_for_twelve(self):
        self.agreed()
        self.report()
        counts = []
        for more in (1, 10):
            for number in range(more):
                self.make_target(self.service, name=f"Sasaran {more} {number}")
            self.env.flush_all()
            self.env.invalidate_all()
            own = self.by(self.service, self.foreigner)
            before = self.cr.sql_log_count
            own._asn_report(self.by(self.cycle, self.foreigner))
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
