"""Kind code: honest replies, wrong ones, and candidates who want to cheat."""

from __future__ import annotations

import doctest
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from heldout.errors import FieldError
from heldout.grading import code, examination, how_to_reply, read_spec, right_answer
from heldout.records import Evidence, Finding, Progress, VariantPart

from .coded import CHECKS, SOLUTION, code_part, write_question
from .parts import Grade

CASES = 21  # one named point and twenty ordinary cases


@pytest.fixture
def part(tmp_path: Path) -> VariantPart:
    """The question `centre`."""
    return code_part(write_question(tmp_path))


RIGHT = {
    "reference": SOLUTION,
    "lambda": "centre = lambda x, scale=1.0: scale * (x - x.mean(0))",
    "callable object": """
class Centre:
    def __call__(self, x, scale=1.0):
        return (x - x.mean(0)) * scale
centre = Centre()
""",
    "partial": """
from functools import partial
def along(axis, x, scale=1.0):
    return (x - x.mean(axis)) * scale
centre = partial(along, 0)
""",
    "loop that prints": """
import numpy as np
def centre(x, scale=1.0):
    print("seen", x.shape)
    out = np.empty_like(x)
    for j in range(x.shape[1]):
        out[:, j] = x[:, j] - x[:, j].mean()
    return out * scale
""",
    "Fortran order": """
import numpy as np
def centre(x, scale=1.0):
    return np.asfortranarray((x - x.mean(0)) * scale)
""",
    "every other column": """
import numpy as np
def centre(x, scale=1.0):
    return np.repeat((x - x.mean(0)) * scale, 2, 1)[:, ::2]
""",
}


@pytest.mark.parametrize("source", RIGHT.values(), ids=RIGHT.keys())
def test_every_right_style_is_right(verdict: Grade, part: VariantPart, source: str) -> None:
    """Functions, lambdas, callable objects; printing and memory layout do not matter."""
    given_verdict = verdict(part, source)
    assert given_verdict.right, given_verdict
    assert given_verdict.findings[0].message == f"Right: all {CASES} cases pass."
    assert given_verdict.seed == 7
    assert given_verdict.mode in ("full", "standard", "basic")


