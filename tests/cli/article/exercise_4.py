import numpy as np
from neural_network import mse_loss, numerical_gradient


def forward(X, params):
    return X @ params["W"] + params["b"]


X = np.array([[1.0], [2.0]])
y = np.array([[3.0], [5.0]])
n = X.shape[0]
params = {"W": np.array([[1.5]]), "b": np.array([[0.5]])}
error = forward(X, params) - y
analytical = {"W": (X @ error) / n, "b": np.mean(error)}
numerical = numerical_gradient(X, y, params, mse_loss, forward, h=1e-4)
for name in params:
    print(f"Analytical Gradient for {name}:", analytical[name])
    print(f"Numerical Gradient for {name}:", numerical[name].round(6))
    print(f"Difference for {name}:", np.abs(analytical[name] - numerical[name]))
