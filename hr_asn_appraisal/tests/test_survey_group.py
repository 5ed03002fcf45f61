"""Colleagues without a name: who is asked, what is shown, and what nobody can find out.

The last class is the attacker: he reads every table of the product, with the system
columns that no screen shows, and guesses who said what. Over many repetitions he does
no better than chance; the same attack on ways that seem good enough names them all.
"""

import base64
from contextlib import contextmanager
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .. import secret_key
from ..models.hr_asn_survey_public_mixin import Said
from .common import YEAR, AsnCommon, AsnFixture, AsnHttpCommon
from .test_delegation import Delegating

LAST_DAY = f"{YEAR}-01-31"
PEERS = 4
QUIET = ("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.models")


class GroupFixture(AsnFixture):
    """The staff's first quarter, four peers with the same appraiser, an officer."""

    @classmethod
    def _make_people(cls):
        super()._make_people()
        others = [cls._person(f"Rekan {number}") for number in range(1, PEERS)]
        for one in others:
            cls._assign(one, cls.boss, cls.clinic, cls.chief)
        cls.peers = [cls.peer, *others]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.evidence_gate = False
        cls.evaluation = cls.quarter(cls.staff, 1)
        asked = cls.evaluation._asn_expected_behaviors()[cls.evaluation]
        cls.values = [str(one.id) for one in asked]
        cls.root = cls.env.ref("base.user_root")

    @classmethod
    def draft(cls, people=None, evaluation=None):
        """Return a survey about an evaluation, with these invited."""
        own = cls.by(cls.env["hr.asn.survey"], cls.officer)
        survey = own.create(
            {
                "kind": "group",
                "evaluation_id": (evaluation or cls.evaluation).id,
                "date_to": LAST_DAY,
            }
        )
        for one in cls.peers if people is None else people:
            cls.invite(survey, one)
        return survey

    @classmethod
    def invite(cls, survey, person):
        values = {"survey_id": survey.id, "employee_id": person.id}
        return survey.env["hr.asn.survey.invitation"].create(values)

    @classmethod
    def ask(cls, people=None, evaluation=None):
        survey = cls.draft(people, evaluation)
        survey.action_open()
        return survey.with_env(cls.env)

    def said(self, step="sesuai", comment=""):
        return Said(dict.fromkeys(self.values, step), comment)

    def give(self, survey, person, step="sesuai", comment="", role="peer"):
        own = survey.sudo()
        own._asn_give(person.user_id, role, self.said(step, comment))

    def close(self, survey):
        self.by(survey, self.root)._asn_close()
        self.env.invalidate_all()

    def answers(self, survey, who=None):
        found = self.by(self.env["hr.asn.survey.answer"], who or self.root)
        return found.search([("survey_id", "=", survey.id)])

    def shown(self, who):
        return str(self.by(self.evaluation, who).group_feedback or "")

    def deliver(self):
        self.bring_evaluation(self.evaluation, "delivered", behavior="sesuai")


