"""Pictures of the ten digits, drawn here: images to learn from without a file and without a download."""

import numpy as np
from numpy.typing import NDArray

DRAWN = """
.###. ..#.. .###. ##### ...#. ##### ..##. ##### .###. .###.
#...# .##.. #...# ...#. ..##. #.... .#... ....# #...# #...#
#..## ..#.. ....# ..#.. .#.#. ####. #.... ...#. #...# #...#
#.#.# ..#.. ...#. ...#. #..#. ....# ####. ..#.. .###. .####
##..# ..#.. ..#.. ....# ##### ....# #...# ..#.. #...# ....#
#...# ..#.. .#... #...# ...#. #...# #...# ..#.. #...# ...#.
.###. .###. ##### .###. ...#. .###. .###. ..#.. .###. .##..
"""


def digit_glyphs() -> NDArray[np.float64]:
    """The ten digits as they are drawn, 7 rows of 5 pixels: shape (10, 7, 5), 1 where there is ink, else 0."""
    rows = [[[pixel == "#" for pixel in glyph] for glyph in line.split()] for line in DRAWN.split("\n")[1:-1]]
    return np.array(rows, dtype=float).swapaxes(0, 1)


def glyph_digits(
    n: int = 800, noise: float = 0.12, seed: int = 0
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """n pictures of 8 times 8 pixels as rows X (n, 64), and the digits that they show, shape (n,).

    Each is a drawn digit, shifted down by 0 or 1 and to the right by 0 to 3 pixels, its ink between 0.6 and 1;
    `noise` is the standard deviation added to every pixel. `X.reshape(n, 8, 8)` gives the pictures back. The
    same seed gives the same pictures with every release of numpy.
    """
    rng = np.random.RandomState(seed)
    glyphs, labels = digit_glyphs(), rng.randint(0, 10, n).astype(np.int64)
    X = np.zeros((n, 8, 8))
    for picture, label in zip(X, labels, strict=True):
        down, right, ink = rng.randint(0, 2), rng.randint(0, 4), rng.uniform(0.6, 1.0)
        picture[down : down + 7, right : right + 5] = ink * glyphs[label]
    X += noise * rng.standard_normal(X.shape)
    return X.reshape(n, 64), labels
