"""LaTeX as MathML that a strict page lets through."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.typeset.mathml import LatexError, mathml

atoms = st.sampled_from(
    [
        "x",
        "12.5",
        r"\alpha",
        r"\mathbb{R}",
        r"\operatorname{softmax}",
        r"\text{größer, style=\"a\"}",
        r"\color{red} y",
        r"\textcolor{#00f}{z}",
        r"\boxed{w}",
        r"\cancel{v}",
        r"\overline{ab}",
        r"\vec{u}",
        "<",
        "&lt;",
    ]
)


def _environments(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    names = ["aligned", "cases", "bmatrix", "pmatrix", "gathered", "align", "multline", "gather"]
    rows = st.lists(inner, min_size=1, max_size=3).map(r" \\ ".join)
    table = st.tuples(st.sampled_from(["lr", "l|c", "c:r", "|r|"]), rows).map(
        lambda it: rf"\begin{{array}}{{{it[0]}}} \hline {it[1]} \\ \hline \end{{array}}"
    )
    pairs = st.tuples(inner, inner)
    return st.one_of(
        st.tuples(st.sampled_from(names), rows).map(
            lambda it: rf"\begin{{{it[0]}}} {it[1]} \end{{{it[0]}}}"
        ),
        table,
        pairs.map(lambda it: rf"\frac{{{it[0]}}}{{{it[1]}}}"),
        pairs.map(lambda it: rf"{{{it[0]}}}_{{{it[1]}}}"),
        pairs.map(lambda it: rf"\left( {it[0]} + {it[1]} \right)"),
    )


printable = st.characters(exclude_categories=["Cc", "Cn", "Cs"])  # what XML can hold
formulas = st.recursive(atoms, _environments, max_leaves=6)


def _parsed(markup: str) -> ET.Element:
    """The elements; an attribute that comes twice is an error here."""
    return ET.fromstring(markup)


@given(formulas | st.text(printable, max_size=30), st.booleans())
def test_nothing_is_styled_in_place(latex: str, display: bool) -> None:
    """No style attribute, ever; class names of small letters, digits and hyphens; well-formed."""
    try:
        markup = mathml(latex, display=display)
    except LatexError:
        return
    for element in _parsed(markup).iter():
        assert "style" not in element.attrib
        assert not [name for name in element.attrib if name.startswith("on")]
        assert element.tag not in ("script", "style", "a")
        for name in element.get("class", "x").split(" "):
            assert re.fullmatch("[a-z0-9-]+", name)


@pytest.mark.parametrize("latex", [r"\frac{1", r"\unknown", r"\begin{bmatrix} 1", "}", "a^b^c"])
def test_what_cannot_be_read_is_an_error(latex: str) -> None:
    """Not half a formula."""
    with pytest.raises(LatexError):
        mathml(latex)


def test_a_display_formula_says_so() -> None:
    """By the attribute that browsers look for."""
    assert _parsed(mathml("x", display=True)).get("display") == "block"
    assert _parsed(mathml("x")).get("display") in (None, "inline")


def test_aligned_columns_meet_at_the_sign() -> None:
    """Left sides to the right, right sides to the left, by classes."""
    cells = _parsed(mathml(r"\begin{aligned} a &= b \\ &= c \end{aligned}")).findall(".//mtd")
    sides = [set(cell.get("class", "").split()) & SIDES for cell in cells]
    assert sides == [{"text-align-right"}, {"text-align-left"}] * 2


SIDES = {"text-align-left", "text-align-right"}


def test_characters_are_escaped() -> None:
    """A formula cannot close its element."""
    assert "".join(_parsed(mathml("a < b > c")).itertext()) == "a<b>c"


def test_a_definition_ends_with_its_formula() -> None:
    """What one question defines, the next does not see."""
    assert mathml(r"\newcommand{\mine}{y} \mine") == mathml(r"\newcommand{\mine}{y} \mine")
    with pytest.raises(LatexError):
        mathml(r"\mine")
