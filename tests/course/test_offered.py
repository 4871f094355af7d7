"""What the Tab key offers is what the course lists; where it is not written plainly, its own reader is asked."""

import os
from pathlib import Path

import pytest

from tests.course import building
from tui_tutor.course import open_course, shipped_course
from tui_tutor.course.offered import offered_exercises, offered_lessons


def test_of_the_course_that_ships_all_is_offered_in_its_order() -> None:
    lessons = open_course().lessons
    listed = {one.id: one.title for lesson in lessons for one in lesson.exercises}
    assert list((offered_exercises(shipped_course(), "") or {}).items()) == list(listed.items())
    assert list((offered_lessons(shipped_course(), "") or {}).items()) == [
        (one.id, one.title) for one in lessons
    ]


def test_only_what_begins_so_is_offered(tmp_path: Path) -> None:
    building.course(tmp_path)
    assert offered_exercises(tmp_path, "g") == {"guess": open_course(tmp_path).lessons[0].exercises[1].title}
    assert offered_exercises(tmp_path, "x") == offered_lessons(tmp_path, "x") == {}


def test_what_is_written_a_moment_ago_is_offered(tmp_path: Path) -> None:
    building.course(tmp_path)
    assert offered_exercises(tmp_path, "") is not None
    building.course(tmp_path, code=building.CODE.replace("Fit a line", "Fit it"))
    assert (offered_exercises(tmp_path, "") or {})["fit"] == "Fit it"


def test_of_two_exercises_with_one_id_the_first_is_offered(tmp_path: Path) -> None:
    building.course(tmp_path)
    (tmp_path / "02-again").mkdir()
    for name in ("lesson.md", "fit.md", "guess.md"):
        (tmp_path / "02-again" / name).write_text((tmp_path / "01-lines" / name).read_text("utf-8"), "utf-8")
    assert list(offered_exercises(tmp_path, "") or {}) == ["fit", "guess"]


@pytest.mark.parametrize(
    "code",
    [
        "no front matter",
        "+++\ntitle = 'a literal'\n+++\n",
        '+++\ntitle = "never closed"\n',
        "+++\nlevel = 1\n+++\n",
        '+++\ntitle = "\x7f"\n+++\n',
        '+++\ntitle = "\u202e"\n+++\n',
        "+++\n" + "# " + "x" * (300 << 10) + '\ntitle = "far away"\n+++\n',
    ],
)
def test_what_is_not_plain_is_left_to_the_reader_of_courses(tmp_path: Path, code: str) -> None:
    building.course(tmp_path, code=code)
    assert offered_exercises(tmp_path, "fit") is None
    assert list(offered_exercises(tmp_path, "guess") or {}) == ["guess"]


def test_a_name_that_a_shell_would_obey_is_left_to_it_as_well(tmp_path: Path) -> None:
    building.course(tmp_path, lesson=building.LESSON.replace('"fit"', '"$(reboot)"'))
    assert offered_exercises(tmp_path, "") is None


def test_a_folder_without_a_course_and_a_lesson_that_is_not_there_too(tmp_path: Path) -> None:
    assert offered_lessons(tmp_path, "") is None
    assert offered_lessons(tmp_path / "nowhere", "") is None
    building.course(tmp_path)
    (tmp_path / "02-empty").mkdir()
    assert offered_lessons(tmp_path, "") is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_a_pipe_in_the_place_of_a_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    building.course(tmp_path)
    (tmp_path / "01-lines" / "fit.md").unlink()
    os.mkfifo(tmp_path / "01-lines" / "fit.md")
    assert offered_exercises(tmp_path, "") is None
