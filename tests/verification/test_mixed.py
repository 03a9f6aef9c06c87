"""Both halves of a question with code beside other parts are proven."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from heldout.verification import Report, verify

MODEL = Path(__file__).parents[1] / "web" / "pack"
Edit = Callable[[str], str]


def report_on(folder: Path, file: str = "question.md", edit: Edit = str) -> Report:
    """What is found on the question `mend-double`, after a change to one file of it."""
    shutil.copy(MODEL / "pack.toml", folder)
    place = shutil.copytree(MODEL / "mend-double", folder / "mend-double")
    text = (place / file).read_text(encoding="utf-8")
    (place / file).write_text(edit(text), encoding="utf-8")
    return verify([place], seeds=12)


def test_a_sound_question_has_no_problems(tmp_path: Path) -> None:
    """Its variants are drawn, and its solution is mutated."""
    report = report_on(tmp_path)
    assert report.good, report.problems
    (question,) = report.questions
    assert question.seeds == 12
    assert question.tally.tried


@pytest.mark.parametrize(
    ("file", "edit", "said"),
    [
        ("variant.py", lambda text: text.replace('["return"]', "[5]"), "must not equal the right"),
        ("variant.py", lambda text: text.replace('", "*"', '", "+"'), "the starter must not pass"),
        ("solution.py", lambda text: text.replace("x + x", "x * x"), "second_opinion() differs"),
        (
            "question.md",
            lambda text: text.replace("  squared:", "  cubed: No.\n  squared:"),
            "mistake cubed must occur in a quarter of all draws",
        ),
        (
            "attempts/wrong-squared.py",
            lambda text: text.replace("x * x", "x + x"),
            "must be graded below 1.0",
        ),
    ],
)
def test_a_fault_in_either_half_is_found(tmp_path: Path, file: str, edit: Edit, said: str) -> None:
    """Wherever it lies."""
    report = report_on(tmp_path, file, edit)
    assert said in " ".join(problem.message for problem in report.problems)


FIXED = """\
def answers(values):
    return {"fault": ["return"], "cause": "operator"}


second_opinion = answers
"""


def test_a_question_without_draws_is_tried_once(tmp_path: Path) -> None:
    """The listing is starter.py, and one seed shows all."""
    shutil.copy(MODEL / "pack.toml", tmp_path)
    place = shutil.copytree(MODEL / "mend-double", tmp_path / "mend-double")
    text = (place / "question.md").read_text(encoding="utf-8")
    text = text.replace(": program", ": starter.py").replace("  blamed-return: The", "  # The")
    text = text.replace("  unread: Every", "  # Every")
    (place / "question.md").write_text(text, encoding="utf-8")
    (place / "variant.py").write_text(FIXED, encoding="utf-8")
    (place / "starter.py").write_text("def double(x):\n    return x * x\n", encoding="utf-8")
    report = verify([place])
    assert report.good, report.problems
    assert report.questions[0].seeds == 1
