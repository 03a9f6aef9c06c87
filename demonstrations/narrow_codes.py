"""Narrow codes: autoencoders against PCA of the same width

A swiss roll is a sheet rolled up in three dimensions: two numbers are enough for it, but no plane
is. On digits the gain is smaller, and it shrinks as the code gets wider: most of what is left is
flat. Without a bend an autoencoder finds the plane of PCA and nothing better. One-hot rows through
a linear bottleneck lose what theory says, and with weights by hand one real number is enough for
eight symbols. Rounded codes show what a picture costs: a code of 8 units with 4 bits each is an
eighth of the 256 bits that 64 pixels of 16 greys take.
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_wine, make_swiss_roll

from heldout.nn.losses.squared import mse
from heldout.nn.models import (
    PCA,
    Autoencoder,
    binary_bottleneck,
    fit,
    line_bottleneck,
    linear_bottleneck_error,
    pca,
    psnr,
    rate_distortion,
    subspace_angle,
)
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import Array

from .data import digits
from .finding import Finding

TITLE = "Narrow codes: autoencoders against PCA of the same width"
ROWS = [
    "Autoencoder",
    "Non-linear PCA",
    "Bottleneck / encoder–decoder idiom",
    "Image compression",
]


def findings() -> list[Finding]:
    """Errors beside PCA's; the angle of a linear one; bottlenecks; bits and decibels."""
    return [*_curved(), *_linear(), *_one_hot(), *_digits()]


def _trained(model: Autoencoder, x: Array, *plan: tuple[float, int], size: int = 32) -> Autoencoder:
    rng = np.random.default_rng(1)
    for rate, epochs in plan:
        fit(model, x, x, mse, Adam(rate), rng, epochs=epochs, size=size)
    return model


def _error(model: Autoencoder | PCA, x: Array) -> float:
    return float(model.anomaly_score(x).mean())


def _curved() -> list[Finding]:
    x, _ = make_swiss_roll(1500, random_state=0)
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    bent = Autoencoder((3, 32, 16, 2), np.random.default_rng(0))
    _trained(bent, x[:1000], (1e-2, 40), (2e-3, 30))
    bent_error, flat_error = _error(bent, x[1000:]), _error(pca(x[:1000], 2), x[1000:])
    return [
        Finding("swiss roll, 2 units: error of PCA", flat_error, 0.01, digits=3),
        Finding("swiss roll, 2 units: error of the autoencoder", bent_error, 0.06, digits=3),
        Finding(
            "PCA's error, in those of the autoencoder",
            flat_error / bent_error,
            6,
            "×",
            1,
            at_least=2.5,
        ),
    ]


def _linear() -> list[Finding]:
    x, _ = load_wine(return_X_y=True)
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    model = Autoencoder((13, 2), np.random.default_rng(0))
    _trained(model, x, (1e-2, 1000), (1e-3, 500), size=len(x))
    plane = pca(x, 2)
    angle = subspace_angle(model.parameters["decoder.weight1"], plane.axes)
    ratio = _error(model, x) / _error(plane, x)
    return [
        Finding(
            "linear autoencoder of wine, 2 units: angle to PCA's plane",
            angle,
            0.05,
            "degrees",
            4,
            at_most=0.05,
        ),
        Finding(
            "its error, in those of PCA", ratio, 1e-4, "×", 5, at_least=0.99999, at_most=1.0001
        ),
    ]


def _one_hot() -> list[Finding]:
    rows, found = np.eye(8), []
    for width in (1, 3, 7):
        model = Autoencoder((8, width), np.random.default_rng(0))
        _trained(model, rows, (1e-2, 1200), (1e-3, 300), size=8)
        best = linear_bottleneck_error(8, width)
        says = f"8-{width}-8 linear, one-hot rows: error (theory {best:.4f})"
        found.append(
            Finding(
                says,
                _error(model, rows),
                2e-4,
                digits=4,
                at_least=max(0, best - 1e-6),
                at_most=best + 1e-3,
            )
        )
    for name, model in (
        ("8-3-8, codes of ±1", binary_bottleneck(3)),
        ("8-1-8, one number", line_bottleneck(8)),
    ):
        right = float((model.forward(rows)[0].argmax(axis=1) == np.arange(8)).mean())
        says = f"{name}, weights by hand: symbols that come back"
        found.append(Finding(says, 100 * right, 0, "%", 0, at_least=100))
    return found


def _digits() -> list[Finding]:
    split, found = digits(), []
    x, test = split.train_x.astype(np.float32), split.test_x.astype(np.float32)
    for width, least in ((8, 1.1), (16, None)):
        model = Autoencoder((64, 64, width), np.random.default_rng(0), dtype=np.float32)
        _trained(model, x, (5e-3, 30), (5e-4, 15))
        flat = pca(x, width)
        ratio = _error(flat, test) / _error(model, test)
        says = f"digits, {width} units: PCA's error, in those of 64-64-{width}-64-64"
        found.append(Finding(says, ratio, 0.1, "×", at_least=least))
        if width == 8:
            for bits in (1, 2, 4, 8):
                rate, error = rate_distortion(model, x, test, bits)
                says = f"digits in {rate} bits each ({width} units of {bits})"
                least = 15.5 if bits == 4 else None
                found.append(Finding(says, psnr(error), 0.4, "dB", 1, at_least=least))
            _, error = rate_distortion(flat, x, test, 4)
            found.append(Finding("digits in 32 bits each by PCA", psnr(error), 0.3, "dB", 1))
    return found
