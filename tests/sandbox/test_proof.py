"""Which mode is claimed: what has been seen to hold, and never more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from heldout.errors import SandboxError
from heldout.sandbox import Judge, Session, namespaces, proof
from heldout.sandbox.parents import NotPrivate, WarmParent
from heldout.sandbox.results import Mode, Returned

HONEST = "def f(x): return x + 1\n"


def judged(judge: Judge) -> tuple[object, str]:
    """The value of an honest call and the mode that its result names."""
    with judge.start(HONEST) as session:
        result = session.call("f", (1,))
    assert isinstance(result, Returned)
    return result.value, result.mode


def starting(judge: Judge) -> Callable[[str], Session]:
    """What a proof starts its attacks with."""

    def start(source: str) -> Session:
        return judge.start(source)

    return start


def test_the_strictest_mode_is_taken() -> None:
    """Left to itself the judge proves full, where it can, and says what it has not."""
    with Judge() as judge:
        assert judged(judge) == (2, "full")
        assert set(judge.claim.missing) <= {"cgroups"}
        assert bool(judge.claim.groups) != ("cgroups" in judge.claim.missing)


@pytest.mark.parametrize(
    ("weak", "best"), [({"full"}, "standard"), ({"full", "standard"}, "basic")]
)
def test_what_does_not_hold_is_not_claimed(
    weak: set[Mode], best: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next mode is taken and the reason kept; insisting on the weak one is an error."""
    found = proof.find_weakness
    monkeypatch.setattr(
        proof,
        "find_weakness",
        lambda mode, *rest: "files can be read" if mode in weak else found(mode, *rest),
    )
    with Judge() as judge:
        assert judge.mode == best
        assert judge.claim.missing == dict.fromkeys(weak, "files can be read")
        assert judged(judge) == (2, best)
    for mode in weak:
        with Judge(mode=mode) as judge, pytest.raises(SandboxError, match="files can be read"):
            judge.start(HONEST)


def test_a_kernel_that_refuses_namespaces_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason of the kernel is kept, and the judge works in mode standard."""
    start = WarmParent.__init__

    def refuse(self: WarmParent, image: str, *, private: bool = False, **options: Any) -> None:
        if private:
            raise NotPrivate("Operation not permitted")
        start(self, image, **options)

    monkeypatch.setattr(WarmParent, "__init__", refuse)
    with Judge() as judge:
        assert judged(judge) == (2, "standard")
        assert "Operation not permitted" in judge.claim.missing["full"]


def test_elsewhere_than_on_linux_nothing_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No warm parent is started to find that out."""
    monkeypatch.setattr(proof.sys, "platform", "darwin")
    started: list[Mode] = []

    def start(*job: object) -> Session:
        raise AssertionError

    claim = proof.prove(None, started.append, start)  # type: ignore[arg-type, func-returns-value]
    assert claim.mode == "basic"
    assert set(claim.missing) == {"full", "standard"}
    assert started == []


def test_the_proof_finds_a_jail_that_does_not_hold(basic: Judge) -> None:
    """Asked about a child without isolation, the self-test names the weakness."""
    # A world-readable file, so that the change of user alone cannot pass for isolation.
    assert proof.find_gap(starting(basic)) == "a submission can read files"


def test_mode_standard_is_not_taken_for_full(standard: Judge, full: Judge) -> None:
    """Names of files are seen there, processes too, and namespaces are the machine's."""
    warm = standard._parent("numpy", "standard")
    assert proof.find_gap(starting(standard)) == ""
    assert proof.find_leak(warm, starting(standard)) == (
        "a submission can tell which files there are"
    )
    assert set(proof.shared_namespaces(warm)) == {*namespaces.KINDS, "interfaces"}
    assert proof.find_leak(full._parent("numpy"), starting(full)) == ""


@pytest.mark.parametrize("kind", namespaces.KINDS)
def test_a_namespace_that_is_the_machines_own_is_a_weakness(
    full: Judge, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of them alone."""
    warm = full._parent("numpy")
    theirs = {**warm.report["namespaces"], kind: namespaces.identities()[kind]}
    monkeypatch.setitem(warm.report, "namespaces", theirs)
    assert proof.find_leak(warm, starting(full)) == (
        f"a submission shares namespaces with the machine ({kind})"
    )


def test_processes_are_looked_for(standard: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were names of files hidden, the processes in sight would still tell."""
    monkeypatch.setattr(proof, "_STAT", "def attempt(path):\n    raise FileNotFoundError\n")
    warm = standard._parent("numpy", "standard")
    assert proof.find_leak(warm, starting(standard)) == (
        "a submission can tell which processes there are"
    )


def test_a_parent_that_is_not_private_serves_no_full_mode(standard: Judge) -> None:
    """A child is never jailed less than the result says."""
    warm = standard._parent("numpy", "standard")
    with pytest.raises(SandboxError, match="private"):
        warm.fork([0, 1, 2, 3], "full")
