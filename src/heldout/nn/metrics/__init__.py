"""How good: numbers that people decide by."""

from __future__ import annotations

__all__: list[str] = []
