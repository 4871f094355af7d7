"""One HTML page that needs nothing else: no script, no picture, nothing from a network."""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby

from tui_tutor.grading.classes.formats.class_words import WHAT_ALIKE_MEANS, attempts, common, groups, rate
from tui_tutor.grading.classes.formats.table import GLYPHS, points, unmatched
from tui_tutor.grading.classes.records import Grades, Result
from tui_tutor.grading.classes.statistics import ExerciseStatistics, class_statistics
from tui_tutor.grading.classes.totals import total

_STYLE = """
:root { color-scheme: light dark; --line: #8885; --correct: #1a7f37; --wrong: #c4320a; --doubt: #8a6100; }
@media (prefers-color-scheme: dark) { :root { --correct: #4ac26b; --wrong: #ff8b61; --doubt: #e3b341; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
details { border-left: 4px solid var(--doubt); padding: .2rem .8rem; margin: .5rem 0; }
details.correct { border-color: var(--correct); } details.wrong { border-color: var(--wrong); }
details.alike { border-color: var(--line); }
summary { cursor: pointer; } .points { float: right; font-variant-numeric: tabular-nums; }
.verdict { font-weight: 600; color: var(--doubt); } .correct .verdict { color: var(--correct); }
.wrong .verdict { color: var(--wrong); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem; } .flag { font-weight: 600; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .875rem; }
th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid var(--line); }
.again { font-size: .8rem; overflow-wrap: anywhere; } .again code { user-select: all; }
@media print { details > pre { display: block; } }
"""


_COLUMNS: tuple[tuple[str, Callable[[ExerciseStatistics], str]], ...] = (
    ("exercise", lambda one: one.exercise),
    ("passed", rate),
    ("attempts", attempts),
    ("mistakes", lambda one: common(one.mistakes)),
    ("diagnoses", lambda one: common(one.diagnoses)),
)


def as_page(grades: Grades) -> str:
    """A section for each student, a fold for each exercise; open where something is to be read."""
    return "\n".join(_lines(grades)) + "\n"


def _lines(grades: Grades) -> Iterator[str]:
    totals = total(grades.results)
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(grades.course)}: grades</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    yield f"<h1>{escape(grades.course)}: grades</h1>"
    yield (
        f"<p>{totals.rows} submissions: {escape(str(totals))}. "
        f"{totals.points:.6g} of {totals.possible:.6g} points. "
        f"Tutor {escape(grades.version)}, seed {grades.seed}, sandbox {escape(grades.sandbox)}.</p>"
    )
    yield from _class(class_statistics(grades))
    for student, results in groupby(grades.results, key=lambda result: result.student):
        yield from _section(student, tuple(results))
    if grades.unmatched:
        yield "<h2>Files that are nobody's submission</h2>\n<ul>"
        yield from (f"<li>{escape(line)}</li>" for line in unmatched(grades.unmatched))
        yield "</ul>"
    yield "</body>\n</html>"


def _class(all_: Sequence[ExerciseStatistics]) -> Iterator[str]:
    """The class as a whole: a row an exercise, and who wrote alike."""
    if not all_:
        return
    columns = [column for column in _COLUMNS if any(column[1](one) for one in all_)]
    yield '<section>\n<h2>The class, by exercise</h2>\n<div class="wide"><table>'
    yield f"<tr>{''.join(f'<th>{name}</th>' for name, _ in columns)}</tr>"
    for one in all_:
        yield f"<tr>{''.join(f'<td>{escape(cell(one))}</td>' for _, cell in columns)}</tr>"
    yield "</table></div>"
    for one in all_:
        if one.alike:
            count = f"{len(one.alike)} group{'s' * (len(one.alike) > 1)} alike"
            yield f'<details class="alike"><summary>{escape(one.exercise)}: {count}</summary>\n<ul>'
            yield from (f"<li>{escape(line)}</li>" for line in groups(one))
            yield f"</ul>\n<p>{escape(WHAT_ALIKE_MEANS)}</p>\n</details>"
    yield "</section>"


def _section(student: str, results: tuple[Result, ...]) -> Iterator[str]:
    totals = total(results)
    yield "<section>"
    yield f'<h2>{escape(student)} <span class="points">{totals.points:.6g} / {totals.possible:.6g}</span></h2>'
    for result in results:
        yield f'<details class="{result.verdict or "doubt"}"{"" if result.verdict == "correct" else " open"}>'
        yield (
            f'<summary><span class="verdict">{GLYPHS[result.verdict]} {escape(result.verdict or result.outcome)}'
            f'</span> {escape(result.exercise)} <span class="points">{points(result)}</span></summary>'
        )
        if result.flag:
            yield f'<p class="flag">{escape(result.flag)}</p>'
        yield f"<pre>{escape(result.feedback)}</pre>"
        if result.command:
            yield f'<p class="again">This mark again: <code>{escape(result.command)}</code></p>'
        yield "</details>"
    yield "</section>"
