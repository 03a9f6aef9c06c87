"""Honest code, in the styles that people write, and what a session says of it."""

from __future__ import annotations

import select
from typing import Any

import numpy as np
import pytest

from heldout.errors import SandboxError
from heldout.sandbox import (
    Judge,
    Limits,
    Loaded,
    Missing,
    Raised,
    Returned,
    Stopped,
    Unconvertible,
    Value,
)


def run(judge: Judge, source: str, *args: Value, **kwargs: Value) -> Any:
    """The result of `f(*args, **kwargs)` in a session of its own."""
    with judge.start(source) as session:
        return session.call("f", args, kwargs)


HONEST = {
    "function": ("def f(x): return x + 1\n", (1,), 2),
    "lambda": ("f = lambda x: x * 2\n", (3,), 6),
    "nested": ("def f(n):\n    def g(m): return m + n\n    return g(1)\n", (2,), 3),
    "class": ("class A:\n    def go(self): return 5\ndef f(): return A().go()\n", (), 5),
    "callable-object": (
        "class A:\n    def __call__(self, x): return x - 1\nf = A()\n",
        (1,),
        0,
    ),
    "decorator": (
        "import functools\ndef twice(g):\n    @functools.wraps(g)\n"
        "    def h(*a): return 2 * g(*a)\n    return h\n@twice\ndef f(x): return x\n",
        (4,),
        8,
    ),
    "cache": (
        "from functools import lru_cache\n@lru_cache(None)\n"
        "def f(n): return n if n < 2 else f(n - 1) + f(n - 2)\n",
        (40,),
        102334155,
    ),
    "dataclass": (
        "from dataclasses import dataclass, field\n@dataclass\nclass P:\n    x: int\n"
        "    y: list[int] = field(default_factory=list)\ndef f(): return P(3, [1]).y\n",
        (),
        [1],
    ),
    "future-annotations": (
        "from __future__ import annotations\nfrom dataclasses import dataclass\n"
        "import numpy as np\n"
        "@dataclass\nclass P:\n    x: np.ndarray | None = None\n"
        "def f(x: np.ndarray | None = None) -> Unknown: return P().x is None\n",
        (),
        True,
    ),
    "hints": (
        "import numpy as np\nimport numpy.typing as npt\nfrom typing import Callable, Optional\n"
        "def f(x: npt.NDArray[np.float64] | None = None,"
        " g: Optional[Callable] = None) -> int: return 1\n",
        (),
        1,
    ),
    "imports": (
        "import math, statistics, itertools, collections, random, string, heapq, bisect, re, json\n"
        "from typing import NamedTuple\nclass P(NamedTuple):\n    x: int = 1\n"
        "def f(): return (P(), statistics.mean([1, 3]))\n",
        (),
        ((1,), 2),
    ),
    "missing-import": (
        "try:\n    import scipy\nexcept ImportError as error:\n    why = str(error)\n"
        "def f(): return why\n",
        (),
        "No module named 'scipy'",
    ),
    "not-ours": (
        "def f():\n    try:\n        import heldout\n    except ImportError as error:\n"
        "        return str(error)\n",
        (),
        "No module named 'heldout'",
    ),
    "late-import": (
        "def f():\n    import difflib, textwrap\n    return textwrap.dedent(' a')\n",
        (),
        "a",
    ),
    "main-guard": ("def f(): return 1\nif __name__ == '__main__': raise SystemExit\n", (), 1),
    "generator-inside": ("def f(n): return sum(i for i in range(n))\n", (5,), 10),
    "walrus-match": (
        "def f(x):\n    match x:\n        case [a, *_] if (b := a): return b\n",
        ([7, 8],),
        7,
    ),
    "numpy-random": (
        "import numpy as np\ndef f(): return np.random.default_rng(0).random(3).shape\n",
        (),
        (3,),
    ),
    "all-of-numpy": ("from numpy import *\ndef f(): return exp(0.0) + sum(ones(2))\n", (), 3.0),
    "numpy-testing": (
        "import numpy as np\ndef f(x): np.testing.assert_allclose(x, 1.0); return 1\n",
        (1.0,),
        1,
    ),
    "home": ("import os\ndef f(): return os.path.expanduser('~')\n", (), "/"),
    "numpy-corners": (
        "import numpy as np\n"
        "def f():\n    x = np.lib.stride_tricks.sliding_window_view(np.arange(5.0), 2)\n"
        "    return float(np.linalg.norm(np.fft.fft(np.einsum('ij->i', x)))) > 0\n",
        (),
        True,
    ),
    "keyword-only": (
        "def g(*, a, b=2): return a + b\ndef f(): return g(a=1)\n",
        (),
        3,
    ),
    "caught-memory-error": (
        "import numpy as np\ndef f():\n    try: np.ones(1 << 40)\n"
        "    except MemoryError: return 'caught'\n",
        (),
        "caught",
    ),
    "null-device": (
        "import contextlib, os\ndef f():\n    with open(os.devnull, 'w') as null,"
        " contextlib.redirect_stdout(null):\n        print('quiet')\n    return 1\n",
        (),
        1,
    ),
}


