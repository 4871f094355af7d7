"""The official solution as text, and who may see it."""

from tui_tutor.course import Course, Exercise
from tui_tutor.progress import Store


def may_see_solution(store: Store, course: Course, exercise: Exercise) -> bool:
    """Whether the exercise was solved, or its solution shown after an explicit yes."""
    state = store.states(course.id).get(exercise.id)
    return state is not None and state.state in ("correct", "solution seen")


def solution_text(exercise: Exercise) -> str:
    """The solution as a submission; of a question, the right answer and why it is right."""
    if exercise.number is not None:
        return f"answer = {exercise.number.value:g}"
    if exercise.problem is None or exercise.judged == "question":
        right = next(choice for choice in exercise.choices if choice.correct)
        return f'answer = "{right.id}"  # {right.text}\n\n{right.message}'
    return exercise.problem.solution
