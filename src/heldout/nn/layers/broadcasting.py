"""Broadcasting: which shapes may stand together in an elementwise operation; and the way back.

    from the last axis to the first, two sizes must be equal or one of them 1; a missing axis is 1
    z = a ⊙ b          dL/da = Σ over the stretched axes of dL/dz ⊙ b,   and so for b

The Hadamard product ⊙ multiplies place by place; it is not the matrix product: (4, 3) and (3, 2)
have the matrix product (4, 2) and no Hadamard product at all, while (2, 3) ⊙ (2, 1) is (2, 3).
The trap is a product that exists but was not meant: targets (N,) against predictions (N, 1) make
an (N, N) table and a loss that means nothing. On the way back, a value that was stretched over an
axis was used many times, so its gradients are summed over that axis (`unbroadcast`).
"""

from __future__ import annotations

from ..shapes import Array, floating, must

__all__ = ["broadcast_shape", "hadamard", "hadamard_backward", "unbroadcast"]

Cache = tuple[Array, Array]


def broadcast_shape(*shapes: tuple[int, ...]) -> tuple[int, ...]:
    """The shape of the result; ShapeError naming the axis where they do not fit."""
    axes = max(map(len, shapes), default=0)
    result = []
    for axis in range(-axes, 0):
        there = [shape[axis] for shape in shapes if len(shape) >= -axis]
        sizes = {size for size in there if size != 1}
        must(
            len(sizes) <= 1,
            f"sizes on axis {axis} (from the end) must be equal, or 1",
            " and ".join(map(str, shapes)),
            f"There they are {' and '.join(map(str, there))}; for a matrix product use @.",
        )
        result.append(sizes.pop() if sizes else 1)
    return tuple(result)


def unbroadcast(gradient: Array, shape: tuple[int, ...]) -> Array:
    """The gradient summed back to the shape that was stretched to the gradient's."""
    must(
        broadcast_shape(gradient.shape, shape) == gradient.shape,
        f"shape {shape} must stretch to that of the gradient",
        gradient.shape,
        "The gradient has the shape of the result, the other is that of one factor.",
    )
    extra = gradient.ndim - len(shape)
    stretched = [extra + axis for axis, size in enumerate(shape) if size == 1]
    return gradient.sum(axis=(*range(extra), *stretched)).reshape(shape)


def hadamard(a: Array, b: Array) -> tuple[Array, Cache]:
    """The elementwise product in the broadcast shape, and what backward needs."""
    a, b = floating("a", a), floating("b", b)
    broadcast_shape(a.shape, b.shape)
    return a * b, (a, b)


def hadamard_backward(dz: Array, cache: Cache) -> tuple[Array, Array]:
    """Gradients by a and by b, each in its own shape."""
    a, b = cache
    return unbroadcast(dz * b, a.shape), unbroadcast(dz * a, b.shape)
