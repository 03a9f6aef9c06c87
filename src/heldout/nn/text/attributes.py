"""Zero-shot learning by attributes: learn what things are like, then name what was never seen.

    seen classes teach      p_m(x) = P(attribute m | x),  one logistic regression each
    ŷ(x) = argmax_c Σ_m [ a_cm log p_m(x) + (1 − a_cm) log(1 − p_m(x)) ]

Letters: N samples of D features, C classes, M attributes, a_cm ∈ {0, 1} the description
("signature") of class c. A class needs no picture, only a row of a: "closed loop above, open stroke
below".

Three traps. An attribute that all seen classes share, or all lack, cannot be learned: ShapeError.
Classes with equal descriptions cannot be told apart: they tie, and the first is taken; ShapeError
too. And scoring unseen classes against unseen ones only is the easy question: give `scores` the
seen ones as well, and see how many samples they draw away.

Source: Lampert, Nickisch and Harmeling, 2009 (direct attribute prediction, equation 2).
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, Labels, floating, labels, must, sizes
from .logistic import Logistic

__all__ = ["AttributeClassifier"]


class AttributeClassifier:
    """M logistic regressions, fitted to x (N, D) of seen classes with descriptions (C, M)."""

    def __init__(
        self, x: Array, classes: Labels, descriptions: Array, *, penalty: float = 1e-2
    ) -> None:
        x = floating("x", x)
        N, _ = sizes("x", x, "N D")
        a = _checked(descriptions)  # (C, M)
        classes = labels("classes", classes, len(a))
        must(classes.shape == (N,), f"classes must have shape ({N},)", classes.shape, "One each.")
        has = a[classes]  # (N, M)
        mixed = (has.min(axis=0) == 0) & (has.max(axis=0) == 1)  # (M,)
        must(
            bool(mixed.all()),
            "each attribute must be there in some seen class and absent in another",
            f"attributes {np.flatnonzero(~mixed).tolist()} are the same in all",
            "Leave them out, or teach with other classes.",
        )
        self.attributes = [Logistic(x, column, penalty=penalty) for column in has.T]

    def probabilities(self, x: Array) -> Array:
        """p_m(x) of each sample (N, D) and attribute: (N, M)."""
        return np.stack([one.probabilities(x) for one in self.attributes], axis=1)

    def scores(self, x: Array, descriptions: Array) -> Array:
        """The log-probability of each description (C, M), of classes seen or not: (N, C)."""
        a = _checked(descriptions)
        M = len(self.attributes)
        must(a.shape[1] == M, f"descriptions must have {M} columns", a.shape, "As in training.")
        must(
            len(np.unique(a, axis=0)) == len(a),
            "no two classes may have the same description",
            f"{len(a) - len(np.unique(a, axis=0))} repeated",
            "Add an attribute in which they differ.",
        )
        z = np.stack([one.scores(x) for one in self.attributes], axis=1)  # (N, M)
        log_no = -(np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))))  # (N, M): log(1 − p), finite
        return (z @ a.T.astype(z.dtype)) + log_no.sum(
            axis=1, keepdims=True
        )  # log p = z + log(1 − p)


def _checked(descriptions: Array) -> Array:
    a = floating("descriptions", descriptions)
    sizes("descriptions", a, "C M")
    must(bool(np.isin(a, (0, 1)).all()), "descriptions must hold 0 and 1", a, "Round them.")
    return a
