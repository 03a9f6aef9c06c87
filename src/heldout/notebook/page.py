"""A verdict as a cell shows it: HTML whose styles stay on its own elements, or plain text.

Colours are the notebook's own, so it reads in light and dark; the one coloured edge is of middle
brightness and only repeats what the heading says. Text from the judged process is escaped.
"""

from __future__ import annotations

import io
from html import escape

from heldout.records import Evidence, Finding, Question, Verdict
from heldout.typeset import html

__all__ = ["as_html", "as_text"]

_WIDTH = 88  # columns of plain text
_BOX = "border-left: 4px solid {}; padding: 0.2em 0 0.2em 0.9em; margin: 0.4em 0; max-width: 60em"
_LABEL = "opacity: 0.75; margin: 0.4em 0 0.1em"
_VERBATIM = (
    "margin: 0; padding: 0; border: 0; background: none; color: inherit; font-family: monospace; "
    "white-space: pre-wrap; overflow-wrap: anywhere"
)
_EDGES = {"right": "#2e9e5b", "wrong": "#d2483f", "unreadable": "#b8860b", "failed": "#9b59b6"}


def as_html(question: Question, verdict: Verdict) -> str:
    """One element that can stand in any page."""
    state, heading = _state(verdict)
    blocks = [_finding(item) for item in verdict.findings if item.message or item.evidence]
    foot = [f"<code>{escape(question.id)}</code>"]
    if verdict.mode:
        foot.append(f"judged in mode {escape(verdict.mode)}")
    return (
        f'<div style="{_BOX.format(_EDGES[state])}">'
        f'<p style="margin: 0"><strong>{escape(heading)}</strong></p>'
        f"{''.join(blocks)}"
        f'<p style="{_LABEL}"><small>{" · ".join(foot)}</small></p>'
        "</div>"
    )


def as_text(question: Question, verdict: Verdict) -> str:
    """What the command line shows of a verdict, without its colours."""
    from rich.console import Console

    from heldout.cli.showing import show_verdict

    written = io.StringIO()
    show_verdict(Console(file=written, width=_WIDTH, color_system=None, no_color=True), verdict)
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines())


def _state(verdict: Verdict) -> tuple[str, str]:
    if verdict.outcome == "unreadable":
        return "unreadable", "Could not be read. This costs nothing."
    if verdict.outcome == "grader_failed":
        return "failed", "The grader failed. That is our fault."
    if verdict.right:
        return "right", "Right"
    if verdict.score > 0:
        percent = min(99, max(1, round(100 * verdict.score)))
        return "wrong", f"Not right yet: {percent} % of it is"
    return "wrong", "Not right"


def _finding(finding: Finding) -> str:
    return f"<div>{html(finding.message)}{''.join(map(_evidence, finding.evidence))}</div>"


def _evidence(item: Evidence) -> str:
    return (
        f'<p style="{_LABEL}">{escape(item.label)}</p>'
        f'<pre style="{_VERBATIM}">{escape(item.text)}</pre>'
    )
