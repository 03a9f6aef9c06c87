"""Sound questions for tests to plant one fault in: a drawn one and one that asks for code."""

from __future__ import annotations

from pathlib import Path

from heldout.grading import read_spec
from heldout.questions import load_pack
from heldout.records import Question
from heldout.verification import Problem, QuestionReport

from ..questions.packs import PACK, QUESTION, write_pack

__all__ = ["CODE_FILES", "only_problem", "plant", "question_in", "write_coded", "write_drawn"]

STATEMENT = (
    QUESTION.replace("adding", "centring")
    .replace("kind: number", "kind: code\nfunction: centre")
    .replace("subtracted: You took @{b} away.", "doubled: You took twice the mean away.")
    .replace("What is $@{a} @{b|signed}$?", "Take the mean away: $x - \\bar{x}$.")
    .replace("It is @{a + b}.", "Subtract.")
)

CHECKS = """\
import numpy as np

from heldout.authoring import point

TOLERANCE = (1e-9, 1e-7)
POINTS = {"one number": point("Take the mean away", x=np.array([3.0]))}
EXAMPLE = {"x": np.array([1.0, 3.0])}


def inputs(draw):
    return {"x": draw.numbers(*draw.sizes("entries"), centre=2.0)}


def properties(arguments, output):
    if abs(output.sum()) > 1e-6:
        yield "The result must sum to zero."


def second_opinion(x):
    mean = sum(x.tolist()) / len(x)
    return np.array([value - mean for value in x.tolist()])
"""

CODE_FILES = {
    "question.md": STATEMENT,
    "starter.py": "def centre(x):\n    ...\n",
    "solution.py": "def centre(x):\n    return x - x.mean()\n",
    "checks.py": CHECKS,
    "attempts/right-sum.py": "def centre(x):\n    return x - x.sum() / len(x)\n",
    "attempts/wrong-doubled.py": "# expect: doubled\ndef centre(x):\n    return x - 2 * x.mean()\n",
    "attempts/wrong-in-place.py": (
        "# expect: changed-argument\ndef centre(x):\n    x -= x.mean()\n    return x + 0.0\n"
    ),
}


def write_drawn(pack: Path) -> Path:
    """The folder of the drawn question `adding`, in a pack of its own."""
    return write_pack(pack) / "adding"


def write_coded(pack: Path) -> Path:
    """The folder of the code question `centring`, in a pack of its own."""
    folder = pack / "centring"
    (folder / "attempts").mkdir(parents=True)
    (pack / "pack.toml").write_text(PACK, encoding="utf-8")
    for name, text in CODE_FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def plant(folder: Path, name: str, before: str, after: str) -> Question:
    """The question after that one change to a file, which must hold `before` exactly once."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, (name, before)
    file.write_text(text.replace(before, after), encoding="utf-8")
    return question_in(folder)


def question_in(folder: Path) -> Question:
    """The question in that folder, which must load."""
    pack = load_pack(folder.parent, read_spec)
    assert pack.problems == ()
    return pack.questions[folder.name]


def only_problem(report: QuestionReport) -> Problem:
    """The one problem of the report, or the first of many that read the same."""
    assert report.problems
    assert len({problem.message for problem in report.problems}) == 1, report.problems
    return report.problems[0]
