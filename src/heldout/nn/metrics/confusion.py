"""The confusion matrix: how often each class was taken for each.

    M[i, j] = samples of class i that were called j

Rows are the truth, so each row sums to the size of its class; columns are what was said. On the
diagonal is what is right: accuracy is its share of the whole. The trap is the order: with the two
arguments exchanged the matrix is transposed, and precision and recall change places without a sign
of it. The prediction comes first here, as in every loss; scikit-learn takes the truth first.
Source: Pearson, 1904 (contingency tables).
"""

from __future__ import annotations

import numpy as np

from ..shapes import Labels, labels, must

__all__ = ["confusion_matrix"]


def confusion_matrix(predicted: Labels, target: Labels, classes: int) -> Labels:
    """Counts (C, C), int64: a row for each true class, a column for each predicted one."""
    predicted = labels("predicted", predicted, classes).ravel()
    target = labels("target", target, classes).ravel()
    must(
        predicted.shape == target.shape,
        "predicted and target must have as many entries",
        f"{predicted.size} and {target.size}",
        "One prediction for each sample.",
    )
    pairs = target.astype(np.int64) * classes + predicted  # one number for each cell
    return np.bincount(pairs, minlength=classes**2).reshape(classes, classes)  # (C, C)
