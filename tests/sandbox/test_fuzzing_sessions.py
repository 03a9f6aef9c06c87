"""Whole sessions with a child that answers with arbitrary bytes."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heldout.sandbox import Judge, Missing, Raised, Returned, Stopped
from heldout.sandbox.encoding import encode_all

from .test_fuzzing import liars, mutants, sentences

_FRAMES = Path(__file__).parents[1].joinpath("attacks", "frames.py").read_text(encoding="utf-8")
# What the child does once it has written: come back, go, wait, close, or hang up and wait.
ENDINGS = ("return", "exit", "wait", "close")
SOURCE = (
    _FRAMES
    + """
import os, time

def f(data, kind, ending):
    sent = data.tobytes()
    if kind >= 0:
        sent = frame(kind, asked(), sent)
    while sent:
        sent = sent[os.write(3, sent):]
    if ending == "exit":
        os._exit(0)
    if ending == "wait":
        time.sleep(60)
    if ending == "close":
        os.close(3)
        time.sleep(60)
"""
)
QUIET = encode_all(((), (), {}))
BODIES = (
    st.binary(max_size=300)
    | sentences()
    | mutants()
    | liars()
    | st.builds(lambda body: QUIET + body, sentences() | mutants() | liars())
)


def answered(judge: Judge, body: bytes, kind: int, ending: str) -> Any:
    """What the judge says of a child that writes this, bare (kind -1) or framed."""
    limits = dataclasses.replace(judge.limits, wall_seconds=0.1)
    with judge.start(SOURCE, limits=limits) as session:
        return session.call("f", (np.frombuffer(body, np.uint8), kind, ending))


@given(BODIES, st.integers(-1, 11) | st.just(6), st.sampled_from(ENDINGS))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_a_child_writes_a_result_comes_of_it(
    judge: Judge, body: bytes, kind: int, ending: str
) -> None:
    """A value, an error or a stop with its reason: no exception, and no waiting beyond the wall."""
    result = answered(judge, body, kind, ending)
    assert isinstance(result, Returned | Raised | Missing | Stopped)
    if kind not in (6, 7, 8) and not (kind == -1 and body == b"" and ending == "return"):
        assert isinstance(result, Stopped), result
        assert result.reason in ("protocol", "output", "exited", "wall-time", "memory")
    with judge.start("def honest(): return 41 + 1\n") as session:
        assert session.call("honest").value == 42
