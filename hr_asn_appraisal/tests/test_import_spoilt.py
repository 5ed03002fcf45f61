"""The sample list spoilt in many ways, and written in many ways that spoil nothing."""

import csv
import io
import random

import openpyxl

from odoo.tests import BaseCase, tagged
from odoo.tools import file_open

from ..exchange import readers, staff
from ..exchange.layouts import STAFF
from .test_staff_import import as_csv, as_xlsx

SAMPLE = "hr_asn_appraisal/tests/data/pegawai_240.csv"
AGENCY = "Pemerintah Kota Contoh"
SKIP, LEFT, NOTE = "skip", "no_superior", "note"

# (what it is, row of the file, column, what is put there, code, consequence). Rows as
# a person sees them, the heading being row 1; nobody hangs under any of these people.
CELLS = (
    ("number of a spreadsheet", 58, "nip", "1,99401E+17", "changed_by_spreadsheet"),
    ("the same with a point", 58, "nip", "1.99401262022E+17", "changed_by_spreadsheet"),
    ("a decimal", 58, "nip", "199401262022121001,0", "changed_by_spreadsheet"),
    ("17 digits", 73, "nip", "19800712200605100", "bad_length"),
    ("19 digits", 73, "nip", "1980071220060510011", "bad_length"),
    ("a letter O", 73, "nip", "19800712200605100O", "not_digits"),
    ("31 February", 73, "nip", "198002312006051001", "bad_birth"),
    ("month 13 of appointment", 73, "nip", "198007122006131001", "bad_appointment"),
    ("appointed before birth", 73, "nip", "198007121979051001", "appointed_too_early"),
    ("sex 3", 73, "nip", "198007122006053001", "bad_sex"),
    ("serial 000", 73, "nip", "198007122006051000", "bad_serial"),
    ("no NIP", 73, "nip", "", "nip_empty"),
    ("NIP of row 2", 73, "nip", "198703132009011001", "second_definitive"),
    ("no name", 100, "nama", "", "empty"),
    ("unknown kind", 100, "jenis_asn", "Honorer", "kind_unknown"),
    ("rank in other writing", 100, "golongan", "3C", "rank_unknown"),
    ("rank of PPPK for PNS", 100, "golongan", "IX", "rank_unknown"),
    ("rank of PNS for PPPK", 42, "golongan", "III/c", "rank_unknown"),
    ("no rank", 100, "golongan", "", "rank_empty"),
    ("31 April", 118, "tmt_golongan", "31/04/2024", "date_impossible"),
    ("month before day", 118, "tmt_golongan", "04/30/2024", "date_impossible"),
    ("before the service", 118, "tmt_golongan", "1950-04-01", "date_too_early"),
    ("a year alone", 118, "tmt_golongan", "2024", "date_impossible"),
    ("unknown kind of post", 150, "jenis_jabatan", "Staf", "post_kind_unknown"),
    ("no kind of post", 150, "jenis_jabatan", "", "post_kind_unknown"),
    ("no level of a JF", 150, "jenjang", "", "level_empty"),
    ("unknown level", 150, "jenjang", "Ahli Super", "level_unknown"),
    ("level of a Pelaksana", 240, "jenjang", "Ahli Muda", "level_unknown"),
    ("no post", 150, "jabatan", "", "empty"),
    ("unknown status", 150, "status_jabatan", "Sementara", "status_unknown"),
    ("no unit", 131, "unor", "", "empty"),
    ("no parent unit", 131, "unor_induk", "", "empty"),
)
# Superiors: the row is taken, without him.
SUPERIORS = (
    ("empty", 203, "", "superior_empty"),
    ("unknown", 203, "198501012009011001", "superior_unknown"),
    ("himself", 203, "198307222010011001", "superior_self"),
    ("a number", 203, "1,98103E+17", "changed_by_spreadsheet"),
    ("17 digits", 203, "19810323200912200", "bad_length"),
    ("words", 203, "Kepala Sekolah", "not_digits"),
)


def sample():
    """Return the rows of the sample as dicts."""
    with file_open(SAMPLE, "r") as file:
        return list(csv.DictReader(file))


