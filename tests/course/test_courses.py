import subprocess
import sys
from pathlib import Path

import pytest

import tui_tutor
from tui_tutor.course import CourseError, load_exercise, load_lesson, open_course, shipped_course

from .building import CODE, COURSE, LESSON, PYTHON, QUESTION, course, edited, said


def second_lesson(folder: Path, name: str, exercises: dict[str, str]) -> None:
    home = folder / name
    home.mkdir()
    listed = ", ".join(f'"{exercise}"' for exercise in exercises)
    (home / "lesson.md").write_text(f'+++\ntitle = "More"\nexercises = [{listed}]\n+++\n', encoding="utf-8")
    for exercise, text in exercises.items():
        (home / f"{exercise}.md").write_text(text, encoding="utf-8")


def broken(folder: Path) -> list[str]:
    """The sentences without the folder of the test."""
    return [str(flaw).replace(f"{folder}/", "") for flaw in open_course(folder).broken]


def test_a_course_is_listed(tmp_path: Path) -> None:
    found = course(tmp_path)
    assert (found.id, found.title, found.version, found.broken) == ("small", "A small course", "1", ())
    assert [lesson.id for lesson in found.lessons] == ["lines"]
    fit, guess = found.lessons[0].exercises
    assert (fit.id, fit.title, fit.kind, fit.level, fit.lesson) == (
        "fit",
        "Fit a line",
        "gradient",
        1,
        "lines",
    )
    assert (guess.id, guess.aliases) == ("guess", ("old-guess",))


def test_lessons_come_by_number(tmp_path: Path) -> None:
    course(tmp_path)
    second_lesson(tmp_path, "10-last", {})
    second_lesson(tmp_path, "2-middle", {})
    assert [lesson.id for lesson in open_course(tmp_path).lessons] == ["lines", "middle", "last"]


def test_other_folders_and_files_are_no_lessons(tmp_path: Path) -> None:
    course(tmp_path)
    (tmp_path / "images").mkdir()
    (tmp_path / "README.md").write_text("how to", encoding="utf-8")
    (tmp_path / "01-lines" / "README.md").write_text("notes", encoding="utf-8")
    assert open_course(tmp_path).broken == ()


def test_an_exercise_is_found_by_a_former_id(tmp_path: Path) -> None:
    assert load_exercise(course(tmp_path), "old-guess").id == "guess"


def test_an_unknown_exercise_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r'there is no exercise "gues". Did you mean "guess"\?'):
        load_exercise(course(tmp_path), "gues")


@pytest.mark.parametrize("name", ["", "../01-lines/fit", "/etc/passwd", "*", "lesson"])
def test_an_id_is_never_a_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(CourseError):
        load_exercise(course(tmp_path), name)


def test_an_unknown_lesson_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r'there is no lesson "line". Did you mean "lines"\?'):
        load_lesson(course(tmp_path), "line")


def test_a_broken_exercise_leaves_the_rest_alone(tmp_path: Path) -> None:
    found = course(tmp_path, question=edited(QUESTION, "level = 2", "level = high"))
    assert [exercise.id for exercise in found.lessons[0].exercises] == ["fit"]
    assert len(found.broken) == 1
    assert "guess.md:4: this is not TOML" in str(found.broken[0])
    with pytest.raises(CourseError, match="this is not TOML"):
        load_exercise(found, "guess")


def test_what_a_list_does_not_need_is_told_when_the_exercise_is_opened(tmp_path: Path) -> None:
    found = course(tmp_path, python=edited(PYTHON, "def draw(", "def data("))
    assert found.broken == ()
    with pytest.raises(CourseError, match=r"there is no draw\(rng, shown\)"):
        load_exercise(found, "fit")


def test_a_broken_lesson_leaves_the_rest_alone(tmp_path: Path) -> None:
    course(tmp_path)
    (tmp_path / "02-empty").mkdir()
    second_lesson(tmp_path, "Third", {})
    second_lesson(tmp_path, "04-No_Id", {})
    assert [lesson.id for lesson in open_course(tmp_path).lessons] == ["lines"]
    rule = (
        "a lesson's folder is named like 04-numerical-gradients: a number, a hyphen, an id of "
        "lower-case letters and digits, with single hyphens between words."
    )
    assert broken(tmp_path) == [
        "02-empty/lesson.md: this file cannot be read (No such file or directory). "
        "Check its name and its rights.",
        f"04-No_Id: {rule}",
        f"Third: {rule}",
    ]


def test_a_listed_exercise_without_a_file_is_named(tmp_path: Path) -> None:
    course(tmp_path, lesson=edited(LESSON, '  "guess",\n', '  "guess",\n  "later",\n'))
    assert broken(tmp_path) == [
        '01-lines/lesson.md:7: "exercises" lists "later", and there is no later.md beside this file. '
        "Write it."
    ]


def test_a_file_that_no_lesson_lists_is_named(tmp_path: Path) -> None:
    found = course(tmp_path, lesson=edited(LESSON, '  "guess",\n', ""))
    assert broken(tmp_path) == [
        '01-lines/guess.md: lesson.md does not list this. Add "guess" to its exercises.'
    ]
    with pytest.raises(CourseError, match="its lesson does not list it"):
        load_exercise(found, "guess")


