# expect: probabilities-multiplied
import math


def beam_search(step, width, max_length, end, alpha=0.0):
    live, finished = [(-1.0, ())], []
    for _ in range(max_length):
        grown = [
            (product * math.exp(more), (*tokens, token))
            for product, tokens in live
            for token, more in enumerate(step(tokens).tolist())
            if more > -math.inf
        ]
        kept = sorted(grown)[:width]
        finished += [(c, t) for c, t in kept if t[-1] == end]
        live = [(c, t) for c, t in kept if t[-1] != end]
    score, tokens = min(
        ((-math.log(-c) if c else math.inf) / len(t) ** alpha, t) for c, t in finished + live
    )
    return list(tokens), -score
