"""The demo staff list, goal library and reference tables hold together.

Plain pytest on the CSV files; neither Odoo nor a database is needed.
"""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

ADDON = Path(__file__).resolve().parents[2]
DEMO = ADDON / "demo"
DATA = ADDON / "data"
SAMPLE = ADDON.parent / "tests" / "data" / "pegawai.csv"
DEMO_STAFF = DEMO / "pegawai.csv"

SEKDA = "196804121994031001"
INSPEKTUR = "197303101999032001"
BUSTAMI = "197909302006041001"
FITRIANI = "198401252009012001"
AISYAH = "198305112010122001"
PUSKESMAS = "UPTD Puskesmas Contoh Barat"
AGENCY = "Pemerintah Kota Contoh"
DUKCAPIL = "Dinas Kependudukan dan Pencatatan Sipil"
DAFDUK = "Bidang Pelayanan Pendaftaran Penduduk"
PENILAIAN = "Bidang Penilaian Kinerja dan Penghargaan"
KASUBBAG = "Kepala Subbagian Umum dan Kepegawaian"
KEPALA_SEKOLAH = "Kepala Sekolah"
KEPALA_PUSKESMAS = "Kepala Puskesmas"
PARUH_WAKTU = "PPPK Paruh Waktu"
PPPK_CONTRACT = "21"

# How the library names a post that goes with one of these extra duties.
LIBRARY_DUTY = {
    KEPALA_SEKOLAH: "(penugasan Kepala SD)",
    KEPALA_PUSKESMAS: "(penugasan Kepala Puskesmas)",
}
LIBRARY_SECRETARY = "Sekretaris Dinas/Badan"
# Story 6.2: this code stands for the first main result of the direct superior.
OF_SUPERIOR = "*atasan"

# The named cast: NIP, post, unit, NIP of the appraiser ("" = the mayor).
CAST = {
    "Zulfikar Amri": (SEKDA, "Sekretaris Daerah", "Sekretariat Daerah", ""),
    "Rosdiana Lubis": (
        "197009051997032001",
        "Kepala Dinas Pendidikan dan Kebudayaan",
        "Dinas Pendidikan dan Kebudayaan",
        SEKDA,
    ),
    "Hendra Saputra": (
        "197402192002121001",
        "Kepala Dinas Kesehatan",
        "Dinas Kesehatan",
        SEKDA,
    ),
    "Marlina Siregar": ("197206171998032001", f"Kepala {DUKCAPIL}", DUKCAPIL, SEKDA),
    "Iskandar Hakim": (
        "197811031999121001",
        "Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        SEKDA,
    ),
    "Darmawan Nasution": (
        "197108281998031001",
        "Kepala Dinas Pekerjaan Umum dan Penataan Ruang",
        "Dinas Pekerjaan Umum dan Penataan Ruang",
        SEKDA,
    ),
    "Nurhayati Harahap": (INSPEKTUR, "Inspektur", "Inspektorat Daerah", ""),
    "Khairul Maulana": (
        "198005142005011001",
        "Kepala Bidang Pembinaan SD",
        "Bidang Pembinaan SD",
        "197009051997032001",
    ),
    "Erlina Wijaya": (
        "198207212006042001",
        "Kepala Bidang Pencegahan dan Pengendalian Penyakit",
        "Bidang Pencegahan dan Pengendalian Penyakit",
        "197402192002121001",
    ),
    "Fitriani Basri": (
        FITRIANI,
        f"Kepala {PENILAIAN}",
        PENILAIAN,
        "197811031999121001",
    ),
    "Bustami Idris": (BUSTAMI, f"Kepala {DAFDUK}", DAFDUK, "197206171998032001"),
    "Ratna Pulungan": (
        "198602122010012001",
        KASUBBAG,
        "Sekretariat",
        "198703232017121001",
    ),
    "Safrina Zahra": (
        "197808162003122001",
        "Guru Ahli Madya",
        "SD Negeri 1 Contoh",
        "197009051997032001",
    ),
    "Novita Daulay": (
        "199103042019032001",
        "Guru Ahli Pertama",
        "SD Negeri 1 Contoh",
        "197808162003122001",
    ),
    "Teuku Rahmat Fauzi": (
        "199307222023211001",
        "Guru Ahli Pertama",
        "SD Negeri 1 Contoh",
        "197808162003122001",
    ),
    "Aisyah Kurniawan": (
        AISYAH,
        "Dokter Ahli Muda",
        PUSKESMAS,
        "197402192002121001",
    ),
    "Dewi Anggraini": ("199409262019032001", "Perawat Terampil", PUSKESMAS, AISYAH),
    "Laila Husna": ("197906032006042001", "Bidan Penyelia", PUSKESMAS, AISYAH),
    "Mukhlis Ginting": ("198801172014031001", "Perawat Mahir", PUSKESMAS, AISYAH),
    "Wahyu Ramadhan": (
        "199508192025211001",
        "Operator Layanan Operasional",
        DAFDUK,
        BUSTAMI,
    ),
    "Yulia Hamzah": (
        "198712082010012001",
        "Analis SDM Aparatur Ahli Muda",
        PENILAIAN,
        FITRIANI,
    ),
    "Tarmizi Batubara": (
        "198104152009011001",
        "Pengadministrasi Perkantoran",
        "Sekretariat",
        "199212262017032001",
    ),
    "Syahrul Amin": (
        "199601302025031001",
        "Penata Layanan Operasional",
        "Bidang Bina Marga",
        "198212172008121001",
    ),
}


