"""Random histories: a small edition, and edits of it that a test may draw in any number."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from hypothesis import strategies as st

from models.words import DelegationStatus
from planner.entities import Activity, Delegate, Delegation, Entity, Organiser, Participation
from tests.build import Build, Who, fri, sat, sun, tue, wed

#: Times to move to; the night in which an hour happens twice is among them.
STARTS: tuple[datetime | None, ...] = (
    wed("10:00"),
    fri("14:30"),
    sat("22:30"),
    sun("01:45"),
    sun("02:30"),
    sun("02:30", fold=1),
    sun("03:15"),
    None,
)
TITLES = ("Fab Lab", "Écrans; lumières, son", "ქალაქი", "")
E = TypeVar("E", bound=Entity)
#: An edit by the name of its method, with two numbers that choose what and how.
Step = tuple[str, int, int]


class Story:
    """A plan of two delegations, changed step by step."""

    def __init__(self) -> None:
        plan = self.plan = Build()
        plan.add(Organiser("anna", plan.edition.id, "Anna", email="anna@kikk.example"))
        hotel = plan.site("Hotel")
        self.sites = (
            None,
            plan.site("TRAKK", at=(50.4662, 4.8545)),
            plan.site("A6K", at=(50.4050, 4.4390)),
        )
        tbilisi = plan.delegation("Tbilisi", arrival=tue("18:00"), hotel_id=hotel.id)
        caen = plan.delegation("Caen", document_language="fr")
        ana = plan.delegate(tbilisi, "Ana")
        plan.delegate(caen, "Luc")
        host = plan.host("Fab Lab crew")
        plan.visit("Fab Lab", wed("10:00"), 60, self.sites[1], tbilisi, caen, host)
        plan.visit("Screens", wed("14:00"), 60, self.sites[2], tbilisi, caen)
        plan.meeting("One to one", sun("02:00"), 30, None, ana)
        table = plan.round_table("Cities", sat("10:00"), 60, None, tbilisi, caen)
        plan.part(table, 10, ana, title="Courtyards")

    def tell(self, step: Step) -> None:
        """Make one edit; one for which there is nothing to change changes nothing."""
        name, which, how = step
        EDITS[name](self, which, how)

    def move(self, which: int, how: int) -> None:
        if activity := self._pick(Activity, which, lambda a: a.parent_id is None):
            self.plan.change(activity, start=STARTS[how % len(STARTS)])

    def retitle(self, which: int, how: int) -> None:
        if activity := self._pick(Activity, which):
            self.plan.change(activity, title=TITLES[how % len(TITLES)])

    def move_place(self, which: int, how: int) -> None:
        site = self.sites[how % len(self.sites)]
        if activity := self._pick(Activity, which):
            self.plan.change(activity, site_id=site.id if site else None)

    def add(self, which: int, how: int) -> None:
        who = self._pick(Delegation, which)
        people: tuple[Who, ...] = (who,) if who else ()
        self.plan.visit(TITLES[which % len(TITLES)], STARTS[how % len(STARTS)], 45, None, *people)

    def remove(self, which: int, _how: int) -> None:
        self._delete(self._pick(Activity, which))

    def join(self, which: int, how: int) -> None:
        activity, who = self._pick(Activity, which), self._pick(Delegate, how)
        if activity and who:
            self.plan.joins(activity, who)

    def drop_out(self, which: int, _how: int) -> None:
        self._delete(self._pick(Participation, which))

    def leave(self, which: int, _how: int) -> None:
        self._delete(self._pick(Delegate, which))

    def cancel(self, which: int, _how: int) -> None:
        if delegation := self._pick(Delegation, which):
            self.plan.change(delegation, status=DelegationStatus.CANCELLED)

    def come_back(self, which: int, _how: int) -> None:
        if delegation := self._pick(Delegation, which):
            self.plan.change(delegation, status=DelegationStatus.ACCEPTED)

    def rename(self, which: int, how: int) -> None:
        if delegation := self._pick(Delegation, which):
            self.plan.change(delegation, name=f"{delegation.name[:10]} {how}")

    def translate(self, which: int, how: int) -> None:
        if delegation := self._pick(Delegation, which):
            self.plan.change(delegation, document_language=("en", "fr", "ka")[how % 3])

    def _pick(
        self, kind: type[E], which: int, wanted: Callable[[E], bool] = lambda _row: True
    ) -> E | None:
        rows = [r for r in self.plan.rows.values() if isinstance(r, kind) and wanted(r)]
        return rows[which % len(rows)] if rows else None

    def _delete(self, row: Entity | None) -> None:
        """A row with those that name it."""
        if row is None or self.plan.rows.pop(row.id, None) is None:
            return
        columns = ("activity_id", "delegate_id", "delegation_id", "parent_id")
        for other in list(self.plan.rows.values()):
            if any(getattr(other, column, None) == row.id for column in columns):
                self._delete(other)


EDITS: dict[str, Callable[[Story, int, int], None]] = {
    f.__name__: f
    for f in (
        Story.move,
        Story.retitle,
        Story.move_place,
        Story.add,
        Story.remove,
        Story.join,
        Story.drop_out,
        Story.leave,
        Story.cancel,
        Story.come_back,
        Story.rename,
        Story.translate,
    )
}

numbers = st.integers(0, 23)
steps = st.tuples(st.sampled_from(list(EDITS)), numbers, numbers)
#: What happens between one release and the next, for several releases.
histories = st.lists(st.lists(steps, max_size=4), min_size=2, max_size=5)
