"""What a grader is given in these tests: the shared judge, nobody who listens, a fixed seed."""

from __future__ import annotations

from typing import Any

import pytest

from heldout.grading import Bench, grade
from heldout.records import ReplyValue, VariantPart, Verdict
from heldout.sandbox import Judge

from .parts import Grade


@pytest.fixture
def bench(judge: Judge) -> Bench:
    """A bench on which every draw is the same."""
    return Bench(judge, lambda _: None, seed=7)


@pytest.fixture
def verdict(bench: Bench) -> Grade:
    """Grades a reply to a part: `verdict(part, "0.5")`."""

    def on(part: VariantPart, reply: ReplyValue, **changes: Any) -> Verdict:
        return grade(part, reply, Bench(**{**bench.__dict__, **changes}))

    return on
