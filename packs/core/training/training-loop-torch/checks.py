"""What a training loop is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = (
    "train_losses",
    "val_losses",
    "state of the model",
    "types, mode and graphs",
)
TOLERANCE = (1e-8, 1e-7)


def _plain(array):
    """Tensors in lists want memory of their own."""
    return np.array(array, order="C")


def inputs(draw):
    """Batches of which the last is smaller or larger; a model that comes in either mode."""
    features, hidden, outputs = draw.sizes("D", "H", "K", most=4)

    def batches(*counts):
        return [
            (_plain(draw.numbers(n, features, centre=1.0)), _plain(draw.numbers(n, outputs)))
            for n in counts
        ]

    return {
        "w1": draw.numbers(features, hidden),
        "scale": draw.numbers(hidden, centre=1.0, spread=0.3),
        "w2": draw.numbers(hidden, outputs),
        "train": batches(4, *[draw.integer(2, 3) for _ in range(draw.one_of(1, 0, 2))]),
        "val": batches(3, *[draw.integer(1, 2) for _ in range(draw.one_of(1, 0, 2))]),
        "epochs": draw.one_of(2, 1, 3),
        **draw.options(lr=(0.3, 0.01), training=(False,)),
    }


def _given(train, val, **more):
    """Batches of those sizes."""
    rng = np.random.default_rng(3)
    batches = {
        name: [(rng.normal(1, 1, (n, 2)).round(2), rng.normal(size=(n, 1)).round(2)) for n in those]
        for name, those in (("train", train), ("val", val))
    }
    return {
        "w1": rng.normal(size=(2, 3)).round(2),
        "scale": np.array([1.0, 0.5, 1.5]),
        "w2": rng.normal(size=(3, 1)).round(2),
        **batches,
        **more,
    }


_MODE = "The model may come in either mode"

POINTS = {
    "one batch, one epoch": point("Each epoch", **_given([4], [3], epochs=1)),
    "a model in evaluation mode": point(_MODE, **_given([4, 4], [3], epochs=1, training=False)),
    "three epochs": point("Each epoch", **_given([4, 4], [3, 3], epochs=3)),
    "a smaller last batch": point(
        "**The last batch may be smaller**", **_given([5, 5, 2], [4, 1], epochs=2)
    ),
    "no epoch": point("`epochs` may be 0.", **_given([4], [3], epochs=0)),
}

CREDIT = [
    credit(20, "the losses in training", output="train_losses"),
    credit(20, "the losses in validation", output="val_losses"),
    credit(20, "the state of the model at the end", output="state of the model"),
    credit(
        15,
        "losses that are Python floats, the mode at the end, and no graph in validation",
        output="types, mode and graphs",
    ),
    credit(15, "a smaller last batch", points=("a smaller last batch",)),
    credit(5, "a model that comes in evaluation mode", points=("a model in evaluation mode",)),
    credit(5, "the batches left alone", effects=True),
]

EXAMPLE = _given([3, 2], [2], epochs=1)


def second_opinion(w1, scale, w2, train, val, epochs, lr=0.1, training=True):
    """The network and its gradients by hand, with the running statistics of the normalisation."""
    eps, hidden = 1e-5, len(scale)
    weights = [w1.copy(), scale.copy(), np.zeros(hidden), w2.copy()]
    speeds = [np.zeros_like(w) for w in weights]
    mean, var, seen = np.zeros(hidden), np.ones(hidden), 0
    train_losses, val_losses, recorded = [], [], []
    for _ in range(epochs):
        squares, numbers = 0.0, 0
        for x, y in train:
            first, gamma, beta, second = weights
            z = x @ first
            n = len(z)
            gap = z - z.mean(axis=0)
            sigma = np.sqrt((gap**2).mean(axis=0) + eps)
            hat = gap / sigma
            units = np.tanh(gamma * hat + beta)
            out = units @ second
            errors = out - y
            squares, numbers = squares + (out**2 - 2 * out * y).mean() * n, numbers + n
            slope = 2 * errors / errors.size
            inner = slope @ second.T * (1 - units**2)
            g = inner * gamma
            dz = (g - g.mean(axis=0) - hat * (g * hat).mean(axis=0)) / sigma
            grads = [x.T @ dz, (inner * hat).sum(axis=0), inner.sum(axis=0), units.T @ slope]
            speeds = [0.5 * v + d for v, d in zip(speeds, grads, strict=True)]
            weights = [w - lr * v for w, v in zip(weights, speeds, strict=True)]
            mean = 0.9 * mean + 0.1 * z.mean(axis=0)
            var = 0.9 * var + 0.1 * z.var(axis=0, ddof=1)
            seen += 1
            recorded.append("graph")
        train_losses.append(float(squares / numbers))
        squares, numbers = 0.0, 0
        first, gamma, beta, second = weights
        for x, y in val:
            units = np.tanh(gamma * (x @ first - mean) / np.sqrt(var + eps) + beta)
            out = units @ second
            squares += (out**2 - 2 * out * y).mean() * len(x)
            numbers += len(x)
            recorded.append("no graph")
        val_losses.append(float(squares / numbers))
    state = {
        "0.weight": weights[0].T,
        "1.weight": weights[1],
        "1.bias": weights[2],
        "1.running_mean": mean,
        "1.running_var": var,
        "1.num_batches_tracked": np.array(seen),
        "3.weight": weights[3].T,
    }
    kinds = ", ".join(["float"] * 2 * epochs)
    mode = "training" if training and not epochs else "evaluation"
    return train_losses, val_losses, state, [kinds, mode, ", ".join(recorded)]
