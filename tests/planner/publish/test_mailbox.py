"""Whose address a mail goes to, and which addresses can stand in one."""

import pytest

from planner.entities import Contact, Organiser
from planner.publish.mailbox import Mailbox, mailbox_for, sender_of, written
from planner.publish.recipients import Recipient, RecipientKind, recipients
from tests.build import Build, wed
from tests.planner.publish.calendars import recipient_of, whole_edition


def organiser(plan: Build, name: str, email: str | None) -> None:
    plan.add(Organiser(f"organiser-{name}", plan.edition.id, name, email=email))


def test_a_delegate_is_written_to_at_the_own_address() -> None:
    plan = Build()
    ana = plan.delegate(plan.delegation(), "Ana", email=" ana@x.example ")
    programme = plan.programme()
    found = mailbox_for([programme], recipient_of(programme, ana))
    assert found == Mailbox("Ana", "ana@x.example")


def test_a_delegation_is_written_to_at_its_first_delegate_who_has_an_address() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    plan.delegate(tbilisi, "Ana", position=1)
    plan.delegate(tbilisi, "Bo", position=3, email="bo@x.example")
    plan.delegate(tbilisi, "Zoe", position=2, email="zoe@x.example")
    programme = plan.programme()
    found = mailbox_for([programme], recipient_of(programme, tbilisi))
    assert found == Mailbox("Zoe", "zoe@x.example")


@pytest.mark.parametrize(("own", "used"), [("host@x.example", "host"), (None, "contact")])
def test_a_host_is_written_to_at_the_own_address_else_its_contacts(
    own: str | None, used: str
) -> None:
    plan = Build()
    host = plan.host("TRAKK", email=own)
    plan.add(Contact("contact-1", host.id, "Abe"))
    plan.add(Contact("contact-2", host.id, "Cleo", email="contact@x.example"))
    plan.visit("Fab Lab", wed("10:00"), 60, None, plan.delegation(), host)
    programme = plan.programme()
    found = mailbox_for([programme], recipient_of(programme, host))
    assert found is not None
    assert found.address == f"{used}@x.example"


def test_nobody_knows_where_to_write_to_drivers_and_to_everybody() -> None:
    plan = Build()
    plan.delegate(plan.delegation(), "Ana", email="ana@x.example")
    driver = Recipient(RecipientKind.DRIVER, "vehicle-1", "Tom", "fr", "driver-tom")
    programme = plan.programme()
    assert mailbox_for([programme], driver) is None
    assert mailbox_for([programme], whole_edition(programme)) is None


def test_the_plan_as_it_is_now_has_the_word() -> None:
    plan = Build()
    ana = plan.delegate(plan.delegation(), "Ana", email="old@x.example")
    released = plan.programme()
    recipient = recipient_of(released, ana)
    plan.change(ana, email="new@x.example")
    assert mailbox_for([plan.programme(), released], recipient) == Mailbox("Ana", "new@x.example")
    plan.change(ana, email=None)
    assert mailbox_for([plan.programme(), released], recipient) is None


def test_who_is_no_longer_in_the_plan_is_found_in_an_earlier_one() -> None:
    plan = Build()
    ana = plan.delegate(plan.delegation(), "Ana", email="ana@x.example")
    earlier = plan.programme()
    recipient = recipient_of(earlier, ana)
    now = Build().programme()
    assert recipient not in recipients(now)
    assert mailbox_for([now, earlier], recipient) == Mailbox("Ana", "ana@x.example")


def test_mails_come_from_the_first_organiser_who_has_an_address() -> None:
    plan = Build()
    organiser(plan, "Ada", None)
    assert sender_of([plan.programme()]) is None
    organiser(plan, "Odile", "odile@x.example")
    organiser(plan, "Zoe", "zoe@x.example")
    assert sender_of([plan.programme()]) == Mailbox("Odile", "odile@x.example")


@pytest.mark.parametrize(
    ("typed", "in_mail"),
    [
        ("ana@x.example", "ana@x.example"),
        (" ana+kikk@mail.x.example ", "ana+kikk@mail.x.example"),
        ("info@müller.example", "info@xn--mller-kva.example"),
        ("Ana@X.Example", "Ana@X.Example"),
        ("a'b.c/d@x.example", "a'b.c/d@x.example"),
    ],
)
def test_an_address_is_written_in_ascii(typed: str, in_mail: str) -> None:
    assert written(typed) == in_mail


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ana",
        "ana@localhost",
        "ნინო@x.example",
        "a@b@x.example",
        "ana@x.example, bo@x.example",
        "ana@x.example; bo@x.example",
        "ana@x.example\r\nBcc: bo@x.example",
        "ana@x.example>",
        '"ana"@x.example',
        ".ana@x.example",
        "ana@-..example",
        "ana@" + "x" * 64 + ".example",
        "a" * 65 + "@x.example",
        "ana@" + "x." * 130 + "example",
        "ana@\ud800.example",
        "ana@straße.example",
        "-ana\n@x.example",
    ],
)
def test_what_is_no_single_address_is_not_written(typed: str) -> None:
    assert written(typed) is None
