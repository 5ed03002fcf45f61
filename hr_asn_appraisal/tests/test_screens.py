from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import AsnCommon

AFTER_QUARTER = "2026-04-02"


@tagged("post_install", "-at_install")
class TestScreens(AsnCommon):
    """What lists and forms write goes through the one way of the workflow."""

    def entry(self, evaluation, who):
        return self.by(evaluation, who).entry_ids

    def test_an_entry_makes_changes_and_removes_its_realization(self):
        evaluation = self.quarter(self.staff, 1)
        self.entry(evaluation, self.staff).actual = "98,5"
        self.assertEqual(evaluation.realization_ids.mapped("value"), [98.5])
        self.entry(evaluation, self.staff).actual = "99"
        self.env.invalidate_all()
        self.assertEqual(evaluation.realization_ids.mapped("actual"), ["99"])
        self.entry(evaluation, self.staff).actual = " "
        self.env.invalidate_all()
        self.assertFalse(evaluation.realization_ids)

    def test_an_entry_is_written_by_its_employee_only_and_read_by_few(self):
        evaluation = self.quarter(self.staff, 1)
        with self.assertRaises(AccessError):
            self.entry(evaluation, self.boss).actual = "1"
        peers = self.by(self.env["hr.asn.evaluation.entry"], self.peer)
        self.assertFalse(peers.search([("evaluation_id", "=", evaluation.id)]))
        seen = self.by(self.env["hr.asn.evaluation.entry"], self.boss)
        self.assertTrue(seen.search([("evaluation_id", "=", evaluation.id)]))

    def test_an_entry_is_locked_with_its_evaluation(self):
        evaluation = self.quarter(self.staff, 1)
        self.bring_evaluation(evaluation, "submitted")
        with self.assertRaises(UserError):
            self.entry(evaluation, self.staff).actual = "1"

    def test_entries_have_ids_of_their_own(self):
        evaluations = self.open_evaluations(self.staff)
        entries = evaluations.entry_ids
        self.assertEqual(len(entries), len(evaluations))
        self.assertEqual(entries.evaluation_id, evaluations)

    def test_two_choices_are_a_rating_and_one_is_none(self):
        evaluation = self.quarter(self.staff, 1)
        self.set_day(AFTER_QUARTER)
        self.bring_evaluation(evaluation, "submitted")
        self.by(evaluation, self.boss).write({"draft_result": "sesuai"})
        self.assertEqual(evaluation.state, "submitted")
        self.by(evaluation, self.boss).write(
            {
                "draft_result": "di_atas",
                "draft_behavior": "di_atas",
                "draft_reason": "Teladan",
            }
        )
        self.assertEqual(evaluation.state, "rated")
        rated = self.by(evaluation, self.boss)
        self.assertEqual(rated.current_predikat, "sangat_baik")
        rated.write({"draft_result": "sesuai"})
        self.assertEqual(self.by(evaluation, self.boss).current_predikat, "baik")

    def test_the_employee_neither_chooses_nor_sees_the_choice(self):
        evaluation = self.quarter(self.staff, 1)
        self.set_day(AFTER_QUARTER)
        self.bring_evaluation(evaluation, "submitted")
        choice = {"draft_result": "di_atas", "draft_behavior": "di_atas"}
        with self.assertRaises(AccessError):
            self.by(evaluation, self.staff).write(choice)
        self.by(evaluation, self.boss).write(choice)
        own = self.by(evaluation, self.staff)
        self.assertFalse(own.draft_result or own.draft_behavior or own.draft_reason)

    def test_all_as_expected_leaves_ratings_and_names_what_it_cannot(self):
        rated, ready = self.quarter(self.staff, 1), self.quarter(self.peer, 1)
        bare = self.quarter(self.peer, 2)
        self.set_day("2026-07-02")
        self.bring_evaluation(rated, "rated")
        self.bring_evaluation(ready, "submitted")
        self.by(bare, self.peer).action_submit()
        told = self.by(rated | ready | bare, self.boss).action_all_as_expected()
        self.assertEqual(ready.state, "rated")
        self.assertEqual(bare.state, "submitted")
        self.assertEqual(self.by(rated, self.boss).current_behavior, "di_atas")
        self.assertIn(bare.display_name, told["params"]["message"])
        self.assertEqual(told["params"]["type"], "warning")

    def test_deliver_all_delivers_what_i_have_rated(self):
        mine = self.quarter(self.staff, 1)
        self.set_day(AFTER_QUARTER)
        self.bring_evaluation(mine, "rated")
        self.by(mine, self.foreign_boss).action_deliver_all()
        self.assertEqual(mine.state, "rated")
        self.by(mine.browse(), self.boss).action_deliver_all()
        self.assertEqual(mine.state, "rated")
        self.by(mine, self.boss).action_deliver_all()
        self.assertEqual(mine.state, "delivered")

    def test_the_first_page_is_ones_own_and_counts_what_waits(self):
        skp = self.plan(self.staff)
        homes = self.env["hr.asn.home"]
        own = self.by(homes, self.staff).browse(self.staff.user_id.id)
        self.assertEqual(own.todo_skp_ids.ids, skp.ids)
        self.assertEqual(own.name, skp.name)
        with self.assertRaises(AccessError):
            self.by(homes, self.peer).browse(self.staff.user_id.id).read(["name"])
        self.bring_plan(skp, "submitted")
        boss = self.by(homes, self.boss).browse(self.boss.user_id.id)
        self.assertEqual(boss.approve_count, 1)

    def test_heads_show_what_is_taken_up_and_from_whom(self):
        above = self.fill(self.plan(self.boss))
        self.bring_plan(above.skp_id, "approved")
        skp = self.plan(self.staff)
        rhk = self.fill(skp)
        rhk.link_ids = [(0, 0, {"superior_rhk_id": above.id})]
        head = self.by(skp, self.staff).rhk_heads[0]
        self.assertEqual(head["links"][0]["text"], above.name)
        self.assertEqual(head["links"][0]["owner"], self.plan(self.boss).name)
        self.assertTrue(head["links"][0]["direct"])


