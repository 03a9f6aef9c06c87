def plan(image, blocks, hidden, classes):
    """The layers of a VGG-like network: its blocks, the flattened features, its linear layers."""
    channels, body = image[0], []
    for convolutions, outputs in blocks:
        for _ in range(convolutions):
            body.append(["conv", channels, outputs, (9 * channels + 1) * outputs])
            body.append(["relu", outputs, outputs, 0])
            channels = outputs
        body.append(["pool", channels, channels, 0])
    shrunk = 2 ** len(blocks)  # halving and rounding down again and again comes to the same
    features = channels * (image[1] // shrunk) * (image[2] // shrunk)
    first = ["linear", features, hidden, (features + 1) * hidden]
    last = ["linear", hidden, classes, (hidden + 1) * classes]
    return body, features, [first, ["relu", hidden, hidden, 0], last]
