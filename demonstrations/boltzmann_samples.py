"""A restricted Boltzmann machine that dreams digits

128 hidden units learn binary pictures of 8×8 from chains that go on between the updates. The
reconstruction error falls; that is no proof, since it is not what is learned. So the machine is
left alone: 400 chains start from independent pixels and are drawn for 200 rounds. What they end in
is nearer to real digits than the mean picture is, and a classifier that has never seen a sample
finds all ten kinds among them. `docs/pictures/rbm-samples.png` has two rows of real digits and four
rows of samples; `picture()` of this module draws it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from heldout.nn.energy import RestrictedMachine, link_count
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.models import MLP, fit
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import Array
from heldout.nn.training import batches

from .data import digits
from .finding import Finding

TITLE = "A restricted Boltzmann machine that dreams digits"
ROWS = ["Restricted Boltzmann machine", "Boltzmann machine"]

PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "rbm-samples.png"
EPOCHS, RATE, HIDDEN = 60, 0.2, 128


def findings() -> list[Finding]:
    """Links, the reconstruction error, and what a nearest digit and a classifier say of samples."""
    split = digits()
    x = split.train_x.astype(np.float32)
    errors, samples = _dreamed(x)
    rng = np.random.default_rng(0)
    judge = MLP((64, 64, 10), rng, dtype=np.float32)
    fit(judge, x, split.train_y, cross_entropy, Adam(3e-3), rng, epochs=15)
    kinds = np.bincount(judge.forward(samples)[0].argmax(axis=1), minlength=10)
    blurred = np.tile(x.mean(axis=0), (len(samples), 1))
    restricted = link_count(64, HIDDEN, within_layers=False)
    return [
        Finding("links of 64 visible and 128 hidden units", float(restricted), 0, digits=0),
        Finding(
            "links if those within the layers are allowed",
            float(link_count(64, HIDDEN, within_layers=True)),
            0,
            digits=0,
        ),
        Finding("reconstruction error, first epoch", errors[0], 0.005, digits=3),
        Finding("reconstruction error, last epoch", errors[-1], 0.005, digits=3, at_most=0.1),
        Finding("distance to the nearest real digit: the mean picture", _nearest(blurred, x), 0.02),
        Finding("distance of the samples", _nearest(samples, x), 0.15, at_most=1.4),
        Finding("distance of held-out digits", _nearest(split.test_x.astype(np.float32), x), 0.02),
        Finding(
            "kinds of digit among 400 samples, by a classifier",
            float((kinds >= 4).sum()),
            1,
            digits=0,
            at_least=9,
        ),
    ]


def picture(path: Path = PICTURE) -> None:
    """Writes a PNG: two rows of real digits, and four rows of samples."""
    from PIL import Image

    split = digits()
    _, samples = _dreamed(split.train_x.astype(np.float32))
    rows = np.concatenate([split.test_x[:32], samples[:64]]).reshape(6, 16, 8, 8)
    sheet = np.full((6 * 9 + 3, 16 * 9 + 1), 0.35)  # grey between the pictures
    for row, column in np.ndindex(6, 16):
        top, left = 1 + 9 * row + 2 * (row > 1), 1 + 9 * column
        sheet[top : top + 8, left : left + 8] = rows[row, column]
    path.parent.mkdir(parents=True, exist_ok=True)
    grey = Image.fromarray(np.rint(255 * sheet).astype(np.uint8))
    large = grey.resize((5 * grey.width, 5 * grey.height), Image.Resampling.NEAREST)
    large.quantize(32).save(path, optimize=True)


def _dreamed(x: Array) -> tuple[list[float], Array]:
    """The reconstruction error of each epoch, and 400 samples as probabilities (400, 64)."""
    rng = np.random.default_rng(0)
    mean = np.clip(x.mean(axis=0), 0.01, 0.99)  # (64,)
    machine = RestrictedMachine(64, HIDDEN, rng, np.float32)
    machine.parameters["visible_bias"][:] = np.log(mean / (1 - mean))
    chains, errors = _coins(np.tile(mean, (20, 1)), rng), []
    for epoch in range(EPOCHS):
        rate, told = np.float32(RATE * (1 - epoch / EPOCHS)), []
        for rows in batches(len(x), 20, rng):
            step = machine.divergence(_coins(x[rows], rng), rng, chains=chains)
            for name, gradient in step.gradients.items():
                machine.parameters[name] -= rate * gradient
            chains = step.chains
            told.append(step.reconstruction_error)
        errors.append(float(np.mean(told)))
    ends = machine.sample(_coins(np.tile(mean, (400, 1)), rng), 200, rng)  # (400, 64)
    return errors, machine.visible_given(_coins(machine.hidden_given(ends), rng))


def _coins(chance: Array, rng: np.random.Generator) -> Array:
    return (rng.random(chance.shape) < chance).astype(np.float32)


def _nearest(pictures: Array, real: Array) -> float:
    """The mean distance of the pictures to the nearest real one."""
    square = (pictures**2).sum(1)[:, None] - 2 * pictures @ real.T + (real**2).sum(1)  # (N, M)
    return float(np.sqrt(np.maximum(square, 0).min(axis=1)).mean())
