import base64
from datetime import timedelta

from odoo import api, models
from odoo.tools import file_open

from ..exchange import numbers
from ..law import codes
from .hr_asn_demo_action_mixin import WRITERS
from .hr_asn_demo_talent_mixin import CENTRE_HEAD
from .hr_asn_demo_unit_mixin import CONSIDERATION
from .hr_asn_run import RUNNING

AGENCY = "Pemerintah Kota Contoh"
PLACE = "Kota Contoh"
HEAD = "Sulaiman Daud"
HEAD_POST = "Wali Kota"
PASSWORD = "kinerja-asn"
LANGUAGE = "id_ID"

OFFICER = "198401252009012001"  # Fitriani Basri, whole agency
UNIT_OFFICER = "198602122010012001"  # Ratna Pulungan, her OPD
AUDITOR = "197303101999032001"  # Nurhayati Harahap
TEAM = "197811031999121001"  # Iskandar Hakim
APPRAISER = "197909302006041001"  # Bustami Idris, appraises 20
NURSE = "199409262019032001"  # Dewi Anggraini
TEACHER = "199103042019032001"  # Novita Daulay, her plan is still empty
HEALTH_CENTRE = "UPTD Puskesmas Contoh Barat"

# So many of the appraiser's people wait for the approval of their plans.
WAITING_PLANS = 3
CLOSED_QUARTERS = (1, 2)
OPEN_QUARTER = 3
QUARTERS = 4
# Of so many pieces of evidence one has been accepted.
REVIEWED = 2


