"""Kind `code`: a function, tried on fresh inputs in a process that knows no answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from heldout.errors import FieldError
from heldout.grading.assessment import Failure, is_well_formed, try_case
from heldout.grading.checks import Checks, load_checks
from heldout.grading.examination import Examination, Result, Starter
from heldout.grading.fields import Fields
from heldout.grading.images import LANGUAGES, image_of
from heldout.grading.kinds import Bench, Unreadable
from heldout.grading.lawfulness import broken_laws
from heldout.grading.listing import DIGITS, list_call, list_value
from heldout.grading.recognition import recognise
from heldout.grading.reference import reference
from heldout.grading.shrinking import shrink
from heldout.grading.trial import Oracle
from heldout.records import Evidence, Finding, ReplyValue, VariantPart, Verdict
from heldout.sandbox import Limits, Loaded, Raised, Session, Stopped

__all__ = ["Code", "CodeSpec", "example"]

LIBRARIES = ("scipy",)  # what a NumPy task may allow besides
MATCHED = 4  # failing cases that a known mistake must reproduce
# What goes wrong beside the values: no value tells which attempt does the same.
BESIDE_VALUES = ("changed-argument", "shares-memory", "growth", "forbidden-call")
_REFERENCE_SHARE = 10.0  # times the candidate's processor time, for a reference in a child


@dataclass(frozen=True, slots=True)
class CodeSpec:
    """The function that must be defined, the language, and the processor time in seconds."""

    function: str
    language: str
    seconds: float
    allows: tuple[str, ...] = ()
    listing: str = "starter.py"  # a value of draw(), where each variant opens with its own

    @property
    def limits(self) -> Limits:
        """What the candidate's process may use."""
        return _limits(self.seconds, 3 * self.seconds)

    @property
    def ample(self) -> Limits:
        """What the reference may use where it runs in a child, too: it need not be as quick."""
        return _limits(_REFERENCE_SHARE * self.seconds, 3 * self.seconds)

    @property
    def image(self) -> str:
        """The warm parent that has what may be used, and nothing else."""
        return self.allows[0] if self.allows else self.language

    @property
    def tensors(self) -> bool:
        """Whether arrays go in and come out as PyTorch tensors."""
        return self.language == "torch"

    @property
    def suffix(self) -> str:
        """How the names of the files end that hold such code."""
        return Path(_starter(self.language)).suffix

    @property
    def starts_alike(self) -> bool:
        """Whether all variants open with one file, and none with a program of its own."""
        return self.listing == _starter(self.language)


_limits = lru_cache(maxsize=64)(Limits)  # which look at each of their numbers


def _starter(language: str) -> str:
    return "starter.cpp" if language == "cpp" else "starter.py"


