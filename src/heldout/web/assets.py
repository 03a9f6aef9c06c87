"""The built files that pages load: found by name in the manifest, served under their hash."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from heldout.errors import NotFound

__all__ = ["FOLDER", "Asset", "asset_url", "manifest", "routes"]

FOLDER = Path(__file__).parent / "static" / "dist"
MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One built file, as it is and as it travels."""

    media_type: str
    plain: bytes
    packed: bytes  # gzip


@cache
def manifest() -> Mapping[str, str]:
    """Name in the source -> name on disk, which carries the hash of the content."""
    names: Mapping[str, str] = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return names


def asset_url(name: str) -> str:
    """The address of a built file, such as `page.js`, `style.css` or `math.woff2`."""
    return f"/static/{manifest()[name]}"


@cache
def _load(name: str) -> Asset:
    if name not in manifest().values():
        raise NotFound("There is no such file. The page that asked for it may be an old one.")
    plain = (FOLDER / name).read_bytes()
    packed = gzip.compress(plain, compresslevel=9, mtime=0)
    return Asset(MEDIA_TYPES[Path(name).suffix], plain, packed)


def _serve_asset(request: Request) -> Response:
    """A built file; it may be kept for ever, since another content has another name."""
    asset = _load(request.path_params["name"])
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(asset.packed, media_type=asset.media_type, headers=headers)
    return Response(asset.plain, media_type=asset.media_type, headers=headers)


def _serve_favicon(request: Request) -> Response:
    """The icon, for browsers that ask at the old address whatever the page says."""
    asset = _load(manifest()["favicon.svg"])
    return Response(asset.plain, media_type=asset.media_type)


routes = [
    Route("/static/{name}", _serve_asset),
    Route("/favicon.ico", _serve_favicon),
]
