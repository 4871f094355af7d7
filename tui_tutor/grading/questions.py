"""Plain questions: the answer is read with `ast`, never executed, and compared here."""

from tui_tutor.course import AnswerError, Exercise, read_answer
from tui_tutor.report import Diagnosis, Report


def check_question(exercise: Exercise, source: str) -> Report:
    """The report on `answer = "choice-id"`. An answer that is none of the choices is refused, not wrong."""
    try:
        answer = read_answer(source)
    except AnswerError as error:
        return Report(exercise.id, "refused", message=str(error))
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
