"""The Siamese network: one encoder looks at two inputs or three, and only distances are judged.

    u = f(x) / ‖f(x)‖                        d = ‖u_a − u_b‖, from 0 to 2
    dL/dθ = Σ over branches of the gradient of each         one set of weights, used several times

The branches are not copies that are kept equal: there is one encoder, and the chain rule adds up
what each use asks of it, before the one step. The vectors are brought to length 1, or the margin of
the triplet loss could be met by growing them. The gradient of that is dz = (du − u (u·du)) / ‖z‖:
it never points along u. The trap is a vector of length 0, which has no direction; a floor under the
length makes it 0 instead of nan.
Source: Bromley et al., 1993; Schroff, Kalenichenko and Philbin, 2015.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..losses.triplet import triplet_loss
from ..shapes import Array, Labels, Parameters, must
from .fit import Model

__all__ = ["Siamese", "random_triplets"]

_FLOOR = 1e-6  # not 0 in float16


class Siamese:
    """A shared encoder (an MLP, a CNN) whose outputs are brought to length 1."""

    def __init__(self, encoder: Model) -> None:
        self.encoder = encoder
        self.parameters = encoder.parameters

    def forward(self, x: Array, *, training: bool = False) -> tuple[Array, Any]:
        """Unit vectors (N, E) of inputs (N, D), and the cache."""
        z, inner = self.encoder.forward(x, training=training)  # (N, E)
        length = np.maximum(np.linalg.norm(z, axis=1, keepdims=True), z.dtype.type(_FLOOR))
        u = z / length  # (N, E)
        return u, (inner, u, length)

    def backward(self, du: Array, cache: Any) -> Parameters:
        """The gradients of one branch, for the gradient du (N, E) by its unit vectors."""
        inner, u, length = cache
        dz = (du - u * (u * du).sum(axis=1, keepdims=True)) / length  # (N, E)
        return self.encoder.backward(dz, inner)

    def distances(self, a: Array, b: Array) -> Array:
        """How far a_n is from b_n for the encoder (N,), each of (N, D)."""
        return np.linalg.norm(self.forward(a)[0] - self.forward(b)[0], axis=1)  # (N,)

    def triplet(
        self, anchor: Array, positive: Array, negative: Array, margin: float = 0.2
    ) -> tuple[float, Parameters]:
        """The triplet loss of inputs (N, D) each, and its gradients: the sum of three branches."""
        passes = [self.forward(x, training=True) for x in (anchor, positive, negative)]
        (a, _), (p, _), (n, _) = passes
        loss, slopes = triplet_loss(a, p, n, margin)
        total: Parameters = {}
        for du, (_, cache) in zip(slopes, passes, strict=True):
            for name, gradient in self.backward(du, cache).items():
                total[name] = total[name] + gradient if name in total else gradient
        return loss, total


def random_triplets(
    labels: Labels, count: int, rng: np.random.Generator
) -> tuple[Labels, Labels, Labels]:
    """Indices of so many anchors, positives (same label, another sample) and negatives.

    Labels with a single sample have no positive and are no anchors.
    """
    labels = np.asarray(labels)
    kinds, where, size = np.unique(labels, return_inverse=True, return_counts=True)
    anchors = np.flatnonzero(size[where] > 1)
    must(
        len(kinds) > 1 and len(anchors) > 0,
        "labels must hold two kinds, and one of them twice",
        f"{len(kinds)} kinds",
        "A triplet needs a positive and a negative.",
    )
    order = np.argsort(where, kind="stable")  # samples kind by kind
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    first = np.concatenate([[0], np.cumsum(size)[:-1]])  # where each kind begins in the order
    anchor = rng.choice(anchors, count)  # (count,)
    start, mine = first[where[anchor]], size[where[anchor]]
    step = rng.integers(1, mine)  # 1 to size − 1: another sample of the kind
    positive = order[start + (rank[anchor] - start + step) % mine]
    skip = rng.integers(len(labels) - mine)  # counted among the samples of other kinds
    negative = order[(start + mine + skip) % len(labels)]
    return anchor, positive, negative
