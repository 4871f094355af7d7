from tui_tutor.calls.lineage import lineage

BACKWARD = """
def backward(X, Y, params):
    A1 = np.tanh(X @ params["W1"])
    dZ2 = A1 @ params["W2"] - Y
    dA1 = dZ2 @ params["W2"].T
    dZ1 = dA1 * (1 - A1**2)
    return {"W1": X.T @ dZ1, "W2": A1.T @ dZ2, "dZ2": dZ2, "dA1": dA1, "dZ1": dZ1}
"""


def test_an_array_is_made_from_the_intermediates_that_enter_it_over_any_number_of_lines():
    assert lineage(BACKWARD, "backward") == {
        "W1": {"dZ2", "dA1", "dZ1"},
        "W2": {"dZ2"},
        "dZ2": set(),
        "dA1": {"dZ2"},
        "dZ1": {"dZ2", "dA1"},
    }


def test_what_is_gathered_in_a_loop_is_made_from_all_that_the_loop_uses():
    source = """
def backward(xs, G):
    dX = np.zeros(3)
    for x in xs:
        dH = G * x
        dX += dH
    return {"X": 2 * dX, "dH": dH, "dX": dX}
"""
    assert lineage(source, "backward")["X"] == {"dX", "dH"}


def test_an_array_that_is_filled_part_by_part_is_made_from_all_that_fills_it():
    source = """
def backward(X, G):
    dZ = 2 * G
    dK = np.zeros((3, 3))
    for i in range(3):
        dK[i, 0] = np.sum(dZ * X)
    return {"K": dK, "dZ": dZ}
"""
    assert lineage(source, "backward") == {"K": {"dZ"}, "dZ": set()}


def test_several_names_at_once_are_made_from_the_whole_right_side():
    source = "def f(G):\n    dA = G\n    dQ, dK = split(dA)\n    return {'Q': dQ, 'dA': dA, 'dK': dK}\n"
    assert lineage(source, "f") == {"Q": {"dA"}, "dA": set(), "dK": {"dA"}}


def test_nothing_is_claimed_when_the_keys_are_not_written_out():
    assert lineage("def f(G):\n    return dict(Q=G)\n", "f") == {}
    assert lineage("def f(G):\n    return G, G\n", "f") == {}
    assert lineage(BACKWARD, "forward") == {}
