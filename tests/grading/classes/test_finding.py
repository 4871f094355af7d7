"""Submissions in folders, files and archives; everything else is named."""

import os
import sys
import zipfile
from contextlib import ExitStack

import pytest

from tests.grading.classes.rows import course_of
from tui_tutor.grading.classes import Naming, compile_pattern, find

COURSE = course_of("adam", "linear", aliases=())
NAMES = frozenset({"adam", "linear"})


@pytest.fixture
def archives():
    with ExitStack() as stack:
        yield stack


def written(folder, *names, text="x = 1\n"):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def zipped(path, *names):
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, f"# {name}\n")
    return path


def rows(found):
    return [(one.student, one.exercise) for one in found.submissions]


def unmatched(found):
    return {one.path.rsplit("/", 1)[-1]: one.reason for one in found.unmatched}


def test_a_tree_has_a_folder_for_each_student(tmp_path, archives):
    written(tmp_path, "bob/linear.py", "ada/linear.py", "ada/adam.py")
    found = find([tmp_path], COURSE, Naming(NAMES), archives)
    assert rows(found) == [("ada", "adam"), ("ada", "linear"), ("bob", "linear")]
    assert found.submissions[0].origin.read() == "x = 1\n"


def test_a_students_own_folder_is_named_after_the_student(tmp_path, archives):
    folder = written(tmp_path / "ada", "linear.py", "adam.py")
    assert rows(find([folder], COURSE, Naming(NAMES), archives)) == [("ada", "adam"), ("ada", "linear")]


def test_a_single_file_belongs_to_its_folder(tmp_path, archives):
    written(tmp_path, "ada/linear.py")
    assert rows(find([tmp_path / "ada" / "linear.py"], COURSE, Naming(NAMES), archives)) == [
        ("ada", "linear")
    ]


def test_a_flat_folder_of_one_exercise_has_a_file_for_each_student(tmp_path, archives):
    written(tmp_path, "ada.py", "bob.py")
    found = find([tmp_path], COURSE, Naming(NAMES, "linear"), archives)
    assert rows(found) == [("ada", "linear"), ("bob", "linear")]


def test_one_exercise_of_a_tree_can_be_graded_alone(tmp_path, archives):
    written(tmp_path, "ada/linear.py", "ada/adam.py")
    found = find([tmp_path], COURSE, Naming(NAMES, "linear"), archives)
    assert rows(found) == [("ada", "linear")]
    assert "adam.py" in unmatched(found)


def test_everything_in_one_students_upload_is_theirs(tmp_path, archives):
    written(tmp_path, "linear.py", "src/adam.py", "homework.py")
    found = find([tmp_path], COURSE, Naming(NAMES, student="ada"), archives)
    assert rows(found) == [("ada", "adam"), ("ada", "linear")]
    assert unmatched(found) == {"homework.py": "it is not named after an exercise"}
    found = find([tmp_path], COURSE, Naming(NAMES, "adam", student="ada"), archives)
    assert rows(found) == [("ada", "adam")]
    assert unmatched(found)["linear.py"] == "it is not named adam.py"


def test_names_of_a_learning_platform_are_read_by_a_pattern(tmp_path, archives):
    written(tmp_path, "Doe_Jane_12345_linear.py", "Roe_12346_adam.py", "readme.py")
    pattern = compile_pattern("{student}_{number}_{exercise}.py", tuple(NAMES), exercise_is_known=False)
    found = find([tmp_path], COURSE, Naming(NAMES, patterns=(pattern,)), archives)
    assert rows(found) == [("Doe_Jane", "linear"), ("Roe", "adam")]
    assert unmatched(found) == {"readme.py": "no --pattern fits its name"}


def test_what_is_nobodys_submission_is_named(tmp_path, archives):
    written(
        tmp_path,
        "ada/linear.py",
        "ada/notes.txt",
        "stray.py",
        "ada/old/linear.py",
        ".DS_Store",
        "__pycache__/a.pyc",
    )
    found = find([tmp_path], COURSE, Naming(NAMES), archives)
    assert rows(found) == [("ada", "linear")]
    assert set(unmatched(found)) == {"notes.txt", "stray.py", "linear.py"}


def test_an_unknown_exercise_is_a_row_with_a_sentence(tmp_path, archives):
    written(tmp_path, "ada/nothing.py")
    [one] = find([tmp_path], COURSE, Naming(NAMES), archives).submissions
    assert (one.student, one.exercise) == ("ada", "nothing")
    assert "There is no exercise 'nothing'" in one.problem


