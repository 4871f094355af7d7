"""Commands about this machine."""

import click

from tui_tutor.cli.group import main
from tui_tutor.cli.sharing import print_json


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def doctor(as_json: bool) -> None:
    """Say what this machine offers, and attack the sandbox to see what holds."""
    from tui_tutor.plain.checkup import checkup, checkup_text

    found = checkup()
    print_json(found) if as_json else click.echo(checkup_text(found))
