from planner.publish.documents import BY_NAME
from planner.publish.paper import Manuscript, Typesetter
from planner.publish.press import AHEAD, Press
from planner.publish.recipients import RecipientKind, recipients
from tests.planner.publish.schedules import copy_of, small_plan

WORKERS = 2


def schedules() -> list[Manuscript]:
    """More of them than wait at a time; the first is the longest."""
    programme = small_plan().programme()
    delegate = next(r for r in recipients(programme) if r.kind is RecipientKind.DELEGATE)
    edition = next(r for r in recipients(programme) if r.kind is RecipientKind.EDITION)
    long = BY_NAME["master-grid"].manuscript(copy_of(programme, edition))
    short = BY_NAME["schedule"].manuscript(copy_of(programme, delegate))
    assert long is not None
    assert short is not None
    return [long, *[short] * (AHEAD * WORKERS + 2)]


def test_every_document_comes_with_its_number_whatever_is_ready_first() -> None:
    manuscripts = schedules()
    with Press(WORKERS) as press:
        printed = dict(press.printed(manuscripts))
    typesetter = Typesetter()
    long, short = (typesetter.pdf(m).content for m in manuscripts[:2])
    assert [printed[n].content for n in range(len(manuscripts))] == [
        long,
        *[short] * (len(manuscripts) - 1),
    ]
