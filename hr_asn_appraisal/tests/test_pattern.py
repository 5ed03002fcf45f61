"""The pattern of distribution: shown while rating, minded by delivering."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import codes
from .common import YEAR, AsnCommon, AsnHttpCommon
from .test_exemption import ExemptionMixin
from .test_unit_rating import QUIET, UnitRated

TEXT = "Target layanan tercapai berkat kerja seluruh tim."


class TeamOfTen(UnitRated):
    """Ten people of the clinic who have reported, whose unit achieved "Good"."""

    people = 10

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_day(f"{YEAR}-01-05")
        cls.policy.sudo().evidence_gate = False
        members = [cls._person(f"Anggota {n}") for n in range(cls.people)]
        for one in members:
            cls._assign(one, cls.boss, cls.clinic, cls.chief)
        cls.cycle.action_open()
        for run in cls.env["hr.asn.run"].search([("state", "=", "running")]):
            while run._asn_step(200):
                pass
        plans = cls.env["hr.asn.skp"].search(
            [("employee_id", "in", [one.id for one in members])]
        )
        for plan in plans:
            cls.bring_plan(plan, "approved")
        cls.by(cls.cycle, cls.officer).action_open_periods()
        for run in cls.env["hr.asn.run"].search([("state", "=", "running")]):
            while run._asn_step(200):
                pass
        cls.team_rows = plans.evaluation_ids.filtered(
            lambda one: one.period_id == cls.period
        )
        for one in cls.team_rows:
            cls.by(one, one.employee_id).action_submit()
        cls.set_day(f"{YEAR}-04-05")
        # Two more of the clinic are no part of this team.
        others = cls.env["hr.asn.evaluation"].search(
            [("period_id", "=", cls.period.id), ("id", "not in", cls.team_rows.ids)]
        )
        posts = others.skp_id.assignment_id
        posts.write(
            {"department_id": cls.school_office.id, "appraiser_id": cls.head.id}
        )
        cls.env.flush_all()

    def spread(self, count):
        """Put the ten into so many units of their own, a leader in each."""
        self.policy.sudo().least_people = 1
        places = [
            {
                "department_id": self._unit(f"Seksi {count} {n}", self.clinic).id,
                "appraiser_id": self._person(f"Ketua {count} {n}").id,
            }
            for n in range(count)
        ]
        for number, post in enumerate(self.team_rows.skp_id.assignment_id):
            post.write(places[number % count])
        self.env.flush_all()

    @classmethod
    def choose(cls, good, best=0):
        """Rate so many as good and very good, the others not at all."""
        rows = cls.by(cls.team_rows, cls.boss)
        if best:
            rows[:best].action_rate("di_atas", "di_atas", "Teladan")
        rows[best : best + good].action_rate("sesuai", "sesuai")

    def deliver_considered(self, rows):
        """Deliver rows; that asks for a consideration, and is not blocked."""
        self.assertFalse(rows.delivery_asks(rows.ids)["is_blocked"])
        with self.assertRaisesRegex(UserError, "Write a consideration"):
            rows.action_deliver()
        rows.action_deliver(TEXT)
        self.assertEqual(set(rows.mapped("state")), {"delivered"})

    def figures(self, who=None, domain=None):
        rows = self.by(self.env["hr.asn.evaluation"], who or self.boss)
        return rows.team_figures(domain or [("id", "in", self.team_rows.ids)])


@tagged("post_install", "-at_install")
class TestPatternShown(TeamOfTen, AsnCommon):
    def test_without_a_unit_rating_no_pattern(self):
        figures = self.figures()
        self.assertFalse(figures["pattern"])
        self.assertIn("has not been set", figures["note"])

    def test_a_choice_tells_what_it_makes_once_half_is_chosen(self):
        self.rate_unit(self.clinic, "baik")
        self.choose(4)
        pattern = self.figures()["pattern"]
        self.assertEqual(pattern["warnings"], [])
        self.assertIn("4 of 10", pattern["heading"])
        # The day on which it was set, not the one on which it was decided.
        self.assertIn(f"set on 5 April {YEAR}", pattern["heading"])
        self.by(self.team_rows[4], self.boss).action_rate("sesuai", "sesuai")
        told = self.figures()["pattern"]
        first, second, last = told["warnings"]
        self.assertIn("becomes 100% (pattern: at most 70%)", first)
        self.assertIn("0 people", second)
        self.assertIn("writing a consideration", last)
        bar = told["rules"][0]
        self.assertEqual((bar["percent"], bar["from"], bar["to"]), (100, 0, 70))
        self.assertEqual((bar["tick"], bar["is_broken"]), (70, True))

    def test_within_the_pattern_nothing_is_told(self):
        self.rate_unit(self.clinic, "istimewa")
        self.choose(3, best=7)
        self.assertEqual(self.figures()["pattern"]["warnings"], [])
        self.by(self.team_rows[7], self.boss).action_rate("di_atas", "di_atas", "Baik")
        self.assertIn("80%", self.figures()["pattern"]["warnings"][0])

    def test_block_refuses_what_leaves_no_way_for_the_others(self):
        """Six who are left are no six of Poor and one of Needs Improvement."""
        self.policy.sudo().distribution = "block"
        self.rate_unit(self.clinic, "kurang")
        self.choose(4)
        own = self.by(self.team_rows[:4], self.boss)
        with self.assertRaisesRegex(UserError, "once the pattern is kept"):
            own.action_deliver(TEXT)
        own[3].action_rate("di_bawah", "sesuai", "Belum tercapai")
        own.action_deliver()
        self.assertEqual(set(own.mapped("state")), {"delivered"})

    def test_off_shows_nothing(self):
        self.policy.sudo().distribution = "off"
        self.rate_unit(self.clinic, "baik")
        figures = self.figures()
        self.assertEqual((figures["note"], figures["pattern"]), ("", False))

    def test_a_small_unit_is_judged_with_the_one_above_and_says_so(self):
        self.policy.sudo().least_people = 11
        self.rate_unit(self.clinic, "baik")
        self.choose(10)
        figures = self.figures()
        self.assertFalse(figures["pattern"])
        self.assertIn("fewer than 11", figures["note"])
        self.assertIn("Dinas Kesehatan", figures["note"])
        self.assertIn("calibration sessions", figures["note"])
        self.by(self.team_rows, self.boss).action_deliver()
        self.assertEqual(set(self.team_rows.mapped("state")), {"delivered"})

    def test_a_small_team_is_told_where_it_is_judged(self):
        self.rate_unit(self.clinic, "baik")
        for post in self.team_rows[5:].skp_id.assignment_id:
            post.appraiser_id = self.chief
        self.env.flush_all()
        self.by(self.team_rows[:5], self.boss).action_rate("sesuai", "sesuai")
        figures = self.figures(domain=[("id", "in", self.team_rows[:5].ids)])
        self.assertFalse(figures["pattern"])
        self.assertIn("fewer than 10", figures["note"])
        self.assertIn(f"together with all of {self.clinic.name}", figures["note"])

    def test_small_is_what_the_policy_of_the_year_says(self):
        """Whatever the policy of a plan has: the comparison judges them by it, too."""
        other = self.policy.sudo().copy({"name": "Lain", "least_people": 1})
        self.team_rows.skp_id.sudo().policy_id = other
        self.policy.sudo().least_people = 11
        self.rate_unit(self.clinic, "baik")
        self.choose(10)
        self.assertIn("fewer than 11", self.figures()["note"])
        read = self.by(self.env["hr.asn.comparison"], self.team)
        rows = read.read_comparison(self.period.id)["rows"]
        self.assertIn(self.office.id, [row["unit"] for row in rows])
        self.assertNotIn(self.clinic.id, [row["unit"] for row in rows])

    def test_who_rates_for_another_minds_all_of_that_team_beside_his_own(self):
        """The head rates one of the office himself, and the ten for the boss."""
        self.rate_unit(self.clinic, "baik")
        own = self.quarter(self.foreigner, 1)
        own.skp_id.assignment_id.write(
            {"department_id": self.office.id, "appraiser_id": self.head.id}
        )
        self.choose(8)
        self.by(self.team_rows[0], self.boss).action_deliver(TEXT)
        values = {
            "appraiser_id": self.boss.id,
            "delegate_id": self.head.id,
            "date_from": f"{YEAR}-04-05",
            "date_to": f"{YEAR}-04-05",
            "reason": "Diklat",
            "scope": "rating",
            "company_id": self.agency.id,
        }
        self.by(self.env["hr.asn.delegation"], self.boss).create(values)
        self.office.manager_id = self.chief
        mixed = self.by(self.team_rows[1] | own, self.head)
        teams = {team.unit.id: team for team in mixed._asn_teams()}
        team = teams[self.clinic.id]
        self.assertEqual((team.total, sum(team.counts.values())), (10, 8))
        self.assertEqual(team.rows.ids, self.team_rows[1].ids)

    def test_who_is_among_them_is_in_no_figure_of_his(self):
        self.rate_unit(self.clinic, "baik")
        self.choose(10)
        own = self.team_rows[0].employee_id
        figures = self.figures(own, [])
        self.assertFalse(figures["pattern"])
        self.assertFalse(figures["parts"])


@tagged("post_install", "-at_install")
class TestPatternMinded(TeamOfTen, AsnHttpCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.unit_rating = cls.rate_unit(cls.clinic, "baik")
        cls.choose(10)

    def kept(self):
        return self.env["hr.asn.consideration"].search([])

    def test_warn_asks_for_a_consideration_once_and_keeps_it(self):
        own = self.by(self.team_rows, self.boss)
        asked = own.delivery_asks(own.ids)
        self.assertFalse(asked["is_blocked"])
        self.assertIn("100%", asked["sentences"][0])
        for text in (None, "  "):
            with self.assertRaisesRegex(UserError, "Write a consideration"):
                own.action_deliver(text)
        own.action_deliver_all(TEXT)
        self.assertEqual(set(self.team_rows.mapped("state")), {"delivered"})
        kept = self.kept()
        self.assertEqual((kept.text, kept.author_id), (TEXT, self.boss.user_id))
        self.assertEqual(kept.evaluation_ids, self.team_rows)
        self.assertEqual(kept.rating_id, self.unit_rating)
        self.assertIn("100%", kept.departure)

    def test_block_refuses_whatever_is_written(self):
        self.policy.sudo().distribution = "block"
        own = self.by(self.team_rows, self.boss)
        self.assertTrue(own.delivery_asks(own.ids)["is_blocked"])
        for doing in (
            lambda: own.action_deliver(TEXT),
            lambda: own[0].action_deliver(TEXT),
            lambda: own.action_deliver_all(TEXT),
            lambda: own.rate_and_deliver(
                [
                    {"id": key, "result": "sesuai", "behavior": "sesuai"}
                    for key in own.ids
                ],
                TEXT,
            ),
        ):
            with self.assertRaisesRegex(UserError, "once the pattern is kept"):
                doing()
        self.assertEqual(set(self.team_rows.mapped("state")), {"rated"})
        self.assertFalse(self.kept())

    def delivered_unminded(self, number):
        """Deliver so many while no pattern is minded; return the others."""
        own = self.by(self.team_rows, self.boss)
        self.policy.sudo().distribution = "off"
        own[:number].action_deliver()
        self.policy.sudo().distribution = "block"
        return own[number:]

    def test_what_was_delivered_before_may_be_mended_while_it_can(self):
        """Seven of ten are 70 %, whatever the others get; eight are not."""
        left = self.delivered_unminded(7)
        self.assertTrue(left.delivery_asks(left.ids)["is_blocked"])
        with self.assertRaisesRegex(UserError, "once the pattern is kept"):
            left.action_deliver(TEXT)

    def test_what_was_delivered_before_does_not_block_the_others_for_ever(self):
        left = self.delivered_unminded(8)
        self.deliver_considered(left)
        self.assertEqual(self.kept().text, TEXT)

    def test_what_all_rules_together_refuse_does_not_block_the_others_for_ever(self):
        """Four of Good leave six: enough for each floor of Poor, and not for both."""
        made = self.by(self.unit_rating, self.chief)
        made.action_reopen("Salah ketik")
        made.rating = "kurang"
        made.action_set()
        left = self.delivered_unminded(4)
        self.deliver_considered(left)
        self.assertEqual(self.kept().text, TEXT)

    def test_what_no_team_could_keep_asks_for_a_consideration_from_the_outset(self):
        """No ten are at most four of Good and at most four of all others."""
        others = [code for code in codes.PREDIKATS if code != codes.BAIK]
        for some in ([codes.BAIK], others):
            values = {"org_rating": "baik", "bound": "max_share", "limit": 40}
            values |= {"policy_id": self.policy.id, **dict.fromkeys(some, True)}
            self.env["hr.asn.distribution.rule"].sudo().create(values)
        self.policy.sudo().distribution = "block"
        own = self.by(self.team_rows, self.boss)
        self.deliver_considered(own)

    def test_what_was_delivered_before_does_not_keep_a_session_open(self):
        left = self.delivered_unminded(8)
        meeting = self.by(self.env["hr.asn.calibration"], self.team).create(
            {"period_id": self.period.id, "department_id": self.clinic.id}
        )
        meeting.action_start()
        self.assertFalse(meeting.lock_asks()["is_blocked"])
        with self.assertRaisesRegex(UserError, "Write a consideration"):
            meeting.action_lock()
        meeting.action_lock(TEXT)
        left.action_deliver()
        self.assertEqual(set(left.mapped("state")), {"delivered"})

    def test_what_is_rated_with_it_counts(self):
        """Rating three otherwise in the same call keeps the pattern."""
        self.policy.sudo().distribution = "block"
        own = self.by(self.team_rows, self.boss)
        below = {"result": "di_bawah", "behavior": "sesuai", "reason": "Belum tercapai"}
        usual = {"result": "sesuai", "behavior": "sesuai"}
        answer = own.rate_and_deliver(
            [
                {"id": key, **(below if place < 3 else usual)}
                for place, key in enumerate(own.ids)
            ]
        )
        self.assertEqual(len(answer["delivered"]), 10)
        self.assertFalse(self.kept())

    def test_off_asks_nothing(self):
        self.policy.sudo().distribution = "off"
        own = self.by(self.team_rows, self.boss)
        self.assertFalse(own.delivery_asks(own.ids))
        own.action_deliver()
        self.assertEqual(set(self.team_rows.mapped("state")), {"delivered"})

    @mute_logger(*QUIET)
    def test_rpc_obeys_and_tells_strangers_nothing(self):
        ids = self.team_rows.ids
        self.sign_in(self.boss)
        for method, args in (
            ("action_deliver", [ids]),
            ("action_deliver_all", [ids]),
        ):
            _done, error = self.rpc("hr.asn.evaluation", method, *args)
            self.assertEqual(error, "odoo.exceptions.UserError", method)
        for who in (self.peer, self.foreign_boss, self.team_rows[0].employee_id):
            self.sign_in(who)
            asked, _error = self.rpc("hr.asn.evaluation", "delivery_asks", ids)
            self.assertFalse(asked)
            _done, error = self.rpc("hr.asn.evaluation", "action_deliver", ids)
            self.assertEqual(error, "odoo.exceptions.AccessError", who.name)

    def test_figures_over_the_wire(self):
        self.sign_in(self.boss)
        domain = [("appraiser_id.user_id", "=", self.boss.user_id.id)]
        waiting = [*domain, ("is_waiting", "=", True)]
        figures, error = self.rpc("hr.asn.evaluation", "team_figures", waiting)
        self.assertIsNone(error)
        self.assertEqual(figures["pattern"]["rules"][0]["percent"], 100)

    @mute_logger(*QUIET)
    def test_who_reads_the_consideration(self):
        self.by(self.team_rows, self.boss).action_deliver(TEXT)
        kept = self.kept()
        for who in (self.boss, self.chief, self.team, self.auditor):
            self.sign_in(who)
            read, error = self.rpc("hr.asn.consideration", "read", kept.ids, ["text"])
            self.assertIsNone(error, who.name)
            self.assertEqual(read[0]["text"], TEXT)
        own = self.team_rows[0].employee_id
        own.user_id.group_ids |= self.env.ref("hr_asn_appraisal.group_asn_admin")
        for who in (own, self.peer, self.foreign_boss, self.officer):
            self.sign_in(who)
            found = self.rpc("hr.asn.consideration", "search", [])[0]
            self.assertFalse(found, who.name)
        self.sign_in(self.boss)
        for method, args in (
            ("write", (kept.ids, {"text": "x"})),
            ("unlink", (kept.ids,)),
            ("create", ([{"text": "x"}],)),
        ):
            self.assertTrue(self.rpc("hr.asn.consideration", method, *args)[1])

    @mute_logger(*QUIET)
    def test_who_is_counted_and_not_delivered_yet_does_not_read_it(self):
        """The figures of nine who have Good would tell the tenth that he has it."""
        last = self.team_rows[-1]
        self.by(self.team_rows - last, self.boss).action_deliver(TEXT)
        self.assertNotIn(last, self.kept().evaluation_ids)
        user = last.employee_id.user_id
        user.group_ids |= self.env.ref("hr_asn_appraisal.group_asn_team")
        self.sign_in(user)
        self.assertFalse(self.rpc("hr.asn.consideration", "search", [])[0])

    def test_considerations_are_written_by_delivering_only(self):
        self.by(self.team_rows, self.boss).action_deliver(TEXT)
        for doing in (
            lambda: self.kept().sudo().write({"text": "x"}),
            lambda: self.kept().sudo().unlink(),
            lambda: self.kept().sudo().create({"text": "x"}),
        ):
            with self.assertRaises(AccessError):
                doing()


class TwoUnits(TeamOfTen):
    """Five in each of two units, all rated by the boss; A keeps the pattern, B not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.sudo().least_people = 1
        cls.policy.sudo().distribution = "block"
        cls.units = [cls._unit(name, cls.clinic) for name in ("Seksi A", "Seksi B")]
        for number, post in enumerate(cls.team_rows.skp_id.assignment_id):
            post.department_id = cls.units[number % 2]
        cls.env.flush_all()
        cls.rate_unit(cls.clinic, "istimewa")
        cls.first, cls.second = (
            cls.team_rows.filtered(lambda one, unit=unit: one.department_id == unit)
            for unit in cls.units
        )
        best = cls.first[:3] | cls.second
        cls.by(best, cls.boss).action_rate("di_atas", "di_atas", "Teladan")
        cls.by(cls.first[3:], cls.boss).action_rate("sesuai", "sesuai")

    def own(self, rows=None):
        return self.by(rows or self.team_rows, self.boss)

    def states(self):
        self.env.invalidate_all()
        return [set(rows.mapped("state")) for rows in (self.first, self.second)]


