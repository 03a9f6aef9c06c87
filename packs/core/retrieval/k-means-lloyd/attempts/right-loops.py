import math

import numpy as np


def k_means(x, centres, max_steps=10):
    places = [list(map(float, row)) for row in centres]
    rows = [list(map(float, row)) for row in x]
    labels, steps = [], 0
    while steps < max_steps:
        steps += 1
        new = []
        for row in rows:
            best, least = 0, math.inf
            for k, place in enumerate(places):
                distance = math.fsum((a - b) * (a - b) for a, b in zip(row, place, strict=True))
                if distance < least:
                    best, least = k, distance
            new.append(best)
        for k in set(new):
            own = [row for row, label in zip(rows, new, strict=True) if label == k]
            places[k] = [math.fsum(column) / len(own) for column in zip(*own, strict=True)]
        if new == labels:
            break
        labels = new
    inertia = sum(math.dist(row, places[k]) ** 2 for row, k in zip(rows, new, strict=True))
    return np.array(places), np.array(new), inertia, steps
