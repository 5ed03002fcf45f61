from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import codes, hierarchy
from ..models import hr_asn_hierarchy_undo_mixin
from .common import YEAR, AsnCommon, AsnHttpCommon

TODAY = f"{YEAR}-01-05"


class HierarchyCase:
    """An agency in which all is well; each test spoils one thing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office.manager_id = cls.chief
        cls.clinic.manager_id = cls.boss
        cls.school_office.manager_id = cls.foreign_boss
        cls.post(cls.head).appraiser_id = cls.chief
        cls.env.flush_all()

    @classmethod
    def post(cls, employee):
        return cls.env["hr.asn.assignment"].search([("employee_id", "=", employee.id)])

    def rows(self, who=None, **values):
        """Return the rows that an officer sees, those with these values."""
        model = self.by(self.env["hr.asn.hierarchy"], who or self.officer)
        return model.search([(name, "=", value) for name, value in values.items()])

    def found(self, who=None):
        """Return all there is as a sorted list of (problem, name)."""
        return sorted((row.problem, row.name) for row in self.rows(who))

    def corrupt(self, employee, appraiser):
        """Set an appraiser past every check, as older data and imports have done."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_assignment SET appraiser_id = %s WHERE employee_id = %s",
            [appraiser.id, employee.id],
        )
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestHierarchy(HierarchyCase, AsnCommon):
    def test_the_most_pressing_problem_comes_first(self):
        self.clinic.manager_id = False
        self.post(self.staff).appraiser_id = self.foreign_boss
        self.post(self.peer).appraiser_id = False
        rows = self.by(self.env["hr.asn.hierarchy"], self.officer)
        expected = ["none", "other_unit", "headless"]
        groups = rows.web_read_group([], ["problem"])["groups"]
        self.assertEqual([group["problem"] for group in groups], expected)
        panel = rows.search_panel_select_range("problem", enable_counters=True)
        self.assertEqual([one["id"] for one in panel["values"]], expected)

    def test_the_tree_of_who_appraises_whom(self):
        posts = self.by(self.env["hr.asn.assignment"], self.officer)
        tops = posts.search([("parent_id", "=", False)])
        self.assertEqual(set(tops.mapped("name")), {"Hendra", "Safrina"})
        clinic = posts.browse(self.post(self.boss).id)
        self.assertEqual(set(clinic.child_ids.mapped("name")), {"Dewi", "Laila"})
        self.assertEqual(clinic.parent_id.name, "Hendra")
        below = posts.search([("parent_id", "=", clinic.id)])
        self.assertEqual(below, clinic.child_ids)

    def test_rows_are_found_once_for_a_page_and_not_kept(self):
        """However many groups are open; and the next page finds what is then."""
        self.clinic.manager_id = False
        self.post(self.peer).appraiser_id = False
        rows = self.by(self.env["hr.asn.hierarchy"], self.officer)
        asked = {"auto_unfold": True, "unfold_read_specification": {"name": {}}}
        query = type(rows)._asn_rows_query
        with patch.object(
            type(rows), "_asn_rows_query", autospec=True, side_effect=query
        ) as found:
            groups = rows.web_read_group([], ["problem"], **asked)["groups"]
            self.assertEqual(found.call_count, 1)
        names = [[one["name"] for one in group["__records"]] for group in groups]
        self.assertEqual(names, [["Laila"], ["Puskesmas Contoh Barat"]])
        self.post(self.peer).appraiser_id = self.boss
        groups = rows.web_read_group([], ["problem"], **asked)["groups"]
        self.assertEqual([group["problem"] for group in groups], ["headless"])
        alone = self.by(rows, self.unit_officer).with_context(lang="id_ID")
        page = alone.web_search_read([], {"name": {}, "people": {}})
        self.assertEqual(
            [(one["name"], one["people"]) for one in page["records"]],
            [("Puskesmas Contoh Barat", 2)],
        )

    # -- each problem, and only it -------------------------------------------

    def test_a_healthy_agency_has_no_rows(self):
        self.assertEqual(self.found(), [])

    def test_no_appraiser_with_the_unit_head_as_proposal(self):
        self.post(self.staff).appraiser_id = False
        self.assertEqual(self.found(), [("none", "Dewi")])
        row = self.rows()
        self.assertEqual(row.proposal_id, self.boss)
        self.assertEqual(str(row.since), f"{YEAR}-01-01")
        self.assertEqual(row.appraiser_id, row.appraiser_id.browse())

    def test_who_came_this_year_is_proposed_from_that_day(self):
        self.set_day(f"{YEAR}-05-10")
        newcomer = self._person("Baru")
        self._assign(newcomer, False, self.clinic, date_from=f"{YEAR}-04-01")
        self.assertEqual(str(self.rows(problem="none").since), f"{YEAR}-04-01")

    def test_the_head_himself_is_proposed_the_head_above(self):
        self.post(self.boss).appraiser_id = False
        row = self.rows(problem="none")
        self.assertEqual((row.name, row.proposal_id), ("Aisyah", self.chief))

    def test_appraiser_whose_post_has_ended(self):
        self._assign(self._person("Ganti"), self.chief, self.clinic)
        gone = self._person("Pergi")
        self._assign(gone, self.chief, self.clinic, date_to=f"{YEAR - 1}-12-31")
        self.post(self.staff).appraiser_id = gone
        self.assertEqual(self.found(), [("gone", "Dewi")])
        self.assertEqual(self.rows().proposal_id, self.boss)

    def test_archived_appraiser(self):
        old = self._person("Pensiun")
        self._assign(old, self.chief, self.clinic)
        self.post(self.staff).appraiser_id = old
        self.assertEqual(self.found(), [])
        old.active = False
        self.assertEqual(self.found(), [("gone", "Dewi")])

    def test_two_who_appraise_each_other(self):
        self.corrupt(self.boss, self.staff)
        self.assertEqual(self.found(), [("loop", "Aisyah"), ("loop", "Dewi")])

    def test_a_circle_of_three_but_not_who_hangs_beneath(self):
        third = self._person("Tiga")
        self._assign(third, self.staff, self.clinic)
        self.corrupt(self.boss, third)
        loops = [name for problem, name in self.found() if problem == "loop"]
        self.assertEqual(loops, ["Aisyah", "Dewi", "Tiga"])

    def test_who_appraises_himself(self):
        """Older data may hold what the database refuses since."""
        self.env.cr.execute(
            "ALTER TABLE hr_asn_assignment "
            "DROP CONSTRAINT hr_asn_assignment_not_own_appraiser"
        )
        self.corrupt(self.staff, self.staff)
        self.assertEqual(self.found(), [("own", "Dewi")])
        self.assertEqual(self.rows().proposal_id, self.boss)

    def test_lower_post(self):
        manager = self._person("Kabid")
        self._assign(manager, self.chief, self.office, post_kind="administrator")
        self.assertEqual(self.found(), [])
        self.post(manager).appraiser_id = self.head
        self.assertEqual(self.found(), [("lower", "Kabid")])

    def test_head_of_a_school_is_lower_than_nobody(self):
        clerk = self._person("Kasubbag")
        self._assign(clerk, self.boss, self.clinic, post_kind="pengawas")
        self.assertEqual(self.found(), [])
        self.post(self.boss).duty = False
        self.assertEqual(self.found(), [("lower", "Kasubbag")])

    def test_appraiser_of_another_unit(self):
        self.post(self.staff).appraiser_id = self.foreign_boss
        self.assertEqual(self.found(), [("other_unit", "Dewi")])
        self.assertEqual(self.rows().proposal_id, self.boss)

    def test_teacher_under_a_division_instead_of_the_school(self):
        division = self._unit("Bidang SD", self.school_office)
        school = self._unit("SDN 4", self.school_office)
        lead, principal, teacher = map(self._person, ("Kabid", "Kepsek", "Guru"))
        division.manager_id, school.manager_id = lead, principal
        self._assign(lead, self.foreign_boss, division)
        self._assign(principal, self.foreign_boss, school, duty="Kepala Sekolah")
        self._assign(teacher, lead, school)
        self.assertEqual(self.found(), [("other_unit", "Guru")])
        self.assertEqual(self.rows().proposal_id, principal)

    def test_heads_of_offices_are_under_the_secretary(self):
        secretariat = self._unit("Sekretariat Daerah", self.root)
        secretary = self._person("Sekda")
        secretariat.manager_id = secretary
        self._assign(secretary, self.mayor, secretariat, post_kind="jpt")
        self.post(self.chief).appraiser_id = secretary
        self.assertEqual(self.found(), [])
        self.post(self.staff).appraiser_id = secretary
        self.assertEqual(self.found(), [("other_unit", "Dewi")])

    def test_unit_without_a_head(self):
        self.clinic.manager_id = False
        self.assertEqual(self.found(), [("headless", "Puskesmas Contoh Barat")])
        row = self.rows()
        # Whom the former head appraises; she herself is appraised by the office's.
        self.assertEqual((row.people, row.proposal_id), (2, self.chief))

    def test_of_a_unit_without_a_head_only_who_waits_gets_another(self):
        """Rina appraises Dewi rightly; Laila's is gone, Tono has nobody."""
        self.post(self.staff).appraiser_id = self.head
        tono = self._person("Tono", login=False)
        self._assign(tono, None, self.clinic)
        self.post(self.boss).date_to = f"{YEAR}-01-04"
        row = self.rows(problem="headless")
        self.assertEqual((row.name, row.people), ("Puskesmas Contoh Barat", 2))
        row.action_accept()
        self.assertEqual(self.clinic.manager_id, self.chief)
        appraisers = [
            self.post(one).appraiser_id for one in (self.staff, self.peer, tono)
        ]
        self.assertEqual(appraisers, [self.head, self.chief, self.chief])
        self.assertEqual(self.post(self.staff).superior_id, self.chief)
        self.assertEqual(self.found(), [])

    def test_who_had_the_former_head_waits_though_he_is_still_there(self):
        """He heads another unit by now; two heads back is not the former one."""
        self.clinic.manager_id = self.head
        self.post(self.staff).appraiser_id = self.head
        self.clinic.manager_id = False
        row = self.rows(problem="headless")
        self.assertEqual(row.people, 1)
        row.action_accept()
        self.assertEqual(self.post(self.staff).appraiser_id, self.chief)
        self.assertEqual(self.post(self.peer).appraiser_id, self.boss)

    def test_who_waits_in_twenty_units_is_read_as_in_two(self):
        costs = []
        for count in (2, 2, 20):
            for number in range(count):
                unit = self._unit(f"Puskesmas {count} {number}", self.office)
                self._assign(self._person("Tono", login=False), None, unit)
            rows = self.rows(problem="headless")
            self.assertEqual(rows.mapped("people"), [1] * count)
            before = self.cr.sql_log_count
            changes, heads = rows._asn_wanted_of(
                [(row, row.proposal_id, row.since) for row in rows]
            )
            costs.append(self.cr.sql_log_count - before)
            self.assertEqual((len(changes), len(heads)), (count, count))
            rows.action_accept()
            self.assertFalse(self.rows(problem="headless"))
        self.assertEqual(costs[1], costs[2])

    def test_the_former_head_is_the_person_whatever_the_name(self):
        """A name corrected afterwards loses nobody; a namesake is not replaced."""
        namesake = self._person(self.boss.name)
        self._assign(namesake, self.chief, self.clinic)
        self.post(self.peer).appraiser_id = namesake
        self.clinic.manager_id = False
        self.assertEqual(self.rows(problem="headless").people, 1)
        self.boss.name = "Aisyah Putri"
        row = self.rows(problem="headless")
        self.assertEqual(row.people, 1)
        row.action_accept()
        self.assertEqual(self.post(self.staff).appraiser_id, self.chief)
        self.assertEqual(self.post(self.peer).appraiser_id, namesake)

    def test_a_unit_where_nobody_waits_gets_its_head_only(self):
        (self.post(self.staff) | self.post(self.peer)).appraiser_id = self.head
        self.clinic.manager_id = False
        row = self.rows(problem="headless")
        self.assertEqual((row.people, row.detail), (0, "0 people"))
        row.action_accept()
        self.assertEqual(self.clinic.manager_id, self.chief)
        posts = self.post(self.staff) | self.post(self.peer)
        self.assertEqual(posts.appraiser_id, self.head)
        self.assertEqual(self.found(), [])

    def test_the_window_names_a_head_where_nobody_waits(self):
        (self.post(self.staff) | self.post(self.peer)).appraiser_id = self.head
        self.clinic.manager_id = False
        row = self.rows(problem="headless")
        wizard = row.env["hr.asn.appraiser.change"].with_context(
            active_model=row._name, active_ids=row.ids
        )
        wizard = wizard.create({"appraiser_id": self.chief.id, "since": TODAY})
        self.assertEqual((wizard.way, wizard.people_count), ("chosen", 0))
        wizard.action_process()
        self.assertEqual(self.clinic.manager_id, self.chief)

    def test_acting_with_its_end(self):
        self._assign(
            self.head,
            self.mayor,
            self.office,
            post="Kepala Bagian",
            status=codes.PLT,
            date_to=f"{YEAR}-02-28",
        )
        self.set_day(f"{YEAR}-01-28")
        self.assertEqual(self.found(), [])
        self.set_day(f"{YEAR}-01-29")
        row = self.rows()
        self.assertEqual((row.problem, row.name), ("acting", "Rina"))
        self.assertEqual(str(row.until), f"{YEAR}-02-28")
        self.assertEqual(row.present, f"until 28 Februari {YEAR}")
        self.assertEqual(row.post, "Plt. Kepala Bagian")

    def test_span(self):
        posts = [self._person(f"P{n}", login=False) for n in range(38)]
        for person in posts:
            self._assign(person, self.boss, self.clinic)
        self.assertEqual(hierarchy.SPAN_LIMIT, 40)
        self.assertEqual(self.found(), [])
        self._assign(self._person("P40", login=False), self.boss, self.clinic)
        self.assertEqual(self.found(), [("span", "Aisyah")])
        self.assertEqual(self.rows().people, 41)
        with self.assertRaises(UserError):
            self.rows().action_accept()

    def test_who_has_left_is_not_listed(self):
        self.post(self.staff).write(
            {"appraiser_id": False, "date_to": f"{YEAR - 1}-12-31"}
        )
        self.assertEqual(self.found(), [])

    # -- who sees what -------------------------------------------------------

    def test_officer_of_units_sees_his_own(self):
        for person in (self.staff, self.foreigner):
            self.post(person).appraiser_id = False
        self.assertEqual(self.found(self.unit_officer), [("none", "Dewi")])
        both = [("none", "Dewi"), ("none", "Novita")]
        self.assertEqual(self.found(self.officer), both)
        self.assertEqual(self.found(self.auditor), both)
        with self.assertRaises(AccessError):
            self.found(self.staff)
        with self.assertRaises(AccessError):
            self.rows(self.auditor)[0].new_appraiser_id = self.boss

    def test_officer_of_units_mends_no_other(self):
        self.post(self.foreigner).appraiser_id = False
        row = self.rows()
        with self.assertRaises(AccessError):
            self.by(row, self.unit_officer).write({"new_appraiser_id": self.chief.id})

    def test_officer_does_not_put_himself_over_people(self):
        clerk = self._person("Petugas", groups="hr_asn_appraisal.group_asn_officer")
        self._assign(clerk, self.chief, self.office)
        self.post(self.staff).appraiser_id = False
        with self.assertRaises(AccessError):
            self.rows(clerk).write({"new_appraiser_id": clerk.id})

    def test_people_are_found_by_number(self):
        number = self.boss.asn_nip
        spaced = f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}"
        for who, expected in ((self.officer, self.boss), (self.staff, None)):
            people = self.by(self.env["hr.employee"], who)
            for text in (number, spaced):
                with self.subTest(who.name, text=text):
                    ids = [found[0] for found in people.name_search(text)]
                    self.assertEqual(ids, expected.ids if expected else [])
        names = self.by(self.env["hr.employee"], self.officer).name_search("Aisyah")
        self.assertEqual([found[0] for found in names], self.boss.ids)

    def test_who_is_chosen_from_is_shown_with_number_and_post(self):
        people = self.by(self.env["hr.employee"], self.officer).browse(self.boss.id)
        people = people.with_context(formatted_display_name=True)
        self.assertIn(self.boss.asn_nip, people.display_name)
        own = self.by(self.env["hr.employee"], self.staff).browse(self.boss.id)
        own = own.with_context(formatted_display_name=True)
        self.assertEqual(own.display_name, "Aisyah")

    # -- mending -------------------------------------------------------------

    def test_mended_row_is_gone_with_history(self):
        self.post(self.staff).appraiser_id = False
        self.rows().write({"new_appraiser_id": self.boss.id, "since": TODAY})
        self.assertEqual(self.found(), [])
        post = self.post(self.staff)
        self.assertEqual((post.appraiser_id, post.superior_id), (self.boss, self.chief))
        note = self.events(post)[-1].note
        self.assertIn("Aisyah, Hendra", note)
        self.assertEqual(self.events(post)[-1].actor_id, self.officer)
        self.assertTrue(self.by(post, self.officer).asn_event_ids)

    def test_only_appraiser_and_day_are_written(self):
        self.post(self.staff).appraiser_id = False
        with self.assertRaises(UserError):
            self.rows().write({"name": "Lain"})
        with self.assertRaises(UserError):
            self.rows().write({"since": TODAY})

    def test_loop_is_refused_with_both_names(self):
        self.post(self.boss).appraiser_id = False
        with self.assertRaisesRegex(ValidationError, "Aisyah.*Dewi|Dewi.*Aisyah"):
            self.rows(problem="none").write({"new_appraiser_id": self.staff.id})

    def test_proposals_are_taken_for_many(self):
        for person in (self.staff, self.peer, self.boss):
            self.post(person).appraiser_id = False
        self.rows().action_accept()
        self.assertEqual(self.found(), [])
        posts = self.post(self.staff) | self.post(self.peer)
        self.assertEqual(posts.appraiser_id, self.boss)
        self.assertEqual(self.post(self.boss).appraiser_id, self.chief)

    def test_new_appraiser_becomes_head_of_the_unit_without_one(self):
        self.clinic.manager_id = False
        self.rows().write({"new_appraiser_id": self.head.id})
        self.assertEqual(self.clinic.manager_id, self.head)
        people = self.post(self.staff) | self.post(self.peer)
        self.assertEqual(people.appraiser_id, self.head)
        self.assertEqual(self.post(self.boss).appraiser_id, self.chief)
        self.assertEqual(self.found(), [])

    def test_nobody_names_the_head_of_a_strange_unit(self):
        handler = self.by(self.env["hr.asn.run.appraiser"], self.unit_officer)
        run = handler._asn_launch(
            [(self.post(self.staff), self.chief, self.clock.date())],
            heads=[(self.school_office, self.head)],
        )
        self.assertEqual((run.state, run.ok_count, run.failed_count), ("done", 1, 1))
        self.assertEqual(self.post(self.staff).appraiser_id, self.chief)
        self.assertEqual(self.school_office.manager_id, self.foreign_boss)

    def test_successor_takes_over_whom_the_acting_one_appraises(self):
        acting = self._assign(
            self.head,
            self.mayor,
            self.clinic,
            post="Kepala",
            status=codes.PLT,
            date_to=f"{YEAR}-01-20",
        )
        for person in (self.staff, self.peer):
            self.post(person).appraiser_id = self.head
        row = self.rows(problem="acting")
        self.assertEqual(row.assignment_id, acting)
        row.write({"new_appraiser_id": self.boss.id})
        people = self.post(self.staff) | self.post(self.peer)
        self.assertEqual(people.appraiser_id, self.boss)
        self.assertEqual(acting.appraiser_id, self.mayor)