@pytest.mark.parametrize("style", HONEST)
def test_honest_code_runs(judge: Judge, style: str) -> None:
    """Every usual way of writing a function gives its value in both modes."""
    source, args, expected = HONEST[style]
    result = run(judge, source, *args)
    assert isinstance(result, Returned), result
    assert result.value == expected
    assert result.mode == judge.mode


def test_loaded_names_what_the_source_defines(judge: Judge) -> None:
    """Definitions and assignments are told, imports and private names are not."""
    source = (
        "import numpy as np\nfrom math import exp\nfrom numpy import dot\n"
        "def relu(x): return x\nclass Layer: pass\nact = lambda x: x\n_hidden = relu\nN = 3\n"
        "tanh_ = np.tanh\n"
    )
    with judge.start(source) as session:
        assert isinstance(session.loaded, Loaded)
        assert session.loaded.names == ("relu", "Layer", "act", "tanh_")
        assert session.call("softmax") == Missing("softmax", session.loaded.names, judge.mode)
        assert session.call("N") == Missing("N", session.loaded.names, judge.mode)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3),
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        np.arange(12.0).reshape(2, 6)[:, ::2],
        np.arange(4.0)[::-1],
        np.broadcast_to(np.arange(3.0), (2, 3)),
    ],
    ids=["C", "F", "strided", "reversed", "broadcast"],
)
def test_the_layout_of_an_argument_survives(judge: Judge, array: np.ndarray[Any, Any]) -> None:
    """The candidate sees order, strides and flags as the judge made them."""
    source = (
        "def f(x):\n"
        "    return [x.strides, x.flags.c_contiguous, x.flags.f_contiguous, x.flags.writeable]\n"
    )
    flags = array.flags
    assert run(judge, source, array).value == [
        array.strides,
        flags.c_contiguous,
        flags.f_contiguous,
        flags.writeable,
    ]


def test_a_read_only_argument_cannot_be_written(judge: Judge) -> None:
    """NumPy itself refuses, so in-place code is found out."""
    frozen = np.zeros(3)
    frozen.flags.writeable = False
    result = run(judge, "def f(x):\n    x[0] = 1\n    return x\n", frozen)
    assert isinstance(result, Raised)
    assert result.type == "ValueError"


@pytest.mark.parametrize(
    ("source", "changed", "aliased"),
    [
        ("def f(x, y, z=None): return x + y\n", (), ()),
        ("def f(x, y, z=None):\n    x += 1\n    return x\n", ("x",), ("x",)),
        ("def f(x, y, z=None):\n    y.sort()\n    return 0\n", ("y",), ()),
        ("def f(x, y, z=None): return x[1:]\n", (), ("x",)),
        ("def f(x, y, z=None): return {'a': [y.T, x.copy()]}\n", (), ("y",)),
        ("def f(x, y, z=None):\n    z['k'].append(1)\n    return z\n", ("z",), ("z",)),
        ("def f(x, *rest, z=None):\n    rest[0][0] = 9\n", ("argument 2",), ()),
        ("def f(x, y, z=None):\n    x[1] = float('nan')\n", ("x",), ()),
    ],
)
def test_changes_and_aliases_are_named(
    judge: Judge, source: str, changed: tuple[str, ...], aliased: tuple[str, ...]
) -> None:
    """Arguments changed by the call, and those whose memory the result shares."""
    x, y = np.array([np.nan, 2.0]), np.array([3.0, 1.0])
    result = run(judge, source, x, y, z={"k": [0]})
    assert isinstance(result, Returned), result
    assert (result.changed, result.aliased) == (changed, aliased)
    assert y[0] == 3.0, "the judge's own copy stays as it was"


