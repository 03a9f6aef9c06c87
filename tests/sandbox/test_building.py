"""C++: compiled in a jail, told in the candidate's own lines, and called with arrays."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from heldout.needs import find_compiler
from heldout.sandbox import (
    Judge,
    Limits,
    Program,
    Raised,
    Returned,
    Session,
    Stopped,
    building,
    toolchain,
)
from heldout.sandbox.building import Drop

from ..compiled import needs_compiler

pytestmark = [pytest.mark.torch, needs_compiler]

LIMITS = Limits(cpu_seconds=1.0, wall_seconds=6.0)
HEAD = "#include <torch/torch.h>\n"


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    """A judge in the best mode of this machine."""
    with Judge(LIMITS) as judge:
        yield judge


def session_of(judge: Judge, source: str, *parameters: str) -> Session:
    """A session with the compiled source in it, whose function is `f`."""
    made = judge.build(source, "f", parameters)
    assert isinstance(made, Program), made
    return judge.start(made, image="cpp")


def complaint(judge: Judge, source: str) -> Raised:
    """What the compiler says of it."""
    made = judge.build(source, "f")
    assert isinstance(made, Raised), made
    return made


def test_all_kinds_of_values_go_in_and_come_out(judge: Judge) -> None:
    """Tensors of any layout, numbers, truth and lists of them."""
    source = HEAD + (
        "std::tuple<torch::Tensor, double, int64_t, bool> f(const torch::Tensor& x, double k,\n"
        "    int64_t n, bool b, const std::vector<torch::Tensor>& more,\n"
        "    const std::vector<double>& v) {\n"
        "  return {x * k + more[1], v[0] + v[1], n + (int64_t)more.size(), !b};\n}\n"
    )
    x = np.arange(6.0).reshape(2, 3).T
    arguments = (x, 2.0, 40, True, [np.zeros(1), np.ones(2)], [1.5, 2])
    with session_of(judge, source) as session:
        result = session.call("f", arguments)
    assert isinstance(result, Returned), result
    tensor, number, whole, truth = result.value
    assert np.array_equal(tensor, 2 * x + 1)
    assert (number, whole, truth) == (3.5, 42, False)


def test_what_is_done_to_an_argument_is_seen(judge: Judge) -> None:
    """In place work and shared memory are told by the parameter's name."""
    source = HEAD + "torch::Tensor f(torch::Tensor x) { return x.add_(1).view({-1}); }\n"
    with session_of(judge, source, "x") as session:
        result = session.call("f", (np.zeros((2, 2)),))
    assert isinstance(result, Returned)
    assert (result.changed, result.aliased) == (("x",), ("x",))


@pytest.mark.parametrize(
    ("thrown", "kind"),
    [
        ('TORCH_CHECK(false, "no")', "RuntimeError"),
        ('TORCH_CHECK_VALUE(false, "no")', "ValueError"),
        ('throw std::invalid_argument("no")', "ValueError"),
        ('throw std::out_of_range("no")', "IndexError"),
        ("throw 1", "RuntimeError"),
    ],
)
def test_exceptions_become_those_of_python(judge: Judge, thrown: str, kind: str) -> None:
    """So that a statement can demand a `ValueError` in either language."""
    with session_of(judge, f"{HEAD}int f() {{ {thrown}; return 1; }}\n") as session:
        result = session.call("f")
    assert isinstance(result, Raised)
    assert result.type == kind
    assert "/" not in result.message


def test_what_is_printed_is_seen(judge: Judge) -> None:
    """By C++ and by C, without a flush of their own."""
    source = '#include <iostream>\nint f() { std::cout << "one "; std::printf("two"); return 1; }\n'
    with session_of(judge, source) as session:
        result = session.call("f")
    assert isinstance(result, Returned)
    assert sorted(result.printed.split()) == ["one", "two"]


def test_an_error_names_the_line_and_no_path_of_ours(judge: Judge) -> None:
    """The line is one of their file."""
    told = complaint(judge, f"{HEAD}\nint f() {{\n  return nothing;\n}}\n")
    assert told.type == "CompileError"
    assert told.line == 4
    assert "nothing" in told.message
    assert told.traceback.startswith("answer.cpp:4: error: ")
    assert "/" not in told.traceback


@pytest.mark.parametrize("source", ["", "int g() { return 1; }\n", "namespace n { int f(); }\n"])
def test_a_function_that_is_missing_is_named(judge: Judge, source: str) -> None:
    """In a sentence, not in the compiler's words."""
    assert "must define f" in complaint(judge, source).message


def test_a_type_that_cannot_cross_is_told(judge: Judge) -> None:
    """Where only our header knows what is wrong, its sentence is shown."""
    assert "a parameter must be" in complaint(judge, "int f(std::string s) { return 1; }\n").message
    assert "the result must be" in complaint(judge, "std::string f() { return {}; }\n").message


def test_a_definition_that_is_missing_is_told_in_cpp(judge: Judge) -> None:
    """The loader knows mangled names only."""
    with session_of(judge, "int g(double);\nint f() { return g(1); }\n") as session:
        assert isinstance(session.loaded, Raised)
        assert session.loaded.message == "undefined symbol: g(double)"


