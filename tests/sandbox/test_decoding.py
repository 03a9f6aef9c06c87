"""The codec: what is sent is what arrives, and nothing else is believed."""

from __future__ import annotations

import enum
import itertools
import struct
import tracemalloc
from collections import OrderedDict, namedtuple
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from heldout.sandbox.decoding import decode, decode_all
from heldout.sandbox.encoding import encode, encode_all
from heldout.sandbox.values import DTYPES, FrameError, Unconvertible

DTYPE = st.sampled_from(DTYPES)
SLICE = st.sampled_from([slice(None), slice(None, None, -1), slice(None, None, 2), slice(1, None)])


@st.composite
def arrays(draw: st.DrawFn) -> np.ndarray[Any, Any]:
    """Arrays of every allowed dtype, layout and flag, empty and 0-d ones among them."""
    shape = draw(hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
    array = np.array(draw(hnp.arrays(draw(DTYPE), shape)))
    array = array.transpose(draw(st.permutations(range(array.ndim))))
    array = array[tuple(draw(SLICE) for _ in range(array.ndim))]
    array = np.asarray(array)
    if draw(st.booleans()):
        array = np.asfortranarray(array).reshape(array.shape, order="F")
    if draw(st.booleans()):
        array.flags.writeable = False
    return array


PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-(10**400), 10**400)
    | st.floats()
    | st.complex_numbers(allow_nan=True)
    | st.text(st.characters(codec=None))
    | arrays()
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


def same(sent: Any, got: Any) -> bool:
    """Whether two values are the same to the bit, type and layout included."""
    if type(sent) is not type(got):
        return False
    if isinstance(sent, np.ndarray):
        return same_array(sent, got)
    if isinstance(sent, list | tuple):
        return len(sent) == len(got) and all(map(same, sent, got))
    if isinstance(sent, dict):
        return list(sent) == list(got) and all(same(sent[key], got[key]) for key in sent)
    if isinstance(sent, float):
        return struct.pack("d", sent) == struct.pack("d", got)
    if isinstance(sent, complex):
        return same(sent.real, got.real) and same(sent.imag, got.imag)
    return bool(sent == got)


def same_array(sent: np.ndarray[Any, Any], got: np.ndarray[Any, Any]) -> bool:
    flags = ("c_contiguous", "f_contiguous", "writeable")
    strides_matter = not (sent.flags.c_contiguous or sent.flags.f_contiguous)
    return (
        sent.dtype == got.dtype
        and sent.shape == got.shape
        and sent.tobytes() == got.tobytes()
        and all(getattr(sent.flags, flag) == getattr(got.flags, flag) for flag in flags)
        and (not strides_matter or sent.strides == got.strides)
    )


@given(VALUES)
@settings(max_examples=150, deadline=None)
def test_what_is_sent_is_what_arrives(value: Any) -> None:
    """Every value crosses to the bit, with order, strides and the read-only flag."""
    body = encode(value)
    got = decode(body)
    assert same(value, got)
    assert encode(got) == body, "arguments are called changed when their bytes differ"


@given(st.lists(VALUES, max_size=4))
@settings(max_examples=40, deadline=None)
def test_a_series_gives_each_value_with_its_bytes(values: list[Any]) -> None:
    """Each piece of a series decodes on its own, and the pieces are the whole."""
    body = encode_all(values)
    ends = [0]
    assert all(map(same, values, decode_all(body, ends=ends)))
    assert ends[-1] == len(body)
    pieces = [body[start:end] for start, end in itertools.pairwise(ends)]
    assert all(map(same, values, map(decode, pieces)))
    if values:
        assert same(values[-1], decode(body, start=ends[-2]))


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_random_bytes_are_refused_or_decoded_but_never_crash(body: bytes) -> None:
    """Noise gives `FrameError` or a value, nothing else."""
    try:
        decode(body)
    except FrameError:
        return


@given(VALUES, st.data())
@settings(max_examples=200, deadline=None)
def test_mutated_frames_never_crash_nor_take_memory(value: Any, data: st.DataObject) -> None:
    """A valid body with bytes changed, cut or doubled stays bounded in what it can take."""
    body = bytearray(encode(value))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(body) - 1))
        body[place] = data.draw(st.sampled_from([0, 1, 2, 7, 0x7F, 0x80, 0xFF, 65, 76]))
    body = body[: data.draw(st.integers(1, len(body)))]
    tracemalloc.start()
    try:
        decode_all(body, allow_strides=False)
    except FrameError:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 200_000 + 200 * len(body)


