"""What is pruned, how much, and that it stays so."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.optimizers.adam import Adam
from heldout.nn.shapes import Parameters, ShapeError
from heldout.nn.training import (
    MaskedOptimizer,
    Masks,
    apply_masks,
    gradual_sparsity,
    magnitude_masks,
    prune_iteratively,
    random_masks,
    sparsity_of,
)

from ..oracle import agrees, distinct, values

SPARSITIES = st.floats(0, 1)


def _network(seed: int, D: int = 6, H: int = 5, C: int = 3) -> Parameters:
    """The second layer has ten times larger weights."""
    return {
        "weight1": values(seed, D, H),
        "bias1": values(seed + 1, H, scale=0.01),
        "weight2": values(seed + 2, H, C, scale=10.0),
    }


@settings(max_examples=25, deadline=None)
@given(distinct(3), SPARSITIES, st.booleans(), st.integers(0, 9))
def test_the_smallest_go_and_exactly_so_many(
    sizes: tuple[int, ...], sparsity: float, per_layer: bool, seed: int
) -> None:
    """Nothing that is left out is larger than anything kept beside it; biases are not touched."""
    network = _network(seed, *sizes)
    masks = magnitude_masks(network, sparsity, per_layer=per_layer)
    assert set(masks) == {"weight1", "weight2"}
    for names in [["weight1"], ["weight2"]] if per_layer else [["weight1", "weight2"]]:
        weight = np.concatenate([np.abs(network[name]).ravel() for name in names])
        kept = np.concatenate([masks[name].ravel() for name in names])
        assert int((~kept).sum()) == round(sparsity * kept.size)
        assert weight[~kept].max(initial=0) <= weight[kept].min(initial=np.inf)


@pytest.mark.torch
@pytest.mark.parametrize("sparsity", [0.2, 0.5, 0.9])
def test_it_prunes_what_pytorch_prunes(sparsity: float) -> None:
    """Globally and by layer, the same places."""
    import torch
    from torch.nn.utils import prune

    def modules(network: Parameters) -> dict[str, torch.nn.Module]:
        made = {}
        for name in ("weight1", "weight2"):
            module = torch.nn.Module()
            module.weight = torch.nn.Parameter(torch.tensor(network[name]))
            made[name] = module
        return made

    network = _network(3)
    for per_layer in (False, True):
        theirs = modules(network)
        if per_layer:
            for module in theirs.values():
                prune.l1_unstructured(module, "weight", amount=sparsity)
        else:
            prune.global_unstructured(
                [(module, "weight") for module in theirs.values()],
                pruning_method=prune.L1Unstructured,
                amount=sparsity,
            )
        ours = magnitude_masks(network, sparsity, per_layer=per_layer)
        for name, module in theirs.items():
            assert np.array_equal(ours[name], module.weight_mask.numpy().astype(bool))


def test_global_spares_the_layer_of_large_weights() -> None:
    """Where by layer both lose the same share."""
    network = _network(0, 20, 10, 5)
    together = magnitude_masks(network, 0.5)
    apart = magnitude_masks(network, 0.5, per_layer=True)
    assert together["weight2"].mean() > 0.8
    assert together["weight1"].mean() < 0.5
    assert [apart[name].mean() for name in apart] == [0.5, 0.5]
    assert sparsity_of(together) == sparsity_of(apart) == 0.5


@settings(max_examples=25, deadline=None)
@given(SPARSITIES, SPARSITIES, st.integers(0, 9))
def test_more_sparsity_keeps_a_part_of_what_less_keeps(a: float, b: float, seed: int) -> None:
    """And the scale of all weights does not matter."""
    low, high = sorted((a, b))
    network = _network(seed)
    few, many = magnitude_masks(network, high), magnitude_masks(network, low)
    scaled = magnitude_masks({name: 3 * array for name, array in network.items()}, high)
    for name in few:
        assert (many[name] | ~few[name]).all()
        assert np.array_equal(few[name], scaled[name])


def test_equal_weights_are_counted_not_compared() -> None:
    """Half of ones is half of them; a threshold would take all or none."""
    masks = magnitude_masks({"weight": np.ones((4, 5))}, 0.5)
    assert masks["weight"].sum() == 10


def test_random_masks_leave_out_as_many() -> None:
    """Wherever they fall, another seed elsewhere; per layer the same share of each."""
    network = _network(0)
    first, second = (random_masks(network, 0.4, np.random.default_rng(seed)) for seed in (0, 1))
    assert sparsity_of(first) == pytest.approx(0.4, abs=0.02)
    assert not np.array_equal(first["weight1"], second["weight1"])
    apart = random_masks(network, 0.4, np.random.default_rng(0), per_layer=True)
    assert [round(float(1 - mask.mean()), 3) for mask in apart.values()] == [0.4, 0.4]


def test_pruned_weights_stay_zero_under_momentum() -> None:
    """Adam moved them before; masked gradients alone would let its memory go on."""
    network = _network(1)
    trap = {name: array.copy() for name, array in network.items()}
    adam, trap_adam = Adam(0.1), Adam(0.1)
    ones = {name: np.ones_like(array) for name, array in network.items()}
    adam.step(network, ones)
    trap_adam.step(trap, ones)
    masks = magnitude_masks(network, 0.5)
    apply_masks(network, masks)
    apply_masks(trap, masks)
    before = {name: array.copy() for name, array in network.items()}
    MaskedOptimizer(adam, masks).step(network, ones)
    trap_adam.step(trap, {n: g * masks[n] if n in masks else g for n, g in ones.items()})
    for name, mask in masks.items():
        assert not network[name][~mask].any()
        assert (network[name][mask] != before[name][mask]).all()
        assert trap[name][~mask].all()
    assert (network["bias1"] != before["bias1"]).all()
    assert all(np.array_equal(one, np.ones_like(one)) for one in ones.values())


def test_a_masked_optimizer_can_step_a_part() -> None:
    """Other layers may be frozen, and are then not given."""
    network = _network(1)
    optimizer = MaskedOptimizer(Adam(0.1), magnitude_masks(network, 0.5))
    optimizer.step({"bias1": network["bias1"]}, {"bias1": np.ones(5)})
    assert network["weight1"].all()


def test_the_gradual_schedule() -> None:
    """From the initial to the final sparsity by the cubic, steepest first, and there it stays."""
    s = [gradual_sparsity(t, 10, 0.9, 0.1) for t in range(13)]
    agrees(s[0], 0.1, 1e-12)
    agrees(s[10:], [0.9] * 3, 1e-12)
    agrees(s[5], 0.9 - 0.8 * 0.125, 1e-12)
    falls = np.diff(s[:11])
    assert (falls > 0).all()
    assert (np.diff(falls) < 0).all()


def test_pruning_in_rounds_never_takes_back() -> None:
    """What was pruned stays so while fine-tuning changes the rest; the last masks come back."""
    network, rng, seen = _network(2), np.random.default_rng(0), []

    def fine_tune(masks: Masks) -> None:
        seen.append({name: mask.copy() for name, mask in masks.items()})
        for array in network.values():
            array += 0.5 * rng.standard_normal(array.shape)  # forgets the masks on purpose

    masks = prune_iteratively(network, [0.2, 0.5, 0.8], fine_tune)
    assert [round(sparsity_of(each), 2) for each in seen] == [0.2, 0.49, 0.8]
    for early, late in itertools.pairwise(seen):
        assert all((early[name] | ~late[name]).all() for name in late)
    for name, mask in masks.items():
        assert np.array_equal(network[name] != 0, mask)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_the_type_stays(dtype: type[np.floating]) -> None:
    """Of the weights; masks are of booleans."""
    network = {"weight": values(0, 4, 3).astype(dtype)}
    masks = magnitude_masks(network, 0.5)
    apply_masks(network, masks)
    assert network["weight"].dtype == dtype
    assert masks["weight"].dtype == bool


def test_what_makes_no_sense_is_refused() -> None:
    """With what must hold, what was given and what to do."""
    with pytest.raises(ShapeError, match=r"sparsity must lie from 0 to 1; given: 90\. 0\.9 keeps"):
        magnitude_masks(_network(0), 90)
    with pytest.raises(ShapeError, match="weights with two axes or more"):
        magnitude_masks({"bias": np.ones(3)}, 0.5)
    with pytest.raises(ShapeError, match="steps must be at least 1"):
        gradual_sparsity(0, 0, 0.5)
