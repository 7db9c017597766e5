"""What the tests of the papers for round tables share."""

from datetime import timedelta

from models.words import HostKind, Role
from planner.entities import Activity, Delegation
from planner.programme import Programme
from tests.build import Build, fri
from tests.planner.publish.schedules import HOSTILE


def full_table() -> tuple[Build, Activity]:
    """A round table of 60 minutes with everybody one may have."""
    plan = Build()
    tbilisi, viborg = plan.delegation("Tbilisi"), plan.delegation("Viborg")
    nino = plan.delegate(
        tbilisi, "ნინო მაგალითაძე", latin_name="Nino Magalitadze", role="Curator", phone="+995 1"
    )
    place = plan.site("La Bourse", address="Place d’Armes 1", municipality="Namur")
    table = plan.round_table(
        "Cities as screens", fri("14:00"), 60, place, tbilisi, viborg, language="en"
    )
    plan.joins(table, plan.host("Billie", HostKind.INTERPRETER), Role.INTERPRETS)
    plan.joins(table, plan.host("Sacha", HostKind.MODERATOR), Role.MODERATES)
    plan.joins(table, plan.host("The house", HostKind.INSTITUTION))
    plan.part(table, 10, nino, title="Courtyards on air", language="en")
    plan.part(table, 15, viborg, title="A town that animates", language="fr")
    return plan, table


def hostile_tables() -> Build:
    """A round table for every hostile text, of which everything is called."""
    plan = Build()
    city = plan.delegation(HOSTILE[4])
    for n, text in enumerate(HOSTILE):
        table = _hostile_table(plan, city, n, text)
        plan.joins(table, plan.host(text, HostKind.MODERATOR), Role.MODERATES)
        person = plan.delegate(city, text, latin_name=f"Latin {text}", role=text, position=n)
        plan.part(table, 90, person, city, title=text, language=text[:8])
    return plan


def _hostile_table(plan: Build, city: Delegation, n: int, text: str) -> Activity:
    return plan.round_table(
        text,
        fri("08:00") + timedelta(minutes=60 * n),
        60,
        plan.site(text, address=text),
        city,
        meeting_point=text,
        description=text,
        language=text,
    )


def private_of(programme: Programme) -> set[str]:
    """Phones, e-mails, diets and access needs of everybody: for nobody at a table."""
    delegates, hosts = programme.delegates.values(), programme.hosts.values()
    organisers = programme.organisers.values()
    found = {text for d in delegates for text in (d.phone, d.email, d.diet, d.access_needs)}
    found |= {text for h in hosts for text in (h.phone, h.email)}
    found |= {text for o in organisers for text in (o.phone, o.email)}
    return {text for text in found if text}
