"""Drawings by six hands, right and wrong: a shaky hand passes, a wrong idea does not.

Each file of the folder holds one reply to a question of the pack, and the end that it must have:
`right`, `wrong`, or the name of a known mistake. The hands are models of how people draw (mouse,
finger, trackpad, haste, a tremor, typed points), put through the resolution of the page.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from heldout.authored import Authors
from heldout.grading import read_spec
from heldout.questions import load_library, make_variant, shipped_packs
from heldout.questions.library import Library

from .parts import Grade

FILES = sorted((Path(__file__).parent / "drawings").glob("*.txt"))
_HEAD = re.compile(r"# (\S+) (\d+) (\S+)\n# hand: (\w+); idea: (.+)\n# must: (\S+)\n")


@pytest.fixture(scope="module")
def library() -> Library:
    """The questions that are drawn upon."""
    return load_library(shipped_packs(), read_spec)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_drawing_is_judged_by_its_idea(
    file: Path, library: Library, authors: Authors, verdict: Grade
) -> None:
    """Whatever the hand."""
    text = file.read_text(encoding="utf-8")
    head = _HEAD.match(text)
    assert head, file
    question, seed, part_id, _, _, must = head.groups()
    variant = make_variant(library.question(question), int(seed), authors)
    (part,) = [part for part in variant.parts if part.id == part_id]
    found = verdict(part, text[head.end() :])
    assert found.outcome == "graded"
    named = found.findings[0].mistake
    assert ("right" if found.right else named or "wrong") == must


def test_there_are_enough_of_both_and_from_every_hand() -> None:
    """At least forty, a third of them wrong, and each hand drew right and wrong ones."""
    heads = [_HEAD.match(file.read_text(encoding="utf-8")) for file in FILES]
    ends = [(head[4], head[6] == "right") for head in heads if head]
    assert len(ends) == len(FILES) >= 40
    assert sum(not right for _, right in ends) >= len(ends) / 3
    hands = {hand for hand, _ in ends}
    assert len(hands) == 6
    assert set(ends) == {(hand, right) for hand in hands for right in (True, False)}
