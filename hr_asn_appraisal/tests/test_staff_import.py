"""The staff list: what is read, what is refused and why, what it makes of people."""

import base64
import csv
import io
import time
from contextlib import contextmanager
from datetime import date

import openpyxl

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, TransactionCase, new_test_user, tagged
from odoo.tools import file_open, mute_logger

from ..exchange import cells, readers, staff
from ..exchange.layouts import STAFF
from ..law import nip
from ..models.hr_asn_staff_agency import StaffAgency

OFFICER = "hr_asn_appraisal.group_asn_officer,hr.group_hr_user"
ACCOUNTS = f"{OFFICER},base.group_erp_manager"
AGENCY = "Pemerintah Kota Uji"
OPD = "Dinas Kesehatan"
BOSS = "197402192002121001"
HEADINGS = [column.key for column in STAFF.columns]


def number(serial):
    """Return a valid NIP."""
    return f"198501012009011{serial:03d}"


def row(serial, **changes):
    """Return a good row of the list, a nurse of the office; ``changes`` by column."""
    return {
        "nip": number(serial),
        "nama": f"Pegawai {serial}",
        "gelar_depan": "",
        "gelar_belakang": "A.Md.",
        "jenis_asn": "PNS",
        "golongan": "III/a",
        "tmt_golongan": "2022-04-01",
        "jenis_jabatan": "Fungsional",
        "jenjang": "Terampil",
        "jabatan": "Perawat Terampil",
        "status_jabatan": "Definitif",
        "penugasan": "",
        "unor": OPD,
        "unor_induk": AGENCY,
        "nip_atasan": BOSS,
        "email": f"p{serial}@contoh.go.id",
    } | changes


def boss(**changes):
    """Return the row of the head of the office, who has no superior in the list."""
    own = {
        "nip": BOSS,
        "nama": "Hendra Saputra",
        "golongan": "IV/c",
        "jenis_jabatan": "JPT",
        "jenjang": "JPT Pratama",
        "jabatan": "Kepala Dinas Kesehatan",
        "nip_atasan": "",
    }
    return row(0, **(own | changes))


def as_csv(rows, delimiter=",", headings=HEADINGS, preamble=()):
    """Return rows as the bytes of a CSV file."""
    file = io.StringIO()
    writer = csv.DictWriter(file, headings, delimiter=delimiter)
    file.write("".join(f"{line}\r\n" for line in preamble))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def as_xlsx(rows, headings=HEADINGS, preamble=()):
    """Return rows as the bytes of a workbook, cells with the types of their values."""
    book = openpyxl.Workbook()
    for line in preamble:
        book.active.append([line])
    book.active.append(headings)
    for one in rows:
        book.active.append([one[key] for key in headings])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def check(rows, **references):
    """Return the check of rows that stand in a file below its heading."""
    known = {"people": {}, "units": (), "agency": "", "company": AGENCY} | references
    numbered = [readers.Row(place, one) for place, one in enumerate(rows, 2)]
    return staff.check(numbered, staff.References(**known))


def found(checked):
    """Return the problems as (row, column, code, consequence)."""
    return [
        (one.row, one.column, one.code, one.consequence) for one in checked.problems
    ]


@tagged("standard", "at_install")
class TestReader(BaseCase):
    def _numbers(self, content, name="pegawai.csv"):
        sheet = readers.read(name, content, STAFF)
        return [(one.number, one.cells["nip"]) for one in sheet.rows]

    def test_every_delimiter_and_encoding(self):
        rows = [boss(nama="Zoë")]
        for delimiter in readers.DELIMITERS:
            for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
                with self.subTest(delimiter=delimiter, encoding=encoding):
                    text = as_csv(rows, delimiter).decode()
                    sheet = readers.read("x.csv", text.encode(encoding), STAFF)
                    self.assertEqual(sheet.rows[0].cells["nama"], "Zoë")
                    self.assertEqual(sheet.rows[0].cells["nip"], BOSS)

    def test_rows_are_numbered_as_in_the_file(self):
        preamble = ["Daftar Pegawai", "", "Per 1 Januari"]
        content = as_csv([boss()], preamble=preamble)
        self.assertEqual(self._numbers(content), [(5, BOSS)])
        content = as_xlsx([boss()], preamble=preamble[:1])
        self.assertEqual(self._numbers(content, "x.xlsx"), [(3, BOSS)])

    def test_empty_rows_count_and_are_left_out(self):
        lines = as_csv([boss(), row(1)]).split(b"\r\n")
        content = b"\r\n".join([*lines[:2], b"," * 15, *lines[2:]])
        self.assertEqual(self._numbers(content), [(2, BOSS), (4, number(1))])

    def test_other_headings_in_any_order_and_case(self):
        rows = [{"NIP BARU": BOSS, "Ket.": "x"} | self._renamed()]
        headings = list(reversed(rows[0]))
        sheet = readers.read("x.csv", as_csv(rows, ";", headings), STAFF)
        self.assertEqual(sheet.rows[0].cells["nip"], BOSS)
        self.assertEqual(sheet.rows[0].cells["unor"], OPD)
        self.assertEqual(sheet.columns["NIP BARU"], "nip")
        self.assertEqual(sheet.unknown, ("Ket.",))

    def _renamed(self):
        own = boss()
        names = {
            "nama": "NAMA LENGKAP",
            "jenis_asn": "Jns ASN",
            "golongan": "GOL",
            "jenis_jabatan": "Jenis_Jabatan",
            "jabatan": "Nama Jabatan",
            "unor": "Unit Kerja",
            "unor_induk": "Unor-Induk",
            "nip_atasan": "nip atasan",
        }
        return {heading: own[key] for key, heading in names.items()}

    def test_numbers_of_a_workbook_stay_numbers(self):
        content = as_xlsx([boss(nip=int(BOSS))])
        self.assertIsInstance(self._numbers(content)[0][1], int | float)

    def test_refusals(self):
        lacking = [key for key in HEADINGS if key not in ("nip_atasan", "golongan")]
        rows = [{key: one[key] for key in lacking} for one in [boss()]]
        cases = {
            readers.EMPTY: b"",
            readers.BROKEN: b"PK\x03\x04 and no workbook",
            readers.OLD_EXCEL: b"\xd0\xcf\x11\xe0 old",
            readers.NO_HEADING: b"a,b,c\r\n1,2,3\r\n",
            readers.MISSING_COLUMNS: as_csv(rows, headings=lacking),
        }
        for code, content in cases.items():
            with (
                self.subTest(code=code),
                self.assertRaises(readers.ReadError) as caught,
            ):
                readers.read("x.csv", content, STAFF)
            self.assertEqual(caught.exception.code, code)
        self.assertEqual(caught.exception.columns, ("Golongan", "NIP Atasan"))


