"""The judge's side of the pipe, given bytes that no honest child would send."""

from __future__ import annotations

import struct
import sys
import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.sandbox.decoding import decode, decode_all
from heldout.sandbox.encoding import encode
from heldout.sandbox.frames import HEADING, Frame, FrameReader, FrameTooLong, Kind, pack
from heldout.sandbox.values import DTYPES, MAX_ITEMS, FrameError, Unconvertible

from .test_decoding import VALUES, same

TAGS = b"NTFIDCSLUMAX"
PLAIN = (type(None), bool, int, float, complex, str, Unconvertible)
CAP = 1 << 20

_U32 = st.sampled_from([0, 1, 2, 3, 255, 1 << 16, 1 << 31, (1 << 32) - 1]) | st.integers(0, 9)
_U64 = st.sampled_from([0, 1, 2, 1 << 31, 1 << 32, 1 << 62, (1 << 62) + 1, 1 << 63, (1 << 64) - 1])
_I64 = st.sampled_from([0, 1, 8, -8, 1 << 40, -(1 << 40), (1 << 63) - 1, -(1 << 63)])

_events: list[str] | None = None


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _events is not None:
        _events.append(event)


sys.addaudithook(_note)


@st.composite
def liars(draw: st.DrawFn) -> bytes:
    """An array heading whose numbers are chosen to hurt, with some data."""
    ndim = draw(st.integers(0, 9))
    head = bytes([draw(st.integers(0, 15)), draw(st.integers(0, 8)), ndim])
    dims = [draw(_U64 | st.integers(0, 4)) for _ in range(ndim)]
    strides = [draw(_I64) for _ in range(draw(st.sampled_from([0, ndim])))]
    layout = f"<{len(dims)}Q{len(strides)}q"
    return b"A" + head + struct.pack(layout, *dims, *strides) + draw(st.binary(max_size=80))


@st.composite
def sentences(draw: st.DrawFn) -> bytes:
    """Tags with counts that may be true, one after the other."""
    tag = st.sampled_from([bytes([tag]) for tag in TAGS])
    counted = st.builds(lambda tag, count: tag + struct.pack("<I", count), tag, _U32)
    pieces = tag | counted | liars() | VALUES.map(encode) | st.binary(max_size=8)
    return b"".join(draw(st.lists(pieces, max_size=8)))


@st.composite
def mutants(draw: st.DrawFn) -> bytes:
    """What an honest child sends, with a few bytes changed, lost, doubled or moved."""
    body = bytearray(draw(VALUES.map(encode)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(body)))
        end = draw(st.integers(start, min(len(body), start + 9)))
        match draw(st.sampled_from(["change", "lose", "double", "move", "cut"])):
            case "change":
                body[start:end] = draw(st.binary(min_size=end - start, max_size=end - start))
            case "lose":
                del body[start:end]
            case "double":
                body[start:start] = body[start:end]
            case "move":
                body += body[start:end]
                del body[start:end]
            case "cut":
                del body[start:]
    return bytes(body)


def read_all(body: bytes) -> bool:
    """Whether the body is read; what it is read as is plain, and nothing else may come of it."""
    for strides in (True, False):
        try:
            decode_all(body, allow_strides=strides)
        except FrameError:
            continue
    try:
        value = decode(body)
    except FrameError:
        return False
    assert_plain(value)
    assert same(value, decode(encode(value))), "what has been read can be said again"
    return True


