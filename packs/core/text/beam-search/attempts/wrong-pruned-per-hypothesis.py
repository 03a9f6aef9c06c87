# expect: pruned-per-hypothesis
import numpy as np


def beam_search(step, width, max_length, end, alpha=0.0):
    live, finished = [(0.0, ())], []
    for turn in range(max_length):
        kept = []
        for cost, tokens in live:
            own = sorted(
                (cost - more, (*tokens, token))
                for token, more in enumerate(step(tokens).tolist())
                if more > -np.inf
            )
            kept += own[: width if turn == 0 else 1]
        finished += [(c, t) for c, t in kept if t[-1] == end]
        live = [(c, t) for c, t in kept if t[-1] != end]
    cost, tokens = min((c / len(t) ** alpha, t) for c, t in finished + live)
    return list(tokens), -cost
