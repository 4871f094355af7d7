"""The official solution as text."""

from tui_tutor.course import Exercise


def solution_text(exercise: Exercise) -> str:
    """The solution as a submission; of a question, the right answer and why it is right."""
    if exercise.number is not None:
        return f"answer = {exercise.number.value:g}"
    if exercise.problem is None or exercise.judged == "question":
        right = next(choice for choice in exercise.choices if choice.correct)
        return f'answer = "{right.id}"  # {right.text}\n\n{right.message}'
    return exercise.problem.solution
