"""The Places room: sites with their opening hours, own travel times, vehicles."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from planner.edits.core import new_id
from planner.edits.places import (
    LOW,
    close_on,
    confirm_site,
    copy_hours,
    new_figure,
    new_site,
    own_figures,
    rows_on,
    set_hours,
)
from planner.entities import Entity, Opening, Site, Vehicle
from planner.hours import Hours
from planner.phrases import N_, Phrase, _, plural, short_date
from screens import flows, places_details
from screens import places_lists as lists
from screens.dialogs import Pick
from screens.forms import choices
from screens.listing import Listing, ListingRoom
from screens.widgets.table_columns import Column

MONDAY, WEEK = 0, range(7)


class PlacesScreen(ListingRoom):
    """Where things happen, how far it is, and what one travels in."""

    ROOM = "places"
    GUIDE = (
        N_("[ and ] or a click on its name show another list; tab goes to the details and back."),
        N_("n adds a place of this edition; places of the catalogue are shared by all editions."),
        N_("o shows the opening hours of a week to type or drag; c closes a day, y copies one."),
        N_("right goes into the cells: type or press enter to change one, tab goes to the next."),
        N_("space marks rows: what you change in a cell then holds for all of them."),
        N_("t enters a travel time of your own: it counts before the estimate."),
        N_("k shows places of one kind, v those that are still to confirm, g confirms one."),
        N_("i takes sites, opening hours and travel times from a file, after a look at it."),
        N_("f narrows the list as you type; < and > sort by another column, s turns the order."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "hours", N_("Hours")),
        Binding("c", "close_day", N_("Closed")),
        Binding("y", "copy_day", N_("Copy day")),
        Binding("t", "own_travel", N_("Travel time")),
        Binding("k", "kind", N_("Kind")),
        Binding("v", "to_confirm", N_("To confirm")),
        Binding("g", "confirm", N_("Confirm"), show=False),
        Binding("i", "import", N_("Import")),
    ]
    LISTINGS: ClassVar[tuple[Listing[Any], ...]] = (
        Listing(
            "sites",
            N_("Sites"),
            lists.SITE_COLUMNS,
            lists.sites,
            places_details.site_lines,
            N_("No places of this kind. Press k for another kind, n to add a place."),
        ),
        Listing(
            "travel",
            N_("Travel times"),
            lists.TRAVEL_COLUMNS,
            lists.travel_times,
            places_details.travel_lines,
            N_("No figures of your own: every way is estimated. Press n where you know better."),
        ),
        Listing(
            "vehicles",
            N_("Vehicles"),
            lists.VEHICLE_COLUMNS,
            lists.vehicles,
            places_details.vehicle_lines,
            N_("No vehicles yet. Press n: with its seats, tours can be checked against heads."),
        ),
    )
    ONLY_IN = dict.fromkeys(
        ("hours", "close_day", "copy_day", "own_travel", "kind", "to_confirm", "confirm"),
        ("sites",),
    )

    def __init__(self) -> None:
        super().__init__()
        self._kind: str | None = None
        self._shows_to_confirm = False

    # -- which sites ----------------------------------------------------------------------

    def rows(self, listing: Listing[Any]) -> list[Entity]:
        found = super().rows(listing)
        if listing.key != "sites":
            return found
        used = lists.used_sites(self.state.programme)
        return [row for row in found if isinstance(row, Site) and self._is_shown(row, used)]

    def _is_shown(self, row: Site, used: set[str]) -> bool:
        """SOURCES.md: places of low confidence only when asked for, or chosen for the plan."""
        if row.confidence == LOW and not self._shows_to_confirm and row.id not in used:
            return False
        return self._kind is None or row.kind == self._kind

    def notice(self) -> str:
        if self.listing.key != "sites":
            return ""
        parts = (
            [_("Kind: {kind} (k)").format(kind=lists.kind_name(self._kind))] if self._kind else []
        )
        unsure = [s for s in self.state.programme.sites.values() if s.confidence == LOW]
        if unsure and not self._shows_to_confirm:
            parts.append(
                str(
                    plural(
                        "{n} place is to confirm (v shows it)",
                        "{n} places are to confirm (v shows them)",
                        len(unsure),
                    )
                )
            )
        return "   ".join(parts)

    @work
    async def action_kind(self) -> None:
        """Show the places of one kind."""
        present = {row.kind for row in self.state.programme.sites.values()}
        offered = sorted(((kind, lists.kind_name(kind)) for kind in present), key=lambda c: c[1])
        dialog = Pick(_("Which kind of place?"), [(None, _("all kinds")), *offered], self._kind)
        chosen = await self.planner.push_screen_wait(dialog)
        if chosen is not None:
            (self._kind,) = chosen
            self.show(self.state)

    def action_to_confirm(self) -> None:
        """Show or hide the places that somebody has yet to confirm."""
        self._shows_to_confirm = not self._shows_to_confirm
        self.show(self.state)

    # -- new rows -------------------------------------------------------------------------

    @work
    async def action_create(self) -> None:
        programme = self.state.programme
        match self.listing.key:
            case "sites":
                await self.add(new_site(programme))
            case "vehicles":
                await self.add(Vehicle(new_id(), programme.edition.id, ""))
            case _:
                here = await self._ask_site(_("From where?"))
                if here is not None:
                    await self._travel(here)

    async def _ask_site(self, question: str, without: str | None = None) -> str | None:
        offered = [c for c in choices.sites(self.state.programme) if c[0] != without]
        chosen = await self.planner.push_screen_wait(Pick(question, offered))
        return None if chosen is None else str(chosen[0])

    # -- travel ---------------------------------------------------------------------------

    @work
    async def action_own_travel(self) -> None:
        site = self._site()
        if site is not None:
            await self._travel(site.id)

    @work
    async def request_travel(self, other_id: str) -> None:
        """From the selected site to another one: a line of the details was chosen."""
        if (site := self._site()) is not None:
            await self._figure(site.id, other_id)

    async def _travel(self, here: str) -> None:
        there = await self._ask_site(_("To where?"), without=here)
        if there is not None:
            await self._figure(here, there)

    async def _figure(self, here: str, there: str) -> None:
        """Correct the organiser's figure for a way, or enter one."""
        programme = self.state.programme
        known = own_figures(programme, here, there)
        if known:
            await flows.revise(self.planner, known[0])
            return
        made = await flows.create(self.planner, new_figure(programme, here, there))
        if made is not None and self.listing.key == "travel":
            self.select("travel", made.id)

    # -- sites ----------------------------------------------------------------------------

    def _site(self) -> Site | None:
        found = self.selected
        return found if isinstance(found, Site) else None

    def action_confirm(self) -> None:
        """The place exists as the catalogue says."""
        site = self._site()
        if site is not None and site.confidence == LOW:
            self.planner.perform(lambda programme: confirm_site(programme, site.id))
        elif site is not None:
            self.planner.say(Phrase("Nothing is to be confirmed: {name}", name=site.name))

    @work
    async def action_hours(self) -> None:
        """The week of a place, and dates that are different."""
        row = self.details.target if self.details.has_focus else None
        if (site := self._site()) is not None:
            await self._hours(site, row if isinstance(row, Opening) else None)

    async def _hours(self, site: Site, at: Opening | None = None) -> None:
        """Open the hours editor, on the day of an opening row."""
        from screens.hours_editor import HoursEditor

        def keep(wanted: Mapping[int | date, Hours]) -> None:
            programme = self.state.programme
            self.planner.keep(set_hours(programme, site.id, wanted))

        day = (at.day if at.weekday is None else at.weekday) if at else None
        editor = HoursEditor(site, self.state.programme, keep, 0 if day is None else day)
        await self.planner.push_screen_wait(editor)

    async def revise(self, row: Entity) -> None:
        site = self.state.programme.sites.get(row.site_id) if isinstance(row, Opening) else None
        if isinstance(row, Opening) and site is not None:
            await self._hours(site, row)
        else:
            await super().revise(row)

    async def change_cell(self, column: Column[Any], rows: list[Entity], typed: str) -> None:
        if column.edits == lists.HOURS and isinstance(rows[0], Site):
            await self._hours(rows[0])
        else:
            await super().change_cell(column, rows, typed)

    @work
    async def action_close_day(self) -> None:
        """Ask for a weekday or a date, and close the place then."""
        site = self._site()
        if site is None:
            return
        days: list[tuple[int | date, str]] = [*choices.weekdays(self.state.programme)]
        days += [
            (day, _("only {day}").format(day=short_date(day))) for day in self.state.programme.days
        ]
        chosen = await self.planner.push_screen_wait(Pick(_("Closed when?"), days))
        if chosen is not None:
            self.planner.perform(lambda programme: close_on(programme, site.id, chosen[0]))

    @work
    async def action_copy_day(self) -> None:
        """Give other days the hours of one: the highlighted one, else Monday."""
        site = self._site()
        if site is None:
            return
        model = self._model_day(site.id)
        if model is None:
            self.planner.say(Phrase("There are no hours to copy yet: press o to add some."))
            return
        names = dict(choices.weekdays(self.state.programme))
        offered: list[tuple[Any, str]] = [
            (range(5), _("Monday to Friday")),
            (WEEK, _("every day")),
            *(([n], name) for n, name in names.items() if n != model),
        ]
        question = _("Hours of {day}: for which days?").format(day=names[model])
        chosen = await self.planner.push_screen_wait(Pick(question, offered))
        if chosen is not None:
            self.planner.perform(lambda p: copy_hours(p, site.id, model, chosen[0]))

    def _model_day(self, site_id: str) -> int | None:
        row = self.details.target if self.details.has_focus else None
        if isinstance(row, Opening) and row.weekday is not None:
            return row.weekday
        programme = self.state.programme
        return next((n for n in WEEK if rows_on(programme, site_id, n)), None)
