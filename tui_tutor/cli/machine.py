"""Commands about this machine."""

import click

from tui_tutor.cli.group import main
from tui_tutor.cli.sharing import print_json


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what SHELL needs so that the Tab key completes commands, lessons and exercises.

    For bash and zsh, put eval "$(tutor completion bash)" or eval "$(tutor completion zsh)" into ~/.bashrc or
    ~/.zshrc; for fish, save what is printed as ~/.config/fish/completions/tutor.fish.
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is not None:
        source = found(main, {}, "tutor", "_TUTOR_COMPLETE").source()
        # In fish a title would end at its first comma (click 8.5); what stands before it is never cut.
        click.echo(source.replace('string split ","', 'string split --max 1 ","'))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def doctor(as_json: bool) -> None:
    """Say what this machine offers, and attack the sandbox to see what holds."""
    from tui_tutor.plain.checkup import checkup, checkup_text

    found = checkup()
    print_json(found) if as_json else click.echo(checkup_text(found))
