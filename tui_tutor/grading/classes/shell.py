"""Names of files as words of a shell's command line, whatever they are made of."""

import re
import shlex

_GLOB = re.compile(r"([][*?\\])")


def file_word(path: str) -> str:
    """The name of a file: never an option, never more than one word, nothing that a terminal would act on."""
    return _word(f"./{path}" if path.startswith("-") else path)


def member_word(name: str) -> str:
    """The name of a file in an archive, for `unzip`, which reads patterns."""
    return _word(_GLOB.sub(r"\\\1", name))


def _word(text: str) -> str:
    """Quoted; with `$'...'` (bash, zsh, ksh) when there is something in it that cannot be printed."""
    if text.isprintable():
        return shlex.quote(text)
    return "$'" + "".join(map(_escaped, text)) + "'"


def _escaped(character: str) -> str:
    if character in "\\'":
        return f"\\{character}"
    if character.isprintable():
        return character
    odd = "surrogateescape" if "\udc80" <= character <= "\udcff" else "surrogatepass"
    return "".join(f"\\x{byte:02x}" for byte in character.encode("utf-8", odd))
