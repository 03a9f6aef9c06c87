"""Everything that one submission is put through, in processes that know no answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from heldout.errors import SandboxError
from heldout.grading.assessment import Failure, assess, concerns, is_well_formed
from heldout.grading.checks import Case, Checks
from heldout.grading.comparison import Difference
from heldout.grading.growth import outgrown
from heldout.grading.kinds import Bench
from heldout.grading.lawfulness import broken_laws
from heldout.grading.trial import Oracle, Trial, call, put, wishes_of
from heldout.records import Progress
from heldout.sandbox import Limits, Loadable, Program, Raised, Returned, Session, Stopped

__all__ = ["Examination", "Result", "Starter"]

SLOW_ENDS = 2  # processes that may run into a limit of time before the rest is given up
KEPT = 12  # cases that passed, to tell mistakes apart that fail alike
WATCHED = 4  # cases on which calls are watched, where the task forbids some


@dataclass(frozen=True)
class Starter:
    """Starts a fresh process with the candidate's source in it."""

    source: str
    image: str
    limits: Limits
    bench: Bench
    checks: Checks

    def start(self) -> Session:
        """A session that the caller closes."""
        return self.bench.judge.start(self._program(), image=self.image, limits=self.limits)

    def begin(self) -> Session:
        """The same, without waiting for it."""
        return self.bench.judge.begin(self._program(), image=self.image, limits=self.limits)

    def build(self) -> Program | Raised | Stopped:
        """What the compiler makes of the source."""
        assert self.checks.signature is not None, "only C++ is compiled"
        return self.bench.judge.build(self.source, *self.checks.signature)

    def _program(self) -> Loadable:
        if self.checks.signature is None:
            return self.checks.loadable(self.source)
        made = self.build()
        if not isinstance(made, Program):
            told = made.detail if isinstance(made, Stopped) else made.message
            raise SandboxError(f"This code must compile to be run; it does not: {told}")
        return made


@dataclass
class Result:
    """What each share of the score came to; failures in the order in which they were met."""

    trials: int = 0
    failures: dict[int, list[Failure]] = field(default_factory=dict)  # by place of the share
    passed: list[Trial] = field(default_factory=list)  # the first of those that all shares let pass

    def add(self, share: int, failure: Failure) -> None:
        self.failures.setdefault(share, []).append(failure)


