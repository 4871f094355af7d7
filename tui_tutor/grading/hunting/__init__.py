"""Bug hunts: a seeded bug in a right solution, to be found from numbers only.

`mutations` and the exercise's own mistakes say what can be wrong; a bug is offered once the judge has called it wrong.
Texts are taken apart with `ast` and never executed on this side. Doors: `planting.plant`, `hunt.OpenHunt`,
`choosing.chosen`, `standing.standing`; they are imported one by one, because the map needs the last one only.
"""
