"""What must not come in does not, and what goes out says how it may be used."""

from __future__ import annotations

import httpx
import pytest
from starlette.datastructures import Headers

from heldout.practice import Practice
from heldout.web.safety import BODY_LIMIT, content_security_policy, is_ours, is_same_origin

PATHS = [
    "/",
    "/questions",
    "/questions/sums/1",
    "/questions/double-it/1",
    "/progress",
    "/about",
    "/no-such-page",
    "/questions/no-such-question",
    "/attempts/999999999/events",
    "/static/nothing.js",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_policy(site: httpx.Client, path: str) -> None:
    """Errors too."""
    headers = site.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "font-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_only_pages_with_an_editor_have_a_nonce_and_it_is_fresh(site: httpx.Client) -> None:
    """The editor makes a style element; nothing else needs one."""
    policies = [site.get("/questions/double-it/1").headers["content-security-policy"] for _ in "12"]
    assert all("style-src 'self' 'nonce-" in policy for policy in policies)
    assert policies[0] != policies[1]
    plain = site.get("/questions/sums/1").headers["content-security-policy"]
    assert plain == content_security_policy()


@pytest.mark.parametrize(
    ("host", "listening", "ours"),
    [
        ("127.0.0.1:8321", "127.0.0.1", True),
        ("localhost:8321", "127.0.0.1", True),
        ("LOCALHOST", "127.0.0.1", True),
        ("[::1]:8321", "::1", True),
        ("heldout.localhost:1", "127.0.0.1", True),
        ("box.lan:8321", "box.lan", True),
        ("192.168.1.7:8321", "0.0.0.0", True),
        ("192.168.1.7:8321", "127.0.0.1", False),
        ("evil.example", "127.0.0.1", False),
        ("evil.example", "0.0.0.0", False),
        ("127.0.0.1.evil.example", "127.0.0.1", False),
        ("localhost.evil.example:8321", "127.0.0.1", False),
        ("evil.example@127.0.0.1", "box.lan", True),
        ("127.0.0.1@evil.example", "127.0.0.1", False),
        ("", "127.0.0.1", False),
        ("[", "127.0.0.1", False),
    ],
)
def test_a_host_is_ours_or_not(host: str, listening: str, ours: bool) -> None:
    """Loopback, the configured name, and literal addresses where we listen on all."""
    assert is_ours(host, listening) is ours


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8321", ""])
def test_a_foreign_host_is_refused_with_a_sentence(site: httpx.Client, host: str) -> None:
    """The defence against DNS rebinding."""
    answer = site.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "does not belong to Heldout" in answer.text


@pytest.mark.parametrize(
    ("headers", "same"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://h:1", "host": "h:1"}, False),
        ({"origin": "http://h:1", "host": "h:1"}, True),
        ({"origin": "http://h:2", "host": "h:1"}, False),
        ({"origin": "null", "host": "h:1"}, False),
        ({"host": "h:1"}, False),
    ],
)
def test_an_origin_is_the_same_or_not(headers: dict[str, str], same: bool) -> None:
    """Sec-Fetch-Site decides where a browser sends it, Origin elsewhere; silence is a no."""
    assert is_same_origin(Headers(headers)) is same


@pytest.mark.parametrize("path", ["hints", "reveal", "parts/total"])
def test_a_foreign_page_cannot_send(site: httpx.Client, practice: Practice, path: str) -> None:
    """Neither a form nor a script of another site; and nothing is stored."""
    url = f"/questions/sums/77/{path}"
    answer = site.post(url, data={"reply": "1"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "own pages" in answer.text
    sitting = practice.sitting(practice.variant("sums", 77))
    assert (sitting.hints, sitting.revealed, sitting.attempts) == (0, False, ())


def test_a_long_body_is_refused(site: httpx.Client) -> None:
    """By its stated length, and by what arrives where no length is stated."""
    text = "x" * (BODY_LIMIT + 1)
    stated = site.post("/questions/sums/1/parts/total", data={"reply": text})
    counted = site.post(
        "/questions/sums/1/parts/total",
        content=(chunk.encode() for chunk in ["reply=", text]),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert (stated.status_code, counted.status_code) == (413, 413)
    assert "256 KiB" in stated.text


def test_a_body_just_short_enough_is_read(site: httpx.Client, seed: int) -> None:
    """The cap cuts nothing off below itself."""
    page = site.get(f"/questions/word-for-rate/{seed}").text
    key = page.split('name="hash" value="')[1].split('"')[0]
    body = f"hash={key}&reply=".encode()
    body += b"x" * (BODY_LIMIT - len(body))
    answer = site.post(
        f"/questions/word-for-rate/{seed}/parts/answer",
        content=body,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 303
