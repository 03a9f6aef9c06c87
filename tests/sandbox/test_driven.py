"""A driver calls what the source defines: a class, several calls, a function as an argument."""

from __future__ import annotations

import numpy as np

from heldout.sandbox import Driven, Judge, Loaded, Missing, Raised, Returned

COUNTER = """
class Counter:
    def __init__(self, start):
        self.total = start

    def add(self, x):
        self.total = self.total + x
        return self.total
"""
DRIVER = """
def drive(answer, start, steps):
    counter = answer(start)
    return [counter.add(step) for step in steps], counter.total
"""


def test_the_driver_gets_the_class_and_the_arguments(judge: Judge) -> None:
    with judge.start(Driven(COUNTER, DRIVER)) as session:
        assert isinstance(session.loaded, Loaded)
        assert session.loaded.names == ("Counter",)
        for start in (0, 5):  # nothing is left of the call before
            result = session.call("Counter", (start, [1, 2]))
            assert isinstance(result, Returned)
            assert result.value == ([start + 1, start + 3], start + 3)


def test_a_driver_can_hand_over_a_function(judge: Judge) -> None:
    source = "def slope(f, x): return (f(x + 1e-3) - f(x - 1e-3)) / 2e-3\n"
    driver = "def drive(answer, power, x): return answer(lambda v: v**power, x)\n"
    with judge.start(Driven(source, driver)) as session:
        result = session.call("slope", (2,), {"x": 3.0})
        assert isinstance(result, Returned)
        assert abs(result.value - 6.0) < 1e-9


def test_what_is_changed_through_a_driver_is_noticed_by_its_name(judge: Judge) -> None:
    source = "def double(x):\n    x *= 2\n    return x.copy()\n"
    driver = "def drive(answer, x): return answer(x)\n"
    with judge.start(Driven(source, driver)) as session:
        result = session.call("double", (np.ones(2),))
        assert isinstance(result, Returned)
        assert result.changed == ("x",)


def test_a_missing_method_is_told_with_the_line_that_calls_it(judge: Judge) -> None:
    source = "class Counter:\n    def __init__(self, start): pass\n"
    with judge.start(Driven(source, DRIVER)) as session:
        result = session.call("Counter", (0, [1]))
        assert isinstance(result, Raised)
        assert result.type == "AttributeError"
        assert result.line is None
        assert 'File "driver.py", line 4, in drive' in result.traceback
        assert "counter.add(step)" in result.traceback


def test_an_error_in_the_answer_has_the_line_of_the_answer(judge: Judge) -> None:
    source = "class Counter:\n    def __init__(self, start):\n        1 / 0\n"
    with judge.start(Driven(source, DRIVER)) as session:
        result = session.call("Counter", (0, [1]))
        assert isinstance(result, Raised)
        assert result.line == 3
        assert 'File "answer.py", line 3, in __init__' in result.traceback


def test_a_source_cannot_put_its_own_driver_in_place(judge: Judge) -> None:
    source = COUNTER + "\ndef drive(answer, start, steps): return 'mine'\n"
    with judge.start(Driven(source, DRIVER)) as session:
        result = session.call("Counter", (0, [1]))
        assert isinstance(result, Returned)
        assert result.value == ([1], 1)


def test_what_the_driver_needs_must_be_defined(judge: Judge) -> None:
    with judge.start(Driven("Other = int\n", DRIVER)) as session:
        assert isinstance(session.call("Counter", (0, [1])), Missing)


def test_a_driver_that_does_not_load_stops_everything(judge: Judge) -> None:
    with judge.start(Driven(COUNTER, "def drive(:\n")) as session:
        assert isinstance(session.loaded, Raised)