def test_two_files_for_one_row_are_not_chosen_from(tmp_path, archives):
    written(tmp_path, "a/ada/linear.py", "b/ada/linear.py")
    [one] = find([tmp_path / "a", tmp_path / "b"], COURSE, Naming(NAMES), archives).submissions
    assert "Several files answer this" in one.problem
    assert "b/ada/linear.py" in one.problem


def test_of_several_attempts_the_last_one_counts(tmp_path, archives):
    written(tmp_path, "ada_linear-2.py", "ada_linear-10.py", "ada_linear-1.py")
    pattern = compile_pattern("{student}_{exercise}-{attempt}.py", tuple(NAMES), exercise_is_known=False)
    [one] = find([tmp_path], COURSE, Naming(NAMES, patterns=(pattern,)), archives).submissions
    assert (one.attempt, one.path.rsplit("/", 1)[-1], one.problem) == (10, "ada_linear-10.py", "")


def test_two_last_attempts_are_not_chosen_from(tmp_path, archives):
    written(tmp_path, "a/ada_linear-2.py", "b/ada_linear-2.py")
    pattern = compile_pattern("{student}_{exercise}-{attempt}.py", tuple(NAMES), exercise_is_known=False)
    folders = [tmp_path / "a", tmp_path / "b"]
    [one] = find(folders, COURSE, Naming(NAMES, patterns=(pattern,)), archives).submissions
    assert "Several files answer this" in one.problem


def test_a_former_name_is_the_same_exercise(tmp_path, archives):
    written(tmp_path, "ada/straight.py")
    course = course_of("linear", aliases=("straight",))
    assert rows(find([tmp_path], course, Naming(frozenset({"linear", "straight"})), archives)) == [
        ("ada", "linear")
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs rights there")
def test_links_are_not_followed(tmp_path, archives):
    secret = written(tmp_path / "elsewhere", "linear.py", "eve/linear.py")
    folder = written(tmp_path / "class", "ada/linear.py")
    (folder / "bob").symlink_to(secret / "eve")
    (folder / "cyd").mkdir()
    (folder / "cyd" / "linear.py").symlink_to(secret / "linear.py")
    found = find([folder], COURSE, Naming(NAMES), archives)
    assert rows(found) == [("ada", "linear"), ("cyd", "linear")]
    assert unmatched(found) == {"bob": "it is a link"}
    with pytest.raises(Exception, match="is a link"):
        found.submissions[1].origin.read()


def test_an_archive_is_read_like_a_folder(tmp_path, archives):
    path = zipped(
        tmp_path / "class.zip", "ada/linear.py", "bob/adam.py", "bob/notes.txt", "__MACOSX/ada/._linear.py"
    )
    found = find([path], COURSE, Naming(NAMES), archives)
    assert rows(found) == [("ada", "linear"), ("bob", "adam")]
    assert set(unmatched(found)) == {"notes.txt"}
    assert found.submissions[0].origin.read() == "# ada/linear.py\n"


def test_a_zipped_folder_may_be_in_its_folder(tmp_path, archives):
    path = zipped(tmp_path / "class.zip", "class/ada/linear.py", "class/bob/linear.py")
    assert rows(find([path], COURSE, Naming(NAMES), archives)) == [("ada", "linear"), ("bob", "linear")]


def test_a_folder_may_hold_an_archive_for_each_student(tmp_path, archives):
    zipped(tmp_path / "ada.zip", "linear.py")
    zipped(tmp_path / "bob.zip", "linear.py", "adam.py")
    found = find([tmp_path], COURSE, Naming(NAMES), archives)
    assert rows(found) == [("ada", "linear"), ("bob", "adam"), ("bob", "linear")]


def test_control_characters_in_a_name_are_gone(tmp_path, archives):
    path = zipped(tmp_path / "class.zip", "a\x1b[31mda/linear.py")
    assert rows(find([path], COURSE, Naming(NAMES), archives)) == [("ada", "linear")]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_names_that_are_no_text_are_named_without_what_cannot_be_shown(tmp_path, archives):
    folder = os.fsencode(tmp_path) + b"/\xffada\n\x1b[31m"
    os.mkdir(folder)  # noqa: PTH102 (bytes)
    for name in (b"linear.py", b"\xff.py", b"\xfe.txt"):
        with open(folder + b"/" + name, "w") as file:  # noqa: PTH123
            file.write("x = 1\n")
    found = find([tmp_path], COURSE, Naming(NAMES), archives)
    assert rows(found) == [("ada", "?"), ("ada", "linear")]
    assert found.submissions[1].origin.read() == "x = 1\n"
    assert "There is no exercise '?'" in found.submissions[0].problem
    assert list(unmatched(found)) == [".txt"]
