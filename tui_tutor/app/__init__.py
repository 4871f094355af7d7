"""The Textual application: screens, widgets, styles; it draws what others found and decides nothing itself.

It gets everything through records and the collaborators in `services.py`. May import course, report,
grading's records, and textual; only `plotting.py` imports plotext. Nothing heavy is imported before the
first paint.
Public: `run`, `Services`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_tutor.app.services import Services
    from tui_tutor.course.types import Course
    from tui_tutor.grading.hunting.hunt import Wish

__all__ = ["run"]


def run(course: Course, services: Services, start: str | Wish | None = None) -> int:
    """Open the application until the learner leaves; `start` is an exercise's id, or a hunt, to open at once.

    Returns the exit code: 0, or 3 when the tutor itself failed.
    """
    from tui_tutor.app.application import TutorApp

    app = TutorApp(course, services, start)
    app.run()
    return 0 if app.return_code == 0 else 3
