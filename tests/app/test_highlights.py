"""The colours of long texts: those that Textual would give, worked out where somebody looks."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.document._syntax_aware_document import SyntaxAwareDocument
from textual.widgets import TextArea

from tui_tutor.app.highlights import BLOCK, Highlights
from tui_tutor.app.python_document import PythonDocument, colours
from tui_tutor.app.widgets.code_editor import CodeEditor

LONG = (
    "".join(f"def f{at}(x):\n    return x * {at}  # π\n" for at in range(BLOCK))
    + '"""A string\n'
    + "over many lines\n" * 2 * BLOCK
    + '"""\nx = [1, "é"]\n'
)


class Pair(App[None]):
    """Ours, and Textual's own."""

    def compose(self) -> ComposeResult:
        yield CodeEditor(LONG, id="ours")
        yield TextArea(LONG, language="python", id="theirs")


async def test_the_colours_are_those_that_textual_gives() -> None:
    app = Pair()
    async with app.run_test():
        ours, theirs = app.query_one("#ours", CodeEditor), app.query_one("#theirs", TextArea)
        for row in range(ours.document.line_count):
            assert sorted(ours._highlights[row], key=str) == sorted(theirs._highlights[row], key=str)


def test_only_what_is_looked_at_is_asked_for() -> None:
    asked: list[tuple[tuple[int, int], tuple[int, int]]] = []

    def captures(start: tuple[int, int], end: tuple[int, int]) -> dict[str, list[object]]:
        asked.append((start, end))
        return {}

    highlights = Highlights(captures)  # type: ignore[arg-type]
    assert [highlights[row] for row in (BLOCK, BLOCK + 1, 2 * BLOCK - 1)] == [[], [], []]
    assert asked == [((BLOCK, 0), (2 * BLOCK, 0))]
    assert highlights


LINES = st.sampled_from(["x = 'é'\n", "# π\n", "def g(): return 1\n", "\n", 'y = """a\nb"""\n'])
EDITS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 3), st.lists(LINES, max_size=3)), max_size=6)


@settings(max_examples=60, deadline=None)
@given(EDITS)
def test_after_several_edits_the_tree_is_that_of_the_text(edits: list[tuple[int, int, list[str]]]) -> None:
    """Whole lines come and go. Of a text with mistakes a tree that was built before may see them elsewhere."""
    document = PythonDocument("z = 'é'\n" * 4)
    for at, count, lines in edits:
        row = at % document.line_count
        document.replace_range((row, 0), (min(row + count, document.line_count - 1), 0), "".join(lines))

    def captured(one: SyntaxAwareDocument) -> dict[str, list[object]]:
        found = one.query_syntax_tree(colours())
        return {name: sorted((n.start_point, n.end_point) for n in nodes) for name, nodes in found.items()}

    fresh = SyntaxAwareDocument(document.text, document.language)
    assume(not fresh._syntax_tree.root_node.has_error)
    assert captured(document) == captured(fresh)
