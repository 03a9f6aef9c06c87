"""Whole networks, put together from the parts."""

from __future__ import annotations

__all__: list[str] = []
