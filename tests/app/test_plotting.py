"""The plot itself, through plotext. Hostile numbers never reach it: one test is a process apart."""

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from tui_tutor.app.plotting import Look, draw
from tui_tutor.app.points import Series

ANY = st.floats(allow_nan=True, allow_infinity=True)
HOSTILE = st.lists(st.lists(st.tuples(ANY, ANY), max_size=40), max_size=4)

FUZZ = """
import math, random
from tui_tutor.app.plotting import Look, draw
from tui_tutor.app.points import Series
odd = [math.nan, math.inf, -math.inf, 0.0, -0.0, 5e-324, 1e300, -1e300, 1e15, 1.0, 1.0, -3.5]
random.seed(1)
for turn in range(300):
    series = tuple(
        Series(str(k), random.choices([*odd, *range(50)], k=n), random.choices(odd, k=n))
        for k, n in enumerate(random.choices([0, 1, 2, 7, 90], k=random.randrange(4)))
    )
    look = Look(log=turn % 2 == 0, ascii=turn % 3 == 0, log_x=turn % 5 == 0)
    draw(series, random.randrange(0, 90), random.randrange(0, 30), look)
print("drawn")
"""


@settings(max_examples=60, deadline=None)
@given(HOSTILE, st.integers(0, 80), st.integers(0, 24), st.booleans(), st.booleans(), st.booleans())
def test_any_numbers_give_a_plot_of_the_asked_size(
    points: list[list[tuple[float, float]]], width: int, height: int, log: bool, log_x: bool, ascii: bool
) -> None:
    series = tuple(Series(str(at), [x for x, _ in one], [y for _, y in one]) for at, one in enumerate(points))
    text = draw(series, width, height, Look(log=log, log_x=log_x, ascii=ascii))
    if text:
        lines = text.rstrip("\n").split("\n")
        assert len(lines) == height


def test_hostile_numbers_do_not_end_the_process() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", FUZZ], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout) == (0, "drawn\n"), ended.stderr


def test_two_series_differ_by_their_signs_and_not_only_by_colour() -> None:
    xs = list(range(40))
    text = draw(
        (Series("yours", xs, [x * 1.0 for x in xs]), Series("true", xs, [40.0 - x for x in xs])),
        40,
        10,
        Look(),
    )
    assert "•" in text
    assert any(0x2800 < ord(sign) <= 0x28FF for sign in text)


def test_an_ascii_plot_is_ascii() -> None:
    text = draw((Series("yours", [0, 1, 2], [1.0, 2.0, 0.5]),), 40, 10, Look(ascii=True))
    assert text.isascii()


def test_a_plot_without_room_is_empty() -> None:
    assert draw((Series("yours", [0, 1], [0, 1]),), 8, 2, Look()) == ""
