"""One planted fault each in a drawn question, and what is said about it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from heldout.authored import Authors
from heldout.grading.number import Number
from heldout.records import Question
from heldout.sandbox import Judge
from heldout.verification import QuestionReport, drawn
from heldout.verification.drawn import verify_drawn

from ..questions.packs import VARIANT
from .packs import only_problem, plant, question_in, write_drawn

SEEDS = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound question."""
    return write_drawn(tmp_path / "pack")


def report(question: Question, judge: Judge, seeds: int = SEEDS) -> QuestionReport:
    """What is found over a few seeds."""
    return verify_drawn(question, judge, seeds)


def test_a_sound_question_has_no_problems(folder: Path, judge: Judge) -> None:
    """All that was tried is counted: both opinions, the mistake and nonsense, on every seed."""
    question = question_in(folder)
    found = report(question, judge)
    nonsense = 6  # of kind number, for a single value
    assert found.problems == ()
    assert (found.question_id, found.seeds) == ("adding", SEEDS)
    assert found.grades == SEEDS * (2 + 1 + nonsense)


SUM = 'sum([1] * values["a"] + [1] * values["b"])'
MISTAKE = 'values["a"] - values["b"]'
TRUTH = 'values["a"] + values["b"]'
RETURN = "    return " + TRUTH

