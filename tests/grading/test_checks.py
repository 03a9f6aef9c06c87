"""checks.py and solution.py, loaded."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from heldout.errors import PackError
from heldout.grading.checks import Checks
from heldout.grading.fields import Tolerance

from .coded import CHECKS, SOLUTION, load_checks, write_question

TABLE = {"x": np.array([[1.0, 5.0], [3.0, 7.0]])}


@pytest.fixture
def checks(tmp_path: Path) -> Checks:
    """The checks of `centre`."""
    return load_checks(write_question(tmp_path), "centre")


def test_the_same_seed_gives_the_same_cases_and_another_seed_others(checks: Checks) -> None:
    """Named points come first in both."""
    one, again, other = checks.cases(1), checks.cases(1), checks.cases(2)
    assert [case.name for case in one] == ["a single row"] + [None] * 20
    for a, b in zip(one, again, strict=True):
        np.testing.assert_array_equal(a.arguments["x"], b.arguments["x"])
    assert any(
        a.arguments["x"].shape != b.arguments["x"].shape for a, b in zip(one, other, strict=True)
    )


def test_cases_come_in_all_sizes(checks: Checks) -> None:
    """From the smallest that makes sense."""
    sizes = {case.arguments["x"].shape[0] for case in checks.cases(1, count=60)}
    assert min(sizes) <= 2
    assert max(sizes) >= 6


def test_a_careless_reference_cannot_spoil_the_case(tmp_path: Path) -> None:
    """It is given copies."""
    solution = "def centre(x, scale=1.0):\n    x -= x.mean(axis=0)\n    return x\n"
    checks = load_checks(write_question(tmp_path, solution=solution), "centre")
    before = TABLE["x"].copy()
    np.testing.assert_array_equal(checks.expected(TABLE), before - before.mean(0))
    np.testing.assert_array_equal(TABLE["x"], before)


def test_both_opinions_agree(checks: Checks) -> None:
    """The reference and the author's other route."""
    for case in checks.cases(3):
        np.testing.assert_allclose(
            checks.expected(case.arguments), checks.second_opinion(case.arguments), atol=1e-9
        )


def test_warnings_of_the_reference_are_its_own(tmp_path: Path) -> None:
    """A division by zero that the author meant is no error."""
    solution = "import numpy as np\ndef centre(x, scale=1.0):\n    return x / (x - x)\n"
    checks = load_checks(write_question(tmp_path, solution=solution), "centre")
    assert not np.isfinite(checks.expected(TABLE)).any()


def test_the_tolerance_may_depend_on_the_arguments(tmp_path: Path) -> None:
    """A pair, or a function that gives one."""
    fixed = load_checks(write_question(tmp_path / "a"), "centre")
    assert fixed.tolerance(TABLE) == Tolerance(1e-9, 1e-7)
    text = CHECKS.replace(
        "TOLERANCE = (1e-9, 1e-7)", "def tolerance(arguments): return arguments['x'].size, 0"
    )
    drawn = load_checks(write_question(tmp_path / "b", checks=text), "centre")
    assert drawn.tolerance(TABLE) == Tolerance(4, 0)


def test_arguments_are_given_in_place_until_one_is_left_out(tmp_path: Path) -> None:
    """As a caller would: what follows a gap is given by name."""
    solution = "def centre(a, b=1, c=2):\n    return a\n"
    checks = load_checks(write_question(tmp_path, solution=solution), "centre")
    assert checks.positional({"a": 1, "b": 2, "c": 3}) == ([1, 2, 3], {})
    assert checks.positional({"c": 3, "a": 1}) == ([1], {"c": 3})


def test_broken_laws_are_sentences(checks: Checks) -> None:
    """None for the right result, and none at all where no properties are written."""
    assert list(checks.broken(TABLE, checks.expected(TABLE))) == []
    assert list(checks.broken(TABLE, TABLE["x"])) == ["Each column must sum to zero."]


