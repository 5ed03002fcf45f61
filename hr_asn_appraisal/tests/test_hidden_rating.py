"""Invariant 3: nobody sees his own rating before delivery, whatever else he is."""

import json

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import codes
from .common import ADMIN, AUDITOR, OFFICER, TEAM, AsnCommon, AsnFixture, AsnHttpCommon

# What could be read out of an evaluation, under any of its names.
FIGURES = (
    "result",
    "behavior",
    "predikat",
    "current_result",
    "current_behavior",
    "current_predikat",
    "draft_result",
    "draft_behavior",
    "draft_reason",
    "draft_lack",
    "draft_seen",
    "lack_note",
    "proposed_result",
    "proposed_behavior",
    "rating_ids",
    "note",
)
# Rare words: found anywhere in an answer they give the rating away.
REASON = "alasan-yang-tersembunyi"
NOTE = "catatan-yang-tersembunyi"


class RatedFixture(AsnFixture):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.q1 = cls.quarter(cls.staff, 1)
        cls.prove(cls.q1)
        cls.reach(cls.q1.date_to)
        cls.by(cls.q1, cls.staff).action_submit()
        cls.by(cls.q1, cls.boss).note = NOTE
        cls.by(cls.q1, cls.boss).action_rate("di_bawah", "di_atas", REASON)

    @classmethod
    def _everything(cls):
        """Make the rated person officer, team, admin, auditor and head at once."""
        names = (OFFICER, TEAM, ADMIN, AUDITOR)
        cls.staff.user_id.group_ids = [
            Command.link(cls.env.ref(name).id)
            for name in (*names, "base.group_allow_export")
        ]
        (cls.root | cls.office | cls.clinic).manager_id = cls.staff

    def _rating_domains(self):
        """Return domains that would tell the rating by what they find."""
        return [
            [("rating_ids.result", "=", "di_bawah")],
            [("rating_ids.predikat", "!=", False)],
            [("rating_ids.behavior", "in", ["di_atas", "sesuai"])],
            [("rating_ids", "any", [("result", "=", "di_bawah")])],
            [("rating_ids.reason", "ilike", REASON)],
            [("rating_ids.actor_id", "!=", False)],
            [("predikat", "!=", False)],
            [("result", "=", "di_bawah")],
            [("skp_id.evaluation_ids.rating_ids.result", "=", "di_bawah")],
            [("skp_id.evaluation_ids.predikat", "!=", False)],
        ]


