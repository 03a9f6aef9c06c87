"""Finding the nearest of many vectors."""

from __future__ import annotations

from .coded_cells import CodedCells
from .hyperplanes import Hyperplanes, collision_probability
from .inverted_file import InvertedFile
from .k_means import Clusters, k_means, k_means_start
from .nearest import Found, closest, nearest, unit
from .one_shot import Gallery, threshold_at
from .product_quantization import ProductQuantizer
from .projection_trees import ProjectionForest
from .recall import recall_at_k

__all__ = [
    "Clusters",
    "CodedCells",
    "Found",
    "Gallery",
    "Hyperplanes",
    "InvertedFile",
    "ProductQuantizer",
    "ProjectionForest",
    "closest",
    "collision_probability",
    "k_means",
    "k_means_start",
    "nearest",
    "recall_at_k",
    "threshold_at",
    "unit",
]
