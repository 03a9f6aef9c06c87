import numpy as np


def train(x, y, w, b, lam, steps=50, rate=0.05):
    table = np.hstack([x, np.ones((len(x), 1))])
    place = np.append(w, b).astype(float)
    shrink = np.append(np.full(len(w), lam), 0.0)
    costs = np.empty(steps)
    for step in range(steps):
        error = table @ place - y
        costs[step] = error @ error / len(y) + shrink @ place**2
        place -= rate * (2 * error @ table / len(y) + 2 * shrink * place)
    return place[:-1], place[-1], costs
