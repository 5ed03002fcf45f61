"""Every model, every role: what RPC lets through is what access_matrix.csv says.

A line of the file is a record of a model (which person's, in which state); a column
is a role; a cell names the operations that succeed: r(ead) w(rite) c(reate one more
beside it) d(elete), or - for none. A model without lines fails, so does a line of an
unknown model or record.
"""

import csv
import io
from types import SimpleNamespace

from odoo.tests import tagged
from odoo.tools import file_open, mute_logger

from ..law import codes
from ..models.hr_asn_monitor import PER_PLAN
from .common import ADMIN, OFFICER, TEAM, YEAR, AsnHttpCommon

MATRIX = "hr_asn_appraisal/tests/access_matrix.csv"
KEYS = ("model", "record", "field")
# (model, record) that is about somebody who does not find it, though he runs the agency
HIDDEN_FROM_HIMSELF = {
    "staff": {
        *(("hr.asn.survey", "group"), ("hr.asn.survey", "told")),
        ("hr.asn.survey.answer", "group"),
        ("hr.asn.survey.invitation", "group"),
        ("hr.asn.survey.invitation", "told"),
        *(("hr.asn.feedback", "beside"), ("hr.asn.unit.rating", "draft")),
        *(("hr.asn.rating", "rated"), ("hr.asn.evaluation.segment", "rated")),
        ("hr.asn.calibration.line", "running"),
        ("hr.asn.consideration", "delivered"),
        ("hr.asn.potential", "staff"),
        *(("hr.asn.run.line", "staff"), ("hr.asn.run.problem", "staff")),
        ("hr.asn.run.change", "staff"),
    },
    # What his people say about who their superior is.
    "boss": {("hr.asn.notice", "draft")},
    "head": {("hr.asn.potential", "head")},
}
# Models of what is written for who has no login, and read by who acts for a rater.
ON_PAPER = {
    *("hr.asn.skp", "hr.asn.rhk", "hr.asn.rhk.link", "hr.asn.iki"),
    *("hr.asn.iki.manual", "hr.asn.iki.month", "hr.asn.skp.annex"),
    *("hr.asn.skp.behavior", "hr.asn.evaluation", "hr.asn.evaluation.entry"),
    *("hr.asn.realization", "hr.asn.evidence", "hr.asn.action"),
}
READ_BY_DELEGATE = {
    *("hr.asn.skp", "hr.asn.skp.version", "hr.asn.rhk", "hr.asn.rhk.link"),
    *("hr.asn.iki", "hr.asn.iki.manual", "hr.asn.iki.month", "hr.asn.skp.annex"),
    *("hr.asn.skp.behavior", "hr.asn.event"),
    *("hr.asn.dialogue", "hr.asn.dialogue.line"),
}
# Windows for officers; every other is for all who can sign in.
OFFICER_WINDOWS = {
    "hr.asn.account.slips",
    "hr.asn.appraiser.change",
    "hr.asn.cycle.step",
    "hr.asn.exemption.revoke",
    "hr.asn.external.import",
    "hr.asn.goal.import",
    "hr.asn.goal.import.problem",
    "hr.asn.head.change",
    "hr.asn.month.close",
    "hr.asn.objection.name",
    "hr.asn.objective.import",
    "hr.asn.proposal.answer",
    "hr.asn.run.decide",
    "hr.asn.skp.cancel",
    "hr.asn.staff.import",
    "hr.asn.transfer.import",
    "hr.asn.unlock.give",
    "hr.asn.unlock.refuse",
}
DENIED = {"odoo.exceptions.AccessError", "odoo.exceptions.UserError"}
# What is referenced cannot be deleted by anybody: the database refuses.
IN_USE = "odoo.exceptions.ValidationError"
QUIET = (
    "odoo.http",
    "odoo.models",
    "odoo.sql_db",
    "odoo.addons.base.models.ir_model",
    "odoo.addons.base.models.ir_rule",
)


