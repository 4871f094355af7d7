"""The man page says what the commands say of themselves, and the Tab key works in a real shell."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.cli.test_cli import tutor
from tui_tutor import cli
from tui_tutor.cli import main

PROGRAMS = str(Path(sys.executable).parent)


def every_command(group=main, path=()):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from every_command(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


def test_the_manual_has_every_command_and_every_option():
    page = tutor("--man").output.replace("\\-", "-")
    for name, command in every_command():
        assert f"\n.SS {name}" in page
        for option in (one for one in command.params if isinstance(one, click.Option)):
            assert all(written in page for written in option.opts), (name, option.opts)


def test_the_page_that_is_installed_is_that_of_these_commands():
    """After a change: tutor --man > tui_tutor/cli/tutor.1"""
    installed = Path(cli.__file__).with_name("tutor.1").read_text(encoding="utf-8")
    assert installed.splitlines() == tutor("--man").output.splitlines()


def test_it_says_what_is_not_a_command():
    page = tutor("--man").output
    for part in (".SH NAME", ".SH SYNOPSIS", ".SH ENVIRONMENT", "TUTOR_HOME", ".SH EXIT STATUS", ".B 130"):
        assert part in page


def test_no_line_of_it_is_taken_for_a_request():
    requests = (".TH", ".SH", ".SS", ".TP", ".PP", ".B ")
    for line in tutor("--man").output.split("\n"):
        assert not line.startswith("'")
        assert not line.startswith(".") or line.startswith(requests)


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_groff_has_nothing_to_say_against_it():
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww"],
        input=tutor("--man").output,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == ""
    assert "Learn to derive, write and debug gradients by hand" in done.stdout


@pytest.mark.parametrize(
    ("shell", "part"),
    [("bash", "complete -o nosort"), ("zsh", "#compdef tutor"), ("fish", "complete --no-files")],
)
def test_every_shell_gets_its_script(shell, part):
    result = tutor("completion", shell)
    assert result.exit_code == 0
    assert part in result.output


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (("tutor", "wa"), ["watch"]),
        (("tutor", "check", "linear-reg"), ["linear-regression"]),
        (("tutor", "show", "numer"), ["numerical-gradients"]),
        (("tutor", "course", "ch"), ["check"]),
        (("tutor", "check", "--js"), ["--json"]),
    ],
)
def test_the_tab_key_completes_in_bash(words, completed):
    script = (
        f'eval "$(tutor completion bash)"; COMP_WORDS=({" ".join(words)}); COMP_CWORD={len(words) - 1}; '
        '_tutor_completion tutor; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.split() == completed
