"""Markdown as a terminal shows it."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from heldout.typeset.terminal import inline, terminal, verbatim


def shown(renderable, width: int = 40, *, colour: bool = False) -> str:
    """The text, line by line, without the spaces at the ends of lines."""
    file = io.StringIO()
    console = Console(
        file=file, width=width, markup=False, highlight=False, emoji=False, force_terminal=colour
    )
    console.print(renderable)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())


def test_paragraphs_stand_apart_and_wrap():
    """One empty line between, and no line over the width."""
    text = shown(terminal("One two three four five six seven.\n\nEight."), 16)
    assert text == "One two three\nfour five six\nseven.\n\nEight."


def test_markup_of_the_console_is_not_obeyed():
    """Square brackets and colons are text."""
    assert shown(terminal("see \\[bold\\] :smile: [x]")) == "see [bold] :smile: [x]"


def test_lists_hang_and_nest():
    """Further lines of an item stand below its first; numbers are kept and aligned."""
    assert shown(terminal("- one two three four\n  - deep\n- two"), 14) == (
        "• one two\n  three four\n  • deep\n• two"
    )
    assert shown(terminal("9. nine\n10. ten")) == " 9. nine\n10. ten"


def test_a_loose_list_keeps_its_air():
    """Items with paragraphs are set apart, as in Markdown."""
    assert shown(terminal("- a\n\n- b")) == "• a\n\n• b"


def test_code_is_indented_and_kept_as_it_is():
    """Indentation survives; nothing in it is taken for Markdown or mathematics."""
    assert shown(terminal("```python\nif x:\n    y = '*a* $b$'\n```")) == (
        "  if x:\n      y = '*a* $b$'"
    )


@pytest.mark.parametrize("language", ["python", "", "no-such-language", "python extra words"])
def test_any_language_will_do(language):
    """An unknown one is plain text."""
    assert shown(terminal(f"```{language}\nx = 1\n```")) == "  x = 1"


def test_code_has_colours_where_there_are_some():
    """The keyword is coloured."""
    assert "\x1b[" in shown(terminal("```python\ndef f(): pass\n```"), colour=True)


def test_mathematics_is_set_in_unicode():
    """In a line, and displayed with a line for each row."""
    assert shown(terminal("so $\\frac{a}{2}$ it is")) == "so a/2 it is"
    block = "$$\n\\begin{aligned}a&=b\\\\c&=d\\end{aligned}\n$$"
    assert shown(terminal(block)) == "    a = b\n    c = d"


def test_unreadable_mathematics_is_shown_as_written():
    """Better its source than nothing."""
    assert shown(terminal("so $\\frac{a}$ then")) == "so $\\frac{a}$ then"
    assert shown(terminal("$$\n\\frac{a}\n$$")) == "    \\frac{a}"


def test_tables_have_heads_and_sides():
    """Numbers stand to the right where the author wants it."""
    text = shown(terminal("| name | n |\n|---|--:|\n| $x^2$ | 1 |\n| b | 100 |"))
    head, _, first, second = text.splitlines()
    assert head.split() == ["name", "n"]
    assert first.split() == ["x²", "1"]
    assert first.index("1") == second.index("100") + 2


def test_the_rest_of_the_dialect():
    """Headings, quotes, rules, links, breaks and images all leave their words."""
    text = shown(
        terminal("# Title\n\n> quoted\n\n---\n\n[here](http://x.y) a\\\nb ![picture](p.png)\n"), 60
    )
    for words in ("Title", "│ quoted", "────", "here (http://x.y) a\nb [picture]"):
        assert words in text


def test_an_address_is_not_said_twice():
    """A link whose text is its address."""
    assert shown(terminal("<http://x.y>")) == "http://x.y"


def test_one_line_for_a_cell():
    """Inline Markdown alone."""
    assert inline("the `x` of **$x^2$**").plain == "the x of x²"
    assert inline("").plain == ""


def test_verbatim_text_cannot_steer_the_terminal():
    """Escape sequences, bells and direction marks become visible characters."""
    text = verbatim("a\x1b[31mred\x07\x9b2J\u202eb\x7f\r").plain
    assert text == "a␛[31mred␇\\u009b2J\\u202eb␡␍"


@given(st.text())
def test_no_control_character_survives(text):
    """Only line ends do; whatever else could move a cursor does not."""
    left = set(verbatim(text).plain)
    assert not left & (set(map(chr, range(32))) - {"\n"})
    assert not left & set(map(chr, range(0x7F, 0xA0)))


@given(st.text(max_size=200), st.integers(1, 120))
def test_any_text_can_be_shown_at_any_width(markdown, width):
    """Nothing that an author writes makes the terminal fail."""
    shown(terminal(markdown), width)


BLOCKS = st.sampled_from(
    [
        *("word ", "$x^2$ ", "`code` ", "**b** ", "\n", "\n\n", "- ", "1. ", "> ", "    ", "# "),
        *("```\n", "$$\n", "| a | b |\n|---|---|\n", "| c |", "---\n", "[l](u) ", "![i](u) ", "\\"),
    ]
)


@given(st.lists(BLOCKS, max_size=25).map("".join), st.integers(8, 60))
def test_no_line_is_wider_than_the_terminal(markdown, width):
    """Whatever is nested in whatever, as long as there is room to nest."""
    text = shown(terminal(markdown), width)
    if markdown.count("> ") + markdown.count("- ") + markdown.count("1. ") < 3:
        assert all(len(line) <= width for line in text.splitlines())
