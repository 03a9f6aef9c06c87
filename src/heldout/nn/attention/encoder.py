"""A transformer encoder: words and their places, blocks, a last normalization.

    h = W[words] + P          h ← Block_l(h), l = 1 … L          y = LayerNorm(h)

Letters: N samples, T steps, V words, E embedding, M heads, L blocks. With a causal mask it is the
body of a GPT; without, of a BERT, where each word sees both sides. It gives a vector for each word:
what is made of them (the next word, a masked word, a label) is the head's affair.

The trap: without P the encoder cannot tell a sentence from its words shuffled; each word's vector
would be the same at any place.

Source: Vaswani et al., 2017; Devlin et al., 2019.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..layers.layer_norm import layer_norm, layer_norm_backward
from ..recurrent.embedding import embedding, embedding_backward
from ..shapes import Array, Labels, Parameters, sizes
from .positions import sinusoidal_positions
from .scaled_dot_product import Mask
from .transformer_block import block_parameters, transformer_block, transformer_block_backward

__all__ = ["TransformerEncoder"]


class TransformerEncoder:
    """`parameters` holds the words' table, each block's under "block0." and so on, and γ and β."""

    def __init__(
        self,
        words: int,
        E: int,
        rng: np.random.Generator,
        *,
        blocks: int = 1,
        heads: int = 1,
        hidden: int | None = None,
    ) -> None:
        self.blocks, self.heads = blocks, heads
        self.parameters: Parameters = {"words": rng.standard_normal((words, E))}
        for number in range(blocks):
            for name, value in block_parameters(E, hidden or 4 * E, rng).items():
                self.parameters[f"block{number}.{name}"] = value
        self.parameters |= {"gamma": np.ones(E), "beta": np.zeros(E)}

    def forward(self, words: Labels, mask: Mask | None = None) -> tuple[Array, Any]:
        """A vector for each word (N, T, E), and what backward needs; the mask is multi_head's."""
        p = self.parameters
        _, T = sizes("words", np.asarray(words), "N T", "One sentence is a batch of one.")
        h, table = embedding(words, p["words"])  # (N, T, E)
        h = h + sinusoidal_positions(T, h.shape[-1], h.dtype)
        caches = []
        for number in range(self.blocks):
            h, cache = transformer_block(h, _of(p, number), self.heads, mask)
            caches.append(cache)
        y, norm = layer_norm(h, p["gamma"], p["beta"])
        return y, (table, caches, norm)

    def backward(self, dy: Array, cache: Any) -> Parameters:
        """Gradients under the names of the parameters, for dy (N, T, E); words have none."""
        table, caches, norm = cache
        gradients: Parameters = {}
        dh, gradients["gamma"], gradients["beta"] = layer_norm_backward(dy, norm)
        for number in reversed(range(self.blocks)):
            dh, dblock = transformer_block_backward(dh, caches[number])
            gradients |= {f"block{number}.{name}": value for name, value in dblock.items()}
        gradients["words"] = embedding_backward(dh, table)
        return gradients


def _of(parameters: Parameters, number: int) -> Parameters:
    """One block's own, by their short names."""
    prefix = f"block{number}."
    return {
        name.removeprefix(prefix): value
        for name, value in parameters.items()
        if name.startswith(prefix)
    }
