"""Nothing in a planted text tells where the bug is."""

import pytest

from tui_tutor.grading.hunting.tidying import idle_imports, without_comments, without_leftovers


def test_comments_and_docstrings_go_and_strings_stay() -> None:
    source = (
        "# above\n"
        "def f(x):\n"
        '    """Twice x."""\n'
        '    name = "# no comment"  # one\n'
        "    # another\n"
        "    return 2 * x\n"
    )
    assert without_comments(source) == 'def f(x):\n    name = "# no comment"\n    return 2 * x\n'


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("    n = len(x)\n    return x\n", "    return x\n"),
        ("    n = len(x)\n    k = n\n    return x\n", "    return x\n"),
        ("    d = x\n    d = d\n    return d\n", "    d = x\n    return d\n"),
        ("    a, b = x\n    return a\n", "    a, b = x\n    return a\n"),
        ("    a, b = x\n    return x\n", "    return x\n"),
        ("    x[0] = 1\n    return 2\n", "    x[0] = 1\n    return 2\n"),
        ("    n = 1\n", "    n = 1\n"),
    ],
)
def test_what_nothing_reads_any_more_goes(body: str, left: str) -> None:
    assert without_leftovers(f"def f(x):\n{body}") == f"def f(x):\n{left}"


def test_an_import_that_nothing_uses_is_seen() -> None:
    used = "import numpy as np\nfrom neural_network import relu\n\n\ndef f(x):\n    return np.sum(relu(x))\n"
    assert idle_imports(used) == set()
    assert idle_imports(used.replace("relu(x)", "x")) == {"relu"}
