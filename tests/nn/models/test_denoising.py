"""Noise, and the loop that spoils each batch anew."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.models import Autoencoder, fit_denoising, gaussian_noise, masking_noise
from heldout.nn.models.mlp import MLP
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


def test_masking_sets_to_zero_in_that_share() -> None:
    """The rest is not scaled: it is no dropout."""
    x = 1 + np.abs(values(1, 200, 50))
    spoiled = masking_noise(x, 0.3, np.random.default_rng(0))
    kept = spoiled != 0
    assert abs((~kept).mean() - 0.3) < 0.02
    agrees(spoiled[kept], x[kept])


def test_gaussian_noise_has_that_spread() -> None:
    """And mean 0; the clean array is left alone."""
    x = values(1, 200, 50)
    kept = x.copy()
    noise = gaussian_noise(x, 0.5, np.random.default_rng(0)) - x
    assert abs(noise.std() - 0.5) < 0.02
    assert abs(noise.mean()) < 0.02
    agrees(x, kept)


def test_no_noise_changes_nothing() -> None:
    """Both kinds, at 0; all is lost at 1."""
    x, rng = values(1, 4, 3), np.random.default_rng(0)
    agrees(masking_noise(x, 0, rng), x)
    agrees(gaussian_noise(x, 0, rng), x)
    agrees(masking_noise(x, 1, rng), np.zeros((4, 3)))


def test_the_target_is_clean_and_each_batch_is_spoiled_anew() -> None:
    """What the model sees differs each time; a model that says 0 has the error of clean x."""
    x = values(1, 10, 3)
    model = MLP((3, 3), np.random.default_rng(0))
    for array in model.parameters.values():
        array[:] = 0
    seen = []

    def noise(batch, rng):
        seen.append(gaussian_noise(batch, 1.0, rng))
        return seen[-1]

    losses = fit_denoising(model, x, noise, Adam(0.0), np.random.default_rng(0), epochs=2, size=10)
    agrees(losses, [(x**2).mean()] * 2)
    assert not np.allclose(np.sort(seen[0], axis=0), np.sort(seen[1], axis=0))


def test_it_learns_to_take_noise_away() -> None:
    """Points of a line in the plane, blurred: the error falls below that of the noise."""
    rng = np.random.default_rng(0)
    x = np.outer(rng.standard_normal(300), [0.6, 0.8])
    model = Autoencoder((2, 1), rng)
    fit_denoising(model, x, lambda x, rng: gaussian_noise(x, 0.3, rng), Adam(0.02), rng, epochs=40)
    spoiled = gaussian_noise(x, 0.3, rng)
    after = ((model.forward(spoiled)[0] - x) ** 2).mean()
    assert after < 0.65 * ((spoiled - x) ** 2).mean()


def test_types_stay() -> None:
    """float32 and float16 in, the same out."""
    for dtype in (np.float32, np.float16):
        x = np.ones((4, 3), dtype)
        assert gaussian_noise(x, 0.1, np.random.default_rng(0)).dtype == dtype
        assert masking_noise(x, 0.1, np.random.default_rng(0)).dtype == dtype


def test_impossible_noise_is_told() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"probability; given: 1\.5\. It is the share"):
        masking_noise(np.ones(3), 1.5, np.random.default_rng(0))
    with pytest.raises(ShapeError, match="must not be negative; given: -1"):
        gaussian_noise(np.ones(3), -1, np.random.default_rng(0))
