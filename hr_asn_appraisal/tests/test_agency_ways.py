"""Ways in which agencies plan and report, each from the plan to what its head sees.

The figures that are expected are worked out by hand.
"""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..law import codes
from ..models.hr_asn_iki_team_mixin import Place
from .common import YEAR, AsnCommon, AsnHttpCommon
from .test_library import Library
from .test_service import Serving

DIMENSION = "hr_asn_appraisal.dimension_"
PROOF = "https://contoh.go.id/rekap"


class AgencyWays:
    """People write plans of named indicators, agree them and record figures."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_day(f"{YEAR}-01-12")

    def write_plan(self, who, result, *indicators):
        """Let an employee write a result with its indicators; return these by name."""
        plan = self.plan(who)
        own = self.by(plan, who)
        made = own.env["hr.asn.rhk"].create(
            {
                "skp_id": plan.id,
                "name": result,
                "iki_ids": [(0, 0, self.indicator(**one)) for one in indicators],
            }
        )
        return {iki.name: iki for iki in made.iki_ids}

    def indicator(self, dimension, aspect=None, **values):
        found = self.env.ref(DIMENSION + dimension)
        aspect = aspect or self.aspect
        return {"dimension_id": found.id, "aspect_id": aspect.id, **values}

    def record(self, who, quarter, **figures):
        """Let an employee enter figures of a period where he sees their indicators."""
        entries = self.by(quarter, who).entry_ids
        for entry in entries.filtered(lambda one: not one.lead_iki_id):
            figure = figures.get(entry.iki_name.split()[0].lower())
            if figure is not None:
                entry.actual = figure

    def seen(self, quarter, who):
        """Return {first word of an indicator: what it achieved, in basis points}."""
        tree = self.by(quarter, who).explain()["result"] or {"leaves": []}
        leaves = [leaf for result in tree["leaves"] for leaf in result["leaves"]]
        names = {iki.id: iki.name.split()[0].lower() for iki in quarter.skp_id.iki_ids}
        return {names[leaf["ref"][1]]: leaf["achievement_bp"] for leaf in leaves}

    def sealed(self, who):
        """Return {indicator: dimension} of the agreed plan, read past the ORM."""
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT iki.value ->> 'text', iki.value ->> 'dimension'
              FROM hr_asn_skp_version version,
                   jsonb_array_elements(version.content::jsonb -> 'results') result,
                   jsonb_array_elements(result.value -> 'indicators') iki
             WHERE version.skp_id = %s
            """,
            [self.plan(who).id],
        )
        return dict(self.env.cr.fetchall())


@tagged("post_install", "-at_install")
class TestAchievement(AgencyWays, AsnCommon):
    """(1) What one does, what the team does, what people get from it and say of it."""

    def test_a_nurse_her_team_and_those_they_vaccinate(self):
        of_team = self.write_plan(
            self.peer,
            "Imunisasi terlaksana",
            {
                "dimension": "tim",
                "name": "Sasaran divaksin tim",
                "target": "1180",
                "unit": "orang",
                "is_team": True,
            },
        )["Sasaran divaksin tim"]
        self.agree(self.peer)
        self.write_plan(
            self.staff,
            "Anak terlindungi",
            {
                "dimension": "individu",
                "name": "Anak divaksin",
                "target": "420",
                "unit": "orang",
            },
            {
                "dimension": "dampak_masyarakat",
                "name": "Cakupan imunisasi kelurahan",
                "target": "95",
                "unit": "%",
                "pattern": codes.POSISI,
                "baseline": "88",
                "baseline_date": f"{YEAR - 1}-12-31",
            },
            {
                "dimension": "kepuasan",
                "name": "Indeks kepuasan masyarakat",
                "target": "86–90",
                "pattern": codes.RILIS,
                "months": "6,12",
                "direction": codes.RENTANG,
            },
        )
        of_team = self.by(of_team, self.peer)
        of_team._asn_add_members({self.staff: Place("Vaksinator di dua sekolah")})
        self.agree(self.staff)
        self.assertEqual(
            self.sealed(self.staff),
            {
                "Anak divaksin": "individu",
                "Cakupan imunisasi kelurahan": "dampak_masyarakat",
                "Indeks kepuasan masyarakat": "kepuasan",
                "Sasaran divaksin tim": "tim",
            },
        )
        first = self.quarter(self.staff, 1)
        self.record(self.peer, self.quarter(self.peer, 1), sasaran="310")
        self.record(self.staff, first, anak="98", cakupan="90")
        self.assertEqual(
            self.seen(first, self.boss),
            # 98 of 105; 90 of 95; 310 of 295 by the lead; nothing is released in March.
            {"anak": 9333, "cakupan": 9473, "sasaran": 10508, "indeks": None},
        )
        second = self.quarter(self.staff, 2)
        self.record(self.staff, second, anak="120", cakupan="96", indeks="88")
        found = self.seen(second, self.boss)
        # 120 of 105; 96 of 95; the index lies within its range.
        self.assertEqual(
            found,
            {"anak": 11428, "cakupan": 10105, "sasaran": None, "indeks": 10000},
        )

    def test_a_teacher_is_measured_by_how_far_the_pupils_came(self):
        """Two classes, one strong and one weak: the level alone would be unfair."""
        for teacher, baseline in ((self.staff, "85"), (self.peer, "60")):
            self.write_plan(
                teacher,
                "Hasil belajar murid meningkat",
                {
                    "dimension": "dampak_masyarakat",
                    "name": "Rerata asesmen murid",
                    "target": "6",
                    "unit": "poin",
                    "pattern": codes.KENAIKAN,
                    "baseline": baseline,
                    "baseline_date": f"{YEAR - 1}-12-15",
                    "baseline_source": "Asesmen akhir semester",
                },
            )
            self.agree(teacher)
        for teacher, figure, expected in (
            # By June half of six points is due: 86 is one of three, 64 is four.
            (self.staff, "86", 3333),
            (self.peer, "64", 13333),
        ):
            quarter = self.quarter(teacher, 2)
            self.record(teacher, quarter, rerata=figure)
            self.assertEqual(self.seen(quarter, self.boss), {"rerata": expected})
            entry = self.by(quarter, self.boss).entry_ids
            self.assertEqual(entry.baseline_source, "Asesmen akhir semester")


