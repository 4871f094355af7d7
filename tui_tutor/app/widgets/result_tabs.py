"""Panels behind tabs, one in front: the result pane, the pages of an attempt."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TabbedContent, TabPane
from textual.widgets.tabbed_content import ContentTabs

P = TypeVar("P", bound=Widget)


class ResultTabs(TabbedContent):
    """Tabs by name. Left and right turn them while the keys are in the pane."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "turn(-1)", "Tab before", show=False, priority=True),
        Binding("right", "turn(1)", "Next tab", show=False, priority=True),
    ]

    def __init__(self, panels: dict[str, Widget], *, id: str) -> None:
        super().__init__(id=id)
        self.panels = panels
        for name, panel in panels.items():
            self.compose_add_child(TabPane(name, panel, id=f"tab-{name.lower()}"))

    def on_mount(self) -> None:
        self.query_one(ContentTabs).can_focus = False

    def all(self, kind: type[P]) -> list[P]:
        """The panels of that kind: one, or none."""
        return [panel for panel in self.panels.values() if isinstance(panel, kind)]

    def panel(self, kind: type[P]) -> P:
        """The panel of that kind, which must be there."""
        return self.all(kind)[0]

    def bring(self, name: str) -> None:
        """Put one tab in front."""
        self.active = f"tab-{name.lower()}"

    def is_in_front(self, name: str) -> bool:
        """Whether that tab is the one that is seen."""
        return self.active == f"tab-{name.lower()}"

    def focus_panel(self) -> None:
        """Put the keys into what is in front."""
        name = self.active.removeprefix("tab-")
        next(panel for key, panel in self.panels.items() if key.lower() == name).focus()

    def action_turn(self, by: int) -> None:
        names = [f"tab-{name.lower()}" for name in self.panels]
        self.active = names[(names.index(self.active) + by) % len(names)]
        self.focus_panel()
