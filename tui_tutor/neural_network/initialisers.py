"""Where training begins: random weights, wide enough that a signal neither dies nor explodes on its way."""

import numpy as np
from numpy.typing import NDArray


def he_init(rng: np.random.RandomState, fan_in: int, fan_out: int) -> NDArray[np.float64]:
    """Weights (fan_in, fan_out) for a relu layer: normal numbers from `rng` with variance 2 / fan_in.

    A score is a sum of fan_in products, and relu keeps half of its mean square (He et al. 2015, "Delving deep
    into rectifiers").
    """
    return rng.standard_normal((fan_in, fan_out)) * np.sqrt(2 / fan_in)


def xavier_init(rng: np.random.RandomState, fan_in: int, fan_out: int) -> NDArray[np.float64]:
    """Weights (fan_in, fan_out) for a tanh layer: normal numbers from `rng` with variance 2 / (fan_in + fan_out).

    A compromise: 1 / fan_in keeps the size of the signal, 1 / fan_out that of the gradient (Glorot and Bengio
    2010, "Understanding the difficulty of training deep feedforward neural networks").
    """
    return rng.standard_normal((fan_in, fan_out)) * np.sqrt(2 / (fan_in + fan_out))
