"""What every request must pass and every answer must carry.

Heldout runs on somebody's own machine, where any web page that they visit could try to talk to
it. So a request is refused unless it names this machine as its host (else a foreign name could be
pointed at it: DNS rebinding), and unless a request that changes something comes from our own
pages (else a foreign form could post to it).
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["BODY_LIMIT", "Guard", "content_security_policy", "is_ours", "is_same_origin"]

BODY_LIMIT = 256 * 1024  # bytes
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
WILDCARDS = frozenset({"0.0.0.0", "::", ""})
SAFE_METHODS = frozenset({"GET", "HEAD"})

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: with that a browser sends `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

Refusal = tuple[int, str]  # status, sentence
Refuse = Callable[[Scope, int, str], ASGIApp]


def content_security_policy(nonce: str | None = None) -> str:
    """The policy of a page; the editor adds its style element by the nonce."""
    style = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    return (
        f"default-src 'none'; script-src 'self'; style-src {style}; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


def is_ours(host: str, listening: str) -> bool:
    """Whether a Host header names this machine, given the address that we listen on.

    On a wildcard address any literal IP address is ours: no name can be rebound to one.
    """
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    if not name:
        return False
    if name in LOOPBACK_NAMES or name.endswith(".localhost") or name == listening.lower():
        return True
    return listening in WILDCARDS and _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def is_same_origin(headers: Headers) -> bool:
    """Whether the browser says that one of our own pages sent this. Silence is a no."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == headers.get("host")


class Guard:
    """Refuses what must not come in, with a page; puts the safety headers on what goes out."""

    def __init__(self, app: ASGIApp, *, listening: str, refuse: Refuse) -> None:
        self.app = app
        self.listening = listening
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request through, or answer it with the refusal."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message))
            await send(message)

        refusal = self._refusal(scope["method"], Headers(scope=scope))
        if refusal is None:
            body = await _read_body(scope["method"], receive)
            if body is not None:
                await self.app(scope, body, send_with_headers)
                return
            refusal = _too_long()
        await self.refuse(scope, *refusal)(scope, receive, send_with_headers)

    def _refusal(self, method: str, headers: Headers) -> Refusal | None:
        if not is_ours(headers.get("host", ""), self.listening):
            return 400, (
                "This address does not belong to Heldout. Open it by the address that it printed "
                "when it started, such as http://127.0.0.1:8321/."
            )
        if method in SAFE_METHODS:
            return None
        if not is_same_origin(headers):
            return 403, (
                "Only Heldout's own pages may send replies. Open the question here and send it "
                "from there."
            )
        length = headers.get("content-length", "0")
        return _too_long() if not length.isdecimal() or int(length) > BODY_LIMIT else None


def _too_long() -> Refusal:
    return 413, f"A reply may have {BODY_LIMIT // 1024} KiB at most; this one is longer."


async def _read_body(method: str, receive: Receive) -> Receive | None:
    """A receive that replays the body, read whole; None when it is longer than allowed.

    The stated length may be missing or a lie, so what arrives is counted.
    """
    if method in SAFE_METHODS:
        return receive
    chunks: list[bytes] = []
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            break
        chunks.append(message.get("body", b""))
        more = message.get("more_body", False)
        if sum(map(len, chunks)) > BODY_LIMIT:
            return None
    replayed = False

    async def replay() -> Message:
        nonlocal replayed
        if replayed:
            return await receive()
        replayed = True
        return {"type": "http.request", "body": b"".join(chunks), "more_body": False}

    return replay


def _add_headers(headers: MutableHeaders) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("Content-Security-Policy", content_security_policy())
    headers.setdefault("Cache-Control", "private, no-cache")
