"""Layer normalization against batch normalization in small batches

Three hidden layers of 64 on the digits, plain gradient descent at a rate of 0.05, four epochs;
only the size of the batch differs. In a batch of two, batch norm leaves of each unit only which
of the two rows has more (x̂ is +1 and −1), and its running statistics are noise. Layer norm takes
the statistics of each row by itself and does not notice. From batches of eight on neither is
better for certain; both get worse again with size, because four epochs are then fewer steps.
"""

from __future__ import annotations

from .batch_norm_rates import trained
from .finding import Finding

__all__ = ["ROWS", "TITLE", "findings"]

TITLE = "Layer normalization against batch normalization in small batches"
ROWS = ["Layer normalization", "Batch normalization", "model.eval() / train()"]


def findings() -> list[Finding]:
    """Held-out errors for each size of batch."""
    widths = [64, *[64] * 3, 10]
    claims = {
        ("batch", 2): (25.0, None, 30),  # wild: another order of sums changes it by a third
        ("batch", 4): (None, None, 8),
        ("layer", 2): (None, 8.0, 3),
        ("batch", 8): (None, 8.0, 3),
        ("batch", 64): (None, 15.0, 4),
        ("layer", 64): (None, 15.0, 4),
    }
    found = []
    for size in (2, 4, 8, 16, 64):
        for norm in ("batch", "layer"):
            at_least, at_most, within = claims.get((norm, size), (None, None, 3))
            _, wrong = trained(norm, 0.05, size, 4, widths, seed=0)
            says = f"held-out error, {norm} norm, batches of {size}"
            found.append(Finding(says, wrong, within, "%", 1, at_least=at_least, at_most=at_most))
    return found
