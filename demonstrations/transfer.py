"""Transfer: a body trained on the digits 0 to 4 learns 5 to 9 from a handful

A small CNN is trained on 800 digits 0 to 4 of MNIST (14×14). Then its head is dropped, and a few
labelled digits 5 to 9 are all there is. A frozen body with a linear probe is compared with the same
probe on raw pixels, on a body that was never trained, and on one whose source labels meant nothing:
without these three, features look better than they are, because filters drawn by lot are features
too. Fine-tuning starts from the probe, with small steps and smaller ones for the body; from a
random head and with full steps it did no better than training from nothing. With thirty of each
digit little is left of the advantage, and with a dense body on 8×8 digits there is none.
"""

from __future__ import annotations

import copy
from collections.abc import Callable

import numpy as np

from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.models.cnn import CNN
from heldout.nn.models.fit import fit
from heldout.nn.optimizers.adam import Adam
from heldout.nn.shapes import Array, Labels
from heldout.nn.training.feature_extraction import extract_features, linear_probe
from heldout.nn.training.fine_tuning import GroupedOptimizer, discriminative_rates
from heldout.nn.training.transfer import swap_head

from .data import Split, mnist
from .finding import Finding

TITLE = "Transfer: a body trained on the digits 0 to 4 learns 5 to 9 from a handful"
ROWS = ["Transfer learning / head swap", "Fine-tuning", "Feature extraction with VGG"]
SEEDS, FEW, MORE = 3, 3, 30  # target digits of each class


def findings() -> list[Finding]:
    """Accuracies on held-out digits 5 to 9, means over the seeds."""
    data = mnist()
    runs = [_run(data, seed) for seed in range(SEEDS)]
    pixels, frozen, lot, senseless, tuned, scratch = np.mean(runs, axis=0).T
    return [
        Finding(f"{FEW} of each: frozen body and probe", frozen[0], 4, "%", 1, at_least=70),
        Finding(f"{FEW} of each: probe on pixels", pixels[0], 4, "%", 1),
        Finding(f"{FEW} of each: probe on an untrained body", lot[0], 4, "%", 1),
        Finding(f"{FEW} of each: probe on a body of senseless labels", senseless[0], 5, "%", 1),
        Finding(
            "gained over the best of those three",
            frozen[0] - max(pixels[0], lot[0], senseless[0]),
            4,
            "%",
            1,
            at_least=3,
        ),
        Finding(f"{FEW} of each: fine-tuned", tuned[0], 5, "%", 1),
        Finding(f"{FEW} of each: from scratch", scratch[0], 5, "%", 1),
        Finding("gained by fine-tuning", tuned[0] - scratch[0], 5, "%", 1, at_least=2),
        Finding(f"{MORE} of each: frozen body and probe", frozen[1], 3, "%", 1, at_least=88),
        Finding(f"{MORE} of each: probe on pixels", pixels[1], 3, "%", 1),
        Finding(f"{MORE} of each: fine-tuned", tuned[1], 3, "%", 1),
        Finding(f"{MORE} of each: from scratch", scratch[1], 3, "%", 1),
    ]


def _run(data: Split, seed: int) -> Array:
    """A row for few and one for more; a column for each way."""
    rng = np.random.default_rng(seed)
    source = rng.permutation(np.flatnonzero(data.train_y < 5))[:800]
    rest = rng.permutation(np.flatnonzero(data.train_y >= 5))
    test = data.test_y >= 5
    test_x, test_y = _images(data.test_x[test]), data.test_y[test] - 5
    x, y = _images(data.train_x[source]), data.train_y[source]
    trained = _fitted(_network(seed), x, y, Adam(3e-3), seed, 3)
    senseless = _fitted(_network(seed), x, rng.permutation(y), Adam(3e-3), seed, 3)
    table = []
    for each in (FEW, MORE):
        rows = np.concatenate([rest[data.train_y[rest] == c][:each] for c in range(5, 10)])
        x, y = _images(data.train_x[rows]), data.train_y[rows] - 5
        bodies = [_pixels] + [_body(model) for model in (trained, _network(seed), senseless)]
        said = [_probe(body, x, y, test_x, test_y) for body in bodies]
        epochs = 240 // each  # some eighty batches
        swapped = copy.deepcopy(trained)
        weight, bias = linear_probe(_body(trained)(x), y, 5)
        swapped.parameters = swap_head(trained.parameters, {"weight3": weight, "bias3": bias})
        names = list(swapped.parameters)
        rates = [Adam(rate) for rate in discriminative_rates(5e-4, 2)]
        slow = GroupedOptimizer(rates, [names[:-2], names[-2:]])
        for model, optimizer in ((swapped, slow), (_network(seed + 100), Adam(3e-3))):
            _fitted(model, x, y, optimizer, seed, epochs)
            said.append(_accuracy(model.forward(test_x)[0], test_y))
        table.append(said)
    return np.array(table)


def _images(x: Array) -> Array:
    """MNIST at half the size, (N, 1, 14, 14)."""
    small = x.reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4))
    return small[:, None].astype(np.float32)


def _network(seed: int) -> CNN:
    return CNN((1, 14, 14), (16, 32), 5, np.random.default_rng(seed), dtype=np.float32)


def _fitted(
    model: CNN, x: Array, y: Labels, optimizer: Adam | GroupedOptimizer, seed: int, epochs: int
) -> CNN:
    rng = np.random.default_rng(seed)
    fit(model, x, y, cross_entropy, optimizer, rng, epochs=epochs, size=16)
    return model


def _pixels(x: Array) -> Array:
    return x.reshape(len(x), -1)


def _body(model: CNN) -> Callable[[Array], Array]:
    """All but the dense layer, whose cache holds what came in: (N, 288)."""
    return lambda x: model.forward(x)[1][2][0]


def _probe(
    body: Callable[[Array], Array], x: Array, y: Labels, test_x: Array, test_y: Labels
) -> float:
    weight, bias = linear_probe(extract_features(body, x), y, 5)
    return _accuracy(extract_features(body, test_x) @ weight + bias, test_y)


def _accuracy(scores: Array, y: Labels) -> float:
    return 100 * float((scores.argmax(axis=1) == y).mean())
