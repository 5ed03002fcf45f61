"""The appointment list: what a row says, what is refused and why, who follows."""

from datetime import date

from odoo.tests import BaseCase, tagged

from ..exchange import cells, posts, readers, transfer
from ..exchange.layouts import TRANSFER
from ..law import nip
from .test_staff_import import as_csv, as_xlsx, number

TMT = date(2026, 7, 1)
HEADINGS = [column.key for column in TRANSFER.columns]
AGENCY, OFFICE, CLINIC, ROOM, OTHER, OTHER_ROOM = range(1, 7)
MAYOR, CHIEF, BOSS, NURSE, PEER, TEACHER = range(101, 107)
UNITS = {
    AGENCY: ("Pemerintah Kota Uji", None, MAYOR),
    OFFICE: ("Dinas Kesehatan", AGENCY, CHIEF),
    CLINIC: ("Puskesmas Barat", OFFICE, BOSS),
    ROOM: ("Sekretariat", OFFICE, None),
    OTHER: ("Dinas Sosial", AGENCY, None),
    OTHER_ROOM: ("Sekretariat", OTHER, None),
}
HELD = {
    # employee: post, kind, duty, unit, appraiser, superior
    MAYOR: ("Wali Kota", "", "", AGENCY, None, None),
    CHIEF: ("Kepala Dinas Kesehatan", "jpt", "", OFFICE, MAYOR, None),
    BOSS: ("Dokter Ahli Muda", "fungsional", "Kepala Puskesmas", CLINIC, CHIEF, MAYOR),
    NURSE: ("Perawat Terampil", "fungsional", "", CLINIC, BOSS, CHIEF),
    PEER: ("Perawat Mahir", "fungsional", "", CLINIC, BOSS, CHIEF),
    TEACHER: ("Pekerja Sosial", "pelaksana", "", OTHER, MAYOR, None),
}
LEVELS = {BOSS: "MU", NURSE: "TR", PEER: "MH"}


def held(employee, /, **changes):
    """Return the post of one of these people, held since the year before."""
    name, kind, duty, unit, appraiser, superior = HELD[employee]
    own = {
        "id": employee + 100,
        "employee": employee,
        "post": name,
        "kind": kind,
        "level": LEVELS.get(employee, ""),
        "status": "definitif",
        "duty": duty,
        "unit": unit,
        "since": date(2025, 1, 1),
        "until": None,
        "appraiser": appraiser,
        "superior": superior,
    }
    return posts.Post(**own | changes)


def references(*more, elsewhere=(), without_head=()):
    """Return what the rows are held against; ``more`` posts beside those of HELD."""
    return posts.References(
        people={
            number(employee): posts.Person(employee, f"Orang {employee}", scope)
            for employee in HELD
            if employee != MAYOR
            for scope in [employee not in elsewhere]
        },
        posts=(*(held(employee) for employee in HELD), *more),
        units={
            unit: posts.Unit(
                unit,
                name,
                parent,
                None if unit in without_head else head,
                unit not in elsewhere,
            )
            for unit, (name, parent, head) in UNITS.items()
        },
        head=MAYOR,
        today=date(2026, 7, 10),
    )


def row(employee, post, **changes):
    """Return a row of the list for one of these people."""
    own = {"nip": number(employee), "jabatan_baru": post, "tmt": "01/07/2026"}
    return own | changes


def check(rows, known=None):
    """Return the check of rows that stand in a file below its heading."""
    numbered = [readers.Row(place, one) for place, one in enumerate(rows, 2)]
    return transfer.check(numbered, known or references())


def found(checked):
    return [(one.row, one.column, one.code) for one in checked.problems]


