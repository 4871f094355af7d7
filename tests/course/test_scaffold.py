import re
from pathlib import Path

import pytest

from tui_tutor.course import CourseError, load_exercise, load_lesson, open_course, scaffold
from tui_tutor.course.markdown import fences
from tui_tutor.course.prose import SECTIONS
from tui_tutor.course.scaffolding import files
from tui_tutor.course.settings import ExerciseSettings

GUIDE = Path(__file__).parents[2] / "lessons" / "README.md"


def test_a_new_course_loads_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "My first Course!"
    written = scaffold(folder)
    course = open_course(folder)
    assert (course.id, course.title, course.broken) == ("my-first-course", "My first course", ())
    assert sorted(written) == sorted(path for path in folder.rglob("*") if path.is_file())
    assert len(load_lesson(course, "first-steps").steps) == 2
    exercise, question = (load_exercise(course, name) for name in ("spring-gradient", "spring-direction"))
    assert [mistake.name for mistake in exercise.mistakes] == ["doubled", "towards-rest"]
    assert question.problem is not None
    assert question.problem.has_facts


def test_a_folder_without_a_usable_name_gets_a_course_all_the_same(tmp_path: Path) -> None:
    scaffold(tmp_path / "演習")
    assert open_course(tmp_path / "演習").id == "my-course"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CourseError, match="this folder is not empty, and nothing was written"):
        scaffold(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CourseError, match=r"the course cannot be written here"):
        scaffold(tmp_path / "file")


def test_the_guide_shows_exactly_what_a_new_course_holds() -> None:
    """The guide's worked example is the scaffold's own text, which the first test loads."""
    shown = {
        fence.words[1]: fence.text for fence in fences(GUIDE.read_text(encoding="utf-8")) if fence.words[1:]
    }
    written = {Path(path).name: text for path, text in files("my-course", "My course").items()}
    assert shown == written


def test_the_guide_names_every_key_and_section() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    for key in ExerciseSettings.__struct_fields__:
        assert re.search(rf"`\[*{key}\]*`", text), key
    for section in SECTIONS:
        assert f"## {section}" in text
