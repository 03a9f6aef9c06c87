import numpy as np


def report(probs, labels, threshold=0.5):
    n, c = probs.shape
    answered = np.max(probs, axis=1) >= threshold
    guess = np.eye(c)[np.argmax(probs, axis=1)] * answered[:, None]
    truth = np.eye(c)[labels]
    hits, claims, actual = (guess * truth).sum(0), guess.sum(0), truth.sum(0)
    p = np.divide(hits, claims, out=np.zeros(c), where=claims > 0)
    r = np.divide(hits, actual, out=np.zeros(c), where=actual > 0)
    f1 = np.divide(2 * p * r, p + r, out=np.zeros(c), where=p + r > 0)
    return answered.mean(), hits.sum() / n, p.mean(), r.mean(), f1.mean()
