"""Does what checks.py declares agree with the statement and with its own reference?"""

from __future__ import annotations

from collections.abc import Iterator

from heldout.grading.checks import Checks
from heldout.grading.trial import Oracle

__all__ = ["declaration_problems"]

LAW_TURNS = 8  # ordinary cases on which the reference must keep each law
SEED = 20_261_121


def declaration_problems(statement: str, checks: Checks, oracle: Oracle) -> Iterator[str]:
    """A sentence for each declaration that does not hold."""
    words = _plain(statement)
    for point in checks.points:
        if _plain(point.says or "") not in words:
            yield f"POINTS[{point.name!r}] must quote the statement; it says {point.says!r}"
        unknown = sorted(set(point.arguments) - set(checks.parameters))
        if unknown and not point.raises:
            yield f"POINTS[{point.name!r}] gives {', '.join(unknown)}, which is no parameter"
    for demand in checks.growth:
        if _plain(demand.says) not in words:
            yield f"GROWTH must quote the statement; it says {demand.says!r}"
    for (
        name,
        said,
    ) in checks.forbidden.items():  # PyTorch calls some of its operations as nobody does
        plain = name.split(".")[-1].split("::")[-1].strip("_")
        if plain not in words and _plain(said) not in words:
            yield f"FORBIDDEN names {name}, which the statement does not mention"
    yield from _laws(checks, oracle)


def _laws(checks: Checks, oracle: Oracle) -> Iterator[str]:
    """Each law must apply to some ordinary case, and the reference must keep it there."""
    for index, sentence in enumerate(checks.laws):
        applied = False
        for turn in range(LAW_TURNS):
            given = checks.ordinary(SEED, turn).arguments
            changed = checks.ask("further", index, given, [SEED, turn])
            if changed is None:
                continue
            applied = True
            others = [oracle(arguments) for arguments in changed]
            if not checks.ask("holds", index, given, oracle(given), others, changed):
                yield f"the solution breaks the law {sentence!r} in the ordinary case {turn}"
                break
        if not applied:
            yield f"the law {sentence!r} applies to none of {LAW_TURNS} ordinary cases"


def _plain(text: str) -> str:
    """The text with every run of white space as one blank."""
    return " ".join(text.split())
