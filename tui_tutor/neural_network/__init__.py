"""What learners import: the functions of the article and their kin, small enough to be read as a lesson.

Imports numpy and nothing else. Doors: the losses, the activations, `gradient_descent`, `numerical_gradient`.
No backward pass lives here: those are what learners write.
"""

from tui_tutor.neural_network.activations import identity, relu, sigmoid, softmax
from tui_tutor.neural_network.clipping import clip_by_global_norm
from tui_tutor.neural_network.data import normalize, one_hot
from tui_tutor.neural_network.descent import gradient_descent
from tui_tutor.neural_network.dropping import dropout
from tui_tutor.neural_network.initialisers import he_init, xavier_init
from tui_tutor.neural_network.linear import matrix_multiply
from tui_tutor.neural_network.losses import (
    bce_with_logits,
    binary_cross_entropy,
    cross_entropy,
    half_mse_loss,
    mse_loss,
    softmax_cross_entropy,
)
from tui_tutor.neural_network.mlp import forward_mlp_3layer
from tui_tutor.neural_network.moons import two_moons
from tui_tutor.neural_network.numerical import numerical_gradient
from tui_tutor.neural_network.regularisation import l1_regularization, l2_regularization

__all__ = [
    "bce_with_logits",
    "binary_cross_entropy",
    "clip_by_global_norm",
    "cross_entropy",
    "dropout",
    "forward_mlp_3layer",
    "gradient_descent",
    "half_mse_loss",
    "he_init",
    "identity",
    "l1_regularization",
    "l2_regularization",
    "matrix_multiply",
    "mse_loss",
    "normalize",
    "numerical_gradient",
    "one_hot",
    "relu",
    "sigmoid",
    "softmax",
    "softmax_cross_entropy",
    "two_moons",
    "xavier_init",
]