@tagged("post_install", "-at_install")
class TestGroup(GroupFixture, AsnCommon):
    # -- who is asked --------------------------------------------------------

    def test_peers_and_subordinates_are_invited_as_what_they_are(self):
        survey = self.draft([])
        survey.action_propose()
        roles = {one.employee_id: one.role for one in survey.sudo().invitation_ids}
        self.assertEqual(roles, {one: "peer" for one in self.peers})
        leader = self.draft([], self.quarter(self.boss, 1))
        leader.action_propose()
        roles = {one.employee_id: one.role for one in leader.sudo().invitation_ids}
        team = {one: "subordinate" for one in (self.staff, *self.peers)}
        self.assertEqual({one: roles[one] for one in team}, team)

    def test_inviting_two_costs_what_one_costs(self):
        survey = self.draft([])
        costs = []
        for some in (self.peers[:1], self.peers[1:2], self.peers[2:]):
            own = self.by(self.env["hr.asn.survey.invitation"], self.officer)
            before = self.cr.sql_log_count
            own.create([{"survey_id": survey.id, "employee_id": p.id} for p in some])
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
        # The first fills what is remembered for all.
        self.assertEqual(costs[1], costs[2])

    def test_others_are_not(self):
        survey = self.draft([])
        nobody = self._person("Tanpa Akun", login=False)
        self._assign(nobody, self.boss, self.clinic)
        for one in (self.staff, self.boss, self.chief, self.foreigner, nobody):
            with self.assertRaisesRegex(UserError, "peers and subordinates"):
                self.invite(survey, one)

    def test_too_few_are_not_asked_at_all(self):
        with self.assertRaisesRegex(UserError, "at least 3 peers"):
            self.ask(self.peers[:2])

    @mute_logger("odoo.sql_db")
    def test_it_is_asked_once_about_an_evaluation(self):
        self.draft()
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.draft()

    def test_who_was_asked_stays_and_somebody_may_be_added(self):
        survey = self.ask(self.peers[:3])
        self.give(survey, self.peers[0])
        added = self.invite(self.by(survey, self.officer), self.peers[3])
        self.assertTrue(survey.sudo()._asn_has_given(self.peers[0].user_id))
        self.give(survey, self.peers[3])
        with self.assertRaisesRegex(UserError, "stays invited"):
            added.unlink()

    def test_only_the_officer_of_the_unit_asks(self):
        values = {
            "kind": "group",
            "evaluation_id": self.evaluation.id,
            "date_to": LAST_DAY,
        }
        for who in (self.boss, self.head, self.peer, self.auditor):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.by(self.env["hr.asn.survey"], who).create(values)

    def test_an_officer_does_not_ask_about_himself(self):
        own = self.quarter(self.foreigner, 1)
        self.foreigner.user_id.group_ids |= self.env.ref(
            "hr_asn_appraisal.group_asn_officer"
        )
        survey = self.draft([], own)
        mine = self.by(self.env["hr.asn.survey"], self.foreigner)
        self.assertFalse(mine.search([("id", "=", survey.id)]))
        with self.assertRaises(AccessError):
            self.by(survey, self.foreigner).action_propose()

    # -- answering -----------------------------------------------------------

    def test_another_answer_replaces_the_first(self):
        survey = self.ask()
        for one in self.peers[:3]:
            self.give(survey, one, "di_bawah")
        self.give(survey, self.peer, "di_atas")
        self.close(survey)
        steps = sorted(one.steps[self.values[0]] for one in self.answers(survey))
        self.assertEqual(steps, ["di_atas", "di_bawah", "di_bawah"])

    def test_it_closes_in_the_night_after_all_have_answered(self):
        survey = self.ask(self.peers[:3])
        for one in self.peers[:3]:
            self.assertFalse(survey.sudo()._asn_is_over())
            self.give(survey, one)
        self.assertEqual(survey.state, "open")
        self.assertTrue(survey.sudo()._asn_is_over())

    def test_it_closes_after_its_last_day(self):
        survey = self.ask()
        self.set_day(LAST_DAY)
        self.assertFalse(survey.sudo()._asn_is_over())
        self.set_day(f"{YEAR}-02-01")
        self.assertTrue(survey.sudo()._asn_is_over())

    def test_the_night_closes_what_is_over_and_nothing_else(self):
        self.patch(
            self.env.registry["ir.cron"], "_commit_progress", lambda *_args: None
        )
        survey = self.ask(self.peers[:3])
        other = self.ask(evaluation=self.quarter(self.staff, 2))
        night = self.env["hr.asn.survey"].with_user(self.root)
        night._cron_asn_surveys()
        self.assertEqual((survey.state, other.state), ("open", "open"))
        for one in self.peers[:3]:
            self.give(survey, one)
        night._cron_asn_surveys()
        self.assertEqual((survey.state, other.state), ("closed", "open"))
        self.assertEqual(len(self.answers(survey)), 3)

    def test_no_hand_closes_it(self):
        survey = self.ask()
        for who in (self.officer, self.team, self.admin):
            with self.assertRaisesRegex(UserError, "closes by itself"):
                self.by(survey, who).action_close()

    def test_who_answered_is_told_of_all_at_once(self):
        survey = self.ask()
        invitations = survey.sudo().invitation_ids
        for one in self.peers[:3]:
            self.give(survey, one)
        self.assertEqual(set(invitations.mapped("state")), {"open"})
        self.assertEqual(len(invitations.activity_ids), PEERS)
        self.close(survey)
        states = {one.employee_id: one.state for one in invitations}
        told = dict.fromkeys(self.peers[:3], "answered") | {self.peers[3]: "lapsed"}
        self.assertEqual(states, told)
        self.assertFalse(invitations.activity_ids)

    # -- what is shown, and to whom ------------------------------------------

    def test_enough_answers_are_shown_together(self):
        survey = self.ask()
        for one, step in zip(self.peers, ("di_atas",) * 3 + ("di_bawah",), strict=True):
            self.give(survey, one, step, f"Kalimat {step}")
        self.assertFalse(self.shown(self.boss))
        self.close(survey)
        [group] = self.by(survey, self.team)._asn_outcome()
        self.assertEqual(group["count"], 4)
        self.assertEqual({tuple(share) for _v, share in group["rows"]}, {(75, 0, 25)})
        self.assertEqual(len(group["comments"]), 4)
        for who in (self.boss, self.chief, self.team, self.auditor):
            self.assertIn("75", self.shown(who))
            self.assertIn("Kalimat di_atas", self.shown(who))

    def test_a_value_that_few_have_answered_is_neither_shown_nor_kept(self):
        survey = self.ask()
        many, few = self.values[:2]
        for number, one in enumerate(self.peers):
            steps = {many: "sesuai"} | ({few: "di_bawah"} if number < 2 else {})
            survey.sudo()._asn_give(one.user_id, "peer", Said(steps, ""))
        self.close(survey)
        [group] = self.by(survey, self.team)._asn_outcome()
        self.assertEqual((group["count"], len(group["rows"])), (4, 1))
        kept = {key for one in self.answers(survey) for key in one.steps}
        self.assertEqual(kept, {many})

    def test_where_few_have_answered_any_value_it_closes_all_the_same(self):
        survey = self.ask()
        for value, one in zip(self.values, self.peers, strict=False):
            survey.sudo()._asn_give(one.user_id, "peer", Said({value: "sesuai"}, "Ya"))
        self.close(survey)
        [group] = self.by(survey, self.team)._asn_outcome()
        self.assertEqual((group["count"], group["rows"]), (4, []))
        self.assertEqual(group["comments"], ["Ya"] * 4)
        self.assertEqual({one.told for one in self.answers(survey)}, {""})

    def test_the_person_reads_it_after_delivery_and_never_who_was_asked(self):
        survey = self.ask()
        for one in self.peers:
            self.give(survey, one, comment="Teladan")
        self.close(survey)
        self.assertFalse(self.shown(self.staff))
        self.assertFalse(self.answers(survey, self.staff))
        self.deliver()
        self.assertIn("Teladan", self.shown(self.staff))
        self.assertTrue(self.answers(survey, self.staff))
        own = self.by(self.env["hr.asn.survey.invitation"], self.staff)
        self.assertFalse(own.search([]))
        self.assertFalse(self.by(self.env["hr.asn.survey"], self.staff).search([]))

    def test_who_knows_who_was_asked_does_not_read_the_answers(self):
        survey = self.ask()
        for one in self.peers:
            self.give(survey, one, comment="Teladan")
        self.close(survey)
        for who in (self.officer, self.unit_officer, self.head, *self.peers):
            self.assertFalse(self.answers(survey, who), who)
            with self.subTest(who), self.cr.savepoint():
                if self.by(self.evaluation, who).has_access("read"):
                    self.assertFalse(self.shown(who))

    def test_too_few_are_destroyed_and_said_to_be(self):
        survey = self.ask()
        for one in self.peers[:2]:
            self.give(survey, one, comment="rahasia-sekali")
        self.close(survey)
        self.assertFalse(self.answers(survey))
        self.assertFalse(self.env["hr.asn.survey.pool"].sudo().search([]))
        self.assertIn("Too few answers", self.shown(self.boss))
        self.assertNotIn("rahasia", self.shown(self.boss))

    def test_each_group_needs_enough_of_its_own(self):
        evaluation = self.quarter(self.boss, 1)
        peers = [self.head, self.foreign_boss]
        survey = self.draft([self.staff, *self.peers], evaluation)
        for one in peers:
            self._assign(one, self.chief, self.office, status="plt")
            self.invite(survey, one)
        survey.action_open()
        for one in peers:
            self.give(survey, one)
        for one in (self.staff, *self.peers):
            self.give(survey, one, role="subordinate")
        self.close(survey)
        self.assertEqual(set(self.answers(survey).mapped("role")), {"subordinate"})

    def test_the_policy_may_ask_for_more(self):
        self.policy.sudo().with_user(self.root)._write({"least_answers": 4})
        self.env.invalidate_all()
        survey = self.ask()
        for one in self.peers[:3]:
            self.give(survey, one)
        self.close(survey)
        self.assertFalse(self.answers(survey))

    def test_a_lost_key_destroys_and_stops_nothing(self):
        survey = self.ask()
        for one in self.peers:
            self.give(survey, one)
        with patch.object(secret_key, "key", lambda _database: b"x" * 32):
            self.close(survey)
        self.assertEqual(survey.state, "closed")
        self.assertFalse(self.answers(survey))

    # -- what is rated stays untouched ---------------------------------------

    def test_it_is_a_fact_and_proposes_nothing(self):
        before = self.by(self.evaluation, self.boss).explain()
        survey = self.ask()
        for one in self.peers:
            self.give(survey, one, "di_bawah")
        self.close(survey)
        self.assertEqual(self.by(self.evaluation, self.boss).explain(), before)


