"""The whole command line as a man page, written from the commands themselves: `tutor --man | man -l -`."""

import inspect
from collections.abc import Iterator

import click

from tui_tutor import __version__

_ENVIRONMENT = {
    "TUTOR_COURSE": "The course to use, as with --course.",
    "TUTOR_HOME": "The folder of your progress; by default your platform's folder for data of programs.",
    "TUTOR_ASCII": "When it is set, the screen uses signs of ASCII alone.",
    "NO_COLOR": "When it is set, the screen has no colours.",
    "VISUAL, EDITOR": "Your editor, for F4 on the screen and edit in the plain session.",
}
_STATUS = {
    "0": "Everything is correct, or done.",
    "1": "Something is not correct, or undecided.",
    "2": "Nothing was done: what you asked for is not there.",
    "3": "The sandbox, the tutor or the course failed.",
    "130": "Ctrl+C ended it.",
}


def manual(group: click.Group, name: str) -> str:
    """The page in the language of troff, for section 1."""
    context = click.Context(group, info_name=name)
    return "\n".join(_page(group, context)) + "\n"


def _page(group: click.Group, context: click.Context) -> Iterator[str]:
    name = context.info_name or ""
    about = _paragraphs(group)
    yield f'.TH "{name.upper()}" "1" "" "{name} {__version__}" "User commands"'
    yield ".SH NAME"
    yield f"{name} \\- {_escaped(about[0].rstrip('.'))}"
    yield ".SH SYNOPSIS"
    yield f".B {name}\n{_escaped(' '.join(group.collect_usage_pieces(context)))}"
    yield ".SH DESCRIPTION"
    yield from _text(about)
    yield ".SH OPTIONS"
    yield from _options(group, context)
    yield from _listed(
        {"-h, --help": "Say what a command does and which options it has. Every command has --help."}
    )
    yield ".SH COMMANDS"
    for command, inner in _commands(group, context):
        yield from _command(command, inner)
    yield ".SH ENVIRONMENT"
    yield from _listed(_ENVIRONMENT)
    yield ".SH EXIT STATUS"
    yield from _listed(_STATUS)


def _commands(group: click.Group, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """Every command below a group, with those of groups inside it behind them."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        inner = click.Context(command, info_name=name, parent=context)
        if isinstance(command, click.Group):
            yield from _commands(command, inner)
        else:
            yield command, inner


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    name = context.command_path.partition(" ")[2]
    yield f".SS {_escaped(' '.join([name, *command.collect_usage_pieces(context)]))}"
    yield from _text(_paragraphs(command))
    yield from _options(command, context)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    """The command's own options; that each of them has --help is said once."""
    for parameter in command.params:
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record is not None:
            yield from _listed({record[0]: record[1]})


def _listed(items: dict[str, str]) -> Iterator[str]:
    for term, text in items.items():
        yield f".TP\n.B {_escaped(term)}\n{_escaped(text)}"


def _text(paragraphs: list[str]) -> Iterator[str]:
    for number, paragraph in enumerate(paragraphs):
        yield from ([".PP"] if number else []) + [_escaped(paragraph)]


def _paragraphs(command: click.Command) -> list[str]:
    """The help of a command, each paragraph on one line."""
    text = inspect.cleandoc(command.help or "")
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip()]


def _escaped(text: str) -> str:
    """Text that troff takes as it stands: no escape, no request, and a hyphen that can be copied."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{safe}" if safe[:1] in (".", "'") else safe
