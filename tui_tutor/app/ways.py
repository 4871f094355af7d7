"""Into the course, from one exercise to the next, and to its solution."""

from tui_tutor.course.types import Course, Exercise, ExerciseSummary, LessonSummary


def doors_of(course: Course) -> list[LessonSummary]:
    """The lessons that a newcomer may begin with, the earliest first; the first lesson if none is named."""
    return [lesson for lesson in course.lessons if lesson.id in course.doors] or list(course.lessons[:1])


def beginning(course: Course) -> LessonSummary | None:
    """The lesson that takes nothing for granted."""
    return next(iter(doors_of(course)), None)


def following_exercise(course: Course, exercise_id: str) -> ExerciseSummary | None:
    """The exercise after this one, in the order of the course."""
    everything = [exercise for lesson in course.lessons for exercise in lesson.exercises]
    ids = [exercise.id for exercise in everything]
    at = ids.index(exercise_id) + 1 if exercise_id in ids else len(ids)
    return everything[at] if at < len(everything) else None


def solution_of(exercise: Exercise) -> str | None:
    """The official answer as text: code, or the right choice with its reason."""
    if exercise.problem is not None and exercise.problem.solution:
        return exercise.problem.solution
    right = [f"{choice.text}\n\n{choice.message}" for choice in exercise.choices if choice.correct]
    return "\n\n".join(right) or None
