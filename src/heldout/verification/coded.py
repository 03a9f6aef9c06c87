"""Verifies code questions: reference, starter, attempts right and wrong, and mutants."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from heldout.authored import Authors
from heldout.errors import PackError
from heldout.grading import Bench, Detail, code, grade, image_of, kind_of
from heldout.grading.checks import Case, Checks, load_checks
from heldout.grading.comparison import difference
from heldout.grading.recognition import wrong_attempts
from heldout.grading.reference import reference
from heldout.grading.trial import Oracle
from heldout.questions import make_variant
from heldout.records import Question, VariantPart, Verdict
from heldout.sandbox import Judge, Limits
from heldout.verification.deadline import TooSlow, deadline, too_slow
from heldout.verification.declared import declaration_problems
from heldout.verification.mutation import KINDS, mutants
from heldout.verification.report import Problem, QuestionReport, Survivor, Tally
from heldout.verification.survival import Culling, SolutionFails
from heldout.verification.texts import text_problems

__all__ = ["FINDINGS", "verify_coded"]

AUTHORED = ("solution.py", "checks.py", "driver.py")  # what runs in this process
SECONDS = 120  # for both opinions on all cases
CALL_SECONDS = 10.0  # for one call of code in a jail
ROUNDS = 3  # verdicts on each file, each with cases of its own
SEEDS = 60  # among which different starters are looked for
STARTERS = 8  # that are tried, where each variant opens with its own
OPINIONS = 60  # ordinary cases on which the two opinions are compared
MUTANT_SEED = 20_260_101

FINDINGS = (
    "broken-law",
    "changed-argument",
    "cpu-time",
    "crashed",
    "exited",
    "forbidden",
    "forbidden-call",
    "growth",
    "memory",
    "missing-function",
    "no-error",
    "not-finite",
    "output",
    "printed",
    "raised",
    "shares-memory",
    "wall-time",
    "wrong-dtype",
    "wrong-error",
    "wrong-shape",
    "wrong-type",
    "wrong-value",
)
"""What a wrong attempt may expect, besides the name of a mistake."""


def verify_coded(question: Question, judge: Judge, *, with_mutants: bool) -> QuestionReport:
    """All that can be found wrong with a code question."""
    with Authors(judge, min(SECONDS, CALL_SECONDS)) as authors:
        return _Verification(question, judge, authors).report(with_mutants)


class _Verification:
    def __init__(self, question: Question, judge: Judge, authors: Authors) -> None:
        self.question, self.judge, self.authors = question, judge, authors
        self.grades = 0
        self.mutants: dict[str, Tally] = {}
        self.survivors: list[Survivor] = []
        self.mutant_seconds = 0.0

    def report(self, with_mutants: bool) -> QuestionReport:
        problems = [
            self._problem("must be there", name)
            for name in self._needed()
            if not (self.question.folder / name).is_file()
        ]
        try:
            if not problems:
                problems += self._of_all(with_mutants)
        except PackError as error:
            problems.append(Problem(self.question.id, error.file, error.message, line=error.line))
        return QuestionReport(
            self.question.id,
            grades=self.grades,
            mistakes=self._mistakes(),
            mutants={kind: self.mutants[kind] for kind in KINDS if kind in self.mutants},
            survivors=tuple(self.survivors),
            mutant_seconds=self.mutant_seconds,
            problems=tuple(problems),
        )

    def _mistakes(self) -> dict[str, int]:
        """How many attempts make each of them."""
        made = Counter(attempt.expect for attempt in wrong_attempts(self.question.folder))
        return {name: made[name] for name in self.question.mistakes}

    def _needed(self) -> list[str]:
        """The files that there must be; checks are always Python."""
        specs = (part.spec for part in self.question.parts if part.kind == "code")
        return [*(f"solution{spec.suffix}" for spec in specs), "checks.py"]

    def _of_all(self, with_mutants: bool) -> list[Problem]:
        variant = make_variant(self.question, 0, self.authors)
        problems = [
            self._problem(f"{where}: {what}", "question.md")
            for where, what in text_problems(variant)
        ]
        for part in variant.parts:
            if part.kind != "code":
                continue
            problems += list(self._of_part(part))
            # C++ has no mutants: each would cost the compiler's seconds.
            if with_mutants and not problems and part.spec.language != "cpp":
                problems += list(self._mutants(part))
        return problems

    def _of_part(self, part: VariantPart) -> Iterator[Problem]:
        doubts = self._both_opinions(part)
        if doubts:  # whatever is judged by such checks says nothing
            yield from doubts
            return
        name = f"solution{part.spec.suffix}"
        solution = (self.question.folder / name).read_text(encoding="utf-8")
        yield from self._must_be_right(part, name, solution)
        yield from self._starters(part)
        for file in sorted((self.question.folder / "attempts").glob(f"right-*{part.spec.suffix}")):
            source = file.read_text(encoding="utf-8")
            yield from self._must_be_right(part, f"attempts/{file.name}", source)
        yield from self._wrong_attempts(part)
        for reply in kind_of(part).nonsense(part):
            verdict = self._grade(part, str(reply), 0)
            if verdict.outcome != "unreadable":
                text = f"{reply!r} must be unreadable"
                yield self._problem(text, "question.md", value=_said(verdict))
        code.example(part)

    def _starters(self, part: VariantPart) -> Iterator[Problem]:
        """What the editor opens with may be right in places, but never as a whole."""
        file, drawn = part.spec.listing, not part.spec.starts_alike
        seeds = {part.listing: 0}
        if drawn:
            file = "variant.py"
            for seed in range(1, SEEDS):
                other = make_variant(self.question, seed, self.authors).part(part.id)
                assert other is not None, "parts do not come and go"
                seeds.setdefault(other.listing, seed)
        for starter, seed in list(seeds.items())[:STARTERS]:
            verdict = self._grade(part, starter, 0, "score")
            if verdict.right or verdict.outcome == "grader_failed":
                text = "the starter must not pass"
                yield self._problem(text, file, seed=seed if drawn else None, value=_said(verdict))
                return

    def _both_opinions(self, part: VariantPart) -> list[Problem]:
        """Where the author's code runs unjailed, a loop without an end is looked for here."""
        try:
            # A jail has a limit of its own, and knows the line that was being run.
            with deadline(SECONDS) if self.question.shipped else nullcontext():
                checks = self._checks(part)
                with self._reference(part, checks) as oracle:
                    return [*self._opinions(checks, oracle), *self._declarations(checks, oracle)]
        except TooSlow as slow:
            named = [too_slow(self.question.folder / name, slow) for name in AUTHORED]
            raise next((error for error in named if error.line), named[-1]) from None

    def _checks(self, part: VariantPart) -> Checks:
        spec = part.spec
        return load_checks(self.question.folder, spec.function, part.open_task, spec.language)

    def _reference(self, part: VariantPart, checks: Checks) -> AbstractContextManager[Oracle]:
        spec = part.spec
        ample = Limits(cpu_seconds=SECONDS, wall_seconds=SECONDS)
        return reference(checks, self.judge, self._image(part), ample, spec.tensors)

    def _image(self, part: VariantPart) -> str:
        image = image_of(part, self.question.needs)
        assert image is not None, "code is judged in an image"
        return image

    def _opinions(self, checks: Checks, oracle: Oracle) -> Iterator[Problem]:
        for case in [*checks.cases(0, OPINIONS), Case("EXAMPLE", checks.example)]:
            if case.raises:
                continue  # there is no result to agree on; the solution shows that it raises
            expected = oracle(case.arguments)
            other = checks.second_opinion(case.arguments)
            found = difference(other, expected, checks.tolerance(case.arguments))
            law = next(iter(checks.broken(case.arguments, expected)), None)
            if found or law:
                name = case.name or "an ordinary case"
                text = f"second_opinion() differs from the solution on {name}" if found else law
                value = f"{found.message if found else name}; arguments {dict(case.arguments)!r}"
                yield self._problem(str(text), "checks.py", value=value[:2000])
                return

    def _declarations(self, checks: Checks, oracle: Oracle) -> Iterator[Problem]:
        statement = f"{self.question.prompt}\n{self._prompt_of_code()}"
        for text in declaration_problems(statement, checks, oracle):
            yield self._problem(text, "checks.py")

    def _prompt_of_code(self) -> str:
        return next(part.prompt for part in self.question.parts if part.kind == "code")

    def _must_be_right(self, part: VariantPart, file: str, source: str) -> Iterator[Problem]:
        for seed in range(ROUNDS):
            verdict = self._grade(part, source, seed)
            if not verdict.right:
                yield self._problem("must score 1.0", file, seed=seed, value=_said(verdict))
                return

    def _wrong_attempts(self, part: VariantPart) -> Iterator[Problem]:
        attempts = wrong_attempts(self.question.folder)
        rights = list((self.question.folder / "attempts").glob(f"right-*{part.spec.suffix}"))
        if len(attempts) < 2 or not rights:
            end = part.spec.suffix
            text = f"there must be at least one attempts/right-*{end} and two attempts/wrong-*{end}"
            yield self._problem(text, "attempts")
        for attempt in attempts:
            file = f"attempts/{attempt.file.name}"
            if attempt.expect not in (*self.question.mistakes, *FINDINGS):
                text = "the first line must be '# expect: NAME', a mistake of question.md or one of"
                yield self._problem(f"{text} {', '.join(FINDINGS)}", file, line=1)
                continue
            for seed in range(ROUNDS):
                verdict = self._grade(part, attempt.source, seed, "mistake")
                told = {word for item in verdict.findings for word in (item.kind, item.mistake)}
                if verdict.outcome != "graded" or verdict.right or attempt.expect not in told:
                    text = f"must be graded below 1.0 and be told {attempt.expect}"
                    yield self._problem(text, file, seed=seed, value=_said(verdict))
                    break
        shown = {attempt.expect for attempt in attempts}
        alone = all(other.kind == "code" for other in self.question.parts)
        for name in self.question.mistakes if alone else ():
            if name not in shown:  # beside other parts it may be theirs: verify_drawn looks
                wanted = f"attempts/wrong-*{part.spec.suffix}"
                text = f"mistake {name} must have an {wanted} that makes it"
                yield self._problem(text, "question.md")

    def _mutants(self, part: VariantPart) -> Iterator[Problem]:
        checks = self._checks(part)
        source = (self.question.folder / "solution.py").read_text(encoding="utf-8")
        start = time.monotonic()
        try:
            self._try_mutants(part, checks, source)
        except SolutionFails as fails:
            yield self._problem("must pass every case", "solution.py", value=str(fails))
            return
        self.mutant_seconds = time.monotonic() - start
        for survivor in self.survivors:
            if survivor.reason is None:
                text = "this mutant of the solution survives: add a case that tells it, or a reason"
                value = f"SURVIVORS[{survivor.change!r}]  ({survivor.kind})"
                yield self._problem(text, "solution.py", line=survivor.line, value=value)
        alive = {survivor.change for survivor in self.survivors}
        for change, reason in checks.survivors.items():
            if change not in alive:
                text = f"SURVIVORS names {change!r}, which is killed or does not exist"
                yield self._problem(text, "checks.py")
            elif not reason.strip():
                text = f"SURVIVORS must say why {change!r} survives"
                yield self._problem(text, "checks.py")

    def _try_mutants(self, part: VariantPart, checks: Checks, source: str) -> None:
        spec = part.spec
        with self._reference(part, checks) as oracle:
            culling = Culling(self.judge, checks, oracle, spec.tensors)
            culling.prepare(checks.cases(MUTANT_SEED), self._image(part), source, spec.limits)
            for mutant, killed in culling.settle(list(mutants(source))):
                reason = None if killed else checks.survivors.get(mutant.change)
                tally = Tally(1, int(killed), int(reason is not None))
                self.mutants[mutant.kind] = self.mutants.get(mutant.kind, Tally()) + tally
                if not killed:
                    self.survivors.append(Survivor(mutant.kind, mutant.change, mutant.line, reason))

    def _grade(self, part: VariantPart, source: str, seed: int, detail: Detail = "all") -> Verdict:
        self.grades += 1
        needs = self.question.needs
        bench = Bench(self.judge, lambda _: None, seed, needs, detail)
        return grade(part, source, bench)

    def _problem(
        self,
        message: str,
        file: str,
        *,
        seed: int | None = None,
        value: str | None = None,
        line: int | None = None,
    ) -> Problem:
        place: Path = self.question.folder / file
        return Problem(self.question.id, place, message, seed, None, value, line)


def _said(verdict: Verdict) -> str:
    texts = [
        " | ".join([item.kind, item.message, *(f"{e.label}: {e.text}" for e in item.evidence)])
        for item in verdict.findings
    ]
    return f"{verdict.outcome} with {verdict.score:.3g}: " + "\n".join(texts)
