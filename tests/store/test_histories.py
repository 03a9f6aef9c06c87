"""Whatever is done in whatever order, the store agrees with a dozen lines of plain Python."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

from heldout.records import Attempt, Reply, Review, Schedule, Sitting, Verdict
from heldout.store import Store

from .records import NOON, review, schedule

KEYS = [("a", "1", 0), ("a", "1", 2**63 - 1), ("a", "2", 0), ("b", "1", 0)]


class Histories(RuleBasedStateMachine):
    """Runs the store beside dictionaries, and compares all that can be asked after each step."""

    received = Bundle("received")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store.open(data_dir=Path(self.folder.name))
        self.sittings: dict[tuple[str, str, int], Sitting] = {}
        self.attempts: dict[int, Attempt] = {}
        self.reviews: list[Review] = []
        self.schedules: dict[str, Schedule] = {}

    def teardown(self) -> None:
        """Closes what was opened."""
        self.store.close()
        self.folder.cleanup()

    @rule(key=st.sampled_from(KEYS), count=st.integers(0, 4))
    def show_hint(self, key: tuple[str, str, int], count: int) -> None:
        """Hints grow."""
        self.store.show_hint(*key, count, NOON)
        sitting = self.sittings.get(key, Sitting(*key))
        self.sittings[key] = dataclasses.replace(sitting, hints=max(count, sitting.hints))

    @rule(key=st.sampled_from(KEYS), part=st.sampled_from("xy"), target=received)
    def reply(self, key: tuple[str, str, int], part: str) -> object:
        """A reply joins the attempts of its sitting."""
        attempt = self.store.add_attempt(*key, Reply(part, "r"), NOON)
        sitting = self.sittings.get(key, Sitting(*key))
        assert attempt == Attempt(attempt.id, *key, Reply(part, "r"), NOON, sitting.hints, None)
        assert attempt.id not in self.attempts
        self.attempts[attempt.id] = attempt
        self.sittings[key] = dataclasses.replace(sitting, attempts=(*sitting.attempts, attempt))
        return multiple(attempt.id)

    @rule(attempt_id=received, score=st.sampled_from([0.0, 0.5, 1.0]), reviewed=st.booleans())
    def judge(self, attempt_id: int, score: float, reviewed: bool) -> None:
        """The first verdict stays."""
        attempt = self.attempts[attempt_id]
        key = (attempt.question_id, attempt.hash, attempt.seed)
        verdict = Verdict("graded", score, ())
        learnt = self._learnt(key, score) if reviewed else (None, None)
        answer = self.store.set_verdict(attempt_id, verdict, review=learnt[0], schedule=learnt[1])
        if attempt.verdict is None:
            judged = dataclasses.replace(attempt, verdict=verdict)
            self.attempts[attempt_id] = judged
            sitting = self.sittings[key]
            replaced = tuple(judged if a.id == judged.id else a for a in sitting.attempts)
            self.sittings[key] = dataclasses.replace(sitting, attempts=replaced)
            self._learn(key, *learnt)
        assert answer == self.attempts[attempt_id]

    @rule(key=st.sampled_from(KEYS), reviewed=st.booleans())
    def reveal(self, key: tuple[str, str, int], reviewed: bool) -> None:
        """Revealed once is revealed."""
        learnt = self._learnt(key, 0.0) if reviewed else (None, None)
        self.store.reveal(*key, NOON, review=learnt[0], schedule=learnt[1])
        sitting = self.sittings.get(key, Sitting(*key))
        self.sittings[key] = dataclasses.replace(sitting, revealed=True)
        self._learn(key, *learnt)

    @invariant()
    def agrees(self) -> None:
        """Everything that can be asked has the answer of the model."""
        for key in KEYS:
            assert self.store.sitting(*key) == self.sittings.get(key, Sitting(*key))
        assert list(self.store.reviews()) == self.reviews
        assert self.store.schedules() == self.schedules
        waiting = [item for item in self.attempts.values() if item.verdict is None]
        assert list(self.store.unjudged()) == waiting
        counts = self.store.counts()
        assert counts.sittings == len(self.sittings)
        assert counts.attempts == len(self.attempts)
        assert counts.unjudged == len(waiting)
        assert counts.reviews == len(self.reviews)
        assert counts.schedules == len(self.schedules)

    def _learnt(self, key: tuple[str, str, int], score: float) -> tuple[Review, Schedule]:
        number = 1 + len(self.reviews)
        return review(key[2], key[0], score=score), schedule(key[0], reviews=number)

    def _learn(self, key: tuple[str, str, int], kept: Review | None, then: Schedule | None) -> None:
        if kept and then and not self.sittings[key].reviewed:
            self.reviews.append(kept)
            self.schedules[key[0]] = then
            self.sittings[key] = dataclasses.replace(self.sittings[key], reviewed=True)


Histories.TestCase.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
test_histories = Histories.TestCase
