"""Curves in a terminal."""

from __future__ import annotations

from heldout.typeset.dots import dotted
from heldout.typeset.plot import Paper

PAPER = Paper((0.0, 10.0), (-1.0, 1.0))
UP = [(0, -1), (10, 1)]
DOWN = [(0, 1), (10, -1)]


def rows(text: str) -> list[str]:
    """What is drawn inside the axes, a line each."""
    return [line.partition("│")[2] for line in text.splitlines() if "│" in line]


def test_a_rising_line_goes_from_the_lower_left_to_the_upper_right() -> None:
    """Without a hole, between its axes."""
    drawn = rows(dotted(PAPER, [UP], []).plain)
    assert drawn[0].rstrip()[-1] not in " ⠀"
    assert drawn[-1][0] not in " ⠀"
    assert all(any(mark not in " ⠀" for mark in row) for row in drawn)
    columns = list(zip(*(row.ljust(56) for row in drawn), strict=True))
    assert all(any(mark not in " ⠀" for mark in column) for column in columns)


def test_the_axes_say_how_far_they_go() -> None:
    """All four ends."""
    lines = dotted(PAPER, [UP], []).plain.splitlines()
    assert lines[0].split("│")[0].strip() == "1"
    assert lines[13].split("│")[0].strip() == "-1"
    assert lines[-1].split() == ["0", "10"]


def test_the_reply_is_seen_upon_the_truth() -> None:
    """In another colour, also where both are."""
    text = dotted(PAPER, [UP], [DOWN])
    styles = {str(span.style) for span in text.spans}
    assert {"yellow", "green"} <= styles
    same = dotted(PAPER, [UP], [UP])
    coloured = {
        str(span.style) for span in same.spans if same.plain[span.start : span.end].strip(" ")
    }
    assert "green" not in coloured


def test_what_leaves_the_paper_is_not_drawn_beside_it() -> None:
    """Neither above nor left."""
    beyond = dotted(PAPER, [[(-5, -9), (20, 9)]], []).plain
    assert len({len(row) for row in rows(beyond)}) == 1
