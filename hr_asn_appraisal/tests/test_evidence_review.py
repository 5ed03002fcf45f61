"""Who rates accepts or refuses evidence; what was refused proves nothing."""

import base64
import contextlib
import hashlib

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import YEAR, AsnCommon, AsnFixture, AsnHttpCommon, Undone
from .test_team_indicator import TeamCase
from .test_tours import PHONE, AsnTourCase

REFUSED_TYPE = "hr_asn_appraisal.mail_act_asn_evidence"
AFTER_QUARTER = f"{YEAR}-04-01"
REASON = "Tautan tidak dapat dibuka"
QUIET = ("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")


class ReviewFixture(AsnFixture):
    """The quarter of Dewi is over; she has proven her result with one link."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.q1 = cls.quarter(cls.staff, 1)
        cls.prove(cls.q1)
        cls.proof = cls.env["hr.asn.evidence"].search(
            [("skp_id", "=", cls.q1.skp_id.id)]
        )
        cls.set_day(AFTER_QUARTER)

    def submit(self):
        self.by(self.q1, self.staff).action_submit()

    def deliver(self, reason=None):
        self.by(self.q1, self.boss).action_rate("sesuai", "sesuai", reason)
        self.by(self.q1, self.boss).action_deliver()

    def accept(self, who=None, proof=None):
        self.by(proof or self.proof, who or self.boss).action_accept()

    def refuse(self, who=None, proof=None, reason=REASON):
        self.by(proof or self.proof, who or self.boss).action_refuse(reason)

    def add(self, **values):
        """Return one more piece of evidence of the same result, of its owner."""
        own = self.by(self.proof, self.staff)
        keys = {"rhk_id": own.rhk_id.id, "period_id": own.period_id.id}
        more = {"name": "Foto", "url": "https://contoh.go.id/foto"}
        return own.create(keys | more | values)

    def todos(self, evaluation=None):
        """Return the logins that have a to-do about refused evidence."""
        return self.told_of(evaluation or self.q1, REFUSED_TYPE)

    def state(self):
        self.env.invalidate_all()
        return self.proof.sudo().state


@tagged("post_install", "-at_install")
class TestReview(ReviewFixture, AsnCommon):
    while_ago = 0

    def test_who_rates_accepts_and_refuses_with_a_reason(self):
        self.submit()
        self.assertEqual(self.state(), "sent")
        self.accept()
        own = self.by(self.proof, self.staff)
        told = (own.state, own.reviewed_by, str(own.reviewed_on), own.review_note)
        self.assertEqual(told, ("accepted", "Aisyah", AFTER_QUARTER, False))
        self.refuse(reason=f"  {REASON} ")
        own = self.by(self.proof, self.staff)
        self.assertEqual((own.state, own.review_note), ("refused", REASON))
        self.accept()
        self.assertEqual(self.state(), "accepted")
        self.assertFalse(self.by(self.proof, self.staff).review_note)

    def test_what_is_so_already_is_not_made_so_again(self):
        self.accept()
        with self.assertRaisesRegex(UserError, "Accepted"):
            self.accept()

    def test_a_refusal_needs_a_reason(self):
        for reason in (None, "", "  "):
            with self.assertRaisesRegex(UserError, "why you refuse"):
                self.refuse(reason=reason)
        self.assertEqual(self.state(), "sent")

    def test_the_history_of_the_evaluation_tells_it(self):
        self.accept()
        self.refuse()
        names = self.events(self.proof).mapped("name")
        self.assertEqual(names, ["accept", "refuse"])
        told = self.by(self.events(self.q1)[-2:], self.staff)
        self.assertEqual(
            [(one.label, one.note, one.actor_id) for one in told],
            [
                ("Evidence accepted", "Rekap", self.boss.user_id),
                ("Evidence refused", f"Rekap: {REASON}", self.boss.user_id),
            ],
        )

    def test_nobody_judges_his_own(self):
        own = self.quarter(self.boss, 1)
        self.prove(own)
        proof = self.env["hr.asn.evidence"].search([("skp_id", "=", own.skp_id.id)])
        with self.assertRaises(AccessError):
            self.accept(proof=proof)
        self.assertEqual(self.by(proof, self.boss).asn_can, "")
        self.accept(self.chief, proof)
        self.assertEqual(proof.sudo().state, "accepted")

    def test_who_acts_for_the_appraiser_reviews_on_his_behalf(self):
        self.submit()
        with self.assertRaises(AccessError):
            self.accept(self.head)
        values = {"appraiser_id": self.boss.id, "delegate_id": self.head.id}
        dates = {"date_from": AFTER_QUARTER, "date_to": AFTER_QUARTER}
        more = {"reason": "Diklat", "scope": "rating", "company_id": self.agency.id}
        self.by(self.env["hr.asn.delegation"], self.boss).create(values | dates | more)
        self.refuse(self.head)
        self.assertEqual(self.state(), "refused")
        for record in (self.proof, self.q1):
            event = self.events(record)[-1]
            told = (event.actor_id, event.on_behalf_of_id)
            self.assertEqual(told, (self.head.user_id, self.boss))

    # -- until delivery ------------------------------------------------------

    def test_after_delivery_nothing_moves(self):
        self.submit()
        self.refuse()
        self.accept()
        self.deliver()
        for move in (self.accept, self.refuse):
            with self.assertRaises(UserError):
                move()
        with self.assertRaisesRegex(UserError, "has been delivered"):
            self.refuse()
        root = self.env.ref("base.user_root")
        with self.assertRaises(UserError):
            self.by(self.proof, root)._transition("renew")
        self.assertEqual(self.by(self.proof, self.boss).asn_can, "")
        self.assertEqual(self.state(), "accepted")

    def test_what_was_refused_stays_so_after_delivery(self):
        self.submit()
        self.refuse()
        self.deliver("Bukti tidak sah")
        own = self.by(self.proof, self.staff)
        self.assertFalse(own.can_replace)
        for change in (lambda: own.write({"name": "Lain"}), own.unlink):
            with self.assertRaisesRegex(UserError, "has been submitted"):
                change()
        self.assertEqual(self.state(), "refused")

    def test_reopened_it_is_reviewed_again(self):
        self.submit()
        self.deliver()
        self.by(self.q1, self.chief).action_reopen("Bukti keliru")
        self.refuse()
        self.assertEqual(self.state(), "refused")

    # -- what counts ---------------------------------------------------------

    def test_what_was_refused_proves_nothing(self):
        self.submit()
        self.assertEqual(self.by(self.q1, self.boss).proof, "1/1")
        self.refuse()
        own = self.by(self.q1, self.boss)
        self.assertEqual((own.proof, own.evidence_count), ("0/1", 1))
        with self.assertRaisesRegex(UserError, "no evidence"):
            own.action_rate("sesuai", "sesuai")
        own.draft_result = own.draft_behavior = "sesuai"
        self.assertEqual(self.by(self.q1, self.boss).draft_lack, "evidence")
        self.deliver("Dibuktikan di tempat")
        content = self.q1.sudo().document_ids._content()
        self.assertEqual(content["results"][0]["evidence"], [])

    def test_one_that_is_left_proves_it(self):
        more = self.add()
        self.submit()
        self.refuse()
        self.assertEqual(self.by(self.q1, self.boss).proof, "1/1")
        self.deliver()
        content = self.q1.sudo().document_ids._content()
        sealed = [one["id"] for one in content["results"][0]["evidence"]]
        self.assertEqual(sealed, more.ids)

    def rate(self, *rating):
        """Rate, and refuse the only proof of it after that."""
        self.submit()
        self.by(self.q1, self.boss).action_rate(*rating)
        self.assertEqual(self.deliverable(), 1)
        self.refuse()
        self.assertEqual(self.todos(), [self.staff.user_id.login])

    def deliverable(self):
        row = self.by(self.q1, self.boss)
        return row.team_figures([("id", "=", row.id)])["deliverable"]

    def test_a_rating_that_lacks_a_reason_now_is_not_delivered(self):
        self.rate("sesuai", "sesuai")
        own = self.by(self.q1, self.boss)
        self.assertEqual((own.state, own.draft_lack), ("rated", "evidence"))
        self.assertEqual(self.deliverable(), 0)
        with self.assertRaisesRegex(UserError, "Dewi: .* 1 work results have no"):
            own.action_deliver()
        told = own.action_deliver_all()["params"]["message"]
        self.assertRegex(told, "0 evaluation documents delivered.*have no evidence")
        own.draft_reason = "Dilihat sendiri"
        self.assertEqual(self.deliverable(), 1)
        own.action_deliver()
        self.assertEqual(self.q1.sudo().state, "delivered")

    def test_a_rating_with_a_reason_is_delivered(self):
        self.rate("sesuai", "sesuai", "Dilihat sendiri")
        self.assertEqual(self.deliverable(), 1)
        self.by(self.q1, self.boss).action_deliver()
        self.assertEqual(self.q1.sudo().state, "delivered")

    def test_a_refusal_says_nothing_of_the_rating(self):
        """A sentence is written where a rating is special: the state must not say."""
        told = []
        for rating in (("sesuai", "sesuai"), ("di_bawah", "sesuai", "Tidak selesai")):
            with contextlib.suppress(Undone), self.env.cr.savepoint():
                self.rate(*rating)
                own = self.by(self.q1, self.staff)
                for move in (own.action_deliver, own.action_deliver_all):
                    try:
                        told.append(str(move()))
                    except (AccessError, UserError) as refusal:
                        told.append(str(refusal))
                told.append((own.state, own.proof, own.asn_can, own.has_refused))
                raise Undone
            self.env.invalidate_all()
        self.assertEqual(told[:3], told[3:])
        self.assertIn("not entitled", told[0])

    def session(self):
        """Return a session of the clinic that has on its table what was rated."""
        self.clinic.manager_id = self.boss
        places = {"department_id": self.clinic.id, "period_id": self.q1.period_id.id}
        session = self.by(self.env["hr.asn.calibration"], self.team).create(places)
        session.action_start()
        return session

    def test_a_session_is_no_way_around_evidence(self):
        self.rate("sesuai", "sesuai")
        session = self.session()
        self.assertFalse(session.sudo().line_ids)
        self.by(self.q1, self.boss).draft_reason = "Dilihat sendiri"
        session = self.by(session, self.team)
        session.action_take()
        self.assertEqual(session.sudo().line_ids.evaluation_id, self.q1)

    def test_what_a_session_has_on_its_table_is_not_reviewed(self):
        self.submit()
        self.by(self.q1, self.boss).action_rate("sesuai", "sesuai")
        session = self.session()
        with self.assertRaisesRegex(UserError, "is being calibrated"):
            self.refuse()
        self.by(session, self.team).action_lock()
        with self.assertRaisesRegex(UserError, "session is locked"):
            self.refuse()
        self.by(self.q1, self.boss).action_deliver()
        self.assertEqual(self.state(), "sent")

    # -- replacing -----------------------------------------------------------

    def test_who_replaces_it_sends_it_again(self):
        self.submit()
        self.refuse()
        own = self.by(self.proof, self.staff)
        self.assertTrue(own.can_replace)
        self.assertEqual(own.action_replace()["res_id"], self.proof.id)
        file = base64.b64encode(b"laporan")
        own.write({"datas": file, "name": "Laporan.txt"})
        digest = hashlib.sha256(b"laporan").hexdigest()
        own = self.by(self.proof, self.staff)
        told = (own.state, own.sha256, own.reviewed_by, own.review_note)
        self.assertEqual(told, ("sent", digest, False, False))
        self.assertFalse(own.can_replace)
        self.assertEqual(self.by(self.q1, self.boss).proof, "1/1")
        root = self.env.ref("base.user_root")
        event = self.events(self.proof)[-1]
        self.assertEqual((event.name, event.actor_id), ("renew", root))

    def test_name_link_and_file_are_what_was_judged(self):
        changes = (
            {"name": "Rekap baru"},
            {"url": "https://contoh.go.id/baru"},
            {"datas": base64.b64encode(b"x")},
        )
        for vals in changes:
            self.accept()
            self.by(self.proof, self.staff).write(vals)
            self.assertEqual(self.state(), "sent", vals)
        self.accept()
        self.by(self.proof, self.staff).write({"name": "Rekap baru"})
        self.assertEqual(self.state(), "accepted")

    def replace(self, **values):
        """Replace it a while after everybody has looked."""
        self.by(self.proof, self.staff).write(values)
        self.env.flush_all()
        self.while_ago += 5
        self.env.cr.execute(
            "UPDATE hr_asn_evidence SET write_date = write_date + %s * interval '1 s'"
            " WHERE id = %s",
            [self.while_ago, self.proof.id],
        )
        self.env.invalidate_all()

    def shown(self):
        """Return the evidence as the appraiser's screen shows it now."""
        [line] = self.by(self.q1, self.boss).panel_evidence()
        return self.by(self.proof, self.boss).with_context(asn_seen=line["seen"])

    def test_what_was_replaced_meanwhile_is_not_judged_unseen(self):
        """A link beside a file and the name, too: all that the review is of."""
        self.replace(datas=base64.b64encode(b"satu"))
        for values in ({"url": "https://contoh.go.id/baru"}, {"name": "Rekap baru"}):
            old = self.shown()
            self.replace(**values)
            told = "changed just now by Dewi"
            for judge in (
                old.action_accept,
                old.action_open_refuse,
                lambda old=old: old.action_refuse(REASON),
            ):
                with self.assertRaisesRegex(UserError, told):
                    judge()
            self.assertEqual(self.state(), "sent")
        self.shown().action_accept()
        self.assertEqual(self.state(), "accepted")

    def test_what_is_replaced_while_one_writes_why_is_not_refused(self):
        action = self.shown().action_open_refuse()
        wizard = self.by(self.env["hr.asn.say"], self.boss)
        wizard = wizard.with_context(**action["context"]).create({"text": REASON})
        self.replace(url="https://contoh.go.id/baru")
        with self.assertRaisesRegex(UserError, "changed just now by Dewi"):
            wizard.action_say()
        self.assertEqual(self.state(), "sent")

    def exchange(self):
        """Write another file behind the entry, a while after all have looked."""
        files = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "hr.asn.evidence"),
                ("res_id", "=", self.proof.id),
                ("res_field", "=", "datas"),
            ]
        )
        self.by(files, self.staff).write({"raw": b"dua"})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ir_attachment SET write_date = write_date + interval '1 h'"
            " WHERE id = %s",
            files.ids,
        )
        self.env.invalidate_all()

    def test_a_file_that_was_exchanged_behind_it_is_not_judged_unseen(self):
        self.replace(datas=base64.b64encode(b"satu"))
        old = self.shown()
        self.exchange()
        with self.assertRaisesRegex(UserError, "changed just now by Dewi"):
            old.action_accept()
        self.shown().action_accept()
        own = self.by(self.proof, self.boss)
        digest = hashlib.sha256(b"dua").hexdigest()
        self.assertEqual((own.state, own.sha256), ("accepted", digest))

    def test_a_file_that_was_exchanged_behind_it_is_reviewed_anew(self):
        self.by(self.proof, self.staff).write({"datas": base64.b64encode(b"satu")})
        self.accept()
        self.exchange()
        self.submit()
        own = self.by(self.proof, self.boss)
        digest = hashlib.sha256(b"dua").hexdigest()
        self.assertEqual((own.state, own.sha256), ("sent", digest))

    def test_nothing_but_what_was_refused_is_open_after_the_report(self):
        other = self.quarter(self.staff, 2)
        self.submit()
        self.accept()
        with self.assertRaisesRegex(UserError, "has been submitted"):
            self.by(self.proof, self.staff).write({"name": "Lain"})
        self.refuse()
        own = self.by(self.proof, self.staff)
        with self.assertRaises(UserError):
            own.write({"period_id": other.period_id.id})
        with self.assertRaises(UserError):
            self.add()

    def test_what_was_refused_is_not_moved_into_a_report(self):
        """Of an open period into one that has been reported."""
        other = self.quarter(self.staff, 2)
        self.by(other, self.staff).action_submit()
        self.refuse()
        with self.assertRaisesRegex(UserError, "has been submitted"):
            self.by(self.proof, self.staff).write({"period_id": other.period_id.id})

    def test_in_a_closed_year_nothing_is_open(self):
        self.submit()
        self.refuse()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_cycle SET state = 'closed' WHERE id = %s", self.cycle.ids
        )
        with self.assertRaises(UserError):
            self.by(self.proof, self.staff).write({"name": "Lain"})
        with self.assertRaises(UserError):
            self.accept()

    # -- telling -------------------------------------------------------------

    def test_one_to_do_until_all_that_was_refused_is_replaced(self):
        more = self.add()
        self.submit()
        self.refuse()
        self.refuse(proof=more)
        login = self.staff.user_id.login
        self.assertEqual(self.todos(), [login])
        self.by(self.proof, self.staff).write({"url": "https://contoh.go.id/baru"})
        self.assertEqual(self.todos(), [login])
        self.by(more, self.staff).unlink()
        self.assertEqual(self.todos(), [])

    def test_it_is_gone_when_accepted_after_all_or_delivered(self):
        self.submit()
        self.refuse()
        self.accept()
        self.assertEqual(self.todos(), [])
        self.refuse()
        self.by(self.q1, self.boss).action_rate("sesuai", "sesuai", "Dilihat sendiri")
        self.assertEqual(self.todos(), [self.staff.user_id.login])
        self.by(self.q1, self.boss).action_deliver()
        self.assertEqual(self.todos(), [])

    def test_it_is_gone_when_what_was_refused_goes_to_another_period(self):
        self.quarter(self.staff, 2)
        self.refuse()
        other = self.quarter(self.staff, 2).period_id
        self.by(self.proof, self.staff).write({"period_id": other.id})
        self.assertEqual(self.todos(), [])

    def test_the_first_page_counts_what_was_not_refused(self):
        self.add()
        self.refuse()
        [told] = self.asked()
        self.assertTrue(told["detail"].endswith("Evidence so far: 1."), told)

    def test_the_first_page_asks_for_another_one(self):
        """Of a report that is still at work the report itself is asked for."""
        self.refuse()
        self.assertEqual([one["icon"] for one in self.asked()], ["fa-bar-chart"])
        self.submit()
        [told] = self.asked()
        self.assertEqual(told["icon"], "fa-paperclip")
        action = self.first_page(self.staff).action_todo(told["key"])
        self.assertEqual(action["res_id"], self.q1.id)
        self.by(self.proof, self.staff).write({"url": "https://contoh.go.id/baru"})
        self.assertEqual(self.asked(), [])

    def asked(self):
        """Return what the first page asks the employee for in this quarter."""
        return self.asked_of(self.staff, self.q1)

    def test_it_stays_when_what_was_refused_is_reported(self):
        self.refuse()
        self.submit()
        self.assertEqual(self.todos(), [self.staff.user_id.login])

    # -- what it costs -------------------------------------------------------

    def test_the_panel_costs_no_query_for_each(self):
        costs = []
        for number in (2, 18):
            for one in range(number):
                self.add(name=f"Bukti {number} {one}")
            self.by(self.q1, self.boss).panel_evidence()
            own = self.by(self.q1, self.boss)
            before = self.cr.sql_log_count
            self.assertGreater(len(own.panel_evidence()), number)
            costs.append(self.cr.sql_log_count - before)
        self.assertEqual(costs[0], costs[1])

    def test_reviewing_many_costs_no_query_for_each(self):
        few = self.proof.browse().union(*(self.add() for _one in range(2)))
        many = self.proof.browse().union(*(self.add() for _one in range(20)))
        # Of one evaluation in which some is refused, before and after.
        self.refuse()
        once = self.add()
        self.accept(proof=once)
        self.refuse(proof=once)
        for move in (self.accept, self.refuse):
            costs = []
            for some in (few, many):
                before = self.cr.sql_log_count
                move(proof=some)
                self.env.flush_all()
                costs.append(self.cr.sql_log_count - before)
            self.assertEqual(costs[0], costs[1])


