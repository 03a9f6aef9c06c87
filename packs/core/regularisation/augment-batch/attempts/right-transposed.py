import numpy as np


def augment(images, labels, classes, flip, turns, noise, partner, share):
    finished = []
    for image, mirrored, quarter, extra in zip(images, flip, turns, noise, strict=True):
        if mirrored:
            image = np.flip(image, axis=2)
        for _ in range(quarter):
            image = np.flip(image.transpose(0, 2, 1), axis=1)
        finished.append(image + extra)
    rows = np.zeros((len(labels), classes))
    rows[np.arange(len(labels)), labels] = 1
    mixed = [
        weight * one + (1 - weight) * finished[other]
        for one, other, weight in zip(finished, partner, share, strict=True)
    ]
    return np.stack(mixed), share[:, None] * rows + (1 - share[:, None]) * rows[partner]
