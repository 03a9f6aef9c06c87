# expect: partner-already-mixed
import numpy as np


def augment(images, labels, classes, flip, turns, noise, partner, share):
    work = np.array(images, dtype=float)
    for n in range(len(work)):
        if flip[n]:
            work[n] = work[n][:, :, ::-1].copy()
        work[n] = np.rot90(work[n], turns[n], axes=(1, 2)).copy()
    work = work + noise
    mixed = work
    for n in range(len(mixed)):
        mixed[n] = share[n] * mixed[n] + (1 - share[n]) * mixed[partner[n]]
    one_hot = np.eye(classes)[labels]
    own = share.reshape(-1, 1)
    targets = own * one_hot + (1 - own) * one_hot[partner]
    return mixed, targets
