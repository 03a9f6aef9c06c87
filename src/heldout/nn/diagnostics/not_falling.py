"""The loss does not fall: what to try, in which order, and what each answer means.

    1  the inputs           far from mean 0 and deviation 1, or constant: scale them
    2  the first loss       not finite, or far above log C: outputs too large, wrong loss or labels
    3  the gradient         0 in some layer: zero weights, frozen, dead or saturated units
    4  the hidden units     dead (ReLU) or at their ends (sigmoid, tanh): smaller weights, scaled
                            data; or all alike: equal first weights
    5  the gradient check   the derivation is wrong, and in which parameter
    6  one optimizer step   no parameter moved: the step is missing, the rate 0, the names wrong
    7  a sweep of the rate  learns well only far from the rate given: too low, or too high
    8  overfit one batch    at no rate: capacity, labels that contradict, penalties
    9  the labels           one batch is learned and the task is not: shuffled or wrong labels

Cheap and telling first. The traps: several faults hide each other, so mend the first and ask again;
a rate that is too high and one that is too low look alike in the loss (flat), and only a sweep
parts them. The model is given by its parameters and functions that read them, and is left as it was
found.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

import numpy as np

from ..shapes import Array, Parameters
from .dead_units import DeadUnits
from .gradient_check import gradient_errors
from .gradient_norms import gradient_sizes
from .overfit import overfit_one_batch
from .saturation import saturation

__all__ = ["Suspect", "Symptom", "diagnose"]


class Optimizer(Protocol):
    """Anything that steps."""

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        """Change the parameters in place."""


class Suspect(NamedTuple):
    """A model that does not learn: float64 arrays, and functions that read them when called."""

    parameters: Parameters
    loss: Callable[[], float]  # on one fixed batch
    gradients: Callable[[], Parameters]  # of that loss
    optimizer: Callable[[float], Optimizer]  # a new one for a learning rate
    rate: float
    inputs: Array  # (N, ...), the batch
    hidden: Callable[[], dict[str, Array]]  # activations (N, K) of each hidden layer by name
    bounds: tuple[float, float] | None = None  # (0, 1) sigmoid, (−1, 1) tanh, None: unbounded
    classes: int | None = None  # the first loss should be near log C


class Symptom(NamedTuple):
    """The name of what was found (one of the table's rows), and its particulars."""

    name: str
    says: str


def diagnose(suspect: Suspect, *, steps: int = 200) -> list[Symptom]:
    """What is wrong, in the order of the table; "learns one batch" alone: look at the labels."""
    kept = {name: array.copy() for name, array in suspect.parameters.items()}
    found = [*_inputs(suspect), *_first_loss(suspect)]
    if not np.isfinite(suspect.loss()):
        return found  # nothing below would mean anything
    found += [*_gradient(suspect), *_units(suspect), *_checked(suspect)]
    found += _moved(suspect, kept)
    if not any(symptom.name in {"gradient wrong", "nothing moves"} for symptom in found):
        found += _rates(suspect, kept, steps)
    _put_back(suspect, kept)
    return found


def _inputs(suspect: Suspect) -> list[Symptom]:
    flat = suspect.inputs.reshape(len(suspect.inputs), -1)  # (N, D)
    mean, deviation = float(np.abs(flat.mean(axis=0)).max()), float(flat.std(axis=0).max())
    if mean > 10 or deviation > 10 or deviation < 1e-3:
        return [Symptom("inputs not scaled", f"means to {mean:.3g}, deviations to {deviation:.3g}")]
    return []


def _first_loss(suspect: Suspect) -> list[Symptom]:
    loss = suspect.loss()
    if not np.isfinite(loss):
        return [Symptom("first loss not finite", f"it is {loss}")]
    if suspect.classes and loss > 3 * np.log(suspect.classes):
        expected = np.log(suspect.classes)
        return [Symptom("first loss too high", f"{loss:.3g}, where guessing has {expected:.3g}")]
    return []


def _gradient(suspect: Suspect) -> list[Symptom]:
    sizes = gradient_sizes(suspect.gradients())
    zero = [name for name, size in sizes.items() if size == 0]
    return [Symptom("gradient zero", f"of {', '.join(zero)}")] if zero else []


def _units(suspect: Suspect) -> list[Symptom]:
    found = []
    for name, h in suspect.hidden().items():
        units = DeadUnits()
        units.record(h)
        if units.share() > 0.5:
            found.append(Symptom("units dead", f"{units.share():.0%} of {name}"))
        spread = np.ptp(h, axis=-1).max() if h.shape[-1] > 1 else np.inf
        if np.abs(h).max() > 0 and spread <= 1e-12 * np.abs(h).max():
            found.append(Symptom("units all alike", f"in {name}: equal weights"))
        if suspect.bounds:
            share = saturation(h, *suspect.bounds)
            if share > 0.5:
                found.append(Symptom("units saturated", f"{share:.0%} of {name}"))
    return found


def _checked(suspect: Suspect) -> list[Symptom]:
    gradients = suspect.gradients()
    sizes = gradient_sizes(gradients)
    errors = gradient_errors(suspect.loss, suspect.parameters, gradients, entries=10)
    wrong = [
        f"{name} ({error:.2g})"
        for name, error in errors.items()
        if not error < 1e-3 and not 0 < sizes[name] < 1e-8  # below, differences are rounding
    ]
    return [Symptom("gradient wrong", f"relative error of {', '.join(wrong)}")] if wrong else []


def _moved(suspect: Suspect, kept: Parameters) -> list[Symptom]:
    gradients = suspect.gradients()
    suspect.optimizer(suspect.rate).step(suspect.parameters, gradients)
    still = [
        name
        for name, array in suspect.parameters.items()
        if gradients[name].any() and (array == kept[name]).all()
    ]
    _put_back(suspect, kept)
    if not still:
        return []
    every = len(still) == len([g for g in gradients.values() if g.any()])
    name = "nothing moves" if every else "some frozen"
    return [Symptom(name, f"a step leaves {', '.join(still)} as they were")]


def _rates(suspect: Suspect, kept: Parameters, steps: int) -> list[Symptom]:
    """Train on the batch at the rate given; if that fails, at others."""
    if _learns(suspect, kept, suspect.rate, steps):
        return [Symptom("learns one batch", "the path works: look at labels, data and penalties")]
    for factor in (0.1, 10, 0.01, 100, 0.001, 1000):
        rate = suspect.rate * factor
        if _learns(suspect, kept, rate, steps):
            name = "rate too low" if factor > 1 else "rate too high"
            return [Symptom(name, f"{suspect.rate:g} fails where {rate:g} learns")]
    return [Symptom("learns at no rate", "not even one batch: capacity, labels or what is above")]


def _learns(suspect: Suspect, kept: Parameters, rate: float, steps: int) -> bool:
    _put_back(suspect, kept)
    optimizer = suspect.optimizer(rate)

    def step() -> float:
        loss = suspect.loss()
        optimizer.step(suspect.parameters, suspect.gradients())
        return loss

    with np.errstate(all="ignore"):  # a rate that diverges is an answer
        return overfit_one_batch(step, share=0.2, steps=steps).passed


def _put_back(suspect: Suspect, kept: Parameters) -> None:
    for name, array in suspect.parameters.items():
        array[...] = kept[name]
