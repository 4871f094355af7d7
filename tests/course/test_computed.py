"""Blocks that prove the numbers of a text are not for readers."""

from tui_tutor.course.markdown import shown


def test_a_computed_block_is_not_shown():
    text = "The slope is 2.\n\n```python computed\nprint(2)\n```\n\nGo on.\n\n```python\nprint(3)\n```\n"
    assert shown(text) == "The slope is 2.\n\nGo on.\n\n```python\nprint(3)\n```\n"


def test_a_text_without_one_stays_as_it_is():
    text = "One.\n\n\n\nTwo.\n"
    assert shown(text) == text
