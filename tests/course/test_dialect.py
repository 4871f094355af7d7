"""Formulas of a Markdown text: every reader takes the same for one, and each is found with its line."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui_tutor.course import shipped_course
from tui_tutor.course.dialect import formulas
from tui_tutor.course.frontmatter import split
from tui_tutor.mathtext import running

WORDS = ["costs 5", "$5 and", "6$", "a", "word", "\\$", "`$code$`", "``a ` $b$``", "\\`", "**bold**", "(so)"]
TEX = ["x", "a + b", "x_i", "\\frac{1}{n}", "\\$5", "W^\\top\nX", "a,\nb,\nc", "\\{1\\}"]
words = st.sampled_from(WORDS)
inline = st.sampled_from(TEX).map(lambda tex: f"${tex}$")
display = st.sampled_from(TEX).map(lambda tex: f"\n\n$$\n{tex}\n$$\n\n")
texts = st.lists(
    st.one_of(words, words, inline, inline, display, st.just("\n\n"), st.just("\n")), max_size=12
)


def of_readers(text: str) -> list[str]:
    return [tex for _, tex in formulas(text)]


def of_messages(text: str) -> list[str]:
    return [tex for _, tex in running.formulas(text)]


@settings(max_examples=100)
@given(texts)
@example(["$5 and", "`$code$`", "\n\n", "`$code$`"])  # what stands between two paragraphs is no code
@example(["\\`", "$x$", "`$code$`"])
def test_a_message_and_a_lesson_have_the_same_formulas(parts: list[str]) -> None:
    text = " ".join(parts)
    assert of_messages(text) == of_readers(text)


def test_they_do_in_every_text_that_ships() -> None:
    for path in shipped_course().glob("*/*.md"):
        body = split(path, path.read_text("utf-8")).body
        assert sorted(map(_one_line, of_messages(body))) == sorted(map(_one_line, of_readers(body))), path


def _one_line(tex: str) -> str:
    return " ".join(tex.split())


def test_a_formula_is_found_with_the_line_on_which_it_begins() -> None:
    text = "A $a$ and\nthen $b +\nc$.\n\n- $d$\n- $d$\n\n$$\ne\n$$\n\n"
    text += "\\begin{align}\nf\n\\end{align}\n\n| $g$ | h |\n|---|---|\n"
    assert list(formulas(text)) == [
        (1, "a"),
        (2, "b +\nc"),
        (5, "d"),
        (6, "d"),
        (8, "e"),
        (12, "\\begin{align}\nf\n\\end{align}"),
        (16, "g"),
    ]


def test_a_formula_that_opens_a_paragraph_is_one_whatever_the_paragraph_ends_with() -> None:
    assert of_readers("$x$ is 1") == ["x"]


def test_prices_code_and_lists_are_no_formulas() -> None:
    for text in ("It costs 5$ or $6, or $7.", "`a$b` and `c$d`", "- a $x\n- b$ c", "$a\n\nb$", "\\$a\\$"):
        assert of_messages(text) == of_readers(text) == [], text
