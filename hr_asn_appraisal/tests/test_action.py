"""What is done in a period: who writes it, until when, and what goes on after it."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import codes
from .common import YEAR, AsnCommon, AsnHttpCommon
from .test_exemption import ExemptionMixin

QUIET = ("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")


class Acting:
    """Actions as people write them."""

    @classmethod
    def act(cls, evaluation, *states, by=None, rhk=None):
        """Add an action of each state for a result, the first one unless given."""
        own = cls.by(evaluation, by or evaluation.employee_id)
        rhk = rhk or evaluation.skp_id.rhk_ids[0]
        keys = {"rhk_id": rhk.id, "period_id": evaluation.period_id.id}
        return own.env["hr.asn.action"].create(
            [
                keys | {"name": f"Kunjungan {number}", "target": "3", "state": state}
                for number, state in enumerate(states, 1)
            ]
        )

    @classmethod
    def go_on(cls, evaluation, by=None):
        """Press the button of the period; return its actions."""
        cls.by(evaluation, by or evaluation.employee_id).action_continue_actions()
        cls.env.invalidate_all()
        return evaluation.action_ids


@tagged("post_install", "-at_install")
class TestAction(ExemptionMixin, Acting, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.q1, cls.q2 = (cls.quarter(cls.staff, number) for number in (1, 2))
        cls.skp = cls.q1.skp_id
        cls.set_day(f"{YEAR}-04-02")

    # -- what it is ------------------------------------------------------------

    def test_an_action_belongs_to_plan_period_and_evaluation(self):
        action = self.act(self.q1, False)
        self.assertEqual(action.skp_id, self.skp)
        self.assertEqual(action.company_id, self.agency)
        self.assertEqual(action.evaluation_id, self.q1)
        self.assertEqual(self.q1.action_ids.ids, action.ids)
        self.assertEqual(action.department_id, self.clinic)

    def test_it_finds_the_evaluation_that_is_opened_later(self):
        plan = self.agree(self.peer)
        own = self.by(plan, self.peer)
        period = self.q1.period_id
        action = own.env["hr.asn.action"].create(
            {"rhk_id": plan.rhk_ids.id, "period_id": period.id, "name": "Awal"}
        )
        plan.evaluation_ids.unlink()
        self.env.invalidate_all()
        self.assertFalse(action.evaluation_id)
        evaluation = self.quarter(self.peer, 1)
        self.assertEqual(action.evaluation_id, evaluation)

    def test_days_lie_in_the_period(self):
        action = self.by(self.act(self.q2, False), self.staff)
        action.write({"date_from": f"{YEAR}-04-01", "date_to": f"{YEAR}-06-30"})
        self.assertEqual(action.when, "1 Apr – 30 Jun")
        action.write({"date_from": False})
        self.assertEqual(action.when, "– 30 Jun")
        for days in (
            {"date_from": f"{YEAR}-03-31"},
            {"date_to": f"{YEAR}-07-01"},
            {"date_from": f"{YEAR}-06-02", "date_to": f"{YEAR}-06-01"},
        ):
            with self.assertRaisesRegex(ValidationError, "in order and lie in"):
                action.write(days)

    def test_actions_are_of_the_periods_of_the_plan_and_not_of_the_year(self):
        year = self.skp.evaluation_ids.filtered(lambda one: one.kind == "annual")
        with self.assertRaisesRegex(ValidationError, "no action plan in Year"):
            self.act(year, False)
        far = self.env["hr.asn.cycle"].create(
            {"year": YEAR + 1, "policy_id": self.policy.id}
        )
        far._asn_make_periods()
        with self.assertRaisesRegex(UserError, "another cycle"):
            self.by(self.env["hr.asn.action"], self.staff).create(
                {
                    "rhk_id": self.skp.rhk_ids.id,
                    "period_id": far.period_ids[0].id,
                    "name": "Lain",
                }
            )

    def test_actions_are_of_periods_in_which_the_plan_is_evaluated(self):
        """Until 30 June, a new post from July on: each plan has its own quarters."""
        post = self.skp.assignment_id
        self.by(post, self.officer).date_to = f"{YEAR}-06-30"
        self.assertEqual(str(self.skp.date_to), f"{YEAR}-06-30")
        new = self._assign(
            self.staff,
            self.foreign_boss,
            self.school_office,
            date_from=f"{YEAR}-07-01",
        )
        self.by(self.cycle, self.officer).action_open()
        self.set_day(f"{YEAR}-07-02")
        later = self.bring_plan(new.skp_ids, "approved")
        quarters = self.cycle.period_ids.filtered(
            lambda one: one.kind == codes.TRIWULAN
        ).sorted("number")
        for plan, due in ((self.skp, quarters[:2]), (later, quarters[2:])):
            values = {"rhk_id": plan.rhk_ids.id, "name": "Kunjungan"}
            own = self.by(self.env["hr.asn.action"], self.staff)
            kept = own.create([values | {"period_id": one.id} for one in due])[-1]
            for period in quarters - due:
                elsewhere = values | {"period_id": period.id}
                for change in (kept.create, kept.write):
                    refused = self.assertRaisesRegex(UserError, "not evaluated in")
                    with refused, self.cr.savepoint():
                        change(elsewhere)
                    self.env.invalidate_all()

    def test_what_is_not_agreed_has_no_actions(self):
        plan = self.plan(self.boss)
        rhk = self.fill(plan)
        with self.assertRaisesRegex(UserError, "not agreed yet"):
            self.by(self.env["hr.asn.action"], self.boss).create(
                {"rhk_id": rhk.id, "period_id": self.q1.period_id.id, "name": "Dini"}
            )

    def test_a_cancelled_result_takes_no_new_actions_and_keeps_its_own(self):
        first = self.skp.rhk_ids
        kept = self.act(self.q2, False)
        self.set_day(f"{YEAR}-05-04")
        own = self.by(self.skp, self.staff)
        own.action_revise("Berubah")
        self.fill(self.skp)
        own.rhk_ids.filtered(lambda one: one.id == first.id).is_cancelled = True
        self.bring_plan(self.skp, "approved")
        with self.assertRaisesRegex(UserError, "not in force"):
            self.act(self.q2, False, rhk=first)
        self.assertEqual(self.by(kept, self.staff).name, "Kunjungan 1")
        heads = self._heads(self.q2)
        self.assertEqual(
            [(head["id"], head["cancelled"]) for head in heads],
            [(first.id, True), ((self.skp.rhk_ids - first).id, False)],
        )
        own.action_revise("Lagi")
        again = {"name": "Kata lain", "is_cancelled": False}
        self.by(first, self.staff).write(again)
        self.assertEqual(self._heads(self.q2), heads)
        own.action_drop()
        self.assertFalse(self.go_on(self.quarter(self.staff, 3)))

    def _heads(self, evaluation):
        heads = self.by(evaluation, self.staff).action_heads
        kept = ("id", "name", "kind", "cancelled")
        return [{name: head[name] for name in kept} for head in heads]

    # -- until when ------------------------------------------------------------

    def test_actions_are_locked_from_the_report_on(self):
        action = self.act(self.q1, "partly")
        self.bring_evaluation(self.q1, "delivered")
        for who in (self.staff, self.boss, self.officer, self.env.user):
            own = self.by(action, who)
            for change in (
                lambda own=own: own.write({"state": "done"}),
                lambda own=own: own.write({"period_id": self.q2.period_id.id}),
                lambda own=own: own.write({"copied_from_id": False}),
                own.unlink,
                own.copy,
                lambda own=own: self.act(self.q1, False, by=own.env.user),
            ):
                with self.assertRaises(UserError):
                    change()
        with self.assertRaises(UserError):
            self.by(self.q1, self.staff).action_continue_actions()
        with self.assertRaises(UserError):
            self.by(self.q1, self.staff).action_add_action()
        q2 = self.act(self.q2, False)
        with self.assertRaises(UserError):
            self.by(q2, self.staff).period_id = self.q1.period_id
        self.assertEqual(action.state, "partly")
        self.assertEqual(len(self.q1.action_ids), 1)

    @mute_logger("odoo.sql_db")
    def test_an_import_does_not_change_what_is_locked(self):
        action = self.act(self.q1, "partly")
        self.env["ir.model.data"].create(
            {
                "name": "asn_uji",
                "module": "__export__",
                "model": action._name,
                "res_id": action.id,
            }
        )
        self.bring_evaluation(self.q1, "delivered")
        own = self.by(self.env["hr.asn.action"], self.staff)
        for row in (
            ["__export__.asn_uji", "Lain", str(self.skp.rhk_ids.id)],
            [False, "Baru", str(self.skp.rhk_ids.id)],
        ):
            result = own.load(
                ["id", "name", "rhk_id/.id", "period_id/.id"],
                [[*row, str(self.q1.period_id.id)]],
            )
            self.assertFalse(result["ids"], row)
        self.env.invalidate_all()
        self.assertEqual(self.q1.action_ids.mapped("name"), ["Kunjungan 1"])

    def test_who_has_no_login_is_written_for(self):
        driver = self.make_driver()
        self.by(self.cycle, self.officer).action_open()
        plan = self.plan(driver)
        self.fill(plan, by=self.boss)
        self.by(plan, self.boss).action_submit()
        self.by(plan, self.boss).action_approve()
        q1 = self.quarter(driver, 1)
        self.act(q1, False, by=self.boss)
        self.act(q1, "done", by=self.officer)
        self.assertEqual(q1.action_note, "1 of 2 actions done")
        for who in (self.peer, self.head, self.foreign_boss):
            with self.assertRaises(AccessError):
                self.act(q1, False, by=who)

    # -- going on --------------------------------------------------------------

    def test_what_is_not_done_goes_on_once(self):
        former = self.act(self.q1, "done", "partly", "not_done", False)
        self.assertTrue(self.by(self.q2, self.staff).has_left_actions)
        made = self.go_on(self.q2)
        self.assertEqual(made.copied_from_id.ids, former[1:].ids)
        self.assertEqual(made.mapped("name"), former[1:].mapped("name"))
        self.assertEqual(set(made.mapped("target")), {"3"})
        self.assertFalse(any(made.mapped("state")))
        told = self.by(made[0], self.staff).continued_from
        self.assertEqual(told, f"continued from Quarter I {YEAR}")
        self.assertFalse(self.by(self.q2, self.staff).has_left_actions)
        self.assertEqual(self.go_on(self.q2), made)

    def test_a_chain_goes_on_from_the_period_before(self):
        self.act(self.q1, "not_done")
        second = self.go_on(self.q2)
        third = self.go_on(self.quarter(self.staff, 3))
        self.assertEqual(third.copied_from_id, second)
        self.assertEqual(len(self.go_on(self.q1)), 1)
        self.by(third, self.staff).write({"state": "done"})
        q4 = self.quarter(self.staff, 4)
        self.assertFalse(self.go_on(q4))
        self.by(third, self.staff).write({"state": "partly"})
        self.assertEqual(self.go_on(q4).copied_from_id, third)

    def test_what_is_left_goes_on_after_a_period_away(self):
        """Away from April to June: what the first quarter left goes on in the third."""
        left = self.act(self.q1, "not_done")
        self.q2.unlink()
        self.exempt(self.staff, f"{YEAR}-04-01", f"{YEAR}-06-30")
        self.set_day(f"{YEAR}-07-02")
        q3 = self.quarter(self.staff, 3)
        self.assertFalse(self.quarter(self.staff, 2))
        third = self.go_on(q3)
        self.assertEqual(third.copied_from_id, left)
        year = self.skp.evaluation_ids.filtered(lambda one: one.kind == "annual")
        self.assertFalse(self.by(year, self.staff).has_left_actions)

    def test_what_is_left_is_of_the_last_period_with_actions(self):
        self.act(self.q1, "not_done")
        self.act(self.q2, "done")
        self.assertFalse(self.go_on(self.quarter(self.staff, 3)))

    def test_what_went_on_later_does_not_go_on_in_between(self):
        self.act(self.q1, "not_done")
        self.assertTrue(self.go_on(self.quarter(self.staff, 3)))
        self.assertFalse(self.go_on(self.q2))

    def test_what_is_left_costs_the_same_for_any_number(self):
        quarters = self.skp.evaluation_ids.sorted("date_to")
        for who in (self.staff, self.peer):
            self.act(self.quarter(who, 1), "not_done")
        others = self.plan(self.peer).evaluation_ids
        counts = []
        for some in (self.q2, quarters | others):
            own = self.by(some, self.boss)
            for _warm in range(2):
                own.env["hr.asn.action"]._asn_left(own)
                self.env.invalidate_all()
            before = self.cr.sql_log_count
            left = own.env["hr.asn.action"]._asn_left(own)
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(sum(map(len, left.values())), 6)
        self.assertEqual(counts[0], counts[1])

    def test_two_copies_of_one_action_cannot_be(self):
        former = self.act(self.q1, "not_done")
        made = self.go_on(self.q2)
        values = made.copy_data()[0] | {"copied_from_id": former.id}
        self.assertNotIn("copied_from_id", made.copy_data()[0])
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.by(made, self.staff).create(values)

    def test_an_action_continues_one_of_its_own_result_only(self):
        mine = self.act(self.q2, False)
        other = self.act(self.quarter(self.peer, 1), False)
        with self.assertRaises(ValidationError):
            self.by(mine, self.staff).copied_from_id = other
        later = self.act(self.quarter(self.staff, 3), False)
        with self.assertRaises(ValidationError):
            self.by(mine, self.staff).copied_from_id = later
        former = self.act(self.q1, False)
        self.by(mine, self.staff).copied_from_id = former
        with self.assertRaises(ValidationError):
            self.by(former, self.staff).period_id = self.quarter(
                self.staff, 4
            ).period_id

    def test_what_goes_on_keeps_where_it_came_from(self):
        former = self.act(self.q1, False)
        made = self.go_on(self.q2)
        with self.assertRaisesRegex(UserError, "goes on in"):
            self.by(former, self.staff).unlink()
        self.by(made | former, self.staff).unlink()
        self.assertFalse(self.q1.action_ids)

    def test_after_a_transfer_the_new_plan_begins_anew(self):
        """Results of another post are others, also where they say the same."""
        self.act(self.q1, "not_done")
        post = self.skp.assignment_id
        other = post.copy({"status": codes.PLT, "post": "Lain"})
        plan = self.env["hr.asn.skp"].create(
            {
                "assignment_id": other.id,
                "cycle_id": self.cycle.id,
                "policy_id": self.policy.id,
                "date_from": f"{YEAR}-04-01",
                "date_to": f"{YEAR}-12-31",
            }
        )
        self.fill(plan)
        self.bring_plan(plan, "approved")
        self.by(self.cycle, self.officer).action_open_periods()
        self.env.invalidate_all()
        q2 = plan.evaluation_ids.filtered(
            lambda one: one.period_id == self.q2.period_id
        )
        self.assertTrue(q2)
        self.assertFalse(self.go_on(q2))

    # -- beside the rating -----------------------------------------------------

    def test_the_panel_tells_how_many_are_done(self):
        self.assertFalse(self.by(self.q1, self.boss).panel()["actions"])
        self.act(self.q1, "done", "done", "partly")
        panel = self.by(self.q1, self.boss).panel()
        self.assertEqual(panel["actions"], "2 of 3 actions done")

    def test_the_first_page_counts_the_running_period(self):
        home = self.by(self.env["hr.asn.home"], self.staff).browse(
            self.staff.user_id.id
        )
        self.assertFalse(home.action_note)
        self.act(self.q2, "done", False)
        home = self.by(home, self.staff)
        self.assertEqual(home.action_note, f"Quarter II {YEAR}: 1 of 2 actions done")
        self.assertEqual(home.action_actions()["res_id"], self.q2.id)

    def test_the_form_changes_rows_where_they_stand(self):
        action = self.act(self.q1, False)
        vals = {"state": "done", "note": "Selesai lebih awal"}
        self.by(self.q1, self.staff).write({"action_ids": [(1, action.id, vals)]})
        self.assertEqual((action.state, action.note), ("done", "Selesai lebih awal"))
        self.by(self.q1, self.staff).write({"action_ids": [(2, action.id)]})
        self.assertFalse(action.exists())

    def test_actions_are_found_by_unit_person_and_period(self):
        self.act(self.q1, "done", "partly")
        self.act(self.quarter(self.peer, 1), False)
        seen = self.by(self.env["hr.asn.action"], self.boss)
        for domain, count in (
            ([("department_id", "child_of", self.office.id)], 3),
            ([("department_id", "=", self.school_office.id)], 0),
            ([("person", "ilike", "dewi")], 2),
            ([("state", "=", False)], 1),
            ([("evaluation_id.appraiser_id.user_id", "=", seen.env.uid)], 3),
        ):
            self.assertEqual(seen.search_count(domain), count, domain)
        for name in ("department_id", "period_id", "skp_id", "state"):
            groups = seen.formatted_read_group([], [name], ["__count"])
            self.assertEqual(sum(one["__count"] for one in groups), 3, name)

    def test_a_row_of_the_team_opens_the_evaluation(self):
        action = self.by(self.act(self.q1, False), self.boss)
        opened = action.action_evaluation()
        self.assertEqual((opened["res_model"], opened["res_id"]), self._key(self.q1))
        self.q1.unlink()
        opened = self.by(action, self.boss).action_evaluation()
        self.assertEqual((opened["res_model"], opened["res_id"]), self._key(self.skp))

    def _key(self, record):
        return record._name, record.id

    def test_the_dialog_offers_what_is_in_force(self):
        context = self.by(self.q1, self.staff).action_add_action()["context"]
        self.assertEqual(context["asn_rhk_ids"], self.skp.rhk_ids.ids)
        self.assertEqual(context["default_rhk_id"], self.skp.rhk_ids.id)


@tagged("post_install", "-at_install")
class TestActionHttp(Acting, AsnHttpCommon):
    """Who reads an action, and that nobody else writes it, through RPC."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.q1 = cls.quarter(cls.staff, 1)
        cls.action = cls.act(cls.q1, "partly")

    def _tries(self):
        keys = {
            "rhk_id": self.action.rhk_id.id,
            "period_id": self.action.period_id.id,
            "name": "Titipan",
        }
        ids = self.action.ids
        rows = [["Titipan", str(keys["rhk_id"]), str(keys["period_id"])]]
        columns = ["name", "rhk_id/.id", "period_id/.id"]
        return {
            "write": (ids, {"state": "done"}),
            "create": ([keys],),
            "unlink": (ids,),
            "copy": (ids,),
            "load": (columns, rows),
        }

    def _kept(self):
        self.env.invalidate_all()
        found = self.env["hr.asn.action"].search([("skp_id", "=", self.q1.skp_id.id)])
        return [(one.id, one.name, one.state) for one in found]

    @mute_logger(*QUIET)
    def test_others_do_not_write(self):
        before = self._kept()
        for who in (
            self.peer,
            self.boss,
            self.chief,
            self.head,
            self.foreign_boss,
            self.officer,
            self.team,
            self.auditor,
        ):
            self.sign_in(who)
            for method, args in self._tries().items():
                result, error = self.rpc("hr.asn.action", method, *args)
                refused = error or not result["ids"]
                self.assertTrue(refused, (who.display_name, method))
            for method, vals in (
                ("action_continue_actions", ()),
                ("write", ({"action_ids": [[2, self.action.id]]},)),
            ):
                self.rpc("hr.asn.evaluation", method, self.q1.ids, *vals)
        self.assertEqual(self._kept(), before)

    @mute_logger(*QUIET)
    def test_a_stranger_does_not_read(self):
        for who, reads in (
            (self.boss, True),
            (self.chief, True),
            (self.head, True),
            (self.auditor, True),
            (self.officer, True),
            (self.peer, False),
            (self.foreign_boss, False),
        ):
            self.sign_in(who)
            found, _error = self.rpc(
                "hr.asn.action", "search", [("id", "=", self.action.id)]
            )
            self.assertEqual(bool(found), reads, who.display_name)
            _rows, error = self.rpc(
                "hr.asn.action", "read", self.action.ids, ["name", "state"]
            )
            self.assertEqual(error is None, reads, who.display_name)

    @mute_logger(*QUIET)
    def test_nothing_changes_what_was_delivered(self):
        before = self._kept()
        self.bring_evaluation(self.q1, "delivered")
        for who in (self.staff, self.boss, self.officer, self.admin):
            self.sign_in(who)
            for method, args in self._tries().items():
                result, error = self.rpc("hr.asn.action", method, *args)
                refused = error or not result["ids"]
                self.assertTrue(refused, (who.display_name, method))
        self.assertEqual(self._kept(), before)

    @mute_logger("odoo.http")
    def test_the_first_page_opens_nothing_where_nothing_is_planned(self):
        self.by(self.action, self.staff).unlink()
        self.sign_in(self.staff)
        _opened, error = self.rpc(
            "hr.asn.home", "action_actions", [self.staff.user_id.id]
        )
        self.assertEqual(error, "odoo.exceptions.UserError")
