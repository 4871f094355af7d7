"""Plain questions: the answer is read with `ast`, never executed, and compared here."""

from tui_tutor.course import AnswerError, Exercise, Number, read_answer
from tui_tutor.report import Diagnosis, Report


def check_question(exercise: Exercise, source: str) -> Report:
    """The report on `answer = "choice-id"`. An answer that is none of the choices is refused, not wrong."""
    try:
        answer = read_answer(source)
    except AnswerError as error:
        return Report(exercise.id, "refused", message=str(error))
    if exercise.number is not None:
        return _check_number(exercise, exercise.number, answer)
    chosen = next((choice for choice in exercise.choices if choice.id == str(answer)), None)
    if chosen is None:
        listed = ", ".join(choice.id for choice in exercise.choices)
        return Report(
            exercise.id, "refused", message=f'"{answer}" is none of the choices. They are: {listed}.'
        )
    if chosen.correct:
        return Report(exercise.id, "returned", "correct", 1.0, message=chosen.message)
    diagnosis = Diagnosis(f"mistake:{chosen.id}", None, chosen.message)
    return Report(
        exercise.id,
        "returned",
        "wrong",
        message=f"Not this one: {chosen.text}",
        diagnoses=(diagnosis,),
    )


def _check_number(exercise: Exercise, number: Number, answer: str | float) -> Report:
    """Right within the author's tolerance. NaN is never right."""
    if isinstance(answer, str):
        return Report(exercise.id, "refused", message="A number is asked for here: answer = 0.5, say.")
    if abs(answer - number.value) <= number.tolerance:
        return Report(exercise.id, "returned", "correct", 1.0, message="Yes.")
    diagnosis = Diagnosis("mistake:number", None, number.message)
    return Report(exercise.id, "returned", "wrong", message="Not this number.", diagnoses=(diagnosis,))
