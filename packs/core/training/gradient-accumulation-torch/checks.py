"""What a step from several backward passes is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("losses", "types of the losses", "weights", "steps", "order of the passes")
TOLERANCE = (1e-9, 1e-7)


def _plain(array):
    """Tensors in lists want memory of their own."""
    return np.array(array, order="C")


def inputs(draw):
    """Two batches of different sizes, cut into pieces that mostly do not fit."""
    features, hidden, outputs = draw.sizes("D", "H", "K", most=5)
    return {
        "w1": draw.numbers(features, hidden),
        "b1": draw.numbers(hidden),
        "w2": draw.numbers(hidden, outputs),
        "batches": [
            (_plain(draw.numbers(n, features)), _plain(draw.numbers(n, outputs)))
            for n in (draw.integer(1, 9), draw.integer(1, 9))
        ],
        "micro_batch": draw.one_of(2, 3, 4, 1),
        **draw.options(lr=(0.5, 0.01)),
    }


def _given(*counts, **more):
    """Batches of those sizes."""
    rng = np.random.default_rng(5)
    return {
        "w1": rng.normal(size=(2, 3)).round(2),
        "b1": rng.normal(size=3).round(2),
        "w2": rng.normal(size=(3, 1)).round(2),
        "batches": [
            (rng.normal(size=(n, 2)).round(2), rng.normal(size=(n, 1)).round(2)) for n in counts
        ],
        **more,
    }


_LAST = "The **last piece may be smaller**"

POINTS = {
    "pieces of one size": point("is called **once**", **_given(4, 6, micro_batch=2)),
    "a smaller last piece": point(_LAST, **_given(5, 7, micro_batch=3)),
    "a single example left": point(_LAST, **_given(5, 3, micro_batch=2)),
    "one piece": point("`micro_batch` may be larger than N.", **_given(3, 2, micro_batch=8)),
    "one example": point("N at least 1", **_given(1, micro_batch=1)),
    "one at a time": point("at least 1, in order", **_given(3, micro_batch=1)),
}

CREDIT = [
    credit(30, "the weights after two steps", output="weights"),
    credit(15, "the losses", output="losses"),
    credit(5, "losses that are Python floats", output="types of the losses"),
    credit(5, "one step for each batch", output="steps"),
    credit(15, "pieces forwards and backwards in turn", output="order of the passes"),
    credit(20, "a smaller last piece", points=("a smaller last piece", "a single example left")),
    credit(10, "`x` and `y` left alone", effects=True),
]

EXAMPLE = _given(3, micro_batch=2)


def second_opinion(w1, b1, w2, batches, micro_batch, lr=0.1):
    """Each batch as a whole, with gradients by hand; the diary from the lengths."""
    weights = [w1.copy(), b1.copy(), w2.copy()]
    speeds, losses, diary = [np.zeros_like(w) for w in weights], [], []
    for x, y in batches:
        first, shift, second = weights
        hidden = np.tanh(x @ first + shift)
        out = hidden @ second
        errors = out - y
        losses.append(float(np.mean(out**2) - 2 * np.mean(out * y)))
        slope = 2 * errors / errors.size
        inner = slope @ second.T * (1 - hidden**2)
        grads = [x.T @ inner, inner.sum(axis=0), hidden.T @ slope]
        speeds = [0.5 * v + g for v, g in zip(speeds, grads, strict=True)]
        weights = [w - lr * v for w, v in zip(weights, speeds, strict=True)]
        left = len(x)
        while left > 0:
            diary += [f"forward {min(left, micro_batch)}", "backward"]
            left -= micro_batch
    kinds = ", ".join(["float"] * len(batches))
    return losses, kinds, weights, len(batches), ", ".join(diary)
