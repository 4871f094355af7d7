"""How large the gradient of each layer's weights is, in networks of 2 to 12 layers with three kinds of bend."""

import numpy as np
from neural_network import relu, sigmoid

WIDTH, SAMPLES, NETWORKS = 20, 64, 8
BENDS = {
    "sigmoid": (sigmoid, lambda Z, A: A * (1 - A), 1.0),
    "tanh": (np.tanh, lambda Z, A: 1 - A**2, 1.0),
    "relu": (relu, lambda Z, A: Z > 0, 2.0),
}


def sizes(bend, depth, seed, widening=1.0):
    """The root mean square of dW for each layer, front to back; weights with variance gain / WIDTH."""
    f, slope, gain = BENDS[bend]
    rng = np.random.RandomState(seed)
    A, layers = rng.randn(SAMPLES, WIDTH), []
    for _ in range(depth):
        W = widening * np.sqrt(gain / WIDTH) * rng.randn(WIDTH, WIDTH)
        Z = A @ W
        layers.append((A, W, Z, f(Z)))
        A = f(Z)
    G, found = rng.randn(SAMPLES, WIDTH) / SAMPLES, []
    for front, W, Z, back in reversed(layers):
        dZ = G * slope(Z, back)
        found.append(np.sqrt(np.mean((front.T @ dZ) ** 2)))
        G = dZ @ W.T
    return np.array(found[::-1])


def profile(bend, depth):
    """Those sizes, relative to the last layer: the geometric mean of several networks."""
    networks = [np.log(sizes(bend, depth, seed)) for seed in range(NETWORKS)]
    logs = np.mean(networks, axis=0)
    return np.exp(logs - logs[-1])


def series(value):
    """The three profiles of networks with as many layers as the slider says."""
    depth = int(value)
    return {"layer": np.arange(1.0, depth + 1), **{bend: profile(bend, depth) for bend in BENDS}}


def facts(rng):
    """Sigmoid loses a factor of 4 to 5 per layer; tanh and relu stay within a factor of 2, wherever one looks."""
    for depth in range(2, 13):
        falling = profile("sigmoid", depth)
        assert np.all((falling[1:] / falling[:-1] > 2) & (falling[1:] / falling[:-1] < 5.5))
        for bend in ("tanh", "relu"):
            assert np.all(np.abs(np.log2(profile(bend, depth))) < 1)
    assert 4 < profile("sigmoid", 12)[0] ** (-1 / 11) < 5
    _relu_hides_its_width()


def _relu_hides_its_width():
    """Ten times too narrow at every layer: all layers of a relu network lose alike, so the profile is the same."""
    wide, narrow = sizes("relu", 12, 0), sizes("relu", 12, 0, widening=0.1)
    assert np.allclose(narrow / narrow[-1], wide / wide[-1], rtol=1e-9)
    assert np.allclose(narrow / wide, 1e-11, rtol=1e-9)
