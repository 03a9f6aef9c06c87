"""Heldout: deep-learning interviews you can't overfit to."""

__all__ = ["__version__"]

__version__ = "0.1.0"
