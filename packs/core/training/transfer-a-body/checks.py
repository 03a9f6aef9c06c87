"""What transfer learning in four steps is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("trained", "body", "head", "logits")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-8, 1e-7)


def inputs(draw):
    """A small body with a head of some words, and a few texts with labels."""
    inputs_, features = draw.integer(1, 3), draw.integer(2, 5)
    words, texts = draw.integer(1, 6), draw.integer(1, 5)
    kind = draw.dtype("float64", "float32")
    return {
        "weight": draw.numbers(features, inputs_, dtype=kind),
        "bias": draw.numbers(features, dtype=kind),
        "old_weight": draw.numbers(words, features, dtype=kind),
        "old_bias": draw.numbers(words, dtype=kind),
        "new_head": draw.numbers(2, features, spread=0.5, dtype=kind),
        "x": draw.numbers(texts, inputs_, dtype=kind),
        "y": draw.whole(0, 1, texts),
        **draw.options(frozen=(False,), rate=(0.5,), steps=(1, 6)),
    }


def _given(**more):
    rng = np.random.default_rng(8)
    words = more.pop("words", 3)
    shapes = {"weight": (3, 2), "bias": 3, "old_weight": (words, 3), "old_bias": words}
    return {
        **{name: rng.normal(size=shape).round(2) for name, shape in shapes.items()},
        "new_head": rng.normal(size=(2, 3)).round(2),
        "x": rng.normal(size=(4, 2)).round(2),
        "y": np.array([1, 0, 1, 1]),
        **more,
    }


POINTS = {
    "a frozen body": point("With `frozen` the body stays as it is", **_given(rate=0.5, steps=4)),
    "a body that learns": point(
        "without it, everything is trained", **_given(frozen=False, rate=0.5, steps=4)
    ),
    "two words": point("The number of words may be 2 as well.", **_given(words=2, frozen=False)),
}

CREDIT = [
    credit(20, "how many numbers are trained", output="trained"),
    credit(25, "the body afterwards", output="body"),
    credit(25, "the new head afterwards", output="head"),
    credit(20, "the logits", output="logits"),
    credit(10, "the arguments left alone", effects=True),
]

EXAMPLE = _given(rate=0.5)


def second_opinion(
    weight, bias, old_weight, old_bias, new_head, x, y, frozen=True, rate=0.1, steps=3
):
    """The gradients by hand, in NumPy."""
    kind = x.dtype
    weight, bias, head, x = (array.astype(np.float64) for array in (weight, bias, new_head, x))
    offset = np.zeros(2)
    wanted = np.eye(2)[y]
    for _ in range(steps):
        features = np.tanh(x @ weight.T + bias)
        powers = np.exp(features @ head.T + offset)
        errors = (powers / powers.sum(1, keepdims=True) - wanted) / len(x)
        inner = (errors @ head) * (1 - features**2)
        head, offset = head - rate * errors.T @ features, offset - rate * errors.sum(0)
        if not frozen:
            weight, bias = weight - rate * inner.T @ x, bias - rate * inner.sum(0)
    trained = head.size + 2 + (0 if frozen else weight.size + bias.size)
    logits = np.tanh(x @ weight.T + bias) @ head.T + offset
    return trained, *(array.astype(kind) for array in (weight, head, logits))