@tagged("standard", "at_install")
class TestCheck(BaseCase):
    def test_good_rows_have_no_problem(self):
        checked = check([row(1), boss()])
        self.assertEqual(found(checked), [])
        self.assertEqual([one.nip for one in checked.people], [BOSS, number(1)])
        self.assertEqual(checked.people[1].second, staff.HEAD)
        self.assertEqual(checked.heads, {(AGENCY, OPD): BOSS})

    def test_each_problem_is_named_by_row_and_column(self):
        spoilt = [
            ("nip", int(number(1)), nip.CHANGED_BY_SPREADSHEET),
            ("nip", "1,98501E+17", nip.CHANGED_BY_SPREADSHEET),
            ("nip", number(1)[:17], nip.BAD_LENGTH),
            ("nip", "19850101200901100A", nip.NOT_DIGITS),
            ("nip", "198513012009011001", nip.BAD_BIRTH),
            ("nip", "", cells.NIP_EMPTY),
            ("nama", "", cells.EMPTY),
            ("jenis_asn", "Honorer", staff.KIND_UNKNOWN),
            ("golongan", "3C", staff.RANK_UNKNOWN),
            ("golongan", "IX", staff.RANK_UNKNOWN),
            ("golongan", "", staff.RANK_EMPTY),
            ("tmt_golongan", "31/04/2024", cells.DATE_IMPOSSIBLE),
            ("tmt_golongan", "04/13/2024", cells.DATE_IMPOSSIBLE),
            ("jenis_jabatan", "Ketua", cells.POST_KIND_UNKNOWN),
            ("jenjang", "Super", cells.LEVEL_UNKNOWN),
            ("jenjang", "", cells.LEVEL_EMPTY),
            ("jabatan", "", cells.EMPTY),
            ("status_jabatan", "Sementara", cells.STATUS_UNKNOWN),
            ("unor", "", cells.EMPTY),
            ("unor_induk", "", cells.EMPTY),
        ]
        rows = [
            row(place, **{key: value}) for place, (key, value, _code) in enum(spoilt)
        ]
        checked = check([boss(), *rows])
        expected = [
            (place + 2, key, code, cells.SKIP)
            for place, (key, _value, code) in enum(spoilt)
        ]
        self.assertEqual(found(checked), expected)
        self.assertEqual([one.nip for one in checked.people], [BOSS])

    def test_dates_as_people_write_them(self):
        for text in ("2024-04-30", "30/04/2024", "30-4-2024", "30 April 2024"):
            self.assertEqual(cells.read_date(text).isoformat(), "2024-04-30", text)

    def test_a_rank_is_of_no_day_to_come_nor_before_the_service(self):
        """The NIP tells the year of appointment."""
        contract = {"nip": "198501012021211001", "jenis_asn": "PPPK", "golongan": "IX"}
        cases = (
            ({}, "2026-07-20", None),
            ({}, "2026-07-21", cells.DATE_TO_COME),
            ({}, "2099-04-01", cells.DATE_TO_COME),
            ({}, "1950-04-01", cells.DATE_TOO_EARLY),
            ({}, "31/12/2008", cells.DATE_TOO_EARLY),
            ({"nip": "198501012009121001"}, "2009-04-01", None),
            (contract, "2021-01-01", None),
            (contract, "2020-12-31", cells.DATE_TOO_EARLY),
            ({"jenis_asn": "Non ASN", "nip": "1234"}, "1950-04-01", None),
        )
        for own, day, code in cases:
            with self.subTest(day=day, code=code):
                rows = [boss(), row(1, tmt_golongan=day, **own)]
                checked = check(rows, today=date(2026, 7, 20))
                problems = [(3, "tmt_golongan", code, cells.SKIP)] if code else []
                self.assertEqual(found(checked), problems)

    def test_duplicate_is_skipped_and_names_the_first(self):
        checked = check([boss(), row(1), row(1, nama="Kembar")])
        self.assertEqual(found(checked), [(4, "nip", cells.DUPLICATE, cells.SKIP)])
        details = {"row": 3, "name": "Pegawai 1"}
        self.assertEqual(checked.problems[0].details, details)
        self.assertEqual(len(checked.people), 2)

    def test_a_second_definitive_post_is_refused_an_acting_one_is_not(self):
        other = {"unor": "Dinas Sosial", "unor_induk": AGENCY, "jabatan": "Kepala"}
        acting = row(1, status_jabatan="Plt", **other)
        rows = [acting, boss(), row(1), row(1, **other), acting | {"nama": "Kembar"}]
        checked = check([*rows, acting | {"jabatan": "Sekretaris"}])
        self.assertEqual(
            found(checked),
            [
                (5, "nip", cells.SECOND_DEFINITIVE, cells.SKIP),
                (6, "nip", cells.DUPLICATE, cells.SKIP),
            ],
        )
        self.assertEqual([one.details["row"] for one in checked.problems], [4, 2])
        people = [(one.row, one.main, one.superior) for one in checked.people]
        self.assertEqual(
            people, [(3, True, ""), (4, True, BOSS), (2, False, BOSS), (7, False, BOSS)]
        )

    def test_superior_that_is_wrong_is_left_out_and_the_row_taken(self):
        cases = [
            (number(99)[:-1] + "8", cells.SUPERIOR_UNKNOWN),
            (number(1), cells.SUPERIOR_SELF),
            (int(BOSS), nip.CHANGED_BY_SPREADSHEET),
            (BOSS[:17], nip.BAD_LENGTH),
        ]
        for value, code in cases:
            with self.subTest(code=code):
                checked = check([boss(), row(1, nip_atasan=value)])
                expected = [(3, "nip_atasan", code, cells.NO_SUPERIOR)]
                self.assertEqual(found(checked), expected)
                self.assertIsNone(checked.people[1].superior)

    def test_similar_number_is_offered(self):
        checked = check([boss(), row(1, nip_atasan="197402192002121002")])
        self.assertEqual(checked.problems[0].details, {"like": BOSS})

    def test_superior_whose_row_is_skipped(self):
        checked = check([boss(golongan="?"), row(1)])
        self.assertEqual(checked.problems[1].code, staff.SUPERIOR_SKIPPED)
        self.assertEqual(checked.problems[1].details, {"row": 2})

    def test_who_imports_does_not_put_himself_over_people(self):
        own = number(7)
        rows = [
            boss(),
            row(7, nip_atasan=number(9)),
            row(1, nip_atasan=own),
            row(2, nip_atasan=number(1)),
            row(3, nip_atasan=own),
            row(4, nip_atasan=number(3)),
        ]
        known = {
            number(3): staff.Person("Lama", own),
            number(9): staff.Person("Camat", None),
        }
        checked = check(rows, people=known, barred=frozenset({own}))
        self.assertEqual(
            found(checked),
            [
                (4, "nip_atasan", staff.SUPERIOR_IMPORTS, cells.NO_SUPERIOR),
                (7, "nip_atasan", staff.SECOND_IMPORTS, cells.NOTE),
            ],
        )
        superiors = {one.nip: (one.superior, one.second) for one in checked.people}
        self.assertEqual(superiors[number(1)], (None, None))
        self.assertEqual(superiors[number(2)], (number(1), None))
        self.assertEqual(superiors[number(3)], (own, number(9)), "his already")
        self.assertEqual(superiors[number(4)], (number(3), None))

    def test_an_empty_superior_is_named_but_right_under_the_agency(self):
        """Who heads what stands right under it, and its leadership, has none."""
        top, below = {"unor_induk": AGENCY}, {"unor_induk": OPD}
        sub = {"unor": "Sekretariat", **below}
        district = {"unor": "Kecamatan Uji", **top}
        cases = (
            ("JPT", "Kepala Dinas Kesehatan", "", {}, True),
            ("JPT", "Sekretaris Daerah", "", {"unor": "Setda", **top}, True),
            ("JPT", "Staf Ahli Bidang Hukum", "", {"unor": "Setda", **top}, True),
            ("JPT", "Asisten Administrasi Umum", "", {"unor": "Setda", **top}, False),
            ("Administrator", "Camat", "", district, True),
            ("Administrator", "Plt. Camat", "", district, True),
            ("Administrator", "Sekretaris Kecamatan", "", district, False),
            ("Administrator", "Kepala Bidang Sosial", "", district, False),
            ("Administrator", "Sekretaris Dinas", "", sub, False),
            ("Pelaksana", "Pengadministrasi", "", {"unor": AGENCY, **top}, False),
            ("Pelaksana", "Pengadministrasi", "", district, False),
            ("Pelaksana", "Pengadministrasi", "Kepala UPT", district, True),
            ("Pelaksana", "Pengadministrasi", "Kepala UPT", sub, False),
        )
        for kind, post, duty, unit, stays in cases:
            with self.subTest(post=post, duty=duty, unit=unit):
                one = {"jenis_jabatan": kind, "jenjang": "", "jabatan": post, **unit}
                rows = [boss(), row(1, nip_atasan="", penugasan=duty, **one)]
                checked = check(rows)
                code, left = staff.SUPERIOR_EMPTY, cells.NO_SUPERIOR
                problems = [] if stays else [(3, "nip_atasan", code, left)]
                self.assertEqual(found(checked), problems)
                (superior,) = (two.superior for two in checked.people if two.row == 3)
                self.assertEqual(superior, staff.HEAD if stays else None)

    def test_only_the_jpt_of_a_unit_has_no_superior(self):
        other = row(1, jenis_jabatan="Administrator", jenjang="", jabatan="Kepala UPT")
        checked = check([boss(), other | {"nip_atasan": ""}])
        code, left = staff.SUPERIOR_EMPTY, cells.NO_SUPERIOR
        self.assertEqual(found(checked), [(3, "nip_atasan", code, left)])

    def test_a_jpt_leads_his_unit_from_a_row_that_is_skipped(self):
        """Or that may be his: nobody can read its kind, whomever it names above."""
        other = row(1, jenis_jabatan="Administrator", jenjang="", jabatan="Kepala UPT")
        other |= {"nip_atasan": ""}
        unread = {"jenis_jabatan": "JPTT", "jenjang": ""}
        for spoilt, stays in (
            (boss(golongan="?"), False),
            (boss(golongan="?", unor_induk=OPD), False),
            (boss(**unread), False),
            (boss(**unread, nip_atasan=number(9)), False),
            (boss(**unread, unor="Dinas Sosial"), True),
            (row(2, jenis_jabatan="Staf", jenjang=""), False),
            (row(2, golongan="?"), True),
        ):
            with self.subTest(spoilt=spoilt):
                checked = check([other, spoilt])
                code, left = staff.SUPERIOR_EMPTY, cells.NO_SUPERIOR
                problems = [] if stays else [(2, "nip_atasan", code, left)]
                self.assertEqual(found(checked)[:-1], problems)
                superior = staff.HEAD if stays else None
                self.assertEqual(checked.people[0].superior, superior)

    def test_a_jpt_leads_his_unit_from_the_post_he_is_known_by(self):
        other = row(1, jenis_jabatan="Administrator", jenjang="", jabatan="Kepala UPT")
        other |= {"nip_atasan": ""}
        for unit, status, stays in (
            ((AGENCY, OPD), "definitif", False),
            ((AGENCY.upper(), OPD), "plt", False),
            ((AGENCY, "Dinas Sosial"), "definitif", True),
            (None, "definitif", True),
        ):
            with self.subTest(unit=unit, status=status):
                seat = staff.Seat(unit, status, staff.HEAD, "jpt", "", "Kepala")
                known = {BOSS: staff.Person("Hendra Saputra", staff.HEAD, (seat,))}
                (person,) = check([other], people=known, agency=AGENCY).people
                self.assertEqual(person.superior, staff.HEAD if stays else None)
        moved = row(0, nip=BOSS, unor="Dinas Sosial", nip_atasan=number(1))
        seat = staff.Seat((AGENCY, OPD), "definitif", staff.HEAD, "jpt", "", "")
        known = {BOSS: staff.Person("Hendra Saputra", staff.HEAD, (seat,))}
        people = check([other, moved], people=known, agency=AGENCY).people
        self.assertEqual(people[0].superior, staff.HEAD, "the JPT has gone elsewhere")

    def test_circle_names_both_and_leaves_others(self):
        one, other = row(1, nip_atasan=number(2)), row(2, nip_atasan=number(1))
        checked = check([boss(), one, other, row(3, nip_atasan=number(1))])
        code, consequence = staff.SUPERIOR_CIRCLE, cells.NO_SUPERIOR
        self.assertEqual(
            found(checked),
            [(place, "nip_atasan", code, consequence) for place in (3, 4)],
        )
        names = checked.problems[0].details["names"]
        self.assertEqual(names, ["Pegawai 1", "Pegawai 2"])
        superiors = {person.nip: person.superior for person in checked.people}
        self.assertEqual(superiors[number(3)], number(1))

    def test_circle_through_somebody_known_already(self):
        known = {number(9): staff.Person("Lama", number(1))}
        checked = check([boss(), row(1, nip_atasan=number(9))], people=known)
        self.assertEqual(checked.problems[0].code, staff.SUPERIOR_CIRCLE)
        self.assertEqual(checked.problems[0].details["names"], ["Pegawai 1", "Lama"])

    def test_units_of_one_name_have_their_own_parents(self):
        rows = [
            boss(),
            boss(nip=number(5), unor="Dinas Sosial"),
            row(1, unor="Sekretariat", unor_induk=OPD),
            row(2, unor="Sekretariat", unor_induk="Dinas Sosial"),
            row(3, unor="sekretariat ", unor_induk="dinas  kesehatan"),
        ]
        units = dict(check(rows).units)
        self.assertEqual(units[OPD, "Sekretariat"], (AGENCY, OPD))
        self.assertEqual(units["Dinas Sosial", "Sekretariat"], (AGENCY, "Dinas Sosial"))
        self.assertEqual(len(units), 5)

    def test_unit_written_as_its_own_parent_is_below_the_agency(self):
        units = dict(check([boss(unor_induk=OPD)]).units)
        self.assertEqual(units, {("", AGENCY): None, (AGENCY, OPD): ("", AGENCY)})

    def test_units_in_a_circle_skip_their_rows_only(self):
        rows = [
            boss(),
            row(1, unor="A", unor_induk="B"),
            row(2, unor="B", unor_induk="A"),
        ]
        codes = [one.code for one in check(rows).problems]
        self.assertEqual(codes, [staff.UNIT_LOOP] * 2)

    def test_agency_is_what_is_below_nothing(self):
        rows = [boss(), row(1, unor="Bidang", unor_induk=OPD)]
        self.assertEqual(check(rows, company="My Company").agency, AGENCY)

    def test_secretary_is_head_of_the_secretariat_not_his_section_head(self):
        office = {"unor": "Sekretariat", "unor_induk": OPD}
        section = row(1, jenis_jabatan="Pengawas", jenjang="", **office)
        section["nip_atasan"] = number(2)
        secretary = row(2, jenis_jabatan="Administrator", jenjang="", **office)
        heads = check([boss(), section, secretary]).heads
        self.assertEqual(heads[OPD, "Sekretariat"], number(2))

    def _heads_after(self, former, *rows):
        """Return who heads the office where posts (Seat) are known of before."""
        known = {
            number: staff.Person("Lama", staff.HEAD, (seat,))
            for number, seat in former.items()
        }
        checked = check(rows, people=known, agency=AGENCY)
        return checked.heads.get((AGENCY, OPD))

    def _seat(self, post, status="definitif", kind="jpt", duty=""):
        return staff.Seat((AGENCY, OPD), status, staff.HEAD, kind, duty, post)

    def test_who_has_the_post_of_the_former_head_heads_the_unit(self):
        """Be the former one still in it here, or have he acted in it."""
        camat = {"jenis_jabatan": "Administrator", "jenjang": ""}
        duty = {"jenis_jabatan": "Fungsional", "jenjang": "Ahli Madya"}
        duty |= {"penugasan": "Kepala Puskesmas"}
        for former, changes in (
            (self._seat("Kepala Dinas Kesehatan"), {}),
            (self._seat("kepala  dinas kesehatan", "plt"), {}),
            (self._seat("Plt. Kepala Dinas Kesehatan", "plt"), {}),
            (
                self._seat("Plt. Camat", "plt", "administrator"),
                camat | {"jabatan": "Camat"},
            ),
            (
                self._seat("Dokter", "definitif", "fungsional", "Kepala Puskesmas"),
                duty | {"jabatan": "Bidan"},
            ),
        ):
            with self.subTest(former=former):
                head = self._heads_after({number(9): former}, boss(**changes))
                self.assertEqual(head, BOSS)

    def test_who_acts_replaces_no_definitive_head(self):
        rows = [boss(status_jabatan="Plt"), boss(nip=number(9), nama="Tetap")]
        for order in (rows, rows[::-1]):
            self.assertEqual(check(order).heads, {(AGENCY, OPD): number(9)})

    def test_who_has_acted_and_becomes_definitive_follows_who_has_retired(self):
        """The post of who has retired may not have been ended yet."""
        post = "Kepala Dinas Kesehatan"
        former = {number(9): self._seat(post), BOSS: self._seat(f"Plt. {post}", "plt")}
        self.assertEqual(self._heads_after(former, boss()), BOSS)
        self.assertIsNone(self._heads_after(former, boss(status_jabatan="Plt")))
        acting = {number(9): self._seat(post, "plt")}
        other = boss(status_jabatan="Plh")
        self.assertEqual(self._heads_after(acting, other), BOSS)
        acting[BOSS] = self._seat(post, "plt")
        self.assertIsNone(self._heads_after(acting, other), "he has acted before")

    def test_a_part_of_a_list_names_no_other_post_of_the_unit(self):
        """Sekda and Staf Ahli sit in one unit and answer to the same head."""
        expert = boss(jabatan="Staf Ahli Bidang Hukum")
        for status in ("definitif", "plt"):
            former = {number(9): self._seat("Sekretaris Daerah", status)}
            self.assertIsNone(self._heads_after(former, expert), status)
        secretary = self._seat("Sekretaris Daerah")
        former = {number(9): secretary, number(8): self._seat("Staf Ahli Wali Kota")}
        same = boss(jabatan="Staf Ahli Wali Kota")
        self.assertIsNone(self._heads_after(former, same))

    def test_a_part_of_those_with_one_name_of_post_replaces_nobody(self):
        """Several Staf Ahli are one another's equals, not successors."""
        post = "Staf Ahli Wali Kota"
        former = {number(9): self._seat(post), BOSS: self._seat(post)}
        self.assertIsNone(self._heads_after(former, boss(jabatan=post)))
        newcomer = boss(nip=number(7), jabatan=post)
        self.assertIsNone(self._heads_after(former, newcomer))
        former = {BOSS: self._seat(post)}
        self.assertIsNone(self._heads_after(former, newcomer))

    def test_an_equal_who_joins_takes_no_unit_from_its_head(self):
        """Wherever his row stands; nor where one alone has the post, if both are there.

        Two heads of a section in a unit without a head above them are equals, too.
        """
        section = {"jenis_jabatan": "Pengawas", "jenjang": ""}
        for post, kind, changes in (
            ("Staf Ahli Wali Kota", "jpt", {}),
            ("Kepala Seksi", "pengawas", section),
            ("Kepala Dinas Kesehatan", "jpt", {}),
        ):
            rows = [boss(jabatan=post, **changes)]
            rows.append(boss(nip=number(7), jabatan=post, **changes))
            former = {BOSS: self._seat(post, kind=kind)}
            for order in (rows, rows[::-1]):
                with self.subTest(post=post, first=order[0]["nip"]):
                    self.assertEqual(self._heads_after(former, *order), BOSS)

    def test_two_known_in_one_post_are_followed_by_nobody(self):
        seat = self._seat("Kepala Dinas Kesehatan")
        former = {number(9): seat, number(8): seat}
        self.assertIsNone(self._heads_after(former, boss()))

    def test_an_equal_in_a_part_of_a_list_takes_no_unit_from_its_head(self):
        """The head of the very section follows, one of several sections does not."""
        section = {"jenis_jabatan": "Pengawas", "jenjang": "", "unor_induk": OPD}
        for unit, post, follows in (
            ("Bidang Mutu", "Kepala Seksi", False),
            ("Bidang Mutu", "Kepala Seksi Data", False),
            ("Seksi Data", "Kepala Seksi", True),
            ("Bidang Mutu", "Kepala Bidang", True),
        ):
            key = (OPD, unit)
            seat = staff.Seat(key, "definitif", BOSS, "pengawas", "", post)
            known = {number(9): staff.Person("Lama", BOSS, (seat,))}
            known[BOSS] = staff.Person("Hendra Saputra", staff.HEAD)
            heir = row(7, unor=unit, jabatan=post, **section)
            with self.subTest(unit=unit, post=post):
                heads = check([heir], people=known, agency=AGENCY).heads
                self.assertEqual(heads, {key: number(7)} if follows else {})


