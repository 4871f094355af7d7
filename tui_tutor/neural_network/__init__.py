"""What learners import: the functions of the article and their kin, small enough to be read as a lesson.

Imports numpy and nothing else. Doors: the losses, the activations, `gradient_descent`, `numerical_gradient`,
the optimisers, the normalisations. No backward pass lives here: those are what learners write.
"""

from tui_tutor.neural_network.activations import identity, relu, sigmoid, softmax
from tui_tutor.neural_network.data import normalize, one_hot
from tui_tutor.neural_network.descent import gradient_descent
from tui_tutor.neural_network.linear import matrix_multiply
from tui_tutor.neural_network.losses import (
    bce_with_logits,
    binary_cross_entropy,
    cross_entropy,
    half_mse_loss,
    mse_loss,
    softmax_cross_entropy,
)
from tui_tutor.neural_network.moons import two_moons
from tui_tutor.neural_network.normalisation import batch_norm, layer_norm, rms_norm
from tui_tutor.neural_network.numerical import numerical_gradient
from tui_tutor.neural_network.optimisers import adam_step, adamw_step, momentum_update, rmsprop_step

__all__ = [
    "adam_step",
    "adamw_step",
    "batch_norm",
    "bce_with_logits",
    "binary_cross_entropy",
    "cross_entropy",
    "gradient_descent",
    "half_mse_loss",
    "identity",
    "layer_norm",
    "matrix_multiply",
    "momentum_update",
    "mse_loss",
    "normalize",
    "numerical_gradient",
    "one_hot",
    "relu",
    "rms_norm",
    "rmsprop_step",
    "sigmoid",
    "softmax",
    "softmax_cross_entropy",
    "two_moons",
]
