import torch


def layer_norm(
    x: torch.Tensor,
    normalized_shape: tuple[int, ...],
    weight: torch.Tensor | None = None,
    bias: torch.Tensor | None = None,
    eps: float = 1e-5,
) -> torch.Tensor:
    """Layer normalisation over the last axes, those of `normalized_shape`: a tensor like x.

    x: (..., *normalized_shape); weight and bias: normalized_shape.
    """
    return x
