# expect: gradient-everywhere
def fake_quantize(x, scale, limit=127):
    return x + ((x / scale).round().clamp(-limit, limit) * scale - x).detach()
