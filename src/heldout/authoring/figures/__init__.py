"""Figures for questions: plots, networks, blocks with arrows, grids of numbers.

Every function returns an SVG as text, about as wide as a phone, drawn in `currentColor` alone, with
a title and a description from which the question can be answered without seeing it. What would
stick out of the picture is refused with a sentence, so that `heldout verify` finds it.
"""

from __future__ import annotations

from heldout.authoring.figures.blocks import Add, Box, Skip, blocks
from heldout.authoring.figures.grid import Grid, grids
from heldout.authoring.figures.network import Layer, network
from heldout.authoring.figures.panels import panel_width, panels
from heldout.authoring.figures.plot import Bar, Curve, Mark, Shade, plot

__all__ = [
    "Add",
    "Bar",
    "Box",
    "Curve",
    "Grid",
    "Layer",
    "Mark",
    "Shade",
    "Skip",
    "blocks",
    "grids",
    "network",
    "panel_width",
    "panels",
    "plot",
]
