"""Frames: put together from any pieces, refused early when they lie."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.sandbox import frames
from heldout.sandbox.frames import FrameReader, FrameTooLong, Kind
from heldout.sandbox.values import FrameError


@given(st.binary(max_size=60), st.lists(st.integers(1, 30), min_size=1))
def test_a_frame_arrives_in_any_pieces(body: bytes, sizes: list[int]) -> None:
    """However the bytes are cut, the frame is whole exactly at its last byte."""
    data = frames.pack(Kind.RETURNED, 7, body)
    reader, got = FrameReader(100), None
    for place in range(0, len(data) * 30, 1):
        size = sizes[place % len(sizes)]
        piece, data = data[:size], data[size:]
        got = reader.feed(piece)
        if not data:
            break
        assert got is None
    assert got is not None
    assert (got.kind, got.number, bytes(got.body)) == (Kind.RETURNED, 7, body)


def test_a_length_over_the_cap_is_refused_at_the_heading() -> None:
    """Nothing of that size is read or allocated first."""
    heading = frames.HEADING.pack(Kind.RETURNED, 1, 1 << 62)
    with pytest.raises(FrameTooLong) as caught:
        FrameReader(100).feed(heading)
    assert caught.value.length == 1 << 62


@pytest.mark.parametrize(
    "data", [frames.pack(Kind.RETURNED, 1, b"x") + b"y", b"\xee" + bytes(15)], ids=["extra", "kind"]
)
def test_bytes_that_make_no_frame_are_refused(data: bytes) -> None:
    """A byte too many, or a kind that does not exist."""
    with pytest.raises(FrameError):
        FrameReader(100).feed(data)


def test_the_blocking_end_reads_what_was_written_and_sees_the_end() -> None:
    """The child's end gets whole frames, then None."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb", 0), os.fdopen(writing, "wb", 0) as end:
        frames.write(writing, frames.pack(Kind.CALL, 3, b"abc"))
        frame = frames.read(reading)
        end.close()
        assert frame is not None
        assert (frame.kind, frame.number, bytes(frame.body)) == (Kind.CALL, 3, b"abc")
        assert frames.read(reading) is None
