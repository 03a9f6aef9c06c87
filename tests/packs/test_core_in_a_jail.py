"""The shipped questions, copied so that they count as somebody else's, say in their jail what they
say in our process."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from heldout.authored import Authors
from heldout.grading import Bench, grade, read_spec
from heldout.grading.checks import Checks, load_checks
from heldout.questions import load_pack, make_variant, second_opinion, shipped_packs
from heldout.records import Pack, Question, Variant
from heldout.sandbox import Judge
from heldout.verification.drawn import verify_drawn

EXAMPLE = Path(__file__).parents[2] / "docs" / "example-pack"
OURS = load_pack(shipped_packs()[0], read_spec)
DRAWN = sorted(key for key, item in OURS.questions.items() if item.parts[0].kind != "code")
CODED = sorted(set(OURS.questions) - set(DRAWN))
SEEDS = (0, 1, 987_654_321)


def build_of(question: Question) -> set[str]:
    """What could be lost on the way into a jail and out of it: libraries, functions, and the kinds
    whose truths are more than numbers and text."""
    source = (question.folder / "variant.py").read_text(encoding="utf-8")
    crossing = r"numpy|sympy|scipy|torch|mpmath|Fraction|Decimal|def accepts|def figure"
    kinds = {part.kind for part in question.parts} & {"expression", "lines", "order", "sketch"}
    return kinds.union(re.findall(crossing, source))


BUILDS = sorted({frozenset(build_of(OURS.questions[n])): n for n in reversed(DRAWN)}.values())


@pytest.fixture(scope="module")
def authors(judge: Judge) -> Iterator[Authors]:
    """For all questions, which are more than may keep a process."""
    with Authors(judge) as opened:
        yield opened


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The same pack in another place."""
    folder = tmp_path_factory.mktemp("packs") / "core"
    return load_pack(Path(shutil.copytree(OURS.folder, folder)), read_spec)


def said(variant: Variant) -> Any:
    """All that a variant shows, knows and compares with."""
    parts = [
        (
            part.prompt,
            part.options,
            part.truth,
            [(m.name, m.message, m.value) for m in part.mistakes],
        )
        for part in variant.parts
    ]
    texts = (variant.prompt, variant.hints, variant.explanation, variant.follow_ups)
    return repr((dict(variant.values), texts, variant.figure, parts))


def test_where_a_pack_lies_decides(theirs: Pack) -> None:
    """Whatever it is called."""
    assert OURS.shipped
    assert all(question.shipped for question in OURS.questions.values())
    assert not theirs.shipped
    assert not any(question.shipped for question in theirs.questions.values())
    assert {key: item.hash for key, item in theirs.questions.items()} == {
        key: item.hash for key, item in OURS.questions.items()
    }


@pytest.mark.parametrize("name", BUILDS)
def test_variants_are_the_same(name: str, theirs: Pack, authors: Authors) -> None:
    """Values, texts, figures, truths, mistakes and second opinions, to the last digit and type."""
    for seed in SEEDS:
        near = make_variant(OURS.questions[name], seed, authors)
        far = make_variant(theirs.questions[name], seed, authors)
        assert said(near) == said(far)
        opinions = [
            dict(second_opinion(variant.question, variant.values, authors))
            for variant in (near, far)
        ]
        assert repr(opinions[0]) == repr(opinions[1])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**63 - 1))
@example(seed=2**63 - 1)
def test_any_seed_of_the_example_gives_the_same(authors: Authors, seed: int) -> None:
    """The pack of docs/authoring.md, which is nobody's secret and not shipped."""
    for question in load_pack(EXAMPLE, read_spec).questions.values():
        near = make_variant(replace(question, shipped=True), seed, authors)
        assert said(near) == said(make_variant(question, seed, authors))


def rules(question: Question, authors: Authors, replies: Any) -> list[Any]:
    """What the rules of a question say of replies."""
    variant = make_variant(question, 3, authors)
    return [part.accepts(reply) for part in variant.parts if part.accepts for reply in replies]


