"""Learning-rate schedules: the rate as a pure function of the step, which counts from 0.

    constant       η
    step           η γ^⌊t/k⌋
    exponential    η γᵗ
    cosine         η_end + ½ (η − η_end)(1 + cos π t/T)          t ≤ T, then η_end
    warmup         η (t + 1)/w                                   t < w, then η
    warmup+cosine  the ramp for w steps, then the cosine over the T − w that are left

Large steps travel, small steps settle: the noise that stays in stochastic descent is proportional
to η. Warmup is for the start, where curvature is high and Adam's averages are of a few gradients
only. The trap is the first step: a ramp from t/w begins with a rate of 0 and wastes a batch, hence
t + 1. The other is the unit: t counts steps here; given epochs, a schedule ends far too late. Use:
`optimizer.learning_rate = cosine(t, rate, steps)` before each step.
Source: cosine: Loshchilov and Hutter, 2017, equation 5; warmup: Goyal et al., 2017, section 2.2.
"""

from __future__ import annotations

from math import cos, pi

from ..shapes import must

__all__ = [
    "constant_rate",
    "cosine_decay",
    "exponential_decay",
    "step_decay",
    "warmup",
    "warmup_cosine",
]


def constant_rate(step: int, rate: float) -> float:
    """The rate itself, at every step."""
    _counted(step)
    return rate


def step_decay(step: int, rate: float, every: int, factor: float = 0.1) -> float:
    """The rate, multiplied by the factor once for each `every` steps that are done."""
    _counted(step)
    must(every >= 1, "every must be at least 1 step", every, "It counts steps.")
    return rate * factor ** (step // every)


def exponential_decay(step: int, rate: float, factor: float) -> float:
    """The rate, multiplied by the factor at each step."""
    _counted(step)
    return rate * factor**step


def cosine_decay(step: int, rate: float, steps: int, end: float = 0.0) -> float:
    """From the rate at step 0 down to `end` at step `steps` and after, along half a cosine."""
    _counted(step)
    must(steps >= 1, "steps must be at least 1", steps, "It is the length of the decay.")
    return end + (rate - end) * (1 + cos(pi * min(step, steps) / steps)) / 2


def warmup(step: int, rate: float, steps: int) -> float:
    """A ramp that reaches the rate with the last of `steps` steps, and keeps it."""
    _counted(step)
    return rate * min(1.0, (step + 1) / steps) if steps else rate


def warmup_cosine(step: int, rate: float, ramp: int, steps: int, end: float = 0.0) -> float:
    """A ramp of `ramp` steps to the rate, then the cosine to `end` at step `steps`."""
    must(0 <= ramp < steps, "the ramp must be shorter than all steps", (ramp, steps), "Cut it.")
    if step < ramp:
        return warmup(step, rate, ramp)
    return cosine_decay(step - ramp, rate, steps - ramp, end)


def _counted(step: int) -> None:
    must(step >= 0, "step must count from 0", step, "Pass the number of steps done.")
