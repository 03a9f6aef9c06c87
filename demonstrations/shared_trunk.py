"""Eight tasks on one trunk: related ones help, unrelated ones crowd it

Each task is to say a number from 20 inputs of which only two directions matter; there are 150 noisy
examples. Eight tasks that look along the same two directions teach them to the trunk, and the first
task errs about half as much as alone. Eight tasks with directions of their own pull a trunk of four
units apart, and it errs more. A trunk of sixteen has room for all of them: there even unrelated
tasks do no harm, since alone it learns its noise by heart. The generator is known here, so that
"related" is a fact and not a hope.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.losses.squared import mse
from heldout.nn.models import Multitask, fit
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import Array
from heldout.nn.training import weighted_sum

from .finding import Finding

TITLE = "Eight tasks on one trunk: related ones help, unrelated ones crowd it"
ROWS = ["Multitask network"]

TASKS, INPUTS, DIRECTIONS, SAMPLES = 8, 20, 2, 150


def findings() -> list[Finding]:
    """The first task's error on new data, in variances of its targets, over four seeds."""
    alone, related, unrelated = (_mean(kind, 4, 100) for kind in ("alone", "related", "unrelated"))
    wide, crowd = _mean("alone", 16, 60), _mean("unrelated", 16, 60)
    return [
        Finding("trunk of 4 units: error of one task alone", alone, 0.06),
        Finding("error with seven related tasks", related, 0.06),
        Finding("error with seven unrelated tasks", unrelated, 0.1),
        Finding("related, in errors of alone", related / alone, 0.15, "×", at_most=0.8),
        Finding("unrelated, in errors of alone", unrelated / alone, 0.4, "×", at_least=1.25),
        Finding(
            "trunk of 16 units: unrelated, in errors of alone", crowd / wide, 0.15, "×", at_most=1.1
        ),
    ]


def _mean(kind: str, width: int, epochs: int) -> float:
    return float(np.mean([_error(seed, kind, width, epochs) for seed in range(4)]))


def _error(seed: int, kind: str, width: int, epochs: int) -> float:
    rng = np.random.default_rng(seed)
    count = 1 if kind == "alone" else TASKS
    x, new = rng.standard_normal((SAMPLES, INPUTS)), rng.standard_normal((1000, INPUTS))
    spread = 1.5 / np.sqrt(INPUTS)
    first = spread * rng.standard_normal((INPUTS, DIRECTIONS))
    own = spread * rng.standard_normal((TASKS, INPUTS, DIRECTIONS))
    weight = rng.standard_normal((TASKS, DIRECTIONS))
    along = [own[task] if task and kind == "unrelated" else first for task in range(TASKS)]

    def truth(x: Array) -> Array:
        pairs = zip(along, weight, strict=True)
        return np.column_stack([np.tanh(x @ directions) @ w for directions, w in pairs])  # (N, K)

    scale = truth(x).std(axis=0)
    noisy = truth(x) / scale + 0.3 * rng.standard_normal((SAMPLES, TASKS))
    model = Multitask((INPUTS, width), (1,) * count, rng)

    def loss(y: list[Array], target: Array) -> tuple[float, list[Array]]:
        tasks = [mse(out, target[:, [task]]) for task, out in enumerate(y)]
        return weighted_sum(tasks, [1.0] * count)

    fit(model, x, noisy[:, :count], loss, Adam(5e-3), rng, epochs=epochs, size=20)
    return mse(model.forward(new)[0][0][:, 0], truth(new)[:, 0] / scale[0])[0]
