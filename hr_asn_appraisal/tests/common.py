"""Shipped fixtures: an agency, its people by role, a library and a cycle.

Everything is made here, in a company of its own, so that tests need no demo data
and bear any other data in the database.
"""

from datetime import datetime, time
from itertools import count

from odoo import fields
from odoo.tests import HttpCase, TransactionCase, new_test_user
from odoo.tests.common import JsonRpcException

from ..law import codes

YEAR = 2026
USER = "base.group_user"
OFFICER = "hr_asn_appraisal.group_asn_officer"
TEAM = "hr_asn_appraisal.group_asn_team"
ADMIN = "hr_asn_appraisal.group_asn_admin"
AUDITOR = "hr_asn_appraisal.group_asn_auditor"

RHK_CSV = (
    "kode;jabatan;opd;model;jenis;klasifikasi;rhk;intervensi;intervensi_cadangan;inti\n"
    "H1;Kepala Dinas Kesehatan;Dinas Kesehatan;jpt;utama;Organisasi;Mutu;K1;;1\n"
    "PT1;Perawat Terampil;*;ja_jf;utama;Individu;Vaksinasi;H1;*atasan;1\n"
)
IKI_CSV = (
    "kode_rhk;aspek_perspektif;iki;target;satuan;arah;pola_ukur;bulan_ukur;dimensi\n"
    "H1;Penerima Layanan;Cakupan imunisasi;95;%;naik;posisi;;dampak_masyarakat\n"
    "PT1;Kuantitas;Anak divaksin;420;orang;naik;hitungan;;individu\n"
)

_numbers = count(1)


def nip(serial):
    """Return a valid NIP of a man, another for each serial."""
    return f"1985{1 + serial // 999 % 12:02d}01200901{1}{serial % 999 + 1:03d}"


class Undone(Exception):
    """Takes back what was done since a savepoint."""


