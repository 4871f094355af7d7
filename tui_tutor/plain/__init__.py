"""The same tutor as lines of text: for screen readers, pipes, dumb terminals, and for one's own editor.

May import `grading`, `progress`, `course`, `sandbox`, `report`, `mathtext`; never textual. `course_map` is the map,
`session` the conversation of `tutor --plain`, `watch` the loop of `tutor watch`, `markdown` sets a text of the course,
`formulas` those of a message. Nothing is imported here: the map waits for no formula.
"""
