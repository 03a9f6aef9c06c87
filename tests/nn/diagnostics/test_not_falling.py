"""Each injected fault yields its signature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from heldout.nn.diagnostics import Suspect, diagnose
from heldout.nn.initializers import constant, glorot, he, normal, zeros
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.optimizers import GradientDescent, Momentum
from heldout.nn.shapes import Array, Parameters

from ..oracle import agrees, values

TARGET = np.arange(16) % 3


def _suspect(
    *,
    weight: Callable[..., Array] = he,
    bias: float = 0.0,
    rate: float = 0.1,
    scale: float = 1.0,
    inputs: Array | None = None,
    tanh: bool = False,
    spoil: Callable[[Parameters], Parameters] = lambda gradients: gradients,
    optimizer: Callable[[float], Any] = Momentum,
) -> Suspect:
    """A net 8 → 20 → 3 on 16 samples with labels that only memory gets right."""
    x = scale * values(0, 16, 8) if inputs is None else inputs
    rng = np.random.default_rng(0)
    p = {
        "weight1": weight(rng, (8, 20)),
        "bias1": constant(20, bias),
        "weight2": weight(rng, (20, 3)),
        "bias2": zeros(3),
    }

    def hidden() -> Array:
        z = x @ p["weight1"] + p["bias1"]
        return np.tanh(z) if tanh else np.maximum(z, 0)

    def scores() -> tuple[float, Array]:
        return cross_entropy(hidden() @ p["weight2"] + p["bias2"], TARGET)

    def gradients() -> Parameters:
        h, d = hidden(), scores()[1]
        dz = d @ p["weight2"].T * ((1 - h**2) if tanh else (h > 0))
        right = {
            "weight1": x.T @ dz,
            "bias1": dz.sum(axis=0),
            "weight2": h.T @ d,
            "bias2": d.sum(axis=0),
        }
        return spoil(right)

    return Suspect(
        p,
        lambda: scores()[0],
        gradients,
        optimizer,
        rate,
        x,
        lambda: {"hidden": hidden()},
        (-1, 1) if tanh else None,
        classes=3,
    )


class _Frozen(GradientDescent):
    """Forgets the first layer."""

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        super().step({n: a for n, a in parameters.items() if n.endswith("2")}, gradients)


class _Idle(GradientDescent):
    """Does nothing."""

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        pass


def _names(suspect: Suspect) -> list[str]:
    return [symptom.name for symptom in diagnose(suspect)]


@pytest.mark.parametrize("tanh", [False, True])
def test_a_sound_net_learns_its_batch_and_nothing_else_is_said(tanh: bool) -> None:
    """The rest is a matter of labels and data; the parameters are as they were."""
    suspect = _suspect(tanh=tanh, weight=glorot if tanh else he)
    before = {name: array.copy() for name, array in suspect.parameters.items()}
    assert _names(suspect) == ["learns one batch"]
    for name, array in suspect.parameters.items():
        agrees(array, before[name], 0)


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "a wrong sign": (
        {"spoil": lambda g: g | {"weight1": -g["weight1"]}},
        "gradient wrong",
    ),
    "a mean for a sum": (
        {"spoil": lambda g: g | {"bias2": g["bias2"] / 16}},
        "gradient wrong",
    ),
    "a layer without gradient": (
        {"spoil": lambda g: g | {"weight1": 0 * g["weight1"], "bias1": 0 * g["bias1"]}},
        "gradient zero",
    ),
    "all zeros": ({"weight": lambda rng, shape: zeros(shape)}, "gradient zero"),
    "all alike": ({"weight": lambda rng, shape: constant(shape, 0.3)}, "units all alike"),
    "dead units": ({"bias": -100.0}, "units dead"),
    "saturated units": (
        {"tanh": True, "weight": lambda rng, shape: normal(rng, shape, 30.0)},
        "units saturated",
    ),
    "outputs too large": (
        {"weight": lambda rng, shape: normal(rng, shape, 5.0)},
        "first loss too high",
    ),
    "inputs not scaled": ({"scale": 1000.0}, "inputs not scaled"),
    "inputs that are constant": ({"inputs": np.ones((16, 8))}, "inputs not scaled"),
    "a missing step": ({"optimizer": _Idle}, "nothing moves"),
    "a rate of 0": ({"rate": 0.0}, "nothing moves"),
    "a frozen layer": ({"optimizer": _Frozen}, "some frozen"),
    "a rate too low": ({"rate": 1e-5}, "rate too low"),
    "a rate too high": ({"rate": 50.0}, "rate too high"),
    "labels that contradict": (
        {"inputs": np.repeat(values(0, 2, 8), 8, axis=0)},
        "learns at no rate",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_has_its_signature(fault: str) -> None:
    """Its name is among the symptoms, and the net is not called sound by mistake."""
    options, name = FAULTS[fault]
    found = _names(_suspect(**options))
    assert name in found, found
    assert found != ["learns one batch"]


def test_the_parameter_at_fault_is_named() -> None:
    """And only that one."""
    [symptom] = diagnose(_suspect(spoil=lambda g: g | {"weight1": -g["weight1"]}))
    assert "weight1" in symptom.says
    assert "weight2" not in symptom.says


def test_a_loss_that_is_no_number_ends_the_search() -> None:
    """Nothing that follows would mean anything."""
    x = values(0, 16, 8)
    x[3, 2] = np.nan
    assert _names(_suspect(inputs=x)) == ["first loss not finite"]