class HrAsnDemo(models.AbstractModel):
    """The demo agency: its list through the import, its year through the workflow."""

    _name = "hr.asn.demo"
    _description = "ASN demo agency"
    _inherit = [
        "hr.asn.demo.feedback.mixin",
        "hr.asn.demo.planning.mixin",
        "hr.asn.demo.action.mixin",
        "hr.asn.demo.service.mixin",
        "hr.asn.demo.talent.mixin",
        "hr.asn.demo.objection.mixin",
        "hr.asn.demo.survey.mixin",
        "hr.asn.demo.unit.mixin",
    ]

    @api.model
    def _asn_build(self):
        """Build the agency with people, plans and three quarters.

        Each step is taken by the user whose step it is. Returns the accounts to
        try: a list of {"role", "login", "password", "try"}.
        """
        self.env["res.lang"]._activate_lang(LANGUAGE)
        demo = self.with_context(lang=LANGUAGE)
        demo._asn_agency()
        demo._asn_people()
        demo._asn_roles()
        cycle = demo._asn_cycle()
        demo._asn_services(demo._asn_user(OFFICER), cycle)
        demo._asn_plans(cycle)
        demo._asn_quarters(cycle)
        demo._asn_talents(cycle)
        demo._asn_dispute(cycle, APPRAISER)
        demo._asn_ask_public()
        demo._asn_ask_colleagues(demo._asn_user(OFFICER))
        return demo._asn_accounts()

    # -- agency and people ---------------------------------------------------

    def _asn_agency(self):
        company = self.env.company
        company.write(
            {
                "name": AGENCY,
                "asn_place": PLACE,
                "country_id": self.env.ref("base.id").id,
            }
        )
        admin = self._asn_admin()
        admin.write({"lang": LANGUAGE, "tz": company.asn_tz})
        admin.group_ids += self.env.ref("hr.group_hr_user")
        admin.group_ids += self.env.ref("base.group_erp_manager")

    def _asn_people(self):
        """Take the list in through the product's own import, with accounts."""
        as_admin = self.with_user(self._asn_admin())
        staff = as_admin.env["hr.asn.staff.import"].create(
            {
                "file": base64.b64encode(self._asn_file("pegawai.csv").encode()),
                "filename": "pegawai.csv",
                "head_name": HEAD,
                "head_post": HEAD_POST,
                "date_from": f"{self._asn_year()}-01-01",
                "make_accounts": True,
            }
        )
        staff.action_process()
        run = self.env["hr.asn.run"].search([], order="id desc", limit=1)
        while run.state == RUNNING:
            run._asn_step(200)
        users = self._asn_employees().user_id
        context = users._crypt_context()
        self.env["hr.asn.run.staff"]._asn_set_password_hash(
            users, context.hash(PASSWORD)
        )
        users.write({"lang": LANGUAGE, "tz": self.env.company.asn_tz})

    def _asn_roles(self):
        officer = self._asn_user(OFFICER)
        officer.group_ids += self._asn_group("officer")
        officer.group_ids += self.env.ref("hr.group_hr_user")
        self._asn_user(TEAM).group_ids += self._asn_group("team")
        self._asn_user(AUDITOR).group_ids += self._asn_group("auditor")
        unit_officer = self._asn_user(UNIT_OFFICER)
        unit_officer.group_ids += self._asn_group("officer")
        unit_officer.asn_unit_ids = self.env["hr.department"].search(
            [("asn_unor", "=", "Dinas Kesehatan")]
        )

    # -- plans ---------------------------------------------------------------

    def _asn_cycle(self):
        """Open the year as the officer would: library, objectives, cycle."""
        as_officer = self.with_user(self._asn_user(OFFICER)).env
        as_officer["hr.asn.goal"].import_library(
            self._asn_file("rhk.csv"), self._asn_file("iki.csv")
        )
        cycle = as_officer["hr.asn.cycle"].create(
            {
                "year": self._asn_year(),
                "policy_id": self.env.ref("hr_asn_appraisal.policy_quarterly").id,
            }
        )
        cycle.action_take_objectives()
        cycle.action_open()
        self._asn_finish_runs()
        return cycle

    def _asn_plans(self, cycle):
        """Leaders and two units have agreed plans; others are where life left them."""
        plans = cycle.sudo().skp_ids
        bosses = plans.appraiser_id
        team = plans.filtered(lambda plan: plan.appraiser_id.asn_nip == APPRAISER)
        centre = plans.filtered(lambda plan: plan.department_id.name == HEALTH_CENTRE)
        led = plans.filtered(lambda plan: plan.employee_id in bosses)
        for level in self._asn_levels(led):
            self._asn_agree(level)
        self._asn_agree((centre - led) | (team - led)[WAITING_PLANS:])
        for plan in (team - led)[:WAITING_PLANS]:
            own = plan.with_user(plan.employee_id.user_id)
            own.action_take_library()
            own.action_submit()
        self._asn_expect(centre)
        self._asn_ideas(centre, self._asn_user(OFFICER))

    def _asn_levels(self, plans):
        """Yield plans from the top down, so that each finds its superior's results."""
        done = plans.browse()
        while rest := plans - done:
            above = rest.employee_id
            level = rest.filtered(
                lambda plan, above=above: plan.appraiser_id not in above
            )
            yield level or rest
            done |= level or rest

    def _asn_agree(self, plans):
        for plan in plans:
            own = plan.with_user(plan.employee_id.user_id)
            own.action_take_library()
            self._asn_annex(own)
            self._asn_start(own)
        self._asn_take_services(plans)
        for plan in plans:
            plan.with_user(plan.employee_id.user_id).action_submit()
        for appraiser, team in plans.grouped("appraiser_id").items():
            team.with_user(appraiser.user_id).action_approve()

    # -- the year ------------------------------------------------------------

    def _asn_quarters(self, cycle):
        cycle.action_open_periods()
        self._asn_finish_runs()
        evaluations = self.env["hr.asn.evaluation"].search(
            [("cycle_id", "=", cycle.id), ("kind", "=", "periodic")]
        )
        people = evaluations.filtered(self._asn_takes_part)
        by_quarter = people.grouped(lambda one: one.period_id.number)
        self._asn_act(by_quarter, self._asn_writers(people))
        for number in CLOSED_QUARTERS:
            self._asn_report(by_quarter[number])
            self._asn_review(by_quarter[number])
            self._asn_say(by_quarter[number])
            self._asn_rate_units(by_quarter[number], self._asn_user(OFFICER))
            self._asn_deliver(by_quarter[number])
        for evaluation in by_quarter[CLOSED_QUARTERS[0]]:
            evaluation.with_user(evaluation.employee_id.user_id).action_receive()
        team = by_quarter[OPEN_QUARTER].filtered(
            lambda one: one.appraiser_id.asn_nip == APPRAISER
        )
        self._asn_report(team)
        self._asn_review(team)
        self._asn_say_to_team(team)
        self._asn_rate_units(by_quarter[OPEN_QUARTER], self._asn_user(OFFICER))
        self._asn_ask(people.filtered(lambda one: one.employee_id.asn_nip == NURSE)[:1])

    def _asn_talents(self, cycle):
        """Calibrate the open quarter of the health centre; enter what people can."""
        team = self._asn_user(TEAM)
        quarters = self.env["hr.asn.evaluation"].search(
            [("cycle_id", "=", cycle.id), ("period_id.number", "=", OPEN_QUARTER)]
        )
        quarters = quarters.filtered(self._asn_takes_part)
        self._asn_assess(quarters, team)
        self._asn_calibrate(
            quarters.filtered(
                lambda one: (
                    one.kind == "periodic"
                    and one.appraiser_id.asn_nip == CENTRE_HEAD
                    and one.employee_id.asn_nip != NURSE
                )
            ),
            team,
        )

    def _asn_takes_part(self, evaluation):
        return (
            evaluation.appraiser_id.asn_nip == APPRAISER
            or evaluation.department_id.name == HEALTH_CENTRE
        )

    def _asn_writers(self, evaluations):
        """Return who writes actions: the nurse, and some whom the appraiser rates."""
        people = evaluations.employee_id
        team = evaluations.filtered(lambda one: one.appraiser_id.asn_nip == APPRAISER)
        nurse = people.filtered(lambda one: one.asn_nip == NURSE)
        return nurse | team.employee_id[:WRITERS]

    def _asn_report(self, evaluations):
        """Record what was reached with a link as evidence, and submit it."""
        for evaluation in evaluations:
            own = evaluation.with_user(evaluation.employee_id.user_id)
            period = own.period_id
            own.env["hr.asn.realization"].create(
                [
                    {
                        "iki_id": iki.id,
                        "period_id": period.id,
                        "actual": self._asn_actual(iki),
                    }
                    for iki in own.skp_id.iki_ids
                    if not (iki.months or iki.lead_iki_id)
                ]
            )
            own.env["hr.asn.evidence"].create(
                [
                    {
                        "rhk_id": rhk.id,
                        "period_id": period.id,
                        "name": f"Rekap RHK {rhk.number} {period.display_name}.pdf",
                        "url": f"https://bukti.contoh.go.id/{rhk.id}/{period.number}",
                    }
                    for rhk in own.skp_id.rhk_ids
                ]
            )
            own.action_submit()

    def _asn_review(self, evaluations):
        """Of some evidence the appraiser has said whether it counts."""
        for appraiser, team in evaluations.grouped("appraiser_id").items():
            lines = team.with_user(appraiser.user_id).evidence_ids
            own = lines.filtered_domain([("skp_id", "in", team.skp_id.ids)])
            own[::REVIEWED].action_accept()

    def _asn_actual(self, iki):
        """Return a plausible figure of a quarter: a share of a sum, else the target."""
        low, _high = numbers.parse_target(iki.target)
        if low is None:
            return iki.target
        if iki.pattern == codes.HITUNGAN:
            low = -(-low // QUARTERS)
        return numbers.write(low)

    def _asn_deliver(self, evaluations):
        """Most meet what was expected; each fifth is above in one of the two."""
        for appraiser, team in evaluations.grouped("appraiser_id").items():
            team = team.with_user(appraiser.user_id)
            heads = team.browse().union(*team._asn_headed())
            above = (team - heads)[::5]
            rest = team - above
            above.action_rate(
                codes.DI_ATAS,
                codes.DI_ATAS,
                "Hasilnya melampaui target dan caranya layak dicontoh.",
            )
            rest.action_rate(codes.SESUAI, codes.SESUAI)
            team.action_deliver(CONSIDERATION)

    # -- small things --------------------------------------------------------

    def _asn_finish_runs(self):
        """Do at once what the cron would do; a demo is built without a server."""
        for run in self.env["hr.asn.run"].search([("state", "=", RUNNING)]):
            while run._asn_step(200):
                pass

    def _asn_accounts(self):
        rows = [
            ("Pengelola Kinerja", OFFICER, "Siklus, SKP, evaluasi, rekap"),
            ("Pengelola OPD", UNIT_OFFICER, "Hanya Dinas Kesehatan"),
            (
                "Pejabat Penilai",
                APPRAISER,
                "Setujui 3 SKP, nilai Triwulan III, jelaskan keberatan",
            ),
            ("Pegawai (perawat)", NURSE, "Baca hasil Triwulan II, isi realisasi"),
            ("Pegawai (guru)", TEACHER, "Susun SKP dari pustaka, ajukan"),
            ("Tim Penilai Kinerja", TEAM, "Rapat kalibrasi, kotak talenta"),
            ("Auditor", AUDITOR, "Membaca semua, tidak mengubah apa pun"),
        ]
        admin = {
            "role": "Administrator",
            "login": "admin",
            "password": "admin",
            "try": "Pengaturan, kebijakan, impor pegawai",
        }
        return [admin] + [
            {"role": role, "login": login, "password": PASSWORD, "try": hint}
            for role, login, hint in rows
        ]

    def _asn_year(self):
        """Return the last year of which three quarters have passed."""
        return (self.env.company._asn_today() - timedelta(days=275)).year

    def _asn_admin(self):
        return self.env.ref("base.user_admin")

    def _asn_employees(self):
        return self.env["hr.employee"].search([("asn_kind", "!=", False)])

    def _asn_user(self, number):
        return self.env["hr.employee"].search([("asn_nip", "=", number)]).user_id

    def _asn_group(self, name):
        return self.env.ref(f"hr_asn_appraisal.group_asn_{name}")

    def _asn_file(self, name):
        with file_open(f"hr_asn_appraisal/demo/{name}") as file:
            return file.read()
