"""The curve of how predikat are to be distributed, as SVG: one for each pattern.

Where most employees are expected follows from the achievement of the organisation
(SE MenPANRB 3/2023). The curve has no numbers: it shows where the peak is.
"""

from functools import cache
from math import exp

from markupsafe import Markup

from . import wording

# From left to right; "Kurang" is called so on this figure alone.
LABELS = {
    "sangat_kurang": "Sangat Kurang",
    "kurang": "Kurang/Misconduct",
    "butuh_perbaikan": "Butuh Perbaikan",
    "baik": "Baik",
    "sangat_baik": "Sangat Baik",
}
# Achievement of the organisation -> predikat that most are expected to have.
PEAKS = {
    "istimewa": "sangat_baik",
    "baik": "baik",
    "butuh_perbaikan": "butuh_perbaikan",
    "kurang": "kurang",
    "sangat_kurang": "sangat_kurang",
}
TITLE = "KURVA DISTRIBUSI PREDIKAT KINERJA PEGAWAI DENGAN"
X_TITLE = "Predikat Kinerja Pegawai"
Y_TITLE = "Frekuensi Pegawai"

# Pixels of a page, of which 4.92 are a millimetre: 45 mm high.
WIDTH, HEIGHT = 660, 222
LEFT, RIGHT, TOP, BOTTOM = 40, 645, 48, 168
STEPS = 60
# How far the curve is above the axis at its end and at its peak, and how wide it is.
LOW, HIGH, SPREAD = 0.04, 0.94, 0.16


@cache
def svg(achievement):
    """Return the curve of one achievement (a code), "" where none is set."""
    # Every word in it is a constant of ours.
    return Markup("".join(_parts(achievement))) if achievement else Markup()


def _parts(achievement):
    heading = f"CAPAIAN KINERJA ORGANISASI {wording.ORG_RATINGS[achievement].upper()}"
    middle = (LEFT + RIGHT) / 2
    yield f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
    yield 'font-family="Liberation Serif, serif" font-size="14">'
    yield _text(middle, 16, TITLE, ' font-weight="bold"')
    yield _text(middle, 34, heading, ' font-weight="bold"')
    yield f'<path d="M{LEFT} {TOP} V{BOTTOM} H{RIGHT}" fill="none" stroke="#000"/>'
    yield f'<polyline points="{_points(achievement)}" fill="none" stroke="#000" '
    yield 'stroke-width="2"/>'
    yield from _ticks()
    yield _text(middle, HEIGHT - 6, X_TITLE)
    turned = f"translate(18 {(TOP + BOTTOM) / 2:g}) rotate(-90)"
    yield _text(0, 0, Y_TITLE, f' transform="{turned}"')
    yield "</svg>"


def _text(x, y, words, more=""):
    return f'<text x="{x:g}" y="{y:g}" text-anchor="middle"{more}>{words}</text>'


def _place(code):
    """Return where a predikat stands on the axis, 0 … 1."""
    return (list(LABELS).index(code) + 0.5) / len(LABELS)


def _ticks():
    for code, label in LABELS.items():
        x = LEFT + _place(code) * (RIGHT - LEFT)
        yield f'<path d="M{x:g} {BOTTOM} v5" stroke="#000"/>'
        yield _text(x, BOTTOM + 20, label)


def height(achievement, place):
    """Return how high a curve is, 0 … 1, at a place 0 … 1 of the axis."""
    distance = (place - _place(PEAKS[achievement])) / SPREAD
    return LOW + (HIGH - LOW) * exp(-distance * distance / 2)


def _points(achievement):
    for_all = (step / STEPS for step in range(STEPS + 1))
    return " ".join(
        f"{LEFT + at * (RIGHT - LEFT):.1f},"
        f"{BOTTOM - height(achievement, at) * (BOTTOM - TOP):.1f}"
        for at in for_all
    )
