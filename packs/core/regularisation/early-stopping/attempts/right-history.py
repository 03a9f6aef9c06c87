import numpy as np


def train(x, y, order, held_out, lr, epochs, patience, min_delta=0.001):
    xs, ys = x[order], y[order]
    x_val, y_val, x_fit, y_fit = xs[:held_out], ys[:held_out], xs[held_out:], ys[held_out:]
    gram, moment = x_fit.T @ x_fit / len(x_fit), x_fit.T @ y_fit / len(x_fit)
    weights, losses, best = [np.zeros(x.shape[1])], [np.inf], 0
    while len(losses) <= epochs and len(losses) - 1 - best < patience + (best == 0):
        weights.append(weights[-1] - 2 * lr * (gram @ weights[-1] - moment))
        losses.append(float(np.square(x_val @ weights[-1] - y_val).mean()))
        if losses[best] - losses[-1] > min_delta:
            best = len(losses) - 1
    return weights[best], best, len(losses) - 1
