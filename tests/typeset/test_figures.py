"""What a figure says in words."""

from __future__ import annotations

import pytest

from heldout.typeset.figures import in_words


@pytest.mark.parametrize(
    ("svg", "words"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg"><title>A dot</title></svg>', "A dot."),
        ("<svg><title>A &lt; B</title><desc>Two\n  dots.</desc></svg>", "A < B. Two dots."),
        ("<svg><g><title>of a part</title></g></svg>", ""),
        ("<svg", ""),
    ],
)
def test_title_and_description_are_read(svg: str, words: str) -> None:
    """Those of the whole figure, in one line; nothing where there is nothing to read."""
    assert in_words(svg) == words