def test_an_exception_is_told_without_paths(judge: Judge) -> None:
    """Type, message, line and the candidate's own frames; library frames and folders left out."""
    source = (
        "import numpy as np\n\ndef g(x):\n    return np.linalg.inv(x)\n\n"
        "def f(x):\n    return g(x)\n"
    )
    result = run(judge, source, np.zeros((2, 2)))
    assert isinstance(result, Raised)
    assert (result.type, result.message, result.line) == ("LinAlgError", "Singular matrix", 4)
    assert result.traceback == (
        "Traceback (most recent call last):\n"
        '  File "answer.py", line 7, in f\n    return g(x)\n'
        '  File "answer.py", line 4, in g\n    return np.linalg.inv(x)\n'
        "LinAlgError: Singular matrix"
    )


def test_an_import_error_names_no_folder(judge: Judge) -> None:
    """Python's own message would tell where NumPy is installed."""
    result = run(judge, "def f():\n    from numpy import no_such_name\n")
    assert isinstance(result, Raised)
    assert "no_such_name" in result.message
    assert str(np.__file__) not in result.message + result.traceback


def test_a_syntax_error_has_its_line(judge: Judge) -> None:
    """A source that does not compile is `Raised` at loading, and by every call."""
    with judge.start("x = 1\ndef f(:\n    pass\n") as session:
        loaded = session.loaded
        assert isinstance(loaded, Raised)
        assert (loaded.type, loaded.line) == ("SyntaxError", 2)
        assert session.call("f") == loaded


def test_an_error_while_loading_has_its_line(judge: Judge) -> None:
    """So is a source that raises at module level."""
    with judge.start("a = 1\nb = a / 0\n") as session:
        assert isinstance(session.loaded, Raised)
        assert (session.loaded.type, session.loaded.line) == ("ZeroDivisionError", 2)


def test_an_error_far_down_is_cut_short(judge: Judge) -> None:
    """A deep recursion shows its ends."""
    result = run(judge, "def f(n=0): return f(n + 1)\n")
    assert isinstance(result, Raised)
    assert result.type == "RecursionError"
    assert result.traceback.count("\n") < 40
    assert " more ..." in result.traceback


def test_printed_text_comes_with_the_call_that_printed_it(judge: Judge) -> None:
    """Standard output and error, without what a terminal would obey."""
    source = (
        "import sys\nprint('loading')\n"
        "def f(x):\n    print(x)\n    print('e', file=sys.stderr)\n    return 1\n"
    )
    with judge.start(source) as session:
        assert isinstance(session.loaded, Loaded)
        assert session.loaded.printed == "loading\n"
        assert session.call("f", ("a\x1b[2J",)).printed == "a\N{REPLACEMENT CHARACTER}[2J\ne\n"
        assert session.call("f", ("b",)).printed == "b\ne\n"


def test_what_was_printed_before_a_crash_is_kept(judge: Judge) -> None:
    """The last words are often the clue."""
    result = run(judge, "import os\ndef f():\n    print('here')\n    os._exit(3)\n")
    assert isinstance(result, Stopped)
    assert (result.reason, result.printed) == ("exited", "here\n")
    assert "exit status 3" in result.detail


def test_a_stopped_session_stays_stopped(judge: Judge) -> None:
    """Every further call gives the same answer, and asks nobody."""
    with judge.start("import os\ndef f(): os._exit(0)\ndef g(): return 1\n") as session:
        first = session.call("f")
        assert isinstance(first, Stopped)
        assert session.call("g") is first


EARLY = """
import struct, sys, time
frames = sys.modules["heldout_child.frames"]
real = frames.write
def write(descriptor, frame):
    real(descriptor, frame)
    time.sleep(0.05)
    body = b"U\\0\\0\\0\\0" * 2 + b"T"
    real(descriptor, struct.pack("<B3xIQI", 6, 3, len(body), 0) + body)
def f():
    frames.write = write
    return 1
"""


def test_an_answer_before_the_question_is_refused(judge: Judge) -> None:
    """Even one that carries the number of the next question: nothing is fast by foresight."""
    with judge.start(EARLY) as session:
        assert session.call("f").value == 1
        poll = select.poll()
        poll.register(session._wire._answers, select.POLLIN)
        assert poll.poll(20_000)
        result = session.call("f")
    assert isinstance(result, Stopped)
    assert (result.reason, result.detail) == ("protocol", "The code answered before it was asked.")


def test_state_lasts_within_a_session_and_not_beyond(judge: Judge) -> None:
    """Calls of one session share a module; another session starts afresh."""
    source = "n = 0\ndef f():\n    global n\n    n += 1\n    return n\n"
    with judge.start(source) as session:
        assert [session.call("f").value for _ in range(3)] == [1, 2, 3]
    assert run(judge, source).value == 1


