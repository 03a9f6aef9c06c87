"""Markdown to what a terminal shows: wrapped text, tables, coloured code, mathematics in Unicode.

Verbatim text, which a candidate's code may have printed, goes through `verbatim`: a terminal
would obey an escape sequence in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import (
    Console,
    ConsoleOptions,
    Group,
    JustifyMethod,
    RenderableType,
    RenderResult,
)
from rich.rule import Rule
from rich.segment import Segment
from rich.style import Style
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from heldout.typeset.markdown import parser
from heldout.typeset.mathml import LatexError
from heldout.typeset.plain_math import plain_math, plain_math_lines

__all__ = ["Hanging", "inline", "numbered", "terminal", "verbatim"]

_CODE = "cyan"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def terminal(markdown: str) -> Group:
    """The text as something that Rich prints at any width."""
    return _spaced(SyntaxTreeNode(_parser().parse(markdown)).children)


def inline(markdown: str) -> Text:
    """A single line of Markdown, for a table's cell or behind a label."""
    root = SyntaxTreeNode(_parser().parseInline(markdown))
    return _inline(root.children[0]) if root.children else Text()


def numbered(code: str, language: str) -> Group:
    """A listing in its colours, each line behind its number; a long line goes on below itself."""
    lines = _painted(code, language).split("\n", allow_blank=True)
    width = len(str(len(lines)))
    return Group(
        *(Hanging(Text(f"  {n:{width}}  ", "dim"), line) for n, line in enumerate(lines, 1))
    )


def verbatim(text: str) -> Text:
    """The characters as they are, with those that would steer a terminal made visible."""
    return Text(_CONTROL.sub(_visible, text.expandtabs(4)), overflow="fold")


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)  # the pictures of the control characters
    return "\u2421" if code == 0x7F else f"\\u{code:04x}"


@dataclass(frozen=True, slots=True)
class Hanging:
    """A renderable behind a label, its further lines indented as far; no trailing spaces."""

    label: Text
    body: RenderableType = field(compare=False)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        indent = cell_len(self.label.plain)
        inner = options.update_width(max(1, options.max_width - indent))
        lines = console.render_lines(self.body, inner, pad=False)
        for number, line in enumerate(lines or [[]]):
            if number == 0:
                yield from self.label.render(console)
            elif line:
                yield Segment(" " * indent)
            yield from line
            yield Segment.line()


@cache
def _parser() -> MarkdownIt:
    return parser()


def _spaced(nodes: Iterable[SyntaxTreeNode], *, tight: bool = False) -> Group:
    """The blocks one below the other, with an empty line between them unless tight."""
    blocks: list[RenderableType] = []
    for node in nodes:
        if blocks and not tight:
            blocks.append(Text())
        blocks.append(_BLOCKS.get(node.type, _unknown)(node))
    return Group(*blocks)


def _paragraph(node: SyntaxTreeNode) -> RenderableType:
    return _inline(node.children[0]) if node.children else Text()


def _heading(node: SyntaxTreeNode) -> RenderableType:
    text = _inline(node.children[0]) if node.children else Text()
    text.stylize("bold")
    return text


def _bullets(node: SyntaxTreeNode) -> RenderableType:
    return _list(node, ["• "] * len(node.children))


def _numbers(node: SyntaxTreeNode) -> RenderableType:
    first = int(node.attrs.get("start", 1))
    labels = [f"{first + index}. " for index in range(len(node.children))]
    width = max(map(len, labels))
    return _list(node, [label.rjust(width) for label in labels])


def _list(node: SyntaxTreeNode, labels: list[str]) -> Group:
    tight = all(
        child.hidden for item in node.children for child in item.children if _is_text(child)
    )
    blocks: list[RenderableType] = []
    for label, item in zip(labels, node.children, strict=True):
        if blocks and not tight:
            blocks.append(Text())
        blocks.append(Hanging(Text(label), _spaced(item.children, tight=tight)))
    return Group(*blocks)


def _is_text(node: SyntaxTreeNode) -> bool:
    return node.type == "paragraph"


def _quote(node: SyntaxTreeNode) -> RenderableType:
    return Hanging(Text("│ ", "dim"), _spaced(node.children))


def _code(node: SyntaxTreeNode) -> RenderableType:
    language = node.info.split()[0] if node.info.split() else "text"
    return Hanging(Text("  "), _painted(node.content, language))


def _painted(code: str, language: str) -> Text:
    painter = Syntax("", language, theme="ansi_dark", background_color="default")
    painted = painter.highlight(code.rstrip("\n"))
    painted.rstrip()
    painted.no_wrap, painted.overflow = False, "fold"
    return painted


def _formula(node: SyntaxTreeNode) -> RenderableType:
    try:
        lines = plain_math_lines(node.content.strip())
    except LatexError:
        lines = tuple(node.content.strip().splitlines())
    return Hanging(Text("    "), Text("\n".join(lines)))


def _table(node: SyntaxTreeNode) -> RenderableType:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    head, *body = (row for section in node.children for row in section.children)
    for cell in head.children:
        table.add_column(_cell(cell), justify=_JUSTIFY.get(str(cell.attrs.get("style")), "left"))
    for row in body:
        table.add_row(*map(_cell, row.children))
    return table


_JUSTIFY: dict[str, JustifyMethod] = {"text-align:right": "right", "text-align:center": "center"}


def _cell(node: SyntaxTreeNode) -> Text:
    return _inline(node.children[0]) if node.children else Text()


def _line(_node: SyntaxTreeNode) -> RenderableType:
    return Rule(style="dim")


def _unknown(node: SyntaxTreeNode) -> RenderableType:
    return _spaced(node.children) if node.children else Text(node.content)


_BLOCKS: dict[str, Callable[[SyntaxTreeNode], RenderableType]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _bullets,
    "ordered_list": _numbers,
    "blockquote": _quote,
    "fence": _code,
    "code_block": _code,
    "math_block": _formula,
    "math_block_label": _formula,
    "table": _table,
    "hr": _line,
}


def _inline(node: SyntaxTreeNode, style: Style | None = None) -> Text:
    """The inline content of a node as styled text."""
    text = Text(overflow="fold")
    base = style or Style.null()
    for child in node.children:
        if child.type in _STYLES:
            text.append_text(_inline(child, base + Style.parse(_STYLES[child.type])))
        elif child.type == "link":
            text.append_text(_link(child, base))
        elif child.type == "code_inline":
            text.append(child.content, base + Style.parse(_CODE))
        else:
            text.append(_characters(child), base)
    return text


_STYLES = {"strong": "bold", "em": "italic", "s": "strike"}


def _link(node: SyntaxTreeNode, base: Style) -> Text:
    text = _inline(node, base + Style(underline=True))
    target = str(node.attrs.get("href", ""))
    return text if text.plain == target else text.append(f" ({target})", base)


def _characters(node: SyntaxTreeNode) -> str:
    if node.type in ("math_inline", "math_inline_double"):
        try:
            return plain_math(node.content.strip())
        except LatexError:
            return f"${node.content}$"
    if node.type == "softbreak":
        return " "
    if node.type == "hardbreak":
        return "\n"
    return f"[{node.content}]" if node.type == "image" else node.content
