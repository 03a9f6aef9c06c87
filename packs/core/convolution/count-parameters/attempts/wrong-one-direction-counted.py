# expect: one-direction-counted
def count_parameters(layers):
    total = 0
    for layer in layers:
        t = layer["type"]
        bias = 1 if layer.get("bias", True) else 0
        affine = 2 if layer.get("affine", True) else 0
        if t == "linear":
            total += layer["in"] * layer["out"] + bias * layer["out"]
        elif t == "conv2d":
            g = layer.get("groups", 1)
            k = layer["kernel"]
            kh, kw = (k, k) if isinstance(k, int) else k
            if layer["in"] % g != 0 or layer["out"] % g != 0:
                raise ValueError("groups must divide in and out")
            total += layer["out"] * layer["in"] * kh * kw // g + bias * layer["out"]
        elif t == "embedding":
            total += layer["words"] * layer["size"]
        elif t == "batch_norm":
            total += affine * layer["features"]
        elif t == "layer_norm":
            shape = layer["shape"]
            size = 1
            for n in [shape] if isinstance(shape, int) else shape:
                size *= n
            total += affine * size
        elif t in ("lstm", "gru"):
            g = 4 if t == "lstm" else 3
            h, d = layer["hidden"], 1
            total += d * g * (layer["in"] * h + h * h + 2 * bias * h)
            total += (layer.get("layers", 1) - 1) * d * g * (d * h * h + h * h + 2 * bias * h)
        elif t not in ("relu", "dropout", "max_pool2d", "flatten"):
            raise ValueError(t)
    return total
