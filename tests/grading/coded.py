"""A question of kind code in a folder: `centre(x)`, which takes the mean of each column away."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from heldout.authored import Authors
from heldout.grading import checks as loading
from heldout.grading.checks import Checks
from heldout.records import VariantPart
from heldout.sandbox import Judge

from .parts import make_part

__all__ = ["CHECKS", "SOLUTION", "code_part", "load_checks", "write_question"]

AUTHORS = Authors(Judge())  # starts nothing: what is opened here counts as ours

SOLUTION = """
import numpy as np

def centre(x, scale=1.0):
    return (x - x.mean(axis=0)) * scale
"""

CHECKS = """
import numpy as np
from heldout.authoring import credit, point

TOLERANCE = (1e-9, 1e-7)
POINTS = {"a single row": point("N is at least 1", x=np.array([[1.0, 2.0]]))}
EXAMPLE = {"x": np.array([[1.0, 2.0], [3.0, 6.0]])}

def inputs(draw):
    rows, columns = draw.sizes("N", "D")
    return {"x": draw.numbers(rows, columns), **draw.options(scale=[1.5, 2.0])}

def properties(arguments, output):
    if not np.allclose(output.sum(axis=0), 0):
        yield "Each column must sum to zero."

def second_opinion(x, scale=1.0):
    columns = [[scale * (v - sum(column) / len(column)) for v in column] for column in x.T.tolist()]
    return np.array(columns).T
"""

ATTEMPTS = {
    "wrong-rows": "# expect: rows\nimport numpy as np\n\ndef centre(x, scale=1.0):\n"
    "    return (x - x.mean(axis=1, keepdims=True)) * scale\n",
    "wrong-in-place": "# expect: changed-argument\nimport numpy as np\n\n"
    "def centre(x, scale=1.0):\n    x -= x.mean(axis=0)\n    return x * scale\n",
    "wrong-unnamed": "def centre(x, scale=1.0):\n    return x\n",
}


def write_question(folder: Path, *, checks: str = CHECKS, solution: str = SOLUTION) -> Path:
    """The files of the question in that folder."""
    (folder / "attempts").mkdir(parents=True, exist_ok=True)
    (folder / "checks.py").write_text(checks, encoding="utf-8")
    (folder / "solution.py").write_text(solution, encoding="utf-8")
    (folder / "starter.py").write_text("def centre(x, scale=1.0): ...\n", encoding="utf-8")
    for name, source in ATTEMPTS.items():
        (folder / "attempts" / f"{name}.py").write_text(source, encoding="utf-8")
    return folder


def load_checks(folder: Path, function: str, language: str = "numpy") -> Checks:
    """The checks of that folder, in this process."""
    opener = partial(AUTHORS.open_task, folder, shipped=True)
    return loading.load_checks(folder, function, opener, language)


def code_part(folder: Path, **fields: object) -> VariantPart:
    """The part over that folder; the mistake `rows` is known."""
    opener = partial(AUTHORS.open_task, folder, shipped=True)
    fields = {"open_task": opener, **fields}
    return make_part("code", folder=folder, function="centre", wrong={"rows": None}, **fields)
