"""A plain question: choices to pick from, or a number to type, instead of an editor."""

import ast
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui_tutor.app.formulas import with_formulas
from tui_tutor.app.services import Mathtext
from tui_tutor.app.widgets.rows import Rows
from tui_tutor.course.trees import syntax_tree
from tui_tutor.course.types import Choice


class AnswerChoices(Vertical):
    """Posts `Answered` with the submission's text. Which answer is right is not known here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move(1)", "Down", show=False),
        Binding("k", "move(-1)", "Up", show=False),
    ]

    class Answered(Message):
        """The learner gives this answer."""

        def __init__(self, source: str) -> None:
            super().__init__()
            self.source = source

    def __init__(self, choices: tuple[Choice, ...], mathtext: Mathtext, answer: str) -> None:
        super().__init__(id="answer")
        self.choices, self.mathtext = choices, mathtext
        self.given = given_answer(answer)

    def compose(self) -> ComposeResult:
        if self.choices:
            yield Rows(*map(self._option, self.choices), id="choices", markup=False)
        else:
            yield Static("A number:", markup=False)
            yield Input(self.given, id="number", placeholder="for example 0.25")

    def on_mount(self) -> None:
        ids = [choice.id for choice in self.choices]
        for choices in self.query(OptionList):
            # A list highlights its first option by itself; an Enter too many must not be an answer.
            choices.highlighted = ids.index(self.given) if self.given in ids else None

    def _option(self, choice: Choice) -> Option:
        given = ("   (your answer)", "dim") if choice.id == self.given else ""
        text = with_formulas(self.mathtext, choice.text)
        return Option(Content.assemble(text, given), id=choice.id)

    def action_move(self, by: int) -> None:
        for choices in self.query(OptionList):
            choices.action_cursor_down() if by > 0 else choices.action_cursor_up()

    def source(self) -> str | None:
        """The submission for what is highlighted or typed; None when there is nothing to submit yet."""
        if not self.choices:
            value = self.query_one("#number", Input).value.strip()
            return f"answer = {value}\n" if value and given_answer(f"answer = {value}") else None
        highlighted = self.query_one("#choices", OptionList).highlighted
        return None if highlighted is None else f'answer = "{self.choices[highlighted].id}"\n'

    def focus_answer(self) -> None:
        """Put the keys where the answer is given."""
        self.query_one("#choices" if self.choices else "#number").focus()

    def show_given(self, source: str) -> None:
        """Mark the choice that was given last."""
        self.given = given_answer(source)
        for choice in self.choices:
            self.query_one("#choices", OptionList).replace_option_prompt(
                choice.id, self._option(choice).prompt
            )

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def _submit(self, event: Message) -> None:
        event.stop()
        source = self.source()
        if source is not None:
            self.post_message(self.Answered(source))


def given_answer(source: str) -> str:
    """What `answer = ...` says, read and never executed; empty when the text is anything else."""
    try:
        body = syntax_tree(source).body
    except (SyntaxError, ValueError):
        return ""
    match body:
        case [ast.Assign(targets=[ast.Name(id="answer")], value=value)]:
            try:
                answer = ast.literal_eval(value)
            except ValueError:
                return ""
            return str(answer) if isinstance(answer, str | int | float) else ""
    return ""
