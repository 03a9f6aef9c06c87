# expect: same-weights
import numpy as np


def bidirectional_rnn(
    x: np.ndarray, lengths: np.ndarray, w_x: np.ndarray, w_h: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """Both directions' states side by side, (N, T, 2H), and zeros behind each sequence."""
    N, T, _ = x.shape
    H = b.shape[1]
    out = np.zeros((N, T, 2 * H), dtype=x.dtype)
    for n, length in enumerate(lengths):
        h = np.zeros(H)
        for t in range(length):
            h = out[n, t, :H] = np.tanh(w_x[0] @ x[n, t] + w_h[0] @ h + b[0])
        h = np.zeros(H)
        for t in reversed(range(length)):
            h = out[n, t, H:] = np.tanh(w_x[0] @ x[n, t] + w_h[0] @ h + b[0])
    return out
