# expect: upside-down


def roc_auc(y_true, scores):
    pos, neg = scores[y_true == 1], scores[y_true == 0]
    if len(pos) == 0 or len(neg) == 0:
        return float("nan")
    wins = (neg[:, None] > pos) + 0.5 * (neg[:, None] == pos)
    return wins.mean()
