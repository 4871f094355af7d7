"""The tables, as a list of migrations that only ever grows.

`MIGRATIONS[n]` leads from `PRAGMA user_version` n to n + 1. Learners' texts are BLOBs (see `columns.py`). In
`attempts` the two large columns stand last, so that the map never reads their pages.
"""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE drafts (
            course TEXT NOT NULL, exercise TEXT NOT NULL,
            revision INTEGER NOT NULL, moment TEXT NOT NULL, session TEXT NOT NULL, text BLOB NOT NULL,
            PRIMARY KEY (course, exercise))""",
        """CREATE TABLE old_drafts (
            id INTEGER PRIMARY KEY, course TEXT NOT NULL, exercise TEXT NOT NULL,
            revision INTEGER NOT NULL, moment TEXT NOT NULL, session TEXT NOT NULL, reason TEXT NOT NULL,
            text BLOB NOT NULL)""",
        "CREATE INDEX old_drafts_of ON old_drafts (course, exercise, moment)",
        """CREATE TABLE attempts (
            id INTEGER PRIMARY KEY, course TEXT NOT NULL, exercise TEXT NOT NULL,
            moment TEXT NOT NULL, digest TEXT NOT NULL, outcome TEXT NOT NULL, verdict TEXT,
            source BLOB NOT NULL, report BLOB NOT NULL)""",
        "CREATE INDEX attempts_of ON attempts (course, exercise, moment)",
        """CREATE INDEX passes ON attempts (course, exercise, moment, digest)
            WHERE outcome = 'returned' AND verdict = 'correct'""",
        """CREATE TABLE hints (
            course TEXT NOT NULL, exercise TEXT NOT NULL, shown INTEGER NOT NULL, moment TEXT NOT NULL,
            PRIMARY KEY (course, exercise))""",
        """CREATE TABLE solutions (
            course TEXT NOT NULL, exercise TEXT NOT NULL, moment TEXT NOT NULL,
            PRIMARY KEY (course, exercise))""",
        """CREATE TABLE places (
            course TEXT PRIMARY KEY, exercise TEXT NOT NULL, moment TEXT NOT NULL)""",
        """CREATE TABLE settings (
            name TEXT PRIMARY KEY, value TEXT NOT NULL, moment TEXT NOT NULL)""",
    ),
    (
        """CREATE TABLE hunts (
            course TEXT NOT NULL, exercise TEXT NOT NULL, moment TEXT NOT NULL,
            level INTEGER NOT NULL, seed INTEGER NOT NULL, runs INTEGER NOT NULL, ending TEXT,
            planted BLOB NOT NULL, text BLOB NOT NULL,
            PRIMARY KEY (course, exercise, moment))""",
    ),
)
VERSION = len(MIGRATIONS)
