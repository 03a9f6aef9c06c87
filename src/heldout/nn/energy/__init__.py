"""Models that give every state an energy."""

from __future__ import annotations

__all__: list[str] = []
