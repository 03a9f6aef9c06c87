import numpy as np


def precision_recall_f1(
    y_true: np.ndarray, y_pred: np.ndarray, average: str = "binary", zero_division: float = 0.0
) -> tuple[float, float, float]:
    """Precision, recall and F1 of integer labels (N,): of class 1, or averaged over the classes."""
    return 0.0, 0.0, 0.0
