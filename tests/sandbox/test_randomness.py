"""Fresh random numbers after a fork, without NumPy's own slow seeding."""

from __future__ import annotations

import random

import numpy as np
import pytest

from heldout.sandbox import Judge, randomness


@pytest.mark.parametrize("in_place", [True, False])
def test_renewing_gives_other_numbers(monkeypatch: pytest.MonkeyPatch, in_place: bool) -> None:
    """In both ways: written into NumPy's state, and by NumPy's own seeding."""
    assert randomness._STATE is not None, "this NumPy keeps its state elsewhere: look again"
    if not in_place:
        monkeypatch.setattr(randomness, "_STATE", None)
    kept, kept_here = np.random.get_state(), random.getstate()
    try:
        drawn = []
        for _ in range(3):
            np.random.seed(0)
            random.seed(0)
            randomness.renew()
            drawn.append((random.random(), np.random.rand()))
        assert len({mine for mine, _ in drawn}) == len({numpys for _, numpys in drawn}) == 3
    finally:
        np.random.set_state(kept)
        random.setstate(kept_here)


def test_numbers_in_a_child_are_spread_evenly(standard: Judge) -> None:
    """What the kernel wrote is stirred before it is drawn from: no word comes out as it went in."""
    source = (
        "import numpy as np\ndef f():\n    key = np.random.get_state()[1]\n"
        "    x = np.random.rand(2000)\n    return [float(x.mean()), float(x.std()), int(key[0])]\n"
    )
    with standard.start(source) as one, standard.start(source) as other:
        found = [session.call("f").value for session in (one, other)]
    assert found[0][2] != found[1][2]
    for mean, deviation, _ in found:
        assert abs(mean - 0.5) < 0.05
        assert abs(deviation - 12**-0.5) < 0.03
