from datetime import date

from psycopg2 import errors

from odoo.tests import tagged
from odoo.tools import mute_logger

from .. import rows, seal
from .common import AsnCommon


@tagged("post_install", "-at_install")
class TestAddedRows(AsnCommon):
    """What is appended as plain values is as good as what `create` makes."""

    def setUp(self):
        super().setUp()
        self.evaluation = self.quarter(self.staff, 1)
        self.documents = self.env["hr.asn.document"].sudo()

    def values(self, revision):
        content = seal.canonical({"revision": revision, "name": "O'Neil % \\ é"})
        return {
            "evaluation_id": self.evaluation.id,
            "company_id": self.evaluation.company_id.id,
            "kind": "receipt",
            "revision": revision,
            "content": content,
            "sha256": seal.digest(content),
        }

    def test_rows_are_records_in_the_order_of_their_values(self):
        some = [self.values(revision) for revision in (107, 103, 105)]
        added = rows.add_rows(self.documents, some)
        self.env.invalidate_all()
        self.assertEqual(added.mapped("revision"), [107, 103, 105])
        self.assertEqual(
            added.mapped("content"), [values["content"] for values in some]
        )
        self.assertEqual(added.mapped("is_intact"), [True] * 3)

    def test_rows_say_who_added_them_and_when(self):
        boss = self.by(self.documents, self.boss).sudo()
        added = rows.add_rows(boss, [self.values(101)])
        self.assertEqual(added.create_uid, self.boss.user_id)
        self.assertEqual(added.write_uid, self.boss.user_id)
        self.assertEqual(added.create_date, self.env.cr.now())

    def test_a_list_that_was_read_before_has_grown(self):
        evaluation = self.evaluation.sudo()
        before = evaluation.document_ids
        added = rows.add_rows(self.documents, [self.values(101)])
        self.assertEqual(evaluation.document_ids, before | added)

    def test_hundreds_take_a_statement_for_each_hundred(self):
        some = [self.values(200 + number) for number in range(rows.STATEMENT + 1)]
        self.evaluation.flush_recordset()
        with self.assertQueryCount(2):
            added = rows.add_rows(self.documents, some)
        self.assertEqual(len(set(added.ids)), rows.STATEMENT + 1)
        self.assertEqual(added[-1].revision, 200 + rows.STATEMENT)

    def test_what_the_database_refuses_is_raised(self):
        rows.add_rows(self.documents, [self.values(101)])
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(errors.UniqueViolation),
            self.env.cr.savepoint(),
        ):
            rows.add_rows(self.documents, [self.values(101)])

    def test_rows_that_are_not_whole_are_refused(self):
        whole, other = self.values(101), self.values(102)
        del other["company_id"]
        with self.assertRaisesRegex(ValueError, "each row needs company_id"):
            rows.add_rows(self.documents, [whole, other])
        partners = self.env["res.partner"]
        with self.assertRaisesRegex(ValueError, "each row needs .*active"):
            rows.add_rows(partners, [{"name": "Dewi"}])

    def test_nothing_is_nothing(self):
        self.assertFalse(rows.add_rows(self.documents, []))


@tagged("post_install", "-at_install")
class TestReadRows(AsnCommon):
    def test_rows_are_what_the_user_may_read(self):
        self.quarter(self.staff, 1)
        plans = self.env["hr.asn.skp"]
        domain = [("cycle_id", "=", self.cycle.id)]
        columns = ("id", "employee_id", "date_from")
        wanted = [
            (plan.id, plan.employee_id.id, plan.date_from)
            for plan in plans.search(domain, order="id")
        ]
        self.assertEqual(rows.read_rows(plans, domain, columns, "id"), wanted)
        self.assertEqual({type(row[2]) for row in wanted}, {date})
        own = rows.read_rows(self.by(plans, self.staff), domain, columns, "id")
        mine = [row for row in wanted if row[1] == self.staff.id]
        self.assertEqual((own, len(own)), (mine, 1))
        self.assertLess(1, len(wanted))
