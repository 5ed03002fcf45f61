"""Delegation of approval: rights that come and go with dates, and what they leave."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import OFFICER, YEAR, AsnCommon, AsnHttpCommon

APPROVE = "hr_asn_appraisal.mail_act_asn_skp_approve"
RATE = "hr_asn_appraisal.mail_act_asn_rate"
ACCESS = "odoo.exceptions.AccessError"


class Delegating:
    """An appraiser on leave in January, and who acts for him."""

    @classmethod
    def delegate(cls, to=None, by=None, start="01-10", end="01-20", **values):
        """Return a delegation of the boss, made by himself unless said otherwise."""
        who = by or cls.boss
        return (
            cls.by(cls.env["hr.asn.delegation"], who)
            .create(
                {
                    "appraiser_id": cls.boss.id,
                    "delegate_id": (to or cls.head).id,
                    "date_from": f"{YEAR}-{start}",
                    "date_to": f"{YEAR}-{end}",
                    "reason": "Diklat",
                    "company_id": cls.agency.id,
                    **values,
                }
            )
            .sudo(False)
        )

    @classmethod
    def waiting(cls, employee):
        return cls.bring_plan(cls.plan(employee), "submitted")

    @classmethod
    def tasks(cls, record, who):
        """Return how many approvals wait on a record for somebody."""
        cls.env.flush_all()
        cls.env.invalidate_all()
        kind = {"hr.asn.skp": APPROVE, "hr.asn.evaluation": RATE}[record._name]
        activities = cls.env["mail.activity"].search(
            [
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
                ("user_id", "=", who.user_id.id),
                ("activity_type_id", "=", cls.env.ref(kind).id),
            ]
        )
        return len(activities)

    @classmethod
    def night(cls, day):
        """Let a day begin: the clock, and the worker that runs every hour."""
        cls.set_day(f"{YEAR}-{day}")
        root = cls.env.ref("base.user_root")
        cls.env["hr.asn.delegation"].with_user(root)._cron_asn_delegations()
        cls.env.flush_all()


@tagged("post_install", "-at_install")
class TestDelegation(Delegating, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The stranger of another office: without the delegation he reads nothing.
        cls.other = cls.foreign_boss
        cls.skp = cls.waiting(cls.staff)

    def _can(self, who, skp=None):
        """Return (reads, may do now) of a plan, found anew as somebody."""
        skp = skp or self.skp
        own = self.by(skp, who)
        seen = bool(own.search([("id", "=", skp.id)]))
        return seen, own.asn_can if seen else ""

    def test_rights_come_and_go_with_the_dates(self):
        """In a warm registry: nothing is restarted, no cron has run."""
        self.delegate(self.other)
        for day, expected in (
            ("01-09", (False, "")),
            ("01-10", (True, "return approve")),
            ("01-20", (True, "return approve")),
            ("01-21", (False, "")),
        ):
            self.set_day(f"{YEAR}-{day}")
            with self.subTest(day):
                self.assertEqual(self._can(self.other), expected)
                self.assertEqual(self._can(self.boss), (True, "return approve"))

    def test_parts_of_the_plan_are_read_with_it(self):
        plan = self.bring_plan(self.plan(self.peer), "revising")
        self.by(plan, self.peer).action_submit()
        rhk = plan.rhk_ids
        parts = (rhk, rhk.iki_ids, plan.version_ids)
        self.delegate(self.other)
        for day, expected in (("01-09", False), ("01-15", True), ("01-21", False)):
            self.set_day(f"{YEAR}-{day}")
            for part in parts:
                with self.subTest(day, model=part._name):
                    mine = self.by(part, self.other)
                    self.assertEqual(mine.has_access("read"), expected)
                    self.assertFalse(mine.has_access("write"))

    def test_he_reads_what_waits_and_what_he_approved_and_nothing_else(self):
        """Not drafts, not what the appraiser approved himself, no former year."""
        driver = self.make_driver()
        self.cycle.action_open()
        agreed = self.bring_plan(self.plan(self.peer), "approved")
        draft = self.plan(driver)
        self.fill(draft, by=self.boss)
        former = self._former(self.peer)
        self.delegate(self.other)
        self.set_day(f"{YEAR}-01-12")
        plans = self.skp | agreed | draft | former
        self.assertEqual(self._read(plans), self.skp)
        self.by(self.skp, self.other).action_approve()
        self.assertEqual(self._read(plans), self.skp)
        for plan in agreed | draft | former:
            for part in (plan, plan.rhk_ids, plan.rhk_ids.iki_ids, plan.version_ids):
                if part:
                    mine = self.by(part, self.other)
                    self.assertFalse(mine.has_access("read"), (plan, part))
        self.set_day(f"{YEAR}-01-21")
        self.assertFalse(self._read(plans))

    def _read(self, plans):
        """Return those of these plans that the delegate finds, as he may read them."""
        found = self.by(plans, self.other).search([("id", "in", plans.ids)])
        may = self.by(plans, self.other)._filtered_access("read")
        self.assertEqual(found, may)
        return found.with_env(plans.env)

    def _former(self, employee):
        """Return a plan of the year before that was submitted and never agreed."""
        cycle = self.cycle.with_user(self.officer).create(
            {"year": YEAR - 1, "policy_id": self.policy.id}
        )
        cycle.action_open()
        plan = cycle.sudo().skp_ids.filtered(lambda one: one.employee_id == employee)
        self.fill(plan)
        self.by(plan, employee).action_submit()
        for step in ("action_start", "action_wind_up", "action_close"):
            getattr(self.by(cycle, self.officer), step)()
        return plan.with_env(self.env)

    def test_after_returning_he_is_led_back_to_what_waits(self):
        self.delegate(self.other)
        self.set_day(f"{YEAR}-01-12")
        wizard = self.by(self.env["hr.asn.skp.return"], self.other)
        wizard = wizard.create({"skp_ids": self.skp.ids, "note": "Lengkapi"})
        self.assertEqual(wizard.action_return()["res_model"], "hr.asn.skp")
        self.assertFalse(self._read(self.skp))

    def returning(self, plans):
        self.delegate(self.other)
        self.set_day(f"{YEAR}-01-12")
        wizard = self.by(self.env["hr.asn.skp.return"], self.other)
        return wizard.with_context(active_ids=plans.ids)

    def test_what_was_taken_back_meanwhile_is_not_returned_and_that_is_said(self):
        wizard = self.returning(self.skp).create({"note": "Lengkapi"})
        self.by(self.skp, self.staff).action_withdraw()
        with self.assertRaises(AccessError):
            self.by(wizard, self.other).action_return()

    def test_one_that_was_taken_back_meanwhile_stops_no_other(self):
        """Whether before he opens the dialog or before he sends it."""
        both = self.skp | self.waiting(self.peer)
        dialog = self.returning(both)
        for is_open in (True, False):
            wizard = dialog.create({"note": "Lengkapi"}) if is_open else None
            self.by(self.skp, self.staff).action_withdraw()
            wizard = self.by(wizard or dialog.create({"note": "Lagi"}), self.other)
            with self.subTest(is_open=is_open):
                action = wizard.action_return()
                outcome = self.env[action["res_model"]].browse(action["res_id"])
                self.assertEqual(outcome.line_ids.name, "Dewi")
                self.assertEqual(both.mapped("state"), ["draft", "returned"])
            for plan in both:
                self.by(plan, plan.employee_id).action_submit()

    def test_the_delegate_approves_and_everything_says_so(self):
        delegation = self.delegate(self.other, decree="800/12")
        self.set_day(f"{YEAR}-01-12")
        self.by(self.skp, self.other).action_approve()
        self.assertEqual(self.skp.state, "approved")
        event = self.events(self.skp)[-1]
        self.assertEqual(event.name, "approve")
        self.assertEqual(event.actor_id, self.other.user_id)
        self.assertEqual(event.on_behalf_of_id, self.boss)
        content = self.skp.version_ids._content()
        self.assertEqual(content["appraiser"]["name"], "Aisyah")
        signer = content["signer"]
        self.assertEqual(
            (signer["name"], signer["decree"], signer["delegation"]),
            ("Safrina", "800/12", delegation.id),
        )
        self.assertEqual(
            (signer["delegated_from"], signer["delegated_to"]),
            (f"{YEAR}-01-10", f"{YEAR}-01-20"),
        )
        self.assertTrue(self.skp.version_ids.is_intact)

    def test_the_appraiser_keeps_his_right_and_signs_alone(self):
        self.delegate(self.other)
        self.set_day(f"{YEAR}-01-12")
        self.by(self.skp, self.boss).action_approve()
        self.assertFalse(self.events(self.skp)[-1].on_behalf_of_id)
        self.assertNotIn("signer", self.skp.version_ids._content())

    def test_the_delegate_returns(self):
        self.delegate(self.other)
        self.set_day(f"{YEAR}-01-12")
        self.by(self.skp, self.other).action_return("Tambah target")
        self.assertEqual(self.skp.state, "returned")
        self.assertEqual(self.skp.returned_by_id, self.other.user_id)
        self.assertEqual(self.events(self.skp)[-1].on_behalf_of_id, self.boss)

    def test_nobody_approves_his_own_plan(self):
        own = self.waiting(self.peer)
        self.delegate(self.peer)
        self.set_day(f"{YEAR}-01-12")
        self.assertNotIn("approve", self._can(self.peer, own)[1])
        with self.assertRaises(AccessError):
            self.by(own, self.peer).action_approve()
        self.assertEqual(self.tasks(own, self.peer), 0)
        self.assertEqual(self._can(self.peer), (True, "return approve"))

    def test_it_is_never_passed_on(self):
        """Who acts for the boss appraises others; his own delegate gets only those."""
        self.delegate(self.other)
        self.delegate(self.head, self.other, appraiser_id=self.other.id, reason="Haji")
        far = self.waiting(self.foreigner)
        self.set_day(f"{YEAR}-01-12")
        self.head.user_id.group_ids = self.env.ref("base.group_user")
        self.assertIn("approve", self._can(self.head, far)[1])
        self.assertNotIn("approve", self._can(self.head)[1])

    def test_it_covers_plans_and_no_rating(self):
        evaluation = self.quarter(self.peer, 1)
        self.bring_evaluation(evaluation, "submitted")
        self.set_day(f"{YEAR}-04-01")
        self.delegate(self.other, start="04-01", end="04-10")
        mine = self.by(evaluation, self.other)
        self.assertFalse(mine.has_access("read"))
        with self.assertRaises(AccessError):
            mine.action_rate("sesuai", "sesuai")

    def test_ended_early_by_either(self):
        for who in (self.boss, self.unit_officer, self.officer):
            with self.subTest(who.name):
                delegation = self.delegate(self.other)
                self.set_day(f"{YEAR}-01-12")
                self.assertTrue(self._can(self.other)[0])
                self.by(delegation, who).action_end()
                self.assertEqual(self._can(self.other), (False, ""))
                self.assertEqual(delegation.state, "ended")
                self.assertEqual(str(delegation.ended_on), f"{YEAR}-01-12")
                self.assertEqual(
                    self.events(delegation).mapped("name"), ["delegate", "end"]
                )

    def test_others_do_not_end_it(self):
        delegation = self.delegate(self.other)
        for who in (self.other, self.staff, self.auditor):
            with self.subTest(who.name), self.assertRaises(AccessError):
                self.by(delegation, who).action_end()

    # -- what waits -------------------------------------------------------------

    def test_what_waits_is_put_to_the_delegate_and_taken_back(self):
        self.delegate(self.other)
        self.assertEqual(self.tasks(self.skp, self.other), 0)
        self.night("01-10")
        self.assertEqual(self.tasks(self.skp, self.other), 1)
        self.assertEqual(self.tasks(self.skp, self.boss), 1, "he keeps his own")
        self.night("01-11")
        self.assertEqual(self.tasks(self.skp, self.other), 1, "told once")
        late = self.waiting(self.peer)
        self.assertEqual(self.tasks(late, self.other), 1, "submitted meanwhile")
        self.night("01-21")
        for plan in (self.skp, late):
            self.assertEqual(self.tasks(plan, self.other), 0)
            self.assertEqual(self.tasks(plan, self.boss), 1)

    def test_made_on_the_day_it_tells_at_once(self):
        delegation = self.delegate(self.other, start="01-05")
        self.assertEqual(self.tasks(self.skp, self.other), 1)
        self.by(delegation, self.boss).action_end()
        self.assertEqual(self.tasks(self.skp, self.other), 0)
        self.assertEqual(self.tasks(self.skp, self.boss), 1)

    def test_approved_by_one_it_waits_for_neither(self):
        self.delegate(self.other, start="01-05")
        self.by(self.skp, self.other).action_approve()
        self.assertEqual(self.tasks(self.skp, self.other), 0)
        self.assertEqual(self.tasks(self.skp, self.boss), 0)

    def test_over_it_ends_by_itself(self):
        delegation = self.delegate(self.other)
        self.night("01-20")
        self.assertEqual(delegation.state, "active")
        self.night("01-21")
        self.assertEqual(delegation.state, "ended")
        self.assertEqual(str(delegation.ended_on), f"{YEAR}-01-20")

    def test_the_first_page_counts_them(self):
        home = self.env["hr.asn.home"].browse(self.other.user_id.id)
        self.assertEqual(self.by(home, self.other).approve_count, 0)
        self.delegate(self.other, start="01-05")
        self.assertEqual(self.by(home, self.other).approve_count, 1)

    def test_a_band_tells_for_whom_and_how_long(self):
        bands = self.by(self.env["hr.asn.delegation"], self.other).bands
        self.assertEqual(bands(), [])
        self.delegate(self.other)
        self.assertEqual(bands(), [], "not begun")
        self.set_day(f"{YEAR}-01-12")
        (sentence,) = bands()
        self.assertIn("Aisyah", sentence)
        self.assertRegex(sentence, rf"20 \w+ {YEAR}")
        self.set_day(f"{YEAR}-01-21")
        self.assertEqual(bands(), [])

    # -- making one -------------------------------------------------------------

    def test_only_who_appraises_and_can_sign_in(self):
        for values in (
            {"appraiser_id": self.staff.id},
            {"delegate_id": self.make_driver().id},
        ):
            with self.subTest(values), self.assertRaises(ValidationError):
                self.delegate(by=self.officer, **values)

    def test_the_database_refuses_wrong_dates(self):
        self.delegate(self.other)
        for start, end in (("01-15", "01-25"), ("02-10", "02-01"), ("03-01", "06-01")):
            with (
                self.subTest(start),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.cr.savepoint(),
            ):
                self.delegate(self.head, start=start, end=end)

    def test_after_an_early_end_another_may_act(self):
        self.by(self.delegate(self.other), self.boss).action_end()
        self.delegate(self.head)
        self.set_day(f"{YEAR}-01-12")
        self.assertFalse(self._can(self.other)[0])

    def test_officers_of_the_unit_make_it_not_those_of_others(self):
        self.delegate(self.other, self.unit_officer)
        self.unit_officer.asn_unit_ids = self.school_office
        with self.assertRaises(AccessError):
            self.delegate(self.other, self.unit_officer, start="02-01", end="02-02")

    def test_nobody_makes_himself_the_delegate(self):
        self.other.user_id.group_ids |= self.env.ref(
            "hr_asn_appraisal.group_asn_officer"
        )
        with self.assertRaises(AccessError):
            self.delegate(self.other, by=self.other)

    def test_the_delegate_of_one_unit_cannot_be_in_another_agency(self):
        far = self.env["res.company"].create({"name": "Kota Seberang"})
        self.env.user.company_ids |= far
        stranger = self._person("Asing", company=far)
        with self.assertRaises(UserError):
            self.delegate(stranger)

    def test_queries_do_not_grow_with_the_plans(self):
        """Telling a delegate of 2 plans and of 12 costs the same."""
        people = [self._person(f"Pegawai {number}") for number in range(10)]
        for one in people:
            self._assign(one, self.boss, self.clinic, self.chief)
        self.cycle.action_open()
        self.waiting(self.peer)
        costs = []
        for group in ((), people):
            for one in group:
                self.waiting(one)
            delegation = self.delegate(self.other, start="01-05")
            self.by(delegation, self.boss).action_end()
            again = self.delegate(self.other)
            self.set_day(f"{YEAR}-01-12")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            again.sudo()._asn_tell()
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
            again.action_end()
            self.set_day(f"{YEAR}-01-05")
        self.assertEqual(costs[0], costs[1])


@tagged("post_install", "-at_install")
class TestDelegationByRpc(Delegating, AsnHttpCommon):
    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_no_way_round(self):
        """What the form does not offer is refused by the server."""
        delegation = self.delegate()
        model = "hr.asn.delegation"
        self.sign_in(self.boss)
        for values in (
            {"date_to": f"{YEAR}-03-20"},
            {"delegate_id": self.staff.id},
            {"state": "ended"},
            {"appraiser_id": self.chief.id},
        ):
            with self.subTest(values):
                _done, error = self.rpc(model, "write", delegation.ids, values)
                self.assertEqual(error, ACCESS)
        for way in ("unlink",):
            _done, error = self.rpc(model, way, delegation.ids)
            self.assertEqual(error, ACCESS)
        values = {
            "appraiser_id": self.chief.id,
            "delegate_id": self.boss.id,
            "date_from": f"{YEAR}-01-05",
            "date_to": f"{YEAR}-01-06",
            "reason": "x",
        }
        _done, error = self.rpc(model, "create", [values])
        self.assertEqual(error, ACCESS, "for somebody else")
        _done, error = self.rpc(model, "write", delegation.ids, {"decree": "800/12"})
        self.assertIsNone(error, "the number of the order comes later")


class RatingFor(Delegating):
    """The boss is away in April, when the first quarter is rated."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.foreign_boss
        cls.q1 = cls.bring_evaluation(cls.quarter(cls.staff, 1), "submitted")
        cls.set_day(f"{YEAR}-04-01")

    @classmethod
    def delegate(cls, to=None, by=None, start="04-02", end="04-10", **values):
        scope = {"scope": "rating"}
        return super().delegate(to or cls.other, by, start, end, **scope | values)


