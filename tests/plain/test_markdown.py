import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_tutor.course import load_lesson, open_course
from tui_tutor.mathtext import width
from tui_tutor.plain.markdown import plain_markdown

TABLE = "| h | error of dW |\n|--:|---|\n| 100 | 0 |\n| 1e-2 | about $2x^2$ |\n"


def lines(text: str, columns: int = 40, **how) -> list[str]:
    return plain_markdown(text, columns, **how).split("\n")


def test_a_paragraph_is_wrapped_and_its_own_line_breaks_are_not_kept():
    text = "You measure a slope,\nand you measure it again, a little further ahead."
    assert lines(text) == ["You measure a slope, and you measure it", "again, a little further ahead."]


def test_a_word_that_is_too_long_stays_whole():
    assert lines("see " + "x" * 50) == ["see", "x" * 50]


def test_emphasis_is_dropped_and_code_keeps_its_marks():
    assert lines("a *b* **c** `d  e`") == ["a b c `d  e`"]


def test_a_formula_on_the_line_is_set_and_not_broken():
    assert lines("The ratio is off by a constant: $\\frac{a + b}{c}$") == [
        "The ratio is off by a constant:",
        "(a + b)/c",
    ]


def test_a_displayed_formula_is_two_dimensional():
    assert lines("$$\n\\frac{a}{b}\n$$") == ["     a", "    ───", "     b"]


def test_a_formula_that_is_too_wide_is_set_on_one_line():
    wide = " + ".join(f"\\frac{{a_{{{n}}}}}{{b}}" for n in range(9))
    shown = lines(f"$$\n{wide}\n$$")
    assert "───" not in "".join(shown)
    assert all(width(line) <= 40 for line in shown)


def test_a_formula_is_one_line_where_lines_follow_each_other():
    assert lines("$$\n\\frac{a}{b}\n$$", linear=True) == ["a/b"]


def test_a_price_is_no_formula():
    assert lines("It costs $5 and then $6 more.") == ["It costs $5 and then $6 more."]


def test_code_is_indented_and_never_wrapped():
    assert lines("```python\nfor x in y:\n    " + "z" * 50 + "\n```") == [
        "    for x in y:",
        "        " + "z" * 50,
    ]


def test_code_and_output_are_announced_where_lines_follow_each_other():
    assert lines("```python\nx\ny\n```\n\n```output\n1\n```", linear=True) == [
        "Code, python, 2 lines:",
        "    x",
        "    y",
        "",
        "Output, 1 line:",
        "    1",
    ]


def test_lists_hang_and_count_as_the_author_counts():
    assert lines("3. one two three four five six seven eight nine\n4. b\n   - c\n   - d") == [
        "3. one two three four five six seven",
        "   eight nine",
        "4. b",
        "   - c",
        "   - d",
    ]


def test_a_quotation_is_marked_on_every_line():
    assert lines("> one\n>\n> two") == ["> one", ">", "> two"]


def test_for_the_ear_headings_and_quotes_are_announced_by_a_word():
    assert lines("## One\n\n> two", linear=True) == ["Heading: One", "", "Quote:", "two"]


def test_a_table_stands_in_columns():
    assert lines(TABLE) == ["   h  error of dW", "----  -----------", " 100  0", "1e-2  about 2x²"]


def test_the_cells_of_a_table_that_is_too_wide_are_wrapped():
    wide = TABLE.replace("error of dW", "how far the measured slope is from the true slope")
    shown = lines(wide)
    assert all(width(line) <= 40 for line in shown)
    assert shown[:2] == ["   h  how far the measured slope is from", "      the true slope"]


def test_a_table_that_cannot_be_columns_is_read_row_by_row():
    many = "|" + " column |" * 9 + "\n|" + "---|" * 9 + "\n|" + " value of it |" * 9 + "\n"
    assert lines(many)[0].startswith("column: value of it; column: value of")


def test_a_table_is_read_row_by_row_where_lines_follow_each_other():
    assert lines(TABLE, linear=True) == ["h: 100; error of dW: 0", "h: 1e-2; error of dW: about 2x²"]


def test_only_a_link_out_is_followed_by_its_address():
    assert lines("[notes](https://a.b/c), <https://a.b>, [task](task.md)", 80) == [
        "notes (https://a.b/c), https://a.b, task"
    ]


def test_an_image_is_named():
    assert lines("![a curve](c.png) ![](d.png)") == ["[image: a curve] [image: d.png]"]


def test_tags_are_dropped_and_what_they_hold_is_kept():
    assert lines("<!-- note --><p>kept</p>") == ["kept"]


def test_what_a_terminal_would_obey_does_not_come_out():
    assert lines("a\x1b[31mb &#x202e; c\x07") == ["ab  c"]


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.sampled_from("ab *_`$|\\-+>#[]()!<&;:~1.\n\t é漢̂\x1b\u202e"), max_size=80))
@pytest.mark.parametrize("linear", [False, True])
def test_any_text_is_shown_and_moves_no_cursor(text: str, linear: bool):
    shown = plain_markdown(text, 30, linear=linear)
    assert all(character.isprintable() or character in "\n\t" for character in shown)


@pytest.mark.parametrize("linear", [False, True])
def test_the_course_that_ships_fits_eighty_columns_but_for_its_code(linear: bool):
    course = open_course()
    for summary in course.lessons:
        for step in load_lesson(course, summary.id).steps:
            for line in lines(step.text, 80, linear=linear):
                assert width(line) <= 80 or line.startswith("    ")
