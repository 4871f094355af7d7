"""Submissions to rows: read, looked up among what was graded before, put into batches, named again when marked."""

from collections.abc import Iterable, Iterator, Sequence

from tui_tutor.course import Course, CourseError, Exercise, load_exercise
from tui_tutor.grading.classes.ledger import Ledger, fingerprint
from tui_tutor.grading.classes.marking import LONGEST_NAME, LONGEST_PATH, one_line, refuse
from tui_tutor.grading.classes.normal_form import normal_form
from tui_tutor.grading.classes.records import Batch, Likeness, Mark, Paper, Result, Submission
from tui_tutor.sandbox import Level, SubmissionError


class Examiner:
    """Hands out the submissions of one course, and takes their marks. Needs no sandbox: nothing is run here."""

    def __init__(
        self,
        course: Course,
        ledger: Ledger,
        *,
        seed: int,
        level: Level,
        resume: bool,
        check: str = "tutor check",
    ) -> None:
        """`check` is how a shell checks a single submission of this course."""
        self._course, self._ledger, self._check = course, ledger, check
        self._seed, self._level, self._resume = seed, level, resume
        self._exercises: dict[str, Exercise | CourseError] = {}
        self._reused = 0

    @property
    def reused(self) -> int:
        """How many results were taken from an earlier grading."""
        return self._reused

    def batches(self, submissions: Sequence[Submission], size: int) -> Iterator[Batch | Result]:
        """Everything that has to be marked, at most `size` texts together; what needs no marking is a row at once.

        By exercise, so that a batch has one.
        """
        papers: list[Paper] = []
        exercise: Exercise | None = None
        for submission in sorted(submissions, key=lambda one: one.exercise):
            read = self._read(submission)
            if isinstance(read, Result):
                yield read
                continue
            paper, of = read
            if exercise is not None and papers and (of is not exercise or len(papers) == size):
                yield Batch(exercise, tuple(papers))
                papers = []
            exercise = of
            papers.append(paper)
        if exercise is not None and papers:
            yield Batch(exercise, tuple(papers))

    def rows(self, batch: Batch, marks: Iterable[Mark]) -> Iterator[Result]:
        """The rows of a batch, written to the ledger before any of them is told."""
        marked = list(zip(batch.papers, marks, strict=True))
        self._ledger.keep([(paper.submission, paper.fingerprint, mark) for paper, mark in marked])
        for paper, mark in marked:
            yield named(paper.submission, mark, self._again(paper.submission))

    def likenesses(self) -> tuple[Likeness, ...]:
        """The normal forms of the starters and official solutions of what was handed in."""
        known = [
            one for one in self._exercises.values() if isinstance(one, Exercise) and one.problem is not None
        ]
        return tuple(
            Likeness(exercise.id, normal_form(text), what)
            for exercise in sorted(known, key=lambda exercise: exercise.id)
            for text, what in (
                (exercise.starter, "the untouched starter"),
                (exercise.problem.solution if exercise.problem else "", "the official solution"),
            )
        )

    def _read(self, submission: Submission) -> tuple[Paper, Exercise] | Result:
        """A text to be marked, or the row of what cannot or need not be. Never raises."""
        try:
            return self._read_or_raise(submission)
        except Exception as error:
            told = (
                f"The tutor itself failed ({type(error).__name__}: {error}). Please report this; it is a bug."
            )
            return named(submission, refuse(submission.exercise, told, outcome="fault"))

    def _read_or_raise(self, submission: Submission) -> tuple[Paper, Exercise] | Result:
        exercise = (
            None if self._course.find(submission.exercise) is None else self._loaded(submission.exercise)
        )
        points = exercise.points if isinstance(exercise, Exercise) else 0.0
        if submission.problem or exercise is None:
            return named(submission, refuse(submission.exercise, submission.problem, points))
        if isinstance(exercise, CourseError):
            told = f"This exercise cannot be read. Its author has to mend this: {exercise}"
            return named(submission, refuse(submission.exercise, told, outcome="fault"))
        try:
            source = submission.origin.read()
        except SubmissionError as error:
            return named(submission, refuse(submission.exercise, str(error), points))
        key = fingerprint(exercise, source, self._seed, self._level)
        known = self._ledger.known(submission, key) if self._resume else None
        if known is not None:
            self._reused += 1
            return named(submission, known, self._again(submission))
        return Paper(submission, source, key), exercise

    def _loaded(self, exercise: str) -> Exercise | CourseError:
        if exercise not in self._exercises:
            try:
                self._exercises[exercise] = load_exercise(self._course, exercise)
            except CourseError as error:
                self._exercises[exercise] = error
        return self._exercises[exercise]

    def _again(self, submission: Submission) -> str:
        return submission.origin.given_to(f"{self._check} {submission.exercise} --seed {self._seed}")


def named(submission: Submission, mark: Mark, command: str = "") -> Result:
    """The row of a mark: whose it is, and how to get it again."""
    own = {field: getattr(mark, field) for field in Mark.__struct_fields__}
    return Result(
        **own,
        student=one_line(submission.student, LONGEST_NAME),
        exercise=one_line(submission.exercise, LONGEST_NAME),
        path=one_line(submission.path, LONGEST_PATH),
        attempt=submission.attempt,
        command=command,
    )