@pytest.mark.parametrize(
    ("name", "replies"),
    [
        ("gate-design", [[1.0, 1.0, -1.5], [0.0, 0.0, 0.0], [1.0, -1.0, 0.5]]),
        ("xor-network", [[[1.0, 1.0, -0.5], [1.0, 1.0, -1.5], [1.0, -1.0, -0.5]], [[0.0] * 3] * 3]),
    ],
)
def test_rules_say_the_same(name: str, replies: Any, theirs: Pack, authors: Authors) -> None:
    """Of right and of wrong replies."""
    ours = rules(OURS.questions[name], authors, replies)
    assert ours
    assert rules(theirs.questions[name], authors, replies) == ours


def checks_of(question: Question, authors: Authors) -> Checks:
    """The checks as a verdict opens them."""
    (part,) = make_variant(question, 0, authors).parts
    return load_checks(question.folder, part.spec.function, part.open_task, part.spec.language)


@pytest.mark.parametrize("name", CODED)
def test_cases_are_the_same(name: str, theirs: Pack, authors: Authors) -> None:
    """Points and ordinary cases, in the same memory layout, with the same results."""
    near = checks_of(OURS.questions[name], authors)
    far = checks_of(theirs.questions[name], authors)
    assert (near.far, far.far) == (False, True)
    tensors = OURS.questions[name].parts[0].spec.tensors  # whose results come from elsewhere
    for one, other in zip(near.cases(5), far.cases(5), strict=True):
        assert (one.name, one.says, one.raises) == (other.name, other.says, other.raises)
        assert_same(one.arguments, other.arguments)
        if not one.raises and not tensors:
            assert_same(near.expected(one.arguments), far.expected(other.arguments))
            assert near.tolerance(one.arguments) == far.tolerance(other.arguments)
            assert_same(near.second_opinion(one.arguments), far.second_opinion(other.arguments))
    assert_same(near.replay([3, 1, 2]).arguments, far.replay([3, 1, 2]).arguments)


def steps(array: Any) -> list[int]:
    """How far apart neighbours lie in memory, axis by axis."""
    return [step for size, step in zip(array.shape, array.strides, strict=True) if size > 1]


def assert_same(one: Any, other: Any) -> None:
    """Equal to the last bit, of the same types, and as an array in the same order."""
    assert type(one) is type(other)
    if isinstance(one, dict):
        assert list(one) == list(other)
        for key in one:
            assert_same(one[key], other[key])
    elif isinstance(one, list | tuple):
        for a, b in zip(one, other, strict=True):
            assert_same(a, b)
    elif isinstance(one, np.ndarray):
        assert (one.dtype, one.shape, one.flags.writeable) == (
            *(other.dtype, other.shape),
            other.flags.writeable,
        )
        if one.size:  # steps along an axis of length one are never taken
            assert steps(one) == steps(other)
        np.testing.assert_array_equal(one, other)
    else:
        assert repr(one) == repr(other)


@pytest.mark.parametrize("name", ["dropout-scaling", "gate-design", "tf-idf"])
def test_verification_finds_the_same(name: str, theirs: Pack, judge: Judge) -> None:
    """As many replies judged, and the same problems."""
    near = verify_drawn(OURS.questions[name], judge, 12)
    far = verify_drawn(theirs.questions[name], judge, 12)
    assert near.grades == far.grades > 0
    assert [problem.message for problem in near.problems] == [
        problem.message for problem in far.problems
    ]


@pytest.mark.parametrize("name", ["conv2d-forward", "stable-softmax"])
def test_verdicts_are_the_same(name: str, theirs: Pack, judge: Judge, authors: Authors) -> None:
    """On the solution and on attempts, with the same findings."""
    folder = OURS.questions[name].folder
    files = [folder / "solution.py", *sorted((folder / "attempts").glob("wrong-*.py"))[:2]]
    for file in files:
        source = file.read_text(encoding="utf-8")
        near, far = (
            grade(make_variant(q, 0, authors).parts[0], source, Bench(judge, lambda _: None, 11))
            for q in (OURS.questions[name], theirs.questions[name])
        )
        assert (near.score, near.outcome) == (far.score, far.outcome), file.name
        assert [f.kind for f in near.findings] == [f.kind for f in far.findings], file.name
