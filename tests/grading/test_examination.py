"""Shares of the score, laws, growth, forbidden calls: what one submission is put through."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from heldout.records import Finding, Verdict
from heldout.sandbox import Judge, Session

from .coded import CHECKS, SOLUTION, code_part, write_question
from .parts import Grade

SPLIT_SOLUTION = """
import numpy as np

def centre(x, scale=1.0):
    if x.ndim != 2:
        raise ValueError("x must have two axes")
    mean = x.mean(axis=0)
    return (x - mean) * scale, mean
"""

SPLIT_CHECKS = """
import numpy as np
from heldout.authoring import credit, invalid, point

TOLERANCE = (1e-9, 1e-7)
OUTPUTS = ("centred", "mean")
EXAMPLE = {"x": np.array([[1.0, 2.0], [3.0, 6.0]])}
POINTS = {
    "far away": point("any number", x=np.array([[1e9, 2e9], [3e9, 5e9]])),
    "one axis": invalid("two axes, else ValueError", "ValueError", x=np.array([1.0, 2.0])),
}
CREDIT = [
    credit(40, "the centred rows", output="centred"),
    credit(30, "the mean", output="mean"),
    credit(10, "far away", points=("far away",)),
    credit(10, "bad input refused", points=("one axis",)),
    credit(10, "arguments left alone", effects=True),
]

def inputs(draw):
    rows, columns = draw.sizes("N", "D")
    return {"x": draw.numbers(rows, columns), **draw.options(scale=[1.5, 2.0])}
