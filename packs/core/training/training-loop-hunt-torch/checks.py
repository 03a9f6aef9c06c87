"""What the mended loop is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("losses", "w1", "w2")
TOLERANCE = (1e-8, 1e-7)


def inputs(draw):
    """Batches of four and a last one of two or three; more than two classes at times."""
    features, hidden, classes = draw.sizes("D", "H", "K", least=2, most=4)
    examples, validated = 4 * draw.integer(1, 2) + draw.integer(2, 4), draw.integer(1, 4)
    return {
        "w1": draw.numbers(features, hidden),
        "w2": draw.numbers(hidden, classes),
        "x": draw.numbers(examples, features),
        "y": draw.whole(0, classes - 1, examples),
        "x_val": draw.numbers(validated, features),
        "y_val": draw.whole(0, classes - 1, validated),
        **draw.options(epochs=(2, 1), lr=(0.1, 1.0)),
    }


def _given(examples, validated, **more):
    rng = np.random.default_rng(11)
    return {
        "w1": rng.normal(size=(2, 3)).round(2),
        "w2": rng.normal(size=(3, 2)).round(2),
        "x": rng.normal(size=(examples, 2)).round(2),
        "y": np.arange(examples) * 5 % 3 % 2,
        "x_val": rng.normal(size=(validated, 2)).round(2),
        "y_val": np.arange(validated) % 2,
        **more,
    }


POINTS = {
    "one batch": point("are trained on in batches of 4", **_given(4, 3, epochs=1)),
    "two full batches": point("are trained on in batches of 4", **_given(8, 3, epochs=1)),
    "a smaller last batch": point("the last may have 2 or 3", **_given(6, 3, epochs=1)),
    "several epochs": point("3 unless said", **_given(8, 3)),
    "one validation example": point("M is at least 1", **_given(4, 1, epochs=2)),
    "no epoch": point("`epochs` may be 0", **_given(4, 2, epochs=0)),
}
CREDIT = [
    credit(15, "the losses", output="losses"),
    credit(10, "the first weights", output="w1"),
    credit(10, "the second weights", output="w2"),
    credit(15, "a single batch", points=("one batch",)),
    credit(15, "two batches", points=("two full batches",)),
    credit(15, "a smaller last batch", points=("a smaller last batch",)),
    credit(10, "several epochs", points=("several epochs",)),
    credit(10, "arguments left alone", effects=True),
]
EXAMPLE = _given(4, 2, epochs=2)


def second_opinion(w1, w2, x, y, x_val, y_val, epochs=3, lr=0.5):
    """The gradients by hand, in NumPy."""
    mean, var, losses = np.zeros(w1.shape[1]), np.ones(w1.shape[1]), []

    def softmax(scores):
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    for _ in range(epochs):
        for first in range(0, len(x), 4):
            xs, ys = x[first : first + 4], y[first : first + 4]
            z = xs @ w1
            gap = z - z.mean(axis=0)
            sigma = np.sqrt((gap**2).mean(axis=0) + 1e-5)
            hat = gap / sigma
            units = np.tanh(hat)
            errors = (softmax(units @ w2) - np.eye(w2.shape[1])[ys]) / len(xs)
            g = errors @ w2.T * (1 - units**2)
            dz = (g - g.mean(axis=0) - hat * (g * hat).mean(axis=0)) / sigma
            w1, w2 = w1 - lr * xs.T @ dz, w2 - lr * units.T @ errors
            mean = 0.9 * mean + 0.1 * z.mean(axis=0)
            var = 0.9 * var + 0.1 * z.var(axis=0, ddof=1)
        p = softmax(np.tanh((x_val @ w1 - mean) / np.sqrt(var + 1e-5)) @ w2)
        losses.append(float(-np.log(p[np.arange(len(p)), y_val]).mean()))
    return losses, w1, w2


SURVIVORS = {
    "with torch.no_grad(): … → if True: …": (
        "equivalent in its values: a graph is recorded and thrown away"
    )
}