@pytest.mark.parametrize(
    "source",
    [
        '#include "/etc/passwd"\nint f() { return 1; }\n',
        'const char* s =\n#include "/etc/passwd"\n;\nint f() { return 1; }\n',
        '#line 1 "answer.cpp"\n#include "/etc/passwd"\n',
    ],
)
@pytest.mark.parametrize("mode", ["basic", None])
def test_no_file_is_quoted(mode: str | None, source: str) -> None:
    """Not even where the compiler can read it."""
    with Judge(LIMITS, mode=mode) as judge:
        made = judge.build(source, "f")
    assert isinstance(made, Raised)
    assert "root:" not in made.traceback
    assert "bash" not in made.traceback


def test_a_compiler_that_does_not_end_is_stopped(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its processor time."""
    monkeypatch.setattr(building, "_CPU_SECONDS", 1)
    spin = "constexpr long spin(long n) { for (long i = 0; i < 200000; ++i) n += i; return n; }\n"
    asserted = "".join(f"static_assert(spin({n}));\n" for n in range(1, 500))
    made = judge.build(f"{spin}{asserted}int f() {{ return 1; }}\n", "f")
    assert isinstance(made, Stopped), made
    assert made.reason == "cpu-time"


def test_what_was_compiled_is_not_compiled_again(judge: Judge) -> None:
    """The same source gives the same file; another function of it does not."""
    source = "int f() { return 1; }\nint g() { return 2; }\n"
    first, again = judge.build(source, "f"), judge.build(source, "f", ("x",))
    other = judge.build(source, "g")
    assert isinstance(first, Program)
    assert isinstance(again, Program)
    assert isinstance(other, Program)
    assert first.path == again.path != other.path


def test_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither of a compiler nor of a judge."""
    tmp_path.chmod(0o711)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Judge(LIMITS, mode="basic") as judge:
        judge.build("int f() { return 1; }\n", "f")
        (folder,) = tmp_path.iterdir()
        assert folder.stat().st_mode & 0o777 == 0o711
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """What a compiler leaves is read only when it is a plain file of a fair size."""
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "answer.so").symlink_to(tmp_path / "secret")
    assert building._read(tmp_path) is None
    (tmp_path / "answer.so").unlink()
    os.mkfifo(tmp_path / "answer.so")
    assert building._read(tmp_path) is None


def test_a_drop_forgets_what_was_used_longest_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    """And removes its file."""
    monkeypatch.setattr(building, "_KEPT", 2)
    drop = Drop()
    try:
        paths = [drop.put(name, "f", b"x") for name in "ab"]
        assert drop.find("a", "f") == paths[0]
        drop.put("c", "f", b"x")
        assert drop.find("b", "f") is None
        assert not Path(paths[1]).exists()
        assert drop.find("a", "f") == paths[0]
    finally:
        drop.close()


def test_slices_and_indices_are_there_for_whoever_uses_them(judge: Judge) -> None:
    """Also in the braces that LibTorch's documentation shows."""
    source = HEAD + (
        "using torch::indexing::Slice;\n"
        "torch::Tensor f(const torch::Tensor& x) { return x.index({Slice(1, 3)}) * 2; }\n"
    )
    with session_of(judge, source) as session:
        result = session.call("f", (np.arange(4.0),))
    assert isinstance(result, Returned), result
    assert np.array_equal(result.value, [2.0, 4.0])


# --- headers that are read once -------------------------------------------------------------------


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, and a compiler that is quick: it writes what it is told."""
    monkeypatch.setenv("HELDOUT_CACHE_DIR", str(tmp_path))
    real = subprocess.run

    def run(command: list[str], **options: object) -> object:
        if "c++-header" not in command:
            return real(command, **options)  # type: ignore[call-overload]
        Path(command[-1]).write_text("made")
        return None

    monkeypatch.setattr(subprocess, "run", run)
    return tmp_path / "cpp"


def prepare() -> Path:
    """The folder that the compiler is told to look in."""
    found = find_compiler()
    assert found is not None
    return toolchain._prepared(found, toolchain._torch_folder() / "include")


def test_what_an_older_version_has_left_goes_when_nobody_uses_it(cache: Path) -> None:
    """What is in use stays, and what was never finished goes at once."""
    for name in ("old", "new", "making-x"):
        (cache / name).mkdir(parents=True)
    week = time.time() - 8 * 24 * 3600
    os.utime(cache / "old", (week, week))
    kept = prepare()
    assert {place.name for place in cache.iterdir()} == {"lock", "new", kept.name}


def test_a_precompiled_header_that_is_lost_or_not_ours_is_made_again(cache: Path) -> None:
    """Whoever may write there could have put anything there."""
    made = prepare() / "heldout.hpp.gch"
    made.unlink()
    assert prepare() == made.parent
    assert made.is_file()
    made.write_text("planted")
    made.chmod(0o666)
    prepare()
    assert made.read_text() == "made"


def test_without_a_place_to_keep_them_the_headers_are_read_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the cache folder is a file."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("HELDOUT_CACHE_DIR", str(tmp_path / "file"))
    assert prepare() == toolchain._HEADERS