@tagged("post_install", "-at_install")
class TestRatingFor(RatingFor, AsnCommon):
    def test_rights_come_and_go_with_the_dates(self):
        self.delegate()
        for day, expected in (
            ("04-01", (False, "")),
            ("04-02", (True, "rate")),
            ("04-10", (True, "rate")),
            ("04-11", (False, "")),
        ):
            self.set_day(f"{YEAR}-{day}")
            mine = self.by(self.q1, self.other)
            seen = bool(mine.search([("id", "=", self.q1.id)]))
            with self.subTest(day):
                self.assertEqual((seen, mine.asn_can if seen else ""), expected)
                self.assertEqual(self.by(self.q1, self.boss).asn_can, "rate")

    def test_what_he_needs_is_read_with_it_and_no_plan(self):
        self.delegate()
        parts = (self.q1.realization_ids, self.q1.evidence_ids, self.q1.entry_ids)
        for day, expected in (("04-01", False), ("04-05", True), ("04-11", False)):
            self.set_day(f"{YEAR}-{day}")
            for part in parts:
                with self.subTest(day, model=part._name):
                    mine = self.by(part, self.other)
                    self.assertEqual(mine.has_access("read"), expected)
                    self.assertFalse(mine.has_access("write"))
            plan = self.by(self.q1.skp_id, self.other)
            self.assertFalse(plan.has_access("read"))

    def test_he_rates_on_the_list_and_the_paper_says_for_whom(self):
        self.delegate(decree="800/12/2026")
        self.set_day(f"{YEAR}-04-05")
        mine = self.by(self.q1, self.other)
        self.assertTrue(mine.panel()["results"])
        self.assertTrue(mine.achievement)
        mine.draft_result = "sesuai"
        self.by(self.q1, self.other).draft_behavior = "sesuai"
        mine = self.by(self.q1, self.other)
        self.assertEqual((mine.state, mine.current_predikat), ("rated", "baik"))
        mine.action_deliver()
        content = self.q1.sudo().document_ids._content()
        signer = content["signer"]
        self.assertEqual(content["appraiser"]["name"], self.boss.name)
        self.assertEqual(
            [signer[key] for key in ("name", "decree", "delegated_to")],
            [self.other.name, "800/12/2026", f"{YEAR}-04-10"],
        )
        moves = self.events(self.q1).filtered("on_behalf_of_id")
        self.assertEqual(moves.mapped("name"), ["rate", "deliver"])
        self.assertEqual(moves.actor_id, self.other.user_id)
        self.assertEqual(moves.on_behalf_of_id, self.boss)

    def choose(self, who, seen, **values):
        """Choose as the screen does, which sends along what it had read."""
        typed = {f"draft_{name}": value for name, value in values.items()}
        self.by(self.q1, who).write(typed | {"draft_seen": seen})

    def test_who_chooses_on_an_old_screen_is_told_who_was_quicker(self):
        self.delegate()
        self.set_day(f"{YEAR}-04-05")
        old = self.by(self.q1, self.boss).draft_seen
        self.assertFalse(old)
        self.choose(self.other, old, result="di_bawah")
        told = f"changed just now by {self.other.name}"
        with self.assertRaisesRegex(UserError, told):
            self.choose(self.boss, old, result="sesuai")
        row = self.by(self.q1, self.boss)
        self.assertEqual((row.draft_result, bool(row.draft_seen)), ("di_bawah", True))
        self.choose(self.boss, row.draft_seen, result="sesuai")
        # One's own choices follow each other faster than a screen reads.
        self.choose(self.boss, old, behavior="sesuai")
        mine = self.by(self.q1, self.other)
        self.assertEqual((mine.state, mine.draft_result), ("rated", "sesuai"))
        self.choose(self.other, mine.draft_seen, behavior="sesuai")
        given = self.q1.sudo().rating_ids.filtered(lambda one: one.kind == "given")
        self.assertEqual(given.actor_id, self.other.user_id)

    def test_an_old_screen_tells_nothing_to_who_may_not_choose(self):
        for chosen in (False, True):
            if chosen:
                self.choose(self.boss, False, result="di_bawah")
            for who in (self.staff, self.other):
                with self.subTest(who.name), self.assertRaises(AccessError) as caught:
                    self.choose(who, False)
                self.assertNotIn("changed", str(caught.exception))

    def test_he_reads_what_he_delivered_and_no_other(self):
        second = self.bring_evaluation(self.quarter(self.peer, 1), "submitted")
        self.delegate()
        self.set_day(f"{YEAR}-04-05")
        for one in self.q1 | second:
            who = self.other if one == self.q1 else self.boss
            self.by(one, who).action_rate("sesuai", "sesuai")
            self.by(one, who).action_deliver()
        found = self.by(self.q1, self.other).search([])
        self.assertEqual(found.ids, self.q1.ids)
        rows = self.by(self.env["hr.asn.rating"], self.other).search([])
        self.assertEqual(rows.evaluation_id.ids, self.q1.ids)

    def test_the_appraiser_rates_himself_and_signs_alone(self):
        self.delegate()
        self.set_day(f"{YEAR}-04-05")
        mine = self.by(self.q1, self.boss)
        mine.action_rate("sesuai", "sesuai")
        mine.action_deliver()
        self.assertNotIn("signer", self.q1.sudo().document_ids._content())
        self.assertFalse(self.events(self.q1).filtered("on_behalf_of_id"))

    def test_nobody_rates_himself(self):
        self.delegate(self.staff)
        self.set_day(f"{YEAR}-04-05")
        mine = self.by(self.q1, self.staff)
        self.assertNotIn("rate", mine.asn_can)
        with self.assertRaises(AccessError):
            mine.action_rate("di_atas", "di_atas", "Saya hebat.")

    def test_it_covers_ratings_and_no_plan(self):
        plan = self.waiting(self.peer)
        self.delegate()
        self.set_day(f"{YEAR}-04-05")
        mine = self.by(plan, self.other)
        self.assertFalse(mine.has_access("read"))
        with self.assertRaises(AccessError):
            mine.action_approve()

    def test_both_scopes_go_side_by_side_and_one_of_each(self):
        self.delegate()
        self.delegate(self.head, scope="plan")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.delegate(self.head)

    def test_what_waits_is_put_to_him_and_taken_back(self):
        given = self.delegate()
        self.assertEqual(self.tasks(self.q1, self.other), 0)
        self.night("04-02")
        self.assertEqual(self.tasks(self.q1, self.other), 1)
        self.assertEqual(self.tasks(self.q1, self.boss), 1)
        second = self.bring_evaluation(self.quarter(self.peer, 1), "submitted")
        self.assertEqual(self.tasks(second, self.other), 1)
        self.by(given, self.boss).action_end()
        found = [self.tasks(one, self.other) for one in self.q1 | second]
        self.assertEqual(found, [0, 0])
        self.assertEqual(self.tasks(self.q1, self.boss), 1)

    def test_first_page_band_and_digest_know_it(self):
        self.delegate()
        self.set_day(f"{YEAR}-04-05")
        user = self.other.user_id
        bands = self.by(self.env["hr.asn.delegation"], self.other).bands("rating")
        self.assertEqual(
            bands, [f"You rate on behalf of {self.boss.name} until 10 April {YEAR}."]
        )
        todo = self.by(self.env["hr.asn.todo"], self.other)
        today = self.agency._asn_today()
        self.assertEqual(todo._asn_of_user("rate", today).ids, self.q1.ids)
        many = self.env["hr.asn.todo"].sudo().with_company(self.agency)
        waits = many._asn_of_many(user, today)
        self.assertEqual(len(waits[user]["rate"]), 1)
        who = self.by(self.env["hr.asn.who"], self.boss)
        found = who.read_who("hr.asn.evaluation", self.q1.id)
        roles = {one["label"]: one["names"] for one in found["roles"]}
        self.assertIn(self.other.name, roles["Acts for the Appraiser"])


