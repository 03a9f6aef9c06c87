"""What the way back through layer normalisation is tried with."""

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("grad_x", "grad_gamma", "grad_beta")


def tolerance(arguments):
    """float32 carries seven digits; a mean of a million leaves ten of float64's sixteen."""
    return (1e-3, 1e-3) if arguments["x"].dtype == np.float32 else (1e-8, 1e-7)


def inputs(draw):
    """Rows with a centre and a spread of their own, under none to three leading axes."""
    shape = draw.sizes(*"DNTU"[: draw.one_of(2, 1, 3, 4)], most=6)[::-1]
    kind, rows = draw.dtype("float64", "float32"), (*shape[:-1], 1)
    centre, spread = draw.numbers(*rows, spread=3.0), draw.between(0.5, 3.0, *rows)
    return {
        "grad_out": draw.numbers(*shape, centre=0.5, dtype=kind),
        "x": draw.numbers(*shape, centre=centre, spread=spread, dtype=kind),
        "gamma": draw.numbers(shape[-1], centre=1.0, dtype=kind),
        **draw.options(eps=(0.1, 1e-3, 1.0)),
    }


def _case(says, x, **given):
    """A case whose gradient and scale differ from feature to feature."""
    grad_out = (np.arange(x.size) * 5.0 % 7.0 - 2.0).reshape(x.shape)
    gamma = np.linspace(-0.5, 2.0, x.shape[-1])
    return point(says, **{"grad_out": grad_out, "x": x, "gamma": gamma, **given})


_ROWS = np.array([[1.0, -2.0, 0.5, 4.0], [3.0, 0.0, -1.5, 2.5], [10.0, 14.0, 11.0, 9.0]])
_FAR = 1e6 + np.array([[0.0, 4.0, 5.0, -2.0], [-4.0, 1.0, 2.0, -5.0]]) / 3.0

_LEADING = "with any number of leading axes, also none: (D,), (N, D), (N, T, D) …"
_ROW = "for each row of D numbers by itself"
_ONE = "With no leading axis there is one row."
_MEAN = "float64 data with a mean of a million and a spread"

POINTS = {
    "one row without a batch": _case(_ONE, _ROWS[0]),
    "three rows": _case(_ROW, _ROWS),
    "a sequence": _case(_LEADING, np.arange(24.0).reshape(2, 3, 4) ** 1.5),
    "as many rows as features": _case(_ROW, _ROWS[:, :3]),
    "one feature": _case("D is at least 1.", np.array([[3.0], [-5.0]])),
    "a row of equal numbers": _case(
        "`eps` is positive.", np.array([[7.0, 7.0, 7.0], [1.0, 2.0, 4.0]])
    ),
    "a large epsilon": _case("`eps` is positive.", _ROWS, eps=4.0),
    "the same gradient everywhere": _case(
        "and is used as it is", _ROWS, grad_out=np.ones(_ROWS.shape)
    ),
    "a mean of a million": _case(_MEAN, _FAR),
}

CREDIT = [
    credit(50, "the gradient of `x`", output="grad_x"),
    credit(15, "the gradient of `gamma`", output="grad_gamma"),
    credit(15, "the gradient of `beta`", output="grad_beta"),
    credit(10, "data with a mean of a million", points=("a mean of a million",)),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

LAWS = [
    laws.shift_free("x"),
    laws.sums_to(0.0, -1, output=0),
    laws.proportional("grad_out", output=0),
]

EXAMPLE = {
    "grad_out": np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 2.0]]),
    "x": np.array([[1.0, 2.0, 3.0], [10.0, 10.0, 40.0]]),
    "gamma": np.array([1.0, 1.0, 2.0]),
}


def second_opinion(grad_out, x, gamma, eps=1e-5):
    """No formula of a gradient: the forward pass with a tiny imaginary step on each number."""
    step, count = 1e-30, x.shape[-1]
    nudge = 1j * step * np.eye(count)  # a row for each number that moves
    grad_x = np.zeros(x.shape)
    grad_gamma, grad_beta = np.zeros(count), np.zeros(count)

    def loss(row, scale, shift, slope):
        gap = row - row.sum(axis=-1, keepdims=True) / count
        var = (gap * gap).sum(axis=-1, keepdims=True) / count
        return ((scale * gap * (var + eps) ** -0.5 + shift) * slope).sum(axis=-1).imag / step

    scale = gamma.astype(float)
    for place in np.ndindex(x.shape[:-1]):
        row, slope = x[place].astype(float), grad_out[place].astype(float)
        grad_x[place] = loss(row + nudge, scale, 0.0, slope)
        grad_gamma += loss(row, scale + nudge, 0.0, slope)
        grad_beta += loss(row, scale, nudge, slope)
    return grad_x, grad_gamma, grad_beta
