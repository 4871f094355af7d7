import pytest

from tui_tutor.course import open_article
from tui_tutor.grading import Checker
from tui_tutor.plain.article import article_text, python_blocks, ran_text, run_blocks, step_run_text

ARTICLE = """\
+++
title = "Slopes"
author = "A. Author"
date = 2024-05-06
+++
Before the first heading.

## Measure

```python
import math
print("quiet", math.pi)
x = 2
```

```output
quiet 3.14
```

## Use

```python
print(math.floor(x + 0.5))
```

```sh
rm -rf /
```

```py
print(1)
1 / 0
```

```python
print(x + 1)
```
"""


@pytest.fixture(scope="module")
def checker():
    with Checker() as checker:
        yield checker


@pytest.fixture
def article(tmp_path):
    file = tmp_path / "slopes.md"
    file.write_text(ARTICLE, encoding="utf-8")
    return open_article(file)


@pytest.fixture
def ran(article, checker):
    return list(run_blocks(python_blocks(article), checker))


def test_an_article_is_its_title_and_its_steps(article):
    text = article_text(article)
    assert text.startswith("# Slopes\n\nBefore the first heading.\n\n## Measure\n\n    import math")


def test_only_python_blocks_are_run(article):
    assert [block.source.split("\n")[0] for block in python_blocks(article)] == [
        "import math",
        "print(math.floor(x + 0.5))",
        "print(1)",
        "print(x + 1)",
    ]


def test_a_block_sees_the_names_of_those_before_and_shows_only_what_it_prints(ran):
    assert ran[0].played.printed.startswith("quiet 3.14159")
    assert ran[1].played.printed == "2\n"


def test_an_error_has_the_line_of_its_own_block(ran):
    raised = ran[2].played.raised
    assert (raised.type, [frame.line for frame in raised.frames]) == ("ZeroDivisionError", [2])
    assert ran[2].played.printed == "1\n"


def test_what_follows_a_block_that_failed_is_run_without_it(ran):
    assert ran[3].played.printed == "3\n"


def test_a_run_is_told_with_code_and_output(ran):
    text = ran_text(ran[2], 4)
    assert text.startswith("Block 3 of 4: Use\n\n    print(1)\n    1 / 0\n\nprints:\n1\n")
    assert "ZeroDivisionError: division by zero" in text


def test_one_step_is_run_after_those_before_it(article, checker):
    text = step_run_text(article, 2, checker)
    assert text.startswith("Block 2 of 4: Use")
    assert "prints:\n2\n" in text


def test_a_step_without_python_says_so(article, checker):
    assert step_run_text(article, 0, checker) == "There is no Python on this page."
