"""Who is exempt, by whose word, and what nobody waits for meanwhile."""

from datetime import date

from psycopg2.errors import ExclusionViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import codes
from .common import YEAR, AsnCommon, AsnHttpCommon


class ExemptionMixin:
    """How people enter an exemption."""

    @classmethod
    def propose(cls, employee, who, **values):
        """Return an exemption of the whole year, as a user proposes it."""
        return (
            cls.by(cls.env["hr.asn.exemption"], who)
            .create(
                {
                    "employee_id": employee.id,
                    "kind": codes.TUGAS_BELAJAR,
                    "date_from": f"{YEAR}-01-01",
                    "date_to": f"{YEAR}-12-31",
                    **values,
                }
            )
            .with_env(cls.env)
        )

    @classmethod
    def exempt(cls, employee, date_from=f"{YEAR}-01-01", date_to=False, **values):
        """Return an exemption that the officer has confirmed; by default open."""
        dates = {"date_from": date_from, "date_to": date_to}
        made = cls.propose(employee, cls.officer, **dates, **values)
        cls.by(made, cls.officer).action_confirm()
        cls.env.invalidate_all()
        return made


@tagged("post_install", "-at_install")
class TestExemption(ExemptionMixin, AsnCommon):
    def test_an_officer_enters_and_confirms_in_one_go(self):
        made = self.exempt(self.staff, decree="800/17/2026")
        self.assertEqual(made.state, "confirmed")
        self.assertEqual(made.department_id, self.clinic)
        self.assertEqual(self.events(made).mapped("name"), ["confirm"])
        self.assertEqual(self.events(made).actor_id, self.officer)

    def test_the_officer_of_the_unit_confirms_and_no_other_unit(self):
        made = self.propose(self.staff, self.unit_officer)
        self.by(made, self.unit_officer).action_confirm()
        self.assertEqual(made.state, "confirmed")
        with self.assertRaises(AccessError):
            self.propose(self.foreigner, self.unit_officer)
        far = self.propose(self.foreigner, self.officer)
        with self.assertRaises(AccessError):
            self.by(far, self.unit_officer).action_confirm()

    def test_employee_and_appraiser_propose_and_do_not_confirm(self):
        for who in (self.staff, self.boss):
            made = self.propose(self.staff, who)
            self.assertEqual(made.state, "proposed")
            with self.assertRaises(AccessError):
                self.by(made, who).action_confirm()
            self.by(made, who).action_withdraw()
            self.assertEqual(made.state, "revoked")

    def test_nobody_proposes_for_a_colleague(self):
        for who in (self.peer, self.chief, self.foreign_boss, self.auditor):
            with self.assertRaises(AccessError):
                self.propose(self.staff, who)

    def test_an_officer_does_not_confirm_his_own(self):
        self.officer.employee_ids = self.peer
        made = self.propose(self.peer, self.officer)
        with self.assertRaises(AccessError):
            self.by(made, self.officer).action_confirm()

    def test_whoever_follows_in_the_post_reads_it(self):
        made = self.exempt(self.staff)
        self.assertFalse(self.by(made, self.chief).has_access("read"))
        self.staff.asn_assignment_ids.appraiser_id = self.chief
        self.assertTrue(self.by(made, self.chief).has_access("read"))
        self.assertFalse(self.by(made, self.boss).has_access("read"))

    def test_no_two_confirmed_ones_overlap(self):
        first = self.exempt(self.staff, f"{YEAR}-02-01", f"{YEAR}-04-30")
        with self.assertRaises(UserError) as caught, self.env.cr.savepoint():
            self.exempt(self.staff, f"{YEAR}-04-30")
        self.assertIn(first.note, str(caught.exception))
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.exempt(self.staff, f"{YEAR}-01-01", f"{YEAR}-02-01")
        self.assertTrue(self.exempt(self.staff, f"{YEAR}-05-01"))
        self.assertTrue(self.propose(self.staff, self.staff))

    def test_an_end_is_not_moved_into_another_one(self):
        first = self.exempt(self.staff, f"{YEAR}-02-01", f"{YEAR}-04-30")
        second = self.exempt(self.staff, f"{YEAR}-06-01", f"{YEAR}-06-30")
        own = self.by(first, self.officer)
        for end in (f"{YEAR}-06-01", False):
            with self.assertRaises(UserError) as caught, self.env.cr.savepoint():
                own.date_to = end
            self.assertIn(second.note, str(caught.exception))
        own.date_to = f"{YEAR}-05-31"
        self.assertEqual(str(first.date_to), f"{YEAR}-05-31")

    def test_what_was_revoked_is_in_nobodys_way(self):
        """Nor is another one in its way: it counts no more."""
        first = self.exempt(self.staff, f"{YEAR}-02-01", f"{YEAR}-04-30")
        self.by(first, self.officer).action_revoke("Batal berangkat")
        second = self.exempt(self.staff, f"{YEAR}-03-01", f"{YEAR}-06-30")
        self.by(first, self.officer).date_to = f"{YEAR}-05-31"
        self.assertEqual(str(first.date_to), f"{YEAR}-05-31")
        self.assertEqual(self.events(first)[-1].name, "change_dates")
        with self.assertRaisesRegex(UserError, "an exemption in that time already"):
            self.exempt(self.staff, f"{YEAR}-05-01")
        self.by(second, self.officer).date_to = f"{YEAR}-07-31"

    def test_two_that_overlap_are_not_confirmed_together(self):
        one = self.propose(self.staff, self.staff)
        both = one | self.propose(self.staff, self.boss, date_from=f"{YEAR}-12-31")
        with self.assertRaisesRegex(UserError, "waits as a proposal"):
            self.by(both, self.officer).action_confirm()
        self.by(one, self.officer).action_confirm()
        self.assertEqual(both.mapped("state"), ["confirmed", "proposed"])

    @mute_logger("odoo.sql_db")
    def test_the_database_holds_them_apart(self):
        own = self.exempt(self.staff, f"{YEAR}-02-01", f"{YEAR}-04-30")
        other = self.exempt(self.staff, f"{YEAR}-05-01", f"{YEAR}-05-31")
        with self.assertRaises(ExclusionViolation), self.env.cr.savepoint():
            self.env.cr.execute(
                "UPDATE hr_asn_exemption SET date_from = %s WHERE id = %s",
                (own.date_to, other.id),
            )

    def test_an_exemption_ends_after_it_has_begun(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(Exception) as caught:
            self.exempt(self.staff, f"{YEAR}-04-30", f"{YEAR}-04-29")
        self.assertIn("dates_ordered", str(caught.exception))

    def test_what_was_confirmed_keeps_its_kind_and_first_day(self):
        made = self.exempt(self.staff)
        for values in ({"kind": codes.CLTN}, {"date_from": f"{YEAR}-02-01"}):
            with self.assertRaises(UserError):
                self.by(made, self.officer).write(values)
        self.by(made, self.officer).write({"date_to": f"{YEAR}-06-30"})
        self.assertEqual(made.date_to, date(YEAR, 6, 30))
        self.assertEqual(self.events(made).mapped("name"), ["confirm", "change_dates"])

    def test_a_revocation_has_a_reason(self):
        made = self.exempt(self.staff)
        with self.assertRaises(UserError):
            self.by(made, self.officer).action_revoke(" ")
        self.by(made, self.officer).action_revoke("Batal berangkat")
        self.assertEqual(made.state, "revoked")
        self.assertEqual(self.events(made)[-1].note, "Batal berangkat")

    # -- who does not come back ------------------------------------------------

    def test_retirement_ends_every_post_on_the_day_before(self):
        self._assign(self.staff, self.boss, self.school_office, status=codes.PLT)
        made = self.exempt(self.staff, f"{YEAR}-07-01", kind=codes.PENSIUN)
        posts = self.staff.asn_assignment_ids
        self.assertEqual(posts.mapped("date_to"), [date(YEAR, 6, 30)] * 2)
        self.by(made, self.officer).action_revoke("Salah orang")
        self.assertEqual(posts.mapped("date_to"), [False] * 2)

    def test_a_leave_ends_no_post(self):
        self.exempt(self.staff, f"{YEAR}-07-01", kind=codes.CUTI_MELAHIRKAN)
        self.assertFalse(self.staff.asn_assignment_ids.date_to)

    # -- over a whole span -----------------------------------------------------

    def test_exempt_over_a_whole_span_by_one_or_more(self):
        self.exempt(self.staff, f"{YEAR}-01-01", f"{YEAR}-03-31")
        self.exempt(self.staff, f"{YEAR}-04-01", kind=codes.CLTN)
        self.exempt(self.peer, f"{YEAR}-01-02")
        self.propose(self.boss, self.officer)
        found = self.env["hr.asn.exemption"]._asn_exempt_on(
            self.staff | self.peer | self.boss, date(YEAR, 1, 1), date(YEAR, 12, 31)
        )
        self.assertEqual(list(found), [self.staff])
        self.assertEqual(len(found[self.staff]), 2)


@tagged("post_install", "-at_install")
class TestExemptionEffects(ExemptionMixin, AsnCommon):
    """What opening makes, and what nobody waits for; all by the policy's 30 days."""

    def _lines(self, run, employee):
        """Return (outcome, state, message) of the lines of an employee."""
        lines = run.line_ids.filtered(lambda line: employee.name in line.name)
        return [(line.outcome, line.state, line.message) for line in lines]

    def _open(self, kind="opening"):
        cycle = self.by(self.cycle, self.officer)
        opening = kind == "opening"
        action = cycle.action_open() if opening else cycle.action_open_periods()
        self.env.invalidate_all()
        return self.env["hr.asn.run"].browse(action["res_id"])

    def _periods(self, employee):
        """Return the numbers of the quarters with an evaluation; 0 is the year."""
        found = self.env["hr.asn.evaluation"].search(
            [("employee_id", "=", employee.id), ("cycle_id", "=", self.cycle.id)]
        )
        return sorted(
            one.period_id.number if one.kind == "periodic" else 0 for one in found
        )

    def test_no_plan_for_who_is_exempt_all_the_year(self):
        made = self.exempt(self.staff)
        run = self._open()
        [(outcome, state, message)] = self._lines(run, self.staff)
        self.assertEqual((outcome, state), ("exempt", "skipped"))
        self.assertEqual(message, self.by(made, self.officer).note)
        self.assertIn("Dewi", message)
        self.assertFalse(self.plan(self.staff))
        self.assertEqual(len(self.cycle.skp_ids), 6)

    def test_a_plan_for_who_is_exempt_for_a_part(self):
        self.exempt(self.staff, f"{YEAR}-01-01", f"{YEAR}-12-30")
        self.assertEqual(self._lines(self._open(), self.staff), [("make", "ok", False)])

    def test_a_plan_is_made_once_the_exemption_is_revoked(self):
        made = self.exempt(self.staff)
        self._open()
        self.by(made, self.officer).action_revoke("Batal berangkat")
        run = self._open()
        self.assertEqual((run.ok_count, run.exists_count), (1, 6))
        self.assertEqual(self.plan(self.staff).state, "draft")

    def test_what_is_only_proposed_excuses_nobody(self):
        self.propose(self.staff, self.staff)
        self._open()
        self.assertTrue(self.plan(self.staff))

    def test_evaluations_of_who_leaves_for_study_in_the_year(self):
        """Away from 20 July: 19 days of quarter III and 200 of the year are present."""
        self.agree(self.staff)
        made = self.exempt(self.staff, f"{YEAR}-07-20")
        run = self._open("evaluation")
        [(outcome, state, message)] = self._lines(run, self.staff)
        self.assertEqual((outcome, state), ("make", "ok"))
        self.assertIn("III", message)
        self.assertEqual(self._periods(self.staff), [0, 1, 2])
        self.by(made, self.officer).action_revoke("Batal berangkat")
        self._open("evaluation")
        self.assertEqual(self._periods(self.staff), [0, 1, 2, 3, 4])

    def test_evaluations_of_who_is_on_maternity_leave(self):
        """1 March to 31 May: 59 days of quarter I, back on the last day of II."""
        self.agree(self.staff)
        self.exempt(
            self.staff,
            f"{YEAR}-03-01",
            f"{YEAR}-05-31",
            kind=codes.CUTI_MELAHIRKAN,
        )
        self._open("evaluation")
        self.assertEqual(self._periods(self.staff), [0, 1, 2, 3, 4])

    def test_a_draft_of_that_time_is_exempt_and_no_longer_to_do(self):
        quarter = self.quarter(self.staff, 3)
        home = self.env["hr.asn.home"].browse(self.staff.user_id.id)
        self.set_day(f"{YEAR}-10-15")
        self.assertIn(quarter, self.by(home, self.staff).todo_report_ids)
        made = self.exempt(self.staff, f"{YEAR}-07-20", f"{YEAR}-10-31")
        own = self.by(quarter, self.staff)
        self.assertEqual((own.is_exempt, own.standing), (True, "exempt"))
        self.assertEqual(own.exempt_note, self.by(made, self.staff).note)
        self.assertNotIn(quarter, self.by(home, self.staff).todo_report_ids)
        evaluations = self.by(self.env["hr.asn.evaluation"], self.boss)
        mine = [("employee_id", "=", self.staff.id)]
        self.assertEqual(evaluations.search([*mine, ("is_exempt", "=", True)]), quarter)
        self.assertEqual(
            evaluations.search_count([*mine, ("is_exempt", "=", False)]), 4
        )
        self.by(made, self.officer).action_revoke("Keliru")
        own = self.by(quarter, self.staff)
        self.assertEqual((own.is_exempt, own.standing), (False, "draft"))
        self.assertIn(quarter, self.by(home, self.staff).todo_report_ids)

    def test_what_was_reported_is_not_exempt(self):
        quarter = self.bring_evaluation(self.quarter(self.staff, 1), "submitted")
        self.exempt(self.staff)
        self.assertFalse(self.by(quarter, self.boss).is_exempt)

    def test_a_plan_waits_until_its_owner_is_back(self):
        skp = self.plan(self.staff)
        home = self.env["hr.asn.home"].browse(self.staff.user_id.id)
        self.exempt(self.staff, f"{YEAR}-01-01", f"{YEAR}-02-15")
        self.assertTrue(self.by(skp, self.staff).is_exempt)
        self.assertNotIn(skp, self.by(home, self.staff).todo_skp_ids)
        self.set_day(f"{YEAR}-02-16")
        self.assertFalse(self.by(skp, self.staff).is_exempt)
        self.assertIn(skp, self.by(home, self.staff).todo_skp_ids)

    def test_the_effect_is_said_before_it_is_saved(self):
        """The plan is agreed; quarters III and IV and no half of the year are away."""
        self.open_evaluations(self.staff)
        exemptions = self.by(self.env["hr.asn.exemption"], self.officer)
        form = exemptions.new(
            {
                "employee_id": self.staff.id,
                "kind": codes.PENSIUN,
                "date_from": date(YEAR, 7, 1),
            }
        )
        counts, ending = form.effect.splitlines()
        self.assertEqual(counts, "0 plans and 2 evaluations are not awaited.")
        self.assertIn("Perawat Terampil", ending)
        self.assertRegex(ending, rf"\b30 \w+ {YEAR}")
        form.kind = codes.CUTI_BESAR
        self.assertEqual(form.effect, counts)

    def test_who_retires_is_evaluated_until_then(self):
        self.open_evaluations(self.staff)
        self.exempt(self.staff, f"{YEAR}-07-01", kind=codes.PENSIUN)
        self.assertEqual(self.plan(self.staff).date_to, date(YEAR, 6, 30))
        self.assertEqual(self._periods(self.staff), [1, 2])


@tagged("post_install", "-at_install")
class TestRevocation(ExemptionMixin, AsnCommon):
    """What a retirement dropped is there again when it is revoked, once each."""

    def _periods(self):
        found = self.env["hr.asn.evaluation"].search(
            [("employee_id", "=", self.staff.id), ("cycle_id", "=", self.cycle.id)]
        )
        self.assertEqual(len(found), len(found.period_id))
        return sorted(found.mapped(lambda one: (one.kind, one.period_id.number)))

    def _revoke(self, made, who=None):
        self.by(made, who or self.officer).action_revoke("Salah orang")
        self.env.invalidate_all()

    def test_evaluations_are_opened_again_with_history(self):
        self.open_evaluations(self.staff)
        self.bring_evaluation(self.quarter(self.staff, 1), "submitted")
        before = self._periods()
        self.assertEqual(len(before), 5)
        made = self.exempt(self.staff, f"{YEAR}-07-01", kind=codes.PENSIUN)
        self.assertEqual(self._periods(), [("periodic", 1), ("periodic", 2)])
        self._revoke(made, self.unit_officer)
        self.assertEqual(self._periods(), before)
        third = self.quarter(self.staff, 3)
        self.assertEqual(third.appraiser_id, self.boss)
        event = self.events(third)[-1]
        self.assertEqual((event.name, event.actor_id), ("open", self.unit_officer))
        self.assertEqual(self.quarter(self.staff, 1).state, "submitted")

    def test_a_plan_is_opened_again(self):
        """Of who had left before his year began, nothing was written in it."""
        plan = self.plan(self.staff)
        made = self.exempt(self.staff, f"{YEAR}-01-01", kind=codes.PENSIUN)
        self.assertFalse(plan.exists())
        self._revoke(made)
        plan = self.plan(self.staff)
        self.assertEqual((len(plan), plan.state), (1, "draft"))
        self.assertEqual(self.events(plan).mapped("name"), ["open"])
        self.by(self.cycle, self.officer).action_open()
        self.assertEqual(self.plan(self.staff), plan)

    def test_only_what_was_dropped_comes_back(self):
        """No evaluation had been opened; revoking opens none."""
        self.agree(self.staff)
        made = self.exempt(self.staff, f"{YEAR}-07-01", kind=codes.PENSIUN)
        self._revoke(made)
        self.assertEqual(self._periods(), [])

    def test_what_was_opened_meanwhile_is_not_doubled(self):
        self.open_evaluations(self.staff)
        before = self._periods()
        made = self.exempt(self.staff, f"{YEAR}-07-01", kind=codes.PENSIUN)
        self.staff.asn_assignment_ids.date_to = False
        self.by(made, self.officer).write({"date_to": f"{YEAR}-07-01"})
        self.by(self.cycle, self.officer).action_open_periods()
        self.env.invalidate_all()
        self._revoke(made)
        self.assertEqual(self._periods(), before)

    def test_a_post_that_ends_otherwise_meanwhile_stays_so(self):
        self.open_evaluations(self.staff)
        made = self.exempt(self.staff, f"{YEAR}-07-01", kind=codes.PENSIUN)
        self.staff.asn_assignment_ids.date_to = f"{YEAR}-05-31"
        left = self._periods()
        self._revoke(made)
        self.assertEqual(self._periods(), left)

    def test_a_closed_year_takes_nothing_back(self):
        self.open_evaluations(self.staff)
        made = self.exempt(self.staff, f"{YEAR}-07-01", kind=codes.PENSIUN)
        left = self._periods()
        for step in ("action_wind_up", "action_close"):
            getattr(self.by(self.cycle, self.officer), step)()
        self._revoke(made)
        self.assertEqual(self._periods(), left)


@tagged("post_install", "-at_install")
class TestExemptionRpc(ExemptionMixin, AsnHttpCommon):
    @mute_logger("odoo.http", "odoo.models", "odoo.addons.base.models.ir_rule")
    def test_no_way_round_the_steps(self):
        self.sign_in(self.staff)
        values = {
            "employee_id": self.staff.id,
            "kind": codes.LAINNYA,
            "date_from": f"{YEAR}-01-01",
            "state": "confirmed",
        }
        made, error = self.rpc("hr.asn.exemption", "create", [values])
        self.assertIsNone(error)
        exemption = self.env["hr.asn.exemption"].browse(made)
        self.assertEqual(exemption.state, "proposed")
        for vals in ({"state": "confirmed"}, {"employee_id": self.peer.id}):
            _result, error = self.rpc("hr.asn.exemption", "write", made, vals)
            self.assertEqual(error, "odoo.exceptions.AccessError")
        _result, error = self.rpc("hr.asn.exemption", "action_confirm", made)
        self.assertEqual(error, "odoo.exceptions.AccessError")
        _result, error = self.rpc("hr.asn.exemption", "unlink", made)
        self.assertEqual(error, "odoo.exceptions.AccessError")
        self.assertEqual(exemption.state, "proposed")
