"""Several calls on their way at once: answered in turn, whatever becomes of the process."""

from __future__ import annotations

import select
from collections.abc import Iterator

import numpy as np
import pytest

from heldout.errors import SandboxError
from heldout.sandbox import Call, Judge, Limits, Loaded, Missing, Raised, Returned, Stopped

SEVERAL = (
    "import os\ndef f(x, y=0):\n    print(x)\n    return x + y\n"
    "def g(): raise ValueError('no')\ndef h(): os._exit(2)\n"
)


def test_calls_on_their_way_together_are_answered_in_turn(judge: Judge) -> None:
    """As by `call`: values, keywords, errors, missing functions, and what each has printed."""
    calls = [
        Call("f", (1,), {"y": 2}),
        Call("f", (5,)),
        Call("g"),
        Call("nothing"),
        Call("f", (7,)),
    ]
    with judge.start(SEVERAL) as session:
        first, second, third, fourth, fifth = session.call_each(iter(calls))
        for answer, value, printed in ((first, 3, "1\n"), (second, 5, "5\n"), (fifth, 7, "7\n")):
            assert isinstance(answer, Returned)
            assert (answer.value, answer.printed) == (value, printed)
        assert isinstance(third, Raised)
        assert isinstance(fourth, Missing)
        assert fourth.name == "nothing"
        assert session.call("f", (8,)).value == 8


def test_what_was_answered_before_the_end_is_kept(judge: Judge) -> None:
    """Whether the process ends before or after further calls were sent to it."""
    with judge.start(SEVERAL) as session:
        calls = [Call("f", (turn,)) for turn in range(100)]
        calls[50] = Call("h")
        answers = list(session.call_each(calls))
        assert [answer.value for answer in answers[:50]] == list(range(50))
        assert isinstance(answers[50], Stopped)
        assert answers[50].reason == "exited"
        assert all(answer is answers[50] for answer in answers[50:])
        assert session.call("f", (1,)) is answers[50]
        assert list(session.call_each(calls[:2])) == [answers[50]] * 2


def test_calls_may_be_on_their_way_before_the_source_is_loaded(judge: Judge) -> None:
    """They are answered as if it had been waited for; what it prints is not theirs."""
    for source, kind in ((f"print('loading')\n{SEVERAL}", Returned), ("1 / 0", Raised)):
        with judge.begin(source) as session:
            first, second = session.call_each([Call("f", (1,)), Call("f", (2,))])
            assert isinstance(first, kind)
            assert isinstance(second, kind)
            if isinstance(first, Returned):
                assert (first.printed, second.printed) == ("1\n", "2\n")
                assert isinstance(session.loaded, Loaded)
                assert session.loaded.printed == "loading\n"


def test_what_is_printed_past_python_is_not_lost(judge: Judge) -> None:
    """It is not counted, so it may be found beside a later call, but found it is."""
    source = "import os\ndef f(x):\n    os.write(1, b'raw ')\n    print(x)\n"
    with judge.start(source) as session:
        answers = list(session.call_each([Call("f", (turn,)) for turn in range(5)]))
    told = "".join(answer.printed for answer in answers)
    assert told == "".join(f"raw {turn}\n" for turn in range(5))


def test_a_count_that_lies_shows_no_more_than_there_is(judge: Judge) -> None:
    """Nor does it hold up an answer."""
    source = (
        "import sys\nprinting = sys.modules['heldout_child.printing']\n"
        "def f(x):\n    print(x)\n    printing._said += 10**6\n    return x\n"
    )
    with judge.start(source) as session:
        answers = list(session.call_each([Call("f", (turn,)) for turn in range(3)]))
    assert [answer.value for answer in answers] == [0, 1, 2]
    assert "".join(answer.printed for answer in answers) == "0\n1\n2\n"


def test_large_arguments_go_one_after_the_other(judge: Judge) -> None:
    """More than a pipe holds, in both directions at once."""
    with judge.start("def f(x): return x + 1\n") as session:
        sizes = [10, 120_000, 9_000, 9_000, 1, 0, 100_000, 3]
        calls = (Call("f", (np.arange(size, dtype=np.float64),)) for size in sizes)
        answers = list(session.call_each(calls))
    for size, answer in zip(sizes, answers, strict=True):
        assert (answer.value == np.arange(1, size + 1)).all()
        assert len(answer.value) == size


def test_no_more_than_a_few_calls_are_on_their_way(judge: Judge) -> None:
    """So that code which reads ahead sees little, and what is drawn late can still be changed."""
    drawn = 0

    def calls() -> Iterator[Call]:
        nonlocal drawn
        for drawn in range(1, 101):
            yield Call("f", (drawn,))

    with judge.start("def f(x): return x\n") as session:
        answers = session.call_each(calls())
        assert drawn == 32
        for place, answer in enumerate(answers, 1):
            assert answer.value == place
            ahead = drawn - place
            assert ahead <= 32
            assert ahead >= 16 or drawn == 100


