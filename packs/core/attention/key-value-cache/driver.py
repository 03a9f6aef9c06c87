def drive(answer, q, k, v, cuts, late):
    """A text in pieces of `cuts` steps, a second cache beside it, and `late` queries at the end."""
    cache, other = answer(), answer()
    outputs, lengths, start = [], [len(cache)], 0
    for count in cuts:
        here = slice(start, start + count)
        keys, values = k[:, here].copy(), v[:, here].copy()
        cache.append(keys, values)
        other.append(-k[:, here], v[:, here] + 1)
        keys[...], values[...] = 7.0, -7.0  # the buffers are used for something else
        outputs.append(cache.attend(q[:, here]))
        lengths.append(len(cache))
        start += count
    return outputs, lengths, cache.attend(late), other.attend(late)
