"""What learners import: the functions of the article and their kin, small enough to be read as a lesson.

Imports numpy and nothing else. Doors: the losses, the activations, `gradient_descent`, `numerical_gradient`.
No backward pass lives here: those are what learners write.
"""

from tui_tutor.neural_network.activations import identity, relu, sigmoid, softmax
from tui_tutor.neural_network.convolution import conv2d, conv_forward
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
from tui_tutor.neural_network.numerical import numerical_gradient
from tui_tutor.neural_network.pooling import avg_pool, max_pool
from tui_tutor.neural_network.sequences import embedding, rnn_forward, rnn_step

__all__ = [
    "avg_pool",
    "bce_with_logits",
    "binary_cross_entropy",
    "conv2d",
    "conv_forward",
    "cross_entropy",
    "embedding",
    "gradient_descent",
    "half_mse_loss",
    "identity",
    "matrix_multiply",
    "max_pool",
    "mse_loss",
    "normalize",
    "numerical_gradient",
    "one_hot",
    "relu",
    "rnn_forward",
    "rnn_step",
    "sigmoid",
    "softmax",
    "softmax_cross_entropy",
    "two_moons",
]
