"""hr.asn.analysis: what was delivered, for whom who may read it; nothing before."""

from collections import Counter

from lxml import etree

from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from .common import PaperCase, PaperHttpCase

MODEL = "hr.asn.analysis"
FIGURES = ("result", "behavior", "predikat")
PLAIN = """
    SELECT id, result, behavior, predikat, delivered_on - date_to AS days
      FROM hr_asn_evaluation
     WHERE cycle_id = %s AND state IN ('delivered', 'received', 'final')
"""


@tagged("post_install", "-at_install")
class TestAnalysis(PaperCase):
    def _rows(self, who):
        own = self.by(self.env[MODEL], who)
        return own.search([("cycle_id", "=", self.cycle.id)])

    def test_a_row_says_what_was_delivered_of_whom(self):
        quarter = self.quarter(self.staff, 1)
        self.bring_evaluation(quarter, "rated", result="di_bawah")
        self.set_day("2026-04-09")
        self.by(quarter, self.boss).action_deliver()
        self.deliver(self.chief)
        row = self._rows(self.officer).filtered(lambda one: one.id == quarter.id)
        self.assertEqual(row.employee_id, self.staff)
        self.assertEqual(row.name, "Dewi, A.Md.Kep.")
        self.assertEqual(row.department_id, self.clinic)
        self.assertEqual(row.office_id, self.office)
        self.assertEqual(row.appraiser_id, self.boss)
        self.assertEqual((row.period_kind, row.asn_kind), ("triwulan", "pns"))
        self.assertEqual((row.post_kind, row.model), ("fungsional", "ja_jf"))
        self.assertEqual((row.source, row.state), ("here", "delivered"))
        self.assertEqual(
            (row.result, row.behavior, row.predikat),
            ("di_bawah", "di_atas", "butuh_perbaikan"),
        )
        self.assertEqual(row.days, 9)
        leader = self._rows(self.officer) - row
        self.assertEqual((leader.post_kind, leader.model), ("jpt", "jpt_ukm"))
        self.assertEqual(leader.office_id, self.office)
        self.assertEqual(row.action_open()["res_id"], quarter.id)

    def test_it_is_what_the_database_holds(self):
        for number in (1, 2):
            self.bring_evaluation(self.quarter(self.staff, number), "delivered")
        self.deliver(self.peer, "received", result="di_atas", behavior="sesuai")
        self.deliver(self.foreigner, "rated")
        rows = self._rows(self.officer)
        found = {
            row.id: (row.result, row.behavior, row.predikat, row.days) for row in rows
        }
        self.env.flush_all()
        self.env.cr.execute(PLAIN, [self.cycle.id])
        plain = {one[0]: one[1:] for one in self.env.cr.fetchall()}
        self.assertEqual(len(plain), 3)
        self.assertEqual(found, plain)

    def test_groups_add_up_to_the_rows(self):
        self.deliver(self.staff, result="di_atas")
        self.deliver(self.peer)
        rows = self._rows(self.officer)
        groups = dict(
            self.by(self.env[MODEL], self.officer)._read_group(
                [("cycle_id", "=", self.cycle.id)], ["predikat"], ["__count"]
            )
        )
        self.assertEqual(groups, {"sangat_baik": 1, "baik": 1})
        self.assertEqual(groups, Counter(rows.mapped("predikat")))

    def test_import_of_another_system_has_no_days_until_delivery(self):
        quarter = self.quarter(self.staff, 1)
        self.policy.sudo().source = "ekinerja"
        day = self.agency._asn_today()
        figures = {"result": "sesuai", "behavior": "sesuai", "predikat": "baik"}
        self.by(quarter, self.officer)._asn_import({quarter: figures}, day)
        row = self._rows(self.officer)
        self.assertEqual((row.id, row.source), (quarter.id, "ekinerja"))
        self.assertEqual(row.predikat, "baik")
        self.env.cr.execute(
            "SELECT delivered_on FROM hr_asn_evaluation WHERE id = %s", [quarter.id]
        )
        self.assertEqual(self.env.cr.fetchone(), (day,))
        groups = self.by(self.env[MODEL], self.officer)._read_group(
            [("id", "=", row.id)], [], ["days:avg"]
        )
        self.assertEqual(groups, [(False,)])

    def _default(self, who):
        """Return the rows that the menu shows at first: all its filters together."""
        action = self.env.ref("hr_asn_appraisal_reports.hr_asn_analysis_action")
        own = self.by(self.env[MODEL], who)
        arch = etree.fromstring(own.get_view(view_type="search")["arch"])
        domain = [("employee_id", "in", (self.staff | self.peer).ids)]
        for key in safe_eval(action.context):
            if key.startswith("search_default_"):
                name = key.removeprefix("search_default_")
                domain += safe_eval(
                    arch.find(f".//filter[@name='{name}']").get("domain")
                )
        return own.search(domain)

    def _act_beside(self, employee, boss=None, unit=None, own=True):
        """Give an employee an acting post; return the first quarters of both.

        ``own``: whether what is his own is agreed, too.
        """
        self._assign(
            employee, boss or self.boss, unit or self.clinic, post="Lurah", status="plt"
        )
        self.by(self.cycle, self.officer).action_open()
        self.env.invalidate_all()
        plans = self.plan(employee)
        for plan in plans.filtered(
            lambda plan: plan.state == "draft" and (own or plan.status == "plt")
        ):
            self.bring_plan(plan, "approved")
        self.by(self.cycle, self.officer).action_open_periods()
        self.env.invalidate_all()
        return plans.evaluation_ids.filtered(
            lambda one: one.kind == "periodic" and one.period_id.number == 1
        )

    def test_the_menu_counts_each_person_once(self):
        """Not each quarter, not an acting post beside one's own; in any later year."""
        self.deliver(self.staff)
        both = self._act_beside(self.staff)
        for one in both:
            self.bring_evaluation(one, "delivered")
        self.assertEqual(set(both.skp_id.mapped("status")), {"definitif", "plt"})
        rows = self._rows(self.officer)
        self.assertEqual(len(rows), 3)
        counted = rows.filtered(lambda one: one.is_counted)
        self.assertEqual(rows - counted, rows.filtered(lambda one: one.status == "plt"))
        for day in ("2026-12-31", "2027-03-01", "2029-01-01"):
            self.set_day(day)
            shown = self._default(self.officer)
            self.assertEqual(shown.evaluation_id.skp_id.status, "definitif", day)
            self.assertEqual((shown.period_kind, shown.status), ("tahun", "definitif"))
            self.assertEqual(len(shown), 1)

    def test_who_only_acts_is_counted_by_that_post(self):
        self.plan(self.staff)
        post = self.plan(self.staff).assignment_id
        self.by(post, self.officer).status = "plt"
        self.deliver(self.staff)
        shown = self._default(self.officer)
        self.assertEqual((shown.employee_id, shown.status), (self.staff, "plt"))

    def test_two_posts_of_ones_own_in_a_quarter_count_once(self):
        """The later one, as in the recap; its year is still to be rated."""
        self.deliver(self.staff)
        first, second = self._act_beside(self.staff).sorted("id")
        for one in first | second:
            self.bring_evaluation(one, "delivered")
        plans = first.skp_id | second.skp_id
        plans.flush_recordset()
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET status = 'definitif' WHERE id IN %s",
            [tuple(plans.ids)],
        )
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET date_to = '2026-02-20' WHERE id = %s",
            [first.skp_id.id],
        )
        self.env.invalidate_all()
        counted = self._rows(self.officer).filtered("is_counted")
        self.assertEqual(counted.evaluation_id, second)
        self.assertEqual(self._counted(self.officer), self._in_recap(self.officer))

    def _counted(self, who):
        """Return {(employee id, period id, predikat)} that counts for a reader."""
        rows = self._rows(who).filtered("is_counted")
        return {(one.employee_id.id, one.period_id.id, one.predikat) for one in rows}

    def _in_recap(self, who):
        """Return the same as the recap of the same reader has it."""
        recap = self.by(self.cycle, who)._asn_recap()
        return {
            (row.employee_id, period, figures.predikat)
            for row in recap.rows
            for period, figures in row.figures.items()
        }

    def test_an_acting_post_counts_for_nobody_whose_own_is_still_to_be_rated(self):
        """His own plan is not even agreed: the recap says so, and counts it."""
        quarter = self._act_beside(self.staff, own=False)
        self.assertEqual(quarter.skp_id.status, "plt")
        self.bring_evaluation(quarter, "delivered")
        self.assertEqual(self._rows(self.officer).evaluation_id, quarter)
        self.assertEqual(self._counted(self.officer), set())
        self.assertEqual(self._in_recap(self.officer), set())

    def test_each_reader_counts_what_his_own_recap_counts(self):
        """Who reads the acting post alone counts it: he knows of no other."""
        self.deliver(self.staff)
        both = self._act_beside(self.staff, self.foreign_boss, self.school_office)
        for one in both:
            self.bring_evaluation(one, "delivered")
        first = both.period_id
        seen = {}
        for who in (self.officer, self.foreign_boss, self.boss, self.head, self.staff):
            seen[who] = self._counted(who)
            self.assertEqual(seen[who], self._in_recap(who), who.name)
            periods = [period for _one, period, _predikat in seen[who]]
            self.assertEqual(periods.count(first.id), 1, who.name)
        self.assertNotEqual(seen[self.foreign_boss], seen[self.officer])
        theirs = self._rows(self.foreign_boss)
        self.assertEqual(theirs.status, "plt")

    def _next_year(self, employee):
        """Return the evaluations of an employee in a cycle after the first."""
        later = self.cycle.with_user(self.officer).create(
            {"year": 2027, "policy_id": self.policy.id}
        )
        self.set_day("2027-01-05")
        later.action_open()
        self.env.invalidate_all()
        plan = later.sudo().skp_ids.filtered(lambda plan: plan.employee_id == employee)
        self.bring_plan(plan, "approved")
        self.by(later, self.officer).action_open_periods()
        self.env.invalidate_all()
        return plan.evaluation_ids.sorted("date_to")

    def test_the_latest_year_is_the_readers_own(self):
        """What is delivered to others first empties nobody's page."""
        self.deliver(self.staff)
        mine = self._default(self.staff)
        self.assertEqual(mine.employee_id, self.staff)
        later = self._next_year(self.peer).filtered(lambda one: one.kind == "annual")
        self.reach(later.date_to)
        self.bring_evaluation(later, "delivered")
        self.assertEqual(self._default(self.staff), mine)
        self.assertEqual(self._default(self.officer).evaluation_id, later)

    def test_the_quarters_of_a_year_under_way_hide_no_year(self):
        self.deliver(self.staff)
        earlier = self._default(self.officer)
        self.assertEqual(earlier.cycle_id, self.cycle)
        self.bring_evaluation(self._next_year(self.staff)[:1], "delivered")
        self.assertEqual(self._default(self.officer), earlier)

    def test_rights_follow_at_once(self):
        """The old head loses the figures with his post, the new one gets them."""
        self.deliver(self.staff)
        self.assertTrue(self._rows(self.head))
        self.assertFalse(self._rows(self.foreign_boss))
        self.office.manager_id = self.foreign_boss
        self.assertFalse(self._rows(self.head))
        self.assertTrue(self._rows(self.foreign_boss))
        self.assertTrue(self._rows(self.unit_officer))
        self.unit_officer.asn_unit_ids = self.school_office
        self.assertFalse(self._rows(self.unit_officer))


