"""What `heldout selfcheck` looks at: each thing is tried, and what fails is kept as a sentence."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from heldout import __version__
from heldout.errors import SandboxError, StoreError

if TYPE_CHECKING:
    from heldout.sandbox import Probe
    from heldout.settings import Settings

__all__ = ["MODES", "Checkup", "check_machine"]

MODES = {
    "standard": "the kernel jails what is judged: no files of yours, no network, hard limits",
    "basic": "a process of its own with limits; it cannot forge a verdict, but it could read "
    "your files, so judge only code that you trust",
}
_PACKAGES = ("numpy", "sympy", "sqlalchemy", "fastapi", "fsrs", "torch")


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
    mode, mode_problem, probes = _sandbox(settings)
    return Checkup(_versions(), packs, refused, data, data_problem, mode, mode_problem, probes)


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


def _sandbox(settings: Settings) -> tuple[str | None, str | None, tuple[Probe, ...]]:
    from heldout.sandbox import Judge, probe

    try:
        with Judge(mode=settings.sandbox) as judge:
            return judge.mode, None, tuple(probe(judge))
    except SandboxError as problem:
        return None, str(problem), ()
