"""Where right results come from: the reference in this process, or in a child of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from heldout.errors import PackError
from heldout.grading.checks import Arguments, Checks, Signature
from heldout.grading.trial import Oracle, call, wishes_of
from heldout.sandbox import Judge, Limits, Program, Returned, Stopped

__all__ = ["reference"]


@contextmanager
def reference(
    checks: Checks, judge: Judge, image: str, limits: Limits, tensors: bool
) -> Iterator[Oracle]:
    """Results of the solution. PyTorch is too large to load beside every judge, so its references
    (and those in C++) run in a child, which the candidate's process knows nothing of."""
    if not tensors and checks.signature is None:
        yield checks.expected
        return
    file = checks.folder / ("solution.cpp" if checks.signature else "solution.py")
    text = file.read_text(encoding="utf-8")
    signature = checks.signature
    source = _compiled(judge, text, signature, file) if signature else checks.loadable(text)
    wishes = wishes_of(checks, tensors)
    with judge.start(source, image=image, limits=limits) as session:

        def expected(arguments: Arguments) -> Any:
            outcome = call(session, checks, arguments, wishes)
            if isinstance(outcome, Returned):
                return outcome.value
            raise _failure(outcome, file)

        yield expected


def _compiled(judge: Judge, source: str, signature: Signature, file: Path) -> Program:
    made = judge.build(source, *signature)
    if isinstance(made, Program):
        return made
    told = made.detail if isinstance(made, Stopped) else made.message
    line = None if isinstance(made, Stopped) else made.line
    raise PackError(f"must compile as reference: {told}", file=file, line=line)


def _failure(outcome: Any, file: Path) -> PackError:
    """The reference did not answer, which is the pack's fault."""
    if isinstance(outcome, Stopped):
        return PackError(f"was stopped as reference: {outcome.detail}", file=file)
    line = getattr(outcome, "line", None)
    what = getattr(outcome, "message", "the function is missing")
    return PackError(f"failed as reference: {what}", file=file, line=line)
