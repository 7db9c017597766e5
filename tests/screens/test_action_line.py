"""Lines of words to click on: how they break, what they leave out, what a click does."""

from textual.app import App, ComposeResult

from screens.widgets.action_line import DIVIDER, Action, ActionLine
from screens.widgets.chips import Chip, Chips
from tests.screens.drive import text_of

ACTIONS = (
    Action("earlier", "noted('K')", "K"),
    Action("later", "noted('J')", "J"),
    DIVIDER,
    Action("pin", "noted('p')", "p"),
)


class LineApp(App[None]):
    """One line of actions, and what has been called."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []

    def compose(self) -> ComposeResult:
        yield ActionLine(
            tuple(a if a is DIVIDER else a._replace(action="app." + a.action) for a in ACTIONS)
        )

    def action_noted(self, key: str) -> None:
        self.calls.append(key)

    def action_help(self, at_keys: bool = False) -> None:
        self.calls.append(f"help {at_keys}")


class LowApp(LineApp):
    """The same with room for one line."""

    CSS = "ActionLine { max-height: 1; }"


class ChipsApp(App[None]):
    """A line of chips that have a brief text."""

    def compose(self) -> ComposeResult:
        yield Chips()

    def on_mount(self) -> None:
        self.query_one(Chips).show(
            (Chip("a", "blocking ones", on=True, brief="B"), Chip("b", "every rule", brief="rule"))
        )


async def test_a_bar_stands_between_two_groups() -> None:
    app = LineApp()
    async with app.run_test(size=(60, 5)):
        assert text_of(app.query_one(ActionLine)).strip() == "K earlier  J later │ p pin"


async def test_a_line_is_broken_between_two_actions_and_has_no_bar_at_its_ends() -> None:
    app = LineApp()
    async with app.run_test(size=(22, 5)):
        lines = text_of(app.query_one(ActionLine)).splitlines()
        assert [line.strip() for line in lines] == ["K earlier  J later", "p pin"]


async def test_what_has_no_room_is_left_out_and_a_click_shows_all_keys() -> None:
    app = LowApp()
    async with app.run_test(size=(22, 5)) as pilot:
        line = text_of(app.query_one(ActionLine))
        assert line.strip() == "K earlier  …"
        await pilot.click(ActionLine, offset=(line.index("…"), 0))
        assert app.calls == ["help True"]


async def test_a_click_on_a_word_or_its_key_does_what_it_says() -> None:
    app = LineApp()
    async with app.run_test(size=(60, 5)) as pilot:
        line = text_of(app.query_one(ActionLine))
        for text in ("later", "K", "pin"):
            await pilot.click(ActionLine, offset=(line.index(text), 0))
        assert app.calls == ["J", "K", "p"]


async def test_a_word_stands_out_under_the_mouse() -> None:
    app = LineApp()
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.hover(ActionLine, offset=(3, 0))
        assert app.query_one(ActionLine).hovered == "app.noted('K')"


async def test_chips_are_shortened_from_the_end_where_that_saves_a_line() -> None:
    for width, line in (
        (40, "blocking ones   every rule"),
        (26, "blocking ones   rule"),
        (12, "B   rule"),
    ):
        app = ChipsApp()
        async with app.run_test(size=(width, 5)):
            text = text_of(app.query_one(Chips)).replace("\xa0", " ")
            assert [part.strip() for part in text.splitlines()] == [line]
