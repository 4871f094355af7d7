"""The central difference of relu at, beside, and far from its corner."""

from neural_network import relu


def central(z, h):
    """The slope of relu at z, measured with a step of h."""
    return (relu(z + h) - relu(z - h)) / (2 * h)


def facts(rng):
    """0.5, 0.6 and 1 with h = 1e-4; with 1e-6 only the corner itself is still mixed."""
    for z, slope in ((0.0, 0.5), (2e-5, 0.6), (1.0, 1.0)):
        assert abs(central(z, 1e-4) - slope) < 1e-9
    for z, slope in ((0.0, 0.5), (2e-5, 1.0), (1.0, 1.0)):
        assert abs(central(z, 1e-6) - slope) < 1e-9
