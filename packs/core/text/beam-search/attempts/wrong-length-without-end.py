# expect: length-without-end
import numpy as np


def beam_search(step, width, max_length, end, alpha=0.0):
    live, finished = [(0.0, ())], []
    for _ in range(max_length):
        grown = [
            (cost - more, (*tokens, token))
            for cost, tokens in live
            for token, more in enumerate(step(tokens).tolist())
            if more > -np.inf
        ]
        kept = sorted(grown)[:width]
        finished += [(c, t) for c, t in kept if t[-1] == end]
        live = [(c, t) for c, t in kept if t[-1] != end]
    cost, tokens = min(
        (c / max(len(t) - (t[-1] == end), 1) ** alpha, t) for c, t in finished + live
    )
    return list(tokens), -cost
