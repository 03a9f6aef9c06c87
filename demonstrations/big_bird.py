"""Big Bird allows pairs in proportion to the length, full attention to its square

The mask has 3 neighbours on each side, 3 random keys and 2 global words. Doubling the words doubles
its pairs and makes four times as many of a full table. Two layers still join any two words. The
mask alone saves no work: for that the scores of hidden pairs must not be computed.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.attention import big_bird_mask

from .finding import Finding

TITLE = "Big Bird allows pairs in proportion to the length, full attention to its square"
ROWS = ["Big Bird"]


def findings() -> list[Finding]:
    """Pairs at 512 and 1,024 words, and what two layers reach."""
    short, long = (big_bird_mask(T, np.random.default_rng(0)) for T in (512, 1024))
    reach = (short.astype(np.float32) @ short.astype(np.float32) > 0).mean()
    return [
        Finding(
            "pairs at 1,024 words for those at 512",
            long.sum() / short.sum(),
            0.001,
            "×",
            digits=3,
            at_least=1.99,
            at_most=2.01,
        ),
        Finding("pairs of full attention, likewise", long.size / short.size, 1e-9, "×"),
        Finding("pairs allowed at 1,024 words", 100 * long.mean(), 0.01, "%", at_most=1.5),
        Finding(
            "pairs of words joined by two layers, 512 words",
            100 * float(reach),
            1e-9,
            "%",
            at_least=100,
        ),
    ]