class HiddenFromMe:
    """The ways to look, tried as the person concerned."""

    def test_read(self):
        own = self.by(self.q1, self.staff)
        for values in own.read(list(FIGURES)):
            for name in FIGURES:
                self.assertFalse(values[name], name)

    def test_search(self):
        own = self.by(self.q1, self.staff)
        for domain in self._rating_domains():
            found = own.search([("id", "=", own.id), *domain])
            self.assertFalse(found, domain)
        self.assertTrue(own.search([("id", "=", own.id)]))

    def test_search_from_other_models(self):
        own = self.by(self.q1, self.staff)
        paths = {
            "hr.asn.skp": "evaluation_ids.rating_ids.result",
            "hr.asn.period": "cycle_id.skp_ids.evaluation_ids.rating_ids.result",
            "hr.asn.realization": "skp_id.evaluation_ids.rating_ids.result",
            "hr.asn.action": "evaluation_id.rating_ids.result",
            "hr.asn.assignment": "skp_ids.evaluation_ids.rating_ids.result",
        }
        for model, path in paths.items():
            domain = [(path, "=", "di_bawah")]
            self.assertFalse(own.env[model].search(domain), model)

    def test_rating_rows(self):
        own = self.by(self.q1, self.staff)
        rating = own.env["hr.asn.rating"]
        mine = [("evaluation_id", "=", own.id)]
        self.assertFalse(rating.search(mine))
        self.assertFalse(rating.search_count(mine))
        hidden = rating.browse(self.q1.sudo().rating_ids.ids)
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            hidden.read(["result"])
        with self.assertRaises(AccessError):
            hidden.mapped("predikat")
        self.assertFalse(rating.search([("actor_id", "=", self.boss.user_id.id)]))

    def test_groups(self):
        own = self.by(self.q1, self.staff)
        rating = own.env["hr.asn.rating"]
        self.assertFalse(rating._read_group([], ["result"], ["__count"]))
        self.assertFalse(rating.formatted_read_group([], ["predikat"], ["__count"]))
        self.assertFalse(
            rating.formatted_read_group([], ["evaluation_id.employee_id"], ["__count"])
        )
        for name in ("result", "behavior", "predikat"):
            groups = own._read_group([("id", "=", own.id)], [name], ["__count"])
            self.assertEqual(groups, [(False, 1)])
            formatted = own.formatted_read_group(
                [("id", "=", own.id)], [name], ["__count"]
            )
            self.assertEqual([group[name] for group in formatted], [False])
        for domain in self._rating_domains():
            self.assertFalse(own._read_group([("id", "=", own.id), *domain], ["state"]))

    def test_grouping_by_what_is_not_stored_is_no_way(self):
        own = self.by(self.q1, self.staff)
        for name in ("current_result", "current_predikat", "rating_ids", "note"):
            with self.assertRaises(ValueError):
                own._read_group([], [name], ["__count"])

    @mute_logger("odoo.models")
    def test_export(self):
        own = self.by(self.q1, self.staff)
        self.staff.user_id.group_ids |= self.env.ref("base.group_allow_export")
        names = [*FIGURES, "rating_ids/result", "rating_ids/predikat"]
        data = own.export_data(names)["datas"]
        self.assertEqual({cell for row in data for cell in row}, {""})

    def test_web_reads(self):
        own = self.by(self.q1, self.staff)
        specification = {
            **{name: {} for name in FIGURES},
            "rating_ids": {"fields": {"result": {}, "predikat": {}, "reason": {}}},
            "asn_event_ids": {"fields": {"name": {}, "note": {}, "state_to": {}}},
            "document_ids": {"fields": {"content": {}}},
            "skp_id": {
                "fields": {
                    "evaluation_ids": {"fields": {name: {} for name in FIGURES}},
                    "message_ids": {"fields": {"body": {}}},
                }
            },
        }
        answers = [
            own.web_read(specification),
            own.web_search_read([("id", "=", own.id)], specification)["records"],
        ]
        for answer in answers:
            text = json.dumps(answer, default=str)
            for word in (REASON, NOTE, "di_bawah", "di_atas", codes.BUTUH_PERBAIKAN):
                self.assertNotIn(word, text)
            self.assertEqual(answer[0]["rating_ids"], [])
            self.assertEqual(answer[0]["document_ids"], [])

    def test_name_search_and_order(self):
        own = self.by(self.q1, self.staff)
        for word in ("di_bawah", "Below", "Needs", REASON):
            self.assertFalse(own.name_search(word))
            self.assertFalse(own.env["hr.asn.rating"].name_search(word))
        self.assertNotIn("di_bawah", own.display_name)

    def test_chatter_activities_attachments_and_history(self):
        own = self.by(self.q1, self.staff)
        sources = {
            "mail.message": ["body", "subject", "preview"],
            "mail.activity": ["summary", "note"],
            "ir.attachment": ["name", "description", "index_content"],
            "hr.asn.event": ["name", "note", "state_to"],
            "hr.asn.document": ["content"],
        }
        for model, names in sources.items():
            # Public files are bundles of style sheets, which name every rating.
            public = [("public", "=", False)] if model == "ir.attachment" else []
            rows = own.env[model].search(public).read(names)
            text = json.dumps(rows, default=str)
            for word in (REASON, NOTE, "di_bawah", codes.BUTUH_PERBAIKAN):
                self.assertNotIn(word, text, model)

    def test_attaching_to_the_row_is_no_way_to_it(self):
        own = self.by(self.q1, self.staff)
        rating = self.q1.sudo().rating_ids[-1]
        file = self.env["ir.attachment"].create(
            {"name": "x", "raw": b"x", "res_model": rating._name, "res_id": rating.id}
        )
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            file.with_env(own.env).read(["name"])

    def test_note_column_is_for_code_only(self):
        own = self.by(self.q1, self.staff)
        with self.assertRaises(AccessError):
            own.read(["note_kept"])
        with self.assertRaises(AccessError):
            own.search([("note_kept", "ilike", NOTE)])

    def test_seen_after_delivery(self):
        self.by(self.q1, self.boss).action_deliver()
        own = self.by(self.q1, self.staff)
        values = own.read(list(FIGURES))[0]
        self.assertEqual(values["predikat"], codes.BUTUH_PERBAIKAN)
        self.assertEqual(values["current_result"], "di_bawah")
        self.assertEqual(values["note"], NOTE)
        rows = own.rating_ids.grouped("kind")
        self.assertEqual(set(rows), {"given", "proposed"})
        self.assertEqual(rows["given"].reason, REASON)
        self.assertTrue(own.search([("rating_ids.result", "=", "di_bawah")]))