@tagged("post_install", "-at_install")
class TestReviewOfTeam(TeamCase):
    """What the lead proves is reviewed by who rates the lead."""

    def setUp(self):
        super().setUp()
        # Somebody else rates him than the lead.
        self.member = self.foreigner
        self._member(self.member)
        self.proof = self._record(1, "120", evidence=True).sudo()
        self.quarter_of_member = self.quarter(self.member, 1)
        self.set_day(AFTER_QUARTER)

    def test_appraisers_of_members_see_the_state_only(self):
        seen = self.by(self.quarter_of_member, self.foreign_boss)
        [line] = seen.panel_evidence()
        self.assertEqual((line["state"], line["can"]), ("sent", []))
        with self.assertRaises(AccessError):
            self.by(self.proof, self.foreign_boss).action_refuse(REASON)
        self.by(self.proof, self.boss).action_refuse(REASON)
        for who in (self.foreign_boss, self.member):
            [line] = self.by(self.quarter_of_member, who).panel_evidence()
            told = (line["state"], line["note"], line["can"])
            self.assertEqual(told, ("refused", "", []), who.name)
            self.assertFalse(self.by(self.proof, who).review_note)
        [line] = self.by(self.quarter(self.peer, 1), self.boss).panel_evidence()
        self.assertEqual((line["note"], line["can"]), (REASON, ["accept"]))

    def test_the_history_does_not_tell_members_why_it_was_refused(self):
        self.by(self.proof, self.boss).action_refuse(REASON)
        asked = [("res_model", "=", "hr.asn.evidence"), ("res_id", "=", self.proof.id)]
        for who, told in (
            (self.peer, [REASON]),
            (self.boss, [REASON]),
            (self.unit_officer, [REASON]),
            (self.auditor, [REASON]),
            (self.member, []),
            (self.foreign_boss, []),
        ):
            with self.subTest(who.name):
                own = self.by(self.proof, who)
                self.assertEqual((own.name, own.state), ("Rekap tim", "refused"))
                self.assertEqual(own.asn_event_ids.mapped("told"), told)
                events = self.by(self.env["hr.asn.event"], who)
                found = events.search_read(asked, ["note"])
                self.assertEqual([row["note"] for row in found], told)
                anywhere = events.search([("note", "like", REASON)])
                self.assertEqual(bool(anywhere), bool(told))

    def test_what_the_lead_did_not_prove_proves_nothing_of_members(self):
        own = self.by(self.quarter_of_member, self.foreign_boss)
        self.assertEqual(own.proof, "1/1")
        self.by(self.proof, self.boss).action_refuse(REASON)
        own = self.by(self.quarter_of_member, self.foreign_boss)
        self.assertEqual((own.proof, own.evidence_count), ("0/1", 1))
        self.by(self.quarter_of_member, self.member).action_submit()
        own = self.by(self.quarter_of_member, self.foreign_boss)
        with self.assertRaisesRegex(UserError, "no evidence"):
            own.action_rate("sesuai", "sesuai")
        own.action_rate("sesuai", "sesuai", "Dilihat sendiri")
        own.action_deliver()
        content = self.quarter_of_member.sudo().document_ids._content()
        self.assertEqual(content["results"][0]["evidence"], [])

    def test_a_member_who_was_rated_before_is_not_delivered_unproven(self):
        # 98 of 394 are due in the first quarter.
        self.lead.sudo().realization_ids.actual = "98"
        self.by(self.quarter_of_member, self.member).action_submit()
        own = self.by(self.quarter_of_member, self.foreign_boss)
        own.action_rate("sesuai", "sesuai")
        self.by(self.proof, self.boss).action_refuse(REASON)
        own = self.by(self.quarter_of_member, self.foreign_boss)
        self.assertEqual((own.state, own.draft_lack), ("rated", "evidence"))
        with self.assertRaisesRegex(UserError, "have no evidence"):
            own.action_deliver()


