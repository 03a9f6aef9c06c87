"""The image with PyTorch: what honest code does first of all, in a child that may do so little."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from heldout.sandbox import Judge, Limits, Returned

pytestmark = pytest.mark.torch

LIMITS = Limits(cpu_seconds=5, wall_seconds=30, memory_bytes=1 << 30)
SOURCE = """
import torch
def train():
    torch.manual_seed(0)
    x = torch.linspace(-1, 1, 8)[:, None]
    layer = torch.nn.Linear(1, 1)
    optimiser = torch.optim.Adam(layer.parameters(), lr=0.1)
    losses = []
    for _ in range(20):
        optimiser.zero_grad()
        loss = ((layer(x) - 3 * x) ** 2).mean()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return losses[-1] < losses[0]
def convolve():
    return torch.nn.functional.conv2d(torch.ones(1, 1, 8, 8), torch.ones(1, 1, 3, 3)).sum().item()
def check():
    x = torch.ones(3, dtype=torch.double, requires_grad=True)
    return torch.autograd.gradcheck(lambda y: (y ** 2).sum(), x)
"""


@pytest.fixture(scope="module", params=["full", "standard"])
def torch_judge(request: pytest.FixtureRequest) -> Iterator[Judge]:
    """A judge of each mode that isolates."""
    with Judge(LIMITS, mode=request.param) as judge:
        yield judge


@pytest.mark.parametrize(
    ("function", "value"), [("train", True), ("convolve", 324.0), ("check", True)]
)
def test_ordinary_code_runs_and_nothing_is_printed_beside(
    torch_judge: Judge, function: str, value: object
) -> None:
    """An optimiser, a convolution and a check of gradients, each the first thing in its process."""
    with torch_judge.start(SOURCE, image="torch") as session:
        result = session.call(function)
    assert isinstance(result, Returned), result
    assert result.value == value
    assert result.printed == ""
