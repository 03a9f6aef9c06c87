def beam_search(step, width, max_length, end, alpha=0.0):
    def rounds(beam, left):
        if not beam or left == 0:
            return beam
        grown = {}
        for tokens, total in beam.items():
            for token, more in enumerate(step(tokens)):
                if more != float("-inf"):
                    grown[(*tokens, token)] = total + float(more)
        ranking = sorted(grown, key=lambda tokens: (-grown[tokens], tokens))[:width]
        over = {tokens: grown[tokens] for tokens in ranking if tokens[-1] == end}
        going = {tokens: grown[tokens] for tokens in ranking if tokens[-1] != end}
        return over | rounds(going, left - 1)

    found = {
        tokens: total / len(tokens) ** alpha
        for tokens, total in rounds({(): 0.0}, max_length).items()
    }
    best = max(found.values())
    tokens = min(tokens for tokens, score in found.items() if score == best)
    return list(tokens), best
