"""The draws: within bounds, fair, and the same for ever."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.questions import Draw

seeds = st.integers(0, 2**31)
items = st.lists(st.integers(), max_size=12)


@given(seeds, st.integers(-(10**9), 10**9), st.integers(0, 10**9))
def test_an_integer_lies_between_its_bounds(seed: int, low: int, width: int) -> None:
    """Both bounds included, whatever the width."""
    assert low <= Draw("q", seed).integer(low, low + width) <= low + width


def test_both_bounds_of_an_integer_occur() -> None:
    """Neither end is left out."""
    rng = Draw("q", 0)
    assert {rng.integer(-1, 1) for _ in range(100)} == {-1, 0, 1}


@given(seeds, st.integers(-(10**6), 10**6), st.integers(0, 10**6), st.integers(0, 6))
def test_a_decimal_is_a_multiple_within_its_bounds(
    seed: int, first: int, steps: int, places: int
) -> None:
    """As exact fractions: the value is written with that many decimals, and not outside."""
    low, high = first / 10**places, (first + steps) / 10**places
    value = Draw("q", seed).decimal(low, high, places)
    written = Fraction(repr(value)) * 10**places
    assert written.denominator == 1
    assert first <= written <= first + steps


@given(seeds, st.floats(-100, 100), st.floats(0.5, 100), st.integers(1, 4))
def test_a_decimal_stays_inside_bounds_that_are_no_multiples(
    seed: int, low: float, width: float, places: int
) -> None:
    """A bound between two multiples is rounded inwards."""
    value = Draw("q", seed).decimal(low, low + width, places)
    slack = Decimal("1e-8")
    assert Decimal(low) - slack <= Decimal(value) <= Decimal(low + width) + slack


def test_both_bounds_of_a_decimal_occur() -> None:
    """0.07 * 100 is a little more than 7 in floats; the bound is drawn all the same."""
    rng = Draw("q", 0)
    assert {rng.decimal(0.07, 0.09, 2) for _ in range(100)} == {0.07, 0.08, 0.09}


@given(seeds, items)
def test_shuffling_keeps_the_items(seed: int, given_items: list[int]) -> None:
    """A permutation in a new list; the one given stays as it was."""
    before = list(given_items)
    assert Counter(Draw("q", seed).shuffled(given_items)) == Counter(before)
    assert given_items == before


@given(seeds, st.integers(0, 12), st.integers(0, 12))
def test_a_sample_holds_different_items(seed: int, size: int, count: int) -> None:
    """As many as asked for, none twice, all from the list."""
    count = min(count, size)
    sample = Draw("q", seed).sample(range(size), count)
    assert len(sample) == len(set(sample)) == count
    assert set(sample) <= set(range(size))


@given(seeds, st.text(max_size=8))
def test_the_same_seed_gives_the_same_stream(seed: int, question: str) -> None:
    """Every kind of draw repeats; another seed or another question draws otherwise."""

    def stream(question_id: str, of: int) -> list[object]:
        rng = Draw(question_id, of)
        return [
            rng.integer(0, 10**12),
            rng.decimal(-1, 1, 3),
            rng.choice("abcdef"),
            rng.shuffled(range(9)),
            rng.sample(range(9), 4),
            rng.chance(0.5),
            rng.sign(),
        ]

    assert stream(question, seed) == stream(question, seed)
    assert stream(question, seed) != stream(question, seed + 1)
    assert stream(question, seed) != stream(question + "x", seed)


def test_the_first_numbers_are_pinned() -> None:
    """These values hold for every machine, Python and version: stored seeds depend on them."""
    rng = Draw("pinned", 7)
    assert [rng.integer(0, 999) for _ in range(6)] == PINNED_INTEGERS
    assert [rng.decimal(-1, 1, 2) for _ in range(4)] == PINNED_DECIMALS
    assert rng.shuffled("abcdef") == PINNED_ORDER
    assert rng.sample(range(10), 3) == PINNED_SAMPLE
    assert [rng.sign() for _ in range(6)] == PINNED_SIGNS
    assert [rng.chance(0.25) for _ in range(6)] == PINNED_CHANCES


@pytest.mark.parametrize("count", [2, 3, 7])
def test_integers_are_drawn_evenly(count: int) -> None:
    """Pearson's statistic over 6000 draws stays below its 99.9 % point."""
    rng = Draw("uniform", 1)
    times = Counter(rng.integer(0, count - 1) for _ in range(6000))
    limit = {2: 10.83, 3: 13.82, 7: 22.46}[count]  # chi-squared, count - 1 degrees of freedom
    wanted = 6000 / count
    assert sum((times[n] - wanted) ** 2 / wanted for n in range(count)) < limit


def test_every_order_is_equally_likely() -> None:
    """The 24 orders of four items over 4800 shuffles, by the same test."""
    rng = Draw("uniform", 2)
    times = Counter(tuple(rng.shuffled(range(4))) for _ in range(4800))
    assert len(times) == 24
    assert sum((n - 200) ** 2 / 200 for n in times.values()) < 49.73


def test_a_chance_comes_as_often_as_it_says() -> None:
    """A quarter of 4000 draws, within four standard deviations; 0 never, 1 always."""
    rng = Draw("uniform", 3)
    assert abs(sum(rng.chance(0.25) for _ in range(4000)) - 1000) < 4 * (4000 * 0.1875) ** 0.5
    assert not any(rng.chance(0) for _ in range(100))
    assert all(rng.chance(1) for _ in range(100))


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda rng: rng.integer(2, 1), "low must not exceed high; given 2 and 1"),
        (lambda rng: rng.choice([]), "at least one item"),
        (lambda rng: rng.sample([1, 2], 3), "between 0 and 2; given 3"),
        (lambda rng: rng.decimal(0.31, 0.39, 1), "between 0.31 and 0.39"),
    ],
)
def test_what_cannot_be_drawn_is_refused(draw, message: str) -> None:  # type: ignore[no-untyped-def]
    """With what must hold and what was given."""
    with pytest.raises(ValueError, match=message):
        draw(Draw("q", 0))


PINNED_INTEGERS = [509, 684, 332, 191, 926, 456]
PINNED_DECIMALS = [0.2, 0.41, 0.45, 0.7]
PINNED_ORDER = ["d", "f", "e", "c", "b", "a"]
PINNED_SAMPLE = [9, 3, 7]
PINNED_SIGNS = [-1, -1, -1, -1, -1, -1]
PINNED_CHANCES = [False, False, False, False, False, False]
