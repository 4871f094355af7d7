"""Commands for instructors: grade a class."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from tui_tutor.cli.graders import workers_here, workers_of
from tui_tutor.cli.group import main
from tui_tutor.cli.handed_in import gathered, naming, refuse_early
from tui_tutor.cli.running_totals import RunningTotals
from tui_tutor.cli.sharing import CORRECT, FAULT, NOT_CORRECT, Fault, Options, UsageError, open_the_course

if TYPE_CHECKING:
    from tui_tutor.course import Course
    from tui_tutor.grading.classes import Found, Grades, Workers

FORMS = ("table", "json", "csv", "csv-matrix", "junit", "gradescope", "html")
_FOLDER = click.Path(path_type=Path)


class Asked(NamedTuple):
    """How a class is to be graded."""

    seed: int
    resume: bool
    feedback: Path | None


@main.command()
@click.argument("paths", nargs=-1, type=_FOLDER)
@click.option("--exercise", help="All files answer this exercise: STUDENT.py instead of STUDENT/EXERCISE.py.")
@click.option(
    "--pattern", "patterns", multiple=True, help="How names are made: '{student}_{number}_{exercise}.py'."
)
@click.option("--student", help="All files are this student's, wherever they lie.")
@click.option("--manifest", type=_FOLDER, help="A CSV table with the columns student, exercise, path.")
@click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True)
@click.option("--output", type=_FOLDER, help="Write to this file instead of standard output.")
@click.option("--feedback", type=_FOLDER, help="Write each student's reports into this folder.")
@click.option(
    "--jobs", type=click.IntRange(1, 256), help="Submissions at a time. Default: one for each core."
)
@click.option("--scheduler", metavar="ADDRESS", help="Grade on the dask cluster with this scheduler.")
@click.option("--resume", is_flag=True, help="Grade only what is new or changed since the last time.")
@click.option("--seed", type=int, default=0, show_default=True, help="Moves the hidden data.")
@click.option(
    "--gradescope-bundle",
    "bundle",
    type=_FOLDER,
    help="Grade nothing: write an autograder for Gradescope into this folder, with --exercise and --seed.",
)
@click.option(
    "--trust-submissions",
    is_flag=True,
    help="Run them even where the sandbox is not sealed. Every result says so.",
)
@click.pass_obj
def grade(
    options: Options,
    paths: tuple[Path, ...],
    exercise: str | None,
    patterns: tuple[str, ...],
    student: str | None,
    manifest: Path | None,
    form: str,
    output: Path | None,
    feedback: Path | None,
    jobs: int | None,
    scheduler: str | None,
    resume: bool,
    seed: int,
    bundle: Path | None,
    trust_submissions: bool,
) -> None:
    """Grade submissions: folders with STUDENT/EXERCISE.py, files, zip archives.

    Exit code 0: all correct. 1: something is not. 2: nothing to grade. 3: something could not be graded.
    """
    course, asked = open_the_course(options.course), Asked(seed, resume, feedback)
    if scheduler is not None and jobs is not None:
        raise UsageError("--jobs is for this machine; a cluster's workers bring their own threads.")
    named = naming(course, exercise, patterns, student)
    if bundle is not None:
        if paths or manifest is not None:
            raise UsageError("--gradescope-bundle grades nothing: name no submissions.")
        _bundle(bundle, course, options, exercise, seed, trusted=trust_submissions)
        return
    with ExitStack() as archives:
        found = gathered(paths, manifest, course, named, archives)
        refuse_early(found, form, output, feedback)
        if not found.submissions:  # Gradescope has to tell the student
            _write(_none(course, found, seed), form, output)
            sys.exit(NOT_CORRECT)
        if scheduler is None:
            here = workers_here(course, options, jobs=jobs, seed=seed, trusted=trust_submissions)
        else:
            here = workers_of(scheduler, course, options, seed=seed, trusted=trust_submissions)
        with here as workers:
            grades = _graded(course, found, workers, options, asked)
    _write(grades, form, output)
    if any(result.score is None for result in grades.results):
        sys.exit(FAULT)
    sys.exit(CORRECT if all(result.verdict == "correct" for result in grades.results) else NOT_CORRECT)


def _bundle(
    folder: Path, course: "Course", options: Options, exercise: str | None, seed: int, *, trusted: bool
) -> None:
    """Says what was written, and what to do with it. Raises UsageError."""
    from tui_tutor.grading.classes import BundleError, write_bundle
    from tui_tutor.grading.trust import is_shipped

    wanted = ["--seed", str(seed)]
    wanted += [] if exercise is None else ["--exercise", exercise]
    wanted += ["--trust-submissions"] if trusted else []
    own = None if is_shipped(course) else course.folder
    try:
        archive = write_bundle(folder, own, wanted, trust_course=options.trust_course)
    except BundleError as error:
        raise UsageError(str(error)) from error
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}.") from error
    click.echo(f"{archive} is the autograder: upload it under Configure Autograder on Gradescope.")


def _none(course: "Course", found: "Found", seed: int) -> "Grades":
    """The grades of nobody."""
    from tui_tutor import __version__
    from tui_tutor.grading.classes import Grades

    return Grades(course.id, __version__, seed, "sealed", (), found.unmatched)


def _graded(course: "Course", found: "Found", workers: "Workers", options: Options, asked: Asked) -> "Grades":
    from tui_tutor import __version__
    from tui_tutor.grading.classes import Examiner, Feedback, Grades, Ledger, LedgerError, Result, grade_all
    from tui_tutor.progress import state_folder

    totals = RunningTotals(len(found.submissions))
    students = (one.student for one in found.submissions)
    texts = None if asked.feedback is None else Feedback(asked.feedback, students)

    def heard(result: Result) -> None:
        totals.add(result)
        if texts is not None:
            try:
                texts.write(result)
            except OSError as error:
                raise _unwritable(asked.feedback, error) from error

    try:
        with Ledger(state_folder(), course.id) as ledger, totals:
            examiner = Examiner(
                course,
                ledger,
                seed=asked.seed,
                level=workers.level,
                resume=asked.resume,
                check=_check_command(options),
            )
            results = grade_all(found.submissions, examiner, workers, heard)
    except LedgerError as error:
        raise Fault(str(error)) from error
    if examiner.reused:
        click.echo(f"{examiner.reused} of {len(results)} had been graded before.", err=True)
    return Grades(
        course.id,
        __version__,
        asked.seed,
        workers.level,
        results,
        found.unmatched,
        examiner.likenesses(),
    )


def _check_command(options: Options) -> str:
    """How a shell checks one submission of this course."""
    from tui_tutor.grading.classes import file_word

    course = "" if options.course is None else f" --course {file_word(str(options.course))}"
    trusted = " --trust-course" if options.trust_course else ""
    return f"tutor{course}{trusted} check"


def _write(grades: "Grades", form: str, output: Path | None) -> None:
    from tui_tutor.grading.classes import render, write_aside

    data = render(form, grades)
    if output is None:
        click.echo(data, nl=False)
        return
    try:
        write_aside(output, data)
    except OSError as error:
        raise _unwritable(output, error) from error


def _unwritable(path: Path | None, error: OSError) -> UsageError:
    """After grading has begun."""
    return UsageError(
        f"{path} cannot be written: {error.strerror}. What was graded is kept: --resume goes on from there."
    )
