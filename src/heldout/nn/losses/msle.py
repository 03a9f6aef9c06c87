"""Mean squared logarithmic error: what counts is the ratio.

    L = (1/M) Σ r²,   r = log(1 + y) − log(1 + t)          dL/dy = (2/M) r / (1 + y)

Twice the target costs nearly the same at 100 as at 1,000,000. Too low is punished more than too
high by the same amount. The logarithm is of 1 + y, so that a target of 0 is allowed; log1p keeps
the digits of small values. The trap: a network with a linear output gives values below −1, where
there is no logarithm, only nan. They are refused here; end such a network with a softplus, or
predict log(1 + t) itself under MSE.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, must
from .pairs import paired

__all__ = ["msle"]


def msle(prediction: Array, target: Array) -> tuple[float, Array]:
    """The mean over all values, and its gradient by the prediction; all must be above −1."""
    y, t, kind = paired(prediction, target)
    lowest = min(y.min(), t.min())
    must(
        bool(lowest > -1), "values must be above −1", lowest, "Predict log(1 + t) with MSE instead."
    )
    ratio = np.log1p(y) - np.log1p(t)
    return float((ratio**2).mean()), (2 * ratio / (1 + y) / y.size).astype(kind)
