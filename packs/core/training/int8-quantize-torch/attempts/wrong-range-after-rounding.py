# expect: range-after-rounding
def fake_quantize(x, scale, limit=127):
    steps = x / scale
    rounded = steps + (steps.round() - steps).detach()
    return rounded.clamp(-limit, limit) * scale
