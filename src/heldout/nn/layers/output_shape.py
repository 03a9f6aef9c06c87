"""How large the output of a convolution or a pooling is, before anything is computed.

    span = dilation·(kernel − 1) + 1                   what one window covers
    out  = ⌊(size + 2·padding − span) / stride⌋ + 1    on each axis by itself

The floor drops the last rows when the stride does not divide. Ceil mode keeps them in a last
window that hangs over the edge; the trap there is a window that would begin in the padding behind
the input: it sees nothing, and PyTorch leaves it out, so that "ceil instead of floor" is one too
many.

"Same" padding keeps the size at stride 1: it needs span − 1 in total, and when that is odd one
more behind than before. Source: Dumoulin and Visin, 2016, sections 2 and 5.1.
"""

from __future__ import annotations

from ..shapes import must

__all__ = ["Pair", "output_shape", "output_size", "pair", "same_padding"]

Pair = int | tuple[int, int]  # one number for height and width, or one for each


def pair(name: str, value: Pair, least: int = 1) -> tuple[int, int]:
    """The number for height and that for width, both at least so many."""
    both = (value, value) if isinstance(value, int) else value
    must(
        len(both) == 2 and min(both) >= least,
        f"{name} must be an integer or two, each at least {least}",
        value,
        "Two numbers are (height, width).",
    )
    return both


def output_size(
    size: int,
    kernel: int,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
    *,
    ceil: bool = False,
) -> int:
    """How many windows fit on an axis of that size, padded by so much on both sides."""
    span = dilation * (kernel - 1) + 1
    room = size + 2 * padding - span
    must(
        room >= 0,
        f"the padded input must hold a window of {span}",
        f"{size} + 2·{padding}",
        "Pad more, or use a smaller kernel or dilation.",
    )
    if not ceil:
        return room // stride + 1
    out = -(-room // stride) + 1
    return out - ((out - 1) * stride >= size + padding)  # the last must begin before the end


def output_shape(
    size: tuple[int, int],
    kernel: Pair,
    stride: Pair = 1,
    padding: Pair = 0,
    dilation: Pair = 1,
    *,
    ceil: bool = False,
) -> tuple[int, int]:
    """Height and width of the output, for an input of (height, width)."""
    settings = (
        pair("kernel", kernel),
        pair("stride", stride),
        pair("padding", padding, 0),
        pair("dilation", dilation),
    )
    height, width = (
        output_size(n, *axis, ceil=ceil)
        for n, *axis in zip(pair("size", size), *settings, strict=True)
    )
    return height, width


def same_padding(kernel: int, dilation: int = 1) -> tuple[int, int]:
    """Zeros before and behind that keep the size of an axis at stride 1."""
    missing = dilation * (kernel - 1)
    return missing // 2, missing - missing // 2
