"""Properties of an author's own: whose share they cost, and which mistake they may be called."""

from __future__ import annotations

from pathlib import Path

import pytest

from heldout.records import VariantPart

from .coded import code_part, write_question
from .parts import Grade

CHECKS = """
import numpy as np
from heldout.authoring import credit

OUTPUTS = ("half", "double")
CREDIT = [credit(60, "the half", output="half"), credit(40, "the double", output="double")]
TOLERANCE = (1e-6, 1e-6)
EXAMPLE = {"x": np.array([1.0, 2.0], dtype=np.float32)}

def inputs(draw):
    return {"x": draw.numbers(draw.integer(2, 4), dtype="float32")}

def properties(arguments, output):
    if any(array.dtype != np.float32 for array in output):
        yield "Both must be float32, as `x` is."

def second_opinion(x):
    return np.array([v / 2 for v in x], x.dtype), np.array([2 * v for v in x], x.dtype)
"""
SOLUTION = "def centre(x):\n    return x / 2, x * 2\n"
WIDE = "import numpy as np\ndef centre(x):\n    return x / 2, x.astype(np.float64) * 2\n"


@pytest.fixture
def part(tmp_path: Path) -> VariantPart:
    """Two outputs, each with a share, and no share of both."""
    folder = write_question(tmp_path, checks=CHECKS, solution=SOLUTION)
    for file in (folder / "attempts").iterdir():
        file.unlink()
    (folder / "attempts" / "wrong-rows.py").write_text(f"# expect: rows\n{SOLUTION}")
    return code_part(folder)


def test_a_property_costs_the_first_share_where_every_share_has_an_output(
    part: VariantPart, verdict: Grade
) -> None:
    """It would cost nothing otherwise."""
    assert verdict(part, SOLUTION).score == 1.0
    judged = verdict(part, WIDE)
    assert judged.score == pytest.approx(0.4)
    assert "Both must be float32, as `x` is." in judged.findings[0].message


def test_a_broken_property_is_no_mistake_whose_values_are_right(
    part: VariantPart, verdict: Grade
) -> None:
    """The attempt has the same values, and other types."""
    assert all(finding.mistake is None for finding in verdict(part, WIDE).findings)


def test_a_broken_property_is_the_mistake_that_has_its_types(
    part: VariantPart, verdict: Grade
) -> None:
    assert part.folder is not None
    (part.folder / "attempts" / "wrong-rows.py").write_text(f"# expect: rows\n{WIDE}")
    assert "rows" in {finding.mistake for finding in verdict(part, WIDE).findings}