@tagged("post_install", "-at_install")
class TestChangeOfAppraiser(HierarchyCase, AsnCommon):
    """What goes along with a new appraiser, and what stays."""

    def change(self, people, person, since, **values):
        """Process the wizard as the officer for posts; return (wizard, run)."""
        posts = self.by(self.env["hr.asn.assignment"], self.officer).browse(people.ids)
        wizard = posts.env["hr.asn.appraiser.change"].with_context(
            active_model=posts._name, active_ids=posts.ids
        )
        wizard = wizard.create({"appraiser_id": person.id, "since": since, **values})
        return wizard, self.run_of(wizard)

    def run_of(self, wizard):
        action = wizard.action_process()
        return self.env["hr.asn.run"].browse(action["res_id"])

    def test_the_day_decides_what_follows(self):
        """Q1 delivered, Q2 rated, Q3 open and ended, Q4 open: only Q4 goes along."""
        q1, q2, q3, q4 = (self.quarter(self.staff, n) for n in (1, 2, 3, 4))
        self.bring_evaluation(q1, "delivered")
        self.bring_evaluation(q2, "rated")
        self.bring_evaluation(q3, "submitted")
        self.set_day(f"{YEAR}-10-03")
        wizard, run = self.change(
            self.post(self.staff), self.head, f"{YEAR}-10-01", decree="SK 823/77"
        )
        self.assertEqual((run.state, run.ok_count), ("done", 1))
        self.assertEqual(q4.appraiser_id, self.head)
        for stayed in (q1, q2, q3):
            self.assertEqual(stayed.appraiser_id, self.boss)
        # Plan, fourth quarter and year move; the third quarter is of before.
        self.assertEqual((wizard.people_count, wizard.moving_count), (1, 3))
        self.assertEqual((wizard.earlier_count, wizard.staying_count), (1, 2))
        note = self.events(self.post(self.staff))[-1].note
        self.assertIn("Aisyah, Hendra → Rina, Hendra", note)
        self.assertIn("SK 823/77", note)
        # A later correction of the superior leaves the former appraiser's quarter.
        self.by(self.post(self.staff), self.officer).superior_id = self.mayor
        self.assertEqual((q3.appraiser_id, q3.superior_id), (self.boss, self.mayor))

    def test_delivered_and_rated_keep_their_parties(self):
        q1, q2 = self.quarter(self.staff, 1), self.quarter(self.staff, 2)
        self.bring_evaluation(q1, "delivered")
        self.bring_evaluation(q2, "rated")
        self.change(self.post(self.staff), self.head, TODAY)
        self.assertEqual((q1 | q2).appraiser_id, self.boss)

    def test_waiting_plan_and_its_to_do_go_to_the_new_one(self):
        plan = self.bring_plan(self.plan(self.staff), "submitted")
        self.change(plan.assignment_id, self.head, TODAY)
        self.env.invalidate_all()
        self.assertEqual(plan.activity_ids.user_id, self.head.user_id)
        self.by(plan, self.head).action_approve()
        self.assertEqual(plan.state, "approved")

    def test_superior_of_those_below_follows(self):
        self.change(self.post(self.boss), self.head, TODAY)
        post = self.post(self.staff)
        self.assertEqual((post.appraiser_id, post.superior_id), (self.boss, self.head))
        plan = self.plan(self.staff)
        self.assertEqual(plan.superior_id, self.head)

    def test_all_of_one_appraiser(self):
        wizard = self.by(self.env["hr.asn.appraiser.change"], self.officer).create(
            {
                "way": "all",
                "former_id": self.boss.id,
                "appraiser_id": self.head.id,
                "since": TODAY,
            }
        )
        self.assertEqual(wizard.people_count, 2)
        run = self.run_of(wizard)
        self.assertEqual((run.state, run.ok_count), ("done", 2))
        people = self.post(self.staff) | self.post(self.peer)
        self.assertEqual(people.appraiser_id, self.head)

    def asked_day(self, *people):
        """Return the day that the wizard proposes for the rows of these people."""
        posts = self.env["hr.asn.assignment"].union(*map(self.post, people))
        rows = self.rows().filtered(lambda row: row.assignment_id in posts)
        wizard = rows.env["hr.asn.appraiser.change"].with_context(
            active_model=rows._name, active_ids=rows.ids
        )
        return wizard.default_get(["since"])["since"]

    def test_the_day_is_that_of_the_rows(self):
        """1 January or the first day in the post for who lacks somebody, else today."""
        self.set_day(f"{YEAR}-03-20")
        self.corrupt(self.boss, self.foreign_boss)
        for one in (self.staff, self.peer):
            self.post(one).appraiser_id = False
        self.post(self.peer).date_from = f"{YEAR}-02-02"
        days = {self.staff: f"{YEAR}-01-01", self.peer: f"{YEAR}-02-02"}
        days |= {self.boss: f"{YEAR}-03-20"}
        for one, day in days.items():
            self.assertEqual(str(self.asked_day(one)), day)
            row = self.rows(assignment_id=self.post(one).id)
            self.assertEqual(str(row.since), day)
        self.assertEqual(str(self.asked_day(self.staff, self.peer)), f"{YEAR}-01-01")
        self.assertEqual(str(self.asked_day(self.staff, self.boss)), f"{YEAR}-03-20")

    def test_one_that_cannot_stops_no_other(self):
        """The unit with its head and the head's own superior: these two are named."""
        wizard = self.by(self.env["hr.asn.appraiser.change"], self.officer).create(
            {
                "way": "unit",
                "department_id": self.office.id,
                "with_subunits": True,
                "appraiser_id": self.staff.id,
                "since": TODAY,
            }
        )
        # Dewi herself, Aisyah and Hendra above her; Laila and Rina can.
        self.assertEqual((wizard.people_count, wizard.refused_count), (5, 3))
        self.assertIn("Aisyah", wizard.refused)
        run = self.run_of(wizard)
        self.assertEqual((run.ok_count, run.failed_count), (2, 2))
        self.assertEqual(self.post(self.peer).appraiser_id, self.staff)
        self.assertEqual(self.post(self.boss).appraiser_id, self.chief)
        failed = run.line_ids.filtered(lambda line: line.state == "failed")
        self.assertIn("Dewi", failed[0].message)

    def test_officer_of_units_moves_only_his_own(self):
        wizard = self.by(self.env["hr.asn.appraiser.change"], self.unit_officer)
        wizard = wizard.create(
            {
                "way": "all",
                "former_id": self.foreign_boss.id,
                "appraiser_id": self.head.id,
                "since": TODAY,
            }
        )
        self.assertEqual(wizard.people_count, 0)
        with self.assertRaises(UserError):
            wizard.action_process()

    def test_documents_of_other_units_are_not_counted(self):
        """Posts are named by whoever calls; a screen asks before anything is saved."""
        names = {"way": {}, "assignment_ids": {"fields": {}}, "moving_count": {}}
        for person, count in ((self.staff, 1), (self.foreigner, 0)):
            self.plan(person)
            wizard = self.by(self.env["hr.asn.appraiser.change"], self.unit_officer)
            wizard = wizard.with_context(
                active_model="hr.asn.assignment", active_ids=self.post(person).ids
            )
            self.env.flush_all()
            self.env.invalidate_all()
            told = wizard.onchange({}, [], names)["value"]
            self.assertEqual(told["moving_count"], count, person.name)

    def test_who_holds_no_post_any_more_becomes_no_head(self):
        gone = self._person("Pergi")
        self._assign(gone, self.chief, self.clinic, date_to=f"{YEAR - 1}-12-31")
        handler = self.by(self.env["hr.asn.run.appraiser"], self.officer)
        run = handler._asn_launch([], heads=[(self.school_office, gone)])
        line = run.sudo().line_ids
        self.assertEqual(line.state, "failed")
        self.assertIn("has left", line.message)
        self.assertEqual(self.school_office.manager_id, self.foreign_boss)

    def test_a_day_to_come_is_planned_and_done_on_that_day(self):
        self.post(self.peer).appraiser_id = False
        wizard, run = self.change(self.post(self.peer), self.head, f"{YEAR}-02-01")
        self.assertTrue(wizard.is_later)
        self.assertEqual((run.state, str(run.start_on)), ("draft", f"{YEAR}-02-01"))
        self.assertFalse(self.post(self.peer).appraiser_id)
        self.assertIn("Rina", self.rows(problem="none").detail)
        self._cron(f"{YEAR}-01-31")
        self.assertEqual(run.state, "draft")
        self._cron(f"{YEAR}-02-01")
        self.assertEqual((run.state, run.ok_count), ("done", 1))
        self.assertEqual(self.post(self.peer).appraiser_id, self.head)

    def plan_change(self, **values):
        """Return the run that an officer has planned for February, for all meant."""
        wizard = self.by(self.env["hr.asn.appraiser.change"], self.officer)
        day = f"{YEAR}-02-01"
        return self.run_of(
            wizard.create({"appraiser_id": self.head.id, "since": day, **values})
        )

    def told(self, run):
        """Return {name: (state, message)} of the rows of a run."""
        lines = run.sudo().line_ids
        names = {line.res_id: line for line in lines}
        posts = self.env["hr.asn.assignment"].browse(names)
        return {one.name: (names[one.id].state, names[one.id].message) for one in posts}

    def test_who_joins_an_appraiser_before_the_day_goes_along(self):
        """All of Aisyah from February on; Tono joins, Laila got another meanwhile."""
        run = self.plan_change(way="all", former_id=self.boss.id)
        tono = self._person("Tono", login=False)
        self._assign(tono, self.boss, self.clinic, date_from=f"{YEAR}-01-20")
        self.by(self.post(self.peer), self.officer).appraiser_id = self.chief
        self._cron(f"{YEAR}-02-01")
        told = self.told(run)
        self.assertEqual(
            {name: state for name, (state, _message) in told.items()},
            {"Dewi": "ok", "Tono": "ok", "Laila": "failed"},
        )
        self.assertIn("Hendra by now", told["Laila"][1])
        self.assertEqual(self.post(tono).appraiser_id, self.head)
        self.assertEqual(self.post(self.peer).appraiser_id, self.chief)

    def test_who_joins_or_leaves_a_unit_before_the_day(self):
        """All of the Puskesmas: Tono joins, Dewi's post is corrected to the office."""
        run = self.plan_change(way="unit", department_id=self.clinic.id)
        tono = self._person("Tono", login=False)
        self._assign(tono, self.boss, self.clinic, date_from=f"{YEAR}-01-20")
        self._assign(
            self._person("Sari"), self.boss, self.clinic, date_from="2027-01-01"
        )
        self.by(self.post(self.staff), self.officer).department_id = self.office
        self._cron(f"{YEAR}-02-01")
        told = self.told(run)
        self.assertEqual(
            {name: state for name, (state, _message) in told.items()},
            {"Aisyah": "ok", "Laila": "ok", "Tono": "ok", "Dewi": "failed"},
        )
        self.assertIn("no longer of those", told["Dewi"][1])
        self.assertEqual(self.post(self.staff).appraiser_id, self.boss)

    def test_at_once_those_are_meant_who_were_shown(self):
        """From January on, of the whole Puskesmas: Dewi was there until February."""
        self.post(self.staff).date_to = f"{YEAR}-02-28"
        self.set_day(f"{YEAR}-03-10")
        run = self.plan_change(
            way="unit", department_id=self.clinic.id, since=f"{YEAR}-01-05"
        )
        told = self.told(run)
        self.assertEqual(
            {name: state for name, (state, _message) in told.items()},
            {"Aisyah": "ok", "Laila": "ok", "Dewi": "ok"},
        )
        self.assertEqual(self.post(self.staff).appraiser_id, self.head)

    def test_who_has_the_wanted_appraiser_by_the_day_has_not_left(self):
        run = self.plan_change(way="all", former_id=self.boss.id)
        self.by(self.post(self.peer), self.officer).appraiser_id = self.head
        self._cron(f"{YEAR}-02-01")
        self.assertEqual(
            self.told(run)["Laila"], ("skipped", "Is the appraiser already.")
        )
        self.assertEqual((run.ok_count, run.failed_count), (1, 0))

    def test_the_new_appraiser_who_joins_does_not_appraise_himself(self):
        run = self.plan_change(way="all", former_id=self.boss.id)
        self._assign(
            self.head,
            self.boss,
            self.clinic,
            status=codes.PLT,
            date_from=f"{YEAR}-01-20",
        )
        self._cron(f"{YEAR}-02-01")
        self.assertEqual((run.state, run.ok_count, run.failed_count), ("done", 2, 0))

    def test_who_was_chosen_by_name_stays_who_was_chosen(self):
        _wizard, run = self.change(self.post(self.staff), self.head, f"{YEAR}-02-01")
        tono = self._person("Tono", login=False)
        self._assign(tono, self.boss, self.clinic, date_from=f"{YEAR}-01-20")
        self._cron(f"{YEAR}-02-01")
        self.assertEqual(list(self.told(run)), ["Dewi"])

    def test_of_several_planned_changes_the_next_one_is_shown(self):
        """And only of whom one looks at: others of the same run are not read."""
        posts = self.post(self.peer) | self.post(self.staff)
        posts.appraiser_id = False
        for person, day in ((self.chief, "03-01"), (self.head, "02-01")):
            wizard = self.by(self.env["hr.asn.hierarchy"], self.officer)
            handler = wizard.env["hr.asn.run.appraiser"]
            since = date.fromisoformat(f"{YEAR}-{day}")
            handler._asn_launch([(one, person, since) for one in posts], start_on=since)
        row = self.by(self.rows(problem="none", name="Laila"), self.officer)
        self.assertEqual(set(row._asn_planned()), set(self.post(self.peer).ids))
        self.assertIn("Rina", row.detail)

    def test_a_planned_change_is_not_done_before_its_day(self):
        _wizard, run = self.change(self.post(self.peer), self.head, f"{YEAR}-02-01")
        self.by(run, self.officer).action_start()
        self.assertEqual(run.failed_count, 1)
        self.assertEqual(self.post(self.peer).appraiser_id, self.boss)

    def test_a_planned_run_whose_owner_lost_his_rights_stops_no_other(self):
        _wizard, lost = self.change(self.post(self.peer), self.head, f"{YEAR}-02-01")
        admin = self.by(self.post(self.staff), self.admin)
        handler = admin.env["hr.asn.run.appraiser"]
        day = self.set_day(f"{YEAR}-02-01") or self.clock.date()
        kept = handler._asn_launch([(admin, self.head, day)], start_on=day)
        group = self.env.ref("hr_asn_appraisal.group_asn_officer")
        self.officer.group_ids -= group
        self._cron(f"{YEAR}-02-01")
        self.assertEqual(self.post(self.peer).appraiser_id, self.boss)
        self.assertNotEqual((lost.state, lost.failed_count), ("done", 0))
        self.assertEqual(kept.state, "done")
        self.assertEqual(self.post(self.staff).appraiser_id, self.head)

    def test_a_planned_run_is_given_up_by_taking_its_day(self):
        _wizard, run = self.change(self.post(self.peer), self.head, f"{YEAR}-02-01")
        self.by(run, self.officer).action_give_up()
        self._cron(f"{YEAR}-02-01")
        self.assertEqual(run.state, "draft")

    def _cron(self, day):
        self.set_day(day)
        self.patch(
            self.env.registry["ir.cron"],
            "_commit_progress",
            lambda cron, processed=0, **kwargs: float("inf"),
        )
        root = self.env.ref("base.user_root")
        self.env["hr.asn.run"].with_user(root)._cron_asn_run()
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestHierarchyOverRpc(HierarchyCase, AsnHttpCommon):
    SPEC = {"problem": {}, "message": {}, "new_appraiser_id": {"fields": {}}}

    def save(self, rows, **vals):
        kwargs = {"specification": self.SPEC}
        return self.rpc("hr.asn.hierarchy", "web_save", rows.ids, vals, **kwargs)

    def test_mending_in_place(self):
        self.post(self.staff).appraiser_id = False
        row = self.rows()
        self.sign_in(self.officer)
        answer, error = self.save(row, new_appraiser_id=self.boss.id, since=TODAY)
        self.assertIsNone(error)
        self.assertEqual(answer[0]["id"], row.id)
        self.assertIn("Aisyah", answer[0]["message"])
        self.assertEqual(self.post(self.staff).appraiser_id, self.boss)

    def test_mending_many_tells_who_could_not(self):
        for person in (self.staff, self.peer, self.chief):
            self.post(person).appraiser_id = False
        rows = self.rows(problem="none")
        self.sign_in(self.officer)
        answer, error = self.save(rows, new_appraiser_id=self.boss.id)
        self.assertIsNone(error)
        self.assertEqual(len(answer), 3)
        self.assertIn("Hendra", answer[0]["message"])
        people = self.post(self.staff) | self.post(self.peer)
        self.assertEqual(people.appraiser_id, self.boss)
        self.assertFalse(self.post(self.chief).appraiser_id)

    @mute_logger("odoo.http")
    def test_strangers_and_readers_are_refused(self):
        self.post(self.foreigner).appraiser_id = False
        row = self.rows()
        for who in (self.staff, self.auditor, self.unit_officer):
            self.sign_in(who)
            _answer, error = self.save(row, new_appraiser_id=self.head.id)
            with self.subTest(who.name):
                self.assertTrue(error)
                self.assertFalse(self.post(self.foreigner).appraiser_id)

    @mute_logger("odoo.http")
    def test_private_ways_are_not_called(self):
        self.sign_in(self.officer)
        post = self.post(self.staff)
        for method in ("_asn_change_appraiser", "_asn_write"):
            _answer, error = self.rpc(post._name, method, post.ids, {})
            self.assertTrue(error)
        self.assertEqual(post.appraiser_id, self.boss)


