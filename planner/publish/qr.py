"""QR codes of addresses, for paper and pages."""

from io import BytesIO

#: Light modules around the code (ISO/IEC 18004 wants four).
BORDER = 4


def qr_svg(address: str) -> bytes:
    """The code as an SVG file without a size of its own, the same bytes for the same address.

    Raises ``ValueError`` for more than a code can hold (some 2,300 characters).
    """
    import segno

    file = BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(file, kind="svg", border=BORDER, omitsize=True, xmldecl=False, light="#fff")
    return file.getvalue()
