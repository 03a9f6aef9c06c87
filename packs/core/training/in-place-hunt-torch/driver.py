def drive(answer, x, y, w, b, v, steps=None, rate=None):
    """Trains, and tells whether what came back still requires a gradient."""
    given = {"steps": steps, "rate": rate}
    options = {name: value for name, value in given.items() if value is not None}
    losses, w, b, v = answer(x, y, w, b, v, **options)
    return losses, w, b, v, any(tensor.requires_grad for tensor in (losses, w, b, v))
