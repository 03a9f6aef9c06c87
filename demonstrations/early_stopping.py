"""Early stopping on few labels, some of them wrong

150 digits to train on, three in ten labels wrong, and 150 with true labels as validation set. A
wide network has learned what is general after two dozen epochs; from then on it learns the wrong
labels by heart, and what it says of new digits gets worse. The weights have to be those of the best
epoch, as a copy: at the epoch where patience ran out they are worse already. A validation set with
wrong labels of its own finds the epoch less well: its loss punishes confidence in what is true.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.models.mlp import MLP
from heldout.nn.optimizers.adam import Adam
from heldout.nn.shapes import Array, Labels, Parameters
from heldout.nn.training.early_stopping import EarlyStopping
from heldout.nn.training.epoch import train_epoch
from heldout.nn.training.label_noise import flip_labels
from heldout.nn.training.snapshot import restore, snapshot

from .data import digits
from .finding import Finding

TITLE = "Early stopping on few labels, some of them wrong"
ROWS = ["Early stopping", "restore_best_weights"]
EPOCHS, PATIENCE, SEEDS = 120, 10, 5


def findings() -> list[Finding]:
    """Means over five drawings of the data and of the network."""
    runs = np.array([_run(seed) for seed in range(SEEDS)])
    stopped, best, full, stopped_loss, best_loss, full_loss, epochs = runs.mean(axis=0)
    return [
        Finding("test error of the full run", full, 2.0, "%", 1, at_least=25),
        Finding("test error of the best weights, restored", best, 2.0, "%", 1, at_most=25),
        Finding("test error gained by stopping", full - best, 2.0, "%", 1, at_least=5),
        Finding("test error at the epoch of the stop, nothing restored", stopped, 2.0, "%", 1),
        Finding("test loss of the full run", full_loss, 0.2, "nats", at_least=1.05),
        Finding("test loss at the epoch of the stop", stopped_loss, 0.1, "nats"),
        Finding("test loss of the best weights", best_loss, 0.1, "nats", at_most=1.0),
        Finding(
            "test loss gained by restoring", stopped_loss - best_loss, 0.05, "nats", at_least=0.0
        ),
        Finding(f"epochs until the stop, of {EPOCHS}", epochs, 8, digits=0, at_most=60),
    ]


def _run(seed: int) -> tuple[float, ...]:
    data, rng = digits(seed), np.random.default_rng(seed)
    y = flip_labels(data.train_y[:150], 0.3, 10, rng)
    x = data.train_x[:150]
    model, optimizer = MLP((64, 128, 10), rng), Adam(3e-3)

    def loss_of(rows: Labels) -> tuple[float, Parameters]:
        logits, cache = model.forward(x[rows])
        loss, dlogits = cross_entropy(logits, y[rows])
        return loss, model.backward(dlogits, cache)

    watch, epochs, at_stop = EarlyStopping(PATIENCE), 0, snapshot(model.parameters)
    for epoch in range(1, EPOCHS + 1):
        train_epoch(model.parameters, loss_of, optimizer, samples=150, size=32, rng=rng)
        if not epochs:
            logits, _ = model.forward(data.train_x[150:300])
            if watch.stop(cross_entropy(logits, data.train_y[150:300])[0], model.parameters):
                epochs, at_stop = epoch, snapshot(model.parameters)
    full_error, full_loss = _test(model, data.test_x, data.test_y)
    restore(model.parameters, at_stop)
    stopped_error, stopped_loss = _test(model, data.test_x, data.test_y)
    watch.restore_best_weights(model.parameters)
    best_error, best_loss = _test(model, data.test_x, data.test_y)
    return (
        stopped_error,
        best_error,
        full_error,
        stopped_loss,
        best_loss,
        full_loss,
        epochs,
    )


def _test(model: MLP, x: Array, y: Labels) -> tuple[float, float]:
    """Error in percent, and loss."""
    logits, _ = model.forward(x)
    return 100 * float((logits.argmax(axis=1) != y).mean()), cross_entropy(logits, y)[0]
