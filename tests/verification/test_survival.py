"""Mutants in the jail: killed, alive, or never loaded, whatever their neighbours do."""

from __future__ import annotations

from pathlib import Path

import pytest

from heldout.errors import JudgeLost
from heldout.sandbox import Judge, Limits
from heldout.verification import survival
from heldout.verification.mutation import Mutant
from heldout.verification.survival import Culling, SolutionFails

from ..grading.coded import load_checks
from .packs import CODE_FILES, write_coded

SOLUTION = CODE_FILES["solution.py"]
MOST = Limits(cpu_seconds=2.0, wall_seconds=6.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound question."""
    return write_coded(tmp_path / "pack")


def prepared(folder: Path, judge: Judge, solution: str) -> Culling:
    """Ready for mutants of that solution."""
    checks = load_checks(folder, "centre")
    culling = Culling(judge, checks, checks.expected, False)
    culling.prepare(checks.cases(1), "numpy", solution, MOST)
    return culling


def settle(folder: Path, judge: Judge, *sources: str, solution: str = SOLUTION) -> dict[str, bool]:
    """What becomes of these, by their place."""
    culling = prepared(folder, judge, solution)
    made = [Mutant("operator", str(place), 1, source) for place, source in enumerate(sources)]
    return {mutant.change: killed for mutant, killed in culling.settle(made)}


def centre(body: str) -> str:
    """A mutant with that body."""
    return f"import numpy as np\ndef centre(x):\n    {body}\n"


def test_wrong_ones_die_and_equal_ones_live(folder: Path, judge: Judge) -> None:
    """In whatever order they come."""
    right, wrong = centre("return x - np.mean(x)"), centre("return x")
    found = settle(folder, judge, wrong, right, wrong, right)
    assert found == {"0": True, "1": False, "2": True, "3": False}


def test_more_than_a_batch(folder: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """All are settled, each once."""
    monkeypatch.setattr(survival, "BATCH", 2)
    found = settle(folder, judge, *[centre(f"return x - {n}") for n in range(5)])
    assert found == {str(n): True for n in range(5)}


def test_one_that_does_not_load_is_left_out(folder: Path, judge: Judge) -> None:
    """By its syntax, or by an error on the way; the others are settled."""
    found = settle(folder, judge, "def centre(:", "1 / 0\n" + SOLUTION, centre("return x"), "x = 1")
    assert found == {"2": True}


@pytest.mark.parametrize(
    "body",
    [
        "while True: pass",
        "import os; os._exit(0)",
        "return np.zeros(1 << 40) + x",
        "raise SystemExit",
    ],
)
def test_one_that_ends_its_process_dies_alone(folder: Path, judge: Judge, body: str) -> None:
    """Those before and after it are judged by what they do."""
    right, wrong = centre("return x - np.mean(x)"), centre("return x")
    found = settle(folder, judge, wrong, right, centre(body), right, wrong)
    assert found == {"0": True, "1": False, "2": True, "3": False, "4": True}


def test_one_that_spoils_its_process_kills_no_other(folder: Path, judge: Judge) -> None:
    """What was settled beside it is settled again alone."""
    spoil = centre("np.mean = None; return x - x.sum() / len(x)")
    right = centre("return x - np.mean(x)")
    assert settle(folder, judge, spoil, right, solution=right) == {"0": False, "1": False}


def test_a_solution_that_fails_is_named(folder: Path, judge: Judge) -> None:
    """Against it no mutant could be judged."""
    with pytest.raises(SolutionFails, match="one number"):
        settle(folder, judge, SOLUTION, solution=centre("return x + 1"))


def test_a_lost_process_kills_nothing(
    folder: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an error of this machine, not a mutant that was noticed."""
    culling = prepared(folder, judge, SOLUTION)

    def start(source: str, **options: object) -> object:
        raise JudgeLost("lost")

    monkeypatch.setattr(judge, "start", start)
    with pytest.raises(JudgeLost, match="lost"):
        list(culling.settle([Mutant("operator", "0", 1, SOLUTION)]))
