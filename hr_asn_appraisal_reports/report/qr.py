"""A QR code as lines of an SVG: sharp at any size, drawn without a graphics backend."""

from reportlab.graphics.barcode import qr

# Bright squares around it, so that a camera finds its edge.
QUIET = 4
# A quarter may be dirty or torn.
LEVEL = "Q"


def drawing(text):
    """Return (side, path) of the code of a text: modules of one unit each."""
    code = qr.QrCodeWidget(text, barLevel=LEVEL).qr
    code.make()
    dark = [
        f"M{QUIET + x} {QUIET + y}h1v1h-1z"
        for y, row in enumerate(code.modules)
        for x, is_dark in enumerate(row)
        if is_dark
    ]
    return code.getModuleCount() + 2 * QUIET, "".join(dark)
