"""Replies and verdicts as JSON, and back.

The JSON is plain ASCII. A reply may hold any character that a keyboard, a file or a broken
program can produce; NUL, which PostgreSQL refuses in text, and lone surrogates, which no database
takes, travel as escapes and come back as they were.
"""

from __future__ import annotations

import json
from typing import Any

from heldout.errors import StoreError
from heldout.records import Evidence, Finding, Reply, Verdict

__all__ = ["read_reply", "read_verdict", "write_reply", "write_verdict"]


def write_reply(reply: Reply) -> str:
    """The reply as JSON."""
    value = reply.value if isinstance(reply.value, str) else list(reply.value)
    return _dump({"part": reply.part, "value": value})


def read_reply(text: str) -> Reply:
    """The reply that `write_reply` wrote; StoreError when it did not."""
    try:
        raw = json.loads(text)
        value = raw["value"]
        return Reply(raw["part"], value if isinstance(value, str) else tuple(value))
    except (ValueError, KeyError, TypeError) as error:
        raise _unreadable("reply", text) from error


def write_verdict(verdict: Verdict) -> str:
    """The verdict as JSON; ValueError for a score that is no number in [0, 1]."""
    if not 0 <= verdict.score <= 1:
        raise ValueError(f"the score of a verdict must lie in [0, 1]; got {verdict.score}")
    return _dump(
        {
            "outcome": verdict.outcome,
            "score": verdict.score,
            "findings": [_finding_to_json(finding) for finding in verdict.findings],
            "answer": verdict.answer,
            "mode": verdict.mode,
            "seed": verdict.seed,
        }
    )


def read_verdict(text: str) -> Verdict:
    """The verdict that `write_verdict` wrote; StoreError when it did not."""
    try:
        raw = json.loads(text)
        return Verdict(
            outcome=raw["outcome"],
            score=raw["score"],
            findings=tuple(_finding_from_json(finding) for finding in raw["findings"]),
            answer=raw["answer"],
            mode=raw["mode"],
            seed=raw["seed"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise _unreadable("verdict", text) from error


def _finding_to_json(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "message": finding.message,
        "mistake": finding.mistake,
        "evidence": [{"label": item.label, "text": item.text} for item in finding.evidence],
    }


def _finding_from_json(raw: dict[str, Any]) -> Finding:
    return Finding(
        kind=raw["kind"],
        message=raw["message"],
        mistake=raw["mistake"],
        evidence=tuple(Evidence(item["label"], item["text"]) for item in raw["evidence"]),
    )


def _dump(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def _unreadable(what: str, text: str) -> StoreError:
    return StoreError(
        f"A stored {what} must be JSON that Heldout wrote; one begins {text[:40]!r}. The database "
        "was changed by another program: restore a backup of it."
    )