@tagged("post_install", "-at_install")
class TestEmployee(HiddenFromMe, RatedFixture, AsnCommon):
    pass


@tagged("post_install", "-at_install")
class TestEmployeeWithEveryRole(HiddenFromMe, RatedFixture, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._everything()


@tagged("post_install", "-at_install")
class TestOthersRatings(RatedFixture, AsnCommon):
    def test_who_must_see_sees(self):
        for who in (
            self.boss,
            self.chief,
            self.head,
            self.officer,
            self.unit_officer,
            self.team,
            self.admin,
            self.auditor,
        ):
            own = self.by(self.q1, who)
            self.assertEqual(own.current_result, "di_bawah", who.name)
            self.assertEqual(own.note, NOTE, who.name)
            self.assertFalse(own.predikat, "reports read NULL before delivery")

    def test_nobody_else_sees_before_or_after(self):
        strangers = (self.peer, self.foreigner, self.foreign_boss)
        for who in strangers:
            self._assert_nothing(who)
        self.by(self.q1, self.boss).action_deliver()
        self.by(self.q1, self.staff).action_receive()
        for who in strangers:
            self._assert_nothing(who)

    def _assert_nothing(self, who):
        own = self.by(self.q1, who)
        for model in ("hr.asn.evaluation", "hr.asn.rating", "hr.asn.document"):
            records = own.env[model].search([])
            path = "employee_id" if model == own._name else "evaluation_id.employee_id"
            self.assertNotIn(self.staff, records.sudo().mapped(path), (model, who.name))
            groups = own.env[model]._read_group([], [], ["__count"])
            self.assertEqual(groups[0][0], len(records))
        self.env.invalidate_all()
        rating = own.env["hr.asn.rating"].browse(self.q1.sudo().rating_ids.ids)
        self.env.invalidate_all()
        for record in (own, rating):
            with self.assertRaises(AccessError):
                record.read(["result", "predikat"])

    def test_a_rating_of_another_evaluation_of_mine_stays_hidden(self):
        """Delivery opens that evaluation, not the next one."""
        q2 = self.quarter(self.staff, 2)
        self.bring_evaluation(q2, "rated", "di_atas", "di_atas")
        self.by(self.q1, self.boss).action_deliver()
        self.assertFalse(self.by(q2, self.staff).current_predikat)
        self.assertEqual(
            self.by(self.q1, self.staff).current_predikat, codes.BUTUH_PERBAIKAN
        )


@tagged("post_install", "-at_install")
class TestHiddenRpc(RatedFixture, AsnHttpCommon):
    @mute_logger("odoo.http")
    def test_over_the_wire(self):
        self._everything()
        self.sign_in(self.staff)
        ids = self.q1.ids
        rating = self.q1.sudo().rating_ids.ids
        calls = [
            ("hr.asn.evaluation", "read", (ids, list(FIGURES))),
            ("hr.asn.evaluation", "export_data", (ids, ["current_result", "note"])),
            (
                "hr.asn.evaluation",
                "web_read",
                (ids, {name: {} for name in FIGURES}),
            ),
            ("hr.asn.rating", "search_read", ([], ["result", "reason"])),
            ("hr.asn.rating", "read", (rating, ["result"])),
            (
                "hr.asn.rating",
                "formatted_read_group",
                ([], ["result"], ["__count"]),
            ),
            (
                "hr.asn.evaluation",
                "search",
                ([("rating_ids", "any!", [("result", "=", "di_bawah")])],),
            ),
            ("hr.asn.evaluation", "onchange", (ids, {}, [], {"draft_result": {}})),
            ("hr.asn.evaluation", "copy", (ids,)),
        ]
        for model, method, args in calls:
            answer, _error = self.rpc(model, method, *args)
            text = json.dumps(answer)
            for word in (REASON, NOTE, "di_bawah", "Below", codes.BUTUH_PERBAIKAN):
                self.assertNotIn(word, text, (model, method))
            if method == "search":
                self.assertFalse(answer)
        self.sign_in(self.boss)
        answer, _error = self.rpc("hr.asn.rating", "search_read", [], ["reason"])
        self.assertIn(REASON, json.dumps(answer))
