"""Fan-in and fan-out: how many values enter a unit, and how many units a value enters.

    dense        weight (D, K)            fan_in = D             fan_out = K
    convolution  weight (O, C, *kernel)   fan_in = C·Π kernel    fan_out = O·Π kernel

A sum of fan_in independent terms has fan_in times their variance, on the way back fan_out times:
this is what Glorot, He and LeCun divide by. The trap is the axis: dense weights here are (D, K),
where PyTorch keeps (K, D), so that a transposed weight is drawn with the wrong fan and still
trains, badly. Letters: D inputs, K outputs, O output channels, C input channels.
Source: LeCun, Bottou, Orr and Müller, 1998, "Efficient BackProp", section 4.6.
"""

from __future__ import annotations

from math import prod

from ..shapes import must

__all__ = ["fans"]


def fans(shape: tuple[int, ...]) -> tuple[int, int]:
    """Fan-in and fan-out of a weight of that shape: dense (D, K) or convolution (O, C, *kernel)."""
    must(
        len(shape) >= 2 and min(shape) >= 1,
        "a weight must have shape (D, K) or (O, C, *kernel), each size at least 1",
        f"shape {shape}",
        "A bias has no fan: start it with zeros.",
    )
    if len(shape) == 2:
        return shape[0], shape[1]
    kernel = prod(shape[2:])
    return shape[1] * kernel, shape[0] * kernel