@tagged("post_install", "-at_install")
class TestReviewRpc(ReviewFixture, AsnHttpCommon):
    @mute_logger(*QUIET)
    def test_only_who_rates_may(self):
        self.submit()
        others = (self.staff, self.peer, self.chief, self.head, self.foreign_boss)
        roles = (self.officer, self.unit_officer, self.team, self.admin, self.auditor)
        for who in (*others, *roles):
            self.sign_in(who)
            for method, args in (
                ("action_accept", ()),
                ("action_refuse", (REASON,)),
                ("action_open_refuse", ()),
            ):
                _told, error = self._call(method, *args)
                where = (who.name, method)
                self.assertEqual(error, "odoo.exceptions.AccessError", where)
        self.assertEqual(self.state(), "sent")
        self.sign_in(self.boss)
        self.assertIsNone(self._call("action_accept")[1])
        self.assertEqual(self.state(), "accepted")
        self.assertIsNone(self._call("action_refuse", REASON)[1])
        self.assertEqual(self.state(), "refused")

    @mute_logger(*QUIET)
    def test_nothing_of_a_review_is_written_by_hand(self):
        asked = {
            "state": "accepted",
            "reviewed_on": AFTER_QUARTER,
            "reviewed_by": "Hendra",
        }
        for who in (self.staff, self.boss, self.officer, self.admin):
            self.sign_in(who)
            for name, value in asked.items():
                for method, more in (("write", ()), ("web_save", ({"id": {}},))):
                    _told, error = self._call(method, {name: value}, *more)
                    self.assertTrue(error, (who.name, name, method))
        for method in ("_transition", "_asn_put", "_asn_review", "_asn_renew"):
            _told, error = self._call(method, "accept")
            self.assertEqual(error, "odoo.exceptions.AccessError", method)
        self.sign_in(self.staff)
        keys = {"rhk_id": self.proof.rhk_id.id, "period_id": self.q1.period_id.id}
        values = {**keys, "name": "Baru", "url": "https://contoh.go.id", **asked}
        context = {"default_state": "accepted", "default_reviewed_by": "Hendra"}
        made, error = self.rpc("hr.asn.evidence", "create", [values], context=context)
        self.assertIsNone(error)
        proof = self.proof.browse(made).sudo()
        told = (proof.state, proof.reviewed_on, proof.reviewed_by)
        self.assertEqual(told, ("sent", False, False))

    @mute_logger(*QUIET)
    def test_after_delivery_rpc_moves_nothing(self):
        self.submit()
        self.deliver()
        for who in (self.boss, self.staff, self.officer, self.admin):
            self.sign_in(who)
            for method, args in (("action_accept", ()), ("action_refuse", (REASON,))):
                _told, error = self._call(method, *args)
                self.assertTrue(error, (who.name, method))
        self.assertEqual(self.state(), "sent")

    def _call(self, method, *args):
        return self.rpc("hr.asn.evidence", method, self.proof.ids, *args)


