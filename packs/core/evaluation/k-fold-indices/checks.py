"""What the folds are tried with. Any way of shuffling is right, so properties judge."""

import math

import numpy as np

from heldout.authoring import credit, invalid, point

UNIQUE = False


def inputs(draw):
    """Any number of examples and folds, mostly with a rest."""
    k = draw.integer(2, 5)
    return {
        "n": k + draw.integer(0, 2 + 3 * draw.scale),
        "k": k,
        "shuffle": draw.one_of(False, True),
        "entropy": draw.integer(0, 9999),
        "calls": 2,
    }


def _case(says, n, k, shuffle=False, entropy=7, calls=2):
    return point(says, n=n, k=k, shuffle=shuffle, entropy=entropy, calls=calls)


_SIZES = "Their sizes differ by at most one, and the **larger ones come first**."
_ONCE = "drawn **once** in each call"
_SAME = "a generator in the same state gives the same folds"
_NEXT = "the next call with that generator draws a new order"
_EVERY = "every order equally likely"
_RANGE = "`k` must be at least 2 and at most `n`"
_ERROR = "otherwise raise `ValueError`"

POINTS = {
    "nothing left over": _case("That order is cut into `k` runs, the folds.", 6, 3),
    "a rest of nine": _case(_SIZES, 19, 10),
    "a rest of one": _case(_SIZES, 7, 3),
    "a rest of nine, shuffled": _case(_SIZES, 19, 10, True),
    "shuffled": _case(_ONCE, 30, 3, True, 3),
    "shuffled, another generator": _case(_SAME, 31, 4, True, 4),
    "shuffled, the next call": _case(_NEXT, 32, 3, True, 5),
    "four examples, often": _case(_EVERY, 4, 2, True, 6, calls=120),
    "two folds": _case(_RANGE, 5, 2),
    "as many folds as examples": _case(_RANGE, 4, 4),
    "as many folds as examples, shuffled": _case(_RANGE, 4, 4, True),
    "two examples": _case(_RANGE, 2, 2),
    "one fold": invalid(_ERROR, "ValueError", n=5, k=1, shuffle=False, entropy=0, calls=2),
    "more folds than examples": invalid(
        _ERROR, "ValueError", n=3, k=4, shuffle=False, entropy=0, calls=2
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

EXAMPLE = {"n": 7, "k": 3, "shuffle": False, "entropy": 0, "calls": 2}


def properties(arguments, output):
    """All that makes folds right, whatever way they were shuffled."""
    n, k = arguments["n"], arguments["k"]
    rounds = [[[np.asarray(part).tolist() for part in pair] for pair in folds] for folds in output]
    sizes = [n // k + (fold < n % k) for fold in range(k)]
    runs = [list(range(sum(sizes[:fold]), sum(sizes[: fold + 1]))) for fold in range(k)]
    for folds in rounds:
        tested = [test for _, test in folds]
        if [len(test) for test in tested] != sizes:
            yield f"The test parts must hold {sizes} examples."
        if sorted(index for test in tested for index in test) != list(range(n)):
            yield "Every index must be in exactly one test part."
        if any(sorted(train + test) != list(range(n)) for train, test in folds):
            yield "In each pair, every index must be either in `train` or in `test`."
        if any(part != sorted(part) for pair in folds for part in pair):
            yield "The indices of each part must be sorted upwards."
        if not arguments["shuffle"] and tested != runs:
            yield "Without `shuffle`, each fold is a run of neighbours: 0, 1, … come first."
    if not arguments["shuffle"]:
        return
    if rounds[-1] != rounds[0]:
        yield "A generator in the same state must give the same folds."
    orders = math.lgamma(n + 1) - sum(math.lgamma(size + 1) for size in sizes)
    if orders > 20:  # so many ways to deal that none comes twice by chance
        if [test for _, test in rounds[0]] == runs:
            yield "With `shuffle=True` the examples must be shuffled."
        if rounds[1] == rounds[0]:
            yield "The next call with the same generator must draw a new order from it."
    # Each way to deal is missed by all the calls with a chance below one in a hundred million.
    if arguments["calls"] > 6 * math.exp(orders) + 80:
        ways = {tuple(test) for folds in rounds for _, test in folds[:1]}
        if len(ways) < math.comb(n, sizes[0]):
            yield f"In {arguments['calls']} calls, some examples never met in the first test part."


def second_opinion(n, k, shuffle, entropy, calls):
    """Seats are given out one at a time; then each index asks for its fold."""
    if k < 2 or k > n:
        raise ValueError("k")
    rng = np.random.default_rng(entropy)
    sizes = [0] * k
    for seat in range(n):
        sizes[seat % k] += 1
    found = []
    for call in range(calls + 1 if shuffle else 1):
        if call == calls:
            rng = np.random.default_rng(entropy)
        lots = rng.permutation(n).tolist() if shuffle else list(range(n))
        home = {}
        for fold, size in enumerate(sizes):
            for _ in range(size):
                home[lots[len(home)]] = fold
        folds = []
        for fold in range(k):
            train = [index for index in range(n) if home[index] != fold]
            folds.append([np.array(train), np.array([i for i in range(n) if home[i] == fold])])
        found.append(folds)
    return found
