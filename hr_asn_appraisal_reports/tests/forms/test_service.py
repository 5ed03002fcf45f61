"""The report of a service or program: what it says where there is something or not."""

import pytest
from forms import service
from test_forms import DEWI, EVALUATION, changed

QUARTER = EVALUATION["period"] | {"kind": "triwulan", "number": 1}
SECOND = QUARTER | {"number": 2}
TARGET = {
    "name": "Anak divaksin",
    "target": "400",
    "target_told": "400 orang",
    "agreed": "",
    "baseline": "392",
    "baseline_date": "2025-12-31",
    "baseline_source": "Kohort bayi",
    "place": "agreed",
    "actual": "90",
    "bar": 22,
    "expected": 25,
    "due": "100",
    "standing": "at_risk",
    "periods": [
        {
            "period": QUARTER,
            "due": "100",
            "actual": "90",
            "is_over": True,
            "is_measured": True,
        },
        {
            "period": SECOND,
            "due": "100",
            "actual": "",
            "is_over": False,
            "is_measured": True,
        },
    ],
}
CONTENT = {
    "agency": "Pemerintah Kota Contoh",
    "place": "Kota Contoh",
    "kind": "program",
    "name": "Imunisasi Rutin",
    "unit": "UPTD Puskesmas Contoh Barat",
    "owner": "Dewi",
    "standard": "3 hari kerja",
    "description": "",
    "year": 2026,
    "today": "2026-04-10",
    "targets": [TARGET],
    "members": [
        {"name": "Laila", "part": "Vaksinator", "from": "2026-03-01", "until": ""},
        {"name": "Rina", "part": "", "from": "", "until": ""},
    ],
    "evidence": {
        "number": 1,
        "named": [{"name": "Rekap kohort", "period": QUARTER}],
    },
    "public": [
        {
            "period": QUARTER,
            "number": 31,
            "value": "84,25",
            "band": "b",
            "elements": "Waktu 3,2",
        }
    ],
}


@pytest.fixture
def form():
    return service.build(CONTENT, DEWI)


def rows(form, title):
    [table] = [one for one in form.tables if one.title.endswith(title)]
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert sum(width for _name, width in table.columns) == 100
    return table.rows


def test_head_and_signature(form):
    assert form.titles == ("LAPORAN PROGRAM", "IMUNISASI RUTIN", "TAHUN 2026")
    assert form.place_date == "Kota Contoh, 10 April 2026"
    assert form.role == "Penanggung Jawab"
    assert form.signer.name.startswith("DEWI")
    assert form.file_name == "LAPORAN_PROGRAM_2026_Imunisasi_Rutin.pdf"
    assert service.build(changed(CONTENT, kind="layanan"), DEWI).titles[0] == (
        "LAPORAN LAYANAN"
    )


def test_parts_in_order(form):
    assert [one.title for one in form.tables] == [
        "A. IDENTITAS",
        "B. CAPAIAN TAHUN BERJALAN",
        "C. CAPAIAN SETIAP PERIODE",
        "D. ANGGOTA",
        "E. BUKTI DUKUNG",
        "F. PENILAIAN MASYARAKAT (SKM)",
    ]
    assert rows(form, "IDENTITAS") == (
        ("Nama", "Imunisasi Rutin"),
        ("Unit", "UPTD Puskesmas Contoh Barat"),
        ("Penanggung jawab", "Dewi"),
        ("Standar pelayanan", "3 hari kerja"),
    )


def test_target_baseline_and_what_was_reached(form):
    assert rows(form, "TAHUN BERJALAN") == (
        (
            "1",
            "Anak divaksin",
            "392 (31 Desember 2025, Kohort bayi)",
            "400 orang",
            "100",
            "90",
            "22",
            "Berisiko",
        ),
    )


def test_period_by_period(form):
    assert rows(form, "SETIAP PERIODE") == (
        ("1", "Anak divaksin", "Triwulan I", "100", "90"),
        ("2", "Anak divaksin", "Triwulan II", "100", "-"),
    )


def test_an_empty_period_that_is_over_says_so():
    over = TARGET["periods"][1] | {"is_over": True}
    none = over | {"is_measured": False, "due": ""}
    told = changed(CONTENT, targets=[TARGET | {"periods": [over, none]}])
    found = rows(service.build(told, DEWI), "SETIAP PERIODE")
    assert [row[-1] for row in found] == ["Tidak dicatat", "Tidak diukur"]


def test_people_proof_and_the_public(form):
    assert rows(form, "ANGGOTA") == (
        ("1", "Laila", "Vaksinator", "1 Maret 2026 – …"),
        ("2", "Rina", "-", "Sepanjang tahun"),
    )
    assert rows(form, "BUKTI DUKUNG") == (("1", "Rekap kohort", "Triwulan I"),)
    assert rows(form, "(SKM)") == (
        ("1", "Triwulan I", "31", "84,25, B (Baik)", "Waktu 3,2"),
    )


def test_of_few_answers_no_index():
    few = CONTENT["public"][0] | {"value": "", "band": "", "elements": ""}
    form = service.build(changed(CONTENT, public=[few]), DEWI)
    assert rows(form, "(SKM)") == (("1", "Triwulan I", "31", service.FEW, "-"),)


def test_what_there_is_nothing_of():
    bare = TARGET | {
        "actual": "",
        "bar": 0,
        "due": "",
        "standing": "",
        "place": "missing",
        "baseline": "",
        "periods": [],
    }
    content = changed(
        CONTENT,
        targets=[bare],
        members=[],
        evidence={"number": 2, "named": []},
        public=[],
    )
    form = service.build(content, DEWI)
    assert rows(form, "TAHUN BERJALAN")[0][2:] == (
        *("-", "400 orang", "-", "-", "-", "Belum masuk SKP penanggung jawab"),
    )
    assert rows(form, "SETIAP PERIODE")[0][1] == "Belum ada."
    assert rows(form, "ANGGOTA")[0][1] == "Belum ada."
    assert rows(form, "BUKTI DUKUNG")[0][1].startswith("2 bukti dukung; namanya")
    assert not [one for one in form.tables if "SKM" in one.title]
