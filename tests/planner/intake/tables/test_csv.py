"""CSV in the encodings and with the separators that people send."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import PlannerError
from planner.intake.manner import Manner
from planner.intake.tables.sheets import MAX_ROWS, CellError, Sheet
from tests.planner.intake.tables.tables import cells, notes, numbers, read, read_or_refusal

FRENCH = "Ville;Prénom;Régime\nCaen;Zoé;végétarienne – œufs\nÉvreux;Noël;“halal”\n"
SERBIAN = "Град;Име\nНови Сад;Ђорђе\nБеоград;Милош\n"
GEORGIAN = "ქალაქი;სახელი\nთბილისი;თამარ\nქუთაისი;ნინო\n"
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


def table(content: bytes, manner: Manner | None = None) -> Sheet:
    (sheet,) = read(content, manner)
    return sheet


def split(text: str) -> list[tuple[str, ...]]:
    return [tuple(line.split(";")) for line in text.splitlines()]


@pytest.mark.parametrize("encoding", UNICODE)
@pytest.mark.parametrize("text", [FRENCH, SERBIAN, GEORGIAN], ids=["fr", "sr", "ka"])
def test_every_form_of_unicode_is_read(text: str, encoding: str) -> None:
    sheet = table(text.encode(encoding))
    assert cells(sheet) == split(text)
    assert sheet.notes == ()


def test_big_endian_with_its_mark_is_read() -> None:
    assert cells(table(b"\xfe\xff" + SERBIAN.encode("utf-16-be"))) == split(SERBIAN)


def test_what_is_not_unicode_is_read_as_western_european_and_told() -> None:
    sheet = table(FRENCH.encode("cp1252"))
    assert cells(sheet) == split(FRENCH)
    assert "Windows-1252" in notes(sheet.notes)[0]


@pytest.mark.parametrize(
    ("name", "encoding", "text"),
    [
        ("windows-1251", "cp1251", SERBIAN),
        ("windows-1250", "cp1250", "Grad;Ime\nNovi Sad;Đorđe Čolić\n"),
        ("UTF-16", "utf-16-be", GEORGIAN),
        ("mac-roman", "mac_roman", "Ville;Nom\nCaen;Zoé\n"),
    ],
)
def test_the_organiser_may_name_the_encoding(name: str, encoding: str, text: str) -> None:
    assert cells(table(text.encode(encoding), Manner(encoding=name))) == split(text)


def test_a_mark_says_more_than_the_organiser() -> None:
    assert cells(table(FRENCH.encode("utf-8-sig"), Manner(encoding="cp1252"))) == split(FRENCH)


def test_it_is_told_when_the_encoding_that_is_wished_looks_wrong() -> None:
    sheet = table(FRENCH.encode(), Manner(encoding="cp1252"))
    assert notes(sheet.notes) == ["Read as cp1252 as you wish, though it is UTF-8."]


@pytest.mark.parametrize("name", ["klingon", "base64", "utf-8\0", "rot13"])
def test_an_encoding_that_there_is_not_is_named(name: str) -> None:
    with pytest.raises(PlannerError, match="There is no encoding"):
        table(b"City;Name", Manner(encoding=name))


def test_text_that_is_not_in_the_encoding_that_is_wished_is_refused() -> None:
    with pytest.raises(PlannerError, match="neither a workbook"):
        table(FRENCH.encode("cp1252"), Manner(encoding="utf-8"))


@pytest.mark.parametrize("content", [b"a\0b", bytes(range(256)) * 4, b"\0" * 50, b"\xff\xfe\0\0a"])
def test_binary_files_are_no_tables(content: bytes) -> None:
    assert "neither a workbook" in str(read_or_refusal(content))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_separators_and_line_ends_are_found(separator: str, end: str) -> None:
    lines = [separator.join(row) for row in (("City", "Name", "Phone"), ("Caen", "Zoé", "+33 0"))]
    assert cells(table(end.join(lines).encode())) == [
        ("City", "Name", "Phone"),
        ("Caen", "Zoé", "+33 0"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Invités, version du 3 octobre, Namur\n\nVille;Nom\nCaen;Zoé\nModène;Ada\n",
        "Ville;Nom\nCaen;Dupont, Zoé, Dr\nModène;Rossi, Ada, Ing.\nViborg;Holm, Bo, M.\n",
        "Ville;Latitude;Longitude\nCaen;49,18;-0,37\nModène;44,65;10,93\n",
        'Ville;"Note, remarque; autre"\n"Caen";"a, b, c, d"\n',
    ],
    ids=["title", "commas in names", "decimal commas", "quoted"],
)
def test_commas_in_cells_separate_nothing(text: str) -> None:
    assert cells(table(text.encode()))[-1][0] in ("Caen", "Modène", "Viborg")


def test_commas_with_blanks_separate_where_nothing_else_does() -> None:
    assert cells(table(b"City, Name\nCaen, Zoe\n")) == [("City", " Name"), ("Caen", " Zoe")]


def test_the_first_line_of_excel_names_the_separator_and_is_no_row() -> None:
    sheet = table(b"sep=|\r\nCity|Name, first\r\nCaen|Zoe\r\n")
    assert cells(sheet) == [("City", "Name, first"), ("Caen", "Zoe")]
    assert numbers(sheet) == [1, 2]


def test_the_organiser_may_name_the_separator() -> None:
    assert cells(table(b"City#Name\nCaen#Zoe, x", Manner(separator="#")))[1] == ("Caen", "Zoe, x")


@pytest.mark.parametrize("separator", ["::", "\n", '"'])
def test_a_separator_that_separates_nothing_is_refused(separator: str) -> None:
    with pytest.raises(PlannerError, match="does not separate"):
        table(b"City;Name", Manner(separator=separator))


def test_rows_are_counted_as_spreadsheets_do() -> None:
    sheet = table(b'City;Note\n\n"Caen";"two\nlines"\nViborg;x\n')
    assert numbers(sheet) == [1, 3, 4]


def test_the_only_sheet_has_no_name() -> None:
    assert table(b"City;Name").name == ""


def test_the_name_of_an_error_is_an_error() -> None:
    assert isinstance(table(b"City;Name\nCaen;#N/A\n").rows[1].cells[1], CellError)


def test_a_quotation_mark_without_an_end_is_told() -> None:
    lines = "\n".join(f'Caen;"Guest {n}' if n == 3 else f"Caen;Guest {n}" for n in range(40))
    assert notes(table(lines.encode()).notes) == [
        "Row 4 has 37 lines: is a quotation mark missing?"
    ]


def test_a_cell_that_does_not_end_is_named_by_its_line() -> None:
    content = b'City;Name\nCaen;"Zoe' + b"\nx;y" * 60_000
    assert "list, line 2: a cell has no end" in str(read_or_refusal(content))


@pytest.mark.parametrize("line", [b"x;y\n", b"\n"], ids=["filled", "blank"])
def test_too_many_rows_are_refused(line: bytes) -> None:
    rows = MAX_ROWS + 1 if line.strip() else 1_048_577
    assert "too many rows" in str(read_or_refusal(b"City;Name\n" + line * rows))


def test_too_many_cells_are_refused() -> None:
    assert "too many cells" in str(read_or_refusal(b"City;Name\n" + b"x;" * 100_000 * 6))


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    found = read_or_refusal(b"City;Name\n" + content)
    assert found


@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2))
)
def test_what_is_quoted_is_kept_as_it_is(table_of: list[list[str]]) -> None:
    quoted = (";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table_of)
    text = "\r\n".join(["City;Name", *quoted]).replace("\0", "")
    sheet = table(text.encode(), Manner(encoding="utf-8"))
    kept = [tuple(cell.replace("\0", "") for cell in row) for row in table_of]
    assert cells(sheet)[1:] == [row for row in kept if any(row)]