def check(content, name="pegawai.csv", mapping=None):
    """Return what a file of an agency that is empty so far is held to be."""
    sheet = readers.read(name, content, STAFF, mapping)
    return staff.check(sheet.rows, staff.References({}, (), "", AGENCY))


def seat_of(one):
    """Return the post of a row as that of somebody who is known."""
    values = one.status, one.superior, one.post_kind, one.duty or "", one.post
    return staff.Seat(one.unit, *values)


def found(checked):
    return [
        (one.row, one.column, one.code, one.consequence) for one in checked.problems
    ]


@tagged("standard", "at_install")
class TestSpoiltSample(BaseCase):
    def setUp(self):
        super().setUp()
        self.rows = sample()
        self.headings = list(self.rows[0])

    def _spoil(self, place, **values):
        self.rows[place - 2] |= values
        return check(as_csv(self.rows, headings=self.headings))

    def test_the_sample_itself_is_clean(self):
        checked = check(as_csv(self.rows, headings=self.headings))
        self.assertEqual((found(checked), len(checked.people)), ([], 240))

    def test_one_row_alone_names_no_head_but_that_of_the_whole_list(self):
        """What comes again after a correction is a part of the list."""
        whole = check(as_csv(self.rows, headings=self.headings))
        known = {
            one.nip: staff.Person(one.name, one.superior, (seat_of(one),))
            for one in whole.people
        }
        units = tuple(unit for unit, _above in whole.units)
        references = staff.References(known, units, whole.agency, AGENCY)
        for place, one in enumerate(self.rows, 2):
            heads = staff.check([readers.Row(place, one)], references).heads
            self.assertLessEqual(heads.items(), whole.heads.items(), one["nama"])

    def test_one_bad_cell_is_named_and_costs_its_row_only(self):
        for name, place, column, value, code in CELLS:
            with self.subTest(name):
                self.setUp()
                checked = self._spoil(place, **{column: value})
                self.assertEqual(found(checked), [(place, column, code, SKIP)])
                self.assertEqual(checked.problems[0].value, value)
                self.assertEqual(len(checked.people), 239)

    def test_a_bad_superior_costs_the_superior_only(self):
        for name, place, value, code in SUPERIORS:
            with self.subTest(name):
                self.setUp()
                checked = self._spoil(place, nip_atasan=value)
                self.assertEqual(found(checked), [(place, "nip_atasan", code, LEFT)])
                self.assertEqual(len(checked.people), 240)
                (person,) = (one for one in checked.people if one.row == place)
                self.assertIsNone(person.superior)

    def test_each_superior_left_out_is_named(self):
        """Only the Sekda and the heads of the five offices may have none."""
        may = []
        for place, one in enumerate(self.rows, 2):
            self.setUp()
            problems = found(self._spoil(place, nip_atasan=""))
            if problems:
                expected = [(place, "nip_atasan", "superior_empty", LEFT)]
                self.assertEqual(problems, expected)
            else:
                may.append(one["jabatan"].split()[0])
        self.assertEqual(may, ["Sekretaris", *["Kepala"] * 5])

    def test_a_mistyped_superior_is_proposed(self):
        # Row 203 has 198103232009122001; one digit, two digits, two changed places.
        for typed in ("198103232009122002", "198103282009122801", "198103322009122001"):
            self.setUp()
            problem = self._spoil(203, nip_atasan=typed).problems[0]
            expected = "198103232009122001" if typed != "198103322009122001" else ""
            self.assertEqual(problem.details.get("like", ""), expected, typed)

    def test_two_who_point_at_each_other(self):
        self._spoil(150, nip_atasan="197412171997051001")
        checked = self._spoil(220, nip_atasan="198309112012121001")
        code = "superior_circle"
        expected = [(row, "nip_atasan", code, LEFT) for row in (150, 220)]
        self.assertEqual(found(checked), expected)
        names = ["Zulkifli Hidayat", "Saiful Siregar"]
        self.assertEqual(checked.problems[0].details["names"], names)

    def test_units_below_each_other(self):
        self._spoil(150, unor="Bidang A", unor_induk="Bidang B")
        checked = self._spoil(220, unor="Bidang B", unor_induk="Bidang A")
        expected = [(row, "unor_induk", "unit_loop", SKIP) for row in (150, 220)]
        self.assertEqual(found(checked), expected)

    def test_parent_unit_of_which_there_are_several(self):
        checked = self._spoil(150, unor="Subbagian", unor_induk="Sekretariat")
        expected = [(150, "unor_induk", "unit_ambiguous", SKIP)]
        self.assertEqual(found(checked), expected)

    def test_teacher_below_somebody_else(self):
        # Rows 58 and 73 teach at SMP Negeri 1, which 198702242014012001 (row 37) heads.
        checked = self._spoil(58, nip_atasan="198007122006051001")
        expected = [(58, "nip_atasan", "superior_not_head", NOTE)]
        self.assertEqual(found(checked), expected)
        self.assertEqual(checked.problems[0].details["proposal"], "198702242014012001")

    def test_many_in_one_row_are_all_named(self):
        checked = self._spoil(100, golongan="", jabatan="", tmt_golongan="besok")
        self.assertEqual(
            {(row, column, code) for row, column, code, _left in found(checked)},
            {
                (100, "golongan", "rank_empty"),
                (100, "jabatan", "empty"),
                (100, "tmt_golongan", "date_impossible"),
            },
        )

    def test_numbers_of_a_workbook_are_refused_wherever_they_are(self):
        self.rows[58 - 2]["nip"] = 199401262022121001
        self.rows[203 - 2]["nip_atasan"] = 198103232009122001.0
        checked = check(as_xlsx(self.rows, self.headings), "pegawai.xlsx")
        code = "changed_by_spreadsheet"
        self.assertEqual(
            found(checked),
            [(58, "nip", code, SKIP), (203, "nip_atasan", code, LEFT)],
        )

    def test_a_column_full_of_unknown_superiors_takes_no_time(self):
        """All superiors of 4,800 mistyped: looked up, not compared one by one."""
        rows = []
        for turn in range(20):
            for one in self.rows:
                number = f"{one['nip'][:15]}{turn + 100:03d}"
                rows.append(one | {"nip": number, "nip_atasan": number[:-1] + "x"})
                rows[-1]["nip_atasan"] = f"{number[:8]}203012{number[14]}999"
        checked = check(as_csv(rows, headings=self.headings))
        unknown = [one for one in checked.problems if one.code == "superior_unknown"]
        self.assertGreater(len(unknown), 4000)


