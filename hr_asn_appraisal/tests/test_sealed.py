import json

from psycopg2 import errors

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .. import seal
from .common import YEAR, AsnCommon

SEALED = "hr.asn.sealed.mixin"
OTHER_NIP = "198609262015051001"


@tagged("post_install", "-at_install")
class TestSealed(AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.q1 = cls.quarter(cls.staff, 1)
        cls.bring_evaluation(cls.q1, "received")
        cls.skp = cls.q1.skp_id

    def _sealed(self):
        return (self.skp.version_ids, *self.q1.document_ids)

    def test_every_sealed_model_is_tried(self):
        """A new sealed model must be added to what the tests below try to break."""
        models = {
            name
            for name, model in self.env.registry.items()
            if model._original_module == "hr_asn_appraisal"
            and not model._abstract
            # Not by `_inherit`: another addon may add to a sealed model.
            and name in self.env.registry[SEALED]._inherit_children
        }
        self.assertEqual(models, {record._name for record in self._sealed()})

    def test_nothing_sealed_is_written_by_anybody(self):
        for record in self._sealed():
            for name in record._fields:
                if name in ("id", "display_name", "is_intact"):
                    continue
                for who in (self.staff, self.boss, self.admin, self.env.user):
                    with self.assertRaises(UserError):
                        self.by(record, who).write({name: record[name]})
                with self.assertRaises(UserError):
                    record.sudo().write({name: record[name]})

    def test_nothing_sealed_is_deleted_made_or_copied(self):
        values = {"content": "{}", "sha256": seal.digest("{}")}
        for record in self._sealed():
            for doing in (
                lambda one: one.unlink(),
                lambda one: one.copy(),
                lambda one: one.create(values),
            ):
                for who in (self.staff, self.boss, self.admin):
                    with self.assertRaises(UserError):
                        doing(self.by(record, who))
                with self.assertRaises(UserError):
                    doing(record.sudo())

    def test_what_a_seal_hangs_on_is_not_deleted(self):
        for record in (self.q1, self.skp, self.q1.sudo().rating_ids):
            with self.assertRaises(UserError):
                record.sudo().unlink()

    def test_digest_is_that_of_the_content(self):
        for record in self._sealed():
            self.assertTrue(record.is_intact)
            self.assertEqual(record.sha256, seal.digest(record.content))
            self.assertEqual(record.content, seal.canonical(json.loads(record.content)))

    def test_tampering_by_sql_is_seen(self):
        for record in self._sealed():
            changed = record.content.replace("Dewi", "Lain")
            self.assertNotEqual(changed, record.content)
            self.cr.execute(
                f"UPDATE {record._table} SET content = %s WHERE id = %s",
                [changed, record.id],
            )
            self.env.invalidate_all()
            self.assertFalse(record.is_intact)

    def test_parties_stay_as_they_were(self):
        before = [record.content for record in self._sealed()]
        party = self.skp.version_ids._content()["employee"]
        self.assertEqual(party["name"], "Dewi")
        self.assertEqual(party["number"], self.staff.asn_nip)
        rank = self.env["hr.asn.rank"].search([("kind", "=", "pns")], limit=1)
        self.staff.write(
            {"name": "Dewi Lestari", "asn_back_title": "S.Kep.", "asn_nip": False}
        )
        self.staff.version_id.asn_rank_id = rank
        assignment = self.skp.assignment_id
        assignment.write(
            {"post": "Perawat Mahir", "department_id": self.school_office.id}
        )
        self.boss.name = "Aisyah Baru"
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(before, [record.content for record in self._sealed()])
        self.assertEqual(self.skp.name, "Dewi Lestari, S.Kep.")

    def _person_of(self, evaluation):
        """Return the person of an evaluation as its row has him in the database."""
        self.env.flush_all()
        self.cr.execute(
            "SELECT name, nip, post, department_id "
            "FROM hr_asn_evaluation WHERE id = %s",
            [evaluation.id],
        )
        return self.cr.fetchone()

    def _change_person(self):
        """Correct name, number, post and unit of the staff; return them."""
        self.staff.write({"name": "Dewi Lestari", "asn_nip": OTHER_NIP})
        self.by(self.skp.assignment_id, self.officer).write(
            {"post": "Kepala Seksi", "status": "plt", "department_id": self.office.id}
        )
        return ("Dewi Lestari", OTHER_NIP, "Plt. Kepala Seksi", self.office.id)

    def test_who_was_delivered_stays_and_who_is_not_yet_follows(self):
        q2 = self.quarter(self.staff, 2)
        before = self._person_of(self.q1)
        self.assertEqual(before, self._person_of(q2))
        after = self._change_person()
        self.assertEqual(self._person_of(self.q1), before)
        self.assertEqual(self._person_of(q2), after)
        self.bring_evaluation(q2, "rated")
        self.by(self.skp.assignment_id, self.officer).post = "Kepala Bidang"
        self.assertEqual(self._person_of(q2)[2], "Plt. Kepala Bidang")
        self.by(q2, self.boss).action_deliver()
        self.by(self.skp.assignment_id, self.officer).post = "Camat"
        self.assertEqual(self._person_of(q2)[2], "Plt. Kepala Bidang")

    def test_a_correction_at_the_same_moment_is_delivered(self):
        q2 = self.quarter(self.staff, 2)
        self.bring_evaluation(q2, "rated")
        own = self.by(q2, self.boss)
        self.staff.with_env(own.env).sudo().name = "Dewi Lestari"
        own.action_deliver()
        self.assertEqual(self._person_of(q2)[0], "Dewi Lestari")
        party = q2.document_ids._content()["employee"]
        self.assertEqual(party["name"], "Dewi Lestari")

    def test_the_unit_of_a_delivered_paper_is_not_deleted(self):
        unit = self._unit("Puskesmas Lama", self.office)
        self.skp.assignment_id.department_id = unit
        q2 = self.quarter(self.staff, 2)
        self.bring_evaluation(q2, "delivered")
        self.skp.assignment_id.department_id = self.clinic
        self.env.flush_all()
        with mute_logger("odoo.sql_db"), self.assertRaises(errors.ForeignKeyViolation):
            with self.cr.savepoint():
                unit.unlink()
        self.assertEqual(self._person_of(q2)[3], unit.id)

    def test_a_form_shows_the_person_that_was_delivered(self):
        before = self._person_of(self.q1)
        self._change_person()
        shown = self.q1.new(origin=self.q1)
        self.assertEqual((shown.name, shown.nip, shown.post), before[:3])
        self.assertEqual(shown.department_id.id, before[3])

    def test_the_person_of_an_evaluation_is_written_by_nobody(self):
        q2 = self.quarter(self.staff, 2)
        other = {
            "name": "Lain",
            "nip": "1",
            "post": "Lain",
            "department_id": self.school_office.id,
        }
        before = self._person_of(q2)
        for evaluation in (self.q1, q2):
            for name, value in other.items():
                with self.subTest(name, state=evaluation.state):
                    with self.assertRaises(UserError):
                        evaluation.sudo().write({name: value})
        keys = {"skp_id": self.skp.id, "period_id": q2.period_id.id}
        q2.unlink()
        defaults = {f"default_{name}": value for name, value in other.items()}
        made = self.env["hr.asn.evaluation"].with_context(**defaults)
        self.assertEqual(self._person_of(made.create(keys | other)), before)

    def test_rank_of_the_day_is_sealed(self):
        rank = self.env["hr.asn.rank"].search([("kind", "=", "pns")], limit=1)
        self.peer.version_id.asn_rank_id = rank
        skp = self.agree(self.peer)
        party = skp.version_ids._content()["employee"]
        self.assertEqual(party["rank"], rank._asn_paper())
        self.assertEqual(party["unit"], "Puskesmas Contoh Barat")
        self.assertEqual(party["parent_unit"], "Dinas Kesehatan")

    def test_the_version_that_rank_and_unit_came_from_is_sealed(self):
        """The one in force when it was agreed; a later one is sealed the next time."""
        first = self.peer.version_id
        first.date_version = f"{YEAR - 1}-01-01"
        later = self.peer.create_version({"date_version": f"{YEAR}-04-10"})
        skp = self.agree(self.peer)
        self.set_day(f"{YEAR}-04-11")
        self.by(skp, self.peer).action_revise("Golongan naik")
        self.by(skp, self.peer).action_submit()
        self.by(skp, self.boss).action_approve()
        versions = skp.version_ids.sorted("number")
        sealed = [one._content()["employee"]["version"] for one in versions]
        self.assertEqual(sealed, [first.id, later.id])
        appraisers = [one._content()["appraiser"]["version"] for one in versions]
        self.assertEqual(appraisers, [self.boss.version_id.id] * 2)

    def test_receipt_names_the_person_as_the_paper_does(self):
        q2 = self.quarter(self.staff, 2)
        self.bring_evaluation(q2, "delivered")
        paper = q2.document_ids
        self.staff.name = "Dewi Baru"
        self.by(q2, self.staff).action_receive()
        receipt = q2.document_ids - paper
        self.assertEqual(receipt._content()["employee"]["name"], "Dewi")

    def test_receipt_points_at_the_document_it_answers(self):
        receipt = self.q1.document_ids.filtered(lambda one: one.kind == "receipt")
        paper = self.q1.document_ids - receipt
        self.assertEqual(receipt._content()["document_sha256"], paper.sha256)
        self.assertEqual(receipt._content()["employee"], paper._content()["employee"])
        content = paper._content()
        self.assertEqual(content["skp_sha256"], self.skp.version_ids.sha256)


@tagged("post_install", "-at_install")
class TestHistory(AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.skp = cls.agree(cls.staff)
        cls.event = cls.events(cls.skp)[-1]
        cls.env.flush_all()

    def test_moves_are_told_in_order(self):
        moves = [
            (one.name, one.state_from, one.state_to) for one in self.events(self.skp)
        ]
        self.assertEqual(
            moves,
            [
                ("open", False, False),
                ("submit", "draft", "submitted"),
                ("approve", "submitted", "approved"),
            ],
        )

    def test_no_orm_way_changes_history(self):
        for who in (self.staff, self.boss, self.officer, self.admin):
            event = self.by(self.event, who)
            for doing in (
                lambda one: one.write({"note": "x"}),
                lambda one: one.unlink(),
                lambda one: one.copy(),
                lambda one: one.create(
                    {
                        "res_model": "hr.asn.skp",
                        "res_id": one.res_id,
                        "name": "approve",
                        "actor_id": one.env.uid,
                        "happened_at": "2026-01-01 00:00:00",
                    }
                ),
            ):
                with self.assertRaises(UserError):
                    doing(event)
        for doing in (lambda one: one.write({"note": "x"}), lambda one: one.unlink()):
            with self.assertRaises(UserError):
                doing(self.event.sudo())

    def test_no_sql_changes_history(self):
        for query in (
            "UPDATE hr_asn_event SET note = 'x' WHERE id = %s",
            "DELETE FROM hr_asn_event WHERE id = %s",
            "TRUNCATE hr_asn_event",
        ):
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(errors.RaiseException),
                self.cr.savepoint(),
            ):
                self.cr.execute(query, [self.event.id] if "%s" in query else None)

    def test_people_in_the_history_are_not_deleted(self):
        """Emptying a reference would be a change: the database says it in words."""
        gone = self._person("Pergi", login=False)
        self._assign(gone, self.boss, self.clinic)
        skp = self._open_late(gone)
        self.fill(skp, by=self.boss)
        self.by(skp, self.boss).action_submit()
        self.assertEqual(self.events(skp)[-1].on_behalf_of_id, gone)
        with mute_logger("odoo.sql_db"), self.assertRaises(errors.IntegrityError):
            with self.cr.savepoint():
                self.cr.execute(
                    "UPDATE hr_asn_skp SET employee_id = NULL WHERE employee_id = %s",
                    [gone.id],
                )
                self.cr.execute("DELETE FROM hr_employee WHERE id = %s", [gone.id])

    def _open_late(self, employee):
        self.cycle.action_open()
        return self.plan(employee)

    def test_history_is_read_by_who_reads_the_document(self):
        def seen(who):
            skp = self.by(self.skp, who)
            return skp.env["hr.asn.event"].search_count(
                [("res_model", "=", "hr.asn.skp"), ("res_id", "=", skp.id)]
            )

        for who in (self.staff, self.boss, self.chief, self.head, self.officer):
            self.assertEqual(seen(who), 3, who.name)
        for who in (self.peer, self.foreigner, self.foreign_boss):
            self.assertEqual(seen(who), 0, who.name)
        self.assertTrue(self.by(self.event, self.staff).is_readable)
        self.assertFalse(self.event.with_user(self.peer.user_id).sudo().is_readable)

    def test_a_corrected_appraiser_stays_in_the_history(self):
        assignment = self.skp.assignment_id
        self.by(assignment, self.officer).appraiser_id = self.head
        event = self.events(assignment)[-1]
        self.assertEqual(event.name, "change_appraiser")
        self.assertEqual(event.actor_id, self.officer)
        self.assertIn("Aisyah", event.note)
        self.assertIn("Rina", event.note)
