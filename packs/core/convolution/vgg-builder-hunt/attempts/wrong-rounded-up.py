# expect: rounded-up
def plan(image, blocks, hidden, classes):
    channels, height, width = image
    body = []
    for convolutions, outputs in blocks:
        for _ in range(convolutions):
            weights = outputs * channels * 3 * 3
            body.append(["conv", channels, outputs, weights + outputs])
            body.append(["relu", outputs, outputs, 0])
            channels = outputs
        body.append(["pool", channels, channels, 0])
        height = (height + 1) // 2
        width = (width + 1) // 2
    features = channels * height * width
    head = []
    head.append(["linear", features, hidden, features * hidden + hidden])
    head.append(["relu", hidden, hidden, 0])
    head.append(["linear", hidden, classes, hidden * classes + classes])
    return body, features, head