@tagged("standard", "at_install")
class TestWrittenOtherwise(BaseCase):
    """Column order, delimiter, encoding, heading: none of them is a matter of data."""

    TURNS = 25
    OTHER_NAMES = {
        "nip": ("NIP BARU", "Nomor Induk Pegawai", " nip "),
        "nama": ("NAMA LENGKAP", "nama_pegawai"),
        "jenis_asn": ("Jns ASN", "JENIS PEGAWAI"),
        "golongan": ("GOL", "Gol/Ruang", "Golongan-Ruang"),
        "jabatan": ("Nama Jabatan", "JABATAN"),
        "unor": ("Unit Kerja", "UNOR"),
        "unor_induk": ("OPD", "Perangkat Daerah", "Unor.Induk"),
        "nip_atasan": ("Atasan", "NIP Pejabat Penilai", "nip ATASAN"),
    }

    def test_all_ways_of_writing_say_the_same(self):
        plain = self._read(as_csv(sample(), headings=list(sample()[0])), 0)
        for seed in range(self.TURNS):
            with self.subTest(seed=seed):
                content, above = self._written(random.Random(seed))
                self.assertEqual(self._read(content, above), plain)

    def _read(self, content, above):
        checked = check(content)
        return (
            [one.as_dict() | {"row": one.row - above} for one in checked.people],
            found(checked),
            checked.units,
            checked.heads,
        )

    def _written(self, chance):
        """Return (the sample in another form, lines more than in the plain one)."""
        rows = sample()
        columns = list(rows[0])
        chance.shuffle(columns)
        names = {key: self._name(chance, key) for key in columns}
        extra = chance.sample(["Ket.", "No", "Agama", "Nomor HP"], chance.randrange(3))
        lines = [[*(names[key] for key in columns), *extra]]
        lines += [
            [*(row[key] for key in columns), *("x" for _ in extra)] for row in rows
        ]
        above = chance.randrange(8)
        title = ["Daftar Pegawai", "", AGENCY, "Per 1 Januari", "", "NIP, Nama", "-"]
        lines = [[text] for text in title[:above]] + lines
        if chance.random() < 0.3:
            return self._workbook(lines), above
        return self._text(chance, lines), above

    def _name(self, chance, key):
        name = chance.choice([key, *self.OTHER_NAMES.get(key, ())])
        return chance.choice([name, name.upper(), name.lower(), f" {name} "])

    def _workbook(self, lines):
        width = max(map(len, lines))
        headings = [str(place) for place in range(width)]
        rows = [
            dict(zip(headings, line + [None] * (width - len(line)), strict=True))
            for line in lines
        ]
        content = as_xlsx(rows, headings)
        return self._without_first_line(content)

    def _without_first_line(self, content):
        book = openpyxl.load_workbook(io.BytesIO(content))
        book.active.delete_rows(1)
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    def _text(self, chance, lines):
        file = io.StringIO()
        csv.writer(
            file,
            delimiter=chance.choice(readers.DELIMITERS),
            quoting=chance.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
            lineterminator=chance.choice(["\n", "\r\n"]),
        ).writerows(lines)
        encoding = chance.choice(
            ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
        )
        return file.getvalue().encode(encoding)


