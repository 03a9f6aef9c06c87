"""A function with all that it needs, as the source of one file: what is carried, what is not."""

from __future__ import annotations

import functools
import itertools
import linecache
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from heldout.notebook import Uncarried
from heldout.notebook.names import attributes_of, names_of
from heldout.notebook.source import carry
from heldout.sandbox import Judge, Returned

_numbers = itertools.count()
Notebook = Callable[..., dict[str, Any]]


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Notebook]:
    """Runs cells one after the other, each a file of its own for linecache, as IPython does."""
    module = types.ModuleType("__main__")
    monkeypatch.setitem(__import__("sys").modules, "__main__", module)
    files = []

    def run(*cells: str) -> dict[str, Any]:
        for cell in cells:
            file = f"<cell-{next(_numbers)}>"
            files.append(file)
            linecache.cache[file] = (len(cell), None, cell.splitlines(keepends=True), file)
            exec(compile(cell, file, "exec", dont_inherit=True), module.__dict__)
        return module.__dict__

    yield run
    for file in files:
        linecache.cache.pop(file, None)


def carried(names: dict[str, Any], wanted: str = "f", function: str = "f") -> str:
    """The source that would be judged."""
    return carry(names[function], wanted, ("numpy",))


def run(source: str, *args: Any) -> Any:
    """What `f(*args)` is in a module made of that source alone."""
    space: dict[str, Any] = {"__name__": "answer"}
    exec(compile(source, "answer.py", "exec", dont_inherit=True), space)
    return space["f"](*args)


CELLS: dict[str, tuple[tuple[str, ...], tuple[Any, ...], Any]] = {
    "alone": (("def f(x): return x + 1",), (1,), 2),
    "alias": (("import numpy as np", "def f(x): return float(np.exp(x))"), (0.0,), 1.0),
    "from": (("from math import sqrt as root, pi", "def f(x): return root(x) * pi / pi"), (9,), 3),
    "submodule": (
        ("import xml.etree.ElementTree", "def f(x): return xml.etree.ElementTree.XML(x).tag"),
        ("<a/>",),
        "a",
    ),
    "function": (
        ("def half(x): return x / 2", "def f(x): return half(x)"),
        (4,),
        2,
    ),
    "chain": (
        ("def g(x): return h(x)\ndef h(x): return k * x\nk = 3\ndef f(x): return g(x)",),
        (2,),
        6,
    ),
    "mutual": (
        (
            "def even(n): return n == 0 or odd(n - 1)\ndef odd(n): return n > 0 and even(n - 1)\n"
            "def f(n): return even(n)",
        ),
        (4,),
        True,
    ),
    "recursion": (("def f(n): return 1 if n < 2 else n * f(n - 1)",), (5,), 120),
    "constants": (
        (
            "A, B, C, D = 1e-9, float('inf'), [1, (2, 'x')], {'k': {3}}\nE = 1 + 2j\n"
            "def f(): return A, B, C, D, E",
        ),
        (),
        (1e-9, float("inf"), [1, (2, "x")], {"k": {3}}, 1 + 2j),
    ),
    "numpy-scalar": (
        ("import numpy\nEPS = numpy.float32(0.5)\ndef f(): return (EPS, type(EPS).__name__)",),
        (),
        (0.5, "float32"),
    ),
    "default": (("EPS = 7\ndef f(x, eps=EPS): return x + eps",), (1,), 8),
    "decorator": (
        (
            "import functools\ndef twice(g):\n    @functools.wraps(g)\n"
            "    def h(*a): return 2 * g(*a)\n    return h",
            "@twice\ndef f(x): return x",
        ),
        (4,),
        8,
    ),
    "cache": (
        ("from functools import lru_cache\n@lru_cache(None)\ndef f(n): return n",),
        (3,),
        3,
    ),
    "class": (
        (
            "from dataclasses import dataclass",
            "@dataclass\nclass Pair:\n    a: int\n    b: int = 2",
            "class Sum(Pair):\n    '''Text.'''\n    def total(self): return self.a + self.b + LAST",
            "LAST = 10\ndef f(a): return Sum(a).total()",
        ),
        (1,),
        13,
    ),
    "base-uses-derived": (
        (
            "class Base:\n    def make(self): return Derived().name()\n"
            "class Derived(Base):\n    def name(self): return 'derived'\n"
            "def f(): return Base().make()",
        ),
        (),
        "derived",
    ),
    "redefined": (
        (
            "class A:\n    def one(self): return 1",
            "class A:\n    def two(self): return 2",
            "def f(): return A().two()",
        ),
        (),
        2,
    ),
    "other-name": (("def g(x): return x\nh = g\ndef f(x): return h(x)",), (5,), 5),
    "closure": (
        ("def make(n):\n    def f(x):\n        return x + n\n    return f\nf = make(4)",),
        (1,),
        5,
    ),
    "local-like-a-global": (
        ("x = object()\nrows = object()\ndef f(x):\n    rows = [x for x in x]\n    return rows",),
        ([1],),
        [1],
    ),
    "hints": (
        ("from __future__ import annotations\ndef f(x: np.ndarray | Unknown) -> Any: return 1",),
        (0,),
        1,
    ),
    "typing": (
        (
            "import numpy.typing as npt, numpy as np\nfrom typing import Optional, Callable\n"
            "Array = npt.NDArray[np.float64]\nNumber = int | float\n"
            "def f(x: Array, y: Optional[Number] = None, g: Callable | None = None) -> list[int]:\n"
            "    return isinstance(x, Number)",
        ),
        (0,),
        True,
    ),
    "shadowed-builtin": (("def len(x): return 42\ndef f(x): return len(x)",), ([],), 42),
    "indented": (
        ("if True:\n    def f(x):\n        return x * 3",),
        (2,),
        6,
    ),
    "missing": (("def f(x):\n    return nowhere if x else 1",), (0,), 1),
}


