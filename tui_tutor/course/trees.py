"""Syntax trees, one after the other.

In Python before 3.11.9 and 3.12.3, two threads that build a tree at the same time may both end in a SystemError
(python/cpython#106905). The application reads exercises in threads, so every tree on this side is built here.
"""

import ast
import warnings
from threading import RLock

ONE_AT_A_TIME = RLock()


def syntax_tree(source: str) -> ast.Module:
    """The tree of a source; what Python has to say about odd escapes in it is not printed.

    Raises what `ast.parse` raises: SyntaxError, ValueError, RecursionError, MemoryError.
    """
    with ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source)


def compile_tree(tree: ast.Module, name: str) -> None:
    """Find what only the compiler finds, such as a `return` outside a function; nothing is kept. Raises as above."""
    with ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        compile(tree, name, "exec", dont_inherit=True)