SECOND = "Seksi B: Very Good is 100%, at most 70% expected."
FIRST = "Seksi A: Very Good is 80%, at most 70% expected."


@tagged("post_install", "-at_install")
class TestPatternOfSeveralUnits(TwoUnits, AsnCommon):
    def test_what_is_asked_names_the_unit_that_departs(self):
        asked = self.own().delivery_asks(self.team_rows.ids)
        self.assertEqual(
            asked,
            {
                "sentences": [
                    SECOND,
                    "5 of these stay until their pattern is kept; the others are "
                    "delivered.",
                ],
                "is_blocked": False,
                "needs_text": False,
            },
        )
        alone = self.own().delivery_asks(self.second.ids)
        self.assertTrue(alone["is_blocked"])
        self.assertEqual(len(alone["sentences"]), 1)

    def test_a_unit_that_is_blocked_stops_no_other(self):
        told = self.own().action_deliver_all()["params"]
        self.assertEqual(
            told["message"],
            f"5 evaluation documents delivered. 5 left: {SECOND} It is delivered once "
            "the pattern is kept.",
        )
        self.assertEqual(told["type"], "warning")
        self.assertEqual(self.states(), [{"delivered"}, {"rated"}])
        self.assertFalse(self.env["hr.asn.consideration"].search([]))
        with self.assertRaisesRegex(UserError, "once the pattern is kept"):
            self.own(self.second).action_deliver_all(TEXT)
        self.own(self.second[:2]).action_rate("sesuai", "sesuai")
        self.own(self.second).action_deliver_all()
        self.assertEqual(self.states(), [{"delivered"}] * 2)

    def test_a_unit_without_a_consideration_stops_no_other(self):
        self.policy.sudo().distribution = "warn"
        message = self.own().action_deliver_all()["params"]["message"]
        self.assertIn(f"5 left: {SECOND} Write a consideration", message)
        self.assertEqual(self.states(), [{"delivered"}, {"rated"}])
        self.own(self.second).action_deliver_all(TEXT)
        self.assertEqual(self.states(), [{"delivered"}] * 2)
        self.assertEqual(self.env["hr.asn.consideration"].search([]).text, TEXT)

    def test_each_unit_keeps_its_own_consideration(self):
        self.policy.sudo().distribution = "warn"
        self.own(self.first[3]).action_rate("di_atas", "di_atas", "Teladan")
        asked = self.own().delivery_asks(self.team_rows.ids)
        self.assertEqual(sorted(asked["sentences"]), [FIRST, SECOND])
        self.assertTrue(asked["needs_text"])
        for delivering in (self.own().action_deliver, self.own().action_deliver_all):
            with self.assertRaisesRegex(UserError, "(?s)Seksi A.*Seksi B"):
                delivering()
        self.own().action_deliver_all(TEXT)
        kept = self.env["hr.asn.consideration"].search([])
        found = sorted((one.department_id.name, one.departure) for one in kept)
        self.assertEqual(found, [("Seksi A", FIRST), ("Seksi B", SECOND)])
        both = (self.first, self.second)
        for one, rows in zip(kept.sorted("departure"), both, strict=True):
            self.assertEqual(one.evaluation_ids, rows)

    def test_all_at_once_stays_all_or_nothing(self):
        with self.assertRaisesRegex(UserError, f"^{SECOND}.*once the pattern is kept"):
            self.own().action_deliver(TEXT)
        self.assertEqual(self.states(), [{"rated"}] * 2)

    def test_what_is_rated_with_it_is_parted_by_unit_too(self):
        best = {"result": "di_atas", "behavior": "di_atas", "reason": "Teladan"}
        usual = {"result": "sesuai", "behavior": "sesuai"}
        choices = [{"id": one.id, **best} for one in self.first[:3] | self.second]
        choices += [{"id": one.id, **usual} for one in self.first[3:]]
        answer = self.own().rate_and_deliver(choices)
        self.assertEqual(sorted(answer["delivered"]), sorted(self.first.ids))
        (refused,) = answer["refused"]
        self.assertIn(f"5 left: {SECOND}", refused)
        self.assertEqual(self.states(), [{"delivered"}, {"rated"}])

    def test_many_refusals_are_listed_each_with_its_own(self):
        """Four reasons are no notice any more: a list names each person."""
        units = [self._unit(f"Seksi {name}", self.clinic) for name in "CDE"]
        for unit, one in zip(units, self.second[:3], strict=True):
            one.skp_id.assignment_id.department_id = unit
        self.env.flush_all()
        action = self.own().action_deliver_all()
        self.assertEqual(action["type"], "ir.actions.act_window")


