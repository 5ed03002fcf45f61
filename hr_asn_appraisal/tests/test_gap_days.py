"""The gap report on days of the year, by hand and against plain SQL; and the matrix."""

from collections import Counter
from datetime import date

from odoo.tests import tagged

from .common import YEAR, AsnCommon
from .test_exemption import ExemptionMixin
from .test_matrix import Matrices

BEFORE, MOVED = f"{YEAR}-05-03", f"{YEAR}-05-04"
JUNE, JULY, OCTOBER = f"{YEAR}-06-30", f"{YEAR}-07-01", f"{YEAR}-10-01"
PLANS = """
    SELECT plan.id, plan.employee_id, plan.status, plan.date_from, plan.date_to,
           plan.name
      FROM hr_asn_skp plan
     WHERE plan.cycle_id = %s AND plan.state <> 'cancelled' AND plan.source = 'here'
       AND plan.appraiser_id IS NOT NULL
"""
ROLES = """
    SELECT plan.employee_id, plan.date_from, plan.date_to
      FROM hr_asn_rhk_link link
      JOIN hr_asn_rhk own ON own.id = link.rhk_id
      JOIN hr_asn_skp plan ON plan.id = own.skp_id
      JOIN hr_asn_rhk up ON up.id = link.superior_rhk_id
      JOIN hr_asn_skp above ON above.id = up.skp_id
     WHERE plan.cycle_id = %s AND NOT coalesce(own.is_cancelled, false)
       AND NOT coalesce(up.is_cancelled, false)
       AND plan.state <> 'cancelled' AND above.state <> 'cancelled'
"""
AWAY = """
    SELECT employee_id, date_from, coalesce(date_to, '9999-12-31') AS date_to
      FROM hr_asn_exemption WHERE state = 'confirmed'
"""


