"""What was found good before, so that only what changed has to be proved again.

A proof is an empty file whose name holds the question's id and a digest of all that the proof rests
on: every file of the question, our own code, the libraries, and how much was tried. A name is there
or it is not, so that nothing can be half written, and several runs may keep proofs at once.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import heldout
from heldout.records import Question

__all__ = ["Proofs"]

LIBRARIES = ("numpy", "scipy", "sympy", "mpmath", "torch")
BESIDE = ("cli", "web", "nn")  # of our code, what no proof rests on


class Proofs:
    """The proofs in a folder, made when the first is kept."""

    def __init__(self, folder: Path, *, seeds: int, mutants: bool) -> None:
        self.folder = folder
        self._tried = f"{seeds} seeds, mutants {mutants}"

    def holds(self, question: Question) -> bool:
        """Whether this question, as it stands, was found good."""
        return self._file(question).exists()

    def keep(self, question: Question) -> None:
        """Remembers that it was, and forgets its older proofs. OSError where that cannot be."""
        self.folder.mkdir(parents=True, exist_ok=True)
        proof = self._file(question)
        proof.touch()
        for other in self.folder.glob(f"{question.id}.*"):
            if other != proof:
                other.unlink(missing_ok=True)

    def _file(self, question: Question) -> Path:
        files = (file for file in question.folder.rglob("*") if "__pycache__" not in file.parts)
        content = _digest(question.folder, files)
        grounds = hashlib.sha256(f"{content} {_ours()} {self._tried}".encode()).hexdigest()
        return self.folder / f"{question.id}.{grounds[:32]}"


@cache
def _ours() -> str:
    """A digest of our code and of the versions that it runs with."""
    package = Path(heldout.__file__).parent
    files = (
        file for file in package.rglob("*.py") if file.relative_to(package).parts[0] not in BESIDE
    )
    found = [f"{name} {_version(name)}" for name in LIBRARIES]
    return " ".join([_digest(package, files), platform.python_version(), *found])


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "is missing"


def _digest(root: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in sorted(file for file in files if file.is_file()):
        content = file.read_bytes()
        name = file.relative_to(root).as_posix()
        digest.update(f"{name}:{len(content)}:".encode() + content)
    return digest.hexdigest()
