import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from tui_tutor.neural_network import glyph_digits
from tui_tutor.neural_network.glyphs import digit_glyphs


def test_ten_different_digits_are_drawn_in_seven_rows_of_five():
    glyphs = digit_glyphs()
    assert glyphs.shape == (10, 7, 5)
    assert set(np.unique(glyphs)) == {0.0, 1.0}
    assert len({glyph.tobytes() for glyph in glyphs}) == 10


def test_a_seven_has_a_bar_on_top_and_a_one_has_none():
    seven, one = digit_glyphs()[7], digit_glyphs()[1]
    assert seven[0].tolist() == [1, 1, 1, 1, 1]
    assert one[0].tolist() == [0, 0, 1, 0, 0]


def test_without_noise_a_picture_is_the_drawing_of_its_label_somewhere_in_the_frame():
    X, labels = glyph_digits(50, noise=0.0, seed=3)
    for picture, label in zip(X.reshape(50, 8, 8), labels, strict=True):
        ink = picture.max()
        places = [picture[i : i + 7, j : j + 5] / ink for i in (0, 1) for j in range(4)]
        assert 0.6 <= ink <= 1
        assert any(np.allclose(place, digit_glyphs()[label]) for place in places)
        assert np.isclose(picture.sum(), ink * digit_glyphs()[label].sum())


def test_every_digit_and_every_place_occurs():
    X, labels = glyph_digits(400, noise=0.0)
    assert set(labels.tolist()) == set(range(10))
    pictures = X.reshape(-1, 8, 8) > 0
    assert pictures.any(axis=(0, 2)).all()
    assert pictures.any(axis=(0, 1)).all()


def test_the_noise_is_added_to_every_pixel():
    X, clean = glyph_digits(500, noise=0.3)[0], glyph_digits(500, noise=0.0)[0]
    assert_allclose(np.std(X - clean), 0.3, rtol=0.02)


def test_a_seed_gives_the_same_pictures_again_and_another_seed_others():
    assert_array_equal(glyph_digits(20, seed=5)[0], glyph_digits(20, seed=5)[0])
    assert not np.array_equal(glyph_digits(20, seed=5)[0], glyph_digits(20, seed=6)[0])


def test_the_stream_is_frozen():
    X, labels = glyph_digits()
    assert labels[:8].tolist() == [5, 0, 3, 3, 7, 9, 3, 5]
    assert_allclose(
        X[0, :4],
        [-0.009450071551844838, 0.014954491741753582, -0.039458992049723515, -0.06956312440158924],
        rtol=1e-12,
    )
    assert_allclose(X[:20].sum(), 240.26423140026537, rtol=1e-12)
