import numpy as np


def tf_idf(
    documents: list[list[str]], smooth: bool = False, normalize: bool = False
) -> tuple[np.ndarray, list[str]]:
    """TF-IDF weights (N, V) of N lists of tokens, and the V terms of their columns."""
    vocabulary: list[str] = []
    return np.zeros((len(documents), len(vocabulary))), vocabulary
