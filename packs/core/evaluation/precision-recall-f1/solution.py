import numpy as np


def precision_recall_f1(
    y_true: np.ndarray, y_pred: np.ndarray, average: str = "binary", zero_division: float = 0.0
) -> tuple[float, float, float]:
    """Precision, recall and F1: of class 1, or averaged over the classes."""
    if average not in ("binary", "micro", "macro", "weighted"):
        raise ValueError(f"there is no average called {average!r}")
    classes = np.array([1]) if average == "binary" else np.union1d(y_true, y_pred)  # (C,)
    true, claimed = y_true == classes[:, None], y_pred == classes[:, None]  # (C, N)
    hits, claims, support = (marks.sum(axis=1) for marks in (true & claimed, claimed, true))  # (C,)
    weights = support if average == "weighted" else np.ones(len(classes))
    if average == "micro":  # one class that is the sum of all
        hits, claims, support = hits.sum(), claims.sum(), support.sum()

    def mean(part, whole):
        each = np.where(whole > 0, part / np.maximum(whole, 1), zero_division)
        return float(each if average == "micro" else np.average(each, weights=weights))

    return mean(hits, claims), mean(hits, support), mean(2 * hits, claims + support)
