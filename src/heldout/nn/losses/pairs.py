"""What every loss of two like arrays asks first: the same shape, and enough digits.

The trap: predictions (N, 1) less targets (N,) broadcast to (N, N), every prediction against every
target, and the loss is a plausible number that training cannot lower. So shapes must be equal.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must

__all__ = ["paired"]


def paired(prediction: Array, target: Array) -> tuple[Array, Array, np.dtype[np.floating]]:
    """Both as floats, float16 widened to float32 for the sums, and the type of the prediction."""
    prediction, target = floating("prediction", prediction), floating("target", target)
    must(
        prediction.shape == target.shape,
        "prediction and target must have the same shape",
        f"{prediction.shape} and {target.shape}",
        "(N, 1) against (N,) would pair each with all: use prediction[:, 0] or target[:, None].",
    )
    must(
        prediction.size > 0, "there must be a value", f"shape {prediction.shape}", "Nothing to do."
    )
    wide = np.result_type(prediction, np.float32)
    return prediction.astype(wide), target.astype(wide), prediction.dtype
