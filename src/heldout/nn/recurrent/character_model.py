"""A character language model: the next character, from all before it.

    x = W[characters]          h = LSTM(x)          logits = h V + b

    loss = −(1/T) Σ_t log p(character_{t+1} | characters_1 … t)          perplexity = e^loss

Letters: N samples, T steps, V characters, E embedding, H hidden units. A model of billions of
parameters differs in size and in the network between W and the logits; the loss, the shift by one
and the way it writes are these. As its parameters outgrow the text, the training loss goes on
falling while the validation loss turns: dropout holds that off.

Two traps. Targets are the inputs moved by one; fed the target itself, any model is perfect. And
dropout must not put fresh noise on the state that is handed on at each step, which would wash the
memory out: here one mask is drawn for a whole sequence (N, 1, ·), on what goes into the LSTM and on
what comes out of it.

Sources: Graves, 2013 (writing); Zaremba, Sutskever and Vinyals, 2014 (where dropout stands); Gal
and Ghahramani, 2016 (one mask for all steps).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..activations.softmax import softmax
from ..initializers.glorot import glorot
from ..shapes import Array, Labels, Parameters, must
from .adaptors import many_to_many, many_to_many_backward
from .embedding import embedding, embedding_backward
from .lstm import lstm, lstm_backward, lstm_step
from .weights import recurrent_parameters

__all__ = ["CharacterModel"]


class CharacterModel:
    """An LSTM between a table of characters and their logits; `drop` is the share dropped."""

    def __init__(
        self, characters: int, E: int, H: int, rng: np.random.Generator, *, drop: float = 0.0
    ) -> None:
        must(0 <= drop < 1, "drop must be at least 0 and below 1", drop, "It is what is dropped.")
        self.drop = drop
        self.parameters: Parameters = {
            "characters": rng.standard_normal((characters, E)),
            **recurrent_parameters(E, H, rng, blocks=4),
            "weight_out": glorot(rng, (H, characters)),
            "bias_out": np.zeros(characters),
        }
        self.parameters["bias"][H : 2 * H] = 1  # forget gates begin open

    def forward(self, words: Labels, rng: np.random.Generator | None = None) -> tuple[Array, Any]:
        """Logits (N, T, V) of the next character at each step of words (N, T), and a cache.

        In training give rng, from which the dropout is drawn; without it nothing is dropped.
        """
        p = self.parameters
        x, table = embedding(words, p["characters"])  # (N, T, E)
        N, _, E = x.shape
        H = len(p["weight_h"])
        into, out_of = self._mask(N, E, x, rng), self._mask(N, H, x, rng)  # (N, 1, E), (N, 1, H)
        zero = np.zeros((N, H), x.dtype)
        h, _, cache = lstm(x * into, zero, zero, p["weight_x"], p["weight_h"], p["bias"])
        logits, out = many_to_many(h * out_of, p["weight_out"], p["bias_out"])
        return logits, (table, into, cache, out_of, out)

    def backward(self, dlogits: Array, cache: Any) -> Parameters:
        """Gradients under the names of the parameters, for dlogits (N, T, V)."""
        table, into, cache, out_of, out = cache
        g: Parameters = {}
        dh, g["weight_out"], g["bias_out"] = many_to_many_backward(dlogits, out)
        dx, _, _, g["weight_x"], g["weight_h"], g["bias"] = lstm_backward(dh * out_of, cache)
        g["characters"] = embedding_backward(dx * into, table)
        return g

    def write(
        self, first: int, steps: int, rng: np.random.Generator, temperature: float = 1.0
    ) -> Labels:
        """Characters (steps,) drawn one after another, each fed back; colder is more certain."""
        must(temperature > 0, "temperature must be above 0", temperature, "1 leaves it as learned.")
        p = self.parameters
        h = c = np.zeros((1, len(p["weight_h"])), p["weight_h"].dtype)
        word, said = first, []
        for _ in range(steps):
            x = p["characters"][[word]]
            h, c = lstm_step(x, h, c, p["weight_x"], p["weight_h"], p["bias"])
            logits = (h @ p["weight_out"] + p["bias_out"])[0].astype(np.float64)  # (V,)
            word = int(rng.choice(len(logits), p=softmax(logits / temperature)))
            said.append(word)
        return np.array(said)

    def _mask(self, N: int, width: int, like: Array, rng: np.random.Generator | None) -> Array:
        """Inverted dropout: 0 or 1/(1 − drop), one draw for all steps."""
        if rng is None:
            return np.ones((N, 1, width), like.dtype)
        kept = rng.random((N, 1, width)) >= self.drop
        return kept.astype(like.dtype) / like.dtype.type(1 - self.drop)
