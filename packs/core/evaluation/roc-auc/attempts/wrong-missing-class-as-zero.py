# expect: missing-class-as-number


def roc_auc(y_true, scores):
    pos, neg = scores[y_true == 1], scores[y_true == 0]
    if len(pos) == 0 or len(neg) == 0:
        return 0.0
    wins = (pos[:, None] > neg) + 0.5 * (pos[:, None] == neg)
    return wins.mean()
