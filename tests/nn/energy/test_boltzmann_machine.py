"""The Boltzmann machine against enumeration in slow loops, and its own sampler."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.energy import BoltzmannMachine, all_states, link_count
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


def machine(n: int, visible: int | None = None, seed: int = 0, scale: float = 1.0):
    """Random links and biases."""
    upper = np.triu(values(seed, n, n, scale=scale), 1)
    return BoltzmannMachine(upper + upper.T, values(seed + 1, n, scale=scale), visible)


@settings(max_examples=25, deadline=None)
@given(n=st.integers(1, 6), seed=st.integers(0, 99))
def test_energies_and_probabilities_are_those_of_slow_loops(n: int, seed: int) -> None:
    """Every link once, and all probabilities by their definition."""
    m = machine(n, seed=seed)
    weight, bias = m.parameters["weight"], m.parameters["bias"]
    energies = []
    for s in product([0, 1], repeat=n):
        links = sum(weight[i, j] * s[i] * s[j] for i in range(n) for j in range(i))
        energies.append(-links - sum(b * x for b, x in zip(bias, s, strict=True)))
    agrees(m.energy(all_states(n)), energies)
    z = np.exp(-np.array(energies)).sum()
    agrees(m.log_partition(), np.log(z))
    agrees(m.probabilities(), np.exp(-np.array(energies)) / z)


def test_states_are_counted_in_binary() -> None:
    """No unit has one state."""
    assert all_states(2).tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert all_states(0).shape == (1, 0)


def test_links_within_layers_are_the_difference() -> None:
    """6 visible and 4 hidden: 45 links, or 24 of them."""
    assert link_count(6, 4, within_layers=True) == 45
    assert link_count(6, 4, within_layers=False) == 24
    assert 45 - 24 == 6 * 5 // 2 + 4 * 3 // 2


@settings(max_examples=10, deadline=None)
@given(visible=st.integers(1, 4), hidden=st.integers(0, 3), seed=st.integers(0, 99))
def test_the_gradient_is_the_slope_of_the_likelihood(visible: int, hidden: int, seed: int) -> None:
    """A link is one number in two places: both are moved together."""
    n = visible + hidden
    m = machine(n, visible, seed)
    v = (values(seed + 5, 7, visible) > 0).astype(float)
    _, gradients = m.negative_log_likelihood(v)
    h = 1e-5

    def moved(name: str, place: tuple[int, ...], by: float) -> float:
        weight, bias = m.parameters["weight"].copy(), m.parameters["bias"].copy()
        array = {"weight": weight, "bias": bias}[name]
        array[place] += by
        if name == "weight":
            array[place[::-1]] += by
        return BoltzmannMachine(weight, bias, visible).negative_log_likelihood(v)[0]

    for i in range(n):
        slope = (moved("bias", (i,), h) - moved("bias", (i,), -h)) / (2 * h)
        agrees(gradients["bias"][i], slope, 1e-6)
        for j in range(i):
            slope = (moved("weight", (i, j), h) - moved("weight", (i, j), -h)) / (2 * h)
            agrees(gradients["weight"][i, j], slope, 1e-6)
            assert gradients["weight"][j, i] == pytest.approx(gradients["weight"][i, j])
        assert gradients["weight"][i, i] == 0


def test_the_likelihood_is_that_of_summed_probabilities() -> None:
    """p(v) = Σ over hidden states."""
    m = machine(5, 3)
    v = all_states(3)
    chances = m.probabilities().reshape(8, 4).sum(axis=1)
    for row, chance in zip(v, chances, strict=True):
        agrees(m.negative_log_likelihood(row[None])[0], -np.log(chance))


def test_gibbs_comes_to_the_exact_means() -> None:
    """Of units and of pairs, over 20,000 chains."""
    m = machine(4, seed=3)
    rng = np.random.default_rng(0)
    s = m.gibbs(rng.integers(0, 2, (20_000, 4)), 30, rng)
    states, chance = all_states(4), m.probabilities()
    agrees(s.mean(axis=0), chance @ states, 0.02)
    agrees(s.T @ s / len(s), (states * chance[:, None]).T @ states, 0.02)


def test_one_sweep_keeps_the_distribution() -> None:
    """The law of detailed balance: chains drawn from p are still drawn from p."""
    m = machine(3, seed=4, scale=2.0)
    rng = np.random.default_rng(0)
    start = all_states(3)[rng.choice(8, 40_000, p=m.probabilities())]
    end = m.gibbs(start, 1, rng)
    found = np.bincount((end @ [4, 2, 1]).astype(int), minlength=8) / len(end)
    agrees(found, m.probabilities(), 0.01)


def test_a_constant_bias_of_all_energies_does_not_overflow() -> None:
    """Energies of −2,000 and more: log Z is finite, and probabilities sum to 1."""
    m = BoltzmannMachine(np.zeros((3, 3)), np.full(3, 1000.0))
    assert m.log_partition() == pytest.approx(3000)
    assert m.probabilities().sum() == pytest.approx(1)


def test_descent_learns_xor_with_a_hidden_unit() -> None:
    """Four states of three visible units, of eight: pairs alone could not tell them."""
    x = np.array([[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0.0]])
    m = machine(5, 3, seed=8, scale=0.5)
    for _ in range(1500):
        _, gradients = m.negative_log_likelihood(x)
        for name, gradient in gradients.items():
            m.parameters[name] -= 1.0 * gradient
    assert np.exp(-m.negative_log_likelihood(x)[0]) > 0.2  # 0.25 each is perfect, 0.125 chance


def test_a_link_has_one_weight() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"symmetric, with 0.*np\.triu"):
        BoltzmannMachine(np.array([[0.0, 1.0], [2.0, 0.0]]), np.zeros(2))
    with pytest.raises(ShapeError, match="symmetric"):
        BoltzmannMachine(np.eye(2), np.zeros(2))
    with pytest.raises(ShapeError, match=r"shape \(2, 2\)"):
        BoltzmannMachine(np.zeros((3, 3)), np.zeros(2))
    with pytest.raises(ShapeError, match="visible must be from 0 to 2"):
        BoltzmannMachine(np.zeros((2, 2)), np.zeros(2), 3)
    with pytest.raises(ShapeError, match="from 0 to 20"):
        all_states(21)
    with pytest.raises(ShapeError, match="v must have 2 columns"):
        BoltzmannMachine(np.zeros((2, 2)), np.zeros(2)).negative_log_likelihood(np.ones((1, 3)))
