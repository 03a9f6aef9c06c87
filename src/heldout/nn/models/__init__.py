"""Whole networks, put together from the parts."""

from __future__ import annotations

from .residual_network import ResidualNetwork
from .vgg import VGG, VGG11, LayerRow, vgg_table

__all__ = ["VGG", "VGG11", "LayerRow", "ResidualNetwork", "vgg_table"]
