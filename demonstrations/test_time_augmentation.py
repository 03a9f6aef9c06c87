"""Test-time augmentation: five views help a network that has met such views

Held-out digits as they are, and moved by up to a pixel in each direction, which is much on 8×8. A
network that was trained on upright digits only gets worse by being asked about five views: it knows
nothing of moved ones, and four of the five are moved. Trained with the same five views, it errs
less when it is asked about all of them, on both kinds of image. The views have to be such as the
training made the answer indifferent to.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.activations.softmax import softmax
from heldout.nn.data.flips_and_shifts import shift
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.models.fit import fit
from heldout.nn.models.mlp import MLP
from heldout.nn.optimizers.adam import Adam
from heldout.nn.shapes import Array, Labels
from heldout.nn.training.test_time_augmentation import five_views, predict_with_views

from .data import digits
from .finding import Finding

TITLE = "Test-time augmentation: five views help a network that has met such views"
ROWS = ["Test-time augmentation"]
SEEDS = 3


def findings() -> list[Finding]:
    """Test errors, means over three networks of each kind."""
    runs = np.mean([_run(seed) for seed in range(SEEDS)], axis=0)
    (upright, upright_five), (upright_moved, upright_moved_five) = runs[0]
    (taught, taught_five), (moved, moved_five) = runs[1]
    return [
        Finding("trained upright: error of one view", upright, 1, "%", 1),
        Finding("trained upright: error of five", upright_five, 3, "%", 1),
        Finding("lost by five views", upright_five - upright, 3, "%", 1, at_least=2),
        Finding("trained upright, digits moved: one view", upright_moved, 3, "%", 1),
        Finding("trained upright, digits moved: five", upright_moved_five, 3, "%", 1),
        Finding("trained on the views: error of one", taught, 1, "%", 1),
        Finding("trained on the views: error of five", taught_five, 1, "%", 1),
        Finding("gained by five views", taught - taught_five, 0.8, "%", 1, at_least=0.2),
        Finding("trained on the views, digits moved: one", moved, 3, "%", 1),
        Finding("trained on the views, digits moved: five", moved_five, 3, "%", 1),
        Finding(
            "gained by five views of moved digits", moved - moved_five, 2.5, "%", 1, at_least=3
        ),
    ]


def _run(seed: int) -> Array:
    """Errors by network (upright, views), by images (as they are, moved), by views (one, five)."""
    data, rng = digits(seed), np.random.default_rng(seed)
    train, test = data.train_x.reshape(-1, 8, 8), data.test_x.reshape(-1, 8, 8)
    down, right = rng.integers(-1, 2, size=(2, len(test)))
    moved = shift(test, down, right)  # (N, 8, 8)
    views = np.concatenate(five_views(train))
    models = [
        _fitted(train, data.train_y, rng, 40),
        _fitted(views, np.tile(data.train_y, 5), rng, 8),
    ]
    table = []
    for model in models:

        def predict(images: Array, model: MLP = model) -> Array:
            return softmax(model.forward(images.reshape(len(images), -1))[0])

        table.append(
            [
                [
                    100 * float((p.argmax(axis=1) != data.test_y).mean())
                    for p in (predict(images), predict_with_views(predict, five_views(images)))
                ]
                for images in (test, moved)
            ]
        )
    return np.array(table)


def _fitted(images: Array, y: Labels, rng: np.random.Generator, epochs: int) -> MLP:
    model = MLP((64, 64, 10), rng)
    x = images.reshape(len(images), -1)
    fit(model, x, y, cross_entropy, Adam(3e-3), rng, epochs=epochs)
    return model
