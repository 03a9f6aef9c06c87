"""What a normal density is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, invalid, point

OUTPUTS = ("density", "log_density")
TOLERANCE = (1e-300, 1e-9)
PI = Decimal("3.14159265358979323846264338327950288419716939937510582")


def inputs(draw):
    """Values within a few deviations, with one mean and deviation or with arrays of them."""
    shape = draw.sizes(*"abc"[: draw.integer(1, 3)])
    sigma = draw.one_of(0.5, 2.0, 3.0)
    if draw.chance(0.4):
        sigma = draw.between(0.4, 3.0, *draw.one_of(shape, shape[-1:]))
    mu = draw.one_of(0.0, -1.5, 4.0)
    if draw.chance(0.4):
        mu = draw.numbers(*draw.one_of(shape, shape[-1:]), spread=2.0)
    kind = draw.dtype("float64", "int64")
    x = draw.numbers(*shape, centre=1.0, spread=3.0, dtype=kind)
    return {"x": x, **draw.options(mu=(mu,), sigma=(sigma,))}


_FAR = "also where the density itself is rounded to 0"
_EXTREME = r"`sigma` lies between $10^{-200}$ and $10^{200}$"
_WRONG = "Where any `sigma` is 0 or negative, raise `ValueError`."
_BROADCAST = "`mu` and `sigma` are numbers or arrays that broadcast against `x`."
_X = "`x` is an array of float64 or int64 of any shape, also without any axis."

POINTS = {
    "the standard normal": point(_X, x=np.array([0.0, 1.0, -1.0, 2.5])),
    "forty deviations away": point(_FAR, x=np.array([40.0, -50.0, 1e6])),
    "far with a small deviation": point(_FAR, x=np.array([3.0, 2.0]), mu=2.5, sigma=0.001),
    "a tiny deviation": point(_EXTREME, x=np.array([0.0, 1e-200, -2e-200]), mu=0.0, sigma=1e-200),
    "a huge deviation": point(_EXTREME, x=np.array([0.0, 1e200, -3e200]), mu=0.0, sigma=1e200),
    "an array of deviations": point(
        _BROADCAST, x=np.array([0.0, 1.0, 2.0]), mu=1.0, sigma=np.array([0.5, 1.0, 4.0])
    ),
    "a table of means against values": point(
        _BROADCAST,
        x=np.array([0.0, 1.0, 2.0]),
        mu=np.array([[0.0], [1.5]]),
        sigma=np.array([[2.0], [0.5]]),
    ),
    "a single number": point(_X, x=np.array(0.7), mu=0.2, sigma=3.0),
    "integers": point(_X, x=np.array([[-2, 0], [1, 5]]), mu=1, sigma=2),
    "a deviation of zero": invalid(_WRONG, "ValueError", x=np.array([1.0]), sigma=0.0),
    "a negative deviation": invalid(_WRONG, "ValueError", x=np.array([1.0]), sigma=-2.0),
    "one of them zero": invalid(
        _WRONG, "ValueError", x=np.array([1.0, 2.0]), sigma=np.array([1.0, 0.0])
    ),
}

CREDIT = [
    credit(45, "the density", output="density"),
    credit(25, "the log-density", output="log_density"),
    credit(
        15,
        "extreme deviations, and far from the mean",
        points=(
            "forty deviations away",
            "far with a small deviation",
            "a tiny deviation",
            "a huge deviation",
        ),
    ),
    credit(
        10,
        "`ValueError` for a deviation that is none",
        points=("a deviation of zero", "a negative deviation", "one of them zero"),
    ),
    credit(5, "new arrays, and arguments left alone", effects=True),
]

SURVIVORS = {"x - mu → mu - x": "equivalent: only the square of the distance is used"}

EXAMPLE = {"x": np.array([[0.0, 1.0], [2.0, 40.0]]), "mu": 1.0, "sigma": np.array([1.0, 0.5])}


def second_opinion(x, mu=0.0, sigma=1.0):
    """Entry by entry in decimal arithmetic, the density before its logarithm."""
    entries = np.broadcast_arrays(x, mu, sigma)
    density, logarithm = np.zeros(entries[0].shape), np.zeros(entries[0].shape)
    with localcontext() as context:
        context.prec = 40
        context.Emin, context.Emax = -(10**15), 10**15
        for place in np.ndindex(density.shape):
            at, centre, width = (Decimal(part[place].item()) for part in entries)
            value = (-((at - centre) ** 2) / (2 * width**2)).exp() / (width * (2 * PI).sqrt())
            density[place], logarithm[place] = float(value), float(value.ln())
    return density, logarithm
