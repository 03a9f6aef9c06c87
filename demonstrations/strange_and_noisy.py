"""What an autoencoder takes for noise, and what for strange

Trained on one kind of digit, it repeats that kind well and others badly: its error tells them
apart, though PCA of the same width does so almost as well. Trained on nine kinds, it repeats much
of the tenth too, and the score gets worse: an error is a sign of strangeness, no proof.
Trained to undo noise it takes away more than PCA of the best width, while one that was trained to
copy leaves most of it in place.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.losses.squared import mse
from heldout.nn.metrics.roc import roc_auc
from heldout.nn.models import Autoencoder, fit, fit_denoising, gaussian_noise, pca
from heldout.nn.optimizers import Adam

from .data import Split, digits
from .finding import Finding

TITLE = "What an autoencoder takes for noise, and what for strange"
ROWS = ["Denoising/anomaly use of AE"]

KINDS = (0, 3, 8)


def findings() -> list[Finding]:
    """AUC of the reconstruction error; errors before and after denoising."""
    split = digits()
    train_x, test_x = split.train_x.astype(np.float32), split.test_x.astype(np.float32)
    split = Split(train_x, split.train_y, test_x, split.test_y)
    return [*_strange(split), *_noisy(split)]


def _strange(split: Split) -> list[Finding]:
    scores: dict[str, list[float]] = {"one": [], "one, PCA": [], "nine": [], "nine, PCA": []}
    for kind in KINDS:
        for name, kept, epochs in (
            ("one", split.train_y == kind, 60),
            ("nine", split.train_y != kind, 15),
        ):
            x = split.train_x[kept]
            strange = ((split.test_y == kind) == (name == "nine")).astype(int)
            rng = np.random.default_rng(0)
            model = Autoencoder((64, 32, 6), rng, dtype=np.float32)
            fit(model, x, x, mse, Adam(5e-3), rng, epochs=epochs, size=16 if epochs > 20 else 32)
            flat = pca(x, 6)
            scores[name].append(roc_auc(model.anomaly_score(split.test_x), strange))
            scores[f"{name}, PCA"].append(roc_auc(flat.anomaly_score(split.test_x), strange))
    mean = {name: float(np.mean(values)) for name, values in scores.items()}
    of = "mean AUC over 0, 3 and 8"
    return [
        Finding(
            f"trained on one kind, others strange: {of}", mean["one"], 0.02, digits=3, at_least=0.95
        ),
        Finding("the same by PCA of 6 axes", mean["one, PCA"], 0.01, digits=3),
        Finding(
            f"trained on nine kinds, the tenth strange: {of}",
            mean["nine"],
            0.05,
            digits=3,
            at_least=0.7,
        ),
        Finding("the same by PCA of 6 axes", mean["nine, PCA"], 0.01, digits=3),
    ]


def _noisy(split: Split) -> list[Finding]:
    def noise(x, rng):
        return gaussian_noise(x, 0.3, rng)

    x, clean = split.train_x, split.test_x
    spoiled = noise(clean, np.random.default_rng(5))
    models = []
    for denoising in (True, False):
        rng = np.random.default_rng(0)
        model = Autoencoder((64, 96, 32), rng, dtype=np.float32)
        if denoising:
            fit_denoising(model, x, noise, Adam(3e-3), rng, epochs=25)
        else:
            fit(model, x, x, mse, Adam(3e-3), rng, epochs=25)
        models.append(float(((model.forward(spoiled)[0] - clean) ** 2).mean()))
    flats = [pca(x, width) for width in (8, 10, 12, 16, 20)]
    best = min(float(((p.decode(p.encode(spoiled)) - clean) ** 2).mean()) for p in flats)
    before = float(((spoiled - clean) ** 2).mean())
    return [
        Finding("mean square of the noise", before, 0.001, digits=4),
        Finding("left after the denoising autoencoder", models[0], 0.003, digits=4, at_most=0.031),
        Finding("left after PCA of the best width of five", best, 0.001, digits=4),
        Finding(
            "left after the same autoencoder trained to copy",
            models[1],
            0.02,
            digits=4,
            at_least=0.045,
        ),
    ]
