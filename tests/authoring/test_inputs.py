"""What an ordinary case of a code task is drawn with."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.authoring.inputs import Inputs, InputsFromChance
from heldout.authoring.replay import HIGHEST, LENGTH, InputsFromChoices

seeds = st.integers(0, 2**32)
turns = st.integers(0, 19)
choices = st.lists(st.integers(0, HIGHEST), min_size=LENGTH, max_size=LENGTH)
ALL_TURNS = range(20)


def inputs(draw: Inputs) -> dict[str, Any]:
    """A case as an author would write it."""
    n, t, d = draw.sizes("N", "T", "D")
    kind = draw.dtype("float64", "float32", "int64")
    return {
        "x": draw.numbers(n, t, d, centre=3.0, spread=draw.one_of(2.0, 0.3), dtype=kind),
        "w": draw.between(-1.0, 2.0, d, dtype="float32"),
        "labels": draw.whole(0, d - 1, n),
        "flag": draw.chance(0.5),
        "steps": draw.integer(1, 3),
        **draw.options(eps=(0.1, 1.0), axis=(0, 1)),
    }


@given(seeds, turns)
def test_the_same_seed_and_turn_give_the_same_case(seed: int, turn: int) -> None:
    """A verdict can be replayed from its seed."""
    one, again = (inputs(InputsFromChance(seed, turn)) for _ in range(2))
    assert repr(one) == repr(again)


@given(seeds, turns)
def test_sizes_of_one_case_all_differ(seed: int, turn: int) -> None:
    """So that no two axes can be confused unseen, also when asked for one by one."""
    draw = InputsFromChance(seed, turn)
    sizes = [*draw.sizes("N", "T", "D"), *draw.sizes("H")]
    assert len(set(sizes)) == 4
    assert sum(size == 1 for size in sizes) <= 1


@given(seeds)
def test_each_size_is_one_in_a_case_of_its_own(seed: int) -> None:
    """In the same twenty cases, whatever the seed."""
    shapes = [inputs(InputsFromChance(seed, turn))["x"].shape for turn in ALL_TURNS]
    for axis in range(3):
        assert sum(shape[axis] == 1 for shape in shapes) >= 1


@given(seeds)
def test_a_size_that_may_not_be_one_never_is(seed: int) -> None:
    """`least` and `most` are kept in every case."""
    for turn in ALL_TURNS:
        sizes = InputsFromChance(seed, turn).sizes("N", "C", least=2, most=9)
        assert all(2 <= size <= 9 for size in sizes)


@given(seeds)
def test_every_type_and_every_option_gets_its_turn(seed: int) -> None:
    """And at least one case leaves all options out, so that the defaults are tried."""
    cases = [inputs(InputsFromChance(seed, turn)) for turn in ALL_TURNS]
    assert {case["x"].dtype.name for case in cases} == {"float64", "float32", "int64"}
    assert any("eps" in case for case in cases)
    assert any("axis" in case for case in cases)
    assert any("eps" not in case and "axis" not in case for case in cases)


def test_every_memory_layout_occurs() -> None:
    """C and Fortran order, strided, reversed and read-only; the values are what was asked for."""
    seen = set()
    for seed in range(60):
        array = InputsFromChance(seed, 5).laid_out(np.arange(12.0).reshape(3, 4))
        np.testing.assert_array_equal(array, np.arange(12.0).reshape(3, 4))
        flags = array.flags
        backwards = any(stride < 0 for stride in array.strides)
        seen.add((flags.c_contiguous, flags.f_contiguous, flags.writeable, backwards))
    assert seen == {
        (True, False, True, False),
        (False, True, True, False),
        (False, False, True, False),
        (False, False, True, True),
        (True, False, False, False),
    }


def test_a_number_without_axes_keeps_none() -> None:
    """No layout adds one."""
    for seed in range(40):
        assert InputsFromChance(seed, 3).laid_out(np.array(2.5)).shape == ()


@pytest.mark.parametrize("source", [InputsFromChance, InputsFromChoices])
def test_values_keep_to_what_was_asked(source: Callable[..., Inputs]) -> None:
    """Bounds, whole numbers and types, from chance as from choices."""
    for seed in range(200):
        rng = np.random.default_rng(seed)
        picked = rng.integers(0, HIGHEST + 1, LENGTH).tolist()
        draw = source(picked) if source is InputsFromChoices else source(seed, seed % 20)
        even = draw.between(-1.0, 2.0, 3, 4, dtype="float32")
        assert even.dtype == np.float32
        assert (even >= -1).all()
        assert (even <= 2).all()
        labels = draw.whole(2, 5, 7)
        assert labels.dtype == np.int64
        assert set(labels.tolist()) <= {2, 3, 4, 5}
        assert 1 <= draw.integer(1, 3) <= 3
        assert draw.one_of("a", "b") in ("a", "b")
        assert draw.numbers(2, 3, dtype="int64").dtype == np.int64


def test_integers_drawn_about_a_centre_are_rounded_not_cut() -> None:
    """Cutting would pull them all towards zero."""
    values = InputsFromChance(1, 4).numbers(4000, spread=2.0, dtype="int64")
    assert abs(float(values.mean())) < 0.2
    assert 1.9 < float(values.std()) < 2.2


@given(choices)
def test_choices_make_a_valid_case(picked: list[int]) -> None:
    """The same calls, in the same order, answered by a list of small numbers."""
    case = inputs(InputsFromChoices(picked))
    n, t, d = case["x"].shape
    assert n != t
    assert case["labels"].max() < d
    assert np.isfinite(case["x"]).all()


def test_no_choices_make_the_plainest_case() -> None:
    """Smallest sizes, two of them different, first items, whole numbers unlike their neighbours, no
    options."""
    case = inputs(InputsFromChoices([]))
    assert case["x"].shape == (2, 3, 2)
    assert case["x"].dtype == np.float64
    np.testing.assert_array_equal(case["x"], np.round(case["x"], 1))
    assert len(np.unique(case["x"])) > 5
    assert set(case) == {"x", "w", "labels", "flag", "steps"}
    assert (case["steps"], case["flag"]) == (1, False)


def test_choices_can_reach_a_size_of_one_and_every_option() -> None:
    """What shrinking cannot reach, it cannot show."""
    rng = np.random.default_rng(0)
    cases = [
        inputs(InputsFromChoices(rng.integers(0, HIGHEST + 1, LENGTH).tolist())) for _ in range(300)
    ]
    assert {axis for case in cases for axis in range(3) if case["x"].shape[axis] == 1} == {0, 1, 2}
    assert {name for case in cases for name in case} >= {"eps", "axis"}
    assert {case["flag"] for case in cases} == {True, False}


def test_a_case_depends_on_nothing_that_was_drawn_before() -> None:
    """One generator serves a thread; threads do not disturb each other."""
    alone = repr(inputs(InputsFromChance(5, 3)))
    other = InputsFromChance(6, 4)
    other.numbers(3)
    other.whole(0, 9, 1, dtype="int32")  # half a word is left over
    assert repr(inputs(InputsFromChance(5, 3))) == alone
    here = InputsFromChance(5, 3)
    apart = threading.Thread(target=lambda: inputs(InputsFromChance(8, 1)))
    apart.start()
    apart.join()
    assert repr(inputs(here)) == alone


def test_seeds_and_turns_have_streams_of_their_own() -> None:
    """Also seeds of more than a word."""
    drawn = [
        InputsFromChance(seed, turn).between(0.0, 1.0, 40).tolist()
        for seed in (0, 1, 1 << 64, (1 << 64) + 1)
        for turn in (0, 1, 2)
    ]
    values = [value for case in drawn for value in case]
    assert len(set(values)) == len(values)


@pytest.mark.parametrize("dtype", ["int64", "i8", "<i4", "uint8", "u1", "long", np.int64, int])
def test_whole_numbers_are_rounded_by_whatever_name_their_type_goes(dtype: Any) -> None:
    """Cut, they would be half a unit nearer to zero."""
    values = InputsFromChance(1, 4).numbers(4000, centre=100.0, spread=2.0, dtype=dtype)
    assert values.dtype == np.dtype(dtype)
    assert abs(float(values.mean()) - 100.0) < 0.2


def test_every_item_is_picked() -> None:
    """The last as well as the first."""
    for count in (1, 2, 5):
        picked = {InputsFromChance(seed, 2).one_of(*range(count)) for seed in range(200)}
        assert picked == set(range(count))


@given(seeds)
def test_the_shapes_of_one_case_come_twice_with_other_numbers(seed: int) -> None:
    """What code keeps between calls by the shape of an array is then seen to be old."""
    model, twin = (inputs(InputsFromChance(seed, turn)) for turn in (16, 19))
    assert model.keys() == twin.keys()
    for name, value in model.items():
        if isinstance(value, np.ndarray):
            assert twin[name].shape == value.shape
            assert twin[name].dtype == value.dtype
        else:
            assert twin[name] == value
    assert not np.array_equal(model["w"], twin["w"])
