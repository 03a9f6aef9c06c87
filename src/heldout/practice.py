"""What happens: the spine of Heldout, and the only file that knows all the parts.

A reply travels: door -> `submit_reply` -> the variant rebuilt from files and seed -> graded ->
the learner's memory moved -> one transaction in the store.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import Self

from heldout.authored import Authors
from heldout.errors import NotFound, PackError, Unavailable
from heldout.grading import (
    Bench,
    code,
    grade,
    grader_failed,
    how_to_reply,
    images_of,
    needs_of,
    read_spec,
    right_answer,
)
from heldout.learner import (
    Candidate,
    Overview,
    after_review,
    choose,
    is_current,
    is_graded,
    overview,
    replay,
    review_after,
    review_of,
)
from heldout.needs import Need, first_missing
from heldout.questions import Library, load_library, make_variant, shipped_packs
from heldout.records import (
    Attempt,
    Listener,
    Question,
    Reply,
    Review,
    Schedule,
    Sitting,
    Variant,
    VariantPart,
    Verdict,
)
from heldout.sandbox import Judge
from heldout.sandbox.cores import free_thread
from heldout.settings import Settings
from heldout.store import Store

__all__ = ["Practice", "Wish"]

MOST_SEATS = 8  # grading itself takes turns at the interpreter: more would gain nothing


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody would like to practise; an empty field means anything."""

    skills: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    words: tuple[str, ...] = ()  # all of which stand somewhere in what the question asks
    due_only: bool = False

    def grants(self, question: Question) -> bool:
        """Whether the question fits."""
        return (
            (not self.skills or bool(set(self.skills) & set(question.skills)))
            and (not self.kinds or bool(set(self.kinds) & {part.kind for part in question.parts}))
            and (not self.levels or question.level in self.levels)
            and (not self.words or self._is_said_in(question))
        )

    def _is_said_in(self, question: Question) -> bool:
        asked = (part.prompt for part in question.parts)
        said = " ".join([question.id, question.title, *question.skills, question.prompt, *asked])
        return all(word.casefold() in said.casefold() for word in self.words)


