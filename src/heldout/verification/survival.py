"""Runs mutants in the jail that candidates get, each until the first case that it fails.

Most of what a mutant costs is the making and jailing of a process. So a process takes a batch of
them, each in a namespace of its own, and what a batch cannot settle is settled alone: a survivor,
a mutant at which the process ended, and the whole batch when the unchanged solution, which comes
last in it, no longer passes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from heldout.errors import HeldoutError
from heldout.grading.assessment import Failure, try_case
from heldout.grading.checks import Case, Checks
from heldout.grading.trial import Oracle
from heldout.sandbox import Judge, Limits, Loaded, Session, Stopped
from heldout.verification.mutation import Mutant

__all__ = ["Culling", "SolutionFails"]

BATCH = 24
LEAST_SECONDS = 0.2  # of processor time, with the time below: what a loop without an end costs
ROOM = 5.0  # a mutant may take that many times as long as the solution


class SolutionFails(HeldoutError):
    """The solution itself fails a case, so that a mutant's failure would say nothing."""


class Culling:
    """The cases, those first that have killed most mutants so far, and the limits of a mutant."""

    def __init__(self, judge: Judge, checks: Checks, oracle: Oracle, tensors: bool) -> None:
        self._judge, self._checks, self._oracle, self._tensors = judge, checks, oracle, tensors

    def prepare(self, cases: Sequence[Case], image: str, solution: str, most: Limits) -> None:
        """Run the unchanged solution; `SolutionFails` when it does not pass the cases."""
        self._image, self._solution, self._limits = image, solution, most
        self._cases = list(cases)
        self._kills = [0] * len(cases)
        self._order = list(range(len(cases)))
        start = time.monotonic()
        with self._start(solution) as session:
            failed = self._first_failure(session)
        if failed:
            case = failed.trial.case.name or "an ordinary case"
            raise SolutionFails(f"{failed.difference.message} ({case})")
        seconds = min(most.cpu_seconds, LEAST_SECONDS + ROOM * (time.monotonic() - start))
        # Much wall time: a mutant that a busy machine keeps waiting must not count as killed.
        self._limits = Limits(
            seconds,
            max(most.wall_seconds, 20 * seconds),
            memory_bytes=most.memory_bytes,
            source_bytes=4 << 20,
        )

    def settle(self, mutants: Sequence[Mutant]) -> Iterator[tuple[Mutant, bool]]:
        """Each mutant that loads, and whether some case tells it from the solution.

        One that does not load was noticed by the language, not by the checks, and is left out.
        """
        for first in range(0, len(mutants), BATCH):
            batch = mutants[first : first + BATCH]
            known = self._settle_together(batch)
            for mutant in batch:
                change = mutant.change
                killed = known[change] if change in known else self._settle_alone(mutant)
                if killed is not None:
                    yield mutant, killed

    # --- together -----------------------------------------------------------------------------

    def _settle_together(self, batch: Sequence[Mutant]) -> Mapping[str, bool | None]:
        """What became of the mutants that one process could settle, by their change."""
        known: dict[str, bool | None] = {}
        sources = [mutant.source for mutant in batch] + [self._solution]
        with self._start(_together(sources, self._checks.function)) as session:
            if not isinstance(session.loaded, Loaded):
                return {}
            loaded = set(session.loaded.names)
            for place, mutant in enumerate(batch):
                if _name(place) not in loaded:
                    known[mutant.change] = None
                    continue
                failure = self._first_failure(_Turn(session, _name(place)))
                if failure and isinstance(failure.trial.outcome, Stopped):
                    break
                if failure:
                    known[mutant.change] = True
            else:
                sound = self._first_failure(_Turn(session, _name(len(batch)))) is None
                return known if sound else {}
        parts = [part for part in (batch[:place], batch[place + 1 :]) if part]
        return {key: value for part in parts for key, value in self._settle_together(part).items()}

    # --- alone --------------------------------------------------------------------------------

    def _settle_alone(self, mutant: Mutant) -> bool | None:
        with self._start(mutant.source) as session:
            if isinstance(session.loaded, Stopped):
                return True
            if not isinstance(session.loaded, Loaded):
                return None
            return self._first_failure(session) is not None

    def _start(self, source: str) -> Session:
        loadable = self._checks.loadable(source)
        return self._judge.start(loadable, image=self._image, limits=self._limits)

    def _first_failure(self, session: Session | _Turn) -> Failure | None:
        """The failure that kills; the case that showed it moves forward."""
        for place in self._order:
            turn, case = cast(Session, session), self._cases[place]
            failure = try_case(turn, self._checks, case, self._oracle, self._tensors)
            if failure:
                self._kills[place] += 1
                self._order.sort(key=lambda other: -self._kills[other])
                return failure
        return None


class _Turn:
    """A session in which one of many namesakes is called."""

    def __init__(self, session: Session, name: str) -> None:
        self._session, self._name = session, name

    def call(self, _function: str, *args: Any, **options: Any) -> Any:
        """As the session's, of the namesake."""
        return self._session.call(self._name, *args, **options)


def _name(place: int) -> str:
    return f"mutant_{place}"


def _together(sources: Sequence[str], function: str) -> str:
    """One source that runs them all, each in its own namespace, and gives each a name."""
    lines = [
        "def _load(name, source):",
        "    space = {'__name__': __name__}",
        "    try:",
        "        exec(compile(source, 'answer.py', 'exec'), space)",
        f"        globals()[name] = space[{function!r}]",
        "    except Exception:",
        "        pass  # it does not load",
    ]
    calls = [f"_load({_name(place)!r}, {source!r})" for place, source in enumerate(sources)]
    return "\n".join([*lines, *calls]) + "\n"
