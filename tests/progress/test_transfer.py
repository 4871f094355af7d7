import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tui_tutor.progress import Merged, Store, StoreError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def here(tmp_path: Path):
    with Store.open(tmp_path / "here") as store:
        yield store


@pytest.fixture
def there(tmp_path: Path):
    with Store.open(tmp_path / "there") as store:
        yield store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "progress.json"


def attempt(store: Store, verdict, minute: int = 0, source: str = "x"):
    when = NOON + timedelta(minutes=minute)
    return store.record_attempt("course", "a", "v1", source, "returned", verdict, b'{"k": 1}', when)


def carry(source: Store, target: Store, file: Path) -> Merged:
    source.export(file)
    return target.import_(file)


def text(store: Store) -> str | None:
    draft = store.draft("course", "a")
    return None if draft is None else draft.text


def test_everything_arrives_on_an_empty_machine(here: Store, there: Store, file: Path) -> None:
    here.save_draft("course", "a", "before", 0)
    here.reset_draft("course", "a", "starter \ud800")
    made = attempt(here, "correct", source="\udcff é")
    here.show_hint("course", "a")
    here.mark_solution_seen("course", "a")
    here.set_place("course", "a")
    here.set_setting("theme", {"name": "dark"})
    assert carry(here, there, file) == Merged(attempts=1, drafts=1)
    assert there.draft("course", "a") == here.draft("course", "a")
    assert there.old_drafts("course", "a") == here.old_drafts("course", "a")
    assert there.attempts("course", "a") == (made,)
    assert there.states("course") == here.states("course")
    assert there.hints_shown("course", "a") == 1
    assert there.place("course") == "a"
    assert there.setting("theme") == {"name": "dark"}


def test_importing_twice_changes_nothing(here: Store, there: Store, file: Path) -> None:
    here.save_draft("course", "a", "one", 0)
    here.reset_draft("course", "a", "two")
    attempt(here, "wrong")
    carry(here, there, file)
    assert there.import_(file) == Merged(0, 0)
    assert len(there.attempts("course", "a")) == 1
    assert len(there.old_drafts("course", "a")) == 1


def test_attempts_of_both_machines_stand_in_order(here: Store, there: Store, file: Path) -> None:
    late = attempt(here, "correct", minute=2)
    early = attempt(there, "wrong", minute=1)
    carry(here, there, file)
    assert there.attempts("course", "a") == (early, late)


def test_a_newer_draft_here_stays_and_the_older_one_is_kept(here: Store, there: Store, file: Path) -> None:
    here.save_draft("course", "a", "older", 0)
    there.save_draft("course", "a", "newer", 0)
    assert carry(here, there, file).drafts == 0
    assert text(there) == "newer"
    assert [old.text for old in there.old_drafts("course", "a")] == ["older"]


def test_a_newer_draft_from_there_is_taken_and_the_older_one_is_kept(
    here: Store, there: Store, file: Path
) -> None:
    there.save_draft("course", "a", "older", 0)
    here.save_draft("course", "a", "newer", 0)
    assert carry(here, there, file).drafts == 1
    assert text(there) == "newer"
    assert [old.text for old in there.old_drafts("course", "a")] == ["older"]
    assert there.save_draft("course", "a", "typed on", 1).conflict is not None


def test_places_and_settings_keep_their_latest_value(here: Store, there: Store, file: Path) -> None:
    here.set_place("course", "old")
    here.set_setting("theme", "old")
    there.set_place("course", "new")
    there.set_setting("theme", "new")
    carry(here, there, file)
    assert (there.place("course"), there.setting("theme")) == ("new", "new")
    carry(there, here, file)
    assert (here.place("course"), here.setting("theme")) == ("new", "new")


def test_hints_keep_the_higher_count(here: Store, there: Store, file: Path) -> None:
    here.show_hint("course", "a")
    there.show_hint("course", "a")
    there.show_hint("course", "a")
    carry(here, there, file)
    assert there.hints_shown("course", "a") == 2


def test_an_export_replaces_a_file_whole(here: Store, file: Path) -> None:
    file.write_text("x" * 100_000)
    here.export(file)
    assert json.loads(file.read_text())["format"] == 1
    assert list(file.parent.glob("*.part")) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no json",
        b"[]",
        b'{"format": 2}',
        b'{"format": 1, "attempts": [{}]}',
        b'{"format": 1, "places": [{"course": "c", "exercise": "e", "when": "yesterday"}]}',
        b'{"format": 1, "places": [{"course": "c", "exercise": "e", "when": "2026-01-01T00:00:00"}]}',
        b'{"format": 1, "hints": [{"course": "", "exercise": "", "when": "2026-01-01T00:00Z", "shown": -1}]}',
        b'{"format": 1, "places": [{"course": "\\ud800", "exercise": "e", "when": "2026-01-01T00:00:00Z"}]}',
        b'{"format": 1, "places": [{"course": "c", "exercise": "e", "when": "0001-01-01T00:00:00+14:00"}]}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_file_that_is_no_export_is_refused_and_changes_nothing(
    here: Store, file: Path, content: bytes
) -> None:
    file.write_bytes(content)
    with pytest.raises(StoreError, match="no exported progress"):
        here.import_(file)
    assert here.states("course") == {}


def test_a_file_that_is_not_there_is_said(here: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        here.import_(tmp_path / "nowhere.json")
    with pytest.raises(StoreError, match="cannot be written"):
        here.export(tmp_path / "no folder" / "file.json")
