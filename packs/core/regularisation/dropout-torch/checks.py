"""What a dropout module is tried with."""

import math

import numpy as np

from heldout.authoring import credit, invalid, point

OUTPUTS = ("results", "gradient", "dtypes", "number of parameters")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-5) if arguments["x"].dtype == np.float32 else (1e-9, 1e-9)


_CALLS = (
    ["forward"],
    ["forward", "eval", "forward"],
    ["eval", "forward", "train", "forward"],
    ["eval", "forward"],
    ["eval", "train", "forward", "forward"],
)


def inputs(draw):
    """Activations with many zeros, in both modes, alone and inside a model."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)])
    kind = draw.dtype("float64", "float32")
    return {
        "x": draw.laid_out(np.maximum(draw.numbers(*shape, centre=0.5), 0.0), kind),
        "noise": draw.between(0.0, 1.0, *shape),
        "p": draw.one_of(0.25, 0.1, 0.7, 0.8, None),
        "calls": draw.one_of(*_CALLS),
        "inside": draw.chance(0.4),
    }


_X = np.array([[1.0, 0.0, 3.0], [-2.0, 0.5, 0.0]])
_NOISE = np.array([[0.1, 0.9, 0.25], [0.7, 0.2, 0.8]])


def _case(says, *calls, **other):
    given = {"x": _X, "noise": _NOISE, "p": 0.25, "calls": list(calls), "inside": False}
    return point(says, **(given | other))


_LESS = "dropped (set to 0) where its number is **less than** `p`"
_ALL = "With `p = 1` everything is dropped: zeros, without nan, and so are the gradients."
_MODE = "by `train()` and `eval()` of the module **or of a model that contains it**"
_NEW = "A new module is in training mode."
_TYPE = "the result has its shape and its dtype"
_RAISES = "Any other `p` must raise `ValueError`, when the module is made."
_BAD = {"x": _X, "noise": _NOISE, "calls": ["forward"], "inside": False}

POINTS = {
    "numbers equal to p": _case(_LESS, "forward"),
    "nothing dropped": _case(_LESS, "forward", p=0.0, noise=np.where(_NOISE < 0.5, 0.0, _NOISE)),
    "all dropped": _case(_ALL, "forward", p=1.0),
    "all dropped, as a whole number": _case(_ALL, "forward", p=1),
    "all dropped, at test": _case(_ALL, "eval", "forward", p=1.0),
    "p of one half by default": _case(_NEW, "forward", p=None),
    "evaluation": _case(_MODE, "eval", "forward"),
    "evaluation of a model that contains it": _case(_MODE, "eval", "forward", inside=True),
    "back to training inside a model": _case(
        _MODE, "eval", "forward", "train", "forward", inside=True
    ),
    "float32": _case(_TYPE, "forward", x=_X.astype(np.float32)),
    "float32, all dropped": _case(_TYPE, "forward", x=_X.astype(np.float32), p=1.0),
    "a single number": _case(_TYPE, "forward", x=np.array(2.0), noise=np.array(0.5)),
    "p above one": invalid(_RAISES, "ValueError", **_BAD, p=1.25),
    "negative p": invalid(_RAISES, "ValueError", **_BAD, p=-0.25),
}

CREDIT = [
    credit(20, "the results", output="results"),
    credit(20, "the gradient", output="gradient"),
    credit(10, "the type of the result", output="dtypes"),
    credit(
        20,
        "the mode, also inside a model",
        points=(
            "evaluation",
            "evaluation of a model that contains it",
            "back to training inside a model",
        ),
    ),
    credit(10, "p of one", points=("all dropped", "all dropped, as a whole number")),
    credit(10, "`ValueError` for other p", points=("p above one", "negative p")),
    credit(10, "`x` left alone", effects=True),
]

FORBIDDEN = {
    "aten::dropout": "PyTorch's own dropout",
    "aten::native_dropout": "PyTorch's own dropout",
    "aten::dropout_": "PyTorch's own dropout",
    "aten::bernoulli_": "PyTorch's own dropout",
}

EXAMPLE = {"x": _X, "noise": _NOISE, "p": 0.25, "calls": ["forward"], "inside": False}


def second_opinion(x, noise, p, calls, inside):
    """Entry by entry; the slope is the difference of two outputs."""
    p = 0.5 if p is None else p
    training, results = True, []

    def forward(value, place):
        if not training:
            return value
        return 0.0 if noise[place] < p else value / (1 - p)

    for call in calls:
        if call != "forward":
            training = call == "train"
            continue
        out = np.zeros(x.shape)
        for place in np.ndindex(x.shape):
            out[place] = forward(float(x[place]), place)
        results.append(out.astype(x.dtype))
    gradient = np.zeros(x.shape)
    for k, place in enumerate(np.ndindex(x.shape)):
        gradient[place] = math.cos(0.7 * k + 0.3) * (forward(1.0, place) - forward(0.0, place))
    return results, gradient.astype(x.dtype), [f"torch.{x.dtype}"] * len(results), 0
