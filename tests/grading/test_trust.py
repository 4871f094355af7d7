"""Other people's code runs only where the sandbox has been shown to hold it."""

from pathlib import Path

import pytest

from tui_tutor.course import Course, open_course
from tui_tutor.grading.trust import is_shipped, refusal, sandbox_level
from tui_tutor.progress import Store

THEIRS = Course("theirs", "Their course", "1", Path("/somewhere"), ())


@pytest.mark.parametrize("level", ["partial", "open"])
def test_other_peoples_courses_are_refused_where_the_sandbox_is_not_sealed(level):
    reason = refusal(THEIRS, level)
    assert reason is not None
    assert level in reason
    assert "--trust-course" in reason


def test_they_run_where_it_is_sealed():
    assert refusal(THEIRS, "sealed") is None


def test_the_shipped_course_runs_everywhere():
    course = open_course()
    assert is_shipped(course)
    assert refusal(course, "open") is None


@pytest.mark.linux
def test_linux_is_sealed_and_the_attack_is_remembered(tmp_path):
    with Store.open(tmp_path) as store:
        assert sandbox_level(store) == "sealed"
        assert store.setting("sandbox")["level"] == "sealed"


def test_a_remembered_level_of_another_machine_is_not_believed(tmp_path):
    with Store.open(tmp_path) as store:
        store.set_setting("sandbox", {"machine": "another", "level": "sealed"})
        sandbox_level(store)
        assert store.setting("sandbox")["machine"] != "another"
