"""A server that is told to stop while it judges: alone, or with all its processes at once."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from .small import NOW, RIGHT, TASK, WRONG, is_as_it_must_be, open_practice
from .test_lost_parents import children_of

PATIENCE = 60  # seconds; only a test that is failing waits so long


@contextmanager
def served(data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`heldout serve` over the database in that folder, and its address."""
    command = [sys.executable, "-m", "heldout", "serve", "--port", "0", "--no-browser"]
    environment = {**os.environ, "HELDOUT_DATA_DIR": str(data)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://[\w.:]+", process.stdout.readline())
        assert found
        try:
            yield process, found[0]
        finally:
            if process.poll() is None:
                process.kill()


@pytest.mark.parametrize("everybody", [False, True], ids=["server", "all-processes"])
@pytest.mark.parametrize("moment", [0.0, 0.05, 0.3])
def test_a_server_stopped_while_it_judges_stores_no_verdict_of_that(
    tmp_path: Path, everybody: bool, moment: float
) -> None:
    """What it had judged is right; the rest waits, and the next start judges it."""
    sent = {1: RIGHT, 2: WRONG, 3: RIGHT, 4: WRONG}
    with served(tmp_path) as (process, url):
        headers = {"HX-Request": "true", "Sec-Fetch-Site": "same-origin"}
        with httpx.Client(base_url=url, headers=headers, timeout=PATIENCE) as client:
            page = client.get(f"/questions/{TASK.name}/1").text
            key = re.findall(r'name="hash" value="(\w+)"', page)[0]

            def stop() -> None:
                tree = [process.pid, *(children_of(process.pid) if everybody else ())]
                for pid in tree:
                    os.kill(pid, signal.SIGTERM)

            for seed, item in sent.items():
                form = {"reply": item.source, "hash": key}
                if seed == len(sent):
                    stopper = threading.Timer(moment, stop)
                    stopper.start()
                try:
                    client.post(f"/questions/{TASK.name}/{seed}/parts/answer", data=form)
                except httpx.TransportError:
                    assert seed == len(sent), "only the last one can come too late"
            stopper.join()
        assert process.wait(PATIENCE) == 0
    with open_practice(tmp_path) as practice:
        received = practice.store.attempts()
        for attempt in received:
            item = sent[attempt.seed]
            assert attempt.verdict is None or is_as_it_must_be(item, attempt.verdict)
        practice.finish_unjudged(NOW)
        for attempt in practice.store.attempts():
            assert is_as_it_must_be(sent[attempt.seed], attempt.verdict), attempt.verdict
        assert len(practice.store.reviews()) == len(received) >= len(sent) - 1