FAULTS = {
    "the second opinion differs": (
        SUM,
        "1 + " + SUM,
        "the two opinions differ",
        "answers() says {sum}, second_opinion() says {more}",
    ),
    "a truth of the wrong type": (
        RETURN,
        "    return 'three'",
        "answers(): must be numbers; given 'three'",
        "answers() says 'three'",
    ),
    "a second opinion of the wrong type": (
        SUM,
        "'three'",
        "cannot be compared: TypeError",
        "'three'",
    ),
    "a mistake equal to the truth": (
        MISTAKE,
        TRUTH,
        "mistake subtracted must not equal the right answer",
        "reply '{sum}.0' was graded with 1",
    ),
    "a mistake that cannot be read": (
        MISTAKE,
        "'three'",
        "mistake subtracted must have a value that can be a reply",
        "'three'",
    ),
    "nothing drawn": (
        '"a": rng.integer(1, 9), "b": rng.integer(1, 9)',
        '"a": 3, "b": rng.integer(1, 2)',
        "draw() must give at least 50 variants; 400 seeds gave 2",
        "",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_value(
    folder: Path, judge: Judge, authors: Authors, name: str
) -> None:
    """File, the first seed that shows it, and the value at fault."""
    before, after, message, value = FAULTS[name]
    problem = only_problem(report(plant(folder, "variant.py", before, after), judge))
    assert (problem.question_id, problem.file) == ("adding", folder / "variant.py")
    assert message in problem.message
    if name != "nothing drawn":
        assert (problem.seed, problem.part) == (0, "answer")
        values = drawn.author_values(question_in(folder), 0, authors)
        total = values["a"] + values["b"]
        assert value.format(sum=total, more=total + 1) in (problem.value or "")


def test_two_indistinguishable_mistakes_are_named(folder: Path, judge: Judge) -> None:
    """The second one: whoever makes it is told the first."""
    plant(folder, "question.md", "  subtracted:", "  swapped: You swapped them.\n  subtracted:")
    question = plant(folder, "variant.py", MISTAKE, f'{MISTAKE}, "swapped": {MISTAKE}')
    problem = only_problem(report(question, judge))
    assert problem.message == "mistake swapped must be recognised by its value"
    assert problem.seed == 0
    assert "You took" in (problem.value or "")


def test_a_mistake_that_no_draw_shows_is_named(folder: Path, judge: Judge) -> None:
    """Its sentence is in question.md, and the code never returns it."""
    question = plant(
        folder, "question.md", "  subtracted:", "  swapped: You swapped.\n  subtracted:"
    )
    problem = only_problem(report(question, judge))
    assert problem.message == (
        "mistake swapped must occur in a quarter of all draws; it occurs in 0 of 12"
    )


def test_a_rare_mistake_is_named(folder: Path, judge: Judge) -> None:
    """Clearly fewer than a quarter of all draws are too few."""
    rare = 'return {"subtracted": values["a"] - values["b"]} if values["a"] == 9 else {}'
    question = plant(folder, "variant.py", 'return {"subtracted": values["a"] - values["b"]}', rare)
    problem = only_problem(report(question, judge, 100))
    assert "must occur in a quarter of all draws; it occurs in" in problem.message
    assert problem.message.endswith("of 100")


def test_a_mistake_of_a_third_of_all_draws_is_not_rare(folder: Path, judge: Judge) -> None:
    """Chance may show it in fewer than a quarter of so few."""
    third = 'return {"subtracted": values["a"] - values["b"]} if values["a"] > 6 else {}'
    question = plant(
        folder, "variant.py", 'return {"subtracted": values["a"] - values["b"]}', third
    )
    assert report(question, judge, 16).problems == ()


def test_graded_nonsense_is_named(
    folder: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reply that is no number and yet earns a grade."""
    monkeypatch.setattr(Number, "nonsense", lambda self, part: ("", "0.5"))
    problem = only_problem(report(question_in(folder), judge))
    assert problem.message == "a reply that cannot be read must be unreadable"
    assert "reply '0.5' was graded with 0" in (problem.value or "")


def test_a_right_answer_that_earns_nothing_is_named(folder: Path, judge: Judge) -> None:
    """A term so long that the grader refuses it."""
    plant(folder, "question.md", "kind: number", "kind: fill")
    long = f"    return ['{'long ' * 30}' + str(values['a'])]"
    plant(folder, "variant.py", RETURN, long)
    plant(folder, "variant.py", f"    return {SUM}", long)
    question = plant(folder, "variant.py", f'{{"subtracted": {MISTAKE}}}', "{'subtracted': ['x']}")
    problem = only_problem(report(question, judge))
    assert problem.message == "the right answer must be graded 1.0"
    assert "was unreadable with 0" in (problem.value or "")


def test_an_unreadable_formula_is_named(folder: Path, judge: Judge) -> None:
    """In question.md, with the text that holds it."""
    question = plant(folder, "question.md", "It is @{a + b}.", r"It is $\foo{@{a}}$.")
    problem = report(question, judge).problems[0]
    assert problem.file == folder / "question.md"
    assert problem.message.startswith("Explanation: the formula '\\\\foo{")
    assert problem.seed == 0


def test_a_text_that_cannot_be_filled_is_named(folder: Path, judge: Judge) -> None:
    """With file, line and seed."""
    question = plant(folder, "question.md", "It is @{a + b}.", "It is @{c}.")
    problem = only_problem(report(question, judge))
    assert (problem.file, problem.line, problem.seed) == (folder / "question.md", 18, 0)
    assert "'c' is undefined" in problem.message


@pytest.mark.parametrize("shipped", [True, False])
def test_an_endless_draw_is_named(
    folder: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch, shipped: bool
) -> None:
    """File, seed, and the line of the loop; other seeds are not waited for."""
    monkeypatch.setattr(drawn, "SECONDS", 0.2)
    monkeypatch.setattr(drawn, "FIRST", 1)
    loop = "    while rng.chance(1):\n        try:\n            rng.sign()\n"
    loop += '        except Exception:\n            pass\n    return {"a"'
    question = replace(plant(folder, "variant.py", '    return {"a"', loop), shipped=shipped)
    (problem,) = report(question, judge).problems
    assert (problem.file, problem.seed) == (folder / "variant.py", 0)
    assert problem.line in range(2, 7)
    assert problem.message == "did not end within 0.2 s; look for a loop that has no end"


def test_code_that_breaks_on_some_seeds_is_named_with_the_first(
    folder: Path, judge: Judge, authors: Authors
) -> None:
    """File, line and seed."""
    question = plant(folder, "variant.py", RETURN, f"    1 / (values['a'] - 5)\n{RETURN}")
    draws = [drawn.author_values(question, seed, authors)["a"] for seed in range(SEEDS)]
    assert 5 in draws
    problems = report(question, judge).problems
    assert problems[0].seed == draws.index(5)
    assert problems[0].line == 6
    assert problems[0].message == "raised ZeroDivisionError: division by zero"


def test_a_draw_with_a_memory_is_named(folder: Path, judge: Judge) -> None:
    """It must not depend on how often it was called before."""
    variant = VARIANT.replace(
        "def draw(rng):", "calls = []\n\n\ndef draw(rng):\n    calls.append(1)"
    )
    variant = variant.replace('{"a": rng', '{"n": len(calls), "a": rng')
    (folder / "variant.py").write_text(variant, encoding="utf-8")
    problem = only_problem(report(question_in(folder), judge))
    assert "draw() must depend on rng alone" in problem.message
    assert "'n': 1" in (problem.value or "")
    assert "'n': 2" in (problem.value or "")


def test_code_that_changes_the_values_is_named(folder: Path, judge: Judge) -> None:
    """What draw() returned belongs to all, where it is the same for all."""
    question = plant(folder, "variant.py", RETURN, f"    values['c'] = 1\n{RETURN}")
    problem = only_problem(report(replace(question, shipped=True), judge))
    assert "nothing may change what it returned" in problem.message


def test_jailed_code_changes_its_own_copy_of_the_values(folder: Path, judge: Judge) -> None:
    """It can do no harm, so nothing is said."""
    question = plant(folder, "variant.py", RETURN, f"    values['c'] = 1\n{RETURN}")
    assert report(question, judge).problems == ()


def test_a_second_opinion_may_use_up_what_it_gets(folder: Path, judge: Judge) -> None:
    """It has a copy: popping from a list to count is a fair route."""
    question = plant(folder, "variant.py", SUM, 'values.pop("a") + values.pop("b")')
    assert report(question, judge).problems == ()


def test_one_fault_is_told_once(folder: Path, judge: Judge) -> None:
    """With every seed that shows it, not once for each."""
    question = plant(folder, "variant.py", SUM, "1 + " + SUM)
    (problem,) = report(question, judge, 30).problems
    assert problem.seed == 0
    assert problem.seeds == tuple(range(30))


def test_enough_is_enough(folder: Path, judge: Judge) -> None:
    """Faults that read otherwise on every seed are not told sixty times."""
    question = plant(folder, "variant.py", SUM, 'open(f"/nowhere/{values}")')
    assert 1 < len(report(question, judge, 60).problems) <= 21


FORMULA = """\
def draw(rng):
    return {"a": rng.integer(2, 60)}


def answers(values):
    return f"{values['a']} * x^2"


def second_opinion(values):
    return f"x * {values['a']} * x"


def mistakes(values):
    return {"subtracted": f"{values['a']} * x"}
"""


def formulas(folder: Path, mistake: str, mistakes: str) -> Question:
    """The question with a formula as its answer, and those mistakes."""
    text = (folder / "question.md").read_text(encoding="utf-8")
    text = text.replace("kind: number", "kind: expression\nvariables: {x: [-2, 2]}")
    text = text.replace("@{b|signed}", "").replace("@{a + b}", "@{a}").replace("@{b}", "it")
    (folder / "question.md").write_text(text, encoding="utf-8")
    (folder / "variant.py").write_text(FORMULA.replace(mistake, mistakes), encoding="utf-8")
    return question_in(folder)


def test_formulas_are_graded_on_some_seeds_and_compared_on_all(folder: Path, judge: Judge) -> None:
    """A mistake that is the truth on a late seed alone is found."""
    late = """{"subtracted": f"{values['a']} * x" + "^2" * (values['a'] == 41)}"""
    question = formulas(folder, """{"subtracted": f"{values['a']} * x"}""", late)
    authors = Authors(judge)
    seeds = [s for s in range(200) if drawn.author_values(question, s, authors)["a"] == 41]
    assert seeds[0] >= drawn.SLOW_SEEDS
    problem = only_problem(report(question, judge, seeds[0] + 1))
    assert (problem.seed, problem.part) == (seeds[0], "answer")
    assert problem.message == "mistake subtracted must not equal the right answer"


def test_a_choice_may_vary_less_than_a_number(
    folder: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seeds beyond those that are tried are drawn as well until there are enough."""
    question = plant(folder, "variant.py", '"a": rng.integer(1, 9)', '"a": 3')
    (problem,) = report(question, judge).problems
    assert problem.message.startswith("draw() must give at least 50 variants; 400 seeds gave ")
    plant(folder, "variant.py", '"a": 3', '"a": rng.integer(1, 9)')
    monkeypatch.setattr(drawn, "NUMBERED", ())
    found = report(question_in(folder), judge, 4)
    assert found.problems == ()
    assert found.variants == drawn.ENOUGH
