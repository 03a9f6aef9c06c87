# expect: limit-ignored
def fake_quantize(x, scale, limit=127):
    steps = (x / scale).clamp(-127, 127)
    return (steps + (steps.round() - steps).detach()) * scale
