"""What the mended Adam is tried with; each fault has a case that it alone must break."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (1e-12, 1e-9)


def inputs(draw):
    """A bowl of any number of dimensions, every hyperparameter off its default at times."""
    (size,) = draw.sizes("n", most=5)
    return {
        "start": draw.numbers(size, spread=3.0),
        "target": draw.numbers(size),
        "scales": draw.between(0.1, 5.0, size),
        **draw.options(
            steps=(3, 1, 4),
            lr=(0.5, 0.01),
            beta1=(0.5, 0.8),
            beta2=(0.9, 0.5),
            eps=(0.1, 1e-3),
        ),
    }


def _bowl(says, start=(2.0, -3.0), target=(0.5, 1.0), scales=(1.0, 4.0), **options):
    arrays = {"start": start, "target": target, "scales": scales}
    return point(says, **{name: np.array(a, dtype=float) for name, a in arrays.items()}, **options)


_CORRECTED = "corrected for this step only"
_BEGIN = "Both averages begin at zero."
_OUTSIDE = r"with $\epsilon$ **outside** the root"
_ROWS = "the start, then the place after each step. `steps` may be 0."

_STEEP = (1e5, 4e5)  # gradients so large that it does not matter where epsilon stands

POINTS = {
    "one step": _bowl(_BEGIN, scales=_STEEP, steps=1),
    "the first average alone": _bowl(_CORRECTED, scales=_STEEP, steps=4, beta2=0.0),
    "the second average alone": _bowl(_CORRECTED, scales=_STEEP, steps=4, beta1=0.0, beta2=0.9),
    "both averages": _bowl(_CORRECTED, scales=_STEEP, steps=5, beta1=0.7, beta2=0.6, lr=1.5),
    "a flat bowl": _bowl(
        _OUTSIDE, (3e-8, -2e-8), (0.0, 1e-8), (0.5, 1.0), steps=3, lr=1e-9, beta2=0.9
    ),
    "a large epsilon": _bowl(_OUTSIDE, steps=2, eps=1.0),
    "at the bottom": _bowl(_OUTSIDE, (0.5, 1.0), steps=2),
    "no step": _bowl(_ROWS, steps=0),
    "six steps": _bowl(_ROWS),
    "one dimension": _bowl(_ROWS, (4.0,), (1.0,), (2.0,), steps=2),
}

CREDIT = [
    credit(20, "ordinary bowls"),
    credit(15, "the first step", points=("one step",)),
    credit(15, "the first average", points=("the first average alone",)),
    credit(15, "the second average", points=("the second average alone",)),
    credit(10, "both averages together", points=("both averages",)),
    credit(15, "the small number, outside the root", points=("a flat bowl", "a large epsilon")),
    credit(10, "a new array, and arguments left alone", effects=True),
]

EXAMPLE = {
    "start": np.array([2.0, -3.0]),
    "target": np.array([0.0, 1.0]),
    "scales": np.array([1.0, 4.0]),
    "steps": 2,
}


def second_opinion(start, target, scales, steps=6, lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8):
    """Entry by entry in 40 digits; averages as weighted means of all gradients so far."""
    path = np.zeros((steps + 1, len(start)))
    with localcontext(prec=40):
        rate, b1, b2, tiny = (Decimal(number) for number in (lr, beta1, beta2, eps))
        for place in range(len(start)):
            x, bottom, scale = (Decimal(float(a[place])) for a in (start, target, scales))
            slopes = []
            path[0, place] = float(x)
            for t in range(1, steps + 1):
                slopes.append(scale * (x - bottom))
                mean, share1 = _mean(slopes, b1)
                square, share2 = _mean([slope**2 for slope in slopes], b2)
                x -= rate * (mean / share1) / ((square / share2).sqrt() + tiny)
                path[t, place] = float(x)
    return path


def _mean(values, beta):
    """The weighted sum of the values, newest first, and the sum of the weights."""
    weights = [1 - beta]
    for _ in values[1:]:
        weights.append(weights[-1] * beta)
    pairs = zip(weights, reversed(values), strict=True)
    return sum(weight * value for weight, value in pairs), sum(weights)
