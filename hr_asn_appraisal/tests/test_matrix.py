"""The role-result matrix: rows, columns, cells; roles filled in and given."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import IKI_CSV, RHK_CSV, YEAR, AsnCommon
from .test_drift import Cascading

ROLE_TYPE = "hr_asn_appraisal.mail_act_asn_role"


class Matrices(Cascading):
    @classmethod
    def matrix(cls, who):
        return cls.by(cls.env["hr.asn.matrix"], who)

    @classmethod
    def read(cls, who, plan=None):
        return cls.matrix(who).read_matrix(plan.id if plan else False)

    @classmethod
    def post(cls, employee):
        return cls.plan(employee).assignment_id

    @classmethod
    def cell(cls, employee, result, text="Anak divaksin", **values):
        return {
            "row": cls.post(employee).id,
            "result": result.id,
            "indicator": result.iki_ids[:1].id,
            "text": text,
            **values,
        }

    def put(self, who, *cells):
        return self.matrix(who).put_cells(self.plan(who).id, list(cells))


class TwoPlans(Matrices):
    """A chief and one who works below him, each with two results."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.results = cls.fill(cls.plan(cls.chief), results=2)
        cls.mine = cls.fill(cls.plan(cls.boss), results=2)


@tagged("post_install", "-at_install")
class TestMatrix(TwoPlans, AsnCommon):
    # -- what stands in it ---------------------------------------------------

    def test_the_direct_team_first_then_who_can_be_opened(self):
        found = self.read(self.chief)
        self.assertEqual([row["name"] for row in found["rows"]], ["Aisyah"])
        [branch] = found["branches"]
        self.assertEqual(
            branch,
            {
                "id": self.post(self.boss).id,
                "unit": "Puskesmas Contoh Barat",
                "name": "Aisyah",
                "count": 2,
            },
        )
        self.assertEqual(found["total"], 3)
        opened = self.matrix(self.chief).read_branch(found["plan"]["id"], branch["id"])
        names = sorted(row["name"] for row in opened["rows"])
        self.assertEqual(names, ["Dewi", "Laila"])

    def test_columns_are_indicators_below_results(self):
        self.results[1].sudo().iki_ids.unlink()
        found = self.read(self.chief)
        first, second = found["results"]
        self.assertEqual((first["number"], first["text"]), (1, "Hasil 1"))
        iki = self.results[0].iki_ids
        one, other = found["columns"]
        self.assertEqual(one["key"], f"{self.results[0].id}/{iki.id}")
        self.assertEqual((one["text"], one["target"]), ("Jumlah", "394"))
        self.assertEqual(other["key"], f"{self.results[1].id}/0")
        self.assertEqual(second["columns"], 1)

    def test_a_column_has_the_baseline_beside_the_target(self):
        iki = self.results[0].iki_ids
        iki.write(
            {"unit": "orang", "baseline": "392", "baseline_date": f"{YEAR - 1}-12-31"}
        )
        first, second = self.read(self.chief)["columns"]
        self.assertEqual(first["target"], "394 orang")
        self.assertEqual(first["baseline"], f"392 ({YEAR - 1})")
        self.assertEqual(second["baseline"], "")

    def test_a_cell_says_how_it_is_carried(self):
        self.link(self.boss, self.results[0], name="Hasil 1")
        self.link(self.staff, self.mine[0], name="Anak divaksin")
        found = self.matrix(self.chief)._asn_matrix(
            self.by(self.plan(self.chief), self.chief)
        )
        told = {
            (cell["row"], cell["result"], cell["text"], cell["direct"], cell["team"])
            for cell in found["cells"]
        }
        first = self.results[0].id
        self.assertEqual(
            told,
            {
                (self.post(self.boss).id, first, "Hasil 1", True, False),
                # Through Aisyah.
                (self.post(self.staff).id, first, "Anak divaksin", False, False),
            },
        )
        self.assertEqual([one["count"] for one in found["results"]], [2, 0])
        self.assertEqual([one["count"] for one in found["columns"]], [2, 0])
        self.assertEqual(found["gaps"]["results"], [self.results[1].id])

    def test_an_indicator_is_carried_alone_or_with_all_of_its_result(self):
        iki = self.results[0].iki_ids.copy({"name": "Mutu"})
        self.link(self.boss, self.results[0], name="Hasil 1", superior_iki_id=iki.id)
        found = self.read(self.chief)
        counts = {one["text"]: one["count"] for one in found["columns"][:2]}
        self.assertEqual(counts, {"Jumlah": 0, "Mutu": 1})

    def test_what_is_taken_up_by_team_work_is_told(self):
        self.link(self.staff, self.mine[0])
        self.plan(self.staff).iki_ids.sudo().is_team = True
        [cell] = self.read(self.boss)["cells"]
        self.assertTrue(cell["team"])

    def test_who_takes_up_without_standing_below_is_counted_and_not_shown(self):
        self.link(self.foreigner, self.mine[0])
        found = self.read(self.boss)
        self.assertEqual(found["results"][0]["count"], 1)
        self.assertFalse(found["cells"])
        self.assertNotIn(-1, [one["id"] for one in found["branches"]])
        # The auditor reads all plans: to him it is shown.
        found = self.read(self.auditor, self.plan(self.boss))
        self.assertIn(-1, [one["id"] for one in found["branches"]])

    def test_the_gap_bands_name_results_and_people(self):
        self.link(self.staff, self.mine[0])
        found = self.read(self.boss)
        self.assertEqual(found["gaps"]["results"], [self.mine[1].id])
        self.assertEqual(found["gaps"]["people"], [self.post(self.peer).id])
        self.put(self.boss, self.cell(self.peer, self.mine[1]))
        found = self.read(self.boss)
        self.assertEqual(found["gaps"], {"results": [], "people": []})

    def test_who_acts_elsewhere_has_a_matrix_for_each_post(self):
        acting = self._assign(
            self.boss, self.chief, self.school_office, self.mayor, status="plt"
        )
        far = self._person("Jauh")
        self._assign(far, self.boss, self.school_office, self.chief)
        self.by(self.cycle, self.officer).action_open()
        there = self.env["hr.asn.skp"].search([("assignment_id", "=", acting.id)])
        matrix = self.matrix(self.boss)
        for plan, expected in (
            (self.plan(self.boss) - there, {"Dewi", "Laila"}),
            (there, {"Jauh"}),
        ):
            rows = {one["name"] for one in matrix._asn_line(plan).values()}
            self.assertEqual(rows, expected)

    def test_only_readers_of_the_plan_read_the_matrix(self):
        plan = self.plan(self.boss)
        for who in (self.staff, self.peer, self.foreign_boss):
            with self.assertRaises(AccessError):
                self.read(who, plan)
        for who in (self.boss, self.chief, self.head, self.officer, self.auditor):
            self.assertEqual(self.read(who, plan)["plan"]["id"], plan.id)

    def test_who_has_no_plan_has_no_matrix(self):
        self.assertEqual(self.read(self.officer), {"plans": []})

    # -- filled in -----------------------------------------------------------

    def test_a_cell_is_kept_as_it_is_left_and_emptied(self):
        cell = self.cell(self.staff, self.mine[0])
        [kept] = self.put(self.boss, cell)
        self.assertEqual(kept["text"], "Anak divaksin")
        self.assertEqual(kept["rhk"], 0)
        [again] = self.put(self.boss, cell | {"text": "Balita divaksin"})
        self.assertEqual(again["role"], kept["role"])
        self.assertFalse(self.plan(self.staff).rhk_ids)
        self.assertEqual(self.put(self.boss, cell | {"text": " "}), [])
        self.assertFalse(self.env["hr.asn.role"].search([]))

    def test_a_cell_is_filled_in_once(self):
        self.put(self.boss, self.cell(self.staff, self.mine[0]))
        role = self.env["hr.asn.role"].search([])
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            role.copy()

    def test_only_the_leader_fills_in_and_only_those_below(self):
        plan = self.plan(self.boss)
        cell = self.cell(self.staff, self.mine[0])
        for who in (self.chief, self.head, self.officer, self.team):
            with self.assertRaises(AccessError):
                self.matrix(who).put_cells(plan.id, [cell])
        with self.assertRaises(ValidationError):
            self.put(self.boss, self.cell(self.foreigner, self.mine[0]))
        with self.assertRaises(ValidationError):
            self.put(self.boss, cell | {"indicator": self.results[0].iki_ids.id})
        with self.assertRaises(AccessError):
            self.put(self.boss, self.cell(self.staff, self.results[0]))

    def test_what_is_filled_in_is_not_for_those_it_is_meant_for(self):
        self.put(self.boss, self.cell(self.staff, self.mine[0]))
        for who in (self.staff, self.peer, self.foreign_boss):
            self.assertFalse(self.by(self.env["hr.asn.role"], who).search([]))

    def test_the_library_proposes_what_fits_the_post(self):
        self.env["hr.asn.goal"].import_library(RHK_CSV, IKI_CSV)
        offered = self.matrix(self.boss).read_proposals(
            self.plan(self.boss).id, self.post(self.staff).id, self.mine[0].id
        )
        self.assertEqual([one["text"] for one in offered], ["Vaksinasi"])
        self.assertEqual(offered[0]["count"], 0)
        none = self.matrix(self.boss).read_proposals(
            self.plan(self.boss).id, self.post(self.foreigner).id, self.mine[0].id
        )
        self.assertEqual(none, [])

    # -- given ---------------------------------------------------------------

    def give(self):
        return self.matrix(self.boss).give_roles(self.plan(self.boss).id)

    def check(self):
        rows = self.matrix(self.boss).check_roles(self.plan(self.boss).id)
        return {row["name"]: row["outcome"] for row in rows}

    def test_a_role_becomes_a_draft_of_its_owner(self):
        self.put(self.boss, self.cell(self.staff, self.mine[0], kind="tambahan"))
        self.assertEqual(self.check(), {"Dewi": "add"})
        self.assertFalse(self.plan(self.staff).rhk_ids)
        self.assertEqual(self.give(), {"given": 1, "left": []})
        plan = self.plan(self.staff)
        rhk = plan.rhk_ids
        self.assertEqual((rhk.name, rhk.kind), ("Anak divaksin", "tambahan"))
        self.assertEqual(rhk.link_ids.superior_rhk_id, self.mine[0])
        self.assertEqual(rhk.link_ids.superior_iki_id, self.mine[0].iki_ids)
        self.assertEqual(rhk.link_ids.text, "Hasil 1")
        self.assertTrue(rhk.link_ids.is_direct)
        self.assertEqual(self.todos(plan, ROLE_TYPE).user_id, self.staff.user_id)
        self.assertEqual(self.events(plan).mapped("name")[-1], "give_role")
        self.by(rhk, self.staff).name = "Anak divaksin lengkap"

    def test_it_brings_the_indicators_of_the_library(self):
        self.env["hr.asn.goal"].import_library(RHK_CSV, IKI_CSV)
        goal = self.env["hr.asn.goal"].search([("code", "=", "PT1")])
        self.put(self.boss, self.cell(self.staff, self.mine[0], goal=goal.id))
        self.give()
        rhk = self.plan(self.staff).rhk_ids
        self.assertEqual(rhk.goal_id, goal)
        self.assertEqual(rhk.iki_ids.name, "Anak divaksin")
        self.assertEqual(rhk.iki_ids.target, "420")

    def test_the_same_words_in_two_columns_are_one_result_and_one_to_do(self):
        self.put(
            self.boss,
            self.cell(self.staff, self.mine[0]),
            self.cell(self.staff, self.mine[1], "anak  Divaksin"),
        )
        self.assertEqual(self.give()["given"], 2)
        plan = self.plan(self.staff)
        self.assertEqual(plan.rhk_ids.link_ids.superior_rhk_id, self.mine)
        self.assertEqual(len(plan.rhk_ids), 1)
        self.assertEqual(len(self.todos(plan, ROLE_TYPE)), 1)

    def test_each_gets_what_was_meant_for_him(self):
        self.put(
            self.boss,
            self.cell(self.staff, self.mine[0], "Anak divaksin"),
            self.cell(self.peer, self.mine[1], "Ibu diperiksa", kind="tambahan"),
        )
        self.assertEqual(self.give()["given"], 2)
        for employee, text, result in (
            (self.staff, "Anak divaksin", self.mine[0]),
            (self.peer, "Ibu diperiksa", self.mine[1]),
        ):
            rhk = self.plan(employee).rhk_ids
            self.assertEqual(rhk.mapped("name"), [text])
            self.assertEqual(rhk.link_ids.superior_rhk_id, result)

    def test_twice_gives_nothing_twice(self):
        cell = self.cell(self.staff, self.mine[0])
        self.put(self.boss, cell)
        self.give()
        self.assertEqual(self.give(), {"given": 0, "left": []})
        self.put(self.boss, cell)
        self.assertEqual(self.check(), {"Dewi": "same"})
        self.assertEqual(self.give(), {"given": 1, "left": []})
        self.assertEqual(len(self.plan(self.staff).rhk_ids), 1)
        self.assertEqual(len(self.plan(self.staff).rhk_ids.link_ids), 1)

    def test_what_cannot_be_given_is_told_and_stays(self):
        self.agree(self.staff)
        late = self._person("Baru")
        post = self._assign(late, self.boss, self.clinic, self.chief)
        self.put(
            self.boss,
            self.cell(self.staff, self.mine[0]),
            self.cell(self.peer, self.mine[0]),
            self.cell(self.peer, self.mine[1]) | {"row": post.id},
        )
        self.bring_plan(self.plan(self.peer), "submitted")
        expected = {"Dewi": "agreed", "Laila": "waits", "Baru": "no_plan"}
        self.assertEqual(self.check(), expected)
        result = self.give()
        self.assertEqual(result["given"], 0)
        self.assertEqual(len(result["left"]), 3)
        self.assertTrue(all(row["advice"] for row in result["left"]))
        self.assertEqual(len(self.env["hr.asn.role"].search([])), 3)

    def test_only_the_leader_gives(self):
        self.put(self.boss, self.cell(self.staff, self.mine[0]))
        for who in (self.chief, self.head, self.officer, self.team):
            with self.assertRaises(AccessError):
                self.matrix(who).give_roles(self.plan(self.boss).id)
        self.assertFalse(self.plan(self.staff).rhk_ids)

    def test_a_closed_year_gives_no_role(self):
        plan = self.plan(self.boss)
        self.agree(self.boss)
        self.by(plan, self.officer).action_close()
        with self.assertRaises(UserError):
            self.put(self.boss, self.cell(self.staff, self.mine[0]))

    def test_of_a_plan_that_is_over_no_role_is_given(self):
        plan = self.plan(self.boss)
        self.put(self.boss, self.cell(self.staff, self.mine[0]))
        self.agree(self.boss)
        self.by(plan, self.officer).action_close()
        with self.assertRaises(UserError):
            self.give()
        self.assertFalse(self.plan(self.staff).rhk_ids)

    def test_of_a_plan_that_was_taken_back_no_role_is_given(self):
        plan = self.plan(self.boss)
        self.put(self.boss, self.cell(self.staff, self.mine[0]))
        self.by(plan, self.officer).action_cancel("Salah buka")
        with self.assertRaises(UserError):
            self.put(self.boss, self.cell(self.peer, self.mine[0]))
        with self.assertRaises(UserError):
            self.give()


