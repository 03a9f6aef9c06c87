"""What principal component analysis is tried with."""

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("codes", "components", "ratio")
TOLERANCE = (1e-6, 1e-6)


def inputs(draw):
    """Clouds with clearly different spreads, in any direction and anywhere."""
    count, width = draw.sizes("N", "D", most=6)
    count += 1
    rank = min(count - 1, width)
    cloud = draw.numbers(count, rank)
    codes, _ = np.linalg.qr(cloud - cloud.mean(axis=0))
    directions, _ = np.linalg.qr(draw.numbers(width, rank))
    spread = draw.one_of(1.0, 20.0) * draw.one_of(0.5, 0.7) ** np.arange(rank)
    centre = draw.numbers(width, spread=draw.one_of(1.0, 0.0, 30.0))
    x = (codes * spread) @ directions.T + centre
    return {"x": draw.laid_out(x), "k": draw.one_of(rank, 1, draw.integer(1, rank))}


def _case(says, x, k):
    return point(says, x=np.array(x, dtype=float), k=k)


_SIGN = "**the entry of largest magnitude is positive**"
_FAR = "a mean of a million with a spread of one"
_ALL = "the share of each in the variance of **all** directions (not only of the `k`)"
_WIDE = "N may be smaller than D"
_SCALED = "the columns are not scaled"
_CLOUD = np.array([[2.0, 0.3, 0.1], [-1.0, 0.9, -0.2], [0.4, -1.1, 0.3], [-1.2, -0.4, -0.1]])

POINTS = {
    "falling to the right": _case(_SIGN, [[0, 5], [1, 3], [2, 0], [3, -1]], 2),
    "falling to the right, steep": _case(_SIGN, [[0, 0], [1, -3], [2, -5], [3, -10]], 1),
    "the negative half": _case(_SIGN, [[-1, -4], [-2, -6], [-3, -9]], 2),
    "around a million": _case(_FAR, _CLOUD + 1e6, 2),
    "around minus a million": _case(_FAR, _CLOUD @ [[1, 1, 0], [0, 1, 1], [0, 0, 1]] - 1e6, 3),
    "columns of different size": _case(
        _SCALED, [[100, 0.1, 1], [300, 0.4, 3], [200, 0.2, -5], [800, 0.6, 4]], 2
    ),
    "one of three": _case(_ALL, _CLOUD, 1),
    "three examples of five features": _case(
        _WIDE, [[1, 0, 2, 0, 1], [0, 3, 1, 0, 0], [2, 2, 2, 5, 1]], 2
    ),
    "two examples": _case("N is at least 2", [[1.0, 2.0, 3.0], [2.0, 0.0, 4.0]], 1),
    "one feature": _case("D at least 1", [[3.0], [5.0], [-1.0]], 1),
    "as many examples as features": _case(
        "the mean of each column taken away", [[9, 1, 2], [7, 5, 1], [8, 0, 6]], 2
    ),
}

CREDIT = [
    credit(30, "the components", output="components"),
    credit(25, "the codes", output="codes"),
    credit(20, "the ratios", output="ratio"),
    credit(
        20,
        "data far from the origin",
        points=("around a million", "around minus a million"),
    ),
    credit(5, "new arrays, and `x` left alone", effects=True),
]

LAWS = [laws.shift_free("x"), laws.sums_to(0.0, 0, output=0), laws.bounded(0.0, 1.0, output=2)]

EXAMPLE = {"x": np.array([[0.0, 0.0], [2.0, 1.0], [4.0, 3.0], [6.0, 4.0]]), "k": 1}


def second_opinion(x, k):
    """Jacobi's rotations of the covariance, one pair of columns after the other."""
    count, width = x.shape
    centred = x - np.array([sum(column) / count for column in x.T.tolist()])
    table = centred.T @ centred
    axes = np.eye(width)
    for _ in range(40):
        off = np.abs(table - np.diag(np.diag(table))).max() if width > 1 else 0.0
        if off < 1e-15 * np.abs(table).max():
            break
        for i in range(width):
            for j in range(i + 1, width):
                angle = 0.5 * np.arctan2(2 * table[i, j], table[j, j] - table[i, i])
                turn = np.eye(width)
                turn[i, i] = turn[j, j] = np.cos(angle)
                turn[i, j], turn[j, i] = np.sin(angle), -np.sin(angle)
                table = turn.T @ table @ turn
                axes = axes @ turn
    variance = np.diag(table)
    order = sorted(range(width), key=lambda i: -variance[i])[:k]
    components = []
    for i in order:
        axis = axes[:, i].tolist()
        lead = max(axis, key=abs)
        components.append([value if lead > 0 else -value for value in axis])
    codes = [[sum(a * b for a, b in zip(r, c, strict=True)) for c in components] for r in centred]
    return np.array(codes), np.array(components), variance[order] / variance.sum()


SURVIVORS = {
    "full_matrices=False → full_matrices=True": "equivalent: further directions come last",
    "components * np.sign(components[np.arange(k), place])[:, None] → "
    "components / np.sign(components[np.arange(k), place])[:, None]": "equivalent: signs are 1 "
    "and -1",
    "components = components * np.sign(components[np.arange(k), place])[:, None] → "
    "components *= np.sign(components[np.arange(k), place])[:, None]": "equivalent: the array "
    "was made here",
}
