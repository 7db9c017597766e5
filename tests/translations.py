"""The translation catalogues: are they complete, and do they say what the code says?

``python -m tests.translations`` checks, ``--update`` takes new texts from the code into the
``.po`` files (untranslated ones are then reported) and compiles them.
"""

import argparse
import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.serbian import cyrillic

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "data" / "locale"
KEYWORDS = {"_": None, "N_": None, "Phrase": (1,), "plural": (1, 2)}
#: Where the fixed words of documents are marked; they have a catalogue of their own.
DOCUMENT_WORDS = {
    path.relative_to(ROOT).as_posix()
    for pattern in ("labels.py", "**/*_words.py")
    for path in (ROOT / "planner" / "publish").glob(pattern)
}
#: Domain -> the languages that must be complete.
LANGUAGES = {
    "wake_planner": ("fr",),
    "documents": ("fr", "de", "it", "da", "nb", "sr", "sr_Cyrl", "ka"),
}
#: Made from the catalogue of another script, never by hand: language -> where from, and how.
WRITTEN = {"sr_Cyrl": ("sr", cyrillic)}


def extracted(domain: str) -> Catalog:
    """Every text of a domain that the code marks."""
    catalogue = Catalog(domain=domain, project="Wake Planner", charset="utf-8")
    for folder in ("models", "planner", "screens"):
        found = extract_from_dir(ROOT / folder, [("**.py", "python")], keywords=KEYWORDS)
        for name, _line, message, _comments, context in found:
            path = f"{folder}/{Path(name).as_posix()}"
            if (path in DOCUMENT_WORDS) == (domain == "documents"):
                catalogue.add(message, context=context, locations=[(path, 0)])
    return catalogue


def unseen() -> Iterator[str]:
    """Marked texts that the extractor misses: before Python 3.12 it is blind to f-strings."""
    seen = {
        text for domain in LANGUAGES for message in extracted(domain) for text in _texts(message)
    }
    for folder in ("models", "planner", "screens"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                text = _marked(node)
                if text and text not in seen:
                    where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
                    yield f"{where}: not seen, take it out of the f-string: {text!r}"


def _texts(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _marked(node: ast.AST) -> str | None:
    """The text that a call marks for translation."""
    if not isinstance(node, ast.Call) or not node.args:
        return None
    name = getattr(node.func, "id", getattr(node.func, "attr", None))
    first = node.args[0]
    is_text = isinstance(first, ast.Constant) and isinstance(first.value, str)
    return first.value if name in KEYWORDS and is_text else None  # type: ignore[attr-defined]


def po_path(domain: str, language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


def read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """The binary form of a catalogue, the same for the same texts."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def update(domain: str, language: str) -> None:
    """Take new texts in, drop those that are gone, compile."""
    path = po_path(domain, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = transcribed(domain, language) if language in WRITTEN else read(path, language)
    created = catalogue.creation_date
    catalogue.update(extracted(domain), no_fuzzy_matching=True)
    catalogue.creation_date = created  # else every run would change every file
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, omit_header=False, no_location=True,
                 ignore_obsolete=True, sort_output=True)  # fmt: skip
    path.with_suffix(".mo").write_bytes(compiled(read(path, language)))


def transcribed(domain: str, language: str) -> Catalog:
    """The catalogue of a language in another script."""
    source, written = WRITTEN[language]
    read_in = read(po_path(domain, source), source)
    catalogue = Catalog(
        locale=language,
        charset="utf-8",
        project="Wake Planner documents",
        header_comment="# Wake Planner: the fixed words of calendars and paper in Serbian "
        "(Cyrillic script).\n# Made from those in Latin script: tests/translations.py.",
        creation_date=read_in.creation_date,
        revision_date=read_in.revision_date,
        last_translator="Wake Planner",
        language_team="sr",
        fuzzy=False,
    )
    for message in read_in:
        if message.id:
            assert isinstance(message.string, str), "documents have no plurals"
            catalogue.add(message.id, written(message.string), flags=message.flags)
    return catalogue


def complaints(domain: str, language: str) -> Iterator[str]:
    """What is missing or out of date in one catalogue."""
    path = po_path(domain, language)
    where = path.relative_to(ROOT)
    catalogue = read(path, language)
    wanted = extracted(domain)
    made = transcribed(domain, language) if language in WRITTEN else catalogue
    for message in wanted:
        if not message.id:
            continue
        found = catalogue.get(message.id)
        texts = () if found is None else found.string
        texts = (texts,) if isinstance(texts, str) else texts
        if not texts or not all(texts):
            yield f"{where}: not translated: {message.id!r}"
        elif found is not None and found.string != made[message.id].string:
            yield f"{where}: not as in the other script: {message.id!r}"
        elif found is not None and found.fuzzy:
            yield f"{where}: marked fuzzy: {message.id!r}"
        else:
            yield from wrong_fields(str(where), message.id, texts)
    mo = path.with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiled(catalogue):
        yield f"{where}: the compiled file is out of date"


def wrong_fields(where: str, source: object, texts: object) -> Iterator[str]:
    """Translations must use the placeholders of the source, and no others."""
    import string

    def names(text: str) -> set[str]:
        return {name for _t, name, _f, _c in string.Formatter().parse(text) if name}

    sources = [source] if isinstance(source, str) else list(source)  # type: ignore[call-overload]
    allowed = set().union(*(names(s) for s in sources))
    for text in texts:  # type: ignore[attr-defined]
        used = names(text)
        if not used <= allowed or (len(sources) == 1 and used != allowed):
            yield f"{where}: placeholders differ: {source!r} / {text!r}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    wrong = list(unseen())
    for domain, languages in LANGUAGES.items():
        for language in languages:
            if options.update:
                update(domain, language)
            wrong += complaints(domain, language)
    for line in wrong:
        print(line)
    print(f"translations: {len(wrong)} complaints")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
