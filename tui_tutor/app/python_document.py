"""A text whose syntax tree is built when it is looked at: once for many edits, and from the text as one piece.

Textual's own document builds it at every edit and asks line by line for the text: 0.06 s a key in 5,000 lines. And it
is never forgotten: its tree holds what it was read from, the document itself, where no garbage collector looks.
"""

from functools import cache

import tree_sitter_python
from textual.document._document import EditResult, Location
from textual.document._syntax_aware_document import SyntaxAwareDocument
from textual.widgets import TextArea
from tree_sitter import Language, Node, Parser, Query


@cache
def python() -> Language:
    """The language, which is loaded once."""
    return Language(tree_sitter_python.language())


@cache
def colours() -> Query:
    """What has a colour in Python; 10 ms to make, and the same for every editor."""
    return Query(python(), TextArea._get_builtin_highlight_query("python"))


class PythonDocument(SyntaxAwareDocument):
    """Only when and how the tree is built is different."""

    def __init__(self, text: str) -> None:
        super(SyntaxAwareDocument, self).__init__(text)
        self.language, self._parser = python(), Parser(python())
        self._syntax_tree = self._parser.parse(self._bytes())
        self._outdated = False

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        top, bottom = sorted((start, end))
        begin, end_before = self._location_to_byte_offset(top), self._location_to_byte_offset(bottom)
        begin_point, end_point_before = self._location_to_point(top), self._location_to_point(bottom)
        result = super(SyntaxAwareDocument, self).replace_range(start, end, text)
        self._syntax_tree.edit(
            start_byte=begin,
            old_end_byte=end_before,
            new_end_byte=self._location_to_byte_offset(result.end_location),
            start_point=begin_point,
            old_end_point=end_point_before,
            new_end_point=self._location_to_point(result.end_location),
        )
        self._outdated = True
        return result

    def query_syntax_tree(
        self,
        query: Query,
        start_point: tuple[int, int] | None = None,
        end_point: tuple[int, int] | None = None,
    ) -> dict[str, list[Node]]:
        if self._outdated:
            self._syntax_tree = self._parser.parse(self._bytes(), self._syntax_tree)
            self._outdated = False
        return super().query_syntax_tree(query, start_point, end_point)

    def _bytes(self) -> bytes:
        return self.text.encode("utf-8", "replace")
