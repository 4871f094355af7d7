"""Bug hunts are remembered apart from drafts and attempts."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tui_tutor.progress import Hunt, SavedHunt, Store
from tui_tutor.progress.database import FILE
from tui_tutor.progress.schema import MIGRATIONS, VERSION

PLANTED = "a = 1\n"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def hunt(minute: int = 0, **changes) -> Hunt:
    begun = NOON + timedelta(minutes=minute)
    return replace(Hunt("fit", begun, level=2, seed=7, planted=PLANTED, text=PLANTED), **changes)


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "here") as store:
        yield store


@pytest.fixture
def there(tmp_path: Path):
    with Store.open(tmp_path / "there") as store:
        yield store


def carry(source: Store, target: Store, file: Path) -> None:
    source.export(file)
    target.import_(file)


def test_a_hunt_survives_the_end_of_the_program(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.begin_hunt("course", hunt())
        store.save_hunt("course", hunt(text="a = 2 \ud800\n", runs=3), PLANTED)
    with Store.open(tmp_path) as store:
        assert store.hunts("course") == (hunt(text="a = 2 \ud800\n", runs=3),)
        assert store.hunts("another course") == ()


def test_a_hunt_is_no_work_at_its_exercise(store: Store) -> None:
    store.begin_hunt("course", hunt())
    store.save_hunt("course", hunt(runs=2, ending="found"), PLANTED)
    assert store.states("course") == {}
    assert store.draft("course", "fit") is None
    assert store.judged("course") == ()


def test_a_new_hunt_takes_the_place_of_an_open_one_of_its_exercise(store: Store) -> None:
    store.begin_hunt("course", hunt())
    store.begin_hunt("course", hunt(1, exercise="other"))
    store.begin_hunt("course", hunt(2, seed=8))
    assert [(one.exercise, one.seed) for one in store.hunts("course")] == [("other", 7), ("fit", 8)]


def test_a_hunt_that_ended_stays_when_another_begins(store: Store) -> None:
    store.begin_hunt("course", hunt())
    store.save_hunt("course", hunt(ending="given up"), PLANTED)
    store.begin_hunt("course", hunt(1))
    assert [one.ending for one in store.hunts("course")] == ["given up", None]


def test_a_hunt_that_ended_stays_as_it_ended(store: Store) -> None:
    store.begin_hunt("course", hunt())
    store.save_hunt("course", hunt(runs=2, ending="found"), PLANTED)
    store.save_hunt("course", hunt(runs=9), PLANTED)
    assert store.hunts("course") == (hunt(runs=2, ending="found"),)


def test_two_tutors_at_one_hunt_lose_neither_text(store: Store) -> None:
    store.begin_hunt("course", hunt())
    assert store.save_hunt("course", hunt(text="one"), PLANTED) == SavedHunt(hunt(text="one"))
    second = store.save_hunt("course", hunt(text="two"), PLANTED)
    assert second.conflict is not None
    assert [one.text for one in store.hunts("course")] == ["one", "two"]
    further = replace(second.hunt, text="two and three")
    assert store.save_hunt("course", further, "two") == SavedHunt(further)
    assert store.save_hunt("course", hunt(text="one and four"), "one").conflict is None
    assert [one.text for one in store.hunts("course")] == ["one and four", "two and three"]


def test_the_same_text_from_two_tutors_is_no_conflict(store: Store) -> None:
    store.begin_hunt("course", hunt())
    for runs in (0, 1):
        assert store.save_hunt("course", hunt(text="same", runs=runs), PLANTED).conflict is None
    assert store.hunts("course") == (hunt(text="same", runs=1),)


def test_what_is_typed_after_another_tutor_has_ended_the_hunt_is_kept_beside_it(store: Store) -> None:
    store.begin_hunt("course", hunt())
    store.save_hunt("course", hunt(ending="given up"), PLANTED)
    assert store.save_hunt("course", hunt(text="later"), PLANTED).conflict is not None
    assert [(one.text, one.ending) for one in store.hunts("course")] == [
        (PLANTED, "given up"),
        ("later", None),
    ]


def test_hunts_move_to_another_machine(store: Store, there: Store, tmp_path: Path) -> None:
    store.begin_hunt("course", hunt())
    store.save_hunt("course", hunt(runs=2, ending="found"), PLANTED)
    store.begin_hunt("course", hunt(1, exercise="other", text="\ud800"))
    carry(store, there, tmp_path / "file")
    assert there.hunts("course") == store.hunts("course")
    there.import_(tmp_path / "file")
    assert there.hunts("course") == store.hunts("course")


def test_an_ended_hunt_of_there_ends_the_open_one_here_and_not_the_other_way_round(
    store: Store, there: Store, tmp_path: Path
) -> None:
    store.begin_hunt("course", hunt())
    there.begin_hunt("course", hunt())
    store.save_hunt("course", hunt(runs=2, ending="found"), PLANTED)
    there.save_hunt("course", hunt(runs=5, text="further"), PLANTED)
    carry(there, store, tmp_path / "back")
    assert store.hunts("course") == (hunt(runs=2, ending="found"),)
    carry(store, there, tmp_path / "forth")
    assert there.hunts("course") == (hunt(runs=2, ending="found"),)


def test_of_an_open_hunt_the_text_with_more_runs_is_kept(store: Store, there: Store, tmp_path: Path) -> None:
    store.begin_hunt("course", hunt())
    there.begin_hunt("course", hunt())
    store.save_hunt("course", hunt(runs=1, text="one"), PLANTED)
    there.save_hunt("course", hunt(runs=2, text="two"), PLANTED)
    carry(store, there, tmp_path / "forth")
    assert [one.text for one in there.hunts("course")] == ["two"]
    carry(there, store, tmp_path / "back")
    assert [one.text for one in store.hunts("course")] == ["two"]


def test_a_renamed_exercise_keeps_its_hunts(store: Store) -> None:
    store.begin_hunt("course", hunt())
    store.rename("course", "fit", "fit-a-line")
    assert [one.exercise for one in store.hunts("course")] == ["fit-a-line"]


def test_a_file_from_before_the_hunts_is_led_on_with_everything_in_it(tmp_path: Path) -> None:
    tmp_path.mkdir(exist_ok=True)
    old = sqlite3.connect(tmp_path / FILE)
    for statement in MIGRATIONS[0]:
        old.execute(statement)
    old.execute("PRAGMA user_version = 1")
    old.execute("INSERT INTO hints VALUES ('course', 'fit', 2, '2026-01-01T00:00:00.000000+00:00')")
    old.commit()
    old.close()
    with Store.open(tmp_path) as store:
        assert store.hints_shown("course", "fit") == 2
        assert store.hunts("course") == ()
        store.begin_hunt("course", hunt())
        assert store.hunts("course") == (hunt(),)
    assert VERSION >= 2


def test_an_export_from_before_the_hunts_is_read(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "old.json"
    file.write_text('{"format": 1}')
    store.import_(file)
    assert store.hunts("course") == ()
