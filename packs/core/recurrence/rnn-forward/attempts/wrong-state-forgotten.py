# expect: state-forgotten
import numpy as np


def rnn_forward(
    x: np.ndarray, h0: np.ndarray, w_x: np.ndarray, w_h: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """The hidden state after every step, (N, T, H)."""
    states = [h0]
    for t in range(x.shape[1]):
        states.append(np.tanh(x[:, t] @ w_x.T + h0 @ w_h.T + b))  # (N, H)
    return np.stack(states[1:], axis=1)
