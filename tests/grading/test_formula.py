"""Formulas: the grammar against Python's own arithmetic, and what tries to break it."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.grading.formula import (
    CONSTANTS,
    FUNCTIONS,
    FormulaError,
    Tree,
    evaluate,
    parse,
    postfix,
    used_names,
)

NAMES = ("x", "y", "w1")
POINT = {"x": 0.75, "y": -1.5, "w1": 2.25}

numbers = st.one_of(
    st.integers(0, 99).map(str), st.sampled_from(["0.5", ".25", "3.", "1e2", "2.5e-1", "1E+1"])
)
leaves = numbers | st.sampled_from([*NAMES, "pi", "e"])
one_argument = st.sampled_from([name for name in FUNCTIONS if name not in ("max", "min")])
several_arguments = st.sampled_from(["max", "min"])


def branches(trees: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """A tree one level higher."""
    return st.one_of(
        st.tuples(st.sampled_from("+-*/^"), trees, trees),
        st.tuples(st.just("neg"), trees),
        st.tuples(one_argument, trees),
        st.builds(
            lambda name, items: (name, *items),
            several_arguments,
            st.lists(trees, min_size=2, max_size=3),
        ),
    )


trees = st.recursive(leaves, branches, max_leaves=12)

STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "^": 4}


def strength(tree: Tree) -> int:
    """How tightly the outermost operation binds; what needs no brackets binds tightest."""
    return 5 if isinstance(tree, str) else STRENGTH.get(str(tree[0]), 5)


def write(tree: Tree, least: int = 0) -> str:
    """The tree with as few brackets as the grammar allows."""
    if isinstance(tree, str):
        return tree
    name, *operands = tree
    if name == "neg":
        text = "-" + write(operands[0], 3)
    elif name == "^":
        text = f"{write(operands[0], 5)}^{write(operands[1], 3)}"
    elif name in STRENGTH:
        own = STRENGTH[str(name)]
        text = f"{write(operands[0], own)} {name} {write(operands[1], own + 1)}"
    else:
        return f"{name}({', '.join(map(write, operands))})"
    return f"({text})" if strength(tree) < least else text


def write_for_python(tree: Tree) -> str:
    """The same formula as a Python expression, with all brackets."""
    if isinstance(tree, str):
        return tree if tree in POINT or tree in CONSTANTS else repr(float(tree))
    name, *operands = tree
    texts = [write_for_python(operand) for operand in operands]
    if name == "neg":
        return f"(-{texts[0]})"
    if name in STRENGTH:
        return f"({texts[0]} {'**' if name == '^' else name} {texts[1]})"
    return f"{name}({', '.join(texts)})"


@given(trees)
def test_what_was_written_is_read_back(tree: Tree) -> None:
    """Precedence, associativity and brackets: every tree survives being written and parsed."""
    assert parse(write(tree), NAMES) == tree


@given(trees)
def test_spaces_and_more_brackets_change_nothing(tree: Tree) -> None:
    """A formula in brackets with wide spaces is the same formula."""
    text = write(tree).replace(" ", "   ").replace("(", "{(").replace(")", ")}")
    assert parse(f" [ {text.replace('{(', '(').replace(')}', ')')} ] ", NAMES) == tree


@given(trees)
def test_the_value_is_that_of_pythons_arithmetic(tree: Tree) -> None:
    """Python evaluates its own spelling of the tree to the same float, or has no value either."""
    try:
        expected = eval(
            write_for_python(tree), {"__builtins__": {}}, {**FUNCTIONS, **CONSTANTS, **POINT}
        )
    except (ArithmeticError, ValueError, TypeError):  # TypeError: a complex number on the way
        expected = math.nan
    undefined = isinstance(expected, complex) or not math.isfinite(expected)
    try:
        assert evaluate(tree, POINT) == expected
    except (ArithmeticError, ValueError):
        assert undefined


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("θ³(1−θ)²", "theta^3 (1-theta)^2"),
        (r"\theta^{2}\cdot\left(1 - \theta\right)", "theta^2 * (1 - theta)"),
        (r"\sigma(\theta)\,\theta", "sigmoid(theta) theta"),
        ("ReLU(theta)", "relu(theta)"),
        ("½Ωθ", "(1/2) Omega theta"),
        ("½θ", "(1/2) theta"),
        ("1½ θ", "(1+1/2) theta"),
    ],
)
def test_what_is_pasted_reads_like_what_is_typed(text: str, plain: str) -> None:
    """Greek letters that are variables, LaTeX's names and signs, fractions of one character."""
    assert parse(text, ("theta", "Omega")) == parse(plain, ("theta", "Omega"))


