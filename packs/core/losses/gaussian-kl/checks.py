"""What the divergence of Gaussians is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, point


def tolerance(arguments):
    """float32 carries seven digits, and differences lose some."""
    return (1e-4, 1e-4) if arguments["mu_p"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """One to three axes; nothing is standard, and the two are near or far from each other."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)], most=4)
    kind, spread = draw.dtype("float64", "float32"), draw.one_of(1.0, 0.3, 2.0)
    return {
        "mu_p": draw.numbers(*shape, spread=spread, dtype=kind),
        "log_var_p": draw.numbers(*shape, centre=0.5, spread=spread, dtype=kind),
        "mu_q": draw.numbers(*shape, centre=-0.5, spread=spread, dtype=kind),
        "log_var_q": draw.numbers(*shape, spread=spread, dtype=kind),
    }


def _given(says, mu_p, log_var_p, mu_q, log_var_q):
    names = ("mu_p", "log_var_p", "mu_q", "log_var_q")
    arrays = np.broadcast_arrays(mu_p, log_var_p, mu_q, log_var_q)
    return point(says, **{n: np.array(a, float) for n, a in zip(names, arrays, strict=True)})


_EXTREME = "Where both are 1000, or both −1000, and the means agree, the result is 0, not nan."
_RANGE = "Log-variances may lie between −1000 and 1000 in float64"
_SHAPE = "the same shape (…, D), with one axis or more"
_VARIANCE = "the natural logarithms of the **variances**"

POINTS = {
    "equal Gaussians": _given(
        _SHAPE, [[0.5, -2.0, 3.0]], [[1.0, 0.0, -1.0]], [[0.5, -2.0, 3.0]], [[1.0, 0.0, -1.0]]
    ),
    "both a thousand": _given(_EXTREME, [[2.0, 0.0]], 1000.0, [[2.0, 0.0]], 1000.0),
    "both minus a thousand": _given(_EXTREME, [2.0, 0.5, -1.0], -1000.0, [2.0, 0.5, -1.0], -1000.0),
    "both large, and not the same": _given(
        _RANGE, [[3.0, 1.0]], [[901.0, 800.0]], [[0.0, 0.0]], [[900.0, 802.0]]
    ),
    "both tiny, and not the same": _given(
        _RANGE, [[1.0, 0.0]], [[-901.0, -800.0]], [[1.0, 0.0]], [[-900.0, -802.0]]
    ),
    "a wide q": _given(_RANGE, [1.0, -1.0], [0.0, -800.0], [0.0, 0.0], [900.0, 20.0]),
    "variances 1 and 4": _given(_VARIANCE, [0.0], [0.0], [0.0], [np.log(4.0)]),
    "variances 4 and 1": _given(_VARIANCE, [0.0], [np.log(4.0)], [0.0], [0.0]),
    "only the means differ": _given(_SHAPE, [[1.0, 2.0, -3.0]], 0.0, [[0.0, 2.5, 1.0]], 0.0),
    "one entry": _given(
        "no axis of length 0", [[0.3], [1.0]], [[0.2], [-1.0]], [[1.0], [0.5]], [[-0.4], [0.1]]
    ),
    "as many pairs as entries": _given(
        "Along the **last** axis",
        [[0.1, 1.0, 2.0], [0.0, -1.0, 0.5], [2.0, 0.3, 0.0]],
        [[0.0, 0.5, -0.5], [1.0, 0.2, 0.1], [0.3, 0.0, -1.0]],
        [[0.0, 0.0, 1.0], [0.5, 0.5, 0.5], [1.0, 0.0, 0.0]],
        [[0.4, -0.3, 0.0], [0.0, 0.1, 0.2], [-0.2, 0.6, 0.5]],
    ),
}

CREDIT = [
    credit(65, "ordinary Gaussians"),
    credit(
        25,
        "log-variances far from zero",
        points=(
            "both a thousand",
            "both minus a thousand",
            "both large, and not the same",
            "both tiny, and not the same",
            "a wide q",
        ),
    ),
    credit(10, "arguments left alone", effects=True),
]

SURVIVORS = {"mu_p - mu_q → mu_q - mu_p": "equivalent: the difference is squared"}

EXAMPLE = {
    "mu_p": np.array([[0.0, 1.0], [0.0, 0.0]]),
    "log_var_p": np.zeros((2, 2)),
    "mu_q": np.zeros((2, 2)),
    "log_var_q": np.array([[0.0, 0.0], [1.0, -1.0]]),
}


def second_opinion(mu_p, log_var_p, mu_q, log_var_q):
    """Cross-entropy less entropy, entry by entry in 40 decimal digits."""
    result = np.zeros(mu_p.shape[:-1])
    with localcontext(prec=40):
        for place in np.ndindex(result.shape):
            total = Decimal(0)
            for d in range(mu_p.shape[-1]):
                m, s, n, t = (
                    Decimal(float(array[place][d])) for array in (mu_p, log_var_p, mu_q, log_var_q)
                )
                entropy = (1 + s) / 2  # without ln(2 pi) / 2, which is in both
                cross = (t + (s.exp() + (m - n) ** 2) / t.exp()) / 2
                total += cross - entropy
            result[place] = float(total)
    return result
