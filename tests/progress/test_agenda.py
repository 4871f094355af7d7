"""How mistakes that come back are called."""

import pytest

from tui_tutor.progress import Habit
from tui_tutor.progress.agenda import habit_name


@pytest.mark.parametrize(
    ("constant", "name"),
    [
        ("n", "missing 1/n"),
        ("1/n", "an extra 1/n"),
        ("n*k", "missing 1/(n*k)"),
        ("1/(n*k)", "an extra 1/(n*k)"),
        ("n/2", "missing 2/n"),
        ("2/n", "missing n/2"),
        ("1/2", "a missing factor 2"),
        ("2", "a factor 2 too many"),
        ("-2", "a constant factor, -2"),
        ("sqrt(d)", "missing 1/sqrt(d)"),
    ],
)
def test_a_ratio_is_called_by_what_is_missing_or_too_many(constant, name):
    assert habit_name(Habit("factor", constant, 2, ("a",))) == name


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("mistake:missing-factor-2", "missing factor 2"),
        ("bias-reduction", "a bias that is not summed over the samples"),
        ("new-kind", "new kind"),
        ("mistake:\x1b[2Jred", "[2Jred"),
    ],
)
def test_other_mistakes_have_the_author_s_name_or_a_general_one(kind, name):
    assert habit_name(Habit(kind, None, 2, ("a",))) == name
