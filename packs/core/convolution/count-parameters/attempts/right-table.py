from functools import reduce
from operator import mul


def _numbers(value, times=1):
    return reduce(mul, value, 1) if isinstance(value, (tuple, list)) else value**times


def _conv(spec):
    groups = spec.get("groups", 1)
    if (spec["in"] % groups) + (spec["out"] % groups):
        raise ValueError("groups")
    per_output = (spec["in"] // groups) * _numbers(spec["kernel"], 2)
    return spec["out"] * (per_output + int(spec.get("bias", True)))


def _stack(gates):
    def count(spec):
        h, two = spec["hidden"], 2 if spec.get("bidirectional", False) else 1
        widths = [spec["in"]] + [two * h] * (spec.get("layers", 1) - 1)
        return sum(two * gates * h * (w + h + (2 if spec.get("bias", True) else 0)) for w in widths)

    return count


TABLE = {
    "linear": lambda s: s["out"] * (s["in"] + int(s.get("bias", True))),
    "conv2d": _conv,
    "embedding": lambda s: s["words"] * s["size"],
    "batch_norm": lambda s: 2 * s["features"] if s.get("affine", True) else 0,
    "layer_norm": lambda s: 2 * _numbers(s["shape"]) if s.get("affine", True) else 0,
    "lstm": _stack(4),
    "gru": _stack(3),
    **{name: lambda s: 0 for name in ("relu", "dropout", "max_pool2d", "flatten")},
}


def count_parameters(layers):
    if any(spec["type"] not in TABLE for spec in layers):
        raise ValueError("unknown type")
    return sum(TABLE[spec["type"]](spec) for spec in layers)