@pytest.mark.parametrize("case", CELLS)
def test_what_is_used_is_carried(case: str, notebook: Notebook) -> None:
    """The file alone does what the function does in the notebook."""
    cells, args, expected = CELLS[case]
    names = notebook(*cells)
    assert names["f"](*args) == expected, "the case itself must be right"
    assert run(carried(names), *args) == expected


def test_the_name_is_adapted_without_touching_the_text(notebook: Notebook) -> None:
    """What the function says of itself stays, also where it calls itself."""
    names = notebook('def my_f(n):\n    "my_f"\n    return n if n < 2 else my_f(n - 1)')
    source = carried(names, function="my_f")
    assert '"my_f"' in source
    assert run(source, 9) == 1


def test_it_runs_where_it_is_judged(notebook: Notebook, judge: Judge) -> None:
    """In a jailed child, which knows the function as one of the source's own."""
    names = notebook("import numpy as np\nK = 2\ndef mine(x): return np.sum(x) * K")
    with judge.start(carried(names, "total", "mine")) as session:
        result = session.call("total", ([1.0, 2.0],))
    assert isinstance(result, Returned)
    assert result.value == 6.0


def test_values_are_those_of_the_moment(notebook: Notebook) -> None:
    """A constant that a later cell has changed is carried as it is now."""
    names = notebook("K = 1\ndef f(): return K")
    notebook("K = 2")
    assert run(carried(names)) == 2


REFUSED = {
    "array": (
        "import numpy as np\nW = np.ones(3)\ndef f(x): return W @ x",
        "uses W, a value of type ndarray",
    ),
    "object": ("class A: pass\na = A()\ndef f(): return a", "uses a, a value of type A"),
    "partial": (
        "import functools\ng = functools.partial(max, 1)\ndef f(x): return g(x)",
        "uses g, a value of type partial",
    ),
    "long": ("T = 'x' * 9999\ndef f(): return T", "uses T, a value of type str that is too long"),
    "nested": ("L = [1, [object()]]\ndef f(): return L", "uses L, a value of type list"),
    "lambda": ("g = lambda x: x\ndef f(x): return g(x)", "uses g: it is a lambda"),
    "lambda-itself": ("f = lambda x: x", "A lambda has no source"),
    "package": ("import pytest\ndef f(): return pytest", "uses pytest, from pytest, which is not"),
    "library": (
        "from heldout.records import Reply\ndef f(): return Reply",
        "uses Reply, from heldout, which is not there",
    ),
    "builtin": ("f = len", "this one is built in"),
    "class": ("class f: pass", "this one is of type type"),
    "value": ("f = 3", "this one is of type int"),
    "text": ("f = 'softmax'", "without quotes"),
    "method": ("class A:\n    def go(self): return 1\nf = A().go", "go is a method of an object"),
    "exec": ("exec('def f(x): return x')", "f cannot be judged: its source cannot be found"),
    "exec-inside": (
        "exec('def g(x): return x')\ndef f(x): return g(x)",
        "uses g: its source cannot be found",
    ),
    "two-meanings": (
        "import math\ndef make():\n    g = 1\n    def f(x): return h(x) + g\n    return f\n"
        "def h(x): return g\ng = 2\nf = make()",
        "name g means two different things",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_carried_is_named(case: str, notebook: Notebook) -> None:
    """In a sentence that says what to do."""
    cell, says = REFUSED[case]
    names = notebook(cell)
    with pytest.raises(Uncarried) as error:
        carried(names)
    assert says in str(error.value)


def test_a_name_that_is_taken_is_refused(notebook: Notebook) -> None:
    """Else the function would call itself under the task's name."""
    names = notebook("def softmax(x): return x\ndef mine(x): return softmax(x)")
    with pytest.raises(Uncarried, match="uses something else of that name"):
        carried(names, "softmax", "mine")


def test_what_is_wrapped_is_carried_whole() -> None:
    """A function of a file, by way of its wrapper."""
    source = carry(functools.lru_cache(_in_a_file), "f", ("numpy",))
    assert run(source, 2) == 5


_THREE = 3


def _in_a_file(x: int) -> int:
    return int(np.add(x, _THREE))


def test_names_follow_the_rules_of_scope() -> None:
    """What runs at once and what runs when called are told apart."""
    source = (
        "@deco\ndef f(a, b=default, *c: hint) -> back:\n    local = a\n    global written\n"
        "    written = outer\n    return [item + free for item in local]\n"
    )
    names = names_of(source)
    assert {"deco", "default"} <= names.early
    assert {"outer", "free"} <= names.late
    assert not {"f", "a", "b", "local", "item"} & (names.early | names.late)


def test_dotted_names_are_found() -> None:
    """Each way that begins with the name."""
    assert attributes_of("a.b.c(x.a.d)\na.e", "a") == ["a.b", "a.b.c", "a.e"]
