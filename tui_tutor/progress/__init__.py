"""What is remembered between sessions, in one SQLite file."""
