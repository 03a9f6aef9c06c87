"""What `heldout selfcheck` looks at: each thing is tried, and what fails is kept as a sentence."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from heldout import __version__
from heldout.errors import SandboxError, StoreError

if TYPE_CHECKING:
    from heldout.sandbox import Claim, Probe
    from heldout.settings import Settings

__all__ = ["MODES", "Checkup", "check_machine"]

MODES = {
    "full": "a world of its own for what is judged: the kernel jails it as in mode standard, and "
    "it sees no other file, process or network there is",
    "standard": "the kernel jails what is judged: no files of yours, no network, hard limits",
    "basic": "a process of its own with limits; it cannot forge a verdict, but it could read "
    "your files, so judge only code that you trust",
}
_PACKAGES = ("numpy", "sympy", "sqlalchemy", "starlette", "fsrs", "torch")


@dataclass(frozen=True, slots=True)
class Checkup:
    """The state of this installation."""

    versions: Mapping[str, str]  # of what is installed
    packs: Mapping[str, int]  # pack id -> questions that can be asked
    refused: tuple[str, ...]  # problems of packs, as sentences
    data: str  # where the attempts lie, or ought to
    data_problem: str | None
    mode: str | None  # None when no code can be judged
    mode_problem: str | None
    probes: tuple[Probe, ...]
    groups: str = ""  # the controllers that limit what is judged, "" for none
    missing: Mapping[str, str] = field(default_factory=dict)  # stricter mode or "cgroups" -> reason

    @property
    def failed(self) -> tuple[Probe, ...]:
        """The protections that ought to hold in this mode and do not."""
        return tuple(probe for probe in self.probes if probe.held is False)

    @property
    def good(self) -> bool:
        """Whether data and judge are in order."""
        return not (self.failed or self.data_problem or self.mode_problem)


def check_machine(settings: Settings) -> Checkup:
    """Tries the packs, the database and every protection of the sandbox."""
    packs, refused = _packs(settings)
    data, data_problem = _data(settings)
    versions = _versions()
    try:
        claim, probes = _sandbox(settings)
    except SandboxError as problem:
        return Checkup(versions, packs, refused, data, data_problem, None, str(problem), ())
    return Checkup(
        *(versions, packs, refused, data, data_problem),
        *(claim.mode, None, probes, claim.groups, claim.missing),
    )


def _versions() -> dict[str, str]:
    found = {
        "heldout": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
    }
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def _packs(settings: Settings) -> tuple[dict[str, int], tuple[str, ...]]:
    from heldout.grading import read_spec
    from heldout.questions import load_library, shipped_packs

    library = load_library((*shipped_packs(), *settings.packs), read_spec)
    counts = {pack.id: len(pack.questions) for pack in library.packs}
    return counts, tuple(map(str, library.problems))


def _data(settings: Settings) -> tuple[str, str | None]:
    from heldout.store import Store

    try:
        with Store.open(settings.database_url, settings.data_dir) as store:
            store.counts()
            return store.location, None
    except StoreError as problem:
        return str(settings.data_dir or Path()), str(problem)


def _sandbox(settings: Settings) -> tuple[Claim, tuple[Probe, ...]]:
    from heldout.sandbox import Judge, probe

    with Judge(mode=settings.sandbox) as judge:
        return judge.claim, tuple(probe(judge))
