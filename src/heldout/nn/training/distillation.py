"""Knowledge distillation: a small student learns what a large teacher says, not only what is true.

    p = softmax(v / T),  q = softmax(z / T)
    L = α T² KL(p ‖ q) + (1 − α) CE(z, t)
    dL/dz = (α T (q − p) + (1 − α) (softmax(z) − onehot(t))) / N

Letters: N samples, C classes, z logits of the student, v of the teacher, t labels, T temperature.
A high T shows which wrong classes the teacher finds nearly right; that is what the student gains.
The trap is T²: gradients of the soft term shrink like 1/T², and without the factor a change of T
changes the balance of the two terms. For large T the soft gradient becomes (z − v)/C less their
means: matching logits. The hard term is at temperature 1. The teacher gets no gradient.
Source: Hinton, Vinyals and Dean, 2015, section 2.
"""

from __future__ import annotations

import numpy as np

from ..activations.softmax import log_softmax
from ..losses.cross_entropy import cross_entropy
from ..shapes import Array, Labels, floating, must, sizes

__all__ = ["distillation_loss", "soft_targets"]


def soft_targets(logits: Array, temperature: float) -> Array:
    """The probabilities at that temperature, in the shape and type of the logits (…, C)."""
    must(temperature > 0, "temperature must be above 0", temperature, "1 is the plain softmax.")
    logits = floating("logits", logits)
    wide = logits.astype(np.result_type(logits, np.float32))
    return np.exp(log_softmax(wide / temperature)).astype(logits.dtype)


def distillation_loss(
    logits: Array,
    teacher_logits: Array,
    target: Labels,
    *,
    temperature: float = 4.0,
    alpha: float = 0.9,
) -> tuple[float, Array]:
    """The mean loss over the samples, and its gradient by the student's logits (N, C)."""
    logits, teacher_logits = floating("logits", logits), floating("teacher", teacher_logits)
    N, _ = sizes("logits", logits, "N C")
    must(
        teacher_logits.shape == logits.shape,
        f"teacher_logits must have shape {logits.shape}",
        f"shape {teacher_logits.shape}",
        "Student and teacher score the same classes of the same samples.",
    )
    must(temperature > 0, "temperature must be above 0", temperature, "1 is the plain softmax.")
    must(0 <= alpha <= 1, "alpha must lie from 0 to 1", alpha, "1 looks at the teacher only.")
    wide = np.result_type(logits, np.float32)
    log_p = log_softmax(teacher_logits.astype(wide) / temperature)  # (N, C)
    log_q = log_softmax(logits.astype(wide) / temperature)  # (N, C)
    p = np.exp(log_p)  # (N, C)
    apart = np.where(p > 0, log_p - log_q, 0)  # 0 · ∞ where the teacher rules a class out
    soft = float((p * apart).sum()) / N
    hard, dhard = cross_entropy(logits.astype(wide), target)
    dsoft = (np.exp(log_q) - p) / N  # (N, C): d KL / d(z / T)
    loss = alpha * temperature**2 * soft + (1 - alpha) * hard
    gradient = alpha * temperature * dsoft + (1 - alpha) * dhard  # (N, C)
    return loss, gradient.astype(logits.dtype)
