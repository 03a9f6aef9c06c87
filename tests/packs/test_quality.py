"""The bars that docs/quality.md has to meet; `./test` makes it anew and compares."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from heldout.grading import read_spec
from heldout.questions import load_library, shipped_packs
from heldout.records import Question

PAGE = (Path(__file__).parents[2] / "docs" / "quality.md").read_text(encoding="utf-8")
ALWAYS = ("axis", "accumulate", "shape-index", "transpose", "max-subtraction")
CODED: dict[str, Question] = {
    question.id: question
    for question in load_library(shipped_packs(), read_spec).questions.values()
    if any(part.kind == "code" for part in question.parts)
}
REASONS = ("equivalent", "within", "cannot be seen")


def rows(heading: str) -> dict[str, list[str]]:
    """The cells of the table under that heading, by the first of them."""
    section = PAGE.split(f"## {heading}")[1].split("\n## ")[0]
    lines = [line.strip("| ").split(" | ") for line in section.splitlines() if line[:2] == "| "]
    return {first: rest for first, *rest in lines[1:]}


def test_ninety_nine_of_a_hundred_mutants_are_killed() -> None:
    """Over all kinds and tasks; survivors with a reason count as survivors."""
    tried, killed, _, _ = rows("By kind")["all"]
    assert int(tried) > 1500
    assert int(killed) / int(tried) >= 0.99


@pytest.mark.parametrize("kind", ALWAYS)
def test_every_mutant_of_the_commonest_mistakes_is_killed(kind: str) -> None:
    """None is excused."""
    tried, killed, _, _ = rows("By kind")[kind]
    assert int(tried) > 0
    assert killed == tried


def test_every_task_stands_there() -> None:
    """None more, and none less."""
    assert sorted(rows("By task")) == sorted(CODED)


def test_every_survivor_has_a_reason_of_a_known_kind() -> None:
    """Equivalent, within the tolerance, or not to be seen from outside."""
    for line in PAGE.split("## What nothing notices")[1].splitlines():
        if line.startswith("* "):
            reason = re.split(r"\), line \d+\): |, line \d+\): ", line)[-1]
            assert reason.startswith(REASONS), line


@pytest.mark.parametrize("name", sorted(CODED))
def test_a_task_has_two_right_attempts_and_three_wrong_ones(name: str) -> None:
    """In different styles, and with different mistakes; beside them all that a task needs."""
    question = CODED[name]
    right, wrong = (
        len(list((question.folder / "attempts").glob(f"{way}-*"))) for way in ("right", "wrong")
    )
    assert right >= 2
    assert wrong >= 3
    assert len(question.hints) >= 2
    assert len(question.follow_ups) >= 2
    assert question.references