@tagged("standard", "at_install")
class TestTransferRows(BaseCase):
    def _one(self, *args, known=None, **changes):
        """Return the only transfer of a list of one row; at most noted."""
        checked = check([row(*args, **changes)], known)
        wrong = [one for one in checked.problems if one.consequence != cells.NOTE]
        self.assertEqual(wrong, [])
        return checked.transfers[0]

    def test_a_move_closes_and_opens(self):
        one = self._one(
            NURSE,
            "Kepala Seksi Gizi",
            unor_baru="sekretariat",
            unor_induk_baru="DINAS KESEHATAN",
            jenis_jabatan="Pengawas",
            nomor_sk="821.24/7/2026",
        )
        self.assertEqual(one.do, posts.MOVE)
        self.assertEqual(one.closes, (held(NURSE).id,))
        self.assertEqual((one.unit, one.kind, one.level), (ROOM, "pengawas", ""))
        self.assertEqual((one.since, one.until), ("2026-07-01", ""))
        self.assertEqual(one.decree, "821.24/7/2026")
        self.assertEqual((one.appraiser, one.superior), (CHIEF, MAYOR))

    def test_five_columns_are_enough_for_a_promotion(self):
        """Kind and level come from the name, the unit is the one he is in."""
        one = self._one(NURSE, "Perawat Mahir", jabatan_lama="perawat terampil")
        self.assertEqual((one.unit, one.kind, one.level), (CLINIC, "fungsional", "MH"))
        self.assertEqual((one.appraiser, one.superior), (BOSS, CHIEF))

    def test_a_managerial_post_stands_where_it_stood(self):
        one = self._one(TEACHER, "Kepala Dinas Kesehatan")
        self.assertEqual((one.unit, one.kind), (OFFICE, "jpt"))

    def test_acting_ends_nothing(self):
        one = self._one(PEER, "Plt. Kepala Dinas Kesehatan", sampai="30 September 2026")
        self.assertEqual((one.do, one.status), (posts.ACT, "plt"))
        self.assertEqual(one.post, "Kepala Dinas Kesehatan")
        self.assertEqual((one.closes, one.until), ((), "2026-09-30"))
        self.assertEqual(one.appraiser, MAYOR)

    def test_status_is_written_in_many_ways(self):
        for text, status in (
            ("Plh.", "plh"),
            ("Pj", "pjb"),
            ("PELAKSANA TUGAS", "plt"),
        ):
            one = self._one(PEER, "Kepala Dinas Kesehatan", status_jabatan=text)
            self.assertEqual(one.status, status)

    def test_a_reason_without_a_post_ends_the_post(self):
        one = self._one(NURSE, "", alasan="Pensiun", nomor_sk="SK-9")
        self.assertEqual((one.do, one.reason), (posts.END, "Pensiun"))
        self.assertEqual(one.closes, (held(NURSE).id,))
        self.assertIsNone(one.same)

    def test_a_post_ended_before_is_not_ended_again(self):
        ended = held(NURSE, id=900, employee=PEER, until=date(2026, 6, 30))
        known = references(ended)
        known = known._replace(
            posts=tuple(one for one in known.posts if one.id != held(PEER).id)
        )
        one = self._one(PEER, "", alasan="Pensiun", known=known)
        self.assertEqual((one.closes, one.same), ((), 900))

    def test_the_former_post_may_be_written_with_its_office(self):
        self._one(
            CHIEF,
            "Kepala Dinas Sosial",
            jabatan_lama="Kepala Dinas Kesehatan pada Pemerintah Kota Uji",
            jenis_jabatan="JPT Pratama",
            unor_baru="Dinas Sosial",
        )

    def test_who_stays_in_the_unit_keeps_his_duty(self):
        one = self._one(BOSS, "Dokter Ahli Madya")
        self.assertEqual((one.duty, one.level), ("Kepala Puskesmas", "MA"))
        moved = self._one(BOSS, "Dokter Ahli Madya", unor_baru="Dinas Sosial")
        self.assertEqual(moved.duty, "")

    def test_a_given_appraiser_is_taken(self):
        one = self._one(NURSE, "Perawat Mahir", nip_penilai=number(CHIEF))
        self.assertEqual((one.appraiser, one.superior), (CHIEF, MAYOR))

    def test_what_was_done_before_is_recognised(self):
        done = held(NURSE, id=900, since=TMT, post="Perawat Mahir", appraiser=PEER)
        one = self._one(NURSE, "PERAWAT MAHIR", known=references(done))
        self.assertEqual((one.same, one.closes), (900, ()))

    def test_each_problem_is_named_by_row_and_column(self):
        good = {"jenis_jabatan": "Pengawas", "unor_baru": "Dinas Sosial"}
        spoilt = [
            (
                row(NURSE, "X", nip=int(number(NURSE))),
                "nip",
                nip.CHANGED_BY_SPREADSHEET,
            ),
            (row(NURSE, "X", nip=""), "nip", cells.NIP_EMPTY),
            (row(NURSE, "X", nip=number(NURSE)[:17]), "nip", nip.BAD_LENGTH),
            (row(NURSE, "X", nip=number(7)), "nip", transfer.NIP_UNKNOWN),
            (row(NURSE, "X", tmt=""), "tmt", cells.EMPTY),
            (row(NURSE, "X", tmt="31/06/2026"), "tmt", cells.DATE_IMPOSSIBLE),
            (row(NURSE, "X", tmt="07/13/2026"), "tmt", cells.DATE_IMPOSSIBLE),
            (
                row(NURSE, "X", status_jabatan="Sementara"),
                "status_jabatan",
                cells.STATUS_UNKNOWN,
            ),
            (
                row(NURSE, "X", **good, jabatan_lama="Bidan"),
                "jabatan_lama",
                transfer.OLD_POST_OTHER,
            ),
            (row(NURSE, ""), "jabatan_baru", transfer.POST_OR_REASON),
            (
                row(NURSE, "", alasan="Pensiun", jabatan_lama="Bidan"),
                "jabatan_lama",
                transfer.NO_OLD_POST,
            ),
            (
                row(NURSE, "X", unor_baru="Dinas Sosial"),
                "jenis_jabatan",
                transfer.POST_KIND_EMPTY,
            ),
            (
                row(NURSE, "X", **good | {"jenis_jabatan": "Ketua"}),
                "jenis_jabatan",
                cells.POST_KIND_UNKNOWN,
            ),
            (
                row(NURSE, "X", **good | {"jenis_jabatan": "JF"}),
                "jenjang",
                cells.LEVEL_EMPTY,
            ),
            (
                row(NURSE, "X", jenis_jabatan="Pengawas"),
                "unor_baru",
                transfer.UNIT_EMPTY,
            ),
            (
                row(NURSE, "X", **good | {"unor_baru": "Dinas Sosiall"}),
                "unor_baru",
                transfer.UNIT_UNKNOWN,
            ),
            (
                row(NURSE, "X", **good | {"unor_baru": "Sekretariat"}),
                "unor_baru",
                transfer.UNIT_SEVERAL,
            ),
            (
                row(NURSE, "X", **good, status_jabatan="Plt", sampai="30/06/2026"),
                "sampai",
                transfer.END_BEFORE_START,
            ),
            (
                row(NURSE, "X", **good, tmt="01/01/2025"),
                "tmt",
                transfer.TOO_EARLY,
            ),
            (
                row(NURSE, "X", **good, nip_penilai=number(NURSE)),
                "nip_penilai",
                cells.SUPERIOR_SELF,
            ),
            (
                row(NURSE, "X", **good, nip_penilai=number(7)),
                "nip_penilai",
                cells.SUPERIOR_UNKNOWN,
            ),
            (
                row(NURSE, "X", **good, nip_penilai=int(number(BOSS))),
                "nip_penilai",
                nip.CHANGED_BY_SPREADSHEET,
            ),
        ]
        for spoiled, column, code in spoilt:
            with self.subTest(code=code, row=spoiled):
                checked = check([spoiled, row(PEER, "Perawat Penyelia")])
                self.assertEqual(found(checked), [(2, column, code)])
                self.assertEqual(checked.problems[0].consequence, cells.SKIP)
                self.assertEqual([one.employee for one in checked.transfers], [PEER])

    def test_units_that_could_be_meant_are_named(self):
        good = {"jenis_jabatan": "Pengawas"}
        cases = (
            ("Sekretariat", ["Sekretariat (Dinas Kesehatan)", OTHER_NAME]),
            ("Dinas Sosiall", ["Dinas Sosial (Pemerintah Kota Uji)"]),
        )
        for written, names in cases:
            problem = check([row(NURSE, "X", unor_baru=written, **good)]).problems[0]
            self.assertEqual(problem.details["names"], names)

    def test_a_number_that_resembles_is_offered(self):
        wrong = number(NURSE)[:-1] + "9"
        problem = check([row(NURSE, "X", nip=wrong)]).problems[0]
        self.assertEqual(problem.code, transfer.NIP_UNKNOWN)
        self.assertTrue(problem.details["like"].startswith(number(NURSE)[:-1]))

    def test_a_post_that_begins_later_would_overlap(self):
        later = held(NURSE, id=900, since=date(2026, 9, 1), post="Bidan")
        checked = check([row(NURSE, "Perawat Mahir")], references(later))
        self.assertEqual(found(checked), [(2, "tmt", transfer.OVERLAP)])
        self.assertEqual(checked.problems[0].details["day"], date(2026, 9, 1))

    def test_the_same_acting_post_twice_at_a_time_overlaps(self):
        acting = held(
            CHIEF, id=900, employee=PEER, status="plt", since=date(2026, 5, 1)
        )
        again = row(PEER, "Plt. Kepala Dinas Kesehatan")
        checked = check([again], references(acting))
        self.assertEqual(found(checked), [(2, "tmt", transfer.OVERLAP)])

    def test_two_rows_of_a_person_collide(self):
        rows = [row(NURSE, "Perawat Mahir"), row(NURSE, "Perawat Penyelia")]
        checked = check(rows)
        self.assertEqual(found(checked), [(3, "nip", transfer.COLLISION)])
        self.assertEqual(checked.problems[0].details["row"], 2)
        acting = row(NURSE, "Plt. Kepala Dinas Kesehatan")
        noted = [(3, "jabatan_baru", transfer.POST_HELD)]
        self.assertEqual(found(check([rows[0], acting])), noted)

    def test_a_unit_officer_has_his_units_only(self):
        known = references(elsewhere={TEACHER, OTHER})
        rows = [
            row(TEACHER, "Perawat Mahir", unor_baru="Puskesmas Barat"),
            row(NURSE, "Perawat Mahir", unor_baru="Dinas Sosial"),
        ]
        expected = [
            (2, "nip", transfer.PERSON_ELSEWHERE),
            (3, "unor_baru", transfer.UNIT_ELSEWHERE),
        ]
        self.assertEqual(found(check(rows, known)), expected)

    def test_nobody_to_appraise_is_said_and_the_row_taken(self):
        nobody = references(without_head=UNITS)._replace(head=None)
        checked = check([row(NURSE, "Perawat Mahir")], nobody)
        problem = checked.problems[0]
        self.assertEqual(
            (problem.code, problem.consequence),
            (transfer.NO_APPRAISER, cells.NO_SUPERIOR),
        )
        self.assertIsNone(checked.transfers[0].appraiser)

    def test_a_plt_where_somebody_holds_the_post_is_noted_and_taken(self):
        title = HELD[BOSS][0]
        unit = {"jenis_jabatan": "Pengawas", "unor_baru": "Puskesmas Barat"}
        held_post = held(BOSS, kind="pengawas")
        known = references()._replace(posts=(held_post, held(NURSE), held(PEER)))
        acts = row(NURSE, f"Plt. {title}", **unit)
        checked = check([acts], known)
        self.assertEqual(len(checked.transfers), 1)
        told = [(one.row, one.code, one.consequence) for one in checked.problems]
        self.assertEqual(told, [(2, transfer.POST_HELD, cells.NOTE)])
        # Plh. stands in for who is away; a post that ends is vacant.
        away = check([row(NURSE, f"Plh. {title}", **unit)], known)
        self.assertFalse(away.problems)
        ends = row(BOSS, "", alasan="Pensiun")
        vacant = check([ends, acts], known)
        self.assertNotIn(transfer.POST_HELD, [one.code for one in vacant.problems])

    def test_files_as_offices_write_them(self):
        headings = ["NIP", "Semula", "Menjadi", "Unit Kerja Baru", "TMT", "Nomor SK"]
        values = [number(NURSE), "Bidan", "Camat", "Kecamatan", "1 Juli 2026", "SK 1"]
        rows = [dict(zip(headings, values, strict=True))]
        for content in (as_csv(rows, ";", headings), as_xlsx(rows, headings)):
            sheet = readers.read("pelantikan", content, TRANSFER)
            expected = {
                "nip": number(NURSE),
                "jabatan_lama": "Bidan",
                "jabatan_baru": "Camat",
                "unor_baru": "Kecamatan",
                "tmt": "1 Juli 2026",
                "nomor_sk": "SK 1",
            }
            self.assertEqual(sheet.rows[0].cells, expected)
            self.assertEqual(sheet.unknown, ())


