"""The RBM against scikit-learn, the general machine and enumeration."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.neural_network import BernoulliRBM

from heldout.nn.energy import RestrictedMachine, all_states
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, slope, values


def machine(visible: int, hidden: int, seed: int = 0, scale: float = 1.0) -> RestrictedMachine:
    """Random weights and biases."""
    m = RestrictedMachine(visible, hidden, np.random.default_rng(seed))
    for number, name in enumerate(m.parameters):
        m.parameters[name] += values(seed + number, *m.parameters[name].shape, scale=scale)
    return m


def binary(seed: int, *shape: int) -> np.ndarray:
    """Coins."""
    return (values(seed, *shape) > 0).astype(float)


@settings(max_examples=25, deadline=None)
@given(D=st.integers(1, 5), K=st.integers(6, 7), seed=st.integers(0, 99))
def test_energies_are_those_of_the_general_machine(D: int, K: int, seed: int) -> None:
    """Two blocks of links; log Z and the likelihood with its gradients agree as well."""
    m = machine(D, K, seed, 0.5)
    general = m.as_boltzmann()
    v, h = binary(1, 9, D), binary(2, 9, K)
    agrees(m.energy(v, h), general.energy(np.hstack([v, h])))
    agrees(m.log_partition(), general.log_partition())
    loss, ours = m.negative_log_likelihood(v)
    expected, theirs = general.negative_log_likelihood(v)
    agrees(loss, expected)
    agrees(ours["weight"], theirs["weight"][:D, D:])
    agrees(ours["visible_bias"], theirs["bias"][:D])
    agrees(ours["hidden_bias"], theirs["bias"][D:])


@pytest.mark.parametrize(("D", "K"), [(3, 4), (5, 2)])
def test_free_energy_is_the_sum_over_hidden_states(D: int, K: int) -> None:
    """By enumeration."""
    m, h = machine(D, K), all_states(K)
    for v in all_states(D):
        total = np.exp(-m.energy(np.tile(v, (len(h), 1)), h)).sum()
        agrees(m.free_energy(v[None])[0], -np.log(total))


def test_conditionals_are_those_of_the_joint_and_independent() -> None:
    """p(h | v) from all joint probabilities, and it is the product of its units'."""
    m = machine(3, 4)
    joint = m.as_boltzmann().probabilities().reshape(8, 16)
    for v, row in zip(all_states(3), joint, strict=True):
        given_v, h = row / row.sum(), all_states(4)
        on = m.hidden_given(v[None])[0]
        agrees(on, given_v @ h)
        agrees(given_v, np.prod(np.where(h == 1, on, 1 - on), axis=1))
    for h, column in zip(all_states(4), joint.T, strict=True):
        agrees(m.visible_given(h[None])[0], column / column.sum() @ all_states(3))


def test_hidden_units_are_not_independent_without_the_data() -> None:
    """Only given v: the joint of two hidden units is not the product of theirs."""
    m = RestrictedMachine(3, 2, np.random.default_rng(0))
    m.parameters["weight"][:] = 3
    m.parameters["visible_bias"][:] = m.parameters["hidden_bias"][:] = -3
    joint = m.as_boltzmann().probabilities().reshape(8, 4).sum(axis=0)
    first, second = joint[2] + joint[3], joint[1] + joint[3]
    assert abs(joint[3] - first * second) > 0.01


def test_probabilities_and_free_energy_agree_with_scikit_learn() -> None:
    """Its BernoulliRBM with the same weights."""
    m, theirs, v = machine(5, 3), BernoulliRBM(3), binary(1, 8, 5)
    theirs.components_ = m.parameters["weight"].T
    theirs.intercept_hidden_ = m.parameters["hidden_bias"]
    theirs.intercept_visible_ = m.parameters["visible_bias"]
    agrees(m.hidden_given(v), theirs.transform(v))
    agrees(m.free_energy(v), theirs._free_energy(v))


def test_exact_gradients_agree_with_finite_differences() -> None:
    """Of the mean of −log p(v)."""
    m, v = machine(4, 3), binary(1, 6, 4)
    _, gradients = m.negative_log_likelihood(v)
    for name, array in m.parameters.items():

        def loss(value, name=name):
            kept, m.parameters[name] = m.parameters[name], value
            found, _ = m.negative_log_likelihood(v)
            m.parameters[name] = kept
            return found

        agrees(gradients[name], slope(loss, array, 1.0), 1e-6)