ARRAY = b"A" + bytes([7, 1, 2])  # float64, writeable, two dimensions


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"NN", id="trailing"),
        pytest.param(b"Q", id="unknown-tag"),
        pytest.param(b"S" + struct.pack("<I", 1 << 31) + b"x", id="long-text"),
        pytest.param(b"S" + struct.pack("<I", 1) + b"\xff", id="not-utf8"),
        pytest.param(b"I" + struct.pack("<I", 0), id="int-without-digits"),
        pytest.param(b"I" + struct.pack("<I", 3) + b"1_2", id="int-with-underscore"),
        pytest.param(b"I" + struct.pack("<I", 3) + b"0x1", id="int-with-prefix"),
        pytest.param(b"I" + struct.pack("<I", 1) + b"-", id="lone-minus"),
        pytest.param(b"I" + struct.pack("<I", 4000) + b"1" * 4000, id="int-too-long"),
        pytest.param(b"L" + struct.pack("<I", 1 << 31), id="long-list"),
        pytest.param(b"L\1\0\0\0" * 99 + b"N", id="deep"),
        pytest.param(b"M\2\0\0\0" + (b"\1\0\0\0a" + b"N") * 2, id="doubled-key"),
        pytest.param(ARRAY + struct.pack("<QQ", 1 << 32, 1 << 32), id="product-wraps-to-zero"),
        pytest.param(ARRAY + struct.pack("<QQ", 0, 1 << 63), id="negative-dim"),
        pytest.param(ARRAY + struct.pack("<QQ", 0, 1 << 62), id="too-big-for-numpy"),
        pytest.param(b"A" + bytes([99, 1, 0]) + b"x", id="unknown-dtype"),
        pytest.param(b"A" + bytes([7, 64, 0]) + b"x" * 8, id="unknown-flag"),
        pytest.param(b"A" + bytes([7, 1, 9]) + b"\1" * 80, id="nine-dimensions"),
        pytest.param(b"A" + bytes([0, 1, 0]) + b"\2", id="boolean-two"),
        pytest.param(
            b"A" + bytes([7, 5, 1]) + struct.pack("<Qq2d", 2, 1 << 40, 0, 0), id="huge-stride"
        ),
    ],
)
def test_a_malformed_body_is_refused(body: bytes) -> None:
    """Each of these would hurt a decoder that believed it."""
    with pytest.raises(FrameError):
        decode(body)


def test_strides_are_refused_where_they_are_not_allowed() -> None:
    """An answer cannot ask the judge for a spread-out array."""
    body = encode(np.arange(8.0)[::2])
    assert decode(body).strides == (16,)
    with pytest.raises(FrameError):
        decode_all(body, allow_strides=False)
    contiguous = encode_all([np.arange(8.0)[::2]], keep_strides=False)
    assert same(decode_all(contiguous, allow_strides=False)[0], np.arange(0.0, 8.0, 2.0))


def test_a_body_of_one_byte_values_is_refused_in_time() -> None:
    """Each value costs the judge many times the byte that asks for it."""
    with pytest.raises(FrameError, match="over 200000 values"):
        decode_all(b"N" * 300_000)


Point = namedtuple("Point", "x y")


class Colour(enum.IntEnum):
    """An int with a name."""

    RED = 1


class Tagged(np.ndarray):  # type: ignore[type-arg]
    """An array that claims to equal everything."""

    def __eq__(self, other: object) -> Any:
        return True


@pytest.mark.parametrize(
    ("given_value", "arrives"),
    [
        (np.float32(1.5), np.array(1.5, np.float32)),
        (np.int8(3), np.array(3, np.int8)),
        (np.bool_(True), np.array(True)),
        (np.str_("a"), "a"),
        (Point(1, 2), (1, 2)),
        (OrderedDict(a=1), {"a": 1}),
        (Colour.RED, 1),
        (np.arange(3.0).view(Tagged), np.arange(3.0)),
        (np.arange(3, dtype=">i4"), np.arange(3, dtype="<i4")),
        ({1, 2}, Unconvertible("set")),
        ((n for n in ()), Unconvertible("generator")),
        ({1: 2}, Unconvertible("dict with a key of type int")),
        ({None: 2}, Unconvertible("dict with a key of type NoneType")),
        (np.array([object()]), Unconvertible("array of dtype object")),
        (np.array(["a"]), Unconvertible("array of dtype <U1")),
        (10**6000, Unconvertible("int of 19932 bits")),
        (np.zeros((1,) * 9), Unconvertible("array of 9 dimensions")),
        ([0] * 300_000, Unconvertible("list of too many items (over 200000 in all)")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_plain_is_reduced_or_named(given_value: Any, arrives: Any) -> None:
    """Subclasses become the plain type that they extend; anything else is named."""
    assert same(arrives, decode(encode(given_value)))


def test_a_cycle_ends() -> None:
    """A list inside itself arrives as sixteen lists and a clear end."""
    value: list[Any] = []
    value.append(value)
    got, depth = decode(encode(value)), 0
    while isinstance(got, list):
        got, depth = got[0], depth + 1
    assert got == Unconvertible("list nested deeper than 16")
    assert depth == 16


def test_lossless_encoding_refuses_what_would_be_lost() -> None:
    """The judge's own arguments must cross whole or not at all."""
    with pytest.raises(FrameError, match="set"):
        encode_all([1, [{2}]], lossless=True)
