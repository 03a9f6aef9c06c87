# expect: no-gradient
def fake_quantize(x, scale, limit=127):
    return (x / scale).round().clamp(-limit, limit) * scale
