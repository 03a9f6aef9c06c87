"""What the mended block is tried with."""

import statistics

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("normed", "out")
TOLERANCE = (1e-9, 1e-7)


def inputs(draw):
    """Tokens with a centre and a spread of their own."""
    tokens, features, hidden = draw.sizes("T", "D", "H", most=6)
    centre, spread = draw.numbers(tokens, 1, spread=3.0), draw.between(0.5, 3.0, tokens, 1)
    return {
        "x": draw.numbers(tokens, features, centre=centre, spread=spread),
        "gamma": draw.numbers(features, centre=1.0),
        "beta": draw.numbers(features),
        "w1": draw.numbers(features, hidden),
        "w2": draw.numbers(hidden, features),
        **draw.options(eps=(0.1, 1e-3, 1.0)),
    }


def _case(says, x, **given):
    """A case with another scale and shift for each feature."""
    features = x.shape[1]
    w1 = np.arange(3.0 * features).reshape(features, 3) % 4.0 - 1.5
    case = {
        "x": x,
        "gamma": np.linspace(0.5, 2.0, features),
        "beta": np.linspace(-1.0, 0.5, features),
        "w1": w1,
        "w2": w1.T + 0.5,
    }
    return point(says, **{**case, **given})


_TOKENS = np.array([[1.0, -2.0, 0.5, 4.0], [3.0, 0.0, -1.5, 2.5], [10.0, 14.0, 11.0, 9.0]])

POINTS = {
    "eps left out": _case(r"`eps` is positive, and $10^{-5}$ where it is left out", _TOKENS),
    "a scale of ones": _case(
        "multiplied by `gamma` **after** that", _TOKENS, gamma=np.ones(4), eps=0.3
    ),
    "tokens around zero": _case(
        "the token's own mean", np.array([[1.0, -1.0, 3.0, -3.0], [2.0, 2.0, -4.0, 0.0]]), eps=0.3
    ),
    "a tiny eps": _case("`eps` is positive", _TOKENS, eps=1e-14),
    "one token": _case("T and D are at least 1", _TOKENS[:1], eps=0.3),
    "one feature": _case("T and D are at least 1", _TOKENS[:, :1], eps=0.3),
    "as many tokens as features": _case("the token's own mean", _TOKENS[:, :3], eps=0.3),
    "a token of equal numbers": _case("`eps` is positive", 0 * _TOKENS + 3.0),
}
CREDIT = [
    credit(30, "the normalised tokens", output="normed"),
    credit(20, "the result of the block", output="out"),
    credit(10, "the default of `eps`", points=("eps left out",)),
    credit(10, "tokens that need no scale", points=("a scale of ones",)),
    credit(10, "tokens with a mean of 0", points=("tokens around zero",)),
    credit(10, "an `eps` of almost nothing", points=("a tiny eps",)),
    credit(10, "new arrays, and arguments left alone", effects=True),
]
LAWS = [laws.shift_free("x", output=0)]
EXAMPLE = {
    "x": np.array([[1.0, 3.0], [0.0, 8.0]]),
    "gamma": np.array([1.0, 2.0]),
    "beta": np.array([0.0, 1.0]),
    "w1": np.eye(2),
    "w2": np.eye(2),
}


def second_opinion(x, gamma, beta, w1, w2, eps=1e-5):
    """Number by number, with the statistics module."""
    normed, out = np.zeros(x.shape), np.zeros(x.shape)
    for t, token in enumerate(x.tolist()):
        centre = statistics.fmean(token)
        width = (statistics.pvariance(token) + eps) ** 0.5
        row = [(v - centre) / width * g + b for v, g, b in zip(token, gamma, beta, strict=True)]
        units = [max(0.0, sum(r * w for r, w in zip(row, col, strict=True))) for col in w1.T]
        normed[t] = row
        out[t] = [
            v + sum(map(float.__mul__, units, col))
            for v, col in zip(token, w2.T.tolist(), strict=True)
        ]
    return normed, out
