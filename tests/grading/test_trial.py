"""How a case is handed over."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from heldout.grading.checks import Case, Checks
from heldout.grading.trial import call, put
from heldout.sandbox import Judge, Returned, Session

CHECKS = cast(
    "Checks",
    SimpleNamespace(
        signature=None, function="f", positional=lambda arguments: ([], dict(arguments))
    ),
)


def odd_arrays() -> dict[str, Any]:
    """Layouts that no tensor can share memory with, at every depth."""
    turned, fixed = np.arange(4.0)[::-1], np.arange(3.0)
    fixed.flags.writeable = False
    return {
        "alone": turned,
        "listed": [turned, fixed, 1.5],
        "named": {"w": turned, "deep": ([fixed], "text", None)},
    }


class Recorder:
    """A session that keeps what it was called with."""

    def call(self, function: str, positional: Any, named: Any, wishes: Any) -> Any:
        """The named arguments, as they came."""
        return Returned(named, (), (), "", 0.0)


def test_compiled_code_is_called_one_by_one() -> None:
    """What it prints is not counted, so another call's words could be taken for it."""
    compiled = cast("Checks", SimpleNamespace(**{**vars(CHECKS), "signature": ("f", ("x",))}))
    cases = [Case(None, {"x": turn}) for turn in range(3)]
    trials = put(cast("Session", Recorder()), compiled, cases, lambda case: case.arguments["x"])
    assert [cast("Any", one.outcome).value for one in trials] == [{"x": 0}, {"x": 1}, {"x": 2}]


@pytest.mark.parametrize("tensors", [True, False])
def test_only_tensors_have_their_arrays_copied(tensors: bool) -> None:
    """NumPy code gets every layout that the author's inputs draw."""
    wishes = {"tensors": True} if tensors else {}
    handed: Any = call(cast("Session", Recorder()), CHECKS, odd_arrays(), wishes)
    given = handed.value
    arrays = [
        given["alone"],
        *given["listed"][:2],
        given["named"]["w"],
        given["named"]["deep"][0][0],
    ]
    for array, odd in zip(arrays, [True, True, False, True, False], strict=True):
        assert np.all(array == (np.arange(4.0)[::-1] if odd else np.arange(3.0)))
        assert (array.flags.writeable and min(array.strides) > 0) == tensors
    assert given["listed"][2] == 1.5
    assert given["named"]["deep"][1:] == ("text", None)


@pytest.mark.torch
def test_arrays_at_any_depth_arrive_as_tensors(judge: Judge) -> None:
    """In lists and dictionaries, turned round or read-only."""
    source = (
        "def f(alone, listed, named):\n"
        "    parts = [alone, *listed[:2], named['w'], named['deep'][0][0]]\n"
        "    return [type(part).__name__ for part in parts], [2 * part for part in parts]\n"
    )
    with judge.start(source, image="torch") as session:
        outcome = call(session, CHECKS, odd_arrays(), {"tensors": True})
    assert isinstance(outcome, Returned), outcome
    kinds, doubled = cast("Any", outcome.value)
    assert kinds == ["Tensor"] * 5
    np.testing.assert_array_equal(doubled[1], [6.0, 4.0, 2.0, 0.0])
    np.testing.assert_array_equal(doubled[4], [0.0, 2.0, 4.0])
