"""Drawing in a terminal: a line of points for each curve, and both curves back."""

from __future__ import annotations

import pytest

from heldout.cli.replies import read_reply

from ..grading.parts import make_part

RIGHT = "up: 0 0, 5 0.375, 10 0.75"
DOWN = "down: 0 0, 5 -0.375, 10 -0.75"
QUESTION = ("practice", "-q", "desk-slope", "--seed", "5")


def test_the_paper_is_described_and_a_reply_has_a_line_for_each_curve(heldout):
    """Both are typed, both are drawn, and the verdict is right."""
    said = heldout(*QUESTION, replies=f"{RIGHT}\n{DOWN}\n").stdout
    assert "The paper: epoch from 0 to 10, y from -1 to 1." in said
    assert "type a line for each of up, down" in said
    assert "✓ Right." in said
    assert "Yours in yellow, upon the right one in green." in said
    assert sum("│" in line for line in said.splitlines()) >= 14


def test_a_known_mistake_is_told_beside_the_drawing(heldout):
    """By what was drawn."""
    swapped = f"{RIGHT.replace('up', 'down')}\n{DOWN.replace('down', 'up')}\n"
    said = heldout(*QUESTION, replies=swapped).stdout
    assert "You exchanged up and down." in said
    assert "Yours in yellow" in said


def test_what_cannot_be_read_is_not_drawn(heldout):
    """Nor is the truth; an empty line ends the reply early."""
    said = heldout(*QUESTION, replies=f"{RIGHT}\n\n").stdout
    assert "Could not be read" in said
    assert "down is missing" in said
    assert "Yours in yellow" not in said


@pytest.mark.parametrize(
    ("curves", "typed", "read"),
    [
        ([], ["0 0 1 1 2 2"], "0 0 1 1 2 2"),
        (["a", "b"], ["a: 0 0", "b: 1 1", "no more"], "a: 0 0\nb: 1 1"),
        (["a", "b"], ["a: 0 0", ""], "a: 0 0"),
    ],
)
def test_so_many_lines_are_read_as_there_are_curves(curves, typed, read):
    """One for a single curve."""
    part = make_part("sketch", x=[0, 2], y=[0, 2], **({"curves": curves} if curves else {}))
    lines = iter(typed[1:])
    assert read_reply(part, typed[0], lambda: next(lines)).value == read
