"""What the one-dimensional cross-correlation is tried with."""

import math

import numpy as np

from heldout.authoring import credit, growth, invalid, laws, point


def tolerance(arguments):
    """float32 carries seven digits, and the order of the sum is free."""
    return (1e-4, 1e-4) if arguments["signal"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """None to two leading axes, a kernel that fits once or often, a stride that need not divide."""
    (entries,) = draw.sizes("K")
    length = entries + draw.one_of(2, 0, 1, 3, 5, 8)
    leading = draw.sizes(*"NC"[: draw.one_of(0, 1, 2)])
    kind = draw.dtype("float64", "float32")
    return {
        "signal": draw.numbers(*leading, length, centre=1.0, dtype=kind),
        "kernel": draw.numbers(entries, dtype=kind),
        **draw.options(stride=(2, 3, 1, 5)),
    }


_SIGNAL = np.array([2.0, -1.0, 4.0, 0.5, 3.0, -2.0, 1.0])
_KERNEL = np.array([1.0, -2.0, 0.5])

_FLIPPED = "The kernel is not flipped."
_LEADING = "with any number of leading axes, also none"
_LEAST = "K is at least 1, and no axis is empty."
_COMPLETE = "at all positions where the kernel fits completely"
_RAISES = "A `kernel` longer than the signal, or a `stride` below 1, must raise `ValueError`."

POINTS = {
    "a kernel that is not symmetric": point(_FLIPPED, signal=_SIGNAL, kernel=np.array([1.0, 0.0])),
    "a difference of neighbours": point(_FLIPPED, signal=_SIGNAL, kernel=np.array([-1.0, 1.0])),
    "one weight": point(_LEAST, signal=_SIGNAL, kernel=np.array([-3.0])),
    "a kernel as long as the signal": point(_COMPLETE, signal=_SIGNAL[:3], kernel=_KERNEL),
    "a signal of one entry": point(_LEAST, signal=np.array([4.0]), kernel=np.array([0.25])),
    "two leading axes": point(
        _LEADING, signal=np.arange(24.0).reshape(2, 3, 4) ** 2, kernel=np.array([1.0, -3.0])
    ),
    "as many signals as entries": point(
        _LEADING, signal=np.arange(9.0).reshape(3, 3) ** 2, kernel=np.array([2.0, 1.0, -1.0])
    ),
    "a stride that divides": point(_COMPLETE, signal=_SIGNAL, kernel=_KERNEL, stride=2),
    "a stride that does not divide": point(_COMPLETE, signal=_SIGNAL, kernel=_KERNEL, stride=3),
    "a stride longer than the signal": point(_COMPLETE, signal=_SIGNAL, kernel=_KERNEL, stride=50),
    "a kernel one too long": invalid(
        _RAISES, "ValueError", signal=np.array([1.0, 2.0]), kernel=_KERNEL
    ),
    "a kernel far too long": invalid(
        _RAISES, "ValueError", signal=np.ones((2, 3)), kernel=np.ones(9), stride=2
    ),
    "a stride of 0": invalid(_RAISES, "ValueError", signal=_SIGNAL, kernel=_KERNEL, stride=0),
    "a stride of -1": invalid(_RAISES, "ValueError", signal=_SIGNAL, kernel=_KERNEL, stride=-1),
}

CREDIT = [
    credit(40, "signals of any shape and strides of any size, without a loop over positions"),
    credit(
        30,
        "a single signal and a stride of 1",
        points=(
            "a kernel that is not symmetric",
            "a difference of neighbours",
            "one weight",
            "a kernel as long as the signal",
            "a signal of one entry",
        ),
    ),
    credit(
        20,
        "`ValueError` where the statement demands it",
        points=(
            "a kernel one too long",
            "a kernel far too long",
            "a stride of 0",
            "a stride of -1",
        ),
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [laws.additive("signal"), laws.proportional("kernel")]

FORBIDDEN = {
    "numpy.convolve": "`np.convolve`",
    "numpy.correlate": "`np.correlate`",
    "numpy._core.multiarray.correlate": "`np.correlate`",
    "numpy._core.multiarray.correlate2": "`np.correlate`",
}


def _long(length):
    return {"signal": np.sin(np.arange(length)), "kernel": _KERNEL}


GROWTH = [growth.steps("there must be **no Python loop over positions**", 0, (64, 2048), _long)]

EXAMPLE = {
    "signal": np.array([1.0, 2.0, 4.0, 8.0, 16.0, 32.0]),
    "kernel": np.array([1.0, 0.0, -1.0]),
    "stride": 2,
}


def second_opinion(signal, kernel, stride=1):
    """Position by position, in plain Python."""
    weights = kernel.tolist()
    rows = signal.reshape(-1, signal.shape[-1]).tolist()
    starts = range(0, signal.shape[-1] - len(weights) + 1, stride)
    found = [[_dot(row[i : i + len(weights)], weights) for i in starts] for row in rows]
    return np.array(found).reshape(*signal.shape[:-1], len(starts))


def _dot(window, weights):
    return math.fsum(a * b for a, b in zip(window, weights, strict=True))
