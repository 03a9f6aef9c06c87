"""What the mended loss is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("loss", "fit", "divergence")
TOLERANCE = (1e-9, 1e-7)


def inputs(draw):
    """Codes that are not standard, noise, and weights of the divergence off the default."""
    count, width, pixels = draw.sizes("n", "d", "p", most=6)
    return {
        "x": draw.numbers(count, pixels),
        "mu": draw.numbers(count, width),
        "log_var": draw.numbers(count, width, centre=draw.one_of(0.0, 1.0, -1.0)),
        "noise": draw.numbers(count, width),
        "weight": draw.numbers(width, pixels),
        **draw.options(beta=(3.0, 0.25, 0.0)),
    }


_X = np.array([[0.5, -1.0, 2.0, 0.0], [1.5, 0.25, -0.5, 1.0], [0.0, 1.0, 1.0, -2.0]])
_MU = np.array([[0.5, -1.0], [0.0, 2.0], [-1.5, 0.25]])
_LOG_VAR = np.array([[0.5, -0.75], [1.0, 0.0], [-2.0, 0.3]])
_NOISE = np.array([[1.0, -0.5], [0.25, 2.0], [-1.0, 0.75]])
_WEIGHT = np.array([[0.5, -0.25, 1.0, 0.0], [0.3, 0.8, -0.6, 0.4]])
_NONE = np.zeros((3, 2))
_CODE = r"The code of an example is $z = \mu + \sigma \epsilon$"
_FIT = r"The fit of an example is $\frac12 \sum_k (x_k - \hat{x}_k)^2$"
_KL = r"its divergence $\frac12 \sum_j (\sigma_j^2 + \mu_j^2 - 1 - \ln \sigma_j^2)$"
_BETA = "the divergence without β"


def _case(says, **change):
    given = {"x": _X, "mu": _MU, "log_var": _LOG_VAR, "noise": _NOISE, "weight": _WEIGHT}
    return point(says, **(given | change))


POINTS = {
    "no noise": _case(_FIT, noise=_NONE),
    "variances of 1": _case(_FIT, log_var=_NONE),
    "noise and other variances": _case(_CODE),
    "small variances": _case(_CODE, log_var=_LOG_VAR - 4.0),
    "the prior itself": _case(_KL, mu=_NONE, log_var=_NONE),
    "only the means are off": _case(_KL, log_var=_NONE),
    "only the variances are off": _case(_KL, mu=_NONE),
    "a weight of 0": _case(_BETA, beta=0.0),
    "a weight of 4": _case(_BETA, beta=4.0),
    "one of everything": point(
        "All sizes are at least 1",
        x=np.array([[0.5]]),
        mu=np.array([[-0.5]]),
        log_var=np.array([[0.25]]),
        noise=np.array([[2.0]]),
        weight=np.array([[1.5]]),
        beta=2.0,
    ),
}

CREDIT = [
    credit(15, "the fit where the noise does not matter", output="fit", points=("no noise",)),
    credit(
        20,
        "the fit of codes that are drawn",
        output="fit",
        points=("noise and other variances", "small variances", "one of everything"),
    ),
    credit(
        15,
        "the divergence of means that are off",
        output="divergence",
        points=("the prior itself", "only the means are off", "variances of 1"),
    ),
    credit(
        20,
        "the divergence of variances that are off",
        output="divergence",
        points=("only the variances are off",),
    ),
    credit(20, "all three, and the weight β"),
    credit(10, "arguments left alone", effects=True),
]

SURVIVORS = {"x - decoded → decoded - x": "equivalent: the error is squared"}

EXAMPLE = {
    "x": np.array([[1.0, 0.0], [0.5, -0.5]]),
    "mu": np.array([[1.0], [0.0]]),
    "log_var": np.array([[0.0], [1.0]]),
    "noise": np.array([[0.5], [-1.0]]),
    "weight": np.array([[1.0, -1.0]]),
}


def second_opinion(x, mu, log_var, noise, weight, beta=1.0):
    """Example by example in plain Python; the divergence as cross-entropy less entropy."""
    fits, divergences = [], []
    for row, means, logs, draws in zip(x, mu, log_var, noise, strict=True):
        deviations = [math.sqrt(math.exp(s)) for s in logs]
        code = [m + s * e for m, s, e in zip(means, deviations, draws, strict=True)]
        decoded = [
            math.tanh(math.fsum(c * w for c, w in zip(code, column, strict=True)))
            for column in weight.T
        ]
        fits.append(math.fsum((a - b) ** 2 for a, b in zip(row, decoded, strict=True)) / 2)
        cross = math.fsum((s * s + m * m) / 2 for m, s in zip(means, deviations, strict=True))
        entropy = math.fsum(0.5 + math.log(s) for s in deviations)
        divergences.append(cross - entropy)
    fit, kl = math.fsum(fits) / len(fits), math.fsum(divergences) / len(fits)
    return fit + beta * kl, fit, kl
