# expect: clipped-at-minus-128
def fake_quantize(x, scale, limit=127):
    steps = (x / scale).clamp(-limit - 1, limit)
    return (steps + (steps.round() - steps).detach()) * scale
