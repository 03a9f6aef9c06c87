# expect: finished-forgotten
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
        if not live:
            break
    cost, tokens = min((c / len(t) ** alpha, t) for c, t in live or finished)
    return list(tokens), -cost
