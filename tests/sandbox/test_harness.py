"""What a child does beside calling: tensors, gradients, watching, counting."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from heldout.sandbox import Judge, Raised, Returned, Value
from heldout.sandbox.harness import invoke

WAYS = [
    *("F.softmax(x, 1)", "x.softmax(1)", "torch.nn.Softmax(1)(x)", "torch.special.softmax(x, 1)"),
    *("torch._softmax(x, 1, False)", "torch.ops.aten.softmax.int(x, 1)", "torch.softmax(x, 1)"),
]
X = np.array([[1.0, -2.0, 0.5], [3.0, 0.0, -1.0]])


def call(judge: Judge, body: str, wishes: dict[str, Any], image: str = "numpy") -> Returned:
    """What `f(x)` gives under these wishes."""
    with judge.start(body, image=image) as session:
        outcome = session.call("f", (X,), wishes=wishes)
    assert isinstance(outcome, Returned), outcome
    return outcome


def test_steps_count_the_lines_of_the_candidates_own_file(judge: Judge) -> None:
    """A loop counts each time round; what NumPy does inside does not."""
    flat = "import numpy as np\ndef f(x):\n    return np.median(x)\n"
    loop = "def f(x):\n    out = 0.0\n    for v in x.ravel():\n        out += v\n    return out\n"
    assert call(judge, flat, {"steps": True}).notes["steps"] <= 3
    assert 12 < call(judge, loop, {"steps": True}).notes["steps"] < 30


def test_the_next_call_is_not_counted_any_more(judge: Judge) -> None:
    """A wish holds for its own call."""
    with judge.start("def f(x):\n    return x + 1\n") as session:
        session.call("f", (X,), wishes={"steps": True})
        outcome = session.call("f", (X,))
    assert isinstance(outcome, Returned)
    assert outcome.notes == {}


@pytest.mark.parametrize(
    ("body", "called"),
    [
        ("return np.convolve(x[0], x[1])", ["numpy.convolve"]),
        ("g = np.convolve\n    return g(x[0], x[1])", ["numpy.convolve"]),
        ("return list(map(np.convolve, x, x))[0]", ["numpy.convolve"]),
        ("return np.exp(x)", ["numpy.exp"]),
        ("return np.linalg.norm(x)", ["numpy.linalg.norm"]),
        ("return x.cumsum()", ["numpy.ndarray.cumsum"]),
        ("return sum(x[0])", ["builtins.sum"]),
        ("return 'np.convolve' and x * 2", []),
    ],
)
def test_calls_are_noticed_under_any_name(judge: Judge, body: str, called: list[str]) -> None:
    """Python functions, builtins, methods and ufuncs, however they are reached."""
    names = [
        *("numpy.convolve", "numpy.exp", "numpy.linalg.norm", "numpy.ndarray.cumsum"),
        *("builtins.sum", "no.such.name"),
    ]
    source = f"import numpy as np\ndef f(x):\n    {body}\n"
    outcome = call(judge, source, {"watch": names})
    assert [name for name in outcome.notes["called"] if name in called] == called
    assert bool(outcome.notes["called"]) is bool(called)


def test_what_was_put_in_place_of_a_ufunc_is_taken_back(judge: Judge) -> None:
    """The function itself is what it was, in the next call too."""
    source = "import numpy as np\ndef f(x):\n    return isinstance(np.exp, np.ufunc)\n"
    with judge.start(source) as session:
        session.call("f", (X,), wishes={"watch": ["numpy.exp"]})
        outcome = session.call("f", (X,))
    assert isinstance(outcome, Returned)
    assert outcome.value is True


class OwnError(ValueError):
    """An exception of a candidate's own."""


def fail(error: BaseException) -> Any:
    """Raises what it is given."""
    raise error


@pytest.mark.parametrize("error", [OwnError("too long"), UnicodeError("too long")])
def test_a_derived_exception_is_raised_as_the_one_that_is_wished(error: ValueError) -> None:
    """With its message, so that the judge can compare names."""
    with pytest.raises(ValueError, match="too long") as caught:
        invoke(fail, [error], {}, {"raises": "ValueError"})
    assert caught.type is ValueError