def assert_plain(value: Any) -> None:
    """Nothing but data, to the last leaf; arrays own their memory or a block of their own."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if type(part) is dict:
            assert all(type(key) is str for key in part)
            waiting += part.values()
        elif type(part) in (list, tuple):
            waiting += part
        elif type(part) is np.ndarray:
            assert part.dtype in DTYPES
            assert part.dtype.isnative
            assert part.flags.aligned
        else:
            assert type(part) in PLAIN


@given(st.binary(max_size=400) | sentences() | mutants() | liars())
@settings(max_examples=600, deadline=None)
def test_bytes_are_a_value_or_a_frame_error(body: bytes) -> None:
    """No other exception, no type that is not in the table, nothing that cannot be said again."""
    read_all(body)


@given(sentences() | mutants() | liars())
@settings(max_examples=200, deadline=None)
def test_reading_runs_nothing(body: bytes) -> None:
    """No import, no file, no code: nothing that the interpreter would tell an auditor of."""
    global _events
    _events = []
    try:
        decode(body)
    except FrameError:
        pass
    finally:
        seen, _events = _events, None
    assert seen == []


def test_reading_would_be_noticed_to_run_something() -> None:
    """The auditor of the test above hears what it listens for."""
    global _events
    _events = []
    compile("1", "here", "eval")
    seen, _events = _events, None
    assert "compile" in seen


@given(VALUES)
@settings(max_examples=60, deadline=None)
def test_what_is_cut_short_is_refused(value: Any) -> None:
    """No beginning of one value is a value."""
    body = encode(value)
    for end in range(len(body) - 1, max(-1, len(body) - 200), -1):
        with pytest.raises(FrameError):
            decode(body[:end])


def test_millions_of_bytes() -> None:
    """Five million bytes of noise, of tags and of mutants: read or refused, never more."""
    rng = np.random.default_rng(20260101)
    seeds = [encode(value) for value in _examples()]
    total = found = 0
    while total < 5_000_000:
        size = int(rng.integers(1, 6_000))
        match rng.integers(3):
            case 0:
                body = rng.bytes(size)
            case 1:
                body = bytes(rng.choice(np.frombuffer(TAGS + b"\0\0\0\1\2", np.uint8), size))
            case _:
                body = _mutant(rng, seeds[rng.integers(len(seeds))])
        found += read_all(body)
        total += len(body)
    assert found > 20, "some of the mutants are readable, else they are no mutants"


def _examples() -> list[Any]:
    plain = [None, True, 17, -(16**40), 1.5, float("nan"), 2j, "añ\ud800", Unconvertible("set")]
    arrays = [np.zeros((3, 0, 2), dtype) for dtype in DTYPES]
    arrays += [np.arange(600.0).reshape(20, 30)[::-2, ::3], np.asfortranarray(np.eye(9, 4))]
    return [plain, {"a": plain, "b": {"c": [arrays, [plain] * 20]}}, *arrays, "text" * 900]


def _mutant(rng: np.random.Generator, seed: bytes) -> bytes:
    body = bytearray(seed)
    for _ in range(int(rng.integers(1, 5))):
        place, size = int(rng.integers(len(body))), int(rng.integers(1, 9))
        match rng.integers(3):
            case 0:
                body[place : place + size] = rng.bytes(size)
            case 1:
                del body[place : place + size]
            case _:
                body[place:place] = body[:size]
        body = body or bytearray(seed)
    return bytes(body)


# --- memory ---------------------------------------------------------------------------------------


def peak(body: bytes) -> int:
    """Bytes that reading takes at most, beside the body."""
    tracemalloc.start()
    try:
        decode_all(body, allow_strides=False)
    except FrameError:
        pass
    finally:
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return found


@given(sentences() | mutants() | liars())
@settings(max_examples=300, deadline=None)
def test_memory_follows_what_was_sent(body: bytes) -> None:
    """Whatever is announced: at most 300 bytes for each byte that came (an object for a tag)."""
    assert peak(body) <= 300 * len(body) + (1 << 16)


@pytest.mark.parametrize("code", range(len(DTYPES)))
def test_an_array_takes_little_more_than_its_bytes(code: int) -> None:
    """At any size, once in place and once on the way."""
    body = encode(np.zeros(1 << 20, np.uint8).view(DTYPES[code]))
    assert peak(body) <= 2.2 * len(body) + (1 << 16)


@pytest.mark.parametrize("piece", [b"N", b"L\0\0\0\0", b"A\0\1\0\1"], ids=["none", "list", "array"])
def test_countless_values_are_refused(piece: bytes) -> None:
    """Eight mebibytes of the smallest would be gibibytes once they are read."""
    with pytest.raises(FrameError, match=str(MAX_ITEMS)):
        decode_all(piece * ((8 << 20) // len(piece)), allow_strides=False)


@given(_U64 | st.integers(0, (1 << 64) - 1))
def test_a_length_is_believed_up_to_the_cap(length: int) -> None:
    """One byte more is refused with the heading, before there is anything to keep."""
    reader = FrameReader(CAP)
    reader.feed(HEADING.pack(Kind.RETURNED, 1, length, 0))
    if length > CAP:
        with pytest.raises(FrameTooLong):
            reader.take()
    else:
        assert (reader.take() is None) == (length > 0)


# --- frames in pieces -----------------------------------------------------------------------------


def arrive(pieces: list[bytes], cap: int = CAP) -> Frame | FrameError | None:
    """What a reader makes of the pieces."""
    reader, found = FrameReader(cap), None
    for piece in pieces:
        try:
            reader.feed(piece)
            found = reader.take()
        except FrameError as error:
            return error
        if found is not None:
            return found
    return None


def test_a_frame_may_be_split_at_every_place() -> None:
    """In two pieces, in three, and byte by byte."""
    data = pack(Kind.RAISED, 9, b"0123456789abc")
    for one in range(1, len(data)):
        for two in range(one, len(data)):
            pieces = [piece for piece in (data[:one], data[one:two], data[two:]) if piece]
            found = arrive(pieces)
            assert isinstance(found, Frame)
            assert (found.kind, found.number, bytes(found.body)) == (
                Kind.RAISED,
                9,
                data[HEADING.size :],
            )
    assert isinstance(arrive([bytes([byte]) for byte in data]), Frame)


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=12), st.integers(0, 100))
@settings(max_examples=400, deadline=None)
def test_pieces_of_noise_make_a_frame_an_error_or_nothing(pieces: list[bytes], cap: int) -> None:
    """And never a frame that is longer than it may be."""
    found = arrive(pieces, cap)
    assert found is None or isinstance(found, FrameError | Frame)
    if isinstance(found, Frame):
        assert len(found.body) <= cap
        assert found.kind in Kind


@given(st.sampled_from(list(Kind)), st.integers(0, (1 << 32) - 1), mutants(), st.data())
@settings(max_examples=200, deadline=None)
def test_mutated_frames_are_refused_or_whole(
    kind: Kind, number: int, body: bytes, data: st.DataObject
) -> None:
    """A changed heading makes another frame, a frame that waits for more, or an error."""
    frame = bytearray(pack(kind, number, body))
    place = data.draw(st.integers(0, len(frame) - 1))
    frame[place] = data.draw(st.integers(0, 255))
    found = arrive([bytes(frame)])
    if isinstance(found, Frame):
        assert len(found.body) == len(body)
        read_all(bytes(found.body))
