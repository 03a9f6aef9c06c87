# expect: scaled-gradient
def fake_quantize(x, scale, limit=127):
    steps = (x / scale).clamp(-limit, limit)
    return steps + (steps.round() * scale - steps).detach()
