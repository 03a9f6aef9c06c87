"""Distillation: what a small student gains from a large teacher

The teacher is the mean of four networks of 64 hidden units; the student has ten. Trained on the
teacher's logits at temperature 2 instead of the labels, with the same images, the same start and
the same batches, it errs less: by little (a sixth seed, tried as well, turned it round). Where
labels are few the teacher can also speak of images that have none: learned from 200 labels, it
lifts the student further with 1,147 unlabelled images. Its opponent there are the teacher's answers
as plain labels, and they do as well: what helps then is the images, not the softness of targets.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.models.fit import fit
from heldout.nn.models.mlp import MLP
from heldout.nn.optimizers.adam import Adam
from heldout.nn.shapes import Array, Labels
from heldout.nn.training.distillation import distillation_loss

from .data import Split, digits
from .finding import Finding

TITLE = "Distillation: what a small student gains from a large teacher"
ROWS = ["Knowledge distillation"]
SEEDS, TEMPERATURE = 5, 2.0


def findings() -> list[Finding]:
    """Test errors in percent, means over the seeds."""
    runs = np.array([_same_images(seed) for seed in range(SEEDS)])
    teacher, scratch, distilled = runs.mean(axis=0)
    better = int((runs[:, 2] <= runs[:, 1]).sum())
    few_teacher, few_scratch, hard, soft = np.mean([_more_images(s) for s in range(3)], axis=0)
    return [
        Finding("error of the teacher", teacher, 0.6, "%", 1),
        Finding("error of the student from labels", scratch, 0.8, "%", 1),
        Finding("error of the student from the teacher", distilled, 0.8, "%", 1),
        Finding("gained", scratch - distilled, 0.5, "%", 1, at_least=0.1),
        Finding("seeds in which it is not worse", better, 2, f"of {SEEDS}", 0, at_least=3),
        Finding("200 labels: error of the teacher", few_teacher, 1.0, "%", 1),
        Finding("200 labels: error of the student", few_scratch, 1.5, "%", 1),
        Finding("and 1,147 images by the teacher, soft", soft, 1.0, "%", 1),
        Finding("and 1,147 images by the teacher, as labels", hard, 1.0, "%", 1),
        Finding("gained by the images", few_scratch - soft, 1.5, "%", 1, at_least=0.5),
    ]


def _same_images(seed: int) -> tuple[float, float, float]:
    data = digits(seed)
    logits, teacher = _teacher(data, data.train_x, data.train_y, seed, width=64, epochs=20)
    scratch = _student(10, data.train_x, data.train_y, cross_entropy, seed, epochs=40)
    distilled = _student(10, data.train_x, logits, _soft, seed, epochs=40)
    return teacher, _error(scratch, data), _error(distilled, data)


def _more_images(seed: int) -> tuple[float, float, float, float]:
    data = digits(seed)
    x, y = data.train_x[:200], data.train_y[:200]
    logits, teacher = _teacher(data, x, y, seed, width=128, epochs=40)
    scratch = _student(16, x, y, cross_entropy, seed, epochs=60)
    hard = _student(16, data.train_x, logits.argmax(axis=1), cross_entropy, seed, epochs=20)
    soft = _student(16, data.train_x, logits, _soft, seed, epochs=20)
    return teacher, _error(scratch, data), _error(hard, data), _error(soft, data)


def _soft(z: Array, teacher: Array) -> tuple[float, Array]:
    """The soft term alone: the labels are not used."""
    unused = np.zeros(len(z), np.int64)
    return distillation_loss(z, teacher, unused, temperature=TEMPERATURE, alpha=1.0)


def _teacher(
    data: Split, x: Array, y: Labels, seed: int, *, width: int, epochs: int
) -> tuple[Array, float]:
    """The mean logits of four networks on all training images, and their test error."""
    rng, models = np.random.default_rng(seed), []
    for _ in range(4):
        model = MLP((64, width, 10), rng)
        fit(model, x, y, cross_entropy, Adam(3e-3), rng, epochs=epochs)
        models.append(model)
    logits, said = (
        np.mean([model.forward(images)[0] for model in models], axis=0)
        for images in (data.train_x, data.test_x)
    )
    return logits, 100 * float((said.argmax(axis=1) != data.test_y).mean())


def _student(width: int, x: Array, target: Array, loss, seed: int, *, epochs: int) -> MLP:  # type: ignore[no-untyped-def]
    model = MLP((64, width, 10), np.random.default_rng(seed + 5))
    fit(model, x, target, loss, Adam(3e-3), np.random.default_rng(seed + 6), epochs=epochs)
    return model


def _error(model: MLP, data: Split) -> float:
    scores, _ = model.forward(data.test_x)
    return 100 * float((scores.argmax(axis=1) != data.test_y).mean())
