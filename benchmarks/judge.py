"""What the judge costs, beside the bars it must meet: `python benchmarks/judge.py`

Every row is a ratio to its peer (a bare interpreter that imports the library), taken in turns
within one run: one sample of each in every round, the first round dropped. Trust the ratios of the
medians; milliseconds, and most of the 95th percentile, depend on the machine and on what else it
does. A session-level verdict sends a source, makes twenty seeded 8x8 cases, computes and compares
the expected values, and closes. A graded one is `heldout.grading.grade`: on a task of twenty such
cases made here, and, with no bar of its own, on a task of pack core that has thirty-one.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np

from heldout.authored import Authors
from heldout.authored.author import InProcess
from heldout.errors import SandboxError
from heldout.grading import Bench, grade, read_spec
from heldout.questions import load_library, make_variant, shipped_packs
from heldout.records import VariantPart
from heldout.sandbox import Call, Judge, Limits, Returned, Stopped

TASK = "stable-softmax"
CHECKS = """import numpy as np

def inputs(draw):
    return {"x": draw.numbers(8, 8), "y": draw.numbers(8, 8)}

EXAMPLE = {"x": np.eye(2), "y": np.ones((2, 2))}

def second_opinion(x, y):
    return np.einsum("ij,jk->ik", x, y)
"""
PRODUCT = "import numpy as np\n\ndef f(x, y):\n    return x @ y\n"
SAME = "def f(x):\n    return -x\n"
LOOP = "def f():\n    while True:\n        pass\n"
SLEEP = "import time\n\ndef f():\n    time.sleep(60)\n"
BACKWARD = """import torch

def f(rows):
    x = torch.tensor(rows, dtype=torch.float64)
    x.requires_grad_()
    (torch.tanh(x) ** 2).sum().backward()
    return x.grad.tolist()
"""
WINDOW_SECONDS = 1.5
DEADLINE_SECONDS = 0.2


@dataclass
class Row:
    """One line of the table: samples in seconds, or in the unit, and what they are held against."""

    title: str
    bar: float
    peer: str | None = None  # the title of the row that it is a ratio to
    at_least: bool = False
    unit: str = "ms"
    samples: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.samples)

    @property
    def late(self) -> float:
        """The 95th percentile."""
        return sorted(self.samples)[int(0.95 * (len(self.samples) - 1))]


class Table:
    """The rows, and the peers they are divided by."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}

    def add(self, row: Row, sample: float) -> None:
        """One more sample of a row."""
        self.rows.setdefault(row.title, row).samples.append(sample)

    def print(self) -> None:
        """Each row: median, 95th percentile, what it is worth against its peer, and the bar."""
        print(f"{'what':58} {'median':>9} {'95 %':>9} {'ratio':>8} {'bar':>8}")
        for row in self.rows.values():
            worth = row.median
            if row.peer is not None:
                worth /= self.rows[row.peer].median
            shown = f"{row.title:58} {_show(row.median, row.unit)} {_show(row.late, row.unit)}"
            if row.peer is None and not row.bar:
                print(shown)
                continue
            if math.isnan(row.bar):
                print(f"{shown} {worth:8.3f}")
                continue
            met = worth >= row.bar if row.at_least else worth <= row.bar
            sign = ">=" if row.at_least else "<="
            ratio = f"{worth:8.3f}" if row.peer is not None else f"{'':8}"
            bar = f"{sign} {row.bar:g}"
            print(f"{shown} {ratio} {bar:>8}  {'met' if met else 'MISSED'}")


def _show(value: float, unit: str) -> str:
    return f"{1000 * value:6.2f} ms" if unit == "ms" else f"{value:6.1f} {unit:2}"