def test_large_calls_are_not_drawn_ahead(judge: Judge) -> None:
    """What is on its way fits into a pipe, but for the last of it."""
    drawn = 0

    def calls() -> Iterator[Call]:
        nonlocal drawn
        while drawn < 10:
            drawn += 1
            yield Call("f", (np.zeros(5_000),))

    with judge.start("def f(x): return len(x)\n") as session:
        answers = session.call_each(calls())
        assert drawn == 2
        for place, answer in enumerate(answers, 1):
            assert answer.value == 5_000
            assert drawn - place <= 2
    assert place == 10


def test_what_does_not_fit_into_the_pipe_follows_in_order(judge: Judge) -> None:
    """Also when further calls are sent while some of an earlier one is still here."""
    source = "import time\ndef f(x):\n    time.sleep(0.002)\n    return x[:2]\n"
    with judge.start(source) as session:
        calls = (Call("f", (np.full(3_500, turn),)) for turn in range(30))
        answers = list(session.call_each(calls))
    assert [answer.value.tolist() for answer in answers] == [[turn, turn] for turn in range(30)]


@pytest.mark.parametrize("size", [50_000, 59_990, 60_010, 65_000])
def test_a_long_source_leaves_no_call_out(judge: Judge, size: int) -> None:
    """It may fill the pipe before the first call can be sent."""
    source = "def f(x): return x + 1\n"
    with judge.begin(source + "#" * (size - len(source))) as session:
        answers = list(session.call_each([Call("f", (turn,)) for turn in range(40)]))
    assert [answer.value for answer in answers] == list(range(1, 41))


def test_an_error_while_a_call_is_drawn_leaves_what_was_drawn_before(judge: Judge) -> None:
    """It is on its way, so that no later call could be taken for it."""

    def calls() -> Iterator[Call]:
        yield Call("f", (1,))
        yield Call("f", (2,))
        raise KeyError("x")

    with judge.start("def f(x): return x\n") as session:
        with pytest.raises(KeyError):
            session.call_each(calls())
        with pytest.raises(SandboxError, match="take all answers"):
            session.call("f", (3,))


def test_all_answers_must_be_taken_before_the_next_call(judge: Judge) -> None:
    """Else an answer would be taken for another one's."""
    with judge.start("def f(x): return x\n") as session:
        answers = session.call_each([Call("f", (1,)), Call("f", (2,))])
        assert next(answers).value == 1
        with pytest.raises(SandboxError, match="take all answers"):
            session.call("f", (3,))
        with pytest.raises(SandboxError, match="take all answers"):
            session.call_each([Call("f", (3,))])
        assert next(answers).value == 2
        assert session.call("f", (3,)).value == 3


def test_an_argument_that_cannot_be_sent_leaves_the_others_well(judge: Judge) -> None:
    """The caller is told, and what was sent before is answered."""
    with judge.start("def f(x): return x\n") as session:
        with pytest.raises(SandboxError, match="must be made of"):
            session.call_each([Call("f", ({1},))])  # type: ignore[arg-type]
        assert session.call("f", (3,)).value == 3


def test_the_judges_own_time_is_not_the_candidates(judge: Judge) -> None:
    """What passes while an answer lies there is taken off no budget; waiting is."""
    limits = Limits(cpu_seconds=5.0, wall_seconds=0.4)
    with judge.start("import time\ndef f(t): time.sleep(t)\n", limits=limits) as session:
        handle = select.poll()
        for _ in range(3):
            answers = session.call_each([Call("f", (0.2,))])
            handle.register(session._wire._answers, select.POLLIN)
            assert handle.poll(20_000)
            assert isinstance(next(answers), Returned)
        [stopped] = session.call_each([Call("f", (60.0,))])
    assert isinstance(stopped, Stopped)
    assert stopped.reason == "wall-time"


def test_one_budget_is_for_all_calls_on_their_way(judge: Judge) -> None:
    """However many there are."""
    limits = Limits(cpu_seconds=5.0, wall_seconds=0.5)
    source = "import time\ndef f(t): time.sleep(t)\n"
    with judge.start(source, limits=limits) as session:
        answers = list(session.call_each([Call("f", (0.15,))] * 10))
    kinds = [type(answer) for answer in answers]
    assert 1 <= kinds.count(Returned) <= 3
    assert kinds == sorted(kinds, key=lambda kind: kind is Stopped)
