"""From a wish to a planted bug: which exercise, whether its solution may be seen, and the bug itself, in a thread."""

from typing import TYPE_CHECKING

from tui_tutor.app.screens.dialogs import Trouble, YesNo
from tui_tutor.app.states import FINISHED, words_of
from tui_tutor.app.turns import Superseded
from tui_tutor.app.verdict_text import course_error, tutor_fault
from tui_tutor.course.types import CourseError, Exercise
from tui_tutor.grading.hunting.choosing import NoGround, ground
from tui_tutor.grading.hunting.hunt import OpenHunt, Wish, wanted
from tui_tutor.grading.hunting.levels import level_of
from tui_tutor.grading.hunting.planting import NothingPlanted, Planted, plant
from tui_tutor.grading.hunting.telling import spoils

if TYPE_CHECKING:
    from tui_tutor.app.application import TutorApp


async def begin_hunt(app: "TutorApp", wish: Wish) -> OpenHunt | None:
    """The hunt that was wished for. None, and why on screen, when there is none."""
    store, course = app.services.store, app.course
    known = {
        name
        for name, word in words_of(course, store.states(course.id), frozenset()).items()
        if word in FINISHED
    }
    try:
        exercise = ground(course, app.services.load_exercise, known, store.hunts(course.id), wish)
    except CourseError as error:
        app.push_screen(Trouble(course_error(str(error), app.glyphs).content()))
        return None
    except NoGround as reason:
        app.notify(str(reason), timeout=10, markup=False)
        return None
    if exercise.id not in known:
        if not await app.push_screen_wait(YesNo(spoils(exercise))):
            return None
        store.mark_solution_seen(course.id, exercise.id)
    planted = await _planted(app, exercise, wish)
    return OpenHunt(store, course.id, exercise, planted) if planted else None


async def _planted(app: "TutorApp", exercise: Exercise, wish: Wish) -> Planted | None:
    bug = wanted(app.services.store, app.course.id, exercise.id, wish)
    app.notify(f"Planting a bug in {exercise.title}.", timeout=2, markup=False)
    check = app.services.checker.check_together
    try:
        return await app.turns.take(lambda: plant(check, exercise, level_of(bug.level), bug.seed))
    except Superseded:
        return None
    except NothingPlanted as reason:
        app.notify(str(reason), severity="warning", timeout=10, markup=False)
    except Exception as error:  # whatever the tutor fails with must not look like the learner's mistake
        app.push_screen(Trouble(tutor_fault(error, app.glyphs).content()))
    return None
