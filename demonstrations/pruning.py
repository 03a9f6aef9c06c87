"""Pruning: how many weights a digit network does not need

A trained network of 4,736 weights loses the smallest of them, and what is left is trained for eight
more epochs under the mask. Half of the weights can go for nothing; with four fifths gone the
accuracy is still there, but only after fine-tuning. Which weights go matters: the same number drawn
by lot costs far more, even when fine-tuned. Taking them in four rounds with two epochs after each,
the same training in all, gains nothing here; at 95 % no way saves it.
"""

from __future__ import annotations

import copy

import numpy as np

from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.models.fit import fit
from heldout.nn.models.mlp import MLP
from heldout.nn.optimizers.adam import Adam
from heldout.nn.shapes import Array
from heldout.nn.training.pruning import (
    MaskedOptimizer,
    Masks,
    apply_masks,
    gradual_sparsity,
    magnitude_masks,
    prune_iteratively,
    random_masks,
)

from .data import Split, digits
from .finding import Finding

TITLE = "Pruning: how many weights a digit network does not need"
ROWS = ["Pruning"]
SEEDS, SPARSITIES = 3, (0.5, 0.8, 0.9, 0.95)


def findings() -> list[Finding]:
    """Accuracies on held-out digits, means over three networks."""
    whole, pruned = zip(*(_run(seed) for seed in range(SEEDS)), strict=True)
    full = float(np.mean(whole))
    found = [Finding("accuracy of the whole network", full, 1, "%", 1, at_least=95)]
    for sparsity, row in zip(SPARSITIES, np.mean(pruned, axis=0), strict=True):
        at = f"{100 * sparsity:.0f} % pruned"
        smallest, tuned, rounds, lot = row
        found += [
            Finding(f"{at}: by magnitude", smallest, 6, "%", 1),
            Finding(f"{at}: and fine-tuned", tuned, 3, "%", 1),
            Finding(f"{at}: in four rounds", rounds, 4, "%", 1),
            Finding(f"{at}: by lot, and fine-tuned", lot, 6, "%", 1),
        ]
    half, most = np.mean(pruned, axis=0)[:2]
    return [
        *found,
        Finding("lost at 50 %, fine-tuned", full - half[1], 1, "%", 1, at_most=1),
        Finding("lost at 80 %, fine-tuned", full - most[1], 1, "%", 1, at_most=2),
        Finding("magnitude over lot at 80 %", most[1] - most[3], 3, "%", 1, at_least=3),
    ]


def _run(seed: int) -> tuple[float, Array]:
    """The accuracy of the whole network, and a row for each sparsity."""
    data, rng = digits(seed), np.random.default_rng(seed)
    model = MLP((64, 64, 10), rng)
    _trained(model, {}, data, 30)
    rows = []
    for sparsity in SPARSITIES:
        smallest = magnitude_masks(model.parameters, sparsity)
        lot = random_masks(model.parameters, sparsity, rng)
        in_rounds = copy.deepcopy(model)
        steps = [gradual_sparsity(step, 4, sparsity) for step in range(1, 5)]
        prune_iteratively(
            in_rounds.parameters, steps, lambda masks, m=in_rounds: _trained(m, masks, data, 2)
        )
        cut = _pruned(model, smallest)
        rows.append(
            [
                _accuracy(cut, data),
                _accuracy(_trained(cut, smallest, data, 8), data),
                _accuracy(in_rounds, data),
                _accuracy(_trained(_pruned(model, lot), lot, data, 8), data),
            ]
        )
    return _accuracy(model, data), np.array(rows)


def _pruned(model: MLP, masks: Masks) -> MLP:
    """A copy without the weights that the masks leave out."""
    cut = copy.deepcopy(model)
    apply_masks(cut.parameters, masks)
    return cut


def _trained(model: MLP, masks: Masks, data: Split, epochs: int) -> MLP:
    optimizer, rng = MaskedOptimizer(Adam(3e-3), masks), np.random.default_rng(1)
    fit(model, data.train_x, data.train_y, cross_entropy, optimizer, rng, epochs=epochs)
    return model


def _accuracy(model: MLP, data: Split) -> float:
    scores, _ = model.forward(data.test_x)
    return 100 * float((scores.argmax(axis=1) == data.test_y).mean())
