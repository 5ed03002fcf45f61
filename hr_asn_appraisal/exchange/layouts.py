"""Every foreign file described once: columns, aliases, types; readers walk it."""

from typing import NamedTuple

TEXT = "text"
NUMBER_TEXT = "number_text"
DATE = "date"

# Heading of the column that this program adds to rows it gives back, and never reads.
REASON = "Masalah (tidak dibaca saat impor)"


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

    @property
    def labels(self):
        """Return {key of a column: what it is called here}: only keys are shared."""
        return {column.key: column.label for column in self.columns}


# Of a run that has not been given a file yet.
NO_TABLE = Table("", ())

GOAL_RESULTS = Table(
    "rhk.csv",
    (
        Column("kode", "kode", required=True),
        Column("jabatan", "jabatan", required=True),
        Column("opd", "opd", ("unor induk", "perangkat daerah"), required=True),
        Column("model", "model", required=True),
        Column("jenis", "jenis", required=True),
        Column("klasifikasi", "klasifikasi", required=True),
        Column("rhk", "rhk", ("rencana hasil kerja",), required=True),
        Column("intervensi", "intervensi", required=True),
        Column("intervensi_cadangan", "intervensi_cadangan", required=True),
    ),
)
GOAL_INDICATORS = Table(
    "iki.csv",
    (
        Column("kode_rhk", "kode_rhk", required=True),
        Column(
            "aspek_perspektif",
            "aspek_perspektif",
            ("aspek", "perspektif"),
            required=True,
        ),
        Column("iki", "iki", ("indikator kinerja individu",), required=True),
        Column("target", "target", required=True),
        Column("satuan", "satuan", required=True),
        Column("arah", "arah", required=True),
        Column("pola_ukur", "pola_ukur", required=True),
        Column("bulan_ukur", "bulan_ukur", required=True),
        Column("dimensi", "dimensi", required=True),
    ),
)

# The agency's own objectives, as its Renstra or perjanjian kinerja lists them.
OBJECTIVES = Table(
    "sasaran",
    (
        Column("kode", "Kode", ("no", "nomor", "kode sasaran"), required=True),
        Column(
            "sasaran",
            "Sasaran",
            ("sasaran strategis", "sasaran instansi", "tujuan sasaran", "uraian"),
            required=True,
        ),
        Column(
            "indikator",
            "Indikator",
            (
                "indikator kinerja",
                "indikator kinerja utama",
                "iku",
                "indikator sasaran",
            ),
        ),
        Column("target", "Target", ("target tahunan", "target tahun ini")),
        Column("satuan", "Satuan", ("satuan ukur", "unit")),
        Column("sumber", "Sumber", ("sumber sasaran", "jenis dokumen")),
        Column(
            "dokumen",
            "Dokumen",
            ("dokumen sumber", "nomor dokumen", "nama dokumen", "dasar"),
        ),
    ),
)

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

# Reports of the national system e-Kinerja BKN: headings as found in its exports [C/D].
EKINERJA_SKP = Table(
    "ekinerja_skp",
    (
        Column("nip", "NIP", ("nip baru",), NUMBER_TEXT, required=True),
        Column("nama", "Nama", ("nama pegawai",), required=True),
        Column("status", "Status SKP", ("skp status",), required=True),
        Column("skp_id", "ID SKP"),
        Column("jabatan", "Jabatan", ("skp jabatan",)),
        Column("unor", "Unor", ("skp unor", "unit")),
        Column("unor_induk", "Unor Induk", ("skp unor induk",)),
        Column("jenis_asn", "Jenis ASN", ("jenis pegawai",)),
        Column("model", "Model SKP", ("skp model",)),
        Column("awal", "Periode Awal", ("periode awal skp",), DATE),
        Column("akhir", "Periode Akhir", ("periode akhir skp",), DATE),
        Column("plt", "Plt/Plh/Pj", ("is plt plh", "is skp plt plh pjb")),
    ),
)
EKINERJA_RATING = Table(
    "ekinerja_penilaian",
    (
        Column("nip", "NIP", ("nip baru",), NUMBER_TEXT, required=True),
        Column("nama", "Nama", ("nama pegawai",), required=True),
        Column("hasil", "Rating Hasil Kerja", ("hasil kerja",), required=True),
        Column("perilaku", "Rating Perilaku", ("perilaku kerja",), required=True),
        Column(
            "predikat",
            "Predikat",
            ("hasil akhir", "predikat kinerja"),
            required=True,
        ),
        Column("jenis", "Jenis Periode", ("jenis", "tipe periodik")),
        Column("bulan", "Bulan", ("bulan skp",)),
        Column("tahun", "Tahun", ("tahun skp",)),
        Column("dinilai", "Waktu Dinilai", ("waktu dinilai",), DATE),
        Column("skp_id", "ID SKP"),
        Column("jabatan", "Jabatan", ("skp jabatan",)),
        Column("unor", "Unor", ("skp unor",)),
        Column("unor_induk", "Unor Induk", ("skp unor induk",)),
        Column("jenis_asn", "Jenis ASN", ("jenis pegawai",)),
        Column("awal", "Periode Awal", ("periode awal skp",), DATE),
        Column("akhir", "Periode Akhir", ("periode akhir skp",), DATE),
        Column("plt", "Plt/Plh/Pj", ("is skp plt plh pjb", "is plt plh")),
    ),
)