@tagged("post_install", "-at_install")
class TestGroupForRater(Delegating, GroupFixture, AsnCommon):
    """Who rates for the appraiser reads what he does, while he does."""

    def answered(self, people=None):
        survey = self.ask(people)
        for one in people or self.peers:
            self.give(survey, one, comment="Teladan")
        self.close(survey)
        return survey

    def reads(self, survey, who):
        return bool(self.answers(survey, who)), "Teladan" in self.shown(who)

    def test_who_rates_for_him_reads_it_while_he_does(self):
        survey = self.answered()
        self.bring_evaluation(self.evaluation, "submitted")
        self.delegate(self.foreign_boss, scope="rating", end="02-20")
        for day, expected in (
            ("01-09", False),
            ("01-10", True),
            ("02-20", True),
            ("02-21", False),
        ):
            self.set_day(f"{YEAR}-{day}")
            with self.subTest(day):
                found = self.answers(survey, self.foreign_boss)
                self.assertEqual(bool(found), expected)
                if expected:
                    self.assertEqual(self.reads(survey, self.foreign_boss), (True,) * 2)

    def test_who_approves_plans_for_him_does_not(self):
        survey = self.answered()
        self.bring_evaluation(self.evaluation, "submitted")
        self.delegate(self.foreign_boss, scope="plan")
        self.set_day(f"{YEAR}-01-10")
        self.assertFalse(self.answers(survey, self.foreign_boss))

    def test_who_was_asked_himself_does_not(self):
        """The whole without his own answer is what the others said."""
        survey = self.answered()
        self.bring_evaluation(self.evaluation, "submitted")
        self.delegate(self.peer, scope="rating")
        self.set_day(f"{YEAR}-01-10")
        self.assertEqual(self.reads(survey, self.peer), (False, False))


