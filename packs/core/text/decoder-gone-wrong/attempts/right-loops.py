import math


def decode(scores, width, length, p=1.0, temperature=1.0):
    table = []
    for row in scores.tolist():
        cold = [value / temperature for value in row]
        top = max(cold)
        total = sum(math.exp(value - top) for value in cold)
        logs = [value - top - math.log(total) for value in cold]
        nucleus, run = [], 0.0
        for token in sorted(range(len(logs)), key=lambda j: -logs[j]):
            if run < p:
                nucleus.append(token)
            run += math.exp(logs[token])
        table.append({token: logs[token] for token in nucleus})
    beam = {(): 0.0}
    for _ in range(length):
        grown = {}
        for tokens, score in beam.items():
            for token, more in table[tokens[-1] if tokens else 0].items():
                grown[(*tokens, token)] = score + more
        best = sorted(grown, key=lambda tokens: (-round(grown[tokens], 9), tokens))[:width]
        beam = {tokens: grown[tokens] for tokens in best}
    return [list(tokens) for tokens in beam], list(beam.values())
