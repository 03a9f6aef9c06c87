"""The autoencoder: a network that learns to say its input again through something narrow.

    code = f(x)          x̂ = g(code)          L = mean (x̂ − x)²

Letters: N samples, D inputs, K width of the code. The target is the input, so that no labels are
needed; only input and output must have the same width. The code and the output are linear: a
squashed code would be a choice about the data, and a ReLU at the output could never be negative.
With a single layer on each side the best it can do is PCA of width K: it spans the same subspace,
though with other axes. The trap of a code as wide as the input is that copying needs no learning:
then noise must be taken away (`denoising`), or the code kept sparse.

What it has seen often it repeats well, so that the error of one sample tells how strange it is.
It need not: a wide code also repeats what it has never seen.
Source: Rumelhart, Hinton and Williams, 1986; Baldi and Hornik, 1989 (PCA); Hinton and
Salakhutdinov, 2006.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from ..activations.tanh import tanh, tanh_backward
from ..shapes import Array, Parameters, must
from .mlp import MLP, Activation

__all__ = ["Autoencoder"]


class Autoencoder:
    """Widths from input to code, mirrored: `Autoencoder((64, 32, 8), rng)` is 64-32-8-32-64."""

    def __init__(
        self,
        widths: Sequence[int],
        rng: np.random.Generator,
        *,
        activation: Activation = (tanh, tanh_backward),
        dtype: DTypeLike = np.float64,
    ) -> None:
        must(len(widths) >= 2, "widths must name input and code", widths, "As in (64, 32, 8).")
        self.parameters: Parameters = {}
        self.encoder = MLP(
            widths,
            rng,
            activation=activation,
            dtype=dtype,
            prefix="encoder.",
            parameters=self.parameters,
        )
        self.decoder = MLP(
            widths[::-1],
            rng,
            activation=activation,
            dtype=dtype,
            prefix="decoder.",
            parameters=self.parameters,
        )

    def encode(self, x: Array) -> Array:
        """The codes (N, K) of inputs (N, D)."""
        return self.encoder.forward(x)[0]

    def decode(self, code: Array) -> Array:
        """What codes (N, K) stand for, (N, D)."""
        return self.decoder.forward(code)[0]

    def forward(self, x: Array, *, training: bool = False) -> tuple[Array, Any]:
        """The reconstructions (N, D) of inputs (N, D), and the cache."""
        code, encoding = self.encoder.forward(x, training=training)  # (N, K)
        y, decoding = self.decoder.forward(code, training=training)  # (N, D)
        return y, (encoding, decoding)

    def backward(self, dy: Array, cache: Any) -> Parameters:
        """Gradients of both halves for the gradient dy (N, D): through the code."""
        encoding, decoding = cache
        dcode, decoder = self.decoder.backward_to_input(dy, decoding)  # (N, K)
        return self.encoder.backward(dcode, encoding) | decoder

    def anomaly_score(self, x: Array) -> Array:
        """How badly each input is repeated (N,): the mean square of its error."""
        return ((self.forward(x)[0] - x) ** 2).mean(axis=1)  # (N,)
