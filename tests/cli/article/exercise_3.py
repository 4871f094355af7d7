import numpy as np
from neural_network import binary_cross_entropy, numerical_gradient, sigmoid


def forward(X, params):
    return sigmoid(X @ params["W"] + params["b"])


X = np.array([[0.5], [1.5], [2.5]])
y = np.array([[0.0], [0.0], [1.0]])
n = X.shape[0]
params = {"W": np.array([[0.0]]), "b": np.array([[0.0]])}
error = forward(X, params) - y
analytical = {"W": (X.T @ error) / n, "b": np.mean(error)}
numerical = numerical_gradient(X, y, params, binary_cross_entropy, forward, h=1e-4)
for name in params:
    print(f"Analytical Gradient for {name}:", analytical[name])
    print(f"Numerical Gradient for {name}:", numerical[name].round(6))
    print(f"Difference for {name}:", np.abs(analytical[name] - numerical[name]))
