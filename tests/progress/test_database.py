import os
import sqlite3
from pathlib import Path

import pytest

from tui_tutor.progress import Store, StoreError, state_folder
from tui_tutor.progress.schema import MIGRATIONS, VERSION


def remember(folder: Path, text: str = "my work") -> Path:
    with Store.open(folder) as store:
        store.save_draft("course", "a", text, 0)
        assert store.path is not None
        return store.path


def draft_text(store: Store) -> str | None:
    draft = store.draft("course", "a")
    return None if draft is None else draft.text


def damaged_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("progress.damaged-*.sqlite"))


def test_the_folder_is_made(tmp_path: Path) -> None:
    with Store.open(tmp_path / "not" / "yet") as store:
        assert store.notices == ()
        assert (tmp_path / "not" / "yet").is_dir()


def test_tutor_home_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path / "home"))
    assert state_folder() == tmp_path / "home"
    with Store.open() as store:
        assert store.path == tmp_path / "home" / "progress.sqlite"


def test_an_empty_tutor_home_means_the_usual_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_HOME", "")
    assert state_folder().name == "tutor"


def test_the_file_names_its_format(tmp_path: Path) -> None:
    path = remember(tmp_path)
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_file_of_an_older_format_is_brought_forward(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "progress.sqlite")
    for statement in MIGRATIONS[0]:
        database.execute(statement)
    database.execute("INSERT INTO places VALUES ('course', 'a', '2026-01-01T00:00:00.000000+00:00')")
    database.execute("PRAGMA user_version = 1")
    database.commit()
    database.close()
    with Store.open(tmp_path) as store:
        assert store.notices == ()
        assert store.place("course") == "a"


def test_a_file_of_a_newer_format_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = remember(tmp_path)
    with sqlite3.connect(path) as database:
        database.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer tutor"):
        Store.open(tmp_path)
    assert path.read_bytes() == before
    assert damaged_files(tmp_path) == []


@pytest.mark.parametrize(
    "content", [b"this is no database at all" * 200, b"\x00" * 4096, b"SQLite format 3\x00"]
)
def test_a_file_that_is_no_database_is_set_aside_and_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "progress.sqlite").write_bytes(content)
    with Store.open(tmp_path) as store:
        (aside,) = damaged_files(tmp_path)
        assert str(aside) in store.notices[0]
        assert aside.read_bytes() == content
        store.save_draft("course", "a", "new work", 0)
    with Store.open(tmp_path) as store:
        assert store.notices == ()
        assert draft_text(store) == "new work"


def test_a_file_with_damaged_pages_is_set_aside(tmp_path: Path) -> None:
    path = remember(tmp_path, "x" * 50_000)
    content = bytearray(path.read_bytes())
    content[4096 : 12 * 4096] = os.urandom(11 * 4096)
    path.write_bytes(content)
    with Store.open(tmp_path) as store:
        assert len(store.notices) == 1
        assert draft_text(store) is None
    assert damaged_files(tmp_path)[0].read_bytes() == bytes(content)


def test_a_second_damaged_file_does_not_replace_the_first(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / "progress.sqlite").write_bytes(b"damaged %d" % number * 100)
        Store.open(tmp_path).close()
    assert len({path.read_bytes() for path in damaged_files(tmp_path)}) == 3


def test_an_empty_file_is_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "progress.sqlite").touch()
    with Store.open(tmp_path) as store:
        assert store.notices == ()


def test_a_folder_that_cannot_be_made_leaves_the_store_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with Store.open(tmp_path / "file" / "home") as store:
        assert store.path is None
        assert store.notices[0].startswith(f"Your progress cannot be saved in {tmp_path / 'file' / 'home'}: ")
        store.save_draft("course", "a", "kept for now", 0)
        assert draft_text(store) == "kept for now"


def test_a_folder_in_the_place_of_the_file_leaves_the_store_in_memory(tmp_path: Path) -> None:
    (tmp_path / "progress.sqlite").mkdir()
    with Store.open(tmp_path) as store:
        assert store.path is None
        assert len(store.notices) == 1
        store.set_place("course", "a")


@pytest.mark.parametrize(
    "failure",
    ["PRAGMA query_only = ON", "PRAGMA max_page_count = 1"],
    ids=["read-only", "full disk"],
)
def test_a_file_that_stops_taking_writes_is_said_once_and_work_goes_on(tmp_path: Path, failure: str) -> None:
    remember(tmp_path, "before")
    with Store.open(tmp_path) as store:
        store._database.execute(failure)
        store.save_draft("course", "a", "after " * 10_000, 1)
        store.save_draft("course", "a", "after, longer", 2)
        assert draft_text(store) == "after, longer"
        assert store.path is None
        assert len(store.notices) == 1
        assert "cannot be saved" in store.notices[0]
    with Store.open(tmp_path) as store:
        assert draft_text(store) == "before"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_shows_what_is_there_and_says_so(tmp_path: Path) -> None:
    remember(tmp_path)
    tmp_path.chmod(0o500)
    try:
        with Store.open(tmp_path) as store:
            assert draft_text(store) == "my work"
            assert len(store.notices) == 1
    finally:
        tmp_path.chmod(0o700)
