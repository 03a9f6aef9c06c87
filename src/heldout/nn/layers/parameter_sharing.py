"""Parameter sharing: one weight used in many places gets one gradient, the sum from all of them.

    y₁ = f(x₁, w),  y₂ = f(x₂, w)          dL/dw = (∂y₁/∂w)ᵀ dL/dy₁ + (∂y₂/∂w)ᵀ dL/dy₂

A convolution shares over the places of an image, a recurrent net over its steps, a Siamese net
over its branches. The gradients are summed and *then* one step is made. The trap is to step after
each use: the second gradient is then taken at other weights than the first. Averaging instead of
summing is a smaller rate in disguise, and one that changes with the number of uses.
Source: Rumelhart, Hinton and Williams, 1986; LeCun et al., 1989.
"""

from __future__ import annotations

from ..shapes import Parameters, must

__all__ = ["summed_gradients"]


def summed_gradients(*uses: Parameters) -> Parameters:
    """The gradients of shared parameters by name, from those of each use; new arrays."""
    must(len(uses) >= 1, "there must be a use", "none", "Give the gradients of each.")
    first, *others = uses
    total = {name: gradient.copy() for name, gradient in first.items()}
    for use in others:
        must(
            use.keys() == total.keys(),
            "each use must have gradients under the same names",
            f"{sorted(total)} and {sorted(use)}",
            "A parameter that a use does not touch has a gradient of zeros there.",
        )
        for name, gradient in use.items():
            must(
                gradient.shape == total[name].shape,
                f"gradients of {name} must have one shape",
                f"{total[name].shape} and {gradient.shape}",
                "They belong to one and the same array.",
            )
            total[name] += gradient
    return total
