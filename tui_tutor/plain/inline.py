"""What stands inside a paragraph, as plain text: formulas set on the line, links with their address."""

import re

from markdown_it.tree import SyntaxTreeNode

from tui_tutor import mathtext
from tui_tutor.plain.wrapping import firm

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL)


def inline_text(node: SyntaxTreeNode) -> str:
    """The text of an inline node and everything in it. Line feeds are the breaks that the author wants."""
    match node.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "code_inline":
            return firm(f"`{node.content}`")
        case "math_inline" | "math_inline_double":
            return firm(mathtext.inline(node.content.strip()))
        case "html_inline":
            return ""
        case "image":
            return _image(node)
        case "link":
            return _link(node)
    return node.content if not node.children else "".join(map(inline_text, node.children))


def without_tags(html: str) -> str:
    """What is left of HTML when its tags and comments are gone."""
    return " ".join(_TAG.sub(" ", html).split())


def _link(node: SyntaxTreeNode) -> str:
    """A link that leads out of the text is followed by where it leads."""
    text, address = "".join(map(inline_text, node.children)), str(node.attrs.get("href", ""))
    bare = address.removeprefix("mailto:")
    return text if ("://" not in address and bare == address) or text == bare else f"{text} ({bare})"


def _image(node: SyntaxTreeNode) -> str:
    about = "".join(map(inline_text, node.children)) or str(node.attrs.get("src", ""))
    return f"[image: {about}]"
