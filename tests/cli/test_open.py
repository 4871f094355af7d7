"""`tutor open`: any Markdown article, read or run."""

import pytest

from tests.cli.test_cli import tutor

ARTICLE = """\
# Half a gradient

The slope is $\\frac{a}{b}$.

$$
\\frac{a}{b}
$$

```python
print(6 * 7)
```
"""


@pytest.fixture
def article(tmp_path):
    file = tmp_path / "half.md"
    file.write_text(ARTICLE, encoding="utf-8")
    return file


def test_an_article_without_settings_is_printed(article):
    result = tutor("open", article)
    assert result.exit_code == 0
    assert result.output.startswith("# Half a gradient\n\nThe slope is a/b.\n\n     a\n    ───\n     b\n")


def test_in_plain_mode_every_formula_is_one_line(article):
    assert "───" not in tutor("--plain", "open", article).output


def test_its_blocks_are_run_and_shown(article):
    result = tutor("open", article, "--run")
    assert result.exit_code == 0
    assert result.output == "Block 1 of 1: Half a gradient\n\n    print(6 * 7)\n\nprints:\n42\n\n"


def test_a_block_that_fails_is_exit_code_one(article):
    article.write_text("```python\n1 / 0\n```\n", encoding="utf-8")
    result = tutor("open", article, "--run")
    assert result.exit_code == 1
    assert "ZeroDivisionError" in result.output


@pytest.mark.parametrize(
    ("text", "says"),
    [(None, "cannot be read"), ("+++\ntitle = \n+++\n", "half.md:2"), ("a\x1bb", "control character")],
)
def test_a_file_that_is_no_article_is_one_sentence(article, text, says):
    article.unlink() if text is None else article.write_text(text, encoding="utf-8")
    result = tutor("open", article)
    assert result.exit_code == 2
    assert says in result.output or "plain file" in result.output


def test_without_blocks_there_is_nothing_to_run(article):
    article.write_text("Only prose.\n", encoding="utf-8")
    result = tutor("open", article, "--run")
    assert result.exit_code == 2
    assert "no Python block" in result.output


def test_in_a_terminal_it_is_a_screen_to_read(article, tmp_path):
    pytest.importorskip("termios", reason="pseudo-terminals are a Unix thing")
    from tests.end_to_end.terminal import Terminal
    from tests.end_to_end.terminal import tutor as command

    with Terminal(command("open", str(article)), tmp_path / "home") as terminal:
        terminal.wait_for("The slope is a/b", "───")
        terminal.type("\x1b[20~")  # F9
        terminal.wait_for("prints:", "42")
        terminal.press("q")
        terminal.wait_for("The slope is", gone="prints:")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.settings() == terminal.before
