"""Blocks that prove the numbers of a text are not for readers."""

from tui_tutor.course.markdown import shown, unwrapped


def test_a_computed_block_is_not_shown():
    text = "The slope is 2.\n\n```python computed\nprint(2)\n```\n\nGo on.\n\n```python\nprint(3)\n```\n"
    assert shown(text) == "The slope is 2.\n\nGo on.\n\n```python\nprint(3)\n```\n"


def test_a_text_without_one_stays_as_it_is():
    text = "One.\n\n\n\nTwo.\n"
    assert shown(text) == text


def test_an_authors_line_breaks_are_joined_and_lists_stay():
    text = "It is -2 against\n-4, and so\non.\n\nTwo causes:\n- one\n- two\n1. three"
    assert unwrapped(text) == "It is -2 against -4, and so on.\n\nTwo causes:\n- one\n- two\n1. three"
