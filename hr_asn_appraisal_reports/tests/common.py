"""A small agency whose papers are made by the real workflow, each step by its user."""

from odoo import fields
from odoo.tests import TransactionCase, new_test_user

OFFICER = "hr_asn_appraisal.group_asn_officer"
AUDITOR = "hr_asn_appraisal.group_asn_auditor"
YEAR = 2025


class PaperCase(TransactionCase):
    """One appraiser, two or more employees, a cycle with quarters and the year."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.company.write({"name": "Pemerintah Kota Contoh", "asn_place": "Kota Contoh"})
        cls.agency = cls.env["hr.department"].create({"name": "Pemerintah Kota Contoh"})
        cls.office = cls._unit("Dinas Kesehatan", cls.agency)
        cls.clinic = cls._unit("Puskesmas Melati", cls.office)
        cls.head = cls._person(
            "Hendra Wijaya", "197402192002121001", rank="rank_pns_4b", back="M.Kes."
        )
        cls.dewi = cls._person("Dewi Lestari", "199409262019032001", back="A.Md.Kep.")
        cls.budi = cls._person("Budi Santoso", "199001012015031002", front="dr.")
        cls.officer = cls._user("petugas", OFFICER)
        cls._assign(cls.head, "Kepala Puskesmas", cls.clinic, None)
        for person in (cls.dewi, cls.budi):
            cls._assign(person, "Perawat Terampil", cls.clinic, cls.head)
        cls.cycle = cls._open_cycle()

    # -- people --------------------------------------------------------------

    @classmethod
    def _unit(cls, name, parent):
        return cls.env["hr.department"].create({"name": name, "parent_id": parent.id})

    @classmethod
    def _user(cls, login, groups="base.group_user"):
        return new_test_user(
            cls.env, login, groups, company_id=cls.company.id, name=login
        )

    @classmethod
    def _person(cls, name, nip, rank="rank_pns_3c", front=False, back=False):
        """Return an employee with a login; the rank is that of his version."""
        employee = cls.env["hr.employee"].create(
            {
                "name": name,
                "asn_nip": nip,
                "asn_kind": "pns",
                "asn_front_title": front,
                "asn_back_title": back,
                "user_id": cls._user(f"u{nip}").id,
            }
        )
        employee.version_id.write(
            {
                "asn_rank_id": cls.env.ref(f"hr_asn_appraisal.{rank}").id,
                "date_version": f"{YEAR - 1}-01-01",
            }
        )
        return employee

    @classmethod
    def _assign(cls, employee, post, unit, appraiser):
        return cls.env["hr.asn.assignment"].create(
            {
                "employee_id": employee.id,
                "post": post,
                "post_kind": "fungsional",
                "department_id": unit.id,
                "date_from": f"{YEAR}-01-01",
                "appraiser_id": appraiser and appraiser.id,
            }
        )

    # -- workflow ------------------------------------------------------------

    @classmethod
    def _open_cycle(cls):
        cycle = cls.env["hr.asn.cycle"].with_user(cls.officer)
        cycle = cycle.create(
            {
                "year": YEAR,
                "policy_id": cls.env.ref("hr_asn_appraisal.policy_quarterly").id,
            }
        )
        cycle.action_open()
        return cycle

    @classmethod
    def _plan(cls, employee):
        return cls.env["hr.asn.skp"].search(
            [("employee_id", "=", employee.id), ("cycle_id", "=", cls.cycle.id)]
        )

    @classmethod
    def _draft_plan(cls, employee, text="Terlaksananya pelayanan", count=1):
        """Write ``count`` results with one indicator each, as the employee."""
        plan = cls._plan(employee).with_user(employee.user_id)
        aspect = cls.env.ref("hr_asn_appraisal.aspect_kuantitas")
        indicator = {
            "name": "Jumlah pasien yang dilayani",
            "aspect_id": aspect.id,
            "target": "1.180",
            "unit": "orang",
        }
        plan.rhk_ids = [
            fields.Command.create(
                {
                    "name": f"{text} {number}",
                    "iki_ids": [fields.Command.create(indicator)],
                }
            )
            for number in range(1, count + 1)
        ]
        return plan

    @classmethod
    def _agree(cls, employee, **kwargs):
        """Draft, submit and approve a plan; return it as the employee sees it."""
        plan = cls._draft_plan(employee, **kwargs)
        plan.action_submit()
        cls.env.invalidate_all()
        plan.with_user(cls.head.user_id).action_approve()
        return plan

    @classmethod
    def _evaluation(cls, employee, kind="annual"):
        found = cls.env["hr.asn.evaluation"].search(
            [
                ("employee_id", "=", employee.id),
                ("cycle_id", "=", cls.cycle.id),
                ("kind", "=", kind),
            ],
            order="date_to",
            limit=1,
        )
        return found.with_user(employee.user_id)

    @classmethod
    def _rate(cls, employee, result, behavior, kind="annual"):
        """Report and rate; return the evaluation as the appraiser sees it."""
        evaluation = cls._evaluation(employee, kind)
        evaluation.action_submit()
        cls.env.invalidate_all()
        rated = evaluation.with_user(cls.head.user_id)
        rated.action_rate(result, behavior, "Cukup bukti.")
        return rated

    @classmethod
    def _deliver(cls, employee, result="sesuai", behavior="di_atas", kind="annual"):
        """Report, rate and deliver; return the evaluation as the employee sees it."""
        rated = cls._rate(employee, result, behavior, kind)
        cls.env.invalidate_all()
        rated.action_deliver()
        cls.env.invalidate_all()
        return rated.with_user(employee.user_id)
