"""Files that are made to do harm: whatever is wrong with them is one sentence, soon."""

import os
from pathlib import Path

import pytest

from tests.course.building import CODE, LESSON, PYTHON, course, edited
from tui_tutor.course import CourseError, load_exercise, load_lesson, open_article, open_course
from tui_tutor.course.frontmatter import split
from tui_tutor.course.parsing import parse
from tui_tutor.grading.proof.formulas import broken_formulas
from tui_tutor.grading.proof.links import file_links
from tui_tutor.plain.article import article_text

MANY = 100_000
SOME = 10_000


def sentences(folder: Path) -> list[str]:
    return [flaw.problem for flaw in open_course(folder).broken]


@pytest.mark.parametrize(
    "bomb",
    [
        "x = " + "[" * MANY,
        "x = " + "[" * MANY + "]" * MANY,
        "x = " + "{a = " * SOME + "1" + "}" * SOME,
        ".".join(["a"] * MANY) + " = 1",
        f"x = {{{'.'.join(['a'] * MANY)} = 1}}",
    ],
)
def test_settings_that_are_nested_without_end_are_told_and_the_rest_works(tmp_path: Path, bomb: str) -> None:
    course(tmp_path, lesson=edited(LESSON, 'title = "Lines"', f'{bomb}\ntitle = "Lines"'))
    (problem,) = sentences(tmp_path)
    assert problem in ("these settings are nested too deeply to be read.",) or problem.startswith(
        "this is not TOML"
    )


def test_a_table_with_a_name_of_a_hundred_thousand_parts_is_told(tmp_path: Path) -> None:
    bomb = f"[{'.'.join(['a'] * MANY)}]\n+++\nBegin"
    course(tmp_path, lesson=edited(LESSON, "+++\nBegin", bomb))
    assert sentences(tmp_path) == ["these settings are nested too deeply to be read."]


def test_settings_that_are_too_long_are_told(tmp_path: Path) -> None:
    keys = "\n".join(f"key{number} = {number}" for number in range(20_000))
    course(tmp_path, lesson=edited(LESSON, "+++\nBegin", f"{keys}\n+++\nBegin"))
    assert sentences(tmp_path) == ["these settings are longer than 256 kB. Keep text below them."]


def test_a_lesson_of_10_megabytes_is_told(tmp_path: Path) -> None:
    course(tmp_path, lesson=LESSON + "a line of text\n" * 700_000)
    assert sentences(tmp_path) == ["this file is larger than 4 MB. Split it."]


@pytest.mark.parametrize("bomb", ["x = f'" + "{1}" * 300_000 + "'", "import " + "a." * 400_000 + "b"])
def test_python_that_would_take_minutes_to_read_is_told(tmp_path: Path, bomb: str) -> None:
    broken = PYTHON + "\n" + bomb
    with pytest.raises(CourseError, match="it is longer than 512 kB"):
        parse(tmp_path / "fit.py", broken)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_what_is_no_plain_file_is_never_opened(tmp_path: Path) -> None:
    course(tmp_path)
    lesson, prose = tmp_path / "01-lines" / "lesson.md", tmp_path / "01-lines" / "fit.md"
    prose.unlink()
    os.mkfifo(prose)
    assert any("fit" in problem for problem in sentences(tmp_path))
    lesson.unlink()
    for target in ("/dev/zero", str(tmp_path), "lesson.md"):  # endless, a folder, a link to itself
        lesson.symlink_to(target)
        assert len(sentences(tmp_path)) == 1
        lesson.unlink()


@pytest.mark.parametrize(
    "expression",
    [
        "(" * MANY + "1" + ")" * MANY,
        "-" * MANY + "1",
        "not " * MANY + "1",
        "lambda: " * MANY + "1",
        "+".join(["1"] * MANY),
        "a" + ".b" * MANY,
        "a" + "()" * MANY,
        "f'{" * MANY,
        "9" * MANY,
    ],
)
@pytest.mark.parametrize("where", ["problem", "starter"])
def test_python_that_is_nested_without_end_is_told(tmp_path: Path, expression: str, where: str) -> None:
    line = f"X = {expression}\n"
    code = (
        CODE.replace("import numpy as np\n", f"import numpy as np\n{line}", 1) if where == "starter" else CODE
    )
    found = course(tmp_path, code=code, python=PYTHON + line if where == "problem" else PYTHON)
    with pytest.raises(CourseError, match="is not Python"):
        load_exercise(found, "fit")


def test_two_lines_of_a_megabyte_are_not_compared_letter_by_letter(tmp_path: Path) -> None:
    solution = "    return {"
    code = CODE.replace("-    return {", f"-    # {'ab' * MANY}\n-    return {{", 1)
    python = PYTHON.replace(solution, f"    # {'ba' * MANY}\n{solution}")
    with pytest.raises(CourseError, match="this change does not apply"):
        load_exercise(course(tmp_path, code=code, python=python), "fit")


@pytest.mark.parametrize(
    "text",
    [
        "> " * SOME + "x",
        "- " * SOME + "x",
        "[" * SOME,
        "![" * SOME,
        "*a_ " * SOME,
        "` " * SOME,
        " ".join("`" * length for length in range(1, 300)),
        "$a " * SOME,
        "$" + "a\n" * SOME,
        "\\begin{align}\n" * SOME,
        "\\begin{align}\n" * SOME + "\\end{align} no",
        "<a " * SOME,
        "<!-- " * SOME,
        "<" * SOME,
        "|a" * 2000 + "|\n" + "|-" * 2000 + "|\n",
        "~~a" * SOME,
        "## a\n" * 2000,
        "```\n" * SOME,
        "[a](b" * SOME,
        "$" + "{" * SOME + "}" * SOME + "$",
    ],
    ids=lambda text: text[:12],
)
def test_markdown_that_is_made_to_keep_a_parser_busy_is_read(tmp_path: Path, text: str) -> None:
    file = tmp_path / "article.md"
    file.write_text(text, encoding="utf-8")
    assert article_text(open_article(file))
    front = split(file, text)
    assert all(line > 0 for line, _ in broken_formulas(front))
    assert all(line > 0 for line, _ in file_links(text))


def test_a_lesson_of_many_formulas_and_steps_is_read(tmp_path: Path) -> None:
    found = course(tmp_path, lesson=LESSON + "## Step\n\n$x$ is 1.\n\n" * 1000)
    assert len(load_lesson(found, "lines").steps) == 1001
