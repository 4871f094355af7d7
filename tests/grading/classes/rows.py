"""Rows and grades for tests."""

from pathlib import Path

from hypothesis import strategies as st

from tests.grading.building import gradient_exercise
from tui_tutor.course import Course, ExerciseSummary, LessonSummary
from tui_tutor.grading.classes import Grades, Submission, Unmatched
from tui_tutor.grading.classes.examiner import named
from tui_tutor.grading.classes.marking import mark, one_line, refuse
from tui_tutor.report import Diagnosis, ParameterResult, Report


class Text:
    """A submission that lies in memory."""

    def __init__(self, text):
        self.text = text

    def read(self):
        return self.text

    def given_to(self, command):
        return f"{command} -"


def submitted(student="ada", exercise="linear", text="", problem="", attempt=None):
    return Submission(student, exercise, f"{student}/{exercise}.py", Text(text), problem, attempt)


def course_of(*ids, aliases=()):
    summaries = tuple(
        ExerciseSummary(one, one, "gradient", 1, "tests", Path(f"{one}.md"), aliases) for one in ids
    )
    lesson = LessonSummary("tests", 1, "Tests", "", summaries, Path())
    return Course("tests", "Tests", "1", Path(), (lesson,))


CORRECT = Report("linear", "returned", "correct", 1.0, message="Right.")
HALF = Report(
    "linear",
    "returned",
    "wrong",
    0.5,
    diagnoses=(Diagnosis("factor", "W", "every entry is 0.5 times the numerical one", {"ratio": 0.5}),),
    message="W does not agree; b does.",
)
UNDECIDED = Report("linear", "returned", "undecided", message="The ruler is in doubt.")
RAISED = Report("linear", "raised", message="Your code stopped with a ValueError.")
FAULT = Report("linear", "fault", message="The sandbox could not be started.")


def marked(report=CORRECT, points=1.0, text=""):
    return mark(gradient_exercise(points=points), report, text)


def row(report=CORRECT, student="ada", exercise="linear", points=1.0, text="", attempt=None):
    return named(submitted(student, exercise, attempt=attempt), marked(report, points, text), "tutor check")


def refused(sentence="It is a link.", student="ada", exercise="linear", points=0.0):
    return named(submitted(student, exercise), refuse(exercise, sentence, points))


def grades(*results, unmatched=(), likenesses=()):
    return Grades("tests", "1.0", 0, "sealed", tuple(results), tuple(unmatched), tuple(likenesses))


CLASS = grades(
    row(CORRECT, "ada"),
    row(HALF, "bob"),
    row(UNDECIDED, "cyd"),
    row(RAISED, "dan"),
    row(FAULT, "eve"),
    refused("There is no exercise 'nothing'.", "fay", "nothing"),
    unmatched=[Unmatched("notes.txt", "it is not a Python file")],
)

anything = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\0\x1b\x07\r\n\t\x85\u2028\u202e\ufffe<&\"'=+-@,;]")
)
numbers = st.floats(allow_nan=True, allow_infinity=True) | st.none()
reports = st.builds(
    Report,
    exercise=anything,
    outcome=st.sampled_from(["returned", "raised", "timed out", "crashed", "refused", "fault"]),
    verdict=st.sampled_from(["correct", "wrong", "undecided", None]),
    score=st.floats(),
    message=anything,
    printed=anything,
    seconds=st.floats(),
    diagnoses=st.lists(st.builds(Diagnosis, anything, anything | st.none(), anything), max_size=3).map(tuple),
    parameters=st.lists(
        st.builds(
            ParameterResult,
            name=anything,
            shape=st.just((2,)),
            verdict=st.sampled_from(["correct", "wrong", "undecided"]),
            max_difference=numbers,
            relative_difference=numbers,
            error_bound=numbers,
        ),
        max_size=3,
    ).map(tuple),
)


@st.composite
def hostile_grades(draw, students=anything):
    """What strangers may have named their files and their errors."""
    rows = st.builds(lambda report, who, what: row(report, who, what), reports, students, anything)
    marked = draw(st.lists(rows, max_size=4))
    others = st.builds(lambda path: Unmatched(one_line(path, 500), "it is not"), anything)
    unmatched = draw(st.lists(others, max_size=2))
    return grades(*sorted(marked, key=lambda one: (one.student, one.exercise)), unmatched=unmatched)
