"""Every foreign file described once: columns, aliases, types; readers walk it."""

from typing import NamedTuple


class Layout(NamedTuple):
    """A file: its name for messages and the columns it must have."""

    name: str
    columns: tuple


GOAL_RESULTS = Layout(
    "rhk.csv",
    (
        "kode",
        "jabatan",
        "opd",
        "model",
        "jenis",
        "klasifikasi",
        "rhk",
        "intervensi",
        "intervensi_cadangan",
        "inti",
    ),
)
GOAL_INDICATORS = Layout(
    "iki.csv",
    (
        "kode_rhk",
        "aspek_perspektif",
        "iki",
        "target",
        "satuan",
        "arah",
        "pola_ukur",
        "bulan_ukur",
        "dimensi",
    ),
)

TEXT = "text"
NUMBER_TEXT = "number_text"
DATE = "date"


class Column(NamedTuple):
    """A column of a foreign table: its key, its name for people, other headings.

    ``kind`` NUMBER_TEXT marks long numbers that are text (NIP): a cell that a
    spreadsheet keeps as a number has lost digits already. A table that lacks a
    ``required`` column is refused as a whole.
    """

    key: str
    label: str
    aliases: tuple = ()
    kind: str = TEXT
    required: bool = False


class Table(NamedTuple):
    """A foreign table: columns in any order, with a heading somewhere on top."""

    name: str
    columns: tuple


STAFF = Table(
    "pegawai",
    (
        Column(
            "nip",
            "NIP",
            ("nip baru", "nomor induk pegawai", "nip ni pppk", "ni pppk", "nip nrp"),
            NUMBER_TEXT,
            required=True,
        ),
        Column("nama", "Nama", ("nama lengkap", "nama pegawai"), required=True),
        Column("gelar_depan", "Gelar Depan", ("gelar dpn", "glr dpn", "glr depan")),
        Column(
            "gelar_belakang",
            "Gelar Belakang",
            ("gelar blk", "glr blk", "glr belakang", "gelar blkg"),
        ),
        Column(
            "jenis_asn",
            "Jenis ASN",
            ("jns asn", "jenis pegawai", "jenis", "status kepegawaian"),
            required=True,
        ),
        Column(
            "golongan",
            "Golongan",
            ("gol", "golru", "gol ruang", "golongan ruang", "pangkat golongan"),
            required=True,
        ),
        Column(
            "tmt_golongan",
            "TMT Golongan",
            ("tmt gol", "tmt golru", "tmt pangkat", "tmt golongan ruang"),
            DATE,
        ),
        Column(
            "jenis_jabatan",
            "Jenis Jabatan",
            ("jns jabatan", "skp jenis jabatan", "jenis jab"),
            required=True,
        ),
        Column("jenjang", "Jenjang", ("jenjang jabatan", "jenjang jab")),
        Column("jabatan", "Jabatan", ("nama jabatan", "skp jabatan"), required=True),
        Column("status_jabatan", "Status Jabatan", ("status", "status jab")),
        Column("penugasan", "Penugasan", ("tugas tambahan",)),
        Column("unor", "Unor", ("unit kerja", "unit", "skp unor"), required=True),
        Column(
            "unor_induk",
            "Unor Induk",
            ("opd", "perangkat daerah", "skp unor induk", "unit induk"),
            required=True,
        ),
        Column(
            "nip_atasan",
            "NIP Atasan",
            ("atasan", "nip pimpinan", "nip pejabat penilai", "pegawai atasan nip"),
            NUMBER_TEXT,
            required=True,
        ),
        Column("email", "Email", ("e mail", "surel", "email kantor", "alamat email")),
    ),
)
