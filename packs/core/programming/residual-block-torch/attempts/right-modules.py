from torch import nn


def residual_block(x, w1, w2, shortcut=None, stride=1):
    def layer(weight, step, padding):
        def run(image):
            return nn.functional.conv2d(image, weight, None, step, padding)

        return run

    branch = [nn.ReLU(), layer(w1, stride, 1), nn.ReLU(inplace=True), layer(w2, 1, 1)]
    out = x
    for part in branch:
        out = part(out)
    out += x if shortcut is None else layer(shortcut, stride, 0)(x)
    return out
