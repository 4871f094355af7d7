"""The command that says which courses there are."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui_tutor.cli.author import course_
from tui_tutor.cli.sharing import print_json

if TYPE_CHECKING:
    from tui_tutor.course.installed import InstalledCourse


@course_.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def course_list(as_json: bool) -> None:
    """List the courses on this machine: the one that ships, and those installed as Python packages.

    Nothing of a package is run to find it. --course ID uses one.
    """
    from tui_tutor.course.installed import installed_courses

    told = [_told(course) for course in installed_courses()]
    if as_json:
        print_json({"schema": 1, "courses": told})
        return
    for course in told:
        click.echo(_line(course))
    click.echo("\nUse one: tutor --course ID")


def _told(found: "InstalledCourse") -> dict[str, Any]:
    from tui_tutor.course import open_course

    told: dict[str, Any] = {"id": found.id, "package": found.package, "problem": found.problem or None}
    if found.folder is None:
        return told
    course = open_course(found.folder)
    return {
        **told,
        "title": course.title,
        "version": course.version,
        "exercises": sum(len(lesson.exercises) for lesson in course.lessons),
        "folder": str(Path(found.folder).resolve()),
    }


def _line(told: dict[str, Any]) -> str:
    if told["problem"]:
        return f"{told['id']}  from {told['package']}: cannot be used, {told['problem']}"
    return (
        f"{told['id']}  {told['title']}, {told['exercises']} exercises, version {told['version']}, "
        f"from {told['package']}\n    {told['folder']}"
    )
