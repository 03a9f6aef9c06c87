"""Sequence to sequence: an encoder reads all of it, then a decoder writes, looking back.

    encoder   h_1 … h_S, (h, c) = LSTM(source)
    decoder   s_1 … s_T = LSTM(target so far), begun from (h, c)
    look      y_t = additive attention of s_t over h_1 … h_S
    write     logits_t = [s_t, y_t] W + b

Letters: N samples, S source steps, T target steps, V words of the target, E embedding, H hidden
units. Without attention all of the source has to pass through the one state (h, c), whatever its
length. The output may be longer or shorter than the input: many to many, n → m.

Two traps. In training the decoder is fed the *true* words, shifted by one (`<start>` first): fed
with the target itself it only learns to copy. When it writes on its own it is fed its own words,
and an early mistake is carried along. Here attention comes after the decoder's LSTM, so that all
steps of training are made at once (Luong's place); Bahdanau fed y into the step.

Sources: Sutskever, Vinyals and Le, 2014; Bahdanau, Cho and Bengio, 2015; Luong, Pham and Manning,
2015.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..initializers.glorot import glorot
from ..recurrent.adaptors import many_to_many, many_to_many_backward
from ..recurrent.embedding import embedding, embedding_backward
from ..recurrent.lstm import lstm, lstm_backward, lstm_step
from ..recurrent.weights import recurrent_parameters
from ..shapes import Array, Labels, Parameters, labels, must, sizes
from .additive import additive_attention, additive_attention_backward
from .masks import padding_mask
from .scaled_dot_product import Mask

__all__ = ["SequenceToSequence"]

LSTM = ("weight_x", "weight_h", "bias")
LOOK = ("look.query", "look.key", "look.v")


class SequenceToSequence:
    """`look=False` leaves the attention out. All of it is float64 unless you cast `parameters`."""

    def __init__(
        self,
        source_words: int,
        target_words: int,
        E: int,
        H: int,
        rng: np.random.Generator,
        *,
        look: bool = True,
    ) -> None:
        self.look = look
        p: Parameters = {
            "source": rng.standard_normal((source_words, E)),
            "target": rng.standard_normal((target_words, E)),
        }
        for part in ("encoder", "decoder"):
            for name, value in recurrent_parameters(E, H, rng, blocks=4).items():
                p[f"{part}.{name}"] = value
            p[f"{part}.bias"][H : 2 * H] = 1  # forget gates begin open
        if look:
            p |= {"look.query": glorot(rng, (H, H)), "look.key": glorot(rng, (H, H))}
            p["look.v"] = glorot(rng, (H, 1))[:, 0]
        p["weight"] = glorot(rng, (2 * H if look else H, target_words))
        p["bias"] = np.zeros(target_words)
        self.parameters = p

    def forward(
        self, source: Labels, before: Labels, lengths: Labels | None = None
    ) -> tuple[Array, Any]:
        """Logits (N, T, V) of each target word, and what backward needs.

        source (N, S) of which `lengths` (N,) are words and the rest padding; `before` (N, T) is the
        target moved right by one, with `<start>` in front.
        """
        p = self.parameters
        keys, h, c, mask, read = self._encode(source, lengths)
        x, words = embedding(before, p["target"])  # (N, T, E)
        s, _, written = lstm(x, h, c, *(p[f"decoder.{name}"] for name in LSTM))  # (N, T, H)
        looked = None
        if self.look:
            y, looked = additive_attention(s, keys, *(p[name] for name in LOOK), mask=mask)
            s = np.concatenate([s, y], axis=-1)  # (N, T, 2H)
        logits, out = many_to_many(s, p["weight"], p["bias"])
        return logits, (read, words, written, looked, out, keys)

    def backward(self, dlogits: Array, cache: Any) -> Parameters:
        """Gradients under the names of the parameters, for dlogits (N, T, V)."""
        (source, encoder, row, end), words, written, looked, out, keys = cache
        g: Parameters = {}
        ds, g["weight"], g["bias"] = many_to_many_backward(dlogits, out)
        dkeys = np.zeros_like(keys)  # (N, S, H)
        if self.look:
            H = keys.shape[-1]
            dq, dkeys, *dlook = additive_attention_backward(ds[..., H:], looked)
            ds = ds[..., :H] + dq
            g |= zip(LOOK, dlook, strict=True)
        dx, dh, dc, *dweights = lstm_backward(ds, written)
        g |= {f"decoder.{name}": d for name, d in zip(LSTM, dweights, strict=True)}
        g["target"] = embedding_backward(dx, words)
        dcells = np.zeros_like(keys)
        dkeys[row, end - 1] += dh  # the last state was handed on
        dcells[row, end - 1] = dc
        dx, _, _, *dweights = lstm_backward(dkeys, encoder, dcells)
        g |= {f"encoder.{name}": d for name, d in zip(LSTM, dweights, strict=True)}
        g["source"] = embedding_backward(dx, source)
        return g

    def write(
        self, source: Labels, start: int, steps: int, lengths: Labels | None = None
    ) -> Labels:
        """Words (N, steps) that the decoder writes, each the likeliest after its own before."""
        p = self.parameters
        keys, h, c, mask, _ = self._encode(source, lengths)
        word = np.full(len(keys), start)
        said = []
        for _ in range(steps):
            x, _ = embedding(word, p["target"])
            h, c = lstm_step(x, h, c, *(p[f"decoder.{name}"] for name in LSTM))
            s = h
            if self.look:
                y, _ = additive_attention(h[:, None], keys, *(p[name] for name in LOOK), mask=mask)
                s = np.concatenate([h, y[:, 0]], axis=-1)
            word = (s @ p["weight"] + p["bias"]).argmax(axis=-1)  # (N,)
            said.append(word)
        return np.stack(said, axis=1)

    def _encode(
        self, source: Labels, lengths: Labels | None
    ) -> tuple[Array, Array, Array, Mask, Any]:
        """States (N, S, H), the last h and c (N, H) of each sample, the mask, a cache."""
        p = self.parameters
        N, S = sizes("source", np.asarray(source), "N S", "One sentence is a batch of one.")
        end = labels("lengths", np.full(N, S) if lengths is None else lengths, S + 1)
        must(bool((end > 0).all()), "lengths must be at least 1", end, "Leave out empty sources.")
        x, words = embedding(source, p["source"])  # (N, S, E)
        zero = np.zeros((N, len(p["encoder.weight_h"])), x.dtype)
        h, c, cache = lstm(x, zero, zero, *(p[f"encoder.{name}"] for name in LSTM))
        row = np.arange(N)
        return h, h[row, end - 1], c[row, end - 1], padding_mask(end, S), (words, cache, row, end)