@tagged("post_install", "-at_install")
class TestReviewTours(ReviewFixture, AsnTourCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("id_ID")
        (cls.boss | cls.staff).user_id.lang = "id_ID"
        cls.more = cls.add(cls, name="Foto kegiatan")
        cls.submit(cls)

    def test_the_appraiser_refuses_and_accepts_in_the_panel(self):
        self.tour("/odoo/team-ratings", "hr_asn_appraiser_reviews_evidence", self.boss)
        told = [(one.state, one.review_note) for one in self.both()]
        self.assertEqual(told, [("refused", REASON), ("accepted", False)])
        self.assertEqual(self.todos(), [self.staff.user_id.login])

    def test_the_employee_reads_why_and_replaces_it(self):
        self.refuse()
        path = f"/odoo/hr.asn.evaluation/{self.q1.id}"
        self.tour(path, "hr_asn_employee_replaces_evidence", self.staff)
        own = self.by(self.proof, self.staff)
        self.assertEqual((own.state, own.url), ("sent", "https://contoh.go.id/baru"))
        self.assertEqual(self.todos(), [])

    def test_the_employee_reads_why_on_a_phone(self):
        self.refuse()
        self.browser_size = PHONE
        path = f"/odoo/hr.asn.evaluation/{self.q1.id}"
        self.tour(path, "hr_asn_employee_reads_refusal", self.staff)

    def both(self):
        return self.by(self.proof | self.more, self.boss)
