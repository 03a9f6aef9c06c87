from itertools import pairwise


def plan(image, blocks, hidden, classes):
    flow = [image[0]]
    for count, outputs in blocks:
        flow.extend([outputs] * count)
    pairs = iter(pairwise(flow))
    layers = []
    for count, outputs in blocks:
        for _ in range(count):
            i, o = next(pairs)
            layers += [["conv", i, o, 9 * i * o + o], ["relu", o, o, 0]]
        layers.append(["pool", outputs, outputs, 0])
    shrink = 2 ** len(blocks)
    features = flow[-1] * (image[1] // shrink) * (image[2] // shrink)
    head = [["linear", i, o, i * o + o] for i, o in ((features, hidden), (hidden, classes))]
    head.insert(1, ["relu", hidden, hidden, 0])
    return layers, features, head