@tagged("post_install", "-at_install")
class TestGroupPage(GroupFixture, AsnHttpCommon):
    def setUp(self):
        super().setUp()
        self.survey = self.ask()
        self.mine = self.survey.sudo().invitation_ids.filtered(
            lambda one: one.employee_id == self.peer
        )
        self.page = f"/asn/umpan-balik/{self.mine.id}"

    def post(self, form):
        self.env.flush_all()
        text = self.url_open(self.page).text
        token = text.split('name="csrf_token" value="')[1].split('"')[0]
        return self.url_open(self.page, data={**form, "csrf_token": token})

    def test_who_is_invited_answers_there(self):
        self.sign_in(self.peer)
        page = self.url_open(self.page)
        self.assertEqual(page.text.count("<fieldset"), 7)
        self.assertIn("Dewi", page.text)
        self.assertEqual(self.post({"comment": "Hanya kata"}).status_code, 200)
        self.assertFalse(self.survey.sudo()._asn_has_given(self.peer.user_id))
        form = dict.fromkeys(self.values, "di_atas") | {"comment": "Teladan"}
        self.assertEqual(self.post(form).status_code, 200)
        self.env.invalidate_all()
        self.assertTrue(self.survey.sudo()._asn_has_given(self.peer.user_id))
        again = self.url_open(self.page).text
        self.assertRegex(again, "new answer replaces|baru menggantikan")
        self.assertNotIn("Teladan", again)

    def test_nobody_else_does(self):
        for who in (self.peers[1], self.staff, self.officer):
            self.sign_in(who)
            self.assertEqual(self.url_open(self.page).status_code, 404)
        self.sign_in(self.peer)
        form = dict.fromkeys(self.values, "di_atas")
        self.post(form)
        self.set_day(f"{YEAR}-02-01")
        self.assertEqual(self.url_open(self.page).status_code, 404)

    @mute_logger(*QUIET)
    def test_no_door_to_the_pool_or_to_who_has_answered(self):
        self.give(self.survey, self.peer)
        for who in (self.peer, self.officer, self.team, self.admin, self.auditor):
            self.sign_in(who)
            for model, method, args in (
                ("hr.asn.survey.pool", "search_read", ([],)),
                ("hr.asn.survey.pool", "create", ([{"survey_id": self.survey.id}],)),
                (
                    "hr.asn.survey.invitation",
                    "write",
                    (self.mine.ids, {"state": "open"}),
                ),
            ):
                _result, error = self.rpc(model, method, *args)
                self.assertEqual(error, "odoo.exceptions.AccessError", (who, method))
        found, _error = self.rpc(
            "hr.asn.survey.invitation", "read", self.mine.ids, ["state"]
        )
        self.assertEqual(found[0]["state"], "open")


