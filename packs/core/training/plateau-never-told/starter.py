import numpy as np


class Plateau:
    def __init__(self, rate, factor, patience, threshold):
        self.rate, self.factor = rate, factor
        self.patience, self.threshold = patience, threshold
        self.best, self.waited = np.inf, 0

    def step(self, loss):
        if loss < self.best * (1 - self.threshold):
            self.best, self.waited = loss, 0
        else:
            self.waited += 1
        if self.waited > self.patience:
            self.rate = self.rate * self.factor


def rates(losses, rate, factor=0.1, patience=10, threshold=1e-4):
    plateau = Plateau(rate, factor, patience, threshold)
    used = [plateau.rate]
    for loss in losses:
        used.append(plateau.rate)
    return np.array(used)
