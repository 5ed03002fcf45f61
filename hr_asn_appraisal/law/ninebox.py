"""The nine boxes of talent management: performance against potential."""

from . import codes

LOW = "rendah"
MIDDLE = "menengah"
HIGH = "tinggi"
POTENTIALS = (LOW, MIDDLE, HIGH)

# {(performance, potential): number of the box}. Source: PermenPANRB 3/2020 [R]: that
# performance and potential are on three steps each; the numbers are usual practice.
BOXES = {
    (codes.DI_ATAS, LOW): 4,
    (codes.DI_ATAS, MIDDLE): 7,
    (codes.DI_ATAS, HIGH): 9,
    (codes.SESUAI, LOW): 2,
    (codes.SESUAI, MIDDLE): 5,
    (codes.SESUAI, HIGH): 8,
    (codes.DI_BAWAH, LOW): 1,
    (codes.DI_BAWAH, MIDDLE): 3,
    (codes.DI_BAWAH, HIGH): 6,
}
# Who is planned for succession (kelompok rencana suksesi). Source: as above [R].
SUCCESSION = (7, 8, 9)

# The predikat already joins results and behaviour, of which the box knows one axis
# only: very good is above, good is as expected, all others are below expectation. The
# law does not spell it out; it is the usual reading [r].
PERFORMANCE = {
    codes.SANGAT_BAIK: codes.DI_ATAS,
    codes.BAIK: codes.SESUAI,
    codes.BUTUH_PERBAIKAN: codes.DI_BAWAH,
    codes.KURANG: codes.DI_BAWAH,
    codes.SANGAT_KURANG: codes.DI_BAWAH,
}


def box(predikat, potential):
    """Return the number of the box of a person, 1 to 9.

    In: a code of PREDIKATS, of POTENTIALS. Out: a number, or None while one of the two
    is not known (an empty value). Errors: ValueError for an unknown code.
    Source: PermenPANRB 3/2020 [R]; see BOXES and PERFORMANCE.
    """
    if predikat and predikat not in PERFORMANCE:
        raise ValueError(f"unknown predikat: {predikat!r}")
    if potential and potential not in POTENTIALS:
        raise ValueError(f"unknown potential: {potential!r}")
    return BOXES.get((PERFORMANCE.get(predikat), potential))