@tagged("post_install", "-at_install")
class TestAnalysisAccess(PaperHttpCase):
    def _read(self, method, *args):
        result, error = self.rpc(MODEL, method, *args)
        self.assertIsNone(error)
        return result

    def _of(self, employee):
        return [("employee_id", "=", employee.id)]

    def test_nothing_leaks_before_delivery(self):
        """Not to the person, and to nobody else: there is no row to infer it from."""
        year = self.deliver(self.staff, "rated", result="di_bawah")
        everybody = (self.staff, self.boss, self.chief, self.head, self.officer)
        for who in (*everybody, self.team, self.auditor):
            self.sign_in(who)
            own = self._of(self.staff)
            self.assertEqual(self._read("search_read", own, ["predikat"]), [])
            self.assertEqual(self._read("search_count", [("id", "=", year.id)]), 0)
            for name in FIGURES:
                groups = self._read("formatted_read_group", own, [name], ["__count"])
                self.assertEqual(groups, [], (who.name, name))
                hidden = [*own, (name, "!=", False)]
                self.assertEqual(self._read("search_count", hidden), 0)
                exported = self._read("web_search_read", own, {name: {}})
                self.assertEqual(exported["length"], 0)

    def test_who_sees_what_was_delivered(self):
        self.deliver(self.staff)
        self.deliver(self.foreigner)
        seen = {
            self.staff: {"Dewi"},
            self.peer: set(),
            self.boss: {"Dewi"},
            self.chief: {"Dewi"},
            self.head: {"Dewi"},
            self.foreign_boss: {"Novita"},
            self.unit_officer: {"Dewi"},
            self.officer: {"Dewi", "Novita"},
            self.team: {"Dewi", "Novita"},
            self.auditor: {"Dewi", "Novita"},
        }
        for who, names in seen.items():
            self.sign_in(who)
            rows = self._read("search_read", [], ["name"])
            found = {row["name"].split(",")[0] for row in rows}
            self.assertEqual(found, names, who.name)
            (total,) = self._read("formatted_read_group", [], [], ["__count"])
            self.assertEqual(total["__count"], len(names), who.name)
            grouped = self._read(
                "formatted_read_group", [], ["employee_id"], ["__count"]
            )
            self.assertEqual(len(grouped), len(names), who.name)

    @mute_logger("odoo.http")
    def test_nobody_changes_a_row(self):
        year = self.deliver(self.staff)
        for who in (self.staff, self.boss, self.officer, self.admin):
            self.sign_in(who)
            for method, *args in (
                ("write", [year.id], {"predikat": "sangat_baik"}),
                ("create", {"evaluation_id": year.id}),
                ("unlink", [year.id]),
            ):
                _result, error = self.rpc(MODEL, method, *args)
                self.assertIn("AccessError", error, (who.name, method))
        self.assertEqual(year.predikat, "baik")

    def test_the_menu_is_for_who_may_see_others(self):
        self.deliver(self.staff)
        expected = {
            self.staff: False,
            self.boss: True,
            self.head: True,
            self.officer: True,
            self.auditor: True,
        }
        for who, is_shown in expected.items():
            menus = self.by(self.env["ir.ui.menu"], who).load_menus(False)
            names = {menu.get("xmlid") for menu in menus.values()}
            for menu in ("menu_asn_reports", "menu_asn_analysis"):
                shown = f"hr_asn_appraisal_reports.{menu}" in names
                self.assertEqual(shown, is_shown, (who.name, menu))