@pytest.mark.parametrize("wishes", [{}, {"raises": "TypeError"}, {"raises": "no such name"}])
def test_other_exceptions_stay_what_they_are(wishes: dict[str, Any]) -> None:
    """Nothing else becomes what was demanded."""
    with pytest.raises(OwnError):
        invoke(fail, [OwnError("no")], {}, wishes)


def test_a_value_is_returned_all_the_same() -> None:
    """A function that does not raise has its value told."""
    assert invoke(abs, [-3], {}, {"raises": "ValueError"}) == (3, {})


@pytest.mark.torch
class TestTensors:
    """With PyTorch in the child; the judge's side holds arrays only."""

    def test_arrays_go_in_as_tensors_and_come_out_as_arrays(self, judge: Judge) -> None:
        """Nested results too."""
        source = "def f(x):\n    return {'kind': type(x).__name__, 'both': [x * 2, (x.sum(),)]}\n"
        value = call(judge, source, {"tensors": True}, "torch").value
        assert isinstance(value, dict)
        assert value["kind"] == "Tensor"
        np.testing.assert_array_equal(value["both"][0], 2 * X)
        assert value["both"][1][0] == pytest.approx(X.sum())

    def test_gradients_are_those_of_a_fixed_weighted_sum(self, judge: Judge) -> None:
        """Checked against the formula for the square."""
        wishes = {"tensors": True, "gradients": [0]}
        value, (gradient,) = call(judge, "def f(x):\n    return x**2\n", wishes, "torch").value  # type: ignore[misc]
        weights = np.cos(0.7 * np.arange(6) + 0.3).reshape(2, 3)
        np.testing.assert_allclose(value, X**2)
        np.testing.assert_allclose(gradient, 2 * X * weights)

    def test_gradients_are_found_by_place_or_by_the_name_that_was_given(self, judge: Judge) -> None:
        """Whatever the parameters are called, and also where one is None."""
        source = "def f(anything, w, b=None):\n    return anything * w if b is None else b\n"
        wishes: dict[str, Value] = {"tensors": True, "gradients": [0, "w", "b"]}
        with judge.start(source, image="torch") as session:
            outcome = session.call("f", (X,), {"w": 2 * X, "b": None}, wishes=wishes)
        assert isinstance(outcome, Returned)
        _, (first, second, third) = outcome.value  # type: ignore[misc]
        np.testing.assert_allclose(second * 2, first)
        assert third is None

    def test_a_cut_graph_gives_no_gradient(self, judge: Judge) -> None:
        """Which is not the gradient zero."""
        wishes = {"tensors": True, "gradients": [0]}
        value = call(judge, "def f(x):\n    return x.detach() ** 2\n", wishes, "torch").value
        assert isinstance(value, list | tuple)
        assert list(value[1]) == [None]

    def test_an_argument_changed_through_its_tensor_is_told(self, judge: Judge) -> None:
        """They share memory."""
        outcome = call(judge, "def f(x):\n    return x.mul_(2)\n", {"tensors": True}, "torch")
        assert outcome.changed == ("x",)
        assert outcome.aliased == ("x",)

    @pytest.mark.parametrize("way", WAYS)
    def test_operations_are_noticed_however_they_are_spelt(self, judge: Judge, way: str) -> None:
        """At the level to which every spelling comes down."""
        source = f"import torch\nimport torch.nn.functional as F\ndef f(x):\n    return {way}\n"
        wishes = {"tensors": True, "watch": ["aten::softmax"]}
        assert call(judge, source, wishes, "torch").notes["called"] == ["aten::softmax"]
        own = "def f(x):\n    e = x.exp()\n    return e / e.sum(1, keepdim=True)\n"
        assert call(judge, own, wishes, "torch").notes["called"] == []

    def test_what_cannot_be_an_array_is_the_candidates_fault(self, judge: Judge) -> None:
        """A sparse tensor is described, not converted."""
        with judge.start("def f(x):\n    return x.to_sparse()\n", image="torch") as session:
            outcome = session.call("f", (X,), wishes={"tensors": True})
        assert isinstance(outcome, Returned | Raised)
        assert not isinstance(getattr(outcome, "value", None), np.ndarray)