@tagged("post_install", "-at_install")
class TestWebReporting(AgencyWays, AsnHttpCommon):
    """(2) One plan a year, reported on the web; the head reads what is there now."""

    def test_each_figure_stands_on_the_heads_list_at_once(self):
        self.write_plan(
            self.staff,
            "Peserta Posyandu bertambah",
            {
                "dimension": "dampak_masyarakat",
                "name": "Balita ditimbang",
                "target": "1200",
                "unit": "balita",
            },
        )
        self.agree(self.staff)
        quarter = self.quarter(self.staff, 1)

        def read():
            self.sign_in(self.boss)
            found, _error = self.rpc(
                "hr.asn.evaluation",
                "read",
                quarter.ids,
                ["achievement", "proof", "state"],
            )
            return [found[0][name] for name in ("achievement", "proof", "state")]

        self.assertEqual(read(), [False, "0/1", "draft"])
        for figure, percent in (("150", "50%"), ("270", "90%")):
            self.sign_in(self.staff)
            entry, _error = self.rpc(
                "hr.asn.evaluation.entry",
                "search",
                [("evaluation_id", "=", quarter.id)],
            )
            _done, error = self.rpc(
                "hr.asn.evaluation.entry", "write", entry, {"actual": figure}
            )
            self.assertFalse(error)
            self.assertEqual(read()[0], percent)
        self.sign_in(self.staff)
        proof = {"rhk_id": self.plan(self.staff).rhk_ids.id, "url": PROOF}
        proof |= {"period_id": quarter.period_id.id, "name": "Rekap"}
        self.rpc("hr.asn.evidence", "create", [proof])
        self.rpc("hr.asn.evaluation", "action_submit", quarter.ids)
        self.assertEqual(read(), ["90%", "1/1", "submitted"])
        self.sign_in(self.foreign_boss)
        found, _error = self.rpc(
            "hr.asn.evaluation", "search", [("id", "=", quarter.id)]
        )
        self.assertEqual(found, [], "another unit's head sees nothing of it")


