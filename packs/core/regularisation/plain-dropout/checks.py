"""What dropout is tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, invalid, laws, point

OUTPUTS = ("out", "grad_x")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-5) if arguments["x"].dtype == np.float32 else (1e-9, 1e-9)


def inputs(draw):
    """Activations as they come behind a ReLU, about half of them 0, in all four modes."""
    shape = draw.sizes(*"abc"[: draw.integer(1, 3)])
    kind = draw.dtype("float64", "float32")
    training = not draw.chance(0.3)
    x = draw.numbers(*shape, centre=draw.one_of(0.5, 2.0))
    return {
        "x": draw.laid_out(np.maximum(x, 0.0), kind),
        "grad_out": draw.numbers(*shape, dtype=kind),
        "noise": draw.between(0.0, 1.0, *shape) if training else None,
        "p": draw.one_of(0.25, 0.1, 0.3, 0.7, 0.8),
        "training": training,
        "inverted": draw.chance(0.5),
    }


def _case(says, **options):
    """Six activations with two zeros among them; the numbers meet the limit of 0.25 exactly."""
    arguments = {
        "x": np.array([[1.0, 0.0, 3.0], [-2.0, 0.5, 0.0]]),
        "grad_out": np.array([[1.0, 2.0, -1.0], [0.5, 4.0, -3.0]]),
        "noise": np.array([[0.1, 0.9, 0.25], [0.7, 0.2, 0.8]]),
        "p": 0.25,
    }
    return point(says, **(arguments | options))


_LESS = "In training an entry is dropped where its number is **less than** `p`"
_DROPPED = "`p` is the probability that an entry is **dropped**, with 0 ≤ p < 1."
_TEST = "With `training=False` nothing is dropped, and `noise` is `None`."
_PLAIN = "at test (`training=False`) all entries are multiplied by the probability of being kept"
_RAISES = "Any other `p` must raise `ValueError`."
_SHAPE = "Both have the same shape, with any number of axes"
_X = {"x": np.array([1.0, 2.0]), "grad_out": np.array([3.0, 4.0])}
_NOISE = {"noise": np.array([0.2, 0.9])}

POINTS = {
    "plain, training": _case(_LESS),
    "inverted, training": _case(_LESS, inverted=True),
    "plain, test": _case(_PLAIN, noise=None, training=False),
    "inverted, test": _case(_TEST, noise=None, training=False, inverted=True),
    "nothing dropped": _case(_DROPPED, p=0.0, noise=np.array([[0.0, 0.5, 0.1], [0.0, 0.9, 0.3]])),
    "nothing dropped, inverted": _case(
        _DROPPED, p=0, noise=np.array([[0.0, 0.5, 0.1], [0.0, 0.9, 0.3]]), inverted=True
    ),
    "all dropped": _case(_LESS, p=0.95, inverted=True),
    "one number": point(
        _SHAPE, x=np.array(2.0), grad_out=np.array(-1.0), noise=np.array(0.6), p=0.5, inverted=True
    ),
    "p of one": invalid(_RAISES, "ValueError", **_X, **_NOISE, p=1.0),
    "p of one at test": invalid(_RAISES, "ValueError", **_X, noise=None, p=1, training=False),
    "negative p": invalid(_RAISES, "ValueError", **_X, **_NOISE, p=-0.1, inverted=True),
}

CREDIT = [
    credit(30, "the output in ordinary cases", output="out"),
    credit(30, "the gradient in ordinary cases", output="grad_x"),
    credit(
        20,
        "the limits: numbers equal to `p`, and `p = 0`",
        points=(
            "plain, training",
            "inverted, training",
            "nothing dropped",
            "nothing dropped, inverted",
        ),
    ),
    credit(
        10,
        "`ValueError` where `p` is no probability of dropping",
        points=("p of one", "p of one at test", "negative p"),
    ),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

LAWS = [
    laws.repeatable(),  # the numbers that decide are handed in
    laws.proportional("x", output=0),
    laws.proportional("grad_out", output=1),
]

EXAMPLE = {
    "x": np.array([4.0, 0.0, 3.0, 1.0]),
    "grad_out": np.array([1.0, 2.0, 3.0, 4.0]),
    "noise": np.array([0.6, 0.9, 0.1, 0.5]),
    "p": 0.2,
}


def second_opinion(x, grad_out, noise, p, training=True, inverted=False):
    """Entry by entry in exact fractions; the gradient is the difference of two outputs."""
    keep = 1 - Fraction(p)

    def forward(value, place):
        if not training:
            return value if inverted else keep * value
        if noise[place] < p:
            return Fraction(0)
        return value / keep if inverted else value

    out, grad = np.zeros(x.shape), np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        value = Fraction(float(x[place]))
        out[place] = forward(value, place)
        slope = forward(value + 1, place) - forward(value, place)
        grad[place] = slope * Fraction(float(grad_out[place]))
    return out, grad
