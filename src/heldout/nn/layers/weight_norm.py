"""Weight normalization: the length of a weight vector and its direction are learned apart.

    w = g v / ‖v‖          dL/dg = ⟨dL/dw, v/‖v‖⟩     dL/dv = (g/‖v‖) (dL/dw − dL/dg · v/‖v‖)

One g and one norm for each output: the norm runs over all axes of v but that of the outputs. It
separates norm from direction (not from the gradient), and sees no batch: one sample will do. What
is left of the gradient by v stands at right angles to v, so steps can only lengthen v; as the
gradient goes with 1/‖v‖, a rate that is too high brakes itself. The trap is to normalize after the
step instead: then the part along v is not taken off, and the gradient is that of another function.
Source: Salimans and Kingma, 2016, equations 2 and 3.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must

__all__ = ["weight_norm", "weight_norm_backward"]

Cache = tuple[Array, Array, Array, int]


def weight_norm(v: Array, g: Array, *, axis: int) -> tuple[Array, Cache]:
    """The weight, like v, with length g along each output, and what backward needs.

    `axis` is that of the outputs: 1 for `dense` (D, K), 0 for `conv2d` (O, C, A, B). g has one
    number for each output.
    """
    v = floating("v", v)
    must(
        -v.ndim <= axis < v.ndim, "axis must be one of v's", f"{axis} of {v.shape}", "Count from 0."
    )
    outputs = v.shape[axis]
    must(
        g.shape == (outputs,),
        f"g must have shape ({outputs},), one for each output",
        f"shape {g.shape}",
        "Look at the axis: outputs are the last of a dense weight, the first of a convolution's.",
    )
    others = tuple(i for i in range(v.ndim) if i != axis % v.ndim)
    wide = np.result_type(v, np.float32)  # squares of float16 overflow from 256
    norm = np.sqrt(np.square(v, dtype=wide).sum(axis=others, keepdims=True))
    must(bool((norm > 0).all()), "no v may be zero: it has no direction", "a norm of 0", "Draw v.")
    direction = v / norm
    w = direction * g.reshape(norm.shape)
    return w.astype(v.dtype, copy=False), (direction, norm, g, axis)


def weight_norm_backward(dw: Array, cache: Cache) -> tuple[Array, Array]:
    """Gradients by v, in its shape, and by g, one for each output."""
    direction, norm, g, axis = cache
    others = tuple(i for i in range(dw.ndim) if i != axis % dw.ndim)
    dg = (dw * direction).sum(axis=others, keepdims=True)
    dv = g.reshape(norm.shape) / norm * (dw - dg * direction)
    return dv.astype(dw.dtype, copy=False), dg.reshape(-1).astype(dw.dtype, copy=False)
