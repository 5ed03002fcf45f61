"""Appointment lists and changes of appraiser held against what is, day by day."""

from odoo.tests import tagged

from .common import YEAR, AsnCommon
from .test_hierarchy import HierarchyCase
from .test_transfer_list import TMT, TransferCase

AUGUST = f"{YEAR}-08-01"
CLINIC = "Puskesmas Contoh Barat"


class SoundCase(TransferCase, AsnCommon):
    """The office has a head with a deputy, the clinic a head with two nurses."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office.manager_id = cls.chief
        cls.deputy = cls._person("Darma")
        cls._assign(
            cls.deputy,
            cls.chief,
            cls.office,
            cls.mayor,
            post="Sekretaris Dinas",
            post_kind="administrator",
        )
        head = cls.env["hr.asn.assignment"].search([("employee_id", "=", cls.head.id)])
        head.write({"appraiser_id": cls.deputy.id, "superior_id": cls.chief.id})
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self.set_day(f"{YEAR}-07-06")

    def head_of_clinic(self, who, **changes):
        own = {"penugasan": "Kepala Puskesmas", "unor_baru": CLINIC}
        return self.row(who, "Dokter Ahli Muda", **own | changes)

    def head_of_office(self, who, **changes):
        return self.row(who, "Kepala Dinas Kesehatan", **changes)

    def deputy_of_office(self, who, **changes):
        own = {"unor_baru": "Dinas Kesehatan"}
        return self.row(who, "Sekretaris Dinas", **own | changes)

    def nurse(self, who, **changes):
        return self.row(who, "Perawat Mahir", unor_baru=CLINIC, **changes)

    def led(self, employee, on=TMT):
        """Return (appraiser, superior) of the post held on a day, by name."""
        post = self.posts(employee).filtered(
            lambda one: (
                str(one.date_from) <= on
                and (not one.date_to or str(one.date_to) >= on)
                and one.status == "definitif"
            )
        )
        self.assertEqual(len(post), 1)
        return post.appraiser_id.name, post.superior_id.name

    def assertAllDone(self, run):
        bad = run.line_ids.filtered(lambda one: one.state != "ok")
        self.assertEqual([(one.name, one.message) for one in bad], [])
        self.assertEqual(run.state, "done")

    def planned(self):
        return self.env["hr.asn.run"].search(
            [("kind", "=", "transfer"), ("start_on", "!=", False)]
        )

    def cron(self, day):
        self.set_day(day)
        self.env["hr.asn.run"]._asn_start_planned()
        for run in self.env["hr.asn.run"].search([("state", "=", "running")]):
            self.finish(run)
        self.env.invalidate_all()

    def lines(self, run, state):
        return run.line_ids.filtered(lambda one: one.state == state)


@tagged("post_install", "-at_install")
class TestSwaps(SoundCase):
    """Those who appraise each other's posts change places within one list."""

    def _both_ways(self, rows, check):
        """Take a list in its order, and in the opposite one, line by line as well."""
        for turned in (False, True):
            for step in (200, 1):
                with self.subTest(turned=turned, step=step):
                    point = self.cr.savepoint()
                    wizard = self.wizard(rows[::-1] if turned else rows)
                    wizard.action_check()
                    run = wizard.run_id
                    run.with_user(run.user_id)._asn_prepare()
                    while run.state == "running":
                        run._asn_step(step)
                    self.env.invalidate_all()
                    self.assertAllDone(run)
                    check()
                    self.env.flush_all()
                    point.close(rollback=True)
                    self.env.invalidate_all()

    def test_head_and_nurse_change_places(self):
        def check():
            self.assertEqual(self.led(self.peer), ("Hendra", "Wali"))
            self.assertEqual(self.led(self.boss), ("Laila", "Hendra"))
            self.assertEqual(self.led(self.staff), ("Laila", "Hendra"))
            self.assertEqual(self.clinic.manager_id, self.peer)

        self._both_ways([self.nurse(self.boss), self.head_of_clinic(self.peer)], check)

    def test_head_and_deputy_change_places(self):
        def check():
            self.assertEqual(self.led(self.deputy), ("Wali", None or False))
            self.assertEqual(self.led(self.chief), ("Darma", "Wali"))
            self.assertEqual(self.led(self.boss), ("Darma", "Wali"))
            self.assertEqual(self.led(self.head), ("Hendra", "Darma"))
            self.assertEqual(self.led(self.staff), ("Aisyah", "Darma"))
            self.assertEqual(self.office.manager_id, self.deputy)

        rows = [self.deputy_of_office(self.chief), self.head_of_office(self.deputy)]
        self._both_ways(rows, check)

    def test_three_go_round(self):
        """Head of the office → clinic, its head → deputy, the deputy → office."""

        def check():
            self.assertEqual(self.led(self.deputy), ("Wali", False))
            self.assertEqual(self.led(self.chief), ("Darma", "Wali"))
            self.assertEqual(self.led(self.boss), ("Darma", "Wali"))
            self.assertEqual(self.led(self.staff), ("Hendra", "Darma"))
            self.assertEqual(self.led(self.head), ("Aisyah", "Darma"))
            self.assertEqual(self.office.manager_id, self.deputy)
            self.assertEqual(self.clinic.manager_id, self.chief)

        rows = [
            self.head_of_clinic(self.chief),
            self.deputy_of_office(self.boss),
            self.head_of_office(self.deputy),
        ]
        self._both_ways(rows, check)

    def test_a_head_comes_beneath_one_of_his_own_people(self):
        """The head of the office is a nurse now, beneath the clinic's head."""

        def check():
            self.assertEqual(self.led(self.deputy), ("Wali", False))
            self.assertEqual(self.led(self.boss), ("Darma", "Wali"))
            self.assertEqual(self.led(self.chief), ("Aisyah", "Darma"))

        self._both_ways(
            [
                self.nurse(self.chief, nip_penilai=self.boss.asn_nip),
                self.head_of_office(self.deputy),
            ],
            check,
        )

    def test_a_nurse_comes_over_the_head_above_her(self):
        def check():
            self.assertEqual(self.led(self.peer), ("Wali", False))
            self.assertEqual(self.led(self.boss), ("Laila", "Wali"))
            self.assertEqual(self.led(self.staff), ("Aisyah", "Laila"))

        gone = self.row(self.chief, "", alasan="Pensiun")
        self._both_ways([gone, self.head_of_office(self.peer)], check)

    def test_a_swap_of_a_later_day(self):
        rows = [
            self.deputy_of_office(self.chief, tmt="01/08/2026"),
            self.head_of_office(self.deputy, tmt="01/08/2026"),
        ]
        run = self.take(rows)
        self.assertAllDone(run)
        self.assertEqual(self.led(self.boss, AUGUST), ("Hendra", "Wali"))
        self.cron(AUGUST)
        self.assertAllDone(self.planned())
        self.assertEqual(self.led(self.deputy, AUGUST), ("Wali", False))
        self.assertEqual(self.led(self.chief, AUGUST), ("Darma", "Wali"))
        self.assertEqual(self.led(self.boss, AUGUST), ("Darma", "Wali"))
        self.assertEqual(self.led(self.head, AUGUST), ("Hendra", "Darma"))
        self.assertEqual(self.office.manager_id, self.deputy)

    def test_who_waits_for_a_row_that_fails_is_told(self):
        """The nurse is not led by somebody who did not become head."""
        self.peer.user_id = self.clerk
        run = self.take([self.leaves(), self.succeeds()])
        self.assertEqual(self.line(run, self.staff).state, "failed")
        self.assertEqual(self.led(self.staff), ("Aisyah", "Hendra"))


