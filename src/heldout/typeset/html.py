"""Markdown to HTML: mathematics as MathML, code coloured by classes, nothing that could run."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from heldout.typeset.markdown import parser
from heldout.typeset.mathml import LatexError, as_classes, mathml

__all__ = ["html", "html_inline", "html_lines", "unreadable_math"]


@lru_cache(maxsize=2048)
def html(markdown: str) -> str:
    """The text as HTML blocks. Mathematics that cannot be read is shown as its source, marked."""
    return str(_renderer().render(markdown))


@lru_cache(maxsize=2048)
def html_inline(markdown: str) -> str:
    """A single line of text as HTML without a paragraph round it."""
    return str(_renderer().renderInline(markdown))


def html_lines(code: str, language: str) -> list[str]:
    """Each line of a program in its colours; no element reaches from one line into the next."""
    return _highlight(code.rstrip("\n"), language, "").rstrip("\n").split("\n")


def unreadable_math(markdown: str) -> list[str]:
    """What is wrong with each formula that cannot be read, one sentence each."""
    problems = []
    for token in _walk(_renderer().parse(markdown)):
        if token.type.startswith("math_"):
            try:
                mathml(token.content.strip())
            except LatexError as error:
                problems.append(f"the formula {token.content!r} cannot be read: {_reason(error)}")
    return problems


def _reason(error: LatexError) -> str:
    """What the converter says, with the place in words: it begins with an offset and a colon."""
    offset, colon, what = str(error).partition(": ")
    return f"{what} (character {int(offset) + 1})" if colon and offset.isdigit() else str(error)


def _walk(tokens: list[Token]) -> list[Token]:
    return [item for token in tokens for item in (token, *(token.children or ()))]


@cache
def _renderer() -> MarkdownIt:
    dialect = parser()
    dialect.options["highlight"] = _highlight
    for name in ("math_inline", "math_inline_double", "math_block", "math_block_label"):
        dialect.add_render_rule(name, _math)
    for name in ("th_open", "td_open"):
        dialect.add_render_rule(name, _cell)
    return dialect


def _math(self: object, tokens: list[Token], index: int, *_: object) -> str:
    token = tokens[index]
    display = token.type != "math_inline"
    try:
        markup = mathml(token.content.strip(), display=display)
    except LatexError:
        return f'<code class="unreadable-math">{escape(token.content)}</code>'
    return f'<div class="math">{markup}</div>' if token.type.startswith("math_block") else markup


def _cell(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """A cell of a table, aligned by a class: no style attribute leaves here."""
    attributes = dict(tokens[index].attrs)
    if style := attributes.pop("style", None):
        attributes["class"] = as_classes(str(style))
    cell = tokens[index].copy(attrs=attributes)
    return self.renderToken([cell, *tokens[index + 1 : index + 2]], 0, options, env)


def _highlight(code: str, language: str, _attributes: str) -> str:
    if not language:
        return escape(code)
    # Imported with the first code that is shown: a server starts the sooner without.
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False)  # lines are told by their numbers
    except ClassNotFound:
        return escape(code)
    return str(highlight(code, lexer, HtmlFormatter(nowrap=True)))