def test_each_child_draws_its_own_random_numbers(judge: Judge) -> None:
    """Forks of one parent do not share the parent's generator state."""
    source = "import random, numpy as np\ndef f(): return [random.random(), np.random.rand()]\n"
    first, second = run(judge, source).value, run(judge, source).value
    assert first[0] != second[0]
    assert first[1] != second[1]


def test_a_large_array_crosses_both_ways(judge: Judge) -> None:
    """More than any pipe holds at once, up to the cap."""
    array = np.arange(120_000.0).reshape(300, 400)
    result = run(judge, "def f(x): return x * 2\n", array)
    assert np.array_equal(result.value, array * 2)


def test_what_cannot_cross_is_named(judge: Judge) -> None:
    """An odd answer is told for what it is."""
    assert run(judge, "def f(): return (i for i in ())\n").value == Unconvertible("generator")
    assert run(judge, "def f(): return [1, {2}]\n").value == [1, Unconvertible("set")]


def test_an_argument_that_cannot_cross_is_refused(judge: Judge) -> None:
    """The judge's own mistake is told to the judge."""
    with (
        judge.start("def f(x): return x\n") as session,
        pytest.raises(SandboxError, match="set was given"),
    ):
        session.call("f", ({1},))  # type: ignore[arg-type]


def test_a_source_too_long_is_not_sent(judge: Judge) -> None:
    """The candidate is told the size and the limit."""
    with judge.start("#" * 70_000) as session:
        assert isinstance(session.loaded, Raised)
        assert "70000 bytes; at most 65536" in session.loaded.message


def test_a_call_can_have_less_time(judge: Judge) -> None:
    """`seconds` is a tighter wall limit for one call."""
    with judge.start("import time\ndef f(): time.sleep(60)\n") as session:
        result = session.call("f", seconds=0.05)
    assert isinstance(result, Stopped)
    assert result.reason == "wall-time"


def test_budgets_are_of_the_whole_session(judge: Judge) -> None:
    """Many calls together may not use more processor time than the limit."""
    source = (
        "import time\ndef f():\n    end = time.process_time() + 0.1\n"
        "    while time.process_time() < end: pass\n    return 1\n"
    )
    with judge.start(source, limits=Limits(cpu_seconds=0.25)) as session:
        results = [session.call("f") for _ in range(4)]
    last = results[-1]
    assert isinstance(results[0], Returned)
    assert isinstance(last, Stopped)
    assert last.reason == "cpu-time"


def test_no_room_for_the_answer_is_a_memory_stop(judge: Judge) -> None:
    """The code may hold its array, but the bytes to send it do not fit beside it."""
    source = "import numpy as np\ndef f(): return np.ones(7 << 20)\n"
    limits = Limits(memory_bytes=96 << 20, output_bytes=64 << 20)
    with judge.start(source, limits=limits) as session:
        result = session.call("f")
    assert isinstance(result, Stopped)
    assert result.reason == "memory"
    assert "96 MiB" in result.detail


def test_calls_in_a_row_go_to_the_function_that_is_named(judge: Judge) -> None:
    """Whatever was called before, with or without keywords, and after an error."""
    source = "def f(x, y=1): return x * y\ndef g(x, y=1): return x + y\n"
    with judge.start(source) as session:
        calls = [("f", {}), ("f", {}), ("g", {}), ("g", {"y": 5}), ("g", {"y": 6}), ("g", {})]
        values = [session.call(name, (10,), named).value for name, named in calls]
        assert values == [10, 10, 11, 15, 16, 11]
        with pytest.raises(SandboxError):
            session.call("f", ({1},))  # type: ignore[arg-type]
        assert [session.call("f", (3,)).value, session.call("f", (4,)).value] == [3, 4]


def test_a_closed_session_reads_nobody_elses_descriptor(judge: Judge) -> None:
    """What another thread finds left to do after the end touches no number that was the pipe's."""
    session = judge.start("def f():\n    print('said')\n    return 1\n")
    assert session.call("f").printed == "said\n"
    session.close()
    session._wire.drain_last()
    assert session._wire.printed() == ""


def test_a_closed_session_says_so(judge: Judge) -> None:
    """Calling after close is the caller's mistake; closing twice is none."""
    session = judge.start("def f(): return 1\n")
    session.close()
    session.close()
    with pytest.raises(SandboxError, match="closed"):
        session.call("f")
