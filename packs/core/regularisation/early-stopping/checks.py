"""What training with early stopping is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("w", "best_epoch", "last_epoch")


def tolerance(arguments):
    """float32 carries seven digits, and many steps use some of them up."""
    return (1e-3, 1e-3) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Few noisy rows and several features, so that most runs overfit and some still improve."""
    used, features, held_out = draw.sizes("rows", "D", "held out", most=8)
    rows = used + held_out
    kind = draw.dtype("float64", "float32")
    x = draw.numbers(rows, features, dtype=kind)
    y = draw.numbers(rows, spread=2.0, dtype=kind)
    case = {
        "x": x,
        "y": y,
        "order": np.argsort(draw.between(0.0, 1.0, rows)),
        "held_out": held_out,
        "lr": draw.one_of(0.1, 0.05, 0.2, 0.5),
        "epochs": draw.integer(1, 25),
        "patience": draw.one_of(2, 1, 3, 5),
        **draw.options(min_delta=(0.02, 0.1, 0.3)),
    }
    # What rounding could decide is moved away from it, whatever order the sums are taken in.
    while not _clear(case):
        case["min_delta"] = 1.1 * case.get("min_delta", 0.001)
    return case


def _clear(case):
    """Whether every comparison with an earlier loss is decided by far more than rounding."""
    narrow = case["x"].dtype == np.float32
    x, y = (np.asarray(case[name], dtype=float) for name in ("x", "y"))
    order, held_out = case["order"], case["held_out"]
    watched, used = order[:held_out], order[held_out:]
    w, losses = np.zeros(x.shape[1]), []
    for _ in range(case["epochs"]):
        w = w - case["lr"] * 2 / len(used) * x[used].T @ (x[used] @ w - y[used])
        losses.append(np.mean((x[watched] @ w - y[watched]) ** 2))
    before, after = np.array(losses)[:, None], np.array(losses)
    gain = before - after - case.get("min_delta", 0.001)
    return bool(
        (abs(gain) > (1e-3 if narrow else 1e-7) * (1.0 + before))[
            np.triu_indices(len(losses), 1)
        ].all()
    )


def _run(x, y, order, held_out, lr, epochs):
    """Weights and validation loss after each epoch, by sums over rows in plain Python."""
    rows, names = np.asarray(x).tolist(), [int(name) for name in order]
    watched, used = names[:held_out], names[held_out:]
    w = [0.0] * len(rows[0])

    def error(name):
        return math.fsum(a * b for a, b in zip(rows[name], w, strict=True)) - float(y[name])

    for _ in range(epochs):
        errors = {name: error(name) for name in used}
        slopes = [
            math.fsum(2 * errors[name] * rows[name][k] for name in used) / len(used)
            for k in range(len(w))
        ]
        w = [weight - lr * slope for weight, slope in zip(w, slopes, strict=True)]
        yield w, math.fsum(error(name) ** 2 for name in watched) / held_out


def _swinging(target, **options):
    """One feature. The weight is drawn to 1 and swings about it (each step turns its distance
    round and scales it), while validation would like it elsewhere."""
    return {
        "x": np.array([[1.0], [1.0]]),
        "y": np.array([target, 1.0]),
        "order": np.array([0, 1]),
        "held_out": 1,
        **options,
    }


_FIRST = "The first epoch always counts as an improvement"
_BEST = "Best loss means the loss at the latest improvement."
_ROW = "that makes `patience` epochs **in a row** without improvement"
_DELTA = "when its loss is less than the best loss so far **minus** `min_delta`"
_RESTORE = "what counts are the weights after the epoch of the latest improvement"
_SPLIT = "the rows named by the first `held_out` entries of `order` are for validation"
_END = "or after `epochs` epochs"

POINTS = {
    "worse from the first epoch on": point(
        _FIRST, **_swinging(-3.0, lr=0.1, epochs=20, patience=3)
    ),
    "better to the end": point(_END, **_swinging(1.0, lr=0.1, epochs=6, patience=2)),
    "best on the way": point(_RESTORE, **_swinging(0.5, lr=0.05, epochs=30, patience=4)),
    "patience of one": point(_ROW, **_swinging(0.5, lr=0.05, epochs=30, patience=1)),
    "one epoch": point(_END, **_swinging(0.5, lr=0.1, epochs=1, patience=1)),
    "swinging": point(_ROW, **_swinging(1.3, lr=0.93, epochs=25, patience=3)),
    "swinging, little patience": point(_ROW, **_swinging(1.3, lr=0.93, epochs=25, patience=2)),
    "swinging apart": point(_BEST, **_swinging(0.2, lr=1.02, epochs=12, patience=3)),
    "ever smaller steps": point(
        _DELTA, **_swinging(1.0, lr=0.1, epochs=60, patience=3, min_delta=0.01)
    ),
    "ever smaller steps, the default": point(
        _DELTA, **_swinging(1.0, lr=0.1, epochs=60, patience=1)
    ),
    "a gain of exactly `min_delta`": point(
        _DELTA, **_swinging(2.0, lr=0.25, epochs=20, patience=1, min_delta=0.6875)
    ),
    "many small steps make a large one": point(
        _BEST, **_swinging(1.0, lr=0.02, epochs=40, patience=4, min_delta=0.11)
    ),
    "rows shuffled": point(
        _SPLIT,
        x=np.array([[1.0, 0.5], [0.0, 2.0], [-1.0, 1.0], [2.0, -1.0], [0.5, 0.5]]),
        y=np.array([1.0, -2.0, 3.0, 0.5, 4.0]),
        order=np.array([3, 0, 4, 2, 1]),
        held_out=2,
        lr=0.1,
        epochs=30,
        patience=2,
    ),
}

CREDIT = [
    credit(40, "`w`, the weights that are restored", output="w"),
    credit(30, "`best_epoch`", output="best_epoch"),
    credit(20, "`last_epoch`", output="last_epoch"),
    credit(10, "arguments left alone", effects=True),
]

EXAMPLE = {
    "x": np.array([[1.0], [1.0]]),
    "y": np.array([0.5, 1.0]),
    "order": np.array([0, 1]),
    "held_out": 1,
    "lr": 0.1,
    "epochs": 30,
    "patience": 3,
}


def second_opinion(x, y, order, held_out, lr, epochs, patience, min_delta=0.001):
    """All epochs are run first; then the list of losses is read."""
    history = list(_run(x, y, order, held_out, lr, epochs))
    best, last = 0, epochs
    for place in range(1, epochs):
        if history[place][1] < history[best][1] - min_delta:
            best = place
        elif place - best == patience:
            last = place + 1
            break
    return np.array(history[best][0]), best + 1, last


SURVIVORS = {
    (
        "(x[watched] * w).sum(axis=1) - y[watched] → y[watched] - (x[watched] * w).sum(axis=1)"
    ): "equivalent: the difference is squared.",
}