@tagged("post_install", "-at_install")
class TestBesideTheList(HierarchyCase, AsnCommon):
    """The panel: what would be, what goes along, who it was; as far as one may see."""

    def panel(self, row, who=None, person=None, since=False):
        row = self.by(row, who or self.officer)
        return row.panel(person.id if person else False, since)

    def test_what_would_be_after_the_proposal(self):
        self.post(self.staff).appraiser_id = False
        self.plan(self.staff)
        panel = self.panel(self.rows())
        boxes = [(box["role"], box["name"], box["text"]) for box in panel["boxes"]]
        own, boss, chief = (
            self.post(one).post for one in (self.staff, self.boss, self.chief)
        )
        self.assertEqual(
            boxes,
            [
                ("superior", "Hendra", chief),
                # Laila, and then Dewi.
                ("appraiser", "Aisyah", f"{boss} · appraises 2"),
                ("person", "Dewi", own),
            ],
        )
        self.assertEqual((panel["title"], panel["refused"]), ("Dewi", []))

    def test_what_moves_and_what_stays_is_counted(self):
        """Q1 delivered, Q2 rated, Q3 open and ended; the change is of Q4."""
        q1, q2, q3, _q4 = (self.quarter(self.staff, n) for n in (1, 2, 3, 4))
        self.bring_evaluation(q1, "delivered")
        self.bring_evaluation(q2, "rated")
        self.bring_evaluation(q3, "submitted")
        self.set_day(f"{YEAR}-10-03")
        self.post(self.staff).appraiser_id = self.foreign_boss
        row = self.rows(problem="other_unit")
        moves = self.panel(row, since=f"{YEAR}-10-01")["moves"]
        self.assertEqual(
            [fate for _what, fate in moves],
            [
                "1 go to the new appraiser",
                # The fourth quarter and the year.
                "2 go along",
                "1 stay with the former",
                "2 stay, unchanged",
            ],
        )

    def test_a_circle_is_told_before_it_is_made(self):
        self.post(self.boss).appraiser_id = False
        panel = self.panel(self.rows(problem="none"), person=self.staff)
        self.assertEqual(len(panel["refused"]), 1)
        self.assertIn("Aisyah", panel["refused"][0])
        self.assertIn("Dewi", panel["refused"][0])

    def test_history_names_former_appraisers_and_the_paper(self):
        post = self.by(self.post(self.staff), self.officer)
        post._asn_change_appraiser(self.foreign_boss, self.clock.date(), "SK 823/77")
        self._assign(
            self.staff,
            self.head,
            self.office,
            date_from=f"{YEAR - 2}-01-01",
            date_to=f"{YEAR - 2}-12-31",
            status=codes.PLT,
            decree="SK 5/2",
        )
        history = self.panel(self.rows(problem="other_unit"))["history"]
        self.assertIn("SK 823/77", history[0][1])
        self.assertIn("Aisyah", history[0][1])
        self.assertIn("Rina", history[1][1])
        self.assertIn("SK 5/2", history[1][1])

    def test_history_says_the_day_of_the_agency(self):
        """At 01.00 WIB of 10 January it is still the 9th where no zone is set."""
        post = self.post(self.staff)
        self.env["hr.asn.event"].create(
            {
                "res_model": post._name,
                "res_id": post.id,
                "name": "change_appraiser",
                "note": "Aisyah → Rina",
                "actor_id": self.officer.id,
                "happened_at": f"{YEAR}-01-09 18:00:00",
                "company_id": self.agency.id,
            }
        )
        self.corrupt(self.staff, self.foreign_boss)
        row = self.rows(problem="other_unit")
        for zone in ("UTC", "Asia/Jakarta"):
            history = self.panel(row.with_context(tz=zone))["history"]
            self.assertEqual(history, [(f"10 Januari {YEAR}", "Aisyah → Rina")], zone)

    def test_unit_without_a_head_shows_who_waits(self):
        self.clinic.manager_id = False
        panel = self.panel(self.rows())
        self.assertEqual(panel["title"], "Puskesmas Contoh Barat")
        self.assertEqual(panel["boxes"][-1]["text"], "2 people")
        self.assertEqual(panel["history"], [])

    def test_nothing_of_rows_one_may_not_read(self):
        self.post(self.foreigner).appraiser_id = False
        row = self.rows()
        self.assertEqual(self.panel(row)["title"], "Novita")
        self.assertEqual(self.panel(row, self.auditor)["title"], "Novita")
        self.assertEqual(self.panel(row, self.unit_officer), {})
        with self.assertRaises(AccessError):
            self.panel(row, self.staff)

    def test_the_line_beneath_counts_who_is_right(self):
        """All but the mayor, who is no ASN; of them Dewi and Novita lack somebody."""
        self.env.cr.execute(
            "SELECT count(DISTINCT employee_id) FROM hr_asn_assignment "
            "WHERE company_id = %s AND asn_kind <> 'non_asn'",
            [self.agency.id],
        )
        total = self.env.cr.fetchone()[0]
        for person in (self.staff, self.foreigner):
            self.post(person).appraiser_id = False
        rows = self.env["hr.asn.hierarchy"]
        self.assertIn(f"{total - 2} of {total} ", self.by(rows, self.officer).figures())
        # Puskesmas Contoh Barat is his: Aisyah, Dewi, Laila.
        told = self.by(rows, self.unit_officer).figures()
        self.assertRegex(told, r"^\d+ of \d+ .*WIB")
        self.assertNotIn(f" {total} ", told)


