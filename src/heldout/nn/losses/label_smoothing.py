"""Label smoothing: a target that never asks for certainty.

                        of the label     of each other      C = 10, ε = 0.1
    over all classes    1 − ε + ε/C      ε/C                0.91 and 0.01
    over the others     1 − ε            ε/(C − 1)          0.9 and 0.0111

Both sum to 1. The trap is to mix them: 1 − ε with ε/C sums to 1 − ε/C. They are one family: ε over
the others is ε C/(C − 1) over all. A one-hot target is met only by an infinite logit, so weights
grow for ever; a smoothed one is met at a finite distance between the logits, log(q_label/q_other).
The loss goes then not to 0 but to the entropy of q: 0.5003 for the first row.
Source: Szegedy, Vanhoucke, Ioffe, Shlens and Wojna, 2016, section 7.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from ..shapes import Array, Labels, labels, must, sizes
from .cross_entropy import categorical_cross_entropy

__all__ = ["label_smoothed_cross_entropy", "smooth_labels"]

Over = Literal["all", "others"]


def smooth_labels(target: Labels, classes: int, epsilon: float = 0.1, over: Over = "all") -> Array:
    """Targets (N, C), float64, from labels (N,); ε is shared by all classes or by the others."""
    target = labels("target", target, classes)
    must(target.ndim == 1, "target must have shape (N,)", f"shape {target.shape}", "One each.")
    must(0 <= epsilon <= 1, "epsilon must lie from 0 to 1", epsilon, "0.1 is a start.")
    must(over in {"all", "others"}, 'over must be "all" or "others"', over, "See the formulas.")
    must(classes > 1 or over == "all", "there must be another class", classes, 'Use over="all".')
    other = epsilon / classes if over == "all" else epsilon / (classes - 1)
    q = np.full((len(target), classes), other)  # (N, C)
    q[np.arange(len(target)), target] = 1 - (classes - 1) * other
    return q


def label_smoothed_cross_entropy(
    logits: Array, target: Labels, epsilon: float = 0.1, over: Over = "all"
) -> tuple[float, Array]:
    """The mean cross-entropy with smoothed labels, and its gradient by the logits (N, C)."""
    _, C = sizes("logits", logits, "N C")
    return categorical_cross_entropy(logits, smooth_labels(target, C, epsilon, over))
