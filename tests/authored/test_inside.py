"""What leaves one process for another arrives as it was, or is refused."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from heldout.authored.inside import DEPTH, MARK, Uncrossable, from_plain, to_plain
from heldout.authoring import Draw
from heldout.sandbox.decoding import decode
from heldout.sandbox.encoding import encode


def refuse(words: tuple[Any, ...]) -> Any:
    """Nothing but values is expected."""
    raise Uncrossable("no value")


def crossed(value: Any) -> Any:
    """The value after its way through the pipe."""
    return from_plain(decode(encode(to_plain(value))), refuse)


numbers = st.one_of(
    st.integers(-(10**40), 10**40),
    st.floats(allow_nan=False),
    st.fractions(),
    st.decimals(allow_nan=False, places=3),
    st.booleans(),
    st.complex_numbers(allow_nan=False),
)
leaves = st.none() | st.text(max_size=8) | numbers
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner),
        st.dictionaries(st.text(max_size=4) | st.integers(), inner, max_size=4),
        st.frozensets(st.integers() | st.text(max_size=3) | st.fractions(), max_size=4),
    ),
    max_leaves=12,
)


@given(values)
def test_what_authors_return_arrives_as_it_was(value: Any) -> None:
    """Value and type, at any depth; so templates write both alike."""
    assert repr(_ordered(crossed(value))) == repr(_ordered(value))


def _ordered(value: Any) -> Any:
    """Sets have no order to compare."""
    match value:
        case list() | tuple():
            return type(value)(map(_ordered, value))
        case dict():
            return {_ordered(key): _ordered(item) for key, item in value.items()}
        case set() | frozenset():
            return ("set", sorted(map(repr, value)))
    return value


@pytest.mark.parametrize("dtype", ["?", "i1", "u2", "i8", "f2", "f4", "f8", "c8", "c16"])
def test_numpy_scalars_keep_their_type(dtype: str) -> None:
    """A float32 is written with fewer digits than a float64."""
    value = np.dtype(dtype).type(1)
    assert crossed(value) == value
    assert type(crossed(value)) is type(value)


class Colour(StrEnum):
    """Text that is a member as well."""

    RED = "red"


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (sympy.Rational(1, 3), Fraction(1, 3)),
        (sympy.Integer(4), 4),
        (sympy.Float(0.5), 0.5),
        (sympy.pi / 2, float(sympy.pi / 2)),
        (mpmath.mpf("0.25"), 0.25),
        (Colour.RED, "red"),
        (np.str_("word"), "word"),
        (frozenset({1}), {1}),
    ],
    ids=str,
)
def test_numbers_of_other_libraries_become_plain(value: Any, plain: Any) -> None:
    """What a grading kind makes of them is the same."""
    assert crossed(value) == plain
    assert type(crossed(value)) is type(plain)


@pytest.mark.parametrize(
    "arranged",
    [
        np.arange(12.0).reshape(3, 4),
        np.asfortranarray(np.arange(12).reshape(3, 4)),
        np.arange(24, dtype="f4")[::2].reshape(3, 4)[:, ::2],
        np.arange(6)[::-1],
        np.broadcast_to(np.arange(3.0), (4, 3)),
        np.zeros((0, 3)),
    ],
    ids=["C", "Fortran", "gaps", "reversed", "broadcast", "empty"],
)
def test_arrays_keep_their_layout(arranged: Any) -> None:
    """Also without the pipe's own word for it, which only the judge may use."""
    body = encode(to_plain(arranged))
    found = from_plain(decode(body), refuse)
    np.testing.assert_array_equal(found, arranged)
    assert found.dtype == arranged.dtype
    if arranged.size:
        assert found.strides == arranged.strides
    assert found.flags.writeable == arranged.flags.writeable


def circle() -> list[Any]:
    """A list that holds itself."""
    found: list[Any] = []
    found.append(found)
    return found


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ({"x": [SimpleNamespace()]}, "SimpleNamespace"),
        (np.array([object()]), "array of dtype object"),
        (lambda: 0, "function"),
        (b"bytes", "bytes"),
        (circle(), f"nested deeper than {DEPTH}"),
    ],
)
def test_what_cannot_cross_is_named(value: Any, named: str) -> None:
    """By its type."""
    with pytest.raises(Uncrossable, match=named):
        to_plain(value)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("fraction", 1, 0),
        ("fraction", 1.5, 2),
        ("decimal", "1e999999999"),
        ("decimal", "1e-999999999"),
        ("decimal", "9" * 5000),
        ("decimal", "three"),
        ("scalar", np.zeros(3)),
        ("set", [[]]),
        ("dict", [(1,)]),
        ("dict", [([], 1)]),
        ("strided", np.zeros(2), [2], [1 << 40]),
        ("strided", np.zeros(2), [2], [8, 8]),
        ("strided", np.zeros(2), [2], ["8"]),
        ("strided", np.zeros(2), [1 << 40], [0]),
        ("draw", "question", 1),
        ("generator", {}),
        ("anything", 1),
    ],
    ids=lambda words: str(words)[:30],
)
def test_words_of_a_hostile_sender_are_refused(words: tuple[Any, ...]) -> None:
    """Quickly, and without making anything large."""
    with pytest.raises(Uncrossable):
        from_plain((MARK, *words), refuse)


def test_a_draw_that_has_been_used_crosses_as_it_began() -> None:
    """It is told by what it was made of."""
    assert to_plain(Draw("question", 7)) == (MARK, "draw", "question", 7)
