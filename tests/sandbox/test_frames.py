"""Frames: put together from any pieces, refused early when they lie."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.sandbox import frames
from heldout.sandbox.frames import FrameReader, FrameTooLong, Kind, Requests
from heldout.sandbox.values import FrameError


@given(
    st.lists(st.binary(max_size=60), min_size=1, max_size=5),
    st.lists(st.integers(1, 90), min_size=1),
)
def test_frames_arrive_in_any_pieces(bodies: list[bytes], sizes: list[int]) -> None:
    """However the bytes are cut, each frame is there at its last byte, and not before."""
    data = b"".join(frames.pack(Kind.RETURNED, n, body, 9) for n, body in enumerate(bodies))
    ends = [20 * (n + 1) + len(b"".join(bodies[: n + 1])) for n in range(len(bodies))]
    reader, got, fed = FrameReader(100), [], 0
    while fed < len(data):
        piece = data[fed : fed + sizes[fed % len(sizes)]]
        reader.feed(piece)
        fed += len(piece)
        while (frame := reader.take()) is not None:
            got.append(frame)
        assert len(got) == sum(end <= fed for end in ends)
    assert [(f.kind, f.number, bytes(f.body), f.printed) for f in got] == [
        (Kind.RETURNED, n, body, 9) for n, body in enumerate(bodies)
    ]
    assert reader.left == 0


@pytest.mark.parametrize("more", [0, 1, 3, 70_000])
def test_a_long_frame_is_followed_by_others(more: int) -> None:
    """Its body is not copied, and is not changed by what comes after it."""
    body = bytes(range(256)) * 600
    data = frames.pack(Kind.RETURNED, 1, body) + frames.pack(Kind.LOADED, 2, b"n" * more)
    reader, got = FrameReader(1 << 20), []
    for place in range(0, len(data), 1 << 16):
        reader.feed(data[place : place + (1 << 16)])
        while (frame := reader.take()) is not None:
            got.append(frame)
    assert [(f.kind, f.number, bytes(f.body)) for f in got] == [
        (Kind.RETURNED, 1, body),
        (Kind.LOADED, 2, b"n" * more),
    ]


def test_a_length_over_the_cap_is_refused_at_the_heading() -> None:
    """Nothing of that size is read or allocated first."""
    reader = FrameReader(100)
    reader.feed(frames.HEADING.pack(Kind.RETURNED, 1, 1 << 62, 0))
    with pytest.raises(FrameTooLong) as caught:
        reader.take()
    assert caught.value.length == 1 << 62


def test_a_kind_that_does_not_exist_is_refused() -> None:
    """Also behind a frame that is well."""
    reader = FrameReader(100)
    reader.feed(frames.pack(Kind.RETURNED, 1, b"x") + b"\xee" + bytes(19))
    assert reader.take() is not None
    assert reader.left == 20
    with pytest.raises(FrameError):
        reader.take()


def test_the_blocking_end_reads_what_was_written_and_sees_the_end() -> None:
    """The child's end gets whole frames, also several that came at once, then None."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb", 0), os.fdopen(writing, "wb", 0) as end:
        two = frames.pack(Kind.CALL, 3, b"abc") + frames.pack(Kind.AGAIN, 4)
        frames.write(writing, two + frames.pack(Kind.AGAIN, 5)[:7])
        requests = Requests(reading)
        got = [requests.next(), requests.next()]
        end.close()
        assert [one and (one.kind, one.number, bytes(one.body)) for one in got] == [
            (Kind.CALL, 3, b"abc"),
            (Kind.AGAIN, 4, b""),
        ]
        assert requests.next() is None
