"""Training data from gradients: a dense layer's gradient of one sample is the sample.

    y = x W + b:    dL/dW = xᵀ dL/dy    dL/db = dL/dy    so    x = dW dbᵀ / ‖db‖²

Letters: D inputs, K outputs. Whoever sees the gradient of a single sample (a worker in federated
training, the difference of two checkpoints after one step of size 1) reads the input off, whatever
comes behind the layer: any one output with db ≠ 0 would do, all together lose fewest digits. For a
batch the same formula gives Σ_n α_n x_n with Σ α_n = 1: a mixture, in which a sample with by far
the largest error still shows. Without db the direction of x is left, up to scale and sign. Noise on
the gradient (differential privacy), or large batches, is what protects; a secret model does not.
Source: Phong et al., 2017, section 3; Geiping et al., 2020.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes

__all__ = ["recover_direction", "recover_input"]


def recover_input(dweight: Array, dbias: Array) -> Array:
    """The input (D,) of a dense layer, from its gradients (D, K) and (K,) for one sample."""
    dweight, dbias = floating("dweight", dweight), floating("dbias", dbias)
    _, K = sizes("dweight", dweight, "D K", "PyTorch keeps it transposed: use dweight.T.")
    must(dbias.shape == (K,), f"dbias must have shape ({K},)", dbias.shape, "One each output.")
    largest = np.abs(dbias).max()
    must(
        bool(largest > 0),
        "dbias must not be all 0",
        "no output has a gradient",
        "A loss of 0, or units that are all silent, tell nothing of the input.",
    )
    scaled = dbias / largest  # small gradients squared would vanish in float32
    return (dweight / largest) @ (scaled / (scaled @ scaled))  # (D,)


def recover_direction(dweight: Array) -> Array:
    """The input (D,) up to scale and sign, of length 1, from dL/dW (D, K) of one sample alone."""
    dweight = floating("dweight", dweight)
    sizes("dweight", dweight, "D K")
    wide = dweight.astype(np.result_type(dweight, np.float32), copy=False)
    left, _, _ = np.linalg.svd(wide, full_matrices=False)  # (D, R)
    return left[:, 0].astype(dweight.dtype)  # (D,)
