import numpy as np


def augment(
    images: np.ndarray,
    labels: np.ndarray,
    classes: int,
    flip: np.ndarray,
    turns: np.ndarray,
    noise: np.ndarray,
    partner: np.ndarray,
    share: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Flipped, turned, noisy and mixed images, with their mixed targets."""
    moved = np.where(flip[:, None, None, None], images[..., ::-1], images)  # (N, C, S, S)
    turned = [np.rot90(image, turns[n], axes=(1, 2)) for n, image in enumerate(moved)]
    noisy = np.stack(turned) + noise  # (N, C, S, S)
    targets = np.eye(classes)[labels]  # (N, classes)
    return _mix(noisy, share, partner), _mix(targets, share, partner)


def _mix(batch: np.ndarray, share: np.ndarray, partner: np.ndarray) -> np.ndarray:
    """Each row with its partner's, `share` of it its own."""
    own = share.reshape(len(share), *(1 for _ in batch.shape[1:]))
    return own * batch + (1 - own) * batch[partner]
