"""What tells that something is wrong, and where."""

from __future__ import annotations

from .gradient_check import numerical_gradient, relative_error

__all__ = ["numerical_gradient", "relative_error"]
