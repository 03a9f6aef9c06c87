"""The Python files that come with a question, as modules.

They are the author's code and run with the rights of whoever started Heldout, so only packs that
the user has installed are ever loaded.
"""

from __future__ import annotations

import sys
import threading
import traceback
from pathlib import Path
from types import ModuleType

from heldout.errors import PackError

__all__ = ["author_error", "load_module"]

_loading = threading.RLock()


def load_module(path: Path) -> ModuleType:
    """The file as a fresh module; PackError when it is missing or does not run.

    No byte code is written beside it: packs may be installed read-only, and their folders are
    hashed.
    """
    try:
        source = path.read_text(encoding="utf-8-sig")  # some editors begin a file with a mark
    except OSError as error:
        raise PackError(
            f"the file must be there and readable: {error.strerror}", file=path
        ) from None
    except UnicodeDecodeError as error:
        wrong = f"{error.reason} at byte {error.start}"
        raise PackError(f"must be saved as UTF-8 text: {wrong}", file=path) from None
    module = ModuleType(f"heldout_pack.{path.parent.name.replace('-', '_')}.{path.stem}")
    module.__file__ = str(path)
    # Dataclasses and other decorators look their module up by name while it is being executed;
    # the lock keeps a second thread from taking the name away meanwhile.
    with _loading:
        sys.modules[module.__name__] = module
        try:
            # What this file imports from __future__ is no business of the author's.
            exec(compile(source, str(path), "exec", dont_inherit=True), module.__dict__)
        except (Exception, SystemExit) as error:
            raise author_error(path, error) from error
        finally:
            sys.modules.pop(module.__name__, None)
    return module


def author_error(path: Path, error: BaseException) -> PackError:
    """The exception that author's code raised, as a PackError that points at the line."""
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return PackError(f"must be valid Python: {error.msg}", file=path, line=error.lineno)
    frames = traceback.extract_tb(error.__traceback__)
    line = next((frame.lineno for frame in reversed(frames) if frame.filename == str(path)), None)
    return PackError(f"raised {type(error).__name__}: {error}", file=path, line=line)