class Examination:
    """One submission against one task. A process that dies takes only the rest of its own share
    with it: the next share begins in a new one."""

    def __init__(self, checks: Checks, oracle: Oracle, bench: Bench, tensors: bool = False) -> None:
        self.checks, self.oracle, self.bench, self.tensors = checks, oracle, bench, tensors
        self.claimed = [name for share in checks.credit for name in share.points]
        self.result = Result()
        self._gone = False  # the process of the last session
        self._slow = 0  # processes that ended at a limit of time

    def begin(self, session: Session) -> None:
        """Draw the cases, put the first of them on their way and ask the reference, all while the
        process of the session is made and gets its source."""
        self._cases = self.checks.cases(self.bench.seed)
        self._common, *self._own = self._batches(self._cases)
        self._first = put(session, self.checks, self._common, self._expect, self.tensors)
        self._known = {
            id(case): self.oracle(case.arguments) for case in self._cases if not case.raises
        }

    def run(self, session: Session, starter: Starter) -> Result:
        """All cases, then laws, growth and what was called; `session` has the source loaded, and
        this examination was begun in it."""
        sessions = [session]
        self._judge(self._first, len(self._common))
        try:
            for place, batch in enumerate(self._own):
                if self._gone and self._slow >= SLOW_ENDS:
                    self._give_up(self._own[place:])
                    return self.result
                own = self._alive(sessions, starter)
                trials = put(own, self.checks, batch, self._expect, self.tensors)
                self._judge(trials, len(batch))
            if self._slow < SLOW_ENDS:
                session = self._alive(sessions, starter)
                self._laws(session, self._cases)
                self._growth(session)
                self._watch(session, self._cases)
        finally:
            for ours in sessions[1:]:
                ours.close()
        return self.result

    def _alive(self, sessions: list[Session], starter: Starter) -> Session:
        """The last session, or a new one where its process has gone."""
        if self._gone:
            sessions.append(starter.start())
            self._gone = False
        return sessions[-1]

    def _give_up(self, batches: Sequence[Sequence[Case]]) -> None:
        """What ran into its time limit again and again fails the rest untried."""
        last = next(reversed(self.result.failures.values()))[-1]
        for case in (case for batch in batches for case in batch):
            self.result.trials += 1
            trial = Trial(case, last.trial.outcome, None)
            for place, share in enumerate(self.checks.credit):
                if concerns(share, trial, self.claimed):
                    self.result.add(place, Failure(trial, last.difference))

    def _batches(self, cases: Sequence[Case]) -> list[list[Case]]:
        """The cases of the shares that claim points, each by itself, after all others."""
        common = [case for case in cases if case.name not in self.claimed]
        own = [
            [case for case in cases if case.name in share.points]
            for share in self.checks.credit
            if share.points
        ]
        return [common, *filter(None, own)]

    def _judge(self, trials: Iterator[Trial], count: int) -> None:
        done, total = 0, len(self._cases)
        for trial in trials:
            done += 1
            self.result.trials += 1
            self._assess(trial)
            text = f"case {self.result.trials} of {total}"
            self.bench.listen(Progress(self.result.trials, total, text))
            if isinstance(trial.outcome, Stopped):
                self._gone = True
                self._slow += trial.outcome.reason in ("wall-time", "cpu-time")
        if done < count and not self._gone:
            raise SandboxError(f"All {count} cases must be tried; {done} were. Report this.")
        self.result.trials += count - done

    def _expect(self, case: Case) -> Any:
        return self._known[id(case)]

    def _assess(self, trial: Trial) -> None:
        good = True
        for place, share in enumerate(self.checks.credit):
            if concerns(share, trial, self.claimed):
                failure = assess(self.checks, trial, self.oracle, share)
                if failure:
                    self.result.add(place, failure)
                    good = False
        if good and not trial.case.raises and len(self.result.passed) < KEPT:
            self.result.passed.append(trial)

    # --- beyond single calls ------------------------------------------------------------------

    def _laws(self, session: Session, cases: Sequence[Case]) -> None:
        """Where many results are right, laws are what judges them."""
        if self.checks.unique:
            return
        for case in cases:
            if case.raises:
                continue
            wishes = wishes_of(self.checks, self.tensors)
            outcome = call(session, self.checks, case.arguments, wishes)
            trial = Trial(case, outcome, self.oracle(case.arguments))
            if not is_well_formed(self.checks, trial):
                continue  # told already
            for sentence in broken_laws(session, self.checks, trial, self.bench.seed, self.tensors):
                self.result.add(self._place(), Failure(trial, Difference("broken-law", sentence)))
                return

    def _growth(self, session: Session) -> None:
        for index in range(len(self.checks.growth)):
            failure = outgrown(session, self.checks, index, self.tensors)
            if failure:
                self.result.add(self._place(), failure)
            if failure and isinstance(failure.trial.outcome, Stopped):
                return

    def _watch(self, session: Session, cases: Sequence[Case]) -> None:
        """Reaching for what the task forbids costs everything: nothing was shown then."""
        if not self.checks.forbidden:
            return
        wishes = {**wishes_of(self.checks, self.tensors), "watch": list(self.checks.forbidden)}
        for case in [case for case in cases if not case.raises][-WATCHED:]:
            outcome = call(session, self.checks, case.arguments, wishes)
            if not isinstance(outcome, Returned) and not self.result.failures:
                # It returned when nobody watched: what it calls cannot be told, so it fails here.
                self._assess(Trial(case, outcome, self.oracle(case.arguments)))
                return
            called = outcome.notes.get("called") if isinstance(outcome, Returned) else None
            told = called if isinstance(called, list) else []
            known = [name for name in told if name in self.checks.forbidden]
            if known:
                said = self.checks.forbidden[known[0]]
                text = f"Your code calls {said}, which is what this task asks you to write."
                failure = Failure(Trial(case, outcome, None), Difference("forbidden-call", text))
                for place in range(len(self.checks.credit)):
                    self.result.failures.setdefault(place, []).insert(0, failure)
                return

    def _place(self) -> int:
        """The first general share, which what concerns the function as a whole belongs to."""
        shares = self.checks.credit
        general = [i for i, share in enumerate(shares) if not share.points and not share.effects]
        return general[0] if general else 0
