"""Serbian in Cyrillic from Serbian in Latin letters: one language, two scripts.

Every Latin letter has one Cyrillic letter, lj, nj and dž too (Pravopis srpskoga jezika); the few
words in which n and j, or d and ž, belong to different syllables would have to be added to
``APART``.  Placeholders and the names of programs and things that are written so stay as they are.
"""

import re

LETTERS = {
    **dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True)),
    "lj": "љ",
    "nj": "њ",
    "dž": "џ",
}
#: Words that are no Serbian ones; their endings are: ``Outlook-u`` becomes ``Outlook-у``.
NAMES = (
    "UK Government GHG Conversion Factors for Company Reporting",
    "Department for Energy Security and Net Zero",
    "Android", "Apple", "CO₂e", "CO₂", "Google", "iCloud", "ICS", "iOS", "iPad", "iPhone", "KIKK",
    "macOS", "Outlook", "PDF", "QR", "Thunderbird", "UNESCO", "URL", "Wake", "Wi-Fi",
)  # fmt: skip
#: Beginnings of words in which two letters stay two: injekcija, konjunktura, nadživeti.
APART = ("injek", "konjun", "tanjug", "nadž", "podž", "odž")
_KEPT = re.compile(rf"({{\w*}}|https?://\S+|\S+@\S+|\.\w+\b|\b(?:{'|'.join(NAMES)})\b)")
_LETTER = re.compile("dž|lj|nj|[a-zđžćčš]", re.IGNORECASE)


def cyrillic(text: str) -> str:
    """``text`` in Cyrillic letters; raises ``ValueError`` for a word that needs a closer look."""
    pieces = _KEPT.split(text)
    return "".join(
        piece if number % 2 else _LETTER.sub(lambda found: _letter(found[0]), _checked(piece))
        for number, piece in enumerate(pieces)
    )


def _letter(latin: str) -> str:
    found = LETTERS.get(latin.lower())
    if found is None:
        raise ValueError(f"not a Serbian letter: {latin}")
    return found if latin.islower() else found.upper()


def _checked(text: str) -> str:
    for word in re.findall(r"\w+", text):
        if word.lower().startswith(APART):
            raise ValueError(f"two letters or one: {word}")
    return text