def enum(items):
    return enumerate(items, 1)


class StaffCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agency = cls.env["res.company"].create({"name": AGENCY})
        cls.officer = cls._user("impor_pengelola", OFFICER)

    @classmethod
    def _user(cls, login, groups):
        return new_test_user(
            cls.env,
            login,
            groups=groups,
            company_id=cls.agency.id,
            company_ids=[(6, 0, cls.agency.ids)],
            lang="en_US",
            context={"no_reset_password": True},
        )

    def wizard(self, content, user=None, **values):
        """Return the wizard with a file, as the officer opens it."""
        own = {
            "file": base64.b64encode(content),
            "filename": "pegawai.csv",
            "head_name": "Sulaiman Daud",
            "head_post": "Wali Kota",
            "date_from": "2026-01-01",
        }
        env = self.env(user=user or self.officer)
        return env["hr.asn.staff.import"].create(own | values)

    def take(self, rows, user=None, **values):
        """Take rows (or the bytes of a file) in and return the finished run."""
        content = rows if isinstance(rows, bytes) else as_csv(rows)
        wizard = self.wizard(content, user, **values)
        wizard.action_process()
        return self.finish(wizard.run_id)

    def finish(self, run):
        """Do what the cron would do."""
        while run.state == "running":
            run._asn_step(200)
        return run

    def employee(self, serial):
        wanted = serial if isinstance(serial, str) else number(serial)
        return self.env["hr.employee"].search([("asn_nip", "=", wanted)])

    def post(self, serial):
        return self.employee(serial).asn_assignment_ids.sorted("date_from")[-1]

    @contextmanager
    def assertNothingMade(self):
        """Fail if people, units, posts, assignments or accounts are made inside."""
        models = "hr.employee hr.department hr.job hr.asn.assignment res.users".split()
        before = {name: self.env[name].search_count([]) for name in models}
        yield
        after = {name: self.env[name].search_count([]) for name in models}
        self.assertEqual(before, after)


