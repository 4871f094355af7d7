"""A weight under Adam whose data know no direction: what a penalty takes from it, and what a decay does."""

from neural_network import adam_step, adamw_step


def lost(size, decoupled):
    """What w = 1 has lost after 200 steps with lambda = 0.1, against the same steps without any decay."""
    w, m, v = 1.0, 0.0, 0.0
    still, still_m, still_v = 1.0, 0.0, 0.0
    for t in range(1, 201):
        g = size * (-1) ** t
        if decoupled:
            w, m, v = adamw_step(w, g, m, v, t, decay=0.1)
        else:
            w, m, v = adam_step(w, g + 0.1 * w, m, v, t)
        still, still_m, still_v = adam_step(still, g, still_m, still_v, t)
    return still - w


def facts(rng):
    """In (a) the decay depends on the gradient's size, in (b) it is 200 r lambda; for descent they are one."""
    assert abs(lost(1e3, decoupled=True) / lost(1e-3, decoupled=True) - 1) < 1e-3
    assert abs(lost(1e3, decoupled=True) - 200 * 0.001 * 0.1) < 3e-4
    assert lost(1e3, decoupled=False) < 3e-5
    assert 9 < lost(1e-3, decoupled=False) / (200 * 0.001 * 0.1) < 10
    w, g = 1.0, 0.3
    assert abs((w - 0.1 * (g + 0.1 * w)) - ((1 - 0.1 * 0.1) * w - 0.1 * g)) < 1e-15
