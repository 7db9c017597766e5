"""Cards with codes: one a recipient, in their language, whatever they are called."""

import re
from dataclasses import replace
from html import unescape

import pytest

from planner.publish.cards import cards_page
from planner.publish.qr import qr_svg
from tests.planner.publish.schedules import HOSTILE
from tests.planner.publish.test_merge import ROW


def texts_in(page: bytes) -> str:
    """What a reader sees; markup away."""
    body = page.decode().partition("<body>")[2]
    return " ".join(unescape(re.sub("<[^>]*>", " ", body)).split())


def test_each_recipient_has_a_card_with_the_code_of_the_own_address() -> None:
    rows = [replace(ROW, name=f"No {n}", feed=f"webcal://x.example/{n}.ics") for n in range(3)]
    page = cards_page("KIKK 2024", 3, "en", rows)
    assert page.count(b'<section class="card"') == 3
    for row in rows:
        assert qr_svg(row.feed) in page
        assert row.feed in texts_in(page)
        assert row.name in texts_in(page)


def test_a_card_is_in_the_language_of_its_reader() -> None:
    rows = [replace(ROW, language=language) for language in ("fr", "sr")]
    page = cards_page("KIKK 2024", 3, "en", rows)
    assert "Version 3 KIKK 2024" in texts_in(page)
    assert "Scannez ce code" in texts_in(page)
    assert "Skenirajte ovaj kod" in texts_in(page)
    assert b'<html lang="en-GB">' in page
    assert b'lang="fr"' in page
    assert b'lang="sr-Latn"' in page


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_markup(text: str) -> None:
    page = cards_page(text, 3, "en", [replace(ROW, name=text, delegation=f"{text}x")])
    calm = cards_page("A", 3, "en", [replace(ROW, name="A", delegation="Ax")])
    assert re.findall("<[a-z/][^>]*>", page.decode().partition("<body>")[2]) == re.findall(
        "<[a-z/][^>]*>", calm.decode().partition("<body>")[2]
    )


def test_cards_ask_nothing_of_the_network() -> None:
    page = cards_page("KIKK 2024", 3, "en", [ROW]).decode()
    assert "default-src 'none'" in page
    assert not re.findall(r"\b(?:src|href)=", page)