@tagged("standard", "at_install")
class TestStaffImport(StaffCase):
    def test_whole_list_twice(self):
        with file_open("hr_asn_appraisal/demo/pegawai.csv", "rb") as file:
            content = file.read()
        run = self.take(content)
        self.assertEqual(
            (run.ok_count, run.skipped_count, run.failed_count), (245, 0, 0)
        )
        self.assertEqual(run.rejected_rows(), [])
        people = self.env["hr.employee"].search([("company_id", "=", self.agency.id)])
        self.assertEqual(len(people), 246)
        posts = self.env["hr.asn.assignment"].search(
            [("company_id", "=", self.agency.id)]
        )
        unled = posts.filtered(lambda one: not one.appraiser_id)
        self.assertEqual(unled.mapped("name"), ["Sulaiman Daud"])
        units = self.env["hr.department"].search([("company_id", "=", self.agency.id)])
        self.assertEqual(len(units), 34)
        self.assertFalse(units.filtered(lambda unit: not unit.manager_id))
        self.assertEqual(len(units.filtered(lambda one: one.name == "Sekretariat")), 5)
        self._check_school()
        with self.assertNothingMade():
            again = self.take(content)
        self.assertEqual(again.params["counts"]["unchanged"], 245)
        self.assertEqual(again.ok_count, 245)
        events = self.env["hr.asn.event"].search_count(
            [("res_model", "=", "hr.asn.assignment"), ("res_id", "in", posts.ids)]
        )
        self.assertEqual(events, 0)

    def _check_school(self):
        """A teacher is appraised by the head of the school, he by the Dinas."""
        teacher = self.post("199103042019032001")
        head = self.post("197808162003122001")
        self.assertEqual(head.duty, "Kepala Sekolah")
        self.assertEqual(teacher.appraiser_id, head.employee_id)
        self.assertEqual(teacher.superior_id, self.employee("197009051997032001"))
        self.assertEqual(head.appraiser_id, teacher.superior_id)
        self.assertEqual(teacher.department_id.manager_id, head.employee_id)
        self.assertEqual(teacher.employee_id.parent_id, head.employee_id)

    def test_person_gets_all_that_the_list_says(self):
        self.take([row(1), boss()])
        one, post = self.employee(1), self.post(1)
        self.assertEqual(one._asn_full_name(), "Pegawai 1, A.Md.")
        self.assertEqual((one.asn_kind, one.work_email), ("pns", "p1@contoh.go.id"))
        self.assertEqual(one.asn_rank_id.code, "III/a")
        self.assertEqual(str(one.asn_rank_date), "2022-04-01")
        self.assertEqual(one.asn_jf_level_id.code, "TR")
        self.assertEqual(one.asn_post_kind, "fungsional")
        self.assertEqual(one.job_id.name, "Perawat Terampil")
        self.assertEqual(one.department_id.asn_unor, OPD)
        self.assertEqual(one.department_id.parent_id.name, AGENCY)
        self.assertEqual(
            (post.status, str(post.date_from)), ("definitif", "2026-01-01")
        )
        self.assertEqual(post.appraiser_id, self.employee(BOSS))
        self.assertEqual(post.superior_id, self.agency.asn_head_id)

    def test_trying_a_row_again_leaves_heads_that_have_changed_since(self):
        run = self.take([boss(), row(1)])
        unit = self.post(BOSS).department_id
        self.assertEqual(unit.manager_id, self.employee(BOSS))
        unit.manager_id = self.employee(1)
        root = unit.parent_id
        root.manager_id = self.employee(1)
        line = run.sudo().line_ids.filtered(
            lambda one: one.payload["staff"]["nip"] == number(1)
        )
        line.state = "failed"
        run.with_user(run.user_id).action_retry()
        self.assertEqual((run.state, line.state), ("done", "ok"))
        self.assertEqual(unit.manager_id, self.employee(1))
        self.assertEqual(root.manager_id, self.employee(1))

    def test_trying_the_row_of_a_head_again_makes_him_head(self):
        run = self.take([boss(), row(1)])
        unit = self.post(BOSS).department_id
        unit.manager_id = False
        line = run.sudo().line_ids.filtered(
            lambda one: one.payload["staff"]["nip"] == BOSS
        )
        line.state = "failed"
        run.with_user(run.user_id).action_retry()
        self.assertEqual(unit.manager_id, self.employee(BOSS))

    def _office(self):
        """Return a list whose secretariat has a secretary and a head of section."""
        place = {"unor": "Sekretariat", "unor_induk": OPD, "jenjang": ""}
        secretary = row(2, jenis_jabatan="Administrator", **place)
        section = row(3, jenis_jabatan="Pengawas", **place)
        return [boss(), row(1), secretary, section | {"nip_atasan": number(2)}]

    def _heads(self, run):
        """Return what the report of a run says of heads: unit, before, after."""
        lines = run.change_ids.filtered(lambda one: one.subject == "head")
        return [(one.name, one.before, one.after) for one in lines]

    def test_a_part_of_the_list_replaces_no_head(self):
        rows = self._office()
        self.take(rows)
        unit = self.post(2).department_id
        self.assertEqual(unit.manager_id, self.employee(2))
        for one in rows:
            run = self.take([one])
            self.assertEqual(self._heads(run), [], one["nama"])
        self.assertEqual(unit.manager_id, self.employee(2))
        self.assertEqual(unit.parent_id.manager_id, self.employee(BOSS))

    def test_heads_are_seen_before_they_are_set(self):
        wizard = self.wizard(as_csv(self._office()))
        wizard.action_check()
        expected = [
            (AGENCY, "–", "Sulaiman Daud"),
            (f"{AGENCY} / {OPD}", "–", f"Hendra Saputra ({BOSS})"),
            (f"{OPD} / Sekretariat", "–", f"Pegawai 2 ({number(2)})"),
        ]
        self.assertCountEqual(self._heads(wizard.run_id), expected)
        rows = wizard.run_id.change_ids.mapped("row")
        self.assertEqual(sorted(rows), [0, 2, 4])

    def test_the_kind_of_a_post_without_one_is_that_of_its_person(self):
        """A JPT who is known as such by his version alone leads his unit, too."""
        self.take([boss()])
        self.post(BOSS).post_kind = False
        other = row(1, jenis_jabatan="Administrator", jenjang="", jabatan="Kepala UPT")
        wizard = self.wizard(as_csv([other | {"nip_atasan": ""}]))
        wizard.action_check()
        codes = wizard.run_id.problem_ids.mapped("code")
        self.assertEqual(codes, [staff.SUPERIOR_EMPTY])

    def test_a_head_set_by_hand_stays_until_the_list_names_another(self):
        rows = self._office()
        self.take(rows)
        unit = self.post(2).department_id
        root = unit.parent_id.parent_id
        (unit | root).manager_id = self.employee(1)
        run = self.take(rows)
        self.assertEqual(run.params["counts"]["unchanged"], 4)
        self.assertEqual(self._heads(run), [])
        self.assertEqual((unit | root).manager_id, self.employee(1))
        rows[2] |= {"unor": OPD, "unor_induk": AGENCY}
        rows[3] |= {"nip_atasan": BOSS}
        run = self.take(rows)
        name = f"{OPD} / Sekretariat"
        self.assertEqual(
            self._heads(run), [(name, "Pegawai 1", f"Pegawai 3 ({number(3)})")]
        )
        self.assertEqual(unit.manager_id, self.employee(3))
        self.assertEqual(root.manager_id, self.employee(1))

    def test_a_head_who_was_there_before_any_list_stays(self):
        self.take(self._office())
        unit = self.post(2).department_id
        unit.manager_id = self.employee(1)
        unit.asn_listed_head_id = False
        self.take(self._office())
        self.assertEqual(unit.manager_id, self.employee(1))
        unit.manager_id = False
        self.take(self._office())
        self.assertEqual(unit.manager_id, self.employee(2))

    def _succeed(self, **former):
        """Take a list, change the post of the office's head, take his successor in.

        Returns (the unit, what the report says of heads).
        """
        self.take([boss(), row(1)])
        post = self.post(BOSS)
        post.write(former)
        heir = boss(nip=number(9), nama="Penerus")
        run = self.take([heir, row(1, nip_atasan=number(9))])
        return post.department_id, self._heads(run)

    def test_the_successor_of_who_has_left_heads_the_unit(self):
        unit, heads = self._succeed(date_to="2026-05-31")
        named = (f"{AGENCY} / {OPD}", "Hendra Saputra", f"Penerus ({number(9)})")
        self.assertEqual(heads, [named])
        self.assertEqual(unit.manager_id, self.employee(9))

    def test_the_successor_of_who_has_acted_or_not_been_ended_heads_the_unit(self):
        unit, heads = self._succeed(status="plt")
        self.assertEqual(len(heads), 1)
        self.assertEqual(unit.manager_id, self.employee(9))

    def test_who_left_another_post_makes_no_head(self):
        """A post that has ended counts for nothing, whatever it was called."""
        unit, heads = self._succeed(post="Kepala Dinas Lama", date_to="2026-05-31")
        self.assertEqual(len(heads), 1)
        self.assertEqual(unit.manager_id, self.employee(9))

    def test_another_head_of_the_agency_is_a_change_of_his_people(self):
        self.take([boss(), row(1)])
        former = self.agency.asn_head_id
        later = {"head_name": "Rahma Yanti", "date_from": "2026-07-01"}
        wizard = self.wizard(as_csv([boss(), row(1)]), **later)
        wizard.action_check()
        run = wizard.run_id
        self.assertEqual((run.changed_count, run.unchanged_count), (2, 0))
        self.assertEqual(self._heads(run), [(AGENCY, "Sulaiman Daud", "Rahma Yanti")])
        change = run.change_ids.filtered(lambda one: one.subject == "person")
        self.assertEqual(
            [(one.nip, one.column, one.before, one.after) for one in change],
            [
                (BOSS, "NIP Atasan", "Sulaiman Daud", "Rahma Yanti"),
                (number(1), "Appraiser's Superior", "Sulaiman Daud", "Rahma Yanti"),
            ],
        )
        run.with_user(self.officer).action_start()
        self.finish(run)
        head = self.agency.asn_head_id
        self.assertEqual(head.name, "Rahma Yanti")
        self.assertEqual(str(former.asn_assignment_ids.date_to), "2026-06-30")
        self.assertEqual(self.post(BOSS).appraiser_id, head)
        self.assertEqual(self.post(BOSS).listed_appraiser_id, head)
        self.assertEqual(head.department_id.manager_id, head)

    def test_another_head_of_the_day_of_the_former_one_is_refused(self):
        """When the file is looked at: before anything is made.

        A wrong name is not another head: it is corrected on the employee.
        """
        self.take([boss()])
        former = self.agency.asn_head_id
        for day in ("2026-01-01", "2025-07-01"):
            other = {"head_name": "Rahma Yanti", "date_from": day}
            for step in ("action_check", "action_process"):
                with (
                    self.subTest(day=day, step=step),
                    self.assertNothingMade(),
                    self.assertRaises(UserError) as caught,
                ):
                    getattr(self.wizard(as_csv([boss()]), **other), step)()
                said = r"Sulaiman Daud is head since 1 Januar[iy] 2026 only"
                self.assertRegex(str(caught.exception), said)
        former.name = "Rahma Yanti"
        self.take([boss()], head_name="Rahma Yanti")
        self.assertEqual(self.agency.asn_head_id, former)
        self.assertFalse(former.asn_assignment_ids.date_to)

    def test_a_head_whose_post_was_ended_by_hand_is_seated_from_a_later_day(self):
        self.take([boss()])
        head = self.agency.asn_head_id
        head.asn_assignment_ids.date_to = "2026-03-31"
        with self.assertRaisesRegex(UserError, "is head since"):
            self.wizard(as_csv([boss()])).action_check()
        self.take([boss()], date_from="2026-02-01")
        first, second = head.asn_assignment_ids.sorted("date_from")
        self.assertEqual(str(first.date_to), "2026-01-31")
        self.assertEqual((str(second.date_from), second.date_to), ("2026-02-01", False))

    def test_head_of_the_agency(self):
        self.take([boss()])
        head = self.agency.asn_head_id
        self.assertEqual((head.name, head.asn_kind), ("Sulaiman Daud", "non_asn"))
        self.assertFalse(head.asn_nip)
        self.assertEqual(head.asn_assignment_ids.post, "Wali Kota")
        self.assertEqual(self.post(BOSS).appraiser_id, head)
        self.assertEqual(head.department_id.manager_id, head)
        self.take([boss()], head_name="Rahma Yanti", date_from="2026-07-01")
        self.assertEqual(self.agency.asn_head_id.name, "Rahma Yanti")
        self.assertEqual(str(head.asn_assignment_ids.date_to), "2026-06-30")
        self.assertEqual(self.post(BOSS).appraiser_id, self.agency.asn_head_id)

    def test_dry_run_writes_the_report_and_nothing_else(self):
        wizard = self.wizard(as_csv([boss(), row(1, golongan="3C"), row(2)]))
        with self.assertNothingMade():
            action = wizard.action_check()
            wizard.action_check()
        run = self.env["hr.asn.run"].browse(action["res_id"])
        self.assertEqual((run.state, run.total, run.skipped_count), ("draft", 3, 1))
        counts = run.params["counts"]
        self.assertEqual((counts["new"], counts["skipped"], counts["rows"]), (2, 1, 3))
        self.assertFalse(self.agency.asn_head_id)
        run.with_user(self.officer).action_start()
        self.assertEqual((run.state, run.ok_count, run.skipped_count), ("done", 2, 1))

    def test_bad_rows_stop_no_good_ones(self):
        rows = [boss(), row(1, golongan="3C"), row(2), row(3, nip_atasan=number(77))]
        run = self.take(rows)
        self.assertEqual((run.ok_count, run.skipped_count), (3, 1))
        rank, superior = run.rejected_rows()
        self.assertEqual((rank["row"], rank["column"]), (3, "Golongan"))
        self.assertEqual((rank["nip"], rank["value"]), (number(1), "3C"))
        self.assertEqual(rank["consequence"], "skip")
        self.assertIn("3C", rank["problem"])
        self.assertIn("III/c", rank["action"])
        self.assertEqual((superior["row"], superior["column"]), (5, "NIP Atasan"))
        self.assertEqual(superior["consequence"], "no_superior")
        self.assertFalse(self.post(3).appraiser_id)
        self.assertFalse(self.employee(3).parent_id)
        line = run.line_ids.filtered(lambda one: one.state == "skipped")
        self.assertIn("Row 3, column Golongan", line.message)

    def test_problem_rows_taken_in_again_get_no_head_of_the_agency(self):
        """What is wrong beside the JPT of the unit is wrong alone as well."""
        other = row(1, jenis_jabatan="Administrator", jenjang="", jabatan="Kepala UPT")
        run = self.take([boss(), other | {"nip_atasan": ""}])
        self.assertEqual(run.problem_ids.mapped("code"), [staff.SUPERIOR_EMPTY])
        self.assertFalse(self.post(1).appraiser_id)
        name, content = run._asn_handler()._asn_rejected_file(run)
        again = self.take(content, filename=name)
        self.assertEqual(again.total, 1)
        self.assertEqual(again.problem_ids.mapped("code"), [staff.SUPERIOR_EMPTY])
        self.assertEqual(again.unchanged_count, 1)
        self.assertFalse(self.post(1).appraiser_id)

    def test_cron_ends_a_run_that_has_taken_all_its_time(self):
        people = [boss(), *(row(serial) for serial in range(1, 61))]
        wizard = self.wizard(as_csv(people))
        wizard.action_process()
        run = wizard.run_id
        self.assertEqual((run.state, run.done_count), ("running", 0))
        self.assertGreater(self._work_without_time(run), 0)
        self.assertEqual((run.done_count, run.state), (61, "running"))
        self._work_without_time(run)
        self.assertEqual(run.state, "done")

    def _work_without_time(self, run):
        """Let the cron do a batch that takes all its time; return what it leaves."""
        job = self.env.ref("hr_asn_appraisal.ir_cron_asn_run")
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            progress = self.env(cr=cr)["ir.cron.progress"].create({"cron_id": job.id})
            context = {
                "cron_id": job.id,
                "cron_end_time": time.monotonic(),
                "ir_cron_progress_id": progress.id,
            }
            self.env(cr=cr, user=SUPERUSER_ID, context=context)[
                run._name
            ]._cron_asn_run()
            left = progress.remaining
        self.env.invalidate_all()
        return left

    def test_nip_as_number_in_a_workbook_is_refused(self):
        content = as_xlsx([boss(), row(1, nip=int(number(1))), row(2)])
        run = self.take(content, filename="pegawai.xlsx")
        self.assertEqual((run.ok_count, run.skipped_count), (2, 1))
        problem = run.problem_ids
        self.assertEqual((problem.row, problem.column), (3, "NIP"))
        self.assertIn("spreadsheet", problem.problem)
        self.assertFalse(self.env["hr.employee"].search([("name", "=", "Pegawai 1")]))

    def test_circular_superiors_name_both(self):
        one, other = row(1, nip_atasan=number(2)), row(2, nip_atasan=number(1))
        run = self.take([boss(), one, other])
        self.assertEqual(run.problem_ids.mapped("row"), [3, 4])
        self.assertIn("Pegawai 1, Pegawai 2", run.problem_ids[0].problem)
        self.assertFalse(self.post(1).appraiser_id)

    def test_a_rank_of_a_day_to_come_is_not_written(self):
        self.take([boss(), row(1)])
        run = self.take([row(1, golongan="IV/e", tmt_golongan="2099-04-01")])
        self.assertEqual(run.problem_ids.mapped("code"), [cells.DATE_TO_COME])
        self.assertEqual((run.ok_count, run.skipped_count), (0, 1))
        self.assertEqual(self.employee(1).asn_rank_id.code, "III/a")

    def test_words_for_every_problem(self):
        model = self.env["hr.asn.run.problem"]
        known = {**vars(cells), **vars(staff)}
        ours = {known[name] for name in CODES}
        for code in ours | set(nip.PROBLEMS):
            details = {"row": 7, "name": "A", "names": ["A", "B"]}
            problem = cells.Problem(2, "nip", "123", code, details=details)
            words = model._asn_words(problem)
            self.assertTrue(all(words), code)
            self.assertNotIn("%(", "".join(words))

    def test_changes_are_written_and_history_is_kept(self):
        self.take([boss(), row(1), row(2)])
        changed = row(1, golongan="III/b", tmt_golongan="2026-04-01", nama="Baru")
        with self.assertNothingMade():
            run = self.take([changed | {"nip_atasan": number(2)}])
        self.assertEqual(run.params["counts"]["changed"], 1)
        self.assertIn("Golongan", run.line_ids.message)
        self.assertEqual(self.employee(1).name, "Baru")
        self.assertEqual(self.post(1).appraiser_id, self.employee(2))
        self.assertEqual(self.employee(1).parent_id, self.employee(2))
        self.assertEqual(self.employee(1).asn_rank_id.code, "III/b")
        events = self.env["hr.asn.event"].search(
            [("res_model", "=", "hr.asn.assignment"), ("res_id", "=", self.post(1).id)]
        )
        self.assertEqual(events.mapped("name"), ["change_appraiser"])

    def test_a_list_is_no_way_to_put_oneself_over_people(self):
        self.take([boss(), row(1), row(2)])
        self.employee(1).user_id = self.officer
        unit = self.post(BOSS).department_id
        rows = [row(1), row(2, nip_atasan=number(1)), row(3)]
        rows[2] |= {"nip_atasan": number(1), "unor": "Puskesmas", "unor_induk": OPD}
        run = self.take(rows)
        self.assertEqual((run.state, run.ok_count, run.failed_count), ("done", 3, 0))
        codes = run.problem_ids.mapped("code")
        self.assertEqual(codes, [staff.SUPERIOR_IMPORTS] * 2)
        self.assertEqual(self.post(2).appraiser_id, self.employee(BOSS))
        self.assertFalse(self.post(3).appraiser_id)
        self.assertEqual(unit.manager_id, self.employee(BOSS))

    def test_an_appraiser_corrected_by_hand_stays(self):
        """The list says what it said before: it does not undo a correction."""
        rows = [boss(), row(1), row(2), row(3)]
        self.take(rows)
        self.post(1).write(
            {
                "appraiser_id": self.employee(2).id,
                "superior_id": self.employee(BOSS).id,
            }
        )
        run = self.take(rows)
        self.assertEqual(run.params["counts"]["unchanged"], 4)
        self.assertEqual(self.post(1).appraiser_id, self.employee(2))
        self.assertEqual(self.post(1).superior_id, self.employee(BOSS))
        rows[1] |= {"nip_atasan": number(3)}
        run = self.take(rows)
        self.assertEqual(run.params["counts"]["changed"], 1)
        self.assertEqual(self.post(1).appraiser_id, self.employee(3))
        self.post(1).appraiser_id = self.employee(2)
        self.take(rows)
        self.assertEqual(self.post(1).appraiser_id, self.employee(2), "mended anew")

    def test_who_was_moved_away_from_the_head_of_the_agency_stays_there(self):
        """Also where another head was named meanwhile: the list is still silent."""
        other = boss(nip=number(9), nama="Camat", unor="Kecamatan")
        rows = [boss(), row(1), other]
        self.take(rows)
        self.assertEqual(self.post(9).appraiser_id, self.agency.asn_head_id)
        self.post(9).appraiser_id = self.employee(BOSS)
        for name, day in (
            ("Sulaiman Daud", "2026-01-01"),
            ("Rahma Yanti", "2026-02-01"),
            ("Rahma Yanti", "2026-02-01"),
        ):
            self.take(rows, head_name=name, date_from=day)
            self.assertEqual(self.post(9).appraiser_id, self.employee(BOSS), name)
        self.assertEqual(self.post(BOSS).appraiser_id.name, "Rahma Yanti")

    def test_a_list_that_agrees_with_the_correction_is_kept_in_mind(self):
        rows = [boss(), row(1), row(2)]
        self.take(rows)
        self.post(1).appraiser_id = self.employee(2)
        rows[1] |= {"nip_atasan": number(2)}
        self.take(rows)
        self.post(1).appraiser_id = self.employee(BOSS)
        self.take(rows)
        self.assertEqual(self.post(1).appraiser_id, self.employee(BOSS))

    def test_an_appraiser_taken_away_comes_from_the_list_again(self):
        rows = [boss(), row(1)]
        self.take(rows)
        self.post(1).appraiser_id = False
        self.take(rows)
        self.assertEqual(self.post(1).appraiser_id, self.employee(BOSS))

    def _evaluations(self, *serials):
        """Return the evaluations of 2026 of these people, all of them drafts."""
        own = self.env(
            user=self.officer,
            context={**self.env.context, "allowed_company_ids": self.agency.ids},
        )
        policy = (
            own["hr.asn.policy"].sudo().create({"name": "X", "cadence": "triwulan"})
        )
        cycle = own["hr.asn.cycle"].create({"year": 2026, "policy_id": policy.id})
        cycle.action_open()
        plans = cycle.sudo().skp_ids.filtered(
            lambda one: one.nip in [number(serial) for serial in serials]
        )
        self.assertEqual(len(plans), len(serials))
        return own["hr.asn.run.evaluation"].sudo()._asn_open(plans)

    def test_another_appraiser_of_the_list_counts_from_its_day(self):
        """What had ended by then stays; who had nobody gets one from the first."""
        rows = [boss(), row(1), row(2), row(3)]
        self.take(rows)
        self.post(3).appraiser_id = False
        made = self._evaluations(1, 3)
        rows[1] |= {"nip_atasan": number(2)}
        rows[3] |= {"nip_atasan": number(2)}
        self.take(rows, date_from="2026-07-01")
        other, former = self.employee(2), self.employee(BOSS)
        self.assertEqual(self.post(1).appraiser_id, other)
        found = {
            (one.nip, one.kind, one.period_id.number): (
                one.appraiser_id,
                one.superior_id,
            )
            for one in made
        }
        self.assertEqual(len(found), 10)
        for quarter, parties in (
            (1, (former, self.agency.asn_head_id)),
            (2, (former, self.agency.asn_head_id)),
            (3, (other, former)),
            (4, (other, former)),
        ):
            one = found[number(1), "periodic", quarter]
            self.assertEqual(one, parties, quarter)
            one = found[number(3), "periodic", quarter]
            self.assertEqual(one, (other, former), quarter)
        events = self.env["hr.asn.event"].search(
            [
                ("res_model", "=", "hr.asn.assignment"),
                ("name", "=", "change_appraiser"),
                ("res_id", "in", (self.post(1) | self.post(3)).ids),
            ],
            order="id desc",
            limit=2,
        )
        told = {one.res_id: (str(one.since), one.note) for one in events}
        day, note = told[self.post(1).id]
        self.assertEqual(day, "2026-07-01")
        self.assertRegex(note, r"; from 1 Jul\w* 2026$")
        self.assertEqual(told[self.post(3).id][0], "False")

    def test_another_post_later_ends_the_former_one(self):
        self.take([boss(), row(1)])
        moved = row(1, jabatan="Bidan Terampil")
        self.take([boss(), moved], date_from="2026-07-01")
        former, now = self.employee(1).asn_assignment_ids.sorted("date_from")
        self.assertEqual(
            (former.post, str(former.date_to)), ("Perawat Terampil", "2026-06-30")
        )
        self.assertEqual(
            (now.post, str(now.date_from)), ("Bidan Terampil", "2026-07-01")
        )
        self.assertEqual(now.appraiser_id, self.employee(BOSS))
        again = self.take([boss(), moved], date_from="2026-07-01")
        self.assertEqual(again.params["counts"]["unchanged"], 2)

    def _versions(self, serial):
        """Return (day, rank, level, kind, post, unit) of each version, as text."""
        return [
            (
                str(one.date_version),
                one.asn_rank_id.code,
                one.asn_jf_level_id.code,
                one.asn_post_kind,
                one.job_id.name,
                one.department_id.name,
            )
            for one in self.employee(serial).version_ids.sorted("date_version")
        ]

    def test_what_was_before_a_promotion_and_a_move_stays_in_the_history(self):
        """Each has its day: the rank its TMT, the post and level that of the list."""
        self.take([boss(), row(1), row(2), row(3)])
        moved = row(1, golongan="III/b", tmt_golongan="2026-04-01")
        moved |= {
            "jenis_jabatan": "Pelaksana",
            "jenjang": "",
            "jabatan": "Pengadministrasi",
        }
        moved |= {"unor": "Dinas Sosial"}
        risen = row(2, jenjang="Mahir", jabatan="Perawat Mahir")
        ranked = row(3, golongan="III/b", tmt_golongan="2026-04-01")
        rows = [boss(), moved, risen, ranked]
        self.take(rows, date_from="2026-07-01")
        own = ("TR", "fungsional", "Perawat Terampil", OPD)
        began = ("2026-01-01", "III/a", *own)
        promoted = ("2026-04-01", "III/b", *own)
        new = ("III/b", False, "pelaksana", "Pengadministrasi", "Dinas Sosial")
        self.assertEqual(self._versions(1), [began, promoted, ("2026-07-01", *new)])
        mahir = ("2026-07-01", "III/a", "MH", "fungsional", "Perawat Mahir", OPD)
        self.assertEqual(self._versions(2), [began, mahir])
        self.assertEqual(self._versions(3), [began, promoted])
        self.assertEqual(self._versions(BOSS)[0][0], "2026-01-01")
        self.assertEqual(len(self._versions(BOSS)), 1)
        self.assertEqual(self.employee(1).department_id.name, "Dinas Sosial")
        versions = self.env["hr.version"].search_count([])
        again = self.take(rows, date_from="2026-07-01")
        self.assertEqual(again.params["counts"]["unchanged"], 4)
        self.assertEqual(self.env["hr.version"].search_count([]), versions)

    def test_a_correction_makes_no_history(self):
        """Of the same day, or with a TMT before anything that is known."""
        self.take([boss(), row(1)])
        right = row(1, golongan="III/c", tmt_golongan="2020-04-01", jabatan="Bidan")
        self.take([boss(), right])
        own = ("III/c", "TR", "fungsional", "Bidan", OPD)
        self.assertEqual(self._versions(1), [("2026-01-01", *own)])

    def test_an_archived_version_of_the_day_takes_nothing(self):
        self.take([boss(), row(1)])
        one = self.employee(1)
        one.create_version({"date_version": "2026-07-01"}).active = False
        self.take([boss(), row(1, jabatan="Bidan")], date_from="2026-07-01")
        posts = [(one[0], one[4]) for one in self._versions(1)]
        self.assertEqual(
            posts, [("2026-01-01", "Perawat Terampil"), ("2026-07-01", "Bidan")]
        )

    def test_an_older_list_corrects_a_later_post_from_its_own_day_on(self):
        self.take([boss(), row(1)])
        self.take([boss(), row(1, jabatan="Bidan")], date_from="2026-07-01")
        self.take([boss(), row(1, jabatan="Bidan Terampil")], date_from="2026-02-01")
        posts = [(one[0], one[4]) for one in self._versions(1)]
        self.assertEqual(
            posts,
            [("2026-01-01", "Perawat Terampil"), ("2026-07-01", "Bidan Terampil")],
        )

    def _later(self, serial, day, **values):
        """Make a version of a day to come, with what is there and some values."""
        return self.employee(serial).create_version({"date_version": day} | values)

    def test_what_is_dated_for_later_stays_as_it_was_dated(self):
        """An appointment and a rank of a day to come; a contract takes the post."""
        self.take([boss(), row(1), row(2)])
        office = self.post(1).department_id
        unit = office.copy({"name": "Dinas Sosial", "asn_unor": "Dinas Sosial"})
        job = self.env["hr.job"].create(
            {"name": "Kepala", "company_id": self.agency.id}
        )
        rank = self.employee(BOSS).asn_rank_id
        self._later(1, "2099-01-01", job_id=job.id, department_id=unit.id)
        self._later(2, "2099-01-01", asn_rank_id=rank.id)
        changes = {"jabatan": "Bidan Mahir", "jenjang": "Mahir"}
        changes |= {"golongan": "III/b", "tmt_golongan": "2026-04-01"}
        moved = [row(serial, **changes) for serial in (1, 2)]
        self.take([boss(), *moved], date_from="2026-07-01")
        own = ("TR", "fungsional")
        began = ("2026-01-01", "III/a", *own, "Perawat Terampil", OPD)
        ranked = ("2026-04-01", "III/b", *own, "Perawat Terampil", OPD)
        mahir = ("MH", "fungsional", "Bidan Mahir", OPD)
        now = ("2026-07-01", "III/b", *mahir)
        for serial, later in (
            (1, ("2099-01-01", "III/b", *own, "Kepala", "Dinas Sosial")),
            (2, ("2099-01-01", "IV/c", *mahir)),
        ):
            self.assertEqual(self._versions(serial), [began, ranked, now, later])
        again = self.take([boss(), *moved], date_from="2026-07-01")
        self.assertEqual(again.params["counts"]["unchanged"], 3)

    def test_what_differs_by_now_is_what_the_list_says(self):
        """A list speaks of today: what was dated between its day and today follows."""
        self.take([boss(), row(1)])
        self._later(1, "2026-03-01", asn_rank_id=self.employee(BOSS).asn_rank_id.id)
        right = row(1, golongan="III/b", tmt_golongan="2026-02-01")
        self.take([boss(), right])
        ranks = [one[:2] for one in self._versions(1)]
        self.assertEqual(
            ranks,
            [("2026-01-01", "III/a"), ("2026-02-01", "III/b"), ("2026-03-01", "III/b")],
        )

    def test_the_contract_goes_over_to_the_new_post(self):
        self.take([boss(), row(1), row(2)])
        for serial, end in ((1, "2026-12-31"), (2, "2026-06-30")):
            self.post(serial).contract_end = end
        moved = [row(one, jabatan="Bidan Terampil") for one in (1, 2)]
        self.take([boss(), *moved], date_from="2026-07-01")
        for serial, kept in ((1, "2026-12-31"), (2, "False")):
            now = self.post(serial)
            self.assertEqual(now.post, "Bidan Terampil")
            self.assertEqual(str(now.contract_end), kept)

    def test_acting_post_is_no_definitive_one(self):
        self.take([boss(status_jabatan="Plt.")])
        self.assertEqual(self.post(BOSS).status, "plt")
        self.take([boss()])
        statuses = self.employee(BOSS).asn_assignment_ids.mapped("status")
        self.assertEqual(sorted(statuses), ["definitif", "plt"])

    def _with_acting_posts(self):
        """Return a list in which one person holds two acting posts beside his own."""
        own = {"jenis_jabatan": "Administrator", "jenjang": "", "unor_induk": AGENCY}
        acting = row(1, status_jabatan="Plt", jabatan="Kepala", nip_atasan=BOSS, **own)
        places = {"unor": "Dinas Sosial"}, {"unor": "Dinas Pangan"}
        return [boss(), *(acting | one for one in places), row(1), row(2)]

    def test_acting_posts_beside_a_definitive_one_in_one_list(self):
        rows = self._with_acting_posts()
        run = self.take(rows)
        self.assertEqual((run.ok_count, run.skipped_count, run.failed_count), (5, 0, 0))
        self.assertEqual((run.new_count, run.changed_count), (3, 2))
        one = self.employee(1)
        posts = [
            (p.status, p.department_id.name, p.post) for p in one.asn_assignment_ids
        ]
        self.assertCountEqual(
            posts,
            [
                ("definitif", OPD, "Perawat Terampil"),
                ("plt", "Dinas Sosial", "Kepala"),
                ("plt", "Dinas Pangan", "Kepala"),
            ],
        )
        self.assertEqual(
            (one.department_id.name, one.asn_post_kind), (OPD, "fungsional")
        )
        units = self.env["hr.department"].search([("name", "=", "Dinas Sosial")])
        self.assertEqual(units.manager_id, one)
        with self.assertNothingMade():
            again = self.take(rows)
            self.take(rows[1:2])
        self.assertEqual(again.params["counts"]["unchanged"], 5)
        self.assertEqual(
            (one.department_id.name, one.asn_post_kind), (OPD, "fungsional")
        )

    def test_an_acting_post_whose_person_was_not_taken_fails_and_is_tried_again(self):
        self.env.cr.execute(
            "ALTER TABLE hr_asn_assignment ADD CONSTRAINT no_such_post"
            " CHECK (post <> 'Perawat Terampil')"
        )
        with mute_logger(
            "odoo.sql_db", "odoo.addons.hr_asn_appraisal.models.hr_asn_run"
        ):
            run = self.take(self._with_acting_posts())
        self.assertEqual((run.ok_count, run.failed_count), (1, 4))
        self.assertFalse(self.employee(1))
        self.env.cr.execute(
            "ALTER TABLE hr_asn_assignment DROP CONSTRAINT no_such_post"
        )
        run.with_user(run.user_id).action_retry()
        self.assertEqual((run.ok_count, run.failed_count), (5, 0))
        self.assertEqual(len(self.employee(1).asn_assignment_ids), 3)

    def _without_chief(self, people, **values):
        """Take a list in whose head of a section is refused; return rows, run."""
        self.env.cr.execute(
            "ALTER TABLE hr_asn_assignment ADD CONSTRAINT no_such_post"
            " CHECK (post <> 'Kepala Bidang')"
        )
        chief = row(1, jenis_jabatan="Administrator", jenjang="")
        chief |= {"jabatan": "Kepala Bidang", "unor": "Bidang", "unor_induk": OPD}
        with mute_logger(
            "odoo.sql_db", "odoo.addons.hr_asn_appraisal.models.hr_asn_run"
        ):
            run = self.take([boss(), chief, *people], **values)
        self.env.cr.execute(
            "ALTER TABLE hr_asn_assignment DROP CONSTRAINT no_such_post"
        )
        return run, {line.nip: line for line in run.line_ids}

    def test_who_came_without_superior_gets_him_when_his_row_is_tried_again(self):
        people = [row(one, nip_atasan=number(1)) for one in (2, 3)]
        people.append(row(4, nip_atasan=number(2)))
        run, lines = self._without_chief(people)
        self.assertEqual((run.ok_count, run.failed_count), (4, 1))
        self.assertIn(number(1), lines[number(2)].message)
        self.assertNotIn(number(2), lines[number(4)].message)
        self.assertFalse(self.post(2).appraiser_id)
        self.post(3).appraiser_id = self.employee(BOSS)
        run.with_user(run.user_id).action_retry()
        self.assertEqual((run.ok_count, run.failed_count), (5, 0))
        one = self.employee(1)
        self.assertEqual(self.post(2).appraiser_id, one)
        self.assertEqual(self.post(2).listed_appraiser_id, one)
        self.assertEqual(self.post(2).superior_id, self.employee(BOSS))
        self.assertEqual(self.employee(2).parent_id, one)
        self.assertEqual(self.post(4).superior_id, one)
        self.assertEqual(self.post(3).appraiser_id, self.employee(BOSS), "by hand")
        self.assertNotIn(number(1), lines[number(2)].message)

    def test_a_superior_who_cannot_be_added_stops_nobody_else(self):
        """His row fails and says why; it can be tried again once that is mended."""
        people = [row(one, nip_atasan=number(1)) for one in (2, 3, 4)]
        run, lines = self._without_chief(people)
        self.post(BOSS).appraiser_id = self.employee(3)
        run.with_user(run.user_id).action_retry()
        self.assertEqual((run.state, run.message), ("done", False))
        self.assertEqual((run.ok_count, run.failed_count), (4, 1))
        one = self.employee(1)
        self.assertEqual((self.post(2) | self.post(4)).appraiser_id, one)
        self.assertFalse(self.post(3).appraiser_id)
        line = lines[number(3)]
        self.assertEqual((line.state, line.res_id), ("failed", self.employee(3).id))
        self.assertIn("the superior was not added", line.message)
        self.assertIn("Hendra Saputra", line.message)
        self.assertEqual(self.post(1).department_id.manager_id, one, "the end is done")
        self.post(BOSS).appraiser_id = self.agency.asn_head_id
        run.with_user(run.user_id).action_retry()
        self.assertEqual((run.ok_count, run.failed_count), (5, 0))
        self.assertEqual(self.post(3).appraiser_id, one)
        self.assertIn("The superior was added", line.message)

    def test_a_superior_mended_by_hand_stays_when_the_row_is_tried_again(self):
        """The person is not taken in a second time, and the next list knows of it."""
        people = [row(one, nip_atasan=number(1)) for one in (2, 3)]
        run, lines = self._without_chief(people)
        self.post(BOSS).appraiser_id = self.employee(3)
        run.with_user(run.user_id).action_retry()
        line, post = lines[number(3)], self.post(3)
        self.assertEqual(line.state, "failed")
        self.post(BOSS).appraiser_id = self.agency.asn_head_id
        post.appraiser_id = self.employee(2)
        self.employee(3).work_email = "baru@contoh.go.id"
        run.with_user(run.user_id).action_retry()
        self.assertEqual((line.state, run.failed_count), ("ok", 0))
        self.assertIn("entered by hand stays: Pegawai 2", line.message)
        self.assertEqual(post.appraiser_id, self.employee(2))
        self.assertEqual(self.employee(3).work_email, "baru@contoh.go.id")
        chief = row(1, jenis_jabatan="Administrator", jenjang="")
        chief |= {"jabatan": "Kepala Bidang", "unor": "Bidang", "unor_induk": OPD}
        self.take([boss(), chief, *people])
        self.assertEqual(post.appraiser_id, self.employee(2))
        self.assertEqual(post.listed_appraiser_id, self.employee(1))

    def test_a_superior_who_is_refused_again_says_so_again(self):
        run, lines = self._without_chief([row(3, nip_atasan=number(1))])
        self.post(BOSS).appraiser_id = self.employee(3)
        for _time in range(2):
            run.with_user(run.user_id).action_retry()
            line = lines[number(3)]
            self.assertEqual((run.state, line.state), ("done", "failed"))
            self.assertIn("the superior was not added", line.message)
            self.assertEqual(run.failed_count, 1)

    def test_who_was_taken_and_deleted_is_taken_in_anew(self):
        run, lines = self._without_chief([row(3, nip_atasan=number(1))])
        self.post(BOSS).appraiser_id = self.employee(3)
        run.with_user(run.user_id).action_retry()
        self.post(BOSS).appraiser_id = self.agency.asn_head_id
        self.post(3).unlink()
        self.employee(3).unlink()
        run.with_user(run.user_id).action_retry()
        self.assertEqual(lines[number(3)].state, "ok")
        self.assertEqual(self.post(3).appraiser_id, self.employee(1))

    def test_why_there_is_no_account_is_still_said_when_the_superior_comes(self):
        manager = self._user("impor_akun", ACCOUNTS)
        values = {"login": number(2), "company_id": self.agency.id}
        values["company_ids"] = [(6, 0, self.agency.ids)]
        users = self.env["res.users"].with_context(no_reset_password=True)
        users.create({"name": "Lain", **values})
        people = [row(one, nip_atasan=number(1)) for one in (2, 3)]
        run, lines = self._without_chief(people, user=manager, make_accounts=True)
        run.with_user(manager).action_retry()
        self.assertEqual((run.ok_count, run.failed_count), (4, 0))
        added = "The superior was added: his row was taken."
        self.assertEqual(lines[number(3)].message, added)
        self.assertIn(f"{added} No account is made", lines[number(2)].message)

    def test_column_that_is_missing_changes_nothing(self):
        self.take([boss(), row(1, penugasan="Pendamping")])
        headings = [key for key in HEADINGS if key not in ("penugasan", "email")]
        rows = [{key: one[key] for key in headings} for one in (boss(), row(1))]
        run = self.take(as_csv(rows, headings=headings))
        self.assertEqual(run.params["counts"]["unchanged"], 2)
        self.assertEqual(self.post(1).duty, "Pendamping")


