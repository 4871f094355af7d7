"""The editor: a `TextArea` for Python that keeps keys in the order in which they were typed."""

from collections.abc import Callable
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.document._document_navigator import DocumentNavigator
from textual.document._syntax_aware_document import SyntaxAwareDocument
from textual.document._wrapped_document import WrappedDocument
from textual.dom import DOMNode
from textual.message import Message
from textual.strip import Strip
from textual.types import WatchCallbackType
from textual.widgets import TextArea

from tui_tutor.app import editing
from tui_tutor.app.highlights import Highlights
from tui_tutor.app.python_document import PythonDocument, part_from_its_tree
from tui_tutor.app.syntax_theme import NAME, syntax_theme
from tui_tutor.app.widgets.find_line import Mode


class CodeEditor(TextArea):
    """Python with indentation, bracket pairs, comments, and a mark beside the line that failed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+tab", "dedent", "Indent less", show=False),
        Binding("ctrl+slash,ctrl+underscore", "comment", "Comment or uncomment", show=False),
        Binding("f4", "edit_outside", "Open in $EDITOR", show=False),
        Binding("ctrl+home", "text_start", "Start of text", show=False),
        Binding("ctrl+end", "text_end", "End of text", show=False),
        Binding("ctrl+a", "select_all", "Select all", show=False),
        Binding("ctrl+f", "search('find')", "Find", show=False),
        Binding("ctrl+g", "search('line')", "Go to a line", show=False),
        Binding("alt+up", "move_lines(-1)", "Move line up", show=False),
        Binding("alt+down", "move_lines(1)", "Move line down", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"code-editor--failed"}
    DEFAULT_CSS = "CodeEditor > .code-editor--failed { color: $text-error; }"

    class OutsideAsked(Message):
        """The learner wants their own editor."""

    class SearchAsked(Message):
        """The learner looks for something: "find" a text, or a "line" by its number."""

        def __init__(self, mode: Mode) -> None:
            super().__init__()
            self.mode = mode

    class Left(Message):
        """Escape: the learner wants out of the editor, where Tab indents."""

    def __init__(self, text: str = "", *, read_only: bool = False, id: str | None = None) -> None:
        super().__init__(
            text,
            language="python",
            tab_behavior="indent",
            soft_wrap=False,
            show_line_numbers=True,
            read_only=read_only,
            id=id,
        )
        self.failed_line: int | None = None

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _: self._follow_theme())
        self._follow_theme()

    def on_unmount(self) -> None:
        self.app.theme_changed_signal.unsubscribe(self)

    def watch(
        self, obj: DOMNode, attribute_name: str, callback: WatchCallbackType, init: bool = True
    ) -> None:
        """Watch anything but the application's theme, which `_follow_theme` follows.

        TextArea watches it, and the application keeps a watcher, closed or not, until the theme changes next
        (Textual 8.2.8): every editor that was ever open would stay in memory with all its painted lines.
        """
        if not (obj is self.app and attribute_name == "theme"):
            super().watch(obj, attribute_name, callback, init)

    def _follow_theme(self) -> None:
        self.register_theme(syntax_theme(self.app.theme_variables))
        if self.theme == NAME:
            self._set_theme(NAME)  # the same name with new colours: the reactive sees no change
            self.notify_style_update()
        self.theme = NAME

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        theirs = self.document
        if isinstance(theirs, SyntaxAwareDocument):
            self.document = PythonDocument(text, theirs.language)
            part_from_its_tree(theirs)
            self.wrapped_document = WrappedDocument(self.document, tab_width=self.indent_width)
            self.navigator = DocumentNavigator(self.wrapped_document)
            self._build_highlight_map()
            self._rewrap_and_refresh_virtual_size()

    def _build_highlight_map(self) -> None:
        self._line_cache.clear()
        query, document = self._highlight_query, self.document
        self._highlights = Highlights(
            lambda start, end: document.query_syntax_tree(query, start, end) if query else {}
        )

    def _recompute_cursor_offset(self) -> None:
        """Textual 8.2.8 asks for it in the middle of an undo, when the cursor may be behind the end of the text."""
        place = self.clamp_visitable(self.cursor_location)
        self._cursor_offset = self.wrapped_document.location_to_offset(place)

    def rewrite(self, text: str) -> None:
        """Replace everything, so that one undo brings the old text back."""
        self.replace(text, (0, 0), self.document.end)

    def take_over(self, text: str) -> None:
        """Replace what differs, as one step of undo; the cursor stays at its text, the view where it is."""
        new, row = text.split("\n"), self.cursor_location[0]
        changed = editing.change(self.document.lines, new)
        start, end, inserted = self._place_of(changed)
        self.history.checkpoint()  # else a single letter would be undone together with what was typed before
        self.replace(inserted, start, end)
        self.history.checkpoint()
        self.move_cursor((changed.moved(row), self.cursor_location[1]))

    def _place_of(self, changed: editing.Change) -> tuple[tuple[int, int], tuple[int, int], str]:
        """From where to where to put what, so that these lines change and no line break is left over."""
        if changed.last < self.document.line_count:
            return (changed.first, 0), (changed.last, 0), "".join(f"{line}\n" for line in changed.lines)
        if changed.first:
            before = changed.first - 1, len(self.document[changed.first - 1])
            return before, self.document.end, "".join(f"\n{line}" for line in changed.lines)
        return (0, 0), self.document.end, "\n".join(changed.lines)

    def select_next(self, wanted: str) -> bool:
        """Select the next place of `wanted` after the selection, going round; False when there is none."""
        row, column = min(self.selection)
        after = column if self.selection.is_empty else column + 1
        place = editing.find(self.document.lines, wanted, row, after)
        if place is None:
            return False
        self.selection = type(self.selection)(place, (place[0], place[1] + len(wanted)))
        self.scroll_cursor_visible(center=True)
        return True

    # The mark beside a failed line

    def mark_failed(self, line: int | None) -> None:
        """Mark one line (from 1) until the next change, or none."""
        self.failed_line = line if line and line <= self.document.line_count else None
        self.notify_style_update()  # drops the cached lines, which `refresh` alone does not
        self.refresh()

    def on_text_area_changed(self) -> None:
        if self.failed_line is not None:
            self.mark_failed(None)

    def _render_line(self, y: int) -> Strip:
        strip = super()._render_line(y)
        if self.failed_line is None or y + self.scroll_offset.y != self.failed_line - 1:
            return strip
        colour = self.get_component_rich_style("code-editor--failed").color
        sign = Segment("!", Style(color=colour, bold=True, reverse=True))
        gutter = self.gutter_width
        code = strip.crop(gutter).apply_style(Style(underline=True))
        return Strip.join([strip.crop(0, gutter - 1), Strip([sign]), code])

    # Keys

    async def _on_key(self, event: events.Key) -> None:
        if self.read_only:
            await super()._on_key(event)
            return
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.post_message(self.Left())
            return
        if await self._ran_own_binding(event):
            return
        edit = self._edit_for(event)
        if edit is None:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        self._restart_blink()
        edit()

    async def _ran_own_binding(self, event: events.Key) -> bool:
        """Run this widget's bindings here and now.

        Textual 8.2.8 sends bound keys the long way through the app while letters go straight in, so that a
        cursor key overtakes what was typed before it (its issue 6605).
        """
        if event.is_printable or event.key in ("enter", "tab"):
            return False
        bindings = self._bindings.key_to_bindings.get(event.key)
        if not bindings:
            return False
        if event.key == "backspace" and self._at_indentation():
            return False
        event.stop()
        event.prevent_default()
        await self.run_action(bindings[0].action)
        return True

    def _edit_for(self, event: events.Key) -> Callable[[], Any] | None:
        """What this key does beyond inserting itself, or None."""
        (start, end), character = self.selection, event.character
        row, column = min(start, end)
        before, after = self.document[row][:column], self.document[row][column:]
        if event.key == "enter":
            indent = editing.indent_after(before)
            if start == end and after and after[0] == editing.PAIRS.get(before[-1:]):
                return lambda: self._open_block(indent)
            return lambda: self._replace_via_keyboard("\n" + indent, start, end)
        if event.key == "backspace":
            return lambda: self._delete_via_keyboard((row, column - editing.INDENT), (row, column))
        if event.key == "tab" and start != end:
            return lambda: self._change_lines(lambda lines: [editing.indented(line) for line in lines])
        if start != end or not character:
            return None
        if character in editing.PAIRS and editing.wants_closing(after):
            return lambda: self._insert_pair(character)
        if character in editing.CLOSING and after.startswith(character):
            return lambda: self.move_cursor((row, column + 1))
        return None

    def _at_indentation(self) -> bool:
        row, column = self.cursor_location
        before = self.document[row][:column]
        return bool(
            self.selection.is_empty and before and not before.strip() and column % editing.INDENT == 0
        )

    def _insert_pair(self, opening: str) -> None:
        row, column = self.cursor_location
        self._replace_via_keyboard(opening + editing.PAIRS[opening], (row, column), (row, column))
        self.move_cursor((row, column + 1))

    def _open_block(self, indent: str) -> None:
        row, column = self.cursor_location
        outer = indent[: -editing.INDENT]
        self._replace_via_keyboard(f"\n{indent}\n{outer}", (row, column), (row, column))
        self.move_cursor((row + 1, len(indent)))

    # Actions

    def action_edit_outside(self) -> None:
        self.post_message(self.OutsideAsked())

    def action_search(self, mode: Mode) -> None:
        self.post_message(self.SearchAsked(mode))

    def action_text_start(self) -> None:
        self.move_cursor((0, 0))

    def action_text_end(self) -> None:
        self.move_cursor(self.document.end)

    def action_dedent(self) -> None:
        self._change_lines(lambda lines: [editing.dedented(line) for line in lines])

    def action_comment(self) -> None:
        self._change_lines(editing.commented)

    def action_move_lines(self, by: int) -> None:
        first, last = self._rows()
        if self.read_only or first + by < 0 or last + by >= self.document.line_count:
            return
        start, end = self.selection
        top, bottom = min(first, first + by), max(last, last + by)
        lines = [self.document[row] for row in range(top, bottom + 1)]
        moved = [*lines[1:], lines[0]] if by < 0 else [lines[-1], *lines[:-1]]
        self.replace("\n".join(moved), (top, 0), (bottom, len(lines[-1])))
        self.selection = type(self.selection)((start[0] + by, start[1]), (end[0] + by, end[1]))

    def _rows(self) -> tuple[int, int]:
        (first, _), (last, _) = sorted(self.selection)
        return first, last

    def _change_lines(self, change: Callable[[list[str]], list[str]]) -> None:
        """Rewrite the lines that the selection touches; the cursor keeps its distance to the line's end."""
        if self.read_only:
            return
        first, last = self._rows()
        old = [self.document[row] for row in range(first, last + 1)]
        new = change(old)
        if new == old:
            return
        start, end = self.selection
        self.replace("\n".join(new), (first, 0), (last, len(old[-1])))

        def moved(location: tuple[int, int]) -> tuple[int, int]:
            row, column = location
            return row, max(0, column + len(new[row - first]) - len(old[row - first]))

        self.selection = type(self.selection)(moved(start), moved(end))
