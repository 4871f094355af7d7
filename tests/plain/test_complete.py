"""What can be done in the application has its way in `tutor --plain`, or is there for the eye and the fingers only."""

import inspect

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from tui_tutor.app.application import TutorApp
from tui_tutor.app.screens.attempt import AttemptView
from tui_tutor.app.screens.course_map import CourseMap
from tui_tutor.app.screens.hunting import HuntScreen
from tui_tutor.app.screens.lesson import LessonScreen
from tui_tutor.app.screens.workspace import Workspace
from tui_tutor.app.widgets.code_editor import CodeEditor
from tui_tutor.app.widgets.curve_view import CurveView
from tui_tutor.app.widgets.history_view import HistoryView
from tui_tutor.app.widgets.reading_pane import ReadingPane
from tui_tutor.app.widgets.slider import Slider
from tui_tutor.app.widgets.steps_view import StepsView
from tui_tutor.app.widgets.verdict_panel import VerdictPanel
from tui_tutor.plain.session.conversation import COMMANDS

PLACES = (
    *(
        TutorApp,
        CourseMap,
        LessonScreen,
        Workspace,
        HuntScreen,
        AttemptView,
        CodeEditor,
        CurveView,
        HistoryView,
    ),
    *(ReadingPane, Slider, StepsView, VerdictPanel),
)
WAYS = {
    "help": "help",
    "quit": "quit",
    "app.quit": "quit",
    "continue": "open",
    "filter": "map",
    "next_open": "next",
    "hunt": "hunt",
    "another": "hunt",
    "give_up": "solution",
    "turn": "lesson",
    "read_on": "lesson",
    "page_on": "lesson",
    "exercise": "open",
    "sheet": "sheet",
    "run": "check",
    "hint": "hint",
    "solution": "solution",
    "train": "curve",
    "ask": "curve",
    "rate": "curve",
    "start": "curve",
    "next": "next",
    "play": "run",
    "history": "history",
    "look": "history",
    "mark": "history",
    "restore": "restore",
    "entries": "entries",
    "choose": "steps",
    "own_editor": "file",
    "edit_outside": "edit",
    "search": "code",
    "move": "explore",
}
FOR_EYE_AND_FINGERS = {
    *("go_round", "back", "clear_filter", "app.pop_screen", "dismiss", "suspend_process", "toggle_log"),
    *("scroll", "scroll_up", "scroll_down", "scroll_home", "scroll_end"),
    *("dedent", "comment", "text_start", "text_end", "select_all", "move_lines"),
}


def actions(place: type[DOMNode]) -> set[str]:
    """What the keys of this class of ours do, without what they do it with."""
    ours = [kind for kind in place.__mro__ if kind.__module__.startswith("tui_tutor.")]
    bindings = [one for kind in ours for one in vars(kind).get("BINDINGS", ())]
    return {one.action.partition("(")[0] for one in bindings if isinstance(one, Binding)}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_every_key_has_a_command_or_is_for_the_eye_and_the_fingers(place):
    assert actions(place) <= WAYS.keys() | FOR_EYE_AND_FINGERS


def test_the_commands_are_there_and_say_what_they_do():
    assert set(WAYS.values()) <= COMMANDS.keys()
    assert all(inspect.getdoc(command) for command in COMMANDS.values())
