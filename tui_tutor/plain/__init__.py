"""The same tutor as lines of text: for screen readers, pipes, dumb terminals, and for one's own editor.

May import `grading`, `progress`, `course`, `sandbox`, `report`, `mathtext`; never textual. `session` is the
conversation of `tutor --plain`, `watch` the loop of `tutor watch`, `markdown` sets a text of the course.
Public here: `course_map`, `map_as_json`, `readable`, `readable_report`.
"""

from tui_tutor.plain.course_map import course_map, map_as_json
from tui_tutor.plain.formulas import readable, readable_report

__all__ = ["course_map", "map_as_json", "readable", "readable_report"]
