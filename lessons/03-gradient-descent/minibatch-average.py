"""The gradient of a whole epoch, from the mean gradients of batches of different sizes."""

import numpy as np
from exercise import given


def draw(rng, shown):
    """Slopes of n samples, (n, d, 1), cut into m batches; the learner gets the batches' means and counts."""
    if shown:
        counts, d = [4, 4, 2], 2
        means = np.array([[[1.0], [0.0]], [[3.0], [2.0]], [[-4.0], [6.0]]])
        slopes = np.repeat(means, counts, axis=0)
    else:
        counts, d = [int(count) for count in rng.permutation([9, 6, 3, 5])], 7
        slopes = rng.randn(sum(counts), d, 1) + 0.5
    batches = np.split(slopes, np.cumsum(counts)[:-1])
    return {
        "slopes": slopes,
        "batch_grads": [batch.mean(axis=0) for batch in batches],
        "counts": counts,
        "sizes": {"n": sum(counts), "m": len(counts), "d": d},
    }


@given
def use(function, draw):
    """Hands over the mean gradients and the number of samples in each batch."""
    return function(draw["batch_grads"], draw["counts"])


def expected(draw):
    """The mean over all samples, without any batches."""
    return {"result": draw["slopes"].mean(axis=0)}


def combine(batch_grads, counts):
    total = np.zeros_like(batch_grads[0])
    for gradient, count in zip(batch_grads, counts, strict=True):
        total += count * gradient
    return total / sum(counts)
