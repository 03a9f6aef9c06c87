"""A batch by heart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from heldout.nn.diagnostics import overfit_one_batch
from heldout.nn.shapes import ShapeError


def _losses(*values: float) -> Iterator[float]:
    yield from values
    while True:
        yield values[-1]


def test_it_passes_as_soon_as_the_loss_is_a_share_of_the_first() -> None:
    """And stops there."""
    losses = _losses(2.0, 1.0, 0.5, 0.09, 0.01)
    said = overfit_one_batch(lambda: next(losses), share=0.05)
    assert said == (True, 2.0, 0.09, 3)
    assert next(losses) == 0.01


@pytest.mark.parametrize("last", [2.0, 5.0, float("nan"), float("inf")])
def test_a_loss_that_stays_or_is_no_number_fails(last: float) -> None:
    """After all the steps."""
    losses = _losses(2.0, last)
    said = overfit_one_batch(lambda: next(losses), steps=20)
    assert not said.passed
    assert said.steps == 20


def test_a_share_is_below_one() -> None:
    """And there are steps."""
    for share, steps in ((1.0, 5), (0.0, 5), (0.5, 0)):
        with pytest.raises(ShapeError, match="share below 1"):
            overfit_one_batch(lambda: 1.0, share=share, steps=steps)
