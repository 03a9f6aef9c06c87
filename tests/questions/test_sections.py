"""The body of a question, cut at its headings, and lists cut into items."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.errors import PackError
from heldout.questions.sections import Section, split_items, split_sections

FILE = Path("question.md")
titles = st.from_regex(r"[A-Z][a-z]{1,8}( [a-z-]{1,8})?", fullmatch=True)
lines = st.sampled_from(
    ["text", "", "## deeper", "#no heading", "- # item", "`# code`", "Größe 数"]
)
texts = st.lists(lines, max_size=5).map(lambda found: "\n".join(found).strip())


@given(st.dictionaries(titles, texts, max_size=5), st.integers(1, 50))
def test_sections_round_trip(sections: dict[str, str], first: int) -> None:
    """Written out and cut again: names, texts, and the line of each heading."""
    body = "\n\n".join(f"# {name}\n{text}" for name, text in sections.items())
    found = split_sections(body, FILE, first)
    assert {name: section.text for name, section in found.items()} == sections
    rows = body.split("\n")
    assert all(rows[section.line - first] == f"# {name}" for name, section in found.items())


@pytest.mark.parametrize(
    "fence",
    [
        "```\n# not one\n```",
        "```python\n# not one\n```",
        "````\n```\n# not one\n````",
        "```\n# not one\n`````",
        "~~~\n```\n# not one\n~~~",
        "1. item\n   ```\n# not one\n   ```",
    ],
)
def test_a_comment_in_code_is_no_heading(fence: str) -> None:
    """However the fence is drawn; what follows it is cut again."""
    found = split_sections(f"# Prompt\n{fence}\n# Hints\n1. a", FILE, 1)
    assert {name: section.text for name, section in found.items()} == {
        "Prompt": fence,
        "Hints": "1. a",
    }


def test_code_within_a_line_opens_no_fence() -> None:
    """Three backticks round a word are code in a sentence."""
    assert list(split_sections("# A\n```x``` is code\n# B\n", FILE, 1)) == ["A", "B"]


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        (
            "\n\nHello\n# Prompt\n",
            12,
            "must stand under a heading such as '# Prompt'; given 'Hello'",
        ),
        ("#Prompt\n", 10, "given '#Prompt'"),
        ("\n# A\n\n# B\n\n# A\n", 15, "'# A' must come once"),
        ("# A\n\n```python\n# B\n", 12, "must be closed by a line of ```"),
    ],
)
def test_bad_bodies_are_refused_with_their_line(body: str, line: int, message: str) -> None:
    """Counted from the line of the file on which the body begins, here 10."""
    with pytest.raises(PackError) as caught:
        split_sections(body, FILE, 10)
    assert caught.value.line == line
    assert message in caught.value.message


def items(text: str) -> tuple[str, ...]:
    """The items of a section with that text."""
    return split_items(Section("Hints", text, 7), FILE)


words = st.lists(st.sampled_from(["alpha", "$x$", "größer", "- 3"]), min_size=1).map(" ".join)


@given(
    st.lists(words, min_size=1, max_size=12),
    st.sampled_from(["-", "*", "{n}.", "{n})"]),
)
def test_items_round_trip(texts: list[str], marker: str) -> None:
    """With any marker, also where numbers have two digits."""
    rows = [f"{marker.format(n=n)} {text}" for n, text in enumerate(texts, 1)]
    assert items("\n".join(rows)) == tuple(texts)


def test_what_is_indented_belongs_to_the_item() -> None:
    """A second paragraph, a nested list and code, whose own indentation is kept."""
    text = "1. One\n\n   more\n   - deep\n   ```\n   if x:\n       y\n   ```\n10. Two\n    on"
    assert items(text) == ("One\n\nmore\n- deep\n```\nif x:\n    y\n```", "Two\non")


def test_a_line_without_a_marker_goes_on() -> None:
    """As in Markdown."""
    assert items("- One\nand on\n- Two") == ("One\nand on", "Two")


def test_a_list_must_be_one() -> None:
    """A paragraph is named, with the heading's line."""
    with pytest.raises(PackError, match=r"must be a list .* given 'Just text'") as caught:
        items("Just text")
    assert caught.value.line == 7
