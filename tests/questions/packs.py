"""A small pack for tests to damage: one drawn question, in the folder that they are given."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from heldout.grading import read_spec
from heldout.questions import load_pack
from heldout.questions.reading import read_question
from heldout.records import Pack, Question

__all__ = ["BODY", "PACK", "QUESTION", "VARIANT", "load", "read", "write_pack", "write_question"]

PACK = """\
id = "test"
title = "Test"
licence = "CC-BY-4.0"
format = 1

[skills]
"sums/small" = { title = "Small sums" }
"sums/large" = { title = "Large sums", requires = ["sums/small"] }
"""

BODY = """\
# Prompt
What is $@{a} @{b|signed}$?

# Hints
1. Count.
2. Use your fingers.

# Explanation
It is @{a + b}.

# Follow-ups
- And the other way round?
"""

QUESTION = f"""\
---
id: adding
title: Adding
skills: [sums/small]
level: 1
kind: number
mistakes:
  subtracted: You took @{{b}} away.
---
{BODY}"""

VARIANT = """\
def draw(rng):
    return {"a": rng.integer(1, 9), "b": rng.integer(1, 9)}


def answers(values):
    return values["a"] + values["b"]


def second_opinion(values):
    return sum([1] * values["a"] + [1] * values["b"])


def mistakes(values):
    return {"subtracted": values["a"] - values["b"]}
"""


def write_question(
    pack: Path, name: str = "adding", text: str = QUESTION, variant: str | None = VARIANT
) -> Path:
    """The folder of a question with these two files."""
    folder = pack / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "question.md").write_text(text, encoding="utf-8")
    if variant is not None:
        (folder / "variant.py").write_text(variant, encoding="utf-8")
    return folder


def write_pack(pack: Path, text: str = PACK) -> Path:
    """A pack with its one sound question."""
    pack.mkdir(parents=True, exist_ok=True)
    (pack / "pack.toml").write_text(text, encoding="utf-8")
    write_question(pack)
    return pack


def load(pack: Path) -> Pack:
    """The pack as Heldout loads it."""
    return load_pack(pack, read_spec)


def read(folder: Path, text: str, files: Mapping[str, Any] | None = None) -> Question:
    """The question `folder.name` with that text, and further files beside it."""
    write_question(folder.parent, folder.name, text, variant=None)
    for name, content in (files or {}).items():
        (folder / name).write_text(content, encoding="utf-8")
    return read_question(folder, "test", read_spec)
