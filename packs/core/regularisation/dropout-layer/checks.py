"""What a dropout layer is tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, invalid, point

OUTPUTS = ("results of the calls", "next number of the generator")


def tolerance(arguments):
    """float32 carries seven digits."""
    narrow = any(call[1].dtype == np.float32 for call in arguments["calls"])
    return (1e-5, 1e-5) if narrow else (1e-9, 1e-9)


def inputs(draw):
    """Several calls of both kinds, each forward call with a shape of its own; many zeros."""
    kind = draw.dtype("float64", "float32")
    calls = []
    for _ in range(draw.integer(1, 3)):
        shape = [draw.integer(1, 4) for _ in range(draw.integer(1, 3))]
        x = draw.laid_out(np.maximum(draw.numbers(*shape, centre=0.3), 0.0), kind)
        calls.append(["forward", x, not draw.chance(0.35)])
        for _ in range(draw.one_of(1, 0, 2)):
            calls.append(["backward", draw.numbers(*shape, dtype=kind)])
    return {
        "p": draw.one_of(0.25, 0.1, 0.4, 0.7, 0.8),
        "entropy": draw.integer(0, 10**6),
        "calls": calls,
    }


_X = np.array([[1.0, 0.0, 3.0, -1.0], [-2.0, 0.5, 0.0, 2.0]])
_G = np.array([[1.0, 2.0, -1.0, 3.0], [0.5, 4.0, -3.0, -1.0]])
_TRAIN, _TEST, _BACK = ["forward", _X, True], ["forward", _X, False], ["backward", _G]
_LAST = "the gradient by `x` of the **last** call of `forward`, in the mode of that call"
_ANEW = "each time anew, whatever `p` is"
_NOTHING = "returns the values of `x`, and draws nothing"
_SEVERAL = "It may be called several times, and does not draw."
_RAISES = "Any other `p` must raise `ValueError`, when the layer is made."
_BEFORE = "Before any `forward` it must raise `RuntimeError`."
_LESS = "An entry is dropped (set to 0) where its number is **less than** `p`"
_EQUAL = sorted(np.random.default_rng(3).random(8).tolist())[2]  # one of the numbers drawn there
_SHAPES = "`x` has any shape, also another one at each call"


def _case(says, *calls, p=0.4, entropy=3):
    return point(says, p=p, entropy=entropy, calls=[list(call) for call in calls])


POINTS = {
    "a test pass": _case(_NOTHING, _TEST, _BACK),
    "training after a test pass": _case(_NOTHING, _TEST, _TRAIN, _BACK),
    "a test pass after training": _case(_LAST, _TRAIN, _TEST, _BACK),
    "two training passes": _case(_ANEW, _TRAIN, _BACK, _TRAIN, _BACK),
    "two passes, then back": _case(_LAST, _TRAIN, _TRAIN, _BACK),
    "back three times": _case(_SEVERAL, _TRAIN, _BACK, _BACK, _BACK),
    "nothing dropped": _case(_ANEW, _TRAIN, _BACK, _TRAIN, p=0.0),
    "zeros everywhere": _case(_LAST, ["forward", np.zeros((2, 4)), True], _BACK, p=0.25),
    "a number equal to p": _case(_LESS, _TRAIN, _BACK, p=_EQUAL),
    "another shape": _case(
        _SHAPES, _TRAIN, ["forward", np.ones((5, 1)), True], ["backward", np.ones((5, 1))], p=0.3
    ),
    "a single number": _case(
        _SHAPES, ["forward", np.array(2.0), True], ["backward", np.array(-1.0)], p=0.3
    ),
    "p of one": invalid(_RAISES, "ValueError", p=1.0, entropy=0, calls=[]),
    "p above one": invalid(_RAISES, "ValueError", p=1.5, entropy=0, calls=[]),
    "negative p": invalid(_RAISES, "ValueError", p=-0.1, entropy=0, calls=[]),
    "backward first": invalid(_BEFORE, "RuntimeError", p=0.5, entropy=0, calls=[list(_BACK)]),
}

CREDIT = [
    credit(50, "ordinary sequences of calls"),
    credit(
        20,
        "the state between calls",
        points=(
            "training after a test pass",
            "a test pass after training",
            "two training passes",
            "two passes, then back",
            "back three times",
        ),
    ),
    credit(
        10,
        "errors where they are due",
        points=("p of one", "p above one", "negative p", "backward first"),
    ),
    credit(10, "zeros that are kept", points=("zeros everywhere",)),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

EXAMPLE = {
    "p": 0.5,
    "entropy": 1,
    "calls": [
        ["forward", np.array([4.0, 0.0, 3.0, 1.0]), True],
        ["backward", np.array([1.0, 2.0, 3.0, 4.0])],
    ],
}


def second_opinion(p, entropy, calls):
    """Entry by entry in exact fractions: all numbers drawn in one row, and cut up by the calls."""
    total = sum(call[1].size for call in calls if call[0] == "forward" and call[2])
    *numbers, following = np.random.default_rng(entropy).random(total + 1).tolist()
    results, fates = [], []
    for method, array, *training in calls:
        if method == "forward":
            own = numbers[: array.size] if training[0] else []
            numbers = numbers[len(own) :]
            fates = [u < p for u in own] if own else [None] * array.size
        out = []
        for value, dropped in zip(array.ravel().tolist(), fates, strict=True):
            exact = Fraction(value) if dropped is None else Fraction(value) / (1 - Fraction(p))
            out.append(0.0 if dropped else float(exact))
        results.append(np.array(out).reshape(array.shape))
    return results, following
