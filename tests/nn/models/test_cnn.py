"""The convolutional network against PyTorch, finite differences and the autograd engine."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.autograd import cnn, tensors
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.models import CNN, fit
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, slope, values

SIZES = [((1, 8, 8), (3, 5), 4), ((2, 9, 6), (4,), 3), ((3, 8, 17), (2, 4, 5), 6)]


def moved(image: tuple[int, int, int], channels: tuple[int, ...], classes: int) -> CNN:
    """A network whose parameters and running statistics are not those of the start."""
    network = CNN(image, channels, classes, np.random.default_rng(0))
    for seed, name in enumerate(network.parameters):
        network.parameters[name] += values(seed, *network.parameters[name].shape, scale=0.3)
    network.forward(2 + values(50, 30, *image), training=True)
    return network


@pytest.mark.torch
@pytest.mark.parametrize(("image", "channels", "classes"), SIZES)
@pytest.mark.parametrize("training", [True, False])
def test_scores_and_gradients_agree_with_pytorch(
    image: tuple[int, int, int], channels: tuple[int, ...], classes: int, training: bool
) -> None:
    """The same stack of torch.nn layers, in training and in evaluation; the statistics too."""
    import torch
    from torch import nn

    network = moved(image, channels, classes)
    layers: list[nn.Module] = []
    C = image[0]
    for outputs, running in zip(channels, network.running, strict=True):
        norm = nn.BatchNorm2d(outputs)
        norm.running_mean = torch.tensor(running.mean)
        norm.running_var = torch.tensor(running.variance)
        layers += [
            nn.Conv2d(C, outputs, 3, padding=1, bias=False),
            norm,
            nn.ReLU(),
            nn.MaxPool2d(2),
        ]
        C = outputs
    last = len(channels) + 1
    theirs = nn.Sequential(
        *layers, nn.Flatten(), nn.Linear(len(network.parameters[f"weight{last}"]), classes)
    ).double()
    theirs.train(training)
    names = [
        name
        for block in range(1, last)
        for name in (f"weight{block}", f"gamma{block}", f"beta{block}")
    ]
    names += [f"weight{last}", f"bias{last}"]
    with torch.no_grad():
        for name, parameter in zip(names, theirs.parameters(), strict=True):
            array = network.parameters[name]
            parameter.copy_(torch.tensor(array.T if name == f"weight{last}" else array))
    x, dy = values(1, 7, *image), values(2, 7, classes)
    y, cache = network.forward(x, training=training)
    expected = theirs(torch.tensor(x))
    expected.backward(torch.tensor(dy))
    agrees(y, expected.detach().numpy())
    gradients = network.backward(dy, cache)
    assert gradients.keys() == network.parameters.keys()
    for name, parameter in zip(names, theirs.parameters(), strict=True):
        gradient = parameter.grad.numpy()
        agrees(gradients[name], gradient.T if name == f"weight{last}" else gradient, 1e-6)
    agrees(network.running[0].mean, layers[1].running_mean.numpy())
    agrees(network.running[-1].variance, layers[-3].running_var.numpy())


@pytest.mark.parametrize(("image", "channels", "classes"), SIZES)
def test_gradients_agree_with_the_autograd_engine(
    image: tuple[int, int, int], channels: tuple[int, ...], classes: int
) -> None:
    """The derived and the written way back are the same."""
    network = moved(image, channels, classes)
    x, dy = values(3, 6, *image), values(4, 6, classes)
    leaves = tensors(network.parameters)
    derived = cnn(x, leaves)
    derived.backward(dy)
    y, cache = network.forward(x, training=True)
    agrees(y, derived.data)
    for name, gradient in network.backward(dy, cache).items():
        agrees(gradient, leaves[name].grad, 1e-6)


def test_gradients_agree_with_finite_differences() -> None:
    """Of the loss in training, by every parameter of a small one."""
    network = moved((1, 4, 5), (2, 3), 2)
    x, target = values(5, 4, 1, 4, 5), np.array([0, 1, 1, 0])
    logits, cache = network.forward(x, training=True)
    gradients = network.backward(cross_entropy(logits, target)[1], cache)
    for name, array in network.parameters.items():

        def loss(value, name=name):
            kept, network.parameters[name] = network.parameters[name], value
            found, _ = cross_entropy(network.forward(x, training=True)[0], target)
            network.parameters[name] = kept
            return found

        agrees(gradients[name], slope(loss, array, 1.0), 1e-5)


def test_in_evaluation_an_answer_does_not_hang_on_its_neighbours() -> None:
    """In training it does: that is the mode to forget."""
    network = moved((1, 8, 8), (3,), 4)
    x = values(1, 5, 1, 8, 8)
    agrees(network.forward(x[:1])[0], network.forward(x)[0][:1])
    alone = network.forward(x[:2], training=True)[0][0]
    assert not np.allclose(alone, network.forward(x, training=True)[0][0])


def test_a_constant_in_the_picture_changes_nothing_in_training() -> None:
    """The law of the norm, away from the padded edge: convolutions need no bias."""
    network = CNN((1, 8, 8), (3,), 4, np.random.default_rng(0))
    kernel = network.parameters["weight1"]
    kernel[:] = 0
    kernel[:, :, 1, 1] = values(1, 3, 1)
    x = values(2, 6, 1, 8, 8)
    one = network.forward(x, training=True)[0]
    agrees(network.forward(x + 5, training=True)[0], one, 1e-6)


def test_it_learns_where_a_bar_lies() -> None:
    """Upright or flat, at random places: what a dense net has to learn place by place."""
    rng = np.random.default_rng(0)
    target = rng.integers(0, 2, 80)
    x = 0.1 * rng.standard_normal((80, 1, 8, 8))
    for n, kind in enumerate(target):
        place = rng.integers(8)
        x[n, 0, :, place] += kind
        x[n, 0, place, :] += 1 - kind
    network = CNN((1, 8, 8), (4,), 2, rng)
    fit(network, x[:60], target[:60], cross_entropy, Adam(0.03), rng, epochs=25, size=20)
    assert (network.forward(x[60:])[0].argmax(axis=1) == target[60:]).mean() >= 0.9


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_types_stay(dtype: type) -> None:
    """Scores, gradients and statistics."""
    network = CNN((1, 4, 4), (2,), 3, np.random.default_rng(0), dtype=dtype)
    x = values(1, 5, 1, 4, 4).astype(dtype)
    y, cache = network.forward(x, training=True)
    assert y.dtype == network.running[0].mean.dtype == dtype
    assert np.isfinite(y).all()
    assert {a.dtype for a in network.backward(np.ones_like(y), cache).values()} == {np.dtype(dtype)}


def test_images_of_another_size_are_told() -> None:
    """What must hold, what was given, what to do."""
    network = CNN((1, 8, 8), (2,), 3, np.random.default_rng(0))
    with pytest.raises(ShapeError, match=r"must be \(1, 8, 8\); given: \(1, 9, 8\)"):
        network.forward(np.ones((2, 1, 9, 8)))
    with pytest.raises(ShapeError, match=r"must have shape \(N, C, H, W\).*reshape"):
        network.forward(np.ones((2, 64)))
    with pytest.raises(ShapeError, match=r"halves the image; given: .*fewer than 4"):
        CNN((1, 8, 8), (2, 2, 2, 2), 3, np.random.default_rng(0))
