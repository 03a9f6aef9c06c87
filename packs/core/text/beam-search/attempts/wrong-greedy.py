# expect: greedy
def beam_search(step, width, max_length, end, alpha=0.0):
    tokens, total = (), 0.0
    while len(tokens) < max_length and end not in tokens[-1:]:
        scores = step(tokens)
        tokens, total = (*tokens, int(scores.argmax())), total + float(scores.max())
    return list(tokens), total / len(tokens) ** alpha
