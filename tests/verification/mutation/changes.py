"""What the tests of the rules look at."""

from __future__ import annotations

from heldout.verification.mutation import mutants

__all__ = ["changes"]


def changes(source: str, *kinds: str) -> list[str]:
    """The changes of those kinds, in the order in which they come."""
    return [mutant.change for mutant in mutants(source) if mutant.kind in kinds]