def test_fractions_of_latex_are_refused_with_advice() -> None:
    """Their braces would be read as a product."""
    with pytest.raises(FormulaError, match="write a/b"):
        parse(r"\frac{1}{2} x", ("x",))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-2^2", -4),
        ("(-2)^2", 4),
        ("2^3^2", 512),
        ("2^-1", 0.5),
        ("8/4/2", 1),
        ("1-2-3", -4),
        ("2x^2", 2 * 0.75**2),
        ("2(x+1)", 3.5),
        ("(x+1)(x-1)", 0.75**2 - 1),
        ("xy", -1.125),
        ("2 pi x", 2 * math.pi * 0.75),
        ("x e", 0.75 * math.e),
        ("2e3x", 1500),
        ("x**2", 0.5625),
        ("x²", 0.5625),
        ("2x³", 2 * 0.75**3),
        ("2¹⁰", 1024),
        ("10⁻²", 0.01),
        ("|y|", 1.5),
        ("2|y|x", 2.25),
        ("|x|y||", None),
        ("|(|y|-2)|", 0.5),
        ("||y|-2|", 0.5),
        ("|y(x|y|)|", 1.6875),
        ("w1 x", 1.6875),
        ("ln(e)", 1),
        ("σ(0)", 0.5),
        ("√(4)", 2),
        ("3·2×2⋅2", 24),
        ("6÷3−1", 1),
        ("１２＋（３）", 15),
        ("٣ * 2", 6),
        ("max(1, 2, x)", 2),
        ("{[(3)]}", 3),
        ("--2", 2),
        ("+-+2", -2),
    ],
)
def test_notations_that_people_use(text: str, value: float | None) -> None:
    """Each is read as a mathematician reads it; None means that it cannot be read."""
    if value is None:
        with pytest.raises(FormulaError):
            parse(text, NAMES)
    else:
        assert evaluate(parse(text, NAMES), POINT) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("text", ["1/2x", "x/2(x+1)", "1/2 pi", "3/4|x|", "1/2exp(x)"])
def test_a_product_after_a_division_is_refused(text: str) -> None:
    """Half of all people read 1/2x as x/2 and the others as 1/(2x): neither may be guessed."""
    with pytest.raises(FormulaError, match="two ways"):
        parse(text, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "x +",
        "* x",
        "(x",
        "x)",
        "(x]",
        "()",
        "1 2",
        "x 2",
        "x,y",
        "5!",
        "x = 3",
        "exp x",
        "exp",
        "exp()",
        "exp(1, 2)",
        "max(1)",
        "sin^2(x)",
        "gamma(x)",
        "factorial(9)",
        "x.real",
        "__import__('os')",
        "x.__class__",
        "lambda: 0",
        "x if x else y",
        "f'{x}'",
        "x;y",
        "x\x00",
        "²",
        "∞",
        "i",
        "1e400",
        "9e999999999",
        "1e-999999999",
        "1" * 400,
        "x" * 2001,
        "(" * 900 + "x" + ")" * 900,
        "-" * 1900 + "x",
        "2^" * 900 + "2",
        "|" * 1000,
        "exp(" * 300,
    ],
)
def test_what_is_no_formula_is_refused_in_words(text: str) -> None:
    """The parser raises its own error, whatever is thrown at it, and runs nothing."""
    with pytest.raises(FormulaError):
        parse(text, NAMES)


@given(
    st.text(
        st.sampled_from("0123456789.eExy+-*/^()[]{}|,! πσ√²⁻∞_\\'\"") | st.characters(), max_size=60
    )
)
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    """Nothing else is ever raised, neither by the parser nor by the arithmetic."""
    try:
        tree = parse(text, NAMES)
    except FormulaError:
        return
    try:
        assert math.isfinite(evaluate(tree, POINT))
    except (ArithmeticError, ValueError):
        return


@pytest.mark.parametrize(
    "text", ["9^9^9^9", "floor(9)^floor(9)^floor(99)", "1e300*1e300", "exp(800)"]
)
def test_blow_ups_have_no_value(text: str) -> None:
    """Floats overflow at once, where whole numbers would go on for ever."""
    with pytest.raises(ArithmeticError):
        evaluate(parse(text, ()), {})


def test_a_sum_of_a_thousand_terms_has_its_value() -> None:
    """A tree a thousand levels deep is no trouble: nothing walks it by recursion."""
    tree = parse("+".join(["1"] * 1000), ())
    assert evaluate(tree, {}) == 1000
    assert used_names(tree) == {"1", "+"}


@pytest.mark.parametrize(
    "text", ["0/0", "1/(x-x)", "log(0)", "log(-1)", "sqrt(-1)", "(-8)^(1/3)", "0^-1"]
)
def test_what_is_not_defined_has_no_value(text: str) -> None:
    """An error, never NaN, infinity or a complex number."""
    with pytest.raises((ArithmeticError, ValueError)):
        evaluate(parse(text, NAMES), POINT)


@given(trees)
def test_steps_are_what_a_stack_machine_runs(tree: Tree) -> None:
    """Working the steps off a stack gives the tree back."""
    stack: list[Tree] = []
    for step in postfix(tree):
        if isinstance(step, str):
            stack.append(step)
        else:
            name, count = step
            stack[-count:] = [(name, *stack[-count:])]
    assert stack == [tree]


@given(trees)
def test_used_names_are_all_words_of_the_formula(tree: Tree) -> None:
    """Variables, constants and functions; `forbids` relies on it."""

    def words(branch: Tree) -> set[str]:
        return {branch} if isinstance(branch, str) else set().union(*map(words, branch))

    assert used_names(tree) == words(tree)


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("sigmoid", lambda x: 1 / (1 + math.exp(-x))),
        ("relu", lambda x: x * (x > 0)),
        ("sign", lambda x: 0 if x == 0 else math.copysign(1, x)),
        ("abs", operator.abs),
        ("floor", lambda x: x // 1),
        ("ceil", lambda x: -(-x // 1)),
    ],
)
@given(x=st.floats(-30, 30))
def test_our_own_functions(name: str, function: Callable[[float], float], x: float) -> None:
    """Against another way to write each."""
    assert FUNCTIONS[name](x) == pytest.approx(function(x), rel=1e-12, abs=1e-15)


def test_a_variable_hides_a_constant_and_a_function() -> None:
    """An author's `e` or `log` is a variable like any other."""
    assert evaluate(parse("2e", ("e",)), {"e": 10.0}) == 20
    assert evaluate(parse("log + 1", ("log",)), {"log": 4.0}) == 5
