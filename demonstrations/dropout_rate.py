"""The dropout rate, tuned by uniform(0, 1)

Fourteen rates drawn uniformly, one network of 64 hidden units for each, trained on 200 digits and
scored on others. Between 0 and about a half the curve is nearly flat, and what the best rate gains
over none at all is less than what a validation set of this size can tell apart; beyond 0.9 too few
units are left to say anything. So half of the draws were spent where nobody would look twice. The
rate is the share that is dropped: read as the share that is kept, the worst end becomes the best.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.models.fit import fit
from heldout.nn.models.mlp import MLP
from heldout.nn.optimizers.adam import Adam
from heldout.nn.training.dropout_tuning import tune_dropout
from heldout.nn.training.trials import best_trial

from .data import digits
from .finding import Finding

TITLE = "The dropout rate, tuned by uniform(0, 1)"
ROWS = ["uniform(0,1) dropout tuning"]
TRIALS = 14


def findings() -> list[Finding]:
    """Validation accuracies, and the test accuracy of the rate that is kept."""
    trials = tune_dropout(lambda rate: _accuracies(rate)[0], TRIALS, np.random.default_rng(0))
    rates = np.array([trial.settings["rate"] for trial in trials])
    scores = np.array([trial.score for trial in trials])
    best = best_trial(trials)
    rate = float(best.settings["rate"])
    none = _accuracies(0.0)
    extreme, _ = _accuracies(0.95)
    return [
        Finding("rate that was kept", rate, 0.4, at_most=0.7),
        Finding("validation accuracy at that rate", best.score, 1, "%", 1, at_least=91),
        Finding("validation accuracy without dropout", none[0], 1, "%", 1),
        Finding("test accuracy at that rate", _accuracies(rate)[1], 1.5, "%", 1),
        Finding("test accuracy without dropout", none[1], 1.5, "%", 1),
        Finding(
            "from best to worst among rates up to 0.5", np.ptp(scores[rates <= 0.5]), 1, "%", 1
        ),
        Finding("validation accuracy at 0.95", extreme, 8, "%", 1, at_most=80),
        Finding("draws above a half", float((rates > 0.5).sum()), 0, f"of {TRIALS}", 0),
    ]


def _accuracies(rate: float) -> tuple[float, float]:
    """Of the validation and of the test digits, for one network with that rate."""
    data, rng = digits(0), np.random.default_rng(0)
    model = MLP((64, 64, 10), rng, dropout=rate)
    fit(model, data.train_x[:200], data.train_y[:200], cross_entropy, Adam(3e-3), rng, epochs=40)
    pairs = ((data.train_x[200:], data.train_y[200:]), (data.test_x, data.test_y))
    validation, test = (
        100 * float((model.forward(x)[0].argmax(axis=1) == y).mean()) for x, y in pairs
    )
    return validation, test