@pytest.mark.parametrize(
    ("checks_text", "solution", "place"),
    [
        ("1 +", SOLUTION, "checks.py:1"),
        ("raise KeyError('x')", SOLUTION, "checks.py:1"),
        (CHECKS, "centre = 3", "solution.py"),
        (CHECKS, "raise ValueError", "solution.py:1"),
        ("TOLERANCE = (0, 0)", SOLUTION, "checks.py"),
        (CHECKS + "CREDIT = [credit(90, 'all')]", SOLUTION, "checks.py"),
        (CHECKS + "CREDIT = [credit(100, 'all', points=('no such',))]", SOLUTION, "no such"),
        (CHECKS + "CREDIT = [credit(100, 'all', output='loss')]", SOLUTION, "loss"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(
    tmp_path: Path, checks_text: str, solution: str, place: str
) -> None:
    """With the line, where one is to blame."""
    with pytest.raises(PackError, match=place):
        load_checks(write_question(tmp_path, checks=checks_text, solution=solution), "centre")


def test_what_the_authors_code_raises_points_at_its_line(tmp_path: Path) -> None:
    """In the reference, in inputs(), and where a name is missing."""
    broken = write_question(
        tmp_path,
        checks="EXAMPLE = {}\ndef inputs(draw):\n    return 1 / 0\n",
        solution="def centre(x):\n    return x['no']\n",
    )
    checks = load_checks(broken, "centre")
    with pytest.raises(PackError, match=r"solution\.py:2"):
        checks.expected(TABLE)
    with pytest.raises(PackError, match=r"checks\.py:3"):
        checks.cases(1)
    assert (checks.points, checks.may_change, checks.survivors) == ((), (), {})


def test_a_file_that_has_changed_is_read_again(tmp_path: Path) -> None:
    """An author need not start anew."""
    folder = write_question(tmp_path)
    assert load_checks(folder, "centre") is load_checks(folder, "centre")
    write_question(folder, solution="def centre(x, scale=1.0): return 5.0")
    os.utime(folder / "solution.py", ns=(1, 1))
    assert load_checks(folder, "centre").expected(TABLE) == 5.0


@pytest.mark.parametrize("given", ["1e-6", "(1e-6, 1e-6, 1e-6)", "'ab'", "(None, 1)"])
def test_a_tolerance_that_is_no_pair_is_the_authors_to_mend(tmp_path: Path, given: str) -> None:
    """As soon as the task is read, with the words of what must hold."""
    checks = CHECKS.replace("TOLERANCE = (1e-9, 1e-7)", f"TOLERANCE = {given}")
    with pytest.raises(PackError, match="TOLERANCE must be a pair") as told:
        load_checks(write_question(tmp_path, checks=checks), "centre")
    assert told.value.file == tmp_path / "checks.py"


def test_tolerances_are_those_of_the_task(tmp_path: Path) -> None:
    """One for all arguments, one by a function, or by the narrowest float among the arguments."""
    x = np.ones(3)
    usual = {np.float16: 1e-2, np.float32: 1e-5, np.float64: 1e-9, np.longdouble: 1e-9}
    told = {
        "TOLERANCE = (1, 2)": (1.0, 2.0),
        "def tolerance(arguments): return len(arguments['x']), 0": (3.0, 0.0),
    }
    for place, (line, expected) in enumerate(told.items()):
        checks = CHECKS.replace("TOLERANCE = (1e-9, 1e-7)", line)
        loaded = load_checks(write_question(tmp_path / str(place), checks=checks), "centre")
        assert loaded.states_tolerance
        assert loaded.tolerance({"x": x}) == Tolerance(*expected)
    checks = CHECKS.replace("TOLERANCE = (1e-9, 1e-7)", "")
    loaded = load_checks(write_question(tmp_path / "none", checks=checks), "centre")
    assert not loaded.states_tolerance
    for dtype, absolute in usual.items():
        assert loaded.tolerance({"x": x.astype(dtype)}).absolute == absolute
