"""What the tests of the team's papers share."""

from functools import cache

from planner.demo import demo_programme
from planner.programme import Programme
from planner.publish.copies import Copy
from planner.publish.documents import BY_NAME
from planner.publish.paper import Printed, Typesetter
from planner.publish.recipients import recipients
from tests.planner.publish.schedules import copy_of, pages_of


@cache
def demo() -> Programme:
    return demo_programme()


def team_copy(programme: Programme, changed: frozenset[str] = frozenset()) -> Copy:
    """The copy of the whole edition."""
    return copy_of(programme, recipients(programme)[-1], changed=changed)


def printed(name: str, programme: Programme) -> Printed:
    """A document of the whole edition, called as on the command line."""
    manuscript = BY_NAME[name].manuscript(team_copy(programme))
    assert manuscript is not None
    return Typesetter().pdf(manuscript)


def pages(name: str, programme: Programme) -> list[str]:
    """Its text page by page, without white space."""
    return pages_of(printed(name, programme).content)
