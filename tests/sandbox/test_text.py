"""Foreign text on a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_tutor.sandbox import clean, clean_name
from tui_tutor.sandbox.text import TooDeepError, clean_data


def test_plain_text_passes_unchanged() -> None:
    assert clean("dW = Xᵀ(p − y) / n\n\tné 漢字 🙂", 100) == "dW = Xᵀ(p − y) / n\n\tné 漢字 🙂"


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[31m",
        "\x1b[2J",
        "\x1b]0;title\x07",
        "\x1b]52;c;aGk=\x1b\\",
        "\x1bc",
        "\x1b(0",
        "\x9b31m",
        "\x1bPq#0\x1b\\",
    ],
)
def test_an_escape_sequence_leaves_nothing_behind(sequence: str) -> None:
    assert clean(f"a{sequence}b", 100) == "ab"


@pytest.mark.parametrize(
    "character", ["\x1b", "\a", "\b", "\0", "\x7f", "\u202e", "\u2066", "\u200f", "\ud800", "\ufeff"]
)
def test_control_and_direction_characters_disappear(character: str) -> None:
    assert clean(f"a{character}.", 100) == "a."


def test_every_line_end_becomes_a_line_feed() -> None:
    assert clean("a\r\nb\rc\u2028d\x85e", 100) == "a\nb\nc\nd\ne"


def test_a_cut_text_ends_in_an_ellipsis() -> None:
    assert clean("abcdef", 4) == "abc…"


@given(st.text(st.characters(), max_size=300), st.integers(0, 100))
def test_whatever_comes_the_result_is_short_and_harmless(text: str, limit: int) -> None:
    cleaned = clean(text, limit)
    assert len(cleaned) <= limit
    assert all(c.isprintable() or c in "\n\t" for c in cleaned)


def test_keys_and_values_are_cleaned_all_the_way_down() -> None:
    assert clean_data({"a\x1b": [{"b": "c\x07"}, 1, None, 2.5]}) == {"a": [{"b": "c"}, 1, None, 2.5]}


def test_two_keys_that_look_the_same_are_refused() -> None:
    with pytest.raises(TooDeepError):
        clean_data({"a": 1, "a\x1b": 2})


def test_data_nested_too_deep_are_refused() -> None:
    value: object = 1
    for _ in range(100):
        value = [value]
    with pytest.raises(TooDeepError):
        clean_data(value)


def test_a_name_stays_on_its_line() -> None:
    assert clean_name("W\n\n\u2713 correct\t\x1b[31m") == "W  \u2713 correct "
    assert clean_name(clean("a\r\nb\u2028c", 100)) == clean_name("a\r\nb\u2028c") == "a b c"
