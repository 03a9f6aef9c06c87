"""A question in C++, graded whole: right, wrong, unreadable, stopped, and what it needs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from heldout.authored import Authors
from heldout.grading import Bench, grade, image_of, needs_of, read_spec
from heldout.needs import NEEDS, first_missing
from heldout.questions import load_library, make_variant, shipped_packs
from heldout.records import VariantPart, Verdict
from heldout.sandbox import Judge

from ..compiled import needs_compiler

QUESTION = load_library(shipped_packs(), read_spec).questions["sigmoid-gradient-cpp"]
NAME = "torch::Tensor sigmoid_gradient(const torch::Tensor& x)"
HEAD = "#include <torch/torch.h>\n"


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    """A judge in the best mode of this machine."""
    with Judge() as judge:
        yield judge


@pytest.fixture(scope="module")
def part(judge: Judge) -> VariantPart:
    """The one part of the question."""
    return make_variant(QUESTION, 1, Authors(judge)).parts[0]


def verdict(judge: Judge, part: VariantPart, source: str) -> Verdict:
    """What becomes of the source."""
    return grade(part, source, Bench(judge, lambda _: None, 3))


def test_a_compiler_and_pytorch_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the question says so or not, and looked up without starting anything."""
    assert needs_of(QUESTION) == {"compiler", "torch"}
    assert image_of(QUESTION.parts[0]) == "cpp"
    monkeypatch.setattr(shutil, "which", lambda name: None)
    missing = first_missing({"compiler"})
    assert missing is NEEDS["compiler"]
    assert "apt install g++" in missing.badge


@pytest.mark.torch
@needs_compiler
class TestVerdicts:
    """By the real compiler."""

    def test_a_right_one(self, judge: Judge, part: VariantPart) -> None:
        """Scores in full."""
        source = f"{HEAD}{NAME} {{ auto s = x.sigmoid(); return s * (1 - s); }}\n"
        assert verdict(judge, part, source).score == 1.0

    def test_a_known_mistake(self, judge: Judge, part: VariantPart) -> None:
        """Is named, with a small input."""
        found = verdict(judge, part, f"{HEAD}{NAME} {{ return x - x * x; }}\n")
        assert found.findings[0].mistake == "derivative-of-the-value"
        assert found.findings[1].evidence[0].label == "Input"

    @pytest.mark.parametrize(
        ("source", "says"),
        [
            (f"{HEAD}{NAME} {{ return y; }}\n", "answer.cpp:2: error: "),
            (f"{HEAD}int other() {{ return 1; }}\n", "must define sigmoid_gradient"),
            ("def sigmoid_gradient(x): return x\n", "answer.cpp:1: error: "),
        ],
    )
    def test_one_that_does_not_compile(
        self, judge: Judge, part: VariantPart, source: str, says: str
    ) -> None:
        """Is unreadable, and told in its own lines."""
        found = verdict(judge, part, source)
        assert found.outcome == "unreadable"
        assert any(says in item.text for told in found.findings for item in told.evidence)

    @pytest.mark.parametrize(
        ("body", "kind"),
        [
            ("while (true) {}", "cpu-time"),
            ("int* nowhere = nullptr; *nowhere = 1; return x;", "crashed"),
            ("return torch::empty({1l << 40});", "raised"),
            ("return torch::empty({2});", "wrong-shape"),
        ],
    )
    def test_one_that_goes_wrong(
        self, judge: Judge, part: VariantPart, body: str, kind: str
    ) -> None:
        """Is told in the words that Python gets."""
        found = verdict(judge, part, f"{HEAD}{NAME} {{ volatile int n = 0; {body} return x; }}\n")
        assert found.outcome == "graded"
        assert kind in {finding.kind for finding in found.findings}
