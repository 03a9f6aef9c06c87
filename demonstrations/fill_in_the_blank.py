"""A missing word is told from both sides: one RNN each way against one RNN

Sentences of a small grammar ("the old boys near the tree are running"), one word hidden. Number
and kind of a subject are often known only from the verb after it. A bidirectional RNN (two of 16
units, side by side) sees both sides of the blank; one RNN of 32 units sees only what comes
before, and has more weights. The backward half needs the end of the sentence first: nothing for
text that is still being spoken.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.nn.initializers.glorot import glorot
from heldout.nn.layers.dense import dense, dense_backward
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.metrics.accuracy import accuracy
from heldout.nn.optimizers.adam import Adam
from heldout.nn.recurrent import (
    bidirectional,
    bidirectional_backward,
    embedding,
    embedding_backward,
    recurrent_parameters,
    rnn,
    rnn_backward,
)
from heldout.nn.shapes import Array, Labels

from .finding import Finding

TITLE = "A missing word is told from both sides: one RNN each way against one RNN"
ROWS = ["Bidirectional RNN"]

ONE = ["boy", "girl", "dog"]  # followed by "is"
MANY = ["boys", "girls", "dogs"]  # followed by "are"
ADJECTIVES = ["old", "young", "tired", "happy"]
PLACES = ["tree", "house", "river", "gate"]
ENDS = {"boy": "reading", "girl": "singing", "dog": "barking"}
WORDS = ["_", "the", "near", "is", "are", *ONE, *MANY, *ADJECTIVES, *PLACES, *ENDS.values()]
NUMBER = {word: place for place, word in enumerate(WORDS)}
E, H, N = 12, 32, 64


def sentences(count: int, rng: np.random.Generator) -> tuple[Labels, Labels, Labels]:
    """Words (N, 8) with one hidden, which place (N,), and which word (N,) it was."""
    words = []
    for _ in range(count):
        kind, many = rng.integers(3), rng.integers(2)
        subject = (MANY if many else ONE)[kind]
        said = ["the", rng.choice(ADJECTIVES), subject, "near", "the", rng.choice(PLACES)]
        said += ["are" if many else "is", ENDS[ONE[kind]]]
        words.append([NUMBER[word] for word in said])
    full = np.array(words)
    row, place = np.arange(count), rng.choice([2, 6, 7], count)  # subject, verb or end
    hidden = full.copy()
    hidden[row, place] = NUMBER["_"]
    return hidden, place, full[row, place]


class _Filler:
    """Reads each way, or one way only, and says the word at the blank."""

    def __init__(self, both: bool, rng: np.random.Generator) -> None:
        self.both = both
        units = H // 2 if both else H
        self.p = {"words": rng.standard_normal((len(WORDS), E))}
        for way in ("forward", "backward") if both else ("forward",):
            for name, value in recurrent_parameters(E, units, rng).items():
                self.p[f"{way}.{name}"] = value
        self.p |= {"weight": glorot(rng, (H, len(WORDS))), "offset": np.zeros(len(WORDS))}
        self.p = {name: value.astype(np.float32) for name, value in self.p.items()}

    def _way(self, name: str, count: int) -> list[Array]:
        weights = [self.p[f"{name}.{part}"] for part in ("weight_x", "weight_h", "bias")]
        return [np.zeros((count, len(weights[1])), np.float32), *weights]

    def forward(self, words: Labels, place: Labels) -> tuple[Array, Any]:
        x, table = embedding(words, self.p["words"])
        ways = [self._way("forward", len(words))]
        if self.both:
            h, cache = bidirectional(x, *ways, self._way("backward", len(words)))
        else:
            h, cache = rnn(x, *ways[0])
        at = np.arange(len(words)), place
        logits, head = dense(h[at], self.p["weight"], self.p["offset"])
        return logits, (table, cache, at, head, h.shape)

    def backward(self, dlogits: Array, caches: Any) -> dict[str, Array]:
        table, cache, at, head, shape = caches
        g = {}
        dh = np.zeros(shape, np.float32)
        dh[at], g["weight"], g["offset"] = dense_backward(dlogits, head)
        if self.both:
            dx, *ways = bidirectional_backward(dh, cache)
        else:
            dx, *ways = (lambda dx, *way: (dx, way))(*rnn_backward(dh, cache))
        for name, (_, *way) in zip(("forward", "backward"), ways, strict=False):
            parts = ("weight_x", "weight_h", "bias")
            g |= {f"{name}.{part}": d for part, d in zip(parts, way, strict=True)}
        g["words"] = embedding_backward(dx, table)
        return g


def filled(both: bool, seed: int, steps: int = 250) -> dict[str, float]:
    """Share of the blanks filled right in 1,500 new sentences, by what was hidden."""
    rng = np.random.default_rng(seed)
    model, optimizer = _Filler(both, rng), Adam(0.01)
    for _ in range(steps):
        words, place, target = sentences(N, rng)
        logits, caches = model.forward(words, place)
        _, dlogits = cross_entropy(logits, target)
        optimizer.step(model.p, model.backward(dlogits, caches))
    words, place, target = sentences(1500, np.random.default_rng(1000 + seed))
    said = model.forward(words, place)[0].argmax(axis=1)
    names = {2: "subject", 6: "verb", 7: "end"}
    return {
        name: 100 * accuracy(said[place == at], target[place == at]) for at, name in names.items()
    }


def findings() -> list[Finding]:
    """Subjects need what comes after them; a verb's number stands before it."""
    both, one = filled(True, 0), filled(False, 0)
    return [
        Finding("subject, from both sides", both["subject"], 3, "%", 1, at_least=95),
        Finding(
            "subject, from what comes before (guessing: 16.7 %)",
            one["subject"],
            6,
            "%",
            1,
            at_most=30,
        ),
        Finding("verb, from both sides", both["verb"], 3, "%", 1, at_least=95),
        Finding("verb, from what comes before", one["verb"], 3, "%", 1, at_least=95),
    ]
