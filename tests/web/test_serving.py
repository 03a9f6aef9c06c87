"""The server as a process: when it says that it is there, and how it ends."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from heldout.errors import SettingsError
from heldout.practice import Practice
from heldout.web import serve

PATIENCE = 60  # seconds; only a test that is failing waits so long
PROGRAM = """
import sys
from pathlib import Path
from heldout.practice import Practice
from heldout.records import Reply
from heldout.settings import Settings
from heldout.web import serve
from heldout.web.door import now

data, pack = map(Path, sys.argv[1:3])
with Practice.open(Settings(data_dir=data, packs=(pack,))) as practice:
    serve(practice, "127.0.0.1", 0, open_browser=False)
print("closed in order")
"""


@contextmanager
def _process(data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The server as its own process, and its address once it says it."""
    pack = Path(__file__).parent / "pack"
    command = [sys.executable, "-W", "error", "-c", PROGRAM, str(data), str(pack)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with process:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        if found is None:
            process.kill()
            raise AssertionError(line + process.communicate()[1])
        try:
            yield process, found[0]
        finally:
            if process.poll() is None:
                process.kill()


def test_the_address_is_printed_when_it_can_be_opened(tmp_path: Path) -> None:
    """Whoever reads the line may connect at once."""
    with _process(tmp_path) as (_, url):
        assert httpx.get(url).status_code == 200


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_in_order_even_with_a_page_open(tmp_path: Path, how: signal.Signals) -> None:
    """A stream that would run on is ended; what was received is kept; no traceback."""
    endless = "def double(x):\n    while True:\n        pass\n"
    with _process(tmp_path) as (process, url), httpx.Client(timeout=PATIENCE) as client:
        page = client.get(f"{url}/questions/double-it/1").text
        key = re.findall(r'name="hash" value="(\w+)"', page)[0]
        waiting = client.post(
            f"{url}/questions/double-it/1/parts/answer",
            data={"reply": endless, "hash": key},
            headers={"HX-Request": "true", "Sec-Fetch-Site": "same-origin"},
        ).text
        address = re.findall(r'hx-sse:connect="([^"]+)"', waiting)[0]
        with client.stream("GET", url + address) as stream:
            process.send_signal(how)
            rest = "".join(stream.iter_text())
        out, err = process.communicate(timeout=PATIENCE)
    assert "The reply is kept" in rest
    assert (process.returncode, err) == (0, "")
    assert "Every reply is stored" in out
    assert out.endswith("closed in order\n")


def test_a_killed_server_loses_no_reply(tmp_path: Path) -> None:
    """kill -9 while code is judged: the next start judges it."""
    slow = "def double(x):\n    while True:\n        pass\n"
    with _process(tmp_path) as (process, url):
        page = httpx.get(f"{url}/questions/double-it/1").text
        key = re.findall(r'name="hash" value="(\w+)"', page)[0]
        answer = httpx.post(
            f"{url}/questions/double-it/1/parts/answer",
            data={"reply": slow, "hash": key},
            headers={"HX-Request": "true", "Sec-Fetch-Site": "same-origin"},
        )
        process.kill()
        process.wait()
    address = re.findall(r'hx-sse:connect="([^"]+)"', answer.text)[0]
    with _process(tmp_path) as (_, url):
        text = httpx.get(url + address, timeout=PATIENCE).text
        assert "event: close" in text
        assert "while True" in httpx.get(f"{url}/questions/double-it/1").text
        assert "Judging" not in httpx.get(f"{url}/questions/double-it/1").text


def test_a_taken_port_is_one_sentence_with_the_remedy(practice: Practice) -> None:
    """And nothing has been started by then."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"Port {port} is taken.*--port 0") as caught:
            serve(practice, "127.0.0.1", port, open_browser=False)
    assert "\n" not in str(caught.value)


def test_an_address_of_another_machine_is_one_sentence(practice: Practice) -> None:
    """192.0.2.1 is reserved for documentation: no machine has it."""
    with pytest.raises(SettingsError, match=r"--host 127\.0\.0\.1"):
        serve(practice, "192.0.2.1", 0, open_browser=False)
