"""What an Adam step is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import distinct_sizes, laid_out


def tolerance(arguments):
    """Steps can be far smaller than the parameter, so little is forgiven in float64."""
    return (1e-5, 1e-5) if arguments["param"].dtype == np.float32 else (1e-12, 1e-9)


def inputs(rng, size):
    """Any moment of the training, every hyperparameter off its default at times."""
    shape = distinct_sizes(rng, min(size, 4), int(rng.integers(1, 4)))
    if rng.random() < 0.3:
        shape[rng.integers(len(shape))] = 1
    scale = rng.choice([1e-4, 1.0, 30.0])
    arrays = {
        "param": rng.normal(size=shape),
        "grad": rng.normal(scale=scale, size=shape),
        "m": rng.normal(scale=scale, size=shape),
        "v": rng.uniform(0.0, scale**2, size=shape),
    }
    dtype = rng.choice(["float64", "float64", "float32"])
    arguments = {name: laid_out(rng, array.astype(dtype)) for name, array in arrays.items()}
    arguments["t"] = int(rng.choice([1, 2, 3, 10, 1000]))
    options = {
        "lr": float(rng.choice([0.1, 0.01, 1.0])),
        "beta1": float(rng.choice([0.5, 0.8, 0.0])),
        "beta2": float(rng.choice([0.9, 0.99, 0.5])),
        "eps": float(rng.choice([1e-3, 0.1, 1.0])),
    }
    return arguments | {name: value for name, value in options.items() if rng.random() < 0.6}


def _case(param, grad, m=None, v=None, t=1, **options):
    """A case; without m and v the state is fresh."""
    param, grad = np.array(param, dtype=float), np.array(grad, dtype=float)
    m = np.zeros(param.shape) if m is None else np.array(m, dtype=float)
    v = np.zeros(param.shape) if v is None else np.array(v, dtype=float)
    return {"param": param, "grad": grad, "m": m, "v": v, "t": t, **options}


POINTS = {
    "the first step": _case([1.0, -2.0, 0.5], [100.0, -0.01, 3.0]),
    "a gradient of zero in a fresh state": _case([1.0, -1.0], [0.0, 2.0]),
    "a gradient as small as epsilon": _case([0.0, 0.0, 0.0], [1e-8, -3e-8, 1e-10], lr=1.0),
    "the second step": _case([1.0, 2.0], [0.3, -0.7], [0.05, 0.1], [0.001, 0.004], 2),
    "a gradient that turns round": _case([0.5], [-1.0], [0.9], [0.4], 5, lr=0.1),
    "a gradient that stopped": _case([0.5, 1.0], [0.0, 0.0], [0.2, -0.3], [0.1, 0.2], 7, lr=0.1),
    "after ten thousand steps": _case([3.0], [0.2], [0.1], [0.02], 10_000, lr=0.5),
    "large epsilon": _case([1.0, 1.0], [0.5, -0.25], [0.1, 0.2], [0.3, 0.1], 3, lr=1.0, eps=1.0),
    "betas of zero": _case([1.0], [-4.0], [7.0], [9.0], 3, lr=0.5, beta1=0.0, beta2=0.0, eps=0.5),
    "betas off their defaults": _case(
        [1.0, -1.0], [2.0, 0.5], [0.4, -0.6], [0.9, 1.6], 4, lr=0.25, beta1=0.75, beta2=0.6
    ),
    "a single number": _case(2.0, -0.5, 0.25, 0.5, 2, lr=0.1),
    "a matrix": _case(
        [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]],
        [[0.1, -0.2, 0.3], [-0.4, 0.5, -0.6]],
        [[0.0, 0.1, 0.0], [0.2, 0.0, 0.3]],
        [[0.5, 0.4, 0.3], [0.2, 0.1, 0.6]],
        9,
        lr=0.05,
    ),
}

EXAMPLE = _case([1.0, -2.0], [0.5, 10.0], lr=0.1)


def second_opinion(param, grad, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """Entry by entry in 50 decimal digits.

    The correction is counted out as the sum of a geometric series, the share of t gradients.
    """
    results = tuple(np.zeros(param.shape) for _ in range(3))
    with localcontext(prec=50):
        rate, b1, b2, tiny = (Decimal(number) for number in (lr, beta1, beta2, eps))
        share1 = sum((1 - b1) * b1**k for k in range(t)) if b1 else Decimal(1)
        share2 = sum((1 - b2) * b2**k for k in range(t)) if b2 else Decimal(1)
        for place in np.ndindex(param.shape):
            p, g, a, s = (Decimal(float(array[place])) for array in (param, grad, m, v))
            a += (1 - b1) * (g - a)
            s += (1 - b2) * (g * g - s)
            step = rate * (a / share1) / ((s / share2).sqrt() + tiny)
            for result, value in zip(results, (p - step, a, s), strict=True):
                result[place] = float(value)
    return results
