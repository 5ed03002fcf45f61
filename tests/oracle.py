"""What the law says, typed once more by hand: nothing here comes from the addons.

PermenPANRB 6/2022: the rating of results and the rating of behaviour make the
predikat. Words are those that papers and workbooks print.
"""

from collections import Counter

ABOVE = "Di Atas Ekspektasi"
MEETS = "Sesuai Ekspektasi"
BELOW = "Di Bawah Ekspektasi"

# (results, behaviour) -> predikat
PREDIKAT = {
    (ABOVE, ABOVE): "Sangat Baik",
    (ABOVE, MEETS): "Baik",
    (ABOVE, BELOW): "Kurang",
    (MEETS, ABOVE): "Baik",
    (MEETS, MEETS): "Baik",
    (MEETS, BELOW): "Kurang",
    (BELOW, ABOVE): "Butuh Perbaikan",
    (BELOW, MEETS): "Butuh Perbaikan",
    (BELOW, BELOW): "Sangat Kurang",
}

# The codes that the database keeps.
WORDS = {
    "di_atas": ABOVE,
    "sesuai": MEETS,
    "di_bawah": BELOW,
    "sangat_baik": "Sangat Baik",
    "baik": "Baik",
    "butuh_perbaikan": "Butuh Perbaikan",
    "kurang": "Kurang",
    "sangat_kurang": "Sangat Kurang",
}


def of_the_year(ratings):
    """The rehearsal's rule: the most frequent of the periods, of equals the latest."""
    counts = Counter(ratings)
    return max(enumerate(ratings), key=lambda one: (counts[one[1]], one[0]))[1]


def spread(predikats):
    """How many have each predikat: {predikat: number}, none left out."""
    counts = Counter(predikats)
    return {name: counts[name] for name in dict.fromkeys(PREDIKAT.values())}


def spread_by(pairs):
    """The spread of each group: {group: {predikat: number}} of (group, predikat)."""
    groups = {}
    for group, predikat in pairs:
        groups.setdefault(group, []).append(predikat)
    return {group: spread(predikats) for group, predikats in groups.items()}


def paper_line(predikat):
    """What D.1.1 says of a predikat: after the colon, else one is part of another."""
    return f"PREDIKAT KINERJA PEGAWAI : {predikat.upper()} "
