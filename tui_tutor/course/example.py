"""A course of two exercises, as texts: what `scaffold` writes, and what the authors' guide explains."""

COURSE = """\
id = "{id}"
title = "{title}"
version = "0.1"
doors = ["first-steps"]
placement = []
"""

LESSON = """\
+++
title = "A spring and its gradient"
summary = "One loss, one gradient, one question."
exercises = [
  "spring-gradient",
  "spring-direction",
]
requires = []
+++
Pull a spring to $x$ and let it rest at $r$. Its energy is $\\frac{k}{2} (x - r)^2$.

## Numbers first

With $k = 2$, $r = 1$ and $x = 4$ the energy is $9$. Move $x$ a little and look again:

```python
def energy(x):
    return 2 / 2 * (x - 1) ** 2


print(round((energy(4.01) - energy(3.99)) / 0.02, 6))
```

The slope is $6$. Which of the numbers 2, 1 and 4 made it?
"""

CODE = """\
+++
title = "The pull of a spring"
kind = "gradient"
level = 1
function = "pull"
tags = ["first"]
+++
The energy of $n$ springs is $\\frac{k}{2} \\sum_i (x_i - r_i)^2$; `x` and `rest` have shape `(n,)`, `k` is a
number. Return its gradient as a dict with the key `"x"`.

```python starter
import numpy as np


def pull(params, rest, k):
    x = params["x"]
    return {"x": np.zeros(x.shape)}
```

## Hint concept

Take one spring. Its energy is a square: which factor does a square bring, and what does the half do to it?

## Hint

Entry `i` of the gradient knows only `x[i]` and `rest[i]`: nothing is summed.

## Mistake doubled

```diff
-    return {"x": k * (params["x"] - rest)}
+    return {"x": 2 * k * (params["x"] - rest)}
```

Every entry is exactly twice the numerical one. A square brings a 2; what else stands in front of it?

## Mistake towards-rest

```diff
-    return {"x": k * (params["x"] - rest)}
+    return {"x": k * (rest - params["x"])}
```

Every entry has the opposite sign. That is the force, which pulls back. Where does the energy grow?

## Afterwards

A step against this gradient is a step towards rest: gradient descent lets the spring go.
"""

PYTHON = """\
import numpy as np


def draw(rng, shown):
    if shown:
        x, rest, k = np.array([4.0, 0.5]), np.array([1.0, 1.0]), 2.0
    else:
        x, rest, k = 0.5 * rng.randn(5), 0.5 * rng.randn(5), 3.0
    return {"sizes": {"n": len(x)}, "params": {"x": x}, "rest": rest, "k": k}


def loss(params, draw):
    return draw["k"] / 2 * np.sum((params["x"] - draw["rest"]) ** 2)


def pull(params, rest, k):
    return {"x": k * (params["x"] - rest)}
"""

QUESTION = """\
+++
title = "Which way does it go?"
kind = "predict"
level = 1

[[choices]]
id = "right"
text = "x grows"
message = "The slope is 6, and a step goes against it. Which sign has the step?"

[[choices]]
id = "left"
text = "x shrinks"
message = "Yes: x goes from 4 to 3.4, towards the rest at 1."
correct = true
+++
$k = 2$, $r = 1$, $x = 4$. You take one step of gradient descent with rate $0.1$. What happens to $x$?

## Hint

Which sign has the slope at $x = 4$?

## Hint

The step is minus the rate times the slope.
"""

FACTS = """\
def facts(rng):
    slope = 2.0 * (4.0 - 1.0)
    assert abs(4.0 - 0.1 * slope - 3.4) < 1e-12
"""
