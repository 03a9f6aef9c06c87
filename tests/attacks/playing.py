"""Plays attacks against a judge; as a program, all that one mode and image are asked to hold.

    python -m tests.attacks.playing standard numpy [NAME ...]

prints one JSON object a line: {"name", "ended", "problems"} for each attack (named ones only, where
names are given), and at the end, under the name "afterwards", what was left behind.
"""

from __future__ import annotations

import dataclasses
import json
import re
import resource
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from heldout.authored import Authors
from heldout.grading import Bench, grade, read_spec
from heldout.questions import load_library, make_variant, shipped_packs
from heldout.records import VariantPart, Verdict
from heldout.sandbox import Judge, Limits, Loaded, Missing, Program, Raised, Returned, Stopped
from heldout.typeset import html

from .loading import DOUBLE, Attack, load_attacks
from .traces import Traces

__all__ = ["AFTERWARDS", "LIMITS", "SEED", "judges_on", "play"]

AFTERWARDS = "afterwards"

SEED = 7
LIMITS = {
    "numpy": Limits(0.15, 3.0, 256 << 20, 1 << 20, 16 << 10),
    "torch": Limits(0.5, 8.0, 512 << 20, 1 << 20, 16 << 10),
    "cpp": Limits(0.5, 8.0, 512 << 20, 1 << 20, 16 << 10),
}
_HONEST_EVERY = 20
_MOST_GROWTH = 128 << 20  # an answer may take one mebibyte
_X = np.array([[0.0, 1.5, -2.0], [4.0, np.inf, 1e-300]])
_HONEST = """
import builtins, random, time
import numpy as np
def honest(x):
    assert len([1, 2]) == 2 and isinstance(x, np.ndarray) and time.time() > 1e9
    assert np.allclose(np.exp(x), np.exp(x.tolist())) and not np.allclose(x, x + 1)
    assert np.geterr()["divide"] == "warn" and np.get_printoptions()["precision"] == 8
    return float((x @ x).sum())
"""
_HONEST_TORCH = """
import torch
def honest(x):
    t = torch.tensor([1.0, 2.0], requires_grad=True)
    assert t.dtype is torch.float32 and torch.is_grad_enabled() and torch.get_num_threads() == 1
    (t * t).sum().backward()
    assert torch.allclose(t.grad, torch.tensor([2.0, 4.0])) and not torch.allclose(t, t + 1)
    return float((x @ x).sum())
"""
_HONEST_CPP = """
#include <torch/torch.h>
double honest(const torch::Tensor& x) {
  TORCH_CHECK(torch::allclose(x, x) && !torch::allclose(x, x + 1), "not itself");
  return x.mm(x).sum().item<double>();
}
"""
_UNPLAIN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_ELEMENTS = re.compile(r"<(?!/?(?:p|code|em|strong|pre|span)\b)[a-z][^>]*>")
_TEXT_CAP = 70_000


def play(judge: Judge, attack: Attack, image: str) -> tuple[set[str], list[str]]:
    """The names of how it ended, and what is wrong with its end or with its texts."""
    if attack.against in ("", DOUBLE):
        ended, texts = _call(judge, attack, image)
    else:
        ended, texts = _grade(judge, attack)
    problems = list(_unplain(texts))
    if not ended & set(attack.must):
        problems.append(f"must be {' or '.join(attack.must)}; it is {', '.join(sorted(ended))}")
    return ended, problems


def judges_on(judge: Judge, image: str) -> list[str]:
    """What is wrong with the judge, asked by honest code that looks round where it is."""
    honest: Any = {"numpy": _HONEST, "torch": _HONEST_TORCH}.get(image)
    if honest is None:
        honest = judge.build(_HONEST_CPP, "honest")
    with judge.start(honest, image=image, limits=Limits(10.0, 30.0)) as session:
        after = session.call("honest", (np.eye(2),))
    right = isinstance(after, Returned) and after.value == 2.0
    return [] if right else [f"honest code is not judged right any more: {after}"]


# --- against one function -------------------------------------------------------------------------


def _call(judge: Judge, attack: Attack, image: str) -> tuple[set[str], list[str]]:
    limits = dataclasses.replace(LIMITS[image], **attack.limits)
    double = attack.against == DOUBLE
    program: Any = attack.source
    name = "double" if double else "f"
    if image == "cpp":
        name = "double_it" if double else "f"  # the other one is a word of C++
        program = judge.build(attack.source, name)
        if not isinstance(program, Program):
            return _ended(program), list(_texts_in(program))
    with judge.start(program, image=image, limits=limits) as session:
        result: Any = session.loaded
        texts = list(_texts_in(result))
        for _ in range(attack.calls):
            if not isinstance(result, Loaded | Returned):
                break
            result = session.call(name, (_X,) if double else attack.args)
            texts += _texts_in(result)
    ended = _ended(result)
    if double:
        ended.add("right" if _is_double(result) else "not right")
    return ended, texts


