"""Five outliers in a hundred: squared error follows them, absolute error does not

The best constant under squared error is the mean, under absolute error the median; one far target
moves the first as far as it likes. On the diabetes data a linear model is fitted twice by each
loss: to the targets as they are, and with 5 % of the training targets ten times too large (a
slipped decimal point). On clean targets squared error is as good as any; Huber's loss gives up
nothing there and hardly notices the outliers.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from sklearn.datasets import load_diabetes

from demonstrations.finding import Finding
from heldout.nn.losses import huber, mae, mse
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import Array

TITLE = "Five outliers in a hundred: squared error follows them, absolute error does not"
ROWS = ["MAE", "Squared error (MSE / SSE)", "Linear activation"]
Loss = Callable[[Array, Array], tuple[float, Array]]
LOSSES: dict[str, Loss] = {"squared error": mse, "absolute error": mae, "Huber's loss": huber}


def findings() -> list[Finding]:
    """What the constants move by, and the held-out absolute errors, in units of the target."""
    x, y = load_diabetes(return_X_y=True)
    rng = np.random.default_rng(0)
    order = rng.permutation(len(y))
    train, test = order[:332], order[332:]
    x = x / x[train].std(axis=0)  # (442, 10)
    slipped = y[train].copy()
    slipped[rng.choice(len(train), 17, replace=False)] *= 10

    found = []
    nothing = np.zeros((len(train), 0))
    limits = {"squared error": (50.0, None), "absolute error": (None, 15.0)}
    for name, (least, most) in limits.items():
        clean, dirty = (_fit(nothing, t, LOSSES[name])["bias"][0] for t in (y[train], slipped))
        says = f"the best constant under {name} moves by"
        found.append(Finding(says, dirty - clean, 0.5, digits=1, at_least=least, at_most=most))
    for name, loss in LOSSES.items():
        for kind, target in (("clean", y[train]), ("5 % slipped", slipped)):
            p = _fit(x[train], target, loss)
            error = np.abs(x[test] @ p["weight"] + p["bias"] - y[test]).mean()
            spoiled = name == "squared error" and kind != "clean"
            found.append(
                Finding(
                    f"linear model by {name}, {kind}: held-out mean absolute error",
                    error,
                    0.5,
                    digits=1,
                    at_least=70 if spoiled else None,
                    at_most=None if spoiled else 52,
                )
            )
    return found


def _fit(x: Array, target: Array, loss: Loss, steps: int = 1500) -> dict[str, Array]:
    """A linear model by Adam with a falling rate; targets in hundreds, so that Huber's δ is 100."""
    p = {"weight": np.zeros(x.shape[1]), "bias": np.zeros(1)}
    optimizer = Adam()
    for step in range(steps):
        optimizer.learning_rate = 0.02 * (1 - step / steps)
        _, dy = loss(x @ p["weight"] + p["bias"], target / 100)
        optimizer.step(p, {"weight": x.T @ dy, "bias": dy.sum(keepdims=True)})
    return {name: 100 * value for name, value in p.items()}
