import math

GATES = {"lstm": 4, "gru": 3}
UNTRAINED = ("relu", "dropout", "max_pool2d", "flatten")


def count_parameters(layers: list[dict]) -> int:
    """How many numbers gradient descent trains in these layers."""
    return sum(_trained(layer) for layer in layers)


def _trained(layer: dict) -> int:
    """How many numbers gradient descent trains in this layer."""
    kind = layer["type"]
    if kind in UNTRAINED:
        return 0
    if kind == "embedding":
        return layer["words"] * layer["size"]
    if kind == "batch_norm":
        return 2 * layer["features"] * layer.get("affine", True)
    if kind == "layer_norm":
        shape = layer["shape"]
        entries = math.prod(shape) if isinstance(shape, tuple) else shape
        return 2 * entries * layer.get("affine", True)
    if kind in GATES:
        return _recurrent(layer)
    biases = layer.get("bias", True)  # for each output
    if kind == "linear":
        return (layer["in"] + biases) * layer["out"]
    if kind == "conv2d":
        groups, kernel = layer.get("groups", 1), layer["kernel"]
        if layer["in"] % groups or layer["out"] % groups:
            raise ValueError(f"{groups} groups do not divide the channels")
        taps = math.prod(kernel) if isinstance(kernel, tuple) else kernel**2
        return (layer["in"] // groups * taps + biases) * layer["out"]
    raise ValueError(f"no such type of layer: {kind}")


def _recurrent(layer: dict) -> int:
    """Each gate: weights from its input and from the last state, and two biases a unit."""
    hidden, width, total = layer["hidden"], layer["in"], 0
    directions = 2 if layer.get("bidirectional", False) else 1
    for _ in range(layer.get("layers", 1)):
        per_unit = width + hidden + 2 * layer.get("bias", True)
        total += directions * GATES[layer["type"]] * per_unit * hidden
        width = directions * hidden
    return total
