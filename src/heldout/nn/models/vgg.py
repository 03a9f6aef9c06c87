"""VGG: nothing but 3×3 convolutions, 2×2 poolings and a dense head.

    VGG11   64 ↓ 128 ↓ 256 256 ↓ 512 512 ↓ 512 512 ↓   4096   4096   1000

A number is a convolution of 3×3 with padding 1 and that many output channels, then ReLU; ↓ is a
maximum over 2×2, which halves height and width. So there are 8 convolutions and 5 poolings (not one
after each convolution); channels double after a pooling until 512. With an image of 3×224×224 the
body ends in 512×7×7 = 25,088 features and has 9,220,480 parameters; with the head there are
132,863,336. The trap is where they sit: the first dense layer alone has 102,764,544, over three in four.
Two 3×3 see as far as one 5×5 with 18 weights for 25, and have a non-linearity between.

Letters: N samples, C channels, H and W height and width, D features. Where the image is smaller, so
is the head's first layer; below 32×32 a pooling has nothing left to halve. Dropout (½ after both
hidden dense layers in the paper) is left to `layers.inverted_dropout`.
Source: Simonyan and Zisserman, 2015, table 1, column A.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from ..activations.rectifiers import relu, relu_backward
from ..layers.conv2d import conv2d, conv2d_backward
from ..layers.dense import dense, dense_backward
from ..layers.flatten import flatten, flatten_backward
from ..layers.output_shape import output_shape
from ..layers.parameter_counts import conv2d_parameters, dense_parameters
from ..layers.pooling import max_pool2d, max_pool2d_backward
from ..shapes import Array, Parameters

__all__ = ["VGG", "VGG11", "LayerRow", "vgg_table"]

POOL = 0  # in a plan, where a number of channels would stand
VGG11 = (64, POOL, 128, POOL, 256, 256, POOL, 512, 512, POOL, 512, 512, POOL)
Image = tuple[int, int, int]


class LayerRow(NamedTuple):
    """One line of the table: its name, the output of one sample, and how many numbers it learns."""

    name: str
    shape: tuple[int, ...]
    parameters: int


def vgg_table(
    plan: Sequence[int] = VGG11,
    image: Image = (3, 224, 224),
    hidden: Sequence[int] = (4096, 4096),
    classes: int = 1000,
) -> list[LayerRow]:
    """What each layer gives and learns, for images (C, H, W): nothing is computed, only counted."""
    rows = []
    channels, size = image[0], image[1:]
    for place, outputs in enumerate(plan, start=1):
        if outputs == POOL:
            size = output_shape(size, kernel=2, stride=2)
            rows.append(LayerRow(f"pool{place}", (channels, *size), 0))
        else:
            count = conv2d_parameters(channels, outputs, kernel=3)
            rows.append(LayerRow(f"conv{place}", (outputs, *size), count))
            channels = outputs
    features = channels * size[0] * size[1]
    for place, outputs in enumerate((*hidden, classes), start=1):
        rows.append(LayerRow(f"dense{place}", (outputs,), dense_parameters(features, outputs)))
        features = outputs
    return rows


class VGG:
    """The network that `vgg_table` lists, with He's weights; parameters by the table's names."""

    def __init__(
        self,
        rng: np.random.Generator,
        plan: Sequence[int] = VGG11,
        image: Image = (3, 224, 224),
        hidden: Sequence[int] = (4096, 4096),
        classes: int = 1000,
        *,
        dtype: DTypeLike = np.float32,
    ) -> None:
        self.table = vgg_table(plan, image, hidden, classes)
        self.parameters: Parameters = {}
        shape: tuple[int, ...] = image
        for name, out, count in self.table:
            if count:
                fan_in = shape[0] * 9 if len(out) == 3 else int(np.prod(shape))
                form = (out[0], shape[0], 3, 3) if len(out) == 3 else (fan_in, out[0])
                weight = np.sqrt(2 / fan_in) * rng.standard_normal(form)
                self.parameters[f"{name}.weight"] = weight.astype(dtype)
                self.parameters[f"{name}.bias"] = np.zeros(out[0], dtype)
            shape = out

    def features(self, x: Array) -> Array:
        """What the body makes of images (N, C, H, W): rows (N, D) for another head to read."""
        return self._run(x, [row.name for row in self.table if len(row.shape) == 3])[0]

    def forward(self, x: Array) -> tuple[Array, list[Any]]:
        """The logits (N, classes) of images (N, C, H, W), and the caches of all layers."""
        return self._run(x, [row.name for row in self.table])

    def _run(self, x: Array, names: Sequence[str]) -> tuple[Array, list[Any]]:
        caches: list[Any] = []
        cache: Any
        last = self.table[-1].name
        h = x
        for name in names:
            if name.startswith("dense") and h.ndim > 2:
                h, shape = flatten(h)
                caches.append(("flatten", shape, None))
            if name.startswith("pool"):
                h, cache = max_pool2d(h, 2)
                caches.append((name, cache, None))
                continue
            weight, bias = self.parameters[f"{name}.weight"], self.parameters[f"{name}.bias"]
            if name.startswith("conv"):
                z, cache = conv2d(h, weight, bias, padding=1)
            else:
                z, cache = dense(h, weight, bias)
            h = z if name == last else relu(z)  # the logits are not rectified
            caches.append((name, cache, None if name == last else z))
        return (flatten(h)[0] if h.ndim > 2 else h), caches

    def backward(self, dy: Array, cache: list[Any]) -> Parameters:
        """The gradients under the names of the parameters, for dy (N, classes)."""
        gradients: Parameters = {}
        for name, layer, z in reversed(cache):
            if name == "flatten":
                dy = flatten_backward(dy, layer)
            elif name.startswith("pool"):
                dy = max_pool2d_backward(dy, layer)
            else:
                dz = dy if z is None else relu_backward(dy, z)
                back = conv2d_backward if name.startswith("conv") else dense_backward
                dy, gradients[f"{name}.weight"], gradients[f"{name}.bias"] = back(dz, layer)
        return gradients
