"""Losses, each with its gradient."""

from __future__ import annotations

from .cross_entropy import cross_entropy

__all__ = ["cross_entropy"]
