"""The web door: pages that work without a script, and get better with one."""

from heldout.web.app import create_app
from heldout.web.serving import serve

__all__ = ["create_app", "serve"]
