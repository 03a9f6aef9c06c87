"""How parameters move."""

from __future__ import annotations

from .adam import Adam

__all__ = ["Adam"]
