"""Every hostile program meets the end that is written beside it."""

from __future__ import annotations

import dataclasses
import importlib.util
import platform
import sys
from pathlib import Path
from typing import Any

import pytest

from heldout.sandbox import Judge, Missing, Raised, Returned, Stopped, syscalls

_spec = importlib.util.spec_from_file_location(
    "hostile_programs", Path(__file__).with_name("hostile.py")
)
assert _spec is not None
assert _spec.loader is not None
hostile = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = hostile  # dataclasses look their module up
_spec.loader.exec_module(hostile)


def _label(result: Any) -> str:
    match result:
        case Stopped(reason=reason):
            return str(reason)
        case Raised(type=name):
            return f"raised:{name}"
        case Missing():
            return "missing"
    return "returned"


def _attack(judge: Judge, attack: Any) -> Any:
    limits = judge.limits
    if "wall-time" in attack.expected:
        limits = dataclasses.replace(limits, wall_seconds=0.3)
    with judge.start(attack.source, limits=limits) as session:
        result = session.call("f", attack.args)
        if attack.again and isinstance(result, Returned):
            result = session.call("f", attack.args)
    return result


def _check(judge: Judge, attack: Any) -> None:
    result = _attack(judge, attack)
    label = _label(result)
    if "*" in attack.expected:
        assert label != "returned", result
    elif "raised:*" in attack.expected and label.startswith("raised:"):
        assert "Error" in label, result
    else:
        assert label in attack.expected, result
    if attack.value is not None:
        assert result.value == attack.value
    with judge.start("def honest(): return 41 + 1\n") as session:
        assert session.call("honest").value == 42, "the judge must work on after the attack"


@pytest.mark.parametrize("attack", hostile.ATTACKS, ids=lambda attack: attack.name)
def test_standard_mode_contains(standard: Judge, attack: Any) -> None:
    """Nothing hostile gets further than is written beside it, and the judge works on."""
    _check(standard, attack)


@pytest.mark.parametrize(
    "attack", [attack for attack in hostile.ATTACKS if attack.basic], ids=lambda attack: attack.name
)
def test_basic_mode_contains(basic: Judge, attack: Any) -> None:
    """Forging and exhausting fail even without isolation."""
    _check(basic, attack)


@pytest.mark.parametrize(
    "attack", [attack for attack in hostile.ATTACKS if attack.basic], ids=lambda attack: attack.name
)
def test_a_spawned_worker_contains(spawned: Judge, attack: Any) -> None:
    """What is promised of a fork in mode basic is kept by an interpreter of its own."""
    _check(spawned, attack)


@pytest.mark.parametrize("name", hostile.RAW_CALLS)
def test_a_raw_system_call_is_named(standard: Judge, name: str) -> None:
    """A call made past Python is held by the kernel, and the result names it."""
    number = syscalls.numbers(syscalls.FORBIDDEN, platform.machine())[name]
    with standard.start(hostile.RAW_SOURCE) as session:
        result = session.call("f", (number, 0, 0, 0, 0))
    assert isinstance(result, Stopped)
    assert result.reason == "forbidden"
    assert f"system call {number}, {name})" in result.detail


def test_the_attacks_work_where_nothing_stops_them(basic: Judge) -> None:
    """The positive control: without isolation the file attacks do read, so the table has teeth."""
    reading = [attack for attack in hostile.REACHING if attack.name in ("etc-passwd", "list-root")]
    assert [_label(_attack(basic, attack)) for attack in reading] == ["returned", "returned"]


# Where a file is out of sight, or its folder read-only, the kernel says so instead of refusing.
_FULL_INSTEAD = {"raised:PermissionError": ("raised:FileNotFoundError", "raised:OSError")}


@pytest.mark.parametrize("attack", hostile.ATTACKS, ids=lambda attack: attack.name)
def test_full_mode_contains(full: Judge, attack: Any) -> None:
    """All that mode standard contains, which sees less here."""
    more = [label for end in attack.expected for label in _FULL_INSTEAD.get(end, ())]
    _check(full, dataclasses.replace(attack, expected=(*attack.expected, *more)))