@tagged("standard", "at_install")
class TestColumnsChosen(BaseCase):
    def _sheet(self, headings, mapping=None):
        line = ",".join(headings).encode()
        return readers.read("x.csv", line + b"\r\n" + b"1," * 9, STAFF, mapping)

    def test_required_column_of_an_unknown_name(self):
        names = ["Nomor Identitas", "Nama", "Jenis ASN", "Golongan", "Jenis Jabatan"]
        names += ["Jabatan", "Unor", "Unor Induk", "NIP Atasan"]
        with self.assertRaises(readers.ReadError) as caught:
            self._sheet(names)
        self.assertEqual(caught.exception.columns, ("NIP",))
        self.assertEqual(caught.exception.sheet.unknown, ("Nomor Identitas",))
        sheet = self._sheet(names, {0: "nip"})
        self.assertEqual((sheet.missing, sheet.rows[0].cells["nip"]), ((), "1"))

    def test_a_choice_goes_before_a_name(self):
        names = ["NIP", "Nama", "Jenis ASN", "Golongan", "Jenis Jabatan", "Jabatan"]
        names += ["Unor", "Unor Induk", "NIP Atasan", "Nama Asli"]
        sheet = self._sheet(names, {9: "nama"})
        keys = {one.text: one.key for one in sheet.headings}
        self.assertEqual((keys["Nama Asli"], keys["Nama"]), ("nama", ""))
        sheet = self._sheet(names, {9: "no such column"})
        self.assertEqual(sheet.unknown, ("Nama Asli",))

    def test_a_column_left_alone(self):
        names = ["NIP", "Nama", "Jenis ASN", "Golongan", "Jenis Jabatan", "Jabatan"]
        names += ["Unor", "Unor Induk", "NIP Atasan", "Status"]
        self.assertEqual(self._sheet(names).columns["Status"], "status_jabatan")
        self.assertEqual(self._sheet(names, {9: ""}).unknown, ("Status",))

    def test_the_sheet_with_the_numbers_goes_first(self):
        book = openpyxl.Workbook()
        book.active.title = "Rekap"
        book.active.append(["Nama", "Golongan", "Jabatan", "Unor", "Jenis ASN"])
        data = book.create_sheet("Data")
        row = sample()[0]
        data.append(list(row))
        data.append(list(row.values()))
        file = io.BytesIO()
        book.save(file)
        sheet = readers.read("x.xlsx", file.getvalue(), STAFF)
        self.assertEqual((sheet.name, len(sheet.rows)), ("Data", 1))
