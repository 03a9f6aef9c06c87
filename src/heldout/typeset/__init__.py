"""Turns the Markdown of questions into what a browser or a terminal shows."""

from heldout.typeset.html import html, html_inline, html_lines, unreadable_math

__all__ = ["html", "html_inline", "html_lines", "unreadable_math"]
