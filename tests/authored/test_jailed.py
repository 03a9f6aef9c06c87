"""Somebody else's file in its jail: it answers as it would in our process, and reaches nothing."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import heldout.authored.jailed as jailed
from heldout.authored import Author, Authors, AuthorStopped
from heldout.authoring import Draw
from heldout.errors import PackError
from heldout.sandbox import Judge, Limits

SOUND = "def draw(rng):\n    return {'a': rng.integer(1, 10**6)}\n"


@pytest.fixture
def authors(judge: Judge) -> Iterator[Authors]:
    """With little patience."""
    with Authors(judge, 0.3) as opened:
        yield opened


@pytest.fixture
def patient(judge: Judge) -> Iterator[Authors]:
    """With as much patience as practice has."""
    with Authors(judge) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Of a question."""
    (tmp_path / "some-question").mkdir()
    return tmp_path / "some-question"


@pytest.fixture
def sound(authors: Authors, folder: Path) -> Author:
    """Another question's file, which must go on working whatever the first one does."""
    (folder / "sound.py").write_text(SOUND, encoding="utf-8")
    return authors.open(folder / "sound.py", "1", shipped=False)


def opened(authors: Authors, folder: Path, source: str) -> Author:
    """That source as an installed pack's file."""
    (folder / "variant.py").write_text(source, encoding="utf-8")
    return authors.open(folder / "variant.py", source, shipped=False)


def refusal(author: Author, name: str = "f", *args: Any) -> PackError:
    """What is said about a call."""
    with pytest.raises(PackError) as caught:
        author.call(name, *args)
    assert caught.value.file == author.file
    return caught.value


# --- honest code ------------------------------------------------------------------------------


def test_a_file_is_asked_for_what_it_defines(authors: Authors, folder: Path) -> None:
    """Functions, values and names that are not there."""
    author = opened(authors, folder, "import math\nSIZES = (1, 2)\ndef f(x, *, y): return x + y\n")
    assert [author.has(name) for name in ("f", "SIZES", "math", "g", "__name__")] == [
        *(True, True, True),
        *(False, False),
    ]
    assert author.value("SIZES") == (1, 2)
    assert author.call("f", 1, y=2) == 3
    assert refusal(author, "g").message == "must define g()"
    assert refusal(author, "SIZES").message == "must define SIZES()"
    with pytest.raises(PackError, match=r"must define TOLERANCE$"):
        author.value("TOLERANCE")


def test_chance_is_the_same_on_both_sides(authors: Authors, folder: Path) -> None:
    """For both sources that a file may be given."""
    source = "def f(rng): return rng.sample(range(100), 9)\ndef g(rng): return rng.normal(size=3)\n"
    author = opened(authors, folder, source)
    assert author.call("f", Draw("id", 5)) == Draw("id", 5).sample(range(100), 9)
    rng = np.random.default_rng([7, 1])
    rng.normal(size=4)  # it goes on where it was
    np.testing.assert_array_equal(author.call("g", rng), rng.normal(size=3))


def test_one_process_answers_many_questions(authors: Authors, folder: Path) -> None:
    """It keeps what the file has set up."""
    source = (
        "import os\ncalls = []\ndef f():\n    calls.append(1)\n    return len(calls), os.getpid()"
    )
    author = opened(authors, folder, source)
    told = [author.call("f") for _ in range(5)]
    assert [count for count, _ in told] == [1, 2, 3, 4, 5]
    assert len({pid for _, pid in told}) == 1


