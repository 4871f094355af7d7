"""The entries of the compared arrays, one cell at a time: yours, the right one, the difference."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_tutor.app.breakpoints import BREAKPOINTS
from tui_tutor.app.entry_grid import Grid, entry_lines, window
from tui_tutor.app.glyphs import Glyphs
from tui_tutor.app.screens.opening import OpensInSteps

AROUND = 12  # rows of the dialog that are not of the array


class EntriesView(OpensInSteps[None], ModalScreen[None]):
    """Arrow keys move over one array; Tab goes on to the next. `reference` names the right value."""

    CSS_PATH = "../styles/dialogs.tcss"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1, 0)", "Up", show=False),
        Binding("down,j", "move(1, 0)", "Down", show=False),
        Binding("left,h", "move(0, -1)", "Left", show=False),
        Binding("right,l", "move(0, 1)", "Right", show=False),
        Binding("pageup", "move(-10, 0)", "Ten rows up", show=False),
        Binding("pagedown", "move(10, 0)", "Ten rows down", show=False),
        Binding("w", "worst", "The worst entry", show=False),
        Binding("tab", "next(1)", "Next array", show=False),
        Binding("shift+tab", "next(-1)", "Array before", show=False),
        Binding("escape,q,enter", "dismiss(None)", "Back", show=False),
    ]

    def __init__(self, grids: tuple[Grid, ...], reference: str, glyphs: Glyphs) -> None:
        super().__init__()
        self.grids, self.reference, self.glyphs = grids, reference, glyphs
        self.array = 0
        self.place = self.grid.worst()

    @property
    def grid(self) -> Grid:
        """The array that is looked at."""
        return self.grids[self.array]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="entries-head", markup=False)
            yield Static(id="entries-window", markup=False)
            yield Static(id="entries-one", markup=False)
            yield Static(self._keys(), classes="dialog-keys", markup=False)

    def _keys(self) -> Content:
        other = (("Tab", "bold"), " next array   ") if len(self.grids) > 1 else ()
        return Content.assemble(
            ("arrows", "bold"), " move   ", ("w", "bold"), " worst   ", *other, ("Esc", "bold"), " back"
        )

    def on_mount(self) -> None:
        self.call_after_refresh(self._draw)

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._draw)

    def action_move(self, rows: int, columns: int) -> None:
        self.place = self.grid.moved(self.place, rows, columns)
        self._draw()

    def action_worst(self) -> None:
        self.place = self.grid.worst()
        self._draw()

    def action_next(self, by: int) -> None:
        self.array = (self.array + by) % len(self.grids)
        self.action_worst()

    def _draw(self) -> None:
        grid, shown = self.grid, self.query_one("#entries-window", Static)
        several = f"   array {self.array + 1} of {len(self.grids)}" if len(self.grids) > 1 else ""
        head = Content.assemble(
            (grid.name, "bold"), f" {grid.shape}  yours minus {self.reference}", (several, "dim")
        )
        self.query_one("#entries-head", Static).update(head)
        height = min(grid.rows + 1, max(2, self.size.height - AROUND))
        shown.styles.height = height
        shown.update(window(grid, self.place, shown.content_size.width, height, self.glyphs))
        one = Content("\n").join(entry_lines(grid, self.place, self.reference))
        self.query_one("#entries-one", Static).update(one)
