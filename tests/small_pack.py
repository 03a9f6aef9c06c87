"""A pack of four small questions, written to disk for the tests of the spine."""

from __future__ import annotations

from pathlib import Path

__all__ = ["write_pack", "write_sum"]

SKILLS = """
id = "test"
title = "Test"
licence = "CC-BY-4.0"
format = 1
[skills]
sums = { title = "Sums" }
products = { title = "Products", requires = ["sums"] }
words = { title = "Words" }
"""

BODY = """
# Prompt
What?
{sections}
# Hints
1. First.
2. Second.

# Explanation
Because.

# Follow-ups
- And then?
"""

VARIANT = """
def draw(rng):
    return {{"a": rng.integer(2, 9), "b": rng.integer(2, 9)}}

def answers(values):
    return {answers}

def second_opinion(values):
    return {answers}
"""


def write_question(pack: Path, name: str, head: str, answers: str, sections: str = "") -> None:
    """A question of that name, with its front matter and its truth as Python."""
    folder = pack / name
    folder.mkdir(exist_ok=True)
    front = f"---\nid: {name}\ntitle: {name}\n{head.strip()}\n---\n"
    text = front + BODY.format(sections=sections)
    (folder / "question.md").write_text(text, encoding="utf-8")
    (folder / "variant.py").write_text(VARIANT.format(answers=answers), encoding="utf-8")


def write_sum(pack: Path, *, answers: str = "values['a'] + values['b']") -> None:
    """The question that most tests ask."""
    write_question(pack, "sum", "skills: [sums]\nlevel: 1\nkind: number", answers)


def write_pack(pack: Path) -> Path:
    """One question with one part, one with two, a word, and one that is kept for interviews."""
    pack.mkdir()
    (pack / "pack.toml").write_text(SKILLS, encoding="utf-8")
    write_sum(pack)
    write_question(
        pack,
        "both",
        "skills: [products]\nlevel: 1\nparts:\n  - {id: sum, kind: number}\n"
        "  - {id: product, kind: number}",
        "{'sum': values['a'] + values['b'], 'product': values['a'] * values['b']}",
        "# Part sum\nThe sum?\n# Part product\nThe product?",
    )
    write_question(pack, "word", "skills: [words]\nlevel: 3\nkind: fill", "['momentum']")
    write_question(
        pack, "kept", "skills: [words]\nlevel: 1\npool: interview\nkind: fill", "['momentum']"
    )
    return pack
