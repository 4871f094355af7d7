"""Columns brought to mean 0 and standard deviation 1, among them a tiny one and one that never changes."""

import math

import numpy as np


def draw(rng, shown):
    """X (n, d): one column is of the order 1e-19; the last one holds 0.1 everywhere, on hidden data another -0.1.

    The mean of n times 0.1 is rounded away from 0.1 for n = 3, 6 and 7, and exact for n = 4 and 5. Its spread
    is then about 1e-17, more than that of the tiny column: no fixed limit parts the two.
    """
    if shown:
        X = np.array([[20.0, 1000.0, 2e-19, 0.1], [40.0, 3000.0, 1e-19, 0.1], [60.0, 8000.0, 6e-19, 0.1]])
        return {"X": X, "sizes": {"n": 3, "d": 4}}
    n = int(rng.choice([6, 7]))
    X = np.column_stack(
        [
            -5 + 0.1 * rng.randn(n),
            1e4 * rng.rand(n),
            1e-19 * rng.uniform(1, 9, size=n),
            np.full(n, -0.1),
            np.full(n, 0.1),
        ]
    )
    return {"X": X, "sizes": {"n": n, "d": 5}}


def expected(draw):
    """Column by column with sums that do not round; a column of equal numbers is constant, whatever its mean is."""
    columns = []
    for column in draw["X"].T:
        mean = math.fsum(column) / len(column)
        variance = math.fsum((column - mean) ** 2) / len(column)
        constant = column.min() == column.max()
        columns.append(np.zeros(len(column)) if constant else (column - mean) / math.sqrt(variance))
    return {"result": np.column_stack(columns)}


def normalize(X):
    mean = X.mean(axis=0)
    std = X.std(axis=0)
    constant = std <= 1e-12 * np.abs(mean)
    return np.where(constant, 0.0, (X - mean) / np.where(constant, 1.0, std))
