"""The dialect: CommonMark with tables and formulas, without raw HTML."""

from __future__ import annotations

import pytest

from heldout.typeset.markdown import parser


def kinds(markdown: str) -> list[str]:
    """The types of the tokens inside the blocks, and of blocks that are formulas or tables."""
    tokens = parser().parse(markdown)
    inner = [child.type for token in tokens for child in token.children or ()]
    return inner + [t.type for t in tokens if t.type.startswith(("math", "table_open", "html"))]


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("$x$", ["math_inline"]),
        ("$$x$$ in a line", ["math_inline_double", "text"]),
        ("$$\nx\n$$", ["math_block"]),
        ("it costs $5 and $6", ["text"]),
        (r"\$5", ["text"]),
        ("`$x$`", ["code_inline"]),
        ("<b>x</b>", ["text"]),
        ("<!-- x -->", ["text"]),
        ("| a |\n|---|\n| $x$ |", ["text", "math_inline", "table_open"]),
    ],
)
def test_what_is_a_formula_and_what_is_not(markdown: str, found: list[str]) -> None:
    """By the tokens that the typesetters see."""
    assert kinds(markdown) == found


def test_a_remark_behind_a_formula_is_kept() -> None:
    """Brackets behind dollar signs are no label."""
    tokens = parser().parse("$$x = 1$$ (see below)")
    assert tokens[1].children is not None
    assert tokens[1].children[-1].content == " (see below)"
