def drive(answer, table, width, max_length, end, alpha):
    """Tokens, score, and whether step was asked sparingly; it looks at all tokens."""
    asked = {}

    def step(tokens):
        asked.setdefault(len(tokens), set()).add(tuple(tokens))
        place = sum((k + 2) * (token + 1) for k, token in enumerate(tokens)) + 3 * len(tokens)
        return table[place % len(table)]

    if alpha == 0:
        tokens, score = answer(step, width, max_length, end)
    else:
        tokens, score = answer(step, width, max_length, end, alpha=alpha)
    return list(tokens), score, all(len(some) <= width for some in asked.values())