@tagged("post_install", "-at_install")
class TestSearches(AsnCommon):
    """What is typed into a search box reaches the server and finds the person."""

    MODELS = ("hr.asn.assignment", "hr.asn.skp", "hr.asn.evaluation")

    def test_no_search_calls_a_method_that_a_browser_does_not_have(self):
        """A browser knows ``self`` in a filter_domain as a text without methods."""
        views = self.env["ir.ui.view"].search(
            [("type", "=", "search"), ("model", "=like", "hr.asn.%")]
        )
        self.assertGreater(len(views), 10)
        for view in views:
            with self.subTest(view.name):
                self.assertNotIn("self.", view.arch)

    def test_a_person_is_found_by_number_with_and_without_blanks_and_by_unit(self):
        self.quarter(self.staff, 1)
        number = self.staff.asn_nip
        blanks = f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}"
        for model in self.MODELS:
            for text in (number, blanks, self.staff.name, self.clinic.name):
                with self.subTest(model, text=text):
                    found = self.env[model].search([("person", "ilike", text)])
                    self.assertIn(self.staff, found.employee_id)
                    self.assertNotIn(self.foreigner, found.employee_id)

    def test_no_view_has_a_second_header(self):
        """Odoo shows the buttons of the last one only."""
        views = self.env["ir.ui.view"].search(
            [
                ("model", "=like", "hr.asn.%"),
                ("mode", "=", "primary"),
                ("type", "in", ("form", "list", "kanban")),
            ]
        )
        self.assertTrue(views)
        double = views.filtered(
            lambda view: len(view._get_combined_arch().findall("header")) > 1
        )
        self.assertFalse(double.mapped("name"))

    def _lists(self):
        """Yield (view, model, list) of all lists of ours, those in forms too."""
        views = self.env["ir.ui.view"].search(
            [
                ("model", "=like", "hr.asn.%"),
                ("mode", "=", "primary"),
                ("type", "in", ("form", "list")),
            ]
        )
        for view in views:
            for shown in view._get_combined_arch().iter("list"):
                model = self.env[view.model]
                for field in reversed([*shown.iterancestors("field")]):
                    model = self.env[model._fields[field.get("name")].comodel_name]
                yield view, model, shown

    def test_no_list_shows_a_day_without_its_year(self):
        """Odoo leaves out the present year, by which a TMT is not understood."""
        days = [
            (view.name, field.get("name"), field.get("widget"))
            for view, model, shown in self._lists()
            for field in shown.iter("field")
            if model._fields[field.get("name")].type == "date"
            and field.get("column_invisible") != "1"
        ]
        self.assertGreater(len(days), 20)
        shown = ("asn_date", "remaining_days")
        self.assertEqual([day for day in days if day[2] not in shown], [])

    def test_the_end_of_a_bar_is_read_with_its_list(self):
        """A bar whose end is not read ends at 100, whatever the figures."""
        checked = 0
        for view, _model, shown in self._lists():
            names = {field.get("name") for field in shown.iter("field")}
            for field in shown.iter("field"):
                options = safe_eval(field.get("options") or "{}", {"false": False})
                ends = options.get("max_value")
                if isinstance(ends, str):
                    checked += 1
                    self.assertIn(ends, names, view.name)
        self.assertTrue(checked)

    def test_who_works_with_lists_may_export_them_and_employees_may_not(self):
        export = "base.group_allow_export"
        for who in (self.officer, self.unit_officer, self.team, self.auditor):
            with self.subTest(who=who.name):
                self.assertTrue(who.has_group(export))
        self.assertFalse(self.staff.user_id.has_group(export))