@tagged("post_install", "-at_install")
class TestPlannedLists(SoundCase):
    """On its day a row is held against what is by then."""

    def setUp(self):
        super().setUp()
        self.boss.date_version = f"{YEAR - 1}-01-01"
        self.plan(self.staff)
        later = {"tmt": "01/08/2026"}
        self.now = self.take([self.leaves(**later), self.succeeds(**later)])
        self.assertAllDone(self.now)
        self.wait = self.planned()
        self.assertEqual(len(self.wait), 1)

    def test_on_the_day_all_of_it_is_done(self):
        self.cron(AUGUST)
        self.assertAllDone(self.wait)
        self.assertEqual(self.led(self.staff, AUGUST), ("Laila", "Hendra"))
        self.assertEqual(self.led(self.boss, AUGUST), ("Safrina", "Wali"))
        self.assertEqual(self.clinic.manager_id, self.peer)

    def test_an_appraiser_corrected_by_hand_stays_and_is_told(self):
        self.by(self.posts(self.staff), self.officer).appraiser_id = self.head
        self.cron(AUGUST)
        line = self.line(self.wait, self.staff)
        self.assertEqual(line.state, "failed")
        self.assertIn("Rina", line.message)
        self.assertEqual(self.led(self.staff, AUGUST)[0], "Rina")
        self.assertEqual(self.clinic.manager_id, self.peer)

    def test_a_post_that_has_ended_is_told(self):
        self.by(self.posts(self.staff), self.officer).date_to = f"{YEAR}-07-20"
        new = self.posts(self.boss)[-1]
        self.by(new, self.officer).date_from = f"{YEAR}-08-15"
        self.cron(AUGUST)
        self.assertIn("20 Juli 2026", self.line(self.wait, self.staff).message)
        line = self.line(self.wait, self.boss)
        self.assertEqual(line.state, "failed")
        self.assertIn("15 Agustus 2026", line.message)
        self.assertFalse(new.skp_ids)
        self.assertEqual(self.posts(self.staff).appraiser_id, self.boss)

    def test_who_has_left_gets_and_leads_nobody(self):
        self.peer.active = False
        self.cron(AUGUST)
        for person in (self.staff, self.peer):
            line = self.line(self.wait, person)
            self.assertEqual((person.name, line.state), (person.name, "failed"))
            self.assertIn("Laila", line.message)
        self.assertEqual(self.led(self.staff, AUGUST)[0], "Aisyah")
        self.assertEqual(self.clinic.manager_id, self.boss)

    def test_who_holds_no_post_by_then_leads_nobody(self):
        """He has left the agency, though nobody has archived him."""
        self.posts(self.chief).date_to = f"{YEAR}-07-31"
        self.cron(AUGUST)
        line = self.line(self.wait, self.peer)
        self.assertEqual(line.state, "failed")
        self.assertIn("Hendra has left or holds no post any more", line.message)

    def test_another_head_named_meanwhile_stays_and_is_told(self):
        self.clinic.manager_id = self.head
        self.cron(AUGUST)
        line = self.wait.line_ids.filtered(lambda one: one.res_model == "hr.department")
        self.assertEqual(line.state, "failed")
        self.assertIn("Rina", line.message)
        self.assertEqual(self.clinic.manager_id, self.head)
        self.assertEqual(self.led(self.staff, AUGUST)[0], "Laila")

    def test_a_person_with_an_appraiser_entered_by_hand_gets_his_plan(self):
        new = self.posts(self.boss)[-1]
        self.by(new, self.officer).appraiser_id = self.mayor
        self.cron(AUGUST)
        line = self.line(self.wait, self.boss)
        self.assertEqual(line.state, "ok")
        self.assertIn("Wali", line.message)
        self.assertEqual(new.appraiser_id, self.mayor)
        self.assertEqual(new.skp_ids.appraiser_id, self.mayor)


