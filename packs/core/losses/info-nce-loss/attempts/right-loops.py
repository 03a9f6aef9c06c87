import math


def info_nce_loss(z1, z2, temperature=0.1):
    a, b = z1.tolist(), z2.tolist()
    n = len(a)

    def similarity(x, y):
        inner = sum(p * q for p, q in zip(x, y, strict=True))
        return inner / math.hypot(*x) / math.hypot(*y) / temperature

    def lse(values):
        top = max(values)
        return top + math.log(sum(math.exp(value - top) for value in values))

    total = 0.0
    for i in range(n):
        own = similarity(a[i], b[i])
        total += lse([similarity(a[i], b[j]) for j in range(n)]) - own
        total += lse([similarity(a[j], b[i]) for j in range(n)]) - own
    return total / (2 * n)
