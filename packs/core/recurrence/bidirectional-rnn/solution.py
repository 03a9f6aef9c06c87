import numpy as np


def bidirectional_rnn(
    x: np.ndarray, lengths: np.ndarray, w_x: np.ndarray, w_h: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """Both directions' states side by side, (N, T, 2H), and zeros behind each sequence."""
    N, T, _ = x.shape
    halves = []
    for way, steps in enumerate((range(T), reversed(range(T)))):
        h, states = np.zeros((N, b.shape[1])), [None] * T
        for t in steps:
            real = (t < lengths)[:, None]  # (N, 1); on padding the state is held at zero
            h = real * np.tanh(x[:, t] @ w_x[way].T + h @ w_h[way].T + b[way])  # (N, H)
            states[t] = h
        halves.append(np.stack(states, axis=1))
    return np.concatenate(halves, axis=2)
