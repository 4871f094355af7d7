"""What learners import: the functions of the article and their kin, small enough to be read as a lesson.

Imports numpy and nothing else; `handwritten_digits` asks for scikit-learn when it is called. Doors: the losses,
the activations, `gradient_descent`, `numerical_gradient`, the optimisers, the normalisations, data drawn from a
seed. No backward pass lives here: those are what learners write.
"""

from tui_tutor.neural_network.accuracy import accuracy
from tui_tutor.neural_network.activations import identity, relu, sigmoid, softmax
from tui_tutor.neural_network.attention import attention, causal_attention
from tui_tutor.neural_network.clipping import clip_by_global_norm
from tui_tutor.neural_network.convolution import conv2d, conv_forward
from tui_tutor.neural_network.data import normalize, one_hot
from tui_tutor.neural_network.descent import gradient_descent
from tui_tutor.neural_network.dropping import dropout
from tui_tutor.neural_network.glyphs import glyph_digits
from tui_tutor.neural_network.handwritten import handwritten_digits
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
from tui_tutor.neural_network.normalisation import batch_norm, layer_norm, rms_norm
from tui_tutor.neural_network.numerical import numerical_gradient
from tui_tutor.neural_network.optimisers import adam_step, adamw_step, momentum_update, rmsprop_step
from tui_tutor.neural_network.pooling import avg_pool, max_pool
from tui_tutor.neural_network.regularisation import l1_regularization, l2_regularization
from tui_tutor.neural_network.sequences import embedding, rnn_forward, rnn_step
from tui_tutor.neural_network.spirals import three_spirals

__all__ = [
    "accuracy",
    "adam_step",
    "adamw_step",
    "attention",
    "avg_pool",
    "batch_norm",
    "bce_with_logits",
    "binary_cross_entropy",
    "causal_attention",
    "clip_by_global_norm",
    "conv2d",
    "conv_forward",
    "cross_entropy",
    "dropout",
    "embedding",
    "forward_mlp_3layer",
    "glyph_digits",
    "gradient_descent",
    "half_mse_loss",
    "handwritten_digits",
    "he_init",
    "identity",
    "l1_regularization",
    "l2_regularization",
    "layer_norm",
    "matrix_multiply",
    "max_pool",
    "momentum_update",
    "mse_loss",
    "normalize",
    "numerical_gradient",
    "one_hot",
    "relu",
    "rms_norm",
    "rmsprop_step",
    "rnn_forward",
    "rnn_step",
    "sigmoid",
    "softmax",
    "softmax_cross_entropy",
    "three_spirals",
    "two_moons",
    "xavier_init",
]
