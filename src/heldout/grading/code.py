"""Kind `code`: a function in NumPy, tried on fresh inputs in a process that knows no answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from heldout.errors import FieldError
from heldout.grading.checks import Case, Checks, load_checks
from heldout.grading.fields import Fields
from heldout.grading.kinds import Bench, Unreadable
from heldout.grading.listing import DIGITS, list_call, list_value
from heldout.grading.recognition import recognise
from heldout.grading.shrinking import shrink
from heldout.grading.trial import Failure, try_case
from heldout.records import Evidence, Finding, Progress, ReplyValue, VariantPart, Verdict
from heldout.sandbox import Limits, Loaded, Raised, Session, Stopped

__all__ = ["Code", "CodeSpec", "example", "starter"]

IMAGES = {"numpy": "numpy"}
MATCHED = 4  # failing cases that a known mistake must reproduce


@dataclass(frozen=True, slots=True)
class CodeSpec:
    """The function that must be defined, the language, and the processor time in seconds."""

    function: str
    language: str
    seconds: float

    @property
    def limits(self) -> Limits:
        """What the candidate's process may use."""
        return Limits(cpu_seconds=self.seconds, wall_seconds=3 * self.seconds)


class Code:
    """Judges source text by running it. There is no truth: checks.py says what is right."""

    name = "code"

    def read_spec(self, fields: Mapping[str, Any]) -> CodeSpec:
        own = Fields(fields)
        spec = CodeSpec(
            function=own.text("function"),
            language=own.one_of("language", tuple(IMAGES)),
            seconds=own.number("seconds", 2.0),
        )
        if not spec.function.isidentifier():
            raise FieldError("function", f"must be the name of a function; given {spec.function!r}")
        own.finish()
        return spec

    def check_truth(self, part: VariantPart) -> str | None:
        return None

    def how_to_reply(self, part: VariantPart) -> str:
        return f"Python that defines {part.spec.function}; NumPy is there as np once imported."

    def grade(self, part: VariantPart, reply: ReplyValue, bench: Bench) -> Verdict:
        source = reply if isinstance(reply, str) else ""
        if not source.strip():
            raise Unreadable(self.how_to_reply(part))
        checks = _checks(part)
        spec: CodeSpec = part.spec
        if len(source.encode("utf-8", "surrogatepass")) > spec.limits.source_bytes:
            raise Unreadable(f"The code must fit into {spec.limits.source_bytes // 1024} KiB.")
        with _start(source, part, bench) as session:
            stopped = _read_loaded(session, spec)
            if stopped:
                return _verdict(0.0, bench, stopped)
            cases = checks.cases(bench.seed)
            failures = _run(session, checks, cases, bench)
        if not failures:
            return _verdict(1.0, bench, Finding("right", f"Right: all {len(cases)} cases pass."))
        score = (len(cases) - len(failures)) / len(cases)
        return _verdict(score, bench, *_explain(source, part, checks, failures, bench))

    def answer(self, part: VariantPart) -> str:
        assert part.folder is not None, "parts of kind code are drawn from files"
        text = (part.folder / "solution.py").read_text(encoding="utf-8")
        return f"```python\n{text.strip()}\n```"

    def write(self, part: VariantPart, truth: Any) -> ReplyValue:
        return str(truth)

    def same(self, part: VariantPart, one: Any, other: Any) -> bool:
        return bool(one == other)

    def nonsense(self, part: VariantPart) -> tuple[ReplyValue, ...]:
        name = part.spec.function
        return ("", f"def {name}(:", "x = 1", f"def {name}_(x): return x", "raise ValueError('no')")


def starter(part: VariantPart) -> str:
    """What the editor opens with."""
    assert part.folder is not None, "parts of kind code are drawn from files"
    return (part.folder / "starter.py").read_text(encoding="utf-8")


def example(part: VariantPart) -> str:
    """The example call and its result as a Markdown fence, computed from the reference."""
    checks = _checks(part)
    call = list_call(checks.function, checks.example).replace("\n", "\n... ")
    result = list_value(checks.expected(checks.example), DIGITS)
    return f"```python\n>>> {call}\n{result}\n```"


def _checks(part: VariantPart) -> Checks:
    assert part.folder is not None, "parts of kind code are drawn from files"
    return load_checks(part.folder, part.spec.function)


def _start(source: str, part: VariantPart, bench: Bench) -> Session:
    spec: CodeSpec = part.spec
    return bench.judge.start(source, image=IMAGES[spec.language], limits=spec.limits)


def _read_loaded(session: Session, spec: CodeSpec) -> Finding | None:
    """Unreadable when the source does not run or lacks the function; a finding when it was
    stopped while it was being loaded."""
    loaded = session.loaded
    if isinstance(loaded, Raised):
        raise Unreadable(
            f"The code must run before `{spec.function}` can be tried; it stops with an error.",
            detail=loaded.traceback or f"{loaded.type}: {loaded.message}",
        )
    if isinstance(loaded, Stopped):
        evidence = (Evidence("What happened", loaded.detail),)
        return Finding(loaded.reason, "The code was stopped while it was loaded.", None, evidence)
    if isinstance(loaded, Loaded) and spec.function not in loaded.names:
        found = ", ".join(loaded.names) or "nothing"
        raise Unreadable(f"The code must define `{spec.function}`.", detail=f"It defines: {found}.")
    return None


def _run(session: Session, checks: Checks, cases: list[Case], bench: Bench) -> list[Failure]:
    """The failing cases. Once the process is gone, all that remain count as failed."""
    failures: list[Failure] = []
    for index, case in enumerate(cases):
        failure = try_case(session, checks, case)
        if failure:
            failures.append(failure)
            if isinstance(failure.outcome, Stopped):
                return failures + [failure] * (len(cases) - index - 1)
        bench.listen(Progress(index + 1, len(cases), f"case {index + 1} of {len(cases)}"))
    return failures


def _explain(
    source: str, part: VariantPart, checks: Checks, failures: list[Failure], bench: Bench
) -> list[Finding]:
    """The failure in its smallest form, with the name of the mistake when it is a known one."""
    first = failures[0]
    if isinstance(first.outcome, Stopped):
        return [_finding(first)]
    told = _finding(first)
    bench.listen(told)
    with _start(source, part, bench) as session:
        smallest = shrink(checks, first, lambda case: try_case(session, checks, case), bench.seed)
    known = recognise(checks, failures[:MATCHED], part.mistakes, bench.judge, part.spec.limits)
    findings = [_finding(smallest)]
    if known:
        findings.insert(0, Finding("mistake", known.message, mistake=known.name))
    return findings


def _finding(failure: Failure) -> Finding:
    found = failure.difference
    point = f" (case: {failure.case.name})" if failure.case.name else ""
    return Finding(found.kind, found.message + point, evidence=failure.evidence())


def _verdict(score: float, bench: Bench, *findings: Finding) -> Verdict:
    return Verdict("graded", score, findings, mode=bench.judge.mode, seed=bench.seed)
