# expect: still-cut-short
import numpy as np


def decode(scores, width, length, p=1.0, temperature=1.0):
    z = scores / temperature
    z = z - z.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    order = np.argsort(-logp, kind="stable")
    ranked = -np.sort(-np.exp(logp))
    before = np.cumsum(ranked, axis=1)
    beam = [((), 0.0)]
    for _ in range(length):
        grown = []
        for tokens, score in beam:
            last = tokens[-1] if tokens else 0
            for token in order[last][before[last] < p].tolist():
                grown.append(((*tokens, token), score + logp[last, token]))
        grown.sort(key=lambda pair: (-round(pair[1], 9), pair[0]))
        beam = grown[:width]
    return [list(tokens) for tokens, _ in beam], [float(score) for _, score in beam]
