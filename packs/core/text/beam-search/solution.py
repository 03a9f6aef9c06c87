from collections.abc import Callable

import numpy as np


def beam_search(
    step: Callable[[tuple[int, ...]], np.ndarray],
    width: int,
    max_length: int,
    end: int,
    alpha: float = 0.0,
) -> tuple[list[int], float]:
    """The tokens of the best hypothesis that a beam finds, and its score."""
    live, finished = [(0.0, ())], []  # minus the sum, and the tokens: as they sort
    for _ in range(max_length):
        grown = [
            (cost - more, (*tokens, token))
            for cost, tokens in live
            for token, more in enumerate(step(tokens).tolist())
        ]
        kept = sorted(grown)[:width]
        finished += [(cost, tokens) for cost, tokens in kept if tokens[-1] == end]
        live = [(cost, tokens) for cost, tokens in kept if tokens[-1] != end]
    cost, tokens = min((cost / len(tokens) ** alpha, tokens) for cost, tokens in finished + live)
    return list(tokens), -cost