OTHER_NAME = "Sekretariat (Dinas Sosial)"


@tagged("standard", "at_install")
class TestSuccession(BaseCase):
    def _followers(self, checked):
        """Return {employee: (appraiser, superior, who has left)}."""
        return {
            one.employee: (one.appraiser, one.superior, one.left)
            for one in checked.followers
        }

    def test_subordinates_go_to_the_successor_in_the_list(self):
        rows = [
            row(BOSS, "Dokter Ahli Muda", unor_baru="Dinas Sosial"),
            row(PEER, "Perawat Penyelia", penugasan="Kepala Puskesmas"),
        ]
        checked = check(rows)
        self.assertEqual(self._followers(checked), {NURSE: (PEER, CHIEF, BOSS)})
        self.assertEqual(checked.heads, {CLINIC: (PEER, "2026-07-01")})
        successor = checked.transfers[1]
        self.assertEqual((successor.appraiser, successor.superior), (CHIEF, MAYOR))

    def test_without_a_successor_they_go_to_the_head_above(self):
        checked = check([row(BOSS, "", alasan="Pensiun")])
        expected = {NURSE: (CHIEF, MAYOR, BOSS), PEER: (CHIEF, MAYOR, BOSS)}
        self.assertEqual(self._followers(checked), expected)
        self.assertEqual(checked.heads, {CLINIC: (None, "2026-07-01")})

    def test_who_acts_in_the_post_already_is_the_successor(self):
        acting = held(
            BOSS,
            id=900,
            employee=PEER,
            status="plt",
            duty="",
            kind="jpt",
            post="Kepala Dinas Kesehatan",
            unit=OFFICE,
            since=date(2026, 6, 1),
            appraiser=MAYOR,
        )
        checked = check([row(CHIEF, "", alasan="Pensiun")], references(acting))
        self.assertEqual(self._followers(checked)[BOSS], (PEER, MAYOR, CHIEF))
        self.assertEqual(checked.heads, {OFFICE: (PEER, "2026-07-01")})

    def test_a_definitive_holder_relieves_who_acted(self):
        acting = held(
            CHIEF,
            id=900,
            employee=TEACHER,
            status="plt",
            unit=OTHER,
            post="Kepala Dinas Sosial",
        )
        led = held(NURSE, id=901, employee=PEER, unit=OTHER, appraiser=TEACHER)
        known = references(acting, led)
        known = known._replace(
            posts=tuple(one for one in known.posts if one.id != held(PEER).id)
        )
        checked = check([row(CHIEF, "Kepala Dinas Sosial")], known)
        self.assertEqual(checked.transfers[0].relieves, (900,))
        self.assertEqual(self._followers(checked)[PEER], (CHIEF, MAYOR, CHIEF))
        self.assertEqual(checked.heads[OTHER], (CHIEF, "2026-07-01"))

    def test_the_superior_follows_on_the_second_level(self):
        """The new head of the office is above the clinic's people as well."""
        rows = [
            row(CHIEF, "", alasan="Pensiun"),
            row(TEACHER, "Kepala Dinas Kesehatan"),
        ]
        checked = check(rows)
        expected = {
            BOSS: (TEACHER, MAYOR, CHIEF),
            NURSE: (BOSS, TEACHER, CHIEF),
            PEER: (BOSS, TEACHER, CHIEF),
        }
        self.assertEqual(self._followers(checked), expected)

    def test_a_head_is_appraised_by_who_appraised_the_one_before(self):
        """Here the office's head by somebody who heads no unit above."""
        secretary = held(CHIEF, id=900, employee=PEER, unit=ROOM, post="Sekda")
        own = held(CHIEF, appraiser=PEER)
        known = references(secretary)
        kept = (one for one in known.posts if one.employee not in (CHIEF, PEER))
        known = known._replace(posts=(*kept, own, secretary))
        rows = [
            row(CHIEF, "", alasan="Pensiun"),
            row(TEACHER, "Kepala Dinas Kesehatan"),
        ]
        checked = check(rows, known)
        self.assertEqual(checked.transfers[1].appraiser, PEER)
        self.assertEqual(self._followers(checked)[BOSS], (TEACHER, PEER, CHIEF))
        alone = check(rows[:1], known)
        self.assertEqual(self._followers(alone)[BOSS], (PEER, MAYOR, CHIEF))

    def test_a_head_who_leaves_later_appraises_until_then(self):
        rows = [
            row(BOSS, "Dokter Ahli Madya"),
            row(CHIEF, "", alasan="Pensiun", tmt="01/08/2026"),
            row(TEACHER, "Kepala Dinas Kesehatan", tmt="01/08/2026"),
        ]
        checked = check(rows)
        self.assertEqual(checked.transfers[0].appraiser, CHIEF)
        self.assertEqual(checked.transfers[2].appraiser, MAYOR)

    def test_who_goes_on_leading_keeps_his_people(self):
        checked = check([row(BOSS, "Dokter Ahli Madya")])
        self.assertEqual((checked.followers, checked.heads), ((), {}))

    def test_the_head_of_a_unit_that_had_none(self):
        named = row(
            PEER, "Kepala Dinas Sosial", jenis_jabatan="JPT", unor_baru="Dinas Sosial"
        )
        checked = check([named])
        self.assertEqual(checked.heads, {OTHER: (PEER, "2026-07-01")})
        self.assertEqual(checked.transfers[0].appraiser, MAYOR)

    def test_acting_beside_a_head_moves_nobody(self):
        checked = check([row(PEER, "Plh. Kepala Dinas Kesehatan")])
        self.assertEqual((checked.followers, checked.heads), ((), {}))

    def test_what_was_done_before_moves_nobody(self):
        done = held(BOSS, id=900, since=TMT, unit=OTHER, duty="")
        left = held(BOSS, until=date(2026, 6, 30))
        known = references(done)
        kept = (one for one in known.posts if one.id != left.id)
        known = known._replace(posts=(*kept, left))
        checked = check(
            [row(BOSS, "Dokter Ahli Muda", unor_baru="Dinas Sosial")], known
        )
        self.assertEqual((checked.followers, checked.heads), ((), {}))

    def test_people_led_from_another_post_stay(self):
        """Who is Plt. elsewhere leaves his own post and keeps those he leads there."""
        acting = held(
            BOSS, id=900, status="plt", unit=OTHER, post="Kepala Dinas Sosial", duty=""
        )
        led = held(TEACHER, id=901, employee=107, appraiser=BOSS)
        checked = check([row(BOSS, "", alasan="Pensiun")], references(acting, led))
        self.assertEqual(set(self._followers(checked)), {NURSE, PEER})
