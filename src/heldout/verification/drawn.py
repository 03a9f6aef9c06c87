"""Verifies questions whose variants are drawn: many seeds, two opinions, every known mistake."""

from __future__ import annotations

import copy
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from heldout.authored import Authors, AuthorStopped
from heldout.errors import PackError
from heldout.grading import Bench, check_truth, grade, kind_of
from heldout.grading.recognition import wrong_attempts
from heldout.questions import author_values, make_variant, second_opinion
from heldout.records import Question, ReplyValue, Variant, VariantPart, Verdict
from heldout.sandbox import Judge
from heldout.verification.deadline import TooSlow, deadline, too_slow
from heldout.verification.report import Problem, QuestionReport, merge
from heldout.verification.texts import text_problems

__all__ = ["verify_drawn"]

ENOUGH = 12  # different variants: fewer, and a candidate meets the same one soon
ENOUGH_NUMBERS = 50  # the same, where a number, an array or a formula is asked for
NUMBERED = ("number", "array", "expression")
FURTHER = 400  # seeds that are drawn, and no more than drawn, until there are enough
SLOW_SEEDS = 4  # for kinds that are judged in a process: full replies on so many seeds only
SLOW = ("expression",)
SECONDS = 10  # for one draw and both opinions on it
FIRST = 6  # times as many for the first, which may import large libraries


def verify_drawn(question: Question, judge: Judge, seeds: int) -> QuestionReport:
    """All that can be found wrong with the variants of seeds 0 to seeds - 1."""
    with Authors(judge, SECONDS) as authors:
        return _Verification(question, judge, authors, seeds).report()


