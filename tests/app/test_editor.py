"""The editor: keys in their order, and what a Python editor is expected to do."""

from itertools import product

import pytest
from textual import events
from textual.app import App, ComposeResult

from tui_tutor.app.themes import THEMES
from tui_tutor.app.widgets.code_editor import CodeEditor

from .conftest import until


class Host(App[int]):
    """An application with nothing but an editor."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.text = text
        self.left = 0
        for theme in THEMES:
            self.register_theme(theme)

    def compose(self) -> ComposeResult:
        yield CodeEditor(self.text, id="editor")

    def on_code_editor_left(self) -> None:
        self.left += 1

    @property
    def editor(self) -> CodeEditor:
        return self.query_one(CodeEditor)


async def test_keys_keep_the_order_in_which_they_were_typed() -> None:
    app = Host()
    burst = [("a", "a"), ("b", "b"), ("c", "c"), ("left", None), ("d", "d"), ("home", None), ("e", "e")] * 20
    async with app.run_test() as pilot:
        app.editor.focus()
        await pilot.pause()
        expected, at = "", 0
        for key, character in burst:
            app.post_message(events.Key(key, character))  # as a driver does: all at once, without waiting
            if character:
                expected, at = expected[:at] + character + expected[at:], at + 1
            else:
                at = max(0, at - 1) if key == "left" else 0
        await until(pilot, lambda: len(app.editor.text) >= len(expected))
        assert app.editor.text == expected


async def test_enter_indents_after_a_colon_and_dedents_after_return() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.editor.focus()
        await pilot.press(*"def f:", "enter", *"return 1", "enter", *"x")
        assert app.editor.text == "def f:\n    return 1\nx"


async def test_brackets_come_in_pairs_and_the_closing_one_is_typed_over() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.editor.focus()
        await pilot.press("f", "(", "x", ")", "+")
        assert app.editor.text == "f(x)+"


async def test_enter_between_brackets_opens_a_block() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.editor.focus()
        await pilot.press("{", "enter", "1")
        assert app.editor.text == "{\n    1\n}"


async def test_backspace_in_the_indentation_takes_one_level() -> None:
    app = Host("        x")
    async with app.run_test() as pilot:
        app.editor.focus()
        app.editor.move_cursor((0, 8))
        await pilot.press("backspace")
        assert app.editor.text == "    x"
        await pilot.press("end", "backspace")
        assert app.editor.text == "    "


async def test_backspace_takes_one_tab_at_a_time() -> None:
    app = Host("\t\t\t\tx")
    async with app.run_test() as pilot:
        app.editor.focus()
        app.editor.move_cursor((0, 4))
        await pilot.press("backspace")
        assert app.editor.text == "\t\t\tx"


async def test_comments_come_and_go_over_a_selection() -> None:
    app = Host("    a = 1\n    b = 2\n")
    async with app.run_test() as pilot:
        app.editor.focus()
        app.editor.move_cursor((0, 4))
        await pilot.press("shift+down", "ctrl+underscore")
        assert app.editor.text == "    # a = 1\n    # b = 2\n"
        await pilot.press("ctrl+underscore")
        assert app.editor.text == "    a = 1\n    b = 2\n"


async def test_tab_and_shift_tab_move_a_selection() -> None:
    app = Host("a\nb")
    async with app.run_test() as pilot:
        app.editor.focus()
        await pilot.press("shift+down", "tab")
        assert app.editor.text == "    a\n    b"
        await pilot.press("shift+tab")
        assert app.editor.text == "a\nb"


async def test_lines_move_up_and_down() -> None:
    app = Host("a\nb\nc")
    async with app.run_test() as pilot:
        app.editor.focus()
        await pilot.press("alt+down")
        assert app.editor.text == "b\na\nc"
        await pilot.press("alt+up")
        assert app.editor.text == "a\nb\nc"


async def test_escape_leaves_the_editor_where_tab_indents() -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.editor.focus()
        await pilot.press("tab", "escape")
        assert app.editor.text == "    "
        assert app.left == 1


async def test_search_selects_the_next_place() -> None:
    app = Host("dW = 1\ndb = 2\ndW = 3")
    async with app.run_test():
        assert app.editor.select_next("dW")
        assert app.editor.select_next("dW")
        assert app.editor.selection.start == (2, 0)
        assert app.editor.selected_text == "dW"
        assert not app.editor.select_next("none")


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_code_is_coloured_from_the_theme_in_use(theme: str) -> None:
    app = Host("def f(): return 1")
    async with app.run_test() as pilot:
        app.theme = theme
        await pilot.pause()
        style = app.editor._theme.syntax_styles["keyword"]
        assert style.color is not None
        assert style.color.name.lower() == app.theme_variables["text-primary"].lower()


async def test_another_text_comes_in_as_one_step_and_the_cursor_stays_at_its_line() -> None:
    app = Host("a\nb\nc\nd")
    async with app.run_test() as pilot:
        app.editor.focus()
        app.editor.move_cursor((3, 1))
        await pilot.press("x")
        app.editor.take_over("a\nnew\nnewer\nc\ndx")
        assert app.editor.text == "a\nnew\nnewer\nc\ndx"
        assert app.editor.cursor_location == (4, 2)
        app.editor.undo()
        assert app.editor.text == "a\nb\nc\ndx"
        app.editor.undo()
        assert app.editor.text == "a\nb\nc\nd"


async def test_whatever_comes_in_is_what_is_there() -> None:
    texts = ("", "a", "\n", "a\n", "a\nb", "a\nb\nc\n", "b\nb\nb", "c\na\nb\nc")
    app = Host()
    async with app.run_test():
        for before, after in product(texts, texts):
            app.editor.load_text(before)
            app.editor.take_over(after)
            assert app.editor.text == after
            app.editor.undo()
            assert app.editor.text == before


async def test_a_long_paste_over_everything_can_be_undone_and_done_again() -> None:
    app, long = Host("short"), "x = 1\n" * 5000
    async with app.run_test(size=(80, 24)) as pilot:
        app.editor.focus()
        await pilot.press("ctrl+a")
        app.post_message(events.Paste(long))
        await until(pilot, lambda: app.editor.text == long)
        await pilot.press("y", "ctrl+z", "ctrl+z")  # at the last row, which is not there any more
        assert app.editor.text == "short"
        await pilot.press("ctrl+y", "ctrl+y")
        assert app.editor.text == long + "y"
        await pilot.press("ctrl+z", "ctrl+z", "z")
        assert "z" in app.editor.text