class Code:
    """Judges source text by running it. There is no truth: checks.py says what is right."""

    name = "code"

    def read_spec(self, fields: Mapping[str, Any]) -> CodeSpec:
        own = Fields(fields)
        language = own.one_of("language", LANGUAGES)
        spec = CodeSpec(
            function=own.text("function"),
            language=language,
            seconds=own.number("seconds", 2.0),
            allows=own.texts("allows"),
            listing=own.text("starter", _starter(language)),
        )
        unknown = [name for name in spec.allows if name not in LIBRARIES]
        if unknown or (spec.allows and spec.language != "numpy"):
            known = ", ".join(LIBRARIES)
            raise FieldError("allows", f"may name {known}, for NumPy tasks; given {unknown}")
        if not spec.function.isidentifier():
            raise FieldError("function", f"must be the name of a function; given {spec.function!r}")
        own.finish()
        return spec

    def check_truth(self, part: VariantPart) -> str | None:
        return None

    def how_to_reply(self, part: VariantPart) -> str:
        if part.spec.language == "cpp":
            return f"C++ that defines {part.spec.function}; torch/torch.h has the tensors."
        library = "PyTorch" if part.spec.tensors else "NumPy"
        return f"Python that defines {part.spec.function}; import {library} as usual."

    def grade(self, part: VariantPart, reply: ReplyValue, bench: Bench) -> Verdict:
        source = reply if isinstance(reply, str) else ""
        if not source.strip():
            raise Unreadable(self.how_to_reply(part))
        spec: CodeSpec = part.spec
        if len(source.encode("utf-8", "surrogatepass")) > spec.limits.source_bytes:
            raise Unreadable(f"The code must fit into {spec.limits.source_bytes // 1024} KiB.")
        checks = _checks(part)
        image = _image(part, bench)
        starter = Starter(source, image, spec.limits, bench, checks)
        if stopped := _compile(starter, spec):
            return _verdict(0.0, bench.judge.mode, bench, stopped)
        with (
            starter.begin() as session,
            reference(checks, bench.judge, image, spec.ample, spec.tensors) as oracle,
        ):
            examination = Examination(checks, oracle, bench, spec.tensors)
            examination.begin(session)
            stopped = _read_loaded(session, spec)
            if stopped:
                return _verdict(0.0, session.mode, bench, stopped)
            result = examination.run(session, starter)
            if not result.failures:
                text = f"Right: all {result.trials} cases pass."
                return _verdict(1.0, session.mode, bench, Finding("right", text))
            findings = _explain(starter, part, checks, result, oracle)
        return _verdict(_score(checks, result), session.mode, bench, *findings)

    def answer(self, part: VariantPart) -> str:
        assert part.folder is not None, "parts of kind code are drawn from files"
        file = part.folder / f"solution{part.spec.suffix}"
        return _fenced(file, file.stat().st_mtime_ns)

    def write(self, part: VariantPart, truth: Any) -> ReplyValue:
        return str(truth)

    def same(self, part: VariantPart, one: Any, other: Any) -> bool:
        return bool(one == other)

    def nonsense(self, part: VariantPart) -> tuple[ReplyValue, ...]:
        name = part.spec.function
        if part.spec.language == "cpp":  # each costs the compiler's time
            return ("", f"int {name}(", f"int {name}_() {{ return 1; }}")
        return ("", f"def {name}(:", "x = 1", f"def {name}_(x): return x", "raise ValueError('no')")


@lru_cache(maxsize=256)
def _fenced(file: Path, _changed: int) -> str:
    """The file as a Markdown fence; asked for with each verdict, so it is read when it changed."""
    language = "cpp" if file.suffix == ".cpp" else "python"
    return f"```{language}\n{file.read_text(encoding='utf-8').strip()}\n```"


def example(part: VariantPart) -> str:
    """The example call and its result as a Markdown fence, computed from the reference, and what
    earns which share of the score."""
    checks = _checks(part)
    result = list_value(_example_result(checks, part.spec), DIGITS)
    fence = f"```python\n>>> {_example_call(checks)}\n{result}\n```"
    if checks.driver is not None:
        how = f"How it is called, with `{checks.function}` as `answer`:"
        fence = f"{how}\n\n```python\n{checks.driver.strip()}\n```\n\n{fence}"
    shares = [f"{share.percent} % for {share.what}" for share in checks.credit]
    return fence if len(shares) < 2 else f"{fence}\n\nScore: {'; '.join(shares)}."


def _example_call(checks: Checks) -> str:
    if checks.driver is None:
        call = list_call(checks.function, checks.example)
    else:
        call = list_call("drive", checks.example, checks.function)
    return call.replace("\n", "\n... ")


def _example_result(checks: Checks, spec: CodeSpec) -> Any:
    """What the reference returns; for tensors and C++ the second opinion, which a page can have
    without loading PyTorch. `heldout verify` makes sure that both agree here too."""
    if spec.language == "numpy":
        return checks.expected(checks.example)
    result = checks.second_opinion(checks.example)
    return result[0] if checks.gradients else result


def _checks(part: VariantPart) -> Checks:
    assert part.folder is not None, "parts of kind code are drawn from files"
    return load_checks(part.folder, part.spec.function, part.open_task, part.spec.language)


def _image(part: VariantPart, bench: Bench) -> str:
    image = image_of(part, bench.needs)
    assert image is not None, "code is judged in an image"
    return image


