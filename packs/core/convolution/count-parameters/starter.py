def count_parameters(layers: list[dict]) -> int:
    """How many numbers gradient descent trains in these layers."""
    return sum(layer["in"] * layer["out"] for layer in layers if layer["type"] == "linear")
