import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from tui_tutor.neural_network import conv2d, conv_forward

EDGE = np.array([[1.0, 0.0, -1.0]])


def entry_by_entry(image, kernel, stride):
    """The formula of the docstring with four loops."""
    (H, W), (fh, fw) = image.shape, kernel.shape
    out = np.zeros(((H - fh) // stride + 1, (W - fw) // stride + 1))
    for i, j in np.ndindex(out.shape):
        for m, n in np.ndindex(fh, fw):
            out[i, j] += image[i * stride + m, j * stride + n] * kernel[m, n]
    return out


@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 5), st.integers(0, 5), st.integers(1, 3))
def test_conv2d_is_the_formula_for_every_size_and_stride(fh, fw, more_rows, more_columns, stride):
    rng = np.random.RandomState(0)
    image, kernel = rng.randn(fh + more_rows, fw + more_columns), rng.randn(fh, fw)
    assert_allclose(conv2d(image, kernel, stride), entry_by_entry(image, kernel, stride), atol=1e-12)


def test_the_kernel_is_not_flipped():
    assert_array_equal(conv2d(np.array([[0.0, 5.0, 9.0, 9.0]]), EDGE), [[-9.0, -4.0]])


def test_a_kernel_as_large_as_the_image_gives_one_number():
    assert conv2d(np.ones((3, 2)), np.ones((3, 2))).tolist() == [[6.0]]


def test_an_image_that_is_too_small_is_refused_with_both_sizes():
    with pytest.raises(ValueError, match=r"a window of 3 x 3 does not fit into an array of shape \(2, 5\)\."):
        conv2d(np.zeros((2, 5)), np.zeros((3, 3)))


def test_a_stride_of_0_is_refused():
    with pytest.raises(ValueError, match="the stride is 0: a step of 1 or more is needed"):
        conv2d(np.zeros((4, 4)), np.zeros((2, 2)), 0)


@pytest.mark.parametrize(("stride", "pad"), [(1, 0), (2, 0), (1, 1), (2, 1), (3, 2)])
def test_a_layer_sums_over_the_channels_and_adds_a_bias_to_each_map(stride, pad):
    rng = np.random.RandomState(1)
    X, W, b = rng.randn(2, 3, 6, 7), rng.randn(4, 3, 3, 2), rng.randn(4)
    out = conv_forward(X, W, b, stride, pad)
    for n, f in np.ndindex(2, 4):
        maps = [conv2d(np.pad(X[n, c], pad), W[f, c], stride) for c in range(3)]
        assert_allclose(out[n, f], b[f] + sum(maps), atol=1e-12)


def test_channels_that_differ_are_refused_even_where_numpy_would_stretch_one():
    with pytest.raises(ValueError, match="the images have 3 channels and the filters 1: give both as many"):
        conv_forward(np.zeros((2, 3, 5, 5)), np.zeros((4, 1, 3, 3)), np.zeros(4))


def test_the_inputs_stay_what_they_are():
    rng = np.random.RandomState(2)
    X, W, b = rng.randn(1, 2, 4, 4), rng.randn(3, 2, 2, 2), rng.randn(3)
    kept = [X.copy(), W.copy(), b.copy()]
    conv_forward(X, W, b, pad=1)
    for array, before in zip((X, W, b), kept, strict=True):
        assert_array_equal(array, before)
