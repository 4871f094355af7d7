"""What seven operations do to a complex step of 1e-30."""

import numpy as np

H = 1e-30


def slopes(operation):
    """The slopes that a complex step reads at 2, -2 and 0."""
    Z = np.array([[2.0, -2.0, 0.0]]) + 1j * H
    return np.imag(operation(Z)).ravel() / H


def facts(rng):
    """exp, the transpose and a selection by the real part are right; the others fail somewhere."""
    assert np.allclose(slopes(np.exp), np.exp([2.0, -2.0, 0.0]), rtol=1e-14)
    assert slopes(lambda Z: Z.T).tolist() == [1, 1, 1]
    assert slopes(lambda Z: np.where(Z.real > 0, Z, 0)).tolist() == [1, 0, 0]
    assert slopes(np.abs).tolist() == [0, 0, 0]
    assert slopes(lambda Z: Z.conj().T).tolist() == [-1, -1, -1]
    assert slopes(lambda Z: np.maximum(0, Z)).tolist() == [1, 0, 1]
    assert slopes(lambda Z: Z.astype(float)).tolist() == [0, 0, 0]
