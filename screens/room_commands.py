"""What the keys of the room in view do, offered in the palette by name."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider

from planner.phrases import _
from planner.propose.kinds import kinds


class Command(NamedTuple):
    """A key's description and what it does; ``help`` names the key."""

    name: str
    help: str
    run: Callable[[], Awaitable[object]]


class RoomCommands(Provider):
    """One command for each described key in force in the room, whichever pane has the focus."""

    def _commands(self) -> Iterator[Command]:
        seen: set[str] = set()
        for key, active in self.screen.active_bindings.items():
            binding = active.binding
            name = _(binding.description)
            if not name or name in seen or not active.enabled or binding.action.startswith("app."):
                continue
            seen.add(name)
            # The palette reads its texts as markup: no brackets.
            shown = key if "bracket" in key else self.app.get_key_display(binding)
            text = _("Key {key} here").format(key=shown)
            yield Command(name, text, partial(self.app.run_action, binding.action, active.node))

    def _proposals(self) -> Iterator[Command]:
        """What a solver can propose, from anywhere."""
        for kind in kinds():
            name = _("Propose: {what}").format(what=_(kind.title))
            yield Command(
                name, _(kind.line), partial(self.app.run_action, f"app.propose('{kind.name}')")
            )

    async def discover(self) -> Hits:
        """All of them."""
        for name, text, run in (*self._commands(), *self._proposals()):
            yield DiscoveryHit(name, run, help=text)

    async def search(self, query: str) -> Hits:
        """Those whose name is like what is typed."""
        matcher = self.matcher(query)
        for name, text, run in (*self._commands(), *self._proposals()):
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), run, help=text)
