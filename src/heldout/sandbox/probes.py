"""Each protection, tried: hostile code is run, and what became of it is told."""

from __future__ import annotations

import os
from dataclasses import dataclass

from . import proof
from .attacks import FORBIDDEN, Attack, attacks
from .judge import Judge
from .results import Loaded, Missing, Raised, Returned, Stopped
from .session import Session
from .zygote import MODES

__all__ = ["Probe", "probe"]


@dataclass(frozen=True)
class Probe:
    """One protection: whether it held (None: this mode does not promise it), and what was seen."""

    name: str
    title: str
    held: bool | None
    detail: str


# What a refusal by the kernel looks like in Python; any other exception is a broken probe.
_REFUSALS = (
    *("PermissionError", "FileNotFoundError", "BlockingIOError", "OSError"),
    *("MemoryError", "RuntimeError"),
)


def probe(judge: Judge) -> list[Probe]:
    """Every protection as it held just now in the judge's mode; takes a few seconds."""
    pids = [os.getpid(), os.getppid(), judge.warm().pid]
    return [*(_try(judge, attack) for attack in attacks(pids)), _look_at_namespaces(judge)]


def _try(judge: Judge, attack: Attack) -> Probe:
    if refusal := _not_promised(judge, attack):
        return Probe(attack.name, attack.title, None, f"{refusal}; not tried.")
    with judge.start(attack.source, limits=attack.limits) as session:
        if attack.together is not None and session.group is not None:
            session.group.allow(attack.together)
        outcome = _run(session, attack)
    return Probe(attack.name, attack.title, _held(outcome, attack), _told(outcome))


def _not_promised(judge: Judge, attack: Attack) -> str:
    if MODES.index(attack.since) > MODES.index(judge.mode):
        return f"Not promised in mode {judge.mode}"
    if attack.together is not None and not judge.claim.groups:
        return f"There are no control groups here ({judge.claim.missing['cgroups']})"
    return ""


def _look_at_namespaces(judge: Judge) -> Probe:
    """Not asked of hostile code, which could not be believed, but of the kernel."""
    title = "Network, processes and mounts are its own"
    if judge.mode != "full":
        return Probe("namespaces", title, None, f"Not promised in mode {judge.mode}; not tried.")
    shared = proof.shared_namespaces(judge.warm())
    detail = f"Shared with the machine: {', '.join(shared)}." if shared else "Nothing is shared."
    return Probe("namespaces", title, not shared, detail)


def _run(session: Session, attack: Attack) -> Loaded | Returned | Raised | Missing | Stopped:
    outcome = session.call("attempt", attack.arguments)
    if attack.asks_again and isinstance(outcome, Returned):
        outcome = session.call("attempt", attack.arguments)
    return outcome


def _held(outcome: object, attack: Attack) -> bool:
    match outcome:
        case Stopped(reason=reason):
            return reason in attack.stops
        case Raised(type=name):
            return name in _REFUSALS
        case Returned(value=False):
            return not attack.stops or attack.stops == FORBIDDEN
    return False


def _told(outcome: object) -> str:
    match outcome:
        case Stopped(detail=detail):
            return detail
        case Raised(type=name, message=message):
            return f"{name}: {message}"
        case Returned(value=False):
            return "It found nothing."
    return "The attack got through."
