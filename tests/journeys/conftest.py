"""Chromium and a running Heldout, for journeys through it as people make them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

PACK = Path(__file__).parents[1] / "web" / "pack"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
PATIENCE = 30_000  # milliseconds; only a test that is failing waits so long

expect.set_options(timeout=PATIENCE)


class Site:
    """`heldout serve` as a process of its own, which can be killed and started again."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = 0
        self.process: subprocess.Popen[str] | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, on the same port as before if there was one."""
        environment = {
            **os.environ,
            "HELDOUT_DATA_DIR": str(self.data),
            "HELDOUT_PACKS": str(PACK),
        }
        command = [
            sys.executable,
            "-m",
            "heldout",
            "serve",
            "--no-browser",
            "--port",
            str(self.port),
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.search(r"127\.0\.0\.1:(\d+)", line)
        assert found, f"the server said {line!r}"
        self.port = int(found[1])

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.communicate()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; where there must be one, its absence is a failure."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        reason = f"no Chromium was found; install one of {', '.join(NAMES)}"
        if os.environ.get("CI") == "true" or os.environ.get("HELDOUT_REQUIRE_CHROMIUM") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running Heldout."""
    site = Site(tmp_path_factory.mktemp("data"))
    yield site
    site.kill()


@pytest.fixture
def open_page(chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens pages in a browser of their own. At the end no console error, no failed script, no
    refusal by the policy and no request to another host may have happened."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_one(path: str = "", *, expected: tuple[str, ...] = (), **options: Any) -> Page:
        context = chromium.new_context(base_url=site.url, **options)
        contexts.append(context)
        page = context.new_page()

        def note(kind: str, text: str) -> None:
            if not any(piece in text for piece in expected):
                troubles.append(f"{kind}: {text}")

        page.on("console", lambda message: note(message.type, message.text))
        page.on("pageerror", lambda error: note("error", str(error)))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((site.url + "/", "data:", "blob:"))
                else note("foreign request", request.url)
            ),
        )
        if path:
            page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert troubles == []
