import numpy as np


def decode(scores, width, length, p=1.0, temperature=1.0):
    z = scores / temperature
    logp = z - np.logaddexp.reduce(z, axis=1)[:, None]
    probs = np.exp(logp)
    index = np.arange(len(z))
    ahead = (logp[:, None, :] > logp[:, :, None]) | (
        (logp[:, None, :] == logp[:, :, None]) & (index < index[:, None])
    )
    allowed = (ahead * probs[:, None, :]).sum(axis=2) < p
    logp = np.where(allowed, logp, -np.inf)
    tokens, totals = np.zeros((1, 0), dtype=int), np.zeros(1)
    for step in range(length):
        last = tokens[:, -1] if step else np.zeros(len(tokens), dtype=int)
        sums = totals[:, None] + logp[last]
        rows, columns = np.nonzero(np.isfinite(sums))
        grown = np.column_stack([tokens[rows], columns])
        values = sums[rows, columns]
        order = sorted(
            range(len(values)), key=lambda i: (-np.round(values[i], 9), grown[i].tolist())
        )[:width]
        tokens, totals = grown[order], values[order]
    return tokens.tolist(), totals.tolist()
