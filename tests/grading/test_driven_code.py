"""Kind code with a driver: what is judged is a class, over several calls."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from heldout.authored import Authors
from heldout.errors import PackError
from heldout.grading import code
from heldout.records import VariantPart

from .coded import AUTHORS
from .parts import Grade, make_part

CHECKS = """
import numpy as np
from heldout.authoring import credit

OUTPUTS = ("means", "count")
CREDIT = [credit(60, "the means", output="means"), credit(40, "the count", output="count")]
EXAMPLE = {"rate": 0.5, "steps": np.array([2.0, 4.0])}

def inputs(draw):
    return {"rate": draw.one_of(0.5, 0.1), "steps": draw.numbers(draw.integer(2, 5))}

def second_opinion(rate, steps):
    means = [sum(rate * (1 - rate) ** (t - k) * steps[k] for k in range(t + 1))
             for t in range(len(steps))]
    return means, len(steps)
"""
SOLUTION = """
class Average:
    def __init__(self, rate):
        self.rate, self.mean, self.count = rate, 0.0, 0

    def update(self, x):
        self.mean += self.rate * (x - self.mean)
        self.count += 1
        return self.mean
"""
DRIVER = '''
def drive(answer, rate, steps):
    """All means, and how many there were."""
    average = answer(rate)
    return [float(average.update(float(x))) for x in steps], average.count
'''
SHARED = SOLUTION.replace(
    "self.count += 1", "type(self).n = self.count = getattr(self, 'n', 0) + 1"
)


@pytest.fixture
def part(tmp_path: Path) -> VariantPart:
    """The class `Average`, a running mean."""
    for name, text in {
        "checks": CHECKS,
        "solution": SOLUTION,
        "driver": DRIVER,
        "starter": "class Average: ...\n",
        "attempts/wrong-first-only": "# expect: first-only\n"
        + SOLUTION.replace("self.mean += self.rate * (x - self.mean)", "self.mean = self.rate * x"),
    }.items():
        file = tmp_path / f"{name}.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return make_part(
        "code",
        folder=tmp_path,
        function="Average",
        wrong={"first-only": None},
        open_task=partial(AUTHORS.open_task, tmp_path, shipped=True),
    )


def test_a_right_class_scores_all(part: VariantPart, verdict: Grade) -> None:
    assert verdict(part, SOLUTION).score == 1.0


def test_state_that_outlives_its_object_is_wrong(part: VariantPart, verdict: Grade) -> None:
    """Each case makes an object of its own, in one process."""
    judged = verdict(part, SHARED)
    assert judged.score == 0.6


def test_a_mistake_is_recognised_through_the_driver(part: VariantPart, verdict: Grade) -> None:
    wrong = SOLUTION.replace(
        "self.mean += self.rate * (x - self.mean)", "self.mean = x * self.rate"
    )
    judged = verdict(part, wrong)
    assert [found.mistake for found in judged.findings if found.mistake] == ["first-only"]


def test_a_missing_method_is_told_with_the_line_of_the_driver(
    part: VariantPart, verdict: Grade
) -> None:
    judged = verdict(part, SOLUTION.replace("def update", "def step"))
    assert judged.score == 0.0
    told = " ".join(item.text for item in judged.findings[0].evidence)
    assert "driver.py" in told
    assert "'Average' object has no attribute 'update'" in told


def test_the_page_shows_how_it_is_called(part: VariantPart) -> None:
    shown = code.example(part)
    assert "How it is called, with `Average` as `answer`:" in shown
    assert "def drive(answer, rate, steps):" in shown
    assert ">>> drive(Average, rate=0.5, steps=np.array([2., 4.]))\n([1.0, 2.5], 2)" in shown


def test_a_changed_driver_is_read_again(part: VariantPart, verdict: Grade) -> None:
    assert part.folder is not None
    changed = DRIVER.replace("average = answer(rate)", "average = answer(rate / 2)")
    (part.folder / "driver.py").write_text(changed, encoding="utf-8")
    assert "([0.5, 1.375], 2)" in code.example(part)


def test_a_driver_without_drive_is_the_author_s_fault(part: VariantPart) -> None:
    assert part.folder is not None
    (part.folder / "driver.py").write_text("x = 1\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"must define drive\(\)") as caught:
        code.example(part)
    assert caught.value.file == part.folder / "driver.py"


def test_somebody_else_s_driver_runs_in_their_jail(
    part: VariantPart, authors: Authors, verdict: Grade
) -> None:
    assert part.folder is not None
    theirs = make_part(
        "code",
        folder=part.folder,
        function="Average",
        open_task=partial(authors.open_task, part.folder, shipped=False),
    )
    assert verdict(theirs, SOLUTION).score == 1.0
    assert "([1.0, 2.5], 2)" in code.example(theirs)
