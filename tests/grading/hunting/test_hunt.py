"""The life of a hunt: begun, resumed, counted, ended; its numbers shown, its name kept back."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from tests.grading.building import gradient_exercise
from tui_tutor.grading.hunting.bugs import Bug
from tui_tutor.grading.hunting.hunt import OpenHunt, Wish, wanted
from tui_tutor.grading.hunting.levels import LEVELS
from tui_tutor.grading.hunting.planting import Planted
from tui_tutor.grading.hunting.standing import Standing, quick, standing
from tui_tutor.progress import Hunt, Store
from tui_tutor.report import Convergence, Diagnosis, ParameterResult, Report, Table

EXERCISE = gradient_exercise()
RIGHT = "def f():\n    return 2\n"
WRONG = "def f():\n    return 1\n"
FULL = ParameterResult(
    "W",
    (1,),
    "wrong",
    1.0,
    0.5,
    1e-12,
    (0,),
    1.0,
    2.0,
    blocked_by="dZ",
    table=Table((1.0,), (2.0,)),
    convergence=Convergence((0.1,), (1.0,)),
)
CAUSE = Diagnosis("factor", "W", "exactly half")
NAMED = Diagnosis("mistake:half", None, "You forgot the 2.")
MUTATED = Diagnosis("mutated-input", None, "your function changes X")
FOUND = Report("linear", "returned", "wrong", parameters=(FULL,), diagnoses=(NAMED, CAUSE, MUTATED))
SOLVED = Report("linear", "returned", "correct")


def planted(level: int = 1, seed: int = 7) -> Planted:
    return Planted("linear", seed, level, WRONG, RIGHT, (Bug("half", "You forgot the 2.", WRONG),), FOUND)


@pytest.fixture
def store():
    with Store.open() as store:
        yield store


def begun(store: Store, level: int = 1, seed: int = 7) -> OpenHunt:
    return OpenHunt(store, "course", EXERCISE, planted(level, seed))


def test_it_begins_with_the_planted_text_and_its_numbers(store: Store) -> None:
    hunt = begun(store)
    assert (hunt.text, hunt.runs, hunt.is_open, hunt.story) == (WRONG, 0, True, "")
    assert hunt.shown.parameters == (FULL,)
    assert hunt.asked.mistakes == ()


def test_a_run_is_a_text_that_was_not_checked_before(store: Store) -> None:
    hunt = begun(store)
    for source in (WRONG, "a", "a", "b", WRONG):
        hunt.judged(source, FOUND)
    assert hunt.runs == 2


def test_what_says_nothing_about_the_learner_is_no_run(store: Store) -> None:
    hunt = begun(store)
    for outcome in ("cancelled", "fault"):
        hunt.judged(outcome, Report("linear", outcome))
    hunt.judged("stops", Report("linear", "raised"))
    assert hunt.runs == 1


def test_a_right_text_ends_it_and_tells_what_it_was(store: Store) -> None:
    hunt = begun(store)
    hunt.judged("try", FOUND)
    hunt.judged(RIGHT, SOLVED)
    assert not hunt.is_open
    assert hunt.story == (
        "**Found in 2 runs.**\n\nIt was `half`. You forgot the 2.\n\n"
        "```diff\n-    return 1\n+    return 2\n```"
    )


def test_giving_up_tells_it_as_well(store: Store) -> None:
    hunt = begun(store)
    hunt.judged("try", FOUND)
    hunt.give_up()
    assert hunt.story.startswith("**Given up after 1 run.**\n\nIt was `half`.")


def test_after_its_end_nothing_is_counted_and_nothing_kept_back(store: Store) -> None:
    hunt = begun(store)
    hunt.give_up()
    assert hunt.judged("more", FOUND) == FOUND
    hunt.judged(RIGHT, SOLVED)
    hunt.keep("another text")
    assert [(one.runs, one.ending) for one in store.hunts("course")] == [(0, "given up")]


def test_it_goes_on_where_it_was_left(store: Store) -> None:
    hunt = begun(store)
    hunt.judged("try", FOUND)
    hunt.keep("half a try")
    again = begun(store)
    assert (again.text, again.runs) == ("half a try", 1)
    assert len(store.hunts("course")) == 1


def test_a_second_tutor_at_the_same_hunt_is_told_and_goes_on_with_its_own_text(store: Store) -> None:
    here, there = begun(store), begun(store)
    assert here.keep("from here") is None
    assert "Another tutor is at this hunt too" in (there.keep("from there") or "")
    assert there.keep("from there, further") is None
    there.judged(RIGHT, SOLVED)
    assert here.keep("from here, further") is None
    assert [(one.text, one.ending) for one in store.hunts("course")] == [
        ("from here, further", None),
        (RIGHT, "found"),
    ]


def test_another_version_of_the_exercise_begins_another_hunt(store: Store) -> None:
    begun(store).keep("half a try")
    changed = replace(planted(), source=WRONG + "\n")
    assert OpenHunt(store, "course", EXERCISE, changed).text == WRONG + "\n"
    assert len(store.hunts("course")) == 1


@pytest.mark.parametrize("level", LEVELS)
def test_no_level_names_a_mistake_and_every_level_says_what_a_function_does_to_its_inputs(
    level, store: Store
) -> None:
    shown = begun(store, level.number).shown
    assert NAMED not in shown.diagnoses
    assert MUTATED in shown.diagnoses
    assert (CAUSE in shown.diagnoses) == (level.shown == "causes")


def test_the_highest_levels_show_only_how_far_off_an_array_is(store: Store) -> None:
    (shown,) = begun(store, 5).shown.parameters
    assert (shown.max_difference, shown.relative_difference) == (1.0, 0.5)
    assert (shown.table, shown.convergence, shown.worst_index, shown.blocked_by) == (None, None, None, None)
    assert (shown.analytic_at_worst, shown.numeric_at_worst) == (None, None)


def test_the_command_for_the_same_bug_is_told(store: Store) -> None:
    assert "`tutor hunt linear --seed 7 --level 3`" in begun(store, 3).invitation


def test_an_open_hunt_is_what_is_wanted_at_its_exercise(store: Store) -> None:
    assert tuple_of(store) == (1, 1)
    begun(store, 3, 7)
    assert tuple_of(store) == (3, 7)
    assert tuple_of(store, seed=7) == (3, 7)
    assert tuple_of(store, seed=8) == (1, 8)
    assert tuple_of(store, level=2) == (2, 8)


def tuple_of(store: Store, **named: int) -> tuple[int, int]:
    found = wanted(store, "course", "linear", Wish("linear", **named))
    return found.level, found.seed


def ended(seed: int, level: int, runs: int, ending="found") -> Hunt:
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    return Hunt("linear", begun, level, seed, WRONG, RIGHT, runs, ending)


def test_a_hunt_won_quickly_leads_a_level_up_and_a_slow_one_does_not() -> None:
    assert standing([ended(1, 1, quick(1))]).level == 2
    assert standing([ended(1, 1, quick(1) + 1)]).level == 1


def test_giving_up_leads_a_level_down() -> None:
    won = [ended(seed, seed, 1) for seed in (1, 2, 3)]
    assert standing(won).level == 4
    assert standing([*won, ended(9, 4, 2, "given up")]).level == 3
    assert standing([ended(9, 1, 2, "given up")]).level == 1


def test_an_easier_hunt_than_ones_own_level_leads_nowhere() -> None:
    won = [ended(1, 1, 1), ended(2, 2, 1)]
    assert standing([*won, ended(3, 1, 1)]).level == 3


def test_there_is_a_highest_level() -> None:
    assert standing([ended(seed, 5, 1) for seed in range(9)]).level == 5


def test_the_same_bug_counts_once() -> None:
    assert standing([ended(1, 1, 3), ended(1, 1, 1)]) == Standing(2, 1, 0, ((1, 3),))


def test_open_hunts_do_not_count_and_the_best_of_each_level_is_known() -> None:
    hunts = [ended(1, 1, 3), ended(2, 1, 2), ended(3, 2, 4), replace(ended(4, 3, 1), ending=None)]
    assert standing(hunts) == Standing(2, 3, 0, ((1, 2), (2, 4)))
