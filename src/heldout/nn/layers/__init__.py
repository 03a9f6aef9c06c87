"""Layers: forward with what backward needs, and backward."""

from __future__ import annotations

from .dense import dense, dense_backward

__all__ = ["dense", "dense_backward"]
