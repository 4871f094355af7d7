"""A desk that follows the draft's file: what another editor saves there comes in and is checked."""

from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from tui_tutor.app.drafts import DraftKeeper, News
from tui_tutor.app.external_editor import edit_outside
from tui_tutor.app.screens.desk import SETTLED, Desk
from tui_tutor.app.widgets.code_editor import CodeEditor
from tui_tutor.progress.saves import saves
from tui_tutor.sandbox import SubmissionError

SETTING = "follow"
KEPT = (
    "Your file was saved, and is shown here now. What you had typed here is kept: "
    "Ctrl+Z brings it back, and so does the history (Ctrl+R)."
)


class Following(Desk):
    """Only code has a file; a question is left alone."""

    drafts: DraftKeeper
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+t", "own_editor", "Your own editor", show=False)]

    class SavedOutside(Message):
        """A text that nobody has checked yet came in from the file."""

    def on_mount(self) -> None:
        self._told = ""
        if self._editor and self.services.store.setting(SETTING, True) and self._begin():
            self._bring_in(self.drafts.text)

    # The switch

    def action_own_editor(self) -> None:
        """Say where the file is, and offer to follow it or to leave it alone."""
        if self._editor is None:
            self.notify("A question is answered here: there is no file to edit.", markup=False)
            return
        from tui_tutor.app.screens.own_editor import OwnEditor

        self.save()
        self.drafts.lay_out()
        self.app.push_screen(
            OwnEditor(self.drafts.path, followed=self.drafts.file is not None), self._answered
        )

    def _answered(self, switch: bool | None) -> None:
        if not switch:
            return
        self.save()
        if self.drafts.file is None:
            if self._begin():
                self._bring_in(self.drafts.text)
        else:
            self._end()
        self.services.store.set_setting(SETTING, self.drafts.file is not None)

    def _begin(self) -> bool:
        """Follow from now on, if that is possible."""
        try:
            self.drafts.follow()
        except (OSError, SubmissionError) as error:
            self._tell(f"{_sentence(error)} The draft is safe here, without a file.")
            return False
        self.set_timer(SETTLED, self._listen)
        self._say_followed()
        return True

    def _end(self) -> None:
        self.drafts.unfollow()
        self.workers.cancel_group(self, "follow")
        self._say_followed()

    def _say_followed(self, came: str = "") -> None:
        word = came or "file followed" if self.drafts.file else "file not followed"
        self.query_one("#work").border_subtitle = Content(f"{word} (Ctrl+T)")

    def _tell(self, sentence: str) -> None:
        """Once, however often it happens."""
        if sentence != self._told:
            self._told = sentence
            self.notify(sentence, severity="warning", timeout=12, markup=False)

    # What comes in

    @work(group="follow", exclusive=True)
    async def _listen(self) -> None:
        if self.drafts.file is None:
            return  # it was switched off at once
        try:
            async for _ in saves(Path(self.drafts.path)):
                self._heard()
        except Exception as error:  # too many watches, a folder that is gone: the desk works without
            self._tell(f"Saves of your file cannot be heard here: {error}. Ctrl+J reads it and checks.")

    def _heard(self) -> None:
        news = self.look()
        if news and not news.by_tutor:
            self.post_message(self.SavedOutside())

    def look(self) -> News | None:
        """Take what was saved in the file since the last look. Nothing of what was typed here is lost."""
        if self.drafts.file is None or (editor := self._editor) is None:
            return None
        self.drafts.text = editor.text
        try:
            news = self.drafts.take_news()
        except SubmissionError as error:
            self._tell(f"{error} Save it again, and it is read again.")
            return None
        if news:
            self._bring_in(news.text)
            self._say_followed(f"from your file, {datetime.now():%H:%M:%S}")
            if news.kept:
                self.notify(KEPT, timeout=12, markup=False)
        return news

    def _bring_in(self, text: str) -> None:
        if (editor := self._editor) and editor.text != text:
            editor.take_over(text)

    def save(self) -> None:
        super().save()
        if self.drafts.problem:
            self._tell(f"{self.drafts.problem} The draft is safe here, without a file.")
            self.drafts.problem = ""
            self._end()
        self.look()

    # An editor in this terminal

    @on(CodeEditor.OutsideAsked)
    def _open_outside(self) -> None:
        """Open the file in `$EDITOR`, followed or not; what was saved there comes in."""
        if self._editor is None:
            return
        self.save()
        followed = self.drafts.file is not None
        if not followed and not self._begin():
            return
        self.drafts.lay_out()
        problem = edit_outside(self.app, self.drafts.path)
        self.app.refresh(layout=True)
        news = self.look()
        if not followed:
            self._end()
        elif news:
            self.post_message(self.SavedOutside())
        if problem:
            what = "What it saved is here." if news else "Your text is as it was."
            self.notify(f"{problem} {what}", severity="warning", markup=False)


def _sentence(error: OSError | SubmissionError) -> str:
    if isinstance(error, OSError):
        return f"Your draft cannot be put into {error.filename}: {error.strerror}."
    return str(error)
