"""An encoder and a decoder write sequences backwards, with and without looking back

Letters (8 kinds) come in, the same come out in reverse; 800 batches of length 2 to 12. Without
attention everything has to pass through one state of 32 numbers, and long sequences come out
wrong. With additive attention the decoder looks at each step back at what the encoder read. Both
write on their own, each letter fed back. Beyond the lengths of training both get worse: attention
shortens the way to the source, it does not teach counting.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.attention import SequenceToSequence
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.optimizers.adam import Adam
from heldout.nn.optimizers.clipping import clip_by_norm
from heldout.nn.shapes import Labels

from .finding import Finding

TITLE = "An encoder and a decoder write sequences backwards, with and without looking back"
ROWS = ["Sequence-to-sequence", "RNN one-to-many / many-to-one / many-to-many"]

LETTERS, E, H, N, LONGEST = 8, 12, 32, 32, 12
START = LETTERS


def trained(look: bool, seed: int, steps: int = 800) -> SequenceToSequence:
    """The model after that many batches of Adam, in float32."""
    rng = np.random.default_rng(seed)
    model = SequenceToSequence(LETTERS, LETTERS + 1, E, H, rng, look=look)
    model.parameters = {name: p.astype(np.float32) for name, p in model.parameters.items()}
    optimizer = Adam(0.01)
    for _ in range(steps):
        source = rng.integers(0, LETTERS, (N, rng.integers(2, LONGEST + 1)))
        target = source[:, ::-1]
        before = np.concatenate([np.full((N, 1), START), target[:, :-1]], axis=1)
        logits, cache = model.forward(source, before)
        _, dlogits = cross_entropy(logits.reshape(target.size, -1), target.ravel())
        gradients = model.backward(dlogits.reshape(logits.shape), cache)
        optimizer.step(model.parameters, clip_by_norm(gradients, 1.0)[0])
    return model


def right(model: SequenceToSequence, length: int) -> float:
    """Share of the letters that are right in 400 new sequences of that length."""
    source: Labels = np.random.default_rng(99).integers(0, LETTERS, (400, length))
    return float((model.write(source, START, length) == source[:, ::-1]).mean())


def findings() -> list[Finding]:
    """Letters right at three lengths."""
    looking, blind = trained(True, 0), trained(False, 0)
    found = []
    for length, least in ((4, 95.0), (8, 95.0), (12, 80.0), (20, None)):
        beyond = ", longer than in training" if length > LONGEST else ""
        found += [
            Finding(
                f"length {length}{beyond}, with attention",
                100 * right(looking, length),
                12,
                "%",
                1,
                at_least=least,
            ),
            Finding(
                f"length {length}{beyond}, without",
                100 * right(blind, length),
                12,
                "%",
                1,
                at_most=75 if length >= 12 else None,
            ),
        ]
    return found