@tagged("standard", "at_install")
class TestStaffImportRights(StaffCase):
    def test_needs_both_rights(self):
        for login, groups in (
            ("impor_asn", "hr_asn_appraisal.group_asn_officer"),
            ("impor_hr", "hr.group_hr_user"),
        ):
            user = self._user(login, groups)
            with self.subTest(login), self.assertRaises(AccessError):
                self.wizard(as_csv([boss()]), user).action_check()

    def test_an_officer_of_units_is_told_before_he_looks(self):
        self.take([boss(), row(1)])
        clerk = self._user("impor_unit", OFFICER)
        clerk.asn_unit_ids = self.post(BOSS).department_id
        with self.assertNothingMade(), self.assertRaises(AccessError) as caught:
            self.wizard(as_csv([boss(), row(2)]), clerk).action_check()
        self.assertIn("whole agency", str(caught.exception))

    def test_run_made_by_hand_is_refused(self):
        env = self.env(user=self.officer)
        params = {"head_name": "A", "head_post": "B", "date_from": "2026-01-01"}
        run = env["hr.asn.run"].create(
            {"name": "x", "kind": "staff", "params": params | {"accounts": True}}
        )
        with self.assertRaises(AccessError):
            run.action_start()
        run.params = params | {"accounts": False}
        with self.assertRaises(UserError):
            run.action_start()

    def test_accounts_need_access_rights(self):
        with self.assertRaises(AccessError):
            self.wizard(as_csv([boss()]), make_accounts=True)

    def test_accounts_are_plain_users_without_password(self):
        manager = self._user("impor_akun", ACCOUNTS)
        mails = self.env["mail.mail"].search_count([])
        self.take([boss(), row(1)], manager)
        self.assertFalse(self.employee(1).user_id)
        self.take([boss(), row(1), row(2)], manager, make_accounts=True)
        for serial in (1, 2):
            user = self.employee(serial).user_id
            self.assertEqual(user.login, number(serial))
            self.assertFalse(user.has_group("hr_asn_appraisal.group_asn_officer"))
            self.assertTrue(user._is_internal())
            self.assertFalse(self._hash(user))
        self.assertEqual(self.agency.asn_head_id.user_id.login, "wali.kota")
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        with self.assertNothingMade():
            self.take([boss(), row(1), row(2)], manager, make_accounts=True)

    def test_a_login_of_somebody_else_is_never_linked(self):
        """Locked, of another agency, or in this one: the row is taken, and says why."""
        manager = self._user("impor_akun", ACCOUNTS)
        other = self.env["res.company"].create({"name": "Kota Lain"})
        there = {"company_id": other.id, "company_ids": [(6, 0, other.ids)]}
        for serial, own in ((1, {"active": False}), (2, there), (3, {}), (5, {})):
            values = {"name": "Lain", "login": number(serial), "email": "x@contoh.id"}
            self._stranger(values | own)
        self.take([boss(), row(5)])
        rows = [boss(), *(row(serial) for serial in range(1, 6))]
        wizard = self.wizard(as_csv(rows), manager, make_accounts=True)
        wizard.action_check()
        gets = wizard.run_id.account_line_ids.mapped("nip")
        self.assertCountEqual(gets, [BOSS, number(4)])
        run = self.take(rows, manager, make_accounts=True)
        self.assertEqual((run.ok_count, run.failed_count), (6, 0))
        said = {line.nip: line.message for line in run.line_ids}
        for serial in (1, 2, 3, 5):
            self.assertTrue(self.post(serial), "the row is taken")
            self.assertFalse(self.employee(serial).user_id, serial)
            self.assertIn("Another account has this NIP", said[number(serial)])
        for serial in (BOSS, 4):
            self.assertTrue(self.employee(serial).user_id)
            self.assertNotIn("account", said[self.employee(serial).asn_nip])

    def _stranger(self, values):
        """Make an account that the list has nothing to do with."""
        agency = {"company_id": self.agency.id}
        agency["company_ids"] = [(6, 0, self.agency.ids)]
        self.env["res.users"].with_context(no_reset_password=True).create(
            agency | values
        )

    def test_each_head_of_the_agency_gets_a_user_name_of_the_post(self):
        """Also where a locked account, or a head of before, has it."""
        manager = self._user("impor_akun", ACCOUNTS)
        self._stranger({"name": "Lama", "login": "wali.kota", "active": False})
        own, logins = f"wali.kota.{self.agency.id}", []
        for month, name in enum(("Sulaiman Daud", "Rahma Yanti", "Dewi Lestari")):
            values = {"head_name": name, "date_from": f"2026-0{month}-01"}
            self.take([boss()], manager, make_accounts=True, **values)
            logins.append(self.agency.asn_head_id.user_id.login)
        self.assertEqual(logins, [own, f"{own}.2", f"{own}.3"])

    def test_an_account_stands_on_the_contact_of_its_owner(self):
        manager = self._user("impor_akun", ACCOUNTS)
        self.take([boss(), row(1), row(2)], manager)
        (self.employee(1) | self.employee(2)).tz = "UTC"
        contact = self.employee(1).work_contact_id
        self.employee(2).work_contact_id = self.employee(BOSS).work_contact_id
        self.take([boss(), row(1), row(2)], manager, make_accounts=True)
        self.assertEqual(self.employee(1).user_id.partner_id, contact)
        for serial in (BOSS, 1, 2):
            one = self.employee(serial)
            self.assertEqual(one.work_contact_id, one.user_id.partner_id)
            self.assertEqual(one.user_id.with_company(self.agency).employee_id, one)
            self.assertEqual(one.tz, self.agency.asn_tz)
            self.assertEqual(one.resource_id.user_id, one.user_id)
            self.assertEqual(one.work_email, one.user_id.email)
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT count(DISTINCT user_id) FROM hr_employee WHERE asn_nip = ANY(%s)",
            [[BOSS, number(1), number(2)]],
        )
        self.assertEqual(self.env.cr.fetchone()[0], 3)
        events = self.env["hr.asn.event"].search([("name", "=", "login_changed")])
        notes = [f"– → {one}" for one in (BOSS, number(1), number(2))]
        self.assertLessEqual(set(notes), set(events.mapped("note")))

    def test_hash_is_set_by_server_code_only(self):
        manager = self._user("impor_akun", ACCOUNTS)
        self.take([boss()], manager, make_accounts=True)
        user = self.employee(BOSS).user_id
        handler = self.env["hr.asn.run.staff"]
        with self.assertRaises(ValueError):
            handler._asn_set_password_hash(user, "terbaca")
        hashed = user._crypt_context().hash("kinerja-asn")
        handler._asn_set_password_hash(user, hashed)
        self.assertEqual(self._hash(user), hashed)

    def _hash(self, user):
        self.env.cr.execute("SELECT password FROM res_users WHERE id = %s", [user.id])
        return self.env.cr.fetchone()[0]

    def test_unreadable_file_says_what_to_do(self):
        with self.assertRaises(UserError) as caught:
            self.wizard(b"a,b\r\n1,2\r\n").action_check()
        self.assertIn("headings", str(caught.exception))


