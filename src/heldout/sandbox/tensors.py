"""Functions of PyTorch tensors, called with arrays; loaded in every child, used where torch is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

__all__ = ["with_tensors"]


def with_tensors(
    function: Callable[..., Any], gradients: Sequence[int | str]
) -> Callable[..., Any]:
    """The function for arrays: tensors that share their memory go in, and arrays come out.

    With arguments in `gradients`, by their place or by the name that they are given by, it returns
    (value, [gradient for each]).
    """
    torch: Any = sys.modules["torch"]

    def tensor(value: Any) -> Any:
        if isinstance(value, list):
            return [tensor(item) for item in value]
        if isinstance(value, tuple):
            return tuple(tensor(item) for item in value)
        if isinstance(value, dict):
            return {key: tensor(item) for key, item in value.items()}
        return torch.from_numpy(value) if isinstance(value, np.ndarray) else value

    def array(value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return type(value)(array(item) for item in value)
        if isinstance(value, dict):
            return {key: array(item) for key, item in value.items()}
        if isinstance(value, torch.Tensor) and value.layout is torch.strided:
            return value.detach().cpu().resolve_conj().resolve_neg().numpy()
        return value

    def call(*positional: Any, **named: Any) -> Any:
        placed = [tensor(value) for value in positional]
        by_name = {name: tensor(value) for name, value in named.items()}
        given = [by_name.get(it) if isinstance(it, str) else placed[it] for it in gradients]
        leaves = [leaf for leaf in given if isinstance(leaf, torch.Tensor)]
        for leaf in leaves:
            leaf.requires_grad_()
        value = function(*placed, **by_name)
        if not gradients:
            return array(value)
        slopes = iter(_slopes(torch, value, leaves))
        found = [next(slopes) if isinstance(leaf, torch.Tensor) else None for leaf in given]
        return array(value), array(found)

    return call


def _slopes(torch: Any, value: Any, leaves: list[Any]) -> list[Any]:
    """Gradients of a fixed weighted sum of all floating entries of the value; None where the
    value does not depend on the leaf."""
    parts = [item for item in (value if isinstance(value, (list, tuple)) else [value])]
    total = None
    for part in parts:
        if isinstance(part, torch.Tensor) and part.is_floating_point() and part.requires_grad:
            places = torch.arange(part.numel(), dtype=torch.float64)
            weights = torch.cos(0.7 * places + 0.3).to(part.dtype).reshape(part.shape)
            share = (part * weights).sum()
            total = share if total is None else total + share
    if total is None:
        return [None] * len(leaves)
    return list(torch.autograd.grad(total, leaves, allow_unused=True))