def test_python_without_prose_is_named(tmp_path: Path) -> None:
    course(tmp_path)
    (tmp_path / "01-lines" / "alone.py").write_text("", encoding="utf-8")
    assert broken(tmp_path) == [
        "01-lines/alone.py: there is no alone.md beside this. Write it, or take this away."
    ]


def test_an_exercise_is_listed_once(tmp_path: Path) -> None:
    course(tmp_path, lesson=edited(LESSON, '  "fit",\n', '  "fit",\n  "fit",\n'))
    assert broken(tmp_path) == ['01-lines/lesson.md:5: "exercises" lists "fit" twice. Keep one.']


def test_a_list_holds_ids(tmp_path: Path) -> None:
    course(tmp_path, lesson=edited(LESSON, '  "fit",\n', '  "fit",\n  "../fit",\n'))
    assert broken(tmp_path) == [
        '01-lines/lesson.md:6: "exercises" lists "../fit", which is not an id: '
        "lower-case letters and digits, with single hyphens between words."
    ]


def test_an_id_belongs_to_the_first_that_has_it(tmp_path: Path) -> None:
    course(tmp_path)
    second_lesson(tmp_path, "02-more", {"guess": QUESTION, "other": edited(QUESTION, "old-guess", "older")})
    found = open_course(tmp_path)
    assert found.find("guess") == found.lessons[0].exercises[1]
    assert [exercise.id for exercise in found.lessons[1].exercises] == ["other"]
    assert broken(tmp_path) == [
        '02-more/guess.md: the id "guess" already belongs to 01-lines/guess.md. Rename this one.'
    ]


def test_an_alias_gives_way_to_an_id_and_to_an_earlier_alias(tmp_path: Path) -> None:
    course(tmp_path, question=edited(QUESTION, '["old-guess"]', '["old-guess", "other"]'))
    second_lesson(tmp_path, "02-more", {"other": QUESTION})
    found = open_course(tmp_path)
    other = found.find("other")
    assert other is not None
    assert (other.id, other.aliases) == ("other", ())
    assert broken(tmp_path) == [
        '01-lines/guess.md:5: the alias "other" already belongs to 02-more/other.md. Take it away.',
        '02-more/other.md:5: the alias "old-guess" already belongs to 01-lines/guess.md. Take it away.',
    ]


def test_two_lessons_of_one_id_are_told(tmp_path: Path) -> None:
    course(tmp_path)
    second_lesson(tmp_path, "02-lines", {})
    assert broken(tmp_path) == [
        '02-lines/lesson.md: the id "lines" already belongs to 01-lines/lesson.md. Rename this folder.'
    ]


def test_what_a_course_names_exists(tmp_path: Path) -> None:
    course(
        tmp_path,
        toml=COURSE + 'doors = ["line"]\nplacement = ["fit", "nothing"]\n',
        lesson=edited(LESSON, "exercises = [", 'requires = ["linse"]\nexercises = ['),
    )
    absent = "which this course does not have."
    assert broken(tmp_path) == [
        f'course.toml:4: "doors" names "line", {absent} Did you mean "lines"?',
        f'course.toml:5: "placement" names "nothing", {absent} Known here: fit, guess.',
        f'01-lines/lesson.md:4: "requires" names "linse", {absent} Did you mean "lines"?',
    ]


def test_a_folder_without_a_course_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        CourseError, match=r"there is no course\.toml here, so this is no course\. Begin one: "
    ):
        open_course(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ('id = "small"\n', "", 1, 'the key "id" is missing. Add it.'),
        ('"small"', '"Small one"', 1, '"id" cannot be "Small one": lower-case letters'),
        ('version = "1"', "version = 1", 3, '"version" must be text in quotes.'),
        ('version = "1"', 'version = "1"\ndoor = []', 4, '"door" is not a key. Did you mean "doors"?'),
        ('title = "A small course"', "title = A", 2, "this is not TOML"),
    ],
)
def test_a_course_file_that_is_wrong_is_told(
    tmp_path: Path, old: str, new: str, line: int, sentence: str
) -> None:
    with pytest.raises(CourseError) as caught:
        course(tmp_path, toml=edited(COURSE, old, new))
    name, at, told = said(caught.value)
    assert (name, at) == ("course.toml", line)
    assert told.startswith(sentence)


def test_the_shipped_course_lies_beside_the_package() -> None:
    assert shipped_course() == Path(tui_tutor.__file__).parents[1] / "lessons"
    assert open_course().id == "deep-learning-with-numpy"


def test_opening_a_course_imports_neither_numpy_nor_textual(tmp_path: Path) -> None:
    course(tmp_path, code=CODE)
    code = (
        "import sys; from tui_tutor.course import *; c = open_course(sys.argv[1]); load_exercise(c, 'fit');"
        "print([name for name in ('numpy', 'textual', 'rich', 'plotext') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