"""


def split(tmp_path: Path, verdict: Grade, source: str) -> Verdict:
    """The verdict on a source for the task with five shares."""
    folder = write_question(tmp_path, checks=SPLIT_CHECKS, solution=SPLIT_SOLUTION)
    return verdict(code_part(folder), source)


def the(verdict: Verdict, kind: str) -> Finding:
    """The one finding of that kind."""
    (found,) = [finding for finding in verdict.findings if finding.kind == kind]
    return found


GUARD = "import os\ndef centre(x, scale=1.0):\n if x.ndim != 2: raise ValueError('two axes')\n"


@pytest.mark.parametrize(
    ("body", "score"),
    [
        (" mean = x.mean(0)\n return (x - mean) * scale, mean", 1.0),
        (" mean = x.mean(0)\n return x - mean, mean", 0.6),  # the scale is left out
        (" mean = x.mean(0)\n return (x - mean) * scale, mean + 1", 0.7),
        (" mean = x.mean(0)\n return (x - mean) * scale * (1 + (x > 1e8)), mean", 0.9),
        (" mean = x.mean(0)\n return (x - mean) * scale, x[0]", 0.5),  # wrong, and a view
        (" return x", 0.1),
    ],
)
def test_each_share_is_earned_by_itself(
    tmp_path: Path, verdict: Grade, body: str, score: float
) -> None:
    """A wrong second value does not cost the first."""
    assert split(tmp_path, verdict, GUARD + body).score == pytest.approx(score)


def test_what_was_earned_is_said(tmp_path: Path, verdict: Grade) -> None:
    """Both what counts and what does not."""
    given = split(tmp_path, verdict, GUARD + " return x - x.mean(0), x.mean(0)")
    message = the(given, "credit").message
    assert "30 % for the mean" in message.split("Not earned")[0]
    assert "40 % for the centred rows" in message.split("Not earned")[1]


def test_a_value_is_called_by_its_name(tmp_path: Path, verdict: Grade) -> None:
    """Rather than by its index."""
    given = split(tmp_path, verdict, GUARD + " return (x - x.mean(0)) * scale, x.mean(0) + 1")
    assert given.findings[0].message.startswith("`mean` is not what was expected")


def test_a_crash_in_one_share_does_not_hide_the_others(tmp_path: Path, verdict: Grade) -> None:
    """The next share begins in a new process."""
    source = (
        GUARD
        + " if x.max() > 1e8: os._exit(0)\n mean = x.mean(0)\n return (x - mean) * scale, mean"
    )
    given = split(tmp_path, verdict, source)
    assert given.score == pytest.approx(0.9)
    assert the(given, "exited").evidence[0].text == "any number"


def test_ending_early_is_worth_nothing(tmp_path: Path, verdict: Grade) -> None:
    """What was not tried in a share has not been earned."""
    source = (
        "import os\nseen = []\ndef centre(x, scale=1.0):\n seen.append(1)\n"
        " if len(seen) > 3: os._exit(0)\n mean = x.mean(0)\n return (x - mean) * scale, mean"
    )
    assert split(tmp_path, verdict, source).score < 0.5


@pytest.mark.parametrize(
    ("body", "kind"),
    [(" return x, x", "no-error"), (" raise TypeError('two axes')", "wrong-error")],
)
def test_an_error_that_must_come_is_looked_for(
    tmp_path: Path, verdict: Grade, body: str, kind: str
) -> None:
    """By its type, and with the words that demand it."""
    source = "def centre(x, scale=1.0):\n if x.ndim == 2:\n  m = x.mean(0)\n" + (
        "  return (x - m) * scale, m\n" + body
    )
    given = split(tmp_path, verdict, source)
    assert given.score == pytest.approx(0.9)
    assert the(given, kind).evidence[0].text == "two axes, else ValueError"


# --- laws -------------------------------------------------------------------------------------

LAW = """
from heldout.authoring import laws
LAWS = [laws.shift_free("x"), laws.bounded(-50, 50)]
"""


def test_a_result_where_an_error_must_come_is_held_against_no_law(
    tmp_path: Path, verdict: Grade
) -> None:
    """There is no result to be like, whatever number of values the task names."""
    checks = SPLIT_CHECKS + LAW.replace('"x")', '"x", output=0)').replace(
        "50, 50", "50, 50, output=0"
    )
    folder = write_question(tmp_path, checks=checks, solution=SPLIT_SOLUTION)
    source = "def centre(x, scale=1.0):\n m = x.mean(axis=0)\n return (x - m) * scale, m + 0.0"
    given = verdict(code_part(folder), source)
    assert given.outcome == "graded"
    assert given.score == pytest.approx(0.9)
    assert [item.label for item in the(given, "no-error").evidence][-1] == "Yours"


def test_a_broken_law_is_a_further_clue(tmp_path: Path, verdict: Grade) -> None:
    """Where the reference is the only right result."""
    part = code_part(write_question(tmp_path, checks=CHECKS + LAW))
    (finding,) = verdict(part, "def centre(x, scale=1.0): return (x + 0.0) * scale").findings
    assert finding.kind == "wrong-value"
    assert finding.evidence[-1].label == "A law that it breaks"
    assert "`x` must change nothing" in finding.evidence[-1].text


FREE = CHECKS.replace("def properties", "def unused") + LAW + "UNIQUE = False\n"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("(x - x.mean(0)) * 3.0", None),
        ("x - x.min(0)", None),
        ("x * 1.0", "must change nothing"),
        ("(x - x.mean(0)) * 1e6", "between -50 and 50"),
        ("x.sum(0)", "must have shape"),
        ("[x]", "must be an array"),
        ("x * float('nan')", "`nan`"),
    ],
)
def test_where_many_results_are_right_laws_are_what_judges(
    tmp_path: Path, verdict: Grade, body: str, said: str | None
) -> None:
    """Nothing is compared with the reference then."""
    part = code_part(write_question(tmp_path, checks=FREE))
    given = verdict(part, f"def centre(x, scale=1.0): return {body}")
    assert given.right is (said is None)
    if said:
        laws = "must change nothing", "between -50 and 50"
        assert (given.findings[0].kind == "broken-law") is (said in laws)
        assert said in given.findings[0].message


# --- growth -----------------------------------------------------------------------------------

STEPS = """
from heldout.authoring import growth
GROWTH = [growth.steps("no loop over rows", 0, (50, 400), lambda n: {"x": np.ones((n, 3))})]
"""
TIME = """
from heldout.authoring import growth
GROWTH = [growth.time("linear", 1, (2000, 16000), lambda n: {"x": np.ones((n, 2))})]
"""
LOOP = (
    "import numpy as np\ndef centre(x, scale=1.0):\n m = x.mean(0)\n"
    " return np.array([[(v - w) * scale for v, w in zip(row, m)] for row in x])"
)
SQUARE = "def centre(x, scale=1.0): return (x - (x[:, None] + 0 * x[None])[:, 0].mean(0)) * scale"


@pytest.mark.parametrize(
    ("demand", "source", "fits"),
    [(STEPS, SOLUTION, True), (STEPS, LOOP, False), (TIME, LOOP, True), (TIME, SOLUTION, True)],
)
def test_cost_may_grow_as_the_statement_says(
    tmp_path: Path, verdict: Grade, demand: str, source: str, fits: bool
) -> None:
    """Steps are counted, the same on every machine; time is compared between sizes."""
    part = code_part(write_question(tmp_path, checks=CHECKS + demand))
    given = verdict(part, source)
    assert given.right is fits
    if not fits:
        assert given.findings[0].kind == "growth"
        assert "to the power 1.0" in given.findings[0].message


def test_time_that_grows_with_the_square_is_told(tmp_path: Path, verdict: Grade) -> None:
    """Sixty-four times the work for eight times the size."""
    smaller = TIME.replace("(2000, 16000)", "(400, 3200)")
    part = code_part(write_question(tmp_path, checks=CHECKS + smaller))
    (finding,) = verdict(part, SQUARE).findings
    assert finding.kind == "growth"
    assert finding.evidence[0].text == "linear"


# --- what may be used -------------------------------------------------------------------------

FORBIDDEN = "\nFORBIDDEN = ('numpy.mean', 'numpy.ndarray.mean', 'numpy.average', 'numpy.add')\n"
SUM = "x.sum(0) / len(x)"


@pytest.mark.parametrize(
    ("head", "mean", "named"),
    [
        ("", SUM, None),
        ("", "x.mean(0)", "numpy.ndarray.mean"),
        ("import numpy as np", "np.mean(x, 0)", "numpy.mean"),
        ("from numpy import average as plus", "plus(x, 0)", "numpy.average"),
        ("import numpy as np", "getattr(np, 'aver' + 'age')(x, axis=0)", "numpy.average"),
        ("import numpy as np", "np.add(x, 0).sum(0) / len(x)", "numpy.add"),
        ("# numpy.mean(x)", f"{SUM} + 0 * len('numpy.mean')", None),
    ],
)
def test_a_forbidden_call_is_noticed_by_the_call(
    tmp_path: Path, verdict: Grade, head: str, mean: str, named: str | None
) -> None:
    """Under any alias; and the name in a comment is no call."""
    part = code_part(write_question(tmp_path, checks=CHECKS + FORBIDDEN))
    given = verdict(part, f"{head}\ndef centre(x, scale=1.0): return (x - {mean}) * scale")
    assert given.right is (named is None)
    if named:
        assert (given.findings[0].kind, given.score) == ("forbidden-call", 0.0)
        assert f"`{named}`" in given.findings[0].message


def test_the_page_says_what_the_score_is_made_of(tmp_path: Path) -> None:
    """Where there is more than one share."""
    from heldout.grading import code

    folder = write_question(tmp_path / "a", checks=SPLIT_CHECKS, solution=SPLIT_SOLUTION)
    assert "Score: 40 % for the centred rows; 30 % for the mean;" in code.example(code_part(folder))
    assert "Score" not in code.example(code_part(write_question(tmp_path / "b")))


# --- tolerance --------------------------------------------------------------------------------

OWN = CHECKS.replace("TOLERANCE = (1e-9, 1e-7)\n", "")


def test_without_a_stated_tolerance_conditioning_is_allowed_for(
    tmp_path: Path, verdict: Grade
) -> None:
    """Nobody can centre numbers near 1e12 to nine decimals."""
    far = OWN.replace("x=np.array([[1.0, 2.0]])", "x=1e12 + np.arange(12.0).reshape(6, 2) / 7")
    far = far.replace("def properties", "def unused")
    part = code_part(write_question(tmp_path / "a", checks=far))
    loop = (
        "import numpy as np\ndef centre(x, scale=1.0):\n"
        " m = sum(x[::-1]) / len(x)\n return (x - m) * scale"
    )
    assert verdict(part, loop).right
    assert not verdict(part, loop.replace("/ len(x)", "/ len(x) + 1")).right
    stated = code_part(write_question(tmp_path / "b", checks=far + "TOLERANCE = (1e-9, 1e-7)\n"))
    x = 1e12 + np.arange(12.0).reshape(6, 2) / 7
    assert not np.allclose(sum(x[::-1]) / 6, x.mean(0), rtol=0, atol=1e-9)
    assert not verdict(stated, loop).right


def test_an_endless_loop_is_waited_for_twice_at_most(
    tmp_path: Path, verdict: Grade, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many shares there are: what ran into its limit twice fails the rest untried."""
    folder = write_question(tmp_path, checks=SPLIT_CHECKS, solution=SPLIT_SOLUTION)
    start, again = judge.start, []

    def counted(source: str, **options: Any) -> Session:
        again.append(source)
        return start(source, **options)

    monkeypatch.setattr(judge, "start", counted)
    loop = "def centre(x, scale=1.0):\n while True: pass"
    given = verdict(code_part(folder, seconds=0.2), loop)
    assert given.score == 0.0
    assert len(again) == 1  # beside the process that it began in
