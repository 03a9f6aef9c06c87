"""The convolutional network: blocks that look around, shrink the picture and add channels.

    block:  convolution 3×3 (padding 1) → batch norm → ReLU → max pooling 2×2
    head:   flatten → dense → class scores

Letters: N images, C channels in, O channels out, H and W height and width, K classes. A block
halves the sides (an odd last row or column is dropped) and brings as many channels as it is told.
The convolution has no bias: the batch norm after it would take any constant off again, and its β
stands in place of it. The weights of a convolution do not know the size of the image; those of the
head do. The trap is the mode: `forward(x, training=True)` normalizes by the batch and moves the
running statistics, plain `forward(x)` uses what they have become; to measure in training mode makes
each answer depend on its neighbours. Source: LeCun et al., 1998; Ioffe and Szegedy, 2015 (the
norm).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from ..activations.rectifiers import relu, relu_backward
from ..layers.batch_norm import Running, batch_norm, batch_norm_backward
from ..layers.conv2d import conv2d, conv2d_backward
from ..layers.dense import dense, dense_backward
from ..layers.flatten import flatten, flatten_backward
from ..layers.pooling import max_pool2d, max_pool2d_backward
from ..shapes import Array, Parameters, floating, must, sizes

__all__ = ["CNN"]


class CNN:
    """`CNN((1, 28, 28), (8, 16), 10, rng)`: images (C, H, W), the channels of each block, classes.

    Parameters are weight1 (O, C, 3, 3), gamma1 and beta1 (O,) for each block, and those of the
    dense layer, weight (D, K) and bias (K,), under the number after the last.
    """

    def __init__(
        self,
        image: tuple[int, int, int],
        channels: Sequence[int],
        classes: int,
        rng: np.random.Generator,
        *,
        dtype: DTypeLike = np.float64,
    ) -> None:
        C, H, W = image
        self.image, self.blocks = image, len(channels)
        smallest = min(H, W) >> self.blocks
        must(smallest >= 1, "each block halves the image", (H, W), f"Use fewer than {self.blocks}.")
        self.parameters: Parameters = {}
        self.running = [Running.start(outputs, dtype) for outputs in channels]
        for block, outputs in enumerate(channels, 1):
            weight = np.sqrt(2 / (9 * C)) * rng.standard_normal((outputs, C, 3, 3))
            self.parameters[f"weight{block}"] = weight.astype(dtype)  # (O, C, 3, 3)
            self.parameters[f"gamma{block}"] = np.ones(outputs, dtype)  # (O,)
            self.parameters[f"beta{block}"] = np.zeros(outputs, dtype)  # (O,)
            C, H, W = outputs, H // 2, W // 2
        weight = np.sqrt(1 / (C * H * W)) * rng.standard_normal((C * H * W, classes))
        self.parameters[f"weight{self.blocks + 1}"] = weight.astype(dtype)  # (D, K)
        self.parameters[f"bias{self.blocks + 1}"] = np.zeros(classes, dtype)  # (K,)

    def forward(self, x: Array, *, training: bool = False) -> tuple[Array, Any]:
        """Scores (N, K) of images (N, C, H, W), and the cache."""
        y, p, caches = floating("x", x), self.parameters, []
        sizes("x", y, "N C H W", "Rows become images with x.reshape(-1, C, H, W).")
        must(y.shape[1:] == self.image, f"images must be {self.image}", y.shape[1:], "As built.")
        for block in range(1, self.blocks + 1):
            weight = p[f"weight{block}"]
            y, seen = conv2d(y, weight, np.zeros(len(weight), weight.dtype), padding=1)
            z, normed, self.running[block - 1] = batch_norm(
                y, p[f"gamma{block}"], p[f"beta{block}"], self.running[block - 1], training=training
            )  # (N, O, H, W)
            y, pooled = max_pool2d(relu(z), 2)  # (N, O, H // 2, W // 2)
            caches.append((seen, normed, z, pooled))
        flat, shape = flatten(y)  # (N, D)
        last = self.blocks + 1
        scores, inputs = dense(flat, p[f"weight{last}"], p[f"bias{last}"])  # (N, K)
        return scores, (caches, shape, inputs)

    def backward(self, dy: Array, cache: Any) -> Parameters:
        """The gradients by the parameters, for the gradient dy (N, K) by the scores."""
        caches, shape, inputs = cache
        dflat, dweight, dbias = dense_backward(dy, inputs)  # (N, D)
        last = self.blocks + 1
        gradients: Parameters = {f"weight{last}": dweight, f"bias{last}": dbias}
        dx = flatten_backward(dflat, shape)  # (N, O, H, W)
        for block in range(self.blocks, 0, -1):
            seen, normed, z, pooled = caches[block - 1]
            dz = relu_backward(max_pool2d_backward(dx, pooled), z)
            dy, dgamma, dbeta = batch_norm_backward(dz, normed)
            dx, dweight, _ = conv2d_backward(dy, seen)
            gradients[f"weight{block}"] = dweight
            gradients |= {f"gamma{block}": dgamma, f"beta{block}": dbeta}
        return gradients