@tagged("post_install", "-at_install")
class TestRetry(SoundCase):
    """Trying failed rows again plans nothing twice and loses no head."""

    def setUp(self):
        super().setUp()
        self.plan(self.staff)

    def _again(self, run):
        run.with_user(run.user_id).action_retry()
        self.finish(run)
        self.env.invalidate_all()

    def _take_without(self, person, rows):
        """Take a list in; a person leaves after it was looked at for the last time."""
        wizard = self.wizard(rows)
        wizard.action_check()
        run = wizard.run_id
        run.with_user(run.user_id)._asn_prepare()
        person.active = False
        self.finish(run)
        self.env.invalidate_all()
        return run.with_user(self.env.user)

    def test_later_rows_are_planned_once(self):
        later = {"tmt": "01/08/2026"}
        rows = [
            self.leaves(**later),
            self.succeeds(**later),
            self.row(self.deputy, "", alasan="Pensiun"),
        ]
        run = self.take(rows)
        wait = self.planned()
        before = sorted(wait.line_ids.mapped("key"))
        run.line_ids[0].sudo().state = "failed"
        self._again(run)
        self.assertEqual(self.planned(), wait)
        self.assertEqual(sorted(wait.line_ids.mapped("key")), before)

    def test_a_head_whose_row_succeeds_at_last_heads_his_unit(self):
        run = self._take_without(self.peer, [self.leaves(), self.succeeds()])
        self.assertEqual(self.clinic.manager_id, self.boss)
        failed = self.lines(run, "failed")
        self.assertEqual(set(failed.mapped("name")), {"Laila", "Dewi", CLINIC_PATH})
        self.peer.active = True
        self._again(run)
        self.assertAllDone(run)
        self.assertEqual(self.clinic.manager_id, self.peer)
        self.assertEqual(self.led(self.staff)[0], "Laila")

    def test_a_later_row_that_succeeds_at_last_is_planned(self):
        later = {"tmt": "01/08/2026"}
        rows = [self.leaves(**later), self.succeeds(**later)]
        run = self._take_without(self.peer, rows)
        self.assertEqual(self.line(run, self.peer).state, "failed")
        self.peer.active = True
        self._again(run)
        self.assertAllDone(run)
        self.cron(AUGUST)
        self.assertEqual(len(self.planned()), 1)
        self.assertAllDone(self.planned())
        self.assertEqual(self.clinic.manager_id, self.peer)
        self.assertEqual(self.led(self.boss, AUGUST), ("Safrina", "Wali"))
        self.assertEqual(len(self.posts(self.peer)[-1].skp_ids), 1)