@tagged("post_install", "-at_install")
class TestTakenBack(HierarchyCase, AsnCommon):
    """What was mended is taken back on the server, unless something came after."""

    def mend(self, rows, **vals):
        """Mend rows as the list does; return the token to take it back."""
        spec = {"message": {}, "undo": {}}
        return self.by(rows, self.officer).web_save(vals, spec)[0]["undo"]

    def undo(self, token, who=None):
        return self.by(self.env["hr.asn.hierarchy"], who or self.officer).take_back(
            token
        )

    def test_all_is_as_before_with_history(self):
        q1, q2 = self.quarter(self.staff, 1), self.quarter(self.staff, 2)
        self.bring_evaluation(q1, "submitted")
        post = self.post(self.staff)
        post.appraiser_id = self.foreign_boss
        # The first quarter was given to somebody else than the later ones.
        q1.sudo().write({"appraiser_id": self.boss.id})
        superior = post.superior_id
        token = self.mend(
            self.rows(problem="other_unit"), new_appraiser_id=self.head.id, since=TODAY
        )
        self.assertEqual((q1 | q2).appraiser_id, self.head)
        self.assertEqual(post.appraiser_id, self.head)
        self.undo(token)
        self.env.invalidate_all()
        self.assertEqual(post.appraiser_id, self.foreign_boss)
        self.assertEqual(post.superior_id, superior)
        self.assertEqual(q1.appraiser_id, self.boss)
        self.assertEqual(q2.appraiser_id, self.foreign_boss)
        self.assertEqual(q1.activity_ids.user_id, self.boss.user_id)
        event = self.events(post)[-1]
        self.assertIn("taken back", event.note)
        self.assertEqual(event.actor_id, self.officer)

    def test_superiors_of_those_below_come_back_too(self):
        self.post(self.boss).appraiser_id = False
        self.post(self.staff).superior_id = False
        token = self.mend(self.rows(problem="none"), new_appraiser_id=self.head.id)
        self.assertEqual(self.post(self.staff).superior_id, self.head)
        self.undo(token)
        self.env.invalidate_all()
        self.assertFalse(self.post(self.boss).appraiser_id)
        self.assertFalse(self.post(self.staff).superior_id)

    def test_many_at_once_and_the_head_of_the_unit(self):
        self.clinic.manager_id = False
        before = {one: one.appraiser_id for one in self.posts_of_clinic()}
        token = self.mend(self.rows(), new_appraiser_id=self.head.id)
        self.assertEqual(self.posts_of_clinic().appraiser_id, self.head)
        self.undo(token)
        self.env.invalidate_all()
        self.assertFalse(self.clinic.manager_id)
        for post, appraiser in before.items():
            self.assertEqual(post.appraiser_id, appraiser)
        # They wait as before: their former head is Aisyah, not who was taken back.
        self.assertEqual(self.rows().people, 2)
        labels = self.events(self.clinic).mapped("label")
        self.assertEqual(labels[-1], "Former head of the unit restored")

    def name_head(self, **vals):
        """Name Rina where nobody waits, as the list does; return what it answers."""
        self.posts_of_clinic().appraiser_id = self.head
        self.clinic.manager_id = False
        row = self.by(self.rows(problem="headless"), self.officer)
        return row.web_save(
            {"new_appraiser_id": self.head.id, **vals}, {"message": {}, "undo": {}}
        )[0]

    def test_a_head_named_alone_is_taken_back(self):
        answer = self.name_head()
        self.assertEqual(answer["message"], "Head of the unit from now on: Rina.")
        self.assertEqual(self.clinic.manager_id, self.head)
        self.assertEqual(
            self.undo(answer["undo"]), "Taken back: the head of the unit is as before."
        )
        self.env.invalidate_all()
        self.assertFalse(self.clinic.manager_id)
        self.assertEqual(self.posts_of_clinic().appraiser_id, self.head)
        with self.assertRaisesRegex(UserError, "no longer be taken back"):
            self.undo(answer["undo"])

    def test_a_head_taken_as_proposed_alone_is_taken_back(self):
        self.posts_of_clinic().appraiser_id = self.head
        self.clinic.manager_id = False
        action = self.by(self.rows(), self.officer).action_accept()["params"]
        self.assertEqual(action["message"], "Head of the unit from now on: Hendra.")
        self.assertEqual(self.clinic.manager_id, self.chief)
        self.undo(*action["undo"]["args"])
        self.env.invalidate_all()
        self.assertFalse(self.clinic.manager_id)

    def test_a_head_who_is_yet_to_come_is_not_taken_back(self):
        """The run waits for its day: it is given up instead."""
        answer = self.name_head(since=f"{YEAR}-02-01")
        self.assertFalse(self.clinic.manager_id)
        self.assertFalse(answer["undo"])
        self.assertIn("Planned for", answer["message"])

    def test_a_head_who_was_refused_is_not_taken_back(self):
        self.head.user_id = self.officer
        answer = self.name_head()
        self.assertFalse(self.clinic.manager_id)
        self.assertFalse(answer["undo"])
        self.assertIn("Nobody makes himself the head", answer["message"])

    def posts_of_clinic(self):
        return self.post(self.staff) | self.post(self.peer)

    def test_not_when_something_else_has_changed_since(self):
        post = self.post(self.staff)
        post.appraiser_id = False
        token = self.mend(self.rows(), new_appraiser_id=self.head.id)
        post.appraiser_id = self.boss
        with self.assertRaises(UserError):
            self.undo(token)
        self.assertEqual(post.appraiser_id, self.boss)

    def test_not_when_the_new_appraiser_has_worked_already(self):
        plan = self.bring_plan(self.plan(self.staff), "submitted")
        post = self.post(self.staff)
        post.appraiser_id = False
        token = self.mend(self.rows(), new_appraiser_id=self.head.id)
        self.by(plan, self.head).action_approve()
        with self.assertRaises(UserError):
            self.undo(token)
        self.assertEqual(post.appraiser_id, self.head)

    def test_not_twice_not_by_others_not_forged(self):
        self.post(self.staff).appraiser_id = False
        token = self.mend(self.rows(), new_appraiser_id=self.head.id)
        for who, text in (
            (self.admin, token),
            (self.unit_officer, token),
            (self.officer, f"{token[:-4]}AAAA"),
            (self.officer, "x"),
            (self.officer, ""),
            (self.officer, False),
        ):
            with self.subTest(who.name, text=text), self.assertRaises(UserError):
                self.undo(text, who)
        self.undo(token)
        with self.assertRaises(UserError):
            self.undo(token)

    def test_not_by_who_lost_his_rights(self):
        self.post(self.staff).appraiser_id = False
        token = self.mend(self.rows(), new_appraiser_id=self.head.id)
        self.officer.asn_unit_ids = self.school_office
        with self.assertRaises(AccessError):
            self.undo(token)
        self.assertEqual(self.post(self.staff).appraiser_id, self.head)

    def test_what_it_takes_is_kept_by_the_run_however_many_there_are(self):
        """The token is of one length for 2 and for 20 people; so is its use."""
        sizes = {self._many(count) for count in (2, 20)}
        self.assertEqual(len(sizes), 1)
        self.assertLess(max(sizes), 350)

    def _many(self, count):
        people = [self._person(f"Pegawai {count} {n}") for n in range(count)]
        posts = self.post(self.staff).union(
            *(self._assign(one, None, self.clinic) for one in people)
        )
        posts -= self.post(self.staff)
        token = self.mend(self.rows(problem="none"), new_appraiser_id=self.head.id)
        self.assertEqual(posts.appraiser_id, self.head)
        self.undo(token)
        self.env.invalidate_all()
        self.assertFalse(posts.appraiser_id)
        with self.assertRaisesRegex(UserError, "no longer be taken back"):
            self.undo(token)
        posts.appraiser_id = self.boss
        return len(token) - len(str(self.env["hr.asn.run"].search([], limit=1).id))

    def test_what_a_run_keeps_is_what_the_token_was_given_for(self):
        """Nobody writes into a run what he would like to be taken back."""
        for person in (self.staff, self.peer):
            self.post(person).appraiser_id = False
        token = self.mend(self.rows(), new_appraiser_id=self.head.id)
        run = self.env["hr.asn.run"].search([], limit=1)
        undo = run.params["undo"]
        undo["trace"]["before"][0][0][1][0] = self.chief.id
        run._asn_put({"params": run.params | {"undo": undo}})
        with self.assertRaisesRegex(UserError, "no longer be taken back"):
            self.undo(token)
        self.assertEqual(self.post(self.staff).appraiser_id, self.head)

    def test_of_one_person_with_very_many_below_it_is_said_that_it_stays(self):
        self.patch(hr_asn_hierarchy_undo_mixin, "MOST", 1)
        self.post(self.boss).appraiser_id = False
        self.post(self.staff).superior_id = False
        row = self.by(self.rows(problem="none"), self.officer)
        saved = row.web_save(
            {"new_appraiser_id": self.head.id}, {"message": {}, "undo": {}}
        )[0]
        self.assertFalse(saved["undo"])
        self.assertRegex(saved["message"], r"^\d+ documents .*too many to take back")
        self.assertEqual(self.post(self.staff).superior_id, self.head)

    def test_a_circle_is_not_made_again(self):
        self.corrupt(self.boss, self.staff)
        rows = self.rows(problem="loop", name="Aisyah")
        self.assertFalse(self.mend(rows, new_appraiser_id=self.chief.id))

    def test_taken_proposals_are_taken_back(self):
        for person in (self.staff, self.peer):
            self.post(person).appraiser_id = False
        action = self.by(self.rows(), self.officer).action_accept()
        self.assertEqual(action["tag"], "asn_told")
        self.undo(*action["params"]["undo"]["args"])
        self.env.invalidate_all()
        self.assertEqual(self.found(), [("none", "Dewi"), ("none", "Laila")])