def test_a_worn_process_is_replaced(
    authors: Authors, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before its budget could end an honest call."""
    monkeypatch.setattr(jailed, "LIMITS", Limits(cpu_seconds=0.2, memory_bytes=1 << 30))
    source = "import os\ndef f():\n    sum(range(10**6))\n    return os.getpid()\n"
    author = opened(authors, folder, source)
    assert len({author.call("f") for _ in range(30)}) > 1


def test_generators_are_run_to_their_end(authors: Authors, folder: Path) -> None:
    """And an error in them has its line."""
    author = opened(authors, folder, "def f(n):\n    yield 'one'\n    yield str(1 / n)\n")
    assert author.call("f", 2) == ["one", "0.5"]
    assert refusal(author, "f", 0).line == 3


RULES = """
made = []
def accepts(values):
    made.append(1)
    def rule(reply):
        return None if reply == values["a"] else f"{reply} is not {values['a']}."
    return {"one": rule, "other": lambda reply: "No."}
def count():
    return len(made)
"""


def test_functions_stay_behind_and_can_be_called(authors: Authors, folder: Path) -> None:
    """With what they have closed over, which is not made again."""
    author = opened(authors, folder, RULES)
    rules = author.call("accepts", {"a": 3})
    assert (rules["one"](3), rules["one"](4), rules["other"](3)) == (None, "4 is not 3.", "No.")
    assert author.call("count") == 1


def test_a_function_outlives_its_process(authors: Authors, folder: Path, judge: Judge) -> None:
    """A candidate may think for an hour: the same function is made again."""
    with Authors(judge) as other:
        author = opened(other, folder, RULES)
        rules = author.call("accepts", {"a": 3})
        assert isinstance(author, jailed.Jailed)
        author.close()
        assert (rules["one"](4), rules["other"](3)) == ("4 is not 3.", "No.")
        assert author.call("count") > 0


def test_many_functions_do_not_fill_the_process(authors: Authors, folder: Path) -> None:
    """The oldest are forgotten, and made again when they are wanted."""
    source = "def f(n):\n    return [lambda k=k: [n, k] for k in range(300)]\n"
    author = opened(authors, folder, source)
    first, *_ = author.call("f", 1)
    author.call("f", 2)
    assert first() == [1, 0]


def test_a_rule_that_is_not_made_again_is_named(authors: Authors, folder: Path) -> None:
    """Its file must give the same for the same."""
    source = "made = []\ndef f():\n    made.append(1)\n    return [len] if len(made) == 1 else []\n"
    author = opened(authors, folder, source + "def g():\n    return [len] * 600\n")
    (rule,) = author.call("f")
    author.call("g")
    with pytest.raises(PackError, match=r"f\(\) must return the same when it is called again"):
        rule([1])


def test_threads_take_turns(authors: Authors, folder: Path) -> None:
    """No answer goes to whom it was not meant for."""
    author = opened(authors, folder, "def f(x):\n    return sum(range(x))\n")
    found: dict[int, int] = {}

    def ask(number: int) -> None:
        found[number] = author.call("f", number)

    threads = [threading.Thread(target=ask, args=[number]) for number in range(2, 40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: sum(range(number)) for number in range(2, 40)}


def test_a_second_opinion_by_sympy(patient: Authors, folder: Path) -> None:
    """What is installed beside Heldout is imported when it is asked for, and not before."""
    source = "def loaded():\n    import sys\n    return 'sympy' in sys.modules\n"
    source += "def f():\n    import sympy, mpmath\n    return str(sympy.sqrt(8)), mpmath.mpf(2)\n"
    author = opened(patient, folder, source)
    assert author.call("loaded") is False
    root, two = author.call("f")
    assert (root, two, author.call("loaded")) == ("2*sqrt(2)", 2.0, True)


@pytest.mark.torch
def test_a_second_opinion_by_pytorch(patient: Authors, folder: Path) -> None:
    """Also of gradients."""
    source = (
        "def f(values):\n    import torch\n    x = torch.tensor(values, requires_grad=True)\n"
        "    (x ** 2).sum().backward()\n    return x.grad\n"
    )
    assert opened(patient, folder, source).call("f", [1.0, 3.0]).tolist() == [2.0, 6.0]


# --- mistakes ---------------------------------------------------------------------------------

MISTAKES = {
    "raises": ("def f():\n    return 1 / 0\n", "raised ZeroDivisionError: division by zero", 2),
    "leaves": ("def f():\n    raise SystemExit\n", "raised SystemExit: ", 2),
    "syntax": ("def f():\n    return (\n", "must be valid Python: '(' was never closed", 2),
    "no import": ("import absent\n", "raised ModuleNotFoundError: No module named 'absent'", 1),
    "an object": (
        "def f():\n    return [object()]\n",
        "in lists, tuples, sets or dicts; given",
        None,
    ),
    "bytes": ("def f():\n    return b'1'\n", "given bytes", None),
    "a class": ("class A: pass\ndef f():\n    return A()\n", "given A", None),
    "a draw": (
        "def f():\n    return Draw('a', 1)\nfrom heldout.authoring import Draw",
        "own",
        None,
    ),
    "many digits": (
        "from decimal import Decimal\ndef f():\n    return Decimal('1e999999')\n",
        "given a Decimal of over 4000 digits",
        None,
    ),
    "control characters": ("def f():\n    raise ValueError('\\x1b[31m')\n", "\ufffd[31m", 2),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_line(
    authors: Authors, folder: Path, sound: Author, name: str
) -> None:
    """As in our own process; and the file can be asked again."""
    source, message, line = MISTAKES[name]
    author = opened(authors, folder, source)
    for _ in range(2):
        error = refusal(author)
        assert message in error.message
        assert error.line == line
    assert sound.call("draw", Draw("q", 1)) == {"a": Draw("q", 1).integer(1, 10**6)}


# --- attacks ----------------------------------------------------------------------------------

LOOP = (
    "def f():\n    while True:\n        try:\n            len([])\n        except Exception: pass\n"
)
STOPPED = {
    "a loop": (LOOP, "did not end within 0.3 s; look for a loop that has no end"),
    "a loop in C": ("def f():\n    return sum(range(10**12))\n", "was stopped"),
    "a loop while loading": ("while True:\n    pass\n", "did not end within 0.6 s"),
    "sleep": ("import time\ndef f():\n    time.sleep(60)\n", "was stopped: The code was stopped"),
    "a flood": ("def f():\n    while True: print('x' * 9999)\n", "printed more than"),
    "memory": ("def f():\n    return len(bytearray(1 << 40))\n", "raised MemoryError"),
    "memory that is used": (
        "def f():\n    x = [b'']\n    while True: x.append(bytes(1 << 24))\n",
        "MemoryError",
    ),
    "a huge answer": ("def f():\n    return 'x' * (1 << 25)\n", "was stopped: The answer takes"),
    "many items": ("def f():\n    return [0] * 250_000\n", "too many items"),
    "a huge number": ("def f():\n    return 1 << 10**6\n", "int of 1000001 bits"),
    "death": ("import os\ndef f():\n    os._exit(0)\n", "ended its own process"),
    "death while loading": ("import os\nos._exit(0)\n", "ended its own process"),
    "a crash": ("import ctypes\ndef f():\n    ctypes.string_at(1)\n", "the process died of signal"),
    "a fork": ("import os\ndef f():\n    return os.fork()\n", "clone)."),
    "a program": ("import os\ndef f():\n    os.execv('/bin/ls', ['ls'])\n", "execve"),
    "a subprocess": (
        "import subprocess\ndef f():\n    subprocess.run(['ls'])\n",
        "Operation not permitted",
    ),
    "a signal": ("import os\ndef f():\n    os.kill(os.getppid(), 9)\n", "kill"),
    "the network": (
        "import socket\ndef f():\n    socket.socket().connect(('127.0.0.1', 22))\n",
        "socket).",
    ),
    "forged answers": (
        "import os, struct\ndef f():\n    os.write(3, struct.pack('<B3xIQI', 6, 9, 1, 0) + b'T')\n",
        "was stopped",
    ),
    "another answer": (
        "import sys\nsys.modules['answer'].ask = lambda *a: 5\ndef f(): pass\n",
        "must leave the process in which it runs as it is",
    ),
    "no answer": (
        "import sys\ndel sys.modules['answer'].ask\ndef f(): pass\n",
        "must leave the process in which it runs as it is",
    ),
}


@pytest.mark.parametrize("name", STOPPED)
def test_an_attack_is_a_problem_of_its_file(
    authors: Authors, folder: Path, sound: Author, name: str
) -> None:
    """It is told in words, nothing of ours ends, and the next question works."""
    source, message = STOPPED[name]
    assert message.lower() in refusal(opened(authors, folder, source)).message.lower()
    assert sound.call("draw", Draw("q", 1)) == {"a": Draw("q", 1).integer(1, 10**6)}


DENIED = {
    "a key": "def f():\n    return open({home!r} + '/.ssh/id_rsa').read()\n",
    "its own question": "def f():\n    return open({folder!r} + '/secret.txt').read()\n",
    "a list of files": "import os\ndef f():\n    return os.listdir({folder!r})\n",
    "writing": "def f():\n    open({folder!r} + '/new.txt', 'w')\n",
    "writing anywhere": "def f():\n    open('/tmp/heldout-was-here', 'w')\n",
    "the passwords": "def f():\n    return open('/etc/passwd').read()\n",
    "the environment of others": "def f():\n    return open('/proc/1/environ', 'rb').read()\n",
}


@pytest.mark.parametrize("name", DENIED)
def test_files_are_out_of_reach(authors: Authors, folder: Path, name: str) -> None:
    """Those of the user, and those of the pack itself."""
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    source = DENIED[name].format(folder=str(folder), home=str(Path.home()))
    error = refusal(opened(authors, folder, source))
    refused = ("PermissionError", "FileNotFoundError", "Read-only file system")
    assert any(reason in error.message for reason in refused)
    assert sorted(path.name for path in folder.iterdir()) == ["secret.txt", "variant.py"]
    assert not Path("/tmp/heldout-was-here").exists()


@pytest.mark.parametrize(
    "module",
    ["heldout.store", "heldout.grading", "heldout.sandbox", "heldout.settings", "heldout.errors"],
)
def test_of_heldout_only_the_authors_part_is_there(
    authors: Authors, folder: Path, module: str
) -> None:
    """Nothing else can be imported; nor can it be read, so no path round that helps."""
    author = opened(authors, folder, f"def f():\n    import {module}\n")
    assert f"No module named '{module}'" in refusal(author).message
    source = "import heldout, heldout.authoring\ndef f():\n    return heldout.__path__\n"
    source += "def g(p):\n    heldout.__path__.append(p)\n    import heldout.records\n"
    author = opened(authors, folder, source)
    assert author.call("f") == []
    home = str(Path(jailed.__file__).parents[1])
    assert refusal(author, "g", home).message.startswith("raised ")


def test_the_environment_holds_nothing_of_the_machines(authors: Authors, folder: Path) -> None:
    """No token or path of the user's is in it."""
    author = opened(authors, folder, "import os\ndef f():\n    return dict(os.environ)\n")
    found = author.call("f")
    assert found.pop("HOME") == "/"
    assert all(name.endswith("_NUM_THREADS") for name in found)


def test_what_one_file_replaces_is_whole_in_the_next(
    authors: Authors, folder: Path, sound: Author
) -> None:
    """Shadowed names and a forged source of chance stay in the process that made them."""
    source = (
        "import builtins, heldout.authoring, heldout.authoring.draw as d, numpy, random\n"
        "class Draw:\n    def __init__(self, *a): pass\n    def integer(self, *a): return 7\n"
        "heldout.authoring.Draw = d.Draw = Draw\nd.Draw.integer = lambda *a: 7\n"
        "random.Random.random = lambda self: 0.0\nnumpy.array = None\nbuiltins.len = None\n"
        "def draw(rng):\n    return {'a': rng.integer(1, 10**6)}\n"
    )
    author = opened(authors, folder, source)
    with contextlib.suppress(PackError):
        assert author.call("draw", Draw("q", 2)) == {"a": 7}
    assert sound.call("draw", Draw("q", 2)) == {"a": Draw("q", 2).integer(1, 10**6)}


def test_a_file_that_calls_itself_something_else_is_still_jailed(
    authors: Authors, folder: Path
) -> None:
    """What it says of itself does not count."""
    source = "shipped = True\n__file__ = '/somewhere/packs/core/x/variant.py'\n"
    source += "def f():\n    return open('/etc/passwd').read()\n"
    assert "Error" in refusal(opened(authors, folder, source)).message


def test_a_process_that_is_killed_is_replaced(authors: Authors, folder: Path) -> None:
    """By whoever kills it; that call is lost, the next is not."""
    author = opened(authors, folder, "def f():\n    return 1\n")
    assert author.call("f") == 1
    assert isinstance(author, jailed.Jailed)
    pid = author.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(AuthorStopped):
        author.call("f")
    assert author.call("f") == 1
    assert author.pid != pid