@tagged("post_install", "-at_install")
class TestActing(SoundCase):
    """Plt., Plh. and Pj. by list: begun, prolonged, ended, relieved."""

    def act(self, **changes):
        own = {"sampai": "30/09/2026", "unor_baru": CLINIC}
        own |= {"jenis_jabatan": "Fungsional", "jenjang": "Ahli Muda"}
        return self.row(self.peer, "Plt. Kepala Puskesmas", **own | changes)

    def acting(self, who=None):
        posts = self.posts(who or self.peer)
        return posts.filtered(lambda one: one.status != "definitif")

    def test_begun_prolonged_and_ended(self):
        self.plan(self.staff)
        self.take([self.row(self.boss, "", alasan="Pensiun")])
        self.assertAllDone(self.take([self.act()]))
        post = self.acting()
        plan = post.skp_ids
        self.assertEqual((len(plan), str(plan.date_to)), (1, f"{YEAR}-09-30"))
        again = self.act(tmt="01/10/2026", sampai="31/12/2026", nomor_sk="SK-2")
        run = self.take([again])
        self.assertAllDone(run)
        self.assertIn("31 Desember 2026", self.line(run, self.peer).message)
        self.assertEqual(self.acting(), post)
        self.assertEqual(str(post.date_to), f"{YEAR}-12-31")
        self.assertEqual(plan, post.skp_ids)
        self.assertEqual(str(plan.date_to), f"{YEAR}-12-31")
        self.assertIn("SK-2", self.events(post).mapped("note"))
        with self.assertNothingMade():
            run = self.take([again])
        self.assertEqual(run.params["counts"]["unchanged"], 1)
        self.assertEqual(str(post.date_to), f"{YEAR}-12-31")
        ended = self.row(
            self.peer,
            "",
            jabatan_lama="Plt. Kepala Puskesmas",
            alasan="Selesai",
            tmt="01/08/2026",
        )
        self.assertAllDone(self.take([ended]))
        self.assertEqual(str(post.date_to), f"{YEAR}-07-31")
        self.assertFalse(self.posts(self.peer)[0].date_to)

    def test_the_end_of_an_acting_post_is_corrected_by_the_same_row(self):
        self.take([self.act()])
        self.take([self.act(sampai="31/10/2026")])
        self.assertEqual(str(self.acting().date_to), f"{YEAR}-10-31")
        self.assertEqual(len(self.acting()), 1)

    def test_the_definitive_holder_ends_it_the_day_before(self):
        """Also where the acting post is called by the duty, not by the post."""
        self.take([self.row(self.boss, "", alasan="Pensiun")])
        self.take([self.act(status_jabatan="Plt", sampai="")])
        self.assertEqual(self.led(self.staff), ("Laila", "Hendra"))
        self.set_day(f"{YEAR}-09-03")
        newcomer = self._person("Baru")
        self._assign(newcomer, self.foreign_boss, self.school_office)
        self.assertAllDone(self.take([self.head_of_clinic(newcomer, tmt="01/09/2026")]))
        self.assertEqual(str(self.acting().date_to), f"{YEAR}-08-31")
        self.assertEqual(self.led(self.staff, AUGUST[:5] + "09-01")[0], "Baru")
        self.assertEqual(self.led(self.peer, AUGUST[:5] + "09-01")[0], "Baru")
        self.assertEqual(self.clinic.manager_id, newcomer)

    def test_acting_in_the_unit_one_belongs_to(self):
        """Her own post stays beneath the head above, her colleagues come to her."""
        self.take([self.row(self.boss, "", alasan="Pensiun"), self.act()])
        self.assertEqual(self.clinic.manager_id, self.peer)
        self.assertEqual(self.led(self.staff), ("Laila", "Hendra"))
        self.assertEqual(self.led(self.peer), ("Hendra", "Wali"))
        self.assertEqual(self.acting().appraiser_id, self.chief)
        self.assertEqual(self.acting().superior_id, self.mayor)

    def test_who_fills_a_vacant_post_takes_over_from_the_head_above(self):
        """The head left by an earlier list; his people are with the head above."""
        self.take([self.row(self.boss, "", alasan="Pensiun")])
        self.assertEqual(self.led(self.staff), ("Hendra", "Wali"))
        run = self.take([self.act()])
        self.assertAllDone(run)
        self.assertEqual(self.led(self.staff), ("Laila", "Hendra"))
        self.assertEqual(self.led(self.peer), ("Hendra", "Wali"))
        self.assertEqual(self.led(self.deputy), ("Hendra", "Wali"))


