"""Pages in the order in which they are printed to be folded and stapled in the middle.

The sheets cannot be tagged for screen readers: on them the pages stand in another order than that
in which they are read.  Whoever wants them read aloud takes the booklet that is not imposed.
"""

from collections.abc import Iterator
from io import BytesIO

#: Pages of a sheet that is folded once and printed on both sides.
PAGES_OF_SHEET = 4


def imposed(pdf: bytes) -> bytes:
    """Two pages side by side on each side of a sheet, to print on both sides (short edge).

    All pages must be of the size of the first.  Empty ones at the end fill the last sheet.
    """
    from pypdf import PdfReader, PdfWriter, Transformation
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    reader = PdfReader(BytesIO(pdf))
    width, height = reader.pages[0].mediabox.width, reader.pages[0].mediabox.height
    writer = PdfWriter()
    for pair in sides(len(reader.pages)):
        sheet = writer.add_blank_page(2 * width, height)
        for place, number in enumerate(pair):
            if number <= len(reader.pages):
                to_its_half = Transformation().translate(place * width, 0)
                sheet.merge_transformed_page(reader.pages[number - 1], to_its_half)
        sheet.compress_content_streams()
    writer.metadata = reader.metadata
    writer.root_object[NameObject("/Lang")] = TextStringObject(reader.root_object["/Lang"])
    wanted = {"/Duplex": "/DuplexFlipShortEdge", "/PrintScaling": "/None"}
    preferences = DictionaryObject({NameObject(k): NameObject(v) for k, v in wanted.items()})
    writer.root_object[NameObject("/ViewerPreferences")] = preferences
    writer.compress_identical_objects()
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def sides(pages: int) -> Iterator[tuple[int, int]]:
    """The numbers of the pages on the left and right of each side: 8 and 1, 2 and 7, 6 and 3 ..."""
    last = -(-pages // PAGES_OF_SHEET) * PAGES_OF_SHEET
    for first in range(1, last // 2, 2):
        yield last + 1 - first, first
        yield first + 1, last - first
