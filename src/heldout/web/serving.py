"""Serves the web app from one process until somebody stops it."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import uvicorn

from heldout.errors import HeldoutError, SettingsError
from heldout.practice import Practice
from heldout.web.app import create_app
from heldout.web.judging import Judging
from heldout.web.safety import WILDCARDS

__all__ = ["serve"]

GRACE = 3  # seconds that requests under way get at the end


def serve(practice: Practice, host: str, port: int, *, open_browser: bool) -> None:
    """Serve until Ctrl-C or SIGTERM, then return; HeldoutError when the address cannot be used."""
    listener = _listen(host, port)
    app = create_app(practice, host=host)
    url = _url(host, listener.getsockname()[1])
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        lifespan="on",
    )
    server = _Server(config, app.state.door.judging, lambda: _announce(url, host, open_browser))
    with listener, _stopped_by_sigterm():
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:
            # uvicorn has closed everything in order, and hands the signal on when it is done.
            pass
        finally:
            app.state.door.judging.close()
    print("Heldout has stopped. Every reply is stored.", flush=True)


class _Server(uvicorn.Server):
    """Says when it listens, and ends the streams first when it is to stop: an open page would
    otherwise hold up the end."""

    def __init__(
        self, config: uvicorn.Config, judging: Judging, announce: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._judging = judging
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._judging.close(patience=0.0)
        await super().shutdown(sockets)


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound to that address, so that a taken port is known before anything starts."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise SettingsError(
            f"{host!r} is no address of this machine ({error.strerror}). "
            "Use --host 127.0.0.1, or leave it out."
        ) from error
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":
            # Else a port stays taken for a minute after Heldout was closed.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise _unusable(host, port, error) from error
    return listener


def _unusable(host: str, port: int, error: OSError) -> HeldoutError:
    if isinstance(error, PermissionError):
        return SettingsError(
            f"Port {port} may not be used by this account. Choose one above 1023, such as "
            "--port 8321."
        )
    if error.errno is not None and "in use" in os.strerror(error.errno).lower():
        return SettingsError(
            f"Port {port} is taken; Heldout may be running already. Open {_url(host, port)} to "
            "see, or choose another port: --port 0 takes any free one."
        )
    return SettingsError(
        f"Heldout cannot listen on {host}, port {port}: {error.strerror}. "
        "Use --host 127.0.0.1, or leave it out."
    )


def _url(host: str, port: int) -> str:
    name = "127.0.0.1" if host in WILDCARDS else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"


def _announce(url: str, host: str, open_browser: bool) -> None:
    print(f"Heldout is at {url} (Ctrl-C stops it)", flush=True)
    if host in WILDCARDS:
        print(
            "Everybody on your network can open it, too: it has no accounts and no passwords.",
            file=sys.stderr,
            flush=True,
        )
    if open_browser and _has_browser():
        threading.Thread(target=webbrowser.open, args=[url], daemon=True).start()


def _has_browser() -> bool:
    """Whether there is a screen to show one on; a browser in text would take over the terminal."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextmanager
def _stopped_by_sigterm() -> Iterator[None]:
    """Make SIGTERM end as Ctrl-C does: in order, with everything closed by those who opened it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(_signal: int, _frame: FrameType | None) -> Any:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
