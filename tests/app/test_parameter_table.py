"""The table of a verdict: columns where they fit, else a card each, never a line that is cut."""

import pytest

from tui_tutor.app.glyphs import ASCII, UNICODE, Glyphs
from tui_tutor.app.parameter_table import parameter_table
from tui_tutor.report import ParameterResult

RESULTS = (
    ParameterResult("W", (1, 1), "correct", 5.6e-13, 6.8e-12, 7.9e-12),
    ParameterResult("b", (1, 1), "correct", 5.7e-13, 3.4e-12, 8.0e-12),
)


def lines(width: int, glyphs: Glyphs = UNICODE) -> list[str]:
    return parameter_table(RESULTS, "numerical", width, glyphs).plain.splitlines()


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("width", range(30, 60))
def test_no_line_is_wider_than_the_pane(width: int, glyphs: Glyphs) -> None:
    assert max(map(len, lines(width, glyphs))) <= width


def test_two_gradients_stand_in_columns_beside_a_task_at_110_columns() -> None:
    assert lines(48) == [
        "              shape    off by  relative    bound",
        "✓ correct  W  (1, 1)  5.6e-13   6.8e-12  7.9e-12",
        "✓ correct  b  (1, 1)  5.7e-13   3.4e-12  8.0e-12",
    ]