class _Verification:
    def __init__(self, question: Question, judge: Judge, authors: Authors, seeds: int) -> None:
        self.question, self.judge, self.authors = question, judge, authors
        self.seeds = seeds
        self.file = question.folder / "variant.py"
        self.grades = 0
        self.endless = False
        self.drawn = True  # else nothing varies, which only a question with code may do
        self.named: Counter[str] = Counter()
        self.shown: set[str] = set()

    def report(self) -> QuestionReport:
        problems = []
        for seed in range(self.seeds):
            problems += list(self._of_seed(seed))
            if not self.drawn:  # every seed is like this one
                self.seeds = 1
                break
            if self.endless or len(merge(problems)) > 20:
                break
        if not problems:  # a seed that was given up would be missing from the counts
            problems += list(self._of_all())
        return QuestionReport(
            self.question.id,
            seeds=self.seeds,
            variants=len(self.shown),
            grades=self.grades,
            mistakes={name: self.named[name] for name in self.question.mistakes},
            problems=merge(problems),
        )

    def _of_seed(self, seed: int) -> Iterator[Problem]:
        try:
            # A jail has a limit of its own, and knows the line that was being run.
            seconds = SECONDS * (FIRST if seed == 0 else 1)
            with deadline(seconds) if self.question.shipped else nullcontext():
                variant = make_variant(self.question, seed, self.authors)
                values = copy.deepcopy(variant.values)
                second = second_opinion(self.question, values, self.authors)
                again = author_values(self.question, seed, self.authors)
                self.drawn = bool(variant.values)
        except PackError as error:
            self.endless = isinstance(error, AuthorStopped)
            yield self._refused(error, seed)
            return
        except TooSlow as slow:
            self.endless = True
            yield self._refused(too_slow(self.file, slow), seed)
            return
        if repr(again) != repr(variant.values):
            text = "draw() must depend on rng alone, and nothing may change what it returned"
            yield self._problem(text, seed=seed, value=f"{variant.values!r}, then {again!r}")
        for where, what in text_problems(variant):
            file = self.question.folder / "question.md"
            yield self._problem(f"{where}: {what}", seed=seed, file=file)
        self.shown.add(_asked(variant))
        for part in variant.parts:
            if part.kind != "code":  # judged by files, which verify_coded tries
                yield from self._of_part(part, second[part.id], seed)

    def _of_part(self, part: VariantPart, second: object, seed: int) -> Iterator[Problem]:
        complaint = _complaint(part, second)
        if complaint:
            said = f"answers() says {part.truth!r}, second_opinion() says {second!r}"
            yield self._problem(complaint, seed=seed, part=part.id, value=said)
            return
        self.named.update(mistake.name for mistake in part.mistakes)
        if part.kind in SLOW and seed >= SLOW_SEEDS:
            yield from self._told_apart(part, seed)
            return
        yield from self._right_replies(part, second, seed)
        yield from self._wrong_replies(part, seed)
        yield from self._nonsense(part, seed)

    def _right_replies(self, part: VariantPart, second: object, seed: int) -> Iterator[Problem]:
        for truth in (part.truth, second):
            reply = kind_of(part).write(part, truth)
            verdict = self._grade(part, reply, seed)
            if not verdict.right:
                text = "the right answer must be graded 1.0"
                yield self._graded_problem(text, part, reply, verdict, seed)

    def _wrong_replies(self, part: VariantPart, seed: int) -> Iterator[Problem]:
        for mistake in part.mistakes:
            try:
                reply = kind_of(part).write(part, mistake.value)
            except Exception as error:  # a value of any type, from the author's code
                text = f"mistake {mistake.name} must have a value that can be a reply; {error}"
                yield self._problem(text, seed=seed, part=part.id, value=repr(mistake.value))
                continue
            verdict = self._grade(part, reply, seed)
            told = {finding.mistake for finding in verdict.findings}
            if verdict.right:
                text = f"mistake {mistake.name} must not equal the right answer"
                yield self._graded_problem(text, part, reply, verdict, seed)
            elif verdict.outcome != "graded" or told != {mistake.name}:
                text = f"mistake {mistake.name} must be recognised by its value"
                yield self._graded_problem(text, part, reply, verdict, seed)

    def _told_apart(self, part: VariantPart, seed: int) -> Iterator[Problem]:
        """By comparing values, what grading would find: a mistake that is the truth, or another."""
        others = [("the right answer", part.truth)]
        for mistake in part.mistakes:
            name = f"mistake {mistake.name}"
            for other, value in others:
                if kind_of(part).same(part, mistake.value, value):
                    text = f"{name} must not equal {other}"
                    yield self._problem(text, seed=seed, part=part.id, value=repr(mistake.value))
            others.append((name, mistake.value))

    def _nonsense(self, part: VariantPart, seed: int) -> Iterator[Problem]:
        for reply in kind_of(part).nonsense(part):
            verdict = self._grade(part, reply, seed)
            if verdict.outcome != "unreadable":
                text = "a reply that cannot be read must be unreadable"
                yield self._graded_problem(text, part, reply, verdict, seed)

    def _of_all(self) -> Iterator[Problem]:
        numbered = any(part.kind in NUMBERED for part in self.question.parts)
        enough = ENOUGH_NUMBERS if numbered else ENOUGH
        seed = self.seeds
        while self.drawn and len(self.shown) < enough and seed < FURTHER:
            try:
                self.shown.add(_asked(make_variant(self.question, seed, self.authors)))
            except PackError as error:
                yield self._refused(error, seed)
                return
            seed += 1
        if self.drawn and len(self.shown) < enough:
            text = f"draw() must give at least {enough} variants; {seed} seeds gave "
            yield self._problem(f"{text}{len(self.shown)}")
        attempted = {attempt.expect for attempt in wrong_attempts(self.question.folder)}
        for name in [name for name in self.question.mistakes if name not in attempted]:
            if self.named[name] < _fewest(self.seeds):
                yield self._problem(
                    f"mistake {name} must occur in a quarter of all draws; it occurs in "
                    f"{self.named[name]} of {self.seeds}"
                )

    def _grade(self, part: VariantPart, reply: ReplyValue, seed: int) -> Verdict:
        self.grades += 1
        return grade(
            part, reply, Bench(self.judge, lambda _: None, seed, self.question.needs, "score")
        )

    def _graded_problem(
        self, text: str, part: VariantPart, reply: ReplyValue, verdict: Verdict, seed: int
    ) -> Problem:
        said = "; ".join(
            " ".join([finding.message, *(item.text for item in finding.evidence)])
            for finding in verdict.findings
        )
        value = f"reply {reply!r} was {verdict.outcome} with {verdict.score:g}: {said}"
        return self._problem(text, seed=seed, part=part.id, value=value)

    def _refused(self, error: PackError, seed: int) -> Problem:
        text = f"{error.field}: {error.message}" if error.field else error.message
        return self._problem(text, seed=seed, file=error.file, line=error.line)

    def _problem(
        self,
        message: str,
        *,
        seed: int | None = None,
        part: str | None = None,
        value: str | None = None,
        file: Path | None = None,
        line: int | None = None,
    ) -> Problem:
        place = file or self.file
        return Problem(self.question.id, place, message, seed, part, value, line)


def _complaint(part: VariantPart, second: object) -> str | None:
    """What is wrong with the two opinions on a part; a grader may stumble over either."""
    try:
        complaint = check_truth(part)
        if complaint:
            return f"answers(): {complaint}"
        return None if kind_of(part).same(part, part.truth, second) else "the two opinions differ"
    except Exception as error:
        return f"the two opinions cannot be compared: {type(error).__name__}: {error}"


def _fewest(seeds: int) -> float:
    """Fewer are clearly less than a quarter: by 1.5 standard deviations of what chance does."""
    return seeds / 4 - 1.5 * math.sqrt(seeds * 3 / 16)


def _asked(variant: Variant) -> str:
    """All that a candidate sees of a variant before replying."""
    return "\n".join(
        [
            variant.prompt,
            *(text for part in variant.parts for text in (part.prompt, part.listing)),
            *sorted(option.text for part in variant.parts for option in part.options),
            variant.figure or "",
        ]
    )
