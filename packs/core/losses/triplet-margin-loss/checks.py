"""What the triplet loss is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("loss", "grad_anchor", "grad_positive", "grad_negative")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["anchor"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Triplets of which some are active, and margins off the default."""
    count, width = draw.sizes("N", "D", most=6)
    kind, spread = draw.dtype("float64", "float32"), draw.one_of(1.0, 0.5, 3.0)
    return {
        name: draw.numbers(count, width, spread=spread, dtype=kind)
        for name in ("anchor", "positive", "negative")
    } | draw.options(margin=(0.2, 2.0, 5.0))


def _case(says, anchor, positive, negative, **options):
    arrays = (np.array(rows, dtype=float) for rows in (anchor, positive, negative))
    names = ("anchor", "positive", "negative")
    return point(says, **dict(zip(names, arrays, strict=True)), **options)


_KINK = "also where $d(a, p) - d(a, n) + m$ is **exactly** 0"
_SAME = "Where two rows coincide, the gradient of their distance is taken as 0."
_NEAR = "Rows may be as near as $10^{-9}$ and do not coincide then."
_MEAN = "the loss is the mean over the triplets"
_SIZES = "with N and D at least 1"

POINTS = {
    "exactly at the margin": _case(_KINK, [[0.0]], [[1.0]], [[3.0]], margin=2.0),
    "one at the margin, one active": _case(
        _KINK, [[0.0, 0.0], [0.0, 0.0]], [[3.0, 4.0], [3.0, 4.0]], [[0.0, 6.0], [4.0, 0.0]]
    ),
    "the positive is the anchor": _case(
        _SAME, [[1.0, 2.0], [0.0, 1.0]], [[1.0, 2.0], [2.0, 0.0]], [[1.0, 2.5], [1.0, 1.0]]
    ),
    "the negative is the anchor": _case(
        _SAME, [[1.0, 2.0], [0.0, 1.0]], [[1.0, 3.0], [2.0, 0.0]], [[1.0, 2.0], [1.0, 1.0]]
    ),
    "all collapsed": _case(_SAME, [[0.5, 0.5]] * 3, [[0.5, 0.5]] * 3, [[0.5, 0.5]] * 3),
    "collapsed without a margin": _case(
        _KINK, [[0.5, 0.5]], [[0.5, 0.5]], [[0.5, 0.5]], margin=0.0
    ),
    "almost coinciding": _case(
        _NEAR, [[1e-9, 0.0, 0.0]], [[0.0, 0.0, 0.0]], [[1e-9, 3e-9, 4e-9]], margin=0.5
    ),
    "easy ones beside a hard one": _case(
        _MEAN,
        [[0.0, 0.0]] * 3,
        [[0.1, 0.0], [2.0, 1.0], [0.0, 0.2]],
        [[9.0, 0.0], [1.0, 0.0], [0.0, 8.0]],
    ),
    "all easy": _case(_MEAN, [[0.0, 0.0]] * 2, [[0.1, 0.0]] * 2, [[9.0, 0.0], [5.0, 5.0]]),
    "one triplet": _case(_SIZES, [[0.0, 1.0, 2.0]], [[1.0, 1.0, 0.0]], [[0.5, 1.0, 1.0]]),
    "one number a row": _case(
        _SIZES, [[0.0], [1.0], [2.0]], [[1.0], [-1.0], [2.5]], [[0.5], [1.5], [9.0]]
    ),
    "as many triplets as numbers": _case(
        _MEAN,
        [[0.0, 1.0], [2.0, -1.0]],
        [[1.0, 1.0], [0.0, 0.0]],
        [[0.0, 2.0], [2.5, 3.0]],
        margin=2.0,
    ),
}

CREDIT = [
    credit(25, "the loss", output="loss"),
    credit(15, "the gradient by `anchor`", output="grad_anchor"),
    credit(15, "the gradient by `positive`", output="grad_positive"),
    credit(15, "the gradient by `negative`", output="grad_negative"),
    credit(
        10,
        "terms that are exactly 0",
        points=(
            "exactly at the margin",
            "one at the margin, one active",
            "collapsed without a margin",
        ),
    ),
    credit(
        10,
        "points that coincide, or nearly do",
        points=(
            "the positive is the anchor",
            "the negative is the anchor",
            "all collapsed",
            "almost coinciding",
        ),
    ),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

LAWS = [laws.ignores_permutation(["anchor", "positive", "negative"], 0, output=0)]

EXAMPLE = {
    "anchor": np.array([[0.0, 0.0], [0.0, 0.0]]),
    "positive": np.array([[3.0, 4.0], [1.0, 0.0]]),
    "negative": np.array([[0.0, 5.0], [0.0, 9.0]]),
}


def properties(arguments, output):
    """Only differences of the rows count, so moving all three alike changes nothing."""
    if not np.allclose(sum(np.asarray(grad, float) for grad in output[1:]), 0.0, atol=1e-4):
        yield "The three gradients of each triplet must sum to 0."


def second_opinion(anchor, positive, negative, margin=1.0):
    """Triplet by triplet in 50 decimal digits, the slopes by central differences."""
    count, total = len(anchor), Decimal(0)
    grads = [np.zeros(anchor.shape) for _ in range(3)]
    with localcontext(prec=50):
        margin, step = Decimal(float(margin)), Decimal("1e-20")
        for row in range(count):
            points = [[Decimal(float(x)) for x in z[row]] for z in (anchor, positive, negative)]
            near, far = _length(points[0], points[1]), _length(points[0], points[2])
            if near - far + margin <= 0:
                continue
            total += near - far + margin
            for which, sign in ((1, 1), (2, -1)):
                if points[0] == points[which]:
                    continue
                for d in range(len(points[0])):
                    up, down = list(points[which]), list(points[which])
                    up[d] += step
                    down[d] -= step
                    rise = (_length(points[0], up) - _length(points[0], down)) / (2 * step)
                    grads[which][row, d] += float(sign * rise / count)
                    grads[0][row, d] -= float(sign * rise / count)
        return (float(total / count), *grads)


def _length(x, y):
    return sum(((a - b) ** 2 for a, b in zip(x, y, strict=True)), Decimal(0)).sqrt()
