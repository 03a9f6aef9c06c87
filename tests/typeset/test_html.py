"""Question text as HTML that a strict Content-Security-Policy lets through."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.typeset import html, html_inline, unreadable_math
from heldout.typeset.mathml import as_classes, mathml

TABLE = "| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | $x$ | 3 | 4 |\n"


def test_the_columns_of_a_table_are_aligned_by_classes() -> None:
    """Head and body alike; a column without a colon has none."""
    cells = re.findall(r"<(t[hd])( [^>]*)?>", html(TABLE))
    sides = [' class="text-align-left"', ' class="text-align-center"', ' class="text-align-right"']
    assert cells == [(tag, side) for tag in ("th", "td") for side in [*sides, ""]]


@given(
    st.lists(st.sampled_from([":-", "-:", ":-:", "-"]), min_size=1, max_size=5),
    st.lists(
        st.sampled_from(
            [
                r"$\begin{aligned}a &= b\\ &= c\end{aligned}$",
                r"$\begin{array}{lr:c} a & b & c\\ \hline d & e & f\end{array}$",
                r"$\begin{cases}1 & x > 0\\ 0\end{cases}$",
                "`style=`",
                "*x*",
            ]
        ),
        min_size=5,
        max_size=5,
    ),
)
def test_no_style_attribute_leaves(rules: list[str], cells: list[str]) -> None:
    """Whatever the table and the formulas in it ask for."""
    rows = [cells[: len(rules)], rules, cells[: len(rules)]]
    markup = html("\n".join(f"| {' | '.join(row)} |" for row in rows))
    assert "<table>" in markup
    assert not re.search(r"<[^>]* style=", markup)


@pytest.mark.parametrize(
    ("style", "classes"),
    [
        ("text-align:left", "text-align-left"),
        ("text-align: right; padding-left: 0;", "text-align-right padding-left-0"),
        ("padding-left:1em", "padding-left-1em"),
        ("border-top: 0.05em solid currentcolor", "border-top-0-05em-solid-currentcolor"),
        (" ; ", ""),
    ],
)
def test_each_declaration_becomes_a_class(style: str, classes: str) -> None:
    """In order, with everything but letters and digits as hyphens."""
    assert as_classes(style) == classes


@pytest.mark.parametrize(
    ("latex", "character"),
    [(r"\overline{ab}", "\u203e"), (r"\underline{ab}", "_"), (r"\vec{v}", "→")],
)
def test_no_line_or_arrow_is_a_combining_character(latex: str, character: str) -> None:
    """Those hang to the left of where they are put."""
    markup = mathml(latex)
    assert f">{character}</mo>" in markup
    assert not re.search("[\u0332\u20d7]", markup)


def test_raw_html_stays_text() -> None:
    """Whatever an author or a value of a variant holds."""
    assert html("<script>alert(1)</script> a <b>c</b>") == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; a &lt;b&gt;c&lt;/b&gt;</p>\n"
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "vbscript:x", "data:text/html,x"])
def test_a_link_cannot_run(address: str) -> None:
    """Such an address leaves no link."""
    assert "<a" not in html(f"[x]({address})")


@given(st.text(max_size=60))
def test_only_known_elements_leave(markdown: str) -> None:
    """Any text at all: no script, no handler, nothing but the elements of the dialect."""
    markup = html(markdown)
    assert not re.search(r"<(script|style|iframe|object|form|input)\b", markup)
    assert not re.search(r"<[a-z][^>]*\son\w+=", markup)


def test_an_unreadable_formula_is_shown_as_its_source() -> None:
    """Marked and escaped, inside a line and as a block; the rest of the text is there."""
    marked = '<code class="unreadable-math">\\foo &lt;b&gt;</code>'
    assert html(r"a $\foo <b>$ c") == f"<p>a {marked} c</p>\n"
    assert html_inline(r"$\foo <b>$") == marked
    assert 'class="unreadable-math"' in html("$$\n\\foo\n$$")


def test_each_unreadable_formula_is_told() -> None:
    """With its source, what is wrong, and the character, counted from one."""
    told = unreadable_math("$x$ $ab \\foo$\n\n$$\n\\frac{1\n$$\n\n| $\\bar$ |\n|---|\n")
    assert len(told) == 3
    assert (
        told[0] == r"the formula 'ab \\foo' cannot be read: Unknown command "
        '"\\foo". (character 4)'
    )
    assert unreadable_math("fine: $\\frac{1}{2}$, `$\\foo$`") == []


def test_code_is_coloured_by_classes() -> None:
    """In a language that is known; else it stays as it is."""
    assert '<span class="mi">1</span>' in html("```python\nx = 1 < 2\n```")
    assert html("```klingon\nx < 1\n```") == (
        '<pre><code class="language-klingon">x &lt; 1\n</code></pre>\n'
    )
    assert html("```\nx < 1\n```") == "<pre><code>x &lt; 1\n</code></pre>\n"


def test_a_block_formula_stands_by_itself() -> None:
    """In an element that may scroll; one in a line has none."""
    assert html("$$\nx\n$$").startswith('<div class="math"><math display="block">')
    assert html("$x$").startswith("<p><math>")


def test_a_line_has_no_paragraph() -> None:
    """For labels and cells."""
    assert html_inline("*a* $x$") == "<em>a</em> <math><mi>x</mi></math>"
