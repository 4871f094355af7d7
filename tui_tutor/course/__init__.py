"""Courses, lessons and exercises: read and validated, never executed."""
