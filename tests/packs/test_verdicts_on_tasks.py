"""What a candidate is told on the code tasks of `core`, where the judge could go astray."""

from __future__ import annotations

from pathlib import Path

import pytest

from heldout.authored import Authors
from heldout.grading import Bench, grade, read_spec
from heldout.questions import load_library, make_variant, shipped_packs
from heldout.records import Verdict
from heldout.sandbox import Judge

LIBRARY = load_library(shipped_packs(), read_spec)


def judged(judge: Judge, name: str, source: str) -> Verdict:
    """The verdict on that source."""
    part = make_variant(LIBRARY.questions[name], 0, Authors(judge)).parts[0]
    return grade(part, source, Bench(judge, lambda _: None, 7))


def attempt(name: str, file: str) -> str:
    """The source of an attempt that comes with the question."""
    folder: Path = LIBRARY.questions[name].folder
    return (folder / "attempts" / f"{file}.py").read_text(encoding="utf-8")


def kinds(verdict: Verdict) -> list[str]:
    """What the findings are, in order."""
    return [finding.kind for finding in verdict.findings]


CORRELATE = """
from numpy.lib.stride_tricks import sliding_window_view

class DoesNotFit(ValueError):
    pass

def correlate(signal, kernel, stride=1):
    if stride < 1 or len(kernel) > signal.shape[-1]:
        raise DoesNotFit("no")
    return sliding_window_view(signal, len(kernel), axis=-1)[..., ::stride, :] @ kernel
"""


def test_an_exception_that_derives_from_the_demanded_one_will_do(judge: Judge) -> None:
    """`except ValueError` catches it, and that is what the statement asks for."""
    assert judged(judge, "correlate-1d", CORRELATE).right
    other = CORRELATE.replace("(ValueError)", "(RuntimeError)")
    verdict = judged(judge, "correlate-1d", other)
    assert kinds(verdict) == ["wrong-error", "credit"]


@pytest.mark.parametrize(
    ("name", "file", "kind"),
    [
        ("correlate-1d", "wrong-python-loop", "growth"),
        ("correlate-1d", "wrong-library-call", "forbidden-call"),
        ("batch-norm-forward", "wrong-in-place", "changed-argument"),
        ("batch-norm-forward", "wrong-no-copies", "shares-memory"),
    ],
)
def test_right_values_are_no_known_mistake(judge: Judge, name: str, file: str, kind: str) -> None:
    """Attempts that happen to be right on those inputs too say nothing about the code."""
    verdict = judged(judge, name, attempt(name, file))
    assert kind in kinds(verdict)
    assert all(finding.mistake is None for finding in verdict.findings)


@pytest.mark.parametrize("file", ["wrong-python-loop", "wrong-library-call"])
def test_nothing_is_expected_where_no_result_was_compared(judge: Judge, file: str) -> None:
    """The evidence is the input alone."""
    first = judged(judge, "correlate-1d", attempt("correlate-1d", file)).findings[0]
    assert "Expected" not in [item.label for item in first.evidence]


HIDING = """
import sys
import numpy as np

def correlate(signal, kernel, stride=1):
    if stride < 1 or len(kernel) > signal.shape[-1]:
        raise ValueError("no")
    if sys.getprofile() is not None:
        raise OSError("somebody is watching")
    rows = signal.reshape(-1, signal.shape[-1])
    out = [np.correlate(row, kernel, "valid")[::stride] for row in rows]
    return np.array(out).reshape(*signal.shape[:-1], -1)
"""


def test_who_fails_when_watched_is_not_right(judge: Judge) -> None:
    """What it calls unwatched cannot be told."""
    verdict = judged(judge, "correlate-1d", HIDING)
    assert not verdict.right
    assert "raised" in kinds(verdict)


def test_one_wrong_output_costs_its_own_share(judge: Judge) -> None:
    """The pooled values are right, their places are not."""
    verdict = judged(
        judge, "max-pool-forward", attempt("max-pool-forward", "wrong-index-within-window")
    )
    told = verdict.findings[-1].message
    assert "Earned: 40 % for `values`" in told
    assert "Not earned: 30 % for `indices`" in told


@pytest.mark.torch
@pytest.mark.parametrize(
    "call", ["F.log_softmax(x, dim)", "F.softmax(x, dim).log()", "x - x.logsumexp(dim, True)"]
)
def test_operations_of_pytorch_are_told(judge: Judge, call: str) -> None:
    """By what is run, however it is reached, and with every share lost."""
    source = "import torch\nimport torch.nn.functional as F\n"
    verdict = judged(
        judge, "log-softmax-torch", f"{source}\ndef log_softmax(x, dim=-1):\n    return {call}\n"
    )
    assert kinds(verdict)[0] == "forbidden-call"
    assert verdict.score == 0.0


@pytest.mark.torch
def test_a_cut_graph_costs_the_gradient_only(judge: Judge) -> None:
    """The values are right; what flows back is nothing."""
    verdict = judged(judge, "log-softmax-torch", attempt("log-softmax-torch", "wrong-data"))
    assert verdict.findings[0].mistake == "graph-cut"
    assert verdict.score == 0.5


RENAMED = """
def log_softmax(logits, dim=-1):
    shifted = logits - logits.amax(dim=dim, keepdim=True)
    return shifted - shifted.exp().sum(dim=dim, keepdim=True).log()
"""


@pytest.mark.torch
def test_a_tensor_may_be_called_anything(judge: Judge) -> None:
    """Its gradient is found all the same, since it is given by its place."""
    assert judged(judge, "log-softmax-torch", RENAMED).right