def test_a_case_that_was_not_tried_is_no_case_that_passed(
    verdict: Grade, part: VariantPart, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should cases get lost on their way, that is our fault, and nobody is right by it."""
    monkeypatch.setattr(examination, "put", lambda *_: iter(()))
    assert verdict(part, SOLUTION).outcome == "grader_failed"


def test_a_long_source_is_tried_on_every_case(verdict: Grade, part: VariantPart) -> None:
    """Also one that fills the pipe by itself."""
    filling = "#" * 63_000
    assert verdict(part, f"{SOLUTION}\n{filling}\n").right
    wrong = verdict(part, f"def centre(x, scale=1.0): return x\n{filling}\n")
    assert wrong.score == 0.0


def returning(expression: str) -> str:
    """A reply that computes the right result and returns something made of it."""
    return (
        "import numpy as np, os, sys\ndef centre(x, scale=1.0):\n"
        f" right = (x - x.mean(0)) * scale\n return {expression}\n"
    )


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ("None", "wrong-type"),
        ("'right'", "wrong-type"),
        ("(row for row in right)", "wrong-type"),
        ("right.tolist()", "wrong-type"),
        ("[right]", "wrong-type"),
        ("{'out': right}", "wrong-type"),
        ("right.astype(object)", "wrong-type"),
        ("right.astype(str)", "wrong-type"),
        ("type('Always', (), {'__eq__': lambda s, o: True, 'shape': x.shape})()", "wrong-type"),
        ("centre", "wrong-type"),
        ("10**3000", "wrong-shape"),
        ("right.astype(np.int64)", "wrong-dtype"),
        ("right > 0", "wrong-dtype"),
        ("right + 0j", "wrong-dtype"),
        ("right.T", "wrong-shape"),
        ("right[None]", "wrong-shape"),
        ("right.ravel()", "wrong-shape"),
        ("np.broadcast_to(0.0, x.shape)", "wrong-value"),
        ("right + 1e-6", "wrong-value"),
        ("right * np.nan", "not-finite"),
        ("right / 0", "not-finite"),
        ("x.__isub__(x.mean(0)) * scale if x.flags.writeable else right", "changed-argument"),
        ("os._exit(0)", "exited"),
        ("sys.exit(0)", "raised"),
        ("1 / 0", "raised"),
        ("(_ for _ in ()).throw(KeyboardInterrupt)", "raised"),
        ("open('/etc/passwd').read()", "raised"),
        ("open('solution.py').read()", "raised"),
        ("__import__('scipy')", "raised"),
        ("__import__('heldout')", "raised"),
        ("os.system('true')", "forbidden"),
        ("exec('while True: pass')", "cpu-time"),
        ("np.zeros(10**10)", "raised"),
        ("print('x' * 10**6) or right", "printed"),
        ("os.kill(os.getpid(), 11)", "forbidden"),
        ("centre(x)", "raised"),
    ],
)
def test_what_is_not_the_right_result_is_told_by_its_kind(
    verdict: Grade, part: VariantPart, expression: str, kind: str
) -> None:
    """Graded, below 1, with a finding that names what is wrong: never our fault, never right."""
    given_verdict = verdict(part, returning(expression))
    assert given_verdict.outcome == "graded"
    assert given_verdict.score < 1
    kinds = {finding.kind for finding in given_verdict.findings} - {"mistake"}
    assert kinds == {kind}


def test_a_subclass_counts_as_the_array_that_it_holds_or_as_nothing(
    verdict: Grade, part: VariantPart
) -> None:
    """An overridden comparison never reaches the grader: only numbers cross the pipe."""
    source = (
        "import numpy as np\nclass Yes(np.ndarray):\n"
        " def __eq__(self, other): return np.ones(self.shape, bool)\n"
        " def __sub__(self, other): return np.zeros(self.shape)\n"
        "def centre(x, scale=1.0): return np.full(x.shape, 7.0).view(Yes)\n"
    )
    given_verdict = verdict(part, source)
    assert given_verdict.outcome == "graded"
    assert given_verdict.score == 0


def test_a_view_of_the_argument_is_not_a_new_array(verdict: Grade, tmp_path: Path) -> None:
    """Sharing memory with an argument is told, unless the question allows it."""
    solution = "def centre(x, scale=1.0):\n    return x[:, ::-1].copy()\n"
    checks = CHECKS.replace("def properties", "def unused")
    cheap = "def centre(x, scale=1.0): return x[:, ::-1]"
    strict = code_part(write_question(tmp_path / "a", checks=checks, solution=solution))
    assert verdict(strict, cheap).findings[0].kind == "shares-memory"
    checks += "\nMAY_CHANGE = ('x',)\n"
    lenient = code_part(write_question(tmp_path / "b", checks=checks, solution=solution))
    assert verdict(lenient, cheap).right


def test_a_broken_law_is_told_in_the_authors_words(verdict: Grade, tmp_path: Path) -> None:
    """Properties are looked at once the values are near enough."""
    checks = CHECKS.replace("TOLERANCE = (1e-9, 1e-7)", "TOLERANCE = (0.5, 0.0)")
    part = code_part(write_question(tmp_path, checks=checks))
    (finding,) = verdict(part, returning("right + 0.1")).findings
    assert finding.kind == "broken-law"
    assert finding.message.startswith("Each column must sum to zero.")


def test_a_known_mistake_is_recognised_by_what_it_returns(
    verdict: Grade, part: VariantPart
) -> None:
    """Written differently from the attempt in the pack; the finding with the input follows."""
    source = "def centre(x, scale=1.0): return scale * (x.T - x.sum(1) / x.shape[1]).T"
    given_verdict = verdict(part, source)
    assert [finding.mistake for finding in given_verdict.findings] == ["rows", None]
    labels = [item.label for item in given_verdict.findings[1].evidence]
    assert labels == ["Input", "Expected", "Yours", "Largest difference"]


def test_a_named_point_is_named(verdict: Grade, part: VariantPart) -> None:
    """With the words of the statement that cover it."""
    source = "def centre(x, scale=1.0): return (x - x.mean(0) if x.sum() != 3 else x) * scale"
    (finding,) = verdict(part, source).findings
    assert "a single row" in finding.message
    assert finding.evidence[0] == Evidence("The statement says", "N is at least 1")


def test_the_words_of_the_statement_are_shown_without_their_marks(
    tmp_path: Path, verdict: Grade
) -> None:
    """They are Markdown, and evidence is text."""
    checks = CHECKS.replace("N is at least 1", "`N` is **at least** $1$")
    part = code_part(write_question(tmp_path, checks=checks))
    source = "def centre(x, scale=1.0): return (x - x.mean(0) if x.sum() != 3 else x) * scale"
    (finding,) = verdict(part, source).findings
    assert finding.evidence[0] == Evidence("The statement says", "N is at least 1")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "  \n",
        "def centre(:",
        "x = 1",
        "def center(x): return x",
        "centre = 5",
        "raise ValueError('no')",
        "from scipy import centre",
        "from numpy import centre_of_mass as centre",
        "\x00",
        "def centre(x): return '\ud800'",
        "(" * 5000,
        "x" * 70_000,
        ("def centre(x): return x",),
    ],
)
def test_what_defines_no_such_function_is_unreadable(
    verdict: Grade, part: VariantPart, source: Any
) -> None:
    """It is theirs to mend and costs nothing; the finding says what must be there."""
    given_verdict = verdict(part, source)
    assert given_verdict.outcome == "unreadable", given_verdict
    assert given_verdict.findings[0].message


@pytest.mark.parametrize("source", ["import os\nos._exit(0)", "while True: pass"])
def test_code_that_is_stopped_while_it_is_loaded_is_wrong(
    verdict: Grade, part: VariantPart, source: str
) -> None:
    """It was read, and it did something that no answer does."""
    limited = code_part(part.folder, seconds=0.3) if part.folder else part
    given_verdict = verdict(limited, source)
    assert (given_verdict.outcome, given_verdict.score) == ("graded", 0.0)


def test_a_reply_cannot_remember_the_example(verdict: Grade, part: VariantPart) -> None:
    """The hidden cases come from a secret seed; the page's example is none of them."""
    source = "import numpy as np\ndef centre(x, scale=1.0): return np.array([[-1., -2.], [1., 2.]])"
    assert verdict(part, source).score == 0


def test_whoever_listens_hears_of_each_case_and_of_the_first_failure(
    verdict: Grade, part: VariantPart
) -> None:
    """Progress first, then a finding before the search for a smaller input."""
    heard: list[Progress | Finding] = []
    verdict(part, "def centre(x, scale=1.0): return x", listen=heard.append)
    done = [item.done for item in heard if isinstance(item, Progress)]
    assert done == list(range(1, CASES + 1))
    assert isinstance(heard[CASES], Finding)


@pytest.mark.parametrize(
    ("checks", "solution"),
    [
        ("raise ValueError('no')", SOLUTION),
        (CHECKS, "x = 1"),
        (CHECKS.replace("def inputs", "def outputs"), SOLUTION),
        (CHECKS.replace("draw.numbers", "draw.letters"), SOLUTION),
        (CHECKS, "def centre(x, scale=1.0): return 1 / 0"),
        (CHECKS.replace("yield", "raise"), SOLUTION.replace("mean", "min")),
    ],
)
def test_broken_checks_are_our_fault(
    verdict: Grade, tmp_path: Path, checks: str, solution: str
) -> None:
    """An author's mistake costs the candidate nothing."""
    part = code_part(write_question(tmp_path, checks=checks, solution=solution))
    source = solution if "min" in solution else SOLUTION
    assert verdict(part, source).outcome == "grader_failed"


def test_the_page_shows_the_solution(part: VariantPart) -> None:
    """As it is in the question's folder."""
    assert right_answer(part) == f"```python\n{SOLUTION.strip()}\n```"
    assert part.folder is not None
    solution = part.folder / "solution.py"
    solution.write_text("def centre(x): ...\n", encoding="utf-8")
    os.utime(solution, ns=(1, 1))
    assert right_answer(part) == "```python\ndef centre(x): ...\n```"
    assert "centre" in how_to_reply(part)


def test_the_example_on_the_page_is_true(part: VariantPart) -> None:
    """Pasted into Python it gives what it says, which is computed from the reference."""
    fence = code.example(part)
    assert fence.startswith("```python\n>>> centre(")
    (shown,) = doctest.DocTestParser().get_examples(fence.removesuffix("```"))
    names: dict[str, Any] = {}
    exec(SOLUTION, names)
    result, wanted = eval(shown.source, names), eval(shown.want, names)
    np.testing.assert_array_equal(result, wanted)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "function"),
        ({"function": "not a name"}, "function"),
        ({"function": "f", "language": "fortran"}, "language"),
        ({"function": "f", "allows": ["pandas"]}, "allows"),
        ({"function": "f", "language": "torch", "allows": ["scipy"]}, "allows"),
        ({"function": "f", "seconds": 0}, "seconds"),
        ({"function": "f", "tolerance": 1}, "tolerance"),
    ],
)
def test_wrong_fields_are_named(fields: dict[str, Any], field: str) -> None:
    """So that the author finds them."""
    with pytest.raises(FieldError) as error:
        read_spec("code", fields)
    assert error.value.field == field
