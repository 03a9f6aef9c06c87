import numpy as np


def precision_recall_f1(y_true, y_pred, average="binary", zero_division=0.0):
    if average not in {"binary", "micro", "macro", "weighted"}:
        raise ValueError("average")
    both = np.concatenate([y_true.astype(np.int64), y_pred.astype(np.int64)])
    names, codes = np.unique(both, return_inverse=True)
    n, c = len(y_true), len(names)
    table = np.bincount(codes[:n] * c + codes[n:], minlength=c * c).reshape(c, c)
    right, rows, columns = np.diag(table), table.sum(1), table.sum(0)
    if average == "binary":
        keep = names == 1
        right, rows, columns = (np.append(v[keep], 0)[:1] for v in (right, rows, columns))
    if average == "micro":
        right, rows, columns = (np.array([v.sum()]) for v in (right, rows, columns))
    with np.errstate(invalid="ignore"):
        values = np.stack([right / columns, right / rows, 2 * right / (rows + columns)])
    values[np.isnan(values)] = zero_division
    weights = rows / rows.sum() if average == "weighted" else np.full(len(rows), 1 / len(rows))
    return tuple(values @ weights)
