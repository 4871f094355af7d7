"""`tutor progress show`: how far the learner is, and where that is kept."""

from collections import Counter

from tui_tutor.course import Course
from tui_tutor.grading.hunting.standing import in_full, standing
from tui_tutor.progress import Store
from tui_tutor.progress.predictions import tally

WORDS = ("correct", "solution seen", "started", "open")


def progress_text(course: Course, store: Store) -> str:
    """Counts of one course, the last day of work, and the file."""
    states = store.states(course.id)
    ids = [exercise.id for lesson in course.lessons for exercise in lesson.exercises]
    words = Counter(states[one].state if one in states else "open" for one in ids)
    counted = ", ".join(f"{words[word]} {word}" for word in WORDS if words[word])
    attempts = sum(state.attempts for state in states.values())
    last = max((state.last for state in states.values()), default=None)
    when = f", the last work on {last.astimezone():%Y-%m-%d %H:%M}" if last else ""
    predicted = tally(store, course.id)
    foreseen = f"{predicted}\n" if predicted.made else ""
    hunted = in_full(standing(store.hunts(course.id)))
    hunts = f"bug hunts: {hunted}\n" if hunted else ""
    return (
        f"{course.title}\n{len(ids)} exercises: {counted or 'none'}\nattempts: {attempts}{when}\n{foreseen}{hunts}"
        f"kept in {store.path or 'memory only, until you leave'}"
    )
