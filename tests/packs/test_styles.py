"""No right answer is refused for its style, and no slip that can happen in any task passes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from heldout.authored import Authors, load_module
from heldout.grading import Bench, grade, read_spec
from heldout.questions import load_library, make_variant, shipped_packs
from heldout.records import Question, Verdict
from heldout.sandbox import Judge

from ..grading.coded import load_checks

TASKS: dict[str, Question] = {
    question.id: question
    for question in load_library(shipped_packs(), read_spec).questions.values()
    for part in question.parts
    if part.kind == "code"
    and part.spec.language == "numpy"
    and not (question.folder / "driver.py").exists()
}

STYLES = {
    # Results in Fortran order, or as every other entry of a larger array.
    "memory": """
def _restyle(value):
    if isinstance(value, np.ndarray) and value.ndim > 1:
        return np.array(value, order="F")
    if isinstance(value, np.ndarray) and value.ndim == 1:
        return np.repeat(value, 2)[::2]
    if isinstance(value, (list, tuple)):
        return type(value)(map(_restyle, value))
    return value
""",
    # Numbers as Python's own, as NumPy's would be without `.item()`, and the other way round.
    "scalars": """
def _restyle(value):
    if isinstance(value, np.generic):
        return value.item()
    if type(value) is float:
        return np.float64(value)
    if type(value) is int and abs(value) < 2**63:
        return np.int64(value)
    if type(value) is bool:
        return np.bool_(value)
    if isinstance(value, (list, tuple)):
        return type(value)(map(_restyle, value))
    return value
""",
}

STYLED = """
import copy
import functools
import numpy as np

_answer = THE_ANSWER


@functools.wraps(_answer)
def THE_ANSWER(*positional, **named):
    # What is changed in place is a copy.
    return _restyle(_answer(*copy.deepcopy(positional), **copy.deepcopy(named)))
"""

IGNORING = """
import functools
import inspect

_answer = THE_ANSWER


@functools.wraps(_answer)
def THE_ANSWER(*positional, **named):
    given = inspect.signature(_answer).bind(*positional, **named)
    given.arguments.pop("{option}", None)
    return _answer(**given.arguments)
"""

CHANGING = """
import functools
import numpy as np

_answer = THE_ANSWER


@functools.wraps(_answer)
def THE_ANSWER(*positional, **named):
    result = _answer(*positional, **named)
    for value in (*positional, *named.values()):
        if isinstance(value, np.ndarray) and value.size and value.flags.writeable:
            value[...] = np.roll(value, 1) + 1
    return result
"""

KEEPING = """
import functools
import numpy as np

_answer = THE_ANSWER
_kept = {}


@functools.wraps(_answer)
def THE_ANSWER(*positional, **named):
    for place, value in enumerate(positional):
        if isinstance(value, np.ndarray):
            positional = list(positional)
            positional[place] = _kept.setdefault((place, value.shape), value.copy())
            break
    return _answer(*positional, **named)
"""


def graded(judge: Judge, authors: Authors, name: str, more: str, *, brief: bool) -> Verdict:
    """The verdict on the solution with that below it."""
    question = TASKS[name]
    part = next(p for p in make_variant(question, 0, authors).parts if p.kind == "code")
    source = (question.folder / "solution.py").read_text(encoding="utf-8")
    more = more.replace("THE_ANSWER", part.spec.function)
    bench = Bench(judge, lambda _: None, 3, question.needs, brief=brief)
    return grade(part, source + more, bench)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", sorted(TASKS))
def test_a_right_answer_may_be_written_so(
    name: str, style: str, judge: Judge, authors: Authors
) -> None:
    """The solution, with its results in another form."""
    verdict = graded(judge, authors, name, STYLES[style] + STYLED, brief=False)
    assert verdict.right, [finding.message for finding in verdict.findings]


def reference(name: str) -> Callable[..., Any]:
    """The solution itself."""
    question = TASKS[name]
    (function,) = (p.spec.function for p in question.parts if p.kind == "code")
    return getattr(load_module(question.folder / "solution.py"), function)


def options() -> Iterator[tuple[str, str]]:
    """Each optional parameter of each task."""
    for name in sorted(TASKS):
        for parameter in inspect.signature(reference(name)).parameters.values():
            if parameter.default is not parameter.empty:
                yield name, parameter.name


@pytest.mark.parametrize(("name", "option"), list(options()))
def test_an_option_that_is_ignored_is_noticed(
    name: str, option: str, judge: Judge, authors: Authors
) -> None:
    """Right for its default only."""
    assert not graded(judge, authors, name, IGNORING.format(option=option), brief=True).right


def with_arrays() -> Iterator[str]:
    """The tasks that are given an array which may not be changed."""
    for name in sorted(TASKS):
        checks = load_checks(TASKS[name].folder, reference(name).__name__)
        arrays = [key for key, value in checks.example.items() if isinstance(value, np.ndarray)]
        if set(arrays) - set(checks.may_change):
            yield name


@pytest.mark.parametrize("name", list(with_arrays()))
def test_a_changed_argument_is_noticed(name: str, judge: Judge, authors: Authors) -> None:
    """Whichever array it is, after the result has been made."""
    assert not graded(judge, authors, name, CHANGING, brief=True).right


@pytest.mark.parametrize("name", list(with_arrays()))
def test_what_is_kept_between_calls_is_noticed(name: str, judge: Judge, authors: Authors) -> None:
    """The first array that came for each shape is used again."""
    assert not graded(judge, authors, name, KEEPING, brief=True).right
