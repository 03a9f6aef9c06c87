"""The one Markdown dialect of Heldout: CommonMark, tables, and mathematics between dollar signs."""

from __future__ import annotations

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

__all__ = ["parser"]


def parser() -> MarkdownIt:
    """A parser for question text; raw HTML in it stays text."""
    dialect = MarkdownIt("commonmark", {"html": False}).enable("table")
    return dialect.use(
        dollarmath_plugin,
        allow_labels=False,  # else a remark in brackets behind a formula would be lost
        allow_space=False,
        double_inline=True,
    )
