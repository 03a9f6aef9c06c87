"""checks.py and solution.py of an installed pack, in their jail."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from heldout.authored import Authors
from heldout.errors import PackError
from heldout.grading.checks import Checks, load_checks

CHECKS = """
import numpy as np
from heldout.authoring import point

TOLERANCE = (1e-9, 1e-7)
POINTS = {"zero": point("any x", x=np.zeros(1))}
EXAMPLE = {"x": np.ones(2)}

def inputs(draw):
    (size,) = draw.sizes("N")
    return {"x": draw.numbers(size)}

def second_opinion(x):
    return np.array([2 * value for value in x.tolist()])
"""
SOLUTION = "def twice(x):\n    return x + x\n"


def load(folder: Path, authors: Authors, checks: str = CHECKS, solution: str = SOLUTION) -> Checks:
    """The checks, as a verdict on an installed pack's question loads them."""
    (folder / "checks.py").write_text(checks, encoding="utf-8")
    (folder / "solution.py").write_text(solution, encoding="utf-8")
    return load_checks(folder, "twice", partial(authors.open_task, folder, shipped=False))


def refusal(folder: Path, authors: Authors, checks: str, solution: str = SOLUTION) -> PackError:
    """What is said when a verdict begins."""
    with pytest.raises(PackError) as caught:
        run(folder, authors, checks, solution)
    return caught.value


def run(folder: Path, authors: Authors, checks: str, solution: str) -> None:
    """Ask for the result of every case."""
    loaded = load(folder, authors, checks, solution)
    for case in loaded.cases(1):
        loaded.expected(case.arguments)


def test_what_a_verdict_asks_comes_at_once(
    tmp_path: Path, authors: Authors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty cases with their results and tolerances are one question, not sixty."""
    checks = load(tmp_path, authors)
    asked: list[str] = []
    real = checks.ask

    def count(method: str, *details: object) -> object:
        asked.append(method)
        return real(method, *details)

    object.__setattr__(checks, "ask", count)
    try:
        for case in checks.cases(1):
            assert checks.expected(case.arguments).tolist() == (2 * case.arguments["x"]).tolist()
            assert checks.tolerance(case.arguments).relative == 1e-7
    finally:
        object.__setattr__(checks, "ask", real)
    assert asked == ["prepared"]


def test_a_changed_file_is_read_again(tmp_path: Path, authors: Authors) -> None:
    """While the author works at it."""
    load(tmp_path, authors)
    other = load(tmp_path, authors, solution="def twice(x):\n    return 3 * x\n")
    assert other.expected(other.example).tolist() == [3.0, 3.0]


@pytest.mark.parametrize(
    ("checks", "solution", "file", "line", "message"),
    [
        (CHECKS, "def once(x): pass\n", "solution.py", None, "must define twice()"),
        (CHECKS.replace("EXAMPLE", "E"), SOLUTION, "checks.py", None, "must define EXAMPLE"),
        (CHECKS.replace("inputs", "i"), SOLUTION, "checks.py", None, "must define inputs()"),
        (CHECKS, "def twice(x):\n    return x / None\n", "solution.py", 2, "raised TypeError"),
        (CHECKS, "def twice(x):\n    return object()\n", "checks.py", None, "given object"),
        (CHECKS + "\n1 / 0\n", SOLUTION, "checks.py", 16, "raised ZeroDivisionError"),
        (CHECKS, "import os\nos._exit(0)\n", "checks.py", None, "was stopped"),
        (CHECKS, "def twice(x):\n    open('/etc/passwd')\n", "solution.py", 2, "Error"),
        (CHECKS, "def twice(x):\n    return\n    (\n", "solution.py", 3, "must be valid Python"),
        (
            CHECKS + "\nfrom heldout.authoring.task import Task\nTask.declared = lambda s: {}\n",
            SOLUTION,
            "checks.py",
            None,
            "must declare what docs/authoring.md says",
        ),
        (
            CHECKS + "\nfrom heldout.authoring.task import Task\nTask.prepared = lambda s, *a: 5\n",
            SOLUTION,
            "checks.py",
            None,
            "must be asked as docs/authoring.md says",
        ),
        (CHECKS + "\nimport heldout.store\n", SOLUTION, "checks.py", 16, "No module named"),
    ],
)
def test_a_fault_is_a_problem_of_its_file(
    tmp_path: Path,
    authors: Authors,
    checks: str,
    solution: str,
    file: str,
    line: int | None,
    message: str,
) -> None:
    """Honest or hostile, with the line where there is one."""
    error = refusal(tmp_path, authors, checks, solution)
    assert message in error.message
    assert (error.file.name, error.line) == (file, line)
