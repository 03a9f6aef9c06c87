"""Calibration: of what is said with 80 % confidence, is 80 % right?

    bins of equal width over the confidence c = max_c p;  in bin b: n_b samples, their mean
    confidence conf_b, and the share of them that is right, acc_b
    ECE = Σ_b (n_b / N) |acc_b − conf_b|

Accuracy and calibration are different virtues: a model that gives every sample the shares of the
classes is perfectly calibrated and useless. Traps: a confidence of exactly 1 belongs to the last
bin, not to one beyond it; an empty bin has no accuracy (nan here, and no part in the sum); and ECE
depends on the bins, so that it compares models only with the same ones and many samples.
Sources: Naeini, Cooper and Hauskrecht, 2015; Guo, Pleiss, Sun and Weinberger, 2017.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..shapes import Array, Labels, floating, labels, must, sizes

__all__ = ["Reliability", "expected_calibration_error", "reliability"]


class Reliability(NamedTuple):
    """One entry for each bin (B,): mean confidence and accuracy (nan if empty), and samples."""

    confidence: Array
    accuracy: Array
    samples: Labels


def reliability(probability: Array, target: Labels, bins: int = 10) -> Reliability:
    """The bins of the reliability diagram, from probabilities (N, C) and labels (N,)."""
    p = floating("probability", probability).astype(np.float64)
    N, C = sizes("probability", p, "N C", "Of two classes give both: np.stack([1 - p, p], axis=1).")
    target = labels("target", target, C)
    must(
        target.shape == (N,) and N > 0, f"target must have shape ({N},)", target.shape, "One each."
    )
    must(
        bool(((p >= 0) & (p <= 1)).all()),
        "probability must lie from 0 to 1",
        f"{p.min()} to {p.max()}",
        "Scores become probabilities by softmax.",
    )
    must(bins >= 1, "bins must be at least 1", bins, "10 or 15 are usual.")
    confidence, right = p.max(axis=1), p.argmax(axis=1) == target  # (N,)
    inner = np.linspace(0, 1, bins + 1)[1:-1]
    place = np.searchsorted(inner, confidence, side="left")  # (N,) bin of (low, high]
    count = np.bincount(place, minlength=bins)  # (B,)
    some = np.where(count > 0, count, np.nan)
    return Reliability(
        np.bincount(place, weights=confidence, minlength=bins) / some,
        np.bincount(place, weights=right, minlength=bins) / some,
        count,
    )


def expected_calibration_error(probability: Array, target: Labels, bins: int = 10) -> float:
    """The mean over samples of the gap between accuracy and confidence of their bin, 0 to 1."""
    confidence, accuracy, samples = reliability(probability, target, bins)
    gap = np.where(samples > 0, np.abs(accuracy - confidence), 0)
    return float((samples * gap).sum() / samples.sum())
