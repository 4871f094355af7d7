from pathlib import Path

import pytest

from tui_tutor.course import CourseError, load_lesson, open_article

from .building import LESSON, course, edited, said


def article(folder: Path, text: str, name: str = "post.md") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_lesson_is_its_front_matter_and_its_steps(tmp_path: Path) -> None:
    found = course(tmp_path, lesson=LESSON + "\n## One ##\n\nFirst.\n\n## Two\n\n### Deeper\n\nSecond.\n")
    lesson = load_lesson(found, "lines")
    assert (lesson.id, lesson.number, lesson.title, lesson.summary) == ("lines", 1, "Lines", "Fit a line.")
    assert [(step.title, step.text.strip()) for step in lesson.steps] == [
        ("Lines", "Begin here."),
        ("One", "First."),
        ("Two", "### Deeper\n\nSecond."),
    ]
    assert [exercise.id for exercise in lesson.exercises] == ["fit", "guess"]


def test_a_lesson_may_begin_with_a_heading(tmp_path: Path) -> None:
    lesson = load_lesson(
        course(tmp_path, lesson=edited(LESSON, "Begin here.", "\n## First\n\nText.")), "lines"
    )
    assert [step.title for step in lesson.steps] == ["First"]


def test_a_lesson_without_text_has_no_steps(tmp_path: Path) -> None:
    assert load_lesson(course(tmp_path, lesson=edited(LESSON, "Begin here.\n", "")), "lines").steps == ()


def test_unknown_keys_of_a_lesson_are_kept(tmp_path: Path) -> None:
    lesson = load_lesson(course(tmp_path, lesson=edited(LESSON, "summary", 'author = "A"\nsummary')), "lines")
    assert lesson.extra == {"author": "A"}


def test_a_heading_in_a_code_block_begins_no_step(tmp_path: Path) -> None:
    blocks = ["```python\n## a comment\n```", "````\n```\n## still code\n````", "~~~\n## also\n~~~~"]
    text = "\n\n".join(["## One", *blocks, "## Two"])
    titles = [step.title for step in open_article(article(tmp_path, text)).steps]
    assert titles == ["One", "Two"]


def test_an_article_opens_as_it_is(tmp_path: Path) -> None:
    text = (
        '+++\ntitle = "Backpropagation"\nauthor = "A"\ndate = 2024-05-01\ndescription = "By hand."\n'
        '[taxonomies]\ntags = ["x"]\n+++\nIntro $x$.\n\n## Forward\n\nText.\n'
    )
    lesson = open_article(article(tmp_path, text))
    assert (lesson.id, lesson.number, lesson.title, lesson.summary) == (
        "post",
        0,
        "Backpropagation",
        "By hand.",
    )
    assert [step.title for step in lesson.steps] == ["Backpropagation", "Forward"]
    assert sorted(lesson.extra) == ["author", "date", "description", "taxonomies"]
    assert lesson.exercises == ()


def test_an_article_without_front_matter_is_titled_by_its_first_heading(tmp_path: Path) -> None:
    lesson = open_article(article(tmp_path, "# A title\n\nIntro.\n\n## Next\n\nText.\n"))
    assert lesson.title == "A title"
    assert [(step.title, step.text.strip()) for step in lesson.steps] == [
        ("A title", "Intro."),
        ("Next", "Text."),
    ]


def test_an_article_without_any_heading_is_titled_by_its_file(tmp_path: Path) -> None:
    lesson = open_article(str(article(tmp_path, "Only text.", "some-notes.md")))
    assert (lesson.title, len(lesson.steps)) == ("some-notes", 1)


def test_an_article_may_have_keys_of_any_type(tmp_path: Path) -> None:
    lesson = open_article(article(tmp_path, "+++\ntitle = 3\nsummary = 4\nexercises = 5\n+++\n# Named\n"))
    assert (lesson.title, lesson.summary, lesson.steps) == ("Named", "", ())


def test_an_article_with_broken_front_matter_is_told(tmp_path: Path) -> None:
    with pytest.raises(CourseError) as caught:
        open_article(article(tmp_path, "+++\ntitle: yaml\n+++\n"))
    assert said(caught.value)[:2] == ("post.md", 2)