@tagged("standard", "at_install")
class TestStaffImportCost(StaffCase):
    def test_no_query_for_a_row_beyond_bare_creation(self):
        """What 20 rows cost more than 2 is what Odoo's own creation costs."""
        self.take([boss()])
        few, many = self._extra(range(1, 3)), self._extra(range(101, 121))
        self.assertLessEqual(many, few)

    def test_no_query_for_an_account_beyond_its_bare_creation(self):
        """Of those who were known without one: they are linked all at once."""
        manager = self._user("impor_akun", ACCOUNTS)
        self.take([boss()], manager, make_accounts=True)
        known = [row(serial) for serial in range(301, 325)]
        self.take(known)
        bare = self._count_bare_accounts()
        costs = []
        for rows in (known[:2], known[2:4], known[4:]):
            bare.clear()
            taken = self._process(rows, manager, make_accounts=True)
            self.assertTrue(all(self.employee(one["nip"]).user_id for one in rows))
            costs.append(taken - sum(bare))
        self.assertEqual(costs[1], costs[2])

    def test_no_query_for_a_promotion_and_a_move_beyond_bare_creation(self):
        known = [row(serial) for serial in range(301, 325)]
        self.take([boss(), *known])
        changes = {"golongan": "III/b", "tmt_golongan": "2026-04-01"}
        changes |= {"jabatan": "Perawat Mahir", "jenjang": "Mahir"}
        costs = []
        for rows in (known[:2], known[2:4], known[4:]):
            moved = [one | changes for one in rows]
            # Odoo itself looks for the current version of each, once for each made.
            own = 2 * len(rows)
            costs.append(self._process(moved, date_from="2026-07-01") - own)
        self.assertEqual(len(self.employee(324).version_ids), 3)
        self.assertEqual(costs[1], costs[2])

    def _count_bare_accounts(self):
        """Return a list that gets the queries of each creation of accounts."""
        handler = self.registry["hr.asn.run.staff"]
        make, counts = handler._asn_make_users, []

        def counted(this, vals_list):
            this.env.flush_all()
            before = this.env.cr.sql_log_count
            made = make(this, vals_list)
            this.env.flush_all()
            counts.append(this.env.cr.sql_log_count - before)
            return made

        self.patch(handler, "_asn_make_users", counted)
        return counts

    def test_no_query_for_a_row_that_has_not_changed(self):
        rows = [boss(), *(row(serial) for serial in range(1, 21))]
        self.take(rows)
        few, many = self._process(rows[:3]), self._process(rows)
        self.assertLessEqual(many, few)

    def test_no_query_for_a_row_that_is_only_looked_at(self):
        """New people, known ones of whom nothing changes, and changed ones."""
        known = [row(serial) for serial in range(1, 21)]
        self.take([boss(), *known])
        for name, rows in {
            "new": [row(serial) for serial in range(101, 121)],
            "unchanged": known,
            "changed": [one | {"golongan": "III/b"} for one in known],
            "bad": [one | {"golongan": "X/x"} for one in known],
        }.items():
            with self.subTest(name):
                # The first looks fill Odoo's caches of rights and views.
                self._look([boss(), *rows[:2]]), self._look([boss(), *rows])
                few, many = self._look([boss(), *rows[:2]]), self._look([boss(), *rows])
                self.assertEqual(many, few)

    def test_no_query_for_a_known_post_without_a_kind(self):
        counts = []
        for serials in (range(1, 3), range(3, 21)):
            run = self.take([boss(), *map(row, serials)])
            handler = run._asn_handler()
            for serial in serials:
                self.post(serial).post_kind = False
            for _time in range(2):  # The first fills Odoo's caches of rights.
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                people = StaffAgency(handler.env, run.params, None).people()
                count = self.env.cr.sql_log_count - before
            kinds = {people[number(serial)].seats[0].post_kind for serial in serials}
            self.assertEqual(kinds, {"fungsional"})
            counts.append(count)
        self.assertEqual(counts[1], counts[0])

    def test_the_agency_is_read_once_for_each_use(self):
        """Preparing: all its people for the check, those of the list, and no people."""
        wizard = self.wizard(as_csv([boss(), row(1)]))
        wizard.action_check()
        read, seen = StaffAgency._read_people, []

        def noted(this, numbers):
            seen.append(numbers)
            return read(this, numbers)

        self.patch(StaffAgency, "_read_people", noted)
        wizard.run_id._asn_prepare()
        self.assertEqual(seen, [None, [BOSS, number(1)], ()])
        units = self.env["hr.department"].search([("company_id", "=", self.agency.id)])
        self.assertCountEqual(units.mapped("name"), [AGENCY, OPD])
        self.assertEqual(self.agency.asn_head_id.department_id.name, AGENCY)

    def _look(self, rows):
        """Return the queries of checking a list in the wizard."""
        wizard = self.wizard(as_csv(rows))
        with self._counted() as count:
            wizard.action_check()
        return count[0]

    def _extra(self, serials):
        taken = self._process([boss(), *(row(serial) for serial in serials)])
        bare = self._bare([row(serial + 500) for serial in serials])
        return taken - bare

    def _process(self, rows, user=None, **values):
        """Return the queries of doing the lines of a list that is prepared."""
        wizard = self.wizard(as_csv(rows), user, **values)
        wizard.action_check()
        wizard.run_id._asn_prepare()
        with self._counted() as count:
            wizard.run_id._asn_step(200)
        return count[0]

    def _bare(self, rows):
        """Return the queries of making the same records with values that are ready."""
        run = self.env["hr.asn.run"].search(
            [("user_id", "=", self.officer.id)], limit=1
        )
        env, params = run._asn_handler().env, run.params
        people = [one.as_dict() for one in check([boss(), *rows]).people[1:]]
        agency = StaffAgency(env, params, [BOSS])
        employees = [agency.employee_values(one) for one in people]
        with self._counted() as count:
            made = env["hr.employee"].create(employees)
        for one, employee in zip(people, made, strict=True):
            agency.employees[one["nip"]] = employee
        posts = [agency.assignment_values(one) for one in people]
        with self._counted() as other:
            env["hr.asn.assignment"].create(posts)
        return count[0] + other[0]

    @contextmanager
    def _counted(self):
        self.env.flush_all()
        self.env.invalidate_all()
        before, count = self.env.cr.sql_log_count, []
        yield count
        self.env.flush_all()
        count.append(self.env.cr.sql_log_count - before)


# Constants of exchange.cells and exchange.staff that are codes of problems.
CODES = (
    "NIP_EMPTY DUPLICATE SECOND_DEFINITIVE EMPTY KIND_UNKNOWN RANK_EMPTY RANK_UNKNOWN "
    "DATE_IMPOSSIBLE DATE_TO_COME DATE_TOO_EARLY POST_KIND_UNKNOWN LEVEL_EMPTY "
    "LEVEL_UNKNOWN STATUS_UNKNOWN UNIT_AMBIGUOUS "
    "UNIT_LOOP SUPERIOR_UNKNOWN SUPERIOR_SKIPPED SUPERIOR_SELF SUPERIOR_CIRCLE "
    "SUPERIOR_EMPTY SUPERIOR_NOT_HEAD SUPERIOR_IMPORTS SECOND_IMPORTS"
).split()