class GapDays(ExemptionMixin, Matrices):
    """Aisyah has two results; Dewi carries the first, Laila the second."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clinic_plan = cls.plan(cls.boss)
        cls.mine = cls.fill(cls.clinic_plan, results=2)
        cls.link(cls.staff, cls.mine[0])
        cls.link(cls.peer, cls.mine[1])

    def rows(self, day, who=None):
        """Return the report of a day as an account reads it."""
        gaps = self.by(self.env["hr.asn.gap"], who or self.officer)
        return gaps.with_context(asn_on=day).search([("cycle_id", "=", self.cycle.id)])

    def gaps(self, day, *names):
        """Return {(kind, name, text): how often} of these people on a day."""
        names = names or ("Aisyah", "Dewi", "Laila")
        rows = self.rows(day).filtered(lambda one: one.name in names)
        return dict(Counter((one.kind, one.name, one.text or "") for one in rows))

    def reopen(self):
        self.by(self.cycle, self.officer).action_open()

    def move(self):
        """Dewi leaves the clinic on 3 May for a post under another leader."""
        old = self.post(self.staff)
        self.by(old, self.officer).date_to = BEFORE
        self.env.flush_all()
        self._assign(self.staff, self.foreign_boss, self.school_office, date_from=MOVED)
        self.reopen()

    def act(self):
        """Aisyah acts at the other office from July to September; return that plan."""
        acting = self._assign(
            self.boss,
            self.chief,
            self.school_office,
            self.mayor,
            status="plt",
            date_from=JULY,
            date_to=f"{YEAR}-09-30",
        )
        self.reopen()
        plan = self.env["hr.asn.skp"].search([("assignment_id", "=", acting.id)])
        self.fill(plan).name = "Hasil Plt"
        return plan

    def follow(self):
        far = self._person("Jauh")
        self._assign(far, self.boss, self.school_office, self.chief, date_from=JULY)
        self.reopen()


@tagged("post_install", "-at_install")
class TestGapDays(GapDays, AsnCommon):
    def test_who_moves_in_may_carries_nothing_any_more(self):
        self.move()
        aisyah = {("person", "Aisyah", ""): 1}
        self.assertEqual(self.gaps(BEFORE), aisyah)
        after = aisyah | {("result", "Aisyah", "Hasil 1"): 1, ("person", "Dewi", ""): 1}
        self.assertEqual(self.gaps(MOVED), after)
        self.set_day(MOVED)
        self.assertEqual(self.gaps(False), after)
        # After its year the cycle stays as it was on its last day.
        self.assertEqual(self.gaps(f"{YEAR + 1}-02-01"), after)

    def test_from_july_who_acts_has_two_posts_and_is_one_person(self):
        self.act()
        self.follow()
        names = ("Aisyah", "Jauh")
        aisyah = {("person", "Aisyah", ""): 1}
        self.assertEqual(self.gaps(JUNE, *names), aisyah)
        july = aisyah | {
            ("result", "Aisyah", "Hasil Plt"): 1,
            ("person", "Jauh", ""): 1,
        }
        self.assertEqual(self.gaps(JULY, *names), july)
        self.assertEqual(
            self.gaps(OCTOBER, *names), aisyah | {("person", "Jauh", ""): 1}
        )

    def test_an_acting_post_that_leads_nobody_needs_nobody(self):
        """Those of the clinic are led from the other post."""
        self.act()
        self.assertEqual(self.gaps(JULY), {("person", "Aisyah", ""): 1})

    def test_a_role_in_one_of_two_posts_is_a_role(self):
        plan = self.act()
        [taken] = self.fill(self.plan(self.chief))
        values = {"rhk_id": plan.rhk_ids.id, "superior_rhk_id": taken.id}
        self.env["hr.asn.rhk.link"].create(values)
        self.assertEqual(self.gaps(JUNE), {("person", "Aisyah", ""): 1})
        self.assertEqual(self.gaps(JULY), {})

    def test_who_is_exempt_is_no_gap_and_comes_back(self):
        self.plan(self.peer).rhk_ids.sudo().is_cancelled = True
        self.exempt(self.peer, f"{YEAR}-03-01", f"{YEAR}-04-30")
        result = ("result", "Aisyah", "Hasil 2")
        for day, lacks in (("02-28", 1), ("03-01", 0), ("04-30", 0), ("05-01", 1)):
            found = self.gaps(f"{YEAR}-{day}")
            self.assertEqual(found.get(("person", "Laila", ""), 0), lacks, day)
            self.assertEqual(found[result], 1)
        self.exempt(self.boss, f"{YEAR}-06-01", f"{YEAR}-06-30")
        self.assertNotIn(result, self.gaps(JUNE))

    def test_also_an_agreed_plan_is_not_awaited_of_who_is_away(self):
        self.agree(self.foreigner)
        self.exempt(self.foreigner, f"{YEAR}-03-01", f"{YEAR}-04-30")
        self.assertEqual(self.gaps(f"{YEAR}-03-15", "Novita"), {})
        self.assertEqual(len(self.gaps(f"{YEAR}-05-15", "Novita")), 1)

    def test_a_cancelled_line_of_the_leader_gives_no_role(self):
        self.mine[0].sudo().is_cancelled = True
        expected = {("person", "Aisyah", ""): 1, ("person", "Dewi", ""): 1}
        self.assertEqual(self.gaps(False), expected)

    def test_a_leaders_plan_that_was_taken_back_gives_no_role(self):
        self.by(self.clinic_plan, self.officer).action_cancel("Salah buka")
        expected = {("person", "Dewi", ""): 1, ("person", "Laila", ""): 1}
        self.assertEqual(self.gaps(False), expected)

    def test_an_objective_without_a_taker_is_reported_while_nobody_takes_it(self):
        ours = {"cycle_id": self.cycle.id}
        first, second = self.env["hr.asn.objective"].create(
            [ours | {"code": code, "name": "Sehat"} for code in ("S1", "S2")]
        )
        [rhk] = self.fill(self.plan(self.staff)).filtered("name")
        link = {"rhk_id": rhk.id, "objective_id": first.id}
        self.env["hr.asn.rhk.link"].create(link)
        self.move()

        def texts(day, who=None):
            return self.rows(day, who).filtered("objective_id").mapped("text")

        self.assertEqual(texts(BEFORE), ["S2 Sehat"])
        self.assertEqual(texts(MOVED), ["S1 Sehat", "S2 Sehat"])
        self.assertEqual(texts(BEFORE, self.auditor), ["S2 Sehat"])
        self.assertEqual(texts(BEFORE, self.boss), [])
        self.agency.asn_head_id = self.chief
        self.assertEqual(texts(BEFORE, self.chief), ["S2 Sehat"])
        [row] = self.rows(BEFORE).filtered("objective_id")
        self.assertEqual(row.kind, "objective")
        action = row.action_open()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("hr.asn.objective", second.id)
        )

    # -- against what others say ---------------------------------------------

    def year(self):
        """Let all of it happen in one year."""
        self.move()
        self.act()
        self.follow()
        self.exempt(self.peer, f"{YEAR}-03-01", f"{YEAR}-04-30")
        self.exempt(self.foreigner, f"{YEAR}-08-01")
        self.env.flush_all()

    def asked(self, statement, *values):
        self.env.cr.execute(statement, values)
        return self.env.cr.dictfetchall()

    def idle_people(self, day):
        """Return who has no role on a day, from plain SQL: {name: 1}."""
        day = date.fromisoformat(day)

        def on(rows):
            return [one for one in rows if one["date_from"] <= day <= one["date_to"]]

        busy = {one["employee_id"] for one in on(self.asked(ROLES, self.cycle.id))}
        busy |= {one["employee_id"] for one in on(self.asked(AWAY))}
        plans = on(self.asked(PLANS, self.cycle.id))
        idle = {one["employee_id"]: one["name"] for one in plans}
        return Counter(name for key, name in idle.items() if key not in busy)

    def test_people_without_a_role_are_those_of_plain_sql(self):
        self.year()
        sizes = set()
        for day in (f"{YEAR}-01-05", f"{YEAR}-03-15", MOVED, JULY, OCTOBER):
            people = self.rows(day).filtered(lambda one: one.kind == "person")
            found = Counter(people.mapped("name"))
            self.assertEqual(found, self.idle_people(day), day)
            sizes.add(len(found))
        self.assertGreater(len(sizes), 1)

    def test_the_matrix_tells_the_gaps_of_the_report(self):
        """Of whom a leader leads directly; each plan on each day on which it runs."""
        self.year()
        plans = self.env["hr.asn.skp"].search([("cycle_id", "=", self.cycle.id)])
        compared = 0
        for day in (f"{YEAR}-01-05", f"{YEAR}-03-15", MOVED, JULY, OCTOBER):
            self.set_day(day)
            report = self.rows(False, self.team)
            at = date.fromisoformat(day)
            running = plans.filtered(
                lambda one, at=at: one.date_from <= at <= one.date_to
            )
            idle = report.filtered(lambda one: one.kind == "person")
            idle = idle.skp_id.assignment_id
            for plan in running:
                matrix = self.matrix(self.team).read_matrix(plan.id)
                gaps = matrix["gaps"]
                of_plan = report.filtered(lambda one, plan=plan: one.skp_id == plan)
                self.assertEqual(set(gaps["results"]), set(of_plan.rhk_id.ids), day)
                team = {one["id"] for one in matrix["rows"] if not one["branch"]}
                self.assertEqual(set(gaps["people"]), team & set(idle.ids), day)
                compared += len(gaps["people"]) + len(gaps["results"])
        self.assertGreater(compared, 10)
