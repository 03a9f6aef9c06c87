"""An author's file as a module of our own process: for packs that we ship, and for no others."""

from __future__ import annotations

import threading
from pathlib import Path
from types import ModuleType

from heldout.authored.inside import fault, run_file
from heldout.errors import PackError

__all__ = ["author_error", "load_module", "module_name", "read_source"]

_loading = threading.RLock()


def load_module(path: Path) -> ModuleType:
    """The file as a fresh module; PackError when it is missing or does not run.

    No byte code is written beside it: packs may be installed read-only, and their folders are
    hashed.
    """
    source = read_source(path)
    with _loading:  # keeps a second thread from taking the module's name away meanwhile
        try:
            return run_file(source, str(path), module_name(path))
        except (Exception, SystemExit) as error:
            raise author_error(path, error) from error


def read_source(path: Path) -> str:
    """The text of the file; PackError when there is none."""
    try:
        return path.read_text(encoding="utf-8-sig")  # some editors begin a file with a mark
    except OSError as error:
        raise PackError(
            f"the file must be there and readable: {error.strerror}", file=path
        ) from None
    except UnicodeDecodeError as error:
        wrong = f"{error.reason} at byte {error.start}"
        raise PackError(f"must be saved as UTF-8 text: {wrong}", file=path) from None


def module_name(path: Path) -> str:
    """What the file is called while it runs; nothing can import it by that name."""
    return f"heldout_pack.{path.parent.name.replace('-', '_')}.{path.stem}"


def author_error(path: Path, error: BaseException) -> PackError:
    """The exception that author's code raised, as a PackError that points at the line."""
    message, _, line = fault([str(path)], error)
    return PackError(message, file=path, line=line)
