"""What beam search is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("tokens", "score", "sparing")
TOLERANCE = (1e-9, 1e-9)


def inputs(draw):
    """Tables of log-probabilities, narrow and wide beams, with and without ends and penalties."""
    rows, words = draw.integer(3, 7), draw.integer(2, 5)
    z = np.array(draw.numbers(rows, words, spread=draw.one_of(1.0, 0.4)))
    if words > 2 and draw.chance(0.3):
        z[:, draw.integer(0, words - 1)] = -np.inf
    end = draw.one_of(words - 1, 0, words)
    if end < words:
        z[:, end] -= draw.one_of(1.0, 0.0)
    table = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return {
        "table": draw.laid_out(table),
        "width": draw.one_of(2, 1, 3, 5),
        "max_length": draw.integer(1, 2 + draw.scale // 2),
        "end": end,
        "alpha": draw.one_of(0.0, 1.0, 0.6),
    }


def _case(says, table, width, max_length, end, alpha=0.0):
    table = np.array(table, dtype=float)
    return point(says, table=table, width=width, max_length=max_length, end=end, alpha=alpha)


_ALL = "Of **all** extensions together keep the `width` with the largest sums."
_TIE = "If sums are equal, the tuple that Python sorts first goes first."
_TIE_END = "of equal ones,\nthe tuple that sorts first"
_OPEN = "the hypotheses that are finished and those still open compete"
_LENGTH = "where $T$ is the number of tokens, `end` included"
_DROP = "What has the sum minus infinity is impossible, and never wins."
_ONCE = "(So a finished one takes up a place once, in the round in which it finishes.)"
_SUM = "its sum is the sum of the log-probabilities of its tokens"
_LEAST = "All the numbers are at least 1"
_INF = -math.inf

POINTS = {
    "hypotheses that overtake each other": _case(
        _ALL, [[-2.75, -2.75, -2.0], [-1.25, -1.25, -1.5], [-2.75, -3.0, -0.5]], 3, 4, 0, 1.0
    ),
    "short and long rivals": _case(
        _LENGTH,
        [
            [-2.0, -1.25, -1.5],
            [-0.25, -1.5, -1.5],
            [-2.5, -2.5, -2.0],
            [-1.0, -2.0, -2.75],
            [-2.0, -1.0, -1.5],
        ],
        3,
        4,
        2,
        1.0,
    ),
    "rivals without a penalty": _case(
        _ALL,
        [[-2.5, -0.25, -1.0], [-0.75, -0.25, -3.0], [-0.5, -2.5, -2.5], [-2.75, -1.25, -1.0]],
        3,
        3,
        0,
    ),
    "late rivals without a penalty": _case(
        _ALL,
        [
            [-2.25, -2.5, -0.75],
            [-0.25, -1.25, -3.0],
            [-2.25, -0.75, -0.5],
            [-2.75, -3.0, -2.5],
            [-0.75, -0.25, -0.5],
        ],
        3,
        4,
        0,
    ),
    "a detour pays": _case(
        _ALL, [[-0.5, -1.0], [-3.0, -3.0], [-0.1, -2.0], [-2.0, -0.1], [-2.5, -2.0]], 2, 3, 9
    ),
    "a beam of one": _case(_ALL, [[-0.5, -1.0], [-3.0, -3.0], [-0.1, -2.0], [-2.0, -0.1]], 1, 3, 9),
    "all equal": _case(_TIE, [[-1.0, -1.0, -1.0]], 2, 3, 9),
    "all equal, with an end": _case(_TIE, [[-1.0, -1.0, -1.0]], 3, 3, 2),
    "equal scores of two lengths": _case(_TIE_END, [[-1.0, -1.0, -1.0]], 4, 3, 1, 1.0),
    "the first to finish is not the best": _case(
        _OPEN, [[-1.0, -0.75, -3.0], [-0.25, -4.0, -6.0], [-0.5, -5.0, -2.0]], 2, 4, 1, 1.0
    ),
    "the short one wins without penalty": _case(
        _OPEN, [[-0.5, -0.75, -5.0], [-0.5, -2.0, -9.0]], 2, 4, 1
    ),
    "the penalty turns it": _case(_LENGTH, [[-0.5, -1.0, -5.0], [-0.25, -2.0, -9.0]], 2, 4, 1, 1.0),
    "a strong penalty": _case(_LENGTH, [[-0.9, -0.5], [-1.1, -0.4], [-0.7, -1.0]], 2, 5, 1, 2.0),
    "none finishes": _case(_OPEN, [[-0.5, -1.0], [-0.7, -0.8]], 2, 3, 5),
    "all finish at once": _case("Stop if none is open.", [[_INF, -0.1], [_INF, -0.2]], 3, 5, 1),
    "impossible tokens": _case(
        _DROP, [[-0.5, _INF, -1.0], [_INF, _INF, -0.1], [_INF, -0.3, _INF]], 4, 3, 1
    ),
    "a finished one frees its place": _case(
        _ONCE, [[-0.1, -3.0, -2.9], [-3.0, -0.2, -4.0], [-1.0, -1.1, -1.2]], 2, 4, 0, 0.5
    ),
    "forty improbable tokens": _case(
        _SUM, [[-60.0, -61.0], [-50.0, -70.0], [-66.0, -55.0]], 2, 40, 9
    ),
    "one token": _case(_LEAST, [[-2.0, -1.0, -3.0]], 1, 1, 0),
    "a vocabulary of one": _case(_LEAST, [[-0.25]], 3, 3, 4, 1.0),
    "a beam wider than there are": _case(_LEAST, [[-1.0, -2.0], [-2.0, -0.5]], 50, 3, 1, 0.7),
}

CREDIT = [
    credit(45, "the tokens", output="tokens"),
    credit(25, "the score", output="score"),
    credit(10, "`step` is asked sparingly", output="sparing"),
    credit(
        15,
        "equal sums, and impossible tokens",
        points=("all equal", "all equal, with an end", "impossible tokens"),
    ),
    credit(5, "the arrays of `step` left alone", effects=True),
]

EXAMPLE = {
    "table": np.array([[-0.5, -1.0], [-3.0, -3.0], [-0.25, -2.0]]),
    "width": 2,
    "max_length": 2,
    "end": 1,
    "alpha": 1.0,
}


def second_opinion(table, width, max_length, end, alpha):
    """Numbers on paper: each round picks one extension after the other, the best that is left."""
    rows = table.tolist()
    done, beam = [], [([], 0.0)]
    for _ in range(max_length):
        ways = []
        for tokens, total in beam:
            place = sum((k + 2) * (token + 1) for k, token in enumerate(tokens)) + 3 * len(tokens)
            for token, more in enumerate(rows[place % len(rows)]):
                if more != -math.inf:
                    ways.append(([*tokens, token], total + more))
        beam = []
        for _ in range(min(width, len(ways))):
            best = ways[0]
            for way in ways[1:]:
                if way[1] > best[1] or (way[1] == best[1] and way[0] < best[0]):
                    best = way
            ways.remove(best)
            (done if best[0][-1] == end else beam).append(best)
        if not beam:
            break
    best, top = None, -math.inf
    for tokens, total in done + beam:
        score = total / len(tokens) ** alpha
        if best is None or score > top or (score == top and tokens < best):
            best, top = tokens, score
    return best, top, True
