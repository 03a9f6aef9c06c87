"""What the folds are tried with."""

import numpy as np

from heldout.authoring import credit, invalid, point


def inputs(draw):
    """Any number of examples and folds, mostly with a rest."""
    k = draw.integer(2, 5)
    return {
        "n": k + draw.integer(0, 2 + 3 * draw.scale),
        "k": k,
        "shuffle": draw.one_of(False, True),
        "entropy": draw.integer(0, 9999),
    }


def _case(says, n, k, shuffle=False, entropy=7):
    return point(says, n=n, k=k, shuffle=shuffle, entropy=entropy)


_SIZES = "Their sizes differ by at most one, and the **larger ones come first**."
_ONCE = "drawn **once**"
_RANGE = "`k` must be at least 2 and at most `n`"

POINTS = {
    "nothing left over": _case("That order is cut into `k` runs, the folds.", 6, 3),
    "a rest of nine": _case(_SIZES, 19, 10),
    "a rest of one": _case(_SIZES, 7, 3),
    "a rest of nine, shuffled": _case(_SIZES, 19, 10, True),
    "shuffled": _case(_ONCE, 12, 4, True, 3),
    "shuffled, another generator": _case(_ONCE, 12, 4, True, 4),
    "two folds": _case(_RANGE, 5, 2),
    "as many folds as examples": _case(_RANGE, 4, 4),
    "as many folds as examples, shuffled": _case(_RANGE, 4, 4, True),
    "two examples": _case(_RANGE, 2, 2),
    "one fold": invalid(
        "otherwise raise `ValueError`", "ValueError", n=5, k=1, shuffle=False, entropy=0
    ),
    "more folds than examples": invalid(
        "otherwise raise `ValueError`", "ValueError", n=3, k=4, shuffle=False, entropy=0
    ),
}

CREDIT = [
    credit(60, "the folds, in order and shuffled"),
    credit(
        30,
        "what is left over",
        points=("a rest of nine", "a rest of one", "a rest of nine, shuffled"),
    ),
    credit(
        10, "`ValueError` for too few or too many", points=("one fold", "more folds than examples")
    ),
]

EXAMPLE = {"n": 7, "k": 3, "shuffle": False, "entropy": 0}


def second_opinion(n, k, shuffle, entropy):
    """Seats are given out one at a time; then each index asks for its fold."""
    if k < 2 or k > n:
        raise ValueError("k")
    rng = np.random.default_rng(entropy)
    sizes = [0] * k
    for seat in range(n):
        sizes[seat % k] += 1
    found = []
    for _ in range(1 + shuffle):
        order = rng.permutation(n).tolist() if shuffle else list(range(n))
        home = {}
        for fold, size in enumerate(sizes):
            for _ in range(size):
                home[order[len(home)]] = fold
        for fold in range(k):
            train = [index for index in range(n) if home[index] != fold]
            found.append([np.array(train), np.array([i for i in range(n) if home[i] == fold])])
    return found