def _ended(result: Any) -> set[str]:
    match result:
        case Stopped(reason=reason):
            return {"anything", "stopped", f"stopped {reason}"}
        case Raised(type=name):
            return {"anything", "raised", f"raised {name}"}
        case Missing():
            return {"anything", "missing"}
    return {"anything", "returned", f"returned {result.value!r}"}


def _is_double(result: Any) -> bool:
    """Whether it is right as a grader would have it: a new array of the same kind, to the bit."""
    if not isinstance(result, Returned) or result.changed or result.aliased:
        return False
    value = result.value
    return (
        isinstance(value, np.ndarray)
        and value.dtype == _X.dtype
        and value.shape == _X.shape
        and value.tobytes() == (2 * _X).tobytes()
    )


def _texts_in(result: Any) -> Iterator[str]:
    match result:
        case Loaded():
            yield from (*result.names, result.printed)
        case Returned():
            yield from (*result.changed, *result.aliased, result.printed)
        case Raised():
            yield from (result.type, result.message, result.traceback, result.printed)
        case Stopped():
            yield from (result.detail, result.printed)
        case Missing():
            yield from result.defined


# --- against a question ---------------------------------------------------------------------------


def _grade(judge: Judge, attack: Attack) -> tuple[set[str], list[str]]:
    part = _parts(judge)[attack.against]
    verdict = grade(part, attack.source, Bench(judge, lambda _: None, SEED))
    return _ruled(verdict), [*_texts_of(verdict), *_elements_of(verdict)]


@cache
def _parts(judge: Judge) -> dict[str, VariantPart]:
    authors = Authors(judge)  # of the shipped questions, which run here: nothing is started
    return {
        question.id: make_variant(question, SEED, authors).parts[0]
        for question in load_library(shipped_packs(), read_spec).questions.values()
        if question.parts[0].kind == "code"
    }


def _ruled(verdict: Verdict) -> set[str]:
    kinds = {finding.kind for finding in verdict.findings}
    if verdict.outcome == "grader_failed":
        told = [item.text for finding in verdict.findings for item in finding.evidence]
        return {f"grader failed: {'; '.join(told)}"}
    if verdict.outcome == "graded" and verdict.score >= 1:
        return {"anything", "right", *kinds}
    return {"anything", "not right", verdict.outcome, *(f"stopped {kind}" for kind in kinds)}


def _texts_of(verdict: Verdict) -> Iterator[str]:
    for finding in verdict.findings:
        yield from (finding.kind, finding.message)
        yield from (text for item in finding.evidence for text in (item.label, item.text))


def _elements_of(verdict: Verdict) -> list[str]:
    """HTML elements that no sentence of ours has, made from what a candidate has written."""
    pages = [html(finding.message) for finding in verdict.findings if finding.kind != "mistake"]
    return [f"\x1b{element}" for page in pages for element in _ELEMENTS.findall(page)]


def _unplain(texts: list[str]) -> Iterator[str]:
    for text in texts:
        if found := _UNPLAIN.search(text):
            yield f"a text that is not plain: {text[:80]!r}, for {found[0]!r}"
        if len(text) > _TEXT_CAP:
            yield f"a text of {len(text)} characters"


# --- as a program ---------------------------------------------------------------------------------


_LARGER = {"numpy": ("random", "whole")}


def main(mode: str, image: str, *names: str) -> None:
    """Play every attack of that mode and image (or those named) with one judge."""
    attacks = [attack for attack in load_attacks().values() if attack.runs_in(mode, image)]
    with Traces() as traces:
        with Judge(LIMITS[image], mode=mode) as judge:
            judge.warm(image)
            assert judge.mode == mode  # proven now: a proof may start a parent of its own
            for larger in _LARGER.get(image, ()):  # started by what some of the attacks import
                judge.warm(larger)
            parents, size = traces.children(), _largest_size()
            for place, attack in enumerate(attacks):
                if not names or attack.name in names:
                    ended, problems = play(judge, attack, image)
                    if names or place % _HONEST_EVERY == 0:
                        problems += judges_on(judge, image)
                    _tell(attack.name, sorted(ended), problems)
            problems = judges_on(judge, image)
            if (grown := _largest_size() - size) > _MOST_GROWTH:
                problems.append(f"the judge has grown by {grown >> 20} MiB")
            if traces.children() != parents:
                problems.append("a warm parent was replaced")
        _tell(AFTERWARDS, [], problems + traces.left())


def _largest_size() -> int:
    """Bytes of memory that this process has had at most (Linux counts KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def _tell(name: str, ended: list[str], problems: list[str]) -> None:
    shown = [text.encode("ascii", "backslashreplace").decode()[:300] for text in ended]
    print(json.dumps({"name": name, "ended": shown, "problems": problems}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
