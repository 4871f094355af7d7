"""`python -m tui_tutor` is `tutor`, and so is the command that is installed."""

import atexit
import gc
import sys

CALLING = {"check", "grade", "run"}  # the commands that need a sandbox, and nothing else, as soon as possible


def main() -> None:
    """The command line. A sandbox takes longest to start, so it does while the command line is imported."""
    gc.set_threshold(20_000)  # imports make many objects and hardly any garbage
    atexit.register(gc.freeze)  # nobody needs the memory back at the end, so nobody looks through it
    if CALLING.intersection(sys.argv[1:]):
        from tui_tutor.sandbox import head_start

        head_start()
    from tui_tutor.cli.alone import application

    code = application()
    if code is not None:
        sys.exit(code)
    from tui_tutor.cli import main

    main(prog_name="tutor")


if __name__ == "__main__":
    main()
