"""The residual block: two or three convolutions learn what to add to their input.

    y = relu(P(x) + F(x))          P(x) = x, or a projection where the shapes differ

    basic        F = 3×3 (stride s) → norm → relu → 3×3 → norm
    bottleneck   F = 1×1 to a quarter → norm → relu → 3×3 (stride s) → norm → relu → 1×1 → norm
    projection   P = 1×1 (stride s) → norm, only when channels or size change

Letters: N samples, C channels in, O channels out, H and W height and width; s the stride. The last
ReLU comes after the sum: at the end of F it would let F only add, and x could never shrink. The sum
multiplies a gradient by 1 + F′, so that it has a way around F. The bottleneck does its 3×3 on a
quarter of the channels: at 256 channels it has 69,632 weights where the basic block has 1,179,648.
Convolutions have no bias here, for batch norm's β stands in its place. The trap is the way back: x
went two ways, so its gradients are summed. Source: He, Zhang, Ren and Sun, 2016, figures 2 and 5.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

from ..activations.rectifiers import relu, relu_backward
from ..shapes import Array, Parameters, must
from .batch_norm import Cache as NormCache
from .batch_norm import Running, batch_norm, batch_norm_backward
from .conv2d import Cache as ConvolutionCache
from .conv2d import conv2d, conv2d_backward
from .skip import skip_add, skip_add_backward

__all__ = ["ResidualBlock", "basic_block", "bottleneck_block"]

Step = tuple[str, int, int, int]  # its name, kernel, output channels, stride
StepCache = tuple[ConvolutionCache, NormCache]
Cache = tuple[list[StepCache], list[Array], StepCache | None, Array]


class ResidualBlock:
    """Images (N, C, H, W) to (N, O, ⌈H/s⌉, ⌈W/s⌉); parameters and running statistics by name."""

    def __init__(
        self,
        channels: int,
        branch: list[tuple[int, int, int]],
        rng: np.random.Generator,
        dtype: DTypeLike = np.float64,
    ) -> None:
        """`branch` has (kernel, output channels, stride) for each convolution; He's weights."""
        must(len(branch) >= 1, "the branch needs a convolution", branch, "Use basic_block.")
        self.parameters: Parameters = {}
        self.running: dict[str, Running] = {}
        outputs = branch[-1][1]
        stride = 1
        self.branch: list[Step] = []
        into = channels
        for place, (kernel, out, step) in enumerate(branch, start=1):
            must(kernel % 2 == 1, "kernels must be odd", kernel, "Else padding shifts the image.")
            self.branch.append((f"branch{place}", kernel, out, step))
            self._make(self.branch[-1], into, rng, dtype)
            into, stride = out, stride * step
        self.projection: Step | None = None
        if channels != outputs or stride != 1:
            self.projection = ("projection", 1, outputs, stride)
            self._make(self.projection, channels, rng, dtype)

    def _make(self, step: Step, into: int, rng: np.random.Generator, dtype: DTypeLike) -> None:
        name, kernel, out, _ = step
        scale = np.sqrt(2 / (into * kernel * kernel))
        weight = scale * rng.standard_normal((out, into, kernel, kernel))
        self.parameters[f"{name}.weight"] = weight.astype(dtype)
        self.parameters[f"{name}.gamma"] = np.ones(out, dtype)
        self.parameters[f"{name}.beta"] = np.zeros(out, dtype)
        self.running[name] = Running.start(out, dtype)

    def forward(self, x: Array, *, training: bool = True) -> tuple[Array, Cache]:
        """y (N, O, H', W') and what backward needs; training moves the running statistics."""
        caches: list[StepCache] = []
        inner: list[Array] = []  # what the ReLUs inside the branch were given
        h = x
        for place, step in enumerate(self.branch):
            if place:
                inner.append(h)
                h = relu(h)
            h, cache = self._forward(step, h, training)
            caches.append(cache)
        around, projected = x, None
        if self.projection is not None:
            around, projected = self._forward(self.projection, x, training)
        total = skip_add(around, h)
        return relu(total), (caches, inner, projected, total)

    def backward(self, dy: Array, cache: Cache) -> tuple[Array, Parameters]:
        """The gradient by x, and those of the parameters under their names."""
        caches, inner, projected, total = cache
        gradients: Parameters = {}
        dx, dh = skip_add_backward(relu_backward(dy, total))
        for place in reversed(range(len(self.branch))):
            dh = self._backward(self.branch[place], dh, caches[place], gradients)
            if place:
                dh = relu_backward(dh, inner[place - 1])
        if self.projection is not None and projected is not None:
            dx = self._backward(self.projection, dx, projected, gradients)
        return dx + dh, gradients  # x went both ways

    def _forward(self, step: Step, x: Array, training: bool) -> tuple[Array, StepCache]:
        name, kernel, _, stride = step
        weight = self.parameters[f"{name}.weight"]
        none = np.zeros(len(weight), weight.dtype)
        h, convolved = conv2d(x, weight, none, stride=stride, padding=kernel // 2)
        gamma, beta = self.parameters[f"{name}.gamma"], self.parameters[f"{name}.beta"]
        running = self.running[name]
        h, normed, running = batch_norm(h, gamma, beta, running, training=training)
        self.running[name] = running
        return h, (convolved, normed)

    def _backward(self, step: Step, dh: Array, cache: StepCache, into: Parameters) -> Array:
        name, convolved, normed = step[0], *cache
        dh, into[f"{name}.gamma"], into[f"{name}.beta"] = batch_norm_backward(dh, normed)
        dx, into[f"{name}.weight"], _ = conv2d_backward(dh, convolved)
        return dx


def basic_block(
    channels: int,
    outputs: int,
    rng: np.random.Generator,
    *,
    stride: int = 1,
    dtype: DTypeLike = np.float64,
) -> ResidualBlock:
    """Two convolutions of 3×3, the first with the stride."""
    return ResidualBlock(channels, [(3, outputs, stride), (3, outputs, 1)], rng, dtype)


def bottleneck_block(
    channels: int,
    outputs: int,
    rng: np.random.Generator,
    *,
    stride: int = 1,
    dtype: DTypeLike = np.float64,
) -> ResidualBlock:
    """1×1 to a quarter of the output channels, 3×3 with the stride, and 1×1 back."""
    must(outputs % 4 == 0, "outputs must be a multiple of 4", outputs, "A quarter is inside.")
    quarter = outputs // 4
    branch = [(1, quarter, 1), (3, quarter, stride), (1, outputs, 1)]
    return ResidualBlock(channels, branch, rng, dtype)
