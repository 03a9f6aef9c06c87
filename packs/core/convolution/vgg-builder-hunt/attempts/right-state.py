class Builder:
    def __init__(self, image):
        self.channels, self.height, self.width = image
        self.rows = []

    def convolution(self, outputs):
        self.rows.append(("conv", self.channels, outputs, (9 * self.channels + 1) * outputs))
        self.rows.append(("relu", outputs, outputs, 0))
        self.channels = outputs

    def pool(self):
        self.rows.append(("pool", self.channels, self.channels, 0))
        self.height, self.width = self.height >> 1, self.width >> 1


def plan(image, blocks, hidden, classes):
    builder = Builder(image)
    for count, outputs in blocks:
        for _ in range(count):
            builder.convolution(outputs)
        builder.pool()
    flat = builder.channels * builder.height * builder.width
    head = [("linear", flat, hidden, (flat + 1) * hidden), ("relu", hidden, hidden, 0)]
    head.append(("linear", hidden, classes, (hidden + 1) * classes))
    return builder.rows, flat, head