def read(path, delimiter=","):
    """Return the rows of a UTF-8 CSV file as dicts."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter, strict=True))


def codes(cell):
    """Split an intervensi cell ("S5|K4") into its codes."""
    return [code for code in cell.split("|") if code]


def nip_problem(row):
    """Return why NIP and kind of a staff row disagree, or None (BKN numbering)."""
    nip, kind = row["nip"], row["jenis_asn"]
    if not re.fullmatch(r"\d{18}", nip):
        return "not 18 digits"
    if nip[14] not in "12":
        return "sex digit"
    if kind.startswith("PPPK"):
        return None if nip[12:14] == PPPK_CONTRACT else "contract digits"
    return None if 1 <= int(nip[12:14]) <= 12 else "month of appointment"


def chain_of_superiors(nip, superior):
    """Return the NIPs above a person; stops where a NIP comes back."""
    chain = []
    while nip and nip not in chain:
        chain.append(nip)
        nip = superior[nip]
    return chain, nip


def library_post(row, posts):
    """Return the post of the goal library that serves a staff row, or None."""
    duty = LIBRARY_DUTY.get(row["penugasan"])
    wanted = [f"{row['jabatan']} {duty}"] if duty else []
    wanted.append(row["jabatan"])
    if row["jabatan"].startswith(("Sekretaris Dinas", "Sekretaris Badan")):
        wanted.append(LIBRARY_SECRETARY)
    return next((post for post in wanted if post in posts), None)


@pytest.fixture(scope="module")
def staff():
    return read(DEMO_STAFF)


@pytest.fixture(scope="module")
def by_nip(staff):
    return {row["nip"]: row for row in staff}


@pytest.fixture(scope="module")
def rhk():
    return read(DEMO / "rhk.csv", ";")


@pytest.fixture(scope="module")
def iki():
    return read(DEMO / "iki.csv", ";")


def test_layout_is_that_of_the_sample():
    demo, sample = DEMO_STAFF.read_bytes(), SAMPLE.read_bytes()
    assert demo.split(b"\r\n")[0] == sample.split(b"\r\n")[0]
    assert demo.count(b"\n") == demo.count(b"\r\n") == len(read(DEMO_STAFF)) + 1
    assert len(read(SAMPLE)) == 240


def test_one_row_per_person(staff, by_nip):
    assert 240 <= len(staff) <= 250
    assert len(by_nip) == len(staff)
    assert len({row["email"] for row in staff}) == len(staff)


@pytest.mark.parametrize("path", [DEMO_STAFF, SAMPLE], ids=["demo", "sample"])
def test_nip_fits_kind(path):
    problems = {row["nip"]: nip_problem(row) for row in read(path)}
    assert {nip: why for nip, why in problems.items() if why} == {}


def test_rank_fits_kind(staff):
    ranks = {row["code"]: "pns" for row in read(DATA / "hr.asn.rank.csv")}
    ranks.update((row["code"], "pppk") for row in read(DATA / "hr.asn.rank-pppk.csv"))
    wanted = {"PPPK": "pppk", "PNS": "pns", "CPNS": "pns"}
    with_rank = [row for row in staff if row["jenis_asn"] != PARUH_WAKTU]
    wrong = [
        (row["nip"], row["golongan"])
        for row in with_rank
        if ranks.get(row["golongan"]) != wanted[row["jenis_asn"]]
    ]
    assert wrong == []
    assert {r["golongan"] for r in staff if r["jenis_asn"] == PARUH_WAKTU} == {""}


def test_rank_is_not_older_than_the_appointment(staff):
    pns = [row for row in staff if not row["jenis_asn"].startswith("PPPK")]
    early = [
        row["nip"]
        for row in pns
        if row["tmt_golongan"].replace("-", "")[:6] < row["nip"][8:14]
    ]
    assert early == []


def test_functional_levels_are_known(staff):
    levels = {row["name"] for row in read(DATA / "hr.asn.jf.level.csv")}
    used = {row["jenjang"] for row in staff if row["jenis_jabatan"] == "Fungsional"}
    assert used
    assert used <= levels


def test_superiors_exist_and_do_not_go_round(staff, by_nip):
    superior = {row["nip"]: row["nip_atasan"] for row in staff}
    assert {boss for boss in superior.values() if boss} <= set(by_nip)
    for nip in superior:
        chain, again = chain_of_superiors(nip, superior)
        assert again == "", chain


def test_only_sekda_and_inspektur_answer_to_the_mayor(staff):
    assert {row["nip"] for row in staff if not row["nip_atasan"]} == {SEKDA, INSPEKTUR}


@pytest.mark.parametrize("duty", [KEPALA_SEKOLAH, KEPALA_PUSKESMAS])
def test_people_of_a_school_or_puskesmas_hang_under_its_head(staff, by_nip, duty):
    heads = {row["unor"]: row for row in staff if row["penugasan"] == duty}
    assert heads
    for unit, head in heads.items():
        boss = by_nip[head["nip_atasan"]]
        assert boss["jabatan"] == f"Kepala {head['unor_induk']}"
        people = {row["nip"] for row in staff if row["unor"] == unit} - {head["nip"]}
        assert {by_nip[nip]["nip_atasan"] for nip in people} == {head["nip"]}


def test_teachers_sit_in_schools(staff):
    heads = {row["unor"] for row in staff if row["penugasan"] == KEPALA_SEKOLAH}
    teachers = [row for row in staff if row["jabatan"].startswith("Guru ")]
    assert {row["unor"] for row in teachers} == heads


def test_every_unit_lies_in_a_known_one(staff):
    units = {row["unor"] for row in staff if row["unor_induk"] == AGENCY}
    assert {row["unor_induk"] for row in staff} <= units | {AGENCY}


def test_sizes_told_in_the_story(staff):
    appraised = Counter(row["nip_atasan"] for row in staff)
    assert appraised[BUSTAMI] == 20
    members = [row for row in staff if row["unor"] == PUSKESMAS]
    assert len(members) == 12
    assert AISYAH in {row["nip"] for row in members}


@pytest.mark.parametrize("name", CAST)
def test_cast_member(staff, by_nip, name):
    nip, post, unit, boss = CAST[name]
    row = by_nip[nip]
    found = (row["nama"], row["jabatan"], row["unor"], row["nip_atasan"])
    assert found == (name, post, unit, boss)
    assert [other["nip"] for other in staff if other["nama"] == name] == [nip]


def test_kind_and_titles_of_some_of_the_cast(by_nip):
    def of(nip):
        row = by_nip[nip]
        return row["gelar_depan"], row["gelar_belakang"], row["jenis_asn"]

    assert of(SEKDA) == ("Drs.", "M.Si.", "PNS")
    assert of(INSPEKTUR) == ("", "S.E., Ak., M.Si.", "PNS")
    assert of("197808162003122001") == ("", "S.Pd., Gr.", "PNS")
    assert of("199307222023211001") == ("", "S.Pd.", "PPPK")
    assert of("199508192025211001") == ("", "A.Md.", PARUH_WAKTU)
    assert of("199601302025031001") == ("", "S.T.", "CPNS")


def test_library_size_and_unique_codes(rhk, iki):
    assert len(rhk) == 74
    assert len({row["kode"] for row in rhk}) == 74
    assert sum(row["inti"] == "1" for row in rhk) == 47
    assert len(iki) == 186


def test_every_goal_has_indicators_and_every_indicator_a_goal(rhk, iki):
    assert {row["kode_rhk"] for row in iki} == {row["kode"] for row in rhk}


def test_every_intervened_goal_exists(rhk):
    known = {row["kode"] for row in rhk}
    used = {code for row in rhk for code in codes(row["intervensi"])}
    spare = {code for row in rhk for code in codes(row["intervensi_cadangan"])}
    assert used <= known
    assert spare <= known | {OF_SUPERIOR}


def test_only_the_roots_take_up_nothing(rhk):
    roots = {row["kode"] for row in rhk if not row["intervensi"]}
    assert roots == {row["kode"] for row in rhk if row["model"] == "organisasi"}


def test_the_cascade_has_no_circle(rhk):
    waiting = {row["kode"]: set(codes(row["intervensi"])) for row in rhk}
    settled = set()
    while ready := {code for code, above in waiting.items() if above <= settled}:
        settled |= ready
        waiting = {c: above for c, above in waiting.items() if c not in ready}
    assert waiting == {}


def test_planted_gap_and_its_neighbour(rhk):
    takers = Counter(code for row in rhk for code in codes(row["intervensi"]))
    assert takers["C3"] == 0
    assert {r["kode"] for r in rhk if "D3" in codes(r["intervensi"])} >= {"DS2", "SK2"}


@pytest.mark.parametrize("path", [DEMO_STAFF, SAMPLE], ids=["demo", "sample"])
def test_every_post_has_goals_in_the_library(rhk, path):
    posts = {row["jabatan"] for row in rhk}
    missing = {
        (row["jabatan"], row["penugasan"])
        for row in read(path)
        if library_post(row, posts) is None
    }
    assert missing == set()


def test_extra_duty_comes_before_the_plain_post(rhk, by_nip):
    posts = {row["jabatan"] for row in rhk}
    school = library_post(by_nip["197808162003122001"], posts)
    puskesmas = library_post(by_nip[AISYAH], posts)
    assert school == "Guru Ahli Madya (penugasan Kepala SD)"
    assert puskesmas == "Dokter Ahli Muda (penugasan Kepala Puskesmas)"


def test_aspects_of_the_indicators_fit_the_model_of_their_goal(rhk, iki):
    names = {"ja_jf": set(), "jpt_ukm": set()}
    for row in read(DATA / "hr.asn.aspect.csv"):
        names[row["model"]].add(row["name"])
    model = {r["kode"]: "ja_jf" if r["model"] == "ja_jf" else "jpt_ukm" for r in rhk}
    wrong = [
        (row["kode_rhk"], row["aspek_perspektif"])
        for row in iki
        if row["aspek_perspektif"] not in names[model[row["kode_rhk"]]]
    ]
    assert wrong == []


def test_reference_tables_are_complete():
    pns, pppk = read(DATA / "hr.asn.rank.csv"), read(DATA / "hr.asn.rank-pppk.csv")
    assert (len(pns), len(pppk)) == (17, 17)
    assert all(row["name"] and row["siasn_id"] for row in pns)
    levels = {r["code"]: r["coefficient"] for r in read(DATA / "hr.asn.jf.level.csv")}
    assert levels == {
        "PM": "3.75",
        "TR": "5",
        "MH": "12.5",
        "PY": "25",
        "PT": "12.5",
        "MU": "25",
        "MA": "37.5",
        "UT": "50",
    }
    values = read(DATA / "hr.asn.behavior.csv")
    assert len(values) == 7
    assert all(row[f"guide_{number}"] for row in values for number in (1, 2, 3))


def test_external_ids_are_unique_over_the_reference_tables():
    files = sorted(DATA.glob("hr.asn.*.csv"))
    names = Counter(row["id"] for path in files for row in read(path))
    assert names
    assert [name for name, times in names.items() if times > 1] == []