def test_divergence_comes_to_the_exact_gradient_with_many_rounds() -> None:
    """In expectation: over 40,000 copies of the data, CD-20 is near, and CD-1 is biased."""
    m, rng = RestrictedMachine(3, 2, np.random.default_rng(0)), np.random.default_rng(0)
    m.parameters["weight"][:] = [[3.0, 1.5], [3.0, 1.5], [-1.5, 3.0]]
    m.parameters["visible_bias"][:] = -1
    v = np.tile(np.array([[1, 0, 1], [1, 1, 0.0]]), (20_000, 1))
    _, exact = m.negative_log_likelihood(v[:2])
    far = m.divergence(v, rng, rounds=20).gradients
    near = m.divergence(v, rng, rounds=1).gradients
    for name, gradient in exact.items():
        agrees(far[name], gradient, 0.01)
    assert np.abs(near["weight"] - exact["weight"]).max() > 0.02


def test_persistent_chains_go_on_where_they_were() -> None:
    """From chains of the model the expected gradient is exact at once."""
    m, rng = machine(3, 2, scale=1.5), np.random.default_rng(0)
    chances = np.exp(-m.free_energy(all_states(3)) - m.log_partition())
    chains = all_states(3)[rng.choice(8, 40_000, p=chances / chances.sum())]
    v = np.array([[1, 0, 1], [1, 1, 0.0]])
    found = m.divergence(v, rng, chains=chains)
    assert found.chains.shape == chains.shape
    _, exact = m.negative_log_likelihood(v)
    for name, gradient in exact.items():
        agrees(found.gradients[name], gradient, 0.02)


def test_samples_have_the_probabilities_of_the_model() -> None:
    """The free energies of all eight states, over 40,000 chains."""
    m, rng = machine(3, 2), np.random.default_rng(0)
    v = m.sample(binary(1, 40_000, 3), 30, rng)
    assert set(np.unique(v)) == {0, 1}
    found = np.bincount((v @ [4, 2, 1]).astype(int), minlength=8) / len(v)
    agrees(found, np.exp(-m.free_energy(all_states(3)) - m.log_partition()), 0.01)


def test_the_reconstruction_error_is_that_of_drawn_hidden_units() -> None:
    """With weights so large that nothing is left to chance it is that of a plain loop."""
    m, v = machine(4, 3, scale=300.0), binary(1, 6, 4)
    h = (m.hidden_given(v) > 0.5).astype(float)
    expected = np.mean((v - m.visible_given(h)) ** 2)
    agrees(m.divergence(v, np.random.default_rng(0)).reconstruction_error, expected)


def test_learning_lowers_the_error_and_raises_the_likelihood() -> None:
    """CD-1 on two patterns with noise, judged by the exact likelihood."""
    rng = np.random.default_rng(0)
    v = np.array([[1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1.0]])[rng.integers(0, 2, 200)]
    v = np.where(rng.random(v.shape) < 0.05, 1 - v, v)
    m = RestrictedMachine(6, 2, rng)
    before, _ = m.negative_log_likelihood(v)
    errors = []
    for _ in range(300):
        step = m.divergence(v, rng)
        for name, gradient in step.gradients.items():
            m.parameters[name] -= 0.5 * gradient
        errors.append(step.reconstruction_error)
    after, _ = m.negative_log_likelihood(v)
    assert errors[-1] < 0.4 * errors[0]
    assert after < before - 1


def test_large_inputs_do_not_overflow() -> None:
    """Weights of a thousand: free energies and probabilities are finite."""
    m, v = machine(4, 3, scale=1000.0), binary(1, 6, 4)
    assert np.isfinite(m.free_energy(v)).all()
    assert np.isfinite(m.hidden_given(v)).all()
    assert np.isfinite(m.log_partition())


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_types_stay(dtype: type) -> None:
    """Samples and gradients."""
    m, rng = RestrictedMachine(4, 3, np.random.default_rng(0), dtype), np.random.default_rng(0)
    v = binary(1, 6, 4).astype(dtype)
    found = m.divergence(v, rng, rounds=2)
    assert found.chains.dtype == m.free_energy(v).dtype == dtype
    assert {a.dtype for a in found.gradients.values()} == {np.dtype(dtype)}


def test_empty_layers_and_no_rounds_are_told() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"need units; given: \(3, 0\)\. One"):
        RestrictedMachine(3, 0, np.random.default_rng(0))
    with pytest.raises(ShapeError, match="at least 1; given: 0"):
        machine(3, 2).divergence(np.ones((1, 3)), np.random.default_rng(0), rounds=0)
