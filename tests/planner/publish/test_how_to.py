"""The page that says how to take a calendar."""

from dataclasses import replace

import pytest

from planner.publish import how_to_words as words
from planner.publish.how_to import MOST_NAMES, Delivery, Guide, how_to, how_to_page, how_to_text
from planner.publish.how_to_steps import PROGRAMS
from planner.publish.labels import LOCALES, Labels
from planner.publish.plaintext import clean_line
from planner.publish.qr import qr_svg
from planner.publish.recipients import Recipient, RecipientKind
from tests.planner.publish.schedules import HOSTILE
from tests.planner.publish.test_page import ATTRIBUTES, TAGS, read

FIRST = Delivery("KIKK 2024", 1, is_update=False, calendar="caen.ics")
UPDATE = Delivery(
    "KIKK 2024",
    3,
    is_update=True,
    calendar="caen.ics",
    small=("changes/1-moved.ics", "changes/2-cancelled.ics"),
    change_list="caen-changes.txt",
    feed="webcal://example.org/f/7f3a.ics",
)
#: Fields of the texts that would stand there as such if nobody filled them in.
FIELDS = ("{file}", "{files}", "{list}", "{name}", "{number}")


def recipient(code: str = "en", name: str = "Caen") -> Recipient:
    return Recipient(RecipientKind.DELEGATION, "caen", name, code, "caen", "caen")


def guide(delivery: Delivery, code: str = "en") -> Guide:
    return how_to(recipient(code), delivery)


def steps(delivery: Delivery, heading: str) -> tuple[str, ...]:
    return next(s.steps for s in guide(delivery).sections if s.heading == heading)


def notes(delivery: Delivery, heading: str) -> tuple[str, ...]:
    return next(s.notes for s in guide(delivery).sections if s.heading == heading)


def test_every_program_has_its_section() -> None:
    assert [section.heading for section in guide(FIRST).sections] == [
        "Outlook",
        "Google Calendar",
        "Apple: iPhone, iPad, Mac",
        "Thunderbird",
        "Nextcloud",
        "Android phones",
    ]


def test_the_first_time_a_calendar_of_its_own_is_advised_and_nothing_deleted() -> None:
    text = how_to_text(guide(FIRST))
    assert "Please give the programme a calendar of its own." in text
    assert "Delete the calendar" not in text
    assert "earlier version" not in text


@pytest.mark.parametrize("heading", ["Outlook", "Thunderbird", "Nextcloud"])
def test_where_importing_again_fails_the_old_calendar_is_deleted_first(heading: str) -> None:
    first, *then = steps(UPDATE, heading)
    assert first == "Delete the calendar with the earlier version."
    assert any("caen.ics" in step for step in then)


def test_google_gets_a_new_calendar_before_the_old_one_is_hidden() -> None:
    new, imported, hidden = steps(UPDATE, "Google Calendar")
    assert "KIKK 2024 (v3)" in new
    assert "caen.ics" in imported
    assert "hide" in hidden


def test_apple_takes_the_file_into_the_same_calendar() -> None:
    assert any("same calendar" in step for step in steps(UPDATE, "Apple: iPhone, iPad, Mac"))


def test_small_files_are_spoken_of_only_where_there_are_some() -> None:
    assert "changes/1-moved.ics, changes/2-cancelled.ics" in how_to_text(guide(UPDATE))
    assert len(notes(UPDATE, "Outlook")) == 2
    without = replace(UPDATE, small=())
    assert "small file" not in how_to_text(guide(without))
    assert len(notes(without, "Outlook")) == 1


def test_of_very_many_small_files_some_are_named() -> None:
    names = tuple(f"{n}.ics" for n in range(MOST_NAMES + 1))
    text = how_to_text(guide(replace(UPDATE, small=names)))
    assert f"{MOST_NAMES - 1}.ics …" in text
    assert f"{MOST_NAMES}.ics" not in text


def test_who_has_subscribed_has_nothing_to_do() -> None:
    section = guide(UPDATE).sections[0]
    assert section.address == "webcal://example.org/f/7f3a.ics"
    assert "you have nothing to do" in section.lead[0]
    assert "8 to 24 hours" in section.notes[0]
    first = guide(replace(FIRST, feed=UPDATE.feed)).sections[0]
    assert len(first.lead) == 1


