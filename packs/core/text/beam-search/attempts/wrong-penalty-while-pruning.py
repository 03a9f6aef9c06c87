# expect: penalty-while-pruning
import numpy as np


def beam_search(step, width, max_length, end, alpha=0.0):
    live = [(0.0, ())]
    for _ in range(max_length):
        grown = [(c, t) for c, t in live if t and t[-1] == end]  # these stay and compete
        grown += [
            (cost - more, (*tokens, token))
            for cost, tokens in live
            if not tokens or tokens[-1] != end
            for token, more in enumerate(step(tokens).tolist())
            if more > -np.inf
        ]
        live = sorted(grown, key=lambda h: (h[0] / len(h[1]) ** alpha, h[1]))[:width]
    cost, tokens = min((c / len(t) ** alpha, t) for c, t in live)
    return list(tokens), -cost