class AsnFixture:
    """People, units, policy, library and cycle of one agency."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context={
                **cls.env.context,
                "no_reset_password": True,
                "tracking_disable": True,
                "mail_create_nosubscribe": True,
            }
        )
        cls.clock = datetime(YEAR, 1, 5, 9)
        cls.classPatch(
            cls.env.registry["res.company"], "_asn_now", lambda company: cls.clock
        )
        cls.agency = cls.env["res.company"].create(cls._agency_values())
        cls.env.user.company_ids |= cls.agency
        cls.env = cls.env(
            context={**cls.env.context, "allowed_company_ids": cls.agency.ids}
        )
        cls._make_units()
        cls._make_people()
        cls._make_cycle()

    def setUp(self):
        super().setUp()
        self.addCleanup(setattr, type(self), "clock", self.clock)

    @classmethod
    def _agency_values(cls):
        """Return the values of the agency; a test may put it below another one."""
        return {"name": f"Kota {next(_numbers)}"}

    @classmethod
    def _make_units(cls):
        cls.root = cls._unit("Pemerintah Kota Contoh")
        cls.office = cls._unit("Dinas Kesehatan", cls.root)
        cls.clinic = cls._unit("Puskesmas Contoh Barat", cls.office)
        cls.school_office = cls._unit("Dinas Pendidikan", cls.root)

    @classmethod
    def _unit(cls, name, parent=None, company=None):
        return cls.env["hr.department"].create(
            {
                "name": name,
                "parent_id": parent.id if parent else False,
                "company_id": (company or cls.agency).id,
            }
        )

    @classmethod
    def _make_people(cls):
        cls.mayor = cls._person("Wali", kind=codes.NON_ASN)
        cls.chief = cls._person("Hendra")
        cls.boss = cls._person("Aisyah")
        cls.staff = cls._person("Dewi")
        cls.peer = cls._person("Laila")
        cls.head = cls._person("Rina")
        cls.foreign_boss = cls._person("Safrina")
        cls.foreigner = cls._person("Novita")
        cls.office.manager_id = cls.head
        chief_post = "Kepala Dinas Kesehatan"
        cls._assign(cls.chief, cls.mayor, cls.office, post=chief_post, post_kind="jpt")
        cls._assign(cls.boss, cls.chief, cls.clinic, cls.mayor, duty="Kepala Puskesmas")
        cls._assign(cls.staff, cls.boss, cls.clinic, cls.chief)
        cls._assign(cls.peer, cls.boss, cls.clinic, cls.chief)
        cls._assign(cls.head, cls.mayor, cls.office)
        cls._assign(cls.foreign_boss, cls.mayor, cls.school_office)
        cls._assign(cls.foreigner, cls.foreign_boss, cls.school_office, cls.mayor)
        cls.officer = cls._user("officer", OFFICER)
        cls.unit_officer = cls._user("unit_officer", OFFICER)
        cls.unit_officer.asn_unit_ids = cls.office
        cls.team = cls._user("team", TEAM)
        cls.admin = cls._user("admin", ADMIN)
        cls.auditor = cls._user("auditor", AUDITOR)

    @classmethod
    def _user(cls, name, groups=USER, company=None):
        login = f"asn_{name.lower()}_{next(_numbers)}"
        company = company or cls.agency
        return new_test_user(
            cls.env,
            login,
            groups=groups,
            name=name,
            company_id=company.id,
            lang="en_US",
        )

    @classmethod
    def _person(cls, name, kind=codes.PNS, groups=USER, login=True, company=None):
        """Return an employee, with a user of these groups unless ``login`` is False."""
        user = cls._user(name, groups, company) if login else cls.env["res.users"]
        return cls.env["hr.employee"].create(
            {
                "name": name,
                "user_id": user.id,
                "company_id": (company or cls.agency).id,
                "asn_kind": kind,
                "asn_nip": False if kind == codes.NON_ASN else nip(next(_numbers)),
            }
        )

    @classmethod
    def _assign(cls, employee, appraiser, unit, superior=None, **values):
        return cls.env["hr.asn.assignment"].create(
            {
                "employee_id": employee.id,
                "post": "Perawat Terampil",
                "post_kind": "fungsional",
                "department_id": unit.id,
                "date_from": f"{YEAR - 1}-01-01",
                "appraiser_id": appraiser.id if appraiser else False,
                "superior_id": superior.id if superior else False,
                "company_id": employee.company_id.id,
                **values,
            }
        )

    @classmethod
    def _make_cycle(cls):
        cls.policy = cls.env["hr.asn.policy"].create(
            {
                "name": "Triwulan",
                "cadence": codes.TRIWULAN,
                "receipt_days": 14,
                # Plain days, so that a test can be read without a calendar.
                "receipt_working": False,
                "objection_days": 14,
            }
        )
        cls.cycle = (
            cls.env["hr.asn.cycle"]
            .with_user(cls.officer)
            .create({"year": YEAR, "policy_id": cls.policy.id})
        )
        cls.aspect = cls.env.ref("hr_asn_appraisal.aspect_kuantitas")
        cls.perspective = cls.env.ref("hr_asn_appraisal.aspect_penerima_layanan")

    # -- doing things the way people do them ---------------------------------

    @classmethod
    def set_day(cls, day):
        """Set the agency's clock to nine in the morning of a day (ISO text)."""
        cls.clock = datetime.combine(fields.Date.to_date(day), time(9))

    @classmethod
    def reach(cls, day):
        """Move the agency's clock on to a day, if it is not there yet."""
        if cls.clock.date() < day:
            cls.set_day(day.isoformat())

    @classmethod
    def by(cls, record, who):
        """Return the record as somebody's login has it, in a request of its own."""
        cls.env.flush_all()
        cls.env.invalidate_all()
        cls.env.cr.cache.clear()
        user = getattr(who, "user_id", None) or who
        asked = record.env.context.get("allowed_company_ids", cls.agency.ids)
        allowed = [one for one in asked if one in user.company_ids.ids]
        return record.with_user(user).with_context(allowed_company_ids=allowed)

    @classmethod
    def plan(cls, employee):
        """Return the plan of an employee in the cycle, opening the cycle first."""
        if cls.cycle.state == "draft":
            cls.cycle.action_open()
        return cls.env["hr.asn.skp"].search(
            [("employee_id", "=", employee.id), ("cycle_id", "=", cls.cycle.id)]
        )

    @classmethod
    def make_driver(cls):
        """Return one more of the clinic, who has no login."""
        driver = cls._person("Syahrul", login=False)
        cls._assign(driver, cls.boss, cls.clinic, cls.chief)
        return driver

    @classmethod
    def fill(cls, skp, results=1, by=None):
        """Give a plan results with one indicator each, written by its employee."""
        own = cls.by(skp, by or skp.employee_id)
        aspect = cls.perspective if skp.model == codes.JPT_UKM else cls.aspect
        return own.env["hr.asn.rhk"].create(
            [
                {
                    "skp_id": skp.id,
                    "sequence": 10 * number,
                    "name": f"Hasil {number}",
                    "iki_ids": [
                        (
                            0,
                            0,
                            {"name": "Jumlah", "aspect_id": aspect.id, "target": "394"},
                        )
                    ],
                }
                for number in range(1, results + 1)
            ]
        )

    @classmethod
    def agree(cls, employee):
        """Return the plan of an employee, agreed by the real workflow."""
        skp = cls.plan(employee)
        return cls.bring_plan(skp, "approved")

    @classmethod
    def bring_plan(cls, skp, state):
        """Walk a plan from draft to a state by the people who may do each step."""
        if state == "draft":
            return skp
        if not skp.rhk_ids:
            cls.fill(skp)
        cls.by(skp, skp.employee_id).action_submit()
        boss = skp.appraiser_id
        if state == "returned":
            cls.by(skp, boss).action_return("Lengkapi")
        if state in ("approved", "revising", "closed"):
            cls.by(skp, boss).action_approve()
        if state == "revising":
            cls.by(skp, skp.employee_id).action_revise("Target berubah")
        if state == "closed":
            cls.by(skp, cls.officer).action_close()
        return skp

    @classmethod
    def open_evaluations(cls, employee):
        """Return the evaluations of the agreed plan of an employee, oldest first."""
        skp = cls.plan(employee)
        if not skp.version_number:
            cls.agree(employee)
        cls.by(cls.cycle, cls.officer).action_open_periods()
        cls.env.invalidate_all()
        return skp.evaluation_ids.sorted(lambda one: (one.date_to, one.date_from))

    @classmethod
    def quarter(cls, employee, number):
        evaluations = cls.open_evaluations(employee)
        return evaluations.filtered(
            lambda one: one.kind == "periodic" and one.period_id.number == number
        )

    @classmethod
    def prove(cls, evaluation, by=None):
        """Enter a realization per indicator and evidence per result."""
        who = by or evaluation.employee_id
        own = cls.by(evaluation, who)
        period = evaluation.period_id.id
        own.env["hr.asn.realization"].create(
            [
                {"iki_id": iki.id, "period_id": period, "actual": "98,5"}
                for iki in evaluation.skp_id.iki_ids
            ]
        )
        own.env["hr.asn.evidence"].create(
            [
                {
                    "rhk_id": rhk.id,
                    "period_id": period,
                    "name": "Rekap",
                    "url": "https://contoh.go.id/rekap",
                }
                for rhk in evaluation.skp_id.rhk_ids
            ]
        )

    @classmethod
    def bring_evaluation(
        cls, evaluation, state, result="sesuai", behavior="di_atas", reason="Teladan"
    ):
        """Walk an evaluation from draft to a state by the people who may."""
        if state == "draft":
            return evaluation
        if evaluation.kind == "periodic":
            cls.prove(evaluation)
        cls.by(evaluation, evaluation.employee_id).action_submit()
        boss = evaluation.appraiser_id
        if state in ("rated", "delivered", "received", "final"):
            cls.reach(evaluation.date_to)
            cls.by(evaluation, boss).action_rate(result, behavior, reason)
        if state in ("delivered", "received", "final"):
            cls.by(evaluation, boss).action_deliver()
        if state in ("received", "final"):
            cls.by(evaluation, evaluation.employee_id).action_receive()
        if state == "final":
            root = cls.env.ref("base.user_root")
            cls.by(evaluation, root)._transition("finalize")
        cls.env.invalidate_all()
        return evaluation

    @classmethod
    def month_figures(cls, iki):
        """Return {month: figure} of an indicator as they stand, past the ORM."""
        cls.env.flush_all()
        cls.env.cr.execute(
            """
            SELECT month, figure::float FROM hr_asn_iki_month
             WHERE iki_id = %s AND figure != 0
            """,
            (iki.id,),
        )
        return dict(cls.env.cr.fetchall())

    @classmethod
    def first_page(cls, who):
        """Return *Kinerja Saya* of somebody."""
        return cls.by(cls.env["hr.asn.home"].browse(who.user_id.id), who)

    @classmethod
    def asked_of(cls, who, record):
        """Return what the first page of somebody asks for of a record."""
        key = f"{record._name}/{record.id}"
        return [one for one in cls.first_page(who).todos if one["key"] == key]

    @classmethod
    def told_of(cls, record, kind):
        """Return the logins that have a to-do of a type (external id) on a record."""
        cls.env.invalidate_all()
        kind = cls.env.ref(kind)
        activities = record.sudo().activity_ids
        found = activities.filtered(lambda one: one.activity_type_id == kind)
        return found.user_id.mapped("login")

    @classmethod
    def events(cls, record):
        return cls.env["hr.asn.event"].search(
            [("res_model", "=", record._name), ("res_id", "=", record.id)], order="id"
        )


class AsnCommon(AsnFixture, TransactionCase):
    pass


class AsnHttpCommon(AsnFixture, HttpCase):
    def sign_in(self, who):
        self.env.flush_all()
        user = getattr(who, "user_id", None) or who
        self.authenticate(user.login, user.login)

    def rpc(self, model, method, *args, **kwargs):
        """Call as the one signed in; return (result, None) or (None, error name)."""
        self.env.flush_all()
        kwargs.setdefault("context", {})
        try:
            result = self.make_jsonrpc_request(
                f"/web/dataset/call_kw/{model}/{method}",
                {"model": model, "method": method, "args": args, "kwargs": kwargs},
            )
        except JsonRpcException as error:
            return None, str(error)
        finally:
            self.env.invalidate_all()
        return result, None