@tagged("post_install", "-at_install")
class TestPrograms(AgencyWays, Serving, AsnCommon):
    """(3) Every half-year, by the programmes of a health centre and their people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.cadence = codes.SEMESTER
        cls.plan(cls.peer)

    def _program(self):
        """Return a programme of the clinic: one leaves it in July, one joins."""
        program = self.make_service(name="Imunisasi Rutin Lengkap")
        self.make_target(program, name="Anak diimunisasi lengkap", target="800")
        self.env["hr.asn.service.member"].create(
            [
                {"service_id": program.id, "employee_id": who.id, **days}
                for who, days in (
                    (self.staff, {"date_to": f"{YEAR}-06-30"}),
                    (self.boss, {"date_from": f"{YEAR}-07-01"}),
                )
            ]
        )
        return program

    def test_a_programme_is_reached_once_and_counts_for_who_was_in_it(self):
        program = self._program()
        self.take(program.target_ids)
        for who in (self.peer, self.staff, self.boss):
            self.agree(who)
        for half, figure in ((1, "420"), (2, "304")):
            self.record(self.peer, self.quarter(self.peer, half), anak=figure)
        found = {
            (who.name, half): self.seen(self.quarter(who, half), above)
            for who, above in (
                (self.peer, self.boss),
                (self.staff, self.boss),
                (self.boss, self.chief),
            )
            for half in (1, 2)
        }
        # Of 400 that are due in each half.
        self.assertEqual(
            found,
            {
                ("Laila", 1): {"anak": 10500},
                ("Laila", 2): {"anak": 7600},
                ("Dewi", 1): {"anak": 10500},
                ("Dewi", 2): {},
                ("Aisyah", 1): {},
                ("Aisyah", 2): {"anak": 7600},
            },
        )

    def test_the_head_of_the_office_sees_how_far_it_is(self):
        program = self._program()
        target = self.by(program.target_ids, self.head)
        self.assertEqual(target.place, "missing")
        self.take(program.target_ids)
        self.agree(self.peer)
        self.record(self.peer, self.quarter(self.peer, 1), anak="420")
        self.set_day(f"{YEAR}-07-02")
        target = self.by(program.target_ids, self.head)
        self.assertEqual((target.place, target.actual), ("agreed", "420"))
        # 420 of 800; by the end of June half of it is expected.
        self.assertEqual((target.bar, target.expected), (52, 50))
        self.assertEqual(target.standing, "on_track")


@tagged("post_install", "-at_install")
class TestIdeas(AgencyWays, Library, AsnCommon):
    """(4) Innovation and public satisfaction: employees propose the indicators."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.load()

    def _propose(self, who, dimension, **values):
        own = self.by(self.env["hr.asn.goal.proposal"], who)
        return own.create(
            {
                "skp_id": self.plan(who).id,
                "goal_id": self.goal("PT1").id,
                "benefit": "Warga tidak perlu datang dua kali",
                **self.indicator(dimension, **values),
            }
        )

    def test_an_idea_is_talked_about_answered_and_used_by_a_colleague(self):
        idea = self._propose(
            self.staff, "inovasi", name="Inovasi diterapkan", target="1", unit="inovasi"
        )
        index = self._propose(
            self.staff, "kepuasan", name="Indeks kepuasan", target="86", unit="indeks"
        )
        self.by(idea, self.boss).action_discuss()
        with self.assertRaisesRegex(UserError, "reason of the answer"):
            self.by(idea, self.officer).action_accept("")
        self.by(idea, self.officer).action_accept("Sudah dicoba di Puskesmas lain")
        self.by(index, self.officer).action_refuse("Belum ada surveinya")
        self.env.invalidate_all()
        own = self.by(index, self.staff)
        self.assertEqual((own.state, own.answer), ("refused", "Belum ada surveinya"))
        plan = self.plan(self.peer)
        action = self.by(plan, self.peer).action_choose_goals()
        takes = self.by(self.env[action["res_model"]], self.peer)
        takes.with_context(**action["context"]).create({}).action_take()
        taken = {iki.name: iki.dimension_id.code for iki in plan.iki_ids}
        self.assertEqual(
            taken, {"Anak divaksin": "individu", "Inovasi diterapkan": "inovasi"}
        )
        source = plan.iki_ids.filtered(lambda one: one.dimension_id.code == "inovasi")
        self.assertEqual(source.goal_indicator_id.proposer_id, self.staff)


@tagged("post_install", "-at_install")
class TestConduct(AgencyWays, AsnCommon):
    """(5) Discipline, quality, collaboration; what is expected is understood."""

    def _write(self):
        return self.write_plan(
            self.staff,
            "Pelayanan berjalan tertib",
            {
                "dimension": "disiplin",
                "name": "Terlambat hadir",
                "target": "12",
                "unit": "kali",
                "direction": codes.TURUN,
            },
            {
                "dimension": "kualitas",
                "name": "Berkas tanpa perbaikan",
                "target": "95",
                "unit": "%",
                "pattern": codes.POSISI,
            },
            {
                "dimension": "kolaborasi",
                "name": "Kegiatan bersama unit lain",
                "target": "8",
                "unit": "kegiatan",
            },
        )

    def test_what_is_expected_is_told_and_what_was_done_is_measured_by_it(self):
        self._write()
        plan = self.plan(self.staff)
        self.by(plan, self.boss).action_open_dialogue()
        dialogue = self.by(plan.dialogue_ids, self.boss)
        [line] = dialogue.line_ids
        # Of a limit of twelve up to a tenth more meets what is expected.
        self.assertEqual(line.meets, "up to 13 kali")
        line.above = "Tidak pernah terlambat, dan membantu rekan"
        dialogue.action_tell()
        own = self.by(plan, self.staff)
        self.assertEqual(
            own.expectation_ids.above, "Tidak pernah terlambat, dan membantu rekan"
        )
        own.action_understand()
        self.agree(self.staff)
        quarter = self.quarter(self.staff, 1)
        self.record(self.staff, quarter, terlambat="2", berkas="97", kegiatan="1")
        # Two of three that may be; 97 of 95; one of the two that are due.
        self.assertEqual(
            self.seen(quarter, self.boss),
            {"terlambat": 13333, "berkas": 10210, "kegiatan": 5000},
        )

    def test_a_dimension_of_the_agencys_own_needs_no_code(self):
        mine = self.by(self.env["hr.asn.dimension"], self.admin).create(
            {"code": "budaya", "name": "Budaya Melayani"}
        )
        iki = self._write()["Terlambat hadir"]
        self.by(iki, self.staff).dimension_id = mine
        self.agree(self.staff)
        self.assertEqual(
            self.sealed(self.staff),
            {
                "Terlambat hadir": "budaya",
                "Berkas tanpa perbaikan": "kualitas",
                "Kegiatan bersama unit lain": "kolaborasi",
            },
        )
