"""The layers of a perceptron and of a CNN, written in the engine's operations: no backward.

    conv:   y[n,o,h,w] = Σ_{c,i,j} x[n,c,h+i,w+j] w[o,c,i,j]       windows, then one product
    norm:   y = γ (x − mean) / √(mean (x − mean)² + ε) + β                 over N, H, W
    loss:   −(1/N) Σ_n (z[n,t_n] − log Σ_c exp z[n,c])

Letters: N samples, C channels, O output channels, H and W height and width, K kernel. Two traps:
the variance is the mean square of the *centred* values (a difference of two large squares loses its
digits), and the largest score is taken off before exp, as a constant: it changes neither the loss
nor its gradient. `mlp` and `cnn` read parameters under the names of `heldout.nn.models`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..shapes import Array, Labels, Parameters, labels, must, sizes
from .engine import Tensor

__all__ = ["batch_norm", "cnn", "conv2d", "cross_entropy", "max_pool2d", "mlp", "tensors"]


def tensors(parameters: Parameters) -> dict[str, Tensor]:
    """A leaf for each array, which it shares: what an optimizer steps in place is seen here."""
    return {name: Tensor(array) for name, array in parameters.items()}


def conv2d(x: Tensor, weight: Tensor, stride: int = 1, padding: int = 0) -> Tensor:
    """Feature maps (N, O, H', W') of images (N, C, H, W) by weight (O, C, K, K); add a bias."""
    N, C, _, _ = sizes("x", x.data, "N C H W")
    outputs, channels, K, _ = sizes("weight", weight.data, "O C K K")
    must(channels == C, f"weight must have {C} channels", weight.data.shape, "Axis 1 is C.")
    patches = x.windows(K, stride, padding)  # (N, C, H', W', K, K)
    H, W = patches.data.shape[2:4]
    rows = patches.transpose(0, 2, 3, 1, 4, 5).reshape(N * H * W, C * K * K)
    y = rows @ weight.reshape(outputs, C * K * K).transpose(1, 0)  # (N H' W', O)
    return y.reshape(N, H, W, outputs).transpose(0, 3, 1, 2)  # (N, O, H', W')


def max_pool2d(x: Tensor, size: int = 2) -> Tensor:
    """The largest of each size×size patch of (N, C, H, W): (N, C, H // size, W // size)."""
    return x.windows(size, size).max((-2, -1))


def batch_norm(x: Tensor, gamma: Tensor, beta: Tensor, epsilon: float = 1e-5) -> Tensor:
    """Each channel of (N, C, H, W) with mean β and spread γ (C,), by this batch's statistics."""
    _, C, _, _ = sizes("x", x.data, "N C H W")
    centred = x - x.mean((0, 2, 3), keepdims=True)  # (N, C, H, W)
    variance = (centred**2).mean((0, 2, 3), keepdims=True)  # (1, C, 1, 1)
    scale = gamma.reshape(1, C, 1, 1) * (variance + epsilon) ** -0.5
    return centred * scale + beta.reshape(1, C, 1, 1)


def cross_entropy(logits: Tensor, target: Labels) -> Tensor:
    """The mean loss of logits (N, C) for integer labels (N,): one value."""
    N, C = sizes("logits", logits.data, "N C")
    target = labels("target", target, C)
    must(target.shape == (N,), f"target must have shape ({N},)", target.shape, "One each.")
    shifted = logits - logits.data.max(axis=1, keepdims=True)  # (N, C)
    right = shifted[np.arange(N), target]  # (N,)
    return (shifted.exp().sum(1).log() - right).mean()


def mlp(x: Array, parameters: Mapping[str, Tensor]) -> Tensor:
    """Outputs (N, K) of a perceptron with ReLU: weight1 (D, H), bias1 (H,), weight2, …"""
    y, last = Tensor(x, tracked=False), len(parameters) // 2
    for layer in range(1, last + 1):
        y = y @ parameters[f"weight{layer}"] + parameters[f"bias{layer}"]
        y = y if layer == last else y.relu()
    return y


def cnn(x: Array, parameters: Mapping[str, Tensor]) -> Tensor:
    """Class scores (N, K) of images (N, C, H, W): blocks of convolution, norm, ReLU and pooling.

    A block has weight1 (O, C, 3, 3), gamma1 and beta1 (O,); after the last comes a dense layer.
    """
    y, layer = Tensor(x, tracked=False), 1
    while f"gamma{layer}" in parameters:
        y = conv2d(y, parameters[f"weight{layer}"], padding=1)  # (N, O, H, W)
        y = batch_norm(y, parameters[f"gamma{layer}"], parameters[f"beta{layer}"]).relu()
        y, layer = max_pool2d(y), layer + 1  # (N, O, H // 2, W // 2)
    flat = y.reshape(len(x), -1)  # (N, D)
    return flat @ parameters[f"weight{layer}"] + parameters[f"bias{layer}"]  # (N, K)
