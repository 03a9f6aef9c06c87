"""Alarms before the NaN."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.diagnostics import GrowthMonitor


def test_divergence_is_told_long_before_the_first_nan() -> None:
    """Weights that double each step: 100 times after 7 steps, infinite after 1,024."""
    w = {"w": np.ones(3)}
    monitor = GrowthMonitor(w)
    first_alarm = first_nan = None
    for step in range(1100):
        with np.errstate(over="ignore", invalid="ignore"):
            w["w"] *= -2
            loss = float(w["w"] @ w["w"])
        if monitor.check(w, loss) and first_alarm is None:
            first_alarm = step
        if not np.isfinite(loss) and first_nan is None:
            first_nan = step
    assert first_alarm == 6
    assert first_nan == 511
    assert "grown 128 times" in monitor.alarms[0].says
    assert monitor.alarms[0][:2] == (6, "w")


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_named(bad: float) -> None:
    """In which parameter, how many, and in the loss."""
    fine = {"a": np.ones(2), "b": np.ones(3)}
    monitor = GrowthMonitor(fine)
    assert monitor.check(fine, 1.0) == []
    alarms = monitor.check({"a": np.ones(2), "b": np.array([bad, 1, bad])}, bad)
    assert [(alarm.step, alarm.name) for alarm in alarms] == [(1, "loss"), (1, "b")]
    assert alarms[1].says == "has 2 of 3 not finite"
    assert monitor.alarms == alarms


def test_growth_is_measured_from_the_start_and_from_one() -> None:
    """Biases that start at 0 may come to 1 without an alarm; float16 norms do not overflow."""
    start = {"bias": np.zeros(3), "weight": np.full(4, 300, np.float16)}
    monitor = GrowthMonitor(start, limit=10)
    assert monitor.check({"bias": np.ones(3), "weight": 2 * start["weight"]}, 1.0) == []
    [alarm] = monitor.check({"bias": np.full(3, 10.0), "weight": start["weight"]}, 1.0)
    assert alarm.name == "bias"


def test_a_limit_of_no_number_alarms() -> None:
    """Every comparison with NaN is false, so what must hold is asked for."""
    w = {"w": np.ones(2)}
    assert GrowthMonitor(w, limit=float("nan")).check(w, 0.0)
