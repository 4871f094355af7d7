"""`python -m tui_tutor` is `tutor`."""

from tui_tutor.cli import main

main(prog_name="tutor")
