"""A two-layer network: probes of zeros are added where the intermediates D1 and D2 are."""

from exercise import given
from neural_network import one_hot, relu, softmax, softmax_cross_entropy


def draw(rng, shown):
    n, d, hidden, k = (9, 4, 6, 3) if shown else (7, 5, 8, 2)
    return {
        "sizes": {"n": n, "d": d, "hidden": hidden, "k": k},
        "X": rng.randn(n, d),
        "y": one_hot(rng.randint(0, k, n), k),
        "params": {
            "W1": 0.5 * rng.randn(d, hidden),
            "b1": 0.5 * rng.randn(1, hidden),
            "W2": 0.5 * rng.randn(hidden, k),
            "b2": 0.5 * rng.randn(1, k),
        },
    }


def loss(params, draw, probes):
    Z1 = draw["X"] @ params["W1"] + params["b1"] + probes["D1"]
    Z2 = relu(Z1) @ params["W2"] + params["b2"] + probes["D2"]
    return softmax_cross_entropy(Z2, draw["y"])


@given
def forward(X, params):
    Z1 = X @ params["W1"] + params["b1"]
    A1 = relu(Z1)
    return Z1, A1, softmax(A1 @ params["W2"] + params["b2"])


@given
def use(function, draw):
    params = draw["params"]
    Z1, A1, A2 = forward(draw["X"], params)
    return function(draw["X"], A1, A2, draw["y"], params["W1"], params["W2"], Z1)


def curve_data(rng):
    return draw(rng, True)


def accuracy(params, draw):
    Z2 = forward(draw["X"], params)[2]
    return (Z2.argmax(axis=1) == draw["y"].argmax(axis=1)).mean()


def backward_mlp(X, A1, A2, y, W1, W2, Z1):
    D2 = (A2 - y) / len(X)
    # relu lets through what was positive
    D1 = (D2 @ W2.T) * (Z1 > 0)
    return {
        "W2": A1.T @ D2,
        "b2": D2.sum(axis=0, keepdims=True),
        "W1": X.T @ D1,
        "b1": D1.sum(axis=0, keepdims=True),
        "D2": D2,
        "D1": D1,
    }  # in backward order