NUMPY = "bare import numpy"
TORCH = "bare import torch"
STANDARD = "session verdict, NumPy, 20 cases, on demand, standard"
FRESH = "fresh NumPy processes a second"
ONE = "verdicts a second, one worker"
ONE_CORE = "verdicts a second, one worker on one core"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=25, help="counted rounds (one more is not)")
    options.add_argument("--worker", type=float, help="internal: judge for so many seconds")
    options.add_argument("--core", type=int, help="internal: on that core alone")
    given = options.parse_args()
    if given.worker:
        work(given.worker, given.core)
        return
    table = Table()
    with ExitStack() as opened:
        judge = opened.enter_context(Judge())
        pooled = opened.enter_context(Judge(pool=1))
        print(f"mode {judge.mode}, {given.rounds} rounds, Python {sys.version.split()[0]}")
        rounds = [
            *latencies(opened, judge, pooled),
            *full_latencies(opened),
            *torch_latencies(opened),
        ]
        for index in range(given.rounds + 1):
            for row, measure in rounds:
                seconds = measure(index)
                if index:
                    table.add(row, seconds)
        for _ in range(5):
            for row, count in throughputs():
                table.add(row, count)
        for row, sample in singles(judge, pooled):
            table.add(row, sample)
    table.print()


# --- latencies ----------------------------------------------------------------------------------

Measure = tuple[Row, Callable[[int], float]]


def latencies(opened: ExitStack, judge: Judge, pooled: Judge) -> list[Measure]:
    """NumPy: graded, session-level, on demand, from the pool, and plain round trips."""
    standard = judge
    if judge.mode != "standard":
        standard = opened.enter_context(Judge(mode="standard"))
    shipped = make_variant(TASKS[TASK], 0, Authors(judge)).parts[0]
    plain = plain_task(shipped, Path(opened.enter_context(tempfile.TemporaryDirectory())))
    return [
        (Row(NUMPY, 0), lambda _: bare("numpy")),
        (
            Row("graded verdict, NumPy, 20 cases, on demand, standard", 0.05, NUMPY),
            lambda index: graded(standard, plain, index),
        ),
        (
            Row("graded verdict, NumPy, 20 cases, from the pool", 0.03, NUMPY),
            lambda index: from_pool(pooled, lambda judge: graded(judge, plain, index)),
        ),
        (
            Row(f"graded verdict, {TASK}, 31 cases, on demand", math.nan, NUMPY),
            lambda index: graded(judge, shipped, index),
        ),
        (
            Row(f"graded verdict, {TASK}, 31 cases, from the pool", math.nan, NUMPY),
            lambda index: from_pool(pooled, lambda judge: graded(judge, shipped, index)),
        ),
        (Row(STANDARD, 0.05, NUMPY), lambda index: verdict(standard, 20, index)),
        (
            Row("session verdict, NumPy, 20 cases, from the pool", 0.03, NUMPY),
            lambda index: from_pool(pooled, lambda judge: verdict(judge, 20, index)),
        ),
        (
            Row("session verdict, NumPy, 200 cases, on demand", 0.15, NUMPY),
            lambda index: verdict(standard, 200, index),
        ),
        (Row("200 calls with an 8x8 array, to and fro", 0.03, NUMPY), lambda _: trips(standard)),
    ]


def torch_latencies(opened: ExitStack) -> list[Measure]:
    """PyTorch with a backward pass in each call, where it is installed."""
    if importlib.util.find_spec("torch") is None:
        print("PyTorch is not installed: its rows are left out")
        return []
    judge = opened.enter_context(Judge(Limits(cpu_seconds=10.0, wall_seconds=30.0)))
    return [
        (Row(TORCH, 0), lambda _: bare("torch")),
        (
            Row("session verdict, PyTorch, 20 cases with backward", 0.015, TORCH),
            lambda index: backward(judge, index),
        ),
    ]


def full_latencies(opened: ExitStack) -> list[Measure]:
    """Mode full against mode standard, where the judge offers it."""
    try:
        judge = opened.enter_context(Judge(mode="full"))
        judge.start(PRODUCT).close()
    except SandboxError as error:
        print(f"mode full is left out: {error}")
        return []
    row = Row("session verdict, NumPy, 20 cases, on demand, full", 1.3, STANDARD)
    return [(row, lambda index: verdict(judge, 20, index))]


