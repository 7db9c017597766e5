"""What a release is sent with: for whom, in which words, all of it or nothing."""

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from planner.entities import Delegate, Organiser
from planner.errors import PlannerError
from planner.publish.recipients import Recipient, recipients
from planner.publish.sending import Post, Sent, send
from tests.build import Build, fri
from tests.planner.publish.calendars import Releases, events_in, recipient_of
from tests.planner.publish.schedules import pages_of, small_plan

SECRET = bytes(range(32))
BASE = "https://example.org/kikk/"


def plan_with_addresses() -> Build:
    plan = small_plan()
    for delegate in plan.programme().delegates.values():
        plan.change(delegate, email=f"{delegate.id}@people.example")
    plan.add(Organiser("organiser-1", plan.edition.id, "Odile", email="odile@kikk.example"))
    return plan


def post_of(plan: Build, releases: Releases, held: int | None = None, **values: Any) -> Post:
    """The plan released, for people who hold release ``held``."""
    outgoing = releases.make(plan.programme())
    books = tuple(made.programme for made in reversed(releases.all))
    if held is not None:
        outgoing = replace(
            outgoing,
            held=dict.fromkeys(outgoing.ledger.rows, held),
            earlier={held: releases.all[held - 1].programme},
        )
    return Post(outgoing, books, SECRET, **values)


def delegate_of(plan: Build, name: str) -> Delegate:
    return next(d for d in plan.programme().delegates.values() if d.name == name)


def nino_of(plan: Build) -> Recipient:
    return recipient_of(plan.programme(), delegate_of(plan, "ნინო მაგალითაძე"))


def update_of(plan: Build) -> Post:
    """Nino's meeting is moved, and everybody holds what was before."""
    releases = Releases()
    post_of(plan, releases)
    meeting = next(a for a in plan.programme().activities.values() if a.title == "One to one")
    plan.change(meeting, start=fri("11:00"))
    return post_of(plan, releases, held=1)