@tagged("post_install", "-at_install")
class TestMatrixCost(Matrices, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bosses = [cls.team_of(number) for number in (2, 20, 30)]
        for boss, people in cls.bosses:
            for one in people:
                below = cls._person(f"Bawahan {one.name}", login=False)
                cls._assign(below, one, cls.post(one).department_id, boss)
            results = cls.fill(cls.plan(boss), results=3)
            for one in people[1:]:
                rhk = cls.env["hr.asn.rhk"].create(
                    {"skp_id": cls.plan(one).id, "name": "Hasil"}
                )
                cls.env["hr.asn.rhk.link"].create(
                    {"rhk_id": rhk.id, "superior_rhk_id": results[0].id}
                )
            cls.env["hr.asn.role"].create(
                {
                    "superior_rhk_id": results[1].id,
                    "assignment_id": cls.post(people[0]).id,
                    "text": "Peran",
                }
            )

    def cost(self, boss, is_small=False):
        """Return how many queries opening takes, from an empty cache of records.

        Counted is all that the menu asks for data: one call, with no plan named; on the
        phone with all people.
        """
        own = self.matrix(boss)
        before = self.cr.sql_log_count
        found = own.read_matrix(False, is_small)
        cost = self.cr.sql_log_count - before
        self.assertEqual(found["plan"]["id"], self.plan(boss).id)
        return cost

    def test_it_opens_for_30_people_in_as_few_queries_as_for_2(self):
        # The first time warms what the registry keeps for a user.
        for is_small in (False, True):
            costs = [
                (self.cost(boss, is_small), self.cost(boss, is_small))[1]
                for boss, _ in self.bosses
            ]
            self.assertEqual(len(set(costs)), 1, costs)
            self.assertLessEqual(costs[0], 25)

    def test_giving_to_20_costs_as_much_as_to_2(self):
        for boss, people in self.bosses:
            result = self.plan(boss).rhk_ids[2]
            cells = [self.cell(one, result, "Peran baru") for one in people]
            self.matrix(boss).put_cells(self.plan(boss).id, cells)
        costs = []
        for boss, people in self.bosses:
            plan, own = self.plan(boss), self.matrix(boss)
            before = self.cr.sql_log_count
            given = own.give_roles(plan.id)["given"]
            self.env.flush_all()
            costs.append(self.cr.sql_log_count - before)
            self.assertEqual(given, len(people) + 1)
            drafts = [len(self.plan(one).rhk_ids) for one in people]
            # The first of them had no result and gets two, the others one more.
            self.assertEqual(drafts, [2] * len(people))
        # The first one warms what is read once for all.
        self.assertEqual(costs[1], costs[2])


@tagged("post_install", "-at_install")
class TestRolesKept(TwoPlans, AsnCommon):
    def test_a_role_is_not_moved_into_the_matrix_of_another_leader(self):
        self.agree(self.chief)
        self.put(self.boss, self.cell(self.staff, self.mine[0], "Disisipkan"))
        role = self.env["hr.asn.role"].search([])
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.by(role, self.boss).write(
                {"superior_rhk_id": self.results[0].id, "superior_iki_id": False}
            )
        self.env.invalidate_all()
        self.assertEqual(role.skp_id, self.plan(self.boss))

    def test_a_role_of_a_cancelled_result_is_not_given(self):
        self.agree(self.boss)
        self.put(self.boss, self.cell(self.staff, self.mine[1], "Peran batal"))
        self.by(self.plan(self.boss), self.boss).action_revise("Batal")
        self.by(self.mine[1], self.boss).is_cancelled = True
        self.env.invalidate_all()
        found = self.read(self.boss)
        shown = {one["id"] for one in found["results"]}
        self.assertNotIn(self.mine[1].id, shown)
        self.matrix(self.boss).give_roles(self.plan(self.boss).id)
        self.env.invalidate_all()
        given = self.plan(self.staff).rhk_ids.mapped("name")
        self.assertNotIn("Peran batal", given)

    def test_no_role_is_filled_in_of_what_is_cancelled(self):
        self.agree(self.boss)
        self.by(self.plan(self.boss), self.boss).action_revise("Batal")
        self.by(self.mine[1], self.boss).is_cancelled = True
        with self.assertRaisesRegex(UserError, "cancelled has no"):
            self.put(self.boss, self.cell(self.staff, self.mine[1], "Peran batal"))

    def test_nothing_is_carried_through_a_plan_that_was_taken_back(self):
        self.link(self.boss, self.results[0], name="Hasil 1")
        self.link(self.staff, self.mine[0])
        self.assertEqual(self.read(self.chief)["results"][0]["count"], 2)
        self.by(self.plan(self.boss), self.officer).action_cancel("Salah buka")
        self.env.invalidate_all()
        found = self.read(self.chief)
        self.assertEqual(found["results"][0]["count"], 0)

    def test_as_many_queries_for_two_units_as_for_ten_of_who_leads_two(self):
        self._assign(self.boss, self.chief, self.school_office, status="plt")
        plan = self.plan(self.boss)
        costs = []
        for number in (2, 8):
            for one in range(number):
                unit = self._unit(f"Ruang {number}-{one}", self.clinic)
                person = self._person(f"Staf {number}-{one}")
                self._assign(person, self.boss, unit, self.chief)
            self.read(self.boss, plan)
            own = self.matrix(self.boss)
            before = self.cr.sql_log_count
            found = own.read_matrix(plan.id)
            costs.append(self.cr.sql_log_count - before)
        self.assertEqual(len(found["rows"]), 12)
        self.assertEqual(costs[0], costs[1], costs)

    def test_what_is_pending_stands_in_a_column(self):
        """Else nobody can empty it, and the leader is told of a role he never sees."""
        self.agree(self.boss)
        self.put(self.boss, self.cell(self.staff, self.mine[1], "Peran batal"))
        self.by(self.plan(self.boss), self.boss).action_revise("Batal")
        self.by(self.mine[1], self.boss).is_cancelled = True
        self.env.invalidate_all()
        found = self.read(self.boss)
        shown = {one["result"] for one in found["columns"]}
        hidden = [
            cell
            for cell in found["cells"]
            if cell["role"] and cell["result"] not in shown
        ]
        self.assertEqual((found["pending"], hidden), (0, []))

    def test_a_role_is_given_three_levels_below(self):
        """The matrix has his row; the leader may not read his plan, and need not."""
        junior = self._person("Junior")
        self._assign(junior, self.staff, self.clinic, self.boss)
        self.env["hr.asn.run.opening"]._asn_open_due(
            self.cycle.sudo(), junior.asn_assignment_ids
        )
        self.put(self.chief, self.cell(junior, self.results[0], "Peran Junior"))
        plan = self.plan(self.chief)
        self.assertFalse(self.by(self.plan(junior), self.chief).has_access("read"))
        self.matrix(self.chief).give_roles(plan.id)
        self.env.invalidate_all()
        self.assertEqual(self.plan(junior).rhk_ids.mapped("name"), ["Peran Junior"])

    def test_a_plan_that_has_ended_has_the_team_that_it_had(self):
        """Who goes to another post in July leads its people from there only."""
        ended = self.plan(self.boss)
        ended.assignment_id.date_to = f"{YEAR}-06-30"
        self.env.flush_all()
        self._assign(
            self.boss,
            self.chief,
            self.school_office,
            self.mayor,
            date_from=f"{YEAR}-07-01",
        )
        self.foreigner.asn_assignment_ids.appraiser_id = self.boss
        self.set_day(f"{YEAR}-07-05")
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(str(ended.date_to), f"{YEAR}-06-30")
        names = [row["name"] for row in self.read(self.boss, ended)["rows"]]
        self.assertNotIn("Novita", names)

    def test_one_who_has_another_appraiser_now_stops_no_other_role(self):
        """His row is gone, so that nobody can empty his cell; the others are given."""
        self.put(
            self.boss,
            self.cell(self.staff, self.mine[0], "Peran Dewi"),
            self.cell(self.peer, self.mine[0], "Peran Laila"),
        )
        self.post(self.staff).appraiser_id = self.foreign_boss
        self.env.flush_all()
        self.env.invalidate_all()
        found = self.read(self.boss)
        self.assertEqual([row["name"] for row in found["rows"]], ["Laila"])
        self.matrix(self.boss).give_roles(self.plan(self.boss).id)
        self.env.invalidate_all()
        given = {
            one.name: one.rhk_ids.mapped("name")
            for one in (self.plan(self.staff), self.plan(self.peer))
        }
        self.assertEqual(given, {"Dewi": [], "Laila": ["Peran Laila"]})