@tagged("post_install", "-at_install")
class TestComparison(TeamOfTen, ExemptionMixin, AsnHttpCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rate_unit(cls.clinic, "baik")
        cls.choose(8, best=2)

    def rows(self, who, by="unit"):
        read = self.by(self.env["hr.asn.comparison"], who)
        answer = read.read_comparison(self.period.id, by)
        return {row["key"]: row for row in answer["rows"]}

    def test_before_delivery_who_may_see_ratings_sees_them(self):
        key = f"{self.clinic.id}-0"
        for who in (self.officer, self.team, self.auditor, self.chief, self.boss):
            row = self.rows(who)[key]
            counts = {part["code"]: part["count"] for part in row["parts"]}
            self.assertEqual(counts, {"sangat_baik": 2, "baik": 8}, who.name)
            self.assertEqual((row["rated"], row["total"]), (10, 10))
            self.assertIn("Good is 80%", row["violations"][0])
            self.assertEqual(row["rating"], "Good")
        for who in (self.peer, self.foreign_boss, self.team_rows[0].employee_id):
            self.assertNotIn(key, self.rows(who), who.name)

    def test_by_leader(self):
        row = self.rows(self.team, "leader")[f"{self.clinic.id}-{self.boss.id}"]
        self.assertEqual((row["leader"], row["rated"]), ("Aisyah", 10))
        self.assertIn("Good is 80%", row["violations"][0])

    def test_a_leader_of_few_is_told_what_his_own_list_says(self):
        """By unit the ten are held against the pattern, whoever rates them."""
        self.team_rows[8:].sudo()._asn_put({"appraiser_id": self.chief.id})
        self.env.flush_all()
        for who in (self.team, self.chief):
            row = self.rows(who, "leader")[f"{self.clinic.id}-{self.chief.id}"]
            self.assertEqual((row["expected"], row["violations"]), ([], []))
            self.assertIn("fewer than 10", row["note"])
            self.assertIn(f"together with all of {self.clinic.name}", row["note"])
        row = self.rows(self.team)[f"{self.clinic.id}-0"]
        self.assertIn("Good is 80%", row["violations"][0])
        self.policy.sudo().least_people = 11
        row = self.rows(self.team, "leader")[f"{self.office.id}-{self.boss.id}"]
        self.assertIn("of a unit that is", row["note"])

    def test_pp_30_is_of_all_pns_of_the_agency(self):
        """Without a rating of any unit; for who reads all, with himself left out."""
        self.assertNotIn("agency", self.rows(self.team))
        self.policy.sudo().pattern = "pp30_2019"
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET asn_kind = 'pppk' WHERE id = %s",
            self.team_rows[0].skp_id.ids,
        )
        self.env["hr.asn.unit.rating"].sudo().search([])._asn_put({"state": "draft"})
        self.env.flush_all()
        rows = self.rows(self.team)
        self.assertEqual(next(iter(rows)), "agency")
        row = rows["agency"]
        self.assertEqual((row["path"], row["note"]), (self.root.name, ""))
        counts = {part["code"]: part["count"] for part in row["parts"]}
        self.assertEqual(counts, {"sangat_baik": 1, "baik": 8})
        self.assertIn("Good is 89%, at most 70% expected", row["violations"][0])
        found = self.by(self.env["hr.asn.evaluation"], self.team).search(row["domain"])
        self.assertNotIn(self.team_rows[0].id, found.ids)
        self.assertIn("agency", self.rows(self.auditor))
        for who in (self.officer, self.chief, self.boss):
            self.assertNotIn("agency", self.rows(who), who.name)
        self.assertNotIn("agency", self.rows(self.team, "leader"))
        own = self.team_rows[2].employee_id
        own.user_id.group_ids |= self.env.ref("hr_asn_appraisal.group_asn_team")
        counts = {
            part["code"]: part["count"] for part in self.rows(own)["agency"]["parts"]
        }
        self.assertEqual(counts, {"sangat_baik": 1, "baik": 7})
        self.policy.sudo().distribution = "off"
        self.assertNotIn("agency", self.rows(self.team))

    def test_behind_the_row_of_all_pns_are_those_whose_policy_distributes_so(self):
        other = self.policy.sudo().copy({"name": "Lain"})
        self.policy.sudo().pattern = "pp30_2019"
        self.team_rows[0].skp_id.sudo().policy_id = other
        row = self.rows(self.team)["agency"]
        found = self.by(self.env["hr.asn.evaluation"], self.team).search(row["domain"])
        self.assertNotIn(self.team_rows[0].id, found.ids)
        self.assertEqual(len(found), row["total"])

    def test_where_the_policy_minds_no_pattern_none_is_expected(self):
        self.policy.sudo().distribution = "off"
        for by, key in (("unit", 0), ("leader", self.boss.id)):
            row = self.rows(self.team, by)[f"{self.clinic.id}-{key}"]
            self.assertEqual((row["expected"], row["violations"]), ([], []))
            self.assertIn("minds no pattern", row["note"])

    def test_who_sets_the_rating_says_why_the_pattern_is_not_kept(self):
        key = f"{self.clinic.id}-0"
        self.assertEqual(self.rows(self.chief)[key]["said"], [])
        for who in (self.team, self.officer, self.auditor, self.boss):
            self.assertIsNone(self.rows(who)[key]["said"], who.name)
        own = self.by(self.env["hr.asn.comparison"], self.chief)
        own.consider(self.period.id, self.clinic.id, f" {TEXT} ")
        (said,) = self.rows(self.chief)[key]["said"]
        self.assertEqual((said["text"], said["by"]), (TEXT, "Hendra"))
        kept = self.env["hr.asn.consideration"].search([])
        self.assertEqual(kept.counted_ids, self.team_rows)
        self.assertFalse(kept.evaluation_ids)
        self.assertIn("Good is 80%, at most 70% expected.", kept.departure)
        self.assertFalse(
            self.rows(self.chief, "leader")[f"{self.clinic.id}-{self.boss.id}"]["said"]
        )

    def test_what_is_sent_twice_is_kept_once(self):
        """The same words of the same figures on the same day."""
        own = self.by(self.env["hr.asn.comparison"], self.chief)
        kept = self.env["hr.asn.consideration"]
        args = (self.period.id, self.clinic.id)
        for text in (TEXT, f" {TEXT} "):
            own.consider(*args, text)
        self.assertEqual(kept.search_count([]), 1)
        own.consider(*args, "Jumlah kunjungan naik dua kali.")
        self.assertEqual(kept.search_count([]), 2)
        self.by(self.team_rows[9], self.boss).action_rate("di_atas", "di_atas", "Baik")
        self.by(self.env["hr.asn.comparison"], self.chief).consider(*args, TEXT)
        self.assertEqual(kept.search_count([]), 3)
        self.set_day(f"{YEAR}-04-06")
        self.by(self.env["hr.asn.comparison"], self.chief).consider(*args, TEXT)
        self.assertEqual(kept.search_count([]), 4)

    def test_for_a_leader_without_a_login_the_officer_says_so(self):
        """As he sets the rating of the unit for him."""
        key = f"{self.clinic.id}-0"
        self.chief.user_id = False
        for who in (self.auditor, self.boss):
            self.assertIsNone(self.rows(who)[key]["said"], who.name)
        self.assertEqual(self.rows(self.officer)[key]["said"], [])
        own = self.by(self.env["hr.asn.comparison"], self.officer)
        own.consider(self.period.id, self.clinic.id, TEXT)
        (said,) = self.rows(self.officer)[key]["said"]
        self.assertEqual((said["text"], said["by"]), (TEXT, self.officer.name))

    @mute_logger(*QUIET)
    def test_nobody_else_says_so_nor_where_nothing_departs(self):
        args = (self.period.id, self.clinic.id, TEXT)
        for who in (self.team, self.officer, self.boss, self.peer, self.foreign_boss):
            self.sign_in(who)
            error = self.rpc("hr.asn.comparison", "consider", *args)[1]
            self.assertEqual(error, "odoo.exceptions.AccessError", who.name)
        self.sign_in(self.chief)
        for wrong in ((0, self.clinic.id), (self.period.id, self.office.id)):
            error = self.rpc("hr.asn.comparison", "consider", *wrong, TEXT)[1]
            self.assertEqual(error, "odoo.exceptions.AccessError", wrong)
        for empty in (None, " "):
            error = self.rpc("hr.asn.comparison", "consider", *args[:2], empty)[1]
            self.assertEqual(error, "odoo.exceptions.UserError")
        self.policy.sudo().distribution = "off"
        error = self.rpc("hr.asn.comparison", "consider", *args)[1]
        self.assertEqual(error, "odoo.exceptions.UserError")
        self.assertFalse(self.env["hr.asn.consideration"].search([]))

    @mute_logger(*QUIET)
    def test_who_reads_what_is_said_of_a_unit(self):
        """Nobody of whom it speaks, nor an appraiser: its figures are of neighbours."""
        own = self.by(self.env["hr.asn.comparison"], self.chief)
        own.consider(self.period.id, self.clinic.id, TEXT)
        own = self.team_rows[0].employee_id
        own.user_id.group_ids |= self.env.ref("hr_asn_appraisal.group_asn_team")
        for who, count in (
            *((self.chief, 1), (self.team, 1), (self.auditor, 1), (own, 0)),
            *((self.boss, 0), (self.officer, 0), (self.peer, 0)),
        ):
            self.sign_in(who)
            found = self.rpc("hr.asn.consideration", "search_count", [])[0]
            self.assertEqual(found, count, who.name)

    def test_of_a_part_nothing_is_said(self):
        """Who is among the people sees the others, and no verdict on them with him."""
        self.team_rows[0].employee_id.user_id.group_ids |= self.env.ref(
            "hr_asn_appraisal.group_asn_team"
        )
        row = self.rows(self.team_rows[0].employee_id)[f"{self.clinic.id}-0"]
        self.assertEqual((row["total"], row["violations"]), (9, []))
        self.assertIn("a part", row["note"])

    def test_who_is_exempt_and_not_rated_is_in_no_figure(self):
        """As on the list of who rates: nobody waits for him. Who is rated counts."""
        away = self.quarter(self.staff, 1)
        away.skp_id.assignment_id.write(
            {"department_id": self.clinic.id, "appraiser_id": self.boss.id}
        )
        self.assertEqual(self.rows(self.team)[f"{self.clinic.id}-0"]["total"], 11)
        made = self.exempt(self.staff)
        self.exempt(self.team_rows[0].employee_id)
        read = self.by(self.env["hr.asn.evaluation"], self.team)
        for by, key in (("unit", 0), ("leader", self.boss.id)):
            row = self.rows(self.team, by)[f"{self.clinic.id}-{key}"]
            self.assertEqual((row["rated"], row["total"]), (10, 10))
            self.assertEqual(
                set(read.search(row["domain"]).ids), set(self.team_rows.ids)
            )
        (team,) = self.by(self.team_rows, self.boss)._asn_teams()
        self.assertEqual(team.total, 10)
        domain = [("id", "in", (self.team_rows | away).ids)]
        figures = self.figures(domain=domain)
        self.assertEqual((figures["total"], figures["left"]), (10, 0))
        # Back before the last day, he is evaluated after all.
        self.by(made, self.officer).date_to = f"{YEAR}-03-30"
        row = self.rows(self.team)[f"{self.clinic.id}-0"]
        self.assertEqual((row["rated"], row["total"]), (10, 11))
        figures = self.figures(domain=domain)
        self.assertEqual((figures["total"], figures["left"]), (11, 1))

    def test_small_units_are_added_to_the_one_above(self):
        self.policy.sudo().least_people = 11
        rows = self.rows(self.team)
        self.assertNotIn(f"{self.clinic.id}-0", rows)
        row = rows[f"{self.office.id}-0"]
        self.assertIn(self.clinic.name, row["merged"])
        self.assertEqual(row["rating"], "")

    def test_people_of_a_unit_of_no_agency_are_judged_where_they_are(self):
        """As on the list of who rates; nor is a unit below it in the way."""
        self._unit("Seksi Farmasi", self.clinic)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_department SET company_id = NULL WHERE id = %s", self.clinic.ids
        )
        self.env.invalidate_all()
        row = self.rows(self.team)[f"{self.clinic.id}-0"]
        self.assertEqual((row["rated"], row["total"]), (10, 10))
        self.assertIn("Good is 80%", row["violations"][0])
        (team,) = self.by(self.team_rows, self.boss)._asn_teams()
        self.assertEqual(team.unit.id, self.clinic.id)

    def test_the_people_behind_a_row(self):
        row = self.rows(self.team)[f"{self.clinic.id}-0"]
        found = self.by(self.env["hr.asn.evaluation"], self.team).search(row["domain"])
        self.assertEqual(
            found, self.team_rows.sorted(lambda one: found.ids.index(one.id))
        )

    @mute_logger(*QUIET)
    def test_leniency_is_for_team_and_auditor(self):
        for who in (self.team, self.admin, self.auditor):
            self.sign_in(who)
            rows, error = self.rpc("hr.asn.comparison", "read_leniency", self.period.id)
            self.assertIsNone(error, who.name)
            (row,) = [one for one in rows if one["id"] == self.boss.id]
            self.assertEqual((row["count"], row["mean"], row["apart"]), (10, 320, 0))
        for who in (self.officer, self.boss, self.chief, self.peer):
            self.sign_in(who)
            error = self.rpc("hr.asn.comparison", "read_leniency", self.period.id)[1]
            self.assertEqual(error, "odoo.exceptions.AccessError", who.name)

    def test_leniency_of_few_is_hidden(self):
        self.by(self.team_rows[5:], self.boss)._asn_unrate()
        self.env["hr.asn.rating"].sudo()._asn_rate(
            "given",
            dict.fromkeys(
                self.team_rows[4:],
                {"result": False, "behavior": False, "reason": False},
            ),
        )
        rows = self.by(self.env["hr.asn.comparison"], self.team)
        (row,) = rows.read_leniency(self.period.id)
        self.assertEqual((row["count"], row["mean"], row["apart"]), (4, None, None))

    def test_the_number_of_queries_does_not_grow(self):
        read = self.by(self.env["hr.asn.comparison"], self.team)
        read.read_comparison(self.period.id)
        before = self.cr.sql_log_count
        read._asn_cells(self.period.id)
        # One for all people; the others ask whom the user may see at all.
        self.assertLessEqual(self.cr.sql_log_count - before, 4)
        costs = [self._cost_of_units(count) for count in (2, self.people)]
        self.assertEqual(costs[0], costs[1])
        self.assertLessEqual(costs[0], 20)

    def _cost_of_units(self, count):
        """Return the queries of a comparison of so many units, a leader in each.

        Beside them are the two of another unit.
        """
        self.spread(count)
        read = self.by(self.env["hr.asn.comparison"], self.team)
        read.read_comparison(self.period.id, "leader")
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        rows = read.read_comparison(self.period.id, "leader")["rows"]
        cost = self.cr.sql_log_count - before
        self.assertEqual(len(rows), count + 1)
        return cost

    def test_the_policy_of_most_people_is_not_that_of_the_last_cell(self):
        """Six of ten in two cells of one policy outweigh four in one of another."""
        other = self.policy.sudo().copy({"name": "Lain", "least_people": 5})
        for one in self.team_rows[2:6]:
            one.skp_id.sudo().policy_id = other
        cells = self.by(self.env["hr.asn.comparison"], self.team)._asn_cells(
            self.period.id
        )
        own = [one for one in cells if one.is_seen and one.unit == self.clinic.id]
        self.assertEqual(
            sorted((one.policy == other.id, one.people) for one in own),
            [(False, 2), (False, 4), (True, 4)],
        )
        self.env["hr.asn.distribution.rule"].sudo().create(
            {
                "policy_id": other.id,
                "org_rating": "baik",
                "baik": True,
                "bound": "max_share",
                "limit": 90,
            }
        )
        for order in (cells, cells[::-1]):
            self.patch(
                type(self.env["hr.asn.comparison"]),
                "_asn_cells",
                lambda _own, _period, order=order: order,
            )
            row = self.rows(self.team)[f"{self.clinic.id}-0"]
            self.assertIn("Good is 80%", row["violations"][0])

    def test_the_whole_agency_costs_three_queries(self):
        """Periods, people and units; what rules and rights say is known by then.

        Also whether who has set a rating can sign in: one query, of the officer.
        """
        for who in (self.team, self.officer, self.auditor):
            read = self.by(self.env["hr.asn.comparison"], who)
            first = read.read_comparison(self.period.id)
            # Of a request that knows the rules of a role, and no record yet.
            self.env.flush_all()
            self.env.invalidate_all()
            self.env.cr.cache.clear()
            for most in (13, 3):
                before = self.cr.sql_log_count
                self.assertEqual(read.read_comparison(self.period.id), first)
                self.assertLessEqual(self.cr.sql_log_count - before, most, who.name)
            self.assertTrue(first["rows"])

    def test_what_a_request_knows_is_asked_anew_once_it_has_changed(self):
        """Of heads, agencies below and rules, with nothing forgotten by hand."""
        units, company = self.by(self.env["hr.department"], self.boss), self.agency
        self.assertNotIn(self.office.id, units._asn_headed_ids())
        self.office.with_env(units.env).sudo().manager_id = self.boss
        self.assertIn(self.office.id, units._asn_headed_ids())
        login = self.boss.user_id
        self.boss.with_env(units.env).sudo().user_id = False
        self.assertFalse(units._asn_headed_ids())
        self.boss.with_env(units.env).sudo().user_id = login
        own = self.by(company, self.team)
        self.assertFalse(own._asn_overseen())
        below = own.sudo().create(
            {"name": "Anak", "parent_id": company.id, "asn_read_by_parent": True}
        )
        self.assertEqual(own._asn_overseen(), below)
        below.sudo().asn_read_by_parent = False
        self.assertFalse(own._asn_overseen())
        rules = self.by(self.env["hr.asn.distribution.rule"], self.team)
        before = rules._asn_rules(self.policy)[self.policy]["baik"]
        values = {"policy_id": self.policy.id, "org_rating": "baik", "baik": True}
        made = rules.sudo().create(values | {"bound": "max_share", "limit": 90})
        self.assertEqual(rules._asn_rules(self.policy)[self.policy]["baik"], made)
        made.unlink()
        self.assertEqual(rules._asn_rules(self.policy)[self.policy]["baik"], before)

    def test_codes_are_not_averaged(self):
        self.assertEqual(codes.PREDIKAT_SIASN[codes.SANGAT_BAIK], 1)
        rows = self.by(self.env["hr.asn.comparison"], self.team)
        (row,) = rows.read_leniency(self.period.id)
        self.assertGreater(row["mean"], 300, "two are better than Good")
