"""Models that are linear in their parameters."""

from __future__ import annotations

__all__: list[str] = []