@tagged("post_install", "-at_install", "asn_once")
class TestAccessMatrix(AsnHttpCommon):
    # The context of each call that changes something, such as the agencies chosen.
    chosen = {}
    # Another addon has a file of its own for its own models.
    matrix = MATRIX
    module = "hr_asn_appraisal"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.evidence_gate = False
        cls.records = {}
        cls._make_other_agency()
        cls._make_plans()
        cls._make_feedback()
        cls._make_evaluations()
        cls._make_runs()
        cls._make_exemptions()
        cls._make_unlocks()
        cls._make_monitored()
        cls._make_reference()
        cls._make_problems()
        cls._make_cascade()
        cls._make_services()
        cls._make_calibrations()
        cls._make_talents()
        cls._make_surveys()
        cls._make_cases()
        cls._make_unit_ratings()
        cls.env.flush_all()
        cls.roles = {
            "staff": cls.staff,
            "peer": cls.peer,
            "boss": cls.boss,
            "superior": cls.chief,
            "head": cls.head,
            "stranger": cls.foreign_boss,
            "unit_officer": cls.unit_officer,
            "officer": cls.officer,
            "team": cls.team,
            "admin": cls.admin,
            "auditor": cls.auditor,
            "outsider": cls.strange_officer,
            "parent": cls._user("provinsi", TEAM, cls.parent),
        }

    # -- records -------------------------------------------------------------

    @classmethod
    def _keep(cls, name, *records):
        for record in records:
            cls.records[record._name, name] = record.sudo()[:1]

    @classmethod
    def _agency_values(cls):
        cls.parent = cls.env["res.company"].create({"name": "Provinsi Contoh"})
        below = {"parent_id": cls.parent.id, "asn_read_by_parent": True}
        return super()._agency_values() | below

    @classmethod
    def _make_people(cls):
        super()._make_people()
        cls.driver = cls._person("Syahrul", login=False)
        cls._assign(cls.driver, cls.boss, cls.clinic, cls.chief)
        cls.driver_peer = cls._person("Rekan")
        cls._assign(cls.driver_peer, cls.boss, cls.clinic, cls.chief)

    @classmethod
    def _make_other_agency(cls):
        cls.other = cls.env["res.company"].create({"name": "Kota Seberang"})
        cls.env.user.company_ids |= cls.other
        ids = [cls.agency.id, cls.other.id]
        cls.env = cls.env(context={**cls.env.context, "allowed_company_ids": ids})
        cls.strange_officer = cls._user("seberang", OFFICER, cls.other)
        boss = cls._person("Bos", company=cls.other)
        stranger = cls._person("Asing", company=cls.other)
        unit = cls._unit("Dinas Seberang", company=cls.other)
        cls._assign(boss, False, unit)
        cls._assign(stranger, boss, unit)
        far = cls.env["hr.asn.cycle"].with_user(cls.strange_officer)
        far = far.with_context(allowed_company_ids=cls.other.ids)
        cls.far_cycle = far.create({"year": YEAR, "policy_id": cls.policy.id})
        cls.far_cycle.action_open()
        plan = cls.far_cycle.sudo().skp_ids.filtered(
            lambda one: one.employee_id == stranger
        )
        cls._keep("other", plan, plan.assignment_id, cls.far_cycle)
        cls._keep("other", cls.far_cycle.sudo().period_ids)
        cls._make_objectives(cls.far_cycle.sudo())
        cls._keep("other", *cls._rows(plan))

    @classmethod
    def _free_objective(cls):
        """Return the row of the gap report of an objective that nobody takes up."""
        free = cls.env["hr.asn.objective"].create(
            {"cycle_id": cls.cycle.id, "code": "BEBAS", "name": "Belum diambil"}
        )
        return cls.env["hr.asn.gap"].search([("objective_id", "=", free.id)])

    @classmethod
    def _make_objectives(cls, cycle):
        values = {"name": "Sasaran", "cycle_id": cycle.id}
        create = cls.env["hr.asn.objective"].create
        return create([{**values, "code": f"K{number}"} for number in (1, 2)])

    @classmethod
    def _rows(cls, plan):
        """Make two results with rows of every kind; return one of each."""
        rhk = cls.fill(plan, results=2, by=cls.env.user)[0]
        objective = cls.env["hr.asn.objective"].search(
            [("cycle_id", "=", plan.cycle_id.id), ("code", "=", "K1")]
        )
        link = rhk.link_ids.create({"rhk_id": rhk.id, "objective_id": objective.id})
        value = cls.env["hr.asn.behavior"].search([], limit=1)
        expectation = plan.behavior_ids.create(
            {"skp_id": plan.id, "behavior_id": value.id, "expectation": "Ramah"}
        )
        annex = plan.annex_ids.create(
            {"skp_id": plan.id, "kind": "resource", "text": "Mobil"}
        )
        manual = rhk.iki_ids.manual_ids.create({"iki_id": rhk.iki_ids.id})
        month = rhk.iki_ids.month_ids.create({"iki_id": rhk.iki_ids.id, "month": 6})
        told = plan.dialogue_ids.sudo().create({"skp_id": plan.id})
        if plan.employee_id == cls.staff:
            told._asn_put({"state": "told"})
        return (
            rhk,
            rhk.iki_ids,
            link,
            expectation,
            annex,
            manual,
            month,
            told,
            told.line_ids[0],
        )

    @classmethod
    def _make_plans(cls):
        cls.cycle.with_context(allowed_company_ids=cls.agency.ids).action_open()
        objective = cls._make_objectives(cls.cycle)
        cls._keep("agency", cls.cycle, objective)
        for name, employee, state in (
            ("draft", cls.peer, "draft"),
            ("agreed", cls.staff, "approved"),
            ("leader", cls.boss, "approved"),
            ("far", cls.foreigner, "draft"),
        ):
            plan = cls.plan(employee)
            rows = cls._rows(plan)
            rows[1].is_team = employee == cls.staff
            if employee == cls.staff:
                led = plan.rhk_ids - rows[0]
                led.assigned_by_id = cls.foreign_boss
                cls._keep("led", led, led.iki_ids)
            cls.bring_plan(plan, state)
            cls._keep(name, plan, *rows)
            if plan.version_ids:
                agreed = cls.env["hr.asn.rhk.agreed"].browse(rows[0].id)
                cls._keep(name, plan.version_ids, agreed)
        team = cls.records["hr.asn.iki", "agreed"]
        cls._keep("agreed", cls.env["hr.asn.team.indicator"].browse(team.id))
        cls._keep("staff", cls.plan(cls.staff).assignment_id)
        cls._keep("far", cls.plan(cls.foreigner).assignment_id)
        cls._make_delegations()
        paper = cls.plan(cls.driver)
        cls.fill(paper, by=cls.boss)
        cls.by(paper, cls.boss).action_submit()
        cls.by(paper, cls.boss).action_approve()

    @classmethod
    def _make_feedback(cls):
        """What is told at once, what is not yet, and what the third quarter tells."""
        plan, far = cls.plan(cls.staff), cls.plan(cls.foreigner)
        other = cls.records["hr.asn.skp", "other"]
        for name, giver, about, day in (
            ("told", cls.boss, plan, "01-05"),
            ("beside", cls.peer, plan, "01-05"),
            ("delivered", cls.peer, plan, "08-03"),
            ("far", cls.foreign_boss, far, "01-05"),
            ("other", other.appraiser_id, other, "01-05"),
        ):
            cls.set_day(f"{YEAR}-{day}")
            given = cls.env["hr.asn.feedback"].sudo()
            values = cls._said(about) | {"giver_kept_id": giver.id, "text": "Rapi"}
            cls._keep(name, given.create(values))
        cls.set_day(f"{YEAR}-01-05")
        led = {"skp_id": plan.id, "rhk_id": cls.records["hr.asn.rhk", "led"].id}
        led |= {"giver_kept_id": cls.foreign_boss.id, "text": "Rapi"}
        cls._keep("led", cls.env["hr.asn.feedback"].sudo().create(led))
        for name, about, asked in (
            ("open", plan, cls.peer),
            ("far", far, cls.foreign_boss),
            ("other", other, other.appraiser_id),
        ):
            values = cls._said(about) | {"asked_id": asked.id, "question": "Rapikah?"}
            cls._keep(name, cls.env["hr.asn.feedback.request"].create(values))

    @classmethod
    def _said(cls, plan):
        value = cls.env["hr.asn.behavior"].search([], limit=1)
        return {"skp_id": plan.id, "behavior_id": value.id}

    @classmethod
    def _make_delegations(cls):
        """One of the boss to the peer, in force when plans of the year are over."""
        one = cls.env["hr.asn.delegation"].create(
            cls._delegation(cls.boss, cls.peer, f"{YEAR}-12-01")
        )
        far = cls.env["hr.asn.delegation"].create(
            cls._delegation(cls.foreign_boss, cls.foreigner, f"{YEAR}-12-01")
        )
        cls._keep("boss", one)
        cls._keep("far", far)

    @classmethod
    def _delegation(cls, appraiser, delegate, day):
        parties = {"appraiser_id": appraiser.id, "delegate_id": delegate.id}
        dates = {"date_from": day, "date_to": day}
        company = appraiser.company_id.id
        return {**parties, **dates, "reason": "Diklat", "company_id": company}

    @classmethod
    def _make_evaluations(cls):
        agency = cls.env(
            context={**cls.env.context, "allowed_company_ids": cls.agency.ids}
        )
        cls.cycle = cls.cycle.with_env(agency(user=cls.officer))
        evaluations = cls.open_evaluations(cls.staff).filtered(
            lambda one: one.kind == "periodic"
        )
        names = ("draft", "rated", "delivered")
        for name, evaluation in zip(names, evaluations, strict=False):
            own = cls.by(evaluation, cls.staff).env
            keys = {"period_id": evaluation.period_id.id}
            rhk = evaluation.skp_id.rhk_ids[0]
            reached = own["hr.asn.realization"].create(
                {**keys, "iki_id": rhk.iki_ids.id, "actual": "5"}
            )
            proof = own["hr.asn.evidence"].create(
                {**keys, "rhk_id": rhk.id, "name": "x", "url": "https://contoh.go.id"}
            )
            done = own["hr.asn.action"].create(
                {**keys, "rhk_id": rhk.id, "name": "Kunjungan"}
            )
            if name == "rated":
                refused = proof.copy({"name": "y"})
            cls._walk(evaluation, name)
            entry = evaluation.entry_ids.grouped("rhk_id")[rhk]
            cls._keep(name, evaluation, reached, proof, done, entry)
            cls._keep(name, evaluation.rating_ids, evaluation.document_ids)
            if name != "draft":
                cls._keep(name, cls._segment(evaluation))
        cls.by(refused, cls.boss).action_refuse("Kosong")
        cls._keep("refused", refused)
        cls._keep("agency", evaluations[0].period_id)
        cls._keep("paper", cls.quarter(cls.driver, 1))
        event = cls.events(cls.plan(cls.staff))[0]
        cls._keep("agreed", event)

    @classmethod
    def _segment(cls, evaluation):
        days = {"date_from": f"{YEAR}-01-01", "date_to": f"{YEAR}-12-31"}
        row = {"skp_id": evaluation.skp_id.id, "months": 12, **days}
        return cls.env["hr.asn.evaluation.segment"]._asn_settle({evaluation: [row]})

    @classmethod
    def _walk(cls, evaluation, state):
        if state == "draft":
            return
        cls.reach(evaluation.date_to)
        cls.by(evaluation, cls.staff).action_submit()
        cls.by(evaluation, cls.boss).action_rate("sesuai", "sesuai", "Cukup")
        if state == "delivered":
            cls.by(evaluation, cls.boss).action_deliver()

    @classmethod
    def _make_runs(cls):
        for name, who in (("officer", cls.officer), ("unit", cls.unit_officer)):
            run = cls.env["hr.asn.run"].with_user(who)
            run = run.with_context(allowed_company_ids=cls.agency.ids)
            run = run.create({"kind": "opening", "cycle_id": cls.cycle.id, "name": "x"})
            run._asn_prepare()
            problem = run.sudo().problem_ids.create(
                {"run_id": run.id, "row": 1, "code": "x"}
            )
            change = run.sudo().change_ids.create({"run_id": run.id, "row": 1})
            slip = run.sudo().slip_ids.create(
                {
                    "name": "x",
                    "run_id": run.id,
                    "user_id": who.id,
                    "company_id": cls.agency.id,
                    "expires_on": f"{YEAR}-12-31",
                }
            )
            cls._keep(name, run, run.sudo().line_ids, problem, change, slip)
        cls._make_rows_about(cls.records["hr.asn.run", "officer"])
        cls._make_own_run()

    @classmethod
    def _make_rows_about(cls, run):
        """Rows of a run that are about the staff, who finds none of them."""
        about = {"run_id": run.id, "employee_id": cls.staff.id}
        line = run.line_ids.create({**about, "key": "about"})
        problem = run.problem_ids.create({**about, "row": 2, "code": "x"})
        change = run.change_ids.create({**about, "row": 2})
        cls._keep("staff", line, problem, change)

    @classmethod
    def _make_own_run(cls):
        """One by which an employee fills in his own plan from a file."""
        run = cls.by(cls.env["hr.asn.run"], cls.staff).create(
            {
                **{"kind": "plan", "name": "x", "cycle_id": cls.cycle.id},
                "params": {"plan": cls.plan(cls.staff).id},
            }
        )
        line = run.sudo().line_ids.create({"run_id": run.id, "key": "row 1"})
        problem = run.sudo().problem_ids.create(
            {"run_id": run.id, "row": 1, "code": "x"}
        )
        change = run.sudo().change_ids.create({"run_id": run.id, "row": 1})
        cls._keep("plan", run, line, problem, change)

    @classmethod
    def _make_exemptions(cls):
        other = cls.records["hr.asn.skp", "other"].employee_id
        for name, employee, officer, year in (
            ("proposed", cls.staff, None, YEAR + 2),
            ("confirmed", cls.staff, cls.officer, YEAR + 1),
            ("far", cls.foreigner, cls.officer, YEAR + 1),
            ("other", other, cls.strange_officer, YEAR + 1),
        ):
            exemption = cls.env["hr.asn.exemption"].create(
                {
                    "employee_id": employee.id,
                    "kind": codes.CLTN,
                    "date_from": f"{year}-01-01",
                    "date_to": f"{year}-12-31",
                }
            )
            if officer:
                cls.by(exemption, officer).action_confirm()
            cls._keep(name, exemption)

    @classmethod
    def _make_unlocks(cls):
        other = cls.records["hr.asn.skp", "other"]
        for name, whom, cycle in (
            ("requested", cls.staff, cls.cycle),
            ("far", cls.foreigner, cls.cycle),
            ("other", other.employee_id, other.cycle_id),
        ):
            cls._keep(name, cls.env["hr.asn.unlock"].create(cls._unlock(whom, cycle)))
        unit = {"employee_id": False, "unit_id": cls.office.id}
        whole = cls._unlock(cls.staff, cls.cycle) | unit
        cls._keep("unit", cls.env["hr.asn.unlock"].create(whole))

    @classmethod
    def _unlock(cls, employee, cycle):
        until = {"date_to": f"{YEAR}-12-31", "reason": "Sakit"}
        return {"employee_id": employee.id, "cycle_id": cycle.id, **until}

    @classmethod
    def _make_monitored(cls):
        """A notice, and what stands in the cockpit about the same people."""
        far = cls.records["hr.asn.skp", "other"]
        for name, plan in (
            ("draft", cls.plan(cls.peer)),
            ("far", cls.plan(cls.foreigner)),
            ("other", far),
        ):
            row = cls.env["hr.asn.monitor"].browse(plan.id * PER_PLAN)
            person = cls.env["hr.asn.timeline"].browse(plan.employee_id.id)
            plan.env["hr.asn.notice"]._asn_tell(plan, "Bukan")
            notice = cls.env["hr.asn.notice"].search([("skp_id", "=", plan.id)])
            cls._keep(name, row, person, notice)

    @classmethod
    def _make_problems(cls):
        """Name the units of which nobody is head: one row each."""
        rows = cls.env["hr.asn.hierarchy"].search([("problem", "=", "headless")])
        by_unit = rows.grouped("department_id")
        cls._keep("staff", by_unit[cls.clinic])
        cls._keep("far", by_unit[cls.school_office])
        other = cls.records["hr.asn.assignment", "other"]
        cls._keep("other", by_unit[other.department_id])

    @classmethod
    def _make_cascade(cls):
        """Roles that leaders have filled in, and what nobody carries."""
        far = cls.plan(cls.foreign_boss)
        other = cls.records["hr.asn.skp", "other"].appraiser_id
        strange = cls.far_cycle.sudo().skp_ids.filtered(
            lambda one: one.employee_id == other
        )
        for name, plan, member in (
            ("leader", cls.plan(cls.boss), cls.plan(cls.staff)),
            ("far", far, cls.plan(cls.foreigner)),
            ("other", strange, cls.records["hr.asn.skp", "other"]),
        ):
            rhk = plan.rhk_ids[:1] or cls.fill(plan, by=cls.env.user)
            role = cls.env["hr.asn.role"].create(
                {
                    "superior_rhk_id": rhk.id,
                    "assignment_id": member.assignment_id.id,
                    "text": "Peran",
                }
            )
            gap = cls.env["hr.asn.gap"].search([("rhk_id", "=", rhk.id)])
            cls._keep(name, role, gap)
        cls._keep("agency", cls._free_objective())
        tree = cls.env["hr.asn.tree"]
        for name in ("leader", "agreed"):
            own = cls.records["hr.asn.rhk", name]
            cls._keep(name, tree.browse(2 * own.id))
        for name in ("agency", "other"):
            own = cls.records["hr.asn.objective", name]
            cls._keep(name, tree.browse(2 * own.id + 1))

    @classmethod
    def _make_services(cls):
        """One of the clinic, which its employee answers for, and two elsewhere."""
        other = cls.records["hr.asn.assignment", "other"]
        for name, unit, owner, cycle in (
            ("clinic", cls.clinic, cls.staff, cls.cycle.sudo()),
            ("far", cls.school_office, cls.foreign_boss, cls.cycle.sudo()),
            ("other", other.department_id, other.employee_id, cls.far_cycle.sudo()),
        ):
            service = cls.env["hr.asn.service"].create(cls._service(unit, owner))
            target = service.target_ids.create(cls._service_target(service, cycle))
            values = {"service_id": service.id, "employee_id": owner.id}
            member = service.member_ids.create(values)
            month = target.month_ids.create({"target_id": target.id, "month": 3})
            cls._keep(name, service, target, member, month)

    @classmethod
    def _make_cases(cls):
        """What is asked and objected of the staff's delivered evaluation."""
        evaluation = cls.records["hr.asn.evaluation", "delivered"]
        for model in ("hr.asn.objection", "hr.asn.inquiry"):
            cls._keep("staff", cls.env[model].create({"evaluation_id": evaluation.id}))

    @classmethod
    def _service(cls, unit, owner):
        keys = {"department_id": unit.id, "owner_id": owner.id}
        return {**keys, "name": "Layanan", "company_id": unit.company_id.id}

    @classmethod
    def _service_target(cls, service, cycle):
        keys = {"service_id": service.id, "cycle_id": cycle.id}
        return {**keys, "name": "Uji", "target": "1", "aspect_id": cls.aspect.id}

    @classmethod
    def _make_calibrations(cls):
        """One that is prepared, and one that runs, with the staff on its table."""
        period = cls.records["hr.asn.evaluation", "rated"].period_id
        other = cls._far_period()
        strange = cls.records["hr.asn.assignment", "other"].department_id
        for name, unit, one in (
            ("prepared", cls.school_office, period),
            ("running", cls.office, period),
            ("other", strange, other),
        ):
            values = cls._calibration(unit, one)
            cls._keep(name, cls.env["hr.asn.calibration"].create(values))
        running = cls.records["hr.asn.calibration", "running"]
        running.action_start()
        cls._keep("running", running.line_ids)

    @classmethod
    def _far_period(cls):
        """Return another period of the agency elsewhere than what is kept of it."""
        return cls.far_cycle.sudo().period_ids[1]

    @classmethod
    def _calibration(cls, unit, period):
        return {"department_id": unit.id, "period_id": period.id}

    @classmethod
    def _make_talents(cls):
        """What was delivered to the staff, and the potential of some."""
        delivered = cls.records["hr.asn.evaluation", "delivered"]
        cls._keep("delivered", cls.env["hr.asn.talent"].browse(delivered.id))
        other = cls.records["hr.asn.skp", "other"]
        for name, person, cycle in (
            ("staff", cls.staff, cls.cycle),
            ("head", cls.head, cls.cycle),
            ("other", other.employee_id, other.cycle_id),
        ):
            values = cls._potential(person, cycle)
            cls._keep(name, cls.env["hr.asn.potential"].create(values))

    @classmethod
    def _potential(cls, person, cycle):
        keys = {"employee_id": person.id, "cycle_id": cycle.id}
        day = f"{YEAR}-02-01"
        return {**keys, "potential": "tinggi", "source": "AC", "assessed_on": day}

    @classmethod
    def _make_surveys(cls):
        """Of each service one that was answered, and what colleagues say of two."""
        for name in ("clinic", "far", "other"):
            # Another one beside it: what was asked about stays.
            service = cls.records["hr.asn.service", name].copy()
            cycle = cls.far_cycle if name == "other" else cls.cycle
            survey = cls.env["hr.asn.survey"].create(cls._survey(service))
            survey.action_open()
            answer = survey.answer_ids.create(cls._answer(survey))
            visit = cls.env["hr.asn.survey.visit"].create(
                {"survey_id": survey.id, "mark": "x", "span": "x", "number": 1}
            )
            cls.env.flush_all()
            index = cls.env["hr.asn.survey.index"].search(
                [("survey_id", "=", survey.id), ("period_id.cycle_id", "=", cycle.id)]
            )
            cls._keep(name, survey, answer, visit, index)
        for name, state in (("group", "draft"), ("told", "delivered")):
            evaluation = cls.records["hr.asn.evaluation", state]
            survey = cls.env["hr.asn.survey"].create(cls._group(evaluation))
            asked = survey.invitation_ids.create(cls._invited(survey, cls.peer))
            place = cls.env["hr.asn.survey.pool"].create(
                {"survey_id": survey.id, "sealed": "x"}
            )
            answer = survey.answer_ids.create(cls._answer(survey) | {"role": "peer"})
            cls._keep(name, survey, asked, answer, place)

    @classmethod
    def _survey(cls, service):
        return {"service_id": service.id, "date_from": f"{YEAR}-01-01"}

    @classmethod
    def _group(cls, evaluation):
        keys = {"kind": "group", "evaluation_id": evaluation.id}
        dates = {"date_from": f"{YEAR}-01-01", "date_to": f"{YEAR}-12-31"}
        return {**keys, **dates}

    @classmethod
    def _invited(cls, survey, person):
        return {"survey_id": survey.id, "employee_id": person.id}

    @classmethod
    def _answer(cls, survey):
        values = {"answered_on": f"{YEAR}-01-05", "steps": {"waktu": 4}}
        return {**values, "survey_id": survey.id}

    @classmethod
    def _make_unit_ratings(cls):
        """One of each kind: of a section that the staff heads, and elsewhere."""
        section = cls._unit("Seksi", cls.clinic)
        section.manager_id = cls.staff
        other = cls.records["hr.asn.assignment", "other"].department_id
        period = cls.records["hr.asn.period", "agency"]
        strange = cls._far_period()
        made = {
            name: cls.env["hr.asn.unit.rating"].create(cls._unit_rating(unit, when))
            for name, unit, when in (
                ("draft", section, period),
                ("set", section, cls._later(period)),
                ("far", cls.school_office, period),
                ("other", other, strange),
            )
        }
        cls.by(made["set"], cls.boss).action_set()
        for name, rating in made.items():
            cls._keep(name, rating)
        delivered = cls.records["hr.asn.evaluation", "delivered"]
        team = SimpleNamespace(
            period=delivered.period_id,
            unit=delivered.department_id,
            rating=made["set"],
            mates=delivered,
            rows=delivered,
        )
        kept = cls.by(cls.env["hr.asn.consideration"], cls.boss)
        kept = kept._asn_write_down([(team, ["x"])], delivered, "Uji")
        cls._keep("delivered", kept)

    @classmethod
    def _later(cls, period):
        return period.cycle_id.period_ids.filtered(
            lambda one: one.kind == period.kind and one.number == period.number + 1
        )

    @classmethod
    def _unit_rating(cls, unit, period):
        said = {"rating": "baik", "source": "PK", "decided_on": f"{YEAR}-01-05"}
        keys = {"department_id": unit.id, "company_id": unit.company_id.id}
        return {**said, **keys, "period_id": period.id}

    @classmethod
    def _make_reference(cls):
        create = {
            "hr.asn.policy": {"name": "Uji", "company_id": False},
            "hr.asn.rank": {"code": "uji", "kind": "pns"},
            "hr.asn.jf.level": {"code": "uji", "name": "Uji", "category": "keahlian"},
            "hr.asn.behavior": cls._behavior("Uji"),
            "hr.asn.aspect": {"code": "uji", "name": "Uji", "model": codes.JA_JF},
            "hr.asn.phrase": {"text": "Uji"},
            "hr.asn.dimension": {"code": "uji", "name": "Uji"},
            "hr.asn.curve": {"name": "Uji", "share_6": 100},
            "hr.asn.survey.element": cls._element("uji"),
        }
        for model, values in create.items():
            cls._keep("all", cls.env[model].create(values))
        for name, company, cycle in (
            ("agency", cls.agency, cls.cycle),
            ("other", cls.other, cls.far_cycle),
        ):
            goal = cls.env["hr.asn.goal"].create(cls._goal("U1", company))
            line = goal.indicator_ids.create(cls._indicator(goal))
            audience = cls.env["hr.asn.cycle.audience"].create(
                {"cycle_id": cycle.id, "policy_id": cls.policy.id}
            )
            plan = cls.records["hr.asn.skp", "draft" if name == "agency" else name]
            cls._keep(name, cls.env["hr.asn.goal.proposal"].create(cls._idea(plan)))
            objective = cycle.env["hr.asn.objective"].sudo()
            objective = objective.create(
                {"cycle_id": cycle.id, "code": "U", "name": "Uji"}
            )
            policy = cls.policy.create({"name": "Sendiri", "company_id": company.id})
            rule = policy.distribution_rule_ids.create(cls._pattern_rule(policy))
            cls._keep(name, goal, line, audience, objective, policy, rule)
            weights = cls.env["hr.asn.policy.dimension"]
            cls._keep(name, weights.create(cls._weight(policy, "individu")))
        shipped = rule.search([("policy_id", "=", False)], limit=1)
        cls._keep("all", shipped)

    @classmethod
    def _weight(cls, policy, code):
        dimension = cls.env["hr.asn.dimension"]._asn_ids()[code]
        keys = {"policy_id": policy.id, "dimension_id": dimension}
        return {**keys, "weight_percent": 100}

    @classmethod
    def _element(cls, code):
        steps = {f"step_{step}": "Uji" for step in range(1, 5)}
        return {"code": code, "name": "Uji", "question": "Uji?", **steps}

    @classmethod
    def _idea(cls, plan):
        values = {"name": "Uji", "aspect_id": cls.aspect.id, "target": "1"}
        said = {"result": "Hasil", "benefit": "Lebih jelas"}
        return {**values, **said, "skp_id": plan.id}

    @classmethod
    def _pattern_rule(cls, policy):
        """Of the policy; one more of a shipped rule is of no policy either."""
        said = {"org_rating": "baik", "baik": True, "limit": 60}
        return {**said, "policy_id": policy.id}

    @classmethod
    def _behavior(cls, name):
        return {"name": name, "guide_1": "a", "guide_2": "b", "guide_3": "c"}

    @classmethod
    def _goal(cls, code, company):
        values = {"code": code, "name": "Uji", "post": "Perawat", "model": codes.JA_JF}
        return {**values, "company_id": company.id}

    @classmethod
    def _indicator(cls, goal):
        values = {"name": "Uji", "aspect_id": cls.aspect.id, "target": "1"}
        return {**values, "goal_id": goal.id}

    # -- operations ----------------------------------------------------------

    WRITES = {
        "hr.asn.aspect": {"sequence": 99},
        "hr.asn.assignment": {"duty": "x"},
        "hr.asn.behavior": {"sequence": 99},
        "hr.asn.calibration": {"held_on": f"{YEAR}-12-01"},
        "hr.asn.calibration.line": {"revision": 7},
        "hr.asn.cycle.audience": {"sequence": 99},
        "hr.asn.delegation": {"decree": "800/1"},
        "hr.asn.curve": {"sequence": 99},
        "hr.asn.dimension": {"sequence": 99},
        "hr.asn.consideration": {"text": "x"},
        "hr.asn.dialogue": {"note": "x"},
        "hr.asn.distribution.rule": {"limit": 55},
        "hr.asn.unit.rating": {"decree": "800/2"},
        "hr.asn.dialogue.line": {"above": "x"},
        "hr.asn.document": {"content": "{}"},
        "hr.asn.evaluation.entry": {"actual": "7"},
        "hr.asn.event": {"note": "x"},
        "hr.asn.survey": {"asks_comment": False},
        "hr.asn.survey.answer": {"comment": "x"},
        "hr.asn.survey.element": {"sequence": 99},
        "hr.asn.survey.index": {"number": 7},
        "hr.asn.survey.pool": {"sealed": "y"},
        "hr.asn.survey.visit": {"number": 7},
        "hr.asn.exemption": {"decree": "x"},
        "hr.asn.feedback": {"text": "x"},
        "hr.asn.feedback.request": {"question": "x"},
        "hr.asn.iki": {"name": "x"},
        "hr.asn.iki.manual": {"formula": "x"},
        "hr.asn.iki.month": {"figure": 7},
        "hr.asn.jf.level": {"sequence": 99},
        "hr.asn.period": {"open_on": f"{YEAR}-01-02"},
        "hr.asn.inquiry": {"question": "x"},
        "hr.asn.objection": {"text": "x"},
        "hr.asn.phrase": {"sequence": 99},
        "hr.asn.policy": {"sequence": 99},
        "hr.asn.policy.dimension": {"weight_percent": 50},
        "hr.asn.potential": {"source": "x"},
        "hr.asn.rank": {"sequence": 99},
        "hr.asn.rating": {"reason": "x"},
        "hr.asn.evaluation.segment": {"months": 11},
        "hr.asn.realization": {"note": "x"},
        "hr.asn.rhk.link": {"text": "x"},
        "hr.asn.role": {"text": "x"},
        "hr.asn.run.line": {"message": "x"},
        "hr.asn.service": {"description": "x"},
        "hr.asn.service.member": {"part": "x"},
        "hr.asn.service.month": {"figure": 7},
        "hr.asn.service.target": {"baseline": "1"},
        "hr.asn.skp": {"approach": "kualitatif"},
        "hr.asn.skp.annex": {"text": "x"},
        "hr.asn.skp.behavior": {"expectation": "x"},
        "hr.asn.skp.version": {"reason": "x"},
        "hr.asn.unlock": {"date_to": f"{YEAR}-11-30"},
    }

    def _write_values(self, record, field):
        model = record._name
        if model == "hr.asn.cycle":
            return {"policy_id": self.policy.id}
        if model == "hr.asn.hierarchy":
            there = self.records["hr.asn.assignment", "other"].appraiser_id
            is_here = record.company_id == self.agency
            return {"new_appraiser_id": (self.head if is_here else there).id}
        return {field: "x"} if field else self.WRITES.get(model, {"name": "x"})

    def _create_values(self, record):
        maker = getattr(self, f"_one_more_{record._name.replace('.', '_')}", None)
        return maker(record) if maker else {}

    def _one_more_hr_asn_action(self, record):
        keys = {"rhk_id": record.rhk_id.id, "period_id": record.period_id.id}
        return {**keys, "name": "Baru"}

    def _one_more_hr_asn_aspect(self, record):
        return {"code": "baru", "name": "Baru", "model": codes.JA_JF}

    def _one_more_hr_asn_assignment(self, record):
        return {
            "employee_id": record.employee_id.id,
            "company_id": record.company_id.id,
            "post": "Lain",
            "status": codes.PLT,
            "department_id": record.department_id.id,
            "date_from": f"{YEAR}-01-01",
        }

    def _one_more_hr_asn_behavior(self, record):
        return self._behavior("Baru")

    def _one_more_hr_asn_calibration(self, record):
        return self._calibration(record.department_id, record.period_id)

    def _one_more_hr_asn_calibration_line(self, record):
        keys = {"evaluation_id": record.evaluation_id.id, "revision": 7}
        session, company = record.calibration_id.id, record.company_id.id
        return {**keys, "calibration_id": session, "company_id": company}

    def _one_more_hr_asn_cycle(self, record):
        company = record.company_id.id
        return {"year": 2040, "policy_id": self.policy.id, "company_id": company}

    def _one_more_hr_asn_cycle_audience(self, record):
        return {"cycle_id": record.cycle_id.id, "policy_id": self.policy.id}

    def _one_more_hr_asn_delegation(self, record):
        boss, delegate = record.appraiser_id, self.head
        return self._delegation(boss, delegate, f"{YEAR}-12-15")

    def _one_more_hr_asn_dialogue(self, record):
        """On a plan that has none: everybody of the clinic has one appraiser."""
        return {"skp_id": self.plan(self.driver).id}

    def _one_more_hr_asn_dialogue_line(self, record):
        """On the second result, whose proposal is taken out for it."""
        record.dialogue_id.sudo().line_ids[1:].unlink()
        rhk = record.skp_id.rhk_ids - record.rhk_id
        words = {"above": "a", "meets": "b", "below": "c"}
        return {"dialogue_id": record.dialogue_id.id, "rhk_id": rhk[:1].id, **words}

    def _one_more_hr_asn_curve(self, record):
        return {"name": "Baru", "share_12": 100}

    def _one_more_hr_asn_dimension(self, record):
        return {"code": "baru", "name": "Baru"}

    def _one_more_hr_asn_document(self, record):
        evaluation = record.evaluation_id.id
        values = {"kind": "receipt", "revision": 7, "content": "{}", "sha256": "x"}
        return {**values, "evaluation_id": evaluation}

    def _one_more_hr_asn_evaluation(self, record):
        period = self.env["hr.asn.period"].search(
            [("cycle_id", "=", record.cycle_id.id), ("kind", "=", codes.TAHUN)]
        )
        return {"skp_id": record.skp_id.id, "period_id": period.id}

    def _one_more_hr_asn_event(self, record):
        values = {"res_model": record.res_model, "res_id": record.res_id, "name": "x"}
        happened = f"{YEAR}-01-01 00:00:00"
        return {**values, "actor_id": self.env.uid, "happened_at": happened}

    def _one_more_hr_asn_evidence(self, record):
        keys = {"rhk_id": record.rhk_id.id, "period_id": record.period_id.id}
        return {**keys, "name": "Baru", "url": "https://contoh.go.id"}

    def _one_more_hr_asn_exemption(self, record):
        values = {"kind": codes.LAINNYA, "date_from": f"{YEAR + 4}-01-01"}
        return {**values, "employee_id": record.employee_id.id}

    def _one_more_hr_asn_feedback(self, record):
        return self._said(record.skp_id) | {"text": "Baru"}

    def _one_more_hr_asn_feedback_request(self, record):
        """To somebody else: the same one is not asked twice."""
        asked = record.skp_id.superior_id or self.head
        return self._said(record.skp_id) | {"asked_id": asked.id, "question": "Baru"}

    def _one_more_hr_asn_goal(self, record):
        return self._goal("U2", record.company_id)

    def _one_more_hr_asn_goal_indicator(self, record):
        return self._indicator(record.goal_id)

    def _one_more_hr_asn_goal_proposal(self, record):
        return self._idea(record.skp_id)

    def _one_more_hr_asn_iki(self, record):
        values = {"name": "Baru", "aspect_id": record.aspect_id.id, "target": "1"}
        return {**values, "rhk_id": record.rhk_id.id}

    def _one_more_hr_asn_iki_manual(self, record):
        """Of the other result: an indicator has one manual."""
        other = record.skp_id.iki_ids - record.iki_id
        return {"iki_id": other[:1].id}

    def _one_more_hr_asn_iki_month(self, record):
        return {"iki_id": record.iki_id.id, "month": 7}

    def _one_more_hr_asn_inquiry(self, record):
        return {"evaluation_id": record.evaluation_id.id}

    def _one_more_hr_asn_objection(self, record):
        return {"evaluation_id": self.records["hr.asn.evaluation", "draft"].id}

    def _one_more_hr_asn_jf_level(self, record):
        return {"code": "baru", "name": "Baru", "category": "keahlian"}

    def _one_more_hr_asn_notice(self, record):
        values = {"text": "Baru", "noticed_on": f"{YEAR}-01-05", "state": "settled"}
        return {**values, "skp_id": record.skp_id.id}

    def _one_more_hr_asn_objective(self, record):
        return {"cycle_id": record.cycle_id.id, "code": "Z", "name": "Baru"}

    def _one_more_hr_asn_period(self, record):
        dates = {"date_from": f"{YEAR}-02-01", "date_to": f"{YEAR}-02-28"}
        cycle = record.cycle_id.id
        return {"cycle_id": cycle, "kind": codes.BULAN, "number": 2, **dates}

    def _one_more_hr_asn_phrase(self, record):
        return {"text": "Baru"}

    def _one_more_hr_asn_policy(self, record):
        return {"name": "Baru"}

    def _one_more_hr_asn_policy_dimension(self, record):
        return self._weight(record.policy_id, "tim")

    def _one_more_hr_asn_evaluation_segment(self, record):
        keys = {"evaluation_id": record.evaluation_id.id, "months": 1}
        days = {"date_from": f"{YEAR}-01-01", "date_to": f"{YEAR}-01-31"}
        return {**keys, **days, "skp_id": self.plan(self.peer).id}

    def _one_more_hr_asn_potential(self, record):
        """Of somebody else: one is entered once for a cycle."""
        posts = self.env["hr.asn.assignment"].search(
            [("company_id", "=", record.company_id.id)]
        )
        known = record.sudo().search([]).employee_id
        others = posts.employee_id - known
        return self._potential(others[:1], record.cycle_id)

    def _one_more_hr_asn_rank(self, record):
        return {"code": "baru", "kind": "pns"}

    def _one_more_hr_asn_rating(self, record):
        values = {"result": "sesuai", "behavior": "sesuai", "actor_id": self.env.uid}
        keys = {"evaluation_id": record.evaluation_id.id, "kind": "self", "revision": 7}
        return {**values, **keys}

    def _one_more_hr_asn_realization(self, record):
        other = record.skp_id.iki_ids - record.iki_id
        return {"iki_id": other.id, "period_id": record.period_id.id, "actual": "1"}

    def _one_more_hr_asn_rhk(self, record):
        return {"skp_id": record.skp_id.id, "name": "Baru"}

    def _one_more_hr_asn_rhk_link(self, record):
        objective = self.env["hr.asn.objective"].search(
            [("cycle_id", "=", record.skp_id.cycle_id.id), ("code", "=", "K2")]
        )
        return {"rhk_id": record.rhk_id.id, "objective_id": objective.id}

    def _one_more_hr_asn_role(self, record):
        """Another result of his to the same one: a cell is filled in once."""
        rhk = record.superior_rhk_id
        other = self.env["hr.asn.rhk"].search(
            [("skp_id", "=", rhk.skp_id.id), ("id", "!=", rhk.id)], limit=1
        )
        keys = {"superior_rhk_id": (other or rhk).id, "superior_iki_id": False}
        keys["superior_iki_id"] = False if other else rhk.iki_ids[:1].id
        return {**keys, "assignment_id": record.assignment_id.id, "text": "Baru"}

    def _one_more_hr_asn_run(self, record):
        return {"kind": "opening", "cycle_id": record.cycle_id.id, "name": "Baru"}

    def _one_more_hr_asn_run_line(self, record):
        return {"run_id": record.run_id.id, "key": "baru"}

    def _one_more_hr_asn_service(self, record):
        return self._service(record.department_id, record.owner_id)

    def _one_more_hr_asn_service_member(self, record):
        """Of somebody else: nobody is a member twice at a time."""
        service = record.service_id
        posts = self.env["hr.asn.assignment"].search(
            [("company_id", "=", service.company_id.id)]
        )
        others = posts.employee_id - service.member_ids.employee_id
        return {"service_id": service.id, "employee_id": others[:1].id}

    def _one_more_hr_asn_service_month(self, record):
        return {"target_id": record.target_id.id, "month": 7}

    def _one_more_hr_asn_service_target(self, record):
        return self._service_target(record.service_id, record.cycle_id)

    def _one_more_hr_asn_slip(self, record):
        keys = {"user_id": self.env.uid, "company_id": record.company_id.id}
        return {**keys, "name": "Baru", "expires_on": f"{YEAR}-12-31"}

    def _one_more_hr_asn_skp(self, record):
        posts = record.assignment_id
        # Another post each time: the same one stands once.
        post = f"Lain {posts.search_count([])}"
        assignment = posts.copy({"status": codes.PLT, "post": post})
        self.env.flush_all()
        keys = {"assignment_id": assignment.id, "cycle_id": record.cycle_id.id}
        dates = {"date_from": f"{YEAR}-01-01", "date_to": f"{YEAR}-12-31"}
        return {**keys, **dates, "policy_id": self.policy.id}

    def _one_more_hr_asn_skp_annex(self, record):
        return {"skp_id": record.skp_id.id, "kind": "resource", "text": "Baru"}

    def _one_more_hr_asn_skp_behavior(self, record):
        value = self.env["hr.asn.behavior"].search([], limit=2)[1]
        keys = {"skp_id": record.skp_id.id, "behavior_id": value.id}
        return {**keys, "expectation": "Baru"}

    def _one_more_hr_asn_skp_version(self, record):
        values = {"number": 7, "valid_from": f"{YEAR}-01-01", "content": "{}"}
        return {**values, "skp_id": record.skp_id.id}

    def _one_more_hr_asn_survey(self, record):
        """About the same service, or another evaluation of the same person."""
        if record.service_id:
            return self._survey(record.service_id)
        about = record.evaluation_id.skp_id.evaluation_ids
        asked = self.env["hr.asn.survey"].search([]).evaluation_id
        return self._group((about - asked)[:1])

    def _one_more_hr_asn_survey_answer(self, record):
        return self._answer(record.survey_id)

    def _one_more_hr_asn_survey_element(self, record):
        return self._element("baru")

    def _one_more_hr_asn_survey_index(self, record):
        return {"survey_id": record.survey_id.id}

    def _one_more_hr_asn_survey_invitation(self, record):
        return self._invited(record.survey_id, self.driver_peer)

    def _one_more_hr_asn_survey_pool(self, record):
        return {"survey_id": record.survey_id.id, "sealed": "y"}

    def _one_more_hr_asn_survey_visit(self, record):
        values = {"mark": "y", "span": "y", "number": 1}
        return {**values, "survey_id": record.survey_id.id}

    def _one_more_hr_asn_consideration(self, record):
        keys = {"period_id": record.period_id.id, "author_id": self.env.uid}
        keys |= {"department_id": record.department_id.id, "text": "Baru"}
        return {**keys, "rating_id": record.rating_id.id, "written_on": f"{YEAR}-01-05"}

    def _one_more_hr_asn_distribution_rule(self, record):
        return self._pattern_rule(record.policy_id)

    def _one_more_hr_asn_unit_rating(self, record):
        """Of the same unit in a period in which it has none."""
        unit = record.department_id
        used = record.sudo().search([("department_id", "=", unit.id)]).period_id
        return self._unit_rating(unit, (record.cycle_id.period_ids - used)[:1])

    def _one_more_hr_asn_unlock(self, record):
        """The same for a period: two requests for one thing cannot be."""
        period = record.cycle_id.period_ids[:1].id
        values = self._unlock(record.employee_id, record.cycle_id)
        return {**values, "unit_id": record.unit_id.id, "period_id": period}

    def _tries(self, record, field):
        """Yield (letter, operation, method, arguments) of each way to change it."""
        ids = record.ids
        yield "w", "write", "write", (ids, self._write_values(record, field))
        yield "c", "create", "create", ([self._create_values(record)],)
        yield "d", "unlink", "unlink", (ids,)

    # -- the walk ------------------------------------------------------------

    def _lines(self):
        with file_open(self.matrix) as file:
            return list(csv.DictReader(io.StringIO(file.read())))

    def _record(self, model, name, who):
        if name == "own":
            return self.env[model].browse(who.id)
        if name == "someone":
            return self.env[model].browse(self.env.ref("base.user_admin").id)
        return self.records[model, name]

    def _visible(self, lines, user):
        """Return what the one signed in finds of each model, one request a model."""
        visible = {}
        for model in {line["model"] for line in lines}:
            ids = [
                self._record(model, line["record"], user).id
                for line in lines
                if line["model"] == model
            ]
            found, _error = self.rpc(model, "search", [("id", "in", ids)])
            visible[model] = set(found or ())
        return visible

    def _allowed(self, record, field, role, user):
        """Return the letters of the changes that succeed; each is taken back.

        Where the access list bars a model altogether it is tried as the employee,
        and the list is asked for the others: what a record is makes no difference.
        """
        letters = ""
        for letter, operation, method, args in self._tries(record, field):
            model = self.env[record._name].with_user(user)
            if role != "staff" and not model.has_access(operation):
                continue
            error = self._error_of(record, method, args)
            if error is None:
                letters += letter
            elif error not in DENIED and not (letter == "d" and error == IN_USE):
                self.fail(f"{record._name}.{method} {args}: {error}")
        return letters

    def _error_of(self, record, method, args):
        """Call and take back; return the name of the error, None where it succeeds."""
        self.env.flush_all()
        self.env.cr.execute("SAVEPOINT asn_matrix")
        _result, error = self.rpc(record._name, method, *args, context=self.chosen)
        self.env.cr.execute("ROLLBACK TO SAVEPOINT asn_matrix")
        self.env.invalidate_all()
        return error

    def _walk_matrix(self):
        """Return the lines of the file with the cells as they really are."""
        actual = [{key: line[key] for key in KEYS} for line in self._lines()]
        for role, who in self.roles.items():
            user = getattr(who, "user_id", None) or who
            self.sign_in(user)
            visible = self._visible(actual, user)
            for line in actual:
                record = self._record(line["model"], line["record"], user)
                letters = "r" if record.id in visible[record._name] else ""
                letters += self._allowed(record, line["field"], role, user)
                line[role] = letters or "-"
        return actual

    @mute_logger(*QUIET)
    def test_the_matrix_is_what_rpc_lets_through(self):
        expected = self._lines()
        self.assertEqual(list(expected[0]), [*KEYS, *self.roles])
        for line, actual in zip(expected, self._walk_matrix(), strict=True):
            with self.subTest("/".join(line[key] for key in KEYS)):
                self.assertEqual(actual, line)

    @mute_logger(*QUIET)
    def test_who_runs_the_agency_does_not_find_what_is_hidden_from_himself(self):
        lines = self._lines()
        models = {line["model"] for line in lines}
        for name, hidden in HIDDEN_FROM_HIMSELF.items():
            who = getattr(self, name)
            who.user_id.group_ids |= self.env.ref(ADMIN)
            expected = {one for one in hidden if one[0] in models}
            self.assertEqual(self._missed(lines, who.user_id), expected, name)

    @mute_logger(*QUIET)
    def test_who_has_two_agencies_changes_what_is_of_those_chosen_only(self):
        user = self.strange_officer
        user.company_ids |= self.agency
        self.sign_in(user)
        self.chosen = {"allowed_company_ids": self.agency.ids}
        for line in self._lines():
            if line["record"] == "other":
                record = self.records[line["model"], "other"]
                letters = self._allowed(record, line["field"], "outsider", user)
                self.assertEqual(letters, "", line["model"])
        self._check_own_of_another_agency()

    def _check_own_of_another_agency(self):
        """Where only another agency is chosen nothing of one's own is changed."""
        self.chosen = {"allowed_company_ids": self.other.ids}
        for name in ("peer", "staff"):
            user = getattr(self, name).user_id
            user.company_ids |= self.other
            self.sign_in(user)
            for line in self._lines():
                if line["record"] == "draft" and {*line[name]} & {*"wcd"}:
                    record = self.records[line["model"], "draft"]
                    letters = self._allowed(record, line["field"], "staff", user)
                    self.assertEqual(letters, "", line["model"])

    @mute_logger(*QUIET)
    def test_on_paper_the_appraiser_writes_what_the_employee_would(self):
        """Of both whose plan and evaluation are drafts, where they have no login."""
        for person in (self.peer, self.staff):
            person.sudo().user_id = False
        boss = self.boss.user_id
        self.sign_in(boss)
        for line in self._lines():
            if line["record"] == "draft" and line["model"] in ON_PAPER:
                record = self.records[line["model"], "draft"]
                plan = record if "skp_id" not in record._fields else record.skp_id
                owner = "staff" if plan.employee_id == self.staff else "peer"
                letters = self._allowed(record, line["field"], "staff", boss)
                self.assertLessEqual({*line[owner]} - {"r"}, {*letters}, line)

    @mute_logger(*QUIET)
    def test_who_acts_for_the_appraiser_reads_what_waits_for_him(self):
        plan = self.plan(self.staff)
        self.set_day(f"{YEAR}-12-01")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET state = 'submitted' WHERE id = %s", [plan.id]
        )
        self.env.invalidate_all()
        self.sign_in(self.peer)
        lines = self._lines()
        visible = self._visible(lines, self.peer.user_id)
        read = {
            line["model"]
            for line in lines
            if line["record"] == "agreed" and line["peer"] == "-"
            if self.records[line["model"], "agreed"].id in visible[line["model"]]
        }
        models = {line["model"] for line in lines}
        self.assertEqual(read, models.intersection(READ_BY_DELEGATE))

    def _missed(self, lines, user):
        """Return the keys of records that an administrator finds and this one not."""
        self.sign_in(user)
        visible = self._visible(lines, user)
        return {
            (line["model"], line["record"])
            for line in lines
            if "r" in line["admin"] and line["record"] not in ("own", "someone")
            if self.records[line["model"], line["record"]].id
            not in visible[line["model"]]
        }

    def test_every_model_has_its_lines_and_no_other(self):
        stored = {
            name
            for name, model in self.env.registry.items()
            if name.startswith("hr.asn.")
            and model._original_module == self.module
            and not (model._abstract or model._transient)
        }
        listed = {line["model"] for line in self._lines()}
        self.assertEqual(stored - listed, set(), "models without lines")
        self.assertEqual(listed - stored, set(), "lines without model")

    @mute_logger(*QUIET)
    def test_a_window_is_read_by_who_has_opened_it_only(self):
        """It holds what is not settled yet: ratings, notes, files."""
        windows = [
            name
            for name, model in self.env.registry.items()
            if name.startswith("hr.asn.") and model._transient
        ]
        self.assertGreater(len(windows), 10)
        rules_of = self.by(self.env["ir.rule"], self.staff)
        for name in windows:
            rules = rules_of._compute_domain(name, "read")
            own = "create_uid" in str(rules)
            self.assertTrue(own, name)
        plan = self.plan(self.peer)
        note = self.by(self.env["hr.asn.skp.return"], self.boss)
        note = note.create({"skp_ids": plan.ids, "note": "Rahasia"})
        self.sign_in(self.staff)
        _result, error = self.rpc("hr.asn.skp.return", "read", note.ids, ["note"])
        self.assertEqual(error, "odoo.exceptions.AccessError")

    def test_a_window_opens_for_those_whose_work_it_does(self):
        for name, model in self.env.registry.items():
            if name.startswith("hr.asn.") and model._transient:
                opens = {
                    role
                    for role, who in (("staff", self.staff), ("officer", self.officer))
                    if self.by(self.env[name], who).has_access("create")
                }
                everybody = set() if name in OFFICER_WINDOWS else {"staff"}
                self.assertEqual(opens, {"officer"} | everybody, name)

    def test_each_record_made_is_listed(self):
        listed = {(line["model"], line["record"]) for line in self._lines()}
        listed = {key for key in listed if key[1] not in ("own", "someone")}
        made = {key for key, record in self.records.items() if record}
        self.assertEqual(listed, made)