# Lists of appointments (pelantikan): headings as decrees and their lists have them.
TRANSFER = Table(
    "pelantikan",
    (
        Column(
            "nip",
            "NIP",
            ("nip baru", "nomor induk pegawai", "nip ni pppk", "nip nrp"),
            NUMBER_TEXT,
            required=True,
        ),
        Column("nama", "Nama", ("nama lengkap", "nama pegawai", "nama pejabat")),
        Column(
            "jabatan_lama",
            "Jabatan Lama",
            ("jabatan semula", "jabatan asal", "semula", "dari jabatan"),
        ),
        Column(
            "jabatan_baru",
            "Jabatan Baru",
            ("menjadi", "jabatan menjadi", "jabatan tujuan", "diangkat dalam jabatan"),
            required=True,
        ),
        Column(
            "unor_baru",
            "Unit Kerja Baru",
            ("unor baru", "unor", "unit kerja", "unit kerja tujuan", "unit baru"),
        ),
        Column(
            "unor_induk_baru",
            "Unor Induk Baru",
            ("opd baru", "opd", "perangkat daerah", "perangkat daerah baru"),
        ),
        Column("jenis_jabatan", "Jenis Jabatan", ("jns jabatan", "jenis jab")),
        Column("jenjang", "Jenjang", ("jenjang jabatan", "jenjang jab")),
        Column("status_jabatan", "Status Jabatan", ("status", "status jab", "sebagai")),
        Column("penugasan", "Penugasan", ("tugas tambahan",)),
        Column(
            "tmt",
            "TMT",
            ("tmt jabatan", "tmt pelantikan", "terhitung mulai tanggal"),
            DATE,
            required=True,
        ),
        Column("sampai", "Sampai", ("sampai dengan", "s d", "berlaku sampai"), DATE),
        Column(
            "nomor_sk",
            "Nomor SK",
            ("no sk", "sk", "nomor keputusan", "nomor surat keputusan"),
        ),
        Column(
            "nip_penilai",
            "NIP Pejabat Penilai",
            ("nip atasan", "nip pejabat penilai kinerja", "nip pimpinan"),
            NUMBER_TEXT,
        ),
        Column("alasan", "Alasan", ("keterangan", "ket", "alasan berhenti")),
    ),
)

# A plan, one row per indicator: the template that this program gives out.
MONTH_NAMES = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
PLAN = Table(
    "skp",
    (
        Column("nip", "NIP", ("nip baru", "nip ni pppk"), NUMBER_TEXT, required=True),
        Column("jabatan", "Jabatan", ("nama jabatan",)),
        Column("jenis", "Jenis", ("jenis rhk", "utama tambahan")),
        Column("rhk", "RHK", ("rencana hasil kerja",), required=True),
        Column(
            "intervensi",
            "RHK Pimpinan yang Diintervensi",
            (
                "rhk pimpinan",
                "rencana hasil kerja pimpinan yang diintervensi",
                "intervensi",
            ),
        ),
        Column("aspek", "Aspek/Perspektif", ("aspek", "perspektif"), required=True),
        Column(
            "indikator",
            "Indikator",
            ("indikator kinerja individu", "iki"),
            required=True,
        ),
        Column("kondisi_awal", "Kondisi Awal", ("baseline",)),
        Column("target", "Target", required=True),
        Column("satuan", "Satuan"),
        Column("arah", "Arah"),
        Column("pola_ukur", "Pola Ukur", ("pola",)),
        Column("bulan", "Bulan", ("bulan ukur", "bulan pengukuran")),
        Column("dimensi", "Dimensi"),
        Column("bobot", "Bobot", ("bobot rhk",)),
        Column("tanggal_kondisi_awal", "Tanggal Kondisi Awal", ("tanggal baseline",)),
        Column("sumber_kondisi_awal", "Sumber Kondisi Awal", ("sumber baseline",)),
        Column("tim", "Indikator Tim"),
        Column("ketua_tim", "NIP Ketua Tim", (), NUMBER_TEXT),
        Column("peran", "Peran dalam Tim"),
        Column("layanan", "Layanan/Program", ("layanan", "program")),
        Column("pembagian", "Pembagian Target"),
        Column("musim", "Musim"),
        *(
            Column(f"target_{number}", f"Target {name}")
            for number, name in enumerate(MONTH_NAMES, 1)
        ),
    ),
)
