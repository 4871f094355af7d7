"""Multi-layer perceptrons, forward: affine layers with relu between them and softmax at the end."""

from typing import Any

from numpy.typing import NDArray

from tui_tutor.neural_network.activations import relu, softmax

Array = NDArray[Any]


def forward_mlp_3layer(
    X: Array, W1: Array, b1: Array, W2: Array, b2: Array, W3: Array, b3: Array
) -> tuple[Array, Array, Array]:
    """A1 (n, h1), A2 (n, h2) and the probabilities A3 (n, k) of X (n, d), under the series' name.

    W1 (d, h1), W2 (h1, h2), W3 (h2, k), each bias one row. The scores in between need not be kept for the way
    back: behind a relu, A > 0 exactly where Z > 0.
    """
    A1 = relu(X @ W1 + b1)
    A2 = relu(A1 @ W2 + b2)
    return A1, A2, softmax(A2 @ W3 + b3)