# So often is it tried. Of four people one is named right by chance each time.
TRIES = 40
CHANCE = TRIES
# Five standard deviations: a permutation has one fixed point on average, variance 1.
BEYOND = CHANCE + 5 * TRIES**0.5
SYSTEM = ("id", "ctid", "xmin::text::bigint")


@tagged("post_install", "-at_install")
class TestAnonymity(GroupFixture, AsnCommon):
    """Each answers in a transaction of his own, as by a click, after he has signed in.

    In a test these are subtransactions: PostgreSQL marks rows by them just the same.
    """

    def campaign(self, number):
        """Ask, and let all answer in an order of their own; return that order.

        With each answer goes the row that Odoo writes of a session in use.
        """
        survey = self.ask()
        order = self.peers[number % PEERS :] + self.peers[: number % PEERS]
        order = order[::-1] if number % 2 else order
        for one in order:
            with self.cr.savepoint():
                self.env["res.users.log"].with_user(one.user_id).sudo().create({})
                self.env.flush_all()
                step = "di_bawah" if one == self.peers[0] else "sesuai"
                self.give(survey, one, step, comment=f"dari {one.id}")
        return survey, order

    def forget(self, survey):
        for table in ("answer", "pool", "invitation"):
            self.cr.execute(
                SQL(
                    "DELETE FROM %s WHERE survey_id = %s",
                    SQL.identifier(f"hr_asn_survey_{table}"),
                    survey.id,
                )
            )
        self.cr.execute(SQL("DELETE FROM hr_asn_survey WHERE id = %s", survey.id))
        self.env.invalidate_all()

    def in_order(self, table, survey, by):
        """Return the texts of a table in the order of a column, as he would."""
        column = "sealed" if table == "hr_asn_survey_pool" else "comment"
        self.env.flush_all()
        self.cr.execute(
            f"SELECT {column} FROM {table} WHERE survey_id = %s ORDER BY {by}",
            [survey.id],
        )
        return [text for (text,) in self.cr.fetchall()]

    def of_sessions(self):
        """Return people in the order in which the database saw their sessions last."""
        self.cr.execute("SELECT create_uid FROM res_users_log ORDER BY id")
        users = [uid for (uid,) in self.cr.fetchall()]
        last = {uid: place for place, uid in enumerate(users)}
        return sorted(self.peers, key=lambda one: last.get(one.user_id.id, -1))

    def guesses(self):
        """Yield each order of people in which an attacker would look for answers."""
        seen = self.of_sessions()
        yield seen
        yield seen[::-1]
        yield self.peers
        yield self.peers[::-1]

    def truth(self, table, text):
        """Return who wrote it; the key that an attacker lacks is used for the score."""
        if table == "hr_asn_survey_pool":
            (content,) = secret_key.unseal(self.env.cr.dbname, [text])
            text = content["comment"]
        return self.env["hr.employee"].browse(int(text.removeprefix("dari ")))

    def attack(self, is_closed):
        """Return the hits of the best of all heuristics over many campaigns."""
        table = "hr_asn_survey_answer" if is_closed else "hr_asn_survey_pool"
        hits = {}
        for number in range(TRIES):
            with self.campaign_of(number, is_closed) as survey:
                for by in SYSTEM:
                    found = self.in_order(table, survey, by)
                    writers = [self.truth(table, text) for text in found]
                    for which, guess in enumerate(self.guesses()):
                        right = map(lambda a, b: a == b, writers, guess)
                        key = (by, which)
                        hits[key] = hits.get(key, 0) + sum(right)
        return max(hits.values())

    @contextmanager
    def campaign_of(self, number, is_closed):
        survey, _order = self.campaign(number)
        if is_closed:
            self.close(survey)
        yield survey
        self.forget(survey)

    def test_closed_answers_name_nobody(self):
        self.assertLess(self.attack(is_closed=True), BEYOND)

    def test_sealed_answers_name_nobody(self):
        self.assertLess(self.attack(is_closed=False), BEYOND)

    # -- the same attack on what seems good enough ---------------------------

    def patched(self, model, **methods):
        cls = self.env.registry[model]
        for name, method in methods.items():
            replaced = patch.object(cls, name, method)
            replaced.start()
            self.addCleanup(replaced.stop)

    def test_answers_that_are_written_at_once_name_everybody(self):
        def give(survey, _user, role, said):
            survey.env["hr.asn.survey.answer"].create(
                survey._asn_row(role, said._asdict())
            )

        self.patched(
            "hr.asn.survey", _asn_give=give, _asn_open_pool=lambda survey: None
        )
        self.assertGreater(self.attack(is_closed=True), BEYOND)

    def test_answers_that_are_taken_out_in_their_order_name_everybody(self):
        def rewrite(pool, survey, contents):
            places = pool.search([("survey_id", "=", survey.id)], order="id")
            filled = [*contents, *[None] * (len(places) - len(contents))]
            texts = secret_key.seal(pool.env.cr.dbname, filled)
            for place, text in zip(places, texts, strict=True):
                place.sealed = text
            pool.flush_model()

        self.patched("hr.asn.survey.pool", _asn_rewrite=rewrite)
        self.assertGreater(self.attack(is_closed=False), BEYOND)

    def test_a_pool_that_only_grows_tells_by_its_transactions(self):
        """Random ids do not help where each row keeps the mark of its transaction."""

        def rewrite(pool, survey, contents):
            empty = [
                place
                for place in pool.search([("survey_id", "=", survey.id)])
                if secret_key.unseal(pool.env.cr.dbname, [place.sealed]) == [None]
            ]
            for text in secret_key.seal(pool.env.cr.dbname, contents[-1:]):
                empty[-1].sealed = text
            pool.flush_model()

        self.patched("hr.asn.survey.pool", _asn_rewrite=rewrite)
        self.assertGreater(self.attack(is_closed=False), BEYOND)

    # -- what lies around ----------------------------------------------------

    def test_all_places_bear_the_mark_of_one_transaction(self):
        survey, _order = self.campaign(0)
        self.cr.execute(
            "SELECT count(DISTINCT xmin::text), count(DISTINCT length(sealed)) "
            "FROM hr_asn_survey_pool WHERE survey_id = %s",
            [survey.id],
        )
        self.assertEqual(self.cr.fetchone(), (1, 1))

    def test_neither_number_nor_time_of_answers_is_told(self):
        survey = self.ask()
        empty = self.in_order("hr_asn_survey_pool", survey, "id")
        self.give(survey, self.peer, comment="dari 1")
        places = self.in_order("hr_asn_survey_pool", survey, "id")
        self.assertEqual(len(places), len(empty))
        self.assertFalse(set(places) & set(empty))
        stamps = {base64.urlsafe_b64decode(text)[1:9] for text in places}
        self.assertEqual(stamps, {bytes(8)})

    def test_no_table_holds_an_answer_or_its_giver_before_it_closes(self):
        before = self.contents()
        survey, _order = self.campaign(0)
        self.env.flush_all()
        for table, rows in self.contents().items():
            fresh = rows - before.get(table, set())
            if table != "res_users_log":
                self.assertFalse([row for row in fresh if "dari " in row], table)
        changed = {
            table
            for table, rows in self.contents().items()
            if rows != before.get(table, set())
        }
        opened = {"hr_asn_survey", "hr_asn_survey_invitation", "hr_asn_event"}
        told = {"mail_activity", "bus_bus", "hr_asn_survey_hr_asn_survey_element_rel"}
        mine = {"hr_asn_survey_pool", "res_users_log"}
        self.assertLessEqual(changed, opened | told | mine)
        self.assertTrue(survey)

    def test_one_answer_changes_the_pool_and_nothing_else(self):
        survey = self.ask()
        self.env.flush_all()
        before = self.contents()
        self.give(survey, self.peer)
        self.env.flush_all()
        after = self.contents()
        changed = {table for table in after if after[table] != before[table]}
        self.assertEqual(changed, {"hr_asn_survey_pool"})

    def contents(self):
        """Return {table: its rows as texts} of the product, of mail and the like."""
        self.env.flush_all()
        self.cr.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND ("
            " tablename LIKE 'hr\\_asn\\_%' OR tablename LIKE 'mail\\_%'"
            " OR tablename LIKE 'bus\\_%' OR tablename IN"
            " ('res_users', 'res_users_log', 'res_device_log', 'ir_attachment',"
            "  'ir_config_parameter', 'hr_employee', 'ir_cron_trigger'))"
        )
        tables = [name for (name,) in self.cr.fetchall()]
        found = {}
        for table in tables:
            self.cr.execute(SQL("SELECT t::text FROM %s t", SQL.identifier(table)))
            found[table] = {row for (row,) in self.cr.fetchall()}
        return found

    def test_what_somebody_writes_is_not_beside_what_he_marks(self):
        """One alone marks below: his sentence is beside it as chance has it."""
        together = 0
        for number in range(TRIES):
            with self.campaign_of(number, is_closed=True) as survey:
                [row] = [
                    one
                    for one in self.answers(survey)
                    if one.comment == f"dari {self.peers[0].id}"
                ]
                together += row.steps[self.values[0]] == "di_bawah"
        self.assertLess(together, TRIES / PEERS + 5 * (TRIES * 3 / 16) ** 0.5)

    def test_the_key_is_a_file_of_the_server_alone(self):
        name = self.env.cr.dbname
        secret_key.key(name)
        path = secret_key.path_of(name)
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        self.assertEqual(len(path.read_bytes()), 32)
        self.assertEqual(secret_key.key(name), path.read_bytes())
        self.assertFalse(list(path.parent.glob(f"{name}.*"))[1:])
        with self.assertRaisesRegex(ValueError, "4096"):
            secret_key.seal(name, [{"comment": "x" * 5000}])