@tagged("post_install", "-at_install")
class TestRatingForRpc(RatingFor, AsnHttpCommon):
    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_no_way_round(self):
        self.delegate(start="04-01")
        ids = [self.q1.id]
        self.sign_in(self.other)
        for vals in ({"state": "rated"}, {"result": "sesuai"}, {"self_report": "x"}):
            made = self.rpc("hr.asn.evaluation", "write", ids, vals)
            self.assertEqual(made, (None, ACCESS), vals)
        self.sign_in(self.peer)
        made = self.rpc("hr.asn.evaluation", "action_rate", ids, "sesuai", "sesuai")
        self.assertEqual(made, (None, ACCESS))


class Answering(RatingFor):
    """The delegate rates and delivers for the boss on 5 April; then it is asked of."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.given = cls.delegate()
        cls.set_day(f"{YEAR}-04-05")
        cls.by(cls.q1, cls.other).action_rate("sesuai", "sesuai", "Cukup")
        cls.by(cls.q1, cls.other).action_deliver()

    def inquire(self):
        made = self.by(self.q1, self.staff).action_inquire("Mengapa sesuai?")
        return self.env["hr.asn.inquiry"].browse(made)

    def object(self):
        made = self.by(self.q1, self.staff).action_object(["result"], "Terlalu rendah")
        return self.env["hr.asn.objection"].browse(made)

    def reads(self, record, who):
        """Say whether somebody finds a record and reads it, which is the same."""
        own = self.by(record, who)
        found = own.search([("id", "=", record.id)])
        self.assertEqual(bool(found), own.has_access("read"))
        return bool(found)


@tagged("post_install", "-at_install")
class TestAnsweringFor(Answering, AsnCommon):
    """Who rated for the appraiser answers for the rating while he acts for him."""

    def test_he_is_told_and_answers_an_inquiry(self):
        one = self.inquire()
        asked = "hr_asn_appraisal.mail_act_asn_inquiry"
        logins = {self.boss.user_id.login, self.other.user_id.login}
        self.assertEqual({*self.told_of(one, asked)}, logins)
        self.assertTrue(self.asked_of(self.other, one))
        mine = self.by(one, self.other)
        self.assertEqual(mine.asn_can, "answer")
        mine.action_answer("Target tercapai persis.")
        self.env.flush_all()
        self.assertEqual((one.state, one.answered_as), ("answered", "rater"))
        self.assertEqual(one.answered_by, self.other.name)
        event = self.events(one)[-1]
        self.assertEqual(event.actor_id, self.other.user_id)
        self.assertEqual(event.on_behalf_of_id, self.boss)
        self.assertFalse(self.told_of(one, asked))
        self.assertFalse(self.asked_of(self.other, one))

    def test_he_explains_and_answers_in_an_objection(self):
        one = self.object()
        told = "hr_asn_appraisal.mail_act_asn_objection_explain"
        self.assertIn(self.other.user_id.login, self.told_of(one, told))
        self.assertTrue(self.asked_of(self.other, one))
        self.by(one, self.other).action_explain("Dihitung dari rekap.")
        self.by(one, self.staff).action_state("Lihat rekap.")
        self.assertEqual((one.explained_as, one.explained_by), ("rater", "Safrina"))
        explained = self.events(one).filtered(lambda event: event.name == "explain")
        self.assertEqual(explained.on_behalf_of_id, self.boss)
        self.by(one, self.chief).action_ask("Rekap yang mana?", "appraiser")
        self.assertIn(self.other.user_id.login, self.told_of(one, told))
        self.by(one, self.other).action_reply("Rekap Maret.")
        self.assertEqual((one.answered_as, one.answered_by), ("rater", "Safrina"))
        self.assertEqual(self.events(one)[-1].on_behalf_of_id, self.boss)

    def test_the_appraiser_answers_himself_all_the_same(self):
        one = self.inquire()
        self.by(one, self.boss).action_answer("Ya.")
        self.assertFalse(one.answered_as or one.answered_by)
        self.assertFalse(self.events(one)[-1].on_behalf_of_id)

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_with_the_delegation_the_right_ends(self):
        cases = (self.inquire(), self.object())
        told = ("mail_act_asn_inquiry", "mail_act_asn_objection_explain")
        for one in cases:
            self.assertTrue(self.reads(one, self.other))
        self.by(self.given, self.boss).action_end()
        for one, kind in zip(cases, told, strict=True):
            with self.subTest(one._name):
                self.assertFalse(self.reads(one, self.other))
                logins = self.told_of(one, f"hr_asn_appraisal.{kind}")
                self.assertEqual(logins, [self.boss.user_id.login])
                self.assertFalse(self.asked_of(self.other, one))
        with self.assertRaises(AccessError):
            self.by(cases[0], self.other).action_answer("x")
        with self.assertRaises(AccessError):
            self.by(cases[1], self.other).action_explain("x")

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_who_acts_without_having_rated_answers_nothing(self):
        """He could not say how another came to the rating."""
        self.by(self.given, self.boss).action_end()
        self.delegate(self.peer, start="04-05")
        cases = (self.inquire(), self.object())
        for one in cases:
            with self.subTest(one._name):
                self.assertFalse(self.reads(one, self.peer))
                self.assertFalse(self.asked_of(self.peer, one))
        with self.assertRaises(AccessError):
            self.by(cases[0], self.peer).action_answer("x")
        with self.assertRaises(AccessError):
            self.by(cases[1], self.peer).action_explain("x")

    def test_who_acts_again_is_told_once_what_was_asked_meanwhile(self):
        """Of what he has rated; who acts without having rated is told nothing."""
        self.by(self.given, self.boss).action_end()
        cases = (self.inquire(), self.object())
        stranger = self.delegate(self.head, start="04-05")
        self.assertEqual([self.waits(one, self.head) for one in cases], [0, 0])
        self.by(stranger, self.boss).action_end()
        self.assertEqual([self.waits(one, self.other) for one in cases], [0, 0])
        again = self.delegate(start="04-06")
        self.assertEqual([self.waits(one, self.other) for one in cases], [0, 0])
        for day in ("04-06", "04-07"):
            self.night(day)
            for who in (self.other, self.boss):
                self.assertEqual([self.waits(one, who) for one in cases], [1, 1])
        self.by(again, self.boss).action_end()
        self.assertEqual([self.waits(one, self.other) for one in cases], [0, 0])
        self.delegate(start="04-07")
        self.assertEqual([self.waits(one, self.other) for one in cases], [1, 1])

    def test_who_acts_again_is_not_told_what_was_answered(self):
        self.by(self.given, self.boss).action_end()
        inquiry, one = self.inquire(), self.object()
        self.by(inquiry, self.boss).action_answer("Ya.")
        self.by(one, self.boss).action_explain("Dihitung dari rekap.")
        self.by(one, self.staff).action_state("Lihat rekap.")
        again = self.delegate(start="04-05")
        cases = (inquiry, one)
        self.assertEqual([self.waits(case, self.other) for case in cases], [0, 0])
        self.by(again, self.boss).action_end()
        self.by(one, self.chief).action_ask("Rekap yang mana?", "appraiser")
        self.delegate(start="04-05")
        self.assertEqual([self.waits(case, self.other) for case in cases], [0, 1])

    def waits(self, case, who):
        """Return how many to-dos of a case somebody has."""
        self.env.flush_all()
        self.env.invalidate_all()
        mine = case.sudo().activity_ids.filtered(lambda one: one.user_id == who.user_id)
        return len(mine)

    def test_the_digest_counts_it_for_who_rated_only(self):
        one = self.inquire()
        todo = self.env["hr.asn.todo"].sudo().with_company(self.agency)
        users = (self.other | self.boss | self.peer).user_id
        waits = todo._asn_of_many(users, self.agency._asn_today())
        counted = {user: len(waits[user].get("answer", ())) for user in users}
        expected = {self.other.user_id: 1, self.boss.user_id: 1, self.peer.user_id: 0}
        self.assertEqual(counted, expected)
        self.assertTrue(one)

    def test_he_is_told_of_among_those_who_see_it(self):
        who = self.by(self.env["hr.asn.who"], self.staff)
        found = who.read_who("hr.asn.inquiry", self.inquire().id)
        roles = {one["label"]: one["names"] for one in found["roles"]}
        self.assertIn(self.other.name, roles["Acts for the Appraiser"])


@tagged("post_install", "-at_install")
class TestAnsweringFromPaper(Answering, AsnCommon):
    """The boss has no login any more: the officer copies what he signed."""

    def without_login(self, *cases):
        self.by(self.given, self.boss).action_end()
        self.boss.user_id = False
        self.scan = self.by(self.env["ir.attachment"], self.officer).create(
            {"name": "penjelasan.pdf", "raw": b"%PDF"}
        )
        self.env.flush_all()

    def test_an_inquiry_only_with_the_scan(self):
        one = self.inquire()
        self.without_login()
        own = self.by(one, self.officer)
        self.assertEqual(own.asn_can, "answer")
        with self.assertRaisesRegex(UserError, "Attach the scan"):
            own.action_answer("Karena rekap.")
        self.assertEqual(one.state, "asked")
        own.action_answer("Karena rekap.", self.scan.ids)
        self.env.flush_all()
        self.assertEqual((one.state, one.answered_as), ("answered", "scribe"))
        self.assertEqual(one.answered_by, self.officer.name)
        self.assertEqual(self.by(one, self.staff).file_ids.name, "penjelasan.pdf")
        event = self.events(one)[-1]
        self.assertEqual(event.actor_id, self.officer)
        self.assertEqual(event.on_behalf_of_id, self.boss)

    def test_explanation_and_reply_only_with_the_scan(self):
        one = self.object()
        self.without_login()
        own = self.by(one, self.officer)
        self.assertTrue(own.can_explain)
        with self.assertRaisesRegex(UserError, "Attach the scan"):
            own.action_explain("Karena rekap.")
        self.assertFalse(one.explained_on or one.file_ids)
        own.action_explain("Karena rekap.", self.scan.ids)
        self.by(one, self.staff).action_state("Lihat rekap.")
        self.assertEqual((one.state, one.explained_as), ("heard", "scribe"))
        self.by(one, self.chief).action_ask("Yang mana?", "appraiser")
        own = self.by(one, self.officer)
        with self.assertRaisesRegex(UserError, "Attach the scan"):
            own.action_reply("Rekap Maret.")
        own.action_reply("Rekap Maret.", self.scan.ids)
        self.assertEqual((one.answered_as, len(one.file_ids)), ("scribe", 2))
        behalf = self.events(one).filtered("on_behalf_of_id")
        self.assertEqual(behalf.mapped("name"), ["explain", "reply"])
        self.assertEqual(behalf.on_behalf_of_id, self.boss)

    def test_the_dialog_says_that_the_scan_is_needed(self):
        one = self.object()
        self.without_login()
        say = self.env["hr.asn.say"]
        for who, told in ((self.officer, True), (self.staff, False)):
            made = self.by(say, who).create(
                {"way": "explain", "res_id": one.id, "text": "x"}
            )
            self.assertEqual("attach the scan" in (made.hint or ""), told, who.name)
            self.assertTrue(made.takes_files)

    def test_who_judges_it_writes_nothing_for_the_other_side(self):
        self.chief.user_id.group_ids |= self.env.ref(OFFICER)
        one = self.object()
        self.without_login()
        self.assertFalse(self.by(one, self.chief).can_explain)
        with self.assertRaises(AccessError):
            self.by(one, self.chief).action_explain("x", self.scan.ids)

    def test_who_can_sign_in_is_not_spoken_for(self):
        cases = (self.inquire(), self.object())
        self.assertFalse(self.by(cases[0], self.officer).asn_can)
        self.assertFalse(self.by(cases[1], self.officer).can_explain)


@tagged("post_install", "-at_install")
class TestAnsweringRpc(Answering, AsnHttpCommon):
    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.models")
    def test_no_way_round(self):
        inquiry, one = self.inquire(), self.object()
        refused = "odoo.exceptions.AccessError"
        for who in (self.peer, self.officer, self.chief, self.foreigner):
            self.sign_in(who)
            for record, method in (
                (inquiry, "action_answer"),
                (one, "action_explain"),
            ):
                told = self.rpc(record._name, method, record.ids, "x")
                self.assertEqual(told, (None, refused), (who.name, method))
        self.sign_in(self.other)
        for record, name in ((inquiry, "answered_as"), (one, "explained_as")):
            told = self.rpc(record._name, "write", record.ids, {name: "scribe"})
            self.assertEqual(told, (None, refused))
        told = self.rpc("hr.asn.inquiry", "action_answer", inquiry.ids, "Ya.")
        self.assertIsNone(told[1])
        self.boss.user_id = False
        self.sign_in(self.officer)
        told = self.rpc("hr.asn.objection", "action_explain", one.ids, "Ya.")
        self.assertEqual(told, (None, "odoo.exceptions.UserError"))
        self.assertFalse(one.explained_on)
