# expect: not-rescaled
def fake_quantize(x, scale, limit=127):
    steps = (x / scale).clamp(-limit, limit)
    return steps + (steps.round() - steps).detach()
