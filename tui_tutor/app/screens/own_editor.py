"""One's own editor: where the file of the draft is, and whether the tutor follows it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static


class OwnEditor(ModalScreen[bool]):
    """Answers True when following is to be switched, on or off."""

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "dismiss(True)", "Switch following on or off"),
        Binding("c", "copy", "Copy the path"),
        Binding("escape,q,ctrl+t", "dismiss(False)", "Back"),
    ]

    def __init__(self, path: str, *, followed: bool) -> None:
        super().__init__()
        self.path, self.followed = path, followed

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -wide"):
            yield Static(Content.styled("Your own editor", "bold"), markup=False)
            yield Static(self._words(), id="own-editor-words", markup=False)
            yield Static(self._keys(), classes="dialog-keys")

    def _words(self) -> Content:
        if self.followed:
            how = (
                "Open this file in any editor. Each time you save it there, the text comes in here and is checked. "
                "What you type here is saved in it within a second."
            )
            return Content.assemble("The file is followed:\n\n", (self.path, "bold"), f"\n\n{how}")
        how = "While it is not followed, nothing is read from it or written into it."
        return Content.assemble("The file is not followed:\n\n", (self.path, "dim"), f"\n\n{how}")

    def _keys(self) -> Content:
        switch = " stops following   " if self.followed else " follows it   "
        keys = (("f", switch), ("c", " copies the path   "), ("Esc", " back"))
        return Content.assemble(*(part for key, words in keys for part in ((key, "bold"), words)))

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self.path)
        self.notify("The path is copied, where your terminal allows it.", markup=False)
