"""QR codes, for paper and pages."""

from io import BytesIO

#: Light modules around the code (ISO/IEC 18004 wants four).
BORDER = 4


def qr_svg(text: str, mask: int | None = None) -> bytes:
    """The code as an SVG file without a size of its own, the same bytes for the same text.

    ``mask``: that pattern (0 to 7) instead of the best of the eight; to find it takes most of the
    time, and every reader reads them all.

    Raises ``ValueError`` for more than a code can hold (some 2,300 characters).
    """
    import segno

    file = BytesIO()
    code = segno.make_qr(text, error="m", encoding="utf-8", mask=mask)
    code.save(file, kind="svg", border=BORDER, omitsize=True, xmldecl=False, light="#fff")
    return file.getvalue()
