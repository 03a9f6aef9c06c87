"""KL divergence between Gaussians with independent entries: the other half of a VAE's loss.

    KL(p ‖ q) = ½ Σ_d [log σ_q² − log σ_p² + (σ_p² + (μ_p − μ_q)²) / σ_q² − 1]      of each row
    dKL/dμ_p = (μ_p − μ_q) / σ_q²          dKL/d log σ_p² = ½ (σ_p²/σ_q² − 1)

The loss is the mean over N rows, and its gradients are divided by N. p is what an encoder gives, q
the prior, N(0, 1) unless said: then ½ Σ [σ² + μ² − 1 − log σ²]. Variances come as logarithms, so
that any number is one. The traps: log σ² is not log σ (exp(½ log σ²) is the standard deviation);
−1 stands in the sum, once for each entry; a mean over the entries in place of the sum makes the
divergence smaller, the more so the wider the code; and the order: the other way round is another
number. Source: Kingma and Welling, 2014, appendix B.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, must, sizes
from .pairs import paired

__all__ = ["gaussian_kl"]


def gaussian_kl(
    mu_p: Array, log_var_p: Array, mu_q: Array | None = None, log_var_q: Array | None = None
) -> tuple[float, tuple[Array, Array]]:
    """KL(p ‖ q) in nats, its mean over rows (N, D), and its gradients by mu_p and log_var_p."""
    mean, log_var, kind = paired(mu_p, log_var_p)
    N, _ = sizes("mu_p", mean, "N D")
    prior_mean = np.zeros_like(mean) if mu_q is None else np.asarray(mu_q, mean.dtype)
    prior_log_var = np.zeros_like(mean) if log_var_q is None else np.asarray(log_var_q, mean.dtype)
    for name, array in (("mu_q", prior_mean), ("log_var_q", prior_log_var)):
        must(array.shape == mean.shape, f"{name} must be like mu_p", array.shape, f"{mean.shape}.")
    ratio = np.exp(log_var - prior_log_var)  # σ_p²/σ_q², never a quotient of two overflows
    away = (mean - prior_mean) * np.exp(-prior_log_var / 2)  # in units of σ_q
    terms = (prior_log_var - log_var + ratio + away**2 - 1) / 2  # (N, D)
    dmean, dlog_var = away * np.exp(-prior_log_var / 2) / N, (ratio - 1) / (2 * N)
    return float(terms.sum()) / N, (dmean.astype(kind), dlog_var.astype(kind))