@tagged("post_install", "-at_install")
class TestHeadsOfUnits(HierarchyCase, AsnCommon):
    """A head named by a run of appraisers: who was, who is, since when, by which SK."""

    def launch(self, heads, **values):
        handler = self.by(self.env["hr.asn.run.appraiser"], self.officer)
        day = self.clock.date()
        changes = [(self.post(self.staff), self.head, values.get("start_on") or day)]
        return handler._asn_launch(changes, heads=heads, **values)

    def _named(self, unit):
        events = self.events(unit).filtered(lambda one: one.name == "change_head")
        return events.mapped("note")

    def test_history_says_who_was_and_who_is(self):
        run = self.launch([(self.clinic, self.head)], decree="SK 823/77")
        self.assertEqual((run.state, run.ok_count), ("done", 2))
        self.assertEqual(self.clinic.manager_id, self.head)
        noted = self._named(self.clinic)[-1]
        self.assertEqual(noted, "Aisyah → Rina; from 5 Januari 2026; SK 823/77")
        self.assertEqual(self.events(self.clinic)[-1].actor_id, self.officer)
        self.assertEqual(self.events(self.clinic)[-1].company_id, self.agency)
        self.assertEqual(self.events(self.clinic)[-1].label, "Head of the unit changed")

    def test_a_head_changed_on_the_form_is_in_the_history_too(self):
        self.clinic.manager_id = self.chief
        self.clinic.write({"manager_id": self.chief.id, "name": "Puskesmas"})
        self.assertEqual(self._named(self.clinic)[1:], ["Aisyah → Hendra"])

    def test_a_head_who_changed_meanwhile_is_not_replaced(self):
        start = self.env["hr.asn.run"]._fields["start_on"].to_date(f"{YEAR}-02-01")
        vacant = self._unit("Poli", self.office)
        run = self.launch(
            [(self.clinic, self.head), (vacant, self.head)], start_on=start
        )
        self.clinic.manager_id = self.chief
        self.set_day(f"{YEAR}-02-01")
        self.env["hr.asn.run"]._asn_start_planned()
        while run.state == "running":
            run._asn_step(200)
        self.env.invalidate_all()
        self.assertEqual((run.ok_count, run.failed_count), (2, 1))
        failed = run.line_ids.filtered(lambda one: one.state == "failed")
        for name in ("Hendra", "Aisyah"):
            self.assertIn(name, failed.message)
        self.assertEqual(self.clinic.manager_id, self.chief)
        self.assertEqual(vacant.manager_id, self.head)

    def test_an_appraiser_corrected_meanwhile_is_not_changed(self):
        start = self.env["hr.asn.run"]._fields["start_on"].to_date(f"{YEAR}-02-01")
        cases = {
            self.chief: lambda: self.by(self.post(self.staff), self.officer).write(
                {"appraiser_id": self.chief.id}
            ),
            self.boss: lambda: self.head.write({"active": False}),
        }
        for stays, meanwhile in cases.items():
            run = self.launch([], start_on=start)
            meanwhile()
            with self.subTest(stays.name):
                self.set_day(f"{YEAR}-02-01")
                self.env["hr.asn.run"]._asn_start_planned()
                run._asn_step(200)
                self.env.invalidate_all()
                self.assertEqual(run.failed_count, 1)
                self.assertEqual(self.post(self.staff).appraiser_id, stays)
            self.set_day(f"{YEAR}-01-05")
            self.post(self.staff).appraiser_id = self.boss

    def test_a_post_that_ended_meanwhile_is_told(self):
        start = self.env["hr.asn.run"]._fields["start_on"].to_date(f"{YEAR}-02-01")
        run = self.launch([], start_on=start)
        self.post(self.staff).date_to = f"{YEAR}-01-20"
        self.set_day(f"{YEAR}-02-01")
        self.env["hr.asn.run"]._asn_start_planned()
        run._asn_step(200)
        self.assertIn("20 Januari 2026", run.line_ids.message)
        self.assertEqual(run.line_ids.state, "failed")
        self.assertEqual(self.post(self.staff).appraiser_id, self.boss)


CLINIC_PATH = "Dinas Kesehatan / Puskesmas Contoh Barat"
