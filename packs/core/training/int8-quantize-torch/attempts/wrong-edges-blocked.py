# expect: edges-blocked
def fake_quantize(x, scale, limit=127):
    steps = x / scale
    inside = (steps.abs() < limit).to(x.dtype).detach()
    target = (scale * steps.round().clamp(-limit, limit)).detach()
    return target + (x * inside - (x * inside).detach())