def bare(module: str) -> float:
    """Seconds that an interpreter takes which only imports."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", f"import {module}"], check=True)
    return time.perf_counter() - start


def plain_task(part: VariantPart, folder: Path) -> VariantPart:
    """That part with twenty cases, each the product of two matrices, and nothing else."""
    files = [folder / "checks.py", folder / "solution.py"]
    for file, source in zip(files, (CHECKS, PRODUCT), strict=True):
        file.write_text(source, encoding="utf-8")
    author = InProcess(files, "f")
    spec = replace(part.spec, function="f")
    return replace(part, spec=spec, folder=folder, open_task=lambda function, alone: author)


def graded(judge: Judge, part: VariantPart, seed: int) -> float:
    """Seconds from the right reply to its verdict."""
    assert part.folder is not None
    source = _reply(part.folder)
    start = time.perf_counter()
    found = grade(part, source, Bench(judge, lambda _: None, seed))
    taken = time.perf_counter() - start
    assert found.right, found
    return taken


@cache
def _reply(folder: Path) -> str:
    return (folder / "solution.py").read_text(encoding="utf-8")


def verdict(judge: Judge, count: int, seed: int) -> float:
    """Seconds for so many seeded cases, computed by the child and by us, and compared."""
    start = time.perf_counter()
    drawn: deque[tuple[np.ndarray, np.ndarray]] = deque()

    def calls() -> Iterator[Call]:
        rng = np.random.default_rng(seed)
        for _ in range(count):
            drawn.append((rng.normal(size=(8, 8)), rng.normal(size=(8, 8))))
            yield Call("f", drawn[-1])

    with judge.begin(PRODUCT) as session:
        for answer in session.call_each(calls()):
            x, y = drawn.popleft()
            compare(answer, x @ y)
    assert not drawn
    return time.perf_counter() - start


def compare(answer: object, expected: np.ndarray) -> None:
    assert isinstance(answer, Returned), answer
    value = answer.value
    assert isinstance(value, np.ndarray)
    assert value.shape == expected.shape
    assert np.abs(value - expected).max() < 1e-12


def trips(judge: Judge) -> float:
    """Seconds for 200 calls, each after the one before, in a session that is open already."""
    x = np.random.default_rng(0).normal(size=(8, 8))
    with judge.start(SAME) as session:
        session.call("f", (x,))
        start = time.perf_counter()
        for _ in range(200):
            session.call("f", (x,))
        return time.perf_counter() - start


def backward(judge: Judge, seed: int) -> float:
    """Seconds for twenty cases whose gradients are compared with the formula."""
    start = time.perf_counter()
    rng = np.random.default_rng(seed)
    drawn = [rng.normal(size=(8, 8)) for _ in range(20)]
    with judge.begin(BACKWARD, image="torch") as session:
        answers = session.call_each(Call("f", (x.tolist(),)) for x in drawn)
        for x, answer in zip(drawn, answers, strict=True):
            assert isinstance(answer, Returned), answer
            y = np.tanh(x)
            assert np.allclose(np.asarray(answer.value), 2 * y * (1 - y * y))
    return time.perf_counter() - start


def from_pool(judge: Judge, measure: Callable[[Judge], float]) -> float:
    """What is measured with a child that waits; the next one is made before anything else is."""
    taken = measure(await_pool(judge))
    await_pool(judge)
    return taken


def await_pool(judge: Judge) -> Judge:
    """The judge, once a child waits in its pool (it is made between verdicts)."""
    judge.warm()
    while not judge.waiting():
        time.sleep(0.001)
    return judge


TASKS = load_library(shipped_packs(), read_spec).questions


# --- throughput ---------------------------------------------------------------------------------


def throughputs() -> list[tuple[Row, float]]:
    """One window of each: fresh processes, one worker, two workers.

    One worker alone computes on two cores, its children on the other one, so what a second worker
    adds is measured between workers of one core each.
    """
    end = time.perf_counter() + WINDOW_SECONDS
    count = 0
    while time.perf_counter() < end:
        bare("numpy")
        count += 1
    found = [
        (Row(FRESH, 0, unit="/s"), count / WINDOW_SECONDS),
        (Row(ONE, 20, FRESH, at_least=True, unit="/s"), workers(1)),
        (Row("verdicts a second, two workers", math.nan, ONE, unit="/s"), workers(2)),
    ]
    cores = sorted(os.sched_getaffinity(0))[:2] if hasattr(os, "sched_getaffinity") else []
    if len(cores) < 2:
        print("How workers scale is left out: that takes two cores, and leave to choose them.")
        return found
    two = Row(
        "verdicts a second, two workers, a core each", 1.7, ONE_CORE, at_least=True, unit="/s"
    )
    return [
        *found,
        (Row(ONE_CORE, 0, unit="/s"), workers(1, cores)),
        (two, workers(2, cores)),
    ]


def workers(count: int, cores: Sequence[int] = ()) -> float:
    """Session-level verdicts a second of so many judges, each a process of its own; with `cores`
    each has one of them for itself and its children."""
    command = [sys.executable, __file__, "--worker", str(WINDOW_SECONDS)]
    own = [["--core", str(core)] for core in cores] or [[] for _ in range(count)]
    running = [
        subprocess.Popen(
            [*command, *more], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for more in own[:count]
    ]
    total = 0.0
    for worker in running:
        assert worker.stdout is not None
        worker.stdout.readline()  # it is warm
    for worker in running:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    for worker in running:
        total += int(worker.communicate()[0]) / WINDOW_SECONDS
    return total


def work(seconds: float, core: int | None) -> None:
    """Judge one submission after the other, as a worker of a server does, and print how many."""
    if core is not None:
        os.sched_setaffinity(0, {core})
    with Judge(mode="standard", pool=1) as judge:
        verdict(judge, 20, 0)
        print("ready", flush=True)
        sys.stdin.readline()
        end, count = time.perf_counter() + seconds, 0
        while time.perf_counter() < end:
            verdict(judge, 20, count)
            count += 1
    print(count, flush=True)


# --- once ---------------------------------------------------------------------------------------


def singles(judge: Judge, pooled: Judge) -> list[tuple[Row, float]]:
    """Memory of children that wait, kills, and the start of the server."""
    found = memories(pooled)
    limits = Limits(cpu_seconds=5.0, wall_seconds=5.0)
    for source, title in ((LOOP, "an endless loop"), (SLEEP, "a sleeping submission")):
        row = Row(f"from the deadline to the end of {title}", 0.05)
        found += [(row, overrun(judge, source, limits)) for _ in range(5)]
    start = Row("start of the server until it answers", 1.0)
    found += [(start, serve()) for _ in range(3)]
    return found


def memories(pooled: Judge) -> list[tuple[Row, float]]:
    """Private memory of children that wait, for NumPy and for PyTorch where it is installed."""
    if os.geteuid() != 0:
        print("The private memory of a jailed child can be read by root only: left out.")
        return []
    found = [(memory_row("numpy"), memory(await_pool(pooled)))]
    if importlib.util.find_spec("torch") is not None:
        with Judge(pool=1) as other:
            other.warm("torch")
            while not other.waiting("torch"):
                time.sleep(0.01)
            found.append((memory_row("torch"), memory(other, "torch")))
    return found


def memory_row(image: str) -> Row:
    return Row(f"private memory of a waiting child, {image}", 4.0, unit="MB")


def memory(judge: Judge, image: str = "numpy") -> float:
    """Private_Dirty of a waiting child, in MB (10^6 bytes)."""
    [session] = judge.waiting(image)
    text = Path(f"/proc/{session.pid}/smaps_rollup").read_text()
    found = re.search(r"Private_Dirty:\s+(\d+) kB", text)
    assert found, text
    return int(found[1]) * 1024 / 1e6


def overrun(judge: Judge, source: str, limits: Limits) -> float:
    """Seconds from the deadline of a call until its process is killed and the call answered."""
    with judge.start(source, limits=limits) as session:
        start = time.perf_counter()
        stopped = session.call("f", seconds=DEADLINE_SECONDS)
        taken = time.perf_counter() - start
        assert isinstance(stopped, Stopped), stopped
    return taken - DEADLINE_SECONDS


def serve() -> float:
    """Seconds from the start of `heldout serve` to its first answered page."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        server = subprocess.Popen(
            [sys.executable, "-m", "heldout", "serve", "--port", "0", "--no-browser"],
            env={**os.environ, "HELDOUT_DATA_DIR": folder},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout is not None
            line = next(line for line in server.stdout if "http://" in line)
            found = re.search(r"http://[\w.:]+", line)
            assert found, line
            with urllib.request.urlopen(found[0]) as page:
                page.read()
            return time.perf_counter() - start
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
