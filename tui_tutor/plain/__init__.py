"""The same tutor as lines of text, for pipes and dumb terminals.

May import `grading`, `progress`, `course`, `report`, `mathtext`. Public: `course_map`, `map_as_json`, `readable`,
`readable_report`.
"""

from tui_tutor.plain.course_map import course_map, map_as_json
from tui_tutor.plain.formulas import readable, readable_report

__all__ = ["course_map", "map_as_json", "readable", "readable_report"]
