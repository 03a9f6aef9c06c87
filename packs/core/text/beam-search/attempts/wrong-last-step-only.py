# expect: last-step-only
import numpy as np


def beam_search(step, width, max_length, end, alpha=0.0):
    live, finished = [((), 0.0)], []
    for _ in range(max_length):
        grown = [
            (-more, (*tokens, token), total + more)
            for tokens, total in live
            for token, more in enumerate(step(tokens).tolist())
            if more > -np.inf
        ]
        kept = sorted(grown)[:width]
        finished += [(t, s) for _, t, s in kept if t[-1] == end]
        live = [(t, s) for _, t, s in kept if t[-1] != end]
    score, tokens = min((-s / len(t) ** alpha, t) for t, s in finished + live)
    return list(tokens), -score
