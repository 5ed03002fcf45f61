"""Entries of the menu that would open on nothing for who asks."""

from odoo.tests import tagged

from .common import AsnCommon
from .test_delegation import Delegating

APP = "hr_asn_appraisal.menu_asn_root"
TEAM = "hr_asn_appraisal.menu_asn_team"
HEAD = "hr_asn_appraisal.menu_asn_head_change"


@tagged("post_install", "-at_install")
class TestMenus(Delegating, AsnCommon):
    def entries(self, who):
        """Return what stands in the app for somebody, as the browser gets it."""
        menus = self.by(self.env["ir.ui.menu"], who).load_web_menus(False)
        [app] = [one for one in menus.values() if one["xmlid"] == APP]
        found, waiting = set(), [app["id"]]
        while waiting:
            entry = menus[waiting.pop()]
            found.add(entry["xmlid"])
            waiting += entry["children"]
        self.assertFalse({one["xmlid"] for one in menus.values()} - {""} - found)
        return found

    def give(self, employee, appraiser):
        """Let somebody else appraise an employee from now on."""
        posts = self.env["hr.asn.assignment"].search(
            [("employee_id", "=", employee.id)]
        )
        posts.appraiser_id = appraiser

    def only_app(self, who):
        who.user_id.asn_only_app = True
        return self.entries(who)

    def test_who_appraises_has_the_team_from_the_moment_on(self):
        self.assertNotIn(TEAM, self.only_app(self.peer))
        self.assertFalse(
            [one for one in self.entries(self.peer) if one.startswith(f"{TEAM}_")]
        )
        self.give(self.staff, self.peer)
        self.assertLessEqual({TEAM, f"{TEAM}_plans"}, self.entries(self.peer))

    def test_who_has_rated_keeps_the_team(self):
        self.give(self.staff, self.peer)
        self.bring_evaluation(self.quarter(self.staff, 1), "rated")
        self.give(self.staff, self.boss)
        self.assertIn(TEAM, self.only_app(self.peer))

    def test_who_acts_for_an_appraiser_has_the_team_for_the_time(self):
        self.set_day("2026-01-05")
        self.delegate(to=self.peer)
        self.assertNotIn(TEAM, self.only_app(self.peer))
        self.set_day("2026-01-10")
        self.assertIn(TEAM, self.entries(self.peer))
        self.set_day("2026-01-21")
        self.assertNotIn(TEAM, self.entries(self.peer))

    def test_the_head_of_the_agency_is_changed_by_who_acts_for_all_of_it(self):
        for user, seen in ((self.officer, True), (self.unit_officer, False)):
            menus = self.by(self.env["ir.ui.menu"], user).load_menus(False)
            found = {one.get("xmlid") for one in menus.values()}
            self.assertEqual(HEAD in found, seen, user.name)

    def test_who_leads_nobody_proposes_his_exemption_and_officers_see_delegations(self):
        """What stands below the team is not out of reach without it."""
        action = self.by(self.env["hr.asn.home"], self.peer).action_exemptions()
        self.assertEqual(action["path"], "team-exemptions")
        self.assertEqual(action["res_model"], "hr.asn.exemption")
        for user in (self.officer, self.unit_officer, self.auditor):
            menus = self.by(self.env["ir.ui.menu"], user).load_menus(False)
            found = {one.get("xmlid") for one in menus.values()}
            self.assertNotIn(TEAM, found)
            self.assertIn("hr_asn_appraisal.menu_asn_all_delegations", found)
            self.assertIn("hr_asn_appraisal.menu_asn_all_services", found)