def _compile(starter: Starter, spec: CodeSpec) -> Finding | None:
    """Unreadable when the source does not compile; a finding when the compiler was stopped."""
    if spec.language != "cpp":
        return None
    made = starter.build()
    if isinstance(made, Stopped):
        evidence = (Evidence("What happened", made.detail),)
        return Finding(made.reason, "The code was stopped while it was compiled.", None, evidence)
    if isinstance(made, Raised):
        raise Unreadable(
            f"The code must compile before `{spec.function}` can be tried; it does not.",
            detail=made.traceback or made.message,
        )
    return None


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


def _score(checks: Checks, result: Result) -> float:
    """The shares that were earned in full."""
    shares = enumerate(checks.credit)
    return sum(share.percent for place, share in shares if place not in result.failures) / 100


def _explain(
    starter: Starter, part: VariantPart, checks: Checks, result: Result, oracle: Oracle
) -> list[Finding]:
    """The failure in its smallest form, with the name of the mistake when it is a known one, then
    what else went wrong, and what was earned."""
    places = sorted(result.failures)
    first = _most_telling(result.failures[places[0]])
    findings = _explain_first(starter, part, checks, first, result, oracle)
    told = {(first.difference, first.trial.case.name)}
    for place in places[1:]:
        other = result.failures[place][0]
        if (other.difference, other.trial.case.name) not in told:
            told.add((other.difference, other.trial.case.name))
            findings.append(_finding(other))
    if len(checks.credit) > 1:
        findings.append(_earned(checks, result))
    return findings


def _most_telling(failures: Sequence[Failure]) -> Failure:
    """An ordinary case, which can be made smaller, else the first one that went wrong."""
    ordinary = (failure for failure in failures if failure.trial.case.name is None)
    return next(ordinary, failures[0])


def _explain_first(
    starter: Starter,
    part: VariantPart,
    checks: Checks,
    first: Failure,
    result: Result,
    oracle: Oracle,
) -> list[Finding]:
    bench, spec = starter.bench, part.spec
    alone = first.difference.kind in ("forbidden-call", "growth")
    if alone or bench.detail == "score" or isinstance(first.trial.outcome, Stopped):
        return [_finding(first)]
    bench.listen(_finding(first))
    failures = [
        failure
        for group in result.failures.values()
        for failure in group
        if failure.difference.kind not in BESIDE_VALUES
    ]
    known = recognise(
        checks, failures[:MATCHED], result.passed, part.mistakes, starter, spec.tensors
    )
    named = [Finding("mistake", known.message, mistake=known.name)] if known else []
    for finding in named:
        bench.listen(finding)
    if first.difference.kind == "broken-law" or bench.detail != "all":
        return [*named, _finding(first)]
    with starter.start() as session:
        smallest = shrink(
            checks,
            first,
            lambda case: try_case(session, checks, case, oracle, spec.tensors),
            bench.seed,
        )
    return [*named, _finding(smallest, *_broken_law(starter, checks, smallest, spec))]


def _broken_law(
    starter: Starter, checks: Checks, failure: Failure, spec: CodeSpec
) -> tuple[Evidence, ...]:
    """The first law that a failing function breaks, as a further clue."""
    if not checks.laws or not is_well_formed(checks, failure.trial):
        return ()
    with starter.start() as session:
        laws = broken_laws(session, checks, failure.trial, starter.bench.seed, spec.tensors)
        sentence = next(laws, None)
    return (Evidence("A law that it breaks", sentence),) if sentence else ()


def _earned(checks: Checks, result: Result) -> Finding:
    """What the score is made of."""
    shares = list(enumerate(checks.credit))
    earned = [f"{s.percent} % for {s.what}" for place, s in shares if place not in result.failures]
    missed = [f"{s.percent} % for {s.what}" for place, s in shares if place in result.failures]
    text = f"Earned: {'; '.join(earned) or 'nothing'}. Not earned: {'; '.join(missed)}."
    return Finding("credit", text)


def _finding(failure: Failure, *more: Evidence) -> Finding:
    found, name = failure.difference, failure.trial.case.name
    point = f" (case: {name})" if name else ""
    return Finding(found.kind, found.message + point, evidence=(*failure.evidence(), *more))


def _verdict(score: float, mode: str, bench: Bench, *findings: Finding) -> Verdict:
    return Verdict("graded", score, findings, mode=mode, seed=bench.seed)
