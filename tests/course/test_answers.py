from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_tutor.course import AnswerError, read_answer


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ('answer = "green-red"', "green-red"),
        ("# I think so\nanswer = 'up'  # surely\n", "up"),
        ("answer: float = 2.5", 2.5),
        ("answer = 3", 3.0),
        ("answer = -1e-3", -0.001),
        ("answer = +1", 1.0),
        ('mine = answer = "up"', "up"),
        ('import numpy as np\nprint(np.pi)\nanswer = "up"\nprint(answer)\n', "up"),
    ],
)
def test_an_answer_is_read(source: str, value: str | float) -> None:
    assert read_answer(source) == value


@pytest.mark.parametrize("source", ["", "# nothing yet\n", 'reply = "up"', "print(answer)"])
def test_no_answer_is_told(source: str) -> None:
    with pytest.raises(AnswerError, match=r"There is no answer yet\. Write a line: answer = \.\.\."):
        read_answer(source)


@pytest.mark.parametrize(
    "source",
    [
        'answer = "a"\nanswer = "b"\n',
        'answer = "a"\nanswer += "b"',
        'answer = "a"\ndel answer',
        'answer = answer = "a"',
    ],
)
def test_two_answers_are_none(source: str) -> None:
    with pytest.raises(AnswerError, match="There are 2 lines that set answer"):
        read_answer(source)


@pytest.mark.parametrize(
    "source", ['if True:\n    answer = "a"', "answer, b = 1, 2", "answer: str", "answer += 1"]
)
def test_an_answer_is_a_line_of_its_own(source: str) -> None:
    with pytest.raises(AnswerError, match="Write it as a line of its own"):
        read_answer(source)


@pytest.mark.parametrize(
    "value", ["1 + 1", "f('a')", '"a" + "b"', "b", "-(1 + 1)", "[1]", "-True", "__import__('os').getpid()"]
)
def test_an_answer_is_never_computed(value: str) -> None:
    with pytest.raises(AnswerError, match="Write the value itself: a text in quotes, or a number"):
        read_answer(f"answer = {value}")


@pytest.mark.parametrize(
    "source", ["answer = True", "answer = None", "answer = 1j", "answer = b'a'", "answer = ..."]
)
def test_an_answer_is_a_text_or_a_number(source: str) -> None:
    with pytest.raises(AnswerError, match="Your answer is neither a text nor a number"):
        read_answer(source)


@pytest.mark.parametrize("source", ["answer = 1e999", "answer = -1e999", f"answer = 1{'0' * 400}"])
def test_an_answer_is_finite(source: str) -> None:
    with pytest.raises(AnswerError, match="Your number is too large to be an answer"):
        read_answer(source)


def test_a_line_that_is_not_python_yet_is_told() -> None:
    with pytest.raises(AnswerError, match="Line 2 is not Python yet: "):
        read_answer("\nanswer = = 1")


SLOW = "answer = f'" + "{1}" * 300_000 + "'"  # would take a minute to parse


@pytest.mark.parametrize("source", ["\0", "(" * 5000, "answer = " + "-" * 60_000 + "1", "\ud800", SLOW])
def test_a_hostile_text_is_no_answer(source: str) -> None:
    with pytest.raises(AnswerError):
        read_answer(source)


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_every_text_survives_the_way(text: str) -> None:
    assert read_answer(f"answer = {text!r}") == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_survives_the_way(number: float) -> None:
    assert read_answer(f"answer = {number!r}") == number


@given(st.text())
def test_no_text_raises_anything_else(text: str) -> None:
    with suppress(AnswerError):
        assert isinstance(read_answer(text), str | float)
