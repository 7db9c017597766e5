"""The People room: delegations, their members, hosts, organisers, and what they wish."""

from typing import Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from planner.edits.core import new_id
from planner.edits.people import (
    new_delegate,
    new_delegation,
    next_status,
    reorder_delegate,
    status_after,
)
from planner.edits.several import set_field
from planner.entities import Contact, Delegate, Delegation, Entity, Host, Organiser, Wish
from planner.phrases import N_, Phrase, _
from screens import flows, people_details, wish_forms
from screens import people_lists as lists
from screens.dialogs import Pick
from screens.forms import choices
from screens.listing import Listing, ListingRoom


class PeopleScreen(ListingRoom):
    """Everybody who is invited, receives, or organises."""

    ROOM = "people"
    GUIDE = (
        N_("[ and ] or a click on its name show another list; tab goes to the details and back."),
        N_("n adds to the list in view: for a delegation, choose its city first."),
        N_("m adds a member to the selected delegation, w a wish, c a contact person to a host."),
        N_("enter or e opens a row or a line of the details; an activity is shown on the board."),
        N_("right goes into the cells: type or press enter to change one, tab goes to the next."),
        N_("space marks rows: what you change in a cell then holds for all of them."),
        N_(
            "i takes delegations, delegates, hosts and wishes from a file, once you have seen what"
            " it does."
        ),
        N_("t changes the status: invited, accepted, declined, cancelled."),
        N_("shift+up and shift+down change the order of the members of a delegation."),
        N_("f narrows the list as you type; < and > sort by another column, s turns the order."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "add_member", N_("Add member")),
        Binding("c", "add_contact", N_("Add contact")),
        Binding("w", "add_wish", N_("Add wish")),
        Binding("t", "next_status", N_("Status")),
        Binding("i", "import", N_("Import")),
        Binding("shift+up", "reorder(-1)", N_("Up"), show=False),
        Binding("shift+down", "reorder(1)", N_("Down"), show=False),
    ]
    LISTINGS: ClassVar[tuple[Listing[Any], ...]] = (
        Listing(
            "delegations",
            N_("Delegations"),
            lists.DELEGATION_COLUMNS,
            lists.delegations,
            people_details.delegation_lines,
            N_("Nobody is invited yet. Press n and choose a city: only its name is needed."),
            lists.delegation_style,
        ),
        Listing(
            "delegates",
            N_("Delegates"),
            lists.DELEGATE_COLUMNS,
            lists.delegates,
            people_details.delegate_lines,
            N_("No names yet. Press n, or m on a delegation, when you know who comes."),
            lists.delegate_style,
        ),
        Listing(
            "hosts",
            N_("Hosts"),
            lists.HOST_COLUMNS,
            lists.hosts,
            people_details.host_lines,
            N_("No hosts yet. Press n for a house, a local actor, a moderator, an interpreter."),
        ),
        Listing(
            "organisers",
            N_("Organisers"),
            lists.ORGANISER_COLUMNS,
            lists.organisers,
            people_details.organiser_lines,
            N_("No organisers yet. Press n: their names stand on the documents."),
        ),
        Listing(
            "wishes",
            N_("Wishes"),
            lists.WISH_COLUMNS,
            lists.wishes,
            people_details.wish_lines,
            N_("No wishes yet. Press n, or w on a delegation or a host."),
            lists.wish_style,
        ),
    )  # fmt: skip
    ONLY_IN = {
        "add_member": ("delegations", "delegates"),
        "add_contact": ("hosts",),
        "add_wish": ("delegations", "delegates", "hosts", "wishes"),
        "next_status": ("delegations",),
        "reorder": ("delegations", "delegates"),
    }

    # -- whom a key is meant for ----------------------------------------------------------

    def _delegation(self) -> Delegation | None:
        """The selected delegation, or that of the selected delegate or wish."""
        found = self.chosen(Delegation)
        if found is None and (delegate := self.chosen(Delegate)) is not None:
            found = self.state.programme.delegations.get(delegate.delegation_id)
        if found is None and (wish := self.chosen(Wish)) is not None:
            found = self.state.programme.delegations.get(wish.delegation_id or "")
        return found

    def _host(self) -> Host | None:
        found = self.chosen(Host)
        if found is None and (wish := self.chosen(Wish)) is not None:
            found = self.state.programme.hosts.get(wish.host_id or "")
        return found

    # -- new rows -------------------------------------------------------------------------

    @work
    async def action_create(self) -> None:
        match self.listing.key:
            case "delegations":
                await self._create_delegation()
            case "delegates":
                await self._create_delegate(self._delegation() or await self._ask_delegation())
            case "hosts":
                await self.add(Host(new_id(), self.state.programme.edition.id, ""))
            case "organisers":
                await self.add(Organiser(new_id(), self.state.programme.edition.id, ""))
            case _:
                await self._create_wish(await self._ask_wisher())

    async def _create_delegation(self) -> None:
        programme = self.state.programme
        invited = {d.city_id for d in programme.delegations.values()}
        offered = [
            (city_id, f"{label} · {_('invited')}" if city_id in invited else label)
            for city_id, label in choices.cities(programme)
        ]
        chosen = await self.planner.push_screen_wait(Pick(_("Which city?"), offered))
        if chosen is not None:
            await self.add(new_delegation(self.state.programme, chosen[0]))

    async def _create_delegate(self, delegation: Delegation | None) -> None:
        if delegation is None:
            return
        made = await flows.create(self.planner, new_delegate(self.state.programme, delegation.id))
        if made is not None and self.listing.key == "delegates":
            self.select("delegates", made.id)

    async def _create_wish(self, who: Delegation | Host | None) -> None:
        if who is None:
            return
        made = await wish_forms.create(self.planner, who)
        if made is not None and self.listing.key == "wishes":
            self.select("wishes", made.id)

    async def _ask_delegation(self) -> Delegation | None:
        programme = self.state.programme
        if not programme.delegations:
            self.planner.say(Phrase("Add a delegation first."))
            return None
        chosen = await self.planner.push_screen_wait(
            Pick(_("Which delegation?"), choices.delegations(programme))
        )
        return programme.delegations.get(chosen[0]) if chosen else None

    async def _ask_wisher(self) -> Delegation | Host | None:
        programme = self.state.programme
        offered = choices.delegations(programme) + choices.hosts(programme)
        if not offered:
            self.planner.say(Phrase("Add a delegation or a host first."))
            return None
        chosen = await self.planner.push_screen_wait(Pick(_("Who wishes?"), offered))
        if chosen is None:
            return None
        return programme.delegations.get(chosen[0]) or programme.hosts.get(chosen[0])

    @work
    async def action_add_member(self) -> None:
        await self._create_delegate(self._delegation())

    @work
    async def action_add_contact(self) -> None:
        host = self._host()
        if host is not None:
            await flows.create(self.planner, Contact(new_id(), host.id, ""))

    @work
    async def action_add_wish(self) -> None:
        await self._create_wish(self._delegation() or self._host())

    # -- changes --------------------------------------------------------------------------

    async def revise(self, row: Entity) -> None:
        if isinstance(row, Wish):
            await wish_forms.revise(self.planner, row)
        else:
            await super().revise(row)

    def action_next_status(self) -> None:
        """Of the delegation; where some are marked, all get what follows for the first."""
        marked = [row for row in self.meant() if isinstance(row, Delegation)]
        delegation = marked[0] if len(marked) > 1 else self._delegation()
        if delegation is None:
            return
        if len(marked) > 1:
            status = status_after(delegation.status)
            self.planner.perform(lambda p: set_field(p, marked, "status", status))
        else:
            self.planner.perform(lambda programme: next_status(programme, delegation.id))

    def action_reorder(self, places: int) -> None:
        delegate = self.chosen(Delegate)
        if delegate is not None:
            self.planner.perform(lambda p: reorder_delegate(p, delegate.id, places))