class Practice:
    """One learner's practice: questions asked, replies judged, reviews scheduled. Thread-safe."""

    def __init__(self, library: Library, store: Store, judge: Judge) -> None:
        self.library = library
        self.store = store
        self.judge = judge
        self.authors = Authors(judge)
        # Two parts judged at once must not both believe that the other is still missing.
        self._closing = threading.Lock()
        self.seats = _cores()  # how many replies are judged at once
        self._seats = threading.BoundedSemaphore(self.seats)

    @classmethod
    def open(
        cls, settings: Settings, *, pool: int = 0, library: Callable[[], Library] | None = None
    ) -> Self:
        """Practice with the shipped packs and the user's own, over the user's database; `pool` is
        how many jailed processes wait for code of one kind, `library` the packs read ahead."""
        store = Store.open(settings.database_url, settings.data_dir)
        folders = (*shipped_packs(), *settings.packs)
        packs = library() if library else load_library(folders, read_spec)
        return cls(packs, store, Judge(mode=settings.sandbox, pool=pool))

    def close(self) -> None:
        """Stop the code of packs and the judge, and leave the database."""
        self.authors.close()
        self.judge.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # What to ask

    def questions(self, wish: Wish = Wish()) -> tuple[Question, ...]:
        """The questions that fit, in the order of the skill map, easier ones first."""
        place = {skill: index for index, skill in enumerate(self.library.skills)}
        fitting = [
            question
            for question in self.library.questions.values()
            if question.pool != "interview" and wish.grants(question)
        ]
        return tuple(sorted(fitting, key=lambda q: (place[q.skills[0]], q.level, q.title)))

    def missing(self, question: Question) -> Need | None:
        """What this machine lacks for the question to be asked; None when it can be."""
        return first_missing(needs_of(question))

    def demand(self, question: Question) -> None:
        """Refuse a question that cannot be asked here; Unavailable says what is missing."""
        missing = self.missing(question)
        if missing:
            raise Unavailable(missing.sentence)

    def images(self, question: Question) -> tuple[str, ...]:
        """The images of the sandbox in which replies to the question will be judged."""
        return () if self.missing(question) else images_of(question)

    def askable(self, wish: Wish = Wish()) -> tuple[Question, ...]:
        """Those of `questions` that this machine has everything for."""
        return tuple(item for item in self.questions(wish) if not self.missing(item))

    def next_question(
        self, wish: Wish, now: datetime, *, after: str | None = None
    ) -> Variant | None:
        """A fresh variant of what is best asked now, or None when nothing fits the wish."""
        schedules = self.schedules()
        due = {key for key, schedule in schedules.items() if schedule.due <= now}
        candidates = [
            Candidate(q.id, q.skills, q.level, schedules.get(q.id), self._ready(q, schedules))
            for q in self.askable(wish)
            if not wish.due_only or q.id in due
        ]
        chosen = choose(candidates, now, secrets.randbelow, after=after)
        return self.variant(chosen) if chosen else None

    def variant(self, question_id: str, seed: int | None = None) -> Variant:
        """The variant of that seed, or of a fresh one; NotFound when there is no such variant."""
        question = self.library.question(question_id)
        if seed is not None and not 0 <= seed < 2**63:
            raise NotFound(f"A variant's seed must lie in [0, 2**63); {seed} was given.")
        chosen = self.fresh_seed() if seed is None else seed
        return make_variant(question, chosen, self.authors)

    def fresh_seed(self) -> int:
        """A seed that nobody could have foreseen; short enough to be read out."""
        return secrets.randbelow(10**9)

    def _ready(self, question: Question, schedules: Mapping[str, Schedule]) -> bool:
        """Whether each skill that the question's skills require has been practised, or cannot
        be."""
        skills = self.library.skills
        needed = {item for skill in question.skills for item in skills[skill].requires}
        practised = {skill for key in schedules for skill in self.library.questions[key].skills}
        asked = [item for item in self.library.questions.values() if not self.missing(item)]
        taught = {skill for item in asked for skill in item.skills}
        return needed & taught <= practised

    # What is shown

    def sitting(self, variant: Variant) -> Sitting:
        """All that has happened at this variant so far."""
        return self.store.sitting(*_key(variant))

    def finished(self, variant: Variant, sitting: Sitting) -> bool:
        """Whether every part has a graded attempt, or the answers have been revealed."""
        return sitting.revealed or all(
            any(map(is_graded, sitting.of_part(part.id))) for part in variant.parts
        )

    def show_hint(self, variant: Variant, now: datetime) -> Sitting:
        """One hint more, if there is one."""
        shown = self.sitting(variant).hints
        self.store.show_hint(*_key(variant), min(shown + 1, len(variant.hints)), now)
        return self.sitting(variant)

    def reveal(self, variant: Variant, now: datetime) -> Sitting:
        """Give up: the answers are shown. An unfinished sitting counts as forgotten."""
        with self._closing:
            sitting = self.sitting(variant)
            if not sitting.revealed:
                review = (
                    None
                    if sitting.reviewed
                    else review_of(sitting, _parts(variant), now, revealed=True)
                )
                schedule = self._schedule(review) if review else None
                self.store.reveal(*_key(variant), now, review=review, schedule=schedule)
        return self.sitting(variant)

    def right_answers(self, variant: Variant) -> Mapping[str, str]:
        """The right answer of each part, as Markdown."""
        return {part.id: right_answer(part) for part in variant.parts}

    def how_to_reply(self, part: VariantPart) -> str:
        """One short sentence for the form."""
        return how_to_reply(part)

    def example(self, part: VariantPart) -> str:
        """For a part of kind code: a call and its result, as Markdown."""
        return code.example(part)

    # What is judged

    def receive_reply(self, variant: Variant, reply: Reply, now: datetime) -> Attempt:
        """The reply, stored: once this returns it cannot be lost. It has no verdict yet."""
        self.demand(variant.question)
        if variant.part(reply.part) is None:
            raise NotFound(f"Question {variant.question.id!r} has no part {reply.part!r}.")
        return self.store.add_attempt(*_key(variant), reply, now)

    def judge_attempt(
        self, attempt_id: int, now: datetime, listen: Listener | None = None
    ) -> Attempt:
        """The attempt with its verdict; judged and stored once, however often this is called.

        Unavailable when it was received where a GPU was, say, and there is none here: it waits.
        JudgeClosed when the judge is closed meanwhile. Either way the attempt stays as it was
        received, and `finish_unjudged` of a later start judges it.
        """
        attempt = self.store.attempt(attempt_id)
        if attempt.verdict is not None:
            return attempt
        question = self.library.question(attempt.question_id)
        self.demand(question)
        if question.hash != attempt.hash:
            return self.store.set_verdict(attempt_id, grader_failed(_CHANGED))
        try:
            variant = self.variant(attempt.question_id, attempt.seed)
        except PackError as error:
            return self.store.set_verdict(attempt_id, grader_failed(str(error)))
        verdict = self._grade(variant, attempt.reply, listen)
        with self._closing:
            sitting = self.store.sitting(*_key(variant))
            judged = replace(attempt, verdict=verdict)
            review = review_after(sitting, _parts(variant), judged, now)
            schedule = self._schedule(review) if review else None
            return self.store.set_verdict(attempt_id, verdict, review=review, schedule=schedule)

    def submit_reply(
        self, variant: Variant, reply: Reply, now: datetime, listen: Listener | None = None
    ) -> Attempt:
        """The reply stored and judged."""
        return self.judge_attempt(self.receive_reply(variant, reply, now).id, now, listen)

    def try_reply(self, variant: Variant, reply: Reply, listen: Listener | None = None) -> Verdict:
        """The verdict on a reply of which nothing is kept."""
        return self._grade(variant, reply, listen)

    def finish_unjudged(self, now: datetime) -> int:
        """Judge what was received before a crash; how many there were.

        What belongs to a question that is gone, or cannot be asked here, waits for better times.
        """
        waiting = self.unjudged()
        for attempt in waiting:
            self.judge_attempt(attempt.id, now)
        return len(waiting)

    def unjudged(self) -> tuple[Attempt, ...]:
        """What was received and can be judged here, and was not."""
        known = self.library.questions
        return tuple(
            item
            for item in self.store.unjudged()
            if item.question_id in known and not self.missing(known[item.question_id])
        )

    def _grade(self, variant: Variant, reply: Reply, listen: Listener | None) -> Verdict:
        self.demand(variant.question)
        part = variant.part(reply.part)
        if part is None:
            raise NotFound(f"Question {variant.question.id!r} has no part {reply.part!r}.")
        needs, seed = variant.question.needs, secrets.randbits(63)
        bench = Bench(self.judge, listen or (lambda _: None), seed, needs)
        # More at once than there are cores would compete for time, and be blamed for being late;
        # one that waits for a seat has not begun, and spends nothing of its limits.
        with self._seats:
            return grade(part, reply.value, bench)

    # What is remembered

    def overview(self, now: datetime) -> Overview:
        """Where the learner stands in what can be asked here, skill by skill, and what is due."""
        return overview(
            self.library.skills,
            {question.id: question.skills for question in self.askable()},
            self.store.reviews(),
            self.schedules(),
            now,
        )

    def schedules(self) -> dict[str, Schedule]:
        """Where each practised question stands; what another version of the scheduler wrote is
        rebuilt from the reviews."""
        known = self.library.questions
        return {
            key: schedule if is_current(schedule) else self._rebuild(key)
            for key, schedule in self.store.schedules().items()
            if key in known
        }

    def due(self, now: datetime) -> tuple[Schedule, ...]:
        """What should be reviewed by now, the longest overdue first."""
        waiting = [schedule for schedule in self._practised() if schedule.due <= now]
        return tuple(sorted(waiting, key=lambda schedule: schedule.due))

    def next_due(self, now: datetime) -> datetime | None:
        """When the next review comes that is not due yet, or None."""
        return min((item.due for item in self._practised() if item.due > now), default=None)

    def _practised(self) -> list[Schedule]:
        """The schedules of what can be asked here, which what is kept for interviews cannot."""
        asked = {question.id for question in self.askable()}
        return [schedule for key, schedule in self.schedules().items() if key in asked]

    def _rebuild(self, question_id: str) -> Schedule:
        schedule = replay(self.store.reviews(question_id))
        self.store.put_schedule(schedule)
        return schedule

    def _schedule(self, review: Review) -> Schedule:
        return after_review(self.schedules().get(review.question_id), review)


_CHANGED = (
    "The question has changed since this reply was given, and what was asked then cannot be "
    "rebuilt. The reply is kept."
)


def _key(variant: Variant) -> tuple[str, str, int]:
    return variant.question.id, variant.question.hash, variant.seed


def _cores() -> int:
    """The cores that this process may use, as far as they are of use to it."""
    free_thread()  # which may just now be held on one, beside a child that it talks with
    usable = getattr(os, "sched_getaffinity", None)  # there is none on macOS
    return min(MOST_SEATS, len(usable(0)) if usable else os.cpu_count() or 1)


def _parts(variant: Variant) -> tuple[str, ...]:
    return tuple(part.id for part in variant.parts)