def files_in(folder: Path) -> dict[str, bytes]:
    """Hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def mail_of(sent: Sent, recipient: Recipient, out: Path) -> EmailMessage:
    found = message_from_bytes((out / sent.rows[recipient.key].mail).read_bytes(), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def bytes_of(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body()
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r\n", "\n")


def attachments_of(mail: EmailMessage) -> dict[str, EmailMessage]:
    return {part.get_filename() or "": part for part in mail.iter_attachments()}


def test_a_first_mail_brings_calendar_and_schedule(tmp_path: Path) -> None:
    plan = plan_with_addresses()
    nino = nino_of(plan)
    sent = send(post_of(plan, Releases()), tmp_path, wanted=[nino])
    mail = mail_of(sent, nino, tmp_path)
    assert (mail["From"], mail["X-Unsent"]) == ("Odile <odile@kikk.example>", "1")
    assert [a.addr_spec for a in mail["To"].addresses] == [f"{nino.id}@people.example"]
    assert mail["Subject"] == "2024: your programme (version 1)"
    assert text_of(mail).startswith("Hello ნინო მაგალითაძე,\n\nAttached you will find your prog")
    assert text_of(mail).endswith("Kind regards\nOdile\n2024\n")
    assert "has changed" not in text_of(mail)
    files = attachments_of(mail)
    assert list(files) == [f"{nino.slug}.ics", f"{nino.slug}.pdf"]
    assert "One to one" in events_in(files[f"{nino.slug}.ics"].get_content())
    pages = pages_of(files[f"{nino.slug}.pdf"].get_content())
    assert any("Onetoone" in page for page in pages)
    assert not any("Changed" in page for page in pages)


def test_an_update_tells_what_has_changed_and_how_to_take_it(tmp_path: Path) -> None:
    plan = plan_with_addresses()
    nino = nino_of(plan)
    mail = mail_of(send(update_of(plan), tmp_path), nino, tmp_path)
    assert mail["Subject"] == "2024: your programme has changed (version 2)"
    text = text_of(mail)
    assert "what has changed from version 1 to version 2" in text
    assert "Moved: 11:00–11:30 One to one" in text
    assert "How to take this update" in text
    assert "01-publish-one-to-one.ics" in text
    assert "changes.txt" not in text


def test_an_update_brings_a_part_for_each_change_that_mail_programs_act_on(tmp_path: Path) -> None:
    plan, releases = plan_with_addresses(), Releases()
    nino = nino_of(plan)
    post_of(plan, releases)
    found = {a.title: a for a in plan.programme().activities.values()}
    plan.change(found["Charleroi hub"], start=None)
    plan.change(found["One to one"], start=fri("11:00"))
    sent = send(post_of(plan, releases, held=1), tmp_path)
    parts = list(attachments_of(mail_of(sent, nino, tmp_path)).values())[2:]
    assert [(p.get_content_type(), p["Content-Type"].params["method"]) for p in parts] == [
        ("text/calendar", "CANCEL"),  # the way there
        ("text/calendar", "CANCEL"),
        ("text/calendar", "PUBLISH"),
    ]
    for part in parts:
        assert len(events_in(bytes_of(part))) == 1


def test_who_holds_the_same_gets_no_mail_unless_named(tmp_path: Path) -> None:
    plan = plan_with_addresses()
    asta = recipient_of(plan.programme(), delegate_of(plan, "Asta Eksempelsen"))
    post = update_of(plan)
    assert send(post, tmp_path).rows[asta.key].mail == ""
    assert send(post, tmp_path, wanted=[asta]).rows[asta.key].mail


def test_what_has_been_called_off_is_written_to_who_is_gone(tmp_path: Path) -> None:
    plan, releases = plan_with_addresses(), Releases()
    nino = nino_of(plan)
    post_of(plan, releases)
    plan.change(plan.programme().delegations["delegation-tbilisi"], status="cancelled")
    mail = mail_of(send(post_of(plan, releases, held=1), tmp_path), nino, tmp_path)
    assert "Cancelled: 09:00–09:30 One to one" in text_of(mail)
    assert f"{nino.slug}.pdf" not in attachments_of(mail)


@pytest.mark.parametrize(
    ("language", "hello", "subject"),
    [
        ("fr", "Bonjour Ana,", "2024 : votre programme (version 1)"),
        ("ka", "გამარჯობა, Ana,", "2024: თქვენი პროგრამა (ვერსია 1)"),
        ("xx", "Hello Ana,", "2024: your programme (version 1)"),
    ],
)
def test_a_mail_is_in_the_language_of_its_reader(
    tmp_path: Path, language: str, hello: str, subject: str
) -> None:
    plan = Build()
    delegation = plan.delegation("Caen", document_language=language)
    ana = plan.delegate(delegation, "Ana", email="ana@x.example")
    plan.visit("Fab Lab", fri("10:00"), 60, None, delegation)
    recipient = recipient_of(plan.programme(), ana)
    mail = mail_of(send(post_of(plan, Releases()), tmp_path), recipient, tmp_path)
    assert text_of(mail).startswith(hello)
    assert mail["Subject"] == subject


def test_no_mail_has_an_address_of_somebody_else(tmp_path: Path) -> None:
    plan = plan_with_addresses()
    sent = send(update_of(plan), tmp_path, wanted=recipients(plan.programme()))
    addresses = {row.email for row in sent.rows.values() if row.email}
    assert len(addresses) == 3
    for key in sent.mailed:
        row = sent.rows[key]
        said = everything_in(tmp_path / row.mail)
        assert row.email in said
        assert not [a for a in addresses - {row.email} if a in said]


def everything_in(path: Path) -> str:
    """Headers and decoded parts; of a schedule its words."""
    mail = message_from_bytes(path.read_bytes(), policy=default)
    texts = [str(value) for value in mail.values()]
    for part in mail.walk():
        if part.get_content_type() == "application/pdf":
            texts += pages_of(bytes_of(part))
        elif not part.is_multipart():
            texts.append(bytes_of(part).decode())
    return "\n".join(texts).replace("\r\n ", "")


def test_the_same_release_is_sent_with_the_same_bytes(tmp_path: Path) -> None:
    post = replace(update_of(plan_with_addresses()), base=BASE)
    send(post, tmp_path / "one")
    send(post, tmp_path / "two")
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")


def test_a_corrected_address_needs_no_release(tmp_path: Path) -> None:
    plan = plan_with_addresses()
    nino = nino_of(plan)
    post = post_of(plan, Releases())
    plan.change(delegate_of(plan, nino.name), email="new@people.example")
    sent = send(replace(post, books=(plan.programme(), *post.books)), tmp_path)
    assert sent.rows[nino.key].email == "new@people.example"


def test_without_an_address_there_is_a_feed_but_no_mail(tmp_path: Path) -> None:
    plan = plan_with_addresses()
    nino = nino_of(plan)
    plan.change(delegate_of(plan, nino.name), email=None)
    sent = send(post_of(plan, Releases()), tmp_path)
    assert nino.name in sent.unreachable
    assert nino.key not in sent.mailed
    assert nino.key in sent.fed
    assert "2024" not in sent.unreachable


def test_an_address_that_no_mail_can_have_is_told(tmp_path: Path) -> None:
    plan = plan_with_addresses()
    nino = nino_of(plan)
    plan.change(delegate_of(plan, nino.name), email="nino@x.example\r\nBcc: all@x.example")
    sent = send(post_of(plan, Releases()), tmp_path, wanted=[nino])
    assert nino.key not in sent.mailed
    assert [str(w) for w in sent.warnings] == [
        "ნინო მაგალითაძე: no mail can be sent to “nino@x.example Bcc: all@x.example”."
    ]


def test_without_an_organiser_to_write_the_drafts_name_no_sender(tmp_path: Path) -> None:
    plan = plan_with_addresses()
    plan.change(plan.programme().organisers["organiser-1"], email=None)
    nino = nino_of(plan)
    sent = send(post_of(plan, Releases()), tmp_path)
    assert mail_of(sent, nino, tmp_path)["From"] is None
    assert any("No organiser" in str(w) for w in sent.warnings)


def test_an_address_to_subscribe_to_is_in_table_mail_and_code(tmp_path: Path) -> None:
    plan = plan_with_addresses()
    nino = nino_of(plan)
    sent = send(post_of(plan, Releases(), base=BASE), tmp_path)
    row = sent.rows[nino.key]
    assert row.feed == f"webcal://example.org/kikk/{Path(row.feed_file).name}"
    assert row.feed in text_of(mail_of(sent, nino, tmp_path))
    assert row.feed.encode() in (tmp_path / "merge.csv").read_bytes()
    assert (tmp_path / row.qr).read_bytes().startswith(b"<svg ")
    assert row.feed.encode() in (tmp_path / "cards.html").read_bytes()


def test_without_a_base_no_address_is_told(tmp_path: Path) -> None:
    plan = plan_with_addresses()
    sent = send(post_of(plan, Releases()), tmp_path)
    assert {(row.feed, row.qr) for row in sent.rows.values()} == {("", "")}
    assert not (tmp_path / "cards.html").exists()
    assert b"webcal:" not in b"".join(files_in(tmp_path / "feeds").values())
    assert "webcal:" not in text_of(mail_of(sent, nino_of(plan), tmp_path))


def test_feeds_keep_their_names_from_release_to_release(tmp_path: Path) -> None:
    plan, releases = plan_with_addresses(), Releases()
    first = send(post_of(plan, releases), tmp_path)
    plan.delegate(plan.delegation("Caen"), "New")
    second = send(post_of(plan, releases), tmp_path)
    assert first.rows
    for key, row in first.rows.items():
        assert second.rows[key].feed_file == row.feed_file


def test_every_recipient_has_a_feed_and_nothing_lists_them(tmp_path: Path) -> None:
    sent = send(post_of(plan_with_addresses(), Releases()), tmp_path)
    feeds = files_in(tmp_path / "feeds")
    names = {Path(row.feed_file).name for row in sent.rows.values()}
    assert feeds.keys() == names | {"index.html"}
    assert not [name for name in names if name.encode() in feeds["index.html"]]


def test_an_old_release_is_mailed_but_its_feeds_are_left_alone(tmp_path: Path) -> None:
    plan, releases = plan_with_addresses(), Releases()
    old = post_of(plan, releases, is_newest=False)
    newest = send(post_of(plan, releases), tmp_path)
    before = files_in(tmp_path / "feeds")
    sent = send(old, tmp_path)
    assert files_in(tmp_path / "feeds") == before
    assert newest.fed
    assert sent.fed == []
    assert sent.mailed
    assert "Release 1 is not the newest: subscribers keep the newest." in map(str, sent.warnings)


def test_mails_of_another_release_lie_in_another_folder(tmp_path: Path) -> None:
    plan, releases = plan_with_addresses(), Releases()
    nino = nino_of(plan)
    mails = [send(post_of(plan, releases), tmp_path).rows[nino.key].mail for _n in range(2)]
    assert mails == [f"mails/v1/{nino.slug}.eml", f"mails/v2/{nino.slug}.eml"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_may_read_what_is_written(tmp_path: Path) -> None:
    sent = send(post_of(plan_with_addresses(), Releases()), tmp_path / "out")
    assert {stat.S_IMODE(path.stat().st_mode) for path in sent.files} == {0o600}


def after(calls: int) -> Callable[[], bool]:
    """A wish to stop that comes after so many questions."""
    answers = iter([False] * calls)
    return lambda: next(answers, True)


@pytest.mark.parametrize("calls", [0, 3, 8])
def test_stopped_it_writes_nothing(tmp_path: Path, calls: int) -> None:
    plan, releases = plan_with_addresses(), Releases()
    send(post_of(plan, releases), tmp_path)
    before = files_in(tmp_path)
    sent = send(post_of(plan, releases), tmp_path, stopped=after(calls))
    assert sent.stopped
    assert files_in(tmp_path) == before


def test_a_folder_in_the_place_of_the_table_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "merge.csv" / "mine").mkdir(parents=True)
    with pytest.raises(PlannerError, match="failed"):
        send(post_of(plan_with_addresses(), Releases()), tmp_path)
    assert files_in(tmp_path) == {}
    assert [path.name for path in tmp_path.iterdir()] == ["merge.csv"]


def test_progress_counts_recipients_and_ends_with_all(tmp_path: Path) -> None:
    plan = plan_with_addresses()
    nino = nino_of(plan)
    seen: list[tuple[int, int, str]] = []
    send(
        post_of(plan, Releases()), tmp_path, wanted=[nino], progress=lambda *step: seen.append(step)
    )
    assert seen == [(0, 1, nino.name), (1, 1, "")]
