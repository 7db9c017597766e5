"""What the tests of paper, page and export share: a small plan, hostile texts, readers."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

from pypdf import PdfReader

from models.words import HostKind, Role
from planner.programme import Programme
from planner.publish.copies import Copy
from planner.publish.documents import USUAL
from planner.publish.fonts import OtherFonts
from planner.publish.paper import Manuscript, Printed, Typesetter
from planner.publish.recipients import Recipient, recipients
from planner.publish.releases import Version
from planner.publish.sheet import Sheet, sheet_for
from tests.build import Build, fri, sat, thu, tue, wed

NOW = datetime(2024, 10, 20, 12, 5, tzinfo=UTC)
LONG = "Three hundred characters of a title that nobody has shortened " * 5

#: Texts that would be code, markup, or an end of a string somewhere.
HOSTILE = (
    "#panic()",
    '#import "secret.typ": *',
    "$x$ *bold* _it_ `raw` @ref <label>",
    "= heading - list + enum / term: x",
    "[b]bold[/b] [/]",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)> &amp;',
    "{{7*7}} {% raw %} {# x #} ${7*7}",
    "{page} of {pages} {0} %s",
    "\\ \\u{1f600} // comment /* comment */",
    "שלום עולם 12:30 (abc)",
    "محمد بن عبد الله",
    LONG.strip(),
    "x" * 300,
)


def small_plan() -> Build:
    """Two delegations with a visit and a round table together and something of their own."""
    plan = Build()
    tbilisi = plan.delegation("Tbilisi")
    viborg = plan.delegation("Viborg", heads=3)
    nino = plan.delegate(tbilisi, "ნინო მაგალითაძე", latin_name="Nino Magalitadze", role="Curator")
    plan.delegate(tbilisi, "Giorgi Nimushashvili")
    asta = plan.delegate(viborg, "Asta Eksempelsen")
    plan.change(
        viborg, arrival=tue("15:05"), departure=sat("16:30"), hotel_id=plan.site("Hotel").id
    )
    trakk = plan.site(
        "TRAKK",
        at=(50.4662, 4.8545),
        address="Avenue Reine Astrid 16",
        postcode="5000",
        municipality="Namur",
    )
    a6k = plan.site("A6K", at=(50.4072, 4.4450))
    host = plan.host("Fab Lab crew")
    plan.visit("Fab Lab", wed("10:00"), 60, trakk, tbilisi, viborg, host, meeting_point="Porch")
    plan.visit("Charleroi hub", wed("13:00"), 60, a6k, tbilisi)
    plan.session("Danish evening", thu("19:00"), 90, trakk, viborg)
    plan.meeting("One to one", fri("09:00"), 30, trakk, nino)
    table = plan.round_table("Cities as screens", sat("10:00"), 60, trakk, tbilisi, viborg)
    plan.joins(table, plan.host("Sacha", HostKind.MODERATOR), Role.MODERATES)
    plan.part(table, 10, nino, title="Courtyards on air")
    plan.part(table, 10, asta, title="A town that animates")
    return plan


def hostile_plan() -> Build:
    """Every text of everything is hostile."""
    plan = Build()
    plan.set_edition(name=HOSTILE[0], theme=HOSTILE[2], is_example=True)
    city = plan.delegation(HOSTILE[4])
    for n, text in enumerate(HOSTILE):
        person = plan.delegate(city, text, latin_name=f"Latin {n} {text}", role=text, position=n)
        site = plan.site(text, address=text, municipality=text, postcode=text[:12])
        start = wed("08:00") + timedelta(minutes=40 * n)
        texts = {"meeting_point": text, "description": text}
        visit = plan.visit(text, start, 40, site, city, plan.host(text), **texts)
        plan.part(visit, 10, title=text)
        plan.meeting(text, thu("08:00") + timedelta(minutes=40 * n), 30, site, person)
    return plan


def recipient_named(programme: Programme, name: str) -> Recipient:
    return next(r for r in recipients(programme) if r.name == name)


def copy_of(
    programme: Programme,
    recipient: Recipient,
    release: int | None = None,
    changed: frozenset[str] = frozenset(),
) -> Copy:
    """A recipient's copy, made at NOW; ``release`` None: of the draft."""
    version = Version(release, "", NOW.replace(tzinfo=None))
    return Copy(programme, recipient, version, changed)


def sheet_of(programme: Programme, recipient: Recipient) -> Sheet:
    return sheet_for(copy_of(programme, recipient))


def manuscript_of(programme: Programme, recipient: Recipient) -> Manuscript:
    """What they get as PDF when no document is named."""
    manuscript = USUAL[recipient.kind].manuscript(copy_of(programme, recipient))
    assert manuscript is not None
    return manuscript


def printed(programme: Programme, recipient: Recipient) -> Printed:
    """Set with the shipped fonts alone, whatever this machine has."""
    return Typesetter(OtherFonts([])).pdf(manuscript_of(programme, recipient))


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page without any white space: lines may break anywhere."""
    return [squeezed(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def in_order(words: list[str], text: str) -> bool:
    """Whether ``words`` stand in the text, each after the one before."""
    position = 0
    for word in words:
        position = text.find(squeezed(word), position)
        if position < 0:
            return False
        position += len(squeezed(word))
    return True
