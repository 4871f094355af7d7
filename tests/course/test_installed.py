"""Courses that came as Python packages: found, located, never run."""

import sys
from pathlib import Path

import pytest

from tests.course import building
from tui_tutor.course import shipped_course
from tui_tutor.course.installed import installed_course, installed_courses


@pytest.fixture
def site(tmp_path, monkeypatch):
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


def distribution(site: Path, name: str, entries: str) -> Path:
    """The metadata of an installed distribution."""
    info = site / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(entries, encoding="utf-8")
    return info


def package(site: Path, *parts: str, **course: str) -> Path:
    """A package with a course; whoever imports any of it finds out."""
    folder = site.joinpath(*parts)
    folder.mkdir(parents=True)
    for number in range(len(parts)):
        source = site.joinpath(*parts[: number + 1], "__init__.py")
        source.write_text("raise SystemExit('imported')\n", encoding="utf-8")
    building.course(folder, **course)
    return folder


def usable() -> dict[str, Path | None]:
    return {course.id: course.folder for course in installed_courses()}


def problem(course_id: str) -> str:
    found = next(course for course in installed_courses() if course.id == course_id and course.problem)
    assert found.folder is None
    return found.problem


def test_the_course_that_ships_comes_first():
    first = installed_courses()[0]
    assert (first.package, first.folder, first.problem) == ("tui-tutor", shipped_course(), "")


def test_an_installed_course_is_found_and_nothing_of_it_is_imported(site):
    folder = package(site, "lines_course")
    distribution(site, "lines-course", "[tui_tutor.courses]\nsmall = lines_course\n")
    assert usable()["small"] == folder
    assert installed_course("small").package == "lines-course"
    assert "lines_course" not in sys.modules


def test_a_course_may_lie_deeper_in_its_package(site):
    folder = package(site, "lines_course", "content", "lessons")
    distribution(
        site,
        "lines",
        "[console_scripts]\nx = y:z\n\n[tui_tutor.courses]\nsmall=lines_course.content.lessons\n",
    )
    assert usable()["small"] == folder
    assert "lines_course" not in sys.modules


def test_a_package_without_code_is_enough(site):
    folder = site / "lines_course"
    folder.mkdir()
    building.course(folder)
    distribution(site, "lines", "[tui_tutor.courses]\nsmall = lines_course\n")
    assert usable()["small"] == folder


def test_other_entry_points_are_no_courses(site):
    package(site, "lines_course")
    distribution(site, "lines", "[other.group]\nsmall = lines_course\n# [tui_tutor.courses]\n")
    assert "small" not in usable()


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("nowhere_course", "no folder nowhere_course"),
        ("lines_course.deeper", "no folder lines_course/deeper"),
        ("lines_course:main", "is no package"),
        ("..lines_course", "is no package"),
        ("", "is no package"),
        ("sys", "no folder sys"),
        ("__main__", "no folder __main__"),
    ],
)
def test_an_entry_that_leads_nowhere_says_so(site, value, says):
    package(site, "lines_course")
    distribution(site, "lines", f"[tui_tutor.courses]\nsmall = {value}\n")
    assert says in problem("small")


def test_a_course_that_calls_itself_otherwise_says_so(site):
    package(site, "lines_course")
    distribution(site, "lines", "[tui_tutor.courses]\nlarge = lines_course\n")
    assert "calls it small" in problem("large")


def test_a_course_that_cannot_be_read_says_so(site):
    folder = package(site, "lines_course")
    (folder / "course.toml").write_text("id = ", encoding="utf-8")
    distribution(site, "lines", "[tui_tutor.courses]\nsmall = lines_course\n")
    assert "course.toml:1" in problem("small")


def test_nobody_takes_the_id_of_another_course(site):
    shipped = installed_courses()[0].id
    package(site, "lines_course", toml=building.COURSE.replace("small", shipped, 1))
    distribution(site, "lines", f"[tui_tutor.courses]\n{shipped} = lines_course\n")
    assert problem(shipped) == "tui-tutor has a course of that id"
    assert installed_course(shipped).folder == shipped_course()


def test_a_name_that_a_terminal_would_obey_is_made_harmless(site):
    distribution(site, "lines", "[tui_tutor.courses]\n\x1b[31mred = lines_course\n")
    assert [course.id for course in installed_courses()[1:]] == ["?[31mred"]


def test_a_broken_distribution_does_not_hide_the_others(site):
    package(site, "lines_course")
    distribution(site, "lines", "[tui_tutor.courses]\nsmall = lines_course\n")
    (distribution(site, "broken", "") / "entry_points.txt").write_bytes(b"\xff\xfe[tui")
    (site / "empty-1.0.dist-info").mkdir()
    assert usable()["small"] is not None