def test_without_an_address_nothing_is_said_of_subscriptions() -> None:
    assert guide(replace(UPDATE, feed=None)).sections[0].heading == "Outlook"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/f.ics", "https://example.org/f.ics"),
        ("javascript:alert(1)", ""),
        (" data:text/html,x", ""),
    ],
)
def test_only_addresses_of_the_web_become_links(address: str, link: str) -> None:
    made = guide(replace(UPDATE, feed=address))
    assert (made.sections[0].address, made.sections[0].link) == (address.strip(), link)
    links = [a["href"] for tag, a in read(how_to_page(made)).tags if tag == "a"]
    assert links == ([link] if link else [])


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("delivery", [FIRST, UPDATE], ids=["first", "update"])
def test_everything_is_said_in_the_readers_language(delivery: Delivery, code: str) -> None:
    text, english = (how_to_text(guide(delivery, each)) for each in (code, "en"))
    assert not any(field in text for field in FIELDS)
    if code != "en":
        sentences = {line for line in english.splitlines() if len(line) > 40}
        assert not sentences & set(text.splitlines())


@pytest.mark.parametrize("code", LOCALES)
def test_page_and_text_say_the_same(code: str) -> None:
    made = guide(UPDATE, code)
    shown = "".join(read(how_to_page(made)).text.split())
    for section in made.sections:
        for sentence in (section.heading, *section.lead, *section.steps, *section.notes):
            assert "".join(sentence.split()) in shown
            assert sentence in how_to_text(made)


def test_every_sentence_is_used() -> None:
    texts = {v for name, v in vars(words).items() if name.isupper() and isinstance(v, str)}
    deliveries = (FIRST, UPDATE, replace(FIRST, feed=UPDATE.feed))
    used = "".join(how_to_text(guide(delivery)) for delivery in deliveries)
    unused = [text for text in texts if not all(p in used for p in _fixed(text))]
    assert unused == []


def _fixed(text: str) -> list[str]:
    """What stands between the fields of a text."""
    for field in FIELDS:
        text = text.replace(field, "\n")
    return text.split("\n")


def test_the_page_asks_nothing_of_the_network_and_says_its_language() -> None:
    found = read(how_to_page(guide(replace(UPDATE, feed=None), "sr")))
    assert found.tags[0] == ("html", {"lang": "sr-Latn"})
    assert {tag for tag, _ in found.tags} <= TAGS
    assert not {name for _, attributes in found.tags for name in attributes} & {"src", "href"}
    policy = [a["content"] for _, a in found.tags if a.get("http-equiv")]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_shown_and_never_become_markup(text: str) -> None:
    delivery = replace(UPDATE, edition=text, calendar=text, small=(text,), feed=text)
    made = how_to(recipient(name=text), delivery)
    found = read(how_to_page(made))
    assert {tag for tag, _ in found.tags} <= TAGS
    assert {name for _, attributes in found.tags for name in attributes} <= ATTRIBUTES
    assert clean_line(text) in " ".join(found.text.split())
    assert clean_line(text) in how_to_text(made)


def test_the_same_guide_gives_the_same_bytes() -> None:
    assert how_to_page(guide(UPDATE, "ka")) == how_to_page(guide(UPDATE, "ka"))


def test_the_whole_edition_is_no_name_of_a_reader() -> None:
    everybody = Recipient(RecipientKind.EDITION, "kikk", "KIKK 2024", "en", "edition")
    assert how_to(everybody, UPDATE).recipient == ""


def test_headings_of_programs_are_names_or_translated() -> None:
    french = Labels("fr")
    assert [french(p.heading) for p in PROGRAMS][1::4] == ["Google Agenda", "Téléphones Android"]


def test_the_address_to_subscribe_to_stands_as_a_code_too() -> None:
    assert UPDATE.feed is not None
    content = how_to_page(guide(UPDATE))
    assert qr_svg(UPDATE.feed).strip() in content
    labels = [a["aria-label"] for _, a in read(content).tags if a.get("role") == "img"]
    assert labels == [f"QR code of the address {UPDATE.feed}"]


def test_what_is_no_address_has_no_code() -> None:
    for feed in (None, "javascript:alert(1)", "ქალაქი"):
        assert b"<svg" not in how_to_page(guide(replace(UPDATE, feed=feed)))
