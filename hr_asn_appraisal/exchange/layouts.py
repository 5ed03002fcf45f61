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
