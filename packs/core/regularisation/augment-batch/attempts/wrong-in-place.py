# expect: changed-argument
import numpy as np


def augment(images, labels, classes, flip, turns, noise, partner, share):
    work = images
    for n in range(len(work)):
        if flip[n]:
            work[n] = work[n][:, :, ::-1].copy()
        work[n] = np.rot90(work[n], turns[n], axes=(1, 2)).copy()
    work = work + noise
    own = share.reshape(-1, 1, 1, 1)
    mixed = own * work + (1 - own) * work[partner]
    one_hot = np.eye(classes)[labels]
    own = share.reshape(-1, 1)
    targets = own * one_hot + (1 - own) * one_hot[partner]
    return mixed, targets
