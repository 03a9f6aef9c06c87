"""Reverse-mode automatic differentiation of arrays: a tensor remembers how it was made.

    L = f(g(x))        dL/dx = (dg/dx)ᵀ dL/dg        from the end to the start, every node once

Each operation stores its parents and `pull`, which turns the gradient by its output into those by
its parents. `backward` visits nodes in reverse topological order: each passes its gradient on when
every use of it has paid in.

Traps avoided. The order is found with a stack: recursion ends at a chain of 1,000 steps. What flows
lives in a dictionary of one `backward` call and only leaves keep a `grad`: a second call adds the
same once more, where inner sums that are kept would be counted again. Broadcasting copies values,
so its gradient is summed over the copies. `__array_ufunc__ = None`: NumPy must not take
`array * tensor` apart. Kept: a tensor holds its parents and their arrays until it is let go, so
that `backward` can be called again; `grad` until you set it to None. Source: Linnainmaa, 1970.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from ..shapes import Array, floating, must

__all__ = ["Tensor"]

Axes = int | tuple[int, ...] | None
Pull = Callable[[Array], tuple[Array, ...]]


class Tensor:
    """An array `data`, and `grad` once a `backward` has come by (leaves only).

    `tracked=False` makes a constant. So do arrays and numbers in an operation, in its own type.
    """

    __slots__ = ("data", "grad", "parents", "pull", "tracked")
    __array_ufunc__ = None

    def __init__(self, data: ArrayLike, tracked: bool = True) -> None:
        self.data = floating("data", data)
        self.grad: Array | None = None
        self.parents: tuple[Tensor, ...] = ()
        self.pull: Pull | None = None
        self.tracked = tracked

    def backward(self, dy: ArrayLike | None = None) -> None:
        """Adds to each leaf's `grad` that of Σ dy·self; one value needs no dy. Or ShapeError."""
        single = dy is None and self.data.size == 1
        start = np.ones_like(self.data) if single else np.asarray(dy, self.data.dtype)
        fix = "Reduce it first, as in y.sum().backward(), or give a dy of that shape."
        must(start.shape == self.data.shape, f"dy must be {self.data.shape}", start.shape, fix)
        flow = {id(self): start}
        for node in reversed(_order(self)):
            g = flow.pop(id(node))
            if node.pull is None:
                node.grad = g.copy() if node.grad is None else node.grad + g
            for parent, share in zip(node.parents, node.pull(g) if node.pull else (), strict=True):
                if parent.tracked:
                    share, at = _summed_to(share, parent.data.shape), id(parent)
                    flow[at] = flow[at] + share if at in flow else share

    def __add__(self, other: Tensor | ArrayLike) -> Tensor:
        b = self._like(other)
        return _made(self.data + b.data, (self, b), lambda dy: (dy, dy))

    def __mul__(self, other: Tensor | ArrayLike) -> Tensor:
        b = self._like(other)
        return _made(self.data * b.data, (self, b), lambda dy: (dy * b.data, dy * self.data))

    def __pow__(self, p: float) -> Tensor:
        x = self.data
        return _made(x**p, (self,), lambda dy: (dy * p * x ** (p - 1) if p else 0 * dy,))

    def __matmul__(self, other: Tensor | ArrayLike) -> Tensor:
        a, b = self.data, self._like(other)
        must(min(a.ndim, b.data.ndim) > 1, "@ takes matrices", a.shape, "Use x.reshape(1, -1).")
        turned = a.swapaxes(-1, -2), b.data.swapaxes(-1, -2)  # (..., D, N), (..., K, D)
        return _made(a @ b.data, (self, b), lambda dy: (dy @ turned[1], turned[0] @ dy))

    def __getitem__(self, key: Any) -> Tensor:
        def pull(dy: Array) -> tuple[Array]:
            dx = np.zeros_like(self.data)
            np.add.at(dx, key, dy)  # not dx[key] += dy: that counts a repeated index once
            return (dx,)

        return _made(self.data[key], (self,), pull)

    def sum(self, axis: Axes = None, keepdims: bool = False) -> Tensor:
        """The sum along these axes, or of everything."""
        y = self.data.sum(axis, keepdims=True)
        return _reduced(self, y, axis, keepdims, lambda: np.ones_like(self.data))

    def mean(self, axis: Axes = None, keepdims: bool = False) -> Tensor:
        """The mean along these axes, or of everything; float16 is summed in float32."""
        y = self.data.mean(axis, keepdims=True)
        share = y.size / self.data.size
        return _reduced(self, y, axis, keepdims, lambda: np.full_like(self.data, share))

    def max(self, axis: Axes = None, keepdims: bool = False) -> Tensor:
        """The largest along these axes; those that tie share the gradient evenly."""
        y = self.data.max(axis, keepdims=True)
        top = (self.data == y).astype(y.dtype)
        return _reduced(self, y, axis, keepdims, lambda: top / top.sum(axis, keepdims=True))

    def exp(self) -> Tensor:
        """e to the power of each value."""
        y = np.exp(self.data)
        return _made(y, (self,), lambda dy: (dy * y,))

    def log(self) -> Tensor:
        """The natural logarithm of each value."""
        return _made(np.log(self.data), (self,), lambda dy: (dy / self.data,))

    def tanh(self) -> Tensor:
        """The hyperbolic tangent of each value."""
        y = np.tanh(self.data)
        return _made(y, (self,), lambda dy: (dy * (1 - y**2),))

    def relu(self) -> Tensor:
        """The positive part of each value; slope 0 at 0."""
        return _made(np.maximum(self.data, 0), (self,), lambda dy: (dy * (self.data > 0),))

    def reshape(self, *shape: int) -> Tensor:
        """The same values in another shape."""
        return _made(self.data.reshape(shape), (self,), lambda dy: (dy.reshape(self.data.shape),))

    def transpose(self, *axes: int) -> Tensor:
        """The axes in this order, each counted from 0."""
        back = np.argsort(axes)
        return _made(self.data.transpose(axes), (self,), lambda dy: (dy.transpose(back),))

    def windows(self, kernel: int, stride: int = 1, padding: int = 0) -> Tensor:
        """Every kernel×kernel patch of the last two axes: (..., H′, W′, kernel, kernel)."""
        wide = np.pad(self.data, [(0, 0)] * (self.data.ndim - 2) + [(padding, padding)] * 2)
        y = sliding_window_view(wide, (kernel, kernel), (-2, -1))[..., ::stride, ::stride, :, :]
        H, W = np.multiply(y.shape[-4:-2], stride)

        def pull(dy: Array) -> tuple[Array, ...]:
            dx = np.zeros_like(wide)
            for i, j in np.ndindex(kernel, kernel):  # patches overlap: a place is paid by them all
                dx[..., i : i + H : stride, j : j + W : stride] += dy[..., i, j]
            return (dx[..., padding : -padding or None, padding : -padding or None],)

        return _made(y, (self,), pull)

    def __neg__(self) -> Tensor:
        return self * -1

    def __sub__(self, other: Tensor | ArrayLike) -> Tensor:
        return self + self._like(other) * -1

    def __truediv__(self, other: Tensor | ArrayLike) -> Tensor:
        return self * self._like(other) ** -1

    def __rsub__(self, other: ArrayLike) -> Tensor:
        return self._like(other) - self

    def __rtruediv__(self, other: ArrayLike) -> Tensor:
        return self._like(other) / self

    __radd__, __rmul__ = __add__, __mul__

    def _like(self, other: Tensor | ArrayLike) -> Tensor:
        if isinstance(other, Tensor):
            return other
        return Tensor(np.asarray(other, self.data.dtype), tracked=False)


def _made(y: Array, parents: tuple[Tensor, ...], pull: Pull) -> Tensor:
    out = Tensor(y, any(parent.tracked for parent in parents))
    if out.tracked:
        out.parents, out.pull = parents, pull
    return out


def _reduced(x: Tensor, y: Array, axis: Axes, keepdims: bool, share: Callable[[], Array]) -> Tensor:
    out = y if keepdims else y.squeeze(axis)
    return _made(out, (x,), lambda dy: (dy.reshape(y.shape) * share(),))


def _summed_to(dy: Array, shape: tuple[int, ...]) -> Array:
    dy = dy.sum(tuple(range(dy.ndim - len(shape))))
    return dy.sum(tuple(i for i, size in enumerate(shape) if size == 1), keepdims=True)


def _order(root: Tensor) -> list[Tensor]:
    order, seen, stack = [], set(), [(root, False)]
    while stack:
        node, parents_stand = stack.pop()
        if parents_stand:
            order.append(node)  # after its parents
        elif id(node) not in seen:
            seen.add(id(node))
            stack += [(node, True), *((parent, False) for parent in node.parents if parent.tracked)]
    return order
