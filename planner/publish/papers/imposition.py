"""Pages in the order in which they are printed to be folded and stapled in the middle.

The sheets cannot be tagged for screen readers: on them the pages stand in another order than that
in which they are read.  Whoever wants them read aloud takes the booklet that is not imposed.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import PdfObject, StreamObject

#: Pages of a sheet that is folded once and printed on both sides.
PAGES_OF_SHEET = 4


def imposed(pdf: bytes) -> bytes:
    """Two pages side by side on each side of a sheet, to print on both sides (short edge).

    All pages must be of the size of the first.  Empty ones at the end fill the last sheet.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    reader, writer = PdfReader(BytesIO(pdf)), PdfWriter()
    size = reader.pages[0].mediabox
    pictures = [_picture(page, writer) for page in reader.pages]
    for pair in sides(len(pictures)):
        laid = [pictures[number - 1] if number <= len(pictures) else None for number in pair]
        _lay(writer.add_blank_page(2 * size.width, size.height), laid, writer)
    writer.metadata = reader.metadata
    writer.root_object[NameObject("/Lang")] = TextStringObject(reader.root_object["/Lang"])
    wanted = {"/Duplex": "/DuplexFlipShortEdge", "/PrintScaling": "/None"}
    preferences = DictionaryObject({NameObject(k): NameObject(v) for k, v in wanted.items()})
    writer.root_object[NameObject("/ViewerPreferences")] = preferences
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def sides(pages: int) -> Iterator[tuple[int, int]]:
    """The numbers of the pages on the left and right of each side: 8 and 1, 2 and 7, 6 and 3 ..."""
    last = -(-pages // PAGES_OF_SHEET) * PAGES_OF_SHEET
    for first in range(1, last // 2, 2):
        yield last + 1 - first, first
        yield first + 1, last - first


def _picture(page: "PageObject", writer: "PdfWriter") -> "PdfObject":
    """A page as a form XObject (ISO 32000-1, 8.10): so its contents need not be taken apart."""
    from pypdf.generic import DecodedStreamObject, NameObject

    form = DecodedStreamObject()
    contents = page.get_contents()
    assert contents is not None, "Typst draws on every page"
    form.set_data(contents.get_data())
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = page.mediabox
    form[NameObject("/Resources")] = page["/Resources"]
    return _kept(form, writer)


def _lay(sheet: "PageObject", pictures: "list[PdfObject | None]", writer: "PdfWriter") -> None:
    """One picture on each half of a sheet; None leaves a half empty."""
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    drawing, named = DecodedStreamObject(), DictionaryObject()
    lines = []
    for place, picture in enumerate(pictures):
        if picture is not None:
            named[NameObject(f"/P{place}")] = picture
            lines.append(f"q 1 0 0 1 {place * sheet.mediabox.width / 2} 0 cm /P{place} Do Q")
    drawing.set_data("\n".join(lines).encode())
    sheet[NameObject("/Contents")] = _kept(drawing, writer)
    sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): named})


def _kept(stream: "StreamObject", writer: "PdfWriter") -> "PdfObject":
    """A reference to a stream, compressed, in the file that is written; it must be indirect."""
    small = stream.flate_encode()
    small.indirect_reference = None
    reference = small.clone(writer).indirect_reference
    assert reference is not None
    return reference
