"""Calendars to subscribe to: their names, their addresses, their codes, what is in them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.publish.feeds import feed_address, feed_bytes, feed_name
from planner.publish.qr import qr_svg
from tests.planner.publish.calendars import Releases, events_in, lines_of, recipient_of
from tests.planner.publish.schedules import small_plan

SECRET = bytes(range(32))
ADDRESS = "webcal://example.org/kikk/2frhwbnvgivubqkxkhsmg3lpq6n7w5id.ics"


def test_a_name_is_the_same_for_the_same_secret_and_recipient() -> None:
    assert feed_name(SECRET, "delegate:a") == feed_name(SECRET, "delegate:a")


@pytest.mark.slow
@given(st.sets(st.tuples(st.binary(min_size=32, max_size=32), st.text()), min_size=2, max_size=5))
def test_other_secrets_and_recipients_have_other_names(found: set[tuple[bytes, str]]) -> None:
    assert len({feed_name(*each) for each in found}) == len(found)


@given(st.text())
def test_a_name_tells_nothing_and_is_safe_anywhere(recipient: str) -> None:
    assert re.fullmatch(r"[a-z2-7]{32}\.ics", feed_name(SECRET, recipient))


@pytest.mark.parametrize(
    "base",
    [
        "https://example.org/kikk/",
        "https://example.org/kikk",
        "http://example.org/kikk//",
        "webcal://example.org/kikk/",
    ],
)
def test_an_address_is_where_the_folder_is_published(base: str) -> None:
    assert feed_address(base, "abc.ics") == "webcal://example.org/kikk/abc.ics"


def test_an_address_keeps_its_port_and_may_have_no_folder() -> None:
    assert feed_address("https://h.example:8443", "a.ics") == "webcal://h.example:8443/a.ics"


def test_a_feed_says_how_often_to_look_and_is_called_the_same_in_every_release() -> None:
    plan, releases = small_plan(), Releases()
    tbilisi = recipient_of(plan.programme(), plan.programme().delegations["delegation-tbilisi"])
    heads = []
    for _release in range(2):
        lines = lines_of(feed_bytes(releases.make(plan.programme()), tbilisi))
        assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in lines
        assert "X-PUBLISHED-TTL:PT6H" in lines
        assert "METHOD:PUBLISH" not in lines
        heads.append([line for line in lines if line.startswith("X-WR-CAL")])
    assert heads == [
        ["X-WR-CALNAME:2024: Tbilisi", f"X-WR-CALDESC:Version {number}"] for number in (1, 2)
    ]


def test_who_is_gone_keeps_a_feed_in_which_everything_is_cancelled() -> None:
    plan, releases = small_plan(), Releases()
    releases.make(plan.programme())
    tbilisi = plan.programme().delegations["delegation-tbilisi"]
    recipient = recipient_of(plan.programme(), tbilisi)
    plan.change(tbilisi, status="cancelled")
    events = events_in(feed_bytes(releases.make(plan.programme()), recipient))
    assert {str(event["STATUS"]) for event in events.values()} == {"CANCELLED"}
    assert all(title.startswith("CANCELLED: ") for title in events)


def test_a_code_is_the_same_for_the_same_address() -> None:
    assert qr_svg(ADDRESS) == qr_svg(ADDRESS)
    assert qr_svg(ADDRESS) != qr_svg(ADDRESS + "x")


def test_a_code_is_an_image_that_asks_nothing_of_the_network() -> None:
    text = qr_svg(ADDRESS).decode()
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ')
    assert "href" not in text
    assert ADDRESS not in text


@pytest.mark.parametrize("address", [ADDRESS, "webcal://example.org/" + "x" * 500 + ".ics"])
def test_a_reader_of_codes_reads_the_address(address: str) -> None:
    reader = pytest.importorskip("zxingcpp")
    (found,) = reader.read_barcodes(pixels(qr_svg(address).decode()))
    assert found.text == address


def pixels(svg: str) -> object:
    """The code as grey pixels, four to a module, from the strokes of the SVG file."""
    import numpy as np

    size = int(re.findall(r'viewBox="0 0 (\d+)', svg)[0])
    modules = np.full((size, size), 255, np.uint8)
    x, y = 0.0, 0.0
    stroke = re.findall(r'class="qrline"[^>]* d="([^"]+)"', svg)[0]
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", stroke):
        values = [float(n) for n in re.findall(r"-?[\d.]+", numbers)]
        if command == "h":
            modules[int(y), int(x) : int(x + values[0])] = 0
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    return np.kron(modules, np.ones((4, 4), np.uint8))
