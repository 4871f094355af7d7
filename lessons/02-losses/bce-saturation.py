"""What the numerical gradient of the cross-entropy says where the sigmoid is rounded to 1."""

import numpy as np
from neural_network import bce_with_logits, binary_cross_entropy, numerical_gradient, sigmoid

LABEL = np.array([[0.0]])


def measured(loss_fn, forward_fn, z):
    """The numerical gradient for one score with label 0, at h = 1e-4."""
    point = {"Z": np.array([[z]])}
    return numerical_gradient(LABEL, LABEL, point, loss_fn, lambda _, p: forward_fn(p["Z"])).get("Z").item()


def facts(rng):
    """The ceiling of the library's loss, and what a check sees below and above it."""
    assert sigmoid(np.array(40.0)) == 1.0
    for shift in (-1e-4, 0.0, 1e-4):
        assert round(binary_cross_entropy(sigmoid(np.array([[40.0 + shift]])), LABEL), 2) == 34.54
    assert measured(binary_cross_entropy, sigmoid, 40.0) == 0.0
    assert abs(measured(binary_cross_entropy, sigmoid, 10.0) - 0.99995) < 1e-5
    assert abs(measured(binary_cross_entropy, sigmoid, 20.0) - 1.0003) < 1e-3
    assert 1.02 < measured(binary_cross_entropy, sigmoid, 25.0) < 1.06
    assert measured(binary_cross_entropy, sigmoid, 30.0) == 0.0
    assert abs(measured(bce_with_logits, lambda Z: Z, 40.0) - 1.0) < 1e-9
    assert sigmoid(np.array(40.0)) - 0.0 == 1.0
    assert np.log(1e-15) > -34.55
