"""What a page will need is made ready when it is opened: once, behind its back, and not before."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any

import httpx
import pytest

from heldout.errors import SandboxError
from heldout.practice import Practice
from heldout.sandbox import Judge
from heldout.web.warming import Warming, plan_shrinking


class Plans:
    """A plan that names what it is told to, and notes what was made ready."""

    def __init__(self, wanted: dict[str, list[str]]) -> None:
        self.wanted = wanted
        self.made: list[str] = []
        self.idle = threading.Event()

    def __call__(self, question: Any) -> Iterable[tuple[str, Callable[[], object]]]:
        return [(name, lambda name=name: self.make(name)) for name in self.wanted[question]]

    def make(self, name: str) -> None:
        """Note it; `last` says that all before it is done, and `bad` fails."""
        self.made.append(name)
        if name == "bad":
            raise SandboxError("There is none.")
        if name.startswith("last"):
            self.idle.set()


def test_each_thing_is_made_ready_once() -> None:
    """However many pages want it."""
    plans = Plans({"a": ["x", "y"], "b": ["y", "z", "last"]})
    warming = Warming([plans])
    for question in ("a", "a", "b"):
        warming.expect(question)  # type: ignore[arg-type]
    assert plans.idle.wait(20)
    assert plans.made == ["x", "y", "z", "last"]
    warming.close()


def test_what_cannot_be_made_ready_does_not_stop_the_rest() -> None:
    """The reply that needs it will be told; other pages are none the worse."""
    plans = Plans({"a": ["bad", "last"]})
    warming = Warming([plans])
    warming.expect("a")  # type: ignore[arg-type]
    assert plans.idle.wait(20)
    assert plans.made == ["bad", "last"]
    warming.close()


def test_several_plans_are_followed() -> None:
    """A part of Heldout that has something else to load adds a plan of its own."""
    one, other = Plans({"a": ["x"]}), Plans({"a": ["last"]})
    warming = Warming([one, other])
    warming.expect("a")  # type: ignore[arg-type]
    assert other.idle.wait(20)
    assert one.made == ["x"]
    warming.close()


def test_nothing_is_begun_after_the_end() -> None:
    """What was waiting is let go."""
    plans = Plans({"a": ["x"], "b": ["y"]})
    warming = Warming([plans])
    running, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        running.set()
        assert go_on.wait(20)

    plans.make = lambda name: hold() if name == "x" else plans.made.append(name)  # type: ignore[func-returns-value]
    warming.expect("a")  # type: ignore[arg-type]
    assert running.wait(20)
    warming.expect("b")  # type: ignore[arg-type]
    warming.close()
    go_on.set()
    assert warming._thread is not None
    warming._thread.join(20)
    assert plans.made == []


@pytest.fixture
def warmed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The images that were asked for in advance; none is started."""
    found: list[str] = []
    monkeypatch.setattr(Judge, "warm", lambda judge, image="numpy": found.append(image))
    return found


def finish(site: Any) -> None:
    """Let the warming of that site end."""
    thread = site.warming._thread
    site.warming.close()
    if thread is not None:
        thread.join(20)


def test_a_page_warms_what_its_replies_will_need(
    fresh_practice: Practice, warmed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A formula wants SymPy, code its image, a choice nothing; no other is begun unasked."""
    from heldout.web import door as door_module

    doors: list[Any] = []
    open_door = door_module.open_door
    monkeypatch.setattr(
        "heldout.web.app.open_door", lambda practice: doors.append(open_door(practice)) or doors[-1]
    )
    from .conftest import served

    kinds: dict[str, str] = {}
    for question in fresh_practice.questions():
        if len(question.parts) == 1:
            (part,) = question.parts
            kinds.setdefault(getattr(part.spec, "language", part.kind), question.id)
    with served(fresh_practice) as client:
        for path in ("/", "/questions", f"/questions/{kinds['choice']}/1"):
            assert client.get(path).status_code == 200
        assert warmed == []
        assert doors[0].warming._thread is None
        assert not {"sympy", "torch"} & {image for image, _ in fresh_practice.judge._parents}
        _open(client, kinds["expression"])
        _open(client, kinds["numpy"])
        _open(client, kinds["numpy"])
        finish(doors[0])
    assert warmed[:1] == ["sympy"]
    assert set(warmed) <= {"sympy", "numpy"}
    assert len(warmed) == len(set(warmed))


def test_code_expects_to_be_made_smaller(fresh_practice: Practice) -> None:
    """What shrinks a failing input takes a while to load; only code has any use for it."""
    wanted = {
        question.parts[0].kind: [name for name, _ in plan_shrinking(question)]
        for question in fresh_practice.questions()
        if len(question.parts) == 1
    }
    assert wanted.pop("code") == ["shrinking"]
    assert "choice" in wanted
    assert not any(wanted.values())


def test_what_makes_failures_smaller_is_loaded_when_told() -> None:
    """By the plan's own work, and by nothing that a server loads at its start."""
    code = (
        "import sys, types; from heldout.web import app, warming; "
        "before = 'hypothesis' in sys.modules; "
        "part = types.SimpleNamespace(kind='code'); "
        "[work() for _, work in warming.plan_shrinking(types.SimpleNamespace(parts=[part]))]; "
        "print(before, 'hypothesis' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "False True\n"


def _open(client: httpx.Client, question_id: str) -> None:
    assert client.get(f"/questions/{question_id}/1").status_code == 200
